/*
 * contribution_details.c
 *		Reads contributions of every role, and sorts them as they are shown.
 */
#include "contribution_details.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "batch_rows.h"

/* Columns of the statement, in order; the first is the publication. */
typedef enum DetailColumn
{
	DETAIL_PERSON = RI_FIRST_COLUMN,
	DETAIL_ROLE,
	DETAIL_INSTITUTION,
	DETAIL_COUNTRY,
	DETAIL_VERIFIED
} DetailColumn;

#define ROWS_AT_A_TIME 20000	/* of several publications */
#define FIRST_CAPACITY 256

struct RiContributionDetails
{
	RiInstitutionIndex *institutions;
	RiIdColumn	institution;
	RiBatchReader *reader;
	MemoryContext texts;		/* reset with every reading */
	RiContributionDetail *details;
	size_t		count;
	size_t		capacity;
	size_t		ends[RI_BATCH_PUBLICATIONS + 1];	/* after the rows of the
													 * publication before */
};

/* RiRowsWanted.forget */
static void
forget_details(void *owner, size_t npublications)
{
	RiContributionDetails *details = owner;

	memset(details->ends, 0, sizeof(size_t) * (npublications + 1));
	details->count = 0;
	MemoryContextReset(details->texts);
}

static char *
slot_text(TupleTableSlot *slot, DetailColumn column)
{
	bool		isnull;
	Datum		value = slot_getattr(slot, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

/* The row's own country wins over the unit's. */
static void
read_place(RiContributionDetails *details, TupleTableSlot *slot,
		   RiContributionDetail *detail)
{
	const char *country = slot_text(slot, DETAIL_COUNTRY);
	char		room[RI_ID_ROOM];
	bool		isnull;
	Datum		value = slot_getattr(slot, DETAIL_INSTITUTION, &isnull);
	const RiUnit *unit = isnull ? NULL :
		ri_find_unit(details->institutions, details->institution.form,
					 ri_read_id(&details->institution, value, room));

	ri_set_place(details->institutions, unit, country,
				 country == NULL ? 0 : strlen(country), &detail->affiliation,
				 detail->country);
	if (unit == NULL)
		return;
	detail->unit_id = unit->institution_id;
	detail->institution_id =
		ri_top_level(details->institutions, unit->top)->institution_id;
}

/* RiRowsWanted.take */
static void
take_detail(void *owner, size_t publication, TupleTableSlot *slot)
{
	RiContributionDetails *details = owner;
	MemoryContext previous = MemoryContextSwitchTo(details->texts);
	RiContributionDetail *detail;
	bool		isnull;

	if (details->count == details->capacity)
	{
		details->capacity *= 2;
		details->details = repalloc_huge(details->details,
										 sizeof(RiContributionDetail) *
										 details->capacity);
	}
	detail = &details->details[details->count++];
	memset(detail, 0, sizeof(*detail));
	detail->publication = publication;
	detail->person_id = slot_text(slot, DETAIL_PERSON);
	detail->role = slot_text(slot, DETAIL_ROLE);
	detail->creator = detail->person_id != NULL && detail->role != NULL &&
		strcmp(detail->role, "creator") == 0;
	if (detail->person_id != NULL)
	{
		detail->affiliation.person = detail->person_id;
		detail->affiliation.person_len = strlen(detail->person_id);
	}
	read_place(details, slot, detail);
	detail->affiliation.verified =
		DatumGetBool(slot_getattr(slot, DETAIL_VERIFIED, &isnull));
	details->ends[publication + 1]++;
	MemoryContextSwitchTo(previous);
}

RiContributionDetails *
ri_open_details(const RiPublicationSource *source,
				RiInstitutionIndex *institutions)
{
	RiContributionDetails *details = palloc0(sizeof(RiContributionDetails));
	RiRowsWanted wanted = {0};

	details->institutions = institutions;
	details->capacity = FIRST_CAPACITY;
	details->details = palloc(sizeof(RiContributionDetail) * FIRST_CAPACITY);
	details->texts = AllocSetContextCreate(CurrentMemoryContext, "details",
										   ALLOCSET_DEFAULT_SIZES);
	details->institution = ri_source_column(source, "contribution", "r",
											"institution_id");
	wanted.relation = "contribution";
	wanted.columns = psprintf("r.person_id::text, r.role::text, %s,"
							  " r.country::text, coalesce(r.verified, false)",
							  details->institution.expression);
	wanted.condition = "";
	wanted.forget = forget_details;
	wanted.take = take_detail;
	wanted.owner = details;
	wanted.limit = ROWS_AT_A_TIME;
	details->reader = ri_open_batch_reader(source, &wanted);
	return details;
}

/* In the order of the bytes; no text is the greatest. */
static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static int
compare_details(const void *left, const void *right)
{
	const RiContributionDetail *a = left;
	const RiContributionDetail *b = right;
	int			order = (a->publication > b->publication) -
	(a->publication < b->publication);

	if (order == 0)
		order = compare_texts(a->person_id, b->person_id);
	if (order == 0)
		order = b->creator - a->creator;
	/* a row without institution comes before those with one */
	if (order == 0)
		order = (a->institution_id != NULL) - (b->institution_id != NULL);
	if (order == 0)
		order = compare_texts(a->institution_id, b->institution_id);
	if (order == 0)
		order = b->affiliation.verified - a->affiliation.verified;
	if (order == 0)
		order = compare_texts(a->unit_id, b->unit_id);
	if (order == 0)
		order = (a->country[0] == '\0') - (b->country[0] == '\0');
	if (order == 0)
		order = strcmp(a->country, b->country);
	if (order == 0)
		order = compare_texts(a->role, b->role);
	return order;
}

/* Numbers rows within their publication, and persons as they come. */
static void
number_details(RiContributionDetails *details)
{
	size_t		i;

	for (i = 0; i < details->count; i++)
	{
		RiContributionDetail *detail = &details->details[i];
		const RiContributionDetail *before = detail - 1;

		if (i == 0 || before->publication != detail->publication)
		{
			detail->affiliation.row = 0;
			detail->contributor = 1;
			continue;
		}
		detail->affiliation.row = before->affiliation.row + 1;
		detail->contributor = before->contributor +
			(compare_texts(before->person_id, detail->person_id) != 0);
	}
}

size_t
ri_read_details(RiContributionDetails *details,
				const RiPublicationHead *heads, size_t nheads)
{
	size_t		got = ri_read_batch(details->reader, heads, nheads);
	size_t		i;

	for (i = 1; i <= got; i++)
		details->ends[i] += details->ends[i - 1];
	qsort(details->details, details->count, sizeof(RiContributionDetail),
		  compare_details);
	number_details(details);
	return got;
}

const RiContributionDetail *
ri_details(const RiContributionDetails *details, size_t publication,
		   size_t *ndetails)
{
	size_t		start = details->ends[publication];

	*ndetails = details->ends[publication + 1] - start;
	return &details->details[start];
}

void
ri_close_details(RiContributionDetails *details)
{
	ri_close_batch_reader(details->reader);
}
