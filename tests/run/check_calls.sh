#!/bin/bash
# Tests that no argument and no source makes an internal error or ends a backend:
# every public function with odd arguments, by calls.sql.  TAP on standard output.
#
#   tests/run/check_calls.sh       a call of each; CALLS_SEED=N others
#   tests/run/check_calls.sh all   60 of each (CALLS_ROUNDS=N), in a database of its own
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data, which "all" makes.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rounds=1
[ "${THOROUGH:-}" != 1 ] || rounds=5
seed=${CALLS_SEED:-23}
if [ "${1:-}" = all ]; then
	rounds=${CALLS_ROUNDS:-60}
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE DATABASE ri_calls" >&2
	export PGDATABASE=ri_calls
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" >&2
	psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql >&2
fi

work=$(mktemp -d -t calls.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
psql -X -q -At -v ON_ERROR_STOP=1 -v rounds="$rounds" -v seed="$seed" \
	-f tests/run/calls.sql > "$work/tap"
cat "$work/tap"
! grep -q '^not ok' "$work/tap"
