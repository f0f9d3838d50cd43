/*
 * may_catch.c
 *		Whether a statement may begin subtransactions, which is what catching an
 *		error takes.
 *
 * Before PostgreSQL 17 none begins while the statement runs in parallel.
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "fmgr.h"
#include "linked_version.h"

/* may_catch() -> boolean */
RI_FUNCTION(research_indicators_may_catch);
Datum
research_indicators_may_catch(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!IsInParallelMode() && !IsParallelWorker());
}
