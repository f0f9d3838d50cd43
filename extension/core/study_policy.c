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
		"month_precision",
		"deadline_extended",
		"deadline_paediatric",
		"facts_missing"
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

/* Rule 2. */
static bool
is_exempt(const RiStudyPolicy *policy, const RiStudy *study)
{
	return policy->exempts_phase1 &&
		study->phase1_everywhere == RI_ANSWER_YES &&
		study->paediatric == RI_ANSWER_NO;
}

/* Rule 4, the last sentence: the anchor has passed. */
static bool
completed_everywhere(const RiStudyPolicy *policy, const RiStudy *study,
					 RiStudyStatus *status)
{
	if (!policy->needs_all_countries ||
		study->all_countries_completed == RI_ANSWER_YES)
		return true;
	*status = study->all_countries_completed == RI_ANSWER_NO ?
		RI_STATUS_ONGOING : RI_STATUS_UNKNOWN;
	return false;
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
	else if (is_exempt(policy, study))
		*status = RI_STATUS_EXEMPT;
	else if (known_before(study->completed, study->starts))
		*status = RI_STATUS_INCONSISTENT;
	else if (!anchor.known)
		*status = running ? RI_STATUS_ONGOING : RI_STATUS_UNKNOWN;
	else if (anchor.day > as_of || (running && !in_follow_up))
		*status = RI_STATUS_ONGOING;
	else
		return completed_everywhere(policy, study, status);
	return false;
}

static RiDay
add_period(RiDay day, RiPeriod period, int sign)
{
	int64_t		amount = (int64_t) sign * period.amount;

	if (period.unit == RI_PERIOD_MONTH)
		return ri_day_add_months(day, limit_int32(amount));
	return limit_int32(day + amount);
}

/*
 * Rule 5: anchor + waiting days + period.  Counted back, 28 February + 12
 * months reaches 29 February of a leap year, which a year before is the 28th
 * too: never more than that one day.  Nothing is due before the anchor is known:
 * then the clock does not run, and nobody asks.
 */
static RiDate
due_date(const RiStudyPolicy *policy, RiDate anchor, RiPeriod period)
{
	RiDay		from;
	RiDay		due;

	if (!period.given)
		return unknown_date();
	from = limit_int32((int64_t) anchor.day + policy->waiting_days);
	due = add_period(from, period, 1);
	if (policy->counted_back && due < INT32_MAX &&
		add_period(due + 1, period, -1) <= from)
		due++;
	return known_date(due);
}

/* Rule 5: the period in which this study owes summary results. */
static RiPeriod
summary_period(const RiStudyPolicy *policy, const RiStudy *study,
			   uint32_t *flags)
{
	if (policy->certificate.given && study->certificate == RI_ANSWER_YES)
	{
		*flags |= RI_FLAG_DEADLINE_EXTENDED;
		return policy->certificate;
	}
	if (policy->paediatric.given && study->paediatric == RI_ANSWER_YES)
	{
		*flags |= RI_FLAG_DEADLINE_PAEDIATRIC;
		return policy->paediatric;
	}
	return policy->summary;
}

