/*
 * fuzz_hrcs.c
 *		Any text is read or refused; what is read is a valid code, and its text
 *		reads as the same.  Any number is a code or none.
 */
#include <string.h>

#include "fuzz.h"
#include "hrcs.h"

static void
require_valid(int16_t code)
{
	char		text[RI_HRCS_TEXT_LENGTH + 1];
	int16_t		back = 0;
	int16_t		group = ri_hrcs_group(code);

	ri_hrcs_format(code, text);
	REQUIRE(strlen(text) >= 1 && strlen(text) <= RI_HRCS_TEXT_LENGTH);
	REQUIRE(ri_hrcs_parse(text, strlen(text), &back) == RI_HRCS_OK);
	REQUIRE(back == code);
	if (ri_hrcs_dimension(code) == RI_HRCS_HEALTH_CATEGORY)
		REQUIRE(group == 0);
	else
	{
		REQUIRE(ri_hrcs_check(group) == RI_HRCS_OK && group <= code);
		REQUIRE(ri_hrcs_group(group) == group);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int16_t		code = -1;
	int32_t		number;

	if (ri_hrcs_parse((const char *) data, size, &code) == RI_HRCS_OK)
	{
		REQUIRE(ri_hrcs_check(code) == RI_HRCS_OK);
		require_valid(code);
	}
	else
		REQUIRE(code == -1);
	if (size < sizeof(number))
		return 0;
	memcpy(&number, data, sizeof(number));
	if (ri_hrcs_check(number) == RI_HRCS_OK)
		require_valid((int16_t) number);
	return 0;
}
