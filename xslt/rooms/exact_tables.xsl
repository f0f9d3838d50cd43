<?xml version="1.0" encoding="UTF-8"?>
<!--
  exact_tables.xsl: the annex's tables of exact figures: units by year, and units
  by the codes of a division.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="utenfor">
  <xsl:choose>
    <xsl:when test="ancestor-or-self::r:publiseringAvResultater"><xsl:call-template name="label"><xsl:with-param name="key" select="'utenfor.studier'"/></xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'utenfor'"/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>


<!-- tables ............................................................. -->

<!-- Context: the measure.  Columns are years, the newest first; rows all units by
     region with their sums, and the nation. -->
<xsl:template name="tabell-aar">
  <xsl:param name="tittel"/><xsl:param name="prosent"/>
  <xsl:variable name="m" select="concat(local-name(..), '/', local-name())"/>
  <xsl:variable name="aarene" select="key('maal-aar', concat($m, '|', $aar - 4))[1] | key('maal-aar', concat($m, '|', $aar - 3))[1] | key('maal-aar', concat($m, '|', $aar - 2))[1] | key('maal-aar', concat($m, '|', $aar - 1))[1] | key('maal-aar', concat($m, '|', $aar))[1]"/>
  <xsl:variable name="ramme"><xsl:value-of select="concat($tittel, ': ')"/><xsl:call-template name="label"><xsl:with-param name="key" select="'tabell.alle'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="dette" select="."/>
  <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
    <table>
      <caption><span><xsl:value-of select="$ramme"/></span></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
          <xsl:for-each select="$aarene">
            <xsl:sort select="@aar" data-type="number" order="descending"/>
            <th scope="col" class="t"><xsl:value-of select="@aar"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="@aar"/></xsl:call-template></th>
          </xsl:for-each>
        </tr>
      </thead>
      <xsl:for-each select="$regioner">
        <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
        <xsl:variable name="region" select="@id"/>
        <!-- trusts are listed also without figures: none is missing in silence -->
        <xsl:variable name="vist" select="$innenfor[@rhf = $region or @id = $region][@type != 'regionaltHelseforetak' or key('maal-enhet', concat($m, '|institusjon|', @id))]"/>
        <xsl:if test="$vist or key('maal-enhet', concat($m, '|region|', $region))">
          <tbody>
            <tr class="gruppe"><th scope="rowgroup" colspan="{count($aarene) + 1}"><xsl:value-of select="@navn"/></th></tr>
            <xsl:for-each select="$vist">
              <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
            </xsl:for-each>
            <xsl:if test="key('maal-enhet', concat($m, '|region|', $region))">
              <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
            </xsl:if>
          </tbody>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="ute" select="$utenfor[key('maal-enhet', concat($m, '|institusjon|', @id))]"/>
      <xsl:if test="$ute">
        <tbody>
          <tr class="gruppe"><th scope="rowgroup" colspan="{count($aarene) + 1}"><xsl:for-each select="$dette"><xsl:call-template name="utenfor"/></xsl:for-each></th></tr>
          <xsl:for-each select="$ute">
            <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </xsl:if>
      <xsl:if test="key('maal-nivaa', concat($m, '|nasjon'))">
        <tbody>
          <xsl:for-each select="$enheter[@type = 'nasjonalt']">
            <xsl:call-template name="rad-aar"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'nasjon'"/><xsl:with-param name="aarene" select="$aarene"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </xsl:if>
    </table>
  </div>
</xsl:template>

<!-- one row of tabell-aar; context: the unit -->
<xsl:template name="rad-aar">
  <xsl:param name="m"/><xsl:param name="nivaa"/><xsl:param name="aarene"/><xsl:param name="prosent"/><xsl:param name="sum" select="false()"/>
  <xsl:variable name="enhet" select="@id"/>
  <tr>
    <xsl:if test="$sum"><xsl:attribute name="class">sum</xsl:attribute></xsl:if>
    <th scope="row"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/><xsl:with-param name="sum" select="$sum"/></xsl:call-template></th>
    <xsl:for-each select="$aarene">
      <xsl:sort select="@aar" data-type="number" order="descending"/>
      <xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', @aar, '|', $nivaa, '|', $enhet, '|'))"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
    </xsl:for-each>
  </tr>
</xsl:template>

