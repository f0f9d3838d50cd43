/*
 * test_study_policy.c
 *		Tests of extension/core/study_policy.c.
 *
 * The policies are the ones of the WHO joint statement (calendar months, the
 * day itself is on time) and of the Nordic trial reporting study (days, the day
 * itself is late).
 */
#include "study_policy.h"
#include "tap.h"

static const RiStudyPolicy who = {
	RI_ANCHOR_PRIMARY_COMPLETION,
	{true, 12, RI_PERIOD_MONTH}, {true, 24, RI_PERIOD_MONTH},
	true, false, true, .any_result_reports = true
};

static const RiStudyPolicy nordic = {
	RI_ANCHOR_COMPLETION,
	{true, 365, RI_PERIOD_DAY}, {true, 730, RI_PERIOD_DAY},
	false, true, false, .any_result_reports = true
};

/* Summary results only, as in the trackers of the European register. */
static const RiStudyPolicy summary_only = {
	RI_ANCHOR_COMPLETION,
	{true, 12, RI_PERIOD_MONTH}, {false, 0, RI_PERIOD_DAY},
	true, false, true, .any_result_reports = true
};

/* The trackers of the European and the American register, and EU law. */
static const RiStudyPolicy eu_tracker = {
	RI_ANCHOR_COMPLETION,
	{true, 12, RI_PERIOD_MONTH}, {false, 0, RI_PERIOD_DAY},
	true, false, true,
	.waiting_days = 28, .counted_back = true,
	.exempts_phase1 = true, .needs_all_countries = true
};

static const RiStudyPolicy fdaaa = {
	RI_ANCHOR_PRIMARY_COMPLETION,
	{true, 365, RI_PERIOD_DAY}, {false, 0, RI_PERIOD_DAY},
	true, false, true,
	.certificate = {true, 36, RI_PERIOD_MONTH}, .grace_days = 30
};

static const RiStudyPolicy eu_ctr = {
	RI_ANCHOR_COMPLETION,
	{true, 12, RI_PERIOD_MONTH}, {false, 0, RI_PERIOD_DAY},
	true, false, true,
	.paediatric = {true, 6, RI_PERIOD_MONTH}, .deferral_wins = true
};

static const RiStudyPolicy intovalue = {
	RI_ANCHOR_COMPLETION,
	{true, 365, RI_PERIOD_DAY}, {true, 730, RI_PERIOD_DAY},
	false, false, true, .any_result_reports = true,
	.registration = RI_REGISTERED_BY_MONTH
};

static RiDate
on(int year, int month, int day)
{
	RiDate		date;

	date.known = true;
	date.day = ri_day_from_ymd(year, month, day);
	return date;
}

static RiDate
later(RiDate date, int days)
{
	date.day += days;
	return date;
}

static RiDate
never(void)
{
	RiDate		date = {false, 0};

	return date;
}

/* A completed study with dates to the day and without results. */
static RiStudy
completed_on(RiDate completed)
{
	RiStudy		study;

	memset(&study, 0, sizeof(study));
	study.recruitment = RI_STUDY_COMPLETED;
	study.precision = RI_PRECISION_DAY;
	study.completed = completed;
	return study;
}

static RiStudy
published_on(RiStudy study, RiDate published)
{
	study.first_publication = published;
	study.first_any = published;
	return study;
}

static RiStudy
summarised_on(RiStudy study, RiDate summarised)
{
	study.first_summary = summarised;
	study.first_any = summarised;
	return study;
}

static RiStudyOutcome
outcome_of(const RiStudyPolicy *policy, RiStudy study, RiDate as_of)
{
	RiStudyOutcome outcome;

	memset(&outcome, 0x5A, sizeof(outcome));
	ri_study_status(policy, &study, as_of.day, &outcome);
	return outcome;
}

static void
status_is(const RiStudyPolicy *policy, RiStudy study, RiDate as_of,
		  RiStudyStatus wanted, const char *what)
{
	RiStudyOutcome outcome = outcome_of(policy, study, as_of);

	tap_same_text(ri_study_status_code(outcome.status),
				  ri_study_status_code(wanted), "%s", what);
}

/* UNKNOWN_ANSWER, or whether it was in time. */
#define UNKNOWN_ANSWER (-1)

static int
timely_answer(RiStudyOutcome outcome)
{
	return outcome.timely_known ? outcome.timely : UNKNOWN_ANSWER;
}

static int
summary_answer(RiStudyOutcome outcome)
{
	return outcome.summary_timely_known ? outcome.summary_timely :
		UNKNOWN_ANSWER;
}

static int64_t
days_late_answer(RiStudyOutcome outcome)
{
	return outcome.days_late_known ? outcome.days_late : UNKNOWN_ANSWER;
}

static void
is_due(RiDate got, RiDate wanted, const char *what)
{
	tap_ok(got.known == wanted.known && (!got.known || got.day == wanted.day),
		   "%s", what);
}

static void
test_codes(void)
{
	static const char *const statuses[] = {
		"not_started", "ongoing", "not_due", "in_grace", "overdue",
		"reported_early", "reported_on_time", "reported_late", "exempt",
		"withdrawn", "inconsistent", "unknown", NULL
	};
	static const char *const flags[] = {
		"result_before_completion", "primary_after_completion",
		"completion_anticipated", "status_outdated",
		"no_counting_publication", "month_precision", "deadline_extended",
		"deadline_paediatric", "facts_missing", NULL
	};
	int			i;

	for (i = 0; i <= RI_STATUS_UNKNOWN + 1; i++)
		tap_same_text(ri_study_status_code((RiStudyStatus) i), statuses[i],
					  "code of status %d", i);
	for (i = 0; i <= RI_STUDY_FLAGS; i++)
		tap_same_text(ri_study_flag_code(i), flags[i], "code of flag %d", i);
	tap_same_text(ri_study_flag_code(-1), NULL, "no flag before the first");
}

