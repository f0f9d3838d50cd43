/*
 * shared_function.h
 *		A shared function and its body.
 *
 * A shared function is declared in SQL as a thin front in C; what it computes
 * stands in its body: the function compute_NAME with the same argument types
 * in schema research_indicators_internal.
 */
#ifndef RI_SHARED_FUNCTION_H
#define RI_SHARED_FUNCTION_H

#include "postgres.h"

#include "access/tupdesc.h"

typedef struct RiValueType
{
	int16		length;
	bool		by_value;
} RiValueType;

typedef struct RiSharedFunction
{
	Oid			front;
	Oid			body;
	bool		remembered;		/* false where front or body is volatile */
	bool		returns_set;
	RiValueType result;
	TupleDesc	row;			/* of a set: what its rows look like */
	bool		is_composite;	/* of a set: each row is a composite value */
	int			argument_count;
	RiValueType arguments[FLEXIBLE_ARRAY_MEMBER];
} RiSharedFunction;

/*
 * Looks up what a front stands for, into the current memory context.  Errors:
 * 42883 where it has no body, 42P13 where front and body do not agree.
 */
extern RiSharedFunction *ri_shared_function(Oid front);

/* The same of a function that is its own body, and not remembered. */
extern RiSharedFunction *ri_plain_function(Oid oid);

/* Whether rows of the one are rows of the other; dropped columns are NULL. */
extern bool ri_same_columns(TupleDesc declared, TupleDesc given);

/* "schema.name(types)" for messages */
extern char *ri_function_name(Oid function);

#endif							/* RI_SHARED_FUNCTION_H */
