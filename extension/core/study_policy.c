/*
 * study_policy.c
 *		Applies a publication policy to the dates of one study.
 *
 * The rules are numbered at ri_study_status() in the header; the functions
 * here follow them in that order.
 */
#include "study_policy.h"

#include <string.h>

const char *
ri_study_status_code(RiStudyStatus status)
{
	switch (status)
	{
		case RI_STATUS_NOT_STARTED:
			return "not_started";
		case RI_STATUS_ONGOING:
			return "ongoing";
		case RI_STATUS_NOT_DUE:
			return "not_due";
		case RI_STATUS_IN_GRACE:
			return "in_grace";
		case RI_STATUS_OVERDUE:
			return "overdue";
		case RI_STATUS_REPORTED_EARLY:
			return "reported_early";
		case RI_STATUS_REPORTED_ON_TIME:
			return "reported_on_time";
		case RI_STATUS_REPORTED_LATE:
			return "reported_late";
		case RI_STATUS_EXEMPT:
			return "exempt";
		case RI_STATUS_WITHDRAWN:
			return "withdrawn";
		case RI_STATUS_INCONSISTENT:
			return "inconsistent";
		case RI_STATUS_UNKNOWN:
			return "unknown";
	}
	return NULL;
}

const char *
ri_study_flag_code(int bit)
{
	static const char *const codes[RI_STUDY_FLAGS] = {
		"result_before_completion",
		"primary_after_completion",
		"completion_anticipated",
		"status_outdated",
		"no_counting_publication",
		"month_precision"
	};

	return bit >= 0 && bit < RI_STUDY_FLAGS ? codes[bit] : NULL;
}

static int32_t
limit_int32(int64_t value)
{
	if (value < INT32_MIN)
		return INT32_MIN;
	if (value > INT32_MAX)
		return INT32_MAX;
	return (int32_t) value;
}

static RiDate
known_date(RiDay day)
{
	RiDate		date = {true, day};

	return date;
}

static RiDate
unknown_date(void)
{
	RiDate		date = {false, 0};

	return date;
}

static RiDate
earlier_date(RiDate a, RiDate b)
{
	if (!a.known)
		return b;
	if (!b.known)
		return a;
	return a.day <= b.day ? a : b;
}

static bool
known_before(RiDate a, RiDate b)
{
	return a.known && b.known && a.day < b.day;
}

/* Rule 1, for one date. */
RiDate
ri_usable_date(RiDate date, RiDatePrecision precision, bool month_is_last_day)
{
	if (!date.known || precision == RI_PRECISION_YEAR)
		return unknown_date();
	if (precision == RI_PRECISION_MONTH)
		return known_date(month_is_last_day ?
						  ri_day_last_of_month(date.day) :
						  ri_day_first_of_month(date.day));
	return date;
}

/* Rule 1, for the study; results have been dated by the caller. */
static RiStudy
with_usable_dates(const RiStudyPolicy *policy, const RiStudy *study)
{
	RiStudy		usable = *study;

	usable.starts = ri_usable_date(study->starts, study->precision,
								policy->month_is_last_day);
	usable.primary_completed = ri_usable_date(study->primary_completed,
										   study->precision,
										   policy->month_is_last_day);
	usable.completed = ri_usable_date(study->completed, study->precision,
								   policy->month_is_last_day);
	return usable;
}

static bool
is_running(RiRecruitment recruitment)
{
	return recruitment == RI_STUDY_RECRUITING ||
		recruitment == RI_STUDY_ACTIVE ||
		recruitment == RI_STUDY_SUSPENDED;
}

static bool
anchored_at_primary(const RiStudyPolicy *policy, const RiStudy *study)
{
	return policy->anchor == RI_ANCHOR_PRIMARY_COMPLETION &&
		study->primary_completed.known;
}

static RiDate
anchor_date(const RiStudyPolicy *policy, const RiStudy *study)
{
	return anchored_at_primary(policy, study) ? study->primary_completed :
		study->completed;
}

/*
 * Rules 2 to 4: true when the clock runs; otherwise *status says why it does
 * not.
 */
static bool
clock_runs(const RiStudyPolicy *policy, const RiStudy *study, RiDay as_of,
		   RiStudyStatus *status)
{
	RiDate		anchor = anchor_date(policy, study);
	bool		running = is_running(study->recruitment);
	bool		in_follow_up = anchored_at_primary(policy, study) &&
		study->recruitment == RI_STUDY_ACTIVE;

	if (study->recruitment == RI_STUDY_WITHDRAWN)
		*status = RI_STATUS_WITHDRAWN;
	else if (study->recruitment == RI_STUDY_NOT_STARTED)
		*status = RI_STATUS_NOT_STARTED;
	else if (known_before(study->completed, study->starts))
		*status = RI_STATUS_INCONSISTENT;
	else if (!anchor.known)
		*status = running ? RI_STATUS_ONGOING : RI_STATUS_UNKNOWN;
	else if (anchor.day > as_of || (running && !in_follow_up))
		*status = RI_STATUS_ONGOING;
	else
		return true;
	return false;
}

