/*
 * publication.c
 *		Counts shares of one publication and decides what counts.
 *
 * Rows are sorted by person and institution once; everything after that is one
 * walk over them.  The order in which rows arrive, and rows that repeat, can
 * therefore not change a figure.
 */
#include "publication.h"

#include <stdlib.h>
#include <string.h>

#define ONE_E4 10000				/* K of a publication without any factor */
#define FACTOR_MAX_E4 (10 * ONE_E4) /* of one factor */

const char *
ri_reason_code(RiReason reason)
{
	switch (reason)
	{
		case RI_REASON_NONE:
			return NULL;
		case RI_REASON_NOT_PUBLISHED:
			return "not_published";
		case RI_REASON_FORM_NOT_COUNTED:
			return "form_not_counted";
		case RI_REASON_REVISED_EDITION:
			return "revised_edition";
		case RI_REASON_ISBN_MISSING:
			return "isbn_missing";
		case RI_REASON_CHAPTER_IN_MONOGRAPH:
			return "chapter_in_monograph";
		case RI_REASON_LEVEL_UNASSIGNED:
			return "level_unassigned";
		case RI_REASON_LEVEL_NOT_COUNTED:
			return "level_not_counted";
		case RI_REASON_NO_REPORTING_INSTITUTION:
			return "no_reporting_institution";
		case RI_REASON_APPROVAL_DISPUTED:
			return "approval_disputed";
		case RI_REASON_APPROVAL_REJECTED:
			return "approval_rejected";
		case RI_REASON_APPROVAL_PENDING:
			return "approval_pending";
		case RI_REASON_NO_VERIFIED_CREATOR:
			return "no_verified_creator";
	}
	return NULL;
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

static int
compare_affiliations(const void *left, const void *right)
{
	const RiAffiliation *a = left;
	const RiAffiliation *b = right;
	int			order = compare_persons(a, b);

	if (order == 0)
		order = (a->institution > b->institution) -
			(a->institution < b->institution);
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

/* One creator at one institution, from all rows that say so. */
typedef struct CreatorAtInstitution
{
	bool		identified;
	bool		reporting;
	bool		verified;
} CreatorAtInstitution;

/*
 * Takes the run of rows with the person and institution of rows[start];
 * returns the position after it.
 */
static size_t
take_creator_at_institution(const RiAffiliation *rows, size_t nrows,
							size_t start, CreatorAtInstitution *found)
{
	size_t		i = start;

	found->identified = rows[start].institution >= 0;
	found->reporting = false;
	found->verified = false;
	do
	{
		found->reporting |= found->identified && rows[i].reporting;
		found->verified |= rows[i].verified;
		i++;
	} while (i < nrows && compare_affiliations(&rows[start], &rows[i]) == 0);
	return i;
}

/*
 * Takes all rows of the person of rows[start]: adds the person's shares to
 * *total_shares, and appends to out one entry for each reporting institution.
 */
static size_t
take_creator(const RiPublicationRules *rules, const RiAffiliation *rows,
			 size_t nrows, size_t start, RiInstitutionPoints *out,
			 size_t *nout, int64_t *total_shares)
{
	int64_t		shares = 0;
	size_t		i = start;

	do
	{
		CreatorAtInstitution found;
		int32_t		institution = rows[i].institution;

		i = take_creator_at_institution(rows, nrows, i, &found);
		if (found.reporting ||
			(found.identified &&
			 rules->share_counting == RI_SHARES_ALL_INSTITUTIONS))
			shares++;
		if (found.reporting)
		{
			RiInstitutionPoints *entry = &out[(*nout)++];

			memset(entry, 0, sizeof(*entry));
			entry->institution = institution;
			entry->shares = found.verified ? 1 : 0;
		}
	} while (i < nrows && compare_persons(&rows[start], &rows[i]) == 0);

	/* a creator whom no institution gives a share is one share all the same */
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
							RiPublicationResult *result)
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
		i = take_creator(rules, rows, nrows, i, out, &nout, &total_shares);

	result->total_shares = limit_count(total_shares);
	result->institutions = join_institutions(out, nout);
	result->reason = RI_REASON_NONE;
}

/* Why the publication earns no points, whatever its approvals say. */
static RiReason
exclusion(const RiPublicationRules *rules, const RiPublication *publication,
		  const RiPublicationResult *result)
{
	if (!publication->published)
		return RI_REASON_NOT_PUBLISHED;
	if (!publication->form_counts)
		return RI_REASON_FORM_NOT_COUNTED;
	if (publication->revised && !rules->revised_counts)
		return RI_REASON_REVISED_EDITION;
	if (publication->isbn_missing)
		return RI_REASON_ISBN_MISSING;
	if (publication->chapter_in_monograph &&
		!rules->chapter_in_monograph_counts)
		return RI_REASON_CHAPTER_IN_MONOGRAPH;
	if (!publication->level_assigned)
		return RI_REASON_LEVEL_UNASSIGNED;
	if (!publication->weight_known || publication->weight_e4 == 0)
		return RI_REASON_LEVEL_NOT_COUNTED;
	if (result->institutions == 0)
		return RI_REASON_NO_REPORTING_INSTITUTION;
	return RI_REASON_NONE;
}

/* Why approvals keep the publication back.  No answer yet is pending. */
static RiReason
approval_obstacle(const RiInstitutionPoints *out, size_t nout)
{
	size_t		approved = 0;
	size_t		rejected = 0;
	size_t		i;

	for (i = 0; i < nout; i++)
	{
		approved += out[i].approval == RI_APPROVAL_APPROVED;
		rejected += out[i].approval == RI_APPROVAL_REJECTED;
	}
	if (approved == nout)
		return RI_REASON_NONE;
	if (rejected == 0)
		return RI_REASON_APPROVAL_PENDING;
	return approved > 0 ? RI_REASON_APPROVAL_DISPUTED :
		RI_REASON_APPROVAL_REJECTED;
}

int64_t
ri_author_share_e4(int32_t shares, int32_t total)
{
	return (2 * (int64_t) shares * ONE_E4 + total) / (2 * (int64_t) total);
}

bool
ri_publication_factor(const RiPublicationRules *rules,
					  const RiPublicationResult *result, int64_t *factor_e8)
{
	int64_t		abroad = result->international ?
		rules->international_factor_e4 : ONE_E4;
	int64_t		regions = result->interregional ?
		rules->regional_factor_e4 : ONE_E4;

	if (abroad < ONE_E4 || abroad > FACTOR_MAX_E4 ||
		regions < ONE_E4 || regions > FACTOR_MAX_E4)
		*factor_e8 = 0;			/* no factor: the arithmetic refuses it */
	else if (abroad == ONE_E4 || regions == ONE_E4 ||
		rules->combined_factors == RI_FACTORS_PRODUCT)
		*factor_e8 = abroad * regions;
	else if (rules->combined_factors == RI_FACTORS_LARGER)
		*factor_e8 = (abroad > regions ? abroad : regions) * ONE_E4;
	else
		return false;
	return true;
}

/* Points of every entry; on a refusal none of them keeps any. */
static RiNviStatus
compute_points(const RiPublicationRules *rules,
			   const RiPublication *publication,
			   const RiPublicationResult *result, RiInstitutionPoints *out)
{
	int64_t		factor_e8;
	size_t		i;

	if (!ri_publication_factor(rules, result, &factor_e8))
		return RI_NVI_FACTOR_RANGE;
	for (i = 0; i < result->institutions; i++)
	{
		RiNviStatus status = ri_nvi_share_points(rules->share_function,
												 rules->method,
												 publication->weight_e4,
												 factor_e8, out[i].shares,
												 result->total_shares,
												 &out[i].points_e4);

		if (status != RI_NVI_OK)
		{
			while (i > 0)
				out[--i].points_e4 = 0;
			return status;
		}
	}
	return RI_NVI_OK;
}

RiNviStatus
ri_publication_points(const RiPublicationRules *rules,
					  const RiPublication *publication,
					  RiInstitutionPoints *out, RiPublicationResult *result)
{
	RiNviStatus status = RI_NVI_OK;
	size_t		i;

	for (i = 0; i < result->institutions; i++)
		out[i].points_e4 = 0;

	result->reason = exclusion(rules, publication, result);
	if (result->reason == RI_REASON_NONE)
	{
		status = compute_points(rules, publication, result, out);
		if (publication->approval_tracked)
			result->reason = approval_obstacle(out, result->institutions);
	}

	for (i = 0; i < result->institutions; i++)
	{
		out[i].countable = status == RI_NVI_OK &&
			result->reason == RI_REASON_NONE;
		out[i].reason = result->reason;
		if (result->reason == RI_REASON_NONE && out[i].shares == 0)
			out[i].reason = RI_REASON_NO_VERIFIED_CREATOR;
	}
	return status;
}
