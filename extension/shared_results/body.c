/*
 * body.c
 *		Calls of the body of a shared function.
 *
 * The body is called through the function manager, which takes care of its
 * SET clauses, and not through SPI: there is nothing to plan, and snapshot
 * and command counter stay those of the caller's statement.
 */
#include "body.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_proc.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "utils/acl.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "surroundings.h"

static void
require_execute(Oid body)
{
#if PG_VERSION_NUM >= 160000
	AclResult	answer = object_aclcheck(ProcedureRelationId, body,
										 GetUserId(), ACL_EXECUTE);
#else
	AclResult	answer = pg_proc_aclcheck(body, GetUserId(), ACL_EXECUTE);
#endif

	if (answer != ACLCHECK_OK)
		aclcheck_error(answer, OBJECT_FUNCTION, ri_function_name(body));
	InvokeFunctionExecuteHook(body);
}

static RiReadyBody *
make_ready(RiBodies *bodies)
{
	MemoryContext context = AllocSetContextCreate(bodies->context,
												  "body of shared function",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	RiReadyBody *body = palloc0(sizeof(RiReadyBody));

	body->context = context;
	initStringInfo(&body->circumstances);
	fmgr_info_cxt(bodies->function->body, &body->flinfo, context);
	MemoryContextSwitchTo(caller);
	return body;
}

/* An idle body of these circumstances; others are of no use any more. */
static RiReadyBody *
take_idle(RiBodies *bodies, const StringInfoData *circumstances)
{
	RiReadyBody *body;

	while ((body = bodies->idle) != NULL)
	{
		bodies->idle = body->next;
		if (body->circumstances.len == circumstances->len &&
			memcmp(body->circumstances.data, circumstances->data,
				   circumstances->len) == 0)
			return body;
		MemoryContextDelete(body->context);
	}
	return NULL;
}

static RiReadyBody *
take_body(RiBodies *bodies)
{
	StringInfoData circumstances;
	SubTransactionId subtransaction;
	RiReadyBody *body;

	initStringInfo(&circumstances);
	ri_append_circumstances(&circumstances);
	/* the locks under which a plan was made go with the subtransaction */
	subtransaction = GetCurrentSubTransactionId();
	appendBinaryStringInfo(&circumstances, (const char *) &subtransaction,
						   sizeof(subtransaction));
	body = take_idle(bodies, &circumstances);
	if (body == NULL)
	{
		body = make_ready(bodies);
		appendBinaryStringInfo(&body->circumstances, circumstances.data,
							   circumstances.len);
	}
	pfree(circumstances.data);
	return body;
}

static void
give_back(RiBodies *bodies, RiReadyBody *body)
{
	body->next = bodies->idle;
	bodies->idle = body;
}

/* A strict body is not called with NULLs, as the executor would not. */
static bool
is_refused_by_strictness(const RiReadyBody *body, FunctionCallInfo front)
{
	int			i;

	for (i = 0; body->flinfo.fn_strict && i < front->nargs; i++)
	{
		if (front->args[i].isnull)
			return true;
	}
	return false;
}

static Datum
invoke(FunctionCallInfo call, const ReturnSetInfo *rows)
{
	PgStat_FunctionCallUsage usage;
	Datum		value;

	pgstat_init_function_usage(call, &usage);
	value = FunctionCallInvoke(call);
	pgstat_end_function_usage(&usage, rows == NULL ||
							  rows->isDone != ExprMultipleResult);
	return value;
}

/* ----------------------------------------------------------------
 * Rows
 * ----------------------------------------------------------------
 */

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
static void
invoke_for_rows(FunctionCallInfo call, ReturnSetInfo *rows, bool is_composite)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext,
											   "row of shared function",
											   ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(work);
	Datum		value;

	do
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(work);
		call->isnull = false;
		rows->isDone = ExprSingleResult;
		value = invoke(call, rows);
		if (rows->returnMode == SFRM_Materialize ||
			rows->isDone == ExprEndResult)
			break;
		store_row(rows, value, call->isnull, is_composite);
	} while (rows->isDone == ExprMultipleResult);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(work);
}

static void
check_rows(const RiSharedFunction *function, const ReturnSetInfo *rows)
{
	if (rows->returnMode == SFRM_Materialize &&
		rows->isDone != ExprSingleResult)
		elog(ERROR, "function %s did not follow the protocol of sets",
			 ri_function_name(function->body));
	if (rows->setDesc != NULL &&
		!ri_same_columns(function->row, rows->setDesc))
		elog(ERROR, "function %s returned other columns than declared",
			 ri_function_name(function->body));
}

/* ----------------------------------------------------------------
 * Calls
 * ----------------------------------------------------------------
 */

static Datum
call_ready_body(RiReadyBody *body, const RiSharedFunction *function,
				FunctionCallInfo front, ReturnSetInfo *rows, bool *isnull)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	Datum		value = (Datum) 0;

	*isnull = true;
	if (is_refused_by_strictness(body, front))
		return value;
	InitFunctionCallInfoData(*call, &body->flinfo, front->nargs,
							 front->fncollation, NULL, (Node *) rows);
	memcpy(call->args, front->args, front->nargs * sizeof(NullableDatum));
	if (rows == NULL)
		value = invoke(call, NULL);
	else
		invoke_for_rows(call, rows, function->is_composite);
	*isnull = call->isnull;
	return value;
}

/* What a language keeps of a call that failed cannot be used again. */
static Datum
call_body(RiBodies *bodies, FunctionCallInfo front, ReturnSetInfo *rows,
		  bool *isnull)
{
	RiReadyBody *volatile body;
	Datum		value;

	require_execute(bodies->function->body);
	body = take_body(bodies);
	PG_TRY();
	{
		value = call_ready_body(body, bodies->function, front, rows, isnull);
	}
	PG_CATCH();
	{
		MemoryContextDelete(body->context);
		PG_RE_THROW();
	}
	PG_END_TRY();
	give_back(bodies, body);
	return value;
}

Datum
ri_body_value(RiBodies *bodies, FunctionCallInfo front, bool *isnull)
{
	return call_body(bodies, front, NULL, isnull);
}

Tuplestorestate *
ri_body_rows(RiBodies *bodies, FunctionCallInfo front, ExprContext *econtext,
			 int modes)
{
	ReturnSetInfo rows;
	bool		isnull;

	memset(&rows, 0, sizeof(rows));
	rows.type = T_ReturnSetInfo;
	rows.econtext = econtext;
	rows.expectedDesc = bodies->function->row;
	/* SQL functions insist on both modes */
	rows.allowedModes = modes | SFRM_ValuePerCall | SFRM_Materialize |
		SFRM_Materialize_Preferred;
	rows.returnMode = SFRM_ValuePerCall;
	rows.isDone = ExprSingleResult;
	(void) call_body(bodies, front, &rows, &isnull);
	check_rows(bodies->function, &rows);
	return rows.setResult;
}
