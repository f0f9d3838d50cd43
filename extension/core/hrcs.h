/*
 * hrcs.h
 *		Codes of the Health Research Classification System: 21 health categories
 *		("HC01" to "HC21"), 8 groups of research activities ("1" to "8") and the
 *		48 activities in them ("1.1" to "8.5").
 *
 * A code is a number whose order is the order of the classification: health
 * categories first, then each group before its own activities.
 *
 * Source: UKCRC Health Research Classification System, as the national register
 * (NVA) uses it.
 */
#ifndef RI_HRCS_H
#define RI_HRCS_H

#include <stddef.h>
#include <stdint.h>

#define RI_HRCS_TEXT_LENGTH 4	/* "HC01" is the longest text */

typedef enum RiHrcsStatus
{
	RI_HRCS_OK,
	RI_HRCS_SYNTAX,				/* not of the form HC01, 8 or 8.1 */
	RI_HRCS_UNKNOWN				/* of that form, but not in the classification */
} RiHrcsStatus;

typedef enum RiHrcsDimension
{
	RI_HRCS_HEALTH_CATEGORY = 1,
	RI_HRCS_RESEARCH_ACTIVITY = 2
} RiHrcsDimension;

/*
 * Reads "HC01", "8" or "8.1"; the letters may be small, blanks around (ASCII
 * white space) are ignored.  *code is set on RI_HRCS_OK only.
 */
extern RiHrcsStatus ri_hrcs_parse(const char *text, size_t len, int16_t *code);

/* Validates a binary value; any number may come in. */
extern RiHrcsStatus ri_hrcs_check(int32_t code);

/* Writes the text of a valid code and a terminating NUL. */
extern void ri_hrcs_format(int16_t code, char out[RI_HRCS_TEXT_LENGTH + 1]);

/* The dimension of a valid code. */
extern RiHrcsDimension ri_hrcs_dimension(int16_t code);

/*
 * The group of a valid code, itself a code: "8" for "8.1" and for "8".  Health
 * categories have no groups: 0, which is no code.
 */
extern int16_t ri_hrcs_group(int16_t code);

#endif							/* RI_HRCS_H */
