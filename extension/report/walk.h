/*
 * walk.h
 *		The one walk over report records.
 */
#ifndef RI_WALK_H
#define RI_WALK_H

#include "postgres.h"

#include "emitter.h"
#include "utils/array.h"

/*
 * Feeds an array of report_record (path, kind, content) to an emitter, in the
 * array's order, and returns the finished document.
 */
extern char *ri_walk_records(ArrayType *records, RiEmitter *emitter,
							 size_t *len);

#endif							/* RI_WALK_H */
