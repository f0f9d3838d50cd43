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
	true, false, true
};

static const RiStudyPolicy nordic = {
	RI_ANCHOR_COMPLETION,
	{true, 365, RI_PERIOD_DAY}, {true, 730, RI_PERIOD_DAY},
	false, true, false
};

/* Summary results only, as in the trackers of the European register. */
static const RiStudyPolicy summary_only = {
	RI_ANCHOR_COMPLETION,
	{true, 12, RI_PERIOD_MONTH}, {false, 0, RI_PERIOD_DAY},
	true, false, true
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
		"no_counting_publication", "month_precision", NULL
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
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   timely_answer(outcome) == false &&
		   days_late_answer(outcome) ==
		   on(2023, 1, 1).day - on(2021, 12, 30).day &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "later, reported and late until something counts");

	study = summarised_on(completed_on(on(2020, 1, 1)), on(2020, 6, 1));
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   timely_answer(outcome) == false &&
		   summary_answer(outcome) == true &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "who: summary results are no publication");
	study.first_publication = on(2022, 1, 2);
	outcome = outcome_of(&who, study, on(2023, 1, 1));
	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   days_late_answer(outcome) == 1 && outcome.flags == 0 &&
		   outcome.first_result.day == on(2020, 6, 1).day,
		   "lateness is the publication's, first result the earliest");
}

static void
test_summary_only(void)
{
	RiDate		end = on(2020, 1, 1);
	RiStudy		study = published_on(completed_on(end), on(2020, 6, 1));
	RiStudyOutcome outcome = outcome_of(&summary_only, study, on(2021, 1, 2));

	tap_ok(outcome.status == RI_STATUS_REPORTED_LATE &&
		   timely_answer(outcome) == false &&
		   outcome.flags == RI_FLAG_NO_COUNTING_PUBLICATION,
		   "a publication is not what the policy asks for");
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
}

static void
test_limits(void)
{
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
	return study;
}

/* What the status says of the other columns. */
static bool
is_consistent(const RiStudyOutcome *o)
{
	bool		on_time = timely_answer(*o) == true;
	bool		missed = timely_answer(*o) == false;

	switch (o->status)
	{
		case RI_STATUS_NOT_DUE:
			return !o->first_result.known && !o->timely_known &&
				!o->days_late_known;
		case RI_STATUS_REPORTED_EARLY:
			return o->first_result.known && !missed && !o->days_late_known;
		case RI_STATUS_REPORTED_ON_TIME:
			return o->first_result.known && on_time && o->days_late_known &&
				o->days_late == 0;
		case RI_STATUS_REPORTED_LATE:
			return o->first_result.known && missed && o->days_late_known &&
				o->days_late > 0;
		case RI_STATUS_OVERDUE:
			return !o->first_result.known && missed && o->days_late_known &&
				o->days_late > 0;
		case RI_STATUS_IN_GRACE:
		case RI_STATUS_EXEMPT:
			return false;
		default:
			return !o->timely_known && !o->summary_timely_known &&
				!o->days_late_known && !o->summary_due.known &&
				!o->publication_due.known &&
				(o->flags & RI_FLAG_COMPLETION_ANTICIPATED) == 0;
	}
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
		&who, &nordic, &summary_only
	};
	uint64_t	state = tap_seed();
	int			inconsistent = 0;
	int			changed = 0;
	int			seen[RI_STATUS_UNKNOWN + 1] = {0};
	int			unseen = 0;
	int			i;

	for (i = 0; i < 200000; i++)
	{
		const RiStudyPolicy *policy = policies[i % 3];
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
	tap_equal(unseen, 2, "all statuses occur but in_grace and exempt");
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
	test_random_studies();
	return tap_finish();
}
