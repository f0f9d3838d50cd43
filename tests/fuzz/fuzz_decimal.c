/*
 * fuzz_decimal.c
 *		Any text is read or refused; what is read comes back when written.
 */
#include <inttypes.h>
#include <string.h>

#include "decimal.h"
#include "fuzz.h"

static void
require_round_trip(int64_t value, int scale)
{
	uint64_t	magnitude = value < 0 ? 0 - (uint64_t) value :
		(uint64_t) value;
	char		digits[32];
	char		text[64];
	int			length;
	int64_t		back = 0;

	length = snprintf(digits, sizeof(digits), "%0*" PRIu64, scale + 1,
					  magnitude);
	snprintf(text, sizeof(text), "%s%.*s%s%s", value < 0 ? "-" : "",
			 length - scale, digits, scale > 0 ? "." : "",
			 digits + length - scale);
	REQUIRE(ri_decimal_parse(text, strlen(text), scale, &back) ==
			RI_DECIMAL_OK);
	REQUIRE(back == value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const int64_t untouched = INT64_C(-1234567890123);
	int64_t		scaled = untouched;
	RiDecimalStatus status;
	const char *text;
	int			scale;

	if (size == 0)
		return 0;
	scale = data[0] % 21 - 1;	/* -1 and 19 are refused */
	text = (const char *) data + 1;
	size--;

	status = ri_decimal_parse(text, size, scale, &scaled);
	REQUIRE(status == RI_DECIMAL_OK || scaled == untouched);
	REQUIRE(status != RI_DECIMAL_OK || (scale >= 0 && scale <= 18));
	if (status == RI_DECIMAL_OK)
	{
		int64_t		finer = 0;

		REQUIRE(memchr(text, '\0', size) == NULL);
		require_round_trip(scaled, scale);
		/* one decimal more is ten times as much, or does not fit */
		if (scale < 18 && ri_decimal_parse(text, size, scale + 1, &finer) ==
			RI_DECIMAL_OK)
			REQUIRE(finer / 10 == scaled && finer % 10 == 0);
	}

	if (size >= sizeof(scaled) && scale >= 0 && scale <= 18)
	{
		memcpy(&scaled, text, sizeof(scaled));
		require_round_trip(scaled, scale);
	}
	return 0;
}
