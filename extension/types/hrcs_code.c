/*
 * hrcs_code.c
 *		SQL type hrcs_code: a code of the Health Research Classification System,
 *		two bytes, by value.
 *
 * Which codes there are, and their order, is core/hrcs.h; this file only speaks
 * PostgreSQL.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "errors.h"
#include "hrcs.h"
#include "scalar_type.h"

#define PG_GETARG_HRCS(n)	PG_GETARG_INT16(n)
#define PG_RETURN_HRCS(x)	PG_RETURN_INT16(x)

/* hrcs_code_in(cstring) -> hrcs_code */
PG_FUNCTION_INFO_V1(hrcs_code_in);
Datum
hrcs_code_in(PG_FUNCTION_ARGS)
{
	char	   *input = PG_GETARG_CSTRING(0);
	int16		code = 0;

	switch (ri_hrcs_parse(input, strlen(input), &code))
	{
		case RI_HRCS_OK:
			break;
		case RI_HRCS_SYNTAX:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type hrcs_code: \"%s\"",
							input),
					 errhint("A health category is written HC01, a group of research activities 8, an activity 8.1.")));
			break;
		case RI_HRCS_UNKNOWN:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_RI_HRCS_UNKNOWN),
					 errmsg("\"%s\" is not in the Health Research Classification System",
							input),
					 errhint("Table research_indicators.hrcs_classification lists all codes.")));
			break;
	}
	PG_RETURN_HRCS(code);
}

/* hrcs_code_out(hrcs_code) -> cstring */
PG_FUNCTION_INFO_V1(hrcs_code_out);
Datum
hrcs_code_out(PG_FUNCTION_ARGS)
{
	char	   *result = (char *) palloc(RI_HRCS_TEXT_LENGTH + 1);

	ri_hrcs_format(PG_GETARG_HRCS(0), result);
	PG_RETURN_CSTRING(result);
}

/* hrcs_code_recv(internal) -> hrcs_code: the input is hostile until checked */
PG_FUNCTION_INFO_V1(hrcs_code_recv);
Datum
hrcs_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	uint16		code = (uint16) pq_getmsgint(buffer, 2);

	if (ri_hrcs_check(code) != RI_HRCS_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value %d for type hrcs_code", code),
				 errhint("Send two bytes: 1 and the number of a health category, or 2 and 16 times the group plus the number of the activity.")));
	PG_RETURN_HRCS((int16) code);
}

/* hrcs_code_send(hrcs_code) -> bytea: dimension, number within it */
PG_FUNCTION_INFO_V1(hrcs_code_send);
Datum
hrcs_code_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint16(&buffer, (uint16) PG_GETARG_HRCS(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

static inline int
compare(FunctionCallInfo fcinfo)
{
	return ri_compare_numbers(PG_GETARG_HRCS(0), PG_GETARG_HRCS(1));
}

RI_ORDER_FUNCTIONS(hrcs_code, compare)

/* hrcs_code_hash(hrcs_code) -> int: hash support */
PG_FUNCTION_INFO_V1(hrcs_code_hash);
Datum
hrcs_code_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32((uint32) PG_GETARG_HRCS(0));
}

/* hrcs_code_hash_extended(hrcs_code, bigint) -> bigint: seeded hash support */
PG_FUNCTION_INFO_V1(hrcs_code_hash_extended);
Datum
hrcs_code_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended((uint32) PG_GETARG_HRCS(0),
								PG_GETARG_INT64(1));
}

/* hrcs_dimension(hrcs_code) -> text */
PG_FUNCTION_INFO_V1(hrcs_code_dimension);
Datum
hrcs_code_dimension(PG_FUNCTION_ARGS)
{
	const char *name =
		ri_hrcs_dimension(PG_GETARG_HRCS(0)) == RI_HRCS_HEALTH_CATEGORY ?
		"health_category" : "research_activity";

	PG_RETURN_TEXT_P(ri_make_text(name, strlen(name)));
}

/* hrcs_group(hrcs_code) -> hrcs_code: NULL for a health category */
PG_FUNCTION_INFO_V1(hrcs_code_group);
Datum
hrcs_code_group(PG_FUNCTION_ARGS)
{
	int16		group = ri_hrcs_group(PG_GETARG_HRCS(0));

	if (group == 0)
		PG_RETURN_NULL();
	PG_RETURN_HRCS(group);
}

/* is_hrcs_code(text) -> bool: the rule of the type, without its errors */
PG_FUNCTION_INFO_V1(research_indicators_is_hrcs_code);
Datum
research_indicators_is_hrcs_code(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	int16		code;

	PG_RETURN_BOOL(ri_hrcs_parse(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
								 &code) == RI_HRCS_OK);
}
