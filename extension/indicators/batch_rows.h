/*
 * batch_rows.h
 *		The rows of a relation that belong to a batch of publications.
 */
#ifndef RI_BATCH_ROWS_H
#define RI_BATCH_ROWS_H

#include "postgres.h"

#include "executor/tuptable.h"

#include "publication_heads.h"
#include "publication_source.h"

/* Which rows are read, and who takes them. */
typedef struct RiRowsWanted
{
	const char *relation;		/* called r */
	const char *columns;		/* of it, as a statement selects them */
	const char *condition;		/* "" or " AND ..." */
	/* forgets what was taken, before rows of so many publications come */
	void		(*forget) (void *owner, size_t npublications);
	/* takes a row of the publication with that number within the batch */
	void		(*take) (void *owner, size_t publication, TupleTableSlot *slot);
	void	   *owner;
	size_t		limit;			/* rows of several publications at a time */
} RiRowsWanted;

#define RI_FIRST_COLUMN 2		/* of these in the slot */

typedef struct RiBatchReader RiBatchReader;

/*
 * Begins to read.  Everything lives in the current memory context and in the
 * connection of SPI that is open.
 */
extern RiBatchReader *ri_open_batch_reader(const RiPublicationSource *source,
										   const RiRowsWanted *wanted);

/*
 * Hands over all rows of the first publications, in any order, and says of how
 * many: at least one, and no more than the limit allows.  Every publication of
 * the source has to be asked for, in order.
 */
extern size_t ri_read_batch(RiBatchReader *reader,
							const RiPublicationHead *heads, size_t nheads);

/* After the last publication; error if a row belonged to none of them. */
extern void ri_close_batch_reader(RiBatchReader *reader);

#endif							/* RI_BATCH_ROWS_H */
