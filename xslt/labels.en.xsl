<?xml version="1.0" encoding="UTF-8"?>
<!--
  labels.en.xsl: what the page of report.xsl says in English.

  What stands between the lines "begin" and "end" is put into report.xsl by the
  build.  All label files have the same keys.  A key that is not known gives the
  key itself: report.xsl then shows a code as the report has it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- begin -->

<!-- language, and how numbers are written -->
<xsl:variable name="lang">en</xsl:variable>
<xsl:variable name="desimaltegn">.</xsl:variable>
<xsl:variable name="tusenskille">,</xsl:variable>
<xsl:variable name="prosenttegn">%</xsl:variable>

<!-- 2023-12-31 as 31 December 2023 -->
<xsl:template name="dato">
  <xsl:param name="iso"/>
  <xsl:variable name="m" select="substring($iso, 6, 2)"/>
  <xsl:value-of select="format-number(substring($iso, 9, 2), '0')"/>
  <xsl:text> </xsl:text>
  <xsl:choose>
    <xsl:when test="$m = '01'">January</xsl:when>
    <xsl:when test="$m = '02'">February</xsl:when>
    <xsl:when test="$m = '03'">March</xsl:when>
    <xsl:when test="$m = '04'">April</xsl:when>
    <xsl:when test="$m = '05'">May</xsl:when>
    <xsl:when test="$m = '06'">June</xsl:when>
    <xsl:when test="$m = '07'">July</xsl:when>
    <xsl:when test="$m = '08'">August</xsl:when>
    <xsl:when test="$m = '09'">September</xsl:when>
    <xsl:when test="$m = '10'">October</xsl:when>
    <xsl:when test="$m = '11'">November</xsl:when>
    <xsl:when test="$m = '12'">December</xsl:when>
  </xsl:choose>
  <xsl:value-of select="concat(' ', substring($iso, 1, 4))"/>
</xsl:template>

<!-- 2023-12-31T10:00:00Z as 31 December 2023, 10:00 UTC -->
<xsl:template name="tidspunkt">
  <xsl:param name="iso"/>
  <xsl:call-template name="dato"><xsl:with-param name="iso" select="$iso"/></xsl:call-template>
  <xsl:value-of select="concat(', ', substring($iso, 12, 5), ' UTC')"/>
</xsl:template>

