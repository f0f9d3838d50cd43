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
#include "catalog/objectaccess.h"
#include "catalog/pg_proc.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "utils/acl.h"
#include "utils/memutils.h"

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
	RiReadyBody *body;

	initStringInfo(&circumstances);
	ri_append_circumstances(&circumstances);
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

/* A composite value as a row of the store; NULL is a row of NULLs. */
static void
put_row(const RiSharedFunction *function, TupleTableSlot *slot, Datum value,
		bool isnull, Tuplestorestate *store)
{
	HeapTupleHeader header;
	HeapTupleData tuple;

	if (isnull)
		ExecStoreAllNullTuple(slot);
	else
	{
		header = DatumGetHeapTupleHeader(value);
		tuple.t_len = HeapTupleHeaderGetDatumLength(header);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = header;
		heap_deform_tuple(&tuple, function->row, slot->tts_values,
						  slot->tts_isnull);
		ExecStoreVirtualTuple(slot);
	}
	tuplestore_puttupleslot(store, slot);
	ExecClearTuple(slot);
}

/*
 * A function in SQL whose rows are one composite column gives them one by one,
 * whatever it is allowed: collects them, as a function in FROM would.
 */
static void
collect_rows(const RiSharedFunction *function, FunctionCallInfo call,
			 Datum value, ReturnSetInfo *rows)
{
	ExprContext *econtext = rows->econtext;
	MemoryContext caller =
	MemoryContextSwitchTo(econtext->ecxt_per_query_memory);
	MemoryContext row_context =
	AllocSetContextCreate(CurrentMemoryContext, "row of shared function",
						  ALLOCSET_SMALL_SIZES);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(function->row,
													&TTSOpsVirtual);

	rows->setResult = tuplestore_begin_heap(false, false, work_mem);
	MemoryContextSwitchTo(row_context);
	while (rows->isDone != ExprEndResult)
	{
		CHECK_FOR_INTERRUPTS();
		put_row(function, slot, value, call->isnull, rows->setResult);
		if (rows->isDone == ExprSingleResult)
			break;
		MemoryContextReset(row_context);
		rows->isDone = ExprSingleResult;
		call->isnull = false;
		value = FunctionCallInvoke(call);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(row_context);
	rows->isDone = ExprSingleResult;
	rows->returnMode = SFRM_Materialize;
	ExecDropSingleTupleTableSlot(slot);
}

static Datum
invoke(const RiSharedFunction *function, RiReadyBody *body,
	   FunctionCallInfo front, ReturnSetInfo *rows, bool *isnull)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	PgStat_FunctionCallUsage usage;
	Datum		value;

	if (is_refused_by_strictness(body, front))
	{
		*isnull = true;
		if (rows != NULL)
			rows->returnMode = SFRM_Materialize;
		return (Datum) 0;
	}
	InitFunctionCallInfoData(*call, &body->flinfo, front->nargs,
							 front->fncollation, NULL, (Node *) rows);
	memcpy(call->args, front->args, front->nargs * sizeof(NullableDatum));
	pgstat_init_function_usage(call, &usage);
	value = FunctionCallInvoke(call);
	if (rows != NULL && rows->returnMode == SFRM_ValuePerCall &&
		function->is_composite)
		collect_rows(function, call, value, rows);
	pgstat_end_function_usage(&usage, true);
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
		value = invoke(bodies->function, body, front, rows, isnull);
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
	/* SQL functions insist on being allowed both modes */
	rows.allowedModes = modes | SFRM_ValuePerCall | SFRM_Materialize |
		SFRM_Materialize_Preferred;
	rows.returnMode = SFRM_ValuePerCall;
	rows.isDone = ExprSingleResult;
	(void) call_body(bodies, front, &rows, &isnull);
	if (rows.returnMode != SFRM_Materialize || rows.isDone != ExprSingleResult)
		elog(ERROR, "function %s did not return its rows in a store",
			 ri_function_name(bodies->function->body));
	if (rows.setDesc != NULL &&
		!ri_same_columns(bodies->function->row, rows.setDesc))
		elog(ERROR, "function %s returned other columns than declared",
			 ri_function_name(bodies->function->body));
	return rows.setResult;
}
