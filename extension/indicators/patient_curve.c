/*
 * patient_curve.c
 *		SQL function patient_curve_points over core/patient_curve.h.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"

#include "arguments.h"
#include "exact_numerics.h"
#include "linked_version.h"
#include "patient_curve.h"

static void
read_patients(Datum numeric, RiDecimalText *patients)
{
	if (!ri_numeric_decimal(numeric, patients) || patients->negative ||
		patients->nwhole + patients->nfraction > 18 ||
		strspn(patients->fraction, "0") != patients->nfraction)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is no number of patients",
						ri_numeric_text(numeric)),
				 errhint("Give a whole number that is not negative.")));
	patients->nfraction = 0;
}

/* factor * what the curve gives for so many patients */
static Datum
curve_points(RiCurve curve, const RiDecimalText *patients, Datum factor)
{
	RiDecimalText decimal;
	RiMagnitude number;
	RiMagnitude value;
	RiMagnitude multiplier;
	RiMagnitude points;
	size_t		limbs;
	size_t		scale;

	if (!ri_numeric_decimal(factor, &decimal))
		return ri_nan();
	limbs = RI_LIMBS_OF_DIGITS(decimal.nwhole + decimal.nfraction);
	ri_magnitude_init(&number, ri_limbs(RI_LIMBS_OF_64_BITS));
	ri_magnitude_init(&value, ri_limbs(RI_CURVE_LIMBS));
	ri_magnitude_init(&multiplier, ri_limbs(limbs));
	ri_magnitude_init(&points, ri_limbs(RI_CURVE_LIMBS + limbs));
	ri_magnitude_set_decimal(&number, patients, 0);
	ri_magnitude_set_decimal(&multiplier, &decimal, decimal.nfraction);
	scale = ri_curve_value(curve, ri_magnitude_value(&number), &value,
						   ri_limbs(RI_CURVE_SCRATCH_LIMBS));
	ri_magnitude_multiply(&points, &value, &multiplier);
	return ri_magnitude_numeric(&points, decimal.negative,
								scale + decimal.nfraction);
}

/*
 * The points of the bracket that so many patients are in; 0 below all.  A
 * bracket that begins nowhere is none.
 */
static Datum
bracket_points(const RiDecimalText *patients, ArrayType *begins,
			   ArrayType *points)
{
	RiNumerics	from;
	RiMagnitude *known;
	RiMagnitude number;
	Datum	   *values;
	bool	   *nulls;
	int		   *place;
	int			count;
	size_t		n = 0;
	size_t		found;
	int			i;

	ri_read_numerics(begins, &from);
	deconstruct_array(points, NUMERICOID, -1, false, TYPALIGN_INT, &values,
					  &nulls, &count);
	if (!ri_numerics_are_amounts(&from))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a bracket begins at no number of patients")));
	known = ri_numerics_magnitudes(&from, from.scale);
	place = palloc(sizeof(int) * ((Size) from.count + 1));
	for (i = 0; i < from.count; i++)
	{
		if (from.is_null[i])
			continue;
		place[n] = i;
		known[n++] = known[i];
	}
	ri_magnitude_init(&number, ri_limbs(RI_LIMBS_OF_DIGITS(patients->nwhole +
														   from.scale)));
	ri_magnitude_set_decimal(&number, patients, from.scale);
	found = ri_curve_bracket(known, n, &number);
	if (found == n || place[found] >= count || nulls[place[found]])
		return ri_scaled_numeric(0, 0);
	return values[place[found]];
}

/*
 * patient_curve_points(patients numeric, curve text, factor numeric,
 *						bracket_from numeric[], bracket_points numeric[])
 *	-> numeric; NULL when the curve or its factor is
 */
RI_FUNCTION(research_indicators_patient_curve_points);
Datum
research_indicators_patient_curve_points(PG_FUNCTION_ARGS)
{
	RiDecimalText patients;
	RiCurve		curve;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) ||
		!ri_curve_by_name(ri_text_cstring(PG_GETARG_DATUM(1)), &curve))
		PG_RETURN_NULL();
	read_patients(PG_GETARG_DATUM(0), &patients);
	if (curve != RI_CURVE_BRACKETS)
	{
		if (PG_ARGISNULL(2))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(curve_points(curve, &patients, PG_GETARG_DATUM(2)));
	}
	if (PG_ARGISNULL(3) || PG_ARGISNULL(4))
		PG_RETURN_DATUM(ri_scaled_numeric(0, 0));
	PG_RETURN_DATUM(bracket_points(&patients, PG_GETARG_ARRAYTYPE_P(3),
								   PG_GETARG_ARRAYTYPE_P(4)));
}
