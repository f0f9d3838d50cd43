/*
 * study_policy.h
 *		Publication status of one study under one policy on one day.
 *
 * A policy says from which date a result is due, how long after, whether the
 * due day itself is on time, which results count, who is exempt and what moves
 * the deadline.  Policies are data (table publication_policy, which names their
 * sources); this room holds only the arithmetic over dates.
 */
#ifndef RI_STUDY_POLICY_H
#define RI_STUDY_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calendar.h"

typedef enum RiPeriodUnit
{
	RI_PERIOD_DAY,
	RI_PERIOD_MONTH
} RiPeriodUnit;

typedef struct RiPeriod
{
	bool		given;			/* the policy has this deadline */
	int32_t		amount;
	RiPeriodUnit unit;
} RiPeriod;

typedef enum RiAnchor
{
	RI_ANCHOR_COMPLETION,
	RI_ANCHOR_PRIMARY_COMPLETION	/* where known, else completion */
} RiAnchor;

typedef enum RiRegistrationRule
{
	RI_REGISTERED_BEFORE_DAY,	/* on a day before the start */
	RI_REGISTERED_BY_MONTH		/* in the month of the start or before it */
} RiRegistrationRule;

typedef struct RiStudyPolicy
{
	RiAnchor	anchor;
	RiPeriod	summary;		/* summary results due */
	RiPeriod	publication;	/* publication due */
	bool		due_day_on_time;	/* false: a result on the due day is late */
	bool		summary_counts_as_publication;
	bool		month_is_last_day;	/* month-only dates become the month's last
									 * day, else its first */
	bool		any_result_reports; /* false: only a counting result does */

	/* what else moves the summary deadline; not given, 0 or false: nothing */
	RiPeriod	paediatric;		/* instead of summary */
	RiPeriod	certificate;	/* instead of summary */
	bool		deferral_wins;	/* a later justified date */
	int32_t		waiting_days;	/* added to the anchor, before the period */
	bool		counted_back;	/* see ri_study_status, rule 5 */

	int32_t		grace_days;		/* after the deadline, for the unreported */
	bool		exempts_phase1; /* in every country, and not paediatric */
	bool		needs_all_countries;	/* completed in all of them */
	RiRegistrationRule registration;
} RiStudyPolicy;

typedef enum RiDatePrecision
{
	RI_PRECISION_DAY,
	RI_PRECISION_MONTH,
	RI_PRECISION_YEAR			/* too coarse: treated as unknown */
} RiDatePrecision;

typedef struct RiDate
{
	bool		known;
	RiDay		day;
} RiDate;

typedef enum RiRecruitment
{
	RI_STUDY_NOT_STARTED,
	RI_STUDY_RECRUITING,
	RI_STUDY_ACTIVE,
	RI_STUDY_SUSPENDED,
	RI_STUDY_COMPLETED,
	RI_STUDY_TERMINATED,
	RI_STUDY_WITHDRAWN,
	RI_STUDY_UNKNOWN
} RiRecruitment;

/* A fact that a source may leave open. */
typedef enum RiAnswer
{
	RI_ANSWER_UNKNOWN,
	RI_ANSWER_NO,
	RI_ANSWER_YES
} RiAnswer;

typedef struct RiStudy
{
	RiRecruitment recruitment;
	RiDate		registered;		/* to the day, whatever the precision */
	RiDate		starts;
	RiDate		primary_completed;
	RiDate		completed;
	RiDatePrecision precision;	/* of the study's dates */
	bool		completion_is_anticipated;	/* explicitly not actual */
	/* earliest dates of results found, those after as_of already left out */
	RiDate		first_summary;	/* of kind summary_results */
	RiDate		first_publication;	/* of the types that the policy accepts */
	RiDate		first_any;		/* of any kind and type */

	RiAnswer	paediatric;
	RiAnswer	certificate;	/* of delayed results */
	RiAnswer	phase1_everywhere;
	RiAnswer	all_countries_completed;
	RiDate		deferred_until; /* justified, to the day */
} RiStudy;

typedef enum RiStudyStatus
{
	RI_STATUS_NOT_STARTED,
	RI_STATUS_ONGOING,
	RI_STATUS_NOT_DUE,
	RI_STATUS_IN_GRACE,
	RI_STATUS_OVERDUE,
	RI_STATUS_REPORTED_EARLY,	/* a result is there although none is due yet */
	RI_STATUS_REPORTED_ON_TIME,
	RI_STATUS_REPORTED_LATE,
	RI_STATUS_EXEMPT,
	RI_STATUS_WITHDRAWN,
	RI_STATUS_INCONSISTENT,		/* dates that contradict each other */
	RI_STATUS_UNKNOWN			/* no usable completion date */
} RiStudyStatus;

extern const char *ri_study_status_code(RiStudyStatus status);

/* Flags: bits of RiStudyOutcome.flags, with their codes for users. */
typedef enum RiStudyFlag
{
	RI_FLAG_RESULT_BEFORE_COMPLETION = 1 << 0,
	RI_FLAG_PRIMARY_AFTER_COMPLETION = 1 << 1,
	/* due by a date that was only planned */
	RI_FLAG_COMPLETION_ANTICIPATED = 1 << 2,
	/* completion date passed, status says running */
	RI_FLAG_STATUS_OUTDATED = 1 << 3,
	/* reported, but by nothing the policy accepts as publication */
	RI_FLAG_NO_COUNTING_PUBLICATION = 1 << 4,
	RI_FLAG_MONTH_PRECISION = 1 << 5,
	/* a certificate or a justified deferral moved the deadline */
	RI_FLAG_DEADLINE_EXTENDED = 1 << 6,
	RI_FLAG_DEADLINE_PAEDIATRIC = 1 << 7,
	/* the policy asks for a fact that the source leaves open */
	RI_FLAG_FACTS_MISSING = 1 << 8
} RiStudyFlag;

