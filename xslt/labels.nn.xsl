<?xml version="1.0" encoding="UTF-8"?>
<!--
  labels.nn.xsl: what the page of report.xsl says in nynorsk.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build.  All label files have the same keys.  A key that is not known gives the
  key itself: report.xsl then shows a code as the report has it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- language, and how numbers are written -->
<xsl:variable name="lang">nn</xsl:variable>
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
    <xsl:when test="$key = 'ingenTall'">ingen tal</xsl:when>
    <xsl:when test="$key = 'av'"><xsl:value-of select="$a"/><xsl:text> av </xsl:text><xsl:value-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'samlet'"><xsl:value-of select="$a"/><xsl:text>, samla</xsl:text></xsl:when>
    <xsl:when test="$key = 'ikkeBeregnet'">ikkje rekna ut</xsl:when>
    <xsl:when test="$key = 'ikkeLevert'">ikkje levert</xsl:when>
    <xsl:when test="$key = 'avEnheter'"><xsl:value-of select="$a"/><xsl:text> av </xsl:text><xsl:value-of select="$b"/><xsl:text> einingar har levert</xsl:text></xsl:when>
    <xsl:when test="$key = 'avEnheterKort'"><xsl:value-of select="$a"/><xsl:text> av </xsl:text><xsl:value-of select="$b"/><xsl:text> einingar</xsl:text></xsl:when>
    <xsl:when test="$key = 'ikkeUndersoekt'">ikkje undersøkt</xsl:when>
    <xsl:when test="$key = 'ikkeAktuelt'">ikkje aktuelt</xsl:when>
    <xsl:when test="$key = 'rhfSelv'"><xsl:value-of select="$a"/><xsl:text> (RHF-et sjølv)</xsl:text></xsl:when>
    <xsl:when test="$key = 'tallstatus.foreloepig'">førebels</xsl:when>
    <!-- frame -->
    <xsl:when test="$key = 'tittel'">Indikatorrapport for forsking</xsl:when>
    <xsl:when test="$key = 'hopp'">Hopp til innhaldet</xsl:when>
    <xsl:when test="$key = 'meny'">Innhald</xsl:when>
    <xsl:when test="$key = 'varsel'">Testrapport. Tala skal ikkje brukast i rapportering.</xsl:when>
    <xsl:when test="$key = 'bunn'"><xsl:text>Laga med </xsl:text><xsl:value-of select="$a"/><xsl:text>. Tala er dei same som i XML- og JSON-utgåva av rapporten, som har fleire inndelingar.</xsl:text></xsl:when>
    <xsl:when test="$key = 'fraTil'"><xsl:value-of select="$a"/><xsl:text>–</xsl:text><xsl:value-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'orgnr'">org.nr.</xsl:when>
    <xsl:when test="$key = 'lukket'">lukka</xsl:when>
    <xsl:when test="$key = 'fakta.avsender'">Avsendar</xsl:when>
    <xsl:when test="$key = 'fakta.periode'">Rapporteringsperiode</xsl:when>
    <xsl:when test="$key = 'fakta.tallstatus'">Status for tala</xsl:when>
    <xsl:when test="$key = 'fakta.tilstand'">Tilstanden til rapporten</xsl:when>
    <xsl:when test="$key = 'fakta.utgave'">Utgåve</xsl:when>
    <xsl:when test="$key = 'fakta.opprettet'">Oppretta</xsl:when>
    <xsl:when test="$key = 'fakta.rapportId'">Rapport-id</xsl:when>
    <xsl:when test="$key = 'fakta.erstatter'">Erstattar rapport</xsl:when>
    <xsl:when test="$key = 'fakta.sha256'">SHA-256 av innhaldet</xsl:when>
    <!-- headings of sections and containers -->
    <xsl:when test="$key = 'del.sammendrag'">Nøkkeltal</xsl:when>
    <xsl:when test="$key = 'del.nasjonaltMaalesystem'">Nasjonalt målesystem</xsl:when>
    <xsl:when test="$key = 'del.vitenskapeligePublikasjoner'">Vitskaplege publikasjonar</xsl:when>
    <xsl:when test="$key = 'del.avlagteDoktorgrader'">Avlagde doktorgradar</xsl:when>
    <xsl:when test="$key = 'del.eksternFinansiering'">Ekstern finansiering</xsl:when>
    <xsl:when test="$key = 'del.kliniskeBehandlingsstudier'">Kliniske behandlingsstudiar</xsl:when>
    <xsl:when test="$key = 'del.forskningspoeng'">Forskingspoeng</xsl:when>
    <xsl:when test="$key = 'del.innovasjonsindikator'">Innovasjonsindikator</xsl:when>
    <xsl:when test="$key = 'del.oeremerketTilskudd'">Øyremerkt tilskot</xsl:when>
    <xsl:when test="$key = 'del.handlingsplanKliniskeStudier'">Handlingsplan for kliniske studiar</xsl:when>
    <xsl:when test="$key = 'del.ressursbruk'">Ressursbruk til forsking</xsl:when>
    <xsl:when test="$key = 'del.publiseringAvResultater'">Publisering av resultat</xsl:when>
    <xsl:when test="$key = 'del.brukermedvirkning'">Brukarmedverknad</xsl:when>
    <xsl:when test="$key = 'del.helsetjenesteforskning'">Helsetenesteforsking</xsl:when>
    <xsl:when test="$key = 'del.hrcs'">HRCS</xsl:when>
    <xsl:when test="$key = 'del.satsingsomraader'">Satsingsområde</xsl:when>
    <xsl:when test="$key = 'del.doblingAntallStudier'">Dobling av talet på studiar</xsl:when>
    <xsl:when test="$key = 'del.helsekategori'">Helsekategoriar (HRCS)</xsl:when>
    <xsl:when test="$key = 'del.forskningsaktivitet'">Forskingsaktivitetar (HRCS)</xsl:when>
    <xsl:when test="$key = 'del.referansetall'">Offisielle tal ved sida av våre</xsl:when>
    <xsl:when test="$key = 'del.vedlegg'">Vedlegg</xsl:when>
    <xsl:when test="$key = 'del.helsetjenesteprosjekter'">Pågåande prosjekt i helsetenesteforsking</xsl:when>
    <xsl:when test="$key = 'del.simulering'">Simulering</xsl:when>
    <xsl:when test="$key = 'del.behovsidentifisertForskning'">Behovsidentifisert forsking</xsl:when>
    <xsl:when test="$key = 'del.utledetIndeks'">Utleia indeks for brukarmedverknad</xsl:when>
    <xsl:when test="$key = 'del.datakvalitet'">Datakvalitet</xsl:when>
    <xsl:when test="$key = 'del.regelverk'">Regelverk og parametrar</xsl:when>
    <xsl:when test="$key = 'del.kontrollsummer'">Kontrollsummar</xsl:when>
    <!-- what totals include -->
    <xsl:when test="$key = 'omfang.standard'">Sum for ein region: helseføretaka, det regionale helseføretaket sjølv og private ideelle sjukehus i regionen. Nasjonen: dei fire regionane. Universitet og andre einingar er viste for seg og er utanfor summane.</xsl:when>
    <xsl:when test="$key = 'omfang.nasjonaltMaalesystem'">Sum for ein region: helseføretaka, det regionale helseføretaket sjølv og private ideelle sjukehus i regionen. Nasjonen: dei fire regionane. Universitet og andre einingar er viste for seg og er utanfor summane. Talet på publikasjonar kan ikkje leggjast saman: ein publikasjon som fleire einingar deler, tel éin gong i kvar av dei og éin gong samla. Poeng, doktorgradar og beløp kan leggjast saman.</xsl:when>
    <xsl:when test="$key = 'omfang.handlingsplanKliniskeStudier'">Kvart nivå har sine eigne tal: ein pasient som er behandla ved to sjukehus, er éin pasient i regionen og i landet, og ein studie ved fleire føretak er éin studie. Tala kan difor ikkje leggjast saman. Universitet er ikkje med.</xsl:when>
    <xsl:when test="$key = 'omfang.oeremerketTilskudd'">Årstalet er det siste resultatåret; budsjettåret er seinare, slik parameteren grant.lag_years seier. Dei fire regionane deler heile tilskotet. Beløp som byggjer på indikatorar utan fastsette poeng, er ikkje berekna.</xsl:when>
    <xsl:when test="$key = 'omfang.hrcs'">Eit prosjekt er talt éin gong i kvar av kodane sine; midlar er delte etter prosent og kan leggjast saman over kodane. Prosjekt ved universitet er utanfor regionane.</xsl:when>
    <xsl:when test="$key = 'omfang.innovasjonsindikator'">Kva som skal registrerast, er ikkje eintydig fastsett, praksis varierer mellom føretaka, og registreringa er ufullstendig: sjå registreringsgraden før tala blir samanlikna. Midlar til innovasjon blir ofte gjevne etter strategiske avgjerder og ikkje i open konkurranse; tala er difor delte etter tildelingsform.</xsl:when>
    <xsl:when test="$key = 'omfang.brukermedvirkning'">Rapportar som ikkje er leverte, er eit eige tal og aldri eit nei. Å vere forsøksdeltakar, respondent eller informant er ikkje medverknad. Ingen medverknad kan vere rett når det er ein god grunn; grunnane står for seg. Prosjekt ved universitet er utanfor regionane.</xsl:when>
    <xsl:when test="$key = 'omfang.ressursbruk'">Berre år som er målte, har tal; eit år mellom to målingar er ikkje null. Summane er av einingane som er målte. Ressursbruk er styringsinformasjon og går ikkje inn i poeng eller tilskot.</xsl:when>
    <xsl:when test="$key = 'omfang.publiseringAvResultater'">Nasjonen: alle studiar, òg dei som er leidde frå universitet. Ein studie med fleire leiande institusjonar tel éin gong i kvar av dei og éin gong samla; tala for einingane kan difor ikkje leggjast saman.</xsl:when>
    <xsl:when test="$key = 'utenfor'">Andre einingar (utanfor summane)</xsl:when>
    <xsl:when test="$key = 'utenfor.studier'">Universitet og andre einingar (utanfor regionane, med i talet for nasjonen)</xsl:when>
    <!-- figures -->
    <xsl:when test="$key = 'skjult'">skjult (personvern)</xsl:when>
    <xsl:when test="$key = 'ikkeFastsatt'">ikkje fastsett</xsl:when>
    <xsl:when test="$key = 'uendret'">uendra</xsl:when>
    <xsl:when test="$key = 'intervall'"><xsl:text>95&#160;%-intervall </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'per'"><xsl:text>per </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'prosentpoeng'"><xsl:text> prosentpoeng</xsl:text></xsl:when>
    <xsl:when test="$key = 'milliarder'"><xsl:text> mrd.</xsl:text></xsl:when>
    <xsl:when test="$key = 'millioner'"><xsl:text> mill.</xsl:text></xsl:when>
    <xsl:when test="$key = 'maaleenhet'">Måleining</xsl:when>
    <xsl:when test="$key = 'kilde'">Kjelde</xsl:when>
    <xsl:when test="$key = 'regelsett'">Regelsett</xsl:when>
    <xsl:when test="$key = 'maaleenhet.points'">poeng</xsl:when>
    <xsl:when test="$key = 'maaleenhet.count'">tal</xsl:when>
    <xsl:when test="$key = 'maaleenhet.nok'">kroner</xsl:when>
    <xsl:when test="$key = 'maaleenhet.share'">delar</xsl:when>
    <xsl:when test="$key = 'maaleenhet.patients'">pasientar</xsl:when>
    <xsl:when test="$key = 'maaleenhet.ratio'">prosent</xsl:when>
    <xsl:when test="$key = 'offisielt'">offisielt tal</xsl:when>
    <xsl:when test="$key = 'referansetall.note'">Tal som er offentleggjorde av andre, ved sida av tala i denne rapporten. Differanse: vårt tal minus det offisielle.</xsl:when>
    <xsl:when test="$key = 'kolonne.offisiell'">Offisielt</xsl:when>
    <xsl:when test="$key = 'kolonne.vaart'">Denne rapporten</xsl:when>
    <xsl:when test="$key = 'vedlegg.prosjekter.note'">Prosjekt som er i gang 31. desember, éi rad for kvar finansieringskjelde i året. Del er den delen av prosjektet som er helsetenesteforsking.</xsl:when>
    <xsl:when test="$key = 'kolonne.prosjekt'">Prosjekt</xsl:when>
    <xsl:when test="$key = 'kolonne.institusjon'">Institusjon</xsl:when>
    <xsl:when test="$key = 'kolonne.region'">Region</xsl:when>
    <xsl:when test="$key = 'kolonne.program'">Program</xsl:when>
    <xsl:when test="$key = 'kolonne.type'">Type</xsl:when>
    <xsl:when test="$key = 'kolonne.finansiering'">Finansiering</xsl:when>
    <xsl:when test="$key = 'kolonne.beloep'">Beløp i året (kr)</xsl:when>
    <xsl:when test="$key = 'kolonne.andel'">Del</xsl:when>
    <xsl:when test="$key = 'kolonne.andelBeloep'">Beløp til helsetenesteforsking (kr)</xsl:when>
    <xsl:when test="$key = 'maaleenhet.index'">indeksverdi 0–100, utleia, ikkje validert, ikkje offisiell</xsl:when>
    <xsl:when test="$key = 'indeks.note'">Utleia, ikkje validert, ikkje offisiell. Dataa er ordinale: fordelinga og medianen blir viste, aldri eit gjennomsnitt. Vektene står under regelverk og parametrar.</xsl:when>
    <xsl:when test="$key = 'matrise.note'">Talet på prosjekt med brukarmedverknad i kvar rute; mørkare ruter har fleire. Eit prosjekt kan stå i fleire ruter. Å krysse nivå og grad, og rekkjefølgja av gradene, er utleia.</xsl:when>
    <xsl:when test="$key = 'regler.tittel'">Same studiar etter alle reglane</xsl:when>
    <xsl:when test="$key = 'regler.note'">Reglane har ulike fristar og tel ulike resultat som svar. Ein regel utan rad kan ikkje døme studiane med dei opplysningane som finst.</xsl:when>
    <xsl:when test="$key = 'vei.dobling'">Vegen til dobling</xsl:when>
    <xsl:when test="$key = 'vei.andel'">Vegen til målet for deltaking</xsl:when>
    <xsl:when test="$key = 'vei.krav'">krav</xsl:when>
    <xsl:when test="$key = 'vei.maal'">mål</xsl:when>
    <xsl:when test="$key = 'svg.vei'">Ståande stolpar viser åra, linja viser kravet eller målet. Dei same tala står i tabellane under.</xsl:when>
    <xsl:when test="$key = 'fordeling'">Delen regionane har av kvar indikator</xsl:when>
    <xsl:when test="$key = 'svg.fordeling'">Éin liggjande stolpe for kvar indikator, delt på dei fire regionane. Beløpa og poenga står i tabellane under.</xsl:when>
    <xsl:when test="$key = 'simulering.note'">Rekneeksempel på tala for dette året åleine. Det regionane vinn og taper, er like mykje.</xsl:when>
    <xsl:when test="$key = 'svg.simulering'">Stolpar til høgre for midten er ein auke, til venstre ein nedgang. Dei same tala står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'paategning.kommentar'">Kommentar frå avsendar</xsl:when>
    <xsl:when test="$key = 'paategning.kontrollert'">Kontrollert av avsendar</xsl:when>
    <xsl:when test="$key = 'paategning.godtatt'">Funn som er godtekne</xsl:when>
    <xsl:when test="$key = 'kolonne.begrunnelse'">Grunngjeving</xsl:when>
    <xsl:when test="$key = 'kolonne.dato'">Dato</xsl:when>
    <xsl:when test="$key = 'fakta.sha256Xml'">SHA-256 av XML-innhaldet</xsl:when>
    <xsl:when test="$key = 'maaleenhet.andel'">prosent, med teljar, nemnar og 95&#160;%-intervall; grått der nemnaren er under 10</xsl:when>
    <xsl:when test="$key = 'sammendrag.note'">«Ikkje rekna ut» er ikkje null: grunnen står under datakvalitet. Førebelse tal er merkte, har lysare stolpar og kan bli endra til året er lukka.</xsl:when>
    <!-- charts and tables -->
    <xsl:when test="$key = 'diagram.regioner'"><xsl:text>Regionane, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'diagram.regionerSerie'">Regionane over tid</xsl:when>
    <xsl:when test="$key = 'diagram.foretak'"><xsl:text>Føretak og sjukehus etter region, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'svg.stolper'">Liggjande stolpar i alfabetisk rekkjefølgje, ikkje rangerte. Dei same tala står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'svg.serie'">Ståande stolpar, éin for kvart år. Dei same tala står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'svg.stige'">Stolpar som viser korleis avslutta studiar er delte i ikkje forfalne og forfalne, og forfalne i funne og ikkje funne. Dei same tala står i tabellen under.</xsl:when>
    <xsl:when test="$key = 'tabell.regioner'">regionane og nasjonen</xsl:when>
    <xsl:when test="$key = 'tabell.alle'">alle einingar</xsl:when>
    <xsl:when test="$key = 'tabell.enheter'"><xsl:text>alle einingar, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'etter'"><xsl:text>etter </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <!-- publication of results -->
    <xsl:when test="$key = 'resultater.ordlyd'"><xsl:text>Status per </xsl:text><xsl:value-of select="$a"/><xsl:text>. «Ikkje funnen publisert per </xsl:text><xsl:value-of select="$a"/><xsl:text>» tyder at det ikkje er funne noko resultat i kjeldene som er undersøkte. Ei kjelde som ikkje er undersøkt, er ikkje eit nei, og ei eining utan studiar i grunnlaget er ikkje undersøkt.</xsl:text></xsl:when>
    <xsl:when test="$key = 'resultater.tabell'"><xsl:text>Status per </xsl:text><xsl:value-of select="$a"/><xsl:text>, alle einingar</xsl:text></xsl:when>
    <xsl:when test="$key = 'resultater.fotnote'">Under kvar del: teljar av nemnar og 95&#160;%-intervall. Grå ruter: nemnaren er under 10. Einingane står i alfabetisk rekkjefølgje og er ikkje rangerte.</xsl:when>
    <xsl:when test="$key = 'resultater.utvikling'">Utvikling over tid</xsl:when>
    <xsl:when test="$key = 'stige'"><xsl:text>Frå avslutta studie til publisert resultat, per </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'stige.funnet'">Forfalle, resultat funne</xsl:when>
    <!-- data quality, rule sets, control totals -->
    <xsl:when test="$key = 'datakvalitet.antall'"><xsl:text>Feil: </xsl:text><xsl:value-of select="$a"/><xsl:text>. Åtvaringar: </xsl:text><xsl:value-of select="$b"/><xsl:text>. Merknader: </xsl:text><xsl:value-of select="$c"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'datakvalitet.tabell'">Funn i kjelder og regelverk</xsl:when>
    <xsl:when test="$key = 'regelverk.note'">Tala er rekna ut med desse regelsetta. Opphavet seier kvar kvar verdi kjem frå. Ein parameter som ikkje er fastsett, gir ingen poeng, og det som treng han, er ikkje rekna ut.</xsl:when>
    <xsl:when test="$key = 'regelverk.tabell'"><xsl:text>Parametrar i </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'regelverk.ikkeFastsatt'"><xsl:text>ikkje fastsett: </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'hjemmel'">Heimel</xsl:when>
    <xsl:when test="$key = 'arvet'"><xsl:text>arva frå </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'kontrollsummer.note'">Summane er rekna over radene utan inndeling, slik at ein mottakar kan kontrollere at alt kom fram.</xsl:when>
    <xsl:when test="$key = 'kontrollsummer.tabell'">Kontrollsummar etter omgrep, år og nivå</xsl:when>
    <xsl:when test="$key = 'avstemming.tabell'">Avstemming: nasjonen mot summen av regionane</xsl:when>
    <xsl:when test="$key = 'kolonne.enhet'">Eining</xsl:when>
    <xsl:when test="$key = 'kolonne.alvorlighet'">Alvorsgrad</xsl:when>
    <xsl:when test="$key = 'kolonne.funn'">Funn</xsl:when>
    <xsl:when test="$key = 'kolonne.gjelder'">Gjeld</xsl:when>
    <xsl:when test="$key = 'kolonne.antall'">Talet</xsl:when>
    <xsl:when test="$key = 'kolonne.parameter'">Parameter</xsl:when>
    <xsl:when test="$key = 'kolonne.verdi'">Verdi</xsl:when>
    <xsl:when test="$key = 'kolonne.opphav'">Opphav</xsl:when>
    <xsl:when test="$key = 'kolonne.kilde'">Kjelde</xsl:when>
    <xsl:when test="$key = 'kolonne.begrep'">Omgrep</xsl:when>
    <xsl:when test="$key = 'kolonne.aar'">År</xsl:when>
    <xsl:when test="$key = 'kolonne.nivaa'">Nivå</xsl:when>
    <xsl:when test="$key = 'kolonne.antallTall'">Talet på rader</xsl:when>
    <xsl:when test="$key = 'kolonne.sum'">Sum</xsl:when>
    <xsl:when test="$key = 'kolonne.nasjon'">Nasjonen</xsl:when>
    <xsl:when test="$key = 'kolonne.sumRegioner'">Sum av regionane</xsl:when>
    <xsl:when test="$key = 'kolonne.differanse'">Differanse</xsl:when>
    <!-- codes of the report -->
    <xsl:when test="$key = 'enhetstype.nasjonalt'">nasjonalt</xsl:when>
    <xsl:when test="$key = 'enhetstype.regionaltHelseforetak'">regionalt helseføretak</xsl:when>
    <xsl:when test="$key = 'enhetstype.helseforetak'">helseføretak</xsl:when>
    <xsl:when test="$key = 'enhetstype.privatIdeelt'">privat ideelt sjukehus</xsl:when>
    <xsl:when test="$key = 'enhetstype.universitet'">universitet</xsl:when>
    <xsl:when test="$key = 'enhetstype.hoegskole'">høgskule</xsl:when>
    <xsl:when test="$key = 'enhetstype.institutt'">institutt</xsl:when>
    <xsl:when test="$key = 'enhetstype.kommune'">kommune</xsl:when>
    <xsl:when test="$key = 'enhetstype.kompetansesenter'">kompetansesenter</xsl:when>
    <xsl:when test="$key = 'enhetstype.annet'">anna</xsl:when>
    <xsl:when test="$key = 'tallstatus.endelig'">endeleg</xsl:when>
    <xsl:when test="$key = 'tilstand.utkast'">utkast</xsl:when>
    <xsl:when test="$key = 'tilstand.godkjent'">godkjend</xsl:when>
    <xsl:when test="$key = 'tilstand.innsendt'">send inn</xsl:when>
    <xsl:when test="$key = 'tilstand.erstattet'">erstatta</xsl:when>
    <xsl:when test="$key = 'utgave.departement'">til departementet</xsl:when>
    <xsl:when test="$key = 'utgave.offentlig'">offentleg</xsl:when>
    <xsl:when test="$key = 'nivaa.institusjon'">institusjon</xsl:when>
    <xsl:when test="$key = 'nivaa.region'">region</xsl:when>
    <xsl:when test="$key = 'nivaa.nasjon'">nasjon</xsl:when>
    <xsl:when test="$key = 'opphav.publisert'">publisert</xsl:when>
    <xsl:when test="$key = 'opphav.utledet'">utleia</xsl:when>
    <xsl:when test="$key = 'opphav.lokalt'">lokalt fastsett</xsl:when>
    <xsl:when test="$key = 'opphav.illustrativ'">illustrativ (oppdikta)</xsl:when>
    <xsl:when test="$key = 'familie.hod'">Nasjonalt målesystem</xsl:when>
    <xsl:when test="$key = 'familie.nvi'">Publiseringspoeng</xsl:when>
    <xsl:when test="$key = 'alvorlighet.feil'">feil</xsl:when>
    <xsl:when test="$key = 'alvorlighet.advarsel'">åtvaring</xsl:when>
    <xsl:when test="$key = 'alvorlighet.merknad'">merknad</xsl:when>
    <!-- dimensions and their codes -->
    <xsl:when test="$key = 'dim.resource_kind'">kva det gjeld</xsl:when>
    <xsl:when test="$key = 'dim.form'">publikasjonsform</xsl:when>
    <xsl:when test="$key = 'dim.level'">nivå</xsl:when>
    <xsl:when test="$key = 'dim.reason'">grunn</xsl:when>
    <xsl:when test="$key = 'dim.found_in'">funnstad</xsl:when>
    <xsl:when test="$key = 'form.article'">vitskapleg artikkel</xsl:when>
    <xsl:when test="$key = 'form.review'">oversiktsartikkel</xsl:when>
    <xsl:when test="$key = 'form.chapter'">kapittel i antologi</xsl:when>
    <xsl:when test="$key = 'form.monograph'">monografi</xsl:when>
    <xsl:when test="$key = 'form.commentary'">kommentarutgåve</xsl:when>
    <xsl:when test="$key = 'form.other'">anna form</xsl:when>
    <xsl:when test="$key = 'level.0'">nivå 0</xsl:when>
    <xsl:when test="$key = 'level.1'">nivå 1</xsl:when>
    <xsl:when test="$key = 'level.2'">nivå 2</xsl:when>
    <xsl:when test="$key = 'level.2A'">nivå 2A</xsl:when>
    <xsl:when test="$key = 'level.X'">utan nivå</xsl:when>
    <xsl:when test="$key = 'reason.not_published'">ikkje publisert</xsl:when>
    <xsl:when test="$key = 'reason.form_not_counted'">forma tel ikkje</xsl:when>
    <xsl:when test="$key = 'reason.revised_edition'">revidert utgåve</xsl:when>
    <xsl:when test="$key = 'reason.isbn_missing'">manglar ISBN</xsl:when>
    <xsl:when test="$key = 'reason.chapter_in_monograph'">kapittel i monografi</xsl:when>
    <xsl:when test="$key = 'reason.level_unassigned'">kanalen har ikkje fått nivå</xsl:when>
    <xsl:when test="$key = 'reason.level_not_counted'">nivået tel ikkje</xsl:when>
    <xsl:when test="$key = 'reason.no_reporting_institution'">ingen rapporterande institusjon</xsl:when>
    <xsl:when test="$key = 'reason.approval_disputed'">tvist mellom institusjonar</xsl:when>
    <xsl:when test="$key = 'reason.approval_rejected'">avvist</xsl:when>
    <xsl:when test="$key = 'reason.approval_pending'">ventar på godkjenning</xsl:when>
    <xsl:when test="$key = 'reason.no_verified_creator'">ingen verifisert forfattar</xsl:when>
    <xsl:when test="$key = 'found_in.registry_only'">berre i register</xsl:when>
    <xsl:when test="$key = 'found_in.other_only'">berre i andre kjelder</xsl:when>
    <xsl:when test="$key = 'found_in.both'">i register og andre kjelder</xsl:when>
    <xsl:when test="$key = 'dim.source'">kjelde</xsl:when>
    <xsl:when test="$key = 'dim.series'">serie</xsl:when>
    <xsl:when test="$key = 'dim.basis'">grunnlag</xsl:when>
    <xsl:when test="$key = 'basis.awarded'">tilsegn</xsl:when>
    <xsl:when test="$key = 'basis.paid_in'">utbetalt</xsl:when>
    <xsl:when test="$key = 'basis.unknown'">ikkje oppgitt</xsl:when>
    <xsl:when test="$key = 'dim.funding_mode'">tildelingsform</xsl:when>
    <xsl:when test="$key = 'dim.phase'">fase</xsl:when>
    <xsl:when test="$key = 'dim.direction'">retning</xsl:when>
    <xsl:when test="$key = 'dim.stage'">stadium</xsl:when>
    <xsl:when test="$key = 'dim.health_category'">helsekategori</xsl:when>
    <xsl:when test="$key = 'dim.activity_group'">forskingsaktivitet</xsl:when>
    <xsl:when test="$key = 'dim.focus_area'">satsingsområde</xsl:when>
    <xsl:when test="$key = 'dim.indicator'">indikator</xsl:when>
    <xsl:when test="$key = 'dim.weight'">vekt</xsl:when>
    <xsl:when test="$key = 'indicator.innovation'">innovasjon</xsl:when>
    <xsl:when test="$key = 'dim.framework'">rammeverk</xsl:when>
    <xsl:when test="$key = 'source.manual'">ført manuelt</xsl:when>
    <xsl:when test="$key = 'source.ehr'">frå pasientjournalen</xsl:when>
    <xsl:when test="$key = 'source.registry'">frå register</xsl:when>
    <xsl:when test="$key = 'series.new_drug_trial_applications'">søknader om nye legemiddelstudiar</xsl:when>
    <xsl:when test="$key = 'funding_mode.open'">open konkurranse</xsl:when>
    <xsl:when test="$key = 'funding_mode.strategic'">strategisk avgjerd</xsl:when>
    <xsl:when test="$key = 'funding_mode.none'">utan midlar</xsl:when>
    <xsl:when test="$key = 'funding_mode.unknown'">ikkje registrert</xsl:when>
    <xsl:when test="$key = 'direction.in'">teken i bruk frå andre</xsl:when>
    <xsl:when test="$key = 'direction.out'">teken i bruk hos andre</xsl:when>
    <xsl:when test="$key = 'stage.assessed'">nytte vurdert</xsl:when>
    <xsl:when test="$key = 'stage.realised'">nytte realisert</xsl:when>
    <xsl:when test="$key = 'phase.idea'">idé</xsl:when>
    <xsl:when test="$key = 'phase.development'">utvikling</xsl:when>
    <xsl:when test="$key = 'phase.pilot'">pilot</xsl:when>
    <xsl:when test="$key = 'phase.operation'">drift</xsl:when>
    <xsl:when test="$key = 'phase.spread'">spreiing</xsl:when>
    <xsl:when test="$key = 'health_category.unclassified'">ikkje klassifisert</xsl:when>
    <xsl:when test="$key = 'activity_group.unclassified'">ikkje klassifisert</xsl:when>
    <xsl:when test="$key = 'focus_area.nye_tjenester'">nye måtar å levere tenester på</xsl:when>
    <xsl:when test="$key = 'focus_area.variasjon_ulikhet'">praksisvariasjon, urettvis variasjon og ulikskap</xsl:when>
    <xsl:when test="$key = 'focus_area.prioritering'">prioritering</xsl:when>
    <xsl:when test="$key = 'focus_area.digitalisering'">digitalisering, teknologi og e-helse</xsl:when>
    <xsl:when test="$key = 'focus_area.arbeid_utdanning'">arbeidsforhold, utdanning og kompetanse</xsl:when>
    <xsl:when test="$key = 'framework.nasjonalt-nettverk'">Nasjonalt nettverk 2023–2027</xsl:when>
    <xsl:when test="$key = 'focus_area.none'">utanfor satsingsområda</xsl:when>
    <xsl:when test="$key = 'funder.rhf'">regionalt helseføretak</xsl:when>
    <xsl:when test="$key = 'funder.nfr'">Forskingsrådet</xsl:when>
    <xsl:when test="$key = 'funder.eu'">EU</xsl:when>
    <xsl:when test="$key = 'funder.foundation'">stifting</xsl:when>
    <xsl:when test="$key = 'funder.klinbeforsk'">KLINBEFORSK</xsl:when>
    <xsl:when test="$key = 'funder.own'">eigne midlar</xsl:when>
    <xsl:when test="$key = 'funder.other'">anna</xsl:when>
    <xsl:when test="$key = 'prosjekttype.phd'">ph.d.</xsl:when>
    <xsl:when test="$key = 'prosjekttype.postdoc'">postdoktor</xsl:when>
    <xsl:when test="$key = 'prosjekttype.larger'">større prosjekt</xsl:when>
    <xsl:when test="$key = 'prosjekttype.strategic'">strategisk</xsl:when>
    <xsl:when test="$key = 'prosjekttype.other'">anna</xsl:when>
    <xsl:when test="$key = 'health_category.HC01'">HC01 Blod</xsl:when>
    <xsl:when test="$key = 'health_category.HC02'">HC02 Kreft</xsl:when>
    <xsl:when test="$key = 'health_category.HC03'">HC03 Hjerte og kar</xsl:when>
    <xsl:when test="$key = 'health_category.HC04'">HC04 Medfødte lidelser</xsl:when>
    <xsl:when test="$key = 'health_category.HC05'">HC05 Øre</xsl:when>
    <xsl:when test="$key = 'health_category.HC06'">HC06 Øye</xsl:when>
    <xsl:when test="$key = 'health_category.HC07'">HC07 Infeksjon</xsl:when>
    <xsl:when test="$key = 'health_category.HC08'">HC08 Betennelse og immunsystem</xsl:when>
    <xsl:when test="$key = 'health_category.HC09'">HC09 Skader og ulykker</xsl:when>
    <xsl:when test="$key = 'health_category.HC10'">HC10 Mental helse</xsl:when>
    <xsl:when test="$key = 'health_category.HC11'">HC11 Stoffskifte og hormoner</xsl:when>
    <xsl:when test="$key = 'health_category.HC12'">HC12 Muskulatur og skjelett</xsl:when>
    <xsl:when test="$key = 'health_category.HC13'">HC13 Nevrologisk</xsl:when>
    <xsl:when test="$key = 'health_category.HC14'">HC14 Munnhule, mage-tarm</xsl:when>
    <xsl:when test="$key = 'health_category.HC15'">HC15 Nyrer, urinveier og kjønnsorgan</xsl:when>
    <xsl:when test="$key = 'health_category.HC16'">HC16 Forplantning og fødsel</xsl:when>
    <xsl:when test="$key = 'health_category.HC17'">HC17 Lunger og luftveier</xsl:when>
    <xsl:when test="$key = 'health_category.HC18'">HC18 Hud</xsl:when>
    <xsl:when test="$key = 'health_category.HC19'">HC19 Hjerneslag</xsl:when>
    <xsl:when test="$key = 'health_category.HC20'">HC20 Generell helserelevans</xsl:when>
    <xsl:when test="$key = 'health_category.HC21'">HC21 Andre</xsl:when>
    <xsl:when test="$key = 'activity_group.1'">1 Underbyggende forskning</xsl:when>
    <xsl:when test="$key = 'activity_group.2'">2 Årsaksforhold</xsl:when>
    <xsl:when test="$key = 'activity_group.3'">3 Sykdomsforebyggende og helsefremmende tiltak, og fremme av velvære</xsl:when>
    <xsl:when test="$key = 'activity_group.4'">4 Påvising, screening og diagnose</xsl:when>
    <xsl:when test="$key = 'activity_group.5'">5 Utvikling av behandlinger og terapeutiske intervensjoner</xsl:when>
    <xsl:when test="$key = 'activity_group.6'">6 Evaluering av behandlinger og terapeutiske intervensjoner</xsl:when>
    <xsl:when test="$key = 'activity_group.7'">7 Håndtering av sykdommer og tilstander</xsl:when>
    <xsl:when test="$key = 'activity_group.8'">8 Helse- og sosialtjenesteforskning</xsl:when>
    <xsl:when test="$key = 'dim.answer'">svar</xsl:when>
    <xsl:when test="$key = 'dim.absence'">fråvær av medverknad</xsl:when>
    <xsl:when test="$key = 'dim.trained'">kven som fekk opplæring</xsl:when>
    <xsl:when test="$key = 'dim.needs_source'">kvar behovet kom frå</xsl:when>
    <xsl:when test="$key = 'dim.involvement_phase'">fase</xsl:when>
    <xsl:when test="$key = 'dim.involvement_level'">nivå</xsl:when>
    <xsl:when test="$key = 'dim.involvement_degree'">grad</xsl:when>
    <xsl:when test="$key = 'dim.initiator'">kven som tok initiativet</xsl:when>
    <xsl:when test="$key = 'dim.study_kind'">type studie</xsl:when>
    <xsl:when test="$key = 'dim.outcome'">retninga til resultatet</xsl:when>
    <xsl:when test="$key = 'dim.policy'">regel</xsl:when>
    <xsl:when test="$key = 'dim.enrolment'">faktisk eller planlagt</xsl:when>
    <xsl:when test="$key = 'dim.publication_status'">status</xsl:when>
    <xsl:when test="$key = 'answer.yes'">ja</xsl:when>
    <xsl:when test="$key = 'answer.no'">nei</xsl:when>
    <xsl:when test="$key = 'answer.not_relevant'">ikkje relevant</xsl:when>
    <xsl:when test="$key = 'answer.unanswered'">ikkje svart</xsl:when>
    <xsl:when test="$key = 'absence.no_justified'">nei, med grunn</xsl:when>
    <xsl:when test="$key = 'absence.no_unjustified'">nei, utan grunn</xsl:when>
    <xsl:when test="$key = 'absence.not_relevant_justified'">ikkje relevant, med grunn</xsl:when>
    <xsl:when test="$key = 'absence.not_relevant_unjustified'">ikkje relevant, utan grunn</xsl:when>
    <xsl:when test="$key = 'trained.users'">brukarar</xsl:when>
    <xsl:when test="$key = 'trained.researchers'">forskarar</xsl:when>
    <xsl:when test="$key = 'trained.both'">begge</xsl:when>
    <xsl:when test="$key = 'trained.none'">ingen</xsl:when>
    <xsl:when test="$key = 'needs_source.none'">ikkje behovsidentifisert</xsl:when>
    <xsl:when test="$key = 'needs_source.unknown'">ikkje registrert</xsl:when>
    <xsl:when test="$key = 'needs_source.needs_identified_call'">behovsidentifisert utlysing</xsl:when>
    <xsl:when test="$key = 'needs_source.user_panel'">brukarpanel</xsl:when>
    <xsl:when test="$key = 'needs_source.priority_setting_partnership'">prioriteringspartnarskap</xsl:when>
    <xsl:when test="$key = 'needs_source.service'">tenesta</xsl:when>
    <xsl:when test="$key = 'involvement_phase.prioritising'">prioritering</xsl:when>
    <xsl:when test="$key = 'involvement_phase.planning'">planlegging</xsl:when>
    <xsl:when test="$key = 'involvement_phase.application'">søknad</xsl:when>
    <xsl:when test="$key = 'involvement_phase.conduct'">gjennomføring</xsl:when>
    <xsl:when test="$key = 'involvement_phase.analysis'">analyse</xsl:when>
    <xsl:when test="$key = 'involvement_phase.dissemination'">formidling</xsl:when>
    <xsl:when test="$key = 'involvement_phase.implementation'">implementering</xsl:when>
    <xsl:when test="$key = 'involvement_phase.conclusion'">avslutning</xsl:when>
    <xsl:when test="$key = 'involvement_level.system'">system</xsl:when>
    <xsl:when test="$key = 'involvement_level.organisation'">organisasjon</xsl:when>
    <xsl:when test="$key = 'involvement_level.individual'">individ</xsl:when>
    <xsl:when test="$key = 'involvement_degree.representation'">representasjon</xsl:when>
    <xsl:when test="$key = 'involvement_degree.participation'">medverknad</xsl:when>
    <xsl:when test="$key = 'involvement_degree.involvement'">involvering</xsl:when>
    <xsl:when test="$key = 'involvement_degree.consultation'">konsultasjon</xsl:when>
    <xsl:when test="$key = 'involvement_degree.collaboration'">samarbeid</xsl:when>
    <xsl:when test="$key = 'involvement_degree.user_led'">brukarstyrt</xsl:when>
    <xsl:when test="$key = 'initiator.investigator'">forskarinitiert</xsl:when>
    <xsl:when test="$key = 'initiator.industry'">industri</xsl:when>
    <xsl:when test="$key = 'initiator.unknown'">ukjent</xsl:when>
    <xsl:when test="$key = 'study_kind.drug'">legemiddel</xsl:when>
    <xsl:when test="$key = 'study_kind.other_intervention'">annan intervensjon</xsl:when>
    <xsl:when test="$key = 'study_kind.unknown'">ukjent</xsl:when>
    <xsl:when test="$key = 'outcome.positive'">positivt</xsl:when>
    <xsl:when test="$key = 'outcome.negative'">negativt</xsl:when>
    <xsl:when test="$key = 'outcome.inconclusive'">uavklart</xsl:when>
    <xsl:when test="$key = 'outcome.unknown'">ukjent</xsl:when>
    <xsl:when test="$key = 'policy.who'">WHO</xsl:when>
    <xsl:when test="$key = 'policy.nordic'">Nordic trial reporting</xsl:when>
    <xsl:when test="$key = 'policy.intovalue'">IntoValue</xsl:when>
    <xsl:when test="$key = 'policy.eu_tracker'">EU Trials Tracker</xsl:when>
    <xsl:when test="$key = 'policy.fdaaa'">FDAAA</xsl:when>
    <xsl:when test="$key = 'policy.eu_ctr'">EU-forordning 536/2014</xsl:when>
    <xsl:when test="$key = 'enrolment.actual'">faktisk tal</xsl:when>
    <xsl:when test="$key = 'enrolment.planned'">planlagt tal</xsl:when>
    <xsl:when test="$key = 'publication_status.not_started'">ikkje starta</xsl:when>
    <xsl:when test="$key = 'publication_status.ongoing'">pågår</xsl:when>
    <xsl:when test="$key = 'publication_status.exempt'">unnateken frå regelen</xsl:when>
    <xsl:when test="$key = 'publication_status.withdrawn'">trekt</xsl:when>
    <xsl:when test="$key = 'publication_status.inconsistent'">motstridande opplysningar</xsl:when>
    <xsl:when test="$key = 'publication_status.unknown'">kan ikkje vurderast</xsl:when>
    <xsl:when test="$key = 'reason.registration_error'">feil i registreringa</xsl:when>
    <xsl:when test="$key = 'reason.terminated'">avbroten</xsl:when>
    <xsl:when test="$key = 'reason.failed_recruitment'">for få deltakarar</xsl:when>
    <xsl:when test="$key = 'reason.published_elsewhere'">publisert ein annan stad</xsl:when>
    <xsl:when test="$key = 'reason.not_a_trial'">ikkje ein studie</xsl:when>
    <xsl:when test="$key = 'reason.other'">anna</xsl:when>
    <xsl:when test="$key = 'reason.none'">inga årsak registrert</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
