<?xml version="1.0" encoding="UTF-8"?>
<!--
  rounded.xsl: figures rounded for people, by one rule for the whole page.

  The rule:
  1. A share is written in percent.  An amount is written in kroner, from one
     million on in millions, from ten thousand millions on in thousand millions.
  2. Of what is then to be written, one decimal stays below 100 and none from 100
     on; below 1 two digits stay after the zeros.  What is less is rounded half
     up, away from zero.  Which of these holds is decided by the exact figure.
  3. A figure that needs no more decimals than that is exact and gets no zeros:
     0.2000 is 20 %, 0.1996 is 20,0 %, 362.0000 is 362.  Whole digits always
     stay: a count is never rounded.
  4. A sign and its number, a number and its unit are never parted at the end of
     a line; between the two words of "percentage points" it may end.

  84404603.85 kroner is 84,4 mill. kr, 683020546.96 is 683 mill. kr, 0.1234 is
  12,3 %, 0.000743 is 0,074 %, 3.6668 is 3,7, and 3615.9196 is 3 616.

  Digits are moved and rounded as text, so that no length of a number is a
  difficulty.  What stands between the lines "begin" and "end" is put into
  report.xsl by the build.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- A figure as people read it, with its unit.  maaleenhet: that of the report's
     terms (andel and forhold are shares, kroner amounts, all else numbers), or
     prosentpoeng for a difference of shares.  fortegn: a plus before what is
     more than zero. -->
<xsl:template name="rundet">
  <xsl:param name="verdi"/><xsl:param name="maaleenhet" select="'antall'"/><xsl:param name="fortegn" select="false()"/>
  <xsl:variable name="uten" select="translate($verdi, '-', '')"/>
  <xsl:variable name="prosent" select="$maaleenhet = 'andel' or $maaleenhet = 'forhold' or $maaleenhet = 'prosentpoeng'"/>
  <!-- the power of ten that what is written stands in -->
  <xsl:variable name="tier">
    <xsl:choose>
      <xsl:when test="$prosent">-2</xsl:when>
      <xsl:when test="$maaleenhet = 'kroner' and $uten &gt;= 10000000000">9</xsl:when>
      <xsl:when test="$maaleenhet = 'kroner' and $uten &gt;= 1000000">6</xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="hele" select="substring-before(concat($uten, '.'), '.')"/>
  <xsl:variable name="siffer" select="concat($hele, substring-after($uten, '.'), '00')"/>
  <xsl:variable name="tegn" select="string-length($hele) - $tier"/>
  <xsl:variable name="tekst">
    <xsl:choose>
      <xsl:when test="starts-with($verdi, '-') and translate($uten, '0.', '') != ''">−</xsl:when>
      <xsl:when test="$fortegn and translate($uten, '0.', '') != ''">+</xsl:when>
    </xsl:choose>
    <xsl:call-template name="rundede-siffer">
      <xsl:with-param name="hele"><xsl:call-template name="uten-nuller-foran"><xsl:with-param name="siffer" select="substring($siffer, 1, $tegn)"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="brok"><xsl:call-template name="uten-nuller-bak"><xsl:with-param name="siffer" select="substring($siffer, $tegn + 1)"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="$maaleenhet = 'prosentpoeng'"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'rundet.prosentpoeng'"/><xsl:with-param name="a" select="$tekst"/></xsl:call-template></xsl:when>
    <xsl:when test="$prosent"><xsl:value-of select="concat($tekst, $prosenttegn)"/></xsl:when>
    <xsl:when test="$maaleenhet = 'kroner'"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="concat('rundet.kroner.', $tier)"/><xsl:with-param name="a" select="$tekst"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$tekst"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The same, with the exact value beside it for those who look for it. -->
<xsl:template name="rundet-data">
  <xsl:param name="verdi"/><xsl:param name="maaleenhet" select="'antall'"/><xsl:param name="fortegn" select="false()"/>
  <data value="{$verdi}"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="$verdi"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/><xsl:with-param name="fortegn" select="$fortegn"/></xsl:call-template></data>
</xsl:template>

<!-- Rule 2 and 3.  hele: digits without zeros before them ("0" alone may be);
     brok: digits after the decimal mark, without zeros at the end. -->
