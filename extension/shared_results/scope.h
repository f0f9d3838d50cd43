/*
 * scope.h
 *		The scope of a door: what is computed once between its opening and its
 *		closing.
 */
#ifndef RI_SCOPE_H
#define RI_SCOPE_H

#include "postgres.h"

#include "fmgr.h"

#include "body.h"
#include "kept_rows.h"

/* The bytes that tell a result from every other. */
typedef struct RiResultKey
{
	const char *bytes;
	int			length;
} RiResultKey;

typedef struct RiSharedResult
{
	RiResultKey key;			/* hash key; must be first */
	MemoryContext context;		/* of all that is kept of it */
	bool		computed;		/* false while its body runs */
	bool		isnull;
	Datum		value;			/* of a scalar */
	RiKeptRows	rows;			/* of a set */
} RiSharedResult;

/*
 * One scope is open at a time: the outermost door's.  Whoever opens it closes
 * it, after an error too.
 */
extern void ri_open_scope(void);
extern void ri_close_scope(void);

/* Number of the open scope, never given again; 0 while none is open. */
extern uint64 ri_open_scope_number(void);

/* The subtransaction in which it was opened; the current one while none is. */
extern SubTransactionId ri_door_subtransaction(void);

/* What a front stands for, made ready for calls inside the open scope. */
extern RiBodies *ri_scope_bodies(Oid front);

/* A function that is no front, ready for calls inside the open scope. */
extern RiBodies *ri_scope_function(Oid function);

/*
 * The result of a call: computed, or a new one that the caller computes and
 * then keeps or forgets.  NULL where nothing may be remembered.  Error 42P19
 * where the result is being computed, since it would depend on itself.
 */
extern RiSharedResult *ri_find_result(const RiSharedFunction *function,
									  FunctionCallInfo call);

/* Keeps what was computed, if there is room for it. */
extern void ri_keep_value(RiSharedResult *result,
						  const RiSharedFunction *function,
						  Datum value, bool isnull);
extern void ri_keep_rows(RiSharedResult *result);

extern void ri_forget_result(RiSharedResult *result);

#endif							/* RI_SCOPE_H */
