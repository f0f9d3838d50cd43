/*
 * test_hrcs.c
 *		Tests of extension/core/hrcs.c.
 */
#include "hrcs.h"
#include "tap.h"

static void
accepts(const char *text, const char *wanted)
{
	int16_t		code = -1;
	char		back[RI_HRCS_TEXT_LENGTH + 1] = "";
	RiHrcsStatus status = ri_hrcs_parse(text, strlen(text), &code);

	if (status == RI_HRCS_OK)
		ri_hrcs_format(code, back);
	tap_same_text(back, wanted, "\"%s\" is %s", text, wanted);
}

static void
refuses(const char *text, RiHrcsStatus wanted)
{
	int16_t		code = -1;
	RiHrcsStatus status = ri_hrcs_parse(text, strlen(text), &code);

	tap_ok(status == wanted && code == -1, "\"%s\" is refused: %s", text,
		   wanted == RI_HRCS_SYNTAX ? "syntax" : "unknown");
}

static int16_t
code_of(const char *text)
{
	int16_t		code = 0;

	ri_hrcs_parse(text, strlen(text), &code);
	return code;
}

static void
test_reading(void)
{
	accepts("HC01", "HC01");
	accepts("HC21", "HC21");
	accepts("hc09", "HC09");
	accepts(" HC10\n", "HC10");
	accepts("1", "1");
	accepts("8", "8");
	accepts("1.1", "1.1");
	accepts("6.9", "6.9");
	accepts("\t8.5 ", "8.5");

	refuses("HC00", RI_HRCS_UNKNOWN);
	refuses("HC22", RI_HRCS_UNKNOWN);
	refuses("HC99", RI_HRCS_UNKNOWN);
	refuses("0", RI_HRCS_UNKNOWN);
	refuses("9", RI_HRCS_UNKNOWN);
	refuses("0.1", RI_HRCS_UNKNOWN);
	refuses("1.6", RI_HRCS_UNKNOWN);
	refuses("7.5", RI_HRCS_UNKNOWN);
	refuses("8.6", RI_HRCS_UNKNOWN);
	refuses("9.1", RI_HRCS_UNKNOWN);
	refuses("8.0", RI_HRCS_UNKNOWN);

	refuses("", RI_HRCS_SYNTAX);
	refuses("  ", RI_HRCS_SYNTAX);
	refuses("x", RI_HRCS_SYNTAX);
	refuses("x.1", RI_HRCS_SYNTAX);
	refuses("1,1", RI_HRCS_SYNTAX);
	refuses("1.x", RI_HRCS_SYNTAX);
	refuses("HC1", RI_HRCS_SYNTAX);
	refuses("HC001", RI_HRCS_SYNTAX);
	refuses("HC 1", RI_HRCS_SYNTAX);
	refuses("HC1x", RI_HRCS_SYNTAX);
	refuses("HD01", RI_HRCS_SYNTAX);
	refuses("8,1", RI_HRCS_SYNTAX);
	refuses("8.10", RI_HRCS_SYNTAX);
	refuses("08.1", RI_HRCS_SYNTAX);
	refuses("8.", RI_HRCS_SYNTAX);
	refuses(".1", RI_HRCS_SYNTAX);
	refuses("-1", RI_HRCS_SYNTAX);
	refuses("\xC2\xA0" "8", RI_HRCS_SYNTAX);
}

static void
test_length(void)
{
	int16_t		code = -1;

	tap_equal(ri_hrcs_parse("HC019", 4, &code), RI_HRCS_OK,
			  "only len bytes are read");
	tap_equal(code, code_of("HC01"), "the first four count");
	tap_equal(ri_hrcs_parse("8\0", 2, &code), RI_HRCS_SYNTAX,
			  "a NUL byte is not a blank");
	tap_equal(ri_hrcs_parse(NULL, 0, &code), RI_HRCS_SYNTAX,
			  "no text is no code");
}

static void
test_order_and_groups(void)
{
	tap_ok(code_of("HC02") < code_of("HC10"), "categories by number");
	tap_ok(code_of("HC21") < code_of("1"), "categories before activities");
	tap_ok(code_of("1") < code_of("1.1"), "a group before its activities");
	tap_ok(code_of("1.5") < code_of("2"), "activities before the next group");
	tap_equal(ri_hrcs_group(code_of("8.3")), code_of("8"), "8.3 is in 8");
	tap_equal(ri_hrcs_group(code_of("8")), code_of("8"), "8 is in itself");
	tap_equal(ri_hrcs_group(code_of("HC08")), 0, "categories have no group");
	tap_equal(ri_hrcs_dimension(code_of("HC08")), RI_HRCS_HEALTH_CATEGORY,
			  "HC08 is a health category");
	tap_equal(ri_hrcs_dimension(code_of("8")), RI_HRCS_RESEARCH_ACTIVITY,
			  "8 is a research activity");
}

/*
 * Of all numbers, exactly the 21 + 8 + 48 codes are valid; each has a text that
 * reads back as itself.
 */
static void
test_every_value(void)
{
	int			categories = 0;
	int			groups = 0;
	int			activities = 0;
	int			wrong = 0;
	int32_t		code;

	for (code = -70000; code <= 70000; code++)
	{
		char		text[RI_HRCS_TEXT_LENGTH + 1];

		if (ri_hrcs_check(code) != RI_HRCS_OK)
			continue;
		ri_hrcs_format((int16_t) code, text);
		wrong += code_of(text) != code;
		if (ri_hrcs_dimension((int16_t) code) == RI_HRCS_HEALTH_CATEGORY)
			categories++;
		else if (ri_hrcs_group((int16_t) code) == code)
			groups++;
		else
			activities++;
	}
	tap_equal(categories, 21, "21 health categories");
	tap_equal(groups, 8, "8 groups");
	tap_equal(activities, 48, "48 research activities");
	tap_equal(wrong, 0, "every code reads back as itself");
	tap_ok(ri_hrcs_check(INT32_MIN) != RI_HRCS_OK &&
		   ri_hrcs_check(INT32_MAX) != RI_HRCS_OK, "the extremes are no codes");
}

int
main(void)
{
	test_reading();
	test_length();
	test_order_and_groups();
	test_every_value();
	return tap_finish();
}
