<?xml version="1.0" encoding="UTF-8"?>
<!--
  in_brief.xsl: "Kort fortalt", up to six sentences made from the facts of the
  report.  What stands between the lines "begin" and "end" is put into report.xsl
  by the build.

  The rules:
  1. The sentences, in this order: publication points; doctoral degrees, EU funding
     and funding of the research council; participation and studies against their
     targets; results of studies; user involvement; what has no figure.  Each is
     of the sender's own figures of the report's year.
  2. A figure rose, fell or stayed where it and that of the year before are both
     there, complete and of one rule set; else both are given as far as they are
     there, with what stands between them, and nothing is said of a change.  A
     change that rounding hides is told as a difference, not as rise or fall.
     Complete is a figure without "k of m units have delivered".
  3. A figure is above, below or at a target, the path or the country only where
     both sides are there and complete.  Only shares are set against the country.
  4. A share of reports or studies stands with its numerator and denominator.
  5. A figure without value is not in a sentence of its own but in the last one,
     where each reason stands once; so is one that the report does not have.
  6. No adjective stands without a number.  Every number is a fact, the value of a
     parameter, or the exact difference of two; it is rounded by rounded.xsl, and
     its element data bears the exact value and says where it is from:
       data-fakta  container/measure|year|level|unit of the fact, or parameter:name
       data-felt   which attribute of the fact (verdi where it is not said)
       data-mot    the fact or parameter that was taken from it
     Years and days stand in elements time.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:helseforskning:indikatorrapport:v1">
<!-- begin -->

<xsl:variable name="brief-aar"><time datetime="{$aar}"><xsl:value-of select="$aar"/></time></xsl:variable>
<xsl:variable name="brief-foer"><time datetime="{$aar - 1}"><xsl:value-of select="$aar - 1"/></time></xsl:variable>
<xsl:variable name="brief-egen" select="concat('|', $avsendernivaa, '|', $avsender/@enhet, '|')"/>

<xsl:template name="in-brief">
  <section id="kort-fortalt" aria-labelledby="kort-fortalt-t">
    <h2 id="kort-fortalt-t"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="'brief.tittel'"/></xsl:call-template></h2>
    <ul class="setninger">
      <xsl:call-template name="brief-setning"><xsl:with-param name="maal" select="'vitenskapeligePublikasjoner/publiseringspoeng '"/></xsl:call-template>
      <xsl:call-template name="brief-setning"><xsl:with-param name="maal" select="'avlagteDoktorgrader/antall eksternFinansiering/eu eksternFinansiering/forskningsraadet '"/></xsl:call-template>
      <xsl:call-template name="brief-setning"><xsl:with-param name="maal" select="'handlingsplanKliniskeStudier/andelPasienter doblingAntallStudier/antallStudier '"/></xsl:call-template>
      <xsl:call-template name="brief-resultater"/>
      <xsl:call-template name="brief-setning"><xsl:with-param name="maal" select="'brukermedvirkning/andelProsjekter '"/></xsl:call-template>
      <xsl:call-template name="brief-uten-tall"/>
    </ul>
  </section>
</xsl:template>

<!-- One sentence of the measures that have a value, a clause each.  maal: names,
     each with a blank behind it. -->
<xsl:template name="brief-setning">
  <xsl:param name="maal"/>
  <xsl:variable name="setning"><xsl:call-template name="brief-ledd"><xsl:with-param name="maal" select="$maal"/></xsl:call-template></xsl:variable>
  <xsl:if test="string($setning) != ''"><li><xsl:copy-of select="$setning"/>.</li></xsl:if>
</xsl:template>

<xsl:template name="brief-ledd">
  <xsl:param name="maal"/><xsl:param name="foerst" select="true()"/>
  <xsl:variable name="m" select="substring-before($maal, ' ')"/>
  <xsl:variable name="med" select="boolean(key('tall', concat($m, '|', $aar, $brief-egen))/@verdi)"/>
  <xsl:if test="$m != ''">
    <xsl:if test="$med">
      <xsl:if test="not($foerst)">; </xsl:if>
      <xsl:call-template name="brief-endring"><xsl:with-param name="m" select="$m"/><xsl:with-param name="foerst" select="$foerst"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="brief-ledd"><xsl:with-param name="maal" select="substring-after($maal, ' ')"/><xsl:with-param name="foerst" select="$foerst and not($med)"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- what a measure is called, with a capital letter where it comes first -->