<!-- one cell: a number, "not calculated" or "no figure" -->
<xsl:template name="celle">
  <xsl:param name="m"/><xsl:param name="t"/><xsl:param name="prosent"/>
  <td>
    <xsl:attribute name="class">t<xsl:if test="$prosent and $t/@nevner &lt; $liten-nevner"> l</xsl:if></xsl:attribute>
    <xsl:choose>
      <xsl:when test="not($t)">
        <span aria-hidden="true">–</span><span class="vh"><xsl:call-template name="label"><xsl:with-param name="key" select="'ingenTall'"/></xsl:call-template></span>
      </xsl:when>
      <xsl:when test="not($t/@verdi)">
        <xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="$t"/></xsl:call-template>
        <xsl:if test="$prosent and $t/@nevner and $t/@teller"><br/><small><xsl:call-template name="av"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@verdi"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
        <xsl:if test="$prosent and $t/@nevner">
          <br/><small><xsl:call-template name="av"><xsl:with-param name="t" select="$t"/></xsl:call-template></small>
          <xsl:if test="$t/@nedre and $t/@oevre"><br/><small><xsl:call-template name="grenser"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$t/@verdi and $t/@forventedeEnheter"><br/><small><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="$t"/></xsl:call-template></small></xsl:if>
    <!-- preliminary figures in a year that is otherwise final -->
    <xsl:if test="$t/@status = 'foreloepig' and key('maal-aar-endelig', concat($m, '|', $t/@aar))">
      <br/><small><xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="'foreloepig'"/></xsl:call-template></small>
    </xsl:if>
  </td>
</xsl:template>

<!-- " preliminary" after a year whose figures of a measure are all preliminary -->
<xsl:template name="aarsmerke">
  <xsl:param name="m"/><xsl:param name="aar"/>
  <xsl:variable name="noekkel" select="concat($m, '|', $aar)"/>
  <xsl:if test="key('maal-aar', $noekkel) and not(key('maal-aar-endelig', $noekkel))">
    <xsl:text> </xsl:text>
    <small class="merke"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'tallstatus'"/><xsl:with-param name="verdi" select="'foreloepig'"/></xsl:call-template></small>
  </xsl:if>
</xsl:template>



<!-- Rows are units, columns the codes of one dimension, in the report's year. -->
<xsl:template name="tabell-koder">
  <xsl:param name="m"/><xsl:param name="koder"/><xsl:param name="prosent"/><xsl:param name="ramme"/>
  <xsl:variable name="dette" select="."/>
  <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
    <table>
      <caption><span><xsl:value-of select="$ramme"/></span></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
          <xsl:for-each select="$koder">
            <xsl:sort select="@dimensjon"/>
            <th scope="col" class="t"><xsl:call-template name="dimensjonskode"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <xsl:for-each select="$regioner">
        <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
        <xsl:variable name="region" select="@id"/>
        <xsl:variable name="vist" select="$innenfor[@rhf = $region or @id = $region][key('dim-enhet', concat($m, '|institusjon|', @id))]"/>
        <xsl:if test="$vist or key('dim-enhet', concat($m, '|region|', $region))">
          <tbody>
            <tr class="gruppe"><th scope="rowgroup" colspan="{count($koder) + 1}"><xsl:value-of select="@navn"/></th></tr>
            <xsl:for-each select="$vist">
              <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
              <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
            </xsl:for-each>
            <xsl:if test="key('dim-enhet', concat($m, '|region|', $region))">
              <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'region'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
            </xsl:if>
          </tbody>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="ute" select="$utenfor[key('dim-enhet', concat($m, '|institusjon|', @id))]"/>
      <xsl:if test="$ute">
        <tbody>
          <tr class="gruppe"><th scope="rowgroup" colspan="{count($koder) + 1}"><xsl:for-each select="$dette"><xsl:call-template name="utenfor"/></xsl:for-each></th></tr>
          <xsl:for-each select="$ute">
            <xsl:sort select="translate(@navn, $alfabet-fra, $alfabet-til)"/>
            <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'institusjon'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
          </xsl:for-each>
        </tbody>
      </xsl:if>
      <xsl:for-each select="$enheter[@type = 'nasjonalt'][key('dim-enhet', concat($m, '|nasjon|', @id))]">
        <tbody>
          <xsl:call-template name="rad-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="nivaa" select="'nasjon'"/><xsl:with-param name="koder" select="$koder"/><xsl:with-param name="prosent" select="$prosent"/><xsl:with-param name="sum" select="true()"/></xsl:call-template>
        </tbody>
      </xsl:for-each>
    </table>
  </div>
</xsl:template>

<!-- one row of tabell-koder; context: the unit -->
<xsl:template name="rad-koder">
  <xsl:param name="m"/><xsl:param name="nivaa"/><xsl:param name="koder"/><xsl:param name="prosent"/><xsl:param name="sum" select="false()"/>
  <xsl:variable name="enhet" select="@id"/>
  <tr>
    <xsl:if test="$sum"><xsl:attribute name="class">sum</xsl:attribute></xsl:if>
    <th scope="row"><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="."/><xsl:with-param name="nivaa" select="$nivaa"/><xsl:with-param name="sum" select="$sum"/></xsl:call-template></th>
    <xsl:for-each select="$koder">
      <xsl:sort select="@dimensjon"/>
      <xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|', $nivaa, '|', $enhet, '|', @dimensjon))"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
    </xsl:for-each>
  </tr>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