/* Publication n days after completion, seen long afterwards. */
static void
nordic_publication(int days, RiStudyStatus status, int timely, int days_late)
{
	RiDate		end = on(2018, 5, 14);
	RiStudyOutcome outcome = outcome_of(&nordic,
										published_on(completed_on(end),
													 later(end, days)),
										on(2023, 1, 1));

	tap_equal(outcome.status, status, "nordic, published after %d days: %s",
			  days, ri_study_status_code(status));
	tap_equal(timely_answer(outcome), timely, "timely after %d days", days);
	tap_equal(days_late_answer(outcome), days_late, "late after %d days",
			  days);
}

/* Nothing found n days after completion. */
static void
nordic_silence(int days, RiStudyStatus status, int timely, int days_late)
{
	RiDate		end = on(2018, 5, 14);
	RiStudyOutcome outcome = outcome_of(&nordic, completed_on(end),
										later(end, days));

	tap_equal(outcome.status, status, "nordic, nothing after %d days: %s",
			  days, ri_study_status_code(status));
	tap_equal(timely_answer(outcome), timely, "timely after %d days", days);
	tap_equal(days_late_answer(outcome), days_late, "late after %d days",
			  days);
}

static void
test_nordic_publication(void)
{
	nordic_publication(0, RI_STATUS_REPORTED_ON_TIME, true, 0);
	nordic_publication(365, RI_STATUS_REPORTED_ON_TIME, true, 0);
	nordic_publication(729, RI_STATUS_REPORTED_ON_TIME, true, 0);
	nordic_publication(730, RI_STATUS_REPORTED_LATE, false, 1);
	nordic_publication(731, RI_STATUS_REPORTED_LATE, false, 2);

	nordic_silence(0, RI_STATUS_NOT_DUE, UNKNOWN_ANSWER, UNKNOWN_ANSWER);
	nordic_silence(728, RI_STATUS_NOT_DUE, UNKNOWN_ANSWER, UNKNOWN_ANSWER);
	nordic_silence(729, RI_STATUS_NOT_DUE, UNKNOWN_ANSWER, UNKNOWN_ANSWER);
	nordic_silence(730, RI_STATUS_OVERDUE, false, 1);
	nordic_silence(731, RI_STATUS_OVERDUE, false, 2);
}

/* Summary results n days after completion, judged as summary results. */
static void
nordic_summary(int days, int summary_timely)
{
	RiDate		end = on(2019, 1, 31);
	RiStudyOutcome outcome = outcome_of(&nordic,
										summarised_on(completed_on(end),
													  later(end, days)),
										on(2023, 1, 1));

	tap_equal(summary_answer(outcome), summary_timely,
			  "nordic, summary results after %d days", days);
	tap_equal(timely_answer(outcome), true,
			  "which count as publication within two years");
	tap_ok((outcome.flags & RI_FLAG_NO_COUNTING_PUBLICATION) == 0,
		   "and are not flagged");
}

static void
test_nordic_summary(void)
{
	RiDate		end = on(2019, 1, 31);
	RiStudy		study = completed_on(end);

	nordic_summary(364, true);
	nordic_summary(365, false);
	nordic_summary(366, false);
	tap_equal(summary_answer(outcome_of(&nordic, study, later(end, 364))),
			  UNKNOWN_ANSWER, "no answer while summary results can come");
	tap_equal(summary_answer(outcome_of(&nordic, study, later(end, 365))),
			  false, "no summary results on the due day are late");

	/* the earlier of summary results and publication decides */
	study = published_on(study, later(end, 900));
	study.first_summary = later(end, 700);
	study.first_any = study.first_summary;
	status_is(&nordic, study, on(2023, 1, 1), RI_STATUS_REPORTED_ON_TIME,
			  "summary results before a late publication");
	study.first_publication = later(end, 729);
	study.first_summary = later(end, 1000);
	study.first_any = study.first_publication;
	status_is(&nordic, study, on(2023, 1, 1), RI_STATUS_REPORTED_ON_TIME,
			  "publication before late summary results");
}

static void
test_who(void)
{
	RiDate		end = on(2020, 3, 15);
	RiStudy		study = completed_on(end);
	RiStudyOutcome outcome = outcome_of(&who, study, on(2020, 4, 1));

	is_due(outcome.summary_due, on(2021, 3, 15), "12 calendar months");
	is_due(outcome.publication_due, on(2022, 3, 15), "24 calendar months");
	status_is(&who, study, on(2022, 3, 15), RI_STATUS_NOT_DUE,
			  "who: nothing is overdue on the due day");
	outcome = outcome_of(&who, study, on(2022, 3, 16));
	tap_equal(outcome.status, RI_STATUS_OVERDUE, "but on the day after");
	tap_equal(days_late_answer(outcome), 1, "by one day");

	outcome = outcome_of(&who, published_on(study, on(2022, 3, 15)),
						 on(2022, 3, 15));
	tap_ok(outcome.status == RI_STATUS_REPORTED_EARLY &&
		   timely_answer(outcome) == true &&
		   days_late_answer(outcome) == UNKNOWN_ANSWER,
		   "published on the due day, seen on the due day");
	outcome = outcome_of(&who, published_on(study, on(2022, 3, 15)),
						 on(2022, 3, 16));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == true && days_late_answer(outcome) == 0,
		   "published on the due day, seen on the day after");
	outcome = outcome_of(&who, published_on(study, on(2022, 3, 16)),
						 on(2022, 3, 16));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   timely_answer(outcome) == false && days_late_answer(outcome) == 1,
		   "published on the day after");

	tap_equal(summary_answer(outcome_of(&who, study, on(2021, 3, 15))),
			  UNKNOWN_ANSWER, "summary results can come on the due day");
	tap_equal(summary_answer(outcome_of(&who, study, on(2021, 3, 16))), false,
			  "and have not on the day after");
	tap_equal(summary_answer(outcome_of(&who, summarised_on(study,
															on(2021, 3, 15)),
										on(2021, 3, 16))), true,
			  "summary results on the due day");
	tap_equal(summary_answer(outcome_of(&who, summarised_on(study,
															on(2021, 3, 16)),
										on(2021, 3, 16))), false,
			  "summary results on the day after");
}

