#!/bin/bash
# Tests that validate_report rejects every mutant of a report that mutations.pl
# makes from report.xsd, each with the reason that is meant: the number of
# libxml2's error, and a message that names the part.  TAP on standard output, and
# at the end how many there were, and which parts of the schema none was made of.
#
# The report is an issued one of the nation under the made-up rules, with a
# comment, a check and a waiver, since it then has every element; of rows that are
# alike mutations.pl keeps one, since a mutant each is read as a whole.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

work=$(mktemp -d -t mutations.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cat > "$work/issue.sql" <<'SQL'
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, pg_catalog;
SET LOCAL jit = off;
SET LOCAL client_min_messages = warning;
SELECT create_archive('mutations_archive') \g /dev/null
SET LOCAL research_indicators.archive_schema = 'mutations_archive';
SELECT issue_report(2023, 'NO', 'illustrative') AS id \gset
SELECT report_comment(:'id', 'innhold', 'A comment'), record_check(:'id', 'datakvalitet', '2024-02-01', 'A check') \g /dev/null
SELECT waive_finding(:'id', r.content ->> 'kode', r.content ->> 'relasjon', 'A waiver')
FROM mutations_archive.report_record AS r
WHERE r.report_id = :'id' AND r.kind = 'funn' AND r.content ? 'relasjon'
ORDER BY r.ordinal LIMIT 1 \g /dev/null
SELECT report_xml(:'id'::uuid);
\o :annex
SELECT report_annex_xml(:'id'::uuid);
\o
ROLLBACK;
SQL
psql -X -q -At -v ON_ERROR_STOP=1 -v annex="$work/whole-annex.xml" -f "$work/issue.sql" > "$work/whole-report.xml"

cat > "$work/run.sql" <<'SQL'
SET search_path = research_indicators, research_indicators_internal, public;
CREATE TEMP TABLE mutant (rule text, code text, names text, at integer, length integer, instead text);
\copy mutant FROM pstdin
ALTER TABLE mutant ADD number integer GENERATED ALWAYS AS IDENTITY;
\set report `cat "$WORK/report.xml"`
CREATE TEMP TABLE report AS SELECT :'report' AS content;
SELECT CASE WHEN count(*) = 0 THEN '' ELSE 'not ' END || 'ok ' || :done + 1 || ' - the ' || :'document' || ' itself is valid' FROM report CROSS JOIN LATERAL validate_report(content::xml);
SELECT concat(CASE WHEN f.meant THEN '' ELSE 'not ' END, 'ok ', :done + m.number + 1, ' - ', :'document', ': ', m.rule, ': xsd_', m.code, ' about ', m.names,
              CASE WHEN NOT f.meant THEN E'\n# ' || left(coalesce(f.said, 'accepted'), 300) END)
FROM mutant AS m CROSS JOIN report AS r
CROSS JOIN LATERAL (SELECT coalesce(bool_or(v.code = 'xsd_' || m.code AND strpos(v.message, m.names) > 0), false) AS meant,
                           string_agg(v.code || ' ' || v.message, '; ') AS said
                    FROM validate_report(overlay(r.content PLACING m.instead FROM m.at FOR m.length)::xml) AS v) AS f
ORDER BY m.number;
SQL

# try DOCUMENT: the mutants of the report, or of its annex
try()
{
	perl tests/run/mutations.pl --cut xslt/report.xsd "$work/whole-$1.xml" > "$work/report.xml"
	perl tests/run/mutations.pl xslt/report.xsd "$work/report.xml" > "$work/mutants" 2> "$work/untried" || {
		echo "not ok $((tests + 1)) - mutants of the $1 are made"
		head -n 5 "$work/untried" | sed 's/^/# /'
		tests=$((tests + 1))
		status=1
		return
	}
	WORK=$work psql -X -q -At -v ON_ERROR_STOP=1 -v done="$tests" -v document="$1" -f "$work/run.sql" \
		< "$work/mutants" > "$work/tap" 2> "$work/errors" || status=1
	cat "$work/tap"
	sed 's/^/# /' "$work/errors"
	if grep -q '^not ok' "$work/tap"; then
		status=1
	fi
	tests=$((tests + $(grep -c '' "$work/mutants") + 1))
	echo "# $1: $(grep -c '' "$work/mutants") mutants, $(grep -c '^ok' "$work/tap") tests passed"
	echo "# of $(wc -c < "$work/report.xml") bytes, cut from $(wc -c < "$work/whole-$1.xml")"
	echo "# $(grep -c '' "$work/untried" || true) parts of the schema have no instance in it: $(tr '\n' ',' < "$work/untried" | sed 's/,$//; s/,/, /g')"
}

status=0
tests=0
try report
try annex
echo "1..$tests"
exit "$status"
