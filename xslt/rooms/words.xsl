<?xml version="1.0" encoding="UTF-8"?>
<!--
  words.xsl: what codes, terms, units and missing values are called.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- texts .............................................................. -->

<!-- the text of a code of a list; a code without a label is shown as it is -->
<xsl:template name="kode">
  <xsl:param name="liste"/><xsl:param name="verdi"/>
  <xsl:variable name="noekkel" select="concat($liste, '.', $verdi)"/>
  <xsl:variable name="tekst"><xsl:call-template name="label"><xsl:with-param name="key" select="$noekkel"/></xsl:call-template></xsl:variable>
  <!-- what the page has no word for, the code lists of the document have -->
  <xsl:variable name="kode" select="key('kode', concat($liste, '|', $verdi)) | key('kodeliste', $verdi)[$liste = 'dim']"/>
  <xsl:choose>
    <xsl:when test="$tekst != $noekkel"><xsl:value-of select="$tekst"/></xsl:when>
    <xsl:when test="$kode"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$kode"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$verdi"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- the text of the codes by which a figure is divided; context: the figure -->
<xsl:template name="dimensjonskode">
  <xsl:for-each select="@*[contains(concat(' ', ../@inndeling, ' '), concat(' ', local-name(), ' '))]">
    <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
    <xsl:call-template name="kode"><xsl:with-param name="liste" select="local-name()"/><xsl:with-param name="verdi" select="."/></xsl:call-template>
  </xsl:for-each>
</xsl:template>

<!-- the text of a term in the language of the page -->
<xsl:template name="begrepstekst">
  <xsl:param name="b"/>
  <xsl:choose>
    <xsl:when test="$lang = 'nn' and $b/@tekstNn"><xsl:value-of select="$b/@tekstNn"/></xsl:when>
    <xsl:when test="$lang = 'en' and $b/@tekstEn"><xsl:value-of select="$b/@tekstEn"/></xsl:when>
    <xsl:when test="$b/@tekstNb"><xsl:value-of select="$b/@tekstNb"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- a source in the language of the page; context: parameter or term.  A citation
     has no other words than its own. -->
<xsl:template name="kildetekst">
  <xsl:choose>
    <xsl:when test="$lang = 'nb' and @kildeNb"><xsl:value-of select="@kildeNb"/></xsl:when>
    <xsl:when test="$lang = 'nn' and @kildeNn"><xsl:value-of select="@kildeNn"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="@kilde"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ", container": several terms may have the same text -->
<xsl:template name="beholder">
  <xsl:param name="b"/>
  <xsl:variable name="navn"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="$b/@sti"/></xsl:call-template></xsl:variable>
  <br/><small><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="$navn"/></xsl:call-template></small>
</xsl:template>

<!-- What a unit is called: its own name, which is data in no language of ours, but for
     the country, which has a name in each. -->
<xsl:template match="r:enhet | r:avsender" mode="navn">
  <xsl:choose>
    <xsl:when test="@type = 'nasjonalt'"><xsl:call-template name="label"><xsl:with-param name="key" select="'landet.navn'"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="@navn"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:variable name="avsendernavn"><xsl:apply-templates select="$avsender" mode="navn"/></xsl:variable>

<!-- the name of a unit in a row; sum: a row of a region's or the nation's total -->
<xsl:template name="enhetsnavn">
  <xsl:param name="e"/><xsl:param name="nivaa"/><xsl:param name="sum" select="false()"/>
  <xsl:choose>
    <xsl:when test="$sum"><xsl:call-template name="label"><xsl:with-param name="key" select="'samlet'"/><xsl:with-param name="a"><xsl:apply-templates select="$e" mode="navn"/></xsl:with-param></xsl:call-template></xsl:when>
    <xsl:when test="$nivaa = 'institusjon' and $e/@type = 'regionaltHelseforetak'"><xsl:call-template name="label"><xsl:with-param name="key" select="'rhfSelv'"/><xsl:with-param name="a" select="$e/@navn"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:apply-templates select="$e" mode="navn"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What stands for a value that is absent; in the report of a region or the country
     what was not delivered leads to the finding that says so. -->
