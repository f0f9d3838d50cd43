/*
 * front.c
 *		Shared functions as SQL sees them: each distinct result is computed
 *		once within the outermost call of one of them.
 *
 * A front is declared so,
 *
 *		CREATE FUNCTION units(year integer) RETURNS SETOF unit
 *			AS 'MODULE_PATHNAME', 'research_indicators_shared'
 *			LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 400;
 *
 * and research_indicators_internal.compute_units(integer) computes.  Sets and
 * single values of any type have the same C function.  A front that is
 * STRICT, or not, is so by itself; a body that is VOLATILE, or whose front
 * is, is called every time.
 *
 * The outermost call is the door.  It opens the scope in which results are
 * remembered, hands on what its body returns and closes the scope, after an
 * error too, which leaves it without what it came through inside.  Outside a door nothing is remembered: not from one statement to
 * the next, nor from one call to the next within a statement.  It is neither
 * the statement nor the portal that results are tied to, because settings
 * that a policy reads may change between two calls of one statement, and a
 * portal's cursor may be read on for a whole session.
 *
 * JIT and generic plans are decided at doors: what runs inside are many short,
 * wide statements, which take longer to compile, and for every year anew to
 * plan, than to run.
 */
#include "postgres.h"

#include "executor/executor.h"
#include "fmgr.h"
#include "jit/jit.h"
#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/plancache.h"

#include "linked_version.h"
#include "plain_error.h"
#include "scope.h"

/* What a place of call knows, as long as the statement there runs. */
typedef struct CallSite
{
	RiBodies	door;			/* for calls as a door; function may be NULL */
	uint64		scope_number;	/* of the scope whose bodies stand below */
	RiBodies   *bodies;
} CallSite;

static CallSite *
call_site(FmgrInfo *front)
{
	if (front->fn_extra == NULL)
		front->fn_extra = MemoryContextAllocZero(front->fn_mcxt,
												 sizeof(CallSite));
	return front->fn_extra;
}

static RiBodies *
door_bodies(FmgrInfo *front)
{
	RiBodies   *door = &call_site(front)->door;
	MemoryContext caller;

	if (door->function == NULL)
	{
		caller = MemoryContextSwitchTo(front->fn_mcxt);
		door->context = front->fn_mcxt;
		door->function = ri_shared_function(front->fn_oid);
		MemoryContextSwitchTo(caller);
	}
	return door;
}

/* A place of call may outlast a scope: a cursor that a body left open. */
static RiBodies *
inner_bodies(FmgrInfo *front)
{
	CallSite   *site = call_site(front);

	if (site->scope_number != ri_open_scope_number())
	{
		site->bodies = ri_scope_bodies(front->fn_oid);
		site->scope_number = ri_open_scope_number();
	}
	return site->bodies;
}

