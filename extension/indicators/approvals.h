/*
 * approvals.h
 *		Decisions of institutions about the publications of one year.
 */
#ifndef RI_APPROVALS_H
#define RI_APPROVALS_H

#include "postgres.h"

#include "institution_index.h"
#include "publication.h"

/*
 * The order in which publications and their approvals are both read: that of
 * the id's own type, then its text, since ids may be equal and look different.
 */
#define RI_PUBLICATION_ORDER \
	"p.publication_id, p.publication_id::text COLLATE \"C\""

typedef struct RiApprovalReader RiApprovalReader;

/*
 * Begins to read publication_approval in publication order; what is read
 * lives in the current memory context.
 */
extern RiApprovalReader *ri_open_approvals(const char *schema, int32 year,
										   RiInstitutionIndex *institutions);

/*
 * Fills the approval of every entry.  Returns false, and leaves the entries
 * alone, when the publication has no approval row: it is not tracked there.
 * Wants the publications of the year in RI_PUBLICATION_ORDER, all of them.
 */
extern bool ri_take_approvals(RiApprovalReader *reader,
							  const char *publication_id,
							  RiInstitutionPoints *entries, size_t nentries);

/* Ends reading, after the last publication. */
extern void ri_close_approvals(RiApprovalReader *reader);

#endif							/* RI_APPROVALS_H */
