/*
 * plain_error.c
 *		Errors as they leave the extension.
 *
 * A relation that is missing or denied is met some ten functions deep, and each
 * of them adds its statement to the error's context.  Whoever called has
 * written none of these: message, detail and hint say what is wrong.  What the
 * context would have been is told at level DEBUG1.  Errors of the program
 * itself keep it.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/elog.h"
#include "utils/memutils.h"

#include "plain_error.h"
#include "scope.h"

/* Only in the outermost call, whose context is the caller's own. */
static void
tell_context(const ErrorData *error)
{
	if (error->context != NULL)
		ereport(DEBUG1,
				(errmsg_internal("error \"%s\" came through: %s",
								 error->message, error->context)));
}

static void
make_plain(ErrorData *error)
{
	const char *context = GetErrorContextStack();

	error->context = context == NULL ? NULL : pstrdup(context);
	error->internalquery = NULL;
	error->internalpos = 0;
	if (error->sqlerrcode == ERRCODE_INSUFFICIENT_PRIVILEGE &&
		error->hint == NULL)
		error->hint = pstrdup("Sources are read with the rights of whoever asks: "
							  "research_indicators.check_contract() names every relation that you cannot read.");
}

void
ri_rethrow_plainly(MemoryContext caller)
{
	MemoryContext previous = MemoryContextSwitchTo(caller);
	ErrorData  *error = CopyErrorData();

	if (error->sqlerrcode == ERRCODE_INTERNAL_ERROR)
	{
		FreeErrorData(error);
		MemoryContextSwitchTo(previous);
		PG_RE_THROW();
	}
	FlushErrorState();
	tell_context(error);
	make_plain(error);
	ReThrowError(error);
}

Datum
ri_call_plainly(PGFunction function, FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	volatile Datum value = (Datum) 0;

	if (ri_open_scope_number() != 0)
		return function(fcinfo);
	PG_TRY();
	{
		value = function(fcinfo);
	}
	PG_CATCH();
	{
		ri_rethrow_plainly(caller);
	}
	PG_END_TRY();
	return value;
}
