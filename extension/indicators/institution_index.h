/*
 * institution_index.h
 *		Institutions and units of one year, numbered by their top level.
 */
#ifndef RI_INSTITUTION_INDEX_H
#define RI_INSTITUTION_INDEX_H

#include "postgres.h"

#include "publication.h"

typedef struct RiTopLevel
{
	char	   *institution_id;
	int32		region;			/* number of its health region, or
								 * RI_NO_REGION */
	bool		reporting;
} RiTopLevel;

typedef struct RiUnit
{
	char	   *institution_id; /* hash key; must be first */
	int32		top;			/* number of its top level */
	RiCountry	country;
} RiUnit;

typedef struct RiInstitutionIndex RiInstitutionIndex;

/* Reads institutions_at(year) through SPI into the current memory context. */
extern RiInstitutionIndex *ri_institution_index(int32 year);

/*
 * The unit of an id.  An id that the source does not know becomes an
 * institution of its own: identified, not reporting, country unknown.
 */
extern const RiUnit *ri_find_unit(RiInstitutionIndex *index, const char *id);

extern const RiTopLevel *ri_top_level(const RiInstitutionIndex *index,
									  int32 number);

/* The meaning of a country code; NULL is unknown. */
extern RiCountry ri_country(const char *code);

#endif							/* RI_INSTITUTION_INDEX_H */
