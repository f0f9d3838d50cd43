#!/bin/bash
# Adds the small indicator of this folder to a copy of the source, by the steps of
# "Adding an indicator" in doc/architecture.md, and to its upgrade script.
#
#   tests/upgrade/indicator/add.sh TREE
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$1"
files="sources measures rows findings"

mkdir -p sql/indicators/methods_courses
for name in $files; do
	cp "$here/$name.sql" sql/indicators/methods_courses/
	echo "indicators/methods_courses/$name.sql" >> sql/assembly
done
element='   <xs:element name="ressursbruk" type="r:ressursbruk" minOccurs="0"/>'
sed -i "s,^$element\$,&\n${element//ressursbruk/metodekurs}," xslt/report.xsd
line=$(grep -n '<xs:complexType name="ressursbruk">' xslt/report.xsd | cut -d: -f1)
sed -i "$((line - 1))r $here/element.xsd" xslt/report.xsd
for lang in nb nn en; do
	sed -i "s,^.*'del\.ressursbruk'.*\$,&\n    <xsl:when test=\"\$key = 'del.metodekurs'\">Metodekurs</xsl:when>," "xslt/labels.$lang.xsl"
done
xslt/generate/json_schema.sh > report.schema.new && mv report.schema.new xslt/report.schema.json
xslt/generate/json_schema.sh indikatorvedlegg > annex.schema.new && mv annex.schema.new xslt/annex.schema.json

version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" extension/research_indicators.control)
for name in $files; do
	printf '\n'
	sed 's/@internal@/research_indicators_internal/g' "$here/$name.sql"
done | tee -a sql/upgrades/research_indicators--*--"$version".sql > /dev/null
