/*
 * exact_numerics.h
 *		Numerics of any size in and out of core/magnitude.h.
 */
#ifndef RI_EXACT_NUMERICS_H
#define RI_EXACT_NUMERICS_H

#include "postgres.h"

#include "utils/array.h"

#include "magnitude.h"

/* The numerics of an array, whatever its dimensions. */
typedef struct RiNumerics
{
	int			count;
	RiDecimalText *decimal;		/* 0 where the element is NULL */
	bool	   *is_null;
	bool		finite;			/* none is NaN or infinite */
	size_t		scale;			/* most decimals of one */
	size_t		whole;			/* most digits before the point */
} RiNumerics;

extern void ri_read_numerics(ArrayType *array, RiNumerics *numerics);

/* Whether all of them are numbers that are not negative. */
extern bool ri_numerics_are_amounts(const RiNumerics *numerics);

/* The numbers times 10^scale, without their signs. */
extern RiMagnitude *ri_numerics_magnitudes(const RiNumerics *numerics,
										   size_t scale);

/* The digits of a numeric; false for NaN and the infinities. */
extern bool ri_numeric_decimal(Datum numeric, RiDecimalText *decimal);

/* Room for that many limbs, or an error that the numbers are too large. */
extern uint32_t *ri_limbs(size_t count);

/* m / 10^scale as a numeric with scale decimals. */
extern Datum ri_magnitude_numeric(const RiMagnitude *m, bool negative,
								  size_t scale);

extern Datum ri_nan(void);

#endif							/* RI_EXACT_NUMERICS_H */
