/*
 * publication_shares.c
 *		Counts the shares of one publication (publication.h, step 1).
 *
 * Rows are sorted by person and institution once; everything after that is one
 * walk over them.  The order in which rows arrive, and rows that repeat, can
 * therefore not change a figure.
 */
#include "publication.h"

#include <stdlib.h>
#include <string.h>

#define ONE_E4 10000

int64_t
ri_author_share_e4(int32_t shares, int32_t total)
{
	return (2 * (int64_t) shares * ONE_E4 + total) / (2 * (int64_t) total);
}

static int
compare_persons(const RiAffiliation *a, const RiAffiliation *b)
{
	size_t		shorter = a->person_len < b->person_len ?
		a->person_len : b->person_len;
	int			order = 0;

	/* a key of no bytes may come without a pointer */
	if (shorter > 0)
		order = memcmp(a->person, b->person, shorter);
	if (order == 0)
		order = (a->person_len > b->person_len) -
			(a->person_len < b->person_len);
	return order;
}

/* Rows of one creator at one institution are equal. */
static int
compare_places(const RiAffiliation *a, const RiAffiliation *b)
{
	int			order = compare_persons(a, b);

	if (order == 0)
		order = (a->institution > b->institution) -
			(a->institution < b->institution);
	return order;
}

static int
compare_affiliations(const void *left, const void *right)
{
	const RiAffiliation *a = left;
	const RiAffiliation *b = right;
	int			order = compare_places(a, b);

	if (order == 0)
		order = (a->row > b->row) - (a->row < b->row);
	return order;
}

static int
compare_institutions(const void *left, const void *right)
{
	const RiInstitutionPoints *a = left;
	const RiInstitutionPoints *b = right;

	return (a->institution > b->institution) -
		(a->institution < b->institution);
}

/*
 * Rows often come in order already, or nearly so: each finds its place from
 * behind.  Where that takes more steps than a few per row, sorting is cheaper.
 */
#define STEPS_PER_ROW 4

static void
sort_affiliations(RiAffiliation *rows, size_t nrows)
{
	size_t		steps = nrows * STEPS_PER_ROW;
	size_t		i;

	for (i = 1; i < nrows; i++)
	{
		RiAffiliation row = rows[i];
		size_t		place = i;

		for (; place > 0 && steps > 0 &&
			 compare_affiliations(&rows[place - 1], &row) > 0; place--, steps--)
			rows[place] = rows[place - 1];
		rows[place] = row;
	}
	if (steps == 0)
		qsort(rows, nrows, sizeof(RiAffiliation), compare_affiliations);
}

/* Most publications have a few entries: those find their places one by one. */
#define FEW_ENTRIES 16

static void
sort_entries(RiInstitutionPoints *out, size_t nout)
{
	size_t		i;

	if (nout > FEW_ENTRIES)
	{
		qsort(out, nout, sizeof(RiInstitutionPoints), compare_institutions);
		return;
	}
	for (i = 1; i < nout; i++)
	{
		RiInstitutionPoints entry = out[i];
		size_t		place = i;

		for (; place > 0 && compare_institutions(&out[place - 1], &entry) > 0;
			 place--)
			out[place] = out[place - 1];
		out[place] = entry;
	}
}

static int32_t
limit_count(int64_t count)
{
	return count > INT32_MAX ? INT32_MAX : (int32_t) count;
}

const char *
ri_share_reason_code(RiShareReason reason)
{
	switch (reason)
	{
		case RI_SHARE_GIVEN:
			return NULL;
		case RI_SHARE_REPEATED:
			return "repeated";
		case RI_SHARE_NO_INSTITUTION:
			return "no_institution";
		case RI_SHARE_NOT_REPORTING:
			return "not_reporting";
	}
	return NULL;
}

/* One creator at one institution, from all rows that say so. */
typedef struct CreatorAtInstitution
{
	size_t		end;			/* the position after these rows */
	bool		identified;
	bool		reporting;
	bool		verified;
	bool		gives;			/* a share of the publication */
} CreatorAtInstitution;

/* Takes the run of rows with the person and institution of rows[start]. */
static CreatorAtInstitution
take_creator_at_institution(const RiPublicationRules *rules,
							const RiAffiliation *rows, size_t nrows,
							size_t start)
{
	CreatorAtInstitution found = {start, rows[start].institution >= 0, false,
	false, false};

	do
	{
		found.reporting |= found.identified && rows[found.end].reporting;
		found.verified |= rows[found.end].verified;
		found.end++;
	} while (found.end < nrows &&
			 compare_places(&rows[start], &rows[found.end]) == 0);
	found.gives = found.reporting ||
		(found.identified &&
		 rules->share_counting == RI_SHARES_ALL_INSTITUTIONS);
	return found;
}

