<?xml version="1.0" encoding="UTF-8"?>
<!--
  charts.xsl: the chart of a theme: lying bars with their names and values.

  A share is shown of the sender beside its peers (region, country), who are grey;
  a count or an amount of the sender over the years.  One scale for a chart, with
  zero marked, that ends at a whole number of steps of 1, 2 or 5 times a power of ten; a value below zero goes to the left of it.  A bar that has no value
  is not drawn, and what has none is said below.  Nothing is drawn where there is
  one bar only, or where all are zero.  Positions are in percent of the width and
  text in pixels, so that words keep their size on every screen.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- m: the leading measure, leder: its element -->
<xsl:template name="tema-diagram">
  <xsl:param name="id"/><xsl:param name="m"/><xsl:param name="leder"/>
  <xsl:variable name="sti"><xsl:for-each select="$leder"><xsl:call-template name="sti"/></xsl:for-each></xsl:variable>
  <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
  <xsl:variable name="andel" select="$b/@maaleenhet = 'andel'"/>
  <xsl:variable name="eget" select="key('maal-enhet', concat($m, $egen))[@aar &gt; $aar - 5]"/>
  <xsl:variable name="andres" select="key('maal-aar', concat($m, '|', $aar))[self::r:tall][@nivaa != 'institusjon'][not(@nivaa = $avsendernivaa and @enhet = $avsender/@enhet)]"/>
  <xsl:variable name="rader" select="$eget[$andel][@aar = $aar] | $andres[$andel] | $eget[not($andel)]"/>
  <xsl:variable name="maal"><xsl:if test="$m = 'handlingsplanKliniskeStudier/andelPasienter'"><xsl:call-template name="maaltall"/></xsl:if></xsl:variable>
  <xsl:if test="$eget[@aar = $aar][@verdi] and count($rader[@verdi]) &gt; 1 and $rader[@verdi != 0]">
    <xsl:call-template name="stolper">
      <xsl:with-param name="id" select="$id"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="andel" select="$andel"/>
      <xsl:with-param name="rader" select="$rader[@verdi]"/><xsl:with-param name="maal" select="$maal"/>
      <xsl:with-param name="mangler" select="$rader[not(@verdi)]"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- the target for participation as a share; empty where it is not set -->
<xsl:template name="maaltall">
  <xsl:variable name="maal" select="$innhold/r:regelverk/r:parameter[@navn = 'targets.participation_percent'][@verdi][1]/@verdi"/>
  <xsl:if test="$maal &gt; 0"><xsl:call-template name="brief-hundredel"><xsl:with-param name="verdi" select="$maal"/></xsl:call-template></xsl:if>
</xsl:template>

<!-- the largest (or with order ascending the smallest) of 0 and some values -->
<xsl:template name="ytterst">
  <xsl:param name="t"/><xsl:param name="maal"/><xsl:param name="order" select="'descending'"/>
  <xsl:for-each select="$t">
    <xsl:sort select="@verdi" data-type="number" order="{$order}"/>
    <xsl:if test="position() = 1">
      <xsl:choose>
        <xsl:when test="$order = 'descending' and number(concat('0', $maal)) &gt; @verdi"><xsl:value-of select="$maal"/></xsl:when>
        <xsl:when test="$order = 'descending' and @verdi &gt; 0 or $order != 'descending' and @verdi &lt; 0"><xsl:value-of select="@verdi"/></xsl:when>
        <xsl:otherwise>0</xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:for-each>
</xsl:template>

