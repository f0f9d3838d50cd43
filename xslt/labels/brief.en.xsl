<?xml version="1.0" encoding="UTF-8"?>
<!--
  brief.en.xsl: what the rooms rounded, in_brief and to_do say in English.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, after labels.en.xsl.  The files of all languages have the same keys;
  texts may hold elements, therefore parameters are copied.  Where a text is
  another for one than for many, that for one stands first.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- a to e: what the text speaks of -->
<xsl:template name="brief-label">
  <xsl:param name="key"/><xsl:param name="a"/><xsl:param name="b"/><xsl:param name="c"/><xsl:param name="d"/><xsl:param name="e"/>
  <xsl:choose>
    <xsl:when test="$key = ''"/>
    <!-- figures rounded for people -->
    <xsl:when test="$key = 'rundet.kroner.0'"><xsl:text>NOK&#160;</xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'rundet.kroner.6'"><xsl:text>NOK&#160;</xsl:text><xsl:copy-of select="$a"/><xsl:text>&#160;million</xsl:text></xsl:when>
    <xsl:when test="$key = 'rundet.kroner.9'"><xsl:text>NOK&#160;</xsl:text><xsl:copy-of select="$a"/><xsl:text>&#160;billion</xsl:text></xsl:when>
    <xsl:when test="$key = 'rundet.prosentpoeng' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text>&#160;percentage point</xsl:text></xsl:when>
    <xsl:when test="$key = 'rundet.prosentpoeng'"><xsl:copy-of select="$a"/><xsl:text>&#160;percentage points</xsl:text></xsl:when>
    <!-- in brief -->
    <xsl:when test="$key = 'brief.tittel'">In brief</xsl:when>
    <xsl:when test="$key = 'brief.opp'"><xsl:copy-of select="$a"/><xsl:text> rose from </xsl:text><xsl:copy-of select="$c"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> to </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ned'"><xsl:copy-of select="$a"/><xsl:text> fell from </xsl:text><xsl:copy-of select="$c"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> to </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.opp.videre'"><xsl:copy-of select="$a"/><xsl:text> rose from </xsl:text><xsl:copy-of select="$c"/><xsl:text> to </xsl:text><xsl:copy-of select="$b"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ned.videre'"><xsl:copy-of select="$a"/><xsl:text> fell from </xsl:text><xsl:copy-of select="$c"/><xsl:text> to </xsl:text><xsl:copy-of select="$b"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.likt'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, the same as in </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.naer'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, rounded the same as in </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.begge'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$c"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> and at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/></xsl:when>
    <xsl:when test="$key = 'brief.regelskifte'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:copy-of select="$e"/><xsl:text> – the figure for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, follows another rule set and is therefore not compared</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.uten-foer'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>: </xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, incomplete: </xsl:text><xsl:copy-of select="$d"/></xsl:when>
    <xsl:when test="$key = 'brief.ufullstendig.foer'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (incomplete: </xsl:text><xsl:copy-of select="$d"/><xsl:text>) – the figure for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, is therefore not compared</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.foer-ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text> in </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:copy-of select="$e"/><xsl:text> – the figure for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, is incomplete (</xsl:text><xsl:copy-of select="$d"/><xsl:text>) and therefore not compared</xsl:text></xsl:when>
    <!-- the title of a theme -->
    <xsl:when test="$key = 'funn.opp'"><xsl:copy-of select="$a"/><xsl:text> rose to </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'funn.ned'"><xsl:copy-of select="$a"/><xsl:text> fell to </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'funn.likt'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text>, the same as the year before</xsl:text></xsl:when>
    <xsl:when test="$key = 'funn.ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/><xsl:text>, incomplete: </xsl:text><xsl:copy-of select="$d"/></xsl:when>
    <xsl:when test="$key = 'funn.var'"><xsl:copy-of select="$a"/><xsl:text> stood at </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'brief.n'"><xsl:text> (</xsl:text><xsl:copy-of select="$a"/><xsl:text> of </xsl:text><xsl:copy-of select="$b"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.enheter'"><xsl:copy-of select="$a"/><xsl:text> of </xsl:text><xsl:copy-of select="$b"/><xsl:text> units have delivered</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.maal.over'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> above the target of </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.maal.under'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> below the target of </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.maal.lik'"><xsl:text>, which is the target of </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.landet.over'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> above the country as a whole (</xsl:text><xsl:copy-of select="$a"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.landet.under'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> below the country as a whole (</xsl:text><xsl:copy-of select="$a"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.landet.lik'">, the same as the country as a whole</xsl:when>
    <xsl:when test="$key = 'brief.vei.over'"><xsl:text>, above the path to doubling, which requires </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.vei.under'"><xsl:text>, below the path to doubling, which requires </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.vei.lik'">, just as the path to doubling requires</xsl:when>
    <xsl:when test="$key = 'brief.resultater'"><xsl:text>Of </xsl:text><xsl:copy-of select="$b"/><xsl:text> studies due by </xsl:text><xsl:copy-of select="$d"/><xsl:text>, results were found for </xsl:text><xsl:copy-of select="$a"/><xsl:text> (</xsl:text><xsl:copy-of select="$c"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeFunnet' and $a = '1'"><xsl:text>; </xsl:text><xsl:copy-of select="$a"/><xsl:text> was not found published</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeFunnet'"><xsl:text>; </xsl:text><xsl:copy-of select="$a"/><xsl:text> were not found published</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeUndersoekt' and $a = '1'"><xsl:text>, and of these </xsl:text><xsl:copy-of select="$a"/><xsl:text> was not examined</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeUndersoekt'"><xsl:text>, and of these </xsl:text><xsl:copy-of select="$a"/><xsl:text> were not examined</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.uten-tall'"><xsl:text>No figures for </xsl:text><xsl:copy-of select="$a"/><xsl:text>: </xsl:text></xsl:when>
    <xsl:when test="$key = 'emne.vitenskapeligePublikasjoner/publiseringspoeng'">publication points</xsl:when>
    <xsl:when test="$key = 'emne.avlagteDoktorgrader/antall'">doctoral degrees</xsl:when>
    <xsl:when test="$key = 'emne.eksternFinansiering/eu'">EU funding</xsl:when>
    <xsl:when test="$key = 'emne.eksternFinansiering/forskningsraadet'">funding from the Research Council</xsl:when>
    <xsl:when test="$key = 'emne.handlingsplanKliniskeStudier/andelPasienter'">the share of patients in clinical treatment studies</xsl:when>
    <xsl:when test="$key = 'emne.doblingAntallStudier/antallStudier'">the number of clinical treatment studies with new patients</xsl:when>
    <xsl:when test="$key = 'emne.publiseringAvResultater/andelRapportert'">the share of studies with reported results</xsl:when>
    <xsl:when test="$key = 'emne.helsetjenesteforskning/andelMidler'">the share of money for health services research</xsl:when>
    <xsl:when test="$key = 'emne.innovasjonsindikator/registrerte'">the number of registered innovations</xsl:when>
    <xsl:when test="$key = 'emne.brukermedvirkning/andelProsjekter'">the share of projects with user involvement</xsl:when>
    <xsl:when test="$key = 'emne.forskningspoeng/samlet'">research points in total</xsl:when>
    <xsl:when test="$key = 'grunn.ingenTall'">no figures</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeBeregnet'">cannot be calculated</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeLevert'">not delivered</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeUndersoekt'">not examined</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeAktuelt'">not applicable</xsl:when>
    <xsl:when test="$key = 'grunn.skjult'">hidden to protect privacy</xsl:when>
    <!-- what must be done -->
    <xsl:when test="$key = 'gjoer.tittel'">What must be done</xsl:when>
    <xsl:when test="$key = 'gjoer.ingenting'">Nothing: no study is overdue, everything is delivered, no finding is an error or a warning, and every rule is set.</xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt'">Studies with overdue results</xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.antall' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text> study was not found published by </xsl:text><xsl:copy-of select="$b"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.antall'"><xsl:copy-of select="$a"/><xsl:text> studies were not found published by </xsl:text><xsl:copy-of select="$b"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.uten'"><xsl:text>On overdue studies: </xsl:text><xsl:copy-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.utvalg'"><xsl:text>The </xsl:text><xsl:copy-of select="$a"/><xsl:text> that have been overdue longest stand here; the annex lists them all.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.studie'">Study</xsl:when>
    <xsl:when test="$key = 'gjoer.frist'">Due</xsl:when>
    <xsl:when test="$key = 'gjoer.dager'">Days late</xsl:when>
    <xsl:when test="$key = 'gjoer.sier'">What is stated</xsl:when>
    <xsl:when test="$key = 'gjoer.ikkeUndersoekt'">not examined</xsl:when>
    <xsl:when test="$key = 'gjoer.ikkeFunnet'"><xsl:text>not found by </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'gjoer.mangler'">Not delivered</xsl:when>
    <xsl:when test="$key = 'gjoer.rapporter' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text> report on a project in </xsl:text><xsl:copy-of select="$b"/><xsl:text> is not delivered.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.rapporter'"><xsl:copy-of select="$a"/><xsl:text> reports on projects in </xsl:text><xsl:copy-of select="$b"/><xsl:text> are not delivered.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.funn'">Findings to be mended or explained</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.feil'">error</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.advarsel'">warning</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.ganger'"><xsl:copy-of select="$a"/><xsl:text> times</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.regler'">Rules that are not set</xsl:when>
    <xsl:when test="$key = 'gjoer.alle'">All findings stand under data quality.</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
