<?xml version="1.0" encoding="UTF-8"?>
<!--
  theme_table.xsl: the table of a theme: its measures of the sender, newest year
  first, and beside them the year's figures of the region and the country.

  A measure without any value has no row: it stands below, with the reason.  A year of
  which no row has a figure has no column, and is named below.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- those whom a sender is seen beside, the nearest first -->
<xsl:variable name="naboer" select="$enheter[@type = 'regionaltHelseforetak' or @type = 'nasjonalt'][@id != $avsender/@enhet][$avsendernivaa != 'institusjon' or @type = 'nasjonalt' or @id = key('enhet', $avsender/@enhet)/@rhf]"/>

<!-- the totals of a unit and year -->
<xsl:key name="enhet-aar" match="r:tall" use="concat(@aar, '|', @nivaa, '|', @enhet)"/>

<xsl:template name="tema-tabell">
  <xsl:param name="id"/><xsl:param name="maal"/>
  <xsl:variable name="rader" select="$maal[key('maal-enhet', concat(local-name(..), '/', local-name(), $egen))[@aar &gt; $aar - 5]/@verdi]"/>
  <xsl:variable name="aarene"><xsl:call-template name="aar-med-tall"><xsl:with-param name="maal" select="$rader"/></xsl:call-template></xsl:variable>
  <div class="tabell">
    <xsl:if test="$rader">
      <table class="maaltabell stablet" aria-labelledby="{$id}-t">
        <thead>
          <tr>
            <th scope="col" class="navn"><xsl:value-of select="$avsendernavn"/></th>
            <xsl:call-template name="aarshoder"><xsl:with-param name="maal" select="$rader"/><xsl:with-param name="aarene" select="$aarene"/></xsl:call-template>
            <xsl:for-each select="$naboer">
              <xsl:sort select="@type = 'nasjonalt'"/><xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <th scope="col" class="t nabo"><xsl:apply-templates select="." mode="navn"/><xsl:value-of select="concat(' ', $aar)"/></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody><xsl:for-each select="$rader"><xsl:call-template name="maalrad"><xsl:with-param name="aarene" select="$aarene"/></xsl:call-template></xsl:for-each></tbody>
      </table>
      <xsl:call-template name="aar-uten-tall"><xsl:with-param name="aarene" select="$aarene"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="uten-rad"><xsl:with-param name="maal" select="$maal[count(. | $rader) != count($rader)]"/></xsl:call-template>
  </div>
</xsl:template>

<!-- Of the last five years those of which the sender has a figure of any of the
     measures, with a blank on either side of each; the report's own always. -->
<xsl:template name="aar-med-tall">
  <xsl:param name="maal"/><xsl:param name="n" select="0"/>
  <xsl:variable name="dette" select="$aar - $n"/>
  <xsl:if test="$n &lt; 5">
    <xsl:if test="$n = 0 or key('enhet-aar', concat($dette, $egen))[count(.. | $maal) = count($maal)]"><xsl:value-of select="concat(' ', $dette, ' ')"/></xsl:if>
    <xsl:call-template name="aar-med-tall"><xsl:with-param name="maal" select="$maal"/><xsl:with-param name="n" select="$n + 1"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<xsl:template name="aarshoder">
  <xsl:param name="maal"/><xsl:param name="aarene"/>
  <xsl:variable name="dette" select="substring(normalize-space($aarene), 1, 4)"/>
  <xsl:if test="$dette != ''">
    <xsl:variable name="tall" select="key('enhet-aar', concat($dette, $egen))[count(.. | $maal) = count($maal)]"/>
    <th scope="col" class="t">
      <xsl:value-of select="$dette"/>
      <xsl:if test="$tall and not($tall[@status = 'endelig'])">
        <small><xsl:call-template name="label"><xsl:with-param name="key" select="'tallstatus.foreloepig'"/></xsl:call-template></small>
      </xsl:if>
    </th>
    <xsl:call-template name="aarshoder"><xsl:with-param name="maal" select="$maal"/><xsl:with-param name="aarene" select="substring-after($aarene, concat($dette, ' '))"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- "No figures for 2019, 2020." -->