static void
test_who_anchor(void)
{
	RiStudy		study = completed_on(on(2021, 6, 30));
	RiStudyOutcome outcome;

	study.primary_completed = on(2020, 6, 30);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	is_due(outcome.publication_due, on(2022, 6, 30),
		   "who counts from primary completion");
	outcome = outcome_of(&nordic, study, on(2023, 1, 1));
	is_due(outcome.publication_due, on(2023, 6, 30),
		   "nordic counts from completion");
	study.completed = never();
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_OVERDUE,
			  "primary completion is enough for who");
	status_is(&nordic, study, on(2023, 1, 1), RI_STATUS_UNKNOWN,
			  "and not for nordic");

	study.completed = on(2020, 6, 29);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok((outcome.flags & RI_FLAG_PRIMARY_AFTER_COMPLETION) != 0,
		   "primary completion after completion is flagged");
	study.completed = on(2020, 6, 30);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok((outcome.flags & RI_FLAG_PRIMARY_AFTER_COMPLETION) == 0,
		   "on the same day it is not");
}

static void
test_leap_day(void)
{
	RiStudy		study = completed_on(on(2020, 2, 29));
	RiStudyOutcome outcome = outcome_of(&who, study, on(2020, 3, 1));

	is_due(outcome.summary_due, on(2021, 2, 28), "29 February + 12 months");
	is_due(outcome.publication_due, on(2022, 2, 28), "29 February + 24 months");
	status_is(&who, published_on(study, on(2022, 2, 28)), on(2023, 1, 1),
			  RI_STATUS_REPORTED_ON_TIME, "28 February is on time");
	status_is(&who, published_on(study, on(2022, 3, 1)), on(2023, 1, 1),
			  RI_STATUS_REPORTED_LATE, "1 March is late");

	outcome = outcome_of(&nordic, study, on(2020, 3, 1));
	is_due(outcome.summary_due, on(2021, 2, 28), "29 February + 365 days");
	is_due(outcome.publication_due, on(2022, 2, 28), "29 February + 730 days");
	status_is(&nordic, published_on(study, on(2022, 2, 28)), on(2023, 1, 1),
			  RI_STATUS_REPORTED_LATE, "nordic: 28 February is late");

	outcome = outcome_of(&nordic, completed_on(on(2019, 3, 1)), on(2020, 1, 1));
	is_due(outcome.summary_due, on(2020, 2, 29),
		   "a leap day shortens the year of days");
}

static void
test_precision(void)
{
	RiStudy		study = completed_on(on(2020, 2, 10));
	RiStudyOutcome outcome;

	study.precision = RI_PRECISION_MONTH;
	outcome = outcome_of(&who, study, on(2020, 6, 1));
	is_due(outcome.publication_due, on(2022, 2, 28),
		   "month only, last day: 29 February");
	tap_equal(outcome.flags, RI_FLAG_MONTH_PRECISION, "flagged");
	outcome = outcome_of(&nordic, study, on(2020, 6, 1));
	is_due(outcome.publication_due, on(2022, 1, 31),
		   "month only, first day: 1 February");
	status_is(&who, study, on(2020, 2, 28), RI_STATUS_ONGOING,
			  "the month has not ended");
	status_is(&nordic, study, on(2020, 2, 1), RI_STATUS_NOT_DUE,
			  "the month has begun");

	/* started and completed in one month is no contradiction */
	study.starts = on(2020, 2, 20);
	status_is(&who, study, on(2020, 6, 1), RI_STATUS_NOT_DUE,
			  "the same month is the same day");
	study.precision = RI_PRECISION_DAY;
	status_is(&who, study, on(2020, 6, 1), RI_STATUS_INCONSISTENT,
			  "to the day it would be a contradiction");

	study.precision = RI_PRECISION_YEAR;
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_equal(outcome.status, RI_STATUS_UNKNOWN, "a year is too coarse");
	tap_equal(outcome.flags, 0, "and carries no flag");

	study = completed_on(never());
	study.precision = RI_PRECISION_MONTH;
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_equal(outcome.flags, 0, "where there is no date, no month is flagged");
}

static void
test_no_dates(void)
{
	static const RiStudyStatus wanted[] = {
		RI_STATUS_NOT_STARTED, RI_STATUS_ONGOING, RI_STATUS_ONGOING,
		RI_STATUS_ONGOING, RI_STATUS_UNKNOWN, RI_STATUS_UNKNOWN,
		RI_STATUS_WITHDRAWN, RI_STATUS_UNKNOWN
	};
	RiStudy		study = completed_on(never());
	RiStudyOutcome outcome;
	int			i;

	for (i = RI_STUDY_NOT_STARTED; i <= RI_STUDY_UNKNOWN; i++)
	{
		study.recruitment = (RiRecruitment) i;
		outcome = outcome_of(&who, study, on(2023, 1, 1));
		tap_ok(outcome.status == wanted[i] && !outcome.summary_due.known &&
			   !outcome.publication_due.known && !outcome.timely_known &&
			   !outcome.summary_timely_known && !outcome.days_late_known &&
			   outcome.flags == 0,
			   "no dates, recruitment %d: %s", i,
			   ri_study_status_code(wanted[i]));
	}
	study.recruitment = RI_STUDY_UNKNOWN;
	outcome = outcome_of(&who, published_on(study, on(2020, 1, 1)),
						 on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_UNKNOWN && outcome.first_result.known &&
		   outcome.first_result.day == on(2020, 1, 1).day,
		   "a result is told although nothing can be due");
}

static void
test_order_of_rules(void)
{
	RiStudy		study = completed_on(on(2018, 1, 1));

	study.starts = on(2019, 1, 1);
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_INCONSISTENT,
			  "completion before start");
	study.recruitment = RI_STUDY_WITHDRAWN;
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_WITHDRAWN,
			  "withdrawn goes before that");
	study.recruitment = RI_STUDY_NOT_STARTED;
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_NOT_STARTED,
			  "so does not started");
	study.recruitment = RI_STUDY_RECRUITING;
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_INCONSISTENT,
			  "recruiting does not");
	study.starts = study.completed;
	study.recruitment = RI_STUDY_COMPLETED;
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_OVERDUE,
			  "one day of study is no contradiction");
}

