/*
 * approvals.c
 *		Keeps the decisions about some publications at a time.
 *
 * Those about one publication hang together in a chain: no order is needed
 * where the least favourable holds.
 */
#include "approvals.h"

#include "utils/memutils.h"

#include "batch_rows.h"

/* Columns of the statement, in order; the first is the publication. */
typedef enum ApprovalColumn
{
	APPROVAL_INSTITUTION = RI_FIRST_COLUMN,
	APPROVAL_STATE
} ApprovalColumn;

#define NO_DECISION (-1)

/* One row: which institution decided what. */
typedef struct Decision
{
	int32		institution;
	RiApproval	approval;
	int32		next;			/* about the same publication */
} Decision;

struct RiApprovals
{
	RiInstitutionIndex *institutions;
	RiIdColumn	institution;
	RiBatchReader *reader;
	Decision   *decisions;
	int32		ndecisions;
	int32		capacity;
	int32		first[RI_BATCH_PUBLICATIONS];	/* decision of a publication */
};

static RiApproval
approval_by_code(const char *code, size_t len)
{
	if (len == 8 && memcmp(code, "approved", len) == 0)
		return RI_APPROVAL_APPROVED;
	if (len == 8 && memcmp(code, "rejected", len) == 0)
		return RI_APPROVAL_REJECTED;
	return RI_APPROVAL_PENDING;
}

const char *
ri_approval_code(RiApproval approval)
{
	switch (approval)
	{
		case RI_APPROVAL_APPROVED:
			return "approved";
		case RI_APPROVAL_REJECTED:
			return "rejected";
		default:
			return "pending";
	}
}

static Decision *
add_decision(RiApprovals *approvals, size_t publication)
{
	Decision   *decision;

	if (approvals->ndecisions == approvals->capacity)
	{
		approvals->capacity *= 2;
		approvals->decisions =
			repalloc_huge(approvals->decisions,
						  sizeof(Decision) * approvals->capacity);
	}
	decision = &approvals->decisions[approvals->ndecisions];
	decision->next = approvals->first[publication];
	approvals->first[publication] = approvals->ndecisions++;
	return decision;
}

/* RiRowsWanted.forget */
static void
forget_approvals(void *owner, size_t npublications)
{
	RiApprovals *approvals = owner;
	size_t		i;

	approvals->ndecisions = 0;
	for (i = 0; i < npublications; i++)
		approvals->first[i] = NO_DECISION;
}

/* RiRowsWanted.take */
static void
take_approval(void *owner, size_t publication, TupleTableSlot *slot)
{
	RiApprovals *approvals = owner;
	Decision   *decision = add_decision(approvals, publication);
	char		room[RI_ID_ROOM];
	bool		isnull;
	Datum		value = slot_getattr(slot, APPROVAL_INSTITUTION, &isnull);
	const RiUnit *unit = ri_find_unit(approvals->institutions,
									  approvals->institution.form,
									  ri_read_id(&approvals->institution,
												 value, room));

	/* an id without text is a decision of nobody's, yet one is awaited */
	decision->institution = unit == NULL ? RI_NO_INSTITUTION : unit->top;
	decision->approval = RI_APPROVAL_PENDING;
	value = slot_getattr(slot, APPROVAL_STATE, &isnull);
	if (!isnull)
	{
		struct varlena *code = PG_DETOAST_DATUM_PACKED(value);

		decision->approval = approval_by_code(VARDATA_ANY(code),
											  VARSIZE_ANY_EXHDR(code));
	}
}

RiApprovals *
ri_open_approvals(const RiPublicationSource *source,
				  RiInstitutionIndex *institutions)
{
	RiApprovals *approvals = palloc0(sizeof(RiApprovals));
	RiRowsWanted wanted = {0};

	approvals->institutions = institutions;
	approvals->capacity = 64;
	approvals->decisions = palloc(sizeof(Decision) * approvals->capacity);
	approvals->institution = ri_source_column(source, "publication_approval",
											  "r", "institution_id");
	wanted.relation = "publication_approval";
	wanted.columns = psprintf("%s, r.state::text",
							  approvals->institution.expression);
	wanted.condition = " AND r.institution_id IS NOT NULL";
	wanted.forget = forget_approvals;
	wanted.take = take_approval;
	wanted.owner = approvals;
	wanted.limit = SIZE_MAX;
	approvals->reader = ri_open_batch_reader(source, &wanted);
	return approvals;
}

void
ri_read_approvals(RiApprovals *approvals, const RiPublicationHead *heads,
				  size_t nheads)
{
	ri_read_batch(approvals->reader, heads, nheads);
}

/* Of several decisions about one part the least favourable holds. */
static RiApproval
decision_of(const RiApprovals *approvals, size_t publication,
			int32 institution)
{
	RiApproval	approval = RI_APPROVAL_MISSING;
	int32		i;

	for (i = approvals->first[publication]; i != NO_DECISION;
		 i = approvals->decisions[i].next)
	{
		if (approvals->decisions[i].institution == institution)
			approval = Max(approval, approvals->decisions[i].approval);
	}
	return approval;
}

bool
ri_take_approvals(const RiApprovals *approvals, size_t publication,
				  RiInstitutionPoints *entries, size_t nentries)
{
	size_t		i;

	if (approvals->first[publication] == NO_DECISION)
		return false;
	for (i = 0; i < nentries; i++)
		entries[i].approval = decision_of(approvals, publication,
										  entries[i].institution);
	return true;
}

void
ri_close_approvals(RiApprovals *approvals)
{
	ri_close_batch_reader(approvals->reader);
}
