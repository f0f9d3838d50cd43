/*
 * compat.h
 *		What differs between PostgreSQL 15 and 18, in one place.
 */
#ifndef RI_COMPAT_H
#define RI_COMPAT_H

#include "postgres.h"

/* VARDATA() and its relatives left postgres.h in 16. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* Input functions report softly where the server knows how: from 16 on. */
#if PG_VERSION_NUM < 160000
#define ereturn(context, value, rest) ereport(ERROR, rest)
#endif

/* In the place of pg_attribute_noreturn(), which 18 took away. */
#ifndef pg_noreturn
#define pg_noreturn _Noreturn
#endif

#endif							/* RI_COMPAT_H */