<xsl:template name="uten-verdi">
  <xsl:param name="t"/>
  <xsl:variable name="funn" select="$ikke-leverte[$t/@grunn = 'ikkeLevert'][$avsendernivaa != 'institusjon']"/>
  <xsl:variable name="begrep">
    <xsl:if test="$funn"><xsl:for-each select="$t[1]/.."><xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable><xsl:value-of select="key('begrep-sti', $sti)/@id"/></xsl:for-each></xsl:if>
  </xsl:variable>
  <xsl:variable name="sagt" select="$funn[@forklarer = substring-before($begrep, '.')][1]"/>
  <xsl:choose>
    <xsl:when test="$sagt"><a class="ikke" href="#funn-{count($sagt/preceding-sibling::r:funn) + 1}"><xsl:call-template name="grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template></a></xsl:when>
    <xsl:otherwise><span class="ikke"><xsl:call-template name="grunn"><xsl:with-param name="t" select="$t"/></xsl:call-template></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- why figures have no value: of several reasons, that of the first -->
<xsl:template name="grunn">
  <xsl:param name="t"/>
  <xsl:choose>
    <xsl:when test="$t/@skjult"><xsl:call-template name="label"><xsl:with-param name="key" select="'skjult'"/></xsl:call-template></xsl:when>
    <xsl:when test="$t/@grunn"><xsl:call-template name="label"><xsl:with-param name="key" select="string($t[@grunn][1]/@grunn)"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeBeregnet'"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- "5 of 7 units have delivered" -->
<xsl:template name="av-enheter">
  <xsl:param name="t"/>
  <xsl:param name="k" select="$t/@rapporterteEnheter"/>
  <xsl:param name="m" select="$t/@forventedeEnheter"/>
  <xsl:call-template name="label">
    <xsl:with-param name="key" select="'avEnheter'"/>
    <xsl:with-param name="a" select="$k"/>
    <xsl:with-param name="b" select="$m"/>
  </xsl:call-template>
</xsl:template>

<!-- "234 of 328" -->
<xsl:template name="av">
  <xsl:param name="t"/>
  <xsl:call-template name="label">
    <xsl:with-param name="key" select="'av'"/>
    <xsl:with-param name="a"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@teller"/></xsl:call-template></xsl:with-param>
    <xsl:with-param name="b"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@nevner"/></xsl:call-template></xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- The same, rounded for people.  What has decimals is an amount, and so is ten
     millions and more: nobody counts that many patients, studies or projects. -->
<xsl:template name="av-rundet">
  <xsl:param name="t"/>
  <xsl:call-template name="label">
    <xsl:with-param name="key" select="'av'"/>
    <xsl:with-param name="a"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="string($t/@teller)"/><xsl:with-param name="maaleenhet" select="substring('antallkroner', 1 + 6 * (contains(concat($t/@teller, $t/@nevner), '.') or $t/@nevner &gt;= 10000000), 6)"/></xsl:call-template></xsl:with-param>
    <xsl:with-param name="b"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="string($t/@nevner)"/><xsl:with-param name="maaleenhet" select="substring('antallkroner', 1 + 6 * (contains(concat($t/@teller, $t/@nevner), '.') or $t/@nevner &gt;= 10000000), 6)"/></xsl:call-template></xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- "66,20–76,00 %"; U+2060 keeps the two ends on one line -->
<xsl:template name="grenser">
  <xsl:param name="t"/>
  <xsl:call-template name="prosent-siffer"><xsl:with-param name="verdi" select="$t/@nedre"/></xsl:call-template>
  <xsl:text>&#8288;–&#8288;</xsl:text>
  <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@oevre"/><xsl:with-param name="prosent" select="true()"/></xsl:call-template>
</xsl:template>

<!-- the path of the current element from the body down -->
<xsl:template name="sti">
  <xsl:for-each select="ancestor-or-self::*[count(ancestor::*) &gt; 1]">
    <xsl:if test="position() &gt; 1">/</xsl:if>
    <xsl:value-of select="local-name()"/>
  </xsl:for-each>
</xsl:template>

<xsl:template name="siste-ledd">
  <xsl:param name="sti"/>
  <xsl:choose>
    <xsl:when test="contains($sti, '/')"><xsl:call-template name="siste-ledd"><xsl:with-param name="sti" select="substring-after($sti, '/')"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="$sti"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="nest-siste-ledd">
  <xsl:param name="sti"/>
  <xsl:choose>
    <xsl:when test="contains(substring-after($sti, '/'), '/')"><xsl:call-template name="nest-siste-ledd"><xsl:with-param name="sti" select="substring-after($sti, '/')"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:value-of select="substring-before($sti, '/')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
