#!/bin/bash
# Holds the figures that xslt/rooms/rounded.xsl rounds for people against the rule
# that stands there, in Norwegian and English, and the axes of charts against that of
# xslt/rooms/axis.xsl.  TAP on standard output; needs no server.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mkdir -p build/tmp
work=$(mktemp -d "$root/build/tmp/rounded.XXXXXX")
trap 'rm -rf "$work"' EXIT

# value, unit, + where the sign is asked for, Norwegian, English; blanks of the
# expected words are no-break spaces, _ one where a line may end
cases()
{
	cat <<-'CASES'
	84404603.85|kroner||84,4 mill. kr|NOK 84.4 million
	683020546.96|kroner||683 mill. kr|NOK 683 million
	84000000.00|kroner||84 mill. kr|NOK 84 million
	83999999.99|kroner||84,0 mill. kr|NOK 84.0 million
	1000000|kroner||1 mill. kr|NOK 1 million
	999999.49|kroner||999 999 kr|NOK 999,999
	999999.50|kroner||1 000 000 kr|NOK 1,000,000
	9999999999.99|kroner||10 000 mill. kr|NOK 10,000 million
	12345678901.99|kroner||12,3 mrd. kr|NOK 12.3 billion
	-5450000.00|kroner||−5,5 mill. kr|NOK −5.5 million
	-5449999.99|kroner||−5,4 mill. kr|NOK −5.4 million
	0.00|kroner||0 kr|NOK 0
	-0.00|kroner|+|0 kr|NOK 0
	0.1234|andel||12,3 %|12.3%
	0.1235|andel||12,4 %|12.4%
	0.2000|andel||20 %|20%
	0.1996|andel||20,0 %|20.0%
	0.05|andel||5 %|5%
	0.000743|andel||0,074 %|0.074%
	0.000745|andel||0,075 %|0.075%
	0.0000|andel||0 %|0%
	1.0000|forhold||100 %|100%
	2.0114|forhold||201 %|201%
	0.0462|prosentpoeng|+|+4,6 prosentpoeng|+4.6 percentage_points
	-0.0369|prosentpoeng|+|−3,7 prosentpoeng|−3.7 percentage_points
	0.01|prosentpoeng||1 prosentpoeng|1 percentage_point
	362.0000|antall||362|362
	3.6668|antall||3,7|3.7
	34.0197|poeng||34,0|34.0
	99.9500|poeng||100,0|100.0
	100.4999|poeng||100|100
	3615.9196|poeng||3 616|3,616
	0.9535|poeng||0,95|0.95
	0.00999|poeng||0,0100|0.0100
	1234567|pasienter||1 234 567|1,234,567
	99999999999999999999999.5|antall||100 000 000 000 000 000 000 000|100,000,000,000,000,000,000,000
	12|antall|+|+12|+12
	CASES
}

# the largest value of a chart, the step of its axis, its end
axes()
{
	cat <<-'AXES'
	362|100|400
	0.0743|0.02|0.08
	100|20|100
	100.0000|20|100
	100.0001|50|150
	2000|500|2000
	5|1|5
	5.1|2|6
	9.99|2|10
	1|0.2|1.0
	0.05|0.01|0.05
	0.0500|0.01|0.05
	0.0010|0.0002|0.0010
	0.000743|0.0002|0.0008
	0.0000149|0.000005|0.000015
	84404603.85|20000000|100000000
	12345678901.99|5000000000|15000000000
	30000000000000000000|10000000000000000000|30000000000000000000
	AXES
}

