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
	RiRuleSet  *rules;
	RiInstitutionIndex *institutions;
	RiHeadReader *heads;
	RiContributions *contributions;
	RiApprovals *approvals;
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

RiPublicationEngine *
ri_open_publication_engine(int32 year, const char *rule_set)
{
	RiPublicationEngine *engine = palloc0(sizeof(RiPublicationEngine));
	RiPublicationSource *source;
	const char *schema;

	rule_set = choose_rule_set(year, rule_set, &schema);
	engine->rules = ri_load_rule_set(rule_set);
	engine->institutions = ri_institution_index(year);
	source = engine->source = ri_publication_source(schema, year, NULL);
	engine->heads = ri_open_heads(source);
	engine->contributions = ri_open_contributions(source,
												  engine->institutions);
	engine->approvals = ri_open_approvals(source, engine->institutions);
	engine->capacity = 64;
	engine->entries = palloc(sizeof(RiInstitutionPoints) * engine->capacity);
	return engine;
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
		pfree(engine->entries);
		engine->entries =
			palloc_extended(sizeof(RiInstitutionPoints) * engine->capacity,
							MCXT_ALLOC_HUGE);
	}
	return engine->entries;
}

/* Evaluates the publication with that number in what has been read. */
static void
evaluate(RiPublicationEngine *engine, const RiPublicationHead *head,
		 size_t number, RiEvaluation *evaluation)
{
	size_t		nrows;
	RiAffiliation *rows = ri_affiliations(engine->contributions, number,
										  &nrows);

	evaluation->entries = room_for_entries(engine, nrows);
	ri_describe_publication(engine->rules, head, evaluation);
	ri_publication_count_shares(&engine->rules->core, rows, nrows,
								evaluation->entries, &evaluation->result);
	evaluation->publication.approval_tracked =
		ri_take_approvals(engine->approvals, number, evaluation->entries,
						  evaluation->result.institutions);
	ri_evaluate_publication(engine->rules, evaluation);
}

void
ri_run_publication_engine(RiPublicationEngine *engine, RiTakeEvaluation take,
						  void *owner)
{
	MemoryContext context = CurrentMemoryContext;
	const RiPublicationHead *heads;
	size_t		nheads;

	while ((nheads = ri_next_heads(engine->heads, &heads)) > 0)
	{
		while (nheads > 0)
		{
			size_t		nread = ri_read_contributions(engine->contributions,
													  heads, nheads);
			size_t		i;

			ri_read_approvals(engine->approvals, heads, nread);
			MemoryContextSwitchTo(context);
			for (i = 0; i < nread; i++)
			{
				RiEvaluation evaluation;

				CHECK_FOR_INTERRUPTS();
				evaluate(engine, &heads[i], i, &evaluation);
				take(owner, &evaluation);
			}
			heads += nread;
			nheads -= nread;
		}
	}
	ri_close_contributions(engine->contributions);
	ri_close_approvals(engine->approvals);
}
