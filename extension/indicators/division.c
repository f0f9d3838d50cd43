/*
 * division.c
 *		SQL functions apportion and split_amount over core/largest_remainder.h.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "arguments.h"
#include "exact_numerics.h"
#include "largest_remainder.h"
#include "linked_version.h"

#define ORE_DECIMALS 2

/* What is divided: whole units, each 10^-decimals. */
typedef struct Amount
{
	RiMagnitude units;
	bool		negative;
	size_t		limbs;
	size_t		decimals;
} Amount;

/* False for NaN and the infinities; without whole units, an error. */
static bool
read_amount(Datum numeric, size_t decimals, Amount *amount)
{
	RiDecimalText decimal;

	if (!ri_numeric_decimal(numeric, &decimal))
		return false;
	while (decimal.nfraction > decimals &&
		   decimal.fraction[decimal.nfraction - 1] == '0')
		decimal.nfraction--;
	if (decimal.nfraction > decimals)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is no whole number of units",
						ri_numeric_text(numeric)),
				 errhint("Give a whole number without decimals.")));
	amount->limbs = RI_LIMBS_OF_DIGITS(decimal.nwhole + decimals);
	ri_magnitude_init(&amount->units, ri_limbs(amount->limbs));
	ri_magnitude_set_decimal(&amount->units, &decimal, decimals);
	amount->negative = decimal.negative;
	amount->decimals = decimals;
	return true;
}

/* The parts by the weights; NULL when these do not add up to more than 0. */
static RiPart *
divide(const Amount *amount, const RiNumerics *weights, RiTieRule tie)
{
	size_t		n = (size_t) weights->count;
	size_t		limbs = RI_LIMBS_OF_DIGITS(weights->whole + weights->scale);
	RiPart	   *parts = palloc(sizeof(RiPart) * (n + 1));
	uint32_t   *scratch = ri_limbs(ri_division_limbs(limbs, amount->limbs));
	size_t		i;

	ri_parts_init(parts, n, limbs, amount->limbs,
				  ri_limbs(ri_parts_limbs(n, limbs, amount->limbs)));
	for (i = 0; i < n; i++)
	{
		ri_magnitude_set_decimal(&parts[i].weight, &weights->decimal[i],
								 weights->scale);
		parts[i].weight_negative = weights->decimal[i].negative;
	}
	return ri_divide_by_largest_remainder(&amount->units, parts, n, tie,
										  scratch) ? parts : NULL;
}

/*
 * The parts as an array; NaN everywhere where there are none, NULL where there
 * was no weight.
 */
static ArrayType *
parts_array(const Amount *amount, const RiNumerics *weights,
			const RiPart *parts)
{
	Datum	   *values = palloc(sizeof(Datum) * (Size) weights->count);
	int			dims[1] = {weights->count};
	int			lower[1] = {1};
	int			i;

	for (i = 0; i < weights->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		values[i] = parts == NULL ? ri_nan() :
			ri_magnitude_numeric(&parts[i].units,
								 parts[i].units_negative != amount->negative,
								 amount->decimals);
	}
	return construct_md_array(values, parts == NULL ? NULL : weights->is_null,
							  1, dims, lower, NUMERICOID, -1, false,
							  TYPALIGN_INT);
}

/* What both functions do; the amount is the first argument, already rounded. */
static Datum
divided(FunctionCallInfo fcinfo, Datum numeric, size_t decimals,
		RiTieRule tie)
{
	Amount		amount = {.negative = false};
	RiNumerics	weights;
	RiPart	   *parts = NULL;

	ri_read_numerics(PG_GETARG_ARRAYTYPE_P(1), &weights);
	if (weights.count == 0)
		PG_RETURN_NULL();
	if (read_amount(numeric, decimals, &amount) && weights.finite)
	{
		parts = divide(&amount, &weights, tie);
		if (parts == NULL)
			PG_RETURN_NULL();
	}
	PG_RETURN_ARRAYTYPE_P(parts_array(&amount, &weights, parts));
}

/* apportion(units numeric, weights numeric[]) -> numeric[] */
RI_FUNCTION(research_indicators_apportion);
Datum
research_indicators_apportion(PG_FUNCTION_ARGS)
{
	return divided(fcinfo, PG_GETARG_DATUM(0), 0, RI_TIE_TO_FIRST);
}

/* split_amount(amount_nok numeric, weights numeric[]) -> numeric[] */
RI_FUNCTION(research_indicators_split_amount);
Datum
research_indicators_split_amount(PG_FUNCTION_ARGS)
{
	Datum		rounded = DirectFunctionCall2(numeric_round,
											  PG_GETARG_DATUM(0),
											  Int32GetDatum(ORE_DECIMALS));

	return divided(fcinfo, rounded, ORE_DECIMALS, RI_TIE_TO_LAST);
}
