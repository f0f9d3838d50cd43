<?xml version="1.0" encoding="UTF-8"?>
<!--
  simulation.xsl: what the regions would gain and lose at each weight of an
  indicator that is not in the grant.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- the codes of a simulation, by the first region that has them -->
<xsl:key name="simulering-kode" match="r:simulering/*/r:deltall" use="concat(local-name(..), '|', @aar, '|', @dimensjon)"/>

<!-- Context: simulering. -->
<xsl:template name="simulering">
  <h3 id="simulering"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'simulering'"/></xsl:call-template></h3>
  <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'simulering.note'"/></xsl:call-template></p>
  <xsl:for-each select="*[r:deltall[@aar = $aar]]">
    <xsl:variable name="m" select="concat('simulering/', local-name())"/>
    <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
    <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
    <xsl:variable name="tall" select="r:deltall[@aar = $aar][@nivaa = 'region']"/>
    <xsl:variable name="koder" select="$tall[count(. | key('simulering-kode', concat(local-name(..), '|', $aar, '|', @dimensjon))[1]) = 1]"/>
    <h4 id="simulering-{local-name()}"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></h4>
    <xsl:if test="self::r:differanse and $tall[@verdi != 0]">
      <xsl:call-template name="stolper"><xsl:with-param name="id" select="concat('simulering-', local-name())"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="andel" select="true()"/><xsl:with-param name="rader" select="$tall[@verdi]"/></xsl:call-template>
    </xsl:if>
    <table class="kodetabell stablet" aria-labelledby="simulering-{local-name()}" data-m="{$m}">
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
              <xsl:call-template name="rundcelle"><xsl:with-param name="t" select="key('tall', concat($m, '|', $aar, '|region|', $enhet, '|', @dimensjon))"/><xsl:with-param name="b" select="$b"/><xsl:with-param name="hode"><xsl:call-template name="dimensjonskode"/></xsl:with-param></xsl:call-template>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:for-each>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
