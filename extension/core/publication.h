/*
 * publication.h
 *		One publication: shares, international factor, countability, and the
 *		points of every institution with a creator.
 *
 * Source of the rules: the national register (NVI), publication years 2015
 * and later, and the health sector's rules of 2013-2014.  All constants
 * (weights, factors, methods, what is counted) come in from a rule set:
 * through RiPublicationRules, and the weight through RiPublication.
 */
#ifndef RI_PUBLICATION_H
#define RI_PUBLICATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nvi.h"

typedef enum RiShareCounting
{
	/* a creator is one share for each distinct identified institution */
	RI_SHARES_ALL_INSTITUTIONS,
	/* ... but only reporting institutions give more than one share */
	RI_SHARES_REPORTING_INSTITUTIONS
} RiShareCounting;

/* What K is where the international and the regional factor both apply. */
typedef enum RiCombinedFactors
{
	RI_FACTORS_UNSET,			/* the rule set does not say */
	RI_FACTORS_PRODUCT,
	RI_FACTORS_LARGER
} RiCombinedFactors;

typedef struct RiPublicationRules
{
	RiNviMethod method;
	RiShareFunction share_function;
	RiShareCounting share_counting;
	int64_t		international_factor_e4;	/* K where it is international */
	int64_t		regional_factor_e4; /* K where regions share it */
	RiCombinedFactors combined_factors;
	bool		revised_counts; /* a revised edition is countable */
	bool		chapter_in_monograph_counts;
	bool		duplicates_count;	/* every record of one work is countable */
} RiPublicationRules;

/* Why a publication, or an institution's part of it, does not count. */
typedef enum RiReason
{
	RI_REASON_NONE,
	RI_REASON_NOT_PUBLISHED,
	RI_REASON_FORM_NOT_COUNTED,
	RI_REASON_REVISED_EDITION,
	RI_REASON_ISBN_MISSING,
	RI_REASON_CHAPTER_IN_MONOGRAPH,
	RI_REASON_LEVEL_UNASSIGNED,
	RI_REASON_LEVEL_NOT_COUNTED,	/* assigned, but earns nothing (level 0) */
	RI_REASON_NO_REPORTING_INSTITUTION,
	RI_REASON_DUPLICATE,		/* another record of the same work counts */
	RI_REASON_APPROVAL_DISPUTED,
	RI_REASON_APPROVAL_REJECTED,
	RI_REASON_APPROVAL_PENDING,
	RI_REASON_NO_VERIFIED_CREATOR	/* counts, but this institution's n is 0 */
} RiReason;

/* The code of a reason as users see it, e.g. "isbn_missing"; NULL for NONE. */
extern const char *ri_reason_code(RiReason reason);

typedef struct RiPublication
{
	bool		published;
	bool		form_counts;	/* the rule set has weights for the form */
	bool		revised;
	bool		isbn_missing;	/* the form needs one and there is none */
	bool		chapter_in_monograph;
	bool		level_assigned; /* the deciding channel has a level */
	bool		weight_known;	/* the rule set has a weight for that level */
	int64_t		weight_e4;		/* 0 unless weight_known */
	bool		duplicate;		/* another record of the work comes first */
	bool		approval_tracked;	/* any approval row exists */
} RiPublication;

#define RI_NO_INSTITUTION (-1)
#define RI_NO_REGION (-1)

typedef enum RiCountry
{
	RI_COUNTRY_UNKNOWN,
	RI_COUNTRY_NORWAY,
	RI_COUNTRY_FOREIGN
} RiCountry;

/* One affiliation of one creator.  Other roles are left out by the caller. */
typedef struct RiAffiliation
{
	const char *person;			/* any bytes, unique within the publication */
	size_t		person_len;
	int32_t		institution;	/* top level, caller's number >= 0, or
								 * RI_NO_INSTITUTION */
	int32_t		region;			/* health region of the institution, caller's
								 * number >= 0, or RI_NO_REGION */
	bool		reporting;		/* the same for all rows of one institution */
	RiCountry	country;
	bool		verified;
	uint32_t	row;			/* caller's number; of rows that say the same
								 * the least speaks for all */
} RiAffiliation;

typedef enum RiApproval
{
	RI_APPROVAL_MISSING,
	RI_APPROVAL_APPROVED,
	RI_APPROVAL_PENDING,
	RI_APPROVAL_REJECTED
} RiApproval;

/* The result for one reporting institution. */
typedef struct RiInstitutionPoints
{
	int32_t		institution;
	int32_t		shares;			/* n: verified creators, each once */
	RiApproval	approval;		/* filled in by the caller between the steps */
	int64_t		points_e4;
	bool		countable;
	RiReason	reason;
} RiInstitutionPoints;

