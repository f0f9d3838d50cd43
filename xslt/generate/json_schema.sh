#!/bin/sh
# Writes the JSON Schema of the report, or of its annex, made from the XSD, to
# standard output.
#
#   xslt/generate/json_schema.sh > xslt/report.schema.json
#   xslt/generate/json_schema.sh indikatorvedlegg > xslt/annex.schema.json
#
# Which fields are numbers, extension/report/vocabulary.c says.  Needs xsltproc.
set -eu
cd "$(dirname "$0")/../.."
integers=$(grep -o 'INTEGER("[A-Za-z]*")' extension/report/vocabulary.c |
	sed 's/.*"\(.*\)".*/\1/' | sort -u | tr '\n' ' ')
others=$(grep -oE '(TEXT|DECIMAL)\("[A-Za-z]*"\)' extension/report/vocabulary.c |
	sed 's/.*"\(.*\)".*/\1/' | sort -u)
for name in $integers; do
	if printf '%s\n' "$others" | grep -qx "$name"; then
		echo "json_schema.sh: \"$name\" is a number in one kind of record and a text in another" >&2
		exit 1
	fi
done
xsltproc --nonet --novalid --stringparam integers "$integers" \
	--stringparam document "${1:-indikatorrapport}" \
	xslt/generate/json-schema.xsl xslt/report.xsd
