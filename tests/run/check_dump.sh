#!/bin/bash
# TAP: dump and restore lose nothing, in one process or several, and DROP
# EXTENSION leaves what is the site's: source tables and archive.
set -eu
site=ri_dump_site
copy=ri_dump_copy
dump=${TMPDIR:-/tmp}/ri_dump.$$
number=0
failed=0

drop_databases()
{
	rm -rf "$dump" "$dump".*
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $site" -c "DROP DATABASE IF EXISTS $copy" \
		-c "DROP DATABASE IF EXISTS ${copy}_jobs" 2> /dev/null
}
trap drop_databases EXIT

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
		printf '# got:      %s\n# expected: %s\n' "$1" "$2"
		failed=1
	fi
}

# everything a site would miss, as digests
inventory="
	SELECT string_agg(d.relation || ' ' || d.row_count || ' ' || d.sha256, E'\n' ORDER BY d.relation)
	FROM research_indicators_internal.source_digests() AS d"
rules="
	SELECT string_agg(s.rule_set || ' ' || s.title || ' ' || research_indicators.rule_set_digest(s.rule_set), E'\n' ORDER BY s.rule_set)
	FROM research_indicators.rule_set AS s;
	SELECT string_agg(a::text, E'\n' ORDER BY a.rule_set) FROM research_indicators.rule_set_adoption AS a;
	SELECT research_indicators.default_rule_set('hod', 2017), research_indicators.default_rule_set('nvi', 2030)"
archive="
	SELECT string_agg(t.name || ' ' || t.digest, E'\n' ORDER BY t.name)
	FROM (SELECT c.relname AS name,
	             md5(query_to_xml('SELECT * FROM research_archive.' || c.relname || ' AS a ORDER BY a::text COLLATE \"C\"', true, false, '')::text) AS digest
	      FROM pg_class AS c WHERE c.relnamespace = 'research_archive'::regnamespace AND c.relkind = 'r') AS t"
report="SELECT md5(research_indicators.report_json(report_id)::text) FROM research_archive.report"
points="SELECT sum(total) FROM research_indicators.research_points(2023, 'site-b')"

drop_databases
psql -X -q -d postgres -c "CREATE DATABASE $site"
sql $site "CREATE EXTENSION research_indicators"
psql -X -q -v ON_ERROR_STOP=1 -d $site -f tests/data/load.sql
sql $site "
	SELECT research_indicators.copy_rule_set('hod-2015', 'site-a', 'Vår variant');
	SELECT research_indicators.set_rule_parameter('site-a', 'doctorate.points', '4', 'site', 'vedtak 1');
	INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, extends)
	VALUES ('site-b', 'hod', 'Bygger på site-a', 2015, 'site-a');
	SELECT research_indicators.set_rule_parameter('site-b', 'external_funding.points_per_million.EU', '9.5', 'site', 'vedtak 2');
	-- many rows, so that they are being loaded when the sets are not there yet
	SELECT research_indicators.copy_rule_set('nvi-2015', 'site-nvi-' || i, 'Kopi ' || i) FROM generate_series(1, 50) AS i;
	SELECT research_indicators.adopt_rule_set('site-a', 2019), research_indicators.adopt_rule_set('site-nvi-7', 2030);
	SELECT research_indicators.create_archive('research_archive');
	SELECT research_indicators.issue_report(2023, '983974724', 'site-b');" > /dev/null

pg_dump -Fc -f "$dump" $site
psql -X -q -d postgres -c "CREATE DATABASE $copy"
restored=ok
pg_restore --exit-on-error -d $copy "$dump" 2> "$dump.err" || restored=$(cat "$dump.err")
rm -f "$dump.err"

echo 1..21
is "$restored" ok "pg_restore has no error"
is "$(sql $copy "$inventory")" "$(sql $site "$inventory")" "source tables are the same"
is "$(sql $copy "$rules")" "$(sql $site "$rules")" "rule sets, their digests and adopted sets are the same"
is "$(sql $copy "SELECT count(*) FROM research_indicators.rule_set WHERE NOT shipped")" 52 "the site's rule sets are there"
is "$(sql $copy "$archive")" "$(sql $site "$archive")" "the archive is the same"
is "$(sql $copy "$report")" "$(sql $site "$report")" "the issued report reads the same"
is "$(sql $copy "$points")" "$(sql $site "$points")" "points under a site set are the same"

# Several processes load the tables side by side, the largest first: rows of
# rules come in before their sets, the archive before or after them.
for format in custom directory; do
	pg_dump --format=$format -f "$dump.$format" $site
	for run in 1 2; do
		psql -X -q -d postgres -c "DROP DATABASE IF EXISTS ${copy}_jobs" -c "CREATE DATABASE ${copy}_jobs" 2> /dev/null
		restored=ok
		pg_restore --exit-on-error --jobs=4 -d ${copy}_jobs "$dump.$format" 2> "$dump.err" || restored=$(cat "$dump.err")
		is "$restored" ok "--jobs=4, $format format, run $run: no error"
		is "$(sql ${copy}_jobs "$inventory; $rules; $archive")" "$(sql $site "$inventory; $rules; $archive")" \
			"--jobs=4, $format format, run $run: sources, rule sets and archive are the same"
	done
done
is "$(sql ${copy}_jobs "SELECT count(*) FROM research_indicators_internal.check_rule_sets()")" 0 "no row of rules has lost its set"
is "$(sql ${copy}_jobs "$points")" "$(sql $site "$points")" "points under a site set are the same there"

before=$(sql $copy "SELECT count(*) FROM esystems.contribution; SELECT count(*) FROM research_archive.report_fact")
dropped=ok
sql $copy "DROP EXTENSION research_indicators" 2> /dev/null || dropped=refused
is "$dropped" ok "DROP EXTENSION needs no CASCADE"
is "$(sql $copy "SELECT count(*) FROM esystems.contribution; SELECT count(*) FROM research_archive.report_fact")" "$before" \
	"source tables and archive stay"
is "$(sql $copy "SELECT count(*) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname LIKE 'research_indicators%'")" 0 \
	"no member stays"
sql $copy "CREATE EXTENSION research_indicators" 2> /dev/null || true
is "$(sql $copy "$report")" "$(sql $site "$report")" "after CREATE EXTENSION the issued report reads the same again"
exit $failed
