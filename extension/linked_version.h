/*
 * linked_version.h
 *		RI_FUNCTION(name) in the place of PG_FUNCTION_INFO_V1(name): a function
 *		that is linked only to SQL objects of the library's own version.
 *
 * The server asks for a function's pg_finfo_ record once per session, before the
 * first call, and again after the function was replaced.  That is the moment to
 * see that the arguments it will be given are those that it was written for; a
 * call costs nothing more.
 *
 * Not for the functions of types and for those that answer which version runs:
 * their arguments never change, and pg_dump, autovacuum and whoever is to mend
 * the mismatch need them.
 */
#ifndef RI_LINKED_VERSION_H
#define RI_LINKED_VERSION_H

#include "fmgr.h"

/* Error RI122 where the SQL objects are of another version. */
extern void ri_require_linked_version(void);

#define RI_FUNCTION(name) \
extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
extern PGDLLEXPORT const Pg_finfo_record *CppConcat(pg_finfo_, name)(void); \
const Pg_finfo_record * \
CppConcat(pg_finfo_, name) (void) \
{ \
	static const Pg_finfo_record version_1 = {1}; \
\
	ri_require_linked_version(); \
	return &version_1; \
} \
extern int	no_such_variable

#endif							/* RI_LINKED_VERSION_H */
