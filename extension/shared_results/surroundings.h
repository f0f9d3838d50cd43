/*
 * surroundings.h
 *		What a result depends on beside its function and its arguments.
 */
#ifndef RI_SURROUNDINGS_H
#define RI_SURROUNDINGS_H

#include "postgres.h"

#include "lib/stringinfo.h"

/*
 * Appends the surroundings of this moment to the key of a result.  Equal
 * bytes mean equal results.  Needs an active snapshot.
 */
extern void ri_append_surroundings(StringInfo key);

#endif							/* RI_SURROUNDINGS_H */
