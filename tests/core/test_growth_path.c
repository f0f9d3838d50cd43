/*
 * test_growth_path.c
 *		Tests of extension/core/growth_path.c, against the definition in
 *		128-bit integers, and for large numbers against floating point as far as
 *		that goes.
 */
#include "growth_path.h"

#include <math.h>

#include "tap.h"

__extension__ typedef unsigned __int128 Wide;

#define MOST_LIMBS 4000

static int64_t
required_in(uint64_t base, int32_t years, uint64_t factor, size_t scale,
			int32_t gone)
{
	static uint32_t scratch[40 * MOST_LIMBS];
	uint32_t	limbs[MOST_LIMBS];
	uint32_t	factor_limbs[RI_LIMBS_OF_64_BITS];
	RiGrowth	growth;
	RiMagnitude required;

	growth.base = base;
	ri_magnitude_init(&growth.factor, factor_limbs);
	ri_magnitude_set(&growth.factor, factor);
	growth.factor_scale = scale;
	growth.base_year = 2020;
	growth.target_year = 2020 + years;
	if (!ri_growth_has_path(&growth, 2020 + gone))
		return -1;
	if (ri_growth_limbs(&growth) > MOST_LIMBS ||
		ri_growth_scratch_limbs(&growth) > 40 * MOST_LIMBS)
		return -2;
	ri_magnitude_init(&required, limbs);
	ri_growth_required(&growth, 2020 + gone, &required, scratch);
	return (int64_t) ri_magnitude_value(&required);
}

static Wide
wide_power(Wide base, int exponent)
{
	Wide		power = 1;

	while (exponent-- > 0)
		power *= base;
	return power;
}

/* Half below the path or on it, and half above it; factor in tenths. */
static bool
is_nearest(int64_t got, uint64_t base, int years, uint64_t factor, int gone)
{
	Wide		path = wide_power((Wide) 20000 * base, years) *
		wide_power(factor, gone);
	Wide		ten = wide_power(10, gone);

	return path < wide_power((Wide) (2 * got + 1), years) * ten &&
		(got == 0 ||
		 wide_power((Wide) (2 * got - 1), years) * ten <= path);
}

static void
test_small(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			i;

	for (i = 0; i < 20000; i++)
	{
		int			years = (int) tap_random_between(&state, 1, 4);
		int64_t		most = years == 4 ? 20 : 300;
		uint64_t	base = (uint64_t) tap_random_between(&state, 0, most);
		uint64_t	factor = (uint64_t) tap_random_between(&state, 0, 40);
		int			gone = (int) tap_random_between(&state, 0, years);

		wrong += !is_nearest(required_in(base, years, factor, 1, gone), base,
							 years, factor, gone);
	}
	tap_equal(wrong, 0, "the nearest number of four decimals");
}

static void
test_large(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			i;

	for (i = 0; i < 3000; i++)
	{
		int64_t		most = i % 20 ? 25 : RI_GROWTH_YEARS_MAX;
		int			years = (int) tap_random_between(&state, 1, most);
		uint64_t	base = (uint64_t) tap_random_between(&state, 1, 100000);
		uint64_t	factor = (uint64_t) tap_random_between(&state, 1, 100000);
		int			gone = (int) tap_random_between(&state, 0, years);
		long double path = (long double) base *
			powl((long double) factor / 1000, (long double) gone / years);
		int64_t		got = required_in(base, years, factor, 3, gone);

		wrong += fabsl((long double) got / 10000 - path) > 0.000051L;
	}
	tap_equal(wrong, 0, "long paths come to where floating point does");
}

/* Every fourth year of twenty is every year of five. */
static void
test_fractions(void)
{
	int			wrong = 0;
	int			gone;

	for (gone = 0; gone <= 5; gone++)
		wrong += required_in(500, 5, 2, 0, gone) !=
			required_in(500, 20, 2, 0, 4 * gone);
	tap_equal(wrong, 0, "only the part of the years that are gone matters");
}

int
main(void)
{
	tap_equal(required_in(500, 5, 2, 0, 0), 5000000, "it begins at the base");
	tap_equal(required_in(500, 5, 2, 0, 1), 5743492, "one step of five");
	tap_equal(required_in(500, 5, 2, 0, 5), 10000000, "it ends at the double");
	tap_equal(required_in(500, 5, 2, 0, 11), 10000000, "and stays there");
	tap_equal(required_in(500, 5, 2, 0, -1), -1,
			  "before the base there is none");
	tap_equal(required_in(500, 0, 2, 0, 1), -1, "nor without a step");
	tap_equal(required_in(9, 2, 4, 0, 1), 180000, "a rational root is exact");
	tap_equal(required_in(1, 2, 10001000025, 10, 1), 10001,
			  "1.00005 is one half of the last decimal: it goes up");
	tap_equal(required_in(1, 2, 10001000024, 10, 1), 10000,
			  "what is just below it does not");
	tap_equal(required_in(0, 5, 2, 0, 2), 0, "nothing stays nothing");
	tap_equal(required_in(7, 5, 0, 0, 2), 0, "nothing times is nothing");
	tap_equal(required_in(7, 5, 1, 0, 2), 70000, "once is no growth");
	test_small();
	test_large();
	test_fractions();
	return tap_finish();
}
