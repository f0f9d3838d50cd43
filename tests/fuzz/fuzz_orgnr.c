/*
 * fuzz_orgnr.c
 *		Any text is read or refused; what is read is valid and comes back.
 */
#include <string.h>

#include "fuzz.h"
#include "orgnr.h"

static void
require_valid(int32_t orgnr)
{
	char		text[RI_ORGNR_DIGITS + 1];
	char		grouped[16];
	int32_t		back = 0;

	REQUIRE(ri_orgnr_check(orgnr) == RI_ORGNR_OK);
	ri_orgnr_format(orgnr, text);
	REQUIRE(strlen(text) == RI_ORGNR_DIGITS);
	REQUIRE(text[0] == '8' || text[0] == '9');
	REQUIRE(ri_orgnr_parse(text, RI_ORGNR_DIGITS, &back) == RI_ORGNR_OK);
	REQUIRE(back == orgnr);

	snprintf(grouped, sizeof(grouped), " %.3s %.3s %.3s\n", text, text + 3,
			 text + 6);
	REQUIRE(ri_orgnr_parse(grouped, strlen(grouped), &back) == RI_ORGNR_OK);
	REQUIRE(back == orgnr);

	/* no other check digit is valid */
	text[8] = text[8] == '9' ? '0' : (char) (text[8] + 1);
	REQUIRE(ri_orgnr_parse(text, RI_ORGNR_DIGITS, &back) ==
			RI_ORGNR_CHECK_DIGIT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int32_t		orgnr = -1;
	RiOrgnrStatus status;

	status = ri_orgnr_parse((const char *) data, size, &orgnr);
	REQUIRE((status == RI_ORGNR_OK) == (orgnr != -1));
	if (status == RI_ORGNR_OK)
	{
		REQUIRE(size >= RI_ORGNR_DIGITS);
		require_valid(orgnr);
	}

	if (size >= sizeof(orgnr))
	{
		char		text[RI_ORGNR_DIGITS + 1];

		memcpy(&orgnr, data, sizeof(orgnr));
		ri_orgnr_format(orgnr, text);
		REQUIRE(strlen(text) == RI_ORGNR_DIGITS);
		if (ri_orgnr_check(orgnr) == RI_ORGNR_OK)
			require_valid(orgnr);
	}
	return 0;
}
