/*
 * surroundings.h
 *		What a result depends on beside its function and its arguments.
 */
#ifndef RI_SURROUNDINGS_H
#define RI_SURROUNDINGS_H

#include "postgres.h"

#include "lib/stringinfo.h"

/*
 * Appends who asks and under which settings and catalogs: what is planned
 * under equal bytes may be run again.
 */
extern void ri_append_circumstances(StringInfo key);

/*
 * Appends which rows are visible.  Results of equal calls are equal where
 * this and the circumstances are.  Needs an active snapshot.
 */
extern void ri_append_visibility(StringInfo key);

#endif							/* RI_SURROUNDINGS_H */
