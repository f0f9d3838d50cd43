/*
 * compat.h
 *		What differs between PostgreSQL 15 and 18.
 */
#ifndef RI_COMPAT_H
#define RI_COMPAT_H

#include "postgres.h"

/* VARDATA() and its relatives left postgres.h in 16. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

#endif							/* RI_COMPAT_H */
