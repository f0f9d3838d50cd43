<?xml version="1.0" encoding="UTF-8"?>
<!--
  annexes.xsl: official figures beside ours, and the lists of the annex.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<!-- an official figure beside one of ours -->
<xsl:key name="referanse" match="r:referansetall/r:referansetall" use="concat(@begrep, '|', @aar, '|', @enhet)"/>

<!-- official figures ................................................... -->

<!-- One row for an official figure and ours; where rows are stacked, each cell has its
     head before it. -->
<xsl:template match="r:innhold/r:referansetall">
  <details id="referansetall">
    <summary id="referansetall-t"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'referansetall'"/></xsl:call-template></summary>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'referansetall.note'"/></xsl:call-template></p>
    <table class="offisielle stablet" aria-labelledby="referansetall-t">
      <thead><tr>
        <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.begrep'"/></xsl:call-template></th>
        <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.enhet'"/></xsl:call-template></th>
        <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.aar'"/></xsl:call-template></th>
        <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.vaart'"/></xsl:call-template></th>
        <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.offisiell'"/></xsl:call-template></th>
        <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.differanse'"/></xsl:call-template></th>
        <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.kilde'"/></xsl:call-template></th>
      </tr></thead>
      <tbody>
        <xsl:for-each select="r:referansetall">
          <xsl:variable name="b" select="key('begrep', @begrep)"/>
          <tr>
            <th scope="row"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></th>
            <td><xsl:call-template name="enhetsnavn"><xsl:with-param name="e" select="key('enhet', @enhet)"/><xsl:with-param name="nivaa" select="@nivaa"/></xsl:call-template></td>
            <td class="t"><xsl:value-of select="@aar"/></td>
            <td class="t"><xsl:attribute name="data-h"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.vaart'"/></xsl:call-template></xsl:attribute>
              <xsl:choose>
                <xsl:when test="@verdi"><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="string(@verdi)"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template><xsl:if test="@forventedeEnheter"><small><xsl:call-template name="av-enheter"><xsl:with-param name="t" select="."/></xsl:call-template></small></xsl:if></xsl:when>
                <xsl:otherwise><xsl:call-template name="uten-verdi"><xsl:with-param name="t" select="."/></xsl:call-template></xsl:otherwise>
              </xsl:choose>
            </td>
            <td class="t"><xsl:attribute name="data-h"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.offisiell'"/></xsl:call-template></xsl:attribute><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="string(@offisiell)"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template></td>
            <td class="t"><xsl:attribute name="data-h"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.differanse'"/></xsl:call-template></xsl:attribute><xsl:if test="@differanse"><xsl:call-template name="rundet-data"><xsl:with-param name="verdi" select="string(@differanse)"/><xsl:with-param name="maaleenhet" select="$b/@maaleenhet"/></xsl:call-template></xsl:if></td>
            <td><xsl:attribute name="data-h"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.kilde'"/></xsl:call-template></xsl:attribute><xsl:value-of select="@kilde"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </details>
</xsl:template>

<!-- annexes ............................................................ -->

<!-- The annex: every measure in full, then the derived index, rules, lists and
     control totals.  Context: its body. -->
<xsl:template name="vedleggssider">
  <xsl:for-each select="$deler">
    <section id="{local-name()}">
      <h2><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="local-name()"/></xsl:call-template></h2>
      <xsl:for-each select="*[r:tall or r:deltall] | */*[r:tall or r:deltall]"><xsl:call-template name="vedleggsmaal"/></xsl:for-each>
    </section>
  </xsl:for-each>
  <xsl:apply-templates select="$innhold/r:utledetIndeks | $innhold/r:regelverk | $innhold/r:forfalteStudier | $innhold/r:kontrollsummer | $innhold/r:helsetjenesteprosjekter"/>
</xsl:template>

<!-- one of each division of a measure, of any year and of the report's, one of each
     code of a division, and one of each code of the sender in any year -->
<xsl:key name="vedlegg-inndeling" match="r:indikatorvedlegg//r:deltall" use="concat(local-name(../..), '/', local-name(..), '|', @aar, '|', @inndeling)"/>
<xsl:key name="vedlegg-kode" match="r:indikatorvedlegg//r:deltall" use="concat(local-name(../..), '/', local-name(..), '|', @aar, '|', @dimensjon)"/>

