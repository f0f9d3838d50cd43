/*
 * body.h
 *		Calls of the body of a shared function.
 */
#ifndef RI_BODY_H
#define RI_BODY_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/execnodes.h"
#include "utils/tuplestore.h"

#include "shared_function.h"

/*
 * The body made ready for calls.  A language keeps in it what it has planned,
 * for one call at a time and for the circumstances of the first: SQL functions
 * would go on with another user's plan, policies included.  A body that is
 * called while it runs is made ready a second time; idle ones wait.
 */
typedef struct RiReadyBody
{
	struct RiReadyBody *next;
	MemoryContext context;
	StringInfoData circumstances;
	FmgrInfo	flinfo;
} RiReadyBody;

typedef struct RiBodies
{
	const RiSharedFunction *function;
	MemoryContext context;
	RiReadyBody *idle;
} RiBodies;

/*
 * Calls the body with the arguments of its front, as the executor would call
 * it: with the caller's right to execute it, counted by track_functions.  The
 * value is in the current memory context.
 */
extern Datum ri_body_value(RiBodies *bodies, FunctionCallInfo front,
						   bool *isnull);

/*
 * The same of a set.  Its store, NULL where there are no rows, lives in the
 * longer of bodies->context and the context of econtext, under the current
 * resource owner.
 */
extern Tuplestorestate *ri_body_rows(RiBodies *bodies, FunctionCallInfo front,
									 ExprContext *econtext, int modes);

#endif							/* RI_BODY_H */
