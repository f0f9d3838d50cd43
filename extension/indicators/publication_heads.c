/*
 * publication_heads.c
 *		Reads publications, each with the levels of its channels in the year.
 *
 * The statement asks for the order of the ids only, which an index may have.
 * Rows of one publication stand side by side then; which of them describes it
 * is decided here, by their contents and not by their place.
 */
#include "publication_heads.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "arguments.h"
#include "channel_levels.h"

/* Columns of the statement, in order. */
typedef enum HeadColumn
{
	HEAD_ID = 1,
	HEAD_FORM,
	HEAD_STATUS,
	HEAD_REVISED,
	HEAD_HAS_ISBN,
	HEAD_PARENT_FORM,
	HEAD_CHANNELS,
	HEAD_DOI = HEAD_CHANNELS + RI_CHANNEL_KINDS
} HeadColumn;

struct RiHeadReader
{
	const RiPublicationSource *source;
	RiChannelLevels *levels;
	const RiDuplicates *duplicates;
	Portal		cursor;			/* NULL after the last row */
	MemoryContext batch;		/* of what was handed over last */
	MemoryContext spare;		/* of what comes next */
	RiPublicationHead pending;	/* the last row may have more of its kind */
	bool		has_pending;
	RiPublicationHead heads[RI_BATCH_PUBLICATIONS];
};

static const char *const head_query =
"SELECT %2$s, p.form::text, p.status::text, coalesce(p.revised, false),"
" coalesce(pg_catalog.btrim(p.isbn::text) OPERATOR(pg_catalog.<>) '', false),"
" p.parent_form::text,"
" p.journal_id::text, p.series_id::text, p.publisher_id::text, p.doi::text"
" FROM %1$s.publication AS p%3$s%4$s";

RiHeadReader *
ri_open_heads(const RiPublicationSource *source,
			  const RiDuplicates *duplicates)
{
	RiHeadReader *reader = palloc0(sizeof(RiHeadReader));

	reader->source = source;
	reader->levels = ri_channel_levels(source);
	reader->duplicates = duplicates;
	reader->batch = AllocSetContextCreate(CurrentMemoryContext, "publications",
										  ALLOCSET_DEFAULT_SIZES);
	reader->spare = AllocSetContextCreate(CurrentMemoryContext, "publications",
										  ALLOCSET_DEFAULT_SIZES);
	reader->cursor =
		ri_open_source_cursor(source,
							  psprintf(head_query, source->schema,
									   source->id.expression,
									   ri_publications_meant(source),
									   ri_publication_order(source)));
	return reader;
}

static bool
row_bool(HeapTuple row, TupleDesc desc, int column)
{
	bool		isnull;

	return DatumGetBool(heap_getattr(row, column, desc, &isnull));
}

static RiId
row_publication(const RiHeadReader *reader, HeapTuple row, TupleDesc desc)
{
	char		room[RI_ID_ROOM];
	bool		isnull;
	Datum		value = heap_getattr(row, HEAD_ID, desc, &isnull);

	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a publication has no publication_id"),
				 errhint("Leave such rows out of the view.")));
	return ri_copy_id(ri_read_id(&reader->source->id, value, room));
}

static void
read_head(const RiHeadReader *reader, HeapTuple row, TupleDesc desc,
		  RiPublicationHead *head)
{
	int			kind;

	head->id = row_publication(reader, row, desc);
	head->form = ri_row_text(row, desc, HEAD_FORM);
	head->status = ri_row_text(row, desc, HEAD_STATUS);
	head->revised = row_bool(row, desc, HEAD_REVISED);
	head->has_isbn = row_bool(row, desc, HEAD_HAS_ISBN);
	head->parent_form = ri_row_text(row, desc, HEAD_PARENT_FORM);
	for (kind = 0; kind < RI_CHANNEL_KINDS; kind++)
	{
		head->channels[kind] = ri_row_text(row, desc, HEAD_CHANNELS + kind);
		head->levels[kind] = ri_channel_level(reader->levels, kind,
											  head->channels[kind]);
	}
	head->doi = ri_row_text(row, desc, HEAD_DOI);
	head->counts_as = ri_counts_as(reader->duplicates, &reader->source->id,
								   head->id);
}

/* In the order of the bytes, what is not there last. */
static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

/* Which of two rows of one publication comes first: by all that they say. */
static int
compare_heads(const RiPublicationHead *a, const RiPublicationHead *b)
{
	int			order = compare_texts(a->form, b->form);
	int			kind;

	if (order == 0)
		order = compare_texts(a->status, b->status);
	if (order == 0)
		order = a->revised - b->revised;
	if (order == 0)
		order = a->has_isbn - b->has_isbn;
	if (order == 0)
		order = compare_texts(a->parent_form, b->parent_form);
	for (kind = 0; order == 0 && kind < RI_CHANNEL_KINDS; kind++)
		order = compare_texts(a->levels[kind], b->levels[kind]);
	for (kind = 0; order == 0 && kind < RI_CHANNEL_KINDS; kind++)
		order = compare_texts(a->channels[kind], b->channels[kind]);
	if (order == 0)
		order = compare_texts(a->doi, b->doi);
	return order;
}

static char *
copy_text(const char *value)
{
	return value == NULL ? NULL : pstrdup(value);
}

static void
copy_head(RiPublicationHead *head)
{
	int			kind;

	head->id = ri_copy_id(head->id);
	head->form = copy_text(head->form);
	head->status = copy_text(head->status);
	head->parent_form = copy_text(head->parent_form);
	for (kind = 0; kind < RI_CHANNEL_KINDS; kind++)
		head->channels[kind] = copy_text(head->channels[kind]);
	head->doi = copy_text(head->doi);
}

/* Takes rows into heads[]; returns how many publications are complete. */
static size_t
take_rows(RiHeadReader *reader, SPITupleTable *rows, size_t nheads)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		RiPublicationHead head;

		CHECK_FOR_INTERRUPTS();
		read_head(reader, rows->vals[i], rows->tupdesc, &head);
		if (reader->has_pending && ri_same_id(reader->pending.id, head.id))
		{
			if (compare_heads(&head, &reader->pending) < 0)
				reader->pending = head;
			continue;
		}
		if (reader->has_pending)
			reader->heads[nheads++] = reader->pending;
		reader->pending = head;
		reader->has_pending = true;
	}
	return nheads;
}

size_t
ri_next_heads(RiHeadReader *reader, const RiPublicationHead **heads)
{
	MemoryContext previous = CurrentMemoryContext;
	MemoryContext context = reader->spare;
	size_t		nheads = 0;

	MemoryContextSwitchTo(context);
	if (reader->has_pending)
		copy_head(&reader->pending);
	MemoryContextReset(reader->batch);
	while (nheads == 0 && reader->cursor != NULL)
	{
		SPITupleTable *rows;

		SPI_cursor_fetch(reader->cursor, true, RI_BATCH_PUBLICATIONS);
		rows = SPI_tuptable;
		MemoryContextSwitchTo(context);
		nheads = take_rows(reader, rows, nheads);
		if (rows->numvals == 0)
		{
			SPI_cursor_close(reader->cursor);
			reader->cursor = NULL;
			if (reader->has_pending)
				reader->heads[nheads++] = reader->pending;
			reader->has_pending = false;
		}
		SPI_freetuptable(rows);
	}
	reader->spare = reader->batch;
	reader->batch = context;
	MemoryContextSwitchTo(previous);
	*heads = reader->heads;
	return nheads;
}