<xsl:template name="brief-emne">
  <xsl:param name="m"/><xsl:param name="foerst" select="false()"/>
  <xsl:variable name="emne"><xsl:call-template name="brief-label"><xsl:with-param name="key" select="concat('emne.', $m)"/></xsl:call-template></xsl:variable>
  <xsl:choose>
    <xsl:when test="$foerst"><xsl:value-of select="concat(translate(substring($emne, 1, 1), 'abcdefghijklmnopqrstuvwxyzæøå', 'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ'), substring($emne, 2))"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$emne"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- figures ............................................................ -->

<!-- One number of a fact (t, of measure m), or less that of another (mot-t, a
     fact of mot-m, or mot-navn, a parameter). -->
<xsl:template name="brief-tall">
  <xsl:param name="t"/><xsl:param name="m"/><xsl:param name="felt" select="'verdi'"/><xsl:param name="maaleenhet" select="'antall'"/>
  <xsl:param name="verdi" select="$t/@*[local-name() = $felt]"/><xsl:param name="mot"/><xsl:param name="fortegn" select="false()"/>
  <data value="{$verdi}" data-fakta="{$m}|{$t/@aar}|{$t/@nivaa}|{$t/@enhet}">
    <xsl:if test="$felt != 'verdi'"><xsl:attribute name="data-felt"><xsl:value-of select="$felt"/></xsl:attribute></xsl:if>
    <xsl:if test="$mot"><xsl:attribute name="data-mot"><xsl:value-of select="$mot"/></xsl:attribute></xsl:if>
    <xsl:call-template name="rundet"><xsl:with-param name="verdi" select="$verdi"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/><xsl:with-param name="fortegn" select="$fortegn"/></xsl:call-template>
  </data>
</xsl:template>

<!-- " (234 of 328)" of a share -->
<xsl:template name="brief-n">
  <xsl:param name="t"/><xsl:param name="m"/>
  <xsl:if test="$t/@teller and $t/@nevner">
    <xsl:call-template name="brief-label">
      <xsl:with-param name="key" select="'brief.n'"/>
      <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="felt" select="'teller'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="b"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="felt" select="'nevner'"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- "5 of 7 units have delivered" -->
<xsl:template name="brief-enheter">
  <xsl:param name="t"/><xsl:param name="m"/>
  <xsl:call-template name="brief-label">
    <xsl:with-param name="key" select="'brief.enheter'"/>
    <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="felt" select="'rapporterteEnheter'"/></xsl:call-template></xsl:with-param>
    <xsl:with-param name="b"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="felt" select="'forventedeEnheter'"/></xsl:call-template></xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- change ............................................................. -->

<!-- What became of a figure since the year before (rule 2), and how it stands to
     what it is measured against; kort: the finding alone, for the title of a theme. -->
