#!/bin/bash
# Runs every test: packages, unit tests of the core, build, private server,
# pgTAP tests, the check_*.sh scripts.  The last line is "N passed, M failed".
#
# A check_*.sh script prints TAP; it is run from the root of the checkout, with
# PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE of the private server,
# whose database holds the extension, pgTAP and the sample data.
#
# SKIP_BROWSER=1 leaves the browser test out.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/step.sh"
. "$root/tests/run/server.sh"

database=ri_test
script_limit=600	# seconds for one check_*.sh

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_step_child
	server_down
	end_tests "$status"
}

check_packages()
{
	local purposes="build run test"
	if [ "${SKIP_BROWSER:-}" = 1 ]; then
		say "the browser test is left out (SKIP_BROWSER=1)"
	else
		purposes="$purposes browser"
	fi
	# shellcheck disable=SC2086
	step "packages ($purposes)" tests/run/packages.sh $purposes
}

build()
{
	step "build" run_make all PG_CONFIG="$PG_CONFIG"
}

start_server()
{
	server_prepare check
	step "install the extension beside the server" server_install
	step "make a private cluster" server_init
	step "start it" server_up
}

load_database()
{
	step "create database $database" \
		psql -X -q -v ON_ERROR_STOP=1 -d postgres -c "CREATE DATABASE $database"
	export PGDATABASE=$database
	step "create extension, pgTAP" psql -X -q -v ON_ERROR_STOP=1 \
		-c "CREATE EXTENSION research_indicators" -c "CREATE EXTENSION pgtap"
	step "load the sample data" \
		psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
}

run_sql_tests()
{
	tap_step "tests/sql, two files at a time" tests/run/sql_tests.sh
}

run_check_scripts()
{
	local file
	for file in tests/run/check_*.sh; do
		[ -x "$file" ] || continue
		case $file in
			*/check_symbols.sh) continue ;;	# has run already
			*/check_browser.sh) [ "${SKIP_BROWSER:-}" != 1 ] || continue ;;
		esac
		tap_step "$file" timeout "$script_limit" prove --verbose "$file"
	done
}

require_writable_build
begin_run check
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

check_packages
find_postgres
[ ! -x tests/run/core.sh ] ||
	tap_step "tests/run/core.sh" tests/run/core.sh
build
tap_step "tests/run/check_symbols.sh" prove --verbose tests/run/check_symbols.sh
start_server
load_database
run_sql_tests
run_check_scripts
