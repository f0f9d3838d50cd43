/*
 * figure_records.c
 *		The figures of a report as records, made of its facts.
 *
 * In C because a national report has tens of thousands of them.  Paths and
 * terms are data of the database; what a figure's fields are called is said
 * here and in vocabulary.c.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/value.h"
#include "parser/parse_func.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

#include "compat.h"

/* Attributes of the type fact, and of report_record. */
enum
{
	FACT_INDICATOR, FACT_MEASURE, FACT_YEAR, FACT_UNIT_LEVEL,
	FACT_INSTITUTION, FACT_DIMENSIONS, FACT_VALUE, FACT_NUMERATOR,
	FACT_DENOMINATOR, FACT_CI_LOW, FACT_CI_HIGH, FACT_STATUS,
	FACT_RULE_SET, FACT_ORIGIN, FACT_REASON, FACT_REPORTED, FACT_EXPECTED,
	FACT_ATTRIBUTES
};
#define RECORD_ATTRIBUTES 3

/* Where the figures of a measure stand; its place orders them. */
typedef struct Place
{
	char	   *indicator;
	char	   *measure;
	Datum		path;			/* text, below the body's root */
	bool		is_annex;
} Place;

typedef struct Term
{
	char	   *list;
	char	   *code;
	char	   *term;
} Term;

/* A fact with the place of its measure. */
typedef struct Figure
{
	int			place;
	int			position;
	HeapTupleHeader fact;
} Figure;

typedef struct FigureSource
{
	Place	   *places;
	int			place_count;
	Term	   *terms;
	int			term_count;
	TupleDesc	fact;
	Oid			dimension_text;
} FigureSource;

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

static void
read_places(FigureSource *source, MemoryContext context)
{
	uint64		i;

	query("SELECT d.indicator, d.measure, 'innhold/' OPERATOR(pg_catalog.||) d.path,"
		  " d.path OPERATOR(pg_catalog.~) '^vedlegg/'"
		  " FROM research_indicators.fact_definition AS d ORDER BY d.ordinal");
	source->place_count = (int) SPI_processed;
	source->places = MemoryContextAlloc(context, sizeof(Place) *
										Max(SPI_processed, 1));
	for (i = 0; i < SPI_processed; i++)
	{
		Place	   *place = &source->places[i];
		MemoryContext caller;

		place->indicator = row_text(i, 1, context);
		place->measure = row_text(i, 2, context);
		place->is_annex = strcmp(SPI_getvalue(SPI_tuptable->vals[i],
											  SPI_tuptable->tupdesc, 4), "t") == 0;
		caller = MemoryContextSwitchTo(context);
		place->path = CStringGetTextDatum(row_text(i, 3, context));
		MemoryContextSwitchTo(caller);
	}
}

static void
read_terms(FigureSource *source, MemoryContext context)
{
	uint64		i;

	query("SELECT t.list, t.code, t.term FROM research_indicators.report_term AS t"
		  " WHERE t.list OPERATOR(pg_catalog.=) ANY"
		  " ('{unit_level,status,origin}'::pg_catalog.text[])");
	source->term_count = (int) SPI_processed;
	source->terms = MemoryContextAlloc(context, sizeof(Term) *
									   Max(SPI_processed, 1));
	for (i = 0; i < SPI_processed; i++)
	{
		source->terms[i].list = row_text(i, 1, context);
		source->terms[i].code = row_text(i, 2, context);
		source->terms[i].term = row_text(i, 3, context);
	}
}

static void
read_source(FigureSource *source, Oid fact_type)
{
	MemoryContext context = CurrentMemoryContext;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "cannot read the vocabulary of figures");
	read_places(source, context);
	read_terms(source, context);
	SPI_finish();
	source->fact = lookup_rowtype_tupdesc_copy(fact_type, -1);
	if (source->fact->natts < FACT_ATTRIBUTES)
		elog(ERROR, "type %s is no fact", format_type_be(fact_type));
}

/* Facts come by measure: the place before is the likely one. */
static int
find_place(const FigureSource *source, const char *indicator,
		   const char *measure, int before)
{
	int			i;

	for (i = 0; i < source->place_count; i++)
	{
		int			at = (before + i) % source->place_count;

		if (strcmp(source->places[at].measure, measure) == 0 &&
			strcmp(source->places[at].indicator, indicator) == 0)
			return at;
	}
	return -1;
}

static const char *
find_term(const FigureSource *source, const char *list, const char *code)
{
	int			i;

	for (i = 0; i < source->term_count; i++)
		if (strcmp(source->terms[i].code, code) == 0 &&
			strcmp(source->terms[i].list, list) == 0)
			return source->terms[i].term;
	return NULL;
}

