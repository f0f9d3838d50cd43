<?xml version="1.0" encoding="UTF-8"?>
<!--
  policies.xsl: publication of results by every policy.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- The same studies by every policy: one small table of the sender.  Context:
     the section. -->
<xsl:template name="regeltabell">
  <xsl:variable name="bak" select="concat('|', $aar, '|', $avsendernivaa, '|', $avsender/@enhet, '|')"/>
  <xsl:variable name="regler" select="r:forfalt/r:deltall[@aar = $aar][@nivaa = $avsendernivaa][@enhet = $avsender/@enhet][@publiseringsregel]"/>
  <xsl:variable name="maalene" select="r:forfalt | r:rapportert | r:ikkeFunnetPublisert | r:rettidig | r:sammendragRettidig"/>
  <xsl:if test="$regler">
    <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'regler.tittel'"/></xsl:call-template><xsl:value-of select="concat(', ', $avsendernavn)"/></xsl:variable>
    <h3 id="regler"><xsl:value-of select="$ramme"/></h3>
    <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'regler.note'"/></xsl:call-template></p>
    <table class="kodetabell stablet" aria-labelledby="regler">
        <thead><tr>
          <th scope="col"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="'publiseringsregel'"/></xsl:call-template></th>
          <xsl:for-each select="$maalene"><xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable><th scope="col" class="t"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template></th></xsl:for-each>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.opphav'"/></xsl:call-template></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="$regler">
            <xsl:sort select="@dimensjon"/>
            <xsl:variable name="d" select="@dimensjon"/>
            <tr>
              <th scope="row"><xsl:call-template name="dimensjonskode"/></th>
              <xsl:for-each select="$maalene">
                <xsl:variable name="m" select="concat('publiseringAvResultater/', local-name())"/>
                <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
                <xsl:call-template name="rundcelle"><xsl:with-param name="t" select="key('tall', concat($m, $bak, $d))"/><xsl:with-param name="b" select="key('begrep-sti', $sti)"/><xsl:with-param name="hode"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep-sti', $sti)"/></xsl:call-template></xsl:with-param></xsl:call-template>
              </xsl:for-each>
              <td><xsl:attribute name="data-h"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.opphav'"/></xsl:call-template></xsl:attribute><xsl:if test="@opphav"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'opphav'"/><xsl:with-param name="verdi" select="@opphav"/></xsl:call-template></xsl:if></td>
            </tr>
          </xsl:for-each>
        </tbody>
    </table>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
