/*
 * test_written_value.c
 *		Tests of extension/core/written_value.c.
 */
#include "written_value.h"
#include "tap.h"

static void
decimal(const char *text, char sign, const char *wanted)
{
	char		out[128];
	size_t		len = 0;
	bool		is = ri_decimal_written(text, strlen(text), sign, out, &len);

	out[len] = '\0';
	tap_same_text(is ? out : NULL, wanted, "\"%s\" with %c", text, sign);
}

static void
day(const char *text, const char *format, int year, int month, int mday)
{
	RiDay		got = 0;
	bool		is = ri_day_written(text, strlen(text), format, strlen(format),
									&got);

	if (year == 0)
		tap_ok(!is, "\"%s\" is no %s", text, format);
	else
		tap_ok(is && got == ri_day_from_ymd(year, month, mday),
			   "\"%s\" is a %s", text, format);
}

static void
moment(const char *text, bool wanted, int64_t microseconds)
{
	int64_t		got = 0;

	tap_ok(ri_moment_written(text, strlen(text), &got) == wanted &&
		   got == microseconds, "\"%s\" is %s moment", text,
		   wanted ? "a" : "no");
}

static void
truth(const char *text, int wanted)
{
	bool		value = false;
	bool		is = ri_truth_written(text, strlen(text), &value);

	tap_equal(is ? value : -1, wanted, "\"%s\"", text);
}

static void
test_decimals(void)
{
	char		longest[RI_DECIMAL_MAX_LENGTH + 1];
	char		out[RI_DECIMAL_MAX_LENGTH + 1];
	size_t		len = 0;

	memset(longest, '1', sizeof(longest));
	decimal("1234.5", '.', "1234.5");
	decimal("1234,5", ',', "1234.5");
	decimal("1.234.567,89", ',', "1234567.89");
	decimal("1 234 567,89", ',', "1234567.89");
	decimal("1\xC2\xA0" "234,5", ',', "1234.5");
	decimal("1\xE2\x80\xAF" "234", ',', "1234");
	decimal("1,234.5", '.', "1234.5");
	decimal("1'234.5", '.', "1234.5");
	decimal(" -0,50\t", ',', "-0.50");
	decimal("\xE2\x88\x92" "7", ',', "-7");
	decimal("+7", '.', "7");
	decimal("0", ',', "0");
	decimal("1.5", ',', NULL);
	decimal("1,5", '.', NULL);
	decimal("1.234 567", ',', NULL);
	decimal("1234 567", ',', NULL);
	decimal("12 34", ',', NULL);
	decimal("1,", ',', NULL);
	decimal(",5", ',', NULL);
	decimal("1e5", '.', NULL);
	decimal("NaN", '.', NULL);
	decimal("--1", '.', NULL);
	decimal("- 1", '.', NULL);
	decimal("", '.', NULL);
	decimal("1,2,3", ',', NULL);
	decimal("kr 5", ',', NULL);
	decimal("\xE2\x80\x89" "7", ',', "7");
	decimal("\xE2\x82\xAC" "7", ',', NULL);
	decimal("1 234\xC2\xA0" "567", ',', NULL);
	tap_ok(!ri_decimal_written(longest, sizeof(longest), ',', out, &len),
		   "a number longer than any");
}

static void
test_days(void)
{
	day("2024-02-29", "YYYY-MM-DD", 2024, 2, 29);
	day("29.02.2024", "DD.MM.YYYY", 2024, 2, 29);
	day(" 29.02.2024 ", "dd.mm.yyyy", 2024, 2, 29);
	day("1.2.2024", "D.M.YYYY", 2024, 2, 1);
	day("11.12.2024", "D.M.YYYY", 2024, 12, 11);
	day("2/1/1999", "M/D/YYYY", 1999, 2, 1);
	day("20240131", "YYYYMMDD", 2024, 1, 31);
	day("9999-12-31", "YYYY-MM-DD", 9999, 12, 31);
	day("0001-01-01", "YYYY-MM-DD", 1, 1, 1);
	day("2023-02-29", "YYYY-MM-DD", 0, 0, 0);
	day("2023-13-01", "YYYY-MM-DD", 0, 0, 0);
	day("2023-00-01", "YYYY-MM-DD", 0, 0, 0);
	day("2023-01-32", "YYYY-MM-DD", 0, 0, 0);
	day("0000-01-01", "YYYY-MM-DD", 0, 0, 0);
	day("1.2.2024", "DD.MM.YYYY", 0, 0, 0);
	day("01.02.24", "DD.MM.YYYY", 0, 0, 0);
	day("2024-01-01x", "YYYY-MM-DD", 0, 0, 0);
	day("2024-01", "YYYY-MM-DD", 0, 0, 0);
	day("2024-01", "YYYY-MM", 0, 0, 0);
	day("24-01-01", "YY-MM-DD", 0, 0, 0);
	day("2024-01-01-01", "YYYY-MM-DD-DD", 0, 0, 0);
	day("", "YYYY-MM-DD", 0, 0, 0);
	day("", "", 0, 0, 0);
	day("2024", "YYYY-MM-DD", 0, 0, 0);
	day("2024/01/01", "YYYY-MM-DD", 0, 0, 0);
	day("2024-001-01", "YYYY-MMM-DD", 0, 0, 0);
	day("2024-00001-01", "YYYYY-MM-DD", 0, 0, 0);
	day("2024-04-31", "YYYY-MM-DD", 0, 0, 0);
}

static void
test_moments(void)
{
	int64_t		zero = 0;

	moment("2000-01-01", true, 0);
	moment("2000-01-02T00:00:00Z", true, INT64_C(86400000000));
	moment("2000-01-01T01:00:00+01:00", true, 0);
	moment("2000-01-01 01:30+0130", true, 0);
	moment("1999-12-31T23:00:01.5-01", true, 1500000);
	moment("2000-01-01T00:00:00.1234567Z", true, 123456);
	moment("2000-01-01T00:00:00", false, 0);
	moment("2000-01-01T24:00Z", false, 0);
	moment("2000-01-01T1:00Z", false, 0);
	moment("2000-01-01Z", false, 0);
	moment("2000-01-01T00:60Z", false, 0);
	moment("2000", false, 0);
	moment("2000-13-01T00:00Z", false, 0);
	moment("2000-01-01T00", false, 0);
	moment("2000-01-01Txx:00Z", false, 0);
	moment("2000-01-01T00:xxZ", false, 0);
	moment("2000-01-01T00:00:xxZ", false, 0);
	moment("2000-01-01T00:00:61Z", false, 0);
	moment("2000-01-01T00:00:00.Z", false, 0);
	moment("2000-01-01T00:00:00.5", false, 0);
	moment("2000-01-01T00:00+xx", false, 0);
	moment("2000-01-01T00:00+16", false, 0);
	moment("2000-01-01T00:00+01:60", false, 0);
	moment("2000-01-01T00:00+01:x", false, 0);
	tap_ok(!ri_moment_written("2000-01-01\0" "00:00Z", 17, &zero) && zero == 0,
		   "a zero byte is no T");
}

int
main(void)
{
	test_decimals();
	test_days();
	test_moments();
	truth("true", 1);
	truth(" Ja ", 1);
	truth("J", 1);
	truth("1", 1);
	truth("NEI", 0);
	truth("0", 0);
	truth("false", 0);
	truth("2", -1);
	truth("kanskje", -1);
	truth("", -1);
	return tap_finish();
}