/* ----------------------------------------------------------------
 * The content of a figure
 * ----------------------------------------------------------------
 */

static void
push_key(JsonbParseState **state, const char *name)
{
	JsonbValue	key;

	key.type = jbvString;
	key.val.string.val = unconstify(char *, name);
	key.val.string.len = (int) strlen(name);
	pushJsonbValue(state, WJB_KEY, &key);
}

static void
push_text(JsonbParseState **state, const char *name, const char *string,
		  size_t len)
{
	JsonbValue	value;

	push_key(state, name);
	value.type = jbvString;
	value.val.string.val = unconstify(char *, string);
	value.val.string.len = (int) len;
	pushJsonbValue(state, WJB_VALUE, &value);
}

static void
push_text_field(JsonbParseState **state, const char *name, Datum value,
				bool isnull)
{
	text	   *packed;

	if (isnull)
		return;
	packed = DatumGetTextPP(value);
	push_text(state, name, VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed));
}

static void
push_number(JsonbParseState **state, const char *name, Datum number,
			bool isnull)
{
	JsonbValue	value;

	if (isnull)
		return;
	if (numeric_is_nan(DatumGetNumeric(number)) ||
		numeric_is_inf(DatumGetNumeric(number)))
	{
		/* no number of a report: the walk refuses it by its text */
		push_text(state, name, "NaN", 3);
		return;
	}
	push_key(state, name);
	value.type = jbvNumeric;
	value.val.numeric = DatumGetNumeric(number);
	pushJsonbValue(state, WJB_VALUE, &value);
}

static void
push_integer(JsonbParseState **state, const char *name, Datum integer,
			 bool isnull)
{
	if (!isnull)
		push_number(state, name, DirectFunctionCall1(int4_numeric, integer),
					false);
}

static void
push_term(const FigureSource *source, JsonbParseState **state,
		  const char *name, const char *list, Datum code, bool isnull)
{
	const char *term;

	if (isnull)
		return;
	term = find_term(source, list, TextDatumGetCString(code));
	if (term != NULL)
		push_text(state, name, term, strlen(term));
}

static void
push_dimensions(const FigureSource *source, JsonbParseState **state,
				Datum dimensions, bool isnull)
{
	text	   *canonical;

	if (isnull)
		return;
	canonical = DatumGetTextPP(OidFunctionCall1(source->dimension_text,
												dimensions));
	if (VARSIZE_ANY_EXHDR(canonical) > 0)
		push_text(state, "dimensjon", VARDATA_ANY(canonical),
				  VARSIZE_ANY_EXHDR(canonical));
}

static Datum
figure_content(const FigureSource *source, const Datum *values,
			   const bool *nulls)
{
	JsonbParseState *state = NULL;
	bool		hidden = !nulls[FACT_VALUE] &&
	numeric_is_nan(DatumGetNumeric(values[FACT_VALUE]));

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_integer(&state, "aar", values[FACT_YEAR], nulls[FACT_YEAR]);
	push_term(source, &state, "nivaa", "unit_level", values[FACT_UNIT_LEVEL],
			  nulls[FACT_UNIT_LEVEL]);
	push_text_field(&state, "enhet", values[FACT_INSTITUTION],
					nulls[FACT_INSTITUTION]);
	push_dimensions(source, &state, values[FACT_DIMENSIONS],
					nulls[FACT_DIMENSIONS]);
	push_number(&state, "verdi", values[FACT_VALUE],
				nulls[FACT_VALUE] || hidden);
	push_number(&state, "teller", values[FACT_NUMERATOR],
				nulls[FACT_NUMERATOR]);
	push_number(&state, "nevner", values[FACT_DENOMINATOR],
				nulls[FACT_DENOMINATOR]);
	push_number(&state, "nedre", values[FACT_CI_LOW], nulls[FACT_CI_LOW]);
	push_number(&state, "oevre", values[FACT_CI_HIGH], nulls[FACT_CI_HIGH]);
	push_term(source, &state, "status", "status", values[FACT_STATUS],
			  nulls[FACT_STATUS]);
	push_text_field(&state, "regelverk", values[FACT_RULE_SET],
					nulls[FACT_RULE_SET]);
	push_term(source, &state, "opphav", "origin", values[FACT_ORIGIN],
			  nulls[FACT_ORIGIN]);
	if (hidden)
		push_text(&state, "skjult", "ja", 2);
	push_text_field(&state, "grunn", values[FACT_REASON],
					nulls[FACT_REASON]);
	push_integer(&state, "rapporterteEnheter", values[FACT_REPORTED],
				 nulls[FACT_REPORTED]);
	push_integer(&state, "forventedeEnheter", values[FACT_EXPECTED],
				 nulls[FACT_EXPECTED]);
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state,
														   WJB_END_OBJECT,
														   NULL)));
}

