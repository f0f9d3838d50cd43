#!/bin/bash
# Tests what doc/delivery.md tells receivers: every XPath, jq path and query of a
# key figure gives exactly one figure of a trust, a region, the nation and a public
# report, and the three agree; the merge of four regions' files; the receiver; how
# large the reports are.  TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data, and jq and xmllint.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

year=2023
work=$(mktemp -d -t delivery.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
tests=0
status=0

query()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -c "SET search_path = research_indicators, research_indicators_internal, pg_catalog" "$@"
}

# ok NAME COMMAND...
ok()
{
	local name=$1
	shift
	tests=$((tests + 1))
	if "$@" > "$work/said" 2>&1; then
		echo "ok $tests - $name"
	else
		status=1
		echo "not ok $tests - $name"
		head -n 10 "$work/said" | sed 's/^/# /'
	fi
}

# blocks LANGUAGE: the fenced blocks of that language, those of key figures first
blocks()
{
	fenced "$1"
	fenced "${1%-of-key-figure}-other"
}

fenced()
{
	awk -v fence="\`\`\`$1" '$0 == fence { inside = 1; next } $0 == "```" { inside = 0 } inside' doc/delivery.md
}

# of_unit UNIT LEVEL: the paths of the guide for another unit; standard input
of_unit()
{
	local term=$2
	case $2 in
		rhf) term=region ;;
		nation) term=nasjon ;;
		institution) term=institusjon ;;
	esac
	if [ "$1" = NO ]; then
		sed "s/\[@orgnr='983974724'\]//; s/ and .orgnr == \"983974724\"//" |
			sed "s/983974724/NO/; s/helse-bergen/NO/; s/'institution'/'nation'/; s/institusjon/nasjon/"
	else
		sed "s/983974724/$1/; s/helse-bergen/$3/; s/'institution'/'$2'/; s/institusjon/$term/"
	fi
}

# figures UNIT LEVEL ID FILE: one line per path, "count value"; xpath, jq and query
# into three files
figures()
{
	local path
	blocks xpath | of_unit "$1" "$2" "$3" | while IFS= read -r path; do
		# xmllint knows no prefixes
		path=$(printf '%s\n' "$path" | sed "s/r:\([A-Za-z]*\)/*[local-name()='\1']/g")
		printf '%s %s\n' "$(xmllint --xpath "count($path)" "$4.xml")" "$(xmllint --xpath "string($path/@verdi)" "$4.xml")"
	done > "$4.by-xpath"
	blocks jq | of_unit "$1" "$2" "$3" | while IFS= read -r path; do
		jq -r "[$path] | \"\(length) \(.[0].verdi // \"\")\"" "$4.json"
	done > "$4.by-jq"
	# the facts that they ask for are computed once
	{
		echo "SET search_path = research_indicators, pg_catalog;"
		echo "CREATE TEMP TABLE told AS SELECT * FROM report_facts($year, '$1');"
		blocks sql-of-key-figure | of_unit "$1" "$2" "$3" | sed "s/report_facts($year, '$1')/told/" | while IFS= read -r path; do
			echo "SELECT count(*) || ' ' || coalesce(max(value)::text, '') FROM ($path) AS f;"
		done
	} | query -f - > "$4.by-query"
}

# one FILE FORM: twelve lines of one figure each
one()
{
	cat "$1.by-$2"
	[ "$(grep -c '^1 ' "$1.by-$2")" = 12 ] && [ "$(grep -c '' "$1.by-$2")" = 12 ]
}

# absent FILE: where a value is absent the figure says why
absent()
{
	! xmllint --xpath "//*[local-name()='tall' or local-name()='deltall'][not(@verdi)][not(@grunn)]" "$1.xml" 2> /dev/null | grep .
}

