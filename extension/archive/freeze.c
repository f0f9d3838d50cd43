/*
 * freeze.c
 *		Writes a report into the archive: computed first, written then.
 *
 * The parts of a report (frozen_parts() lists them) are computed one after the
 * other with the rights of whoever issues, of one snapshot, into stores of our
 * own.  Views and policies of the site run here.  Only when all is there are
 * the stores written, and only then do the archive's tables take rows
 * (is_freezing()): nobody's code runs between, so nobody adds a row.
 *
 * A report is of the settings with which it began: code that sets one of them
 * meanwhile, and be it back, makes no report.
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"
#include "utils/uuid.h"

#include "errors.h"
#include "linked_version.h"
#include "settings.h"

#define ARGUMENTS 7				/* of the queries of parts */

/* Where the rows of a part go while it is computed. */
typedef struct Store
{
	DestReceiver receiver;		/* must be first */
	MemoryContext context;
	Tuplestorestate *rows;
	TupleDesc	desc;
	uint64		count;
} Store;

typedef struct Part
{
	char	   *name;
	char	   *query;
	char	   *insert;
	Store	   *store;
} Part;

typedef struct Freeze
{
	int			part_count;
	Part	   *parts;
	Oid			types[ARGUMENTS];
	Datum		values[ARGUMENTS];
	bool		nulls[ARGUMENTS];
} Freeze;

/* Only while a report that was computed is written, or drafts are dropped. */
static bool freezing = false;

/* is_freezing() -> bool: whether the archive's tables may take rows */
RI_FUNCTION(research_indicators_is_freezing);
Datum
research_indicators_is_freezing(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(freezing);
}

/* settings_assigned() -> bigint: how often a setting of ours was set */
RI_FUNCTION(research_indicators_settings_assigned);
Datum
research_indicators_settings_assigned(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) ri_settings_assigned());
}

/* ----------------------------------------------------------------
 * Stores
 * ----------------------------------------------------------------
 */

static void
store_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
	Store	   *store = (Store *) self;
	MemoryContext caller = MemoryContextSwitchTo(store->context);

	store->desc = CreateTupleDescCopy(typeinfo);
	MemoryContextSwitchTo(caller);
}

static bool
store_row(TupleTableSlot *slot, DestReceiver *self)
{
	Store	   *store = (Store *) self;

	CHECK_FOR_INTERRUPTS();
	tuplestore_puttupleslot(store->rows, slot);
	store->count++;
	return true;
}

static void
store_nothing(DestReceiver *self)
{
}

static Store *
make_store(void)
{
	Store	   *store = palloc0(sizeof(Store));

	store->receiver.receiveSlot = store_row;
	store->receiver.rStartup = store_startup;
	store->receiver.rShutdown = store_nothing;
	store->receiver.rDestroy = store_nothing;
	store->receiver.mydest = DestTuplestore;
	store->context = CurrentMemoryContext;
	store->rows = tuplestore_begin_heap(true, false, work_mem);
	return store;
}

/* What was stored is a relation of that name for the statements that follow. */
static void
name_store(const Store *store, char *name)
{
	EphemeralNamedRelation relation = palloc0(sizeof(EphemeralNamedRelationData));

	relation->md.name = name;
	relation->md.reliddesc = InvalidOid;
	relation->md.tupdesc = store->desc;
	relation->md.enrtype = ENR_NAMED_TUPLESTORE;
	relation->md.enrtuples = (double) store->count;
	relation->reldata = store->rows;
	if (SPI_register_relation(relation) != SPI_OK_REL_REGISTER)
		elog(ERROR, "part \"%s\" of a report cannot be named", name);
}

/* ----------------------------------------------------------------
 * Statements
 * ----------------------------------------------------------------
 */

static ParamListInfo
parameters(const Freeze *freeze)
{
	ParamListInfo params = makeParamList(ARGUMENTS);
	int			i;

	for (i = 0; i < ARGUMENTS; i++)
	{
		params->params[i].value = freeze->values[i];
		params->params[i].isnull = freeze->nulls[i];
		params->params[i].pflags = PARAM_FLAG_CONST;
		params->params[i].ptype = freeze->types[i];
	}
	return params;
}

static void
run(const char *statement, const Freeze *freeze, Store *store, int wanted)
{
	SPIExecuteOptions options;
	int			rc;

	memset(&options, 0, sizeof(options));
	options.params = parameters(freeze);
	options.read_only = store != NULL;
	options.dest = store == NULL ? NULL : &store->receiver;
	rc = SPI_execute_extended(statement, &options);
	if (rc != wanted)
		elog(ERROR, "could not freeze a part of a report: %s",
			 SPI_result_code_string(rc));
}

/* Checks, locks, and the id of the new report. */
static void
begin(Freeze *freeze, pg_uuid_t *id)
{
	bool		isnull;
	Datum		value;
	char		nulls[ARGUMENTS + 1];
	int			i;

	for (i = 0; i < ARGUMENTS; i++)
		nulls[i] = freeze->nulls[i] ? 'n' : ' ';
	nulls[ARGUMENTS] = '\0';
	if (SPI_execute_with_args("SELECT research_indicators_internal.issue_begin($1, $2, $3, $4, $5, $6)",
							  ARGUMENTS, freeze->types, freeze->values, nulls,
							  false, 0) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "a report cannot be begun");
	value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1,
						  &isnull);
	if (isnull)
		elog(ERROR, "a report has no id");
	memcpy(id, DatumGetUUIDP(value), sizeof(pg_uuid_t));
	freeze->values[ARGUMENTS - 1] = UUIDPGetDatum(id);
	freeze->nulls[ARGUMENTS - 1] = false;
}

