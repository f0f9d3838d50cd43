/*
 * vocabulary.c
 *		The record kinds of a report, in the bokmaal of the ministry's terms
 *		(ae, oe, aa).  xslt/report.xsd says what they may hold.
 */
#include "vocabulary.h"

#include <string.h>

#define TEXT(name)		{name, RI_FIELD_TEXT}
#define INTEGER(name)	{name, RI_FIELD_INTEGER}
#define DECIMAL(name)	{name, RI_FIELD_DECIMAL}
#define END				{0, RI_FIELD_TEXT}

/* Whose figure it is; what it is; by what it is divided (report_list). */
#define FIGURE_UNIT \
	INTEGER("aar"), TEXT("nivaa"), TEXT("enhet"), TEXT("orgnr")
#define FIGURE_VALUE \
	DECIMAL("verdi"), DECIMAL("teller"), DECIMAL("nevner"), \
	DECIMAL("nedre"), DECIMAL("oevre"), TEXT("status"), \
	TEXT("regelverk"), TEXT("opphav"), TEXT("skjult"), TEXT("grunn"), \
	INTEGER("rapporterteEnheter"), INTEGER("forventedeEnheter")
#define DIMENSIONS \
	TEXT("publikasjonsform"), TEXT("kanalnivaa"), TEXT("aarsak"), \
	TEXT("grunnlag"), TEXT("datakilde"), TEXT("ressursslag"), \
	TEXT("publiseringsregel"), TEXT("funnetI"), TEXT("initiativtaker"), \
	TEXT("studietype"), TEXT("resultatretning"), TEXT("deltakertall"), \
	TEXT("studiestatus"), TEXT("helsekategori"), \
	TEXT("forskningsaktivitet"), TEXT("satsingsomraade"), \
	TEXT("rammeverk"), TEXT("retning"), TEXT("nyttestadium"), \
	TEXT("tildelingsform"), TEXT("innovasjonsfase"), TEXT("fravaer"), \
	TEXT("svar"), TEXT("opplaering"), TEXT("medvirkningsfase"), \
	TEXT("medvirkningsnivaa"), TEXT("medvirkningsgrad"), \
	TEXT("behovskilde"), TEXT("indikator"), TEXT("vekt"), TEXT("serie"), \
	TEXT("prosjektstatus"), TEXT("aarSidenSlutt"), TEXT("utlysningstype"), \
	TEXT("faggruppe")