#define RI_STUDY_FLAGS 9

/* bit is 0 .. RI_STUDY_FLAGS - 1; NULL for any other. */
extern const char *ri_study_flag_code(int bit);

typedef struct RiStudyOutcome
{
	RiStudyStatus status;
	RiDate		summary_due;
	RiDate		publication_due;
	RiDate		first_result;	/* earliest of any kind */
	RiDate		anchor;			/* where the clock started, if it runs */
	RiDate		reported;		/* earliest result that reports, rule 7 */
	bool		days_late_known;
	int32_t		days_late;		/* see ri_study_status */
	bool		timely_known;
	bool		timely;
	bool		summary_timely_known;
	bool		summary_timely;
	bool		prospective_known;
	bool		prospective;	/* registered before the start */
	uint32_t	flags;
} RiStudyOutcome;

/*
 * A date as a policy takes it: of year precision unknown, of month precision
 * the first or last day of the month.
 */
extern RiDate ri_usable_date(RiDate date, RiDatePrecision precision,
							 bool month_is_last_day);

/*
 * The rules, in this order:
 *
 *	1. Dates of year precision are unknown; of month precision they become the
 *	   first or last day of their month (policy) and the study is flagged.
 *	2. withdrawn -> WITHDRAWN; not_started -> NOT_STARTED.  Where the policy
 *	   exempts phase 1: phase 1 in every country and not paediatric -> EXEMPT.
 *	3. completion before start -> INCONSISTENT.
 *	4. The clock starts at the anchor date.  No anchor date -> UNKNOWN, or
 *	   ONGOING while recruitment is recruiting, active or suspended.  Anchor
 *	   after as_of -> ONGOING.  Recruiting, active or suspended with an anchor
 *	   that has passed: ONGOING unless the anchor is the primary completion date
 *	   and recruitment is active (follow-up goes on, the clock runs); flag
 *	   STATUS_OUTDATED if the completion date has passed.  A date has passed
 *	   when it is as_of or earlier.  Where the policy needs completion in all
 *	   countries: not yet -> ONGOING, not known -> UNKNOWN.
 *	5. A deadline is anchor + waiting days + period.  For summary results a
 *	   certificate replaces the period, else a paediatric study does, and a
 *	   justified later date wins.  Counted back, the deadline is the last day d
 *	   with d - period <= anchor + waiting days, which for calendar months can
 *	   be a day later.  The last timely day is the due day, or the day before
 *	   it where due_day_on_time is false.  The deciding deadline is the
 *	   publication's where the policy has one, else the summary's.  Where the
 *	   clock does not run, no due day is known.
 *	6. timely: the counting result (publications the policy accepts, and summary
 *	   results where summary_counts_as_publication; for a policy without
 *	   publication deadline: summary results) was there on or before the last
 *	   timely day.  Unknown (not known) while the deadline, or the grace after
 *	   it, has not passed and no timely result is there.  A result before
 *	   completion is timely, and flagged.  summary_timely: the same with
 *	   first_summary and the summary deadline; unknown where the policy has
 *	   none.
 *	7. A study is reported by its first result of any kind, or by its counting
 *	   result only, where any_result_reports is false.  Nothing due yet
 *	   (as_of <= last timely day, or no deadline at all): REPORTED_EARLY if it
 *	   is reported, else NOT_DUE.  Deciding deadline passed: reported, it is
 *	   REPORTED_ON_TIME if the result that reports it was there on the last
 *	   timely day of its kind (summary results: of the summary's deadline,
 *	   unless they count as publication; all else: of the deciding one), or if
 *	   it is timely or summary_timely; else REPORTED_LATE.  Not reported:
 *	   IN_GRACE while as_of <= last timely day + grace days, else OVERDUE.
 *	   So summary results in time report a study in time, whatever is published
 *	   later: rule 6 judges the two apart.
 *	8. days_late, where the deciding deadline has passed and the study is not in
 *	   grace: 0 on time; REPORTED_LATE: days from the last timely day of rule 7
 *	   to the result that reports the study; OVERDUE: from the deciding
 *	   deadline's last timely day to as_of.  Otherwise not known.
 *	9. prospective: registered before the day of the start, or not after its
 *	   month; not known without both dates.
 *
 *	Flags: RESULT_BEFORE_COMPLETION when first_any < completion;
 *	PRIMARY_AFTER_COMPLETION; COMPLETION_ANTICIPATED when the completion date is
 *	anticipated and the clock runs; NO_COUNTING_PUBLICATION when first_any is
 *	known and no counting result is; FACTS_MISSING when a fact that the policy
 *	asks for is not known.  What is not known neither shortens nor extends a
 *	deadline and exempts nobody.
 */
extern void ri_study_status(const RiStudyPolicy *policy, const RiStudy *study,
							RiDay as_of, RiStudyOutcome *outcome);

#endif							/* RI_STUDY_POLICY_H */
