/*
 * largest_remainder.h
 *		Whole units divided by weights, so that the parts add up to the units.
 *
 * Hare-Niemeyer: each part is its exact quota cut to whole units; the units
 * that are missing then go, one each, to the largest remainders.  Exact for
 * weights of any size: the grant's are products of the points of three years,
 * which no 64 or 128 bits hold, so quotas are computed on magnitude.h.
 */
#ifndef RI_LARGEST_REMAINDER_H
#define RI_LARGEST_REMAINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "magnitude.h"

/* Who comes first among equal remainders. */
typedef enum RiTieRule
{
	RI_TIE_TO_FIRST,
	RI_TIE_TO_LAST
} RiTieRule;

typedef struct RiPart
{
	/* filled by the caller; all weights have the same number of decimals */
	RiMagnitude weight;
	bool		weight_negative;

	/* the outcome; its sign means nothing where it is 0 */
	RiMagnitude units;
	bool		units_negative;

	/* on the way; place is where the part stands */
	RiMagnitude remainder;
	size_t		place;
} RiPart;

/*
 * Limbs that n parts need whose weights have at most weight_limbs, and units
 * at most unit_limbs.
 */
extern size_t ri_parts_limbs(size_t n, size_t weight_limbs,
							 size_t unit_limbs);

/*
 * Gives n parts their places and their memory: ri_parts_limbs() limbs.  The
 * weights are 0.
 */
extern void ri_parts_init(RiPart *parts, size_t n, size_t weight_limbs,
						  size_t unit_limbs, uint32_t *limbs);

/*
 * Divides the units, false when the weights do not add up to more than 0.  A
 * negative weight has a negative quota, cut towards 0; where cut quotas are
 * more than the units, the smallest remainders lose one each.  scratch has
 * ri_division_limbs().  Parts are in the order of their places, before and
 * after.
 */
extern bool ri_divide_by_largest_remainder(const RiMagnitude *units,
										   RiPart *parts, size_t n,
										   RiTieRule tie, uint32_t *scratch);

extern size_t ri_division_limbs(size_t weight_limbs, size_t unit_limbs);

#endif							/* RI_LARGEST_REMAINDER_H */
