/*
 * figure_terms.c
 *		Where figures stand in a report and what their codes are called there.
 */
#include "figure_terms.h"

#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "errors.h"

static char *
row_text(uint64 row, int column, MemoryContext context)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[row],
									 SPI_tuptable->tupdesc, column);

	return value == NULL ? NULL : MemoryContextStrdup(context, value);
}

static void
query(const char *command)
{
	if (SPI_execute(command, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "cannot read the vocabulary of figures");
}

static Datum
kept_text(const char *string, MemoryContext context)
{
	MemoryContext caller = MemoryContextSwitchTo(context);
	Datum		result = CStringGetTextDatum(string);

	MemoryContextSwitchTo(caller);
	return result;
}

static void
read_places(RiFigureTerms *terms, MemoryContext context)
{
	uint64		i;

	query("SELECT d.indicator, d.measure,"
		  " 'innhold/' OPERATOR(pg_catalog.||) d.path,"
		  " 'vedlegg/' OPERATOR(pg_catalog.||) d.path, d.in_annex"
		  " FROM research_indicators.fact_definition AS d ORDER BY d.ordinal");
	terms->place_count = (int) SPI_processed;
	terms->places = MemoryContextAlloc(context, sizeof(RiFigurePlace) *
										Max(SPI_processed, 1));
	for (i = 0; i < SPI_processed; i++)
	{
		RiFigurePlace *place = &terms->places[i];

		place->indicator = row_text(i, 1, context);
		place->measure = row_text(i, 2, context);
		place->path = kept_text(row_text(i, 3, context), context);
		place->annex_path = kept_text(row_text(i, 4, context), context);
		place->in_annex = strcmp(SPI_getvalue(SPI_tuptable->vals[i],
											  SPI_tuptable->tupdesc, 5), "t") == 0;
	}
}

/* What every figure names stands first. */
static void
read_terms(RiFigureTerms *terms, MemoryContext context)
{
	uint64		i;

	query("SELECT t.list, t.code, t.term FROM research_indicators.report_term AS t"
		  " JOIN research_indicators.report_list AS l"
		  " ON l.list OPERATOR(pg_catalog.=) t.list"
		  " WHERE l.is_dimension OR t.list OPERATOR(pg_catalog.=) ANY"
		  " ('{unit_level,status,origin}'::pg_catalog.text[])"
		  " ORDER BY l.is_dimension, t.list COLLATE \"C\", t.code COLLATE \"C\"");
	terms->term_count = (int) SPI_processed;
	terms->terms = MemoryContextAlloc(context, sizeof(RiFigureTerm) *
									   Max(SPI_processed, 1));
	for (i = 0; i < SPI_processed; i++)
	{
		terms->terms[i].list = row_text(i, 1, context);
		terms->terms[i].code = row_text(i, 2, context);
		terms->terms[i].term = row_text(i, 3, context);
	}
}

static void
read_dimensions(RiFigureTerms *terms, MemoryContext context)
{
	uint64		i;

	query("SELECT l.list, l.term, l.codes OPERATOR(pg_catalog.=) 'listed'"
		  " FROM research_indicators.report_list AS l"
		  " WHERE l.is_dimension");
	terms->dimension_count = (int) SPI_processed;
	terms->dimensions = MemoryContextAlloc(context, sizeof(RiFigureDimension) *
											Max(SPI_processed, 1));
	for (i = 0; i < SPI_processed; i++)
	{
		terms->dimensions[i].dimension = row_text(i, 1, context);
		terms->dimensions[i].term = row_text(i, 2, context);
		terms->dimensions[i].is_closed =
			strcmp(SPI_getvalue(SPI_tuptable->vals[i],
								SPI_tuptable->tupdesc, 3), "t") == 0;
	}
}

void
ri_read_figure_terms(RiFigureTerms *terms)
{
	MemoryContext context = CurrentMemoryContext;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "cannot read the vocabulary of figures");
	read_places(terms, context);
	read_terms(terms, context);
	read_dimensions(terms, context);
	SPI_finish();
}

int
ri_find_figure_place(const RiFigureTerms *terms, const char *indicator,
					 const char *measure, int before)
{
	int			i;

	for (i = 0; i < terms->place_count; i++)
	{
		int			at = (before + i) % terms->place_count;

		if (strcmp(terms->places[at].measure, measure) == 0 &&
			strcmp(terms->places[at].indicator, indicator) == 0)
			return at;
	}
	return -1;
}

const char *
ri_find_figure_term(const RiFigureTerms *terms, const char *list,
					const char *code)
{
	int			i;

	for (i = 0; i < terms->term_count; i++)
		if (strcmp(terms->terms[i].code, code) == 0 &&
			strcmp(terms->terms[i].list, list) == 0)
			return terms->terms[i].term;
	return NULL;
}

const RiFigureDimension *
ri_figure_dimension(const RiFigureTerms *terms, const char *dimension)
{
	int			i;

	for (i = 0; i < terms->dimension_count; i++)
		if (strcmp(terms->dimensions[i].dimension, dimension) == 0)
			return &terms->dimensions[i];
	ereport(ERROR,
			(errcode(ERRCODE_RI_REPORT_RECORD),
			 errmsg("figures are divided by \"%s\", which no report knows",
					dimension),
			 errhint("Lists of codes that divide figures are rows of report_list.")));
	return NULL;
}
