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

# the number of figures of the report, whole and divided ones, as JSON has them
figures_in_json()
{
	jq '[.. | objects | (.tall, .deltall) | arrays | length] | add' "$1"
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
xml=$(grep -cE '<(del)?tall ' build/demo/report.xml)
annex=$(sed -n 's/.*<vedlegg antall="\([0-9]*\)".*/\1/p' build/demo/report.xml)
csv=$(($(wc -l < build/demo/report.csv) - 1))
json=$(figures_in_json build/demo/report.json)
[ "$xml" -gt 1000 ] && [ $((xml + annex)) = "$csv" ] && [ "$xml" = "$json" ] || status=1
echo "# figures: XML $xml, JSON $json, annex $annex, CSV $csv"
ok "$status" "XML and JSON hold the same number of figures, CSV those of the annex besides"
exit "$failed"
