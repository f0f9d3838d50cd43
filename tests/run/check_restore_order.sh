#!/bin/bash
# TAP: locked rule sets come back from a dump in whatever order the data of rules
# and archive is loaded, and are locked again.
set -eu
site=ri_order_site
copy=ri_order_copy
dump=${TMPDIR:-/tmp}/ri_order.$$
number=0
failed=0

drop_databases()
{
	rm -f "$dump" "$dump".*
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $site" -c "DROP DATABASE IF EXISTS $copy" 2> /dev/null
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

rules="
	SELECT string_agg(s.rule_set || ' ' || s.title || ' ' || research_indicators.rule_set_digest(s.rule_set), E'\n' ORDER BY s.rule_set)
	FROM research_indicators.rule_set AS s"

# restore NAME [OPTION...]: into an empty database; compares and tries a change
restore()
{
	local name=$1 restored=ok change
	shift
	psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $copy" 2> /dev/null
	psql -X -q -d postgres -c "CREATE DATABASE $copy"
	pg_restore --exit-on-error -d $copy "$@" "$dump" 2> "$dump.err" || restored=$(cat "$dump.err")
	is "$restored" ok "$name: pg_restore has no error"
	is "$(sql $copy "$rules")" "$(sql $site "$rules")" "$name: rule sets and their digests are the same"
	change=$(psql -X -A -t -d $copy -c '\set VERBOSITY sqlstate' \
		-c "SELECT research_indicators.set_rule_parameter('site-a', 'doctorate.points', '5', 'site', 'x')" 2>&1) || true
	is "${change##* }" RI032 "$name: the used sets are locked again"
}

drop_databases
psql -X -q -d postgres -c "CREATE DATABASE $site"
sql $site "CREATE EXTENSION research_indicators"
psql -X -q -v ON_ERROR_STOP=1 -d $site -f tests/data/load.sql
sql $site "
	SELECT research_indicators.copy_rule_set('hod-2015', 'site-a', 'Vår variant');
	SELECT research_indicators.set_rule_parameter('site-a', 'doctorate.points', '4', 'site', 'vedtak 1');
	SELECT research_indicators.copy_rule_set('nvi-2015', 'site-nvi', 'Vår NVI');
	SELECT research_indicators.set_rule_parameter('site-nvi', 'publication_weight.review.journal.1', '0.5', 'site', 'vedtak 2');
	INSERT INTO research_indicators.rule_set (rule_set, family, title, first_year, extends, nvi_rule_set)
	VALUES ('site-b', 'hod', 'Bygger på site-a', 2015, 'site-a', 'site-nvi');
	SELECT research_indicators.set_rule_parameter('site-b', 'external_funding.points_per_million.EU', '9.5', 'site', 'vedtak 2');
	SELECT research_indicators.set_rule_parameter('site-b', 'study_status.policy', NULL, 'site', 'vedtak 3');
	-- now site-b stands before the sets that it refers to
	UPDATE research_indicators.rule_set SET legal_reference = 'vedtak 1' WHERE rule_set IN ('site-a', 'site-nvi');
	SELECT research_indicators.create_archive('research_archive');
	SELECT research_indicators.issue_report(2023, '983974724', 'site-b');
	SELECT research_indicators.copy_rule_set('site-b', 'site-free', 'Kopi');
	SELECT research_indicators.set_rule_parameter('site-free', 'doctorate.points', '6', 'site', 'vedtak 4');" > /dev/null
pg_dump -Fc -f "$dump" $site 2> /dev/null

# The data of rules stands before or after that of the archive.  TABLE DATA
# lines name schema and table; what precedes them keeps its order.
pg_restore -l "$dump" > "$dump.list"
is_rule=' TABLE DATA research_indicators (rule_set|rule_parameter|publication_weight|rule_code) '
is_archive=' TABLE DATA research_archive '
first_data=$(grep -n ' TABLE DATA ' "$dump.list" | head -n 1 | cut -d : -f 1)
{
	head -n $((first_data - 1)) "$dump.list"
	grep -E "$is_archive" "$dump.list"
	tail -n +"$first_data" "$dump.list" | grep -vE "$is_archive"
} > "$dump.archive_first"
{
	head -n $((first_data - 1)) "$dump.list"
	grep -E "$is_rule" "$dump.list"
	tail -n +"$first_data" "$dump.list" | grep -vE "$is_rule"
} > "$dump.rules_first"
# the used sets known, their parameters not yet
{
	head -n $((first_data - 1)) "$dump.list"
	grep -E "${is_archive}report_rule_set " "$dump.list"
	grep -E "$is_rule" "$dump.list"
	tail -n +"$first_data" "$dump.list" | grep -vE "$is_rule|${is_archive}report_rule_set "
} > "$dump.half_archive_first"
# rows of rules before their sets, the archive before all of them or in the middle
{
	head -n $((first_data - 1)) "$dump.list"
	grep -E "$is_archive" "$dump.list"
	grep -E "$is_rule" "$dump.list" | tac
	tail -n +"$first_data" "$dump.list" | grep -vE "$is_rule|$is_archive"
} > "$dump.archive_first_sets_last"
{
	head -n $((first_data - 1)) "$dump.list"
	grep -E "$is_rule" "$dump.list" | grep -v ' rule_set '
	grep -E "$is_archive" "$dump.list"
	tail -n +"$first_data" "$dump.list" | grep -vE "$is_archive"
} | awk '!seen[$0]++' > "$dump.sets_last"

echo 1..15
for order in archive_first rules_first half_archive_first archive_first_sets_last sets_last; do
	restore $order --use-list="$dump.$order"
done
exit $failed
