/*
 * catching.c
 *		SQL function may_catch_errors(): whether a subtransaction may begin.
 *
 * PostgreSQL begins none while a parallel plan runs, so an EXCEPTION block
 * inside one would itself be an error.  What guards a computation does without
 * then.
 */
#include "postgres.h"

#include "access/xact.h"
#include "fmgr.h"

/* may_catch_errors() -> bool */
PG_FUNCTION_INFO_V1(research_indicators_may_catch_errors);
Datum
research_indicators_may_catch_errors(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!IsInParallelMode());
}
