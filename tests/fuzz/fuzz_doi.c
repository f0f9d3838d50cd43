/*
 * fuzz_doi.c
 *		Any text is read or refused; a normal form begins with "10.", holds no
 *		capital letter and is read as itself.
 */
#include <string.h>

#include "doi.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *out = (char *) malloc(size + 1);
	char	   *again = (char *) malloc(size + 1);
	size_t		len = 0;
	size_t		again_len = 0;
	size_t		i;

	if (ri_doi_parse((const char *) data, size, out, &len) == RI_DOI_OK)
	{
		REQUIRE(len <= size && len <= RI_DOI_MAX_LENGTH && len >= 6);
		REQUIRE(memcmp(out, "10.", 3) == 0);
		for (i = 0; i < len; i++)
			REQUIRE(out[i] < 'A' || out[i] > 'Z');
		REQUIRE(ri_doi_parse(out, len, again, &again_len) == RI_DOI_OK);
		REQUIRE(again_len == len && memcmp(out, again, len) == 0);
	}
	free(out);
	free(again);
	return 0;
}
