/*
 * duplicate_records.c
 *		Looks up what publication_copies(year) has found.
 *
 * Which records are the same work is decided there, once a year and for all
 * that read points.  Almost no record is one, so ids become text only in a year
 * that has duplicates.
 */
#include "duplicate_records.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"

#include "id_table.h"

struct RiDuplicates
{
	RiIdTable  *numbers;
	char	  **counts_as;		/* by number */
};

static const char *const duplicate_query =
"SELECT c.publication_id, c.counts_as"
" FROM research_indicators_internal.publication_copies($1) AS c"
" WHERE c.counts_as OPERATOR(pg_catalog.<>) c.publication_id";

/* Takes the rows of SPI into the memory context that is given. */
static RiDuplicates *
take_duplicates(MemoryContext context)
{
	MemoryContext previous = MemoryContextSwitchTo(context);
	RiDuplicates *duplicates = palloc(sizeof(RiDuplicates));
	TupleDesc	desc = SPI_tuptable->tupdesc;
	uint64		i;

	duplicates->numbers = ri_id_table_create((uint32) SPI_processed);
	duplicates->counts_as =
		palloc_extended(sizeof(char *) * SPI_processed, MCXT_ALLOC_HUGE);
	for (i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		char	   *id = pstrdup(SPI_getvalue(row, desc, 1));

		duplicates->counts_as[i] = pstrdup(SPI_getvalue(row, desc, 2));
		ri_id_table_put(duplicates->numbers, id, strlen(id), (int32) i);
	}
	MemoryContextSwitchTo(previous);
	return duplicates;
}

const RiDuplicates *
ri_read_duplicates(int32 year)
{
	MemoryContext caller = CurrentMemoryContext;
	Oid			types[1] = {INT4OID};
	Datum		values[1] = {Int32GetDatum(year)};
	RiDuplicates *duplicates = NULL;

	SPI_connect();
	if (SPI_execute_with_args(duplicate_query, 1, types, values, NULL, true,
							  0) != SPI_OK_SELECT)
		elog(ERROR, "could not read duplicates");
	if (SPI_processed > 0)
		duplicates = take_duplicates(caller);
	SPI_finish();
	return duplicates;
}

const char *
ri_counts_as(const RiDuplicates *duplicates, const RiIdColumn *column, RiId id)
{
	char	   *written;
	int32		number;

	if (duplicates == NULL)
		return NULL;
	written = ri_id_text(column->form, id);
	number = ri_id_table_find(duplicates->numbers, written,
							  strlen(written));
	pfree(written);
	return number == RI_NOT_FOUND ? NULL : duplicates->counts_as[number];
}
