<?xml version="1.0" encoding="UTF-8"?>
<!--
  paths.xsl: charts that stand for a whole section: the path to the targets, the
  regions side by side, the simulated grant.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- Targets: the paths of the sender against what is required and aimed at. -->
<xsl:template name="veier">
  <xsl:variable name="egen" select="concat('|', $avsendernivaa, '|', $avsender/@enhet)"/>
  <xsl:variable name="maal" select="$innhold/r:regelverk/r:parameter[@navn = 'targets.participation_percent'][@verdi][1]/@verdi"/>
  <div class="diagrammer">
    <xsl:call-template name="vei">
      <xsl:with-param name="id" select="'vei-dobling'"/><xsl:with-param name="tittel" select="'vei.dobling'"/>
      <xsl:with-param name="t" select="key('maal-enhet', concat('doblingAntallStudier/antallStudier', $egen))"/>
      <xsl:with-param name="krav" select="key('maal-enhet', concat('doblingAntallStudier/krav', $egen))"/>
    </xsl:call-template>
    <xsl:if test="$maal &gt; 0">
      <xsl:call-template name="vei">
        <xsl:with-param name="id" select="'vei-andel'"/><xsl:with-param name="tittel" select="'vei.andel'"/>
        <xsl:with-param name="t" select="key('maal-enhet', concat('handlingsplanKliniskeStudier/andelPasienter', $egen))"/>
        <xsl:with-param name="maal" select="$maal div 100"/><xsl:with-param name="prosent" select="true()"/>
      </xsl:call-template>
    </xsl:if>
  </div>
</xsl:template>

<!-- Bars of the years with a line of what is required (krav: a figure a year) or
     aimed at (maal: one value). -->
<xsl:template name="vei">
  <xsl:param name="id"/><xsl:param name="tittel"/><xsl:param name="t"/><xsl:param name="krav" select="/.."/><xsl:param name="maal" select="0"/><xsl:param name="prosent" select="false()"/>
  <xsl:if test="$t[@verdi]">
    <xsl:variable name="stoerst"><xsl:call-template name="stoerst"><xsl:with-param name="t" select="$t | $krav"/></xsl:call-template></xsl:variable>
    <xsl:variable name="topp" select="$stoerst * ($stoerst &gt;= $maal) + $maal * ($maal &gt; $stoerst)"/>
    <xsl:variable name="navn"><xsl:call-template name="label"><xsl:with-param name="key" select="$tittel"/></xsl:call-template><xsl:value-of select="concat(', ', $avsender/@navn)"/></xsl:variable>
    <figure>
      <figcaption><xsl:value-of select="$navn"/></figcaption>
      <svg role="img" aria-labelledby="{$id}-t {$id}-d" viewBox="0 0 400 190" width="400" height="190">
        <title id="{$id}-t"><xsl:value-of select="$navn"/></title>
        <desc id="{$id}-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.vei'"/></xsl:call-template></desc>
        <xsl:for-each select="$t[@verdi]">
          <xsl:variable name="x" select="(@aar - $aar + 4) * 80"/>
          <xsl:variable name="h" select="130 * @verdi div $topp"/>
          <rect x="{$x + 18}" y="{format-number(160 - $h, '0.00')}" width="44" height="{format-number($h, '0.00')}"><xsl:attribute name="class">s<xsl:if test="@status = 'foreloepig'"> f</xsl:if></xsl:attribute></rect>
          <text class="a" x="{$x + 40}" y="{format-number(156 - $h, '0.00')}"><xsl:call-template name="kort-tekst"><xsl:with-param name="verdi" select="@verdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></text>
          <text class="a" x="{$x + 40}" y="176"><xsl:value-of select="@aar"/></text>
        </xsl:for-each>
        <path class="g" d="M0 160H400"/>
        <xsl:if test="count($krav[@verdi]) &gt; 1">
          <path class="krav">
            <xsl:attribute name="d">
              <xsl:for-each select="$krav[@verdi]">
                <xsl:sort select="@aar" data-type="number"/>
                <xsl:choose><xsl:when test="position() = 1">M</xsl:when><xsl:otherwise>L</xsl:otherwise></xsl:choose>
                <xsl:value-of select="concat((@aar - $aar + 4) * 80 + 40, ' ', format-number(160 - 130 * @verdi div $topp, '0.00'))"/>
              </xsl:for-each>
            </xsl:attribute>
          </path>
        </xsl:if>
        <xsl:for-each select="$krav[@verdi][@aar = $aar]">
          <circle class="kp" cx="{(@aar - $aar + 4) * 80 + 40}" cy="{format-number(160 - 130 * @verdi div $topp, '0.00')}" r="3"/>
          <text class="e" x="398" y="{format-number(152 - 130 * @verdi div $topp, '0.00')}"><xsl:call-template name="label"><xsl:with-param name="key" select="'vei.krav'"/></xsl:call-template><xsl:text> </xsl:text><xsl:call-template name="kort-tekst"><xsl:with-param name="verdi" select="@verdi"/></xsl:call-template></text>
        </xsl:for-each>
        <xsl:if test="$maal &gt; 0">
          <path class="krav" d="M0 {format-number(160 - 130 * $maal div $topp, '0.00')}H400"/>
          <text class="e" x="398" y="{format-number(154 - 130 * $maal div $topp, '0.00')}"><xsl:call-template name="label"><xsl:with-param name="key" select="'vei.maal'"/></xsl:call-template><xsl:text> </xsl:text><xsl:call-template name="kort-tekst"><xsl:with-param name="verdi" select="format-number($maal, '0.0000')"/><xsl:with-param name="prosent" select="true()"/></xsl:call-template></text>
        </xsl:if>
      </svg>
    </figure>
  </xsl:if>
