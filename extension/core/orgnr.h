/*
 * orgnr.h
 *		Norwegian organisation numbers: nine digits, the first 8 or 9, the last
 *		a check digit with weights 3 2 7 6 5 4 3 2 modulo 11.
 *
 * Source: Broennoeysundregistrene, "Om organisasjonsnummeret".
 */
#ifndef RI_ORGNR_H
#define RI_ORGNR_H

#include <stddef.h>
#include <stdint.h>

#define RI_ORGNR_DIGITS 9

typedef enum RiOrgnrStatus
{
	RI_ORGNR_OK,
	RI_ORGNR_SYNTAX,			/* not nine digits, or first not 8 or 9 */
	RI_ORGNR_CHECK_DIGIT		/* nine digits, but the check digit is wrong */
} RiOrgnrStatus;

/*
 * Reads "991324968" or, as people write it, "991 324 968"; blanks around (ASCII
 * white space) are ignored.  Anything else is RI_ORGNR_SYNTAX.  *orgnr is set
 * on RI_ORGNR_OK only.
 */
extern RiOrgnrStatus ri_orgnr_parse(const char *text, size_t len,
									int32_t *orgnr);

/* Validates a binary value (nine digits, first 8 or 9, check digit). */
extern RiOrgnrStatus ri_orgnr_check(int32_t orgnr);

/* Writes nine digits and a terminating NUL. */
extern void ri_orgnr_format(int32_t orgnr, char out[RI_ORGNR_DIGITS + 1]);

#endif							/* RI_ORGNR_H */
