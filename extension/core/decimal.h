/*
 * decimal.h
 *		Exact decimals as scaled 64-bit integers.
 *
 * A value with SCALE decimals is held as value * 10^SCALE.  No floating point
 * anywhere; numbers that do not fit are refused, never rounded (magnitude.h
 * holds those).
 */
#ifndef RI_DECIMAL_H
#define RI_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum RiDecimalStatus
{
	RI_DECIMAL_OK,
	RI_DECIMAL_SYNTAX,			/* not [-+]digits[.digits] */
	RI_DECIMAL_SCALE,			/* non-zero digits beyond the scale */
	RI_DECIMAL_RANGE			/* does not fit into 64 bits */
} RiDecimalStatus;

/* The parts of a plain decimal, within its text. */
typedef struct RiDecimalText
{
	bool		negative;
	const char *whole;			/* at least one digit */
	size_t		nwhole;
	const char *fraction;
	size_t		nfraction;
} RiDecimalText;

/* Finds the parts of [-+]digits[.digits]; false for any other text. */
extern bool ri_decimal_split(const char *text, size_t len,
							 RiDecimalText *parts);

/*
 * Reads a plain decimal ("12", "-0.5", "1.3000") of len bytes.  scale is
 * 0..18.  Trailing zeros beyond the scale are accepted, other digits are not.
 * Of several faults the first in the order of RiDecimalStatus is told; *scaled
 * is set on RI_DECIMAL_OK only.
 */
extern RiDecimalStatus ri_decimal_parse(const char *text, size_t len,
										int scale, int64_t *scaled);

#endif							/* RI_DECIMAL_H */
