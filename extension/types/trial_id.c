/*
 * trial_id.c
 *		SQL type trial_id: a number of a clinical trial registry, eight bytes,
 *		by value.
 *
 * Which numbers there are, and their order, is core/trial_id.h; this file only
 * speaks PostgreSQL.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

#include "errors.h"
#include "scalar_type.h"
#include "trial_id.h"

/* trial_id_in(cstring) -> trial_id */
PG_FUNCTION_INFO_V1(trial_id_in);
Datum
trial_id_in(PG_FUNCTION_ARGS)
{
	char	   *input = PG_GETARG_CSTRING(0);
	int64_t		id = 0;
	RiTrialRegistry claimed;

	switch (ri_trial_id_parse(input, strlen(input), &id, &claimed))
	{
		case RI_TRIAL_ID_OK:
			break;
		case RI_TRIAL_ID_UNKNOWN:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type trial_id: \"%s\"",
							input),
					 errhint("Registries and their numbers: ClinicalTrials.gov NCT01446328, EudraCT 2010-022307-22, EU CT 2022-500014-26-00, ISRCTN54540667.")));
			break;
		case RI_TRIAL_ID_MALFORMED:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_RI_TRIAL_ID_MALFORMED),
					 errmsg("\"%s\" is no %s number", input,
							ri_registry_name(claimed)),
					 errhint("Numbers have the form NCT01446328 (ClinicalTrials.gov), 2010-022307-22 (EudraCT), 2022-500014-26-00 (EU CT, the second part begins with 5) or ISRCTN54540667; a registry's name before it must be its own.")));
			break;
	}
	PG_RETURN_INT64(id);
}

/* trial_id_out(trial_id) -> cstring */
PG_FUNCTION_INFO_V1(trial_id_out);
Datum
trial_id_out(PG_FUNCTION_ARGS)
{
	char	   *result = (char *) palloc(RI_TRIAL_ID_LENGTH + 1);

	ri_trial_id_format(PG_GETARG_INT64(0), result);
	PG_RETURN_CSTRING(result);
}

/* trial_id_recv(internal) -> trial_id: the input is hostile until checked */
PG_FUNCTION_INFO_V1(trial_id_recv);
Datum
trial_id_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int64		id = pq_getmsgint64(buffer);

	if (ri_trial_id_check(id) != RI_TRIAL_ID_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value %lld for type trial_id",
						(long long) id),
				 errhint("Send an 8-byte integer: 10^12 times the registry (1 ctgov, 2 eudract, 3 ctis, 4 isrctn) plus the digits of the number.")));
	PG_RETURN_INT64(id);
}

/* trial_id_send(trial_id) -> bytea: registry and digits, an 8-byte integer */
PG_FUNCTION_INFO_V1(trial_id_send);
Datum
trial_id_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, (uint64) PG_GETARG_INT64(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

static inline int
compare(FunctionCallInfo fcinfo)
{
	return ri_compare_numbers(PG_GETARG_INT64(0), PG_GETARG_INT64(1));
}

RI_ORDER_FUNCTIONS(trial_id, compare)

/* trial_id_hash(trial_id) -> int: hash support */
PG_FUNCTION_INFO_V1(trial_id_hash);
Datum
trial_id_hash(PG_FUNCTION_ARGS)
{
	int64		id = PG_GETARG_INT64(0);

	return hash_any((const unsigned char *) &id, sizeof(id));
}

/* trial_id_hash_extended(trial_id, bigint) -> bigint: seeded hash support */
PG_FUNCTION_INFO_V1(trial_id_hash_extended);
Datum
trial_id_hash_extended(PG_FUNCTION_ARGS)
{
	int64		id = PG_GETARG_INT64(0);

	return hash_any_extended((const unsigned char *) &id, sizeof(id),
							 PG_GETARG_INT64(1));
}

/* registry(trial_id) -> text */
PG_FUNCTION_INFO_V1(trial_id_registry);
Datum
trial_id_registry(PG_FUNCTION_ARGS)
{
	const char *code =
		ri_registry_code(ri_trial_id_registry(PG_GETARG_INT64(0)));

	PG_RETURN_TEXT_P(ri_make_text(code, strlen(code)));
}

static RiTrialIdStatus
read_text(FunctionCallInfo fcinfo, RiTrialRegistry *claimed)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	int64_t		id;

	return ri_trial_id_parse(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
							 &id, claimed);
}

/* is_trial_id(text) -> bool: the rule of the type, without its errors */
PG_FUNCTION_INFO_V1(research_indicators_is_trial_id);
Datum
research_indicators_is_trial_id(PG_FUNCTION_ARGS)
{
	RiTrialRegistry claimed;

	PG_RETURN_BOOL(read_text(fcinfo, &claimed) == RI_TRIAL_ID_OK);
}

/* claimed_registry(text) -> text: NULL where no known registry is meant */
PG_FUNCTION_INFO_V1(research_indicators_claimed_registry);
Datum
research_indicators_claimed_registry(PG_FUNCTION_ARGS)
{
	RiTrialRegistry claimed;
	const char *code;

	read_text(fcinfo, &claimed);
	code = ri_registry_code(claimed);
	if (code == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(ri_make_text(code, strlen(code)));
}
