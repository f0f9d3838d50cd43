#!/bin/bash
# pgTAP files in the stock server with a library that traps undefined behaviour
# (-fsanitize=undefined with traps needs no runtime): a trap ends the backend, and
# the file fails.  FILES="tests/sql/doi.sql ..." takes these files only.
#
# Builds apart, in build/ubsan/.
set -eu
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"

work=$root/build/ubsan
rm -rf "$work"
mkdir -p "$work/tree"

server_install()
{
	git ls-files -z | xargs -0 cp --parents -t "$work/tree"
	# alignment: x86 forgives it, and PostgreSQL's headers rely on that
	MAKEFLAGS='' make -C "$work/tree" --no-print-directory -j2 install \
		COPT='-O1 -fsanitize=undefined -fno-sanitize=alignment -fsanitize-undefined-trap-on-error' \
		DESTDIR="$server_home/destdir" PG_CONFIG="$PG_CONFIG" > "$work/build.log" 2>&1
}

server_prepare ubsan
trap server_down EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
server_install
{ server_init && server_up; } > "$work/server.log" 2>&1
createdb ri_ubsan
export PGDATABASE=ri_ubsan
psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" -c "CREATE EXTENSION pgtap"
psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
status=0
# shellcheck disable=SC2086
PGOPTIONS="-c jit=off" pg_prove --ext .sql ${FILES:-tests/sql/*.sql} || status=1
# what must not be, whatever the files say
traps=$(grep -c 'was terminated by signal' "$PGHOST/log" || true)
say "$traps backends were ended by a trap"
[ "$traps" -eq 0 ] || status=1
exit "$status"
