<?xml version="1.0" encoding="UTF-8"?>
<!--
  key_figures.xsl: the key figures as cards: the figure rounded for people, its
  target, its change, its years as a small line, and for shares where the sender
  stands beside region and country.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="noekkeltall">
  <section id="noekkeltall" aria-labelledby="noekkeltall-t">
    <h2 id="noekkeltall-t"><xsl:call-template name="label"><xsl:with-param name="key" select="'tema.noekkeltall'"/></xsl:call-template></h2>
    <ul class="kort"><xsl:apply-templates select="$innhold/r:sammendrag/r:noekkeltall"/></ul>
    <xsl:if test="$periode/@status = 'foreloepig'"><p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'noekkeltall.foreloepig'"/></xsl:call-template></p></xsl:if>
  </section>
</xsl:template>

<xsl:template match="r:noekkeltall">
  <xsl:variable name="b" select="key('begrep', @begrep)"/>
  <xsl:variable name="m"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template>/<xsl:call-template name="siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template></xsl:variable>
  <xsl:variable name="nivaa"><xsl:choose><xsl:when test="@enhet = $avsender/@enhet"><xsl:value-of select="$avsendernivaa"/></xsl:when><xsl:otherwise>nasjon</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="t" select="key('tall', concat($m, '|', @aar, '|', $nivaa, '|', @enhet, '|'))"/>
  <xsl:variable name="t0" select="key('tall', concat($m, '|', @aar - 1, '|', $nivaa, '|', @enhet, '|'))"/>
  <xsl:variable name="serie" select="key('maal-enhet', concat($m, '|', $nivaa, '|', @enhet))[@aar &gt; $aar - 5][@verdi]"/>
  <li data-begrep="{@begrep}">
    <h3>
      <xsl:variable name="tema"><xsl:for-each select="key('maal-enhet', concat($m, '|', $nivaa, '|', @enhet))[1]/.."><xsl:call-template name="tema-av"/></xsl:for-each></xsl:variable>
      <xsl:choose>
        <xsl:when test="$tema != ''"><a href="#{$tema}"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></a></xsl:when>
        <xsl:otherwise><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </h3>
    <p class="stort">
      <xsl:choose>
        <xsl:when test="@verdi"><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="."/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$b/@maaleenhet = 'andel' and $t/@nevner and $t/@teller and not(@skjult)"><small class="av"><xsl:call-template name="av-rundet"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
    </p>
    <xsl:if test="@verdi and @forventedeEnheter"><p class="enheter"><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="."/></xsl:call-template></p></xsl:if>
    <xsl:call-template name="kort-foer"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="$t"/><xsl:with-param name="t0" select="$t0"/><xsl:with-param name="maaleenhet" select="string($b/@maaleenhet)"/></xsl:call-template>
    <xsl:call-template name="kort-maal"><xsl:with-param name="m" select="$m"/></xsl:call-template>
    <xsl:if test="@enhet != $avsender/@enhet"><p><xsl:apply-templates select="key('enhet', @enhet)" mode="navn"/></p></xsl:if>
    <xsl:for-each select="key('referanse', concat(@begrep, '|', @aar, '|', @enhet))">
      <p class="offisielt"><xsl:call-template name="label"><xsl:with-param name="key" select="'offisielt'"/></xsl:call-template><xsl:text>: </xsl:text><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="@offisiell"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template><xsl:if test="@kilde"><xsl:value-of select="concat(' (', @kilde, ')')"/></xsl:if></p>
    </xsl:for-each>
    <xsl:call-template name="gnist"><xsl:with-param name="id" select="concat('gnist-', translate($m, '/', '-'))"/><xsl:with-param name="serie" select="$serie"/><xsl:with-param name="b" select="$b"/></xsl:call-template>
    <xsl:if test="@verdi and $b/@maaleenhet = 'andel' and $avsendernivaa != 'nasjon'"><xsl:call-template name="plassering"><xsl:with-param name="m" select="$m"/><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:if>
  </li>
</xsl:template>

<!-- Last year's figure, and the change where both are complete and of one rule
     set.  Context: the key figure. -->
<xsl:template name="kort-foer">
  <xsl:param name="m"/><xsl:param name="t"/><xsl:param name="t0"/><xsl:param name="maaleenhet"/>
  <p class="foer">
    <xsl:value-of select="concat(@aar - 1, ': ')"/>
    <xsl:choose>
      <xsl:when test="@forrigeVerdi">
        <xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="@forrigeVerdi"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/></xsl:call-template>
        <xsl:if test="@forrigeForventedeEnheter"><xsl:text>, </xsl:text><xsl:call-template name="av-enheter"><xsl:with-param name="k" select="@forrigeRapporterteEnheter"/><xsl:with-param name="m" select="@forrigeForventedeEnheter"/></xsl:call-template></xsl:if>
        <xsl:if test="@verdi and $t0/@verdi and not(@forventedeEnheter or @forrigeForventedeEnheter) and $t/@regelverk = $t0/@regelverk">
          <xsl:variable name="d"><xsl:call-template name="differanse"><xsl:with-param name="ny" select="@verdi"/><xsl:with-param name="gammel" select="@forrigeVerdi"/></xsl:call-template></xsl:variable>
          <xsl:if test="$d != ''">
            <xsl:text> (</xsl:text>
            <span class="endring"><xsl:call-template name="brief-tall">
              <xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="fortegn" select="true()"/><xsl:with-param name="verdi" select="string($d)"/>
              <xsl:with-param name="mot" select="concat($m, '|', $t0/@aar, '|', $t0/@nivaa, '|', $t0/@enhet)"/>
              <xsl:with-param name="maaleenhet"><xsl:choose><xsl:when test="$maaleenhet = 'andel' or $maaleenhet = 'forhold'"><xsl:value-of select="'prosentpoeng'"/></xsl:when><xsl:otherwise><xsl:value-of select="$maaleenhet"/></xsl:otherwise></xsl:choose></xsl:with-param>
            </xsl:call-template></span>
            <xsl:text>)</xsl:text>
          </xsl:if>
        </xsl:if>
      </xsl:when>
      <xsl:when test="@forrigeGrunn"><xsl:call-template name="label"><xsl:with-param name="key" select="@forrigeGrunn"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </p>
