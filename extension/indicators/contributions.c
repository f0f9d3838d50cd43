/*
 * contributions.c
 *		Keeps the affiliations of some publications at a time, publication by
 *		publication.
 *
 * The rows may come in any order.  Where they come publication by publication,
 * as from an index, they stay where they are; else a counting sort groups them.
 */
#include "contributions.h"

#include "utils/memutils.h"

#include "batch_rows.h"

/* Columns of the statement, in order; the first is the publication. */
typedef enum ContributionColumn
{
	CONTRIBUTION_PERSON = RI_FIRST_COLUMN,
	CONTRIBUTION_INSTITUTION,
	CONTRIBUTION_COUNTRY,
	CONTRIBUTION_VERIFIED
} ContributionColumn;

#define ROWS_AT_A_TIME 100000	/* of several publications */
#define FIRST_CAPACITY 1024
#define CHUNK_BYTES 65536

struct RiContributions
{
	RiInstitutionIndex *institutions;
	RiIdColumn	person;
	RiIdColumn	institution;
	RiBatchReader *reader;
	MemoryContext persons;		/* their ids, reset with every reading */
	char	   *chunk;			/* where the next id goes */
	size_t		chunk_left;
	RiAffiliation *rows;
	uint32	   *publications;	/* which publication a row is of */
	size_t		nrows;
	size_t		capacity;
	bool		in_order;		/* rows stand publication by publication */
	size_t		ends[RI_BATCH_PUBLICATIONS + 1];	/* after the rows of the
													 * publication before */
};

static void
make_room(RiContributions *contributions)
{
	if (contributions->nrows < contributions->capacity)
		return;
	contributions->capacity *= 2;
	contributions->rows =
		repalloc_huge(contributions->rows,
					  sizeof(RiAffiliation) * contributions->capacity);
	contributions->publications =
		repalloc_huge(contributions->publications,
					  sizeof(uint32) * contributions->capacity);
}

/* A copy of the bytes, side by side with those of the row before. */
static const char *
keep_person(RiContributions *contributions, RiId person)
{
	char	   *bytes;

	if (contributions->chunk_left < person.len)
	{
		contributions->chunk_left = Max(person.len, CHUNK_BYTES);
		contributions->chunk = MemoryContextAlloc(contributions->persons,
												  contributions->chunk_left);
	}
	bytes = contributions->chunk;
	memcpy(bytes, person.bytes, person.len);
	contributions->chunk += person.len;
	contributions->chunk_left -= person.len;
	return bytes;
}

static void
read_place(RiContributions *contributions, TupleTableSlot *slot,
		   RiAffiliation *row)
{
	const RiUnit *unit = NULL;
	const char *country = NULL;
	size_t		country_len = 0;
	char		room[RI_ID_ROOM];
	char		code[3];
	bool		isnull;
	Datum		value;

	value = slot_getattr(slot, CONTRIBUTION_INSTITUTION, &isnull);
	if (!isnull)
		unit = ri_find_unit(contributions->institutions,
							contributions->institution.form,
							ri_read_id(&contributions->institution, value,
									   room));
	value = slot_getattr(slot, CONTRIBUTION_COUNTRY, &isnull);
	if (!isnull)
	{
		struct varlena *own = PG_DETOAST_DATUM_PACKED(value);

		country = VARDATA_ANY(own);
		country_len = VARSIZE_ANY_EXHDR(own);
	}
	ri_set_place(contributions->institutions, unit, country, country_len, row,
				 code);
}

/* RiRowsWanted.forget */
static void
forget_contributions(void *owner, size_t npublications)
{
	RiContributions *contributions = owner;

	memset(contributions->ends, 0, sizeof(size_t) * (npublications + 1));
	contributions->nrows = 0;
	contributions->in_order = true;
	MemoryContextReset(contributions->persons);
	contributions->chunk_left = 0;
}

