/*
 * publication_evaluation.h
 *		What a publication is worth under a rule set.
 */
#ifndef RI_PUBLICATION_EVALUATION_H
#define RI_PUBLICATION_EVALUATION_H

#include "postgres.h"

#include "contribution_details.h"
#include "publication.h"
#include "publication_heads.h"
#include "publication_rules.h"

typedef struct RiEvaluation
{
	const RiPublicationHead *head;
	bool		decided;		/* a channel decides: */
	RiChannelKind channel;
	const char *level;			/* its level, else NULL */
	const RiPublicationWeight *weight;	/* NULL: the set holds none */
	RiPublication publication;
	RiPublicationResult result;
	RiInstitutionPoints *entries;	/* result.institutions of them */
	RiNviStatus status;			/* of the arithmetic */
	const char *unset;			/* why the points are unknown, or NULL */
	/* where an explanation is wanted, else NULL: */
	const RiContributionDetail *details;
	size_t		ndetails;
	RiPublicationTrace *trace;	/* rows by number of the detail */
} RiEvaluation;

/*
 * First what the head says, then the shares; the caller fills approvals into
 * the entries and says whether they are tracked before the last step.  entries
 * has room for one more than there are rows.
 */
extern void ri_describe_publication(const RiRuleSet *rules,
									const RiPublicationHead *head,
									RiEvaluation *evaluation);
extern void ri_evaluate_publication(const RiRuleSet *rules,
									RiEvaluation *evaluation);

/* Whether an institution's part counts, and what users read if it does not. */
extern bool ri_is_countable(const RiEvaluation *evaluation,
							const RiInstitutionPoints *entry);
extern const char *ri_evaluation_reason(const RiEvaluation *evaluation,
										const RiInstitutionPoints *entry);

#endif							/* RI_PUBLICATION_EVALUATION_H */
