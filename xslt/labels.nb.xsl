<?xml version="1.0" encoding="UTF-8"?>
<!--
  labels.nb.xsl: what the page of report.xsl says in bokmål.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build.  All label files have the same keys.  A key that is not known gives the
  key itself: report.xsl then shows a code as the report has it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- language, and how numbers are written -->
<xsl:variable name="lang">nb</xsl:variable>
<xsl:variable name="desimaltegn">,</xsl:variable>
<xsl:variable name="tusenskille">&#160;</xsl:variable>
<xsl:variable name="prosenttegn">&#160;%</xsl:variable>

<!-- 2023-12-31 as 31.12.2023 -->
<xsl:template name="dato">
  <xsl:param name="iso"/>
  <xsl:value-of select="concat(substring($iso, 9, 2), '.', substring($iso, 6, 2), '.', substring($iso, 1, 4))"/>
</xsl:template>

<!-- 2023-12-31T10:00:00Z as 31.12.2023 kl. 10.00 UTC -->
<xsl:template name="tidspunkt">
  <xsl:param name="iso"/>
  <xsl:call-template name="dato"><xsl:with-param name="iso" select="$iso"/></xsl:call-template>
  <xsl:value-of select="concat(' kl. ', substring($iso, 12, 2), '.', substring($iso, 15, 2), ' UTC')"/>
</xsl:template>

