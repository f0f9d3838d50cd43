/*
 * contributions.h
 *		The creators of publications with their affiliations.
 */
#ifndef RI_CONTRIBUTIONS_H
#define RI_CONTRIBUTIONS_H

#include "postgres.h"

#include "institution_index.h"
#include "publication.h"
#include "publication_heads.h"
#include "publication_source.h"

typedef struct RiContributions RiContributions;

/*
 * Begins to read, in the current memory context and the connection of SPI that
 * is open.
 */
extern RiContributions *ri_open_contributions(const RiPublicationSource *source,
											  RiInstitutionIndex *institutions);

/*
 * Reads the affiliations of the first publications and says of how many: at
 * least one, and no more than fit into a bounded room, unless one publication
 * alone is larger.  Every publication of the source has to be asked for.
 */
extern size_t ri_read_contributions(RiContributions *contributions,
									const RiPublicationHead *heads,
									size_t nheads);

/* Those of one of these publications, by its number. */
extern RiAffiliation *ri_affiliations(RiContributions *contributions,
									  size_t publication, size_t *nrows);

extern void ri_close_contributions(RiContributions *contributions);

#endif							/* RI_CONTRIBUTIONS_H */
