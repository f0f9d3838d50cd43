<?xml version="1.0" encoding="UTF-8"?>
<!--
  to_do.xsl: "Hva må gjøres", what the sender is to act on.  What stands between
  the lines "begin" and "end" is put into report.xsl by the build.

  The rules:
  1. Four parts, in this order, each only where it holds something: studies whose
     results are overdue at the end of the year; what is not delivered; findings that
     are errors or warnings; rules that are not set.  Where none does, that is said.
  2. Of overdue studies those that are overdue longest are listed, as the report
     has them; the figure says how many there are, or why there is none.
  3. Findings that the sender has accepted with a reason are done with.
  4. The public edition lists no studies, and no findings but those about rules:
     the others are told there by their number only, which nobody can act on.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- findings to act on: not accepted, and told in words -->
<xsl:key name="gjoer-godtatt" match="r:godtattFunn" use="concat(@kode, '|', @relasjon)"/>
<xsl:variable name="gjoer-funn" select="$innhold/r:datakvalitet/r:funn[@alvorlighet = 'feil' or @alvorlighet = 'advarsel'][not(key('gjoer-godtatt', concat(@kode, '|', @relasjon)))][@avtrykk or not($konvolutt/@utgave = 'offentlig')]"/>
<xsl:variable name="gjoer-ikke-levert" select="$gjoer-funn[@kode = 'stream_missing' or @kode = 'resource_use_missing']"/>
<xsl:variable name="gjoer-regler" select="$gjoer-funn[starts-with(@kode, 'unset_')]"/>
<!-- findings that are shown here; the rest stands under data quality -->
<xsl:variable name="gjoer-flest" select="6"/>

<xsl:template name="to-do">
  <xsl:variable name="bak" select="concat('|', $aar, $brief-egen)"/>
  <xsl:variable name="forfalt" select="key('tall', concat('publiseringAvResultater/ikkeFunnetPublisert', $bak))[not(@verdi = 0)]"/>
  <xsl:variable name="rapporter" select="key('tall', concat('brukermedvirkning/ikkeLevert', $bak))[@verdi &gt; 0]"/>
  <xsl:variable name="andre" select="$gjoer-funn[not(@kode = 'stream_missing' or @kode = 'resource_use_missing')][not(starts-with(@kode, 'unset_'))]"/>
  <section id="gjoeres" aria-labelledby="gjoeres-t">
    <h2 id="gjoeres-t"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.tittel'"/></xsl:call-template></h2>
    <xsl:if test="not($forfalt or $rapporter or $gjoer-funn)">
      <p><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.ingenting'"/></xsl:call-template></p>
    </xsl:if>
    <xsl:if test="$forfalt"><xsl:call-template name="gjoer-forfalt"><xsl:with-param name="t" select="$forfalt"/></xsl:call-template></xsl:if>
    <xsl:if test="$rapporter or $gjoer-ikke-levert">
      <h3><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.mangler'"/></xsl:call-template></h3>
      <ul class="gjoer">
        <xsl:for-each select="$rapporter">
          <li>
            <xsl:call-template name="brief-label">
              <xsl:with-param name="key" select="'gjoer.rapporter'"/>
              <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="."/><xsl:with-param name="m" select="'brukermedvirkning/ikkeLevert'"/></xsl:call-template></xsl:with-param>
              <xsl:with-param name="b" select="$brief-aar"/>
            </xsl:call-template>
          </li>
        </xsl:for-each>
        <xsl:apply-templates select="$gjoer-ikke-levert" mode="gjoer"/>
      </ul>
    </xsl:if>
    <xsl:if test="$andre">
      <h3><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.funn'"/></xsl:call-template></h3>
      <ul class="gjoer"><xsl:apply-templates select="$andre[position() &lt;= $gjoer-flest]" mode="gjoer"><xsl:with-param name="alvorlighet" select="true()"/></xsl:apply-templates></ul>
      <xsl:if test="count($andre) &gt; $gjoer-flest"><p><a href="#datakvalitet"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.alle'"/></xsl:call-template></a></p></xsl:if>
    </xsl:if>
    <xsl:if test="$gjoer-regler">
      <h3><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.regler'"/></xsl:call-template></h3>
      <ul class="gjoer"><xsl:apply-templates select="$gjoer-regler" mode="gjoer"/></ul>
    </xsl:if>
  </section>
</xsl:template>

