/*
 * fuzz_personal.c
 *		Any bytes are searched without reading beyond them; bare numbers only
 *		add telephone numbers; what is found stays found behind a full stop.
 */
#include <string.h>

#include "fuzz.h"
#include "personal.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* of exactly this size, so that the sanitizer sees every step beyond */
	char	   *text = (char *) malloc(size + 1);
	unsigned	strict;
	unsigned	bare;

	text[0] = ',';
	if (size > 0)
		memcpy(text + 1, data, size);
	strict = ri_personal_data(text + 1, size, false);
	bare = ri_personal_data(text + 1, size, true);
	REQUIRE((strict & ~bare) == 0);
	REQUIRE((bare & ~strict & ~(unsigned) RI_PERSONAL_TELEPHONE) == 0);
	REQUIRE(ri_personal_data(text, size + 1, false) == strict);
	free(text);
	return 0;
}