<xsl:template name="aar-uten-tall">
  <xsl:param name="aarene"/>
  <xsl:variable name="liste"><xsl:call-template name="aar-utenom"><xsl:with-param name="aarene" select="$aarene"/></xsl:call-template></xsl:variable>
  <xsl:if test="$liste != ''"><p class="uten"><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.utenAar'"/><xsl:with-param name="a" select="substring($liste, 3)"/></xsl:call-template></p></xsl:if>
</xsl:template>

<!-- ", 2019, 2020": the years of the last five that a list does not have -->
<xsl:template name="aar-utenom">
  <xsl:param name="aarene"/><xsl:param name="n" select="4"/>
  <xsl:if test="$n &gt; 0">
    <xsl:if test="not(contains($aarene, concat(' ', $aar - $n, ' ')))"><xsl:value-of select="concat(', ', $aar - $n)"/></xsl:if>
    <xsl:call-template name="aar-utenom"><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="n" select="$n - 1"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- one measure; context: it -->
<xsl:template name="maalrad">
  <xsl:param name="aarene"/>
  <xsl:variable name="m" select="concat(local-name(..), '/', local-name())"/>
  <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
  <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
  <tr data-m="{$m}">
    <th scope="row"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></th>
    <xsl:call-template name="aarsceller"><xsl:with-param name="m" select="$m"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="aarene" select="$aarene"/></xsl:call-template>
    <xsl:for-each select="$naboer">
      <xsl:sort select="@type = 'nasjonalt'"/><xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
      <xsl:variable name="nivaa"><xsl:choose><xsl:when test="@type = 'nasjonalt'">nasjon</xsl:when><xsl:otherwise>region</xsl:otherwise></xsl:choose></xsl:variable>
      <xsl:call-template name="rundcelle"><xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $nivaa, '|', @id, '|'))"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="hode"><xsl:apply-templates select="." mode="navn"/><xsl:value-of select="concat(' ', $aar)"/></xsl:with-param><xsl:with-param name="klasse" select="' nabo'"/></xsl:call-template>
    </xsl:for-each>
  </tr>
</xsl:template>

<xsl:template name="aarsceller">
  <xsl:param name="m"/><xsl:param name="b"/><xsl:param name="aarene"/>
  <xsl:variable name="dette" select="substring(normalize-space($aarene), 1, 4)"/>
  <xsl:if test="$dette != ''">
    <xsl:call-template name="rundcelle"><xsl:with-param name="t" select="key('tall', concat($m, '|', $dette, $egen, '|'))"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="hode" select="$dette"/></xsl:call-template>
    <xsl:call-template name="aarsceller"><xsl:with-param name="m" select="$m"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="aarene" select="substring-after($aarene, concat($dette, ' '))"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- One cell with a rounded figure (t, of term b); hode: what stands before it
     where rows are stacked. -->
<xsl:template name="rundcelle">
  <xsl:param name="t"/><xsl:param name="b"/><xsl:param name="hode"/><xsl:param name="klasse"/>
  <td data-h="{$hode}">
    <xsl:attribute name="class">
      <xsl:text>t</xsl:text><xsl:value-of select="$klasse"/>
      <xsl:if test="$b/@maaleenhet = 'andel' and $t/@nevner &lt; $liten-nevner"> l</xsl:if>
      <xsl:if test="not($t)"><xsl:value-of select="' ingen'"/></xsl:if>
    </xsl:attribute>
    <xsl:choose>
      <xsl:when test="not($t)"><span aria-hidden="true">–</span><span class="vh"><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></span></xsl:when>
      <xsl:when test="not($t/@verdi)"><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="$t/@verdi"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$b/@maaleenhet = 'andel' and $t/@nevner and $t/@teller"><small><xsl:call-template name="av-rundet"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
    <xsl:if test="$t/@verdi and $t/@forventedeEnheter"><small><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
  </td>
</xsl:template>

