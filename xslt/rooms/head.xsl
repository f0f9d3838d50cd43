<?xml version="1.0" encoding="UTF-8"?>
<!--
  head.xsl: the title, the mark of a test report, the head in one line, the contents
  and the foot of the page.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="sidetittel">
  <xsl:if test="$konvolutt/@merknad"><xsl:value-of select="$konvolutt/@merknad"/>: </xsl:if>
  <xsl:if test="$er-vedlegg"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'vedlegg'"/></xsl:call-template>: </xsl:if>
  <xsl:call-template name="label"><xsl:with-param name="key" select="'tittel'"/></xsl:call-template>
  <xsl:value-of select="concat(' ', $aar, ', ', $avsendernavn)"/>
</xsl:template>

<!-- the mark of a report that must not be delivered -->
<xsl:template name="varsel">
  <xsl:if test="$konvolutt/@merknad">
    <aside class="varsel" aria-label="{$konvolutt/@merknad}">
      <strong><xsl:value-of select="$konvolutt/@merknad"/></strong>
      <xsl:text> </xsl:text>
      <span><xsl:call-template name="label"><xsl:with-param name="key" select="'varsel'"/></xsl:call-template></span>
    </aside>
  </xsl:if>
</xsl:template>

<!-- One line: what, whose, of which year, how final, whom to ask. -->
<xsl:template name="topp">
  <header class="topp">
    <h1>
      <xsl:if test="$er-vedlegg"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'vedlegg'"/></xsl:call-template>: </xsl:if>
      <xsl:call-template name="label"><xsl:with-param name="key" select="'tittel'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="$aar"/>
    </h1>
    <p>
      <strong><xsl:value-of select="$avsendernavn"/></strong>
      <xsl:text> · </xsl:text><xsl:value-of select="$aar"/><xsl:text>, </xsl:text><xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="$periode/@status"/></xsl:call-template>
      <xsl:text> · </xsl:text><xsl:call-template name="kode"><xsl:with-param name="liste" select="'tilstand'"/><xsl:with-param name="verdi" select="$konvolutt/@tilstand"/></xsl:call-template><xsl:text>, </xsl:text><xsl:call-template name="kode"><xsl:with-param name="liste" select="'utgave'"/><xsl:with-param name="verdi" select="$konvolutt/@utgave"/></xsl:call-template>
      <xsl:if test="$konvolutt/@kontakt"><xsl:text> · </xsl:text><xsl:value-of select="$konvolutt/@kontakt"/></xsl:if>
    </p>
  </header>
</xsl:template>

<!-- contents ............................................................ -->

<xsl:template name="meny">
  <nav class="meny">
    <xsl:attribute name="aria-label"><xsl:call-template name="label"><xsl:with-param name="key" select="'meny'"/></xsl:call-template></xsl:attribute>
    <ul>
      <xsl:choose>
        <xsl:when test="$er-vedlegg">
          <xsl:for-each select="$deler | $innhold/r:utledetIndeks | $innhold/r:regelverk | $innhold/r:forfalteStudier | $innhold/r:kontrollsummer | $innhold/r:helsetjenesteprosjekter">
            <li><a href="#{local-name()}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="local-name()"/></xsl:call-template></a></li>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <li><a href="#kort-fortalt"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'brief.tittel'"/></xsl:call-template></a></li>
          <xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'noekkeltall'"/></xsl:call-template>
          <xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'gjoeres'"/></xsl:call-template>
          <xsl:if test="$tema-studier"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'studier'"/></xsl:call-template></xsl:if>
          <xsl:if test="$tema-resultater"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'resultater'"/></xsl:call-template></xsl:if>
          <xsl:if test="$tema-publisering"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'publisering'"/></xsl:call-template></xsl:if>
          <xsl:if test="$tema-medvirkning"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'medvirkning'"/></xsl:call-template></xsl:if>
          <xsl:if test="$tema-omraader"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'omraader'"/></xsl:call-template></xsl:if>
          <xsl:if test="$tema-innovasjon"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'innovasjon'"/></xsl:call-template></xsl:if>
          <xsl:if test="$tema-andre"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'andre'"/></xsl:call-template></xsl:if>
          <xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'sammenlign'"/></xsl:call-template>
          <xsl:if test="$tema-penger"><xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'penger'"/></xsl:call-template></xsl:if>
          <xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'godkjenning'"/></xsl:call-template>
          <xsl:call-template name="menypunkt"><xsl:with-param name="id" select="'datakvalitet'"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </ul>
  </nav>
</xsl:template>

<xsl:template name="menypunkt">
  <xsl:param name="id"/>
  <li><a href="#{$id}"><xsl:call-template name="label"><xsl:with-param name="key" select="concat('tema.', $id)"/></xsl:call-template></a></li>
</xsl:template>

<xsl:template name="bunn">
  <footer>
    <p><a href="#toppen"><xsl:call-template name="label"><xsl:with-param name="key" select="'tilToppen'"/></xsl:call-template></a></p>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'bunn'"/><xsl:with-param name="a"><xsl:value-of select="$konvolutt/@programvare"/></xsl:with-param></xsl:call-template></p>
  </footer>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
