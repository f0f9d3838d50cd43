/*
 * batch_lookup.c
 *		Asks for the rows of a batch of ids, in plans that are made once.
 *
 * A generic plan sees a few ids and takes the index, where a join with all
 * publications of a year reads all years.  Ids that follow one another in the
 * index are asked for as a range, without a descent for each; where that brings
 * many rows of publications that were not asked for, it is given up for a list
 * of ids.  Nothing is asked about the order of rows: each finds its publication
 * by its id, and is left out where that was not asked for.
 */
#include "batch_lookup.h"

#include "miscadmin.h"
#include "nodes/params.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"

#include "id_table.h"

/*
 * A lookup must be planned at less than this part of reading everything.  The
 * planner takes a list for ten ids and a range for many rows.
 */
#define LIST_ADVANTAGE 4
#define RANGE_ADVANTAGE 2

/* Rows of a range that nobody asked for cost as much as a descent or less. */
#define STRANGERS_PER_PUBLICATION 4

/* Before a range is tried again. */
#define MOST_LISTS 64

struct RiBatchLookup
{
	DestReceiver receiver;		/* must be first */
	const RiPublicationSource *source;
	RiRowsWanted wanted;
	RiIdColumn	id;				/* how rows say their publication */
	SPIPlanPtr	range;			/* by the first and the last id; may be NULL */
	SPIPlanPtr	list;			/* by an array of ids */
	Oid			list_type;
	int			lists_left;		/* to ask for before a range is tried again */
	int			lists_next;		/* ... after the next one that is given up */
	size_t		step;			/* publications to ask for */
	MemoryContext batch;		/* of what a batch needs */
	RiIdTable  *numbers;		/* of publications of the batch, made ... */
	bool		numbered;		/* ... when a row comes out of their order */
	const RiPublicationHead *heads;
	size_t		nheads;
	size_t		at;				/* publication of the last row */
	size_t		nrows;
	size_t		strangers;		/* rows that nobody asked for */
	bool		given_up;
};

static double
planned_cost(SPIPlanPtr plan)
{
	CachedPlan *cached = SPI_plan_get_cached_plan(plan);
	double		cost;

	if (cached == NULL)
		elog(ERROR, "a statement over the source has no plan");
	cost = linitial_node(PlannedStmt, cached->stmt_list)->planTree->total_cost;
	ReleaseCachedPlan(cached, NULL);
	return cost;
}

/* A generic plan for the rows that a condition chooses. */
static SPIPlanPtr
prepare(const RiBatchLookup *lookup, const char *chosen, int nargs, Oid *types)
{
	char	   *statement = psprintf("SELECT %s, %s FROM %s.%s AS r WHERE %s%s",
									 lookup->id.expression,
									 lookup->wanted.columns,
									 lookup->source->schema,
									 lookup->wanted.relation, chosen,
									 lookup->wanted.condition);
	SPIPlanPtr	plan = SPI_prepare_cursor(statement, nargs, types,
										  CURSOR_OPT_GENERIC_PLAN);

	if (plan == NULL)
		elog(ERROR, "could not prepare \"%s\": %s", statement,
			 SPI_result_code_string(SPI_result));
	return plan;
}

/* NULL for a plan that is not much better than to read everything. */
static SPIPlanPtr
if_worth_it(SPIPlanPtr plan, double advantage, double cost_of_everything)
{
	return planned_cost(plan) * advantage > cost_of_everything ? NULL : plan;
}

static void
prepare_plans(RiBatchLookup *lookup)
{
	const RiIdColumn *id = &lookup->source->id;
	Oid			ends[2] = {id->type, id->type};
	double		everything = planned_cost(prepare(lookup, "true", 0, NULL));

	lookup->list = if_worth_it(prepare(lookup, "r.publication_id"
									   " OPERATOR(pg_catalog.=) ANY ($1)",
									   1, &lookup->list_type),
							   LIST_ADVANTAGE, everything);
	/* between the ends, in the order in which publications come */
	if (id->collation == lookup->id.collation)
		lookup->range = if_worth_it(prepare(lookup, "r.publication_id"
											" OPERATOR(pg_catalog.>=) $1"
											" AND r.publication_id"
											" OPERATOR(pg_catalog.<=) $2",
											2, ends),
									RANGE_ADVANTAGE, everything);
}

