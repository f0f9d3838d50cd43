/*
 * institution_index.h
 *		Institutions and units of one year, numbered by their top level.
 */
#ifndef RI_INSTITUTION_INDEX_H
#define RI_INSTITUTION_INDEX_H

#include "postgres.h"

#include "id_column.h"
#include "publication.h"

typedef struct RiTopLevel
{
	const char *institution_id;
	int32		region;			/* number of its health region, or
								 * RI_NO_REGION */
	bool		reporting;
} RiTopLevel;

typedef struct RiUnit
{
	const char *institution_id;
	size_t		id_len;
	int32		top;			/* number of its top level */
	RiCountry	country;
	char		country_code[3];	/* "" where it is no code of two letters */
} RiUnit;

typedef struct RiInstitutionIndex RiInstitutionIndex;

/* Reads institutions_at(year) through SPI into the current memory context. */
extern RiInstitutionIndex *ri_institution_index(int32 year);

/*
 * The unit of an id.  An id that the source does not know becomes an
 * institution of its own: identified, not reporting, country unknown.  NULL for
 * an id without text, which identifies nobody.  The answer holds until the next
 * question.
 */
extern const RiUnit *ri_find_unit(RiInstitutionIndex *index, RiIdForm form,
								  RiId id);

extern const RiTopLevel *ri_top_level(const RiInstitutionIndex *index,
									  int32 number);
extern int32 ri_top_levels(const RiInstitutionIndex *index);

/* Health regions are numbered too. */
extern const char *ri_region_id(const RiInstitutionIndex *index, int32 number);
extern int32 ri_regions(const RiInstitutionIndex *index);

/*
 * Says in a row where it is: at a unit (NULL: nowhere), and in the country that
 * it names itself (NULL: none), else in that of the unit.  code[] as below.
 */
extern void ri_set_place(const RiInstitutionIndex *index, const RiUnit *unit,
						 const char *country, size_t country_len,
						 RiAffiliation *row, char code[3]);

/*
 * The country that a text names, blanks around it left out; code[] becomes its
 * two letters in capitals, or "".  Whatever is no code of two letters is not
 * known, and not foreign.
 */
extern RiCountry ri_country(const char *name, size_t len, char code[3]);

#endif							/* RI_INSTITUTION_INDEX_H */