# try NAME UNIT LEVEL ID EDITION
try()
{
	local file=$work/$1
	query -v xml="$file.xml" -v json="$file.json" -f - <<-SQL
	SET search_path = research_indicators, research_indicators_internal, pg_catalog;
	CREATE TEMP TABLE report AS SELECT report_records($year, '$2', NULL, '$5') AS r;
	\o :xml
	SELECT records_xml(r, 'indikatorrapport') FROM report;
	\o :json
	SELECT records_json(r, 'indikatorrapport') FROM report;
	SQL
	figures "$2" "$3" "$4" "$file"
	ok "$1: an XPath gives one figure" one "$file" xpath
	ok "$1: a jq path gives one figure" one "$file" jq
	ok "$1: a query gives one figure" one "$file" query
	ok "$1: XPath and jq agree" diff "$file.by-xpath" "$file.by-jq"
	# what the public edition hides the query shows
	[ "$5" = public ] || ok "$1: so do paths and queries" diff "$file.by-jq" "$file.by-query"
	ok "$1: what is absent says why" absent "$file"
	ok "$1: xmllint finds it valid" xmllint --noout --schema xslt/report.xsd "$file.xml"
}

# the merged table has every trust's whole figures once
merged()
{
	blocks jq-merge > "$work/merge.jq"
	jq -s -f "$work/merge.jq" "$work"/region-*.json > "$work/merged.json" || return 1
	[ "$(jq 'length > 1000 and (group_by([.orgnr, .aar, .begrep]) | all(length == 1))' "$work/merged.json")" = true ] || return 1
	# as many trusts as the sample has in its regions
	[ "$(jq '[.[].orgnr] | unique | length' "$work/merged.json")" = "$(query -c "SELECT count(*) FROM institutions_at($year) WHERE institution_id = top_id AND region_id IS NOT NULL AND is_orgnr(orgnr)")" ]
}

# print_sizes FILE...: how large each is, and with gzip
print_sizes()
{
	local file
	for file in "$@"; do
		printf '# %-24s %9d bytes, gzip %8d\n' "${file##*/}" "$(wc -c < "$file")" "$(gzip -9c "$file" | wc -c)"
	done
}

# at_most FILE BYTES
at_most()
{
	[ "$(wc -c < "$1")" -le "$2" ]
}

receives()
{
	ALLOW_TEST=1 sh "$work/receiver.sh" "$work/trust.json" "$work/annex.json" > "$work/lines" && [ "$(grep -c '' "$work/lines")" = 10 ] &&
		cut -f 6 "$work/lines" | diff - <(head -n 10 "$work/trust.by-jq" | cut -d ' ' -f 2)
}

refuses_test()
{
	! sh "$work/receiver.sh" "$work/trust.json" "$work/annex.json" 2> "$work/why" && grep -q TEST "$work/why"
}

refuses_annex()
{
	! ALLOW_TEST=1 sh "$work/receiver.sh" "$work/region-983658725.json" "$work/annex.json" 2> "$work/why" && grep -q 'not that of the report' "$work/why"
}

try trust 983974724 institution helse-bergen ministry
try region 983658725 rhf helse-vest ministry
try nation NO nation NO ministry
try public 983974724 institution helse-bergen public

cp "$work/region.json" "$work/region-983658725.json"
for unit in 991324968 983658776 883658752; do
	query -c "SELECT report_json($year, '$unit')" > "$work/region-$unit.json"
done
ok "four regions' files are one table" merged
blocks sh-receiver > "$work/receiver.sh"
query -c "SELECT report_annex_json($year, '983974724')" > "$work/annex.json"
ok "the receiver has at most 30 lines" test "$(grep -c '' "$work/receiver.sh")" -le 30
ok "the receiver reads the key figures" receives
ok "it refuses a TEST report" refuses_test
ok "and the annex of another report" refuses_annex
# halves of what the sample's report of the nation was before it had an annex
ok "the nation's XML is at most half of 4 266 235 bytes" at_most "$work/nation.xml" 2133117
ok "its JSON is at most half of 4 351 624 bytes" at_most "$work/nation.json" 2175812
print_sizes "$work"/trust.xml "$work"/trust.json "$work"/region.xml "$work"/region.json "$work"/nation.xml "$work"/nation.json "$work"/public.xml "$work"/public.json "$work"/annex.json
echo "1..$tests"
exit "$status"
