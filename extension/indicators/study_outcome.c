/*
 * study_outcome.c
 *		SQL function study_outcome: status of one study under one policy, over
 *		core/study_policy.h.
 *
 * The policy comes as a row of publication_policy and the study as plain
 * columns, so that one statement judges all studies of a source.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/date.h"

#include "arguments.h"
#include "linked_version.h"
#include "study_policy.h"

#define OUTCOME_COLUMNS 11

static RiRecruitment
recruitment_by_code(const char *code)
{
	static const char *const codes[] = {
		"not_started", "recruiting", "active", "suspended",
		"completed", "terminated", "withdrawn"
	};
	int			i;

	for (i = 0; i < (int) lengthof(codes); i++)
		if (strcmp(code, codes[i]) == 0)
			return (RiRecruitment) i;
	return RI_STUDY_UNKNOWN;
}

static RiDatePrecision
precision_by_code(const char *code)
{
	if (strcmp(code, "month") == 0)
		return RI_PRECISION_MONTH;
	if (strcmp(code, "year") == 0)
		return RI_PRECISION_YEAR;
	return RI_PRECISION_DAY;
}

/* A date that is NULL, infinite or outside the calendar is not known. */
static RiDate
date_argument(FunctionCallInfo fcinfo, int n)
{
	RiDate		result = {false, 0};

	if (!PG_ARGISNULL(n))
	{
		DateADT		date = PG_GETARG_DATEADT(n);

		if (date >= RI_DAY_MIN && date <= RI_DAY_MAX)
		{
			result.known = true;
			result.day = date;
		}
	}
	return result;
}

static RiAnswer
answer_argument(FunctionCallInfo fcinfo, int n)
{
	if (PG_ARGISNULL(n))
		return RI_ANSWER_UNKNOWN;
	return PG_GETARG_BOOL(n) ? RI_ANSWER_YES : RI_ANSWER_NO;
}

static char *
text_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? pstrdup("") :
		ri_text_cstring(PG_GETARG_DATUM(n));
}

/* A text column of the policy; NULL, of a row that no policy is, is "". */
static char *
policy_code(HeapTupleHeader row, const char *name)
{
	bool		isnull;
	Datum		value = GetAttributeByName(row, name, &isnull);

	return isnull ? pstrdup("") : ri_text_cstring(value);
}

static RiPeriod
policy_period(HeapTupleHeader row, const char *amount_name,
			  const char *unit_name)
{
	RiPeriod	period = {false, 0, RI_PERIOD_DAY};
	bool		isnull;
	Datum		amount = GetAttributeByName(row, amount_name, &isnull);

	if (isnull)
		return period;
	period.given = true;
	period.amount = DatumGetInt32(amount);
	if (strcmp(policy_code(row, unit_name), "month") == 0)
		period.unit = RI_PERIOD_MONTH;
	return period;
}

static bool
policy_flag(HeapTupleHeader row, const char *name)
{
	bool		isnull;
	Datum		value = GetAttributeByName(row, name, &isnull);

	return !isnull && DatumGetBool(value);
}

static int32
policy_days(HeapTupleHeader row, const char *name)
{
	bool		isnull;
	Datum		value = GetAttributeByName(row, name, &isnull);

	return isnull ? 0 : DatumGetInt32(value);
}

static RiStudyPolicy
policy_from_row(HeapTupleHeader row)
{
	RiStudyPolicy policy;

	policy.anchor = strcmp(policy_code(row, "anchor"), "primary_completion") == 0 ?
		RI_ANCHOR_PRIMARY_COMPLETION : RI_ANCHOR_COMPLETION;
	policy.summary = policy_period(row, "summary_amount", "summary_unit");
	policy.publication = policy_period(row, "publication_amount",
									   "publication_unit");
	policy.due_day_on_time = policy_flag(row, "due_day_on_time");
	policy.summary_counts_as_publication =
		policy_flag(row, "summary_counts_as_publication");
	policy.month_is_last_day = policy_flag(row, "month_is_last_day");
	policy.any_result_reports = policy_flag(row, "any_result_reports");
	policy.paediatric = policy_period(row, "paediatric_amount",
									  "paediatric_unit");
	policy.certificate = policy_period(row, "certificate_amount",
									   "certificate_unit");
	policy.deferral_wins = policy_flag(row, "deferral_wins");
	policy.waiting_days = policy_days(row, "waiting_days");
	policy.counted_back = policy_flag(row, "counted_back");
	policy.grace_days = policy_days(row, "grace_days");
	policy.exempts_phase1 = policy_flag(row, "exempts_phase1");
	policy.needs_all_countries = policy_flag(row, "needs_all_countries");
	policy.registration = strcmp(policy_code(row, "registration_rule"), "by_month") == 0 ?
		RI_REGISTERED_BY_MONTH : RI_REGISTERED_BEFORE_DAY;
	return policy;
}

