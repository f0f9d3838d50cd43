/*
 * batch_rows.c
 *		Reads rows of publications a batch at a time.
 *
 * Where the ids of a batch can be looked up, they are (batch_lookup.h).  Where
 * they cannot, one statement joins all publications of the source and sorts the
 * rows as the publications are sorted, and every batch goes on where the last
 * one ended: the sort is bounded by work_mem, and nothing is held but what was
 * fetched last.
 */
#include "batch_rows.h"

#include "miscadmin.h"

#include "batch_lookup.h"

#define FETCHED_ROWS 1000

struct RiBatchReader
{
	const RiPublicationSource *source;
	RiRowsWanted wanted;
	RiBatchLookup *lookup;		/* NULL: rows in order */
	Portal		cursor;			/* NULL after the last row */
	SPITupleTable *fetched;
	uint64		next;			/* the first that nobody took */
	TupleTableSlot *slot;
};

/* A publication that several rows describe is joined once. */
static const char *const join_query =
"SELECT %1$s, %2$s FROM (SELECT DISTINCT p.publication_id,"
" p.publication_id::text COLLATE \"C\" AS spelling"
" FROM %3$s.publication AS p%6$s) AS p"
" JOIN %3$s.%4$s AS r"
" ON r.publication_id OPERATOR(pg_catalog.=) p.publication_id%5$s%7$s";

RiBatchReader *
ri_open_batch_reader(const RiPublicationSource *source,
					 const RiRowsWanted *wanted)
{
	RiBatchReader *reader = palloc0(sizeof(RiBatchReader));
	char	   *statement;

	reader->source = source;
	reader->wanted = *wanted;
	reader->lookup = ri_open_batch_lookup(source, wanted);
	if (reader->lookup != NULL)
		return reader;
	statement = psprintf(join_query, source->id.expression, wanted->columns,
						 source->schema, wanted->relation, wanted->condition,
						 ri_publications_meant(source),
						 ri_publication_order(source));
	reader->cursor = ri_open_source_cursor(source, statement);
	return reader;
}

/* The row that nobody took yet, or NULL after the last one. */
static TupleTableSlot *
row_at_hand(RiBatchReader *reader)
{
	if (reader->cursor == NULL)
		return NULL;
	if (reader->fetched == NULL || reader->next == reader->fetched->numvals)
	{
		SPI_freetuptable(reader->fetched);
		SPI_cursor_fetch(reader->cursor, true, FETCHED_ROWS);
		reader->fetched = SPI_tuptable;
		reader->next = 0;
		if (reader->fetched->numvals == 0)
		{
			SPI_cursor_close(reader->cursor);
			reader->cursor = NULL;
			return NULL;
		}
	}
	if (reader->slot == NULL)
		reader->slot = MakeSingleTupleTableSlot(reader->fetched->tupdesc,
												&TTSOpsHeapTuple);
	ExecStoreHeapTuple(reader->fetched->vals[reader->next], reader->slot,
					   false);
	return reader->slot;
}

/* Takes rows as long as they are of these publications. */
static size_t
go_on(RiBatchReader *reader, const RiPublicationHead *heads, size_t nheads)
{
	TupleTableSlot *slot;
	size_t		nrows = 0;
	size_t		at = 0;

	reader->wanted.forget(reader->wanted.owner, nheads);
	while ((slot = row_at_hand(reader)) != NULL)
	{
		char		room[RI_ID_ROOM];
		bool		isnull;
		Datum		value = slot_getattr(slot, 1, &isnull);
		RiId		id = ri_read_id(&reader->source->id, value, room);
		size_t		before = at;

		CHECK_FOR_INTERRUPTS();
		while (at < nheads && !ri_same_id(heads[at].id, id))
			at++;
		if (at == nheads)
			return nheads;
		if (at > before && nrows >= reader->wanted.limit)
			return at;
		reader->wanted.take(reader->wanted.owner, at, slot);
		reader->next++;
		nrows++;
	}
	return nheads;
}

size_t
ri_read_batch(RiBatchReader *reader, const RiPublicationHead *heads,
			  size_t nheads)
{
	return reader->lookup != NULL ?
		ri_look_up(reader->lookup, heads, nheads) :
		go_on(reader, heads, nheads);
}

void
ri_close_batch_reader(RiBatchReader *reader)
{
	if (reader->lookup == NULL && row_at_hand(reader) != NULL)
		elog(ERROR, "rows of relation \"%s\" came out of order",
			 reader->wanted.relation);
	if (reader->slot != NULL)
		ExecDropSingleTupleTableSlot(reader->slot);
}
