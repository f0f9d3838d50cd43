<?xml version="1.0" encoding="UTF-8"?>
<!--
  about.xsl: about the figures (how they are to be read, what was found in the
  sources, the rules, official figures) and about the report itself.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, at its line "rooms".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:template name="om-tallene">
  <xsl:variable name="funn" select="$innhold/r:datakvalitet/r:funn"/>
  <!-- the public edition tells those findings that say something to the public -->
  <xsl:variable name="viste" select="$funn[not($offentlig) or @avtrykk]"/>
  <section id="datakvalitet" aria-labelledby="datakvalitet-t">
    <h2 id="datakvalitet-t"><xsl:call-template name="label"><xsl:with-param name="key" select="'tema.datakvalitet'"/></xsl:call-template></h2>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'om.avrunding'"/></xsl:call-template></p>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'sammendrag.note'"/></xsl:call-template></p>
    <xsl:if test="$offentlig">
      <p id="skjuling"><xsl:call-template name="label"><xsl:with-param name="key" select="'om.skjuling'"/></xsl:call-template><xsl:for-each select="$innhold/r:regelverk/r:parameter[@navn = 'public_edition.smallest_shown'][@verdi][1]"><xsl:call-template name="label"><xsl:with-param name="key" select="'om.skjuling.grense'"/><xsl:with-param name="a" select="@verdi"/></xsl:call-template></xsl:for-each></p>
    </xsl:if>
    <p><xsl:call-template name="label"><xsl:with-param name="key" select="'datakvalitet.antall'"/><xsl:with-param name="a"><xsl:value-of select="count($viste[@alvorlighet = 'feil'])"/></xsl:with-param><xsl:with-param name="b"><xsl:value-of select="count($viste[@alvorlighet = 'advarsel'])"/></xsl:with-param><xsl:with-param name="c"><xsl:value-of select="count($viste[@alvorlighet = 'merknad'])"/></xsl:with-param></xsl:call-template></p>
    <xsl:if test="$viste">
      <details>
        <summary><xsl:call-template name="label"><xsl:with-param name="key" select="'datakvalitet.tabell'"/></xsl:call-template></summary>
        <ul class="funn">
          <xsl:for-each select="$viste">
            <li id="funn-{count(preceding-sibling::r:funn) + 1}">
              <span class="merkelapp {@alvorlighet}"><xsl:call-template name="kode"><xsl:with-param name="liste" select="'alvorlighet'"/><xsl:with-param name="verdi" select="@alvorlighet"/></xsl:call-template></span><xsl:text> </xsl:text>
              <xsl:call-template name="funntekst"><xsl:with-param name="tekst" select="'melding'"/></xsl:call-template>
              <xsl:if test="@hintNb"><xsl:text> </xsl:text><span class="hint"><xsl:call-template name="funntekst"><xsl:with-param name="tekst" select="'hint'"/></xsl:call-template></span></xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
    <xsl:apply-templates select="$innhold/r:referansetall"/>
    <h3><xsl:call-template name="label"><xsl:with-param name="key" select="'om.regler'"/></xsl:call-template></h3>
    <ul>
      <xsl:for-each select="$innhold/r:regelverk/r:regelsett">
        <li><span lang="nb"><xsl:value-of select="@tittel"/></span> (<xsl:value-of select="@id"/>)<xsl:if test="@hjemmel"><xsl:text>. </xsl:text><xsl:call-template name="label"><xsl:with-param name="key" select="'hjemmel'"/></xsl:call-template>: <span lang="nb"><xsl:value-of select="@hjemmel"/></span></xsl:if></li>
      </xsl:for-each>
    </ul>
    <xsl:if test="$innhold/r:vedlegg"><p><xsl:call-template name="label"><xsl:with-param name="key" select="'om.vedlegg'"/><xsl:with-param name="a"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="string($innhold/r:vedlegg/@antall)"/></xsl:call-template></xsl:with-param></xsl:call-template></p></xsl:if>
    <xsl:call-template name="om-rapporten"/>
  </section>
</xsl:template>

<!-- the message or hint of a finding in the language of the page; context: the finding -->
<xsl:template name="funntekst">
  <xsl:param name="tekst"/>
  <xsl:value-of select="@*[local-name() = concat($tekst, translate(substring($lang, 1, 1), 'ne', 'NE'), substring($lang, 2))]"/>
</xsl:template>

<!-- ids, times and digests -->
<xsl:template name="om-rapporten">
  <details id="om-rapporten">
    <summary><xsl:call-template name="label"><xsl:with-param name="key" select="'om.rapporten'"/></xsl:call-template></summary>
    <dl class="fakta">
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'avsender'"/><xsl:with-param name="verdi"><xsl:value-of select="$avsendernavn"/> (<xsl:call-template name="kode"><xsl:with-param name="liste" select="'enhetstype'"/><xsl:with-param name="verdi" select="$avsender/@type"/></xsl:call-template>)<xsl:if test="$avsender/@orgnr">, <xsl:call-template name="label"><xsl:with-param name="key" select="'orgnr'"/></xsl:call-template><xsl:value-of select="concat('&#160;', $avsender/@orgnr)"/></xsl:if></xsl:with-param></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'periode'"/><xsl:with-param name="verdi"><xsl:call-template name="label"><xsl:with-param name="key" select="'fraTil'"/><xsl:with-param name="a"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@fra"/></xsl:call-template></xsl:with-param><xsl:with-param name="b"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:with-param></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'miljoe'"/><xsl:with-param name="verdi" select="$konvolutt/@miljoe"/></xsl:call-template>
      <xsl:if test="$konvolutt/@opprettet"><xsl:call-template name="faktum"><xsl:with-param name="navn" select="'opprettet'"/><xsl:with-param name="verdi"><xsl:call-template name="tidspunkt"><xsl:with-param name="iso" select="$konvolutt/@opprettet"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'rapportId'"/><xsl:with-param name="verdi" select="$konvolutt/@rapportId"/></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'erstatter'"/><xsl:with-param name="verdi" select="$konvolutt/@erstatter"/></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'utgiver'"/><xsl:with-param name="verdi" select="$konvolutt/@utgiver"/></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'lisens'"/><xsl:with-param name="verdi" select="$konvolutt/@lisens"/></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'sha256'"/><xsl:with-param name="verdi" select="$konvolutt/@sha256"/></xsl:call-template>
      <xsl:call-template name="faktum"><xsl:with-param name="navn" select="'sha256Xml'"/><xsl:with-param name="verdi" select="$konvolutt/@sha256Xml"/></xsl:call-template>
    </dl>
  </details>
</xsl:template>

<!-- one line about the report, where there is something to say -->
<xsl:template name="faktum">
  <xsl:param name="navn"/><xsl:param name="verdi"/>
  <xsl:if test="normalize-space($verdi) != ''">
    <div>
      <dt><xsl:call-template name="label"><xsl:with-param name="key" select="concat('fakta.', $navn)"/></xsl:call-template></dt>
      <dd><xsl:value-of select="normalize-space($verdi)"/></dd>
    </div>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
