#!/bin/bash
# TAP: every example of the README and of doc/delivery.md runs and gives the
# output that it shows, in a copy of the database, since some of them make
# things.
set -eu
copy=ri_readme
psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $copy" \
	-c "CREATE DATABASE $copy TEMPLATE $PGDATABASE" 2> /dev/null
status=0
PGDATABASE=$copy perl tests/run/readme.pl "${1:-check}" README.md doc/delivery.md || status=$?
psql -X -q -d postgres -c "DROP DATABASE $copy"
exit "$status"