/* Rule 5: the due day. */
static RiDate
due_date(RiDate anchor, RiPeriod period)
{
	if (!anchor.known || !period.given)
		return unknown_date();
	if (period.unit == RI_PERIOD_MONTH)
		return known_date(ri_day_add_months(anchor.day, period.amount));
	return known_date(limit_int32((int64_t) anchor.day + period.amount));
}

/* Rule 5: the last day on which a result is in time. */
static RiDate
last_timely_date(const RiStudyPolicy *policy, RiDate due)
{
	if (due.known && !policy->due_day_on_time)
		due.day = limit_int32((int64_t) due.day - 1);
	return due;
}

/* Rule 6: the result that the deciding deadline asks for. */
static RiDate
counting_result(const RiStudyPolicy *policy, const RiStudy *study)
{
	if (!policy->publication.given)
		return study->first_summary;
	if (policy->summary_counts_as_publication)
		return earlier_date(study->first_publication, study->first_summary);
	return study->first_publication;
}

/*
 * Rule 6: whether a result was there in time.  Not to have one is an answer
 * only after the deadline.
 */
static void
judge_timeliness(RiDate result, RiDate last_timely, RiDay as_of,
				 bool *known, bool *timely)
{
	*timely = last_timely.known && result.known &&
		result.day <= last_timely.day;
	*known = last_timely.known && (*timely || as_of > last_timely.day);
}

/* Rule 7. */
static RiStudyStatus
reporting_status(const RiStudyOutcome *outcome, bool deadline_passed)
{
	if (!deadline_passed)
		return outcome->first_result.known ? RI_STATUS_REPORTED_EARLY :
			RI_STATUS_NOT_DUE;
	if (outcome->timely)
		return RI_STATUS_REPORTED_ON_TIME;
	return outcome->first_result.known ? RI_STATUS_REPORTED_LATE :
		RI_STATUS_OVERDUE;
}

/* Rules 5 to 8, for a study whose clock runs. */
static void
judge_reporting(const RiStudyPolicy *policy, const RiStudy *study,
				RiDay as_of, RiStudyOutcome *outcome)
{
	RiDate		anchor = anchor_date(policy, study);
	RiDate		counting = counting_result(policy, study);
	RiDate		last_timely;
	bool		deadline_passed;

	outcome->summary_due = due_date(anchor, policy->summary);
	outcome->publication_due = due_date(anchor, policy->publication);

	judge_timeliness(study->first_summary,
					 last_timely_date(policy, outcome->summary_due), as_of,
					 &outcome->summary_timely_known,
					 &outcome->summary_timely);

	last_timely = last_timely_date(policy, policy->publication.given ?
								   outcome->publication_due :
								   outcome->summary_due);
	judge_timeliness(counting, last_timely, as_of,
					 &outcome->timely_known, &outcome->timely);

	deadline_passed = last_timely.known && as_of > last_timely.day;
	outcome->status = reporting_status(outcome, deadline_passed);
	if (deadline_passed)
	{
		RiDay		until = counting.known ? counting.day : as_of;

		outcome->days_late_known = true;
		outcome->days_late = outcome->timely ? 0 :
			limit_int32((int64_t) until - last_timely.day);
	}
}

/* What can be said of the dates and results whether or not the clock runs. */
static uint32_t
observed_flags(const RiStudyPolicy *policy, const RiStudy *study,
			   RiDay as_of, RiDate first_result)
{
	uint32_t	flags = 0;

	if (known_before(first_result, study->completed))
		flags |= RI_FLAG_RESULT_BEFORE_COMPLETION;
	if (known_before(study->completed, study->primary_completed))
		flags |= RI_FLAG_PRIMARY_AFTER_COMPLETION;
	if (is_running(study->recruitment) && study->completed.known &&
		study->completed.day <= as_of)
		flags |= RI_FLAG_STATUS_OUTDATED;
	if (first_result.known && !counting_result(policy, study).known)
		flags |= RI_FLAG_NO_COUNTING_PUBLICATION;
	if (study->precision == RI_PRECISION_MONTH &&
		(study->starts.known || study->primary_completed.known ||
		 study->completed.known))
		flags |= RI_FLAG_MONTH_PRECISION;
	return flags;
}

void
ri_study_status(const RiStudyPolicy *policy, const RiStudy *study,
				RiDay as_of, RiStudyOutcome *outcome)
{
	RiStudy		usable = with_usable_dates(policy, study);

	memset(outcome, 0, sizeof(*outcome));
	outcome->status = RI_STATUS_UNKNOWN;
	outcome->first_result = earlier_date(usable.first_summary,
										 usable.first_publication);
	outcome->first_result = earlier_date(usable.first_any,
										 outcome->first_result);
	outcome->flags = observed_flags(policy, &usable, as_of,
									outcome->first_result);

	if (!clock_runs(policy, &usable, as_of, &outcome->status))
		return;
	if (usable.completion_is_anticipated)
		outcome->flags |= RI_FLAG_COMPLETION_ANTICIPATED;
	judge_reporting(policy, &usable, as_of, outcome);
}
