/*
 * test_calendar.c
 *		Tests of extension/core/calendar.c against a walk, day by day.
 */
#include "calendar.h"
#include "tap.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2100
#define MONTHS ((LAST_YEAR - FIRST_YEAR + 1) * 12)

/* Day of the first of every month from January 1900, with one more behind. */
static RiDay month_starts[MONTHS + 1];

static bool
is_leap(int year)
{
	if (year % 400 == 0)
		return true;
	if (year % 100 == 0)
		return false;
	return year % 4 == 0;
}

static int
month_length(int year, int month)
{
	switch (month)
	{
		case 2:
			return is_leap(year) ? 29 : 28;
		case 4:
		case 6:
		case 9:
		case 11:
			return 30;
		default:
			return 31;
	}
}

static void
test_known_days(void)
{
	tap_equal(ri_day_from_ymd(2000, 1, 1), 0, "2000-01-01 is day 0");
	tap_equal(ri_day_from_ymd(1, 1, 1), RI_DAY_MIN, "0001-01-01");
	tap_equal(ri_day_from_ymd(9999, 12, 31), RI_DAY_MAX, "9999-12-31");
	tap_equal(ri_day_from_ymd(1970, 1, 1), -10957, "1970-01-01");
	tap_equal(ri_day_from_ymd(2024, 2, 29), 8825, "2024-02-29");
	tap_equal(ri_day_from_ymd(1900, 3, 1) - ri_day_from_ymd(1900, 2, 28), 1,
			  "1900 has no leap day");
	tap_equal(ri_day_from_ymd(2000, 3, 1) - ri_day_from_ymd(2000, 2, 28), 2,
			  "2000 has a leap day");
}

static void
test_walk(void)
{
	RiDay		day = -36524;	/* 1900-01-01 */
	int			failed = 0;
	int			year;
	int			month;
	int			mday;

	for (year = FIRST_YEAR; year <= LAST_YEAR; year++)
	{
		for (month = 1; month <= 12; month++)
		{
			RiDay		first = day;
			RiDay		last = day + month_length(year, month) - 1;

			month_starts[(year - FIRST_YEAR) * 12 + month - 1] = first;
			for (mday = 1; mday <= month_length(year, month); mday++, day++)
			{
				int			y = 0;
				int			m = 0;
				int			d = 0;

				ri_day_to_ymd(day, &y, &m, &d);
				failed += y != year || m != month || d != mday;
				failed += ri_day_from_ymd(year, month, mday) != day;
				failed += ri_day_first_of_month(day) != first;
				failed += ri_day_last_of_month(day) != last;
			}
		}
	}
	month_starts[MONTHS] = day;
	tap_equal(failed, 0, "every day of 1900-2100 is as in the walk");
}

/* Every day of the walk plus -30..30 months and up to 120 years. */
static void
test_month_addition(void)
{
	int			failed = 0;
	int			from;
	int			months;

	for (from = 0; from < MONTHS; from++)
	{
		for (months = -36; months <= 36; months++)
		{
			/* beyond 30, steps of 20 years */
			int			added = months > 30 ? (months - 30) * 240 :
				months < -30 ? (months + 30) * 240 : months;
			int			to = from + added;
			RiDay		day;

			if (to < 0 || to >= MONTHS)
				continue;
			for (day = month_starts[from]; day < month_starts[from + 1]; day++)
			{
				RiDay		wanted = month_starts[to] +
					(day - month_starts[from]);

				if (wanted >= month_starts[to + 1])
					wanted = month_starts[to + 1] - 1;
				failed += ri_day_add_months(day, added) != wanted;
			}
		}
	}
	tap_equal(failed, 0, "month addition is as in the walk");

	tap_equal(ri_day_add_months(ri_day_from_ymd(2023, 1, 31), 1),
			  ri_day_from_ymd(2023, 2, 28), "31 January + 1 month");
	tap_equal(ri_day_add_months(ri_day_from_ymd(2024, 1, 31), 1),
			  ri_day_from_ymd(2024, 2, 29), "31 January + 1 month, leap year");
	tap_equal(ri_day_add_months(ri_day_from_ymd(2024, 2, 29), 12),
			  ri_day_from_ymd(2025, 2, 28), "29 February + 12 months");
	tap_equal(ri_day_add_months(ri_day_from_ymd(2024, 2, 29), 48),
			  ri_day_from_ymd(2028, 2, 29), "29 February + 48 months");
}

static void
test_whole_range(void)
{
	uint64_t	state = tap_seed();
	int			failed = 0;
	RiDay		day;
	int			i;

	for (day = RI_DAY_MIN; day <= RI_DAY_MAX; day += 13)
	{
		int			y = 0;
		int			m = 0;
		int			d = 0;

		ri_day_to_ymd(day, &y, &m, &d);
		failed += y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 ||
			d > month_length(y, m) || ri_day_from_ymd(y, m, d) != day;
	}
	tap_equal(failed, 0, "years 1 to 9999 come back as they were");

	failed = 0;
	for (i = 0; i < 100000; i++)
	{
		int			y = 0;
		int			m = 0;
		int			d = 0;

		day = (RiDay) tap_random_between(&state, INT32_MIN, INT32_MAX);
		ri_day_to_ymd(day, &y, &m, &d);
		failed += ri_day_from_ymd(y, m, d) != day;
		failed += ri_day_add_months(day, 0) != day;
	}
	tap_equal(failed, 0, "any day number comes back as it was");
}

static void
test_limits(void)
{
	tap_equal(ri_day_add_months(INT32_MAX, 0), INT32_MAX, "last day + 0");
	tap_equal(ri_day_add_months(INT32_MIN, 0), INT32_MIN, "first day + 0");
	tap_equal(ri_day_add_months(INT32_MAX, 1), INT32_MAX,
			  "the last day is not passed");
	tap_equal(ri_day_add_months(INT32_MIN, -1), INT32_MIN,
			  "the first day is not passed");
	tap_equal(ri_day_add_months(0, INT32_MAX), INT32_MAX,
			  "the longest period ends on the last day");
	tap_equal(ri_day_add_months(0, INT32_MIN), INT32_MIN,
			  "the longest period back ends on the first day");
	tap_equal(ri_day_last_of_month(INT32_MAX), INT32_MAX,
			  "the last month ends with the last day");
}

int
main(void)
{
	test_known_days();
	test_walk();
	test_month_addition();
	test_whole_range();
	test_limits();
	return tap_finish();
}
