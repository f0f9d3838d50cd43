/*
 * arguments.c
 *		SQL values in and out of the indicator functions.
 */
#include "arguments.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

char *
ri_numeric_text(Datum numeric)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, numeric));
}

RiDecimalStatus
ri_numeric_scaled(Datum numeric, int scale, int64 *scaled)
{
	char	   *digits = ri_numeric_text(numeric);

	return ri_decimal_parse(digits, strlen(digits), scale, scaled);
}

Datum
ri_scaled_numeric(int64 value, int scale)
{
	return NumericGetDatum(int64_div_fast_to_numeric(value, scale));
}

char *
ri_text_cstring(Datum text_datum)
{
	return TextDatumGetCString(text_datum);
}

Datum
ri_cstring_text(const char *value)
{
	return CStringGetTextDatum(value);
}

char *
ri_row_text(HeapTuple row, TupleDesc desc, int column)
{
	bool		isnull;
	Datum		value = heap_getattr(row, column, desc, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}