/* ----------------------------------------------------------------
 * All figures
 * ----------------------------------------------------------------
 */

static void
read_fact(const FigureSource *source, HeapTupleHeader fact, Datum *values,
		  bool *nulls)
{
	HeapTupleData tuple;

	tuple.t_len = HeapTupleHeaderGetDatumLength(fact);
	ItemPointerSetInvalid(&tuple.t_self);
	tuple.t_tableOid = InvalidOid;
	tuple.t_data = fact;
	heap_deform_tuple(&tuple, source->fact, values, nulls);
}

static int
compare_figures(const void *a, const void *b)
{
	const Figure *left = a;
	const Figure *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	return left->position < right->position ? -1 :
		left->position > right->position;
}

/* The facts that have a place, in the order of the report. */
static Figure *
order_figures(const FigureSource *source, ArrayType *facts, bool annex,
			  int *count)
{
	Datum	   *elements;
	bool	   *nulls;
	int			element_count;
	Figure	   *figures;
	Datum	   *values = palloc(sizeof(Datum) * source->fact->natts);
	bool	   *value_nulls = palloc(sizeof(bool) * source->fact->natts);
	int			place = 0;
	int			i;

	deconstruct_array(facts, ARR_ELEMTYPE(facts), -1, false, TYPALIGN_DOUBLE,
					  &elements, &nulls, &element_count);
	figures = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Figure) *
									 Max(element_count, 1));
	*count = 0;
	for (i = 0; i < element_count; i++)
	{
		HeapTupleHeader fact;
		int			found;

		if (nulls[i])
			continue;
		fact = DatumGetHeapTupleHeader(elements[i]);
		read_fact(source, fact, values, value_nulls);
		if (value_nulls[FACT_INDICATOR] || value_nulls[FACT_MEASURE])
			continue;
		found = find_place(source, TextDatumGetCString(values[FACT_INDICATOR]),
						   TextDatumGetCString(values[FACT_MEASURE]), place);
		if (found < 0)
			continue;
		place = found;
		if (source->places[found].is_annex != annex)
			continue;
		figures[*count].place = found;
		figures[*count].position = i;
		figures[*count].fact = fact;
		(*count)++;
	}
	qsort(figures, *count, sizeof(Figure), compare_figures);
	return figures;
}

static Datum
make_records(const FigureSource *source, const Figure *figures, int count,
			 Oid record_type)
{
	TupleDesc	record = lookup_rowtype_tupdesc_copy(record_type, -1);
	Datum	   *records = palloc(sizeof(Datum) * Max(count, 1));
	Datum	   *values = palloc(sizeof(Datum) * source->fact->natts);
	bool	   *nulls = palloc(sizeof(bool) * source->fact->natts);
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext,
											   "figure",
											   ALLOCSET_DEFAULT_SIZES);
	Datum		fields[RECORD_ATTRIBUTES];
	bool		field_nulls[RECORD_ATTRIBUTES] = {false, false, false};
	int			i;

	fields[1] = CStringGetTextDatum("tall");
	for (i = 0; i < count; i++)
	{
		MemoryContext caller = MemoryContextSwitchTo(work);

		CHECK_FOR_INTERRUPTS();
		read_fact(source, figures[i].fact, values, nulls);
		fields[0] = source->places[figures[i].place].path;
		fields[2] = figure_content(source, values, nulls);
		MemoryContextSwitchTo(caller);
		records[i] = HeapTupleGetDatum(heap_form_tuple(record, fields,
													   field_nulls));
		MemoryContextReset(work);
	}
	return PointerGetDatum(construct_array(records, count, record_type, -1,
										   false, TYPALIGN_DOUBLE));
}

/* figure_records(facts fact[], annex boolean) -> report_record[] */
PG_FUNCTION_INFO_V1(research_indicators_figure_records);
Datum
research_indicators_figure_records(PG_FUNCTION_ARGS)
{
	ArrayType  *facts = PG_GETARG_ARRAYTYPE_P(0);
	bool		annex = PG_GETARG_BOOL(1);
	Oid			record_type = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	FigureSource source;
	Figure	   *figures;
	int			count;

	if (!OidIsValid(record_type))
		elog(ERROR, "figure_records() does not know its result type");
	read_source(&source, ARR_ELEMTYPE(facts));
	source.dimension_text =
		LookupFuncName(list_make2(makeString("research_indicators_internal"),
								  makeString("dimension_text")),
					   1, (Oid[]) {JSONBOID}, false);
	figures = order_figures(&source, facts, annex, &count);
	return make_records(&source, figures, count, record_type);
}
