/*
 * contribution_details.h
 *		Contributions with all that an explanation shows of them.
 */
#ifndef RI_CONTRIBUTION_DETAILS_H
#define RI_CONTRIBUTION_DETAILS_H

#include "postgres.h"

#include "institution_index.h"
#include "publication.h"
#include "publication_heads.h"
#include "publication_source.h"

/* One row; texts are NULL where it says nothing. */
typedef struct RiContributionDetail
{
	size_t		publication;	/* number within what was read */
	const char *person_id;
	int32		contributor;	/* number of the person in the publication, from
								 * 1 in the order of the persons' texts */
	const char *role;
	bool		creator;
	const char *unit_id;
	const char *institution_id; /* its top level */
	RiAffiliation affiliation;	/* as the engine takes a creator's; its row is
								 * the number within the publication */
	char		country[3];		/* "": unknown */
} RiContributionDetail;

typedef struct RiContributionDetails RiContributionDetails;

/* As ri_open_contributions() and ri_read_contributions(). */
extern RiContributionDetails *ri_open_details(const RiPublicationSource *source,
											  RiInstitutionIndex *institutions);
extern size_t ri_read_details(RiContributionDetails *details,
							  const RiPublicationHead *heads, size_t nheads);

/*
 * Those of one of these publications in the order in which they are shown:
 * persons, as creator first, institutions, rows that speak for others first.
 */
extern const RiContributionDetail *
			ri_details(const RiContributionDetails *details, size_t publication,
					   size_t *ndetails);

extern void ri_close_details(RiContributionDetails *details);

#endif							/* RI_CONTRIBUTION_DETAILS_H */