static void
test_future_completion(void)
{
	RiStudy		study = completed_on(on(2023, 6, 1));
	RiStudyOutcome outcome = outcome_of(&nordic, study, on(2023, 5, 31));

	tap_equal(outcome.status, RI_STATUS_ONGOING, "completion after as_of");
	is_due(outcome.publication_due, never(), "nothing has a due day yet");
	status_is(&nordic, study, on(2023, 6, 1), RI_STATUS_NOT_DUE,
			  "completion on as_of");

	outcome = outcome_of(&nordic, published_on(study, on(2023, 1, 1)),
						 on(2023, 5, 31));
	tap_equal(outcome.status, RI_STATUS_ONGOING,
			  "a result does not end a study");
	tap_equal(outcome.flags, RI_FLAG_RESULT_BEFORE_COMPLETION,
			  "but is flagged");
}

static void
test_running(void)
{
	RiStudy		study = completed_on(on(2020, 1, 1));
	RiStudyOutcome outcome;

	study.recruitment = RI_STUDY_RECRUITING;
	outcome = outcome_of(&nordic, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_ONGOING &&
		   outcome.flags == RI_FLAG_STATUS_OUTDATED,
		   "recruiting after completion: ongoing, outdated");
	outcome = outcome_of(&nordic, study, on(2020, 1, 1));
	tap_equal(outcome.flags, RI_FLAG_STATUS_OUTDATED,
			  "outdated from the day of completion");
	outcome = outcome_of(&nordic, study, on(2019, 12, 31));
	tap_equal(outcome.flags, 0, "and not on the day before");
	study.recruitment = RI_STUDY_SUSPENDED;
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_ONGOING &&
		   outcome.flags == RI_FLAG_STATUS_OUTDATED,
		   "suspended after completion: the same");
	study.recruitment = RI_STUDY_ACTIVE;
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_ONGOING &&
		   outcome.flags == RI_FLAG_STATUS_OUTDATED,
		   "active after completion: the same without primary completion");

	study.primary_completed = on(2019, 1, 1);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_OVERDUE &&
		   outcome.flags == RI_FLAG_STATUS_OUTDATED,
		   "active after primary completion: the clock runs");
	study.completed = on(2024, 1, 1);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_OVERDUE && outcome.flags == 0,
		   "follow-up after primary completion is not outdated");
	study.recruitment = RI_STUDY_RECRUITING;
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_ONGOING && outcome.flags == 0,
		   "who still recruits, goes on");
	study.recruitment = RI_STUDY_ACTIVE;
	status_is(&nordic, study, on(2023, 1, 1), RI_STATUS_ONGOING,
			  "for nordic primary completion does not matter");
	study.primary_completed = on(2023, 1, 2);
	status_is(&who, study, on(2023, 1, 1), RI_STATUS_ONGOING,
			  "primary completion to come");
}

static void
test_result_before_completion(void)
{
	RiStudy		study = completed_on(on(2020, 1, 1));
	RiStudyOutcome outcome;

	outcome = outcome_of(&nordic, published_on(study, on(2019, 12, 31)),
						 on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == true && days_late_answer(outcome) == 0,
		   "a result before completion is timely");
	tap_equal(outcome.flags, RI_FLAG_RESULT_BEFORE_COMPLETION, "and flagged");
	outcome = outcome_of(&nordic, published_on(study, on(2020, 1, 1)),
						 on(2023, 1, 1));
	tap_equal(outcome.flags, 0, "a result on the day of completion is not");
	outcome = outcome_of(&nordic, published_on(study, on(2019, 12, 31)),
						 on(2020, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_EARLY &&
		   timely_answer(outcome) == true,
		   "before the deadline it is early");
}

static void
test_anticipated(void)
{
	RiStudy		study = completed_on(on(2020, 1, 1));
	RiStudyOutcome outcome;

	study.recruitment = RI_STUDY_UNKNOWN;
	study.completion_is_anticipated = true;
	outcome = outcome_of(&nordic, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_OVERDUE &&
		   outcome.flags == RI_FLAG_COMPLETION_ANTICIPATED,
		   "due by a date that was only planned, flagged");
	outcome = outcome_of(&nordic, study, on(2019, 1, 1));
	tap_ok(outcome.status == RI_STATUS_ONGOING && outcome.flags == 0,
		   "a plan for the future is not flagged");
}

static void
test_results_that_do_not_count(void)
{
	RiStudy		study = completed_on(on(2020, 1, 1));
	RiStudyOutcome outcome;

	/* a preprint, say, which no policy here accepts */
	study.first_any = on(2020, 6, 1);
	outcome = outcome_of(&nordic, study, on(2020, 7, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_EARLY &&
		   timely_answer(outcome) == UNKNOWN_ANSWER &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "early, but nothing that counts yet");
	outcome = outcome_of(&nordic, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == false && days_late_answer(outcome) == 0 &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "reported in time, and not timely until something counts");
	study.first_any = on(2022, 1, 2);
	outcome = outcome_of(&nordic, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   timely_answer(outcome) == false && days_late_answer(outcome) == 3,
		   "three days after 30 December 2021 it is three days late");

	study = summarised_on(completed_on(on(2020, 1, 1)), on(2020, 6, 1));
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == false &&
		   summary_answer(outcome) == true && days_late_answer(outcome) == 0 &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "who: summary results in time, and no publication");
	study.first_publication = on(2022, 1, 2);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == false && summary_answer(outcome) == true &&
		   days_late_answer(outcome) == 0 && outcome.flags == 0 &&
		   outcome.first_result.day == on(2020, 6, 1).day,
		   "who: a publication a day late does not make them late");
	/* on the due day, 1 January 2021, and on the day after */
	study = summarised_on(completed_on(on(2020, 1, 1)), on(2021, 1, 1));
	study.first_any = on(2021, 1, 1);
	tap_ok(outcome_of(&who, study, on(2023, 11, 3)).status ==
		   RI_STATUS_REPORTED_ON_TIME,
		   "who: summary results on their due day are in time");
	study = summarised_on(completed_on(on(2020, 1, 1)), on(2021, 1, 2));
	outcome = outcome_of(&who, study, on(2023, 11, 3));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   timely_answer(outcome) == false &&
		   summary_answer(outcome) == false && days_late_answer(outcome) == 1,
		   "who: a day later they are one day late by their own deadline");
	study.first_publication = on(2022, 1, 1);
	outcome = outcome_of(&who, study, on(2023, 11, 3));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == true &&
		   summary_answer(outcome) == false && days_late_answer(outcome) == 0,
		   "who: a publication in time reports the study in time");
	study.first_publication = on(2022, 1, 3);
	outcome = outcome_of(&who, study, on(2023, 11, 3));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   days_late_answer(outcome) == 1,
		   "who: both late, by as much as the first result is");
}