<xsl:template name="stolper">
  <xsl:param name="id"/><xsl:param name="b"/><xsl:param name="andel"/><xsl:param name="rader"/><xsl:param name="maal"/><xsl:param name="mangler"/>
  <xsl:variable name="hoeyest"><xsl:call-template name="ytterst"><xsl:with-param name="t" select="$rader"/><xsl:with-param name="maal" select="$maal"/></xsl:call-template></xsl:variable>
  <xsl:variable name="oevre"><xsl:for-each select="$rader[@oevre]"><xsl:sort select="@oevre" data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="@oevre"/></xsl:if></xsl:for-each></xsl:variable>
  <xsl:variable name="lavest"><xsl:call-template name="ytterst"><xsl:with-param name="t" select="$rader"/><xsl:with-param name="order" select="'ascending'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="topp"><xsl:choose><xsl:when test="$oevre &gt; $hoeyest"><xsl:value-of select="$oevre"/></xsl:when><xsl:otherwise><xsl:value-of select="$hoeyest"/></xsl:otherwise></xsl:choose></xsl:variable>
  <!-- the scale: whole steps above zero and below it -->
  <xsl:variable name="trinn"><xsl:call-template name="aksetrinn"><xsl:with-param name="verdi"><xsl:choose><xsl:when test="-$lavest &gt; $topp"><xsl:value-of select="translate($lavest, '-', '')"/></xsl:when><xsl:otherwise><xsl:value-of select="$topp"/></xsl:otherwise></xsl:choose></xsl:with-param></xsl:call-template></xsl:variable>
  <xsl:variable name="opp"><xsl:call-template name="antall-trinn"><xsl:with-param name="verdi" select="$topp"/><xsl:with-param name="trinn" select="$trinn"/></xsl:call-template></xsl:variable>
  <xsl:variable name="ned"><xsl:call-template name="antall-trinn"><xsl:with-param name="verdi" select="-$lavest"/><xsl:with-param name="trinn" select="$trinn"/></xsl:call-template></xsl:variable>
  <xsl:variable name="akseende"><xsl:call-template name="trinn-ganger"><xsl:with-param name="trinn" select="$trinn"/><xsl:with-param name="n" select="$opp"/></xsl:call-template></xsl:variable>
  <!-- percent of the width for one of the measure's unit; the rest is for values -->
  <xsl:variable name="skala" select="60 div ($opp + $ned) div $trinn"/>
  <xsl:variable name="null" select="60 * $ned div ($opp + $ned)"/>
  <xsl:variable name="navn"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:if test="$andel"><xsl:value-of select="concat(', ', $aar)"/></xsl:if></xsl:variable>
  <xsl:variable name="hoeyde" select="count($rader) * 40 + 26"/>
  <figure id="{$id}-figur">
    <figcaption><xsl:value-of select="$navn"/></figcaption>
    <svg role="img" aria-labelledby="{$id}-ft {$id}-fd" width="100%" height="{$hoeyde}">
      <title id="{$id}-ft"><xsl:value-of select="concat($navn, ', ', $avsendernavn)"/></title>
      <desc id="{$id}-fd">
        <xsl:for-each select="$rader">
          <xsl:sort select="@enhet = $avsender/@enhet and @nivaa = $avsendernivaa" order="descending"/>
          <xsl:sort select="@aar" data-type="number" order="descending"/>
          <xsl:if test="position() &gt; 1">; </xsl:if>
          <xsl:call-template name="stolpenavn"><xsl:with-param name="andel" select="$andel"/></xsl:call-template><xsl:text> </xsl:text>
          <xsl:call-template name="rundet"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template>
        </xsl:for-each>
      </desc>
      <xsl:call-template name="trinnlinjer"><xsl:with-param name="fra" select="-$ned"/><xsl:with-param name="til" select="$opp"/><xsl:with-param name="null" select="$null"/><xsl:with-param name="bredde" select="60 div ($opp + $ned)"/><xsl:with-param name="hoeyde" select="$hoeyde - 22"/></xsl:call-template>
      <line class="akse" x1="{format-number($null, '0.##')}%" x2="{format-number($null, '0.##')}%" y1="0" y2="{$hoeyde - 22}"/>
      <xsl:if test="$maal != ''"><line class="maal" x1="{format-number($null + $maal * $skala, '0.##')}%" x2="{format-number($null + $maal * $skala, '0.##')}%" y1="0" y2="{$hoeyde - 22}"/></xsl:if>
      <xsl:for-each select="$rader">
        <xsl:sort select="@enhet = $avsender/@enhet and @nivaa = $avsendernivaa" order="descending"/>
        <xsl:sort select="@aar" data-type="number" order="descending"/>
        <xsl:sort select="translate(key('enhet', @enhet)/@navn, $alfabet-fra, $alfabet-til)"/>
        <xsl:call-template name="stolpe">
          <xsl:with-param name="y" select="(position() - 1) * 40"/><xsl:with-param name="null" select="$null"/><xsl:with-param name="skala" select="$skala"/>
          <xsl:with-param name="andel" select="$andel"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/>
        </xsl:call-template>
      </xsl:for-each>
      <text class="tall" x="{format-number($null, '0.##')}%" y="{$hoeyde - 6}">0</text>
      <text class="tall ende" x="{format-number(60, '0.##')}%" y="{$hoeyde - 6}"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="string($akseende)"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template></text>
    </svg>
    <xsl:call-template name="under-diagram"><xsl:with-param name="maal" select="$maal"/><xsl:with-param name="mangler" select="$mangler"/></xsl:call-template>
  </figure>