# write_axis_sheet: step and end of the axis of each case
write_axis_sheet()
{
	cat > "$work/axis.xsl" <<-SHEET
	<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
	<xsl:import href="$work/sheets/report.nb.xsl"/>
	<xsl:output method="text" encoding="UTF-8"/>
	<xsl:template match="/">
	  <xsl:for-each select="/cases/case">
	    <xsl:variable name="step"><xsl:call-template name="aksetrinn"><xsl:with-param name="verdi" select="string(@value)"/></xsl:call-template></xsl:variable>
	    <xsl:variable name="n"><xsl:call-template name="antall-trinn"><xsl:with-param name="verdi" select="@value"/><xsl:with-param name="trinn" select="\$step"/></xsl:call-template></xsl:variable>
	    <xsl:value-of select="concat(@value, '|', \$step, '|')"/>
	    <xsl:call-template name="trinn-ganger"><xsl:with-param name="trinn" select="\$step"/><xsl:with-param name="n" select="\$n"/></xsl:call-template>
	    <xsl:text>&#10;</xsl:text>
	  </xsl:for-each>
	</xsl:template>
	</xsl:stylesheet>
	SHEET
}

# write_sheet LANG: what rounds the cases with the page's own templates
write_sheet()
{
	cat > "$work/$1.xsl" <<-SHEET
	<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
	<xsl:import href="$work/sheets/report.$1.xsl"/>
	<xsl:output method="text" encoding="UTF-8"/>
	<xsl:template match="/">
	  <xsl:for-each select="/cases/case">
	    <xsl:call-template name="rundet">
	      <xsl:with-param name="verdi" select="@value"/>
	      <xsl:with-param name="maaleenhet" select="string(@unit)"/>
	      <xsl:with-param name="fortegn" select="@sign = '+'"/>
	    </xsl:call-template>
	    <xsl:text>&#10;</xsl:text>
	  </xsl:for-each>
	</xsl:template>
	</xsl:stylesheet>
	SHEET
}

xslt/embed.sh "$work/sheets.c"
cases | awk -F'|' 'BEGIN { print "<cases>" }
	{ printf "<case value=\"%s\" unit=\"%s\" sign=\"%s\"/>\n", $1, $2, $3 }
	END { print "</cases>" }' > "$work/cases.xml"
column=4
for lang in nb en; do
	write_sheet "$lang"
	xsltproc --nonet "$work/$lang.xsl" "$work/cases.xml" > "$work/$lang"
	cases | cut -d'|' -f"$column" | sed 's/ /\xc2\xa0/g; s/_/ /g' > "$work/$lang.expected"
	column=$((column + 1))
done

number=0
status=0
while IFS='|' read -r value unit sign nb en; do
	number=$((number + 1))
	shown="$(sed -n "${number}p" "$work/nb") and $(sed -n "${number}p" "$work/en")"
	wanted="$(sed -n "${number}p" "$work/nb.expected") and $(sed -n "${number}p" "$work/en.expected")"
	if [ "$shown" = "$wanted" ]; then
		printf 'ok %d - %s %s%s is %s, %s\n' "$number" "$value" "$unit" "$sign" "$nb" "$en"
	else
		printf 'not ok %d - %s %s%s\n# shown:  %s\n# wanted: %s\n' "$number" "$value" "$unit" "$sign" "$shown" "$wanted"
		status=1
	fi
done < <(cases)

write_axis_sheet
axes | awk -F'|' 'BEGIN { print "<cases>" } { printf "<case value=\"%s\"/>\n", $1 } END { print "</cases>" }' > "$work/axes.xml"
xsltproc --nonet "$work/axis.xsl" "$work/axes.xml" > "$work/axes"
while IFS= read -r wanted; do
	number=$((number + 1))
	shown=$(sed -n "$((number - $(cases | wc -l)))p" "$work/axes")
	if [ "$shown" = "$wanted" ]; then
		printf 'ok %d - largest value, step and end of an axis: %s\n' "$number" "$wanted"
	else
		printf 'not ok %d - the axis of %s\n# shown:  %s\n# wanted: %s\n' "$number" "${wanted%%|*}" "$shown" "$wanted"
		status=1
	fi
done < <(axes)
printf '1..%d\n' "$number"
exit "$status"