static void
test_summary_only(void)
{
	RiDate		end = on(2020, 1, 1);
	RiStudy		study = published_on(completed_on(end), on(2020, 6, 1));
	RiStudyOutcome outcome = outcome_of(&summary_only, study, on(2021, 1, 2));

	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == false &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "a publication reports, and is not what the policy asks for");
	is_due(outcome.publication_due, never(), "no publication is due");
	is_due(outcome.summary_due, on(2021, 1, 1), "summary results are");

	outcome = outcome_of(&summary_only,
						 summarised_on(completed_on(end), on(2021, 1, 1)),
						 on(2021, 1, 2));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   timely_answer(outcome) == true && summary_answer(outcome) == true,
		   "summary results decide");
}

static void
test_no_deadline(void)
{
	RiStudyPolicy nothing = who;
	RiStudyOutcome outcome;

	nothing.summary.given = false;
	nothing.publication.given = false;
	outcome = outcome_of(&nothing, completed_on(on(2010, 1, 1)),
						 on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_NOT_DUE && !outcome.timely_known &&
		   !outcome.summary_timely_known && !outcome.days_late_known,
		   "a policy without deadline makes nothing due");

	nothing = nordic;
	nothing.summary.given = false;
	nothing.summary_counts_as_publication = false;
	outcome = outcome_of(&nothing,
						 summarised_on(completed_on(on(2020, 1, 1)),
									   on(2021, 12, 1)), on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_ON_TIME &&
		   !outcome.summary_due.known && !outcome.summary_timely_known,
		   "summaries that are not asked for have the other deadline");
}

static void
test_limits(void)
{
	RiStudyPolicy early = nordic;
	RiStudy		study = completed_on(never());
	RiStudyOutcome outcome;
	RiDate		last = {true, INT32_MAX};

	study.completed.known = true;
	study.completed.day = INT32_MIN;
	outcome = outcome_of(&nordic, study, last);
	tap_ok(outcome.status == RI_STATUS_OVERDUE &&
		   outcome.days_late == INT32_MAX,
		   "the longest delay stops at the largest number");
	study.completed.day = INT32_MAX;
	outcome = outcome_of(&nordic, study, last);
	tap_ok(outcome.status == RI_STATUS_OVERDUE ||
		   outcome.status == RI_STATUS_NOT_DUE,
		   "the latest completion does not overflow");
	early.counted_back = true;
	outcome = outcome_of(&early, study, last);
	tap_equal(outcome.summary_due.day, INT32_MAX,
			  "nor where it is counted back");
	early.waiting_days = -1;
	study.completed.day = INT32_MIN;
	outcome = outcome_of(&early, study, last);
	tap_equal(outcome.summary_due.day, INT64_C(365) + INT32_MIN,
			  "nor the earliest, counted from the day before");
}

static RiDate
random_date(uint64_t *state, RiDay latest)
{
	RiDate		date;

	date.known = tap_random_between(state, 0, 4) > 0;
	date.day = date.known ? (RiDay) tap_random_between(state, 6000, latest) : 0;
	return date;
}

static RiDate
earliest(RiDate a, RiDate b)
{
	if (a.known && (!b.known || a.day < b.day))
		return a;
	return b;
}

static RiStudy
random_study(uint64_t *state, RiDay as_of)
{
	RiStudy		study;

	memset(&study, 0, sizeof(study));
	study.recruitment = (RiRecruitment) tap_random_between(state, 0, 7);
	study.precision = (RiDatePrecision) tap_random_between(state, 0, 2);
	study.starts = random_date(state, 6300);
	study.primary_completed = random_date(state, 8500);
	study.completed = random_date(state, 8500);
	study.completion_is_anticipated = tap_random_between(state, 0, 1) == 0;
	study.first_summary = random_date(state, as_of);
	study.first_publication = random_date(state, as_of);
	study.first_any = earliest(random_date(state, as_of),
							   earliest(study.first_summary,
										study.first_publication));
	study.registered = random_date(state, 6500);
	study.deferred_until = random_date(state, 8500);
	study.paediatric = (RiAnswer) tap_random_between(state, 0, 2);
	study.certificate = (RiAnswer) tap_random_between(state, 0, 2);
	study.phase1_everywhere = (RiAnswer) tap_random_between(state, 0, 2);
	study.all_countries_completed = (RiAnswer) tap_random_between(state, 0, 2);
	return study;
}

/* On or before the later deadline; neither known: no. */
static bool
within_a_deadline(const RiStudyOutcome *o, RiDate result)
{
	return (o->summary_due.known && result.day <= o->summary_due.day) ||
		(o->publication_due.known && result.day <= o->publication_due.day);
}

