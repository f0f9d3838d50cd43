<?xml version="1.0" encoding="UTF-8"?>
<!--
  notes.xsl: what the sender noted beside the body: comments, checks, accepted
  findings.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- what the sender noted about a section; context: anything -->
<xsl:key name="paategning" match="r:paategninger/r:kommentar | r:paategninger/r:kontrollert" use="@del"/>

<xsl:template name="paategninger">
  <xsl:param name="del"/>
  <xsl:for-each select="key('paategning', $del)">
    <div class="paategning">
      <p>
        <strong>
          <xsl:choose>
            <xsl:when test="self::r:kontrollert"><xsl:call-template name="label"><xsl:with-param name="key" select="'paategning.kontrollert'"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:call-template name="label"><xsl:with-param name="key" select="'paategning.kommentar'"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </strong>
        <xsl:text>, </xsl:text>
        <xsl:call-template name="dato"><xsl:with-param name="iso" select="@dato"/></xsl:call-template>
        <xsl:if test="@tekst"><xsl:text>: </xsl:text><xsl:value-of select="@tekst"/></xsl:if>
      </p>
    </div>
  </xsl:for-each>
</xsl:template>

<!-- what an accepted finding says; context: its acceptance -->
<xsl:template name="godtatt-tekst">
  <xsl:variable name="kode" select="@kode"/>
  <xsl:variable name="relasjon" select="string(@relasjon)"/>
  <xsl:for-each select="/r:indikatorrapport/r:innhold/r:datakvalitet/r:funn[@kode = $kode and string(@relasjon) = $relasjon]">
    <xsl:call-template name="funntekst"><xsl:with-param name="tekst" select="'melding'"/></xsl:call-template><br/>
  </xsl:for-each>
</xsl:template>

<!-- findings that were accepted, with the reason -->
<xsl:template name="godtatte-funn">
  <xsl:variable name="godtatt" select="/r:indikatorrapport/r:paategninger/r:godtattFunn"/>
  <xsl:if test="$godtatt">
    <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'paategning.godtatt'"/></xsl:call-template></xsl:variable>
    <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
      <table class="tekst">
        <caption><span><xsl:value-of select="$ramme"/></span></caption>
        <thead><tr>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.funn'"/></xsl:call-template></th>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrunnelse'"/></xsl:call-template></th>
          <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.dato'"/></xsl:call-template></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="$godtatt">
            <tr>
              <th scope="row">
                <xsl:call-template name="godtatt-tekst"/>
                <code><xsl:value-of select="@kode"/></code><xsl:if test="@relasjon"><xsl:text> </xsl:text><xsl:value-of select="@relasjon"/></xsl:if>
              </th>
              <td><xsl:value-of select="@begrunnelse"/></td>
              <td><xsl:call-template name="dato"><xsl:with-param name="iso" select="@dato"/></xsl:call-template></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
