<?xml version="1.0" encoding="UTF-8"?>
<!--
  compare.xsl: units by key figures in one table of the year.  It is read without
  any script; a small one adds sorting and a filter.  Units stand in alphabetical
  order, the sender first: the table is not a ranking.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="sammenlign">
  <xsl:variable name="tall" select="$innhold/r:sammendrag/r:noekkeltall"/>
  <section id="sammenlign" aria-labelledby="sammenlign-t">
    <h2 id="sammenlign-t"><xsl:call-template name="label"><xsl:with-param name="key" select="'tema.sammenlign'"/></xsl:call-template><xsl:value-of select="concat(', ', $aar)"/></h2>
    <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'sammenlign.note'"/></xsl:call-template></p>
    <div class="rull" tabindex="0" role="region">
      <xsl:attribute name="aria-label"><xsl:call-template name="label"><xsl:with-param name="key" select="'sammenlign.tabell'"/></xsl:call-template></xsl:attribute>
      <table class="sammenlign stablet" aria-labelledby="sammenlign-t">
        <thead>
          <tr>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
            <xsl:for-each select="$tall"><th scope="col" class="t" data-begrep="{@begrep}"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template></th></xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="key('enhet', $avsender/@enhet)"><xsl:call-template name="sammenlign-rad"><xsl:with-param name="tall" select="$tall"/><xsl:with-param name="nivaa" select="string($avsendernivaa)"/></xsl:call-template></xsl:for-each>
          <xsl:for-each select="$enheter[@id != $avsender/@enhet][@type = 'nasjonalt' or @type = 'regionaltHelseforetak']">
            <xsl:sort select="@type = 'nasjonalt'" order="descending"/><xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:call-template name="sammenlign-rad"><xsl:with-param name="tall" select="$tall"/><xsl:with-param name="nivaa"><xsl:choose><xsl:when test="@type = 'nasjonalt'">nasjon</xsl:when><xsl:otherwise>region</xsl:otherwise></xsl:choose></xsl:with-param></xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="$enheter[not($avsendernivaa = 'institusjon' and @id = $avsender/@enhet)][@type != 'nasjonalt']">
            <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:call-template name="sammenlign-rad"><xsl:with-param name="tall" select="$tall"/><xsl:with-param name="nivaa" select="'institusjon'"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </section>
</xsl:template>

<!-- One unit, where it has any figure; hospitals of the regions also without: none is
     missing in silence.  Context: it. -->
<xsl:template name="sammenlign-rad">
  <xsl:param name="tall"/><xsl:param name="nivaa"/>
  <xsl:variable name="enhet" select="@id"/>
  <xsl:if test="@rhf and $nivaa = 'institusjon' or key('enhet-tall', concat($aar, '|', $nivaa, '|', $enhet))">
    <tr>
      <xsl:if test="$nivaa = $avsendernivaa and $enhet = $avsender/@enhet"><xsl:attribute name="class"><xsl:value-of select="'eget'"/></xsl:attribute></xsl:if>
      <th scope="row"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/></xsl:call-template></th>
      <xsl:for-each select="$tall">
        <xsl:variable name="b" select="key('begrep', @begrep)"/>
        <xsl:variable name="m"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template>/<xsl:call-template name="siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template></xsl:variable>
        <xsl:call-template name="rundcelle"><xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $nivaa, '|', $enhet, '|'))"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="hode"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:with-param></xsl:call-template>
      </xsl:for-each>
    </tr>
  </xsl:if>
</xsl:template>

<!-- the figures of a unit and year -->
<xsl:key name="enhet-tall" match="r:tall[@verdi]" use="concat(@aar, '|', @nivaa, '|', @enhet)"/>

<!-- end -->
</xsl:stylesheet>