/* What the status says of the other columns. */
static bool
is_consistent(const RiStudyOutcome *o)
{
	bool		missed = timely_answer(*o) == false;

	switch (o->status)
	{
		case RI_STATUS_NOT_DUE:
			return !o->reported.known && !o->timely_known &&
				!o->days_late_known;
		case RI_STATUS_REPORTED_EARLY:
			return o->reported.known && !missed && !o->days_late_known;
		case RI_STATUS_REPORTED_ON_TIME:
			return o->reported.known && o->days_late_known &&
				o->days_late == 0 && within_a_deadline(o, o->reported);
		case RI_STATUS_REPORTED_LATE:
			return o->reported.known && missed && !o->summary_timely &&
				o->days_late_known && o->days_late > 0 &&
				o->days_late <= o->reported.day - o->anchor.day;
		case RI_STATUS_OVERDUE:
			return !o->reported.known && missed && o->days_late_known &&
				o->days_late > 0;
		case RI_STATUS_IN_GRACE:
			return !o->reported.known && !o->timely_known &&
				!o->days_late_known && o->summary_due.known;
		default:
			return !o->timely_known && !o->summary_timely_known &&
				!o->days_late_known && !o->summary_due.known &&
				!o->publication_due.known && !o->anchor.known &&
				!o->reported.known &&
				(o->flags & RI_FLAG_COMPLETION_ANTICIPATED) == 0;
	}
}

/* A completed study of the European register with all its facts given. */
static RiStudy
known_everywhere(RiDate completed)
{
	RiStudy		study = completed_on(completed);

	study.paediatric = RI_ANSWER_NO;
	study.phase1_everywhere = RI_ANSWER_NO;
	study.certificate = RI_ANSWER_NO;
	study.all_countries_completed = RI_ANSWER_YES;
	return study;
}

/* The rule of the tracker, counted back from the day of judgement. */
static bool
tracker_due(RiDay end, RiDay as_of)
{
	return end < ri_day_add_months(as_of, -12) - 28;
}

static void
test_eu_tracker(void)
{
	RiStudy		study = known_everywhere(on(2022, 3, 10));
	RiDay		end;
	RiDay		day;
	int			wrong = 0;

	/* 10 March + 28 days is 7 April */
	is_due(outcome_of(&eu_tracker, study, on(2022, 5, 1)).summary_due,
		   on(2023, 4, 7), "eu_tracker: a year and 28 days");
	status_is(&eu_tracker, study, on(2023, 4, 7), RI_STATUS_NOT_DUE,
			  "eu_tracker: not due on that day");
	status_is(&eu_tracker, study, on(2023, 4, 8), RI_STATUS_OVERDUE,
			  "eu_tracker: overdue on the day after");
	for (end = ri_day_from_ymd(2019, 1, 1); end <= ri_day_from_ymd(2024, 12, 31); end++)
		for (day = end + 385; day <= end + 400; day++)
		{
			RiDate		completed = {true, end};
			RiDate		as_of = {true, day};
			RiStudyStatus got = outcome_of(&eu_tracker,
										   known_everywhere(completed),
										   as_of).status;

			wrong += got != (tracker_due(end, day) ? RI_STATUS_OVERDUE :
							 RI_STATUS_NOT_DUE);
		}
	tap_equal(wrong, 0, "eu_tracker: as counted back, for six years of days");
	/* 31 January + 28 days = 28 February; 29 February a year before is it too */
	study.completed = on(2023, 1, 31);
	is_due(outcome_of(&eu_tracker, study, on(2023, 5, 1)).summary_due,
		   on(2024, 2, 29), "eu_tracker: counted back from a leap day");

	status_is(&eu_tracker, published_on(study, on(2023, 6, 1)),
			  on(2024, 6, 1), RI_STATUS_OVERDUE,
			  "eu_tracker: a publication is no summary result");
	status_is(&eu_tracker, summarised_on(study, on(2024, 2, 29)),
			  on(2024, 6, 1), RI_STATUS_REPORTED_ON_TIME,
			  "eu_tracker: summary results on the last day");
	status_is(&eu_tracker, summarised_on(study, on(2024, 3, 1)),
			  on(2024, 6, 1), RI_STATUS_REPORTED_LATE,
			  "eu_tracker: summary results on the day after");
}

static void
test_eu_tracker_facts(void)
{
	RiStudy		study = known_everywhere(on(2020, 1, 1));
	RiDate		as_of = on(2023, 1, 1);
	RiStudyOutcome outcome;

	study.phase1_everywhere = RI_ANSWER_YES;
	status_is(&eu_tracker, study, as_of, RI_STATUS_EXEMPT,
			  "phase 1 in every country is exempt");
	status_is(&eu_ctr, study, as_of, RI_STATUS_OVERDUE,
			  "and not under the regulation");
	study.paediatric = RI_ANSWER_YES;
	status_is(&eu_tracker, study, as_of, RI_STATUS_OVERDUE,
			  "unless it is paediatric");
	study.paediatric = RI_ANSWER_UNKNOWN;
	outcome = outcome_of(&eu_tracker, study, as_of);
	tap_ok(outcome.status == RI_STATUS_OVERDUE &&
		   (outcome.flags & RI_FLAG_FACTS_MISSING) != 0,
		   "what is not known exempts nobody, and is flagged");
	study.phase1_everywhere = RI_ANSWER_NO;
	outcome = outcome_of(&eu_tracker, study, as_of);
	tap_ok((outcome.flags & RI_FLAG_FACTS_MISSING) == 0,
		   "nor does it matter where no phase is 1");
	study.phase1_everywhere = RI_ANSWER_UNKNOWN;
	outcome = outcome_of(&eu_tracker, study, as_of);
	tap_ok(outcome.status == RI_STATUS_OVERDUE &&
		   (outcome.flags & RI_FLAG_FACTS_MISSING) != 0,
		   "an unknown phase exempts nobody either");

	study = known_everywhere(on(2020, 1, 1));
	study.all_countries_completed = RI_ANSWER_NO;
	status_is(&eu_tracker, study, as_of, RI_STATUS_ONGOING,
			  "not completed in all countries is ongoing");
	status_is(&who, study, as_of, RI_STATUS_OVERDUE,
			  "which other policies do not ask");
	study.all_countries_completed = RI_ANSWER_UNKNOWN;
	outcome = outcome_of(&eu_tracker, study, as_of);
	tap_ok(outcome.status == RI_STATUS_UNKNOWN && !outcome.summary_due.known &&
		   (outcome.flags & RI_FLAG_FACTS_MISSING) != 0,
		   "not known to be completed in all countries is unknown");
	study.recruitment = RI_STUDY_WITHDRAWN;
	study.phase1_everywhere = RI_ANSWER_YES;
	status_is(&eu_tracker, study, as_of, RI_STATUS_WITHDRAWN,
			  "withdrawn goes before exempt");
	study.recruitment = RI_STUDY_COMPLETED;
	study.starts = on(2021, 1, 1);
	status_is(&eu_tracker, study, as_of, RI_STATUS_EXEMPT,
			  "exempt goes before inconsistent");
}