/* RiRowsWanted.take */
static void
take_contribution(void *owner, size_t publication, TupleTableSlot *slot)
{
	RiContributions *contributions = owner;
	char		room[RI_ID_ROOM];
	bool		isnull;
	Datum		value = slot_getattr(slot, CONTRIBUTION_PERSON, &isnull);
	RiAffiliation *row;
	RiId		person;

	if (isnull)					/* nobody */
		return;
	make_room(contributions);
	row = &contributions->rows[contributions->nrows];
	person = ri_read_id(&contributions->person, value, room);
	row->person = keep_person(contributions, person);
	row->person_len = person.len;
	row->row = (uint32) contributions->nrows;
	read_place(contributions, slot, row);
	row->verified =
		DatumGetBool(slot_getattr(slot, CONTRIBUTION_VERIFIED, &isnull));
	if (contributions->nrows > 0 &&
		publication < contributions->publications[contributions->nrows - 1])
		contributions->in_order = false;
	contributions->publications[contributions->nrows++] = (uint32) publication;
	contributions->ends[publication + 1]++;
}

RiContributions *
ri_open_contributions(const RiPublicationSource *source,
					  RiInstitutionIndex *institutions)
{
	RiContributions *contributions = palloc0(sizeof(RiContributions));
	RiRowsWanted wanted = {0};

	contributions->institutions = institutions;
	contributions->capacity = FIRST_CAPACITY;
	contributions->rows = palloc(sizeof(RiAffiliation) * FIRST_CAPACITY);
	contributions->publications = palloc(sizeof(uint32) * FIRST_CAPACITY);
	contributions->persons = AllocSetContextCreate(CurrentMemoryContext,
												   "persons",
												   ALLOCSET_DEFAULT_SIZES);
	contributions->person = ri_source_column(source, "contribution", "r",
											 "person_id");
	contributions->institution = ri_source_column(source, "contribution", "r",
												  "institution_id");
	wanted.relation = "contribution";
	wanted.columns = psprintf("%s, %s, r.country::text,"
							  " coalesce(r.verified, false)",
							  contributions->person.expression,
							  contributions->institution.expression);
	wanted.condition = " AND r.role::text OPERATOR(pg_catalog.=) 'creator'";
	wanted.forget = forget_contributions;
	wanted.take = take_contribution;
	wanted.owner = contributions;
	wanted.limit = ROWS_AT_A_TIME;
	contributions->reader = ri_open_batch_reader(source, &wanted);
	return contributions;
}

/* Sorts rows by publication; ends[] has been added up. */
static void
group_rows(RiContributions *contributions, size_t npublications)
{
	RiAffiliation *grouped =
		palloc_extended(sizeof(RiAffiliation) * contributions->capacity,
						MCXT_ALLOC_HUGE);
	size_t	   *next = palloc(sizeof(size_t) * npublications);
	size_t		i;

	memcpy(next, contributions->ends, sizeof(size_t) * npublications);
	for (i = 0; i < contributions->nrows; i++)
	{
		size_t		place = next[contributions->publications[i]]++;

		grouped[place] = contributions->rows[i];
	}
	pfree(next);
	pfree(contributions->rows);
	contributions->rows = grouped;
}

size_t
ri_read_contributions(RiContributions *contributions,
					  const RiPublicationHead *heads, size_t nheads)
{
	size_t		got = ri_read_batch(contributions->reader, heads, nheads);
	size_t		i;

	for (i = 1; i <= got; i++)
		contributions->ends[i] += contributions->ends[i - 1];
	if (!contributions->in_order)
		group_rows(contributions, got);
	return got;
}

RiAffiliation *
ri_affiliations(RiContributions *contributions, size_t publication,
				size_t *nrows)
{
	size_t		start = contributions->ends[publication];

	*nrows = contributions->ends[publication + 1] - start;
	return &contributions->rows[start];
}

void
ri_close_contributions(RiContributions *contributions)
{
	ri_close_batch_reader(contributions->reader);
}
