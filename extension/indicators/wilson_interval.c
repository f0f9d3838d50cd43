/*
 * wilson_interval.c
 *		SQL function wilson_interval over core/wilson.h.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"

#include "arguments.h"
#include "errors.h"
#include "linked_version.h"
#include "wilson.h"

/* wilson_interval(successes bigint, trials bigint, confidence numeric) */
RI_FUNCTION(research_indicators_wilson_interval);
Datum
research_indicators_wilson_interval(PG_FUNCTION_ARGS)
{
	int64		successes = PG_GETARG_INT64(0);
	int64		trials = PG_GETARG_INT64(1);
	int64		percent = 0;
	double		z = 0;
	int64		low;
	int64		high;
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	if (ri_numeric_scaled(PG_GETARG_DATUM(2), 2, &percent) == RI_DECIMAL_OK &&
		percent > 0 && percent < 100)
		z = ri_wilson_z((int) percent);
	if (z == 0)
		ereport(ERROR,
				(errcode(ERRCODE_RI_INTERVAL_ARGUMENT),
				 errmsg("confidence %s is not supported",
						ri_numeric_text(PG_GETARG_DATUM(2))),
				 errhint("Choices: 0.90, 0.95, 0.99.")));
	if (trials < 0 || successes < 0 || successes > trials)
		ereport(ERROR,
				(errcode(ERRCODE_RI_INTERVAL_ARGUMENT),
				 errmsg("%lld successes of %lld trials is no proportion",
						(long long) successes, (long long) trials),
				 errhint("Give 0 <= successes <= trials.")));
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	/* of nothing there is no interval: both bounds NULL */
	if (ri_wilson_interval(successes, trials, z, &low, &high))
	{
		values[0] = ri_scaled_numeric(low, RI_WILSON_SCALE);
		values[1] = ri_scaled_numeric(high, RI_WILSON_SCALE);
	}
	else
		nulls[0] = nulls[1] = true;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}