static void
read_parts(Freeze *freeze)
{
	uint64		i;

	if (SPI_execute_with_args("SELECT p.name, p.query, p.insert FROM research_indicators_internal.frozen_parts($1) AS p",
							  1, freeze->types, freeze->values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the parts of a report");
	freeze->part_count = (int) SPI_processed;
	freeze->parts = palloc0(sizeof(Part) * SPI_processed);
	for (i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		Part	   *part = &freeze->parts[i];

		part->name = SPI_getvalue(row, SPI_tuptable->tupdesc, 1);
		part->query = SPI_getvalue(row, SPI_tuptable->tupdesc, 2);
		part->insert = SPI_getvalue(row, SPI_tuptable->tupdesc, 3);
	}
}

/* ----------------------------------------------------------------
 * The two halves
 * ----------------------------------------------------------------
 */

static void
compute_parts(Freeze *freeze)
{
	uint64		assigned = ri_settings_assigned();
	int			i;

	for (i = 0; i < freeze->part_count; i++)
	{
		Part	   *part = &freeze->parts[i];

		part->store = make_store();
		run(part->query, freeze, part->store, SPI_OK_SELECT);
		name_store(part->store, part->name);
	}
	if (assigned != ri_settings_assigned())
		ereport(ERROR,
				(errcode(ERRCODE_RI_SETTING_MOVED),
				 errmsg("a setting of research_indicators was set while a report was computed"),
				 errdetail("Code that the source schema \"%s\" runs has set it.",
						   ri_source_schema()),
				 errhint("A report is of one source schema and one archive: remove the call from the views or policies.")));
}

static void
write_parts(const Freeze *freeze)
{
	int			i;

	Assert(!freezing);
	PG_TRY();
	{
		freezing = true;
		for (i = 0; i < freeze->part_count; i++)
		{
			if (freeze->parts[i].insert != NULL)
				run(freeze->parts[i].insert, freeze, NULL, SPI_OK_INSERT);
		}
	}
	PG_FINALLY();
	{
		freezing = false;
	}
	PG_END_TRY();
}

/* After an error their files go with the transaction. */
static void
end_stores(const Freeze *freeze)
{
	int			i;

	for (i = 0; i < freeze->part_count; i++)
		tuplestore_end(freeze->parts[i].store->rows);
}

static void
take_arguments(Freeze *freeze, FunctionCallInfo fcinfo)
{
	static const Oid types[ARGUMENTS] = {TEXTOID, INT4OID, TEXTOID, TEXTOID,
	TEXTOID, UUIDOID, UUIDOID};
	int			i;

	memcpy(freeze->types, types, sizeof(types));
	for (i = 0; i < ARGUMENTS - 1; i++)
	{
		freeze->nulls[i] = PG_ARGISNULL(i);
		freeze->values[i] = PG_ARGISNULL(i) ? (Datum) 0 : PG_GETARG_DATUM(i);
	}
	freeze->nulls[ARGUMENTS - 1] = true;
}

/*
 * freeze_report(archive text, year int, orgnr text, rule_set text, edition text,
 * replaces uuid) -> uuid: computes and writes a report, gives its id
 */
RI_FUNCTION(research_indicators_freeze_report);
Datum
research_indicators_freeze_report(PG_FUNCTION_ARGS)
{
	pg_uuid_t  *id = palloc(sizeof(pg_uuid_t));
	Freeze		freeze;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	SPI_connect();
	take_arguments(&freeze, fcinfo);
	begin(&freeze, id);
	/* behind the locks, and the same for all parts */
	PushActiveSnapshot(GetTransactionSnapshot());
	read_parts(&freeze);
	compute_parts(&freeze);
	write_parts(&freeze);
	end_stores(&freeze);
	PopActiveSnapshot();
	SPI_finish();
	PG_RETURN_UUID_P(id);
}

/*
 * drop_drafts(archive text, days int) -> bigint: what dropped_parts() says, in
 * its order; how many reports there were
 */
RI_FUNCTION(research_indicators_drop_drafts);
Datum
research_indicators_drop_drafts(PG_FUNCTION_ARGS)
{
	Oid			types[2] = {TEXTOID, INT4OID};
	Datum		values[2] = {PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)};
	volatile uint64 dropped = 0;
	uint64		i;
	uint64		count;
	char	  **statements;

	SPI_connect();
	if (SPI_execute_with_args("SELECT d.statement FROM research_indicators_internal.dropped_parts($1) AS d",
							  1, types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read what dropping a draft is");
	count = SPI_processed;
	statements = palloc(sizeof(char *) * count);
	for (i = 0; i < count; i++)
		statements[i] = SPI_getvalue(SPI_tuptable->vals[i],
									 SPI_tuptable->tupdesc, 1);
	PG_TRY();
	{
		freezing = true;
		for (i = 0; i < count; i++)
		{
			if (SPI_execute_with_args(statements[i], 2, types, values, NULL,
									  false, 0) < 0)
				elog(ERROR, "could not drop drafts");
			if (i == 0)
				dropped = SPI_processed;
		}
	}
	PG_FINALLY();
	{
		freezing = false;
	}
	PG_END_TRY();
	SPI_finish();
	PG_RETURN_INT64((int64) dropped);
}
