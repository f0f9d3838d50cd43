/*
 * growth_path.c
 *		A root of whole numbers, taken once.
 *
 * Twice the path in units of the last decimal is the n-th root of
 * (2 * 10^4 * base)^n * factor^k.  Half-up of a number is half of its double
 * and one, cut; and the whole part of a root is that of the root of the whole
 * part.
 */
#include "growth_path.h"

#define DOUBLE_UNITS 20000		/* 2 * 10^RI_GROWTH_SCALE */
#define BASE_LIMBS 4			/* of DOUBLE_UNITS * base */

bool
ri_growth_has_path(const RiGrowth *growth, int32_t year)
{
	return growth->target_year > growth->base_year &&
		year >= growth->base_year;
}

static uint32_t
years_between(int32_t from, int32_t to)
{
	return (uint32_t) ((int64_t) to - from);
}

static uint32_t
common_divisor(uint32_t a, uint32_t b)
{
	while (b > 0)
	{
		uint32_t	rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

size_t
ri_growth_limbs(const RiGrowth *growth)
{
	size_t		one_year = BASE_LIMBS + growth->factor.used +
		RI_LIMBS_OF_DIGITS(growth->factor_scale);

	return one_year * years_between(growth->base_year, growth->target_year) +
		BASE_LIMBS;
}

size_t
ri_growth_scratch_limbs(const RiGrowth *growth)
{
	size_t		width = ri_growth_limbs(growth);

	return 3 * width +
		ri_magnitude_root_limbs(width, years_between(growth->base_year,
													 growth->target_year));
}

/* 10^exponent */
static void
set_power_of_ten(RiMagnitude *m, size_t exponent)
{
	static const RiDecimalText one = {false, "1", 1, "", 0};

	ri_magnitude_set_decimal(m, &one, exponent);
}

/* (DOUBLE_UNITS * base)^years * factor^gone, cut to a whole number */
static void
raise(const RiGrowth *growth, uint32_t years, uint32_t gone,
	  RiMagnitude *raised, uint32_t *scratch, size_t width)
{
	RiMagnitude a;
	RiMagnitude b;

	ri_magnitude_init(&a, scratch);
	ri_magnitude_init(&b, scratch + width);
	ri_magnitude_set(&a, growth->base);
	ri_magnitude_multiply_small(&a, DOUBLE_UNITS);
	ri_magnitude_power(raised, &a, years, scratch + 2 * width);
	ri_magnitude_power(&a, &growth->factor, gone, scratch + 2 * width);
	ri_magnitude_multiply(&b, raised, &a);
	set_power_of_ten(&a, growth->factor_scale * gone);
	ri_magnitude_divide(&b, &a, raised);
}

void
ri_growth_required(const RiGrowth *growth, int32_t year,
				   RiMagnitude *required, uint32_t *scratch)
{
	int32_t		at = year < growth->target_year ? year : growth->target_year;
	uint32_t	years = years_between(growth->base_year, growth->target_year);
	uint32_t	gone = years_between(growth->base_year, at);
	uint32_t	common = common_divisor(years, gone);
	size_t		width = ri_growth_limbs(growth);
	uint32_t	limb = 1;
	RiMagnitude one = {&limb, 1};
	uint32_t	two_limb = 2;
	RiMagnitude two = {&two_limb, 1};
	RiMagnitude root;

	raise(growth, years / common, gone / common, required, scratch, width);
	ri_magnitude_init(&root, scratch);
	if (years / common > 1)
		ri_magnitude_root(&root, required, years / common,
						  scratch + 3 * width);
	else
		ri_magnitude_copy(&root, required);
	ri_magnitude_add(&root, &one);
	ri_magnitude_divide(&root, &two, required);
}
