/*
 * test_decimal.c
 *		Tests of extension/core/decimal.c.
 */
#include "decimal.h"
#include "tap.h"

static void
accepts(const char *text, int scale, int64_t wanted)
{
	int64_t		scaled = -77;
	RiDecimalStatus status = ri_decimal_parse(text, strlen(text), scale,
											  &scaled);

	tap_ok(status == RI_DECIMAL_OK && scaled == wanted,
		   "\"%s\" with %d decimals is %" PRId64, text, scale, wanted);
}

static void
refuses(const char *text, int scale, RiDecimalStatus wanted, const char *why)
{
	int64_t		scaled = -77;
	RiDecimalStatus status = ri_decimal_parse(text, strlen(text), scale,
											  &scaled);

	tap_equal(status, wanted, "\"%s\" with %d decimals: %s", text, scale, why);
	tap_equal(scaled, -77, "\"%s\" leaves the result alone", text);
}

static void
test_values(void)
{
	accepts("12", 0, 12);
	accepts("12", 4, 120000);
	accepts("-0.5", 4, -5000);
	accepts("+0.7", 4, 7000);
	accepts("1.3000", 4, 13000);
	accepts("1.30000000", 4, 13000);
	accepts("1.0", 0, 1);
	accepts("0", 18, 0);
	accepts("-0", 4, 0);
	accepts("-0.0000", 2, 0);
	accepts("007", 0, 7);
	accepts("00000000000000000000000000000000000001.5", 1, 15);
	accepts("0.000000000000000001", 18, 1);
}

static void
test_limits(void)
{
	accepts("9223372036854775807", 0, INT64_MAX);
	accepts("-9223372036854775807", 0, -INT64_MAX);
	accepts("-9223372036854775808", 0, INT64_MIN);
	accepts("922337203685477.5807", 4, INT64_MAX);
	accepts("-9.223372036854775808", 18, INT64_MIN);
	accepts("9.223372036854775807", 18, INT64_MAX);
	refuses("9223372036854775808", 0, RI_DECIMAL_RANGE, "out of range");
	refuses("-9223372036854775809", 0, RI_DECIMAL_RANGE, "out of range");
	refuses("922337203685477.5808", 4, RI_DECIMAL_RANGE, "out of range");
	refuses("10", 18, RI_DECIMAL_RANGE, "out of range");
	refuses("99999999999999999999999999", 0, RI_DECIMAL_RANGE, "out of range");
	refuses("1", 19, RI_DECIMAL_RANGE, "no such scale");
	refuses("1", -1, RI_DECIMAL_RANGE, "no such scale");
}

static void
test_syntax(void)
{
	static const char *const faulty[] = {
		"", "-", "+", ".", "-.", ".5", "5.", "-5.", "1..2", "1.2.3", "--1",
		"+-1", " 1", "1 ", "1,5", "1e3", "0x10", "NaN", "Infinity", "1-",
		"1.-2", "1.2x", "x1"
	};
	size_t		i;

	for (i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++)
		refuses(faulty[i], 4, RI_DECIMAL_SYNTAX, "not a plain decimal");

	refuses("0.70001", 4, RI_DECIMAL_SCALE, "a digit too many");
	refuses("0.5", 0, RI_DECIMAL_SCALE, "a digit too many");
	refuses("1.000000001000", 4, RI_DECIMAL_SCALE, "a digit behind zeros");

	refuses("0.70001x", 4, RI_DECIMAL_SYNTAX, "syntax goes before scale");
	refuses("99999999999999999999x", 0, RI_DECIMAL_SYNTAX,
			"syntax goes before range");
	refuses("99999999999999999999.5", 0, RI_DECIMAL_SCALE,
			"scale goes before range");
}

/* A length is a length: bytes behind it are not read, a NUL is no end. */
static void
test_length(void)
{
	int64_t		scaled = 0;

	tap_equal(ri_decimal_parse("1.25", 3, 1, &scaled), RI_DECIMAL_OK,
			  "only len bytes are read");
	tap_equal(scaled, 12, "1.25 cut after three bytes is 1.2");
	tap_equal(ri_decimal_parse("1\0" "2", 3, 1, &scaled), RI_DECIMAL_SYNTAX,
			  "a NUL byte is not a digit");
	tap_equal(ri_decimal_parse(NULL, 0, 1, &scaled), RI_DECIMAL_SYNTAX,
			  "no text is not a decimal");
}

/* Writes a scaled value as a person would. */
static void
format_decimal(int64_t scaled, int scale, char *out, size_t size)
{
	uint64_t	magnitude = scaled < 0 ? 0 - (uint64_t) scaled :
		(uint64_t) scaled;
	char		digits[32];
	int			length = snprintf(digits, sizeof(digits), "%0*" PRIu64,
								  scale + 1, magnitude);

	snprintf(out, size, "%s%.*s%s%s", scaled < 0 ? "-" : "", length - scale,
			 digits, scale > 0 ? "." : "", digits + length - scale);
}

static void
test_round_trip(void)
{
	uint64_t	state = tap_seed();
	int			failed = 0;
	int			i;

	for (i = 0; i < 200000; i++)
	{
		int			scale = (int) tap_random_between(&state, 0, 18);
		int			shift = (int) tap_random_between(&state, 0, 63);
		int64_t		value = (int64_t) (tap_random(&state) >> shift);
		int64_t		back = 0;
		char		text[64];

		format_decimal(value, scale, text, sizeof(text));
		if (ri_decimal_parse(text, strlen(text), scale, &back) !=
			RI_DECIMAL_OK || back != value)
		{
			if (failed++ == 0)
				tap_note("%s with %d decimals", text, scale);
		}
	}
	tap_equal(failed, 0, "200000 random values come back as written");
}

int
main(void)
{
	test_values();
	test_limits();
	test_syntax();
	test_length();
	test_round_trip();
	return tap_finish();
}
