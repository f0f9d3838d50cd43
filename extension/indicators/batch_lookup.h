/*
 * batch_lookup.h
 *		Rows of publications by the publications' ids.
 */
#ifndef RI_BATCH_LOOKUP_H
#define RI_BATCH_LOOKUP_H

#include "postgres.h"

#include "batch_rows.h"

typedef struct RiBatchLookup RiBatchLookup;

/*
 * Prepares to look up, in the current memory context and the connection of SPI
 * that is open.  NULL where that would mean to read everything for each batch:
 * no index, an id that a view computes, a type whose equality is not that of
 * its bytes.
 */
extern RiBatchLookup *ri_open_batch_lookup(const RiPublicationSource *source,
										   const RiRowsWanted *wanted);

/* As ri_read_batch(). */
extern size_t ri_look_up(RiBatchLookup *lookup, const RiPublicationHead *heads,
						 size_t nheads);

#endif							/* RI_BATCH_LOOKUP_H */
