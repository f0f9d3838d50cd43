#!/bin/bash
# Runs every test: packages, unit tests of the core, build, private server,
# pgTAP tests, the check_*.sh scripts.  The last line is "N passed, M failed".
#
# A check_*.sh script prints TAP; it is run from the root of the checkout, with
# PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE of the private server,
# whose database holds the extension, pgTAP and the sample data.  Two of them
# run at a time, each in a copy of the database.
#
# SKIP_BROWSER=1 leaves the browser test out; THOROUGH=1 adds the variants that the
# slow tests leave out.  ONLY="json_schema exchange" runs these scripts alone, and no
# pgTAP test.
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
	[ -z "${other_lane:-}" ] || kill -TERM "$other_lane" 2>/dev/null || true
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
	# what tests ask besides is compiled for longer than it runs; doors decide for
	# themselves, which tests/sql/shared_results.sql looks at
	export PGOPTIONS="-c jit=off"
	step "load the sample data" \
		psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql -c "ANALYZE"
}

run_sql_tests()
{
	tap_step "tests/sql, two files at a time" tests/run/sql_tests.sh
}

# The scripts that a lane may take: those of ONLY, or all, the longest first, so
# that the lanes end together.
list_scripts()
{
	local file first="page public_edition determinism crash readme browser"
	local name
	if [ -n "${ONLY:-}" ]; then
		# shellcheck disable=SC2086
		printf 'tests/run/check_%s.sh\n' $ONLY
		return
	fi
	for name in $first; do
		echo "tests/run/check_$name.sh"
	done
	for file in tests/run/check_*.sh; do
		name=${file#tests/run/check_}
		case " $first " in *" ${name%.sh} "*) continue ;; esac
		echo "$file"
	done
}

# The next script that nobody has taken yet; fails when there is none.
next_script()
{
	exec 8> "$queue.lock"
	flock 8
	next=$(head -n 1 "$queue")
	sed -i 1d "$queue"
	exec 8>&-
	[ -n "$next" ]
}

run_lane()
{
	export PGDATABASE=${database}_$1
	while next_script; do
		[ -x "$next" ] || continue
		case $next in
			*/check_symbols.sh) continue ;;	# has run already
			*/check_browser.sh | */check_page.sh)
				[ "${SKIP_BROWSER:-}" != 1 ] || continue ;;
		esac
		tap_step "$next" timeout "$script_limit" prove --verbose "$next"
	done
}

# Two scripts at a time, each lane with a copy of the database.  The lane in the
# background tells its counts at the end.
run_check_scripts()
{
	local lane
	for lane in lane0 lane1; do
		psql -X -q -v ON_ERROR_STOP=1 -d postgres \
			-c "CREATE DATABASE ${database}_$lane TEMPLATE $database"
	done
	queue=$root/build/check-queue
	list_scripts > "$queue"
	(
		trap 'end_step_child; exit 143' TERM
		tests_passed=0
		tests_failed=0
		run_lane lane1
		echo "$tests_passed $tests_failed" > "$queue.counts"
	) > "$queue.said" 2>&1 &
	other_lane=$!
	run_lane lane0
	wait "$other_lane" || tests_failed=$((tests_failed + 1))
	other_lane=
	cat "$queue.said"
	read -r passed failed < "$queue.counts"
	tests_passed=$((tests_passed + passed))
	tests_failed=$((tests_failed + failed))
}

# a name that is none would be left out without a word
for name in ${ONLY:-}; do
	[ -x "tests/run/check_$name.sh" ] || fail "ONLY: there is no tests/run/check_$name.sh"
done
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
[ -n "${ONLY:-}" ] || run_sql_tests
run_check_scripts