</xsl:template>

<!-- The regions' shares of each indicator, side by side.  Context: the section. -->
<xsl:template name="fordeling">
  <xsl:variable name="maalene" select="(r:vitenskapeligePublikasjoner/r:publiseringspoeng | r:avlagteDoktorgrader/r:antall | r:eksternFinansiering/r:eu | r:eksternFinansiering/r:forskningsraadet | r:kliniskeBehandlingsstudier/r:nyePasienter | r:forskningspoeng/r:fastsatteIndikatorer)[r:tall[@nivaa = 'region'][@aar = $aar][@verdi &gt; 0]]"/>
  <xsl:if test="$maalene">
    <xsl:variable name="tittel"><xsl:call-template name="label"><xsl:with-param name="key" select="'fordeling'"/></xsl:call-template><xsl:value-of select="concat(', ', $aar)"/></xsl:variable>
    <figure>
      <figcaption><xsl:value-of select="$tittel"/></figcaption>
      <ul class="tegn">
        <xsl:for-each select="$regioner">
          <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
          <li><span class="r{(position() - 1) mod 4}"></span><xsl:value-of select="@navn"/></li>
        </xsl:for-each>
      </ul>
      <svg class="bred" role="img" aria-labelledby="fordeling-t fordeling-d" viewBox="0 0 400 {count($maalene) * 40 + 4}" width="400" height="{count($maalene) * 40 + 4}">
        <title id="fordeling-t"><xsl:value-of select="$tittel"/></title>
        <desc id="fordeling-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.fordeling'"/></xsl:call-template></desc>
        <xsl:for-each select="$maalene">
          <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
          <xsl:variable name="tall" select="r:tall[@nivaa = 'region'][@aar = $aar][@verdi &gt; 0]"/>
          <xsl:variable name="sum" select="sum($tall/@verdi)"/>
          <xsl:variable name="y" select="(position() - 1) * 40"/>
          <text class="n" x="0" y="{$y + 14}"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template></text>
          <xsl:call-template name="fordeling-stykker"><xsl:with-param name="tall" select="$tall"/><xsl:with-param name="sum" select="$sum"/><xsl:with-param name="y" select="$y + 19"/><xsl:with-param name="n" select="1"/><xsl:with-param name="x" select="0"/></xsl:call-template>
        </xsl:for-each>
      </svg>
    </figure>
  </xsl:if>
</xsl:template>

<!-- one piece after the other, regions in alphabetical order -->
<xsl:template name="fordeling-stykker">
  <xsl:param name="tall"/><xsl:param name="sum"/><xsl:param name="y"/><xsl:param name="n"/><xsl:param name="x"/>
  <xsl:if test="$n &lt;= count($regioner)">
    <xsl:variable name="id">
      <xsl:for-each select="$regioner"><xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/><xsl:if test="position() = $n"><xsl:value-of select="@id"/></xsl:if></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="b" select="400 * sum($tall[@enhet = $id]/@verdi) div $sum"/>
    <xsl:if test="$b &gt; 0">
      <rect class="r{($n - 1) mod 4}" x="{format-number($x, '0.00')}" y="{$y}" width="{format-number($b, '0.00')}" height="16"/>
      <xsl:if test="$b &gt; 34">
        <text x="{format-number($x + $b div 2, '0.00')}" y="{$y + 12}"><xsl:attribute name="class">a<xsl:if test="($n - 1) mod 4 &lt; 2"> h</xsl:if></xsl:attribute><xsl:value-of select="concat(round(100 * sum($tall[@enhet = $id]/@verdi) div $sum), $prosenttegn)"/></text>
      </xsl:if>
    </xsl:if>
    <xsl:call-template name="fordeling-stykker"><xsl:with-param name="tall" select="$tall"/><xsl:with-param name="sum" select="$sum"/><xsl:with-param name="y" select="$y"/><xsl:with-param name="n" select="$n + 1"/><xsl:with-param name="x" select="$x + $b"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- the codes of a simulation, by the first region that has them -->
<xsl:key name="simulering-kode" match="r:simulering/*/r:deltall" use="concat(local-name(..), '|', @aar, '|', @dimensjon)"/>

