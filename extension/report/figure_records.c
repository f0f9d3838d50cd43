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
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

#include "compat.h"
#include "errors.h"
#include "figure_terms.h"
#include "linked_version.h"
#include "vocabulary.h"

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

/* A fact with the place of its measure. */
typedef struct Figure
{
	int			place;
	bool		is_part;
	int			position;
	HeapTupleHeader fact;
} Figure;

typedef struct FigureSource
{
	RiFigureTerms terms;
	TupleDesc	fact;
	Datum	   *units;			/* their organisation numbers beside them */
	Datum	   *orgnrs;
	bool	   *orgnr_nulls;
	int			unit_count;
	int			last_unit;
	Datum		sender;
	int			year;
} FigureSource;

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
	term = ri_find_figure_term(&source->terms, list, TextDatumGetCString(code));
	if (term != NULL)
		push_text(state, name, term, strlen(term));
}

static char *
scalar_text(const JsonbValue *value)
{
	if (value->type == jbvString)
		return pnstrdup(value->val.string.val, value->val.string.len);
	if (value->type == jbvNumeric)
		return DatumGetCString(DirectFunctionCall1(numeric_out,
												   NumericGetDatum(value->val.numeric)));
	ereport(ERROR,
			(errcode(ERRCODE_RI_REPORT_RECORD),
			 errmsg("a figure is divided by what is no code")));
	return NULL;
}

/*
 * A field for each dimension, and their names as one: by what the figure is
 * divided.  A site's own code stands as it is; one that a complete list does
 * not know is marked, so that it is nobody else's term.
 */
static void
push_dimensions(const FigureSource *source, JsonbParseState **state,
				Datum dimensions)
{
	Jsonb	   *object = DatumGetJsonbP(dimensions);
	JsonbIterator *iterator = JsonbIteratorInit(&object->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	const RiKind *kind = ri_find_kind("deltall");
	bool		is_there[RI_MAX_FIELDS] = {false};
	StringInfoData names;
	const char *list = NULL;
	int			i;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		const RiFigureDimension *dimension;
		const char *term;
		char	   *code;

		if (token == WJB_KEY)
			list = pnstrdup(value.val.string.val, value.val.string.len);
		if (token != WJB_VALUE)
			continue;
		dimension = ri_figure_dimension(&source->terms, list);
		code = scalar_text(&value);
		term = ri_find_figure_term(&source->terms, list, code);
		if (term == NULL)
			term = dimension->is_closed ? psprintf("ukjent:%s", code) : code;
		push_text(state, dimension->term, term, strlen(term));
		i = ri_find_field(kind, dimension->term);
		if (i >= 0)
			is_there[i] = true;
	}
	initStringInfo(&names);
	for (i = 0; kind->fields[i].name != NULL; i++)
		if (is_there[i])
			appendStringInfo(&names, names.len == 0 ? "%s" : " %s",
							 kind->fields[i].name);
	if (names.len > 0)
		push_text(state, "inndeling", names.data, names.len);
}

static void
push_orgnr(FigureSource *source, JsonbParseState **state, Datum unit)
{
	text	   *id = DatumGetTextPP(unit);
	int			i;

	for (i = 0; i < source->unit_count; i++)
	{
		int			at = (source->last_unit + i) % source->unit_count;
		text	   *other = DatumGetTextPP(source->units[at]);

		if (VARSIZE_ANY_EXHDR(id) != VARSIZE_ANY_EXHDR(other) ||
			memcmp(VARDATA_ANY(id), VARDATA_ANY(other),
				   VARSIZE_ANY_EXHDR(id)) != 0)
			continue;
		source->last_unit = at;
		push_text_field(state, "orgnr", source->orgnrs[at],
						source->orgnr_nulls[at]);
		return;
	}
}

static Datum
figure_content(FigureSource *source, const Datum *values,
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
	if (!nulls[FACT_INSTITUTION])
		push_orgnr(source, &state, values[FACT_INSTITUTION]);
	if (!nulls[FACT_DIMENSIONS])
		push_dimensions(source, &state, values[FACT_DIMENSIONS]);
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
	if (left->is_part != right->is_part)
		return left->is_part ? 1 : -1;
	return left->position < right->position ? -1 :
		left->position > right->position;
}

/* By how many codes a figure is divided. */
static uint32
divisions(const Datum *values, const bool *nulls)
{
	return nulls[FACT_DIMENSIONS] ? 0 :
		JB_ROOT_COUNT(DatumGetJsonbP(values[FACT_DIMENSIONS]));
}

