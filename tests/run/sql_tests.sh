#!/bin/bash
# Runs every pgTAP file, or those that are named, as many at a time as there are
# lanes (LANES, by default 2), each lane in a copy of the database PGDATABASE: files
# that make an archive or a rule set do not wait for each other.
#
# A lane writes what pg_prove said about a file in one piece.
set -eu
lanes=${LANES:-2}
export output_lock
output_lock=$(mktemp)

run_file()
{
	local said status=0
	said=$(mktemp)
	PGDATABASE=${PGDATABASE}_lane$LANE pg_prove --verbose --ext .sql "$1" \
		> "$said" 2>&1 || status=1
	flock "$output_lock" cat "$said"
	rm -f "$said"
	return "$status"
}
export -f run_file

cleanup()
{
	local status=$?
	for ((lane = 0; lane < lanes; lane++)); do
		psql -X -q -d postgres -c "SET client_min_messages = warning" \
			-c "DROP DATABASE IF EXISTS ${PGDATABASE}_lane$lane"
	done
	rm -f "$output_lock"
	exit "$status"
}
trap cleanup EXIT

for ((lane = 0; lane < lanes; lane++)); do
	psql -X -q -v ON_ERROR_STOP=1 -d postgres \
		-c "CREATE DATABASE ${PGDATABASE}_lane$lane TEMPLATE $PGDATABASE"
done
# the largest first: they take longest
[ $# -gt 0 ] || set -- tests/sql/*.sql
ls -S "$@" |
	xargs -P "$lanes" -n 1 --process-slot-var=LANE bash -c 'run_file "$0"'
