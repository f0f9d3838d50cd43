/*
 * publication_points.c
 *		SQL functions publication_points(year, rule_set) and, with some columns
 *		more, publication_parts(): one row per publication and reporting
 *		institution, over publication_engine.h.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "approvals.h"
#include "arguments.h"
#include "linked_version.h"
#include "publication_engine.h"
#include "shared_results/plain_error.h"

/* Columns of the result, in order; the SQL declaration has the same. */
typedef enum ResultColumn
{
	RESULT_PUBLICATION,
	RESULT_INSTITUTION,
	RESULT_FORM,
	RESULT_LEVEL,
	RESULT_SHARES,
	RESULT_TOTAL_SHARES,
	RESULT_INTERNATIONAL,
	RESULT_WEIGHT,
	RESULT_POINTS,
	RESULT_COUNTABLE,
	RESULT_REASON,
	RESULT_INTERREGIONAL,
	/* these are asked for by few */
	RESULT_CHANNEL_KIND,
	RESULT_CHANNEL,
	RESULT_APPROVAL,
	RESULT_COLUMNS
} ResultColumn;

/* The datum of the last text: the next row often has the same. */
typedef struct LastText
{
	char	   *value;			/* NULL: none yet */
	Datum		datum;
} LastText;

/* The same of numbers; points have a place each by their value. */
typedef struct KeptNumber
{
	int64		value;
	Datum		datum;			/* 0: none yet */
} KeptNumber;

#define KEPT_POINTS 1024

typedef struct PointRows
{
	RiPublicationEngine *engine;
	Tuplestorestate *result;
	TupleDesc	desc;
	MemoryContext kept;			/* of what is used again */
	MemoryContext row;			/* reset after each publication */
	Datum	   *institutions;	/* texts by number; 0: none yet */
	LastText	form;
	LastText	level;
	LastText	reason;
	KeptNumber	weight;
	KeptNumber	points[KEPT_POINTS];
	Datum		values[RESULT_COLUMNS];
	bool		nulls[RESULT_COLUMNS];
} PointRows;

static Datum
kept_text(PointRows *rows, const char *value)
{
	MemoryContext previous = MemoryContextSwitchTo(rows->kept);
	Datum		datum = CStringGetTextDatum(value);

	MemoryContextSwitchTo(previous);
	return datum;
}

static void
put_text(PointRows *rows, ResultColumn column, LastText *last,
		 const char *value)
{
	rows->nulls[column] = value == NULL;
	if (value == NULL)
		return;
	if (last->value == NULL || strcmp(last->value, value) != 0)
	{
		if (last->value != NULL)
		{
			pfree(last->value);
			pfree(DatumGetPointer(last->datum));
		}
		last->value = MemoryContextStrdup(rows->kept, value);
		last->datum = kept_text(rows, value);
	}
	rows->values[column] = last->datum;
}

/* A number with the decimals of points. */
static void
put_number(PointRows *rows, ResultColumn column, KeptNumber *kept,
		   int64 value)
{
	rows->nulls[column] = false;
	if (kept->datum == 0 || kept->value != value)
	{
		MemoryContext previous = MemoryContextSwitchTo(rows->kept);

		if (kept->datum != 0)
			pfree(DatumGetPointer(kept->datum));
		kept->value = value;
		kept->datum = ri_scaled_numeric(value, RI_POINTS_SCALE);
		MemoryContextSwitchTo(previous);
	}
	rows->values[column] = kept->datum;
}

static void
put_institution(PointRows *rows, const RiInstitutionPoints *entry)
{
	Datum	   *name;

	rows->nulls[RESULT_INSTITUTION] = entry == NULL;
	if (entry == NULL)
		return;
	name = &rows->institutions[entry->institution];
	if (*name == 0)
		*name = kept_text(rows,
						  ri_top_level(ri_engine_institutions(rows->engine),
									   entry->institution)->institution_id);
	rows->values[RESULT_INSTITUTION] = *name;
}

/* A text that no other row is expected to have. */
static void
put_own_text(PointRows *rows, ResultColumn column, const char *value)
{
	rows->nulls[column] = value == NULL;
	if (value != NULL)
		rows->values[column] = CStringGetTextDatum(value);
}

