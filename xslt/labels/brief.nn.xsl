<?xml version="1.0" encoding="UTF-8"?>
<!--
  brief.nn.xsl: what the rooms rounded, in_brief and to_do say in nynorsk.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build, after labels.nn.xsl.  The files of all languages have the same keys;
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
    <xsl:when test="$key = 'brief.opp'"><xsl:copy-of select="$a"/><xsl:text> auka frå </xsl:text><xsl:copy-of select="$c"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ned'"><xsl:copy-of select="$a"/><xsl:text> gjekk ned frå </xsl:text><xsl:copy-of select="$c"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.opp.videre'"><xsl:copy-of select="$a"/><xsl:text> auka frå </xsl:text><xsl:copy-of select="$c"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ned.videre'"><xsl:copy-of select="$a"/><xsl:text> gjekk ned frå </xsl:text><xsl:copy-of select="$c"/><xsl:text> til </xsl:text><xsl:copy-of select="$b"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.likt'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, det same som i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.naer'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, avrunda det same som i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> (</xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.begge'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$c"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text> og </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/></xsl:when>
    <xsl:when test="$key = 'brief.regelskifte'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:copy-of select="$e"/><xsl:text> – talet for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, er rekna etter eit anna regelsett og blir derfor ikkje samanlikna</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.uten-foer'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (</xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>: </xsl:text><xsl:copy-of select="$d"/><xsl:text>)</xsl:text><xsl:copy-of select="$e"/></xsl:when>
    <xsl:when test="$key = 'brief.ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text>, ufullstendig: </xsl:text><xsl:copy-of select="$d"/></xsl:when>
    <xsl:when test="$key = 'brief.ufullstendig.foer'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:text> (ufullstendig: </xsl:text><xsl:copy-of select="$d"/><xsl:text>) – talet for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, blir derfor ikkje samanlikna</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.foer-ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text> i </xsl:text><xsl:copy-of select="$brief-aar"/><xsl:copy-of select="$e"/><xsl:text> – talet for </xsl:text><xsl:copy-of select="$brief-foer"/><xsl:text>, </xsl:text><xsl:copy-of select="$c"/><xsl:text>, er ufullstendig (</xsl:text><xsl:copy-of select="$d"/><xsl:text>) og blir derfor ikkje samanlikna</xsl:text></xsl:when>
    <!-- the title of a theme -->
    <xsl:when test="$key = 'funn.opp'"><xsl:copy-of select="$a"/><xsl:text> auka til </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'funn.ned'"><xsl:copy-of select="$a"/><xsl:text> gjekk ned til </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'funn.likt'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text>, det same som året før</xsl:text></xsl:when>
    <xsl:when test="$key = 'funn.ufullstendig'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/><xsl:text>, ufullstendig: </xsl:text><xsl:copy-of select="$d"/></xsl:when>
    <xsl:when test="$key = 'funn.var'"><xsl:copy-of select="$a"/><xsl:text> var </xsl:text><xsl:copy-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'brief.n'"><xsl:text> (</xsl:text><xsl:copy-of select="$a"/><xsl:text> av </xsl:text><xsl:copy-of select="$b"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.enheter'"><xsl:copy-of select="$a"/><xsl:text> av </xsl:text><xsl:copy-of select="$b"/><xsl:text> einingar har levert</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.maal.over'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> over målet på </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.maal.under'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> under målet på </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.maal.lik'"><xsl:text>, likt med målet på </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.landet.over'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> over landet som heilskap (</xsl:text><xsl:copy-of select="$a"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.landet.under'"><xsl:text>, </xsl:text><xsl:copy-of select="$b"/><xsl:text> under landet som heilskap (</xsl:text><xsl:copy-of select="$a"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.landet.lik'">, likt med landet som heilskap</xsl:when>
    <xsl:when test="$key = 'brief.vei.over'"><xsl:text>, over vegen til dobling, som krev </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.vei.under'"><xsl:text>, under vegen til dobling, som krev </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'brief.vei.lik'">, likt med vegen til dobling</xsl:when>
    <xsl:when test="$key = 'brief.resultater'"><xsl:text>Av </xsl:text><xsl:copy-of select="$b"/><xsl:text> studiar med frist til og med </xsl:text><xsl:copy-of select="$d"/><xsl:text> er resultat funne for </xsl:text><xsl:copy-of select="$a"/><xsl:text> (</xsl:text><xsl:copy-of select="$c"/><xsl:text>)</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeFunnet' and $a = '1'"><xsl:text>; </xsl:text><xsl:copy-of select="$a"/><xsl:text> er ikkje funnen publisert</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeFunnet'"><xsl:text>; </xsl:text><xsl:copy-of select="$a"/><xsl:text> er ikkje funne publiserte</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeUndersoekt' and $a = '1'"><xsl:text>, </xsl:text><xsl:copy-of select="$a"/><xsl:text> av dei er ikkje undersøkt</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.ikkeUndersoekt'"><xsl:text>, </xsl:text><xsl:copy-of select="$a"/><xsl:text> av dei er ikkje undersøkte</xsl:text></xsl:when>
    <xsl:when test="$key = 'brief.uten-tall'"><xsl:text>Utan tal for </xsl:text><xsl:copy-of select="$a"/><xsl:text>: </xsl:text></xsl:when>
    <xsl:when test="$key = 'emne.vitenskapeligePublikasjoner/publiseringspoeng'">publiseringspoenga</xsl:when>
    <xsl:when test="$key = 'emne.avlagteDoktorgrader/antall'">avlagde doktorgradar</xsl:when>
    <xsl:when test="$key = 'emne.eksternFinansiering/eu'">EU-midlane</xsl:when>
    <xsl:when test="$key = 'emne.eksternFinansiering/forskningsraadet'">midlane frå Forskingsrådet</xsl:when>
    <xsl:when test="$key = 'emne.handlingsplanKliniskeStudier/andelPasienter'">delen pasientar i kliniske behandlingsstudiar</xsl:when>
    <xsl:when test="$key = 'emne.doblingAntallStudier/antallStudier'">talet på kliniske behandlingsstudiar med nye pasientar</xsl:when>
    <xsl:when test="$key = 'emne.publiseringAvResultater/andelRapportert'">delen studiar med rapporterte resultat</xsl:when>
    <xsl:when test="$key = 'emne.helsetjenesteforskning/andelMidler'">delen av midlane som går til helsetenesteforsking</xsl:when>
    <xsl:when test="$key = 'emne.innovasjonsindikator/registrerte'">talet på registrerte innovasjonar</xsl:when>
    <xsl:when test="$key = 'emne.brukermedvirkning/andelProsjekter'">delen prosjekt med brukarmedverknad</xsl:when>
    <xsl:when test="$key = 'emne.forskningspoeng/samlet'">forskingspoenga samla</xsl:when>
    <xsl:when test="$key = 'grunn.ingenTall'">ingen tal</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeBeregnet'">kan ikkje bereknast</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeLevert'">ikkje levert</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeUndersoekt'">ikkje undersøkt</xsl:when>
    <xsl:when test="$key = 'grunn.ikkeAktuelt'">ikkje aktuelt</xsl:when>
    <xsl:when test="$key = 'grunn.skjult'">skjult av omsyn til personvern</xsl:when>
    <!-- what must be done -->
    <xsl:when test="$key = 'gjoer.tittel'">Kva må gjerast</xsl:when>
    <xsl:when test="$key = 'gjoer.ingenting'">Ingenting: ingen studiar er over fristen, alt er levert, ingen funn er feil eller åtvaringar, og alle reglar er fastsette.</xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt'">Studiar over fristen for resultat</xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.antall' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text> studie er ikkje funnen publisert per </xsl:text><xsl:copy-of select="$b"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.antall'"><xsl:copy-of select="$a"/><xsl:text> studiar er ikkje funne publiserte per </xsl:text><xsl:copy-of select="$b"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.uten'"><xsl:text>Om studiar over fristen: </xsl:text><xsl:copy-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.forfalt.utvalg'"><xsl:text>Dei </xsl:text><xsl:copy-of select="$a"/><xsl:text> som har vore over fristen lengst, står her; alle står i vedlegget.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.studie'">Studie</xsl:when>
    <xsl:when test="$key = 'gjoer.frist'">Frist</xsl:when>
    <xsl:when test="$key = 'gjoer.dager'">Dagar over fristen</xsl:when>
    <xsl:when test="$key = 'gjoer.sier'">Det som er oppgitt</xsl:when>
    <xsl:when test="$key = 'gjoer.ikkeUndersoekt'">ikkje undersøkt</xsl:when>
    <xsl:when test="$key = 'gjoer.ikkeFunnet'"><xsl:text>ikkje funnen per </xsl:text><xsl:copy-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'gjoer.mangler'">Ikkje levert</xsl:when>
    <xsl:when test="$key = 'gjoer.rapporter' and $a = '1'"><xsl:copy-of select="$a"/><xsl:text> rapport om eit prosjekt i </xsl:text><xsl:copy-of select="$b"/><xsl:text> er ikkje levert.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.rapporter'"><xsl:copy-of select="$a"/><xsl:text> rapportar om prosjekt i </xsl:text><xsl:copy-of select="$b"/><xsl:text> er ikkje leverte.</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.funn'">Funn som skal rettast eller forklarast</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.feil'">feil</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.advarsel'">åtvaring</xsl:when>
    <xsl:when test="$key = 'gjoer.funn.ganger'"><xsl:copy-of select="$a"/><xsl:text> gonger</xsl:text></xsl:when>
    <xsl:when test="$key = 'gjoer.regler'">Reglar som ikkje er fastsette</xsl:when>
    <xsl:when test="$key = 'gjoer.alle'">Alle funn står under datakvalitet.</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
