/*
 * fuzz_encoding.c
 *		What is decoded is UTF-8 without NUL, and is decoded again as itself.
 */
#include <string.h>

#include "encoding.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *out = (char *) malloc(3 * size + 1);
	char	   *again = (char *) malloc(3 * size + 1);
	size_t		len;
	size_t		again_len;
	size_t		fault = 0;
	int			encoding;

	for (encoding = RI_ENCODING_UTF8; encoding <= RI_ENCODING_WINDOWS1252;
		 encoding++)
	{
		if (!ri_decode((RiEncoding) encoding, (const char *) data, size, out,
					   &len, &fault))
		{
			REQUIRE(fault < size);
			continue;
		}
		REQUIRE(len <= 3 * size);
		if (len >= 3 && memcmp(out, "\xEF\xBB\xBF", 3) == 0)
			continue;			/* a second mark is text */
		REQUIRE(ri_decode(RI_ENCODING_UTF8, out, len, again, &again_len,
						  &fault));
		REQUIRE(len == again_len && memcmp(out, again, len) == 0);
	}
	free(out);
	free(again);
	return 0;
}