/* Finding the publication of a row ----------------------------------------- */

static bool
is_of(const RiBatchLookup *lookup, size_t publication, RiId id)
{
	return ri_same_id(lookup->heads[publication].id, id);
}

static void
number_publications(RiBatchLookup *lookup)
{
	size_t		i;

	ri_id_table_clear(lookup->numbers);
	for (i = 0; i < lookup->nheads; i++)
		ri_id_table_put(lookup->numbers, lookup->heads[i].id.bytes,
						lookup->heads[i].id.len, (int32) i);
	lookup->numbered = true;
}

/* From an index publications come one after another. */
static bool
find_publication(RiBatchLookup *lookup, RiId id)
{
	int32		number;

	if (is_of(lookup, lookup->at, id))
		return true;
	if (lookup->at + 1 < lookup->nheads && is_of(lookup, lookup->at + 1, id))
	{
		lookup->at++;
		return true;
	}
	if (!lookup->numbered)
		number_publications(lookup);
	number = ri_id_table_find(lookup->numbers, id.bytes, id.len);
	if (number == RI_NOT_FOUND)
		return false;
	lookup->at = number;
	return true;
}

/* DestReceiver */
static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	RiBatchLookup *lookup = (RiBatchLookup *) self;
	char		room[RI_ID_ROOM];
	bool		isnull;
	Datum		value = slot_getattr(slot, 1, &isnull);

	CHECK_FOR_INTERRUPTS();
	if (!find_publication(lookup, ri_read_id(&lookup->id, value, room)))
	{
		lookup->strangers++;
		lookup->given_up =
			lookup->strangers > lookup->nheads * STRANGERS_PER_PUBLICATION;
	}
	else if (lookup->nrows == lookup->wanted.limit && lookup->nheads > 1)
		lookup->given_up = true;
	else
	{
		lookup->nrows++;
		lookup->wanted.take(lookup->wanted.owner, lookup->at, slot);
	}
	return !lookup->given_up;
}

static void
ignore_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
ignore(DestReceiver *self)
{
}

/* Asking ------------------------------------------------------------------- */

RiBatchLookup *
ri_open_batch_lookup(const RiPublicationSource *source,
					 const RiRowsWanted *wanted)
{
	RiBatchLookup *lookup = palloc0(sizeof(RiBatchLookup));

	lookup->receiver.receiveSlot = receive_row;
	lookup->receiver.rStartup = ignore_startup;
	lookup->receiver.rShutdown = ignore;
	lookup->receiver.rDestroy = ignore;
	lookup->receiver.mydest = DestTuplestore;	/* SPI takes DestNone for no
												 * result */
	lookup->source = source;
	lookup->wanted = *wanted;
	lookup->id = ri_source_column(source, wanted->relation, "r",
								  "publication_id");
	lookup->list_type = get_array_type(source->id.type);
	lookup->step = RI_BATCH_PUBLICATIONS;
	lookup->lists_next = 1;
	lookup->numbers = ri_id_table_create(RI_BATCH_PUBLICATIONS);
	lookup->batch = AllocSetContextCreate(CurrentMemoryContext, "batch",
										  ALLOCSET_DEFAULT_SIZES);
	if (!source->id.exact || !lookup->id.exact ||
		source->id.form != lookup->id.form || !OidIsValid(lookup->list_type))
		return NULL;
	prepare_plans(lookup);
	return lookup->list == NULL ? NULL : lookup;
}

