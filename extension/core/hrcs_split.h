/*
 * hrcs_split.h
 *		Whether a project's percentages are one of the splits that the guidance
 *		of the Health Research Classification System allows.
 *
 * Thirds are written 33/33/34 or 33.33/33.33/33.33: a percentage may be off by
 * a tolerance.  How money is split by percentages that need not add up to 100
 * is largest_remainder.h with the rest to the last share.
 */
#ifndef RI_HRCS_SPLIT_H
#define RI_HRCS_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "magnitude.h"

/*
 * Whether n percentages, largest first, are each within the tolerance of the
 * split's; all numbers have the same number of decimals.  The percentages are
 * put in order; scratch has as many limbs as the longest number.
 */
extern bool ri_split_fits(RiMagnitude *percents, const RiMagnitude *split,
						  size_t n, const RiMagnitude *tolerance,
						  uint32_t *scratch);

#endif							/* RI_HRCS_SPLIT_H */
