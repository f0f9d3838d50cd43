#!/bin/bash
# Tests the exchange forms of reports by the libraries of their standards: JSON-stat
# read back gives exactly the facts; CSV on the Web gives every cell with its type;
# the description of an issued public report passes shapes of what DCAT-AP-NO
# demands, and what is taken from it does not.  Prints how large the forms are,
# and how large with gzip.  TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.  The libraries come by npm into a folder of the user's cache, not into the
# checkout; where npm is missing or cannot reach its registry, everything but the
# sizes is skipped and says so.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

libraries="jsonstat-toolkit@2.2.2 jsonld@8.3.3 n3@1.26.0 rdf-validate-shacl@0.6.5 rdf-parser-csvw@1.1.0 csv-parse@6.1.0"
modules=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/research_indicators/exchange-1
archive=t_exchange_$$
work=$(mktemp -d -t exchange.XXXXXX)
trap 'rm -rf "$work"; psql -X -q -c "DROP SCHEMA IF EXISTS $archive CASCADE" > /dev/null 2>&1 || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

ask()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -c "SET search_path = research_indicators, public" \
		-c "SET research_indicators.archive_schema = $archive" "$@"
}

install_libraries()
{
	[ ! -e "$modules/complete" ] || return 0
	mkdir -p "$modules" 2> "$work/npm" &&
		# shellcheck disable=SC2086
		timeout 180 npm install --prefix "$modules" --no-audit --no-fund $libraries > "$work/npm" 2>&1 &&
		touch "$modules/complete"
}

# facts YEAR ORGNR: the facts of a report as rows of a table, in the terms of reports
facts()
{
	ask -v year="$1" -v orgnr="$2" -f - <<-'SQL'
	SELECT jsonb_build_object('begrep', f.indicator || '.' || f.measure || p.part, 'aar', f.year::text,
	                          'enhet', l.term || ':' || f.institution_id,
	                          'value', p.value, 'status', CASE WHEN f.value IS NULL THEN f.reason ELSE s.term END)
	       || coalesce((SELECT jsonb_object_agg(d.term, coalesce(t.term, e.value))
	                    FROM jsonb_each_text(f.dimensions) AS e
	                    JOIN report_list AS d ON d.list = e.key
	                    LEFT JOIN report_term AS t ON t.list = e.key AND t.code = e.value), '{}')
	FROM report_facts(:year, :'orgnr') AS f
	JOIN report_term AS l ON l.list = 'unit_level' AND l.code = f.unit_level
	JOIN report_term AS s ON s.list = 'status' AND s.code = f.status
	CROSS JOIN LATERAL (VALUES ('', f.value), (':teller', f.numerator), (':nevner', f.denominator),
	                           (':nedre', f.ci_low), (':oevre', f.ci_high)) AS p(part, value)
	WHERE p.part = '' OR p.value IS NOT NULL;
	SQL
}

status=0
tests=0

# read_back MODE FILE...
read_back()
{
	MODULES=$modules node tests/run/exchange.js "$@" > "$work/tap.part" || status=1
	perl -ne 'BEGIN { $n = shift } s/^((?:not )?ok )\d+/$1 . ++$n/e; print; END { print STDERR $n }' \
		"$tests" "$work/tap.part" 2> "$work/count"
	tests=$(cat "$work/count")
}

# print_sizes FILE...: how large each is, and what a delivery of it weighs
print_sizes()
{
	local file
	for file in "$@"; do
		printf '# %-14s %9d bytes, gzip %8d\n' "${file##*/}" "$(wc -c < "$file")" "$(gzip -9c "$file" | wc -c)"
	done
}

ask -c "SELECT create_archive('$archive')" -c "INSERT INTO $archive.setting (name, value) VALUES ('contact', 'post@hf.example'), ('licence', 'https://data.norge.no/nlod/no/2.0')" > /dev/null
id=$(ask -c "SELECT issue_report(2023, '983974724', edition => 'public')")
ask -c "SELECT report_dcat('$id', 'https://www.example.no/data/indikatorrapport-2023')" > "$work/dcat.json"
# in one statement, which computes the report once
ask -v folder="$work" -f - <<-'SQL'
	SELECT report_csv(2023, '983974724') AS csv, report_csv_metadata(2023, '983974724') AS metadata,
	       (SELECT string_agg(t.dataset::text, E'\n' ORDER BY t.table_id) FROM report_json_stat(2023, '983974724') AS t) AS tables \gset
	\cd :folder
	\o report.csv
	\qecho :csv
	\o csv-metadata.json
	\qecho :metadata
	\o json-stat.json
	\qecho :tables
SQL
facts 2023 983974724 > "$work/facts"

if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
	reason="node or npm is not installed"
elif ! install_libraries; then
	reason="npm could not install the libraries"
else
	reason=
fi
if [ -n "$reason" ]; then
	tests=1
	echo "ok 1 # SKIP $reason: no form is read back"
else
	read_back json-stat "$work/json-stat.json" "$work/facts"
	read_back csvw "$work/csv-metadata.json" "$work/report.csv"
	read_back dcat "$work/dcat.json" tests/data/dcat_ap_no.ttl
fi
print_sizes "$work"/report.csv "$work"/json-stat.json
echo "1..$tests"
exit "$status"
