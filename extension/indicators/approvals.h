/*
 * approvals.h
 *		Decisions of institutions about publications.
 */
#ifndef RI_APPROVALS_H
#define RI_APPROVALS_H

#include "postgres.h"

#include "institution_index.h"
#include "publication.h"
#include "publication_heads.h"
#include "publication_source.h"

typedef struct RiApprovals RiApprovals;

/*
 * Begins to read, in the current memory context and the connection of SPI that
 * is open.
 */
extern RiApprovals *ri_open_approvals(const RiPublicationSource *source,
									  RiInstitutionIndex *institutions);

/*
 * Reads the decisions about these publications.  Every publication of the
 * source has to be asked for.
 */
extern void ri_read_approvals(RiApprovals *approvals,
							  const RiPublicationHead *heads, size_t nheads);

/*
 * Fills the approval of every entry of one of these publications.  Returns
 * false, and leaves the entries alone, when the publication has no approval
 * row: it is not tracked there.
 */
extern bool ri_take_approvals(const RiApprovals *approvals, size_t publication,
							  RiInstitutionPoints *entries, size_t nentries);

/* The code of a decision as users see it; what is not decided is pending. */
extern const char *ri_approval_code(RiApproval approval);

extern void ri_close_approvals(RiApprovals *approvals);

#endif							/* RI_APPROVALS_H */
