<?xml version="1.0" encoding="UTF-8"?>
<!--
  rules.xsl: rule sets with their parameters, and control totals, for the annex.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- rule sets and parameters ........................................... -->

<xsl:template match="r:regelverk">
  <section id="regelverk">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'regelverk'"/></xsl:call-template></h2>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'regelverk.note'"/></xsl:call-template></p>
    <xsl:for-each select="r:regelsett">
      <xsl:variable name="id" select="@id"/>
      <xsl:variable name="parametre" select="../r:parameter[@regelsett = $id]"/>
      <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'regelverk.tabell'"/><xsl:with-param name="a" select="$id"/></xsl:call-template></xsl:variable>
      <section id="regelsett-{position()}">
        <h3><xsl:value-of select="$id"/></h3>
        <p><span lang="nb"><xsl:value-of select="@tittel"/></span>. <xsl:call-template name="kode"><xsl:with-param name="liste" select="'familie'"/><xsl:with-param name="verdi" select="@familie"/></xsl:call-template>.
          <xsl:if test="@hjemmel"><xsl:text> </xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'hjemmel'"/></xsl:call-template>: <span lang="nb"><xsl:value-of select="@hjemmel"/></span>.</xsl:if>
        </p>
        <p class="note">SHA-256: <code class="sum256"><xsl:value-of select="@sha256"/></code></p>
        <xsl:if test="$parametre">
          <details>
            <summary><xsl:value-of select="$ramme"/><xsl:if test="$parametre[not(@verdi)]"> (<xsl:call-template name="label"><xsl:with-param name="key" select="'regelverk.ikkeFastsatt'"/><xsl:with-param name="a" select="count($parametre[not(@verdi)])"/></xsl:call-template>)</xsl:if></summary>
            <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
              <table class="tekst">
                <caption><span><xsl:value-of select="$ramme"/></span></caption>
                <thead><tr>
                  <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.parameter'"/></xsl:call-template></th>
                  <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.verdi'"/></xsl:call-template></th>
                  <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.opphav'"/></xsl:call-template></th>
                  <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.kilde'"/></xsl:call-template></th>
                </tr></thead>
                <tbody>
                  <xsl:for-each select="$parametre">
                    <tr>
                      <th scope="row" class="fri"><code><xsl:value-of select="@navn"/></code></th>
                      <td class="t"><xsl:choose>
                        <xsl:when test="@verdi"><xsl:value-of select="@verdi"/></xsl:when>
                        <xsl:otherwise><em><xsl:call-template name="label"><xsl:with-param name="key" select="'ikkeFastsatt'"/></xsl:call-template></em></xsl:otherwise>
                      </xsl:choose></td>
                      <td><xsl:if test="@opphav"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'opphav'"/><xsl:with-param name="verdi" select="@opphav"/></xsl:call-template></xsl:if></td>
                      <td><xsl:call-template name="kildetekst"/><xsl:if test="@fraRegelsett"> (<xsl:call-template name="label"><xsl:with-param name="key" select="'arvet'"/><xsl:with-param name="a" select="@fraRegelsett"/></xsl:call-template>)</xsl:if></td>
                    </tr>
                  </xsl:for-each>
                </tbody>
              </table>
            </div>
          </details>
        </xsl:if>
      </section>
    </xsl:for-each>
  </section>
</xsl:template>

<!-- control totals ..................................................... -->

<xsl:template match="r:kontrollsummer">
  <section id="kontrollsummer">
    <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'kontrollsummer'"/></xsl:call-template></h2>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'kontrollsummer.note'"/></xsl:call-template></p>
    <xsl:if test="r:kontrollsum">
      <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'kontrollsummer.tabell'"/></xsl:call-template></xsl:variable>
      <details>
        <summary><xsl:value-of select="$ramme"/></summary>
        <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
          <table>
            <caption><span><xsl:value-of select="$ramme"/></span></caption>
            <thead><tr>
              <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrep'"/></xsl:call-template></th>
              <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.aar'"/></xsl:call-template></th>
              <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.nivaa'"/></xsl:call-template></th>
              <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.antallTall'"/></xsl:call-template></th>
              <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.sum'"/></xsl:call-template></th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="r:kontrollsum">
                <tr>
                  <th scope="row"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template><xsl:call-template name="beholder"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template></th>
                  <td class="t"><xsl:value-of select="@aar"/></td>
                  <td><xsl:call-template name="kode"><xsl:with-param name="liste" select="'nivaa'"/><xsl:with-param name="verdi" select="@nivaa"/></xsl:call-template></td>
                  <td class="t"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@antall"/></xsl:call-template></td>
                  <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@sum"/></xsl:call-template></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </details>
    </xsl:if>
    <xsl:if test="r:avstemming">
      <xsl:variable name="ramme"><xsl:call-template name="label"><xsl:with-param name="key" select="'avstemming.tabell'"/></xsl:call-template></xsl:variable>
      <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
        <table>
          <caption><span><xsl:value-of select="$ramme"/></span></caption>
          <thead><tr>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrep'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.aar'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.nasjon'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.sumRegioner'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.differanse'"/></xsl:call-template></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="r:avstemming">
              <tr>
                <th scope="row"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template><xsl:call-template name="beholder"><xsl:with-param name="b" select="key('begrep', @begrep)"/></xsl:call-template></th>
                <td class="t"><xsl:value-of select="@aar"/></td>
                <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@nasjon"/></xsl:call-template></td>
                <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@sumRegioner"/></xsl:call-template></td>
                <td class="t"><xsl:call-template name="sum-celle"><xsl:with-param name="verdi" select="@differanse"/></xsl:call-template></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
  </section>
</xsl:template>

<!-- a sum, or why there is none, and how many units it rests on (context: the record) -->
<xsl:template name="sum-celle">
  <xsl:param name="verdi"/>
  <xsl:choose>
    <xsl:when test="string($verdi) != ''">
      <xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="$verdi"/></xsl:call-template>
      <xsl:if test="@forventedeEnheter"><br/><small><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="."/></xsl:call-template></small></xsl:if>
    </xsl:when>
    <xsl:otherwise><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="."/></xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
