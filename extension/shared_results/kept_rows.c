/*
 * kept_rows.c
 *		Rows that are kept to be copied from.
 *
 * Most results are a few rows, for which a tuplestore is large (16 kB) and
 * slow to begin with.  Nothing frees a store here: its memory goes with its
 * context and its files with their owner, the same way after an error.
 */
#include "kept_rows.h"

#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* As long as the tuples take no more they are kept one by one. */
#define FEW_ROWS_SIZE	(16 * 1024)

/* The least memory that a tuplestore is made for, in kB: least work_mem. */
#define LEAST_STORE_KB	64

void
ri_keep_no_rows(RiKeptRows *rows, MemoryContext context, ResourceOwner owner,
				uint64 memory)
{
	memset(rows, 0, sizeof(*rows));
	rows->context = context;
	rows->owner = owner;
	rows->store_kb = (int) (memory / 1024);
}

static void
begin_store(RiKeptRows *rows)
{
	ResourceOwner caller = CurrentResourceOwner;

	/* an error leaves the owner to whoever catches it */
	CurrentResourceOwner = rows->owner;
	rows->many = tuplestore_begin_heap(false, false, rows->store_kb);
	CurrentResourceOwner = caller;
	tuplestore_set_eflags(rows->many, EXEC_FLAG_REWIND);
}

/* Moves the few rows into a store. */
static void
become_many(RiKeptRows *rows, TupleDesc row)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(row, &TTSOpsMinimalTuple);
	int			i;

	begin_store(rows);
	for (i = 0; i < rows->count; i++)
	{
		ExecStoreMinimalTuple(rows->few[i], slot, false);
		tuplestore_puttupleslot(rows->many, slot);
		pfree(rows->few[i]);
	}
	ExecDropSingleTupleTableSlot(slot);
	pfree(rows->few);
	rows->few = NULL;
	rows->count = 0;
}

static void
keep_among_few(RiKeptRows *rows, TupleTableSlot *slot)
{
	MinimalTuple tuple = ExecCopySlotMinimalTuple(slot);

	if (rows->few == NULL)
	{
		rows->capacity = 4;
		rows->few = palloc(rows->capacity * sizeof(MinimalTuple));
	}
	else if (rows->count == rows->capacity)
	{
		rows->capacity *= 2;
		rows->few = repalloc(rows->few,
							 rows->capacity * sizeof(MinimalTuple));
	}
	rows->few[rows->count++] = tuple;
	rows->size += tuple->t_len + sizeof(MinimalTuple);
}

void
ri_keep_row(RiKeptRows *rows, TupleTableSlot *slot)
{
	MemoryContext caller;

	if (rows->given_up)
		return;
	if (rows->many == NULL && rows->size > FEW_ROWS_SIZE &&
		rows->store_kb < LEAST_STORE_KB)
	{
		rows->given_up = true;
		return;
	}
	caller = MemoryContextSwitchTo(rows->context);
	if (rows->many == NULL && rows->size > FEW_ROWS_SIZE)
		become_many(rows, slot->tts_tupleDescriptor);
	if (rows->many != NULL)
		tuplestore_puttupleslot(rows->many, slot);
	else
		keep_among_few(rows, slot);
	MemoryContextSwitchTo(caller);
}

void
ri_copy_kept_rows(const RiKeptRows *rows, TupleTableSlot *slot,
				  Tuplestorestate *into)
{
	int			i;

	for (i = 0; i < rows->count; i++)
	{
		ExecStoreMinimalTuple(rows->few[i], slot, false);
		tuplestore_puttupleslot(into, slot);
	}
	if (rows->many == NULL)
		return;
	tuplestore_rescan(rows->many);
	while (tuplestore_gettupleslot(rows->many, true, false, slot))
	{
		CHECK_FOR_INTERRUPTS();
		tuplestore_puttupleslot(into, slot);
	}
}
