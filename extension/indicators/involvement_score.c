/*
 * involvement_score.c
 *		SQL function involvement_score over core/involvement_score.h.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"

#include "arguments.h"
#include "exact_numerics.h"
#include "involvement_score.h"
#include "linked_version.h"

/*
 * The phases that have a weight; those without a degree have 0, and where none
 * has a degree there are no phases.  Returns how many; *width is the most limbs
 * of a weight.
 */
static size_t
read_phases(ArrayType *weights, ArrayType *degrees, RiPhase **phases,
			size_t *width)
{
	RiNumerics	numerics;
	RiMagnitude *numbers;
	Datum	   *values;
	bool	   *nulls;
	bool		any_degree = false;
	int			count;
	size_t		n = 0;
	int			i;

	ri_read_numerics(weights, &numerics);
	deconstruct_array(degrees, INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &values, &nulls, &count);
	if (!ri_numerics_are_amounts(&numerics))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a weight of involvement is no number from 0 on")));
	numbers = ri_numerics_magnitudes(&numerics, numerics.scale);
	*width = RI_LIMBS_OF_DIGITS(numerics.whole + numerics.scale);
	*phases = palloc(sizeof(RiPhase) * ((Size) numerics.count + 1));
	for (i = 0; i < numerics.count; i++)
	{
		bool		known = i < count && !nulls[i];
		int32		degree = known ? DatumGetInt32(values[i]) : 0;

		if (numerics.is_null[i])
			continue;
		if (degree < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("degree of involvement %d is negative", degree)));
		any_degree |= known;
		(*phases)[n].weight = numbers[i];
		(*phases)[n++].degree = (uint32_t) degree;
	}
	return any_degree ? n : 0;
}

/*
 * involvement_score(weights numeric[], degrees int[], highest int) -> numeric
 */
RI_FUNCTION(research_indicators_involvement_score);
Datum
research_indicators_involvement_score(PG_FUNCTION_ARGS)
{
	int32		highest = PG_GETARG_INT32(2);
	RiPhase    *phases;
	uint64_t	score;
	size_t		width;
	size_t		n;

	n = read_phases(PG_GETARG_ARRAYTYPE_P(0), PG_GETARG_ARRAYTYPE_P(1),
					&phases, &width);
	if (highest <= 0 ||
		!ri_involvement_score(phases, n, (uint32_t) highest,
							  ri_limbs(ri_score_limbs(width)), &score))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(ri_scaled_numeric((int64) score, RI_SCORE_SCALE));
}