<!-- What-if: gains and losses of the regions at each weight.  Context: simulering. -->
<xsl:template name="simulering">
  <xsl:variable name="dette" select="."/>
  <section id="oeremerketTilskudd-simulering">
    <h3><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'simulering'"/></xsl:call-template></h3>
    <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'simulering.note'"/></xsl:call-template></p>
    <xsl:for-each select="*[r:deltall[@aar = $aar]]">
      <xsl:variable name="navn" select="local-name()"/>
      <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
      <xsl:variable name="tittel"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template><xsl:value-of select="concat(', ', $aar)"/></xsl:variable>
      <xsl:variable name="koder" select="r:deltall[@aar = $aar][count(. | key('simulering-kode', concat($navn, '|', $aar, '|', @dimensjon))[1]) = 1]"/>
      <h4><xsl:value-of select="$tittel"/></h4>
      <xsl:if test="self::r:differanse"><xsl:call-template name="simulering-stolper"><xsl:with-param name="tittel" select="$tittel"/><xsl:with-param name="koder" select="$koder"/></xsl:call-template></xsl:if>
      <div class="rull" tabindex="0" role="region" aria-label="{$tittel}">
        <table>
          <caption><span><xsl:value-of select="$tittel"/></span></caption>
          <thead><tr>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
            <xsl:for-each select="$koder"><th scope="col" class="t"><xsl:call-template name="dimensjonskode"/></th></xsl:for-each>
          </tr></thead>
          <tbody>
            <xsl:for-each select="$regioner">
              <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <xsl:variable name="enhet" select="@id"/>
              <tr>
                <th scope="row"><xsl:value-of select="@navn"/></th>
                <xsl:for-each select="$koder">
                  <xsl:call-template name="celle"><xsl:with-param name="m" select="concat('simulering/', $navn)"/><xsl:with-param name="t" select="key('tall', concat('simulering/', $navn, '|', $aar, '|region|', $enhet, '|', @dimensjon))"/><xsl:with-param name="prosent" select="false()"/></xsl:call-template>
                </xsl:for-each>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:for-each>
  </section>
</xsl:template>

<!-- bars to both sides of zero, for each region one per code -->
<xsl:template name="simulering-stolper">
  <xsl:param name="tittel"/><xsl:param name="koder"/>
  <xsl:variable name="opp"><xsl:call-template name="stoerst"><xsl:with-param name="t" select="r:deltall[@aar = $aar][@verdi &gt; 0]"/></xsl:call-template></xsl:variable>
  <xsl:variable name="ned">
    <xsl:for-each select="r:deltall[@aar = $aar][@verdi &lt; 0]"><xsl:sort select="@verdi" data-type="number"/><xsl:if test="position() = 1"><xsl:value-of select="-@verdi"/></xsl:if></xsl:for-each>
    <xsl:if test="not(r:deltall[@aar = $aar][@verdi &lt; 0])">0</xsl:if>
  </xsl:variable>
  <xsl:variable name="topp" select="$opp * ($opp &gt;= $ned) + $ned * ($ned &gt; $opp)"/>
  <xsl:variable name="rad" select="24 + 18 * count($koder)"/>
  <xsl:if test="$topp &gt; 0">
    <figure>
      <svg role="img" aria-labelledby="simulering-t simulering-d" viewBox="0 0 400 {$rad * count($regioner)}" width="400" height="{$rad * count($regioner)}">
        <title id="simulering-t"><xsl:value-of select="$tittel"/></title>
        <desc id="simulering-d"><xsl:call-template name="label"><xsl:with-param name="key" select="'svg.simulering'"/></xsl:call-template></desc>
        <xsl:variable name="tall" select="r:deltall"/>
        <xsl:for-each select="$regioner">
          <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
          <xsl:variable name="y" select="(position() - 1) * $rad"/>
          <xsl:variable name="enhet" select="@id"/>
          <text class="n" x="0" y="{$y + 15}"><xsl:value-of select="@navn"/></text>
          <xsl:for-each select="$koder">
            <xsl:variable name="t" select="key('tall', concat('simulering/differanse|', $aar, '|region|', $enhet, '|', @dimensjon))"/>
            <xsl:variable name="b" select="130 * ($t/@verdi * ($t/@verdi &gt; 0) - $t/@verdi * ($t/@verdi &lt; 0)) div $topp"/>
            <xsl:variable name="yk" select="$y + 22 + (position() - 1) * 18"/>
            <xsl:if test="$t/@verdi">
              <rect x="{format-number(200 - $b * ($t/@verdi &lt; 0), '0.00')}" y="{$yk}" width="{format-number($b, '0.00')}" height="12"><xsl:attribute name="class">s<xsl:if test="$t/@verdi &lt; 0"> m</xsl:if></xsl:attribute></rect>
              <text class="k" x="0" y="{$yk + 10}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'vekt'"/><xsl:with-param name="verdi" select="@vekt"/></xsl:call-template></text>
              <text class="v" x="400" y="{$yk + 10}"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@verdi"/></xsl:call-template></text>
            </xsl:if>
          </xsl:for-each>
        </xsl:for-each>
        <path class="g" d="M200 0V{$rad * count($regioner)}"/>
      </svg>
    </figure>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
