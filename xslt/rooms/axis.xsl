<?xml version="1.0" encoding="UTF-8"?>
<!--
  axis.xsl: the steps of a chart's axis.

  The rule: of 1, 2 and 5 times the powers of ten the step is the smallest with which
  at most five steps reach the largest value, and the axis ends at the step that
  reaches it.  362 has steps of 100 and ends at 400,
  0.0743 has steps of 0.02 and ends at 0.08.

  The step is found in the digits, as text, so that it is exact at any size.  What
  stands between the lines "begin" and "end" is put into report.xsl by the build.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- The step for a decimal above zero, as decimal text. -->
<xsl:template name="aksetrinn">
  <xsl:param name="verdi"/>
  <xsl:variable name="hele"><xsl:call-template name="uten-nuller-foran"><xsl:with-param name="siffer" select="substring-before(concat($verdi, '.'), '.')"/></xsl:call-template></xsl:variable>
  <xsl:variable name="brok" select="substring-after($verdi, '.')"/>
  <!-- the place of the first digit that is no zero: 0 for ones, -1 for tenths -->
  <xsl:variable name="plass">
    <xsl:choose>
      <xsl:when test="translate($hele, '0', '') != ''"><xsl:value-of select="string-length($hele) - 1"/></xsl:when>
      <xsl:otherwise><xsl:variable name="n"><xsl:call-template name="nuller-foran"><xsl:with-param name="siffer" select="$brok"/><xsl:with-param name="n" select="1"/></xsl:call-template></xsl:variable><xsl:value-of select="-$n"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="siffer"><xsl:call-template name="uten-nuller-foran"><xsl:with-param name="siffer" select="concat($hele, $brok)"/></xsl:call-template></xsl:variable>
  <xsl:variable name="foerste" select="substring($siffer, 1, 1)"/>
  <xsl:variable name="mer" select="translate(substring($siffer, 2), '0', '') != ''"/>
  <xsl:choose>
    <xsl:when test="$foerste = 1 and not($mer)"><xsl:call-template name="siffer-paa-plass"><xsl:with-param name="siffer" select="2"/><xsl:with-param name="plass" select="$plass - 1"/></xsl:call-template></xsl:when>
    <xsl:when test="$foerste = 1 or $foerste = 2 and not($mer)"><xsl:call-template name="siffer-paa-plass"><xsl:with-param name="siffer" select="5"/><xsl:with-param name="plass" select="$plass - 1"/></xsl:call-template></xsl:when>
    <xsl:when test="$foerste &lt; 5 or $foerste = 5 and not($mer)"><xsl:call-template name="siffer-paa-plass"><xsl:with-param name="siffer" select="1"/><xsl:with-param name="plass" select="$plass"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="siffer-paa-plass"><xsl:with-param name="siffer" select="2"/><xsl:with-param name="plass" select="$plass"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- one digit at a place of a decimal: 2 at 3 is 2000, 5 at -2 is 0.05 -->
<xsl:template name="siffer-paa-plass">
  <xsl:param name="siffer"/><xsl:param name="plass"/>
  <xsl:choose>
    <xsl:when test="$plass &gt;= 0"><xsl:value-of select="$siffer"/><xsl:call-template name="nuller"><xsl:with-param name="n" select="$plass"/></xsl:call-template></xsl:when>
    <xsl:otherwise>0.<xsl:call-template name="nuller"><xsl:with-param name="n" select="-$plass - 1"/></xsl:call-template><xsl:value-of select="$siffer"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="nuller">
  <xsl:param name="n"/>
  <xsl:if test="$n &gt; 0">0<xsl:call-template name="nuller"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template></xsl:if>
</xsl:template>

<!-- How many steps reach a value; 0 for one that is not above zero.  A hair of the
     division is no step. -->
<xsl:template name="antall-trinn">
  <xsl:param name="verdi"/><xsl:param name="trinn"/>
  <xsl:choose>
    <xsl:when test="$verdi &gt; 0"><xsl:value-of select="ceiling($verdi div $trinn - 0.000000001)"/></xsl:when>
    <xsl:otherwise>0</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- n steps (at most 9) as decimal text -->
<xsl:template name="trinn-ganger">
  <xsl:param name="trinn"/><xsl:param name="n"/>
  <xsl:variable name="siffer" select="translate($trinn, '0.', '')"/>
  <xsl:variable name="produkt" select="$siffer * $n"/>
  <xsl:choose>
    <xsl:when test="not(contains($trinn, '.'))"><xsl:value-of select="$produkt"/><xsl:value-of select="substring($trinn, 2)"/></xsl:when>
    <!-- 5 steps of 0.05 are 25 at the places of 05 -->
    <xsl:otherwise>
      <xsl:variable name="brok" select="substring-after($trinn, '.')"/>
      <xsl:variable name="l" select="string-length($brok)"/>
      <xsl:variable name="alle" select="concat('0', substring($brok, 1, $l - string-length($produkt)), $produkt)"/>
      <xsl:call-template name="uten-nuller-foran"><xsl:with-param name="siffer" select="substring($alle, 1, string-length($alle) - $l)"/></xsl:call-template>
      <xsl:value-of select="concat('.', substring($alle, string-length($alle) - $l + 1))"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- a faint line at every step but zero -->
<xsl:template name="trinnlinjer">
  <xsl:param name="fra"/><xsl:param name="til"/><xsl:param name="null"/><xsl:param name="bredde"/><xsl:param name="hoeyde"/>
  <xsl:if test="$fra &lt;= $til">
    <xsl:if test="$fra != 0"><line class="trinn" x1="{format-number($null + $fra * $bredde, '0.##')}%" x2="{format-number($null + $fra * $bredde, '0.##')}%" y1="0" y2="{$hoeyde}"/></xsl:if>
    <xsl:call-template name="trinnlinjer"><xsl:with-param name="fra" select="$fra + 1"/><xsl:with-param name="til" select="$til"/><xsl:with-param name="null" select="$null"/><xsl:with-param name="bredde" select="$bredde"/><xsl:with-param name="hoeyde" select="$hoeyde"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
