/*
 * nvi_points.c
 *		SQL function nvi_points: one institution's points for one publication,
 *		over core/nvi.h.
 */
#include "postgres.h"

#include "fmgr.h"

#include "arguments.h"
#include "errors.h"
#include "linked_version.h"
#include "nvi_points.h"

#define NATIONAL_FACTOR_E4 INT64CONST(10000)	/* K of a national publication */

RiNviMethod
ri_nvi_method_by_name(const char *name)
{
	if (strcmp(name, "nva") == 0)
		return RI_NVI_METHOD_NVA;
	if (strcmp(name, "exact") == 0)
		return RI_NVI_METHOD_EXACT;
	ereport(ERROR,
			(errcode(ERRCODE_RI_UNKNOWN_METHOD),
			 errmsg("unknown rounding method \"%s\"", name),
			 errhint("Methods: nva, exact.")));
}

/* Raises the error of its own that each kind of bad argument has. */
static void
report_refusal(RiNviStatus status, PG_FUNCTION_ARGS)
{
	int32		shares = PG_GETARG_INT32(1);
	int32		total = PG_GETARG_INT32(2);

	switch (status)
	{
		case RI_NVI_OK:
			return;
		case RI_NVI_WEIGHT_RANGE:
			ereport(ERROR,
					(errcode(ERRCODE_RI_WEIGHT_RANGE),
					 errmsg("weight %s is not a publication weight",
							ri_numeric_text(PG_GETARG_DATUM(0))),
					 errhint("Give a weight from 0 to 100 with at most 4 decimals.")));
			break;
		case RI_NVI_FACTOR_RANGE:
			ereport(ERROR,
					(errcode(ERRCODE_RI_FACTOR_RANGE),
					 errmsg("international factor %s is out of range",
							ri_numeric_text(PG_GETARG_DATUM(5))),
					 errhint("Give a factor from 1 to 10 with at most 4 decimals.")));
			break;
		case RI_NVI_TOTAL_NOT_POSITIVE:
			ereport(ERROR,
					(errcode(ERRCODE_RI_TOTAL_NOT_POSITIVE),
					 errmsg("total number of shares must be at least 1, not %d",
							total),
					 errhint("A publication without creators earns no points and needs no calculation.")));
			break;
		case RI_NVI_SHARES_NEGATIVE:
			ereport(ERROR,
					(errcode(ERRCODE_RI_SHARES_NEGATIVE),
					 errmsg("number of shares must not be negative: %d",
							shares),
					 errhint("Count the institution's verified creators.")));
			break;
		case RI_NVI_SHARES_EXCEED_TOTAL:
			ereport(ERROR,
					(errcode(ERRCODE_RI_SHARES_EXCEED_TOTAL),
					 errmsg("%d shares of an institution exceed the total of %d",
							shares, total),
					 errhint("The arguments are the institution's shares first, then all shares.")));
			break;
		case RI_NVI_TOTAL_LIMIT:
			ereport(ERROR,
					(errcode(ERRCODE_RI_TOTAL_LIMIT),
					 errmsg("total number of shares %d is above the limit of %d",
							total, RI_SHARES_MAX),
					 errhint("Check the count: no publication has that many author shares.")));
	}
}

/*
 * nvi_points(weight numeric, shares int, total int, international bool,
 *			  method text, international_factor numeric) -> numeric
 */
RI_FUNCTION(research_indicators_nvi_points);
Datum
research_indicators_nvi_points(PG_FUNCTION_ARGS)
{
	RiNviMethod method = ri_nvi_method_by_name(ri_text_cstring(PG_GETARG_DATUM(4)));
	bool		international = PG_GETARG_BOOL(3);
	int64		weight;
	int64		factor;
	int64		points = 0;
	RiNviStatus status;

	/* the factor is checked also where a national publication ignores it */
	if (ri_numeric_scaled(PG_GETARG_DATUM(0), RI_POINTS_SCALE,
						  &weight) != RI_DECIMAL_OK)
		status = RI_NVI_WEIGHT_RANGE;
	else if (ri_numeric_scaled(PG_GETARG_DATUM(5), RI_POINTS_SCALE,
							   &factor) != RI_DECIMAL_OK)
		status = RI_NVI_FACTOR_RANGE;
	else
		status = ri_nvi_points(method, weight, factor, PG_GETARG_INT32(1),
							   PG_GETARG_INT32(2), &points);
	if (status == RI_NVI_OK && !international)
		status = ri_nvi_points(method, weight, NATIONAL_FACTOR_E4,
							   PG_GETARG_INT32(1), PG_GETARG_INT32(2),
							   &points);
	report_refusal(status, fcinfo);
	PG_RETURN_DATUM(ri_scaled_numeric(points, RI_POINTS_SCALE));
}
