#!/bin/bash
# TAP: every example of the guides runs and gives the output that it shows.
# Each guide has a copy of the database to itself, since some of them make
# things; the README's also holds the tables of doc/example.sql, of which it
# speaks.
#
#   check_readme.sh [check|write [GUIDE...]]   write: puts the real output in
set -eu -o pipefail
mode=${1:-check}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- README.md doc/getting-started.md doc/import.md doc/cookbook.md doc/contract.md doc/delivery.md doc/administration.md
copy=${PGDATABASE}_guide

make_copy()
{
	psql -X -q -d postgres -c "SET client_min_messages = warning" \
		-c "DROP DATABASE IF EXISTS $copy" \
		-c "CREATE DATABASE $copy TEMPLATE $PGDATABASE"
	[ "$1" != README.md ] ||
		psql -X -q -v ON_ERROR_STOP=1 -d "$copy" -f doc/example.sql
}

run_guides()
{
	local guide status=0
	for guide in "$@"; do
		make_copy "$guide"
		PGDATABASE=$copy perl tests/run/readme.pl "$mode" "$guide" || status=1
	done
	psql -X -q -d postgres -c "DROP DATABASE $copy"
	return "$status"
}

# One plan, at the end, instead of one of each guide.
one_plan()
{
	awk '/^1\.\./ { next }
		/^(not )?ok [0-9]+/ { sub(/[0-9]+/, ++number) }
		{ print }
		END { print "1.." number + 0 }'
}

if [ "$mode" = write ]; then
	run_guides "$@"
else
	run_guides "$@" | one_plan
fi
