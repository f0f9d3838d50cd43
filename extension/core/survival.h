/*
 * survival.h
 *		Kaplan-Meier: the days until one, two and three quarters of the studies
 *		have a result, when not all could be followed so long.
 *
 * The share without a result from an event day on is the product of
 * (at risk - events) / at risk over the days so far.  Numerator and denominator
 * are whole numbers on magnitude.h and a quarter is compared by multiplying
 * out: no division, no rounding.
 *
 * Source: Kaplan and Meier, J Am Stat Assoc 1958;53:457-481.
 */
#ifndef RI_SURVIVAL_H
#define RI_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "magnitude.h"

#define RI_QUARTERS 3
#define RI_SURVIVAL_SCALE 1		/* decimals of days: a middle may be a half */

/* How long one study was followed. */
typedef struct RiFollowUp
{
	int32_t		days;
	bool		has_result;		/* on that day; else followed until it */
} RiFollowUp;

typedef struct RiQuarter
{
	bool		reached;
	int64_t		days;			/* times 10^RI_SURVIVAL_SCALE */
	bool		waits;			/* reached exactly: until the next event */
} RiQuarter;

typedef struct RiSurvival
{
	RiQuarter	quarter[RI_QUARTERS];

	/* private */
	const RiFollowUp *studies;
	size_t		n;
	size_t		next;			/* the first study of the next day */
	uint32_t	without;		/* studies at risk after the last event */
	RiMagnitude numerator;		/* without which the factor above is kept */
	RiMagnitude denominator;
	RiMagnitude left;
	RiMagnitude right;
} RiSurvival;

/* Limbs for n studies. */
extern size_t ri_survival_limbs(size_t n);

/*
 * Puts the studies in order and begins; they stay the caller's, and so does the
 * memory.  Fewer than 2^32 studies.
 */
extern void ri_survival_begin(RiSurvival *survival, RiFollowUp *studies,
							  size_t n, uint32_t *limbs);

/*
 * Takes the next day; false when there is none, or none is needed.  Then a
 * quarter is the first day from which on at most so many have no result, or
 * where it is exactly so many, the middle between that day and the next with a
 * result (the day itself where there is none); not reached where the curve does
 * not come down so far.
 */
extern bool ri_survival_step(RiSurvival *survival);

#endif							/* RI_SURVIVAL_H */
