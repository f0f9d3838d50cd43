<?xml version="1.0" encoding="UTF-8"?>
<!--
  theme.xsl: one theme on about one screen: a finding as its title, one chart, one
  table, and, folded, how it is measured and what it divides into.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- maal: the measures of the theme; m: the one that leads it, if there is one -->
<xsl:template name="tema">
  <xsl:param name="id"/><xsl:param name="maal"/><xsl:param name="m"/>
  <xsl:if test="$maal">
    <xsl:variable name="leder" select="$maal[concat(local-name(..), '/', local-name()) = $m]"/>
    <section class="tema" id="{$id}" aria-labelledby="{$id}-t">
      <p class="emne"><xsl:call-template name="label"><xsl:with-param name="key" select="concat('tema.', $id)"/></xsl:call-template></p>
      <h2 id="{$id}-t">
        <xsl:call-template name="tema-funn"><xsl:with-param name="id" select="$id"/><xsl:with-param name="m" select="$m"/></xsl:call-template>
        <xsl:call-template name="lenke"><xsl:with-param name="til" select="$id"/></xsl:call-template>
      </h2>
      <div class="flate">
        <xsl:if test="count($naboer) &gt; 2"><xsl:attribute name="class"><xsl:value-of select="'flate bred'"/></xsl:attribute></xsl:if>
        <xsl:if test="$leder"><xsl:call-template name="tema-diagram"><xsl:with-param name="id" select="$id"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="leder" select="$leder"/></xsl:call-template></xsl:if>
        <xsl:call-template name="tema-tabell"><xsl:with-param name="id" select="$id"/><xsl:with-param name="maal" select="$maal"/></xsl:call-template>
      </div>
      <xsl:call-template name="slik-er-det-maalt"><xsl:with-param name="maal" select="$maal"/></xsl:call-template>
      <xsl:call-template name="inndelinger"><xsl:with-param name="id" select="$id"/><xsl:with-param name="maal" select="$maal"/></xsl:call-template>
    </section>
  </xsl:if>
</xsl:template>

<!-- a link to the place itself, for those who want to send it on -->
<xsl:template name="lenke">
  <xsl:param name="til"/>
  <xsl:text> </xsl:text>
  <a class="lenke" href="#{$til}"><span aria-hidden="true">#</span><span class="vh"><xsl:call-template name="label"><xsl:with-param name="key" select="'lenke'"/></xsl:call-template></span></a>
</xsl:template>

<!-- What the leading figure says in few words (its sentence stands in "in brief"), or
     why it has no value; of a theme
     that nothing leads, its name. -->
<xsl:template name="tema-funn">
  <xsl:param name="id"/><xsl:param name="m"/>
  <xsl:variable name="t" select="key('tall', concat($m, '|', $aar, $egen, '|'))"/>
  <xsl:choose>
    <xsl:when test="$t/@verdi"><xsl:call-template name="brief-endring"><xsl:with-param name="m" select="$m"/><xsl:with-param name="foerst" select="true()"/><xsl:with-param name="kort" select="true()"/></xsl:call-template></xsl:when>
    <xsl:when test="$m">
      <xsl:call-template name="brief-emne"><xsl:with-param name="m" select="$m"/><xsl:with-param name="foerst" select="true()"/></xsl:call-template>
      <xsl:text>, </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>: </xsl:text>
      <xsl:call-template name="brief-grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template>
    </xsl:when>
    <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="concat('tema.', $id)"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- how it is measured .................................................. -->

<!-- Of every measure its unit and source, of the theme which rules and what sums
     include. -->
<xsl:template name="slik-er-det-maalt">
  <xsl:param name="maal"/>
  <details class="maalt">
    <summary><xsl:call-template name="label"><xsl:with-param name="key" select="'maalt'"/></xsl:call-template></summary>
    <dl>
      <xsl:for-each select="$maal">
        <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
        <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
        <xsl:variable name="mid" select="concat('maal-', translate($sti, '/', '-'))"/>
        <div id="{$mid}">
          <dt><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:call-template name="lenke"><xsl:with-param name="til" select="$mid"/></xsl:call-template></dt>
          <dd>
            <xsl:for-each select="$b"><xsl:call-template name="kildetekst"/></xsl:for-each>
            <xsl:call-template name="regelverk-av-tall"/>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
    <xsl:for-each select="$maal/ancestor::*[count(ancestor::*) = 2]">
      <xsl:variable name="egen-tekst"><xsl:call-template name="label"><xsl:with-param name="key" select="concat('omfang.', local-name())"/></xsl:call-template></xsl:variable>
      <p>
        <xsl:choose>
          <xsl:when test="$egen-tekst != concat('omfang.', local-name())"><xsl:value-of select="$egen-tekst"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'omfang.standard'"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:for-each>
    <xsl:if test="$maal[parent::r:publiseringAvResultater]">
      <p><xsl:call-template name="label"><xsl:with-param name="key" select="'resultater.ordlyd'"/><xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param></xsl:call-template></p>
    </xsl:if>
  </details>
</xsl:template>

<!-- rule set and origin of the sender's own figure of the year -->
<xsl:template name="regelverk-av-tall">
  <xsl:variable name="n" select="concat(local-name(..), '/', local-name(), $egen)"/>
  <xsl:variable name="eget" select="(key('maal-enhet', $n) | key('dim-enhet', $n))[@aar = $aar]"/>
  <xsl:if test="$eget">
    <xsl:text> (</xsl:text>
    <xsl:value-of select="$eget[1]/@regelverk"/>
    <xsl:if test="$eget[1]/@opphav"><xsl:text>, </xsl:text><xsl:call-template name="kode"><xsl:with-param name="liste" select="'opphav'"/><xsl:with-param name="verdi" select="$eget[1]/@opphav"/></xsl:call-template></xsl:if>
    <xsl:text>)</xsl:text>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
