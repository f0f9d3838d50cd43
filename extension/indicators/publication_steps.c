/*
 * publication_steps.c
 *		SQL function publication_point_steps: what the arithmetic of points
 *		comes by between shares and result, over core/publication.h and
 *		core/nvi.h.  Explanations show these values; points themselves come
 *		from the same code.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "arguments.h"
#include "nvi_points.h"
#include "publication.h"

/* Arguments, in order; the SQL declaration has the same. */
typedef enum StepArgument
{
	ARGUMENT_WEIGHT,
	ARGUMENT_SHARES,
	ARGUMENT_TOTAL,
	ARGUMENT_INTERNATIONAL,
	ARGUMENT_INTERREGIONAL,
	ARGUMENT_METHOD,
	ARGUMENT_SHARE_FUNCTION,
	ARGUMENT_INTERNATIONAL_FACTOR,
	ARGUMENT_REGIONAL_FACTOR,
	ARGUMENT_COMBINED_FACTORS
} StepArgument;

/* Columns of the result, in order. */
typedef enum StepColumn
{
	STEP_FACTOR,
	STEP_RATIO,
	STEP_ROOT,
	STEP_PRODUCT,
	STEP_POINTS,
	STEP_COLUMNS
} StepColumn;

#define ONE_E4 INT64CONST(10000)	/* a factor that changes nothing */
#define FACTOR_SCALE 8			/* decimals of two factors */
#define RATIO_SCALE 10
#define PRODUCT_SCALE 22

/* A scaled argument; one that is unset or malformed gives the default. */
static int64
scaled_argument(FunctionCallInfo fcinfo, StepArgument argument,
				int64 otherwise)
{
	int64		value = otherwise;

	if (PG_ARGISNULL(argument) ||
		ri_numeric_scaled(PG_GETARG_DATUM(argument), RI_POINTS_SCALE,
						  &value) != RI_DECIMAL_OK)
		return otherwise;
	return value;
}

static RiCombinedFactors
combined_factors(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(ARGUMENT_COMBINED_FACTORS))
		return RI_FACTORS_UNSET;
	return strcmp(ri_text_cstring(PG_GETARG_DATUM(ARGUMENT_COMBINED_FACTORS)),
				  "larger") == 0 ? RI_FACTORS_LARGER : RI_FACTORS_PRODUCT;
}

/* K; false where a parameter that it needs is unset. */
static bool
take_factor(FunctionCallInfo fcinfo, int64 *factor_e8)
{
	RiPublicationRules rules = {0};
	RiPublicationResult result = {0};

	result.international = !PG_ARGISNULL(ARGUMENT_INTERNATIONAL) &&
		PG_GETARG_BOOL(ARGUMENT_INTERNATIONAL);
	result.interregional = !PG_ARGISNULL(ARGUMENT_INTERREGIONAL) &&
		PG_GETARG_BOOL(ARGUMENT_INTERREGIONAL);
	if ((result.international && PG_ARGISNULL(ARGUMENT_INTERNATIONAL_FACTOR)) ||
		(result.interregional && PG_ARGISNULL(ARGUMENT_REGIONAL_FACTOR)))
		return false;
	rules.international_factor_e4 =
		scaled_argument(fcinfo, ARGUMENT_INTERNATIONAL_FACTOR, ONE_E4);
	rules.regional_factor_e4 =
		scaled_argument(fcinfo, ARGUMENT_REGIONAL_FACTOR, ONE_E4);
	rules.combined_factors = combined_factors(fcinfo);
	return ri_publication_factor(&rules, &result, factor_e8);
}

/* The product has more digits than an int64: its points and what was cut off. */
static Datum
product_numeric(const RiNviSteps *steps)
{
	return DirectFunctionCall2(numeric_add,
							   ri_scaled_numeric(steps->product_e4,
												 RI_POINTS_SCALE),
							   ri_scaled_numeric(steps->product_rest_e22,
												 PRODUCT_SCALE));
}

static void
put_steps(const RiNviSteps *steps, RiShareFunction function, Datum *values,
		  bool *nulls)
{
	values[STEP_POINTS] = ri_scaled_numeric(steps->points_e4, RI_POINTS_SCALE);
	nulls[STEP_POINTS] = false;
	if (!steps->stepwise)
		return;
	values[STEP_RATIO] = ri_scaled_numeric(steps->ratio_e10, RATIO_SCALE);
	values[STEP_PRODUCT] = product_numeric(steps);
	nulls[STEP_RATIO] = nulls[STEP_PRODUCT] = false;
	if (function == RI_SHARE_SQRT)
	{
		values[STEP_ROOT] = ri_scaled_numeric(steps->root_e10, RATIO_SCALE);
		nulls[STEP_ROOT] = false;
	}
}

/*
 * publication_point_steps(weight numeric, shares int, total int,
 *		international bool, interregional bool, method text,
 *		share_function text, international_factor numeric,
 *		regional_factor numeric, combined_factors text) -> record
 *
 * What cannot be computed because a parameter is unset is NULL.
 */
PG_FUNCTION_INFO_V1(research_indicators_publication_point_steps);
Datum
research_indicators_publication_point_steps(PG_FUNCTION_ARGS)
{
	Datum		values[STEP_COLUMNS] = {0};
	bool		nulls[STEP_COLUMNS] = {true, true, true, true, true};
	TupleDesc	tupdesc;
	int64		factor_e8 = 0;

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	if (take_factor(fcinfo, &factor_e8))
	{
		values[STEP_FACTOR] = ri_scaled_numeric(factor_e8, FACTOR_SCALE);
		nulls[STEP_FACTOR] = false;
	}
	if (!nulls[STEP_FACTOR] && !PG_ARGISNULL(ARGUMENT_WEIGHT) &&
		!PG_ARGISNULL(ARGUMENT_SHARES) && !PG_ARGISNULL(ARGUMENT_TOTAL) &&
		!PG_ARGISNULL(ARGUMENT_METHOD) &&
		!PG_ARGISNULL(ARGUMENT_SHARE_FUNCTION))
	{
		RiNviMethod method =
			ri_nvi_method_by_name(ri_text_cstring(PG_GETARG_DATUM(ARGUMENT_METHOD)));
		RiShareFunction function =
			strcmp(ri_text_cstring(PG_GETARG_DATUM(ARGUMENT_SHARE_FUNCTION)),
				   "linear") == 0 ? RI_SHARE_LINEAR : RI_SHARE_SQRT;
		RiNviSteps	steps;

		/* a malformed weight is out of range like any other */
		if (ri_nvi_share_steps(function, method,
							   scaled_argument(fcinfo, ARGUMENT_WEIGHT, -1),
							   factor_e8, PG_GETARG_INT32(ARGUMENT_SHARES),
							   PG_GETARG_INT32(ARGUMENT_TOTAL),
							   &steps) == RI_NVI_OK)
			put_steps(&steps, function, values, nulls);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}
