/*
 * fuzz_calendar.c
 *		Every day number is a date that is the same number; months lead where they
 *		should.  The input is two numbers: a day, and how many months.
 */
#include <string.h>

#include "calendar.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	RiDay		day;
	int32_t		months;
	int			year;
	int			month;
	int			mday;

	if (size < sizeof(day) + sizeof(months))
		return 0;
	memcpy(&day, data, sizeof(day));
	memcpy(&months, data + sizeof(day), sizeof(months));

	ri_day_to_ymd(day, &year, &month, &mday);
	REQUIRE(month >= 1 && month <= 12 && mday >= 1 && mday <= 31);
	REQUIRE(ri_day_from_ymd(year, month, mday) == day);
	REQUIRE(ri_day_first_of_month(day) <= day);
	REQUIRE(ri_day_last_of_month(day) >= day);
	if (months >= 0)
		REQUIRE(ri_day_add_months(day, months) >= day);
	else
		REQUIRE(ri_day_add_months(day, months) <= day);
	if (day >= RI_DAY_MIN && day <= RI_DAY_MAX &&
		months >= -1200 && months <= 1200)
	{
		int			other_year;
		int			other_month;

		ri_day_to_ymd(ri_day_add_months(day, months), &other_year,
					  &other_month, &mday);
		REQUIRE(other_year * 12 + other_month == year * 12 + month + months);
	}
	return 0;
}
