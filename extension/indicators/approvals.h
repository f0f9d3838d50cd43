/*
 * approvals.h
 *		Decisions of institutions about the publications of one year.
 */
#ifndef RI_APPROVALS_H
#define RI_APPROVALS_H

#include "postgres.h"

#include "institution_index.h"
#include "publication.h"

typedef struct RiApprovalIndex RiApprovalIndex;

/* Reads publication_approval through SPI into the current memory context. */
extern RiApprovalIndex *ri_approval_index(const char *schema, int32 year,
										  RiInstitutionIndex *institutions);

/*
 * Fills the approval of every entry.  Returns false, and leaves the entries
 * alone, when the publication has no approval row: it is not tracked there.
 */
extern bool ri_take_approvals(RiApprovalIndex *index,
							  const char *publication_id,
							  RiInstitutionPoints *entries, size_t nentries);

#endif							/* RI_APPROVALS_H */
