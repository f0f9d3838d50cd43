#!/bin/bash
# Tests that validate_report rejects every mutant of the demo report that
# mutations.pl makes from report.xsd, each with the reason that is meant: the
# number of libxml2's error, and a message that names the part.  TAP on standard
# output, and at the end how many there were.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

work=$(mktemp -d -t mutations.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

psql -X -q -At -v ON_ERROR_STOP=1 -c "SELECT research_indicators.report_xml(2023, 'NO')" > "$work/report.xml"
perl tests/run/mutations.pl xslt/report.xsd "$work/report.xml" > "$work/mutants" 2> "$work/untried" || {
	printf '1..1\nnot ok 1 - mutants are made\n'
	head -n 5 "$work/untried" | sed 's/^/# /'
	exit 1
}

cat > "$work/run.sql" <<'SQL'
SET search_path = research_indicators, public;
CREATE TEMP TABLE mutant (rule text, code text, names text, at integer, length integer, instead text);
\copy mutant FROM pstdin
ALTER TABLE mutant ADD number integer GENERATED ALWAYS AS IDENTITY;
\set report `cat "$WORK/report.xml"`
CREATE TEMP TABLE report AS SELECT :'report' AS content;
SELECT '1..' || count(*) + 1 FROM mutant;
SELECT CASE WHEN count(*) = 0 THEN '' ELSE 'not ' END || 'ok 1 - the report itself is valid' FROM report CROSS JOIN LATERAL validate_report(content::xml);
SELECT concat(CASE WHEN f.meant THEN '' ELSE 'not ' END, 'ok ', m.number + 1, ' - ', m.rule, ': xsd_', m.code, ' about ', m.names,
              CASE WHEN NOT f.meant THEN E'\n# ' || left(coalesce(f.said, 'accepted'), 300) END)
FROM mutant AS m CROSS JOIN report AS r
CROSS JOIN LATERAL (SELECT coalesce(bool_or(v.code = 'xsd_' || m.code AND strpos(v.message, m.names) > 0), false) AS meant,
                           string_agg(v.code || ' ' || v.message, '; ') AS said
                    FROM validate_report(overlay(r.content PLACING m.instead FROM m.at FOR m.length)::xml) AS v) AS f
ORDER BY m.number;
SQL
status=0
WORK=$work psql -X -q -At -v ON_ERROR_STOP=1 -f "$work/run.sql" < "$work/mutants" > "$work/tap" 2> "$work/errors" || status=1
cat "$work/tap"
sed 's/^/# /' "$work/errors"
if grep -q '^not ok' "$work/tap"; then
	status=1
fi
echo "# $(grep -c '' "$work/mutants") mutants, $(grep -c '^ok' "$work/tap") tests passed"
untried=$(tr "\n" "," < "$work/untried" | sed "s/,\$//; s/,/, /g")
echo "# not in the demo report, so not tried: ${untried:-nothing}"
exit "$status"
