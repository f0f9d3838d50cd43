/*
 * fuzz_study_policy.c
 *		Any policy and any study, also with dates at the ends of the calendar:
 *		the status fits the figures beside it, and what was timely stays so.
 */
#include <string.h>

#include "fuzz.h"
#include "study_policy.h"

#define INPUT_BYTES 96

typedef struct Input
{
	const uint8_t *data;
	size_t		pos;
} Input;

static uint8_t
next_byte(Input *in)
{
	return in->data[in->pos++ % INPUT_BYTES];
}

static int32_t
next_number(Input *in)
{
	uint32_t	value = 0;
	int			i;

	for (i = 0; i < 4; i++)
		value = value << 8 | next_byte(in);
	return (int32_t) (value % 4294967296u);
}

static RiDate
next_date(Input *in)
{
	RiDate		date;
	uint8_t		kind = next_byte(in);
	int32_t		number = next_number(in);

	date.known = kind % 4 != 0;
	date.day = kind % 4 == 1 ? number : 7000 + number % 2000;
	return date;
}

static RiPeriod
next_period(Input *in)
{
	RiPeriod	period;
	uint8_t		kind = next_byte(in);
	int32_t		number = next_number(in);

	period.given = kind % 4 != 0;
	period.unit = kind & 4 ? RI_PERIOD_MONTH : RI_PERIOD_DAY;
	period.amount = kind & 8 ? number : number % 800;
	return period;
}

static void
read_policy(Input *in, RiStudyPolicy *policy)
{
	uint8_t		bits = next_byte(in);
	uint8_t		more = next_byte(in);

	memset(policy, 0, sizeof(*policy));
	policy->anchor = bits & 1 ? RI_ANCHOR_PRIMARY_COMPLETION :
		RI_ANCHOR_COMPLETION;
	policy->due_day_on_time = (bits & 2) != 0;
	policy->summary_counts_as_publication = (bits & 4) != 0;
	policy->month_is_last_day = (bits & 8) != 0;
	policy->any_result_reports = (bits & 16) != 0;
	policy->deferral_wins = (bits & 32) != 0;
	policy->counted_back = (bits & 64) != 0;
	policy->exempts_phase1 = (bits & 128) != 0;
	policy->needs_all_countries = (more & 1) != 0;
	policy->registration = more & 2 ? RI_REGISTERED_BY_MONTH :
		RI_REGISTERED_BEFORE_DAY;
	policy->waiting_days = more & 4 ? next_number(in) : more % 40;
	policy->grace_days = more & 8 ? next_byte(in) : 0;
	policy->summary = next_period(in);
	policy->publication = next_period(in);
	policy->paediatric = next_period(in);
	policy->certificate = next_period(in);
}

static void
read_study(Input *in, RiStudy *study)
{
	memset(study, 0, sizeof(*study));
	study->recruitment = (RiRecruitment) (next_byte(in) % 8);
	study->precision = (RiDatePrecision) (next_byte(in) % 3);
	study->paediatric = (RiAnswer) (next_byte(in) % 3);
	study->certificate = (RiAnswer) (next_byte(in) % 3);
	study->phase1_everywhere = (RiAnswer) (next_byte(in) % 3);
	study->all_countries_completed = (RiAnswer) (next_byte(in) % 3);
	study->registered = next_date(in);
	study->starts = next_date(in);
	study->primary_completed = next_date(in);
	study->completed = next_date(in);
	study->deferred_until = next_date(in);
	study->first_summary = next_date(in);
	study->first_publication = next_date(in);
	study->first_any = next_date(in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		in = {data, 0};
	RiStudyPolicy policy;
	RiStudy		study;
	RiStudyOutcome now;
	RiStudyOutcome again;
	RiDay		as_of;

	if (size < INPUT_BYTES)
		return 0;
	read_policy(&in, &policy);
	read_study(&in, &study);
	as_of = data[1] & 16 ? next_number(&in) : 7000 + next_byte(&in) * 8;

	ri_study_status(&policy, &study, as_of, &now);
	ri_study_status(&policy, &study, as_of, &again);
	REQUIRE(ri_study_status_code(now.status) != NULL);
	REQUIRE(now.status == again.status && now.flags == again.flags);
	REQUIRE(now.flags < (uint32_t) 1 << RI_STUDY_FLAGS);

	switch (now.status)
	{
		case RI_STATUS_OVERDUE:
		case RI_STATUS_IN_GRACE:
		case RI_STATUS_NOT_DUE:
			REQUIRE(!now.reported.known && now.anchor.known);
			break;
		case RI_STATUS_REPORTED_EARLY:
		case RI_STATUS_REPORTED_ON_TIME:
		case RI_STATUS_REPORTED_LATE:
			REQUIRE(now.reported.known && now.anchor.known);
			break;
		default:
			REQUIRE(!now.anchor.known && !now.summary_due.known &&
					!now.publication_due.known && !now.timely_known &&
					!now.days_late_known);
	}
	REQUIRE(!now.days_late_known || now.days_late >= 0);
	REQUIRE(now.status != RI_STATUS_EXEMPT || policy.exempts_phase1);
	REQUIRE(now.status != RI_STATUS_IN_GRACE || policy.grace_days > 0);

	/* an answer once given stays */
	if (now.timely_known && as_of < INT32_MAX - 1000)
	{
		ri_study_status(&policy, &study, as_of + 1000, &again);
		REQUIRE(again.timely_known && again.timely == now.timely);
	}
	return 0;
}
