/*
 * set_call.c
 *		Calls of functions through the function manager, which takes care of
 *		their SET clauses: there is nothing to plan, and snapshot and command
 *		counter stay those of the caller's statement.
 */
#include "set_call.h"

#include "access/htup_details.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_proc.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "utils/acl.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "shared_function.h"

void
ri_require_execute(Oid function)
{
#if PG_VERSION_NUM >= 160000
	AclResult	answer = object_aclcheck(ProcedureRelationId, function,
										 GetUserId(), ACL_EXECUTE);
#else
	AclResult	answer = pg_proc_aclcheck(function, GetUserId(), ACL_EXECUTE);
#endif

	if (answer != ACLCHECK_OK)
		aclcheck_error(answer, OBJECT_FUNCTION, ri_function_name(function));
	InvokeFunctionExecuteHook(function);
}

Datum
ri_call_function(FunctionCallInfo call, const ReturnSetInfo *rows)
{
	PgStat_FunctionCallUsage usage;
	Datum		value;

	pgstat_init_function_usage(call, &usage);
	value = FunctionCallInvoke(call);
	pgstat_end_function_usage(&usage, rows == NULL ||
							  rows->isDone != ExprMultipleResult);
	return value;
}

static void
begin_store(ReturnSetInfo *rows)
{
	MemoryContext context = rows->econtext->ecxt_per_query_memory;
	MemoryContext caller = MemoryContextSwitchTo(context);

	rows->setResult = tuplestore_begin_heap((rows->allowedModes &
											 SFRM_Materialize_Random) != 0,
											false, work_mem);
	MemoryContextSwitchTo(caller);
}

static void
store_null_row(ReturnSetInfo *rows)
{
	int			columns = rows->expectedDesc->natts;
	Datum	   *values = palloc0(columns * sizeof(Datum));
	bool	   *nulls = palloc(columns * sizeof(bool));

	memset(nulls, true, columns * sizeof(bool));
	tuplestore_putvalues(rows->setResult, rows->expectedDesc, values, nulls);
}

static void
store_composite(ReturnSetInfo *rows, Datum value)
{
	HeapTupleHeader row = DatumGetHeapTupleHeader(value);
	TupleDesc	given = lookup_rowtype_tupdesc(HeapTupleHeaderGetTypeId(row),
											   HeapTupleHeaderGetTypMod(row));
	HeapTupleData tuple;

	if (!ri_same_columns(rows->expectedDesc, given))
		elog(ERROR, "a row has other columns than declared");
	ReleaseTupleDesc(given);
	memset(&tuple, 0, sizeof(tuple));
	tuple.t_len = HeapTupleHeaderGetDatumLength(row);
	tuple.t_data = row;
	tuplestore_puttuple(rows->setResult, &tuple);
}

static void
store_row(ReturnSetInfo *rows, Datum value, bool isnull, bool is_composite)
{
	if (rows->setResult == NULL)
		begin_store(rows);
	if (!is_composite)
		tuplestore_putvalues(rows->setResult, rows->expectedDesc, &value,
							 &isnull);
	else if (isnull)
		store_null_row(rows);
	else
		store_composite(rows, value);
}

/*
 * Most bodies return a store.  A SQL function whose rows are single values of
 * a composite type gives them one by one, whatever is preferred.
 */
void
ri_call_for_rows(FunctionCallInfo call, ReturnSetInfo *rows, bool is_composite)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext,
											   "row of a set",
											   ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(work);
	Datum		value;

	do
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(work);
		call->isnull = false;
		rows->isDone = ExprSingleResult;
		value = ri_call_function(call, rows);
		if (rows->returnMode == SFRM_Materialize ||
			rows->isDone == ExprEndResult)
			break;
		store_row(rows, value, call->isnull, is_composite);
	} while (rows->isDone == ExprMultipleResult);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(work);
}
