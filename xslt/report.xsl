<?xml version="1.0" encoding="UTF-8"?>
<!--
  report.xsl: the report as one self-contained page of HTML, in the order in which
  it is read; each part is a room in rooms/.  An annex is a page of its own.

  XSLT 1.0 without extensions, without any other file.  The build replaces the
  line below that holds only the comment "labels" by the labels of one language
  (labels.nb.xsl and its sisters, labels/*.nb.xsl), and the line "rooms" by the
  files of rooms/.

  Texts of measures come from begreper, names of units from enheter; only what
  stands around them comes from the labels.  A measure is known by its last two
  names, "container/measure" (variable m).  Numbers on the page are rounded by the
  one rule of rooms/rounded.xsl; the annex has every digit.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1"
    exclude-result-prefixes="r">

<xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
<xsl:strip-space elements="*"/>

<!-- labels -->

<xsl:template match="/">
  <html lang="{$lang}">
    <head>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="{$konvolutt/@programvare}"/>
      <title><xsl:call-template name="sidetittel"/></title>
      <style><xsl:call-template name="stil"/></style>
    </head>
    <body id="toppen">
      <a class="hopp" href="#innhold"><xsl:call-template name="label"><xsl:with-param name="key" select="'hopp'"/></xsl:call-template></a>
      <xsl:call-template name="varsel"/>
      <xsl:call-template name="topp"/>
      <xsl:call-template name="meny"/>
      <main id="innhold" tabindex="-1">
        <xsl:choose>
          <xsl:when test="$er-vedlegg"><xsl:call-template name="vedleggssider"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="rapporten"/></xsl:otherwise>
        </xsl:choose>
      </main>
      <xsl:call-template name="bunn"/>
      <xsl:if test="not($er-vedlegg)"><xsl:call-template name="skript"/></xsl:if>
    </body>
  </html>
</xsl:template>

<!-- the report, in the order of its reader -->
<xsl:template name="rapporten">
  <xsl:call-template name="in-brief"/>
  <xsl:call-template name="noekkeltall"/>
  <xsl:call-template name="to-do"/>
  <xsl:call-template name="temaer"/>
  <xsl:call-template name="sammenlign"/>
  <xsl:call-template name="penger"/>
  <xsl:call-template name="godkjenning"/>
  <xsl:call-template name="om-tallene"/>
</xsl:template>

<!-- rooms -->

</xsl:stylesheet>
