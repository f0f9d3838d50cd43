#!/bin/bash
# Tests that a rule set may leave any parameter unset: unsets those of a copy one
# after the other (unset.sql), and wants figures and reports all the same.  TAP on
# standard output, the figures at the end.
#
#   tests/run/check_unset.sh       a few parameters; UNSET_SEED=N other ones
#   tests/run/check_unset.sh all   all of them, each with a report
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

part=20
reports=1
[ "${1:-}" != all ] || { part=1; reports=1000; }
seed=${UNSET_SEED:-3}

work=$(mktemp -d -t unset.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
psql -X -q -At -v ON_ERROR_STOP=1 -v part="$part" -v seed="$seed" \
	-v reports="$reports" -f tests/run/unset.sql > "$work/tap"
cat "$work/tap"
echo "# seed $seed"
! grep -q '^not ok' "$work/tap"