<xsl:template name="brief-endring">
  <xsl:param name="m"/><xsl:param name="foerst"/><xsl:param name="kort" select="false()"/>
  <xsl:variable name="t" select="key('tall', concat($m, '|', $aar, $brief-egen))"/>
  <xsl:variable name="t0" select="key('tall', concat($m, '|', $aar - 1, $brief-egen))"/>
  <xsl:variable name="sti"><xsl:for-each select="$t/.."><xsl:call-template name="sti"/></xsl:for-each></xsl:variable>
  <xsl:variable name="maaleenhet" select="string(key('begrep-sti', $sti)/@maaleenhet)"/>
  <xsl:variable name="noekkel">
    <xsl:choose>
      <xsl:when test="$t/@forventedeEnheter and $t0/@verdi"><xsl:value-of select="'brief.ufullstendig.foer'"/></xsl:when>
      <xsl:when test="$t/@forventedeEnheter"><xsl:value-of select="'brief.ufullstendig'"/></xsl:when>
      <xsl:when test="not($t0/@verdi)"><xsl:value-of select="'brief.uten-foer'"/></xsl:when>
      <xsl:when test="$t0/@forventedeEnheter"><xsl:value-of select="'brief.foer-ufullstendig'"/></xsl:when>
      <xsl:when test="$t/@regelverk != $t0/@regelverk"><xsl:value-of select="'brief.regelskifte'"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="brief-retning">
          <xsl:with-param name="ny" select="$t/@verdi"/><xsl:with-param name="gammel" select="$t0/@verdi"/>
          <xsl:with-param name="over"><xsl:call-template name="brief-endret"><xsl:with-param name="key" select="'brief.opp'"/><xsl:with-param name="t" select="$t"/><xsl:with-param name="t0" select="$t0"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/><xsl:with-param name="foerst" select="$foerst"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="under"><xsl:call-template name="brief-endret"><xsl:with-param name="key" select="'brief.ned'"/><xsl:with-param name="t" select="$t"/><xsl:with-param name="t0" select="$t0"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/><xsl:with-param name="foerst" select="$foerst"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:call-template name="brief-label">
    <xsl:with-param name="key">
      <xsl:choose>
        <xsl:when test="not($kort)"><xsl:value-of select="$noekkel"/></xsl:when>
        <xsl:when test="$noekkel = 'brief.opp' or $noekkel = 'brief.ned' or $noekkel = 'brief.likt'"><xsl:value-of select="concat('funn.', substring-after($noekkel, '.'))"/></xsl:when>
        <xsl:when test="$t/@forventedeEnheter"><xsl:value-of select="'funn.ufullstendig'"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="'funn.var'"/></xsl:otherwise>
      </xsl:choose>
    </xsl:with-param>
    <xsl:with-param name="a"><xsl:call-template name="brief-emne"><xsl:with-param name="m" select="$m"/><xsl:with-param name="foerst" select="$foerst"/></xsl:call-template></xsl:with-param>
    <xsl:with-param name="b"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/></xsl:call-template><xsl:if test="$m = 'brukermedvirkning/andelProsjekter' and not($kort)"><xsl:call-template name="brief-n"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/></xsl:call-template></xsl:if></xsl:with-param>
    <xsl:with-param name="c">
      <xsl:if test="$t0/@verdi">
        <xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t0"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/></xsl:call-template>
        <xsl:if test="$t/@forventedeEnheter and $t0/@forventedeEnheter"><xsl:text> (</xsl:text><xsl:call-template name="brief-enheter"><xsl:with-param name="t" select="$t0"/><xsl:with-param name="m" select="$m"/></xsl:call-template><xsl:text>)</xsl:text></xsl:if>
      </xsl:if>
    </xsl:with-param>
    <xsl:with-param name="d">
      <xsl:choose>
        <xsl:when test="$t0/@forventedeEnheter and not($t/@forventedeEnheter)"><xsl:call-template name="brief-enheter"><xsl:with-param name="t" select="$t0"/><xsl:with-param name="m" select="$m"/></xsl:call-template></xsl:when>
        <xsl:when test="$t/@forventedeEnheter"><xsl:call-template name="brief-enheter"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/></xsl:call-template></xsl:when>
        <xsl:when test="not($t0/@verdi)"><xsl:call-template name="brief-grunn"><xsl:with-param name="t" select="$t0"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="brief-differanse"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="mot-t" select="$t0"/><xsl:with-param name="mot-verdi" select="$t0/@verdi"/><xsl:with-param name="mot" select="concat($m, '|', $aar - 1, '|', $avsendernivaa, '|', $avsender/@enhet)"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/><xsl:with-param name="fortegn" select="true()"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:with-param>
    <!-- how it stands to what it is measured against -->
    <xsl:with-param name="e">
      <xsl:if test="not($t/@forventedeEnheter)">
        <xsl:if test="$m = 'handlingsplanKliniskeStudier/andelPasienter'"><xsl:call-template name="brief-maal"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/></xsl:call-template></xsl:if>
        <xsl:if test="$m = 'doblingAntallStudier/antallStudier'"><xsl:call-template name="brief-vei"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:if>
        <xsl:if test="$maaleenhet = 'andel'"><xsl:call-template name="brief-landet"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/></xsl:call-template></xsl:if>
      </xsl:if>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- A change is told as one where it is seen in the rounded figures; the years
     stand in the first clause of a sentence. -->
<xsl:template name="brief-endret">
  <xsl:param name="key"/><xsl:param name="t"/><xsl:param name="t0"/><xsl:param name="maaleenhet"/><xsl:param name="foerst"/>
  <xsl:variable name="ny"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="$t/@verdi"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/></xsl:call-template></xsl:variable>
  <xsl:variable name="gammel"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="$t0/@verdi"/><xsl:with-param name="maaleenhet" select="$maaleenhet"/></xsl:call-template></xsl:variable>
  <xsl:choose>
    <xsl:when test="$ny = $gammel"><xsl:value-of select="'brief.naer'"/></xsl:when>
    <xsl:when test="$foerst"><xsl:value-of select="$key"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="concat($key, '.videre')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The key of the text for a change.  Of two numbers that are too long for an
     exact difference nothing is said but that both are there. -->
