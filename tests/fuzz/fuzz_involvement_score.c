/*
 * fuzz_involvement_score.c
 *		Weights and degrees of any size: the score is the nearest hundredth.
 *
 * The first byte is the highest degree; then, per phase, a byte for the degree
 * and a decimal up to a comma for the weight.
 */
#include <string.h>

#include "fuzz.h"
#include "involvement_score.h"

#define MAX_PHASES 32
#define MAX_LIMBS 500			/* 2048 characters, with as many decimals */

static RiDecimalText weights[MAX_PHASES];
static RiPhase phases[MAX_PHASES];
static uint32_t limbs[MAX_PHASES][MAX_LIMBS];

static size_t
read_phases(const char *text, size_t size, size_t *scale)
{
	size_t		count = 0;

	*scale = 0;
	while (size > 1 && count < MAX_PHASES)
	{
		const char *comma = memchr(text + 1, ',', size - 1);
		size_t		len = comma ? (size_t) (comma - text) : size;

		if (!ri_decimal_split(text + 1, len - 1, &weights[count]))
			break;
		phases[count].degree = (unsigned char) text[0];
		if (weights[count].nfraction > *scale)
			*scale = weights[count].nfraction;
		count++;
		text += len + (comma != NULL);
		size -= len + (comma != NULL);
	}
	return count;
}

/* factor * highest * whole */
static void
multiple(RiMagnitude *m, uint64_t factor, uint32_t highest,
		 const RiMagnitude *whole)
{
	uint32_t	factor_limbs[RI_LIMBS_OF_64_BITS];
	RiMagnitude f;

	ri_magnitude_init(&f, factor_limbs);
	ri_magnitude_set(&f, factor);
	ri_magnitude_multiply(m, &f, whole);
	ri_magnitude_multiply_small(m, highest);
}

/* (2 score - 1) highest whole <= 20000 reached < (2 score + 1) highest whole */
static void
require_nearest(size_t count, uint32_t highest, uint64_t score)
{
	static uint32_t memory[3][MAX_LIMBS + 20];
	RiMagnitude reached;
	RiMagnitude whole;
	RiMagnitude bound;
	size_t		i;

	ri_magnitude_init(&reached, memory[0]);
	ri_magnitude_init(&whole, memory[1]);
	ri_magnitude_init(&bound, memory[2]);
	for (i = 0; i < count; i++)
	{
		ri_magnitude_copy(&bound, &phases[i].weight);
		ri_magnitude_add(&whole, &bound);
		ri_magnitude_multiply_small(&bound, 20000);
		ri_magnitude_multiply_small(&bound, phases[i].degree);
		ri_magnitude_add(&reached, &bound);
	}
	multiple(&bound, 2 * score + 1, highest, &whole);
	REQUIRE(ri_magnitude_compare(&reached, &bound) < 0);
	if (score > 0)
	{
		multiple(&bound, 2 * score - 1, highest, &whole);
		REQUIRE(ri_magnitude_compare(&reached, &bound) >= 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t scratch[3 * (MAX_LIMBS + 12)];
	uint64_t	score = 77;
	size_t		scale;
	size_t		count;
	bool		weighted = false;
	size_t		i;

	if (size == 0 || size > 2048)
		return 0;
	count = read_phases((const char *) data + 1, size - 1, &scale);
	for (i = 0; i < count; i++)
	{
		ri_magnitude_init(&phases[i].weight, limbs[i]);
		ri_magnitude_set_decimal(&phases[i].weight, &weights[i], scale);
		weighted |= phases[i].weight.used > 0;
	}
	if (ri_involvement_score(phases, count, data[0], scratch, &score))
		require_nearest(count, data[0], score);
	else
		REQUIRE(score == 77 && (!weighted || data[0] == 0));
	return 0;
}
