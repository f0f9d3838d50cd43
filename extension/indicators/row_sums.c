/*
 * row_sums.c
 *		SQL function row_sums: the rows of an indicator added up by fact.
 *
 * In C because a national report is made of some two hundred thousand rows.
 * What the sums mean is said where they are used: fact_results.sql.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/value.h"
#include "parser/parse_func.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#include "compat.h"
#include "id_table.h"
#include "linked_version.h"
#include "origins.h"
#include "shared_results/scope.h"

/* Columns of indicator_row. */
enum
{
	ROW_MEASURE = 1, ROW_UNIT_LEVEL, ROW_INSTITUTION, ROW_DIMENSIONS,
	ROW_KIND = 6, ROW_VALUE = 8, ROW_REASON = 10, ROW_ORIGIN
};

/* Columns of the result. */
enum
{
	SUM_MEASURE, SUM_UNIT_LEVEL, SUM_INSTITUTION, SUM_DIMENSIONS,
	SUM_IS_FACT, SUM_IS_SHARE, SUM_HAS_PARTS, SUM_NUMERATOR, SUM_DENOMINATOR, SUM_PARTS,
	SUM_SOURCES, SUM_OPEN_PART, SUM_OPEN_SOURCE, SUM_IS_UNSET, SUM_REASON,
	SUM_ORIGIN, SUM_COLUMNS
};

#define KEY_PARTS 4				/* measure, unit level, institution, dimensions */
#define FUNCTION_ARGUMENTS 6

typedef struct Sum
{
	Datum		total;			/* numeric */
	bool		any;			/* that is not NULL */
} Sum;

typedef struct FactGroup
{
	text	   *key[KEY_PARTS]; /* NULL: of all */
	Sum			numerator;
	Sum			denominator;
	Sum			parts;
	Sum			sources;
	bool		is_fact;
	bool		is_share;		/* has a denominator, be it NULL */
	bool		has_parts;
	bool		open_part;
	bool		open_source;
	bool		is_unset;
	text	   *reason;			/* the first of those for want of a value */
} FactGroup;

/* An origin, of the facts of a measure and dimensions (NULL: of all). */
typedef struct Rule
{
	text	   *measure;
	text	   *dimensions;
	text	   *origin;
} Rule;

typedef struct Sums
{
	MemoryContext context;
	RiIdTable  *numbers;		/* key -> group */
	StringInfoData key;
	FactGroup	   *groups;
	int			ngroups;
	int			group_capacity;
	Rule	   *rules;
	int			nrules;
	int			rule_capacity;
} Sums;

static text *
column_text(TupleTableSlot *slot, int column)
{
	bool		isnull;
	Datum		value = slot_getattr(slot, column, &isnull);

	return isnull ? NULL : DatumGetTextPP(value);
}

static bool
same_text(const text *a, const text *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/* By bytes, as COLLATE "C" orders. */
static bool
text_before(const text *a, const text *b)
{
	size_t		a_len = VARSIZE_ANY_EXHDR(a);
	size_t		b_len = VARSIZE_ANY_EXHDR(b);
	int			order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b),
							   Min(a_len, b_len));

	return order != 0 ? order < 0 : a_len < b_len;
}

static text *
keep_text(const Sums *sums, const text *value)
{
	text	   *copy;

	if (value == NULL)
		return NULL;
	copy = MemoryContextAlloc(sums->context, VARSIZE_ANY(value));
	memcpy(copy, value, VARSIZE_ANY(value));
	return copy;
}

static bool
is_kind(const text *kind, const char *name)
{
	size_t		len = strlen(name);

	return kind != NULL && VARSIZE_ANY_EXHDR(kind) == len &&
		memcmp(VARDATA_ANY(kind), name, len) == 0;
}

/* ----------------------------------------------------------------
 * Adding rows
 * ----------------------------------------------------------------
 */

