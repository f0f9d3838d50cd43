#!/bin/bash
# Tests that hostile and odd values in the sources make an error of class RI or a
# report that is valid: every column of the contract with the values of
# hostile.sql.  TAP on standard output, the figures at the end.
#
#   tests/run/check_hostile.sh       one of a hundred mutants; HOSTILE_SEED=N others
#   tests/run/check_hostile.sh all   all of them, in a database of its own
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data, which "all" makes.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

part=100
[ "${THOROUGH:-}" != 1 ] || part=10
seed=${HOSTILE_SEED:-5}
if [ "${1:-}" = all ]; then
	part=1
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE DATABASE ri_hostile" >&2
	export PGDATABASE=ri_hostile
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" >&2
	psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql >&2
fi

work=$(mktemp -d -t hostile.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
psql -X -q -At -v ON_ERROR_STOP=1 -v part="$part" -v seed="$seed" \
	-f tests/run/hostile.sql > "$work/tap"
cat "$work/tap"
echo "# seed $seed"
! grep -q '^not ok' "$work/tap"
