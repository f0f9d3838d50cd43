#!/bin/bash
# pg_upgrade with a populated site: reports issued in the old server are whole and
# verify in the new one, every relation of the archive is the same, and the tests
# pass on a database that went with it.  TAP on standard output.
#
#   tests/run/pg_upgrade.sh [OLD NEW]     15 17
#
# Both majors must be installed, with their development files and the new one's
# pgTAP.  WITHOUT_SUITE=1 leaves the tests out, FILES="tests/sql/..." names some.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/server.sh"

old=${1:-15}
new=${2:-17}
number=0
failed=0
old_home=

finish()
{
	local status=$?
	server_down
	[ -z "$old_home" ] || rm -rf "$old_home" "$root/build/server/upgrade_old.home"
	exit "$status"
}

# prepare MAJOR NAME: a cluster of that version with the extension, not yet running
prepare()
{
	unset PG_CONFIG
	PG_MAJOR=$1
	export PG_MAJOR
	server_prepare "$2"
	# objects of the other version
	find extension build -maxdepth 2 -name '*.o' -delete
	rm -f research_indicators.so
	{ server_install && server_init; } >&2
	[ "$1" -lt 18 ] || without_checksums "$PGHOST/data"
}

# From 18 on a new cluster has checksums, and pg_upgrade wants both alike.
without_checksums()
{
	(cd "$PGHOST" && as_server "$bindir/pg_checksums" --disable -D "$1") >&2
}

sql()
{
	psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"
}

# is GOT EXPECTED NAME
is()
{
	number=$((number + 1))
	if [ "$1" = "$2" ]; then
		echo "ok $number - $3"
	else
		echo "not ok $number - $3"
		printf '# got:      %s\n# expected: %s\n' "${1:0:300}" "${2:0:300}"
		failed=1
	fi
}

digests="
	SELECT string_agg(t.name || ' ' || t.digest, E'\n' ORDER BY t.name)
	FROM (SELECT n.nspname || '.' || c.relname AS name,
	             query_to_xml(format('SELECT count(*), md5(string_agg(a::text, chr(10) ORDER BY a::text COLLATE \"C\")) FROM %I.%I AS a',
	                                 n.nspname, c.relname), true, true, '')::text AS digest
	      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	      WHERE n.nspname IN ('research_archive', 'esystems', 'research_indicators') AND c.relkind = 'r') AS t"
bodies="
	SELECT string_agg(md5(research_indicators.report_canonical(report_id, 'xml')::text)
	                  || md5(research_indicators.report_canonical(report_id, 'json')::text), ' ' ORDER BY issued_at)
	FROM research_archive.report"
verdicts="
	SELECT string_agg(DISTINCT v.verdict, ' ')
	FROM research_archive.report AS r CROSS JOIN LATERAL research_indicators.verify_report(r.report_id) AS v"

populate()
{
	sql postgres "CREATE DATABASE site"
	sql site "CREATE EXTENSION research_indicators"
	psql -X -q -v ON_ERROR_STOP=1 -d site -f tests/data/load.sql > /dev/null
	sql postgres "CREATE DATABASE suite TEMPLATE site"
	sql site "
		SELECT research_indicators.copy_rule_set('hod-2015', 'site-a', 'Vår variant');
		SELECT research_indicators.set_rule_parameter('site-a', 'doctorate.points', '4', 'site', 'vedtak 1');
		SELECT research_indicators.create_archive('research_archive');
		SELECT research_indicators.issue_report(2023, '983974724');
		SELECT research_indicators.issue_report(2022, '983974724', 'site-a')" > /dev/null
}

stop_server()
{
	(cd "$PGHOST" && as_server "$bindir/pg_ctl" stop -s -w -D "$PGHOST/data")
}

upgrade()
{
	(cd "$PGHOST" && as_server "$bindir/pg_upgrade" -U "$PGUSER" -b "$old_bin" -B "$bindir" \
		-d "$old_home/pg/data" -D "$PGHOST/data" -s "$PGHOST") > "$root/build/pg_upgrade.log" 2>&1
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
prepare "$old" upgrade_old
old_home=$server_home
old_bin=$bindir
server_up
populate
digests_before=$(sql site "$digests")
bodies_before=$(sql site "$bodies")
is "$(sql site "$verdicts")" identical "what was issued in PostgreSQL $old verifies there"
stop_server

prepare "$new" upgrade_new
status=0
upgrade || status=$?
is "$status" 0 "pg_upgrade from $old to $new"
[ "$status" -eq 0 ] || {
	{ tail -n 5 build/pg_upgrade.log
	  grep -h -A 5 'error:' "$PGHOST"/data/pg_upgrade_output.d/*/log/pg_upgrade_dump_*.log; } | sed 's/^/# /'
	exit 1
}
server_up
# as pg_upgrade asks: statistics do not come along before 18
vacuumdb -q --all --analyze-only
is "$(sql site "SELECT current_setting('server_version_num')::int / 10000")" "$new" "the site is in PostgreSQL $new"
is "$(sql site "$digests")" "$digests_before" "every row of archive, sources and rules is there"
is "$(sql site "$bodies")" "$bodies_before" "the bodies of the issued reports are the same bytes"
is "$(sql site "$verdicts")" identical "they are computed to the same bytes"
is "$(sql site "SELECT research_indicators.issue_report(2021, '983974724') IS NOT NULL")" t "another report is issued"

if [ "${WITHOUT_SUITE:-}" != 1 ]; then
	sql suite "CREATE EXTENSION pgtap"
	status=0
	# shellcheck disable=SC2086
	PGDATABASE=suite PGOPTIONS="-c jit=off" tests/run/sql_tests.sh ${FILES:-} > build/pg_upgrade_suite.log 2>&1 || status=1
	is "$status" 0 "the tests pass: $(grep -c '^ok ' build/pg_upgrade_suite.log) of them in build/pg_upgrade_suite.log"
fi
echo "1..$number"
exit "$failed"
