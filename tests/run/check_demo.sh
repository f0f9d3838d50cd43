#!/bin/bash
# TAP: make demo, run as a newcomer would, leaves four files of one report.
set -eu
number=0
failed=0

# ok STATUS NAME
ok()
{
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		failed=1
	fi
}

# the number of figures and the digest of the report, as JSON and CSV have them
figures_in_json()
{
	grep -o '"nivaa":"[a-z]*","opphav"\|"nivaa":"[a-z]*","oevre"\|"nivaa":"[a-z]*","regelverk"' "$1" | wc -l
}

echo 1..7
status=0
# the demo's own server: nothing of this one's settings, and a folder for
# temporary files that the server's user can reach
env -u PGHOST -u PGPORT -u PGUSER -u PGDATABASE -u TMPDIR "${MAKE:-make}" --no-print-directory demo \
	> "${TMPDIR:-/tmp}/demo.$$" 2>&1 || status=$?
[ "$status" = 0 ] || sed 's/^/# /' "${TMPDIR:-/tmp}/demo.$$"
rm -f "${TMPDIR:-/tmp}/demo.$$"
ok "$status" "make demo ends well"
for face in xml json html csv; do
	status=0
	[ -s "build/demo/report.$face" ] || status=1
	ok "$status" "it leaves build/demo/report.$face"
done
status=0
xmllint --noout --schema xslt/report.xsd build/demo/report.xml 2> /dev/null || status=$?
ok "$status" "the XML is valid against xslt/report.xsd"
status=0
xml=$(grep -c '<tall ' build/demo/report.xml)
csv=$(($(wc -l < build/demo/report.csv) - 1))
json=$(figures_in_json build/demo/report.json)
[ "$xml" -gt 1000 ] && [ "$xml" = "$csv" ] && [ "$xml" = "$json" ] || status=1
echo "# figures: XML $xml, JSON $json, CSV $csv"
ok "$status" "XML, JSON and CSV hold the same number of figures"
exit "$failed"
