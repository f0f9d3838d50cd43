#!/bin/bash
# Static analysis: cppcheck over the library and plpgsql_check over every PL/pgSQL
# function; "all" (make check-static) and THOROUGH=1 add clang-tidy by the checks of
# .clang-tidy, and a build of the library under scan-build.  TAP on standard
# output; a tool that is not installed is left out, and named.
#
# Wants PGHOST, PGPORT, PGUSER (a superuser) and PGDATABASE; makes the extension
# there for the time of the check if it is missing.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

thorough=${THOROUGH:-}
[ "${1:-}" != all ] || thorough=1
number=0
failed=0

# result STATUS NAME FILE: the lines of the file say what was found
result()
{
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		head -n 60 "$3" | sed 's/^/# /'
		failed=1
	fi
}

skip()
{
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2 is not installed"
}

# ereport and elog end the function from ERROR on: else every check of an argument
# looks as if what follows went on with a bad one.
run_cppcheck()
{
	cppcheck --quiet --std=c99 --inline-suppr --error-exitcode=1 \
		--enable=warning,performance,portability \
		--suppress=missingReturn \
		'-Dereport(level,rest)=((level)>=ERROR?exit(1):(void)0)' \
		'-Delog(level,...)=((level)>=ERROR?exit(1):(void)0)' \
		-DERROR=21 -DUSE_LIBXML -Iextension -Iextension/core extension
}

# What stands in dynamic SQL, and in tables that an import makes for itself, no
# reader of the text knows.
plpgsql_findings()
{
	psql -X -q -At -v ON_ERROR_STOP=1 <<-'SQL'
	SET client_min_messages = error;
	BEGIN;
	SELECT 'CREATE EXTENSION research_indicators'
	WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'research_indicators') \gexec
	CREATE SCHEMA plpgsql_check_own;
	CREATE EXTENSION plpgsql_check SCHEMA plpgsql_check_own;
	SELECT format('%s line %s: %s %s', p.proname, c.lineno, c.sqlstate, c.message)
	FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
	CROSS JOIN LATERAL plpgsql_check_own.plpgsql_check_function_tb(p.oid, fatal_errors := false) AS c
	WHERE p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace)
	  AND p.prorettype <> 'trigger'::regtype AND c.level = 'error' AND c.sqlstate <> '55000'
	  AND NOT (c.sqlstate = '42P01' AND c.message LIKE 'relation "pg_temp.%');
	ROLLBACK;
	SQL
}

run_clang_tidy()
{
	local flags
	flags="-std=gnu99 -Iextension -Iextension/core -I$("$PG_CONFIG" --includedir-server) $(pkg-config --cflags libxslt libxml-2.0 jansson) -DRESEARCH_INDICATORS_VERSION=\"0\""
	# shellcheck disable=SC2086
	printf '%s\n' extension/*.c extension/*/*.c |
		xargs -P "$(nproc)" -I FILE clang-tidy --quiet FILE -- $flags 2> /dev/null
}

# The build as make does it, looked at by the analyzer as it compiles; what the
# checks of .clang-tidy leave out is left out here too.
run_scan_build()
{
	mkdir "$work/tree"
	cp -R Makefile extension sql xslt "$work/tree/"
	find "$work/tree" -name '*.o' -exec rm -f {} +
	MAKEFLAGS='' TMPDIR="$work" scan-build --status-bugs -o "$work/reports" --use-cc=clang \
		-disable-checker deadcode.DeadStores \
		sh -c 'make --no-print-directory -j2 -C "$1" all CC="$CC" PG_CONFIG="$2"' - "$work/tree" "$PG_CONFIG" > "$work/build" 2>&1 || {
		grep -E -A 4 'warning:|error:' "$work/build"
		return 1
	}
	# a build that the analyzer did not see finds nothing
	grep -q 'scan-build: Analysis run complete' "$work/build" || tail -n 5 "$work/build"
}

work=$(mktemp -d -t static.XXXXXX)
trap 'rm -rf "$work"' EXIT
find_postgres
if command -v cppcheck > /dev/null; then
	status=0
	run_cppcheck > "$work/cppcheck" 2>&1 || status=1
	result $status "cppcheck" "$work/cppcheck"
else
	skip "cppcheck" "cppcheck"
fi
if [ -e "$("$PG_CONFIG" --sharedir)/extension/plpgsql_check.control" ]; then
	status=0
	plpgsql_findings > "$work/plpgsql" 2>&1 && [ ! -s "$work/plpgsql" ] || status=1
	result $status "plpgsql_check" "$work/plpgsql"
else
	skip "plpgsql_check" "postgresql-$(postgres_major)-plpgsql-check"
fi
if [ "$thorough" = 1 ]; then
	if command -v clang-tidy > /dev/null; then
		status=0
		run_clang_tidy > "$work/tidy" || status=1
		result $status "clang-tidy" "$work/tidy"
	else
		skip "clang-tidy" "clang-tidy"
	fi
	if command -v scan-build > /dev/null; then
		status=0
		run_scan_build > "$work/scan" && [ ! -s "$work/scan" ] || status=1
		result $status "scan-build" "$work/scan"
	else
		skip "scan-build" "clang-tools"
	fi
fi
echo "1..$number"
exit $failed