/* Summary results n days after completion, seen long afterwards; or none. */
static void
test_fdaaa(void)
{
	RiDate		end = on(2021, 5, 14);
	RiStudy		study = known_everywhere(end);
	RiStudyOutcome outcome;

	study.primary_completed = end;
	study.completed = on(2021, 12, 31);
	is_due(outcome_of(&fdaaa, study, on(2022, 1, 1)).summary_due,
		   later(end, 365), "fdaaa: 365 days after primary completion");
	status_is(&fdaaa, study, later(end, 364), RI_STATUS_NOT_DUE,
			  "fdaaa: day 364");
	status_is(&fdaaa, study, later(end, 365), RI_STATUS_NOT_DUE,
			  "fdaaa: day 365, late is after it");
	status_is(&fdaaa, study, later(end, 366), RI_STATUS_IN_GRACE,
			  "fdaaa: day 366 is in grace");
	outcome = outcome_of(&fdaaa, study, later(end, 395));
	tap_ok(outcome.status == RI_STATUS_IN_GRACE && !outcome.timely_known &&
		   !outcome.summary_timely_known && !outcome.days_late_known,
		   "fdaaa: so is day 395, and nothing is late");
	outcome = outcome_of(&fdaaa, study, later(end, 396));
	tap_ok(outcome.status == RI_STATUS_OVERDUE && timely_answer(outcome) == false &&
		   summary_answer(outcome) == false && days_late_answer(outcome) == 31,
		   "fdaaa: day 396 is overdue by 31 days");

	status_is(&fdaaa, summarised_on(study, later(end, 365)), later(end, 400),
			  RI_STATUS_REPORTED_ON_TIME, "fdaaa: reported on day 365");
	outcome = outcome_of(&fdaaa, summarised_on(study, later(end, 366)),
						 later(end, 366));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   days_late_answer(outcome) == 1 && timely_answer(outcome) == false,
		   "fdaaa: no grace for those that reported");
	status_is(&fdaaa, summarised_on(study, later(end, 10)), later(end, 20),
			  RI_STATUS_REPORTED_EARLY, "fdaaa: reported early");
	status_is(&fdaaa, published_on(study, later(end, 10)), later(end, 500),
			  RI_STATUS_OVERDUE, "fdaaa: an article does not report");

	study.certificate = RI_ANSWER_YES;
	outcome = outcome_of(&fdaaa, study, later(end, 500));
	tap_ok(outcome.status == RI_STATUS_NOT_DUE &&
		   (outcome.flags & RI_FLAG_DEADLINE_EXTENDED) != 0,
		   "fdaaa: a certificate extends the deadline");
	is_due(outcome.summary_due, on(2024, 5, 14), "to three years");
	status_is(&fdaaa, study, on(2024, 5, 15), RI_STATUS_IN_GRACE,
			  "after which there is grace too");
	study.certificate = RI_ANSWER_UNKNOWN;
	outcome = outcome_of(&fdaaa, study, later(end, 500));
	tap_ok(outcome.status == RI_STATUS_OVERDUE &&
		   (outcome.flags & RI_FLAG_FACTS_MISSING) != 0,
		   "an unknown certificate extends nothing, and is flagged");
	study.primary_completed = never();
	is_due(outcome_of(&fdaaa, study, on(2022, 1, 1)).summary_due,
		   later(study.completed, 365), "fdaaa: else from completion");
}

static void
test_eu_ctr(void)
{
	RiStudy		study = known_everywhere(on(2020, 8, 31));
	RiStudyOutcome outcome;

	is_due(outcome_of(&eu_ctr, study, on(2020, 9, 1)).summary_due,
		   on(2021, 8, 31), "eu_ctr: one year");
	status_is(&eu_ctr, study, on(2021, 8, 31), RI_STATUS_NOT_DUE,
			  "eu_ctr: on the day is on time");
	status_is(&eu_ctr, study, on(2021, 9, 1), RI_STATUS_OVERDUE,
			  "eu_ctr: the day after is not");
	study.paediatric = RI_ANSWER_YES;
	outcome = outcome_of(&eu_ctr, study, on(2020, 9, 1));
	is_due(outcome.summary_due, on(2021, 2, 28),
		   "eu_ctr: six months if paediatric, 31 August to 28 February");
	tap_equal(outcome.flags, RI_FLAG_DEADLINE_PAEDIATRIC, "flagged");
	study.paediatric = RI_ANSWER_UNKNOWN;
	outcome = outcome_of(&eu_ctr, study, on(2020, 9, 1));
	is_due(outcome.summary_due, on(2021, 8, 31),
		   "eu_ctr: one year where that is not known");
	tap_equal(outcome.flags, RI_FLAG_FACTS_MISSING, "flagged");

	study.paediatric = RI_ANSWER_NO;
	study.deferred_until = on(2021, 9, 1);
	outcome = outcome_of(&eu_ctr, study, on(2021, 9, 1));
	is_due(outcome.summary_due, on(2021, 9, 1),
		   "eu_ctr: a later justified date wins");
	tap_ok(outcome.status == RI_STATUS_NOT_DUE &&
		   outcome.flags == RI_FLAG_DEADLINE_EXTENDED, "flagged");
	status_is(&eu_ctr, study, on(2021, 9, 2), RI_STATUS_OVERDUE,
			  "eu_ctr: until that date");
	study.deferred_until = on(2021, 8, 30);
	outcome = outcome_of(&eu_ctr, study, on(2020, 9, 1));
	is_due(outcome.summary_due, on(2021, 8, 31), "an earlier one does not");
	tap_equal(outcome.flags, 0, "and is not flagged");
	study.completed = never();
	is_due(outcome_of(&eu_ctr, study, on(2023, 1, 1)).summary_due, never(),
		   "nor does a deferral start a clock");
	study = known_everywhere(on(2020, 2, 29));
	is_due(outcome_of(&eu_ctr, study, on(2020, 9, 1)).summary_due,
		   on(2021, 2, 28), "eu_ctr: from 29 February");
	study.deferred_until = on(2025, 1, 1);
	is_due(outcome_of(&who, study, on(2020, 9, 1)).summary_due,
		   on(2021, 2, 28), "who knows no deferral");
}

