#!/bin/bash
# From nothing to a report: packages, build, private server, sample data, and
# the report of 2023 for the nation in four files under build/demo/.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/step.sh"
. "$root/tests/run/server.sh"

database=ri_demo
year=2023
unit=NO

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_step_child
	server_down
	exit "$status"
}

start_server()
{
	server_prepare demo
	step "install the extension beside the server" server_install
	step "make a private cluster" server_init
	step "start it" server_up
}

load_database()
{
	step "create database $database" \
		psql -X -q -v ON_ERROR_STOP=1 -d postgres -c "CREATE DATABASE $database"
	export PGDATABASE=$database
	step "create extension" \
		psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators"
	step "load the sample data" \
		psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
	step "issue the report" \
		psql -X -v ON_ERROR_STOP=1 -f tests/run/demo.sql
}

# write_face FACE: one of the four files, from the issued report
write_face()
{
	psql -AtX -v ON_ERROR_STOP=1 -c "SELECT research_indicators.report_$1(report_id)
		FROM research_archive.report WHERE year = $year AND orgnr = '$unit'" \
		> "build/demo/report.$1"
	[ -s "build/demo/report.$1" ]
}

write_report()
{
	local face
	rm -rf build/demo
	mkdir -p build/demo
	for face in xml json html csv; do
		step "write build/demo/report.$face" write_face "$face"
	done
	if command -v xmllint > /dev/null; then
		step "validate the XML against xslt/report.xsd" \
			xmllint --noout --schema xslt/report.xsd build/demo/report.xml
	fi
}

show_files()
{
	local face
	say ""
	say "The report of $year for the nation ($unit):"
	for face in xml json html csv; do
		printf '%12d bytes  %s\n' "$(wc -c < "build/demo/report.$face")" \
			"$root/build/demo/report.$face"
	done
}

require_writable_build
begin_run demo
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

step "packages (build run)" tests/run/packages.sh build run
find_postgres
step "build" run_make all PG_CONFIG="$PG_CONFIG"
start_server
load_database
write_report
show_files
