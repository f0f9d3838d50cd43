/*
 * orgnr.c
 *		SQL type orgnr: a Norwegian organisation number, four bytes, by value.
 *
 * The rule (nine digits, check digit) is core/orgnr.h; this file only speaks
 * PostgreSQL.  The order is that of the digits.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "errors.h"
#include "orgnr.h"
#include "scalar_type.h"

#define PG_GETARG_ORGNR(n)	PG_GETARG_INT32(n)
#define PG_RETURN_ORGNR(x)	PG_RETURN_INT32(x)

/* ISO 6523 scheme of Norwegian organisation numbers (EAS code list). */
#define PARTICIPANT_SCHEME	"0192:"

/* orgnr_in(cstring) -> orgnr */
PG_FUNCTION_INFO_V1(orgnr_in);
Datum
orgnr_in(PG_FUNCTION_ARGS)
{
	char	   *input = PG_GETARG_CSTRING(0);
	int32		orgnr;

	switch (ri_orgnr_parse(input, strlen(input), &orgnr))
	{
		case RI_ORGNR_OK:
			break;
		case RI_ORGNR_SYNTAX:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type orgnr: \"%s\"",
							input),
					 errhint("An organisation number has nine digits, the first 8 or 9, for example 991324968.")));
			break;
		case RI_ORGNR_CHECK_DIGIT:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_RI_ORGNR_CHECK_DIGIT),
					 errmsg("organisation number \"%s\" has a wrong check digit",
							input),
					 errhint("Compare it with the register of legal entities; two digits are often swapped.")));
			break;
	}
	PG_RETURN_ORGNR(orgnr);
}

/* orgnr_out(orgnr) -> cstring */
PG_FUNCTION_INFO_V1(orgnr_out);
Datum
orgnr_out(PG_FUNCTION_ARGS)
{
	char	   *result = (char *) palloc(RI_ORGNR_DIGITS + 1);

	ri_orgnr_format(PG_GETARG_ORGNR(0), result);
	PG_RETURN_CSTRING(result);
}

/* orgnr_recv(internal) -> orgnr: the input is hostile until checked */
PG_FUNCTION_INFO_V1(orgnr_recv);
Datum
orgnr_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int32		orgnr = (int32) pq_getmsgint(buffer, 4);

	if (ri_orgnr_check(orgnr) != RI_ORGNR_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value %d for type orgnr", orgnr),
				 errhint("Send the nine digits, with a right check digit, as a 4-byte integer.")));
	PG_RETURN_ORGNR(orgnr);
}

/* orgnr_send(orgnr) -> bytea: the nine digits as a 4-byte integer */
PG_FUNCTION_INFO_V1(orgnr_send);
Datum
orgnr_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint32(&buffer, (uint32) PG_GETARG_ORGNR(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

static inline int
compare(FunctionCallInfo fcinfo)
{
	return ri_compare_numbers(PG_GETARG_ORGNR(0), PG_GETARG_ORGNR(1));
}

RI_ORDER_FUNCTIONS(orgnr, compare)

/* orgnr_hash(orgnr) -> int: hash support */
PG_FUNCTION_INFO_V1(orgnr_hash);
Datum
orgnr_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32((uint32) PG_GETARG_ORGNR(0));
}

/* orgnr_hash_extended(orgnr, bigint) -> bigint: seeded hash support */
PG_FUNCTION_INFO_V1(orgnr_hash_extended);
Datum
orgnr_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended((uint32) PG_GETARG_ORGNR(0),
								PG_GETARG_INT64(1));
}

/* participant_id(orgnr) -> text: "0192:991324968" */
PG_FUNCTION_INFO_V1(orgnr_participant_id);
Datum
orgnr_participant_id(PG_FUNCTION_ARGS)
{
	char		id[sizeof(PARTICIPANT_SCHEME) + RI_ORGNR_DIGITS] =
		PARTICIPANT_SCHEME;

	ri_orgnr_format(PG_GETARG_ORGNR(0), id + strlen(PARTICIPANT_SCHEME));
	PG_RETURN_TEXT_P(ri_make_text(id, strlen(id)));
}

/* is_orgnr(text) -> bool: the rule of the type, without its errors */
PG_FUNCTION_INFO_V1(research_indicators_is_orgnr);
Datum
research_indicators_is_orgnr(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	int32		orgnr;

	PG_RETURN_BOOL(ri_orgnr_parse(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
								  &orgnr) == RI_ORGNR_OK);
}