<!-- One measure: all units and years, then for each division the sender's codes
     over the years and the year's codes of all units. -->
<xsl:template name="vedleggsmaal">
  <xsl:variable name="m" select="concat(local-name(..), '/', local-name())"/>
  <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
  <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
  <xsl:variable name="prosent" select="$b/@maaleenhet = 'andel' or $b/@maaleenhet = 'forhold'"/>
  <xsl:variable name="tekst"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:variable>
  <xsl:variable name="eget" select="concat($m, $egen, '|')"/>
  <details id="{translate($sti, '/', '-')}">
    <summary><xsl:value-of select="$tekst"/></summary>
    <xsl:if test="r:tall"><xsl:call-template name="tabell-aar"><xsl:with-param name="tittel" select="$tekst"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></xsl:if>
    <xsl:for-each select="r:deltall[@enhet = $avsender/@enhet][count(. | key('dim', concat($eget, @inndeling))[1]) = 1]">
      <xsl:call-template name="tabell-egne-koder"><xsl:with-param name="m" select="$m"/><xsl:with-param name="tekst" select="$tekst"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="r:deltall[@aar = $aar][count(. | key('vedlegg-inndeling', concat($m, '|', $aar, '|', @inndeling))[1]) = 1]">
      <xsl:call-template name="tabell-koder">
        <xsl:with-param name="m" select="$m"/><xsl:with-param name="prosent" select="$prosent"/>
        <xsl:with-param name="koder" select="key('vedlegg-inndeling', concat($m, '|', $aar, '|', @inndeling))[count(. | key('vedlegg-kode', concat($m, '|', $aar, '|', @dimensjon))[1]) = 1]"/>
        <xsl:with-param name="ramme"><xsl:call-template name="vedlegg-ramme"><xsl:with-param name="tekst" select="$tekst"/></xsl:call-template><xsl:value-of select="concat(', ', $aar)"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </details>
</xsl:template>

<!-- "measure, by division", in which a word that the measure ends with is not said
     again; context: a divided figure -->
<xsl:template name="vedlegg-ramme">
  <xsl:param name="tekst"/>
  <xsl:variable name="etter"><xsl:call-template name="label"><xsl:with-param name="key" select="'etter'"/><xsl:with-param name="a"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="substring-before(concat(@inndeling, ' '), ' ')"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:variable>
  <xsl:value-of select="$tekst"/>
  <xsl:if test="not(contains($tekst, $etter))"><xsl:value-of select="concat(' ', $etter)"/></xsl:if>
</xsl:template>

<!-- The sender's codes of one division over the years.  Context: its first figure. -->
<xsl:template name="tabell-egne-koder">
  <xsl:param name="m"/><xsl:param name="tekst"/><xsl:param name="prosent"/>
  <xsl:variable name="eget" select="concat($m, $egen, '|')"/>
  <xsl:variable name="koder" select="key('dim', concat($eget, @inndeling))[count(. | key('dim-kode', concat($eget, @dimensjon))[1]) = 1]"/>
  <xsl:variable name="ramme"><xsl:call-template name="vedlegg-ramme"><xsl:with-param name="tekst" select="$tekst"/></xsl:call-template><xsl:value-of select="concat(', ', $avsendernavn)"/></xsl:variable>
  <xsl:variable name="aarene" select="key('maal-aar', concat($m, '|', $aar))[1] | key('maal-aar', concat($m, '|', $aar - 1))[1] | key('maal-aar', concat($m, '|', $aar - 2))[1] | key('maal-aar', concat($m, '|', $aar - 3))[1] | key('maal-aar', concat($m, '|', $aar - 4))[1]"/>
  <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
    <table class="egne">
      <caption><span><xsl:value-of select="$ramme"/></span></caption>
      <thead><tr>
        <th scope="col"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'dim'"/><xsl:with-param name="verdi" select="substring-before(concat(@inndeling, ' '), ' ')"/></xsl:call-template></th>
        <xsl:for-each select="$aarene"><xsl:sort select="@aar" data-type="number" order="descending"/><th scope="col" class="t"><xsl:value-of select="@aar"/><xsl:call-template name="aarsmerke"><xsl:with-param name="m" select="$m"/><xsl:with-param name="aar" select="@aar"/></xsl:call-template></th></xsl:for-each>
      </tr></thead>
      <tbody>
        <xsl:for-each select="$koder">
          <xsl:sort select="@dimensjon"/>
          <xsl:variable name="d" select="@dimensjon"/>
          <tr>
            <th scope="row"><xsl:call-template name="dimensjonskode"/></th>
            <xsl:for-each select="$aarene"><xsl:sort select="@aar" data-type="number" order="descending"/><xsl:call-template name="celle"><xsl:with-param name="m" select="$m"/><xsl:with-param name="t" select="key('tall', concat($m, '|', @aar, $egen, '|', $d))"/><xsl:with-param name="prosent" select="$prosent"/></xsl:call-template></xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </div>
