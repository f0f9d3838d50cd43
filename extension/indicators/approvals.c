/*
 * approvals.c
 *		Approval rows of a year by publication.
 *
 * Few publications of a source are tracked at a time, so they are held in a
 * hash instead of being joined to every contribution.
 */
#include "approvals.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "id_hash.h"

typedef struct Decision
{
	struct Decision *next;
	int32		institution;
	RiApproval	approval;
} Decision;

typedef struct TrackedPublication
{
	char	   *publication_id; /* hash key; must be first */
	Decision   *decisions;
} TrackedPublication;

struct RiApprovalIndex
{
	MemoryContext context;
	HTAB	   *publications;
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

/* Columns: publication_id, institution_id, state. */
static void
take_decision(RiApprovalIndex *index, RiInstitutionIndex *institutions,
			  HeapTuple row, TupleDesc desc)
{
	char	   *publication_id = SPI_getvalue(row, desc, 1);
	char	   *institution_id = SPI_getvalue(row, desc, 2);
	Decision   *decision = palloc(sizeof(Decision));
	TrackedPublication *tracked;
	bool		found;

	tracked = hash_search(index->publications, &publication_id, HASH_ENTER,
						  &found);
	if (!found)
	{
		tracked->publication_id = publication_id;
		tracked->decisions = NULL;
	}
	decision->institution = ri_find_unit(institutions, institution_id)->top;
	decision->approval = approval_by_code(SPI_getvalue(row, desc, 3));
	decision->next = tracked->decisions;
	tracked->decisions = decision;
}

RiApprovalIndex *
ri_approval_index(const char *schema, int32 year,
				  RiInstitutionIndex *institutions)
{
	RiApprovalIndex *index = palloc0(sizeof(RiApprovalIndex));
	Oid			argtypes[1] = {INT4OID};
	Datum		args[1];
	char	   *query = psprintf("SELECT p.publication_id::text, a.institution_id::text, a.state::text"
								 " FROM %1$s.publication_approval AS a"
								 " JOIN %1$s.publication AS p ON p.publication_id = a.publication_id"
								 " WHERE p.year = $1 AND a.institution_id IS NOT NULL",
								 quote_identifier(schema));
	uint64		i;

	index->context = CurrentMemoryContext;
	index->publications = ri_id_hash_create("approvals of a year",
											sizeof(TrackedPublication));
	args[0] = Int32GetDatum(year);
	SPI_connect();
	if (SPI_execute_with_args(query, 1, argtypes, args, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read publication approvals");
	for (i = 0; i < SPI_processed; i++)
	{
		MemoryContext spi_context = MemoryContextSwitchTo(index->context);

		take_decision(index, institutions, SPI_tuptable->vals[i],
					  SPI_tuptable->tupdesc);
		MemoryContextSwitchTo(spi_context);
	}
	SPI_finish();
	return index;
}

/* Of several decisions of one institution's units the least favourable holds. */
static RiApproval
decision_of(const TrackedPublication *tracked, int32 institution)
{
	RiApproval	approval = RI_APPROVAL_MISSING;
	const Decision *decision;

	for (decision = tracked->decisions; decision != NULL; decision = decision->next)
		if (decision->institution == institution)
			approval = Max(approval, decision->approval);
	return approval;
}

bool
ri_take_approvals(RiApprovalIndex *index, const char *publication_id,
				  RiInstitutionPoints *entries, size_t nentries)
{
	TrackedPublication *tracked = hash_search(index->publications,
											  &publication_id, HASH_FIND, NULL);
	size_t		i;

	if (tracked == NULL)
		return false;
	for (i = 0; i < nentries; i++)
		entries[i].approval = decision_of(tracked, entries[i].institution);
	return true;
}
