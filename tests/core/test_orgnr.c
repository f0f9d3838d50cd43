/*
 * test_orgnr.c
 *		Tests of extension/core/orgnr.c.
 */
#include "orgnr.h"
#include "tap.h"

static void
accepts(const char *text, int32_t wanted)
{
	int32_t		orgnr = -1;
	RiOrgnrStatus status = ri_orgnr_parse(text, strlen(text), &orgnr);

	tap_ok(status == RI_ORGNR_OK && orgnr == wanted, "\"%s\" is %d", text,
		   (int) wanted);
}

static void
refuses(const char *text, RiOrgnrStatus wanted)
{
	int32_t		orgnr = -1;
	RiOrgnrStatus status = ri_orgnr_parse(text, strlen(text), &orgnr);

	tap_ok(status == wanted && orgnr == -1, "\"%s\" is refused: %s", text,
		   wanted == RI_ORGNR_SYNTAX ? "syntax" : "check digit");
}

static void
test_reading(void)
{
	/* the four regional health authorities */
	accepts("991324968", 991324968);
	accepts("983658725", 983658725);
	accepts("983658776", 983658776);
	accepts("883658752", 883658752);

	accepts("991 324 968", 991324968);
	accepts("  991324968\t", 991324968);
	accepts("\r\n991 324 968\n", 991324968);

	refuses("991324967", RI_ORGNR_CHECK_DIGIT);
	refuses("919324968", RI_ORGNR_CHECK_DIGIT);
	refuses("800000000", RI_ORGNR_CHECK_DIGIT);

	refuses("", RI_ORGNR_SYNTAX);
	refuses("   ", RI_ORGNR_SYNTAX);
	refuses("99132496", RI_ORGNR_SYNTAX);
	refuses("9913249680", RI_ORGNR_SYNTAX);
	refuses("091324968", RI_ORGNR_SYNTAX);
	refuses("791324968", RI_ORGNR_SYNTAX);
	refuses("99132496x", RI_ORGNR_SYNTAX);
	refuses("-91324968", RI_ORGNR_SYNTAX);
	refuses("+991324968", RI_ORGNR_SYNTAX);
	refuses("NO991324968", RI_ORGNR_SYNTAX);
	refuses("991-324-968", RI_ORGNR_SYNTAX);
	refuses("991\t324\t968", RI_ORGNR_SYNTAX);
	refuses("991  324968", RI_ORGNR_SYNTAX);
	refuses("9913 24 968", RI_ORGNR_SYNTAX);
	refuses("991 324968", RI_ORGNR_SYNTAX);
	refuses("991 324  968", RI_ORGNR_SYNTAX);
	refuses("99 1324 9688", RI_ORGNR_SYNTAX);
	refuses("991\xC2\xA0" "324\xC2\xA0" "968", RI_ORGNR_SYNTAX);
}

static void
test_length(void)
{
	int32_t		orgnr = -1;

	tap_equal(ri_orgnr_parse("9913249681", 9, &orgnr), RI_ORGNR_OK,
			  "only len bytes are read");
	tap_equal(orgnr, 991324968, "the first nine digits count");
	tap_equal(ri_orgnr_parse("991324968\0", 10, &orgnr), RI_ORGNR_SYNTAX,
			  "a NUL byte is not a blank");
	tap_equal(ri_orgnr_parse(NULL, 0, &orgnr), RI_ORGNR_SYNTAX,
			  "no text is not a number");
}

static void
test_binary_values(void)
{
	tap_equal(ri_orgnr_check(991324968), RI_ORGNR_OK, "a valid value");
	tap_equal(ri_orgnr_check(991324969), RI_ORGNR_CHECK_DIGIT,
			  "a wrong check digit");
	tap_equal(ri_orgnr_check(0), RI_ORGNR_SYNTAX, "zero");
	tap_equal(ri_orgnr_check(799999999), RI_ORGNR_SYNTAX, "below 800000000");
	tap_equal(ri_orgnr_check(1000000000), RI_ORGNR_SYNTAX, "ten digits");
	tap_equal(ri_orgnr_check(INT32_MAX), RI_ORGNR_SYNTAX, "the largest value");
	tap_equal(ri_orgnr_check(INT32_MIN), RI_ORGNR_SYNTAX, "the smallest value");
}

static void
test_writing(void)
{
	char		text[RI_ORGNR_DIGITS + 1];

	ri_orgnr_format(883658752, text);
	tap_same_text(text, "883658752", "nine digits are written");
	ri_orgnr_format(7, text);
	tap_same_text(text, "000000007", "leading zeros are written");
}

/* The check digit as the register describes it: 11 - sum mod 11. */
static int
described_check_digit(const char *digits)
{
	static const int weights[8] = {3, 2, 7, 6, 5, 4, 3, 2};
	int			sum = 0;
	int			i;

	for (i = 0; i < 8; i++)
		sum += weights[i] * (digits[i] - '0');
	return (11 - sum % 11) % 11;
}

/*
 * Of ten numbers that differ in the last digit at most one is valid, the one
 * with the described check digit, and what is valid comes back as written.
 */
static void
test_every_check_digit(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			without = 0;
	int			i;

	for (i = 0; i < 50000; i++)
	{
		int32_t		stem = (int32_t) tap_random_between(&state, 80000000,
														99999999);
		int			digit;

		for (digit = 0; digit <= 9; digit++)
		{
			char		text[RI_ORGNR_DIGITS + 1];
			int32_t		back = -1;
			bool		valid;

			ri_orgnr_format(stem * 10 + digit, text);
			valid = ri_orgnr_parse(text, RI_ORGNR_DIGITS, &back) ==
				RI_ORGNR_OK;
			wrong += valid != (described_check_digit(text) == digit);
			wrong += valid && back != stem * 10 + digit;
			if (digit == 0)
				without += described_check_digit(text) == 10;
		}
	}
	tap_equal(wrong, 0, "the check digit follows the described rule");
	tap_ok(without > 0, "some of them can have no check digit");
}

int
main(void)
{
	test_reading();
	test_length();
	test_binary_values();
	test_writing();
	test_every_check_digit();
	return tap_finish();
}