static ReturnSetInfo *
caller_of_set(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *caller = (ReturnSetInfo *) fcinfo->resultinfo;

	if (caller == NULL || !IsA(caller, ReturnSetInfo) ||
		!(caller->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	return caller;
}

/* The rows go to the caller, who frees the store and the description. */
static void
return_rows(FunctionCallInfo fcinfo, Tuplestorestate *rows, TupleDesc row)
{
	ReturnSetInfo *caller = caller_of_set(fcinfo);
	MemoryContext context = caller->econtext->ecxt_per_query_memory;
	MemoryContext here = MemoryContextSwitchTo(context);

	caller->returnMode = SFRM_Materialize;
	caller->setResult = rows;
	caller->setDesc = CreateTupleDescCopy(row);
	MemoryContextSwitchTo(here);
	fcinfo->isnull = true;
}

static Tuplestorestate *
begin_rows(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *caller = caller_of_set(fcinfo);
	MemoryContext context = caller->econtext->ecxt_per_query_memory;
	MemoryContext here = MemoryContextSwitchTo(context);
	Tuplestorestate *rows;

	rows = tuplestore_begin_heap((caller->allowedModes &
								  SFRM_Materialize_Random) != 0,
								 false, work_mem);
	MemoryContextSwitchTo(here);
	return rows;
}

/* ----------------------------------------------------------------
 * Calls inside a door
 * ----------------------------------------------------------------
 */

static Datum
remembered_value(FunctionCallInfo fcinfo, const RiSharedFunction *function,
				 const RiSharedResult *result)
{
	fcinfo->isnull = result->isnull;
	if (result->isnull)
		return (Datum) 0;
	return datumCopy(result->value, function->result.by_value,
					 function->result.length);
}

static Datum
compute_value(FunctionCallInfo fcinfo, RiBodies *bodies,
			  RiSharedResult *result)
{
	bool		isnull;
	Datum		value = ri_body_value(bodies, fcinfo, &isnull);

	if (result != NULL)
		ri_keep_value(result, bodies->function, value, isnull);
	fcinfo->isnull = isnull;
	return value;
}

static void
return_remembered_rows(FunctionCallInfo fcinfo,
					   const RiSharedFunction *function,
					   const RiSharedResult *result)
{
	Tuplestorestate *rows = begin_rows(fcinfo);
	TupleTableSlot *slot = MakeSingleTupleTableSlot(function->row,
													&TTSOpsMinimalTuple);

	ri_copy_kept_rows(&result->rows, slot, rows);
	ExecDropSingleTupleTableSlot(slot);
	return_rows(fcinfo, rows, function->row);
}

/* Copies what the body returned to the caller and to what is remembered. */
static void
copy_rows(Tuplestorestate *from, TupleTableSlot *slot, Tuplestorestate *to,
		  RiSharedResult *result)
{
	while (from != NULL && tuplestore_gettupleslot(from, true, false, slot))
	{
		CHECK_FOR_INTERRUPTS();
		tuplestore_puttupleslot(to, slot);
		if (result != NULL)
			ri_keep_row(&result->rows, slot);
	}
}

static void
compute_rows(FunctionCallInfo fcinfo, RiBodies *bodies, RiSharedResult *result)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext,
											   "rows of shared function",
											   ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(work);
	ExprContext *econtext = CreateStandaloneExprContext();
	TupleDesc	row = bodies->function->row;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(row, &TTSOpsMinimalTuple);
	Tuplestorestate *computed = ri_body_rows(bodies, fcinfo, econtext, 0);
	Tuplestorestate *rows = begin_rows(fcinfo);

	copy_rows(computed, slot, rows, result);
	ExecDropSingleTupleTableSlot(slot);
	if (computed != NULL)
		tuplestore_end(computed);
	FreeExprContext(econtext, true);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(work);
	return_rows(fcinfo, rows, row);
	if (result != NULL)
		ri_keep_rows(result);
}

static Datum
compute(FunctionCallInfo fcinfo, RiBodies *bodies, RiSharedResult *result)
{
	if (!bodies->function->returns_set)
		return compute_value(fcinfo, bodies, result);
	compute_rows(fcinfo, bodies, result);
	return (Datum) 0;
}

static Datum
call_inside(FunctionCallInfo fcinfo)
{
	RiBodies   *bodies = inner_bodies(fcinfo->flinfo);
	const RiSharedFunction *function = bodies->function;
	RiSharedResult *result = ri_find_result(function, fcinfo);
	Datum		value = (Datum) 0;

	if (result == NULL)
		return compute(fcinfo, bodies, NULL);
	if (result->computed && !function->returns_set)
		return remembered_value(fcinfo, function, result);
	if (result->computed)
	{
		return_remembered_rows(fcinfo, function, result);
		return (Datum) 0;
	}
	PG_TRY();
	{
		value = compute(fcinfo, bodies, result);
	}
	PG_CATCH();
	{
		/* whoever catches it may call again */
		ri_forget_result(result);
		PG_RE_THROW();
	}
	PG_END_TRY();
	return value;
}

/* ----------------------------------------------------------------
 * Doors
 * ----------------------------------------------------------------
 */

/* As SET at a function: an error leaves it to the rollback. */
static void
set_for_door(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

static int
begin_settings(void)
{
	int			level = NewGUCNestLevel();

	if (jit_enabled)
		set_for_door("jit", "off");
	/* who forces custom plans is obeyed */
	if (plan_cache_mode == PLAN_CACHE_MODE_AUTO)
		set_for_door("plan_cache_mode", "force_generic_plan");
	return level;
}

static void
end_settings(int level)
{
	AtEOXact_GUC(true, level);
}

/* The body's store goes to the caller as it is. */
static Datum
pass_through(FunctionCallInfo fcinfo, RiBodies *bodies)
{
	ReturnSetInfo *caller;
	Tuplestorestate *rows;
	bool		isnull;
	Datum		value;

	if (!bodies->function->returns_set)
	{
		value = ri_body_value(bodies, fcinfo, &isnull);
		fcinfo->isnull = isnull;
		return value;
	}
	caller = caller_of_set(fcinfo);
	rows = ri_body_rows(bodies, fcinfo, caller->econtext,
						caller->allowedModes & SFRM_Materialize_Random);
	return_rows(fcinfo, rows, bodies->function->row);
	return (Datum) 0;
}

static Datum
call_door(FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	RiBodies   *bodies = door_bodies(fcinfo->flinfo);
	volatile int settings = begin_settings();
	volatile Datum value = (Datum) 0;

	ri_open_scope();
	PG_TRY();
	{
		value = pass_through(fcinfo, bodies);
	}
	PG_CATCH();
	{
		ri_close_scope();
		ri_rethrow_plainly(caller);
	}
	PG_END_TRY();
	ri_close_scope();
	end_settings(settings);
	return value;
}

/* Every shared function: see above */
RI_FUNCTION(research_indicators_shared);
Datum
research_indicators_shared(PG_FUNCTION_ARGS)
{
	check_stack_depth();
	if (ri_open_scope_number() == 0)
		return call_door(fcinfo);
	return call_inside(fcinfo);
}
