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
    <xsl:when test="$key = 'landet.navn'">Noreg</xsl:when>
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
    <xsl:when test="$key = 'del.leveranse'">Leveranse av lova studiar</xsl:when>
    <xsl:when test="$key = 'del.tidTilResultat'">Tid til resultat</xsl:when>
    <xsl:when test="$key = 'del.prosjekter'">Prosjekt utan registrert studie</xsl:when>
    <xsl:when test="$key = 'del.soeknader'">Søknader om forskingsmidlar</xsl:when>
    <xsl:when test="$key = 'del.prosjekterUtenPublikasjon'">Avslutta prosjekt utan publikasjon</xsl:when>
    <xsl:when test="$key = 'del.simulering'">Simulering</xsl:when>
    <xsl:when test="$key = 'del.behovsidentifisertForskning'">Behovsidentifisert forsking</xsl:when>
    <xsl:when test="$key = 'del.utledetIndeks'">Avleidd indeks for brukarmedverknad</xsl:when>
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
    <xsl:when test="$key = 'maaleenhet.poeng'">poeng</xsl:when>
    <xsl:when test="$key = 'maaleenhet.antall'">tal</xsl:when>
    <xsl:when test="$key = 'maaleenhet.kroner'">kroner</xsl:when>
    <xsl:when test="$key = 'maaleenhet.dager'">dagar</xsl:when>
    <xsl:when test="$key = 'maaleenhet.pasienter'">pasientar</xsl:when>
    <xsl:when test="$key = 'maaleenhet.forhold'">prosent</xsl:when>
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
    <xsl:when test="$key = 'maaleenhet.indeks'">indeksverdi 0–100, avleidd, ikkje validert, ikkje offisiell</xsl:when>
    <xsl:when test="$key = 'indeks.note'">Avleidd, ikkje validert, ikkje offisiell. Dataa er ordinale: fordelinga og medianen blir viste, aldri eit gjennomsnitt. Vektene står under regelverk og parametrar.</xsl:when>
    <xsl:when test="$key = 'matrise.note'">Talet på prosjekt med brukarmedverknad i kvar rute; mørkare ruter har fleire. Eit prosjekt kan stå i fleire ruter. Å krysse nivå og grad, og rekkjefølgja av gradene, er avleidd.</xsl:when>
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
    <xsl:when test="$key = 'sammendrag.note'">«Ikkje rekna ut» er ikkje null: grunnen står ved talet. Førebelse tal er merkte og kan bli endra til året er lukka.</xsl:when>
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
    <xsl:when test="$key = 'opphav.utledet'">avleidd</xsl:when>
    <xsl:when test="$key = 'opphav.lokalt'">lokalt fastsett</xsl:when>
    <xsl:when test="$key = 'opphav.illustrativ'">illustrativ (oppdikta)</xsl:when>
    <xsl:when test="$key = 'familie.hod'">Nasjonalt målesystem</xsl:when>
    <xsl:when test="$key = 'familie.nvi'">Publiseringspoeng</xsl:when>
    <xsl:when test="$key = 'alvorlighet.feil'">feil</xsl:when>
    <xsl:when test="$key = 'alvorlighet.advarsel'">åtvaring</xsl:when>
    <xsl:when test="$key = 'alvorlighet.merknad'">merknad</xsl:when>
    <!-- the page: its parts, and what they say -->
    <xsl:when test="$key = 'lenke'">lenkje hit</xsl:when>
    <xsl:when test="$key = 'tilToppen'">Til toppen</xsl:when>
    <xsl:when test="$key = 'tema.noekkeltall'">Nøkkeltal</xsl:when>
    <xsl:when test="$key = 'tema.studier'">Kliniske studiar</xsl:when>
    <xsl:when test="$key = 'tema.resultater'">Resultat av studiar</xsl:when>
    <xsl:when test="$key = 'tema.publisering'">Publisering og doktorgradar</xsl:when>
    <xsl:when test="$key = 'tema.medvirkning'">Brukarmedverknad</xsl:when>
    <xsl:when test="$key = 'tema.omraader'">Kva det blir forska på</xsl:when>
    <xsl:when test="$key = 'tema.innovasjon'">Innovasjon</xsl:when>
    <xsl:when test="$key = 'tema.andre'">Andre tal</xsl:when>
    <xsl:when test="$key = 'tema.sammenlign'">Samanlikn</xsl:when>
    <xsl:when test="$key = 'tema.penger'">Pengar</xsl:when>
    <xsl:when test="$key = 'tema.godkjenning'">Kommentarar og godkjenning</xsl:when>
    <xsl:when test="$key = 'tema.datakvalitet'">Om tala</xsl:when>
    <xsl:when test="$key = 'tema.gjoeres'">Kva må gjerast</xsl:when>
    <xsl:when test="$key = 'maalt'">Slik er det målt</xsl:when>
    <xsl:when test="$key = 'inndelinger'"><xsl:text>Fordelingar i </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'diagram.maal'"><xsl:text>Loddrett strek: målet på </xsl:text><xsl:value-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'kort.maal'">Mål:</xsl:when>
    <xsl:when test="$key = 'kort.krav'">Vegen til dobling krev:</xsl:when>
    <xsl:when test="$key = 'noekkeltall.foreloepig'">Tala for året er førebelse og kan bli endra til året er lukka.</xsl:when>
    <xsl:when test="$key = 'uten.ikkeBeregnet'">Kan ikkje reknast ut</xsl:when>
    <xsl:when test="$key = 'uten.ikkeLevert'">Ikkje levert</xsl:when>
    <xsl:when test="$key = 'uten.ikkeUndersoekt'">Ikkje undersøkt</xsl:when>
    <xsl:when test="$key = 'uten.ikkeAktuelt'">Ikkje aktuelt</xsl:when>
    <xsl:when test="$key = 'uten.ingenTall'">Ingen tal</xsl:when>
    <xsl:when test="$key = 'uten.skjult'">Skjult av omsyn til personvern</xsl:when>
    <xsl:when test="$key = 'tabell.utenAar'"><xsl:text>Ingen tal for </xsl:text><xsl:value-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'sammenlign.note'">Nøkkeltala for kvar eining i året, avsendaren først og dei andre i alfabetisk rekkjefølgje. Tabellen er ikkje ei rangering: einingane er ulike i storleik og oppgåver.</xsl:when>
    <xsl:when test="$key = 'sammenlign.tabell'">Nøkkeltal for alle einingar i tabellen</xsl:when>
    <xsl:when test="$key = 'sammenlign.sok'">Vis einingar med</xsl:when>
    <xsl:when test="$key = 'godkjenning.ingen'">Avsendaren har ingen kommentarar.</xsl:when>
    <xsl:when test="$key = 'om.avrunding'">Tala på sida er runda av for lesarar: éin desimal under 100, ingen frå 100 og opp, kroner i millionar frå éin million. Vedlegget og XML- og JSON-utgåva av rapporten har alle sifra.</xsl:when>
    <xsl:when test="$key = 'om.skjuling.grense'"><xsl:text> Tal frå 1 til under </xsl:text><xsl:value-of select="$a"/><xsl:text> blir ikkje viste.</xsl:text></xsl:when>
    <xsl:when test="$key = 'om.skjuling'">I den offentlege utgåva er små tal på pasientar skjulte, så ingen kan kjennast att. Null blir vist. Der eit skjult tal kunne reknast ut frå tala rundt, er også det nest minste av dei skjult. Eit skjult tal er ikkje null: det finst, men blir ikkje vist.</xsl:when>
    <xsl:when test="$key = 'om.regler'">Reglar</xsl:when>
    <xsl:when test="$key = 'om.vedlegg'"><xsl:text>Vedlegget er ei side for seg: alle einingar og år med alle siffer, </xsl:text><xsl:value-of select="$a"/><xsl:text> fleire tal, verdiane i reglane, kontrollsummar og lister.</xsl:text></xsl:when>
    <xsl:when test="$key = 'om.rapporten'">Om denne rapporten</xsl:when>
    <xsl:when test="$key = 'fakta.miljoe'">Miljø</xsl:when>
    <xsl:when test="$key = 'fakta.utgiver'">Utgjevar</xsl:when>
    <xsl:when test="$key = 'fakta.lisens'">Lisens</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
