/*
 * growth_path.c
 *		SQL function doubling_path over core/growth_path.h.
 */
#include "postgres.h"

#include "fmgr.h"

#include "arguments.h"
#include "exact_numerics.h"
#include "growth_path.h"
#include "linked_version.h"

#define MOST_FACTOR_DIGITS 30	/* more would take long */

static void
read_factor(Datum numeric, RiGrowth *growth)
{
	RiDecimalText factor;

	if (!ri_numeric_decimal(numeric, &factor) || factor.negative ||
		factor.nwhole + factor.nfraction > MOST_FACTOR_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is no factor of growth", ri_numeric_text(numeric)),
				 errhint("Give a number that is not negative, with at most %d digits.",
						 MOST_FACTOR_DIGITS)));
	growth->factor_scale = factor.nfraction;
	ri_magnitude_init(&growth->factor,
					  ri_limbs(RI_LIMBS_OF_DIGITS(MOST_FACTOR_DIGITS)));
	ri_magnitude_set_decimal(&growth->factor, &factor, factor.nfraction);
}

/*
 * doubling_path(base_studies bigint, base_year int, target_year int,
 *				 factor numeric, year int) -> numeric
 */
RI_FUNCTION(research_indicators_doubling_path);
Datum
research_indicators_doubling_path(PG_FUNCTION_ARGS)
{
	int64		base = PG_GETARG_INT64(0);
	int32		year = PG_GETARG_INT32(4);
	RiGrowth	growth = {
		.base = base < 0 ? 0 - (uint64_t) base : (uint64_t) base,
		.base_year = PG_GETARG_INT32(1),
		.target_year = PG_GETARG_INT32(2)
	};
	RiMagnitude required;

	if (!ri_growth_has_path(&growth, year))
		PG_RETURN_NULL();
	if ((int64) growth.target_year - growth.base_year > RI_GROWTH_YEARS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("growth from %d to %d takes too many years",
						growth.base_year, growth.target_year),
				 errhint("At most %d years are computed.",
						 RI_GROWTH_YEARS_MAX)));
	read_factor(PG_GETARG_DATUM(3), &growth);
	ri_magnitude_init(&required, ri_limbs(ri_growth_limbs(&growth)));
	ri_growth_required(&growth, year, &required,
					   ri_limbs(ri_growth_scratch_limbs(&growth)));
	PG_RETURN_DATUM(ri_magnitude_numeric(&required, base < 0,
										 RI_GROWTH_SCALE));
}