static FactGroup *
add_group(Sums *sums, text *const key[])
{
	FactGroup	   *group;
	int			i;

	if (sums->ngroups == sums->group_capacity)
	{
		sums->group_capacity *= 2;
		sums->groups = repalloc_huge(sums->groups,
									 sizeof(FactGroup) * sums->group_capacity);
	}
	group = &sums->groups[sums->ngroups];
	memset(group, 0, sizeof(FactGroup));
	for (i = 0; i < KEY_PARTS; i++)
		group->key[i] = keep_text(sums, key[i]);
	return group;
}

static FactGroup *
find_group(Sums *sums, TupleTableSlot *slot)
{
	text	   *key[KEY_PARTS];
	int32		number;
	int			i;

	resetStringInfo(&sums->key);
	for (i = 0; i < KEY_PARTS; i++)
	{
		int			len;

		key[i] = column_text(slot, ROW_MEASURE + i);
		len = key[i] == NULL ? -1 : (int) VARSIZE_ANY_EXHDR(key[i]);
		appendBinaryStringInfo(&sums->key, (char *) &len, sizeof(len));
		if (len > 0)
			appendBinaryStringInfo(&sums->key, VARDATA_ANY(key[i]), len);
	}
	number = ri_id_table_find(sums->numbers, sums->key.data, sums->key.len);
	if (number == RI_NOT_FOUND)
	{
		char	   *bytes = MemoryContextAlloc(sums->context, sums->key.len);

		(void) add_group(sums, key);
		number = sums->ngroups++;
		memcpy(bytes, sums->key.data, sums->key.len);
		ri_id_table_put(sums->numbers, bytes, sums->key.len, number);
	}
	return &sums->groups[number];
}

static void
add_number(const Sums *sums, Sum *sum, Datum value, bool isnull)
{
	MemoryContext caller;
	Datum		before = sum->total;

	if (isnull)
		return;
	caller = MemoryContextSwitchTo(sums->context);
	if (!sum->any)
		sum->total = datumCopy(value, false, -1);
	else
	{
		sum->total = DirectFunctionCall2(numeric_add, before, value);
		pfree(DatumGetPointer(before));
	}
	sum->any = true;
	MemoryContextSwitchTo(caller);
}

/* A row of one unit. */
static void
add_row(Sums *sums, TupleTableSlot *slot)
{
	FactGroup	   *group = find_group(sums, slot);
	text	   *kind = column_text(slot, ROW_KIND);
	text	   *reason = column_text(slot, ROW_REASON);
	bool		isnull;
	Datum		value = slot_getattr(slot, ROW_VALUE, &isnull);
	bool		lacks_value = false;

	if (is_kind(kind, "source"))
	{
		group->is_fact = true;
		group->open_source |= isnull;
		lacks_value = isnull;
		add_number(sums, &group->sources, value, isnull);
	}
	else if (is_kind(kind, "part"))
	{
		group->is_fact = true;
		group->has_parts = true;
		group->open_part |= isnull;
		lacks_value = isnull;
		add_number(sums, &group->parts, value, isnull);
	}
	else if (is_kind(kind, "denominator"))
	{
		group->is_fact = true;
		group->is_share = true;
		add_number(sums, &group->denominator, value, isnull);
	}
	else if (is_kind(kind, "numerator"))
		add_number(sums, &group->numerator, value, isnull);
	else if (is_kind(kind, "covered"))
		group->is_fact = true;
	else if (is_kind(kind, "intermediate"))
	{
		lacks_value = isnull;
		group->is_unset |= isnull && is_kind(reason, "parameter_unset");
	}
	if (lacks_value && reason != NULL &&
		(group->reason == NULL || text_before(reason, group->reason)))
		group->reason = keep_text(sums, reason);
}