static Datum
flag_codes(uint32 flags)
{
	Datum		codes[RI_STUDY_FLAGS];
	int			count = 0;
	int			bit;

	for (bit = 0; bit < RI_STUDY_FLAGS; bit++)
		if (flags & ((uint32) 1 << bit))
			codes[count++] = ri_cstring_text(ri_study_flag_code(bit));
	return PointerGetDatum(construct_array(codes, count, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

static void
put_date(RiDate date, Datum *value, bool *isnull)
{
	*isnull = !date.known;
	*value = DateADTGetDatum(date.day);
}

/*
 * study_outcome(policy publication_policy, as_of date, status text,
 *				 starts_on, primary_completed_on, completed_on date,
 *				 date_precision text, completion_is_actual bool,
 *				 first_summary_on, first_publication_on, first_any_on date,
 *				 registered_on date, paediatric, certificate,
 *				 phase1_everywhere, all_countries_completed bool,
 *				 deferred_until date)
 */
RI_FUNCTION(research_indicators_study_outcome);
Datum
research_indicators_study_outcome(PG_FUNCTION_ARGS)
{
	RiStudyPolicy policy;
	RiStudy		study;
	RiStudyOutcome outcome;
	RiDate		as_of = date_argument(fcinfo, 1);
	TupleDesc	tupdesc;
	Datum		values[OUTCOME_COLUMNS];
	bool		nulls[OUTCOME_COLUMNS] = {false};

	if (PG_ARGISNULL(0) || !as_of.known)
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");

	policy = policy_from_row(PG_GETARG_HEAPTUPLEHEADER(0));
	study.recruitment = recruitment_by_code(text_argument(fcinfo, 2));
	study.starts = date_argument(fcinfo, 3);
	study.primary_completed = date_argument(fcinfo, 4);
	study.completed = date_argument(fcinfo, 5);
	study.precision = precision_by_code(text_argument(fcinfo, 6));
	study.completion_is_anticipated =
		!PG_ARGISNULL(7) && !PG_GETARG_BOOL(7);
	study.first_summary = date_argument(fcinfo, 8);
	study.first_publication = date_argument(fcinfo, 9);
	study.first_any = date_argument(fcinfo, 10);
	study.registered = date_argument(fcinfo, 11);
	study.paediatric = answer_argument(fcinfo, 12);
	study.certificate = answer_argument(fcinfo, 13);
	study.phase1_everywhere = answer_argument(fcinfo, 14);
	study.all_countries_completed = answer_argument(fcinfo, 15);
	study.deferred_until = date_argument(fcinfo, 16);

	ri_study_status(&policy, &study, as_of.day, &outcome);

	values[0] = ri_cstring_text(ri_study_status_code(outcome.status));
	put_date(outcome.summary_due, &values[1], &nulls[1]);
	put_date(outcome.publication_due, &values[2], &nulls[2]);
	put_date(outcome.first_result, &values[3], &nulls[3]);
	values[4] = Int32GetDatum(outcome.days_late);
	nulls[4] = !outcome.days_late_known;
	values[5] = BoolGetDatum(outcome.timely);
	nulls[5] = !outcome.timely_known;
	values[6] = BoolGetDatum(outcome.summary_timely);
	nulls[6] = !outcome.summary_timely_known;
	values[7] = flag_codes(outcome.flags);
	put_date(outcome.anchor, &values[8], &nulls[8]);
	put_date(outcome.reported, &values[9], &nulls[9]);
	values[10] = BoolGetDatum(outcome.prospective);
	nulls[10] = !outcome.prospective_known;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}

/*
 * study_result_day(policy publication_policy, published_on date,
 *					date_precision text, found_on date) -> date
 */
RI_FUNCTION(research_indicators_study_result_day);
Datum
research_indicators_study_result_day(PG_FUNCTION_ARGS)
{
	RiDate		day;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	day = ri_usable_date(date_argument(fcinfo, 1),
						 precision_by_code(text_argument(fcinfo, 2)),
						 policy_flag(PG_GETARG_HEAPTUPLEHEADER(0),
									 "month_is_last_day"));
	/* a result without a usable date of its own was there when it was found */
	if (!day.known)
		day = date_argument(fcinfo, 3);
	if (!day.known)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(day.day);
}