<!-- One finding: what is wrong, how often, and what it means or asks for. -->
<xsl:template match="r:funn" mode="gjoer">
  <xsl:param name="alvorlighet" select="false()"/>
  <li>
    <xsl:if test="$alvorlighet"><span class="merkelapp {@alvorlighet}"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="concat('gjoer.funn.', @alvorlighet)"/></xsl:call-template></span><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="gjoer-tekst"><xsl:with-param name="navn" select="'melding'"/></xsl:call-template>
    <xsl:if test="@antall &gt; 1">
      <xsl:text> (</xsl:text><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.funn.ganger'"/><xsl:with-param name="a"><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="string(@antall)"/></xsl:call-template></xsl:with-param></xsl:call-template><xsl:text>)</xsl:text>
    </xsl:if>
    <xsl:text> </xsl:text>
    <span class="liten"><xsl:call-template name="gjoer-tekst"><xsl:with-param name="navn" select="'hint'"/></xsl:call-template></span>
  </li>
</xsl:template>

<!-- The text of a finding in the language of the page; an English one is made a
     sentence: a capital first, a full stop last. -->
<xsl:template name="gjoer-tekst">
  <xsl:param name="navn"/>
  <xsl:variable name="tekst" select="string(@*[local-name() = concat($navn, translate(substring($lang, 1, 1), 'ne', 'NE'), substring($lang, 2))])"/>
  <xsl:choose>
    <xsl:when test="$lang = 'en' and $tekst != ''">
      <xsl:value-of select="concat(translate(substring($tekst, 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($tekst, 2))"/>
      <xsl:if test="substring($tekst, string-length($tekst)) != '.'">.</xsl:if>
    </xsl:when>
    <xsl:otherwise><xsl:value-of select="$tekst"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- overdue studies ..................................................... -->

<!-- How many are overdue, or why that is not known, and the latest.  t: the figure -->
<xsl:template name="gjoer-forfalt">
  <xsl:param name="t"/>
  <xsl:variable name="studier" select="$innhold/r:forfalteStudier/r:studie"/>
  <xsl:variable name="antall"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="'publiseringAvResultater/ikkeFunnetPublisert'"/></xsl:call-template></xsl:variable>
  <h3><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.forfalt'"/></xsl:call-template></h3>
  <xsl:choose>
    <xsl:when test="$t/@verdi">
      <p>
        <xsl:call-template name="brief-label">
          <xsl:with-param name="key" select="'gjoer.forfalt.antall'"/>
          <xsl:with-param name="a" select="$antall"/>
          <xsl:with-param name="b"><xsl:call-template name="gjoer-dag"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
        <xsl:if test="$studier and count($studier) &lt; $t/@verdi">
          <xsl:text> </xsl:text>
          <xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.forfalt.utvalg'"/><xsl:with-param name="a" select="count($studier)"/></xsl:call-template>
        </xsl:if>
      </p>
    </xsl:when>
    <xsl:otherwise>
      <p><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.forfalt.uten'"/><xsl:with-param name="a"><xsl:call-template name="brief-grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:with-param></xsl:call-template></p>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:if test="$studier"><xsl:call-template name="gjoer-studier"><xsl:with-param name="studier" select="$studier"/></xsl:call-template></xsl:if>
</xsl:template>

<!-- all of them, on the page of the annex -->
<xsl:template match="r:forfalteStudier">
  <section id="forfalteStudier">
    <h2><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.forfalt'"/></xsl:call-template></h2>
    <xsl:call-template name="gjoer-studier"><xsl:with-param name="studier" select="r:studie"/></xsl:call-template>
  </section>
</xsl:template>

<!-- A table of studies, on narrow screens a row below the other: data-navn is
     the name of the column. -->
<xsl:template name="gjoer-studier">
  <xsl:param name="studier"/>
  <xsl:variable name="frist"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.frist'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="dager"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.dager'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="sier"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.sier'"/></xsl:call-template></xsl:variable>
  <table class="stabel forfalte">
    <caption><span class="vh"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.forfalt'"/></xsl:call-template></span></caption>
    <thead><tr>
      <th scope="col"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.studie'"/></xsl:call-template></th>
      <th scope="col"><xsl:value-of select="$frist"/></th>
      <th scope="col" class="t"><xsl:value-of select="$dager"/></th>
      <th scope="col"><xsl:value-of select="$sier"/></th>
    </tr></thead>
    <tbody>
      <xsl:for-each select="$studier">
        <tr>
          <th scope="row">
            <xsl:value-of select="@id"/>
            <xsl:if test="@tittel"><xsl:text> </xsl:text><span class="liten"><xsl:value-of select="@tittel"/></span></xsl:if>
            <xsl:if test="@institusjon and $avsendernivaa != 'institusjon'"><xsl:text> </xsl:text><span class="liten"><xsl:value-of select="@institusjon"/></span></xsl:if>
          </th>
          <td data-navn="{$frist}"><xsl:call-template name="gjoer-dag"><xsl:with-param name="iso" select="@frist"/></xsl:call-template></td>
          <td class="t" data-navn="{$dager}"><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="string(@dagerOverFristen)"/></xsl:call-template></td>
          <td data-navn="{$sier}">
            <xsl:choose>
              <xsl:when test="@aarsak"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'aarsak'"/><xsl:with-param name="verdi" select="@aarsak"/></xsl:call-template></xsl:when>
              <xsl:when test="@undersoektTil"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.ikkeFunnet'"/><xsl:with-param name="a"><xsl:call-template name="gjoer-dag"><xsl:with-param name="iso" select="@undersoektTil"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:when>
              <xsl:otherwise><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'gjoer.ikkeUndersoekt'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
          </td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

<xsl:template name="gjoer-dag">
  <xsl:param name="iso"/>
  <time datetime="{$iso}"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$iso"/></xsl:call-template></time>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