/* Rule 5: when this study owes summary results. */
static RiDate
summary_due_date(const RiStudyPolicy *policy, const RiStudy *study,
				 uint32_t *flags)
{
	RiDate		due = due_date(policy, anchor_date(policy, study),
							   summary_period(policy, study, flags));

	if (policy->deferral_wins && known_before(due, study->deferred_until))
	{
		*flags |= RI_FLAG_DEADLINE_EXTENDED;
		return study->deferred_until;
	}
	return due;
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
 * only after the deadline, and after the grace for those that have none.
 */
static void
judge_timeliness(const RiStudyPolicy *policy, RiDate result,
				 RiDate last_timely, RiDay as_of, bool *known, bool *timely)
{
	int64_t		last = (int64_t) last_timely.day +
		(result.known ? 0 : policy->grace_days);

	*timely = last_timely.known && result.known &&
		result.day <= last_timely.day;
	*known = last_timely.known && (*timely || as_of > last);
}

/*
 * Rule 7: the last day on which the result that reports the study is in time:
 * that of summary results where it is one, else that of the deciding deadline.
 */
static RiDate
last_timely_for_report(const RiStudyPolicy *policy, const RiStudy *study,
					   const RiStudyOutcome *outcome, RiDate last_timely)
{
	bool		is_summary = outcome->reported.known &&
		study->first_summary.known &&
		study->first_summary.day == outcome->reported.day &&
		!(study->first_publication.known &&
		  study->first_publication.day == outcome->reported.day);

	if (!is_summary || policy->summary_counts_as_publication ||
		!outcome->summary_due.known)
		return last_timely;
	return last_timely_date(policy, outcome->summary_due);
}

/* Rule 7, after the deciding deadline. */
static RiStudyStatus
status_after_deadline(const RiStudyPolicy *policy,
					  const RiStudyOutcome *outcome, RiDate for_report,
					  RiDate last_timely, RiDay as_of)
{
	if (outcome->reported.known)
	{
		bool		in_time = outcome->timely || outcome->summary_timely ||
			outcome->reported.day <= for_report.day;

		return in_time ? RI_STATUS_REPORTED_ON_TIME : RI_STATUS_REPORTED_LATE;
	}
	if (as_of <= (int64_t) last_timely.day + policy->grace_days)
		return RI_STATUS_IN_GRACE;
	return RI_STATUS_OVERDUE;
}

/* Rules 7 and 8: the status, and by how much it is late. */
static void
judge_status(const RiStudyPolicy *policy, const RiStudy *study,
			 RiDate last_timely, RiDay as_of, RiStudyOutcome *outcome)
{
	RiDate		for_report = last_timely_for_report(policy, study, outcome,
													last_timely);

	if (!last_timely.known || as_of <= last_timely.day)
	{
		outcome->status = outcome->reported.known ?
			RI_STATUS_REPORTED_EARLY : RI_STATUS_NOT_DUE;
		return;
	}
	outcome->status = status_after_deadline(policy, outcome, for_report,
											last_timely, as_of);
	outcome->days_late_known = outcome->status != RI_STATUS_IN_GRACE;
	if (outcome->status == RI_STATUS_REPORTED_LATE)
		outcome->days_late = limit_int32((int64_t) outcome->reported.day -
										 for_report.day);
	else if (outcome->status == RI_STATUS_OVERDUE)
		outcome->days_late = limit_int32((int64_t) as_of - last_timely.day);
}

/* Rules 5 to 8, for a study whose clock runs. */
static void
judge_reporting(const RiStudyPolicy *policy, const RiStudy *study,
				RiDay as_of, RiStudyOutcome *outcome)
{
	RiDate		counting = counting_result(policy, study);
	RiDate		last_timely;

	outcome->anchor = anchor_date(policy, study);
	outcome->summary_due = summary_due_date(policy, study, &outcome->flags);
	outcome->publication_due = due_date(policy, outcome->anchor,
										policy->publication);
	outcome->reported = policy->any_result_reports ? outcome->first_result :
		counting;

	judge_timeliness(policy, study->first_summary,
					 last_timely_date(policy, outcome->summary_due), as_of,
					 &outcome->summary_timely_known,
					 &outcome->summary_timely);

	last_timely = last_timely_date(policy, policy->publication.given ?
								   outcome->publication_due :
								   outcome->summary_due);
	judge_timeliness(policy, counting, last_timely, as_of,
					 &outcome->timely_known, &outcome->timely);
	judge_status(policy, study, last_timely, as_of, outcome);
}

/* Rule 9. */
static void
judge_registration(const RiStudyPolicy *policy, const RiStudy *study,
				   RiStudyOutcome *outcome)
{
	RiDay		limit;

	outcome->prospective_known = study->registered.known &&
		study->starts.known;
	if (!outcome->prospective_known)
		return;
	limit = study->starts.day;
	if (policy->registration == RI_REGISTERED_BY_MONTH)
		limit = limit_int32((int64_t) ri_day_last_of_month(limit) + 1);
	outcome->prospective = study->registered.day < limit;
}

/* A fact that the policy asks for and the source leaves open. */
static bool
facts_missing(const RiStudyPolicy *policy, const RiStudy *study)
{
	bool		open_age = study->paediatric == RI_ANSWER_UNKNOWN;
	bool		open_phase = study->phase1_everywhere == RI_ANSWER_UNKNOWN;

	return (policy->paediatric.given && open_age) ||
		(policy->exempts_phase1 &&
		 (open_phase ||
		  (open_age && study->phase1_everywhere == RI_ANSWER_YES))) ||
		(policy->certificate.given &&
		 study->certificate == RI_ANSWER_UNKNOWN) ||
		(policy->needs_all_countries &&
		 study->all_countries_completed == RI_ANSWER_UNKNOWN);
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
	if (facts_missing(policy, study))
		flags |= RI_FLAG_FACTS_MISSING;
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
	judge_registration(policy, &usable, outcome);

	if (!clock_runs(policy, &usable, as_of, &outcome->status))
		return;
	if (usable.completion_is_anticipated)
		outcome->flags |= RI_FLAG_COMPLETION_ANTICIPATED;
	judge_reporting(policy, &usable, as_of, outcome);
}
