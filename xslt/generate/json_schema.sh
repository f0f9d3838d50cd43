#!/bin/sh
# Writes the JSON Schema of the report, made from its XSD, to standard output.
#
#   xslt/generate/json_schema.sh > xslt/report.schema.json
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
	xslt/generate/json-schema.xsl xslt/report.xsd
