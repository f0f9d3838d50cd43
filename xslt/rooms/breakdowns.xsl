<?xml version="1.0" encoding="UTF-8"?>
<!--
  breakdowns.xsl: what the figures of a theme divide into, folded: for each division
  one table of the sender and the year, a row for a code and a column for a
  measure.  Earlier years and other units stand in the annex.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- the divided figures of the sender and a year: of a container and division, and of a code -->
<xsl:key name="inndeling" match="r:indikatorrapport//r:deltall[@enhet = /*/*/r:avsender/@enhet]" use="concat(local-name(../..), '|', @inndeling, '|', @aar, '|', @nivaa, '|', @enhet)"/>
<xsl:key name="inndeling-kode" match="r:indikatorrapport//r:deltall[@enhet = /*/*/r:avsender/@enhet]" use="concat(local-name(../..), '|', @aar, '|', @nivaa, '|', @enhet, '|', @dimensjon)"/>

<xsl:template name="inndelinger">
  <xsl:param name="id"/><xsl:param name="maal"/>
  <xsl:variable name="dette" select="concat('|', $aar, $egen)"/>
  <!-- policies and the matrix have tables of their own; simulations too -->
  <xsl:variable name="foerste" select="$maal[not(self::r:matrise or parent::r:simulering)]/r:deltall[@aar = $aar][@enhet = $avsender/@enhet][@nivaa = $avsendernivaa][not(@publiseringsregel)][count(. | key('inndeling', concat(local-name(../..), '|', @inndeling, $dette))[1]) = 1]"/>
  <xsl:variable name="regler" select="$maal/r:deltall[@aar = $aar][@enhet = $avsender/@enhet][@nivaa = $avsendernivaa][@publiseringsregel]"/>
  <xsl:variable name="matrise" select="$maal[self::r:matrise][r:deltall[@aar = $aar][@enhet = $avsender/@enhet][@nivaa = $avsendernivaa]]"/>
  <xsl:variable name="simulering" select="$maal/parent::r:simulering"/>
  <xsl:if test="$foerste or $regler or $matrise or $simulering">
    <details class="inndelinger">
      <summary><xsl:call-template name="label"><xsl:with-param name="key" select="'inndelinger'"/><xsl:with-param name="a" select="$aar"/></xsl:call-template></summary>
      <xsl:for-each select="$foerste"><xsl:call-template name="inndeling"><xsl:with-param name="id" select="concat($id, '-inndeling-', position())"/></xsl:call-template></xsl:for-each>
      <xsl:for-each select="$regler[1]/../.."><xsl:call-template name="regeltabell"/></xsl:for-each>
      <xsl:for-each select="$matrise"><xsl:call-template name="matrise"/></xsl:for-each>
      <xsl:for-each select="$simulering[1]"><xsl:call-template name="simulering"/></xsl:for-each>
    </details>
  </xsl:if>
</xsl:template>

<!-- one division; context: its first figure -->
<xsl:template name="inndeling">
  <xsl:param name="id"/>
  <xsl:variable name="beholder" select="local-name(../..)"/>
  <xsl:variable name="dette" select="concat('|', $aar, $egen)"/>
  <xsl:variable name="dim" select="@inndeling"/>
  <xsl:variable name="alle" select="key('inndeling', concat($beholder, '|', $dim, $dette))"/>
  <xsl:variable name="koder" select="$alle[count(. | key('inndeling-kode', concat($beholder, $dette, '|', @dimensjon))[1]) = 1]"/>
  <xsl:variable name="maalene" select="$alle/.."/>
  <h3 id="{$id}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="$beholder"/></xsl:call-template>: <xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="substring-before(concat($dim, ' '), ' ')"/></xsl:call-template></h3>
  <table class="kodetabell stablet" aria-labelledby="{$id}">
    <thead>
      <tr>
        <th scope="col"><xsl:value-of select="concat($avsendernavn, ', ', $aar)"/></th>
        <xsl:for-each select="$maalene"><xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable><th scope="col" class="t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template></th></xsl:for-each>
      </tr>
    </thead>
    <tbody>
      <xsl:for-each select="$koder">
        <xsl:sort select="@dimensjon"/>
        <xsl:variable name="d" select="@dimensjon"/>
        <tr data-d="{$d}">
          <th scope="row"><xsl:call-template name="dimensjonskode"/></th>
          <xsl:for-each select="$maalene">
            <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
            <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
            <xsl:call-template name="rundcelle">
              <xsl:with-param name="t" select="key('tall', concat($beholder, '/', local-name(), $dette, '|', $d))"/><xsl:with-param name="b" select="$b"/>
              <xsl:with-param name="hode"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:with-param>
            </xsl:call-template>
          </xsl:for-each>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
