#!/bin/bash
# Tests that nothing missing goes unseen: breaks a reduced sample in every way that
# guards.sql makes from the source contract, and wants each change of a fact told.
# TAP on standard output, the figures at the end.
#
#   tests/run/check_guards.sh       a tenth of the mutants; GUARDS_SEED=N another one
#   tests/run/check_guards.sh all   all of them, and all parameters of rule sets
#                                   unset (check_unset.sh), in a database of its own
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data, which "all" makes.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

part=10
seed=${GUARDS_SEED:-3}
if [ "${1:-}" = all ]; then
	part=1
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE DATABASE ri_guards" >&2
	export PGDATABASE=ri_guards
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" >&2
	psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql >&2
fi

work=$(mktemp -d -t guards.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
psql -X -q -At -v ON_ERROR_STOP=1 -v part="$part" -v seed="$seed" \
	-f tests/run/guards.sql > "$work/tap"
cat "$work/tap"
echo "# seed $seed"
failed=0
! grep -q '^not ok' "$work/tap" || failed=1
[ "${1:-}" != all ] || tests/run/check_unset.sh all || failed=1
exit $failed