</xsl:template>

<xsl:template match="r:helsetjenesteprosjekter">
  <xsl:variable name="ramme"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'helsetjenesteprosjekter'"/></xsl:call-template></xsl:variable>
  <section id="helsetjenesteprosjekter">
    <h3><xsl:value-of select="$ramme"/></h3>
    <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'vedlegg.prosjekter.note'"/></xsl:call-template></p>
    <details>
      <summary><xsl:value-of select="concat($ramme, ' (', count(r:prosjekt), ')')"/></summary>
      <div class="rull" tabindex="0" role="region" aria-label="{$ramme}">
        <table>
          <caption><span><xsl:value-of select="$ramme"/></span></caption>
          <thead><tr>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.prosjekt'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.institusjon'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.region'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.program'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.type'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.finansiering'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.beloep'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.andel'"/></xsl:call-template></th>
            <th scope="col" class="t"><xsl:call-template name="label"><xsl:with-param name="key" select="'kolonne.andelBeloep'"/></xsl:call-template></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="r:prosjekt">
              <tr>
                <th scope="row"><xsl:choose><xsl:when test="@tittel"><xsl:value-of select="@tittel"/></xsl:when><xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise></xsl:choose></th>
                <td><xsl:value-of select="@institusjon"/></td>
                <td><xsl:value-of select="@region"/></td>
                <td><xsl:value-of select="@program"/></td>
                <td><xsl:call-template name="kode"><xsl:with-param name="liste" select="'prosjekttype'"/><xsl:with-param name="verdi" select="@type"/></xsl:call-template></td>
                <td><xsl:call-template name="kode"><xsl:with-param name="liste" select="'finansiering'"/><xsl:with-param name="verdi" select="@finansiering"/></xsl:call-template></td>
                <td class="t"><xsl:if test="@beloep"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@beloep"/></xsl:call-template></xsl:if></td>
                <td class="t"><xsl:if test="@andel"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@andel"/><xsl:with-param name="prosent" select="true()"/></xsl:call-template></xsl:if></td>
                <td class="t"><xsl:if test="@andelBeloep"><xsl:call-template name="tall-tekst"><xsl:with-param name="verdi" select="@andelBeloep"/></xsl:call-template></xsl:if></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </details>
  </section>
</xsl:template>


<!-- the derived index: tables alone, never a chart, never on the first page -->
<xsl:template match="r:utledetIndeks">
  <section id="utledetIndeks">
    <h3><xsl:call-template name="kode"><xsl:with-param name="liste" select="'del'"/><xsl:with-param name="verdi" select="'utledetIndeks'"/></xsl:call-template></h3>
    <p class="note"><xsl:call-template name="label"><xsl:with-param name="key" select="'indeks.note'"/></xsl:call-template></p>
    <xsl:for-each select="*[r:tall]">
      <xsl:variable name="sti"><xsl:call-template name="sti"/></xsl:variable>
      <xsl:variable name="b" select="key('begrep-sti', $sti)"/>
      <details>
        <summary><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></summary>
        <xsl:call-template name="tabell-aar">
          <xsl:with-param name="tittel"><xsl:call-template name="begrepstekst"><xsl:with-param name="b" select="$b"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="prosent" select="false()"/>
        </xsl:call-template>
      </details>
    </xsl:for-each>
  </section>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
