/*
 * wilson.h
 *		Wilson score interval of a proportion.
 *
 * A statistic that is defined on real numbers: computed in double precision
 * and rounded here, in one place, to RI_WILSON_SCALE decimals.
 * Source: Wilson, J Am Stat Assoc 1927;22:209-212.
 */
#ifndef RI_WILSON_H
#define RI_WILSON_H

#include <stdbool.h>
#include <stdint.h>

#define RI_WILSON_SCALE 12

/*
 * Bounds as value * 10^RI_WILSON_SCALE, clamped to [0, 1].  z is the standard
 * normal quantile of the two-sided confidence level.  0 successes give exactly
 * 0 as the lower bound, and successes = trials exactly 1 as the upper.  False
 * when trials < 1, successes is not in 0..trials, or z is not positive and
 * finite; *low and *high are left alone then.
 */
extern bool ri_wilson_interval(int64_t successes, int64_t trials, double z,
							   int64_t *low, int64_t *high);

/* Two-sided standard normal quantile for 90, 95 or 99 percent; 0 otherwise. */
extern double ri_wilson_z(int confidence_percent);

#endif							/* RI_WILSON_H */