<!-- a, b, c: what the text speaks of -->
<xsl:template name="label">
  <xsl:param name="key"/>
  <xsl:param name="a"/>
  <xsl:param name="b"/>
  <xsl:param name="c"/>
  <xsl:choose>
    <!-- what cells and bars ask for stands first: every key is sought from the top -->
    <xsl:when test="$key = 'ingenTall'">ingen tall</xsl:when>
    <xsl:when test="$key = 'av'"><xsl:value-of select="$a"/><xsl:text> av </xsl:text><xsl:value-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'samlet'"><xsl:value-of select="$a"/><xsl:text>, samlet</xsl:text></xsl:when>
    <xsl:when test="$key = 'ikkeBeregnet'">ikke beregnet</xsl:when>
    <xsl:when test="$key = 'ikkeLevert'">ikke levert</xsl:when>
    <xsl:when test="$key = 'avEnheter'"><xsl:value-of select="$a"/><xsl:text> av </xsl:text><xsl:value-of select="$b"/><xsl:text> enheter har levert</xsl:text></xsl:when>
    <xsl:when test="$key = 'avEnheterKort'"><xsl:value-of select="$a"/><xsl:text> av </xsl:text><xsl:value-of select="$b"/><xsl:text> enheter</xsl:text></xsl:when>
    <xsl:when test="$key = 'ikkeUndersoekt'">ikke undersøkt</xsl:when>
    <xsl:when test="$key = 'ikkeAktuelt'">ikke aktuelt</xsl:when>
    <xsl:when test="$key = 'landet.navn'">Norge</xsl:when>
    <xsl:when test="$key = 'rhfSelv'"><xsl:value-of select="$a"/><xsl:text> (RHF-et selv)</xsl:text></xsl:when>
    <xsl:when test="$key = 'tallstatus.foreloepig'">foreløpig</xsl:when>
    <!-- frame -->
    <xsl:when test="$key = 'tittel'">Indikatorrapport for forskning</xsl:when>
    <xsl:when test="$key = 'hopp'">Hopp til innholdet</xsl:when>
    <xsl:when test="$key = 'meny'">Innhold</xsl:when>
    <xsl:when test="$key = 'varsel'">Testrapport. Tallene skal ikke brukes i rapportering.</xsl:when>
    <xsl:when test="$key = 'bunn'"><xsl:text>Laget med </xsl:text><xsl:value-of select="$a"/><xsl:text>. Tallene er de samme som i rapportens XML- og JSON-utgave, som har flere inndelinger.</xsl:text></xsl:when>
    <xsl:when test="$key = 'fraTil'"><xsl:value-of select="$a"/><xsl:text>–</xsl:text><xsl:value-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'orgnr'">org.nr.</xsl:when>
    <xsl:when test="$key = 'lukket'">lukket</xsl:when>
    <xsl:when test="$key = 'fakta.avsender'">Avsender</xsl:when>
    <xsl:when test="$key = 'fakta.periode'">Rapporteringsperiode</xsl:when>
    <xsl:when test="$key = 'fakta.tallstatus'">Tallenes status</xsl:when>
    <xsl:when test="$key = 'fakta.tilstand'">Rapportens tilstand</xsl:when>
    <xsl:when test="$key = 'fakta.utgave'">Utgave</xsl:when>
    <xsl:when test="$key = 'fakta.opprettet'">Opprettet</xsl:when>
    <xsl:when test="$key = 'fakta.rapportId'">Rapport-id</xsl:when>
    <xsl:when test="$key = 'fakta.erstatter'">Erstatter rapport</xsl:when>
    <xsl:when test="$key = 'fakta.sha256'">SHA-256 av innholdet</xsl:when>
    <!-- headings of sections and containers -->
    <xsl:when test="$key = 'del.sammendrag'">Nøkkeltall</xsl:when>
    <xsl:when test="$key = 'del.nasjonaltMaalesystem'">Nasjonalt målesystem</xsl:when>
    <xsl:when test="$key = 'del.vitenskapeligePublikasjoner'">Vitenskapelige publikasjoner</xsl:when>
    <xsl:when test="$key = 'del.avlagteDoktorgrader'">Avlagte doktorgrader</xsl:when>
    <xsl:when test="$key = 'del.eksternFinansiering'">Ekstern finansiering</xsl:when>
    <xsl:when test="$key = 'del.kliniskeBehandlingsstudier'">Kliniske behandlingsstudier</xsl:when>
    <xsl:when test="$key = 'del.forskningspoeng'">Forskningspoeng</xsl:when>
    <xsl:when test="$key = 'del.innovasjonsindikator'">Innovasjonsindikator</xsl:when>
    <xsl:when test="$key = 'del.oeremerketTilskudd'">Øremerket tilskudd</xsl:when>
    <xsl:when test="$key = 'del.handlingsplanKliniskeStudier'">Handlingsplan for kliniske studier</xsl:when>
    <xsl:when test="$key = 'del.ressursbruk'">Ressursbruk til forskning</xsl:when>
    <xsl:when test="$key = 'del.publiseringAvResultater'">Publisering av resultater</xsl:when>
    <xsl:when test="$key = 'del.brukermedvirkning'">Brukermedvirkning</xsl:when>
    <xsl:when test="$key = 'del.helsetjenesteforskning'">Helsetjenesteforskning</xsl:when>
    <xsl:when test="$key = 'del.hrcs'">HRCS</xsl:when>
    <xsl:when test="$key = 'del.satsingsomraader'">Satsingsområder</xsl:when>
    <xsl:when test="$key = 'del.doblingAntallStudier'">Dobling av antall studier</xsl:when>
    <xsl:when test="$key = 'del.helsekategori'">Helsekategorier (HRCS)</xsl:when>
    <xsl:when test="$key = 'del.forskningsaktivitet'">Forskningsaktiviteter (HRCS)</xsl:when>
    <xsl:when test="$key = 'del.referansetall'">Offisielle tall ved siden av våre</xsl:when>
    <xsl:when test="$key = 'del.vedlegg'">Vedlegg</xsl:when>
    <xsl:when test="$key = 'del.helsetjenesteprosjekter'">Pågående prosjekter i helsetjenesteforskning</xsl:when>
    <xsl:when test="$key = 'del.leveranse'">Leveranse av lovede studier</xsl:when>
    <xsl:when test="$key = 'del.tidTilResultat'">Tid til resultat</xsl:when>
    <xsl:when test="$key = 'del.prosjekter'">Prosjekter uten registrert studie</xsl:when>
    <xsl:when test="$key = 'del.soeknader'">Søknader om forskningsmidler</xsl:when>
    <xsl:when test="$key = 'del.prosjekterUtenPublikasjon'">Avsluttede prosjekter uten publikasjon</xsl:when>
    <xsl:when test="$key = 'del.simulering'">Simulering</xsl:when>
    <xsl:when test="$key = 'del.behovsidentifisertForskning'">Behovsidentifisert forskning</xsl:when>
    <xsl:when test="$key = 'del.utledetIndeks'">Utledet indeks for brukermedvirkning</xsl:when>
    <xsl:when test="$key = 'del.datakvalitet'">Datakvalitet</xsl:when>
    <xsl:when test="$key = 'del.regelverk'">Regelverk og parametre</xsl:when>
    <xsl:when test="$key = 'del.kontrollsummer'">Kontrollsummer</xsl:when>
    <!-- what totals include -->
    <xsl:when test="$key = 'omfang.standard'">Sum for en region: helseforetakene, det regionale helseforetaket selv og private ideelle sykehus i regionen. Nasjonen: de fire regionene. Universiteter og andre enheter vises for seg og er utenfor summene.</xsl:when>
    <xsl:when test="$key = 'omfang.nasjonaltMaalesystem'">Sum for en region: helseforetakene, det regionale helseforetaket selv og private ideelle sykehus i regionen. Nasjonen: de fire regionene. Universiteter og andre enheter vises for seg og er utenfor summene. Antall publikasjoner kan ikke legges sammen: en publikasjon som flere enheter deler, telles én gang i hver av dem og én gang samlet. Poeng, doktorgrader og beløp kan legges sammen.</xsl:when>
    <xsl:when test="$key = 'omfang.handlingsplanKliniskeStudier'">Hvert nivå har sine egne tall: en pasient som er behandlet ved to sykehus, er én pasient i regionen og i landet, og en studie ved flere foretak er én studie. Tallene kan derfor ikke legges sammen. Universiteter er ikke med.</xsl:when>
    <xsl:when test="$key = 'omfang.oeremerketTilskudd'">Årstallet er det siste resultatåret; budsjettåret er senere, slik parameteren grant.lag_years sier. De fire regionene deler hele tilskuddet. Beløp som bygger på indikatorer uten fastsatte poeng, er ikke beregnet.</xsl:when>
    <xsl:when test="$key = 'omfang.hrcs'">Et prosjekt telles én gang i hver av kodene sine; midler er delt etter prosent og kan legges sammen over kodene. Prosjekter ved universiteter er utenfor regionene.</xsl:when>
    <xsl:when test="$key = 'omfang.innovasjonsindikator'">Hva som skal registreres, er ikke entydig fastsatt, praksis varierer mellom foretakene, og registreringen er ufullstendig: se registreringsgraden før tallene sammenlignes. Midler til innovasjon gis ofte etter strategiske beslutninger og ikke i åpen konkurranse; tallene er derfor delt etter tildelingsform.</xsl:when>
    <xsl:when test="$key = 'omfang.brukermedvirkning'">Rapporter som ikke er levert, er et eget tall og aldri et nei. Å være forsøksdeltaker, respondent eller informant er ikke medvirkning. Ingen medvirkning kan være rett når det er en god grunn; grunnene står for seg. Prosjekter ved universiteter er utenfor regionene.</xsl:when>
    <xsl:when test="$key = 'omfang.ressursbruk'">Bare år som er målt, har tall; et år mellom to målinger er ikke null. Summene er av enhetene som er målt. Ressursbruk er styringsinformasjon og inngår ikke i poeng eller tilskudd.</xsl:when>
    <xsl:when test="$key = 'omfang.publiseringAvResultater'">Nasjonen: alle studier, også de som ledes fra universiteter. En studie med flere ledende institusjoner telles én gang i hver av dem og én gang samlet; tallene for enhetene kan derfor ikke legges sammen.</xsl:when>
    <xsl:when test="$key = 'utenfor'">Andre enheter (utenfor summene)</xsl:when>
    <xsl:when test="$key = 'utenfor.studier'">Universiteter og andre enheter (utenfor regionene, med i tallet for nasjonen)</xsl:when>
    <!-- figures -->
    <xsl:when test="$key = 'skjult'">skjult (personvern)</xsl:when>
    <xsl:when test="$key = 'ikkeFastsatt'">ikke fastsatt</xsl:when>
    <xsl:when test="$key = 'uendret'">uendret</xsl:when>
    <xsl:when test="$key = 'intervall'"><xsl:text>95&#160;%-intervall </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'per'"><xsl:text>per </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'prosentpoeng'"><xsl:text> prosentpoeng</xsl:text></xsl:when>
    <xsl:when test="$key = 'milliarder'"><xsl:text> mrd.</xsl:text></xsl:when>
    <xsl:when test="$key = 'millioner'"><xsl:text> mill.</xsl:text></xsl:when>
    <xsl:when test="$key = 'maaleenhet'">Måleenhet</xsl:when>
    <xsl:when test="$key = 'kilde'">Kilde</xsl:when>
    <xsl:when test="$key = 'regelsett'">Regelsett</xsl:when>
    <xsl:when test="$key = 'maaleenhet.poeng'">poeng</xsl:when>
    <xsl:when test="$key = 'maaleenhet.antall'">antall</xsl:when>
    <xsl:when test="$key = 'maaleenhet.kroner'">kroner</xsl:when>
    <xsl:when test="$key = 'maaleenhet.dager'">dager</xsl:when>
    <xsl:when test="$key = 'maaleenhet.pasienter'">pasienter</xsl:when>
    <xsl:when test="$key = 'maaleenhet.forhold'">prosent</xsl:when>
    <xsl:when test="$key = 'offisielt'">offisielt tall</xsl:when>
    <xsl:when test="$key = 'referansetall.note'">Tall som er offentliggjort av andre, ved siden av tallene i denne rapporten. Differanse: vårt tall minus det offisielle.</xsl:when>
    <xsl:when test="$key = 'kolonne.offisiell'">Offisielt</xsl:when>
    <xsl:when test="$key = 'kolonne.vaart'">Denne rapporten</xsl:when>
    <xsl:when test="$key = 'vedlegg.prosjekter.note'">Prosjekter som pågår 31. desember, én rad for hver finansieringskilde i året. Andel er den delen av prosjektet som er helsetjenesteforskning.</xsl:when>
    <xsl:when test="$key = 'kolonne.prosjekt'">Prosjekt</xsl:when>
    <xsl:when test="$key = 'kolonne.institusjon'">Institusjon</xsl:when>
    <xsl:when test="$key = 'kolonne.region'">Region</xsl:when>
    <xsl:when test="$key = 'kolonne.program'">Program</xsl:when>
    <xsl:when test="$key = 'kolonne.type'">Type</xsl:when>
    <xsl:when test="$key = 'kolonne.finansiering'">Finansiering</xsl:when>
    <xsl:when test="$key = 'kolonne.beloep'">Beløp i året (kr)</xsl:when>
    <xsl:when test="$key = 'kolonne.andel'">Andel</xsl:when>
    <xsl:when test="$key = 'kolonne.andelBeloep'">Beløp til helsetjenesteforskning (kr)</xsl:when>
    <xsl:when test="$key = 'maaleenhet.indeks'">indeksverdi 0–100, utledet, ikke validert, ikke offisiell</xsl:when>
    <xsl:when test="$key = 'indeks.note'">Utledet, ikke validert, ikke offisiell. Dataene er ordinale: fordelingen og medianen vises, aldri et gjennomsnitt. Vektene står under regelverk og parametre.</xsl:when>
    <xsl:when test="$key = 'matrise.note'">Antall prosjekter med brukermedvirkning i hver rute; mørkere ruter har flere. Et prosjekt kan stå i flere ruter. Å krysse nivå og grad, og rekkefølgen av gradene, er utledet.</xsl:when>
    <xsl:when test="$key = 'regler.tittel'">Samme studier etter alle reglene</xsl:when>
    <xsl:when test="$key = 'regler.note'">Reglene har ulike frister og teller ulike resultater som svar. En regel uten rad kan ikke dømme studiene med de opplysningene som finnes.</xsl:when>
    <xsl:when test="$key = 'vei.dobling'">Veien til dobling</xsl:when>
    <xsl:when test="$key = 'vei.andel'">Veien til målet for deltakelse</xsl:when>
    <xsl:when test="$key = 'vei.krav'">krav</xsl:when>
    <xsl:when test="$key = 'vei.maal'">mål</xsl:when>
    <xsl:when test="$key = 'svg.vei'">Stående stolper viser årene, linjen viser kravet eller målet. De samme tallene står i tabellene under.</xsl:when>
    <xsl:when test="$key = 'fordeling'">Regionenes andeler av hver indikator</xsl:when>
    <xsl:when test="$key = 'svg.fordeling'">Én liggende stolpe for hver indikator, delt på de fire regionene. Beløpene og poengene står i tabellene under.</xsl:when>
    <xsl:when test="$key = 'simulering.note'">Regneeksempel på tallene for dette året alene. Det regionene vinner og taper, er like mye.</xsl:when>
    <xsl:when test="$key = 'svg.simulering'">Stolper til høyre for midten er en økning, til venstre en nedgang. De samme tallene står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'paategning.kommentar'">Kommentar fra avsender</xsl:when>
    <xsl:when test="$key = 'paategning.kontrollert'">Kontrollert av avsender</xsl:when>
    <xsl:when test="$key = 'paategning.godtatt'">Funn som er godtatt</xsl:when>
    <xsl:when test="$key = 'kolonne.begrunnelse'">Begrunnelse</xsl:when>
    <xsl:when test="$key = 'kolonne.dato'">Dato</xsl:when>
    <xsl:when test="$key = 'fakta.sha256Xml'">SHA-256 av XML-innholdet</xsl:when>
    <xsl:when test="$key = 'maaleenhet.andel'">prosent, med teller, nevner og 95&#160;%-intervall; grått der nevneren er under 10</xsl:when>
    <xsl:when test="$key = 'sammendrag.note'">«Ikke beregnet» er ikke null: grunnen står ved tallet. Foreløpige tall er merket og kan bli endret til året er lukket.</xsl:when>
    <!-- charts and tables -->
    <xsl:when test="$key = 'diagram.regioner'"><xsl:text>Regionene, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'diagram.regionerSerie'">Regionene over tid</xsl:when>
    <xsl:when test="$key = 'diagram.foretak'"><xsl:text>Foretak og sykehus etter region, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'svg.stolper'">Liggende stolper i alfabetisk rekkefølge, ikke rangert. De samme tallene står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'svg.serie'">Stående stolper, én for hvert år. De samme tallene står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'svg.stige'">Stolper som viser hvordan avsluttede studier deles i ikke forfalt og forfalt, og forfalt i funnet og ikke funnet. De samme tallene står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'tabell.regioner'">regionene og nasjonen</xsl:when>
    <xsl:when test="$key = 'tabell.alle'">alle enheter</xsl:when>
    <xsl:when test="$key = 'tabell.enheter'"><xsl:text>alle enheter, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'etter'"><xsl:text>etter </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <!-- publication of results -->
    <xsl:when test="$key = 'resultater.ordlyd'"><xsl:text>Status per </xsl:text><xsl:value-of select="$a"/><xsl:text>. «Ikke funnet publisert per </xsl:text><xsl:value-of select="$a"/><xsl:text>» betyr at det ikke er funnet noe resultat i kildene som er undersøkt. En kilde som ikke er undersøkt, er ikke et nei, og en enhet uten studier i grunnlaget er ikke undersøkt.</xsl:text></xsl:when>
    <xsl:when test="$key = 'resultater.tabell'"><xsl:text>Status per </xsl:text><xsl:value-of select="$a"/><xsl:text>, alle enheter</xsl:text></xsl:when>
    <xsl:when test="$key = 'resultater.fotnote'">Under hver andel: teller av nevner og 95&#160;%-intervall. Grå ruter: nevneren er under 10. Enhetene står i alfabetisk rekkefølge og er ikke rangert.</xsl:when>
    <xsl:when test="$key = 'resultater.utvikling'">Utvikling over tid</xsl:when>
    <xsl:when test="$key = 'stige'"><xsl:text>Fra avsluttet studie til publisert resultat, per </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'stige.funnet'">Forfalt, resultat funnet</xsl:when>
    <!-- data quality, rule sets, control totals -->
    <xsl:when test="$key = 'datakvalitet.antall'"><xsl:text>Feil: </xsl:text><xsl:value-of select="$a"/><xsl:text>. Advarsler: </xsl:text><xsl:value-of select="$b"/><xsl:text>. Merknader: </xsl:text><xsl:value-of select="$c"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'datakvalitet.tabell'">Funn i kilder og regelverk</xsl:when>
    <xsl:when test="$key = 'regelverk.note'">Tallene er beregnet med disse regelsettene. Opphavet sier hvor hver verdi kommer fra. En parameter som ikke er fastsatt, gir ingen poeng, og det som trenger den, er ikke beregnet.</xsl:when>
    <xsl:when test="$key = 'regelverk.tabell'"><xsl:text>Parametre i </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'regelverk.ikkeFastsatt'"><xsl:text>ikke fastsatt: </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'hjemmel'">Hjemmel</xsl:when>
    <xsl:when test="$key = 'arvet'"><xsl:text>arvet fra </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'kontrollsummer.note'">Summene er regnet over radene uten inndeling, slik at en mottaker kan kontrollere at alt kom frem.</xsl:when>
    <xsl:when test="$key = 'kontrollsummer.tabell'">Kontrollsummer etter begrep, år og nivå</xsl:when>
    <xsl:when test="$key = 'avstemming.tabell'">Avstemming: nasjonen mot summen av regionene</xsl:when>
    <xsl:when test="$key = 'kolonne.enhet'">Enhet</xsl:when>
    <xsl:when test="$key = 'kolonne.alvorlighet'">Alvorlighet</xsl:when>
    <xsl:when test="$key = 'kolonne.funn'">Funn</xsl:when>
    <xsl:when test="$key = 'kolonne.gjelder'">Gjelder</xsl:when>
    <xsl:when test="$key = 'kolonne.antall'">Antall</xsl:when>
    <xsl:when test="$key = 'kolonne.parameter'">Parameter</xsl:when>
    <xsl:when test="$key = 'kolonne.verdi'">Verdi</xsl:when>
    <xsl:when test="$key = 'kolonne.opphav'">Opphav</xsl:when>
    <xsl:when test="$key = 'kolonne.kilde'">Kilde</xsl:when>
    <xsl:when test="$key = 'kolonne.begrep'">Begrep</xsl:when>
    <xsl:when test="$key = 'kolonne.aar'">År</xsl:when>
    <xsl:when test="$key = 'kolonne.nivaa'">Nivå</xsl:when>
    <xsl:when test="$key = 'kolonne.antallTall'">Antall rader</xsl:when>
    <xsl:when test="$key = 'kolonne.sum'">Sum</xsl:when>
    <xsl:when test="$key = 'kolonne.nasjon'">Nasjonen</xsl:when>
    <xsl:when test="$key = 'kolonne.sumRegioner'">Sum av regionene</xsl:when>
    <xsl:when test="$key = 'kolonne.differanse'">Differanse</xsl:when>
    <!-- codes of the report -->
    <xsl:when test="$key = 'enhetstype.nasjonalt'">nasjonalt</xsl:when>
    <xsl:when test="$key = 'enhetstype.regionaltHelseforetak'">regionalt helseforetak</xsl:when>
    <xsl:when test="$key = 'enhetstype.helseforetak'">helseforetak</xsl:when>
    <xsl:when test="$key = 'enhetstype.privatIdeelt'">privat ideelt sykehus</xsl:when>
    <xsl:when test="$key = 'enhetstype.universitet'">universitet</xsl:when>
    <xsl:when test="$key = 'enhetstype.hoegskole'">høgskole</xsl:when>
    <xsl:when test="$key = 'enhetstype.institutt'">institutt</xsl:when>
    <xsl:when test="$key = 'enhetstype.kommune'">kommune</xsl:when>
    <xsl:when test="$key = 'enhetstype.kompetansesenter'">kompetansesenter</xsl:when>
    <xsl:when test="$key = 'enhetstype.annet'">annet</xsl:when>
    <xsl:when test="$key = 'tallstatus.endelig'">endelig</xsl:when>
    <xsl:when test="$key = 'tilstand.utkast'">utkast</xsl:when>
    <xsl:when test="$key = 'tilstand.godkjent'">godkjent</xsl:when>
    <xsl:when test="$key = 'tilstand.innsendt'">innsendt</xsl:when>
    <xsl:when test="$key = 'tilstand.erstattet'">erstattet</xsl:when>
    <xsl:when test="$key = 'utgave.departement'">til departementet</xsl:when>
    <xsl:when test="$key = 'utgave.offentlig'">offentlig</xsl:when>
    <xsl:when test="$key = 'nivaa.institusjon'">institusjon</xsl:when>
    <xsl:when test="$key = 'nivaa.region'">region</xsl:when>
    <xsl:when test="$key = 'nivaa.nasjon'">nasjon</xsl:when>
    <xsl:when test="$key = 'opphav.publisert'">publisert</xsl:when>
    <xsl:when test="$key = 'opphav.utledet'">utledet</xsl:when>
    <xsl:when test="$key = 'opphav.lokalt'">lokalt fastsatt</xsl:when>
    <xsl:when test="$key = 'opphav.illustrativ'">illustrativ (oppdiktet)</xsl:when>
    <xsl:when test="$key = 'familie.hod'">Nasjonalt målesystem</xsl:when>
    <xsl:when test="$key = 'familie.nvi'">Publiseringspoeng</xsl:when>
    <xsl:when test="$key = 'alvorlighet.feil'">feil</xsl:when>
    <xsl:when test="$key = 'alvorlighet.advarsel'">advarsel</xsl:when>
    <xsl:when test="$key = 'alvorlighet.merknad'">merknad</xsl:when>
    <!-- the page: its parts, and what they say -->
    <xsl:when test="$key = 'lenke'">lenke hit</xsl:when>
    <xsl:when test="$key = 'tilToppen'">Til toppen</xsl:when>
    <xsl:when test="$key = 'tema.noekkeltall'">Nøkkeltall</xsl:when>
    <xsl:when test="$key = 'tema.studier'">Kliniske studier</xsl:when>
    <xsl:when test="$key = 'tema.resultater'">Resultater av studier</xsl:when>
    <xsl:when test="$key = 'tema.publisering'">Publisering og doktorgrader</xsl:when>
    <xsl:when test="$key = 'tema.medvirkning'">Brukermedvirkning</xsl:when>
    <xsl:when test="$key = 'tema.omraader'">Hva det forskes på</xsl:when>
    <xsl:when test="$key = 'tema.innovasjon'">Innovasjon</xsl:when>
    <xsl:when test="$key = 'tema.andre'">Andre tall</xsl:when>
    <xsl:when test="$key = 'tema.sammenlign'">Sammenlign</xsl:when>
    <xsl:when test="$key = 'tema.penger'">Penger</xsl:when>
    <xsl:when test="$key = 'tema.godkjenning'">Kommentarer og godkjenning</xsl:when>
    <xsl:when test="$key = 'tema.datakvalitet'">Om tallene</xsl:when>
    <xsl:when test="$key = 'tema.gjoeres'">Hva må gjøres</xsl:when>
    <xsl:when test="$key = 'maalt'">Slik er det målt</xsl:when>
    <xsl:when test="$key = 'inndelinger'"><xsl:text>Fordelinger i </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'diagram.maal'"><xsl:text>Loddrett strek: målet på </xsl:text><xsl:value-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'kort.maal'">Mål:</xsl:when>
    <xsl:when test="$key = 'kort.krav'">Veien til dobling krever:</xsl:when>
    <xsl:when test="$key = 'noekkeltall.foreloepig'">Tallene for året er foreløpige og kan bli endret til året er lukket.</xsl:when>
    <xsl:when test="$key = 'uten.ikkeBeregnet'">Kan ikke beregnes</xsl:when>
    <xsl:when test="$key = 'uten.ikkeLevert'">Ikke levert</xsl:when>
    <xsl:when test="$key = 'uten.ikkeUndersoekt'">Ikke undersøkt</xsl:when>
    <xsl:when test="$key = 'uten.ikkeAktuelt'">Ikke aktuelt</xsl:when>
    <xsl:when test="$key = 'uten.ingenTall'">Ingen tall</xsl:when>
    <xsl:when test="$key = 'uten.skjult'">Skjult av hensyn til personvern</xsl:when>
    <xsl:when test="$key = 'tabell.utenAar'"><xsl:text>Ingen tall for </xsl:text><xsl:value-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'sammenlign.note'">Årets nøkkeltall for hver enhet, avsenderen først og de andre i alfabetisk rekkefølge. Tabellen er ikke en rangering: enhetene er ulike i størrelse og oppgaver.</xsl:when>
    <xsl:when test="$key = 'sammenlign.tabell'">Nøkkeltall for alle enheter i tabellen</xsl:when>
    <xsl:when test="$key = 'sammenlign.sok'">Vis enheter med</xsl:when>
    <xsl:when test="$key = 'godkjenning.ingen'">Avsenderen har ingen kommentarer.</xsl:when>
    <xsl:when test="$key = 'om.avrunding'">Tallene på siden er avrundet for lesere: én desimal under 100, ingen fra 100 og opp, kroner i millioner fra én million. Vedlegget og rapportens XML- og JSON-utgave har alle sifrene.</xsl:when>
    <xsl:when test="$key = 'om.skjuling.grense'"><xsl:text> Antall fra 1 til under </xsl:text><xsl:value-of select="$a"/><xsl:text> vises ikke.</xsl:text></xsl:when>
    <xsl:when test="$key = 'om.skjuling'">I den offentlige utgaven er små antall pasienter skjult, så ingen kan kjennes igjen. Null vises. Der et skjult tall kunne regnes ut fra tallene rundt, er også det nest minste av dem skjult. Et skjult tall er ikke null: det finnes, men vises ikke.</xsl:when>
    <xsl:when test="$key = 'om.regler'">Regler</xsl:when>
    <xsl:when test="$key = 'om.vedlegg'"><xsl:text>Vedlegget er en side for seg: alle enheter og år med alle sifre, </xsl:text><xsl:value-of select="$a"/><xsl:text> flere tall, verdiene i reglene, kontrollsummer og lister.</xsl:text></xsl:when>
    <xsl:when test="$key = 'om.rapporten'">Om rapporten</xsl:when>
    <xsl:when test="$key = 'fakta.miljoe'">Miljø</xsl:when>
    <xsl:when test="$key = 'fakta.utgiver'">Utgiver</xsl:when>
    <xsl:when test="$key = 'fakta.lisens'">Lisens</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