</xsl:template>

<!-- the unit of a share, the year of anything else; a divided figure has its codes too -->
<xsl:template name="stolpenavn">
  <xsl:param name="andel"/>
  <xsl:choose>
    <xsl:when test="$andel"><xsl:apply-templates select="key('enhet', @enhet)" mode="navn"/><xsl:if test="self::r:deltall">, <xsl:call-template name="dimensjonskode"/></xsl:if></xsl:when>
    <xsl:otherwise><xsl:value-of select="@aar"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- One bar, its name above and its value behind it.  Context: the figure. -->
<xsl:template name="stolpe">
  <xsl:param name="y"/><xsl:param name="null"/><xsl:param name="skala"/><xsl:param name="andel"/><xsl:param name="maaleenhet"/>
  <xsl:variable name="b" select="@verdi * $skala"/>
  <xsl:variable name="lengde" select="$b * ($b &gt; 0) - $b * ($b &lt; 0)"/>
  <xsl:variable name="ende" select="$null + $b * ($b &gt; 0)"/>
  <!-- behind the bar, or behind its interval -->
  <xsl:variable name="bak">
    <xsl:choose>
      <xsl:when test="@oevre &gt; @verdi"><xsl:value-of select="$null + @oevre * $skala"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$ende"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <text x="0" y="{$y + 15}"><xsl:call-template name="stolpenavn"><xsl:with-param name="andel" select="$andel"/></xsl:call-template></text>
  <rect x="{format-number($null + $b * ($b &lt; 0), '0.##')}%" y="{$y + 20}" width="{format-number($lengde, '0.##')}%" height="14">
    <xsl:attribute name="class">
      <xsl:choose>
        <xsl:when test="@enhet = $avsender/@enhet and @nivaa = $avsendernivaa and @aar = $aar"><xsl:value-of select="'eget'"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="'andre'"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </rect>
  <xsl:if test="@nedre and @oevre"><line class="kant" x1="{format-number($null + @nedre * $skala, '0.##')}%" x2="{format-number($null + @oevre * $skala, '0.##')}%" y1="{$y + 27}" y2="{$y + 27}"/><line class="usikker" x1="{format-number($null + @nedre * $skala, '0.##')}%" x2="{format-number($null + @oevre * $skala, '0.##')}%" y1="{$y + 27}" y2="{$y + 27}"/></xsl:if>
  <text class="tall" x="{format-number($bak, '0.##')}%" dx="6" y="{$y + 32}"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/></xsl:call-template></text>
</xsl:template>

<!-- what the signs of a chart mean, and what it has no figure of -->
<xsl:template name="under-diagram">
  <xsl:param name="maal"/><xsl:param name="mangler"/>
  <xsl:if test="$maal != '' or $mangler">
    <p class="note">
      <xsl:if test="$maal != ''"><xsl:call-template name="label"><xsl:with-param name="key" select="'diagram.maal'"/><xsl:with-param name="a"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="$maal"/><xsl:with-param name="maaleenhet" select="'andel'"/></xsl:call-template></xsl:with-param></xsl:call-template><xsl:text> </xsl:text></xsl:if>
      <xsl:for-each select="$mangler">
        <xsl:sort select="@aar" data-type="number" order="descending"/>
        <xsl:if test="position() &gt; 1">; </xsl:if>
        <xsl:if test="@enhet != $avsender/@enhet"><xsl:apply-templates select="key('enhet', @enhet)" mode="navn"/><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="concat(@aar, ': ')"/><xsl:call-template name="grunn"><xsl:with-param name="t" select="."/></xsl:call-template>
      </xsl:for-each>
    </p>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
