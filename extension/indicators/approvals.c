/*
 * approvals.c
 *		Approval rows of a year, publication by publication.
 *
 * A cursor runs beside the statement that feeds the engine, in the same order
 * and snapshot, so that no more is held than one batch and the decisions about
 * the publication at hand, however many publications of a year are tracked.
 */
#include "approvals.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define BATCH_ROWS 1000

/* One row: which institution decided what about which publication. */
typedef struct Decision
{
	char	   *publication_id;
	int32		institution;
	RiApproval	approval;
} Decision;

struct RiApprovalReader
{
	RiInstitutionIndex *institutions;
	Portal		cursor;			/* NULL when all has been read */
	MemoryContext context;		/* of the reader */
	MemoryContext batch_context;	/* texts of the batch */
	Decision	batch[BATCH_ROWS];
	int			count;			/* rows in the batch */
	int			next;			/* the first that nobody took */
	Decision   *held;			/* decisions about the publication at hand */
	size_t		nheld;
	size_t		capacity;
};

static RiApproval
approval_by_code(const char *state)
{
	if (state != NULL && strcmp(state, "approved") == 0)
		return RI_APPROVAL_APPROVED;
	if (state != NULL && strcmp(state, "rejected") == 0)
		return RI_APPROVAL_REJECTED;
	return RI_APPROVAL_PENDING;
}

/*
 * Columns: publication_id, institution_id, state.  The unit is looked up in the
 * reader's context: an id that nobody knows is remembered there.
 */
static void
take_row(RiApprovalReader *reader, HeapTuple row, TupleDesc desc)
{
	Decision   *decision = &reader->batch[reader->count++];
	char	   *institution_id = SPI_getvalue(row, desc, 2);
	MemoryContext previous;

	decision->publication_id = MemoryContextStrdup(reader->batch_context,
												   SPI_getvalue(row, desc, 1));
	decision->approval = approval_by_code(SPI_getvalue(row, desc, 3));
	previous = MemoryContextSwitchTo(reader->context);
	decision->institution = ri_find_unit(reader->institutions,
										 institution_id)->top;
	MemoryContextSwitchTo(previous);
}

static void
read_batch(RiApprovalReader *reader)
{
	uint64		i;

	MemoryContextReset(reader->batch_context);
	reader->count = reader->next = 0;
	if (reader->cursor == NULL)
		return;
	SPI_connect();
	SPI_cursor_fetch(reader->cursor, true, BATCH_ROWS);
	for (i = 0; i < SPI_processed; i++)
		take_row(reader, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
	if (reader->count == 0)
	{
		SPI_cursor_close(reader->cursor);
		reader->cursor = NULL;
	}
	SPI_finish();
}

RiApprovalReader *
ri_open_approvals(const char *schema, int32 year,
				  RiInstitutionIndex *institutions)
{
	RiApprovalReader *reader = palloc0(sizeof(RiApprovalReader));
	Oid			argtypes[1] = {INT4OID};
	Datum		args[1];
	char	   *query = psprintf("SELECT p.publication_id::text, a.institution_id::text, a.state::text"
								 " FROM %1$s.publication_approval AS a"
								 " JOIN %1$s.publication AS p ON p.publication_id = a.publication_id"
								 " WHERE p.year = $1 AND a.institution_id IS NOT NULL"
								 " ORDER BY " RI_PUBLICATION_ORDER,
								 quote_identifier(schema));

	reader->institutions = institutions;
	reader->context = CurrentMemoryContext;
	reader->batch_context = AllocSetContextCreate(reader->context, "approvals",
												  ALLOCSET_DEFAULT_SIZES);
	reader->capacity = 64;
	reader->held = palloc(sizeof(Decision) * reader->capacity);
	args[0] = Int32GetDatum(year);
	SPI_connect();
	reader->cursor = SPI_cursor_open_with_args(NULL, query, 1, argtypes, args,
											   NULL, true, 0);
	SPI_finish();
	read_batch(reader);
	return reader;
}

static void
hold_decision(RiApprovalReader *reader, const Decision *decision)
{
	if (reader->nheld == reader->capacity)
	{
		reader->capacity *= 2;
		reader->held = repalloc_huge(reader->held,
									 sizeof(Decision) * reader->capacity);
	}
	reader->held[reader->nheld++] = *decision;
}

/* Whether there is another decision about the publication; it is held then. */
static bool
hold_next(RiApprovalReader *reader, const char *publication_id)
{
	const Decision *decision;

	if (reader->next == reader->count)
		read_batch(reader);
	if (reader->next == reader->count)
		return false;
	decision = &reader->batch[reader->next];
	if (strcmp(decision->publication_id, publication_id) != 0)
		return false;
	hold_decision(reader, decision);
	reader->next++;
	return true;
}

/* Of several decisions of one institution's units the least favourable holds. */
static RiApproval
decision_of(const RiApprovalReader *reader, int32 institution)
{
	RiApproval	approval = RI_APPROVAL_MISSING;
	size_t		i;

	for (i = 0; i < reader->nheld; i++)
		if (reader->held[i].institution == institution)
			approval = Max(approval, reader->held[i].approval);
	return approval;
}

bool
ri_take_approvals(RiApprovalReader *reader, const char *publication_id,
				  RiInstitutionPoints *entries, size_t nentries)
{
	size_t		i;

	reader->nheld = 0;
	while (hold_next(reader, publication_id))
		;
	if (reader->nheld == 0)
		return false;
	for (i = 0; i < nentries; i++)
		entries[i].approval = decision_of(reader, entries[i].institution);
	return true;
}

void
ri_close_approvals(RiApprovalReader *reader)
{
	if (reader->next == reader->count)
		read_batch(reader);
	/* a decision that no publication took would be lost without a word */
	if (reader->next < reader->count)
		elog(ERROR, "approvals of publication \"%s\" came out of order",
			 reader->batch[reader->next].publication_id);
	MemoryContextDelete(reader->batch_context);
}