static bool
is_of_sender(const FigureSource *source, const Datum *values,
			 const bool *nulls)
{
	return !nulls[FACT_INSTITUTION] &&
		DatumGetBool(DirectFunctionCall2Coll(texteq, C_COLLATION_OID,
											 values[FACT_INSTITUTION],
											 source->sender));
}

/*
 * A report has every undivided figure.  Of the divided ones it has the sender's
 * own, of earlier years those with one code, and those of the regions and the
 * nation in its own year; all others are in its annex.
 */
static bool
in_annex(const FigureSource *source, const RiFigurePlace *place,
		 const Datum *values, const bool *nulls)
{
	uint32		divided = divisions(values, nulls);
	bool		of_year = !nulls[FACT_YEAR] &&
		DatumGetInt32(values[FACT_YEAR]) == source->year;

	if (place->in_annex)
		return true;
	if (divided == 0)
		return false;
	if (is_of_sender(source, values, nulls))
		return divided > 1 && !of_year;
	return nulls[FACT_UNIT_LEVEL] || !of_year ||
		strcmp(TextDatumGetCString(values[FACT_UNIT_LEVEL]),
			   "institution") == 0;
}

/* The facts that have a place, in the order of the document. */
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
		found = ri_find_figure_place(&source->terms,
									 TextDatumGetCString(values[FACT_INDICATOR]),
									 TextDatumGetCString(values[FACT_MEASURE]),
									 place);
		if (found < 0)
			continue;
		place = found;
		if (in_annex(source, &source->terms.places[found], values,
					 value_nulls) != annex)
			continue;
		figures[*count].place = found;
		figures[*count].is_part = divisions(values, value_nulls) > 0;
		figures[*count].position = i;
		figures[*count].fact = fact;
		(*count)++;
	}
	qsort(figures, *count, sizeof(Figure), compare_figures);
	return figures;
}

static Datum
make_records(FigureSource *source, const Figure *figures, int count,
			 bool annex, Oid record_type)
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
	Datum		whole = CStringGetTextDatum("tall");
	Datum		part = CStringGetTextDatum("deltall");
	int			i;

	for (i = 0; i < count; i++)
	{
		const RiFigurePlace *place = &source->terms.places[figures[i].place];
		MemoryContext caller = MemoryContextSwitchTo(work);

		CHECK_FOR_INTERRUPTS();
		read_fact(source, figures[i].fact, values, nulls);
		fields[0] = annex ? place->annex_path : place->path;
		fields[1] = figures[i].is_part ? part : whole;
		fields[2] = figure_content(source, values, nulls);
		MemoryContextSwitchTo(caller);
		records[i] = HeapTupleGetDatum(heap_form_tuple(record, fields,
													   field_nulls));
		MemoryContextReset(work);
	}
	return PointerGetDatum(construct_array(records, count, record_type, -1,
										   false, TYPALIGN_DOUBLE));
}

/*
 * figure_records(facts fact[], units text[], orgnrs text[], sender text,
 *				  year integer, annex boolean) -> report_record[]
 */
RI_FUNCTION(research_indicators_figure_records);
Datum
research_indicators_figure_records(PG_FUNCTION_ARGS)
{
	ArrayType  *facts = PG_GETARG_ARRAYTYPE_P(0);
	bool		annex = PG_GETARG_BOOL(5);
	Oid			record_type = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	FigureSource source;
	Figure	   *figures;
	int			count;
	int			orgnr_count;

	if (!OidIsValid(record_type))
		elog(ERROR, "figure_records() does not know its result type");
	memset(&source, 0, sizeof(source));
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false,
					  TYPALIGN_INT, &source.units, NULL, &source.unit_count);
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(2), TEXTOID, -1, false,
					  TYPALIGN_INT, &source.orgnrs, &source.orgnr_nulls,
					  &orgnr_count);
	if (orgnr_count != source.unit_count)
		elog(ERROR, "%d units have %d organisation numbers",
			 source.unit_count, orgnr_count);
	source.sender = PG_GETARG_DATUM(3);
	source.year = PG_GETARG_INT32(4);
	ri_read_figure_terms(&source.terms);
	source.fact = lookup_rowtype_tupdesc_copy(ARR_ELEMTYPE(facts), -1);
	if (source.fact->natts < FACT_ATTRIBUTES)
		elog(ERROR, "type %s is no fact",
			 format_type_be(ARR_ELEMTYPE(facts)));
	figures = order_figures(&source, facts, annex, &count);
	return make_records(&source, figures, count, annex, record_type);
}