static const RiKind kinds[] = {
	{"konvolutt", false, {
		TEXT("rapportId"), TEXT("opprettet"), TEXT("tilstand"),
		TEXT("miljoe"), TEXT("merknad"), TEXT("erstatter"), TEXT("utgave"),
		TEXT("utgiver"), TEXT("kontakt"), TEXT("lisens"),
		TEXT("programvare"), TEXT("sha256"), TEXT("sha256Xml"), END}},
	{"kommentar", true, {
		TEXT("del"), TEXT("tekst"), TEXT("dato"), END}},
	{"kontrollert", true, {
		TEXT("del"), TEXT("dato"), TEXT("tekst"), END}},
	{"godtattFunn", true, {
		TEXT("alvorlighet"), TEXT("kode"), TEXT("relasjon"),
		INTEGER("antall"), TEXT("begrunnelse"), TEXT("dato"), END}},
	{"avsender", false, {
		TEXT("enhet"), TEXT("orgnr"), TEXT("navn"), TEXT("type"),
		TEXT("deltakerId"), END}},
	{"rapporteringsperiode", false, {
		INTEGER("aar"), TEXT("fra"), TEXT("til"), TEXT("status"),
		TEXT("lukket"), END}},
	{"regelsett", true, {
		TEXT("id"), TEXT("familie"), TEXT("tittel"), TEXT("hjemmel"),
		TEXT("sha256"), END}},
	{"parameter", true, {
		TEXT("regelsett"), TEXT("navn"), TEXT("verdi"), TEXT("opphav"),
		TEXT("kilde"), TEXT("kildeNb"), TEXT("kildeNn"),
		TEXT("fraRegelsett"), END}},
	{"enhet", true, {
		TEXT("id"), TEXT("orgnr"), TEXT("navn"), TEXT("type"), TEXT("rhf"),
		END}},
	{"begrep", true, {
		TEXT("id"), TEXT("sti"), TEXT("maaleenhet"), INTEGER("desimaler"),
		TEXT("kilde"), TEXT("kildeNb"), TEXT("kildeNn"), TEXT("tekstNb"),
		TEXT("tekstNn"), TEXT("tekstEn"), END}},
	{"kodeliste", true, {
		TEXT("navn"), TEXT("tekstNb"), TEXT("tekstNn"), TEXT("tekstEn"), END}},
	{"kode", true, {
		TEXT("kode"), TEXT("tekstNb"), TEXT("tekstNn"), TEXT("tekstEn"), END}},
	{"noekkeltall", true, {
		TEXT("begrep"), TEXT("enhet"), TEXT("orgnr"), INTEGER("aar"),
		TEXT("maaleenhet"), INTEGER("desimaler"), DECIMAL("verdi"),
		DECIMAL("forrigeVerdi"), TEXT("status"), TEXT("skjult"),
		TEXT("forrigeSkjult"), TEXT("grunn"), INTEGER("rapporterteEnheter"),
		INTEGER("forventedeEnheter"), TEXT("forrigeGrunn"),
		INTEGER("forrigeRapporterteEnheter"),
		INTEGER("forrigeForventedeEnheter"), END}},
	{"tall", true, {FIGURE_UNIT, FIGURE_VALUE, END}},
	{"deltall", true, {
		FIGURE_UNIT, TEXT("inndeling"), DIMENSIONS, FIGURE_VALUE, END}},
	{"referansetall", true, {
		TEXT("begrep"), INTEGER("aar"), TEXT("enhet"), TEXT("orgnr"),
		TEXT("nivaa"), DECIMAL("verdi"), DECIMAL("offisiell"), DECIMAL("differanse"),
		TEXT("kilde"), TEXT("grunn"), INTEGER("rapporterteEnheter"),
		INTEGER("forventedeEnheter"), END}},
	{"prosjekt", true, {
		TEXT("id"), TEXT("tittel"), TEXT("institusjon"), TEXT("region"),
		TEXT("program"), TEXT("type"), TEXT("finansiering"),
		DECIMAL("beloep"), DECIMAL("andel"), DECIMAL("andelBeloep"),
		TEXT("start"), TEXT("slutt"), END}},
	{"studie", true, {
		TEXT("id"), TEXT("tittel"), TEXT("institusjon"), TEXT("frist"),
		INTEGER("dagerOverFristen"), TEXT("aarsak"), TEXT("undersoektTil"),
		END}},
	{"prosjektresultat", true, {
		TEXT("id"), TEXT("tittel"), TEXT("institusjon"), TEXT("region"),
		TEXT("program"), TEXT("type"), TEXT("avsluttet"),
		INTEGER("aarSiden"), INTEGER("planlagte"), INTEGER("innsendte"),
		INTEGER("antatte"), END}},
	{"funn", true, {
		TEXT("alvorlighet"), TEXT("kode"), TEXT("relasjon"), TEXT("noekkel"),
		INTEGER("antall"), TEXT("avtrykk"), TEXT("forklarer"),
		TEXT("meldingNb"), TEXT("meldingNn"),
		TEXT("meldingEn"), TEXT("hintNb"), TEXT("hintNn"), TEXT("hintEn"),
		END}},
	{"kontrollsum", true, {
		TEXT("begrep"), INTEGER("aar"), TEXT("nivaa"), INTEGER("antall"),
		DECIMAL("sum"), TEXT("skjult"), TEXT("grunn"),
		INTEGER("rapporterteEnheter"), INTEGER("forventedeEnheter"), END}},
	{"avstemming", true, {
		TEXT("begrep"), INTEGER("aar"), DECIMAL("nasjon"),
		DECIMAL("sumRegioner"), DECIMAL("differanse"),
		INTEGER("rapporterteEnheter"), INTEGER("forventedeEnheter"), END}},
	{"vedlegg", false, {
		INTEGER("antall"), TEXT("sha256"), END}},
};

const RiKind *
ri_find_kind(const char *name)
{
	size_t		i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

bool
ri_is_document_root(const char *root)
{
	return strcmp(root, RI_REPORT_ROOT) == 0 ||
		strcmp(root, RI_ANNEX_ROOT) == 0;
}

int
ri_find_field(const RiKind *kind, const char *name)
{
	int			i;

	for (i = 0; kind->fields[i].name != NULL; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return i;
	return -1;
}
