/*
 * calendar.h
 *		Calendar days as integers, proleptic Gregorian.
 *
 * Day 0 is 2000-01-01, the same as PostgreSQL's date, so that the SQL layer
 * passes dates through unchanged.  Every day number has a date, also those
 * outside RI_DAY_MIN .. RI_DAY_MAX; a result that RiDay cannot hold becomes the
 * nearest one that it can.
 */
#ifndef RI_CALENDAR_H
#define RI_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t RiDay;

#define RI_DAY_MIN ((RiDay) -730119)	/* 0001-01-01 */
#define RI_DAY_MAX ((RiDay) 2921939)	/* 9999-12-31 */

/* month is 1..12, and day one that the month has. */
extern RiDay ri_day_from_ymd(int year, int month, int day);
extern void ri_day_to_ymd(RiDay day, int *year, int *month, int *mday);

/*
 * Adds calendar months; a day that the target month does not have becomes its
 * last day (31 January + 1 month = 28 or 29 February), as in PostgreSQL.
 */
extern RiDay ri_day_add_months(RiDay day, int months);

extern RiDay ri_day_first_of_month(RiDay day);
extern RiDay ri_day_last_of_month(RiDay day);

#endif							/* RI_CALENDAR_H */
