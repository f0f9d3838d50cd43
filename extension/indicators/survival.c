/*
 * survival.c
 *		SQL function survival_quartiles over core/survival.h.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "arguments.h"
#include "exact_numerics.h"
#include "linked_version.h"
#include "survival.h"

static RiFollowUp *
read_studies(ArrayType *days, ArrayType *has_result, int *count)
{
	Datum	   *day;
	Datum	   *result;
	bool	   *day_null;
	bool	   *result_null;
	int			results;
	RiFollowUp *studies;
	int			i;

	deconstruct_array(days, INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &day, &day_null, count);
	deconstruct_array(has_result, BOOLOID, sizeof(bool), true, TYPALIGN_CHAR,
					  &result, &result_null, &results);
	if (results != *count || array_contains_nulls(days) ||
		array_contains_nulls(has_result))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("days and results are not of the same studies"),
				 errhint("Give two arrays of one length without NULL.")));
	studies = palloc(sizeof(RiFollowUp) * ((Size) *count + 1));
	for (i = 0; i < *count; i++)
	{
		studies[i].days = DatumGetInt32(day[i]);
		studies[i].has_result = DatumGetBool(result[i]);
	}
	return studies;
}

/*
 * survival_quartiles(days int[], has_result bool[])
 *	-> (first_quartile, median, third_quartile numeric); NULL: not reached
 */
RI_FUNCTION(research_indicators_survival_quartiles);
Datum
research_indicators_survival_quartiles(PG_FUNCTION_ARGS)
{
	RiSurvival	survival;
	RiFollowUp *studies;
	TupleDesc	tupdesc;
	Datum		values[RI_QUARTERS];
	bool		nulls[RI_QUARTERS];
	int			count;
	int			q;

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	studies = read_studies(PG_GETARG_ARRAYTYPE_P(0), PG_GETARG_ARRAYTYPE_P(1),
						   &count);
	ri_survival_begin(&survival, studies, (size_t) count,
					  ri_limbs(ri_survival_limbs((size_t) count)));
	while (ri_survival_step(&survival))
		CHECK_FOR_INTERRUPTS();
	for (q = 0; q < RI_QUARTERS; q++)
	{
		nulls[q] = !survival.quarter[q].reached;
		values[q] = ri_scaled_numeric(survival.quarter[q].days,
									  RI_SURVIVAL_SCALE);
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}