/* A row of all units: what it says of an origin. */
static void
add_rule(Sums *sums, TupleTableSlot *slot)
{
	text	   *measure = column_text(slot, ROW_MEASURE);
	text	   *dimensions = column_text(slot, ROW_DIMENSIONS);
	text	   *origin = column_text(slot, ROW_ORIGIN);
	Rule	   *rule;
	int			i;

	if (origin == NULL ||
		is_kind(column_text(slot, ROW_REASON), "parameter_unset"))
		return;
	for (i = 0; i < sums->nrules; i++)
		if (same_text(sums->rules[i].measure, measure) &&
			same_text(sums->rules[i].dimensions, dimensions) &&
			same_text(sums->rules[i].origin, origin))
			return;
	if (sums->nrules == sums->rule_capacity)
	{
		sums->rule_capacity *= 2;
		sums->rules = repalloc(sums->rules, sizeof(Rule) * sums->rule_capacity);
	}
	rule = &sums->rules[sums->nrules++];
	rule->measure = keep_text(sums, measure);
	rule->dimensions = keep_text(sums, dimensions);
	rule->origin = keep_text(sums, origin);
}

static Sums *
begin_sums(void)
{
	Sums	   *sums = palloc0(sizeof(Sums));

	sums->context = CurrentMemoryContext;
	sums->group_capacity = 256;
	sums->groups = palloc(sizeof(FactGroup) * sums->group_capacity);
	sums->rule_capacity = 16;
	sums->rules = palloc(sizeof(Rule) * sums->rule_capacity);
	sums->numbers = ri_id_table_create(sums->group_capacity);
	initStringInfo(&sums->key);
	return sums;
}

/* ----------------------------------------------------------------
 * The rows
 * ----------------------------------------------------------------
 */

/* A row that tells of all is always asked for. */
static bool
is_asked_for(FunctionCallInfo fcinfo, int argument, TupleTableSlot *slot,
			 int column)
{
	text	   *value;

	if (PG_ARGISNULL(argument))
		return true;
	value = column_text(slot, column);
	return value == NULL || same_text(value, PG_GETARG_TEXT_PP(argument));
}

static void
add_rows(Sums *sums, Tuplestorestate *store, TupleDesc row,
		 FunctionCallInfo fcinfo)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(row, &TTSOpsMinimalTuple);

	while (tuplestore_gettupleslot(store, true, false, slot))
	{
		CHECK_FOR_INTERRUPTS();
		if (!is_asked_for(fcinfo, 3, slot, ROW_MEASURE) ||
			!is_asked_for(fcinfo, 4, slot, ROW_UNIT_LEVEL) ||
			!is_asked_for(fcinfo, 5, slot, ROW_INSTITUTION))
			continue;
		if (slot_attisnull(slot, ROW_UNIT_LEVEL))
			add_rule(sums, slot);
		else
			add_row(sums, slot);
	}
	ExecDropSingleTupleTableSlot(slot);
}

static Oid
rows_function(const char *name)
{
	const Oid	arguments[FUNCTION_ARGUMENTS] =
	{INT4OID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, BOOLOID};

	return LookupFuncName(list_make2(makeString("research_indicators_internal"),
									 makeString(pstrdup(name))),
						  FUNCTION_ARGUMENTS, arguments, false);
}

/*
 * The function ready for calls: inside a door with what it has planned for
 * the year before.
 */
static RiBodies *
ready_function(Oid function)
{
	RiBodies   *ready;

	if (ri_open_scope_number() != 0)
		return ri_scope_function(function);
	ready = palloc0(sizeof(RiBodies));
	ready->context = CurrentMemoryContext;
	ready->function = ri_plain_function(function);
	return ready;
}