<xsl:template name="brief-retning">
  <xsl:param name="ny"/><xsl:param name="gammel"/><xsl:param name="lik" select="'brief.likt'"/><xsl:param name="over" select="'brief.opp'"/><xsl:param name="under" select="'brief.ned'"/><xsl:param name="ukjent" select="'brief.begge'"/>
  <xsl:variable name="d"><xsl:call-template name="differanse"><xsl:with-param name="ny" select="$ny"/><xsl:with-param name="gammel" select="$gammel"/></xsl:call-template></xsl:variable>
  <xsl:choose>
    <xsl:when test="$d = ''"><xsl:value-of select="$ukjent"/></xsl:when>
    <xsl:when test="$d &gt; 0"><xsl:value-of select="$over"/></xsl:when>
    <xsl:when test="$d &lt; 0"><xsl:value-of select="$under"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$lik"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The value of a fact less another value, with its sign or without. -->
<xsl:template name="brief-differanse">
  <xsl:param name="t"/><xsl:param name="m"/><xsl:param name="mot-verdi"/><xsl:param name="mot"/><xsl:param name="maaleenhet"/><xsl:param name="fortegn" select="false()"/>
  <xsl:variable name="d"><xsl:call-template name="differanse"><xsl:with-param name="ny" select="$t/@verdi"/><xsl:with-param name="gammel" select="$mot-verdi"/></xsl:call-template></xsl:variable>
  <xsl:if test="$d != ''">
    <xsl:call-template name="brief-tall">
      <xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="mot" select="$mot"/><xsl:with-param name="fortegn" select="$fortegn"/>
      <xsl:with-param name="verdi"><xsl:choose><xsl:when test="$fortegn"><xsl:value-of select="$d"/></xsl:when><xsl:otherwise><xsl:value-of select="translate($d, '-', '')"/></xsl:otherwise></xsl:choose></xsl:with-param>
      <xsl:with-param name="maaleenhet"><xsl:choose><xsl:when test="$maaleenhet = 'andel'"><xsl:value-of select="'prosentpoeng'"/></xsl:when><xsl:otherwise><xsl:value-of select="$maaleenhet"/></xsl:otherwise></xsl:choose></xsl:with-param>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- targets, and the country ............................................ -->

<!-- The share of patients against the target; a parameter says it in percent. -->
<xsl:template name="brief-maal">
  <xsl:param name="t"/><xsl:param name="m"/>
  <xsl:variable name="maal" select="$innhold/r:regelverk/r:parameter[@navn = 'targets.participation_percent'][@verdi][1]/@verdi"/>
  <xsl:if test="$maal &gt; 0">
    <xsl:variable name="andel"><xsl:call-template name="brief-hundredel"><xsl:with-param name="verdi" select="$maal"/></xsl:call-template></xsl:variable>
    <xsl:call-template name="brief-mot">
      <xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="navn" select="'maal'"/>
      <xsl:with-param name="mot-verdi" select="string($andel)"/><xsl:with-param name="mot" select="'parameter:targets.participation_percent'"/>
      <xsl:with-param name="tekst"><data value="{$andel}" data-fakta="parameter:targets.participation_percent"><xsl:call-template name="rundet"><xsl:with-param name="verdi" select="string($andel)"/><xsl:with-param name="maaleenhet" select="'andel'"/></xsl:call-template></data></xsl:with-param>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- a hundredth of a decimal, as text -->
<xsl:template name="brief-hundredel">
  <xsl:param name="verdi"/>
  <xsl:variable name="hele" select="concat('000', substring-before(concat($verdi, '.'), '.'))"/>
  <xsl:variable name="l" select="string-length($hele)"/>
  <xsl:call-template name="uten-nuller-foran"><xsl:with-param name="siffer" select="substring($hele, 1, $l - 2)"/></xsl:call-template>
  <xsl:value-of select="concat('.', substring($hele, $l - 1), substring-after($verdi, '.'))"/>
</xsl:template>

<!-- studies against those that the path to doubling requires: the difference is
     not said, for the path has decimals and studies have none -->
<xsl:template name="brief-vei">
  <xsl:param name="t"/>
  <xsl:variable name="krav" select="key('tall', concat('doblingAntallStudier/krav|', $aar, $brief-egen))"/>
  <xsl:if test="$krav/@verdi and not($krav/@forventedeEnheter)">
    <xsl:call-template name="brief-label">
      <xsl:with-param name="key"><xsl:call-template name="brief-retning"><xsl:with-param name="ny" select="$t/@verdi"/><xsl:with-param name="gammel" select="$krav/@verdi"/><xsl:with-param name="over" select="'brief.vei.over'"/><xsl:with-param name="under" select="'brief.vei.under'"/><xsl:with-param name="lik" select="'brief.vei.lik'"/><xsl:with-param name="ukjent" select="''"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$krav"/><xsl:with-param name="m" select="'doblingAntallStudier/krav'"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- A share of a trust or region against that of the country. -->
