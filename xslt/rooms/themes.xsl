<?xml version="1.0" encoding="UTF-8"?>
<!--
  themes.xsl: which measures make up a theme, and the order of the themes.

  A measure that belongs to no theme is shown in the last one, so that none is lost.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:variable name="alle-maal" select="$deler/*[r:tall or r:deltall] | $deler/*/*[r:tall or r:deltall]"/>
<xsl:variable name="tema-studier" select="$alle-maal[ancestor::r:handlingsplanKliniskeStudier] | $alle-maal[parent::r:kliniskeBehandlingsstudier]"/>
<xsl:variable name="tema-resultater" select="$alle-maal[ancestor::r:publiseringAvResultater]"/>
<xsl:variable name="tema-publisering" select="$alle-maal[parent::r:vitenskapeligePublikasjoner] | $alle-maal[parent::r:avlagteDoktorgrader] | $alle-maal[parent::r:forskningspoeng]"/>
<xsl:variable name="tema-medvirkning" select="$alle-maal[ancestor::r:brukermedvirkning]"/>
<xsl:variable name="tema-omraader" select="$alle-maal[ancestor::r:helsetjenesteforskning or ancestor::r:hrcs or ancestor::r:satsingsomraader]"/>
<xsl:variable name="tema-innovasjon" select="$alle-maal[ancestor::r:innovasjonsindikator]"/>
<xsl:variable name="tema-penger" select="$alle-maal[parent::r:eksternFinansiering] | $alle-maal[ancestor::r:ressursbruk or ancestor::r:oeremerketTilskudd or ancestor::r:soeknader]"/>
<xsl:variable name="tema-valgt" select="$tema-studier | $tema-resultater | $tema-publisering | $tema-medvirkning | $tema-omraader | $tema-innovasjon | $tema-penger"/>
<xsl:variable name="tema-andre" select="$alle-maal[count(. | $tema-valgt) != count($tema-valgt)]"/>

<xsl:template name="temaer">
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'studier'"/><xsl:with-param name="maal" select="$tema-studier"/><xsl:with-param name="m" select="'handlingsplanKliniskeStudier/andelPasienter'"/></xsl:call-template>
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'resultater'"/><xsl:with-param name="maal" select="$tema-resultater"/><xsl:with-param name="m" select="'publiseringAvResultater/andelRapportert'"/></xsl:call-template>
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'publisering'"/><xsl:with-param name="maal" select="$tema-publisering"/><xsl:with-param name="m" select="'vitenskapeligePublikasjoner/publiseringspoeng'"/></xsl:call-template>
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'medvirkning'"/><xsl:with-param name="maal" select="$tema-medvirkning"/><xsl:with-param name="m" select="'brukermedvirkning/andelProsjekter'"/></xsl:call-template>
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'omraader'"/><xsl:with-param name="maal" select="$tema-omraader"/><xsl:with-param name="m" select="'helsetjenesteforskning/andelMidler'"/></xsl:call-template>
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'innovasjon'"/><xsl:with-param name="maal" select="$tema-innovasjon"/><xsl:with-param name="m" select="'innovasjonsindikator/registrerte'"/></xsl:call-template>
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'andre'"/><xsl:with-param name="maal" select="$tema-andre"/></xsl:call-template>
</xsl:template>

<xsl:template name="penger">
  <xsl:call-template name="tema"><xsl:with-param name="id" select="'penger'"/><xsl:with-param name="maal" select="$tema-penger"/><xsl:with-param name="m" select="'eksternFinansiering/eu'"/></xsl:call-template>
</xsl:template>

<!-- the theme of the measure at hand -->
<xsl:template name="tema-av">
  <xsl:choose>
    <xsl:when test="count(. | $tema-studier) = count($tema-studier)"><xsl:value-of select="'studier'"/></xsl:when>
    <xsl:when test="count(. | $tema-resultater) = count($tema-resultater)"><xsl:value-of select="'resultater'"/></xsl:when>
    <xsl:when test="count(. | $tema-publisering) = count($tema-publisering)"><xsl:value-of select="'publisering'"/></xsl:when>
    <xsl:when test="count(. | $tema-medvirkning) = count($tema-medvirkning)"><xsl:value-of select="'medvirkning'"/></xsl:when>
    <xsl:when test="count(. | $tema-omraader) = count($tema-omraader)"><xsl:value-of select="'omraader'"/></xsl:when>
    <xsl:when test="count(. | $tema-innovasjon) = count($tema-innovasjon)"><xsl:value-of select="'innovasjon'"/></xsl:when>
    <xsl:when test="count(. | $tema-penger) = count($tema-penger)"><xsl:value-of select="'penger'"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="'andre'"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
