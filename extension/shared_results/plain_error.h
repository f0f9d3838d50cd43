/*
 * plain_error.h
 *		Errors as they leave the extension: without the statements and
 *		functions inside it that they came through.
 */
#ifndef RI_PLAIN_ERROR_H
#define RI_PLAIN_ERROR_H

#include "postgres.h"

#include "fmgr.h"

#include "compat.h"

/*
 * Raises the caught error again, in the context of whoever called.  Called in
 * PG_CATCH; caller is the memory context of before.
 */
pg_noreturn extern void ri_rethrow_plainly(MemoryContext caller);

/* A function that users call and that is no front: its errors are plain. */
extern Datum ri_call_plainly(PGFunction function, FunctionCallInfo fcinfo);

#endif							/* RI_PLAIN_ERROR_H */
