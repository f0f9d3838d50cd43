/*
 * involvement_score.h
 *		Derived score of involvement of one project: an index of our own.
 *
 * 100 * sum of weight * degree / highest degree, over the sum of the weights,
 * of the phases that the project has reached.  Exact, then half-up at two
 * decimals: a score that is just below one half must not go up.
 */
#ifndef RI_INVOLVEMENT_SCORE_H
#define RI_INVOLVEMENT_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "magnitude.h"

#define RI_SCORE_SCALE 2

typedef struct RiPhase
{
	RiMagnitude weight;			/* of one number of decimals in all phases */
	uint32_t	degree;			/* the highest known, 0 for none */
} RiPhase;

/* Limbs to work with, for weights of at most so many. */
extern size_t ri_score_limbs(size_t weight_limbs);

/*
 * *score is the score times 10^RI_SCORE_SCALE.  False, and *score alone, for
 * no phase, no weight in any, or no highest degree: then there is no score.
 */
extern bool ri_involvement_score(const RiPhase *phases, size_t n,
								 uint32_t highest, uint32_t *scratch,
								 uint64_t *score);

#endif							/* RI_INVOLVEMENT_SCORE_H */
