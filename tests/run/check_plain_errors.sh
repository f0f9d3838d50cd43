#!/bin/bash
# Tests what somebody at psql sees where a relation is denied or missing: at most
# five lines, with what is wrong and what to do, and none of the statements inside.
# TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

role=ri_plain_errors
number=0
failed=0

run()
{
	psql -X -q -At -v ON_ERROR_STOP=1 "$@"
}

drop_role()
{
	run -c "DO \$\$BEGIN IF to_regrole('$role') IS NOT NULL THEN
		DROP OWNED BY $role; DROP ROLE $role; END IF; END\$\$"
}

trap drop_role EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# refused CASE CALL WORD: as the role, after "settings", the call says WORD
refused()
{
	local said lines
	number=$((number + 1))
	said=$(run -c "SET ROLE $role" -c "$settings" \
		-c "SELECT * FROM research_indicators.$2 LIMIT 1" 2>&1 > /dev/null) || true
	lines=$(printf '%s\n' "$said" | wc -l)
	if [ "$lines" -le 5 ] && printf '%s' "$said" | grep -q "$3" &&
		printf '%s' "$said" | grep -q '^HINT:' &&
		! printf '%s' "$said" | grep -Eq 'research_indicators_internal|SELECT|PL/pgSQL|^QUERY|^CONTEXT|^LINE'; then
		echo "ok $number - $1: $2"
	else
		echo "not ok $number - $1: $2"
		printf '%s\n' "$said" | head -n 20 | sed 's/^/# /'
		failed=1
	fi
}

calls="indicator_facts(2023)
publication_points(2023)
publication_point_sums(2023)
research_points(2023)
report_json(2023,'NO')
report_xml(2023,'NO')
report_html(2023,'NO')
report_csv(2023,'NO')
explain_publication('made-2023-00013')
compare_publications(2023,'ous','[]')
explain_fact('publications','points',2023,'nation','NO')
grant_allocation(2025,1000,skip_unset=>true)"

drop_role
run -c "CREATE ROLE $role" -c "SELECT research_indicators.grant_access('$role', 'analyst')" > /dev/null
echo "1..$((3 * $(printf '%s\n' "$calls" | wc -l)))"

settings="SET jit = off"
while read -r call; do
	refused "no right to the schema" "$call" 'permission denied for schema esystems'
done <<< "$calls"

run -c "GRANT USAGE ON SCHEMA esystems TO $role" \
	-c "GRANT SELECT ON ALL TABLES IN SCHEMA esystems TO $role" \
	-c "REVOKE SELECT ON esystems.contribution FROM $role"
while read -r call; do
	refused "no right to a relation" "$call" 'permission denied for table contribution'
done <<< "$calls"

settings="SET research_indicators.source_schema = 'nowhere'"
while read -r call; do
	refused "no relation" "$call" 'nowhere[.]'
done <<< "$calls"
exit $failed
