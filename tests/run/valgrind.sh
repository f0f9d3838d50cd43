#!/bin/bash
# pgTAP files in the stock server under valgrind: what our library, libxml2, libxslt
# and Jansson do with memory of theirs.  A default subset, or
# FILES="tests/sql/doi.sql ..."; each file has a backend, each backend its log in
# build/valgrind/.  Errors and definite leaks whose stack names our library fail;
# what is palloc'd a stock server does not tell apart.
set -eu
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"

work=$root/build/valgrind
files=${FILES:-tests/sql/doi.sql tests/sql/orgnr.sql tests/sql/hrcs.sql tests/sql/trial_id.sql tests/sql/nvi_points.sql tests/sql/wilson.sql tests/sql/import_values.sql tests/sql/attacks.sql}
rm -rf "$work"
mkdir -p "$work"

server_prepare valgrind
trap server_down EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
server_install > "$work/build.log" 2>&1
{ server_init && server_up; } > "$work/server.log" 2>&1
createdb ri_valgrind
export PGDATABASE=ri_valgrind
psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" -c "CREATE EXTENSION pgtap"
psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
"$bindir/pg_ctl" --version > /dev/null

# the same cluster again, every process of it under valgrind
(cd "$PGHOST" && as_server "$bindir/pg_ctl" stop -s -w -m fast -D "$PGHOST/data")
chmod 1777 "$work"
(
	cd "$PGHOST"
	as_server valgrind --quiet --trace-children=yes --leak-check=full --show-leak-kinds=definite \
		--undef-value-errors=no --num-callers=25 --log-file="$work/%p.log" \
		"$bindir/postgres" -D "$PGHOST/data" > "$work/postgres.log" 2>&1 9>&- &
	echo $! > "$work/pid"
)
for turn in $(seq 1 120); do
	! psql -X -q -c 'SELECT 1' > /dev/null 2>&1 || break
	sleep 1
done
begun=$(date +%s)
status=0
# shellcheck disable=SC2086
PGOPTIONS="-c jit=off" pg_prove --ext .sql $files || status=1
(cd "$PGHOST" && as_server "$bindir/pg_ctl" stop -s -w -t 120 -m fast -D "$PGHOST/data") || true
errors=$(grep -l 'research_indicators' "$work"/*.log 2> /dev/null | grep -v 'build.log\|server.log\|postgres.log' || true)
say "$(set -- $files; echo $#) files in $(($(date +%s) - begun)) s, $(find "$work" -name '[0-9]*.log' | wc -l) processes; processes with an error or leak of ours: $(echo "$errors" | grep -c . || true)"
if [ -n "$errors" ]; then
	head -n 60 $errors
	status=1
fi
exit "$status"