<!-- Measures without a row, by reason: each reason once. -->
<xsl:template name="uten-rad">
  <xsl:param name="maal"/>
  <!-- of a measure that has divided figures alone nothing is missing -->
  <xsl:variable name="uten" select="$maal[r:tall]"/>
  <xsl:call-template name="uten-grunn"><xsl:with-param name="grunn" select="'skjult'"/><xsl:with-param name="maal" select="$uten[r:tall[@aar = $aar][@nivaa = $avsendernivaa][@enhet = $avsender/@enhet]/@skjult]"/></xsl:call-template>
  <xsl:for-each select="$uten/r:tall[@aar = $aar][@nivaa = $avsendernivaa][@enhet = $avsender/@enhet][@grunn]">
    <xsl:variable name="grunn" select="@grunn"/>
    <xsl:variable name="samme" select="$uten[r:tall[@aar = $aar][@nivaa = $avsendernivaa][@enhet = $avsender/@enhet]/@grunn = $grunn]"/>
    <xsl:if test="count(.. | $samme[1]) = 1"><xsl:call-template name="uten-grunn"><xsl:with-param name="grunn" select="$grunn"/><xsl:with-param name="maal" select="$samme"/></xsl:call-template></xsl:if>
  </xsl:for-each>
  <xsl:call-template name="uten-grunn"><xsl:with-param name="grunn" select="'ingenTall'"/><xsl:with-param name="maal" select="$uten[not(r:tall[@aar = $aar][@nivaa = $avsendernivaa][@enhet = $avsender/@enhet])]"/></xsl:call-template>
</xsl:template>

<!-- "Cannot be calculated: this, that."  The first words lead to the finding that says
     why, where there is one: its text stands once on the page. -->
<xsl:template name="uten-grunn">
  <xsl:param name="grunn"/><xsl:param name="maal"/>
  <xsl:if test="$maal">
    <xsl:variable name="nr"><xsl:call-template name="forklarende-funn"><xsl:with-param name="maal" select="$maal"/><xsl:with-param name="grunn" select="$grunn"/></xsl:call-template></xsl:variable>
    <xsl:variable name="tekst"><xsl:call-template name="label"><xsl:with-param name="key" select="concat('uten.', $grunn)"/></xsl:call-template></xsl:variable>
    <p class="uten">
      <xsl:choose>
        <xsl:when test="$nr != ''"><a class="ikke" href="#funn-{$nr}"><xsl:value-of select="$tekst"/></a></xsl:when>
        <xsl:otherwise><strong><xsl:value-of select="$tekst"/></strong></xsl:otherwise>
      </xsl:choose>
      <xsl:text>: </xsl:text>
      <xsl:for-each select="$maal">
        <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template>
      </xsl:for-each>
      <xsl:text>.</xsl:text>
    </p>
  </xsl:if>
</xsl:template>

<!-- the number of the finding that explains why measures have no value, if one does -->
<xsl:template name="forklarende-funn">
  <xsl:param name="maal"/><xsl:param name="grunn"/>
  <xsl:variable name="sti"><xsl:for-each select="$maal[1]"><xsl:call-template name="sti"/></xsl:for-each></xsl:variable>
  <xsl:variable name="begrep" select="key('begrep-sti', $sti)/@id"/>
  <xsl:variable name="indikator" select="substring-before($begrep, '.')"/>
  <xsl:variable name="av-begrep" select="$forklaringer[$grunn = 'ikkeBeregnet'][@forklarer = $begrep] | $ikke-leverte[$grunn = 'ikkeLevert'][@forklarer = $indikator]"/>
  <xsl:variable name="av-indikator" select="$forklaringer[$grunn = 'ikkeBeregnet'][@forklarer = $indikator]"/>
  <xsl:variable name="av-del" select="$forklaringer[$grunn = 'ikkeBeregnet'][@kode = 'unset_parameter'][starts-with($begrep, 'research_points.') or starts-with($begrep, 'grant')]"/>
  <xsl:for-each select="$av-begrep[1] | $av-indikator[not($av-begrep)][1] | $av-del[not($av-begrep | $av-indikator)][1]"><xsl:value-of select="count(preceding-sibling::r:funn) + 1"/></xsl:for-each>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
