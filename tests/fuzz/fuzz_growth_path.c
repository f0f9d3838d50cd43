/*
 * fuzz_growth_path.c
 *		Paths of any base, factor and years: they begin at the base, never fall
 *		where the factor is 1 or more and never rise where it is less.
 *
 * The first bytes are years and base, the rest the factor as a decimal.
 */
#include "fuzz.h"
#include "growth_path.h"

#define MAX_YEARS 12
#define MAX_DIGITS 60
#define MAX_LIMBS 400

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t scratch[12 * MAX_LIMBS];
	static uint32_t limbs[2][MAX_LIMBS];
	static uint32_t factor_limbs[MAX_LIMBS];
	static uint32_t unit_limbs[MAX_LIMBS];
	const RiDecimalText one = {false, "1", 1, "", 0};
	RiDecimalText decimal;
	RiMagnitude unit;
	RiGrowth	growth;
	RiMagnitude required[2];
	int			year;

	if (size < 6 || size > MAX_DIGITS)
		return 0;
	if (!ri_decimal_split((const char *) data + 5, size - 5, &decimal))
		return 0;
	ri_magnitude_init(&growth.factor, factor_limbs);
	ri_magnitude_set_decimal(&growth.factor, &decimal, decimal.nfraction);
	growth.factor_scale = decimal.nfraction;
	ri_magnitude_init(&unit, unit_limbs);
	ri_magnitude_set_decimal(&unit, &one, growth.factor_scale);
	growth.base = (uint64_t) data[1] << data[2] % 50 | data[3];
	growth.base_year = 2000 + data[4];
	growth.target_year = growth.base_year + data[0] % (MAX_YEARS + 1);
	REQUIRE(!ri_growth_has_path(&growth, growth.base_year - 1));
	if (!ri_growth_has_path(&growth, growth.base_year))
	{
		REQUIRE(data[0] % (MAX_YEARS + 1) == 0);
		return 0;
	}
	REQUIRE(ri_growth_limbs(&growth) <= MAX_LIMBS);
	REQUIRE(ri_growth_scratch_limbs(&growth) <= 12 * MAX_LIMBS);
	ri_magnitude_init(&required[0], limbs[0]);
	ri_magnitude_init(&required[1], limbs[1]);
	ri_growth_required(&growth, growth.base_year, &required[0], scratch);
	if (growth.base < UINT64_MAX / 10000)
		REQUIRE(ri_magnitude_value(&required[0]) == growth.base * 10000);
	for (year = growth.base_year + 1; year <= growth.target_year + 1; year++)
	{
		RiMagnitude *now = &required[(year - growth.base_year) % 2];
		RiMagnitude *before = &required[(year - growth.base_year + 1) % 2];

		ri_growth_required(&growth, year, now, scratch);
		if (ri_magnitude_compare(&growth.factor, &unit) >= 0)
			REQUIRE(ri_magnitude_compare(before, now) <= 0);
		else
			REQUIRE(ri_magnitude_compare(before, now) >= 0);
	}
	return 0;
}