<xsl:template name="brief-landet">
  <xsl:param name="t"/><xsl:param name="m"/>
  <xsl:variable name="land" select="key('tall', concat($m, '|', $aar, '|nasjon|NO|'))"/>
  <xsl:if test="$avsendernivaa != 'nasjon' and $land/@verdi and not($land/@forventedeEnheter) and $land/@regelverk = $t/@regelverk">
    <xsl:call-template name="brief-mot">
      <xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="navn" select="'landet'"/>
      <xsl:with-param name="mot-verdi" select="$land/@verdi"/><xsl:with-param name="mot" select="concat($m, '|', $aar, '|nasjon|NO')"/>
      <xsl:with-param name="tekst"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$land"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="maaleenhet" select="'andel'"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- ", 4,9 percentage points below the target of 5 %"; navn: maal or landet -->
<xsl:template name="brief-mot">
  <xsl:param name="t"/><xsl:param name="m"/><xsl:param name="navn"/><xsl:param name="mot-verdi"/><xsl:param name="mot"/><xsl:param name="tekst"/>
  <xsl:call-template name="brief-label">
    <xsl:with-param name="key"><xsl:call-template name="brief-retning"><xsl:with-param name="ny" select="$t/@verdi"/><xsl:with-param name="gammel" select="$mot-verdi"/><xsl:with-param name="over" select="concat('brief.', $navn, '.over')"/><xsl:with-param name="under" select="concat('brief.', $navn, '.under')"/><xsl:with-param name="lik" select="concat('brief.', $navn, '.lik')"/><xsl:with-param name="ukjent" select="''"/></xsl:call-template></xsl:with-param>
    <xsl:with-param name="a" select="$tekst"/>
    <xsl:with-param name="b"><xsl:call-template name="brief-differanse"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="mot-verdi" select="$mot-verdi"/><xsl:with-param name="mot" select="$mot"/><xsl:with-param name="maaleenhet" select="'andel'"/></xsl:call-template></xsl:with-param>
  </xsl:call-template>
</xsl:template>

<!-- results of studies ................................................. -->

<!-- The state at the end of the period: what is due, found and not found, what
     nobody examined, and the country. -->
<xsl:template name="brief-resultater">
  <xsl:variable name="bak" select="concat('|', $aar, $brief-egen)"/>
  <xsl:variable name="m" select="'publiseringAvResultater/andelRapportert'"/>
  <xsl:variable name="t" select="key('tall', concat($m, $bak))"/>
  <xsl:variable name="ikke-funnet" select="key('tall', concat('publiseringAvResultater/ikkeFunnetPublisert', $bak))"/>
  <xsl:variable name="ikke-undersoekt" select="key('tall', concat('publiseringAvResultater/ikkeUndersoekt', $bak))"/>
  <xsl:if test="$t/@verdi">
    <li>
      <xsl:call-template name="brief-label">
        <xsl:with-param name="key" select="'brief.resultater'"/>
        <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="felt" select="'teller'"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="b"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="felt" select="'nevner'"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="c"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/><xsl:with-param name="maaleenhet" select="'andel'"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="d"><time datetime="{$periode/@til}"><xsl:call-template name="dato"><xsl:with-param name="iso" select="$periode/@til"/></xsl:call-template></time></xsl:with-param>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$t/@forventedeEnheter"><xsl:text> (</xsl:text><xsl:call-template name="brief-enheter"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/></xsl:call-template><xsl:text>)</xsl:text></xsl:when>
        <xsl:otherwise><xsl:call-template name="brief-landet"><xsl:with-param name="t" select="$t"/><xsl:with-param name="m" select="$m"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$ikke-funnet/@verdi &gt; 0">
        <xsl:call-template name="brief-label">
          <xsl:with-param name="key" select="'brief.ikkeFunnet'"/>
          <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$ikke-funnet"/><xsl:with-param name="m" select="'publiseringAvResultater/ikkeFunnetPublisert'"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
        <xsl:if test="$ikke-undersoekt/@verdi &gt; 0">
          <xsl:call-template name="brief-label">
            <xsl:with-param name="key" select="'brief.ikkeUndersoekt'"/>
            <xsl:with-param name="a"><xsl:call-template name="brief-tall"><xsl:with-param name="t" select="$ikke-undersoekt"/><xsl:with-param name="m" select="'publiseringAvResultater/ikkeUndersoekt'"/></xsl:call-template></xsl:with-param>
          </xsl:call-template>
        </xsl:if>
      </xsl:if>
      <xsl:text>.</xsl:text>
    </li>
  </xsl:if>