typedef struct RiPublicationResult
{
	int32_t		total_shares;	/* N */
	bool		international;
	bool		interregional;	/* creators at trusts of several regions */
	size_t		institutions;	/* entries used in the caller's array */
	RiReason	reason;			/* of the publication as a whole */
} RiPublicationResult;

/* What one row of a creator gives, and if nothing, why. */
typedef enum RiShareReason
{
	RI_SHARE_GIVEN,
	RI_SHARE_REPEATED,			/* another row says the same */
	RI_SHARE_NO_INSTITUTION,	/* while an institution gives the creator one */
	RI_SHARE_NOT_REPORTING		/* likewise; this one's does not count */
} RiShareReason;

/* The code of a reason as users see it; NULL for GIVEN. */
extern const char *ri_share_reason_code(RiShareReason reason);

typedef struct RiRowTrace
{
	RiShareReason reason;
	bool		verified;		/* in any row of the creator there */
} RiRowTrace;

/*
 * What the two steps come by on their way, in the caller's room.  They compute
 * the same with it and without.
 */
typedef struct RiPublicationTrace
{
	RiRowTrace *rows;			/* by RiAffiliation.row */
	RiNviSteps *entries;		/* by entry; set where points are computed */
	bool		computed;		/* nothing excludes the publication */
	bool		factor_known;	/* else a parameter that it needs is unset */
	int64_t		factor_e8;		/* K */
} RiPublicationTrace;

/*
 * Step 1.  Sorts rows in place and counts.  out must have room for nrows
 * entries and is filled, ascending by institution number, with one entry for
 * each reporting institution that has a creator (shares may be 0).  Duplicated
 * rows count once; a person verified in any row at an institution is verified
 * there.  A creator whom no institution gives a share is one share.  trace may
 * be NULL.
 */
extern void ri_publication_count_shares(const RiPublicationRules *rules,
										RiAffiliation *rows, size_t nrows,
										RiInstitutionPoints *out,
										RiPublicationResult *result,
										RiPublicationTrace *trace);

/*
 * Whether the publication meets one of its conditions: that which
 * NOT_PUBLISHED to DUPLICATE tell, where it is not met.
 */
extern bool ri_condition_met(const RiPublicationRules *rules,
							 const RiPublication *publication,
							 const RiPublicationResult *result,
							 RiReason condition);

/*
 * n / N times 10^4, half-up: the author share of an institution as it is added
 * up.  0 <= shares <= total and total > 0.
 */
extern int64_t ri_author_share_e4(int32_t shares, int32_t total);

/*
 * K of a publication, times 10^8: 1, the international or the regional factor,
 * or where both apply what the rules say.  False when both apply and the rules
 * do not say; a factor of 1 never makes a difference and needs no saying.  A
 * factor outside 1..10 that applies gives 0, which the arithmetic refuses.
 */
extern bool ri_publication_factor(const RiPublicationRules *rules,
								  const RiPublicationResult *result,
								  int64_t *factor_e8);

/*
 * Step 2.  Decides countability and computes points of every entry of out.
 *
 * Points are what the rule gives: 0 whenever form, level or another condition
 * of the publication excludes it, but unaffected by approvals and by other
 * records of the work.  An entry is countable when the publication counts, is
 * no DUPLICATE and approvals allow it: with
 * approval_tracked, all entries must be APPROVED; otherwise nobody's part
 * counts, and the reason is DISPUTED if some entry is approved and some
 * rejected, else REJECTED if any is rejected, else PENDING.
 *
 * The reason of a publication that does not count is the first that holds, in
 * the order of RiReason, and all its entries have it.  Where the publication
 * counts, an entry without shares is countable with 0 points and the reason
 * NO_VERIFIED_CREATOR.  A weight of 0 earns nothing: LEVEL_NOT_COUNTED.
 *
 * Returns the status of the arithmetic (RI_NVI_TOTAL_LIMIT for more than
 * RI_SHARES_MAX shares, RI_NVI_FACTOR_RANGE for a factor that is out of range
 * or that the rules leave open); if it is not RI_NVI_OK, all points are 0 and
 * no entry is countable.  trace may be NULL.
 */
extern RiNviStatus ri_publication_points(const RiPublicationRules *rules,
										 const RiPublication *publication,
										 RiInstitutionPoints *out,
										 RiPublicationResult *result,
										 RiPublicationTrace *trace);

#endif							/* RI_PUBLICATION_H */
