/*
 * kept_rows.h
 *		Rows that are kept to be copied from: a few as tuples, more in a store
 *		that goes to disk where it outgrows its memory.
 */
#ifndef RI_KEPT_ROWS_H
#define RI_KEPT_ROWS_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/resowner.h"
#include "utils/tuplestore.h"

typedef struct RiKeptRows
{
	MemoryContext context;
	ResourceOwner owner;		/* of the store's files */
	int			store_kb;		/* most memory of a store; where it is too
								 * little, many rows are not kept */
	bool		given_up;		/* whoever kept it forgets it */
	MinimalTuple *few;
	int			count;
	int			capacity;
	Size		size;
	Tuplestorestate *many;		/* instead of few; NULL as long as these do */
} RiKeptRows;

/* Begins a set without rows; bytes of memory are those of a store. */
extern void ri_keep_no_rows(RiKeptRows *rows, MemoryContext context,
							ResourceOwner owner, uint64 memory);

/* Keeps a copy of the row in the slot. */
extern void ri_keep_row(RiKeptRows *rows, TupleTableSlot *slot);

/* Appends a copy of every row, through a slot for minimal tuples. */
extern void ri_copy_kept_rows(const RiKeptRows *rows, TupleTableSlot *slot,
							  Tuplestorestate *into);

#endif							/* RI_KEPT_ROWS_H */
