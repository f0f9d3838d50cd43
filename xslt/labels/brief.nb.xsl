<?xml version="1.0" encoding="UTF-8"?>
<!--
  brief.nb.xsl: what the rooms rounded, in_brief and to_do say in bokmål.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, after labels.nb.xsl.  The files of all languages have the same keys.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- a, b, c, d: what the text speaks of -->
<xsl:template name="brief-label">
  <xsl:param name="key"/><xsl:param name="a"/><xsl:param name="b"/><xsl:param name="c"/><xsl:param name="d"/>
  <xsl:choose>
    <!-- figures rounded for people -->
    <xsl:when test="$key = 'rundet.kroner.0'"><xsl:value-of select="concat($a, '&#160;kr')"/></xsl:when>
    <xsl:when test="$key = 'rundet.kroner.6'"><xsl:value-of select="concat($a, '&#160;mill.&#160;kr')"/></xsl:when>
    <xsl:when test="$key = 'rundet.kroner.9'"><xsl:value-of select="concat($a, '&#160;mrd.&#160;kr')"/></xsl:when>
    <xsl:when test="$key = 'rundet.prosentpoeng'"><xsl:value-of select="concat($a, '&#160;prosentpoeng')"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