/* The first row of a run speaks for it, the others repeat it. */
static void
trace_run(const RiAffiliation *rows, size_t start,
		  const CreatorAtInstitution *found, RiRowTrace *trace)
{
	size_t		i;

	for (i = start; i < found->end; i++)
	{
		RiRowTrace *row = &trace[rows[i].row];

		row->verified = found->verified;
		if (i > start)
			row->reason = RI_SHARE_REPEATED;
		else if (found->gives)
			row->reason = RI_SHARE_GIVEN;
		else
			row->reason = found->identified ? RI_SHARE_NOT_REPORTING :
				RI_SHARE_NO_INSTITUTION;
	}
}

/* A creator without a share gives one by the row with the least number. */
static void
trace_unplaced(const RiAffiliation *rows, size_t start, size_t end,
			   RiRowTrace *trace)
{
	size_t		least = start;
	size_t		i;

	for (i = start + 1; i < end; i++)
		if (rows[i].row < rows[least].row)
			least = i;
	trace[rows[least].row].reason = RI_SHARE_GIVEN;
}

/*
 * Takes all rows of the person of rows[start]: adds the person's shares to
 * *total_shares, and appends to out one entry for each reporting institution.
 * Returns the position after them.
 */
static size_t
take_creator(const RiPublicationRules *rules, const RiAffiliation *rows,
			 size_t nrows, size_t start, RiInstitutionPoints *out,
			 size_t *nout, int64_t *total_shares, RiRowTrace *trace)
{
	int64_t		shares = 0;
	size_t		i = start;

	do
	{
		CreatorAtInstitution found =
			take_creator_at_institution(rules, rows, nrows, i);

		shares += found.gives;
		if (found.reporting)
		{
			RiInstitutionPoints *entry = &out[(*nout)++];

			memset(entry, 0, sizeof(*entry));
			entry->institution = rows[i].institution;
			entry->shares = found.verified ? 1 : 0;
		}
		if (trace != NULL)
			trace_run(rows, i, &found, trace);
		i = found.end;
	} while (i < nrows && compare_persons(&rows[start], &rows[i]) == 0);

	/* a creator whom no institution gives a share is one share all the same */
	if (shares == 0 && trace != NULL)
		trace_unplaced(rows, start, i, trace);
	*total_shares += shares > 0 ? shares : 1;
	return i;
}

/* Joins the entries of each institution; returns how many are left. */
static size_t
join_institutions(RiInstitutionPoints *out, size_t nout)
{
	size_t		kept = 0;
	size_t		i;

	if (nout < 2)
		return nout;
	sort_entries(out, nout);
	for (i = 1; i < nout; i++)
	{
		if (out[i].institution == out[kept].institution)
			out[kept].shares = limit_count((int64_t) out[kept].shares +
										   out[i].shares);
		else
			out[++kept] = out[i];
	}
	return kept + 1;
}

/* Whether creators are at trusts of more than one health region. */
static bool
regions_differ(const RiAffiliation *rows, size_t nrows)
{
	int32_t		first = RI_NO_REGION;
	size_t		i;

	for (i = 0; i < nrows; i++)
	{
		if (rows[i].region < 0)
			continue;
		if (first < 0)
			first = rows[i].region;
		else if (rows[i].region != first)
			return true;
	}
	return false;
}

void
ri_publication_count_shares(const RiPublicationRules *rules,
							RiAffiliation *rows, size_t nrows,
							RiInstitutionPoints *out,
							RiPublicationResult *result,
							RiPublicationTrace *trace)
{
	int64_t		total_shares = 0;
	size_t		nout = 0;
	size_t		i;

	result->international = false;
	for (i = 0; i < nrows; i++)
		result->international |= rows[i].country == RI_COUNTRY_FOREIGN;
	result->interregional = regions_differ(rows, nrows);

	sort_affiliations(rows, nrows);
	i = 0;
	while (i < nrows)
		i = take_creator(rules, rows, nrows, i, out, &nout, &total_shares,
						 trace == NULL ? NULL : trace->rows);

	result->total_shares = limit_count(total_shares);
	result->institutions = join_institutions(out, nout);
	result->reason = RI_REASON_NONE;
}