/* Calls the function with the arguments of row_sums after the first. */
static void
read_rows(Sums *sums, FunctionCallInfo fcinfo)
{
	LOCAL_FCINFO(call, FUNCTION_ARGUMENTS);
	RiBodies   *ready = ready_function(rows_function(text_to_cstring(PG_GETARG_TEXT_PP(0))));
	ExprContext *econtext = ((ReturnSetInfo *) fcinfo->resultinfo)->econtext;
	Tuplestorestate *rows;

	InitFunctionCallInfoData(*call, NULL, FUNCTION_ARGUMENTS, InvalidOid,
							 NULL, NULL);
	memcpy(call->args, fcinfo->args + 1,
		   (FUNCTION_ARGUMENTS - 1) * sizeof(NullableDatum));
	call->args[FUNCTION_ARGUMENTS - 1].value = BoolGetDatum(false);
	call->args[FUNCTION_ARGUMENTS - 1].isnull = false;
	rows = ri_body_rows(ready, call, econtext, 0);
	if (rows == NULL)
		return;
	add_rows(sums, rows, ready->function->row, fcinfo);
	tuplestore_end(rows);
}

/* ----------------------------------------------------------------
 * The result
 * ----------------------------------------------------------------
 */

/* The weakest origin of the facts of a measure and dimensions. */
static const char *
group_origin(const Sums *sums, const FactGroup *group)
{
	const char *weakest = NULL;
	int			i;

	for (i = 0; i < sums->nrules; i++)
	{
		const Rule *rule = &sums->rules[i];

		if ((rule->measure == NULL || same_text(rule->measure, group->key[0])) &&
			(rule->dimensions == NULL || same_text(rule->dimensions, group->key[3])))
			weakest = ri_weaker_origin(weakest, rule->origin);
	}
	return weakest;
}

static void
set_sum(Datum *values, bool *nulls, int column, const Sum *sum)
{
	values[column] = sum->total;
	nulls[column] = !sum->any;
}

static void
put_group(const Sums *sums, const FactGroup *group, ReturnSetInfo *result)
{
	Datum		values[SUM_COLUMNS];
	bool		nulls[SUM_COLUMNS] = {false};
	const char *origin = group_origin(sums, group);
	int			i;

	for (i = 0; i < KEY_PARTS; i++)
	{
		values[SUM_MEASURE + i] = PointerGetDatum(group->key[i]);
		nulls[SUM_MEASURE + i] = group->key[i] == NULL;
	}
	values[SUM_IS_FACT] = BoolGetDatum(group->is_fact);
	values[SUM_IS_SHARE] = BoolGetDatum(group->is_share);
	values[SUM_HAS_PARTS] = BoolGetDatum(group->has_parts);
	set_sum(values, nulls, SUM_NUMERATOR, &group->numerator);
	set_sum(values, nulls, SUM_DENOMINATOR, &group->denominator);
	set_sum(values, nulls, SUM_PARTS, &group->parts);
	set_sum(values, nulls, SUM_SOURCES, &group->sources);
	values[SUM_OPEN_PART] = BoolGetDatum(group->open_part);
	values[SUM_OPEN_SOURCE] = BoolGetDatum(group->open_source);
	values[SUM_IS_UNSET] = BoolGetDatum(group->is_unset);
	values[SUM_REASON] = PointerGetDatum(group->reason);
	nulls[SUM_REASON] = group->reason == NULL;
	nulls[SUM_ORIGIN] = origin == NULL;
	values[SUM_ORIGIN] = nulls[SUM_ORIGIN] ? (Datum) 0 : CStringGetTextDatum(origin);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * row_sums(function text, year integer, rule_set text, only_measure text,
 *			only_level text, only_unit text) -> setof record
 */
RI_FUNCTION(research_indicators_row_sums);
Datum
research_indicators_row_sums(PG_FUNCTION_ARGS)
{
	Sums	   *sums = begin_sums();
	int			i;

	if (PG_ARGISNULL(0))
		elog(ERROR, "row_sums needs a function");
	InitMaterializedSRF(fcinfo, 0);
	read_rows(sums, fcinfo);
	for (i = 0; i < sums->ngroups; i++)
		put_group(sums, &sums->groups[i], (ReturnSetInfo *) fcinfo->resultinfo);
	return (Datum) 0;
}