<xsl:template name="rundede-siffer">
  <xsl:param name="hele"/><xsl:param name="brok"/>
  <xsl:variable name="d">
    <xsl:choose>
      <xsl:when test="string-length($hele) &gt; 2">0</xsl:when>
      <xsl:when test="$hele != '0'">1</xsl:when>
      <xsl:otherwise><xsl:call-template name="nuller-foran"><xsl:with-param name="siffer" select="$brok"/><xsl:with-param name="n" select="2"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="kuttet" select="concat($hele, substring($brok, 1, $d))"/>
  <xsl:variable name="ferdig">
    <xsl:choose>
      <xsl:when test="substring($brok, $d + 1, 1) &gt;= 5"><xsl:call-template name="en-mer"><xsl:with-param name="siffer" select="$kuttet"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="$kuttet"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="bak">
    <xsl:choose>
      <xsl:when test="string-length($brok) &lt; $d"><xsl:value-of select="string-length($brok)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$d"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="foran" select="string-length($ferdig) - $bak"/>
  <xsl:call-template name="grupper"><xsl:with-param name="siffer" select="substring($ferdig, 1, $foran)"/></xsl:call-template>
  <xsl:if test="$bak &gt; 0"><xsl:value-of select="concat($desimaltegn, substring($ferdig, $foran + 1))"/></xsl:if>
</xsl:template>

<xsl:template name="uten-nuller-foran">
  <xsl:param name="siffer"/>
  <xsl:choose>
    <xsl:when test="string-length($siffer) &gt; 1 and starts-with($siffer, '0')"><xsl:call-template name="uten-nuller-foran"><xsl:with-param name="siffer" select="substring($siffer, 2)"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$siffer"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="uten-nuller-bak">
  <xsl:param name="siffer"/>
  <xsl:choose>
    <xsl:when test="substring($siffer, string-length($siffer)) = '0'"><xsl:call-template name="uten-nuller-bak"><xsl:with-param name="siffer" select="substring($siffer, 1, string-length($siffer) - 1)"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$siffer"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- n and how many zeros digits begin with -->
<xsl:template name="nuller-foran">
  <xsl:param name="siffer"/><xsl:param name="n"/>
  <xsl:choose>
    <xsl:when test="starts-with($siffer, '0')"><xsl:call-template name="nuller-foran"><xsl:with-param name="siffer" select="substring($siffer, 2)"/><xsl:with-param name="n" select="$n + 1"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- the whole number after the one with these digits -->
<xsl:template name="en-mer">
  <xsl:param name="siffer"/>
  <xsl:variable name="foran" select="substring($siffer, 1, string-length($siffer) - 1)"/>
  <xsl:variable name="siste" select="substring($siffer, string-length($siffer))"/>
  <xsl:choose>
    <xsl:when test="$siste = '9'"><xsl:call-template name="en-mer"><xsl:with-param name="siffer" select="$foran"/></xsl:call-template>0</xsl:when>
    <xsl:otherwise><xsl:value-of select="concat($foran, number(concat('0', $siste)) + 1)"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The exact difference of two decimals as decimal text; empty where more than
     15 digits would be needed, for whole numbers are exact up to there. -->
<xsl:template name="differanse">
  <xsl:param name="ny"/><xsl:param name="gammel"/>
  <xsl:variable name="d1" select="string-length(substring-after($ny, '.'))"/>
  <xsl:variable name="d2" select="string-length(substring-after($gammel, '.'))"/>
  <xsl:variable name="d" select="$d1 * ($d1 &gt;= $d2) + $d2 * ($d2 &gt; $d1)"/>
  <xsl:variable name="n1"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$ny"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
  <xsl:variable name="n2"><xsl:call-template name="heltall"><xsl:with-param name="verdi" select="$gammel"/><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:variable>
  <xsl:if test="string-length(translate($n1, '-', '')) &lt;= 15 and string-length(translate($n2, '-', '')) &lt;= 15">
    <xsl:call-template name="desimal"><xsl:with-param name="n" select="$n1 - $n2"/><xsl:with-param name="d" select="$d"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
