/*
 * calendar.c
 *		Proleptic Gregorian calendar over day numbers.
 *
 * Years are counted from 1 March, so that the leap day is the last day of the
 * year and month lengths follow one linear rule.  The arithmetic is 64-bit, and
 * results beyond the type stop at its limits: no argument overflows.
 */
#include "calendar.h"

#define DAYS_PER_ERA 146097		/* 400 years */
#define YEARS_PER_ERA 400
#define EPOCH_FROM_ERA INT64_C(730425)	/* 2000-01-01 less 0000-03-01 */

/* A calendar date; the year is wide so that sums of months cannot overflow. */
typedef struct CivilDate
{
	int64_t		year;
	int			month;
	int			day;
} CivilDate;

static int64_t
floor_div(int64_t value, int64_t divisor)
{
	int64_t		quotient = value / divisor;

	return value % divisor < 0 ? quotient - 1 : quotient;
}

static RiDay
limit_day(int64_t day)
{
	if (day < INT32_MIN)
		return INT32_MIN;
	if (day > INT32_MAX)
		return INT32_MAX;
	return (RiDay) day;
}

static int64_t
day_from_civil(int64_t year, int month, int day)
{
	int64_t		from_march = month > 2 ? month - 3 : month + 9;
	int64_t		march_year = month > 2 ? year : year - 1;
	int64_t		era = floor_div(march_year, YEARS_PER_ERA);
	int64_t		year_of_era = march_year - era * YEARS_PER_ERA;
	int64_t		day_of_year = (153 * from_march + 2) / 5 + day - 1;
	int64_t		day_of_era;

	day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
		day_of_year;
	return era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_ERA;
}

static CivilDate
civil_from_day(RiDay day)
{
	int64_t		from_era = (int64_t) day + EPOCH_FROM_ERA;
	int64_t		era = floor_div(from_era, DAYS_PER_ERA);
	int64_t		day_of_era = from_era - era * DAYS_PER_ERA;
	int64_t		year_of_era;
	int64_t		day_of_year;
	int64_t		from_march;
	CivilDate	civil;

	year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
				   day_of_era / (DAYS_PER_ERA - 1)) / 365;
	day_of_year = day_of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	from_march = (5 * day_of_year + 2) / 153;

	civil.day = (int) (day_of_year - (153 * from_march + 2) / 5 + 1);
	civil.month = (int) (from_march < 10 ? from_march + 3 : from_march - 9);
	civil.year = year_of_era + era * YEARS_PER_ERA;
	if (civil.month <= 2)
		civil.year++;
	return civil;
}

static int
days_in_month(int64_t year, int month)
{
	static const int lengths[12] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return lengths[month - 1];
}

RiDay
ri_day_from_ymd(int year, int month, int day)
{
	return limit_day(day_from_civil(year, month, day));
}

void
ri_day_to_ymd(RiDay day, int *year, int *month, int *mday)
{
	CivilDate	civil = civil_from_day(day);

	*year = (int) civil.year;
	*month = civil.month;
	*mday = civil.day;
}

RiDay
ri_day_add_months(RiDay day, int months)
{
	CivilDate	civil = civil_from_day(day);
	int64_t		from_zero = civil.year * 12 + (civil.month - 1) + months;
	int			last;

	civil.year = floor_div(from_zero, 12);
	civil.month = (int) (from_zero - civil.year * 12) + 1;
	last = days_in_month(civil.year, civil.month);
	if (civil.day > last)
		civil.day = last;
	return limit_day(day_from_civil(civil.year, civil.month, civil.day));
}

RiDay
ri_day_first_of_month(RiDay day)
{
	CivilDate	civil = civil_from_day(day);

	return limit_day(day_from_civil(civil.year, civil.month, 1));
}

RiDay
ri_day_last_of_month(RiDay day)
{
	CivilDate	civil = civil_from_day(day);
	int			last = days_in_month(civil.year, civil.month);

	return limit_day(day_from_civil(civil.year, civil.month, last));
}