static void
test_intovalue(void)
{
	RiDate		end = on(2018, 5, 14);
	RiStudy		study = completed_on(end);

	status_is(&intovalue, published_on(study, later(end, 729)), on(2023, 1, 1),
			  RI_STATUS_REPORTED_ON_TIME, "intovalue: day 729");
	status_is(&intovalue, published_on(study, later(end, 730)), on(2023, 1, 1),
			  RI_STATUS_REPORTED_LATE, "intovalue: day 730");
	status_is(&intovalue, study, later(end, 729), RI_STATUS_NOT_DUE,
			  "intovalue: nothing on day 729");
	status_is(&intovalue, study, later(end, 730), RI_STATUS_OVERDUE,
			  "intovalue: nothing on day 730");
	status_is(&intovalue, summarised_on(study, later(end, 300)),
			  on(2023, 1, 1), RI_STATUS_REPORTED_ON_TIME,
			  "intovalue: summary results on day 300 report in time");
	tap_equal(timely_answer(outcome_of(&intovalue, summarised_on(study, later(end, 300)), on(2023, 1, 1))),
			  false, "but are no publication");
	tap_equal(summary_answer(outcome_of(&intovalue, summarised_on(study, later(end, 364)), on(2023, 1, 1))),
			  true, "but timely summary results on day 364");
	tap_equal(summary_answer(outcome_of(&intovalue, summarised_on(study, later(end, 365)), on(2023, 1, 1))),
			  false, "and late ones on day 365");
}

/* Registered on a day, started on 2020-03-15: prospective by day, by month? */
static void
registered(RiDate registered_on, bool by_day, bool by_month, const char *what)
{
	RiStudy		study = completed_on(on(2021, 1, 1));
	RiStudyOutcome outcome;

	study.starts = on(2020, 3, 15);
	study.registered = registered_on;
	outcome = outcome_of(&who, study, on(2022, 1, 1));
	tap_ok(outcome.prospective_known && outcome.prospective == by_day,
		   "registered %s, by day", what);
	outcome = outcome_of(&intovalue, study, on(2022, 1, 1));
	tap_ok(outcome.prospective_known && outcome.prospective == by_month,
		   "registered %s, by month", what);
}

static void
test_registration(void)
{
	RiStudy		study = completed_on(on(2021, 1, 1));

	registered(on(2020, 2, 28), true, true, "in the month before");
	registered(on(2020, 3, 14), true, true, "on the day before");
	registered(on(2020, 3, 15), false, true, "on the day of the start");
	registered(on(2020, 3, 31), false, true, "later in the month");
	registered(on(2020, 4, 1), false, false, "in the month after");
	study.registered = on(2020, 1, 1);
	tap_ok(!outcome_of(&who, study, on(2022, 1, 1)).prospective_known,
		   "without a start nothing is said");
	study.registered = never();
	study.starts = on(2020, 1, 1);
	tap_ok(!outcome_of(&who, study, on(2022, 1, 1)).prospective_known,
		   "nor without a registration");
}

/* An answer once given stays, however long one waits. */
static bool
answers_stay(const RiStudyOutcome *now, const RiStudyOutcome *then)
{
	return (!now->timely_known || timely_answer(*now) ==
			timely_answer(*then)) &&
		(!now->summary_timely_known || summary_answer(*now) ==
		 summary_answer(*then));
}

static void
test_random_studies(void)
{
	static const RiStudyPolicy *const policies[] = {
		&who, &nordic, &summary_only, &eu_tracker, &fdaaa, &eu_ctr,
		&intovalue
	};
	uint64_t	state = tap_seed();
	int			inconsistent = 0;
	int			changed = 0;
	int			seen[RI_STATUS_UNKNOWN + 1] = {0};
	int			unseen = 0;
	int			i;

	for (i = 0; i < 200000; i++)
	{
		const RiStudyPolicy *policy = policies[i % 7];
		RiDate		as_of = {true, 0};
		RiStudy		study;
		RiStudyOutcome now;
		RiStudyOutcome then;

		as_of.day = (RiDay) tap_random_between(&state, 6500, 8400);
		study = random_study(&state, as_of.day);
		now = outcome_of(policy, study, as_of);
		then = outcome_of(policy, study,
						  later(as_of, (int) tap_random_between(&state, 0,
																900)));
		inconsistent += !is_consistent(&now) || !is_consistent(&then);
		changed += !answers_stay(&now, &then);
		seen[now.status]++;
	}
	tap_equal(inconsistent, 0, "status and figures fit for 200000 studies");
	tap_equal(changed, 0, "what was timely or not stays so");
	for (i = 0; i <= RI_STATUS_UNKNOWN; i++)
		unseen += seen[i] == 0;
	tap_equal(unseen, 0, "all statuses occur");
}

int
main(void)
{
	test_codes();
	test_nordic_publication();
	test_nordic_summary();
	test_who();
	test_who_anchor();
	test_leap_day();
	test_precision();
	test_no_dates();
	test_order_of_rules();
	test_future_completion();
	test_running();
	test_result_before_completion();
	test_anticipated();
	test_results_that_do_not_count();
	test_summary_only();
	test_no_deadline();
	test_limits();
	test_eu_tracker();
	test_eu_tracker_facts();
	test_fdaaa();
	test_eu_ctr();
	test_intovalue();
	test_registration();
	test_random_studies();
	return tap_finish();
}
