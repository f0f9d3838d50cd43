<?xml version="1.0" encoding="UTF-8"?>
<!--
  brief.nb.xsl: what the rooms rounded, in_brief and to_do say in bokmål.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, after labels.nb.xsl.  The files of all languages have the same keys;
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
    <xsl:when test="$key = 'rundet.kroner.0'"><xsl:copy-of select="$a"/><xsl:text>&#160;kr</xsl:text></xsl:when>
    <xsl:when test="$key = 'rundet.kroner.6'"><xsl:copy-of select="$a"/><xsl:text>&#160;mill.&#160;kr</xsl:text></xsl:when>
    <xsl:when test="$key = 'rundet.kroner.9'"><xsl:copy-of select="$a"/><xsl:text>&#160;mrd.&#160;kr</xsl:text></xsl:when>
    <xsl:when test="$key = 'rundet.prosentpoeng'"><xsl:copy-of select="$a"/><xsl:text>&#160;prosentpoeng</xsl:text></xsl:when>
    <!-- in brief -->
    <xsl:when test="$key = 'brief.tittel'">Kort fortalt</xsl:when>
    <xsl:when test="$key = 'brief.opp'"><xsl:copy-of select="$a"/><xsl:text> økte fra </xsl:text><xsl:copy-of select="$c"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ned'"><xsl:copy-of select="$a"/><xsl:text> gikk ned fra </xsl:text><xsl:copy-of select="$c"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.opp.videre'"><xsl:copy-of select="$a"/><xsl:text> økte fra </xsl:text><xsl:copy-of select="$c"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ned.videre'"><xsl:copy-of select="$a"/><xsl:text> gikk ned fra </xsl:text><xsl:copy-of select="$c"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.likt'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, det samme som i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.naer'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, avrundet det samme som i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.begge'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$c"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> og </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/></xsl:when>
    <xsl:when test="$key = 'brief.regelskifte'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:copy-of select="$e"/><xsl:text> – tallet for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, er regnet etter et annet regelsett og sammenlignes derfor ikke</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.uten-foer'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>: </xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, ufullstendig: </xsl:text><xsl:copy-of select="$d"/></xsl:when>
    <xsl:when test="$key = 'brief.ufullstendig.foer'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (ufullstendig: </xsl:text><xsl:copy-of select="$d"/><xsl:text>) – tallet for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, sammenlignes derfor ikke</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.foer-ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:copy-of select="$e"/><xsl:text> – tallet for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, er ufullstendig (</xsl:text><xsl:copy-of select="$d"/><xsl:text>) og sammenlignes derfor ikke</xsl:text></xsl:when>
    <!-- the title of a theme -->
    <xsl:when test="$key = 'funn.opp'"><xsl:copy-of select="$a"/><xsl:text> økte til </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'funn.ned'"><xsl:copy-of select="$a"/><xsl:text> gikk ned til </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'funn.likt'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text>, det samme som året før</xsl:text></xsl:when>
    <xsl:when test="$key = 'funn.ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text>, ufullstendig: </xsl:text><xsl:copy-of select="$d"/></xsl:when>
    <xsl:when test="$key = 'funn.var'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'brief.n'"><xsl:text> (</xsl:text><xsl:copy-of select="$a"/><xsl:text> av </xsl:text><xsl:copy-of select="$b"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.enheter'"><xsl:copy-of select="$a"/><xsl:text> av </xsl:text><xsl:copy-of select="$b"/><xsl:text> enheter har levert</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.maal.over'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> over målet på </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.maal.under'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> under målet på </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.maal.lik'"><xsl:text>, likt med målet på </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.landet.over'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> over landet som helhet (</xsl:text><xsl:copy-of select="$a"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.landet.under'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> under landet som helhet (</xsl:text><xsl:copy-of select="$a"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.landet.lik'">, likt med landet som helhet</xsl:when>
    <xsl:when test="$key = 'brief.vei.over'"><xsl:text>, over veien til dobling, som krever </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.vei.under'"><xsl:text>, under veien til dobling, som krever </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.vei.lik'">, likt med veien til dobling</xsl:when>
    <xsl:when test="$key = 'brief.resultater'"><xsl:text>Av </xsl:text><xsl:copy-of select="$b"/><xsl:text> studier med frist til og med </xsl:text><xsl:copy-of select="$d"/><xsl:text> er resultater funnet for </xsl:text><xsl:copy-of select="$a"/><xsl:text> (</xsl:text><xsl:copy-of select="$c"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeFunnet'"><xsl:text>; </xsl:text><xsl:copy-of select="$a"/><xsl:text> er ikke funnet publisert</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeUndersoekt'"><xsl:text>, </xsl:text><xsl:copy-of select="$a"/><xsl:text> av dem er ikke undersøkt</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.uten-tall'"><xsl:text>Uten tall for </xsl:text><xsl:copy-of select="$a"/><xsl:text>: </xsl:text></xsl:when>
    <xsl:when test="$key = 'emne.vitenskapeligePublikasjoner/publiseringspoeng'">publiseringspoengene</xsl:when>
    <xsl:when test="$key = 'emne.avlagteDoktorgrader/antall'">avlagte doktorgrader</xsl:when>
    <xsl:when test="$key = 'emne.eksternFinansiering/eu'">EU-midlene</xsl:when>
    <xsl:when test="$key = 'emne.eksternFinansiering/forskningsraadet'">midlene fra Forskningsrådet</xsl:when>
    <xsl:when test="$key = 'emne.handlingsplanKliniskeStudier/andelPasienter'">andelen pasienter i kliniske behandlingsstudier</xsl:when>
    <xsl:when test="$key = 'emne.doblingAntallStudier/antallStudier'">antallet kliniske behandlingsstudier med nye pasienter</xsl:when>
    <xsl:when test="$key = 'emne.publiseringAvResultater/andelRapportert'">andelen studier med rapporterte resultater</xsl:when>
    <xsl:when test="$key = 'emne.helsetjenesteforskning/andelMidler'">andelen av midlene som går til helsetjenesteforskning</xsl:when>
    <xsl:when test="$key = 'emne.innovasjonsindikator/registrerte'">antallet registrerte innovasjoner</xsl:when>
    <xsl:when test="$key = 'emne.brukermedvirkning/andelProsjekter'">andelen prosjekter med brukermedvirkning</xsl:when>
    <xsl:when test="$key = 'emne.forskningspoeng/samlet'">forskningspoengene samlet</xsl:when>
    <xsl:when test="$key = 'grunn.ingenTall'">ingen tall</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeBeregnet'">kan ikke beregnes</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeLevert'">ikke levert</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeUndersoekt'">ikke undersøkt</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeAktuelt'">ikke aktuelt</xsl:when>
    <xsl:when test="$key = 'grunn.skjult'">skjult av hensyn til personvern</xsl:when>
    <!-- what must be done -->
    <xsl:when test="$key = 'gjoer.tittel'">Hva må gjøres</xsl:when>
    <xsl:when test="$key = 'gjoer.ingenting'">Ingenting: ingen studier er over fristen, alt er levert, ingen funn er feil eller advarsler, og alle regler er fastsatt.</xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt'">Studier over fristen for resultater</xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.antall' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text> studie er ikke funnet publisert per </xsl:text><xsl:copy-of select="$b"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.antall'"><xsl:copy-of select="$a"/><xsl:text> studier er ikke funnet publisert per </xsl:text><xsl:copy-of select="$b"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.uten'"><xsl:text>Om studier over fristen: </xsl:text><xsl:copy-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.utvalg'"><xsl:text>De </xsl:text><xsl:copy-of select="$a"/><xsl:text> som har vært over fristen lengst, står her; alle står i vedlegget.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.studie'">Studie</xsl:when>
    <xsl:when test="$key = 'gjoer.frist'">Frist</xsl:when>
    <xsl:when test="$key = 'gjoer.dager'">Dager over fristen</xsl:when>
    <xsl:when test="$key = 'gjoer.sier'">Det som er oppgitt</xsl:when>
    <xsl:when test="$key = 'gjoer.ikkeUndersoekt'">ikke undersøkt</xsl:when>
    <xsl:when test="$key = 'gjoer.ikkeFunnet'"><xsl:text>ikke funnet per </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'gjoer.mangler'">Ikke levert</xsl:when>
    <xsl:when test="$key = 'gjoer.rapporter' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text> rapport om et prosjekt i </xsl:text><xsl:copy-of select="$b"/><xsl:text> er ikke levert.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.rapporter'"><xsl:copy-of select="$a"/><xsl:text> rapporter om prosjekter i </xsl:text><xsl:copy-of select="$b"/><xsl:text> er ikke levert.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.funn'">Funn som skal rettes eller forklares</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.feil'">feil</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.advarsel'">advarsel</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.ganger'"><xsl:copy-of select="$a"/><xsl:text> ganger</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.regler'">Regler som ikke er fastsatt</xsl:when>
    <xsl:when test="$key = 'gjoer.alle'">Alle funn står under datakvalitet.</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
