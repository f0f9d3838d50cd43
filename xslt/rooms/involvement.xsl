<?xml version="1.0" encoding="UTF-8"?>
<!--
  involvement.xsl: the matrix of user involvement: phases, levels and degrees.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- one cell of the matrix, and the codes of its sides -->
<xsl:key name="matrise-rute" match="r:matrise/r:deltall" use="concat(@aar, '|', @nivaa, '|', @enhet, '|', @medvirkningsfase, '|', @medvirkningsnivaa, '|', @medvirkningsgrad)"/>
<xsl:key name="matrise-fase" match="r:matrise/r:deltall" use="concat(@aar, '|', @nivaa, '|', @enhet, '|', @medvirkningsfase)"/>
<xsl:key name="matrise-nivaa" match="r:matrise/r:deltall" use="concat(@aar, '|', @nivaa, '|', @enhet, '|', @medvirkningsnivaa)"/>
<xsl:key name="matrise-grad" match="r:matrise/r:deltall" use="concat(@aar, '|', @nivaa, '|', @enhet, '|', @medvirkningsgrad)"/>

<!-- The matrix of the sender: rows are phases, columns degrees within levels.
     The axes are those of the nation, which has every cell.  Context: the measure. -->
<xsl:template name="matrise">
  <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
  <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
  <xsl:variable name="tittel"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template><xsl:value-of select="concat(', ', $avsendernavn, ', ', $aar)"/></xsl:variable>
  <xsl:variable name="alle" select="concat($aar, '|nasjon|NO|')"/>
  <xsl:variable name="ruter" select="r:deltall[@aar = $aar][@nivaa = 'nasjon']"/>
  <xsl:variable name="faser" select="$ruter[count(. | key('matrise-fase', concat($alle, @medvirkningsfase))[1]) = 1]"/>
  <xsl:variable name="nivaaer" select="$ruter[count(. | key('matrise-nivaa', concat($alle, @medvirkningsnivaa))[1]) = 1]"/>
  <xsl:variable name="grader" select="$ruter[count(. | key('matrise-grad', concat($alle, @medvirkningsgrad))[1]) = 1]"/>
  <xsl:variable name="egne" select="r:deltall[@aar = $aar][@nivaa = $avsendernivaa][@enhet = $avsender/@enhet]"/>
  <xsl:variable name="maks"><xsl:call-template name="ytterst"><xsl:with-param name="t" select="$egne"/></xsl:call-template></xsl:variable>
  <xsl:variable name="m" select="concat($aar, '|', $avsendernivaa, '|', $avsender/@enhet, '|')"/>
  <!-- who has delivered nothing has no cells, and no zeros -->
  <xsl:variable name="ikke-levert" select="key('tall', concat('brukermedvirkning/levert|', $aar, '|', $avsendernivaa, '|', $avsender/@enhet, '|'))[@grunn = 'ikkeLevert']"/>
  <xsl:if test="$ruter and $ikke-levert">
    <section>
      <h3 id="brukermedvirkning-matrise"><xsl:value-of select="$tittel"/></h3>
      <p><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="$ikke-levert"/></xsl:call-template></p>
    </section>
  </xsl:if>
  <xsl:if test="$ruter and not($ikke-levert)">
    <section>
      <h3 id="brukermedvirkning-matrise"><xsl:value-of select="$tittel"/></h3>
      <p class="note">
        <xsl:call-template name="label"><xsl:with-param name="key" select="'matrise.note'"/></xsl:call-template>
        <xsl:if test="$egne[@forventedeEnheter]"><xsl:text> </xsl:text><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="$egne[@forventedeEnheter][1]"/></xsl:call-template><xsl:text>.</xsl:text></xsl:if>
      </p>
      <div class="rull">
        <table class="matrise stablet" aria-labelledby="brukermedvirkning-matrise">
          <thead>
            <tr>
              <th scope="col" rowspan="2"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="'medvirkningsfase'"/></xsl:call-template></th>
              <xsl:for-each select="$nivaaer">
                <xsl:sort select="count(key('kode', concat('medvirkningsnivaa|', @medvirkningsnivaa))/preceding-sibling::r:kode)" data-type="number"/>
                <th scope="colgroup" class="t" colspan="{count($grader)}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'medvirkningsnivaa'"/><xsl:with-param name="verdi" select="@medvirkningsnivaa"/></xsl:call-template></th>
              </xsl:for-each>
            </tr>
            <tr>
              <xsl:for-each select="$nivaaer">
                <xsl:for-each select="$grader">
                  <xsl:sort select="count(key('kode', concat('medvirkningsgrad|', @medvirkningsgrad))/preceding-sibling::r:kode)" data-type="number"/>
                  <th scope="col" class="t"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'medvirkningsgrad'"/><xsl:with-param name="verdi" select="@medvirkningsgrad"/></xsl:call-template></th>
                </xsl:for-each>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$faser">
              <xsl:sort select="count(key('kode', concat('medvirkningsfase|', @medvirkningsfase))/preceding-sibling::r:kode)" data-type="number"/>
              <xsl:variable name="fase" select="@medvirkningsfase"/>
              <tr>
                <th scope="row"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'medvirkningsfase'"/><xsl:with-param name="verdi" select="$fase"/></xsl:call-template></th>
                <xsl:for-each select="$nivaaer">
                  <xsl:sort select="count(key('kode', concat('medvirkningsnivaa|', @medvirkningsnivaa))/preceding-sibling::r:kode)" data-type="number"/>
                  <xsl:variable name="nivaa" select="@medvirkningsnivaa"/>
                  <xsl:for-each select="$grader">
                    <xsl:sort select="count(key('kode', concat('medvirkningsgrad|', @medvirkningsgrad))/preceding-sibling::r:kode)" data-type="number"/>
                    <xsl:variable name="grad" select="@medvirkningsgrad"/>
                    <xsl:variable name="t" select="key('matrise-rute', concat($m, $fase, '|', $nivaa, '|', $grad))"/>
                    <!-- a trust has no row for 0 -->
                    <td>
                      <xsl:attribute name="data-h"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'medvirkningsnivaa'"/><xsl:with-param name="verdi" select="$nivaa"/></xsl:call-template><xsl:text>, </xsl:text><xsl:call-template name="kode"><xsl:with-param name="liste" select="'medvirkningsgrad'"/><xsl:with-param name="verdi" select="$grad"/></xsl:call-template></xsl:attribute>
                      <xsl:if test="$t/@verdi &gt; 0"><xsl:attribute name="class">m<xsl:value-of select="ceiling(4 * $t/@verdi div $maks)"/></xsl:attribute></xsl:if>
                      <xsl:choose>
                        <xsl:when test="$t/@verdi"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$t/@verdi"/></xsl:call-template></xsl:when>
                        <xsl:otherwise>0</xsl:otherwise>
                      </xsl:choose>
                    </td>
                  </xsl:for-each>
                </xsl:for-each>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