</xsl:template>

<!-- what has no figure .................................................. -->

<!-- Why a fact has no value; of no fact at all: there is no figure.  A share of
     nothing that is due has no value either. -->
<xsl:template name="brief-grunnkode">
  <xsl:param name="t"/>
  <xsl:choose>
    <xsl:when test="$t/@skjult"><xsl:value-of select="'skjult'"/></xsl:when>
    <xsl:when test="$t/@grunn"><xsl:value-of select="$t/@grunn"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="'ingenTall'"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- the same in words -->
<xsl:template name="brief-grunn">
  <xsl:param name="t"/>
  <xsl:variable name="kode"><xsl:call-template name="brief-grunnkode"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:variable>
  <xsl:call-template name="brief-label"><xsl:with-param name="key" select="concat('grunn.', $kode)"/></xsl:call-template>
</xsl:template>

<xsl:template name="brief-uten-tall">
  <xsl:variable name="liste"><xsl:call-template name="brief-grunner"><xsl:with-param name="grunner" select="'ikkeBeregnet ikkeLevert ikkeUndersoekt ikkeAktuelt skjult ingenTall '"/></xsl:call-template></xsl:variable>
  <xsl:if test="string($liste) != ''">
    <li class="uten-tall">
      <xsl:call-template name="brief-label"><xsl:with-param name="key" select="'brief.uten-tall'"/><xsl:with-param name="a" select="$brief-aar"/></xsl:call-template>
      <xsl:value-of select="concat($liste, '.')"/>
    </li>
  </xsl:if>
</xsl:template>

<!-- each reason once, after the measures that it is the reason of -->
<xsl:template name="brief-grunner">
  <xsl:param name="grunner"/><xsl:param name="foerst" select="true()"/>
  <xsl:variable name="grunn" select="substring-before($grunner, ' ')"/>
  <xsl:if test="$grunn != ''">
    <xsl:variable name="liste">
      <xsl:call-template name="brief-mangler">
        <xsl:with-param name="maal" select="'vitenskapeligePublikasjoner/publiseringspoeng avlagteDoktorgrader/antall eksternFinansiering/eu eksternFinansiering/forskningsraadet handlingsplanKliniskeStudier/andelPasienter doblingAntallStudier/antallStudier publiseringAvResultater/andelRapportert brukermedvirkning/andelProsjekter forskningspoeng/samlet '"/>
        <xsl:with-param name="grunn" select="$grunn"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="string($liste) != ''">
      <xsl:if test="not($foerst)">; </xsl:if>
      <xsl:value-of select="$liste"/>
      <xsl:text> (</xsl:text><xsl:call-template name="brief-label"><xsl:with-param name="key" select="concat('grunn.', $grunn)"/></xsl:call-template><xsl:text>)</xsl:text>
    </xsl:if>
    <xsl:call-template name="brief-grunner"><xsl:with-param name="grunner" select="substring-after($grunner, ' ')"/><xsl:with-param name="foerst" select="$foerst and string($liste) = ''"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- the measures whose figures have no value, or are not there, for one reason -->
<xsl:template name="brief-mangler">
  <xsl:param name="maal"/><xsl:param name="grunn"/><xsl:param name="foerst" select="true()"/>
  <xsl:variable name="m" select="substring-before($maal, ' ')"/>
  <xsl:if test="$m != ''">
    <xsl:variable name="t" select="key('tall', concat($m, '|', $aar, $brief-egen))"/>
    <xsl:variable name="kode"><xsl:if test="not($t/@verdi)"><xsl:call-template name="brief-grunnkode"><xsl:with-param name="t" select="$t"/></xsl:call-template></xsl:if></xsl:variable>
    <xsl:if test="$kode = $grunn">
      <xsl:if test="not($foerst)">, </xsl:if>
      <xsl:call-template name="brief-emne"><xsl:with-param name="m" select="$m"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="brief-mangler"><xsl:with-param name="maal" select="substring-after($maal, ' ')"/><xsl:with-param name="grunn" select="$grunn"/><xsl:with-param name="foerst" select="$foerst and $kode != $grunn"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
