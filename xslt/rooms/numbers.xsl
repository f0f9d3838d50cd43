<?xml version="1.0" encoding="UTF-8"?>
<!--
  numbers.xsl: exact numbers as people write them, every digit kept.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- numbers as text .................................................... -->

<!-- A number as people write it, every digit kept: 1234.5678 is 1 234,5678 in
     Norwegian; with prosent the decimal point moves two places, 0.7134 is
     71,34 %, and at most three decimals stay. -->
<xsl:template name="tall-tekst">
  <xsl:param name="verdi"/><xsl:param name="prosent" select="false()"/>
  <xsl:choose>
    <xsl:when test="$prosent">
      <xsl:call-template name="prosent-siffer"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template>
      <xsl:value-of select="$prosenttegn"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:variable name="uten" select="translate($verdi, '-', '')"/>
      <xsl:if test="starts-with($verdi, '-')">−</xsl:if>
      <xsl:call-template name="grupper"><xsl:with-param name="siffer" select="substring-before(concat($uten, '.'), '.')"/></xsl:call-template>
      <xsl:if test="contains($uten, '.')"><xsl:value-of select="concat($desimaltegn, substring-after($uten, '.'))"/></xsl:if>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- digits in groups of three -->
<xsl:template name="grupper">
  <xsl:param name="siffer"/>
  <xsl:choose>
    <xsl:when test="string-length($siffer) &lt;= 3"><xsl:value-of select="$siffer"/></xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="grupper"><xsl:with-param name="siffer" select="substring($siffer, 1, string-length($siffer) - 3)"/></xsl:call-template>
      <xsl:value-of select="concat($tusenskille, substring($siffer, string-length($siffer) - 2))"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A share as percent, without the sign: the decimal point moved two places,
     and of more than three decimals three, rounded half-up in whole numbers. -->
<xsl:template name="prosent-siffer">
  <xsl:param name="verdi"/>
  <xsl:variable name="d" select="string-length(substring-after($verdi, '.'))"/>
  <xsl:choose>
    <xsl:when test="$d &gt; 5">
      <xsl:variable name="n"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$verdi"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
      <xsl:variable name="rundet"><xsl:call-template name="del-og-avrund"><xsl:with-param name="teller" select="number($n)"/><xsl:with-param name="nevner" select="number(concat('1', substring('0000000000', 1, $d - 5)))"/></xsl:call-template></xsl:variable>
      <xsl:call-template name="flytt-komma"><xsl:with-param name="verdi"><xsl:call-template name="desimal"><xsl:with-param name="n" select="number($rundet)"/><xsl:with-param name="d" select="5"/></xsl:call-template></xsl:with-param></xsl:call-template>
    </xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="flytt-komma"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="flytt-komma">
  <xsl:param name="verdi"/>
  <xsl:variable name="uten" select="translate($verdi, '-', '')"/>
  <xsl:variable name="brok" select="concat(substring-after($uten, '.'), '00')"/>
  <xsl:variable name="rest" select="substring(substring-after($uten, '.'), 3)"/>
  <xsl:call-template name="tall-tekst">
    <xsl:with-param name="verdi">
      <xsl:if test="starts-with($verdi, '-')">-</xsl:if>
      <xsl:value-of select="format-number(concat(substring-before(concat($uten, '.'), '.'), substring($brok, 1, 2)), '0')"/>
      <xsl:if test="$rest != ''"><xsl:value-of select="concat('.', $rest)"/></xsl:if>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- Whole-number arithmetic on decimals.  A value with d decimals times 10^d is
     a whole number; below 2^53 doubles hold it exactly. -->

<!-- the value times 10^d, d at least its number of decimals -->
<xsl:template name="heltall">
  <xsl:param name="verdi"/><xsl:param name="d"/>
  <xsl:value-of select="concat(substring-before(concat($verdi, '.'), '.'), substring(concat(substring-after($verdi, '.'), '0000000000'), 1, $d))"/>
</xsl:template>

<!-- a whole number divided by 10^d, as decimal text -->
<xsl:template name="desimal">
  <xsl:param name="n"/><xsl:param name="d"/>
  <xsl:variable name="siffer">
    <xsl:choose>
      <xsl:when test="$n &lt; 0"><xsl:value-of select="format-number(-$n, substring('00000000000', 1, $d + 1))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="format-number($n, substring('00000000000', 1, $d + 1))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:if test="$n &lt; 0">-</xsl:if>
  <xsl:value-of select="substring($siffer, 1, string-length($siffer) - $d)"/>
  <xsl:if test="$d &gt; 0"><xsl:value-of select="concat('.', substring($siffer, string-length($siffer) - $d + 1))"/></xsl:if>
</xsl:template>

<!-- teller / nevner (both whole, nevner positive), rounded half-up from zero -->
<xsl:template name="del-og-avrund">
  <xsl:param name="teller"/><xsl:param name="nevner"/>
  <xsl:choose>
    <xsl:when test="$teller &lt; 0">
      <xsl:variable name="x" select="-2 * $teller + $nevner"/>
      <xsl:value-of select="format-number(-(($x - $x mod (2 * $nevner)) div (2 * $nevner)), '0')"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:variable name="x" select="2 * $teller + $nevner"/>
      <xsl:value-of select="format-number(($x - $x mod (2 * $nevner)) div (2 * $nevner), '0')"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A number for a chart: one decimal, rounded half-up in whole numbers;
     percent for shares, millions for amounts, from ten thousand millions on
     thousand millions.  Whole counts stay whole. -->

<!-- end -->
</xsl:stylesheet>
