/*
 * publication_engine.c
 *		From the rows of a source to evaluated publications.
 *
 * Publications come in one stream, in their order; for a batch of them at a
 * time contributions and approvals are read.  So memory is bounded by a batch,
 * whatever the size of the archive, and an index on the contributions' id is
 * used where there is one.
 */
#include "publication_engine.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "approvals.h"
#include "contributions.h"

struct RiPublicationEngine
{
	RiPublicationSource *source;
	const char *rule_set;
	RiRuleSet  *rules;
	RiInstitutionIndex *institutions;
	RiHeadReader *heads;
	RiContributions *contributions; /* NULL where details are read */
	RiContributionDetails *details;
	RiApprovals *approvals;
	MemoryContext batch;		/* of what an explanation needs */
	RiInstitutionPoints *entries;
	size_t		capacity;
};

static const char *const choice_query =
"SELECT research_indicators_internal.nvi_rule_set_for($1, $2),"
" research_indicators.source_schema(),"
" research_indicators_internal.require_source('institution', 'channel_level',"
" 'publication', 'contribution', 'publication_approval')";

/* The rule set that holds, after the source relations have been checked. */
static const char *
choose_rule_set(int32 year, const char *rule_set, const char **schema)
{
	Oid			argtypes[2] = {INT4OID, TEXTOID};
	Datum		args[2] = {Int32GetDatum(year), (Datum) 0};
	char		nulls[3] = "  ";

	if (rule_set == NULL)
		nulls[1] = 'n';
	else
		args[1] = CStringGetTextDatum(rule_set);
	if (SPI_execute_with_args(choice_query, 2, argtypes, args, nulls, true,
							  1) != SPI_OK_SELECT)
		elog(ERROR, "could not prepare publication points");
	*schema = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 2);
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
}

static RiPublicationEngine *
open_engine(int32 year, const char *rule_set, const char *only)
{
	RiPublicationEngine *engine = palloc0(sizeof(RiPublicationEngine));
	const char *schema;

	engine->rule_set = choose_rule_set(year, rule_set, &schema);
	engine->rules = ri_load_rule_set(engine->rule_set);
	engine->institutions = ri_institution_index(year);
	engine->source = ri_publication_source(schema, year, only);
	engine->heads = ri_open_heads(engine->source, ri_read_duplicates(year));
	engine->approvals = ri_open_approvals(engine->source,
										  engine->institutions);
	engine->batch = AllocSetContextCreate(CurrentMemoryContext, "traces",
										  ALLOCSET_DEFAULT_SIZES);
	engine->capacity = 64;
	engine->entries = palloc(sizeof(RiInstitutionPoints) * engine->capacity);
	return engine;
}

RiPublicationEngine *
ri_open_publication_engine(int32 year, const char *rule_set)
{
	RiPublicationEngine *engine = open_engine(year, rule_set, NULL);

	engine->contributions = ri_open_contributions(engine->source,
												  engine->institutions);
	return engine;
}

RiPublicationEngine *
ri_open_explaining_engine(int32 year, const char *rule_set, const char *only)
{
	RiPublicationEngine *engine = open_engine(year, rule_set, only);

	engine->details = ri_open_details(engine->source, engine->institutions);
	return engine;
}

const RiRuleSet *
ri_engine_rules(const RiPublicationEngine *engine)
{
	return engine->rules;
}

const char *
ri_engine_rule_set(const RiPublicationEngine *engine)
{
	return engine->rule_set;
}

RiInstitutionIndex *
ri_engine_institutions(RiPublicationEngine *engine)
{
	return engine->institutions;
}

char *
ri_engine_publication_id(const RiPublicationEngine *engine,
						 const RiPublicationHead *head)
{
	return ri_id_text(engine->source->id.form, head->id);
}

/* Room for an entry per row and one more. */
static RiInstitutionPoints *
room_for_entries(RiPublicationEngine *engine, size_t nrows)
{
	if (nrows >= engine->capacity)
	{
		while (nrows >= engine->capacity)
			engine->capacity *= 2;
		engine->entries =
			repalloc_huge(engine->entries,
						  sizeof(RiInstitutionPoints) * engine->capacity);
	}
	return engine->entries;
}

/* The creators among the details, with a trace of what becomes of them. */
static RiAffiliation *
trace_creators(RiPublicationEngine *engine, size_t number, size_t *nrows,
			   RiEvaluation *evaluation)
{
	RiPublicationTrace *trace = palloc0(sizeof(RiPublicationTrace));
	RiAffiliation *rows;
	size_t		i;

	evaluation->details = ri_details(engine->details, number,
									 &evaluation->ndetails);
	rows = palloc_extended(sizeof(RiAffiliation) * (evaluation->ndetails + 1),
						   MCXT_ALLOC_HUGE);
	trace->rows = palloc_extended(sizeof(RiRowTrace) *
								  (evaluation->ndetails + 1),
								  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	trace->entries = palloc_extended(sizeof(RiNviSteps) *
									 (evaluation->ndetails + 1),
									 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	*nrows = 0;
	for (i = 0; i < evaluation->ndetails; i++)
		if (evaluation->details[i].creator)
			rows[(*nrows)++] = evaluation->details[i].affiliation;
	evaluation->trace = trace;
	return rows;
}

/* Evaluates the publication with that number in what has been read. */
static void
evaluate(RiPublicationEngine *engine, const RiPublicationHead *head,
		 size_t number, RiEvaluation *evaluation)
{
	RiAffiliation *rows;
	size_t		nrows;

	memset(evaluation, 0, sizeof(*evaluation));
	rows = engine->details == NULL ?
		ri_affiliations(engine->contributions, number, &nrows) :
		trace_creators(engine, number, &nrows, evaluation);
	evaluation->entries = room_for_entries(engine, nrows);
	ri_describe_publication(engine->rules, head, evaluation);
	ri_publication_count_shares(&engine->rules->core, rows, nrows,
								evaluation->entries, &evaluation->result,
								evaluation->trace);
	evaluation->publication.approval_tracked =
		ri_take_approvals(engine->approvals, number, evaluation->entries,
						  evaluation->result.institutions);
	ri_evaluate_publication(engine->rules, evaluation);
}

/* Reads what belongs to the first publications; returns of how many. */
static size_t
read_batch(RiPublicationEngine *engine, const RiPublicationHead *heads,
		   size_t nheads)
{
	size_t		nread = engine->details == NULL ?
	ri_read_contributions(engine->contributions, heads, nheads) :
	ri_read_details(engine->details, heads, nheads);

	ri_read_approvals(engine->approvals, heads, nread);
	return nread;
}

void
ri_run_publication_engine(RiPublicationEngine *engine, RiTakeEvaluation take,
						  void *owner)
{
	const RiPublicationHead *heads;
	size_t		nheads;

	while ((nheads = ri_next_heads(engine->heads, &heads)) > 0)
	{
		while (nheads > 0)
		{
			size_t		nread = read_batch(engine, heads, nheads);
			MemoryContext previous = MemoryContextSwitchTo(engine->batch);
			size_t		i;

			for (i = 0; i < nread; i++)
			{
				RiEvaluation evaluation;

				CHECK_FOR_INTERRUPTS();
				evaluate(engine, &heads[i], i, &evaluation);
				take(owner, &evaluation);
			}
			heads += nread;
			nheads -= nread;
			MemoryContextSwitchTo(previous);
			MemoryContextReset(engine->batch);
		}
	}
	if (engine->details == NULL)
		ri_close_contributions(engine->contributions);
	else
		ri_close_details(engine->details);
	ri_close_approvals(engine->approvals);
}
