/*
 * scalar_type.h
 *		What the files of the types share: the functions behind the operators
 *		and the btree class, text results.
 *
 * A type gives one function that compares the first two arguments of a call;
 * the rest follows from it.
 */
#ifndef RI_SCALAR_TYPE_H
#define RI_SCALAR_TYPE_H

#include "fmgr.h"

#include "compat.h"

#define RI_ORDER_FUNCTION(name, compare, operator) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(compare(fcinfo) operator 0); \
}

/* TYPE_eq, TYPE_ne, TYPE_lt, TYPE_le, TYPE_gt, TYPE_ge and TYPE_cmp */
#define RI_ORDER_FUNCTIONS(type, compare) \
RI_ORDER_FUNCTION(type##_eq, compare, ==) \
RI_ORDER_FUNCTION(type##_ne, compare, !=) \
RI_ORDER_FUNCTION(type##_lt, compare, <) \
RI_ORDER_FUNCTION(type##_le, compare, <=) \
RI_ORDER_FUNCTION(type##_gt, compare, >) \
RI_ORDER_FUNCTION(type##_ge, compare, >=) \
PG_FUNCTION_INFO_V1(type##_cmp); \
Datum \
type##_cmp(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_INT32(compare(fcinfo)); \
}

/* -1, 0 or 1, also where the difference would overflow */
static inline int
ri_compare_numbers(int64 a, int64 b)
{
	return a < b ? -1 : (a > b ? 1 : 0);
}

/* A text of these bytes, in the current memory context. */
static inline text *
ri_make_text(const char *bytes, size_t len)
{
	text	   *result = (text *) palloc(len + VARHDRSZ);

	SET_VARSIZE(result, len + VARHDRSZ);
	memcpy(VARDATA(result), bytes, len);
	return result;
}

#endif							/* RI_SCALAR_TYPE_H */
