/*
 * involvement_score.c
 *		One fraction of whole numbers, divided once.
 */
#include "involvement_score.h"

/* What the factors below and a sum over phases may add to a weight. */
#define MORE_LIMBS 12

size_t
ri_score_limbs(size_t weight_limbs)
{
	return 3 * (weight_limbs + MORE_LIMBS);
}

/* sum of weight * degree, and sum of weight */
static void
add_phases(const RiPhase *phases, size_t n, RiMagnitude *reached,
		   RiMagnitude *whole, RiMagnitude *term)
{
	size_t		i;

	for (i = 0; i < n; i++)
	{
		ri_magnitude_copy(term, &phases[i].weight);
		ri_magnitude_add(whole, term);
		ri_magnitude_multiply_small(term, phases[i].degree);
		ri_magnitude_add(reached, term);
	}
}

/*
 * Half-up in hundredths: (2 * 10000 * reached + highest * whole) divided by
 * 2 * highest * whole, cut.
 */
bool
ri_involvement_score(const RiPhase *phases, size_t n, uint32_t highest,
					 uint32_t *scratch, uint64_t *score)
{
	RiMagnitude reached;
	RiMagnitude whole;
	RiMagnitude other;
	size_t		width = 0;
	size_t		i;

	for (i = 0; i < n; i++)
		width = phases[i].weight.used > width ? phases[i].weight.used : width;
	width += MORE_LIMBS;
	ri_magnitude_init(&reached, scratch);
	ri_magnitude_init(&whole, scratch + width);
	ri_magnitude_init(&other, scratch + 2 * width);
	add_phases(phases, n, &reached, &whole, &other);
	ri_magnitude_multiply_small(&whole, highest);
	if (whole.used == 0)
		return false;
	ri_magnitude_multiply_small(&reached, 20000);
	ri_magnitude_add(&reached, &whole);
	ri_magnitude_multiply_small(&whole, 2);
	ri_magnitude_divide(&reached, &whole, &other);
	*score = ri_magnitude_value(&other);
	return true;
}