/* What all rows of a publication say. */
static void
put_publication(PointRows *rows, const RiEvaluation *evaluation)
{
	rows->values[RESULT_PUBLICATION] =
		CStringGetTextDatum(ri_engine_publication_id(rows->engine,
													 evaluation->head));
	put_text(rows, RESULT_FORM, &rows->form, evaluation->head->form);
	put_text(rows, RESULT_LEVEL, &rows->level, evaluation->level);
	rows->values[RESULT_TOTAL_SHARES] =
		Int32GetDatum(evaluation->result.total_shares);
	rows->values[RESULT_INTERNATIONAL] =
		BoolGetDatum(evaluation->result.international);
	if (evaluation->publication.weight_known)
		put_number(rows, RESULT_WEIGHT, &rows->weight,
				   evaluation->publication.weight_e4);
	else
		rows->nulls[RESULT_WEIGHT] = true;
	rows->values[RESULT_INTERREGIONAL] =
		BoolGetDatum(evaluation->result.interregional);
	if (rows->desc->natts <= RESULT_CHANNEL)
		return;
	put_own_text(rows, RESULT_CHANNEL_KIND, evaluation->decided ?
				 ri_channel_kind_name(evaluation->channel) : NULL);
	put_own_text(rows, RESULT_CHANNEL, evaluation->decided ?
				 evaluation->head->channels[evaluation->channel] : NULL);
}

/* One row; entry is NULL for a publication without institutions. */
static void
put_row(PointRows *rows, const RiEvaluation *evaluation,
		const RiInstitutionPoints *entry)
{
	int64		points = entry == NULL ? 0 : entry->points_e4;

	put_institution(rows, entry);
	rows->values[RESULT_SHARES] = Int32GetDatum(entry == NULL ? 0 :
												entry->shares);
	if (evaluation->unset == NULL)
		put_number(rows, RESULT_POINTS,
				   &rows->points[(uint64) points % KEPT_POINTS], points);
	else
		rows->nulls[RESULT_POINTS] = true;
	rows->values[RESULT_COUNTABLE] =
		BoolGetDatum(ri_is_countable(evaluation, entry));
	put_text(rows, RESULT_REASON, &rows->reason,
			 ri_evaluation_reason(evaluation, entry));
	if (rows->desc->natts > RESULT_APPROVAL)
		put_own_text(rows, RESULT_APPROVAL,
					 entry != NULL && evaluation->publication.approval_tracked ?
					 ri_approval_code(entry->approval) : NULL);
	tuplestore_putvalues(rows->result, rows->desc, rows->values, rows->nulls);
}

/* RiTakeEvaluation */
static void
take_publication(void *owner, const RiEvaluation *evaluation)
{
	PointRows  *rows = owner;
	MemoryContext previous = MemoryContextSwitchTo(rows->row);
	size_t		i;

	put_publication(rows, evaluation);
	for (i = 0; i < evaluation->result.institutions; i++)
		put_row(rows, evaluation, &evaluation->entries[i]);
	if (evaluation->result.institutions == 0)
		put_row(rows, evaluation, NULL);
	MemoryContextSwitchTo(previous);
	MemoryContextReset(rows->row);
}

static Datum
publication_points(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	PointRows  *rows;
	const char *rule_set;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SPI_connect();
	rows = palloc0(sizeof(PointRows));
	rows->result = rsinfo->setResult;
	rows->desc = rsinfo->setDesc;
	rows->kept = AllocSetContextCreate(CurrentMemoryContext, "values",
									   ALLOCSET_DEFAULT_SIZES);
	rows->row = AllocSetContextCreate(CurrentMemoryContext, "rows",
									  ALLOCSET_DEFAULT_SIZES);
	rule_set = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	rows->engine = ri_open_publication_engine(PG_GETARG_INT32(0), rule_set);
	/* whoever is added later does not report */
	rows->institutions =
		palloc0(sizeof(Datum) *
				(ri_top_levels(ri_engine_institutions(rows->engine)) + 1));
	ri_run_publication_engine(rows->engine, take_publication, rows);
	SPI_finish();
	return (Datum) 0;
}

/* publication_points(year int, rule_set text) -> setof record */
RI_FUNCTION(research_indicators_publication_points);
Datum
research_indicators_publication_points(PG_FUNCTION_ARGS)
{
	return ri_call_plainly(publication_points, fcinfo);
}