<!-- a, b, c: what the text speaks of -->
<xsl:template name="label">
  <xsl:param name="key"/>
  <xsl:param name="a"/>
  <xsl:param name="b"/>
  <xsl:param name="c"/>
  <xsl:choose>
    <!-- what cells and bars ask for stands first: every key is sought from the top -->
    <xsl:when test="$key = 'ingenTall'">no figure</xsl:when>
    <xsl:when test="$key = 'av'"><xsl:value-of select="$a"/><xsl:text> of </xsl:text><xsl:value-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'samlet'"><xsl:value-of select="$a"/><xsl:text>, total</xsl:text></xsl:when>
    <xsl:when test="$key = 'ikkeBeregnet'">not calculated</xsl:when>
    <xsl:when test="$key = 'ikkeLevert'">not delivered</xsl:when>
    <xsl:when test="$key = 'avEnheter'"><xsl:value-of select="$a"/><xsl:text> of </xsl:text><xsl:value-of select="$b"/><xsl:text> units have delivered</xsl:text></xsl:when>
    <xsl:when test="$key = 'avEnheterKort'"><xsl:value-of select="$a"/><xsl:text> of </xsl:text><xsl:value-of select="$b"/><xsl:text> units</xsl:text></xsl:when>
    <xsl:when test="$key = 'ikkeUndersoekt'">not examined</xsl:when>
    <xsl:when test="$key = 'ikkeAktuelt'">not relevant</xsl:when>
    <xsl:when test="$key = 'landet.navn'">Norway</xsl:when>
    <xsl:when test="$key = 'rhfSelv'"><xsl:value-of select="$a"/><xsl:text> (the authority itself)</xsl:text></xsl:when>
    <xsl:when test="$key = 'tallstatus.foreloepig'">preliminary</xsl:when>
    <!-- frame -->
    <xsl:when test="$key = 'tittel'">Research indicator report</xsl:when>
    <xsl:when test="$key = 'hopp'">Skip to content</xsl:when>
    <xsl:when test="$key = 'meny'">Contents</xsl:when>
    <xsl:when test="$key = 'varsel'">Not for reporting: this is a test report, and its figures must not be delivered.</xsl:when>
    <xsl:when test="$key = 'bunn'"><xsl:text>Made with </xsl:text><xsl:value-of select="$a"/><xsl:text>. The figures are those of the XML and JSON reports, which hold more subdivisions.</xsl:text></xsl:when>
    <xsl:when test="$key = 'fraTil'"><xsl:value-of select="$a"/><xsl:text> to </xsl:text><xsl:value-of select="$b"/></xsl:when>
    <xsl:when test="$key = 'orgnr'">org. no.</xsl:when>
    <xsl:when test="$key = 'lukket'">closed</xsl:when>
    <xsl:when test="$key = 'fakta.avsender'">Sender</xsl:when>
    <xsl:when test="$key = 'fakta.periode'">Reporting period</xsl:when>
    <xsl:when test="$key = 'fakta.tallstatus'">Status of the figures</xsl:when>
    <xsl:when test="$key = 'fakta.tilstand'">State of the report</xsl:when>
    <xsl:when test="$key = 'fakta.utgave'">Edition</xsl:when>
    <xsl:when test="$key = 'fakta.opprettet'">Created</xsl:when>
    <xsl:when test="$key = 'fakta.rapportId'">Report id</xsl:when>
    <xsl:when test="$key = 'fakta.erstatter'">Replaces report</xsl:when>
    <xsl:when test="$key = 'fakta.sha256'">SHA-256 of the body</xsl:when>
    <!-- headings of sections and containers -->
    <xsl:when test="$key = 'del.sammendrag'">Key figures</xsl:when>
    <xsl:when test="$key = 'del.nasjonaltMaalesystem'">National measurement system</xsl:when>
    <xsl:when test="$key = 'del.vitenskapeligePublikasjoner'">Scientific publications</xsl:when>
    <xsl:when test="$key = 'del.avlagteDoktorgrader'">Doctoral degrees</xsl:when>
    <xsl:when test="$key = 'del.eksternFinansiering'">External funding</xsl:when>
    <xsl:when test="$key = 'del.kliniskeBehandlingsstudier'">Clinical treatment studies</xsl:when>
    <xsl:when test="$key = 'del.forskningspoeng'">Research points</xsl:when>
    <xsl:when test="$key = 'del.innovasjonsindikator'">Innovation indicator</xsl:when>
    <xsl:when test="$key = 'del.oeremerketTilskudd'">Earmarked grant</xsl:when>
    <xsl:when test="$key = 'del.handlingsplanKliniskeStudier'">Action plan for clinical studies</xsl:when>
    <xsl:when test="$key = 'del.ressursbruk'">Resource use for research</xsl:when>
    <xsl:when test="$key = 'del.publiseringAvResultater'">Publication of results</xsl:when>
    <xsl:when test="$key = 'del.brukermedvirkning'">User involvement</xsl:when>
    <xsl:when test="$key = 'del.helsetjenesteforskning'">Health services research</xsl:when>
    <xsl:when test="$key = 'del.hrcs'">HRCS</xsl:when>
    <xsl:when test="$key = 'del.satsingsomraader'">Focus areas</xsl:when>
    <xsl:when test="$key = 'del.doblingAntallStudier'">Doubling the number of studies</xsl:when>
    <xsl:when test="$key = 'del.helsekategori'">Health categories (HRCS)</xsl:when>
    <xsl:when test="$key = 'del.forskningsaktivitet'">Research activities (HRCS)</xsl:when>
    <xsl:when test="$key = 'del.referansetall'">Official figures beside ours</xsl:when>
    <xsl:when test="$key = 'del.vedlegg'">Annexes</xsl:when>
    <xsl:when test="$key = 'del.helsetjenesteprosjekter'">Ongoing projects in health services research</xsl:when>
    <xsl:when test="$key = 'del.leveranse'">Delivery of promised studies</xsl:when>
    <xsl:when test="$key = 'del.tidTilResultat'">Time to result</xsl:when>
    <xsl:when test="$key = 'del.prosjekter'">Projects without a registered study</xsl:when>
    <xsl:when test="$key = 'del.soeknader'">Applications for research money</xsl:when>
    <xsl:when test="$key = 'del.prosjekterUtenPublikasjon'">Concluded projects without a publication</xsl:when>
    <xsl:when test="$key = 'del.simulering'">Simulation</xsl:when>
    <xsl:when test="$key = 'del.behovsidentifisertForskning'">Needs-identified research</xsl:when>
    <xsl:when test="$key = 'del.utledetIndeks'">Derived index of user involvement</xsl:when>
    <xsl:when test="$key = 'del.datakvalitet'">Data quality</xsl:when>
    <xsl:when test="$key = 'del.regelverk'">Rule sets and parameters</xsl:when>
    <xsl:when test="$key = 'del.kontrollsummer'">Control totals</xsl:when>
    <!-- what totals include -->
    <xsl:when test="$key = 'omfang.standard'">A region's total includes its health trusts, the regional health authority itself and private non-profit hospitals in the region. The nation is the four regions. Universities and other units are listed apart and are outside the totals.</xsl:when>
    <xsl:when test="$key = 'omfang.nasjonaltMaalesystem'">A region's total includes its health trusts, the regional health authority itself and private non-profit hospitals in the region. The nation is the four regions. Universities and other units are listed apart and are outside the totals. Numbers of publications cannot be added up: a publication that several units share counts once in each of them and once in the total. Points, degrees and amounts can be added up.</xsl:when>
    <xsl:when test="$key = 'omfang.handlingsplanKliniskeStudier'">Each level has its own figures: a patient treated at two hospitals is one patient of the region and of the nation, and a study at several trusts is one study. The figures must not be added up. Universities are not included.</xsl:when>
    <xsl:when test="$key = 'omfang.oeremerketTilskudd'">The year is the last result year; the budget year is later, as the parameter grant.lag_years says. The four regions share the whole grant. Amounts that rest on indicators without set points are not calculated.</xsl:when>
    <xsl:when test="$key = 'omfang.hrcs'">A project counts once in each of its codes; money is split by percentage and adds up over the codes. Projects of universities are outside the regions.</xsl:when>
    <xsl:when test="$key = 'omfang.innovasjonsindikator'">What is to be registered is not well defined, practice differs between trusts, and registration is incomplete: see the completeness before figures are compared. Innovation money is often given by strategic decision rather than open competition; the figures are therefore split by mode of funding.</xsl:when>
    <xsl:when test="$key = 'omfang.brukermedvirkning'">Reports that were not delivered are a figure of their own and never a no. Being a trial participant, respondent or informant is not involvement. No involvement can be right when there is a good reason; the reasons stand apart. Projects of universities are outside the regions.</xsl:when>
    <xsl:when test="$key = 'omfang.ressursbruk'">Only years that were measured have figures; a year between two measurements is no zero. Sums are of the units measured. Resource use is management information, and no part of points or grant.</xsl:when>
    <xsl:when test="$key = 'omfang.publiseringAvResultater'">The nation includes all studies, also those led by universities. A study with several lead institutions counts once in each of them and once in the total; the figures of the units can therefore not be added up.</xsl:when>
    <xsl:when test="$key = 'utenfor'">Other units (outside the totals)</xsl:when>
    <xsl:when test="$key = 'utenfor.studier'">Universities and other units (outside the regions, included in the nation)</xsl:when>
    <!-- figures -->
    <xsl:when test="$key = 'skjult'">hidden (privacy)</xsl:when>
    <xsl:when test="$key = 'ikkeFastsatt'">not fixed</xsl:when>
    <xsl:when test="$key = 'uendret'">unchanged</xsl:when>
    <xsl:when test="$key = 'intervall'"><xsl:text>95% interval </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'per'"><xsl:text>as of </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'prosentpoeng'"><xsl:text> percentage points</xsl:text></xsl:when>
    <xsl:when test="$key = 'milliarder'"><xsl:text> billion</xsl:text></xsl:when>
    <xsl:when test="$key = 'millioner'"><xsl:text> million</xsl:text></xsl:when>
    <xsl:when test="$key = 'maaleenhet'">Unit</xsl:when>
    <xsl:when test="$key = 'kilde'">Source</xsl:when>
    <xsl:when test="$key = 'regelsett'">Rule set</xsl:when>
    <xsl:when test="$key = 'maaleenhet.poeng'">points</xsl:when>
    <xsl:when test="$key = 'maaleenhet.antall'">number</xsl:when>
    <xsl:when test="$key = 'maaleenhet.kroner'">NOK</xsl:when>
    <xsl:when test="$key = 'maaleenhet.dager'">days</xsl:when>
    <xsl:when test="$key = 'maaleenhet.pasienter'">patients</xsl:when>
    <xsl:when test="$key = 'maaleenhet.forhold'">per cent</xsl:when>
    <xsl:when test="$key = 'offisielt'">official figure</xsl:when>
    <xsl:when test="$key = 'referansetall.note'">Figures published by others beside those of this report. Difference: ours less the official one.</xsl:when>
    <xsl:when test="$key = 'kolonne.offisiell'">Official</xsl:when>
    <xsl:when test="$key = 'kolonne.vaart'">This report</xsl:when>
    <xsl:when test="$key = 'vedlegg.prosjekter.note'">Projects that are ongoing on 31 December, one row per funder of the year. Share is the part of the project that is health services research.</xsl:when>
    <xsl:when test="$key = 'kolonne.prosjekt'">Project</xsl:when>
    <xsl:when test="$key = 'kolonne.institusjon'">Institution</xsl:when>
    <xsl:when test="$key = 'kolonne.region'">Region</xsl:when>
    <xsl:when test="$key = 'kolonne.program'">Programme</xsl:when>
    <xsl:when test="$key = 'kolonne.type'">Kind</xsl:when>
    <xsl:when test="$key = 'kolonne.finansiering'">Funder</xsl:when>
    <xsl:when test="$key = 'kolonne.beloep'">Amount of the year (NOK)</xsl:when>
    <xsl:when test="$key = 'kolonne.andel'">Share</xsl:when>
    <xsl:when test="$key = 'kolonne.andelBeloep'">Amount for health services research (NOK)</xsl:when>
    <xsl:when test="$key = 'maaleenhet.indeks'">index value 0–100, derived, not validated, not official</xsl:when>
    <xsl:when test="$key = 'indeks.note'">Derived, not validated, not official. The data are ordinal: distribution and median are shown, never a mean. The weights stand among rules and parameters.</xsl:when>
    <xsl:when test="$key = 'matrise.note'">Number of projects with involvement in each cell; darker cells have more. A project may stand in several cells. Crossing level and degree, and the order of the degrees, is inferred.</xsl:when>
    <xsl:when test="$key = 'regler.tittel'">The same studies by all policies</xsl:when>
    <xsl:when test="$key = 'regler.note'">The policies have different deadlines and count different results. A policy without a row cannot judge the studies on what is known.</xsl:when>
    <xsl:when test="$key = 'vei.dobling'">The path to doubling</xsl:when>
    <xsl:when test="$key = 'vei.andel'">The path to the target for participation</xsl:when>
    <xsl:when test="$key = 'vei.krav'">required</xsl:when>
    <xsl:when test="$key = 'vei.maal'">target</xsl:when>
    <xsl:when test="$key = 'svg.vei'">Upright bars show the years, the line the requirement or target. The same figures stand in the tables below.</xsl:when>
    <xsl:when test="$key = 'fordeling'">The regions’ shares of each indicator</xsl:when>
    <xsl:when test="$key = 'svg.fordeling'">One horizontal bar per indicator, divided among the four regions. Amounts and points stand in the tables below.</xsl:when>
    <xsl:when test="$key = 'simulering.note'">A what-if on the figures of this year alone. What some regions gain the others lose.</xsl:when>
    <xsl:when test="$key = 'svg.simulering'">Bars right of the middle are a gain, left of it a loss. The same figures stand in the table below.</xsl:when>
    <xsl:when test="$key = 'paategning.kommentar'">Comment by the sender</xsl:when>
    <xsl:when test="$key = 'paategning.kontrollert'">Checked by the sender</xsl:when>
    <xsl:when test="$key = 'paategning.godtatt'">Findings that were accepted</xsl:when>
    <xsl:when test="$key = 'kolonne.begrunnelse'">Reason</xsl:when>
    <xsl:when test="$key = 'kolonne.dato'">Date</xsl:when>
    <xsl:when test="$key = 'fakta.sha256Xml'">SHA-256 of the XML body</xsl:when>
    <xsl:when test="$key = 'maaleenhet.andel'">percent, with numerator, denominator and 95% interval; grey where the denominator is below 10</xsl:when>
    <xsl:when test="$key = 'sammendrag.note'">“Not calculated” is not zero: the reason stands with the figure. Preliminary figures are marked and may change until the year is closed.</xsl:when>
    <!-- charts and tables -->
    <xsl:when test="$key = 'diagram.regioner'"><xsl:text>The regions, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'diagram.regionerSerie'">The regions over time</xsl:when>
    <xsl:when test="$key = 'diagram.foretak'"><xsl:text>Trusts and hospitals by region, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'svg.stolper'">Horizontal bars in alphabetical order, not ranked. The same figures are in the table below.</xsl:when>
    <xsl:when test="$key = 'svg.serie'">Upright bars, one for each year. The same figures are in the table below.</xsl:when>
    <xsl:when test="$key = 'svg.stige'">Bars that show how completed studies divide into not due and due, and due into found and not found. The same figures are in the table below.</xsl:when>
    <xsl:when test="$key = 'tabell.regioner'">regions and nation</xsl:when>
    <xsl:when test="$key = 'tabell.alle'">all units</xsl:when>
    <xsl:when test="$key = 'tabell.enheter'"><xsl:text>all units, </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'etter'"><xsl:text>by </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <!-- publication of results -->
    <xsl:when test="$key = 'resultater.ordlyd'"><xsl:text>Status as of </xsl:text><xsl:value-of select="$a"/><xsl:text>. “Not found published as of </xsl:text><xsl:value-of select="$a"/><xsl:text>” means that no result was found in the sources that were examined. A source that was not examined is not a no, and a unit without studies in the data was not examined.</xsl:text></xsl:when>
    <xsl:when test="$key = 'resultater.tabell'"><xsl:text>Status as of </xsl:text><xsl:value-of select="$a"/><xsl:text>, all units</xsl:text></xsl:when>
    <xsl:when test="$key = 'resultater.fotnote'">Below each share: numerator of denominator and 95% interval. Grey cells: the denominator is below 10. Units stand in alphabetical order and are not ranked.</xsl:when>
    <xsl:when test="$key = 'resultater.utvikling'">Development over time</xsl:when>
    <xsl:when test="$key = 'stige'"><xsl:text>From completed study to published result, as of </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'stige.funnet'">Due, result found</xsl:when>
    <!-- data quality, rule sets, control totals -->
    <xsl:when test="$key = 'datakvalitet.antall'"><xsl:text>Errors: </xsl:text><xsl:value-of select="$a"/><xsl:text>. Warnings: </xsl:text><xsl:value-of select="$b"/><xsl:text>. Notes: </xsl:text><xsl:value-of select="$c"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'datakvalitet.tabell'">Findings in sources and rules</xsl:when>
    <xsl:when test="$key = 'regelverk.note'">The figures were computed with these rule sets. The origin says where each value comes from. A parameter that is not fixed gives no points, and what needs it is not calculated.</xsl:when>
    <xsl:when test="$key = 'regelverk.tabell'"><xsl:text>Parameters of </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'regelverk.ikkeFastsatt'"><xsl:text>not fixed: </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'hjemmel'">Legal reference</xsl:when>
    <xsl:when test="$key = 'arvet'"><xsl:text>inherited from </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'kontrollsummer.note'">Sums over the rows without dimension, so that a receiver can check that everything arrived.</xsl:when>
    <xsl:when test="$key = 'kontrollsummer.tabell'">Control totals by term, year and level</xsl:when>
    <xsl:when test="$key = 'avstemming.tabell'">Reconciliation: the nation against the sum of the regions</xsl:when>
    <xsl:when test="$key = 'kolonne.enhet'">Unit</xsl:when>
    <xsl:when test="$key = 'kolonne.alvorlighet'">Severity</xsl:when>
    <xsl:when test="$key = 'kolonne.funn'">Finding</xsl:when>
    <xsl:when test="$key = 'kolonne.gjelder'">Concerns</xsl:when>
    <xsl:when test="$key = 'kolonne.antall'">Number</xsl:when>
    <xsl:when test="$key = 'kolonne.parameter'">Parameter</xsl:when>
    <xsl:when test="$key = 'kolonne.verdi'">Value</xsl:when>
    <xsl:when test="$key = 'kolonne.opphav'">Origin</xsl:when>
    <xsl:when test="$key = 'kolonne.kilde'">Source</xsl:when>
    <xsl:when test="$key = 'kolonne.begrep'">Term</xsl:when>
    <xsl:when test="$key = 'kolonne.aar'">Year</xsl:when>
    <xsl:when test="$key = 'kolonne.nivaa'">Level</xsl:when>
    <xsl:when test="$key = 'kolonne.antallTall'">Number of rows</xsl:when>
    <xsl:when test="$key = 'kolonne.sum'">Sum</xsl:when>
    <xsl:when test="$key = 'kolonne.nasjon'">Nation</xsl:when>
    <xsl:when test="$key = 'kolonne.sumRegioner'">Sum of the regions</xsl:when>
    <xsl:when test="$key = 'kolonne.differanse'">Difference</xsl:when>
    <!-- codes of the report -->
    <xsl:when test="$key = 'enhetstype.nasjonalt'">national</xsl:when>
    <xsl:when test="$key = 'enhetstype.regionaltHelseforetak'">regional health authority</xsl:when>
    <xsl:when test="$key = 'enhetstype.helseforetak'">health trust</xsl:when>
    <xsl:when test="$key = 'enhetstype.privatIdeelt'">private non-profit hospital</xsl:when>
    <xsl:when test="$key = 'enhetstype.universitet'">university</xsl:when>
    <xsl:when test="$key = 'enhetstype.hoegskole'">university college</xsl:when>
    <xsl:when test="$key = 'enhetstype.institutt'">research institute</xsl:when>
    <xsl:when test="$key = 'enhetstype.kommune'">municipality</xsl:when>
    <xsl:when test="$key = 'enhetstype.kompetansesenter'">competence centre</xsl:when>
    <xsl:when test="$key = 'enhetstype.annet'">other</xsl:when>
    <xsl:when test="$key = 'tallstatus.endelig'">final</xsl:when>
    <xsl:when test="$key = 'tilstand.utkast'">draft</xsl:when>
    <xsl:when test="$key = 'tilstand.godkjent'">approved</xsl:when>
    <xsl:when test="$key = 'tilstand.innsendt'">submitted</xsl:when>
    <xsl:when test="$key = 'tilstand.erstattet'">superseded</xsl:when>
    <xsl:when test="$key = 'utgave.departement'">for the ministry</xsl:when>
    <xsl:when test="$key = 'utgave.offentlig'">public</xsl:when>
    <xsl:when test="$key = 'nivaa.institusjon'">institution</xsl:when>
    <xsl:when test="$key = 'nivaa.region'">region</xsl:when>
    <xsl:when test="$key = 'nivaa.nasjon'">nation</xsl:when>
    <xsl:when test="$key = 'opphav.publisert'">published</xsl:when>
    <xsl:when test="$key = 'opphav.utledet'">inferred</xsl:when>
    <xsl:when test="$key = 'opphav.lokalt'">decided locally</xsl:when>
    <xsl:when test="$key = 'opphav.illustrativ'">illustrative (made up)</xsl:when>
    <xsl:when test="$key = 'familie.hod'">National measurement system</xsl:when>
    <xsl:when test="$key = 'familie.nvi'">Publication points</xsl:when>
    <xsl:when test="$key = 'alvorlighet.feil'">error</xsl:when>
    <xsl:when test="$key = 'alvorlighet.advarsel'">warning</xsl:when>
    <xsl:when test="$key = 'alvorlighet.merknad'">note</xsl:when>
    <!-- the page: its parts, and what they say -->
    <xsl:when test="$key = 'lenke'">link to this place</xsl:when>
    <xsl:when test="$key = 'tilToppen'">Back to top</xsl:when>
    <xsl:when test="$key = 'tema.noekkeltall'">Key figures</xsl:when>
    <xsl:when test="$key = 'tema.studier'">Clinical studies</xsl:when>
    <xsl:when test="$key = 'tema.resultater'">Results of studies</xsl:when>
    <xsl:when test="$key = 'tema.publisering'">Publications and doctorates</xsl:when>
    <xsl:when test="$key = 'tema.medvirkning'">User involvement</xsl:when>
    <xsl:when test="$key = 'tema.omraader'">What is researched</xsl:when>
    <xsl:when test="$key = 'tema.innovasjon'">Innovation</xsl:when>
    <xsl:when test="$key = 'tema.andre'">Other figures</xsl:when>
    <xsl:when test="$key = 'tema.sammenlign'">Compare</xsl:when>
    <xsl:when test="$key = 'tema.penger'">Money</xsl:when>
    <xsl:when test="$key = 'tema.godkjenning'">Comments and approval</xsl:when>
    <xsl:when test="$key = 'tema.datakvalitet'">About the figures</xsl:when>
    <xsl:when test="$key = 'tema.gjoeres'">What must be done</xsl:when>
    <xsl:when test="$key = 'maalt'">How it is measured</xsl:when>
    <xsl:when test="$key = 'inndelinger'"><xsl:text>Breakdowns in </xsl:text><xsl:value-of select="$a"/></xsl:when>
    <xsl:when test="$key = 'diagram.maal'"><xsl:text>Upright line: the target of </xsl:text><xsl:value-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'kort.maal'">Target:</xsl:when>
    <xsl:when test="$key = 'kort.krav'">The path to doubling requires:</xsl:when>
    <xsl:when test="$key = 'noekkeltall.foreloepig'">The figures of the year are preliminary and may change until the year is closed.</xsl:when>
    <xsl:when test="$key = 'uten.ikkeBeregnet'">Cannot be calculated</xsl:when>
    <xsl:when test="$key = 'uten.ikkeLevert'">Not delivered</xsl:when>
    <xsl:when test="$key = 'uten.ikkeUndersoekt'">Not examined</xsl:when>
    <xsl:when test="$key = 'uten.ikkeAktuelt'">Not applicable</xsl:when>
    <xsl:when test="$key = 'uten.ingenTall'">No figures</xsl:when>
    <xsl:when test="$key = 'uten.skjult'">Hidden to protect privacy</xsl:when>
    <xsl:when test="$key = 'tabell.utenAar'"><xsl:text>No figures for </xsl:text><xsl:value-of select="$a"/><xsl:text>.</xsl:text></xsl:when>
    <xsl:when test="$key = 'sammenlign.note'">The key figures of the year for each unit, the sender first and the others in alphabetical order. The table is not a ranking: units differ in size and duties.</xsl:when>
    <xsl:when test="$key = 'sammenlign.tabell'">Key figures of all units in the table</xsl:when>
    <xsl:when test="$key = 'sammenlign.sok'">Show units with</xsl:when>
    <xsl:when test="$key = 'godkjenning.ingen'">The sender has no comments.</xsl:when>
    <xsl:when test="$key = 'om.avrunding'">Figures on this page are rounded for readers: one decimal below 100, none from 100 on, amounts in millions from one million on. The annex and the XML and JSON editions of the report have every digit.</xsl:when>
    <xsl:when test="$key = 'om.skjuling.grense'"><xsl:text> Counts from 1 to below </xsl:text><xsl:value-of select="$a"/><xsl:text> are not shown.</xsl:text></xsl:when>
    <xsl:when test="$key = 'om.skjuling'">In the public edition small counts of patients are hidden, so that nobody can be recognised. Zero is shown. Where a hidden count could be worked out from those around it, the next smallest of them is hidden too. A hidden figure is not zero: it is there, but it is not shown.</xsl:when>
    <xsl:when test="$key = 'om.regler'">Rules</xsl:when>
    <xsl:when test="$key = 'om.vedlegg'"><xsl:text>The annex is a page of its own: all units and years with every digit, </xsl:text><xsl:value-of select="$a"/><xsl:text> more figures, the values of the rules, control totals and lists.</xsl:text></xsl:when>
    <xsl:when test="$key = 'om.rapporten'">About this report</xsl:when>
    <xsl:when test="$key = 'fakta.miljoe'">Environment</xsl:when>
    <xsl:when test="$key = 'fakta.utgiver'">Publisher</xsl:when>
    <xsl:when test="$key = 'fakta.lisens'">Licence</xsl:when>
    <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- end -->
</xsl:stylesheet>