</xsl:template>

<!-- what a figure is aimed at, where something is -->
<xsl:template name="kort-maal">
  <xsl:param name="m"/>
  <xsl:variable name="krav" select="key('tall', concat('doblingAntallStudier/krav|', $aar, $egen, '|'))[$m = 'doblingAntallStudier/antallStudier']"/>
  <xsl:variable name="maal"><xsl:if test="$m = 'handlingsplanKliniskeStudier/andelPasienter'"><xsl:call-template name="maaltall"/></xsl:if></xsl:variable>
  <xsl:if test="$maal != ''"><p class="maaltall"><xsl:call-template name="label"><xsl:with-param name="key" select="'kort.maal'"/></xsl:call-template><xsl:text> </xsl:text><data value="{$maal}" data-fakta="parameter:targets.participation_percent"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="string($maal)"/><xsl:with-param name="maaleenhet" select="'andel'"/></xsl:call-template></data></p></xsl:if>
  <xsl:if test="$krav/@verdi"><p class="maaltall"><xsl:call-template name="label"><xsl:with-param name="key" select="'kort.krav'"/></xsl:call-template><xsl:text> </xsl:text><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$krav"/><xsl:with-param name="m" select="'doblingAntallStudier/krav'"/></xsl:call-template></p></xsl:if>
</xsl:template>

<!-- The years as a line, zero at its foot; a year without value is a gap. -->
<xsl:template name="gnist">
  <xsl:param name="id"/><xsl:param name="serie"/><xsl:param name="b"/>
  <xsl:variable name="topp"><xsl:call-template name="ytterst"><xsl:with-param name="t" select="$serie"/></xsl:call-template></xsl:variable>
  <xsl:variable name="bunn"><xsl:call-template name="ytterst"><xsl:with-param name="t" select="$serie"/><xsl:with-param name="order" select="'ascending'"/></xsl:call-template></xsl:variable>
  <xsl:if test="count($serie) &gt; 1 and $topp - $bunn &gt; 0">
    <svg class="gnist" role="img" aria-labelledby="{$id}-t {$id}-d" viewBox="0 0 120 32" width="120" height="32">
      <title id="{$id}-t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:value-of select="concat(', ', $aar - 4, '–', $aar)"/></title>
      <desc id="{$id}-d"><xsl:for-each select="$serie"><xsl:sort select="@aar" data-type="number"/><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="concat(@aar, ' ')"/><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template></xsl:for-each></desc>
      <path class="null" d="M0 {format-number(28 + 24 * $bunn div ($topp - $bunn), '0.#')}H120"/>
      <path class="linje">
        <xsl:attribute name="d">
          <xsl:for-each select="$serie">
            <xsl:sort select="@aar" data-type="number"/>
            <xsl:variable name="foer" select="@aar - 1"/>
            <xsl:choose><xsl:when test="$serie[@aar = $foer]">L</xsl:when><xsl:otherwise>M</xsl:otherwise></xsl:choose>
            <xsl:value-of select="concat(8 + (@aar - $aar + 4) * 26, ' ', format-number(28 - 24 * (@verdi - $bunn) div ($topp - $bunn), '0.#'))"/>
          </xsl:for-each>
        </xsl:attribute>
      </path>
      <xsl:for-each select="$serie"><circle r="2.5" cx="{8 + (@aar - $aar + 4) * 26}" cy="{format-number(28 - 24 * (@verdi - $bunn) div ($topp - $bunn), '0.#')}"/></xsl:for-each>
    </svg>
  </xsl:if>
</xsl:template>

<!-- Where a share stands beside those of the neighbours. -->
<xsl:template name="plassering">
  <xsl:param name="m"/><xsl:param name="b"/>
  <p class="naboer">
    <xsl:for-each select="$naboer[@type = 'nasjonalt' or @id = key('enhet', $avsender/@enhet)/@rhf]">
      <xsl:sort select="@type = 'nasjonalt'"/>
      <xsl:variable name="t" select="key('tall', concat($m, '|', $aar, '|nasjon|', @id, '|')) | key('tall', concat($m, '|', $aar, '|region|', @id, '|'))"/>
      <xsl:if test="position() &gt; 1"> · </xsl:if>
      <xsl:apply-templates select="." mode="navn"/><xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="$t/@verdi"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </p>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
