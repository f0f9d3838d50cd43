<?xml version="1.0" encoding="UTF-8"?>
<!--
  approval.xsl: what the sender says of the figures, and the state of the report.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="godkjenning">
  <xsl:variable name="sagt" select="/r:indikatorrapport/r:paategninger/r:kommentar | /r:indikatorrapport/r:paategninger/r:kontrollert"/>
  <section id="godkjenning" aria-labelledby="godkjenning-t">
    <h2 id="godkjenning-t"><xsl:call-template name="label"><xsl:with-param name="key" select="'tema.godkjenning'"/></xsl:call-template></h2>
    <p>
      <xsl:call-template name="label"><xsl:with-param name="key" select="'fakta.tilstand'"/></xsl:call-template>: <xsl:call-template name="kode"><xsl:with-param name="liste" select="'tilstand'"/><xsl:with-param name="verdi" select="$konvolutt/@tilstand"/></xsl:call-template><xsl:text>. </xsl:text>
      <xsl:call-template name="label"><xsl:with-param name="key" select="'fakta.tallstatus'"/></xsl:call-template>: <xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="$periode/@status"/></xsl:call-template>
      <xsl:if test="$periode/@lukket"><xsl:text>, </xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'lukket'"/></xsl:call-template><xsl:text> </xsl:text><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@lukket"/></xsl:call-template></xsl:if>
      <xsl:text>.</xsl:text>
    </p>
    <xsl:if test="not($sagt)"><p><xsl:call-template name="label"><xsl:with-param name="key" select="'godkjenning.ingen'"/></xsl:call-template></p></xsl:if>
    <xsl:for-each select="$sagt"><xsl:call-template name="paategning"/></xsl:for-each>
    <xsl:call-template name="godtatte-funn"/>
  </section>
</xsl:template>

<!-- one comment or check; context: it -->
<xsl:template name="paategning">
  <div class="paategning">
    <p>
      <strong>
        <xsl:choose>
          <xsl:when test="self::r:kontrollert"><xsl:call-template name="label"><xsl:with-param name="key" select="'paategning.kontrollert'"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'paategning.kommentar'"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </strong>
      <xsl:text>, </xsl:text>
      <xsl:call-template name="dato"><xsl:with-param name="iso" select="@dato"/></xsl:call-template>
      <xsl:if test="@del != 'innhold'"><xsl:text>, </xsl:text><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="@del"/></xsl:call-template></xsl:if>
      <xsl:if test="@tekst"><xsl:text>: </xsl:text><xsl:value-of select="@tekst"/></xsl:if>
    </p>
  </div>
</xsl:template>

<!-- what an accepted finding says; context: its acceptance -->
<xsl:template name="godtatt-tekst">
  <xsl:variable name="kode" select="@kode"/>
  <xsl:variable name="relasjon" select="string(@relasjon)"/>
  <xsl:for-each select="$innhold/r:datakvalitet/r:funn[@kode = $kode and string(@relasjon) = $relasjon]">
    <xsl:call-template name="funntekst"><xsl:with-param name="tekst" select="'melding'"/></xsl:call-template><xsl:text> </xsl:text>
  </xsl:for-each>
</xsl:template>

<!-- findings that were accepted, with the reason -->
<xsl:template name="godtatte-funn">
  <xsl:variable name="godtatt" select="/r:indikatorrapport/r:paategninger/r:godtattFunn"/>
  <xsl:if test="$godtatt">
    <h3><xsl:call-template name="label"><xsl:with-param name="key" select="'paategning.godtatt'"/></xsl:call-template></h3>
    <ul class="godtatt">
      <xsl:for-each select="$godtatt">
        <li><xsl:call-template name="godtatt-tekst"/><em><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrunnelse'"/></xsl:call-template>: <xsl:value-of select="@begrunnelse"/></em>, <xsl:call-template name="dato"><xsl:with-param name="iso" select="@dato"/></xsl:call-template></li>
      </xsl:for-each>
    </ul>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
