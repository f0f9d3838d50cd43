/*
 * publication.c
 *		Decides what of one publication counts, and computes its points.
 */
#include "publication.h"

#include <stddef.h>

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
		case RI_REASON_DUPLICATE:
			return "duplicate";
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

bool
ri_condition_met(const RiPublicationRules *rules,
				 const RiPublication *publication,
				 const RiPublicationResult *result, RiReason condition)
{
	switch (condition)
	{
		case RI_REASON_NOT_PUBLISHED:
			return publication->published;
		case RI_REASON_FORM_NOT_COUNTED:
			return publication->form_counts;
		case RI_REASON_REVISED_EDITION:
			return !publication->revised || rules->revised_counts;
		case RI_REASON_ISBN_MISSING:
			return !publication->isbn_missing;
		case RI_REASON_CHAPTER_IN_MONOGRAPH:
			return !publication->chapter_in_monograph ||
				rules->chapter_in_monograph_counts;
		case RI_REASON_LEVEL_UNASSIGNED:
			return publication->level_assigned;
		case RI_REASON_LEVEL_NOT_COUNTED:
			return publication->weight_known && publication->weight_e4 != 0;
		case RI_REASON_NO_REPORTING_INSTITUTION:
			return result->institutions > 0;
		case RI_REASON_DUPLICATE:
			return !publication->duplicate || rules->duplicates_count;
		default:
			return true;
	}
}

/* Why the publication earns no points, whatever its approvals say. */
static RiReason
exclusion(const RiPublicationRules *rules, const RiPublication *publication,
		  const RiPublicationResult *result)
{
	int			condition;

	for (condition = RI_REASON_NOT_PUBLISHED;
		 condition <= RI_REASON_NO_REPORTING_INSTITUTION; condition++)
	{
		if (!ri_condition_met(rules, publication, result,
							  (RiReason) condition))
			return (RiReason) condition;
	}
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
			   const RiPublicationResult *result, RiInstitutionPoints *out,
			   RiPublicationTrace *trace)
{
	int64_t		factor_e8 = 0;
	bool		factor_known = ri_publication_factor(rules, result,
													 &factor_e8);
	size_t		i;

	if (trace != NULL)
	{
		trace->factor_known = factor_known;
		trace->factor_e8 = factor_e8;
	}
	if (!factor_known)
		return RI_NVI_FACTOR_RANGE;
	for (i = 0; i < result->institutions; i++)
	{
		RiNviSteps	steps;
		RiNviStatus status = ri_nvi_share_steps(rules->share_function,
												rules->method,
												publication->weight_e4,
												factor_e8, out[i].shares,
												result->total_shares, &steps);

		/* all but the shares is common to the entries: the first is refused */
		if (status != RI_NVI_OK)
			return status;
		out[i].points_e4 = steps.points_e4;
		if (trace != NULL)
			trace->entries[i] = steps;
	}
	return RI_NVI_OK;
}

RiNviStatus
ri_publication_points(const RiPublicationRules *rules,
					  const RiPublication *publication,
					  RiInstitutionPoints *out, RiPublicationResult *result,
					  RiPublicationTrace *trace)
{
	RiNviStatus status = RI_NVI_OK;
	size_t		i;

	for (i = 0; i < result->institutions; i++)
		out[i].points_e4 = 0;

	result->reason = exclusion(rules, publication, result);
	if (trace != NULL)
		trace->computed = result->reason == RI_REASON_NONE;
	if (result->reason == RI_REASON_NONE)
	{
		status = compute_points(rules, publication, result, out, trace);
		if (!ri_condition_met(rules, publication, result,
							  RI_REASON_DUPLICATE))
			result->reason = RI_REASON_DUPLICATE;
		else if (publication->approval_tracked)
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
