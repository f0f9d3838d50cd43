/*
 * growth_path.h
 *		What equal yearly growth towards a multiple of the base requires in a
 *		year: base * factor^(years gone / years in all), 4 decimals, half-up.
 *
 * Exact: whether a number is below or above the path is asked of whole
 * numbers, raised to the power of the years, and never of a logarithm.
 */
#ifndef RI_GROWTH_PATH_H
#define RI_GROWTH_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "magnitude.h"

#define RI_GROWTH_SCALE 4
#define RI_GROWTH_YEARS_MAX 200 /* more is no plan, and takes long */

typedef struct RiGrowth
{
	uint64_t	base;
	RiMagnitude factor;			/* times 10^factor_scale */
	size_t		factor_scale;
	int32_t		base_year;
	int32_t		target_year;
} RiGrowth;

/* Whether there is a path in that year: from the base year on, and with a
 * target year after it. */
extern bool ri_growth_has_path(const RiGrowth *growth, int32_t year);

/*
 * *required is what the path requires, times 10^RI_GROWTH_SCALE; from the
 * target year on it is the target itself.  There is a path, of at most
 * RI_GROWTH_YEARS_MAX years.  required has ri_growth_limbs(), scratch
 * ri_growth_scratch_limbs().
 */
extern void ri_growth_required(const RiGrowth *growth, int32_t year,
							   RiMagnitude *required, uint32_t *scratch);

extern size_t ri_growth_limbs(const RiGrowth *growth);
extern size_t ri_growth_scratch_limbs(const RiGrowth *growth);

#endif							/* RI_GROWTH_PATH_H */
