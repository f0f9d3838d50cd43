/*
 * latest.c
 *		What is so now, not when the transaction began.
 *
 * Under REPEATABLE READ and SERIALIZABLE a transaction that waited for a lock
 * goes on with the snapshot from before it.  What guards rules and reports then
 * looks with the latest one, as foreign keys do.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "fmgr.h"
#include "linked_version.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

/* The function beside this one with the same arguments, named compute_NAME. */
static Oid
body_of(Oid front)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(front));
	Form_pg_proc form;
	char	   *name;
	Oid			body;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", front);
	form = (Form_pg_proc) GETSTRUCT(tuple);
	name = psprintf("compute_%s", NameStr(form->proname));
	body = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
						   CStringGetDatum(name),
						   PointerGetDatum(&form->proargtypes),
						   ObjectIdGetDatum(form->pronamespace));
	if (!OidIsValid(body) || get_func_rettype(body) != form->prorettype ||
		get_func_retset(body))
		elog(ERROR, "function %s has no body", NameStr(form->proname));
	ReleaseSysCache(tuple);
	return body;
}

/* A front: calls its body, which is STABLE, with the latest snapshot. */
RI_FUNCTION(research_indicators_latest);
Datum
research_indicators_latest(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	FmgrInfo	body;
	Datum		result;

	fmgr_info(body_of(fcinfo->flinfo->fn_oid), &body);
	InitFunctionCallInfoData(*call, &body, fcinfo->nargs, fcinfo->fncollation,
							 NULL, NULL);
	memcpy(call->args, fcinfo->args, fcinfo->nargs * sizeof(NullableDatum));
	PushActiveSnapshot(GetLatestSnapshot());
	result = FunctionCallInvoke(call);
	PopActiveSnapshot();
	fcinfo->isnull = call->isnull;
	return result;
}