/* The ids of the batch as an array. */
static Datum
list_ids(const RiBatchLookup *lookup)
{
	const RiIdColumn *id = &lookup->source->id;
	Datum	   *values = palloc(sizeof(Datum) * lookup->nheads);
	int16		len;
	bool		byval;
	char		align;
	size_t		i;

	for (i = 0; i < lookup->nheads; i++)
		values[i] = ri_id_datum(id, lookup->heads[i].id);
	get_typlenbyvalalign(id->type, &len, &byval, &align);
	return PointerGetDatum(construct_array(values, (int) lookup->nheads,
										   id->type, len, byval, align));
}

static void
set_param(ParamListInfo params, int number, Oid type, Datum value)
{
	params->params[number].value = value;
	params->params[number].isnull = false;
	params->params[number].pflags = PARAM_FLAG_CONST;
	params->params[number].ptype = type;
}

static ParamListInfo
make_params(const RiBatchLookup *lookup, bool as_range)
{
	const RiIdColumn *id = &lookup->source->id;
	const RiPublicationHead *heads = lookup->heads;
	ParamListInfo params = makeParamList(as_range ? 2 : 1);

	if (as_range)
	{
		set_param(params, 0, id->type, ri_id_datum(id, heads[0].id));
		set_param(params, 1, id->type,
				  ri_id_datum(id, heads[lookup->nheads - 1].id));
	}
	else
		set_param(params, 0, lookup->list_type, list_ids(lookup));
	return params;
}

/* Whether all rows of the publications have been handed over. */
static bool
ask(RiBatchLookup *lookup, const RiPublicationHead *heads, size_t nheads,
	bool as_range)
{
	MemoryContext previous = MemoryContextSwitchTo(lookup->batch);
	SPIExecuteOptions options;
	int			rc;

	lookup->heads = heads;
	lookup->nheads = nheads;
	lookup->at = lookup->nrows = lookup->strangers = 0;
	lookup->numbered = lookup->given_up = false;
	lookup->wanted.forget(lookup->wanted.owner, nheads);

	memset(&options, 0, sizeof(options));
	options.params = make_params(lookup, as_range);
	options.read_only = true;
	options.dest = &lookup->receiver;
	rc = SPI_execute_plan_extended(as_range ? lookup->range : lookup->list,
								   &options);
	if (rc != SPI_OK_SELECT)
		elog(ERROR, "could not read relation \"%s\": %s",
			 lookup->wanted.relation, SPI_result_code_string(rc));
	MemoryContextSwitchTo(previous);
	MemoryContextReset(lookup->batch);
	return !lookup->given_up;
}

/* The same, of fewer publications where these are too many for the room. */
static size_t
ask_for_room(RiBatchLookup *lookup, const RiPublicationHead *heads,
			 size_t nheads, bool as_range)
{
	size_t		asked = Min(nheads, lookup->step);

	while (!ask(lookup, heads, asked, as_range))
	{
		if (lookup->nrows < lookup->wanted.limit)
			return 0;			/* for another reason */
		asked = lookup->step = asked / 2;
	}
	if (lookup->nrows < lookup->wanted.limit / 4)
		lookup->step = Min(lookup->step * 2, RI_BATCH_PUBLICATIONS);
	return asked;
}

size_t
ri_look_up(RiBatchLookup *lookup, const RiPublicationHead *heads,
		   size_t nheads)
{
	if (lookup->range != NULL && lookup->lists_left == 0)
	{
		size_t		asked = ask_for_room(lookup, heads, nheads, true);

		if (asked > 0)
		{
			lookup->lists_next = 1;
			return asked;
		}
		lookup->lists_left = lookup->lists_next;
		lookup->lists_next = Min(lookup->lists_next * 2, MOST_LISTS);
	}
	else if (lookup->lists_left > 0)
		lookup->lists_left--;
	return ask_for_room(lookup, heads, nheads, false);
}
