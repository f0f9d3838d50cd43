/*
 * hrcs_split.c
 *		SQL function hrcs_split_fits over core/hrcs_split.h.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"

#include "exact_numerics.h"
#include "hrcs_split.h"
#include "linked_version.h"

/*
 * hrcs_split_fits(percents numeric[], split numeric[], tolerance numeric)
 *	-> bool
 */
RI_FUNCTION(research_indicators_hrcs_split_fits);
Datum
research_indicators_hrcs_split_fits(PG_FUNCTION_ARGS)
{
	RiNumerics	percents;
	RiNumerics	split;
	RiDecimalText tolerance;
	RiMagnitude limit;
	size_t		scale;
	size_t		whole;

	ri_read_numerics(PG_GETARG_ARRAYTYPE_P(0), &percents);
	ri_read_numerics(PG_GETARG_ARRAYTYPE_P(1), &split);
	if (percents.count != split.count ||
		!ri_numerics_are_amounts(&percents) ||
		!ri_numerics_are_amounts(&split) ||
		!ri_numeric_decimal(PG_GETARG_DATUM(2), &tolerance) ||
		tolerance.negative)
		PG_RETURN_BOOL(false);
	scale = Max(Max(percents.scale, split.scale), tolerance.nfraction);
	whole = Max(Max(percents.whole, split.whole), tolerance.nwhole);
	ri_magnitude_init(&limit, ri_limbs(RI_LIMBS_OF_DIGITS(whole + scale)));
	ri_magnitude_set_decimal(&limit, &tolerance, scale);
	PG_RETURN_BOOL(ri_split_fits(ri_numerics_magnitudes(&percents, scale),
								 ri_numerics_magnitudes(&split, scale),
								 (size_t) split.count, &limit,
								 ri_limbs(RI_LIMBS_OF_DIGITS(whole + scale))));
}
