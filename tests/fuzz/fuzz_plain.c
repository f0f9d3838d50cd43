/*
 * fuzz_plain.c
 *		Every text is passed character by character, none of them empty.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "plain.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *exact = malloc(size > 0 ? size : 1);
	size_t		at = 0;

	if (exact == NULL)
		exit(2);
	memcpy(exact, data, size);
	while (at < size)
	{
		size_t		used = 0;
		char		plain = ri_plain_next(exact + at, size - at, &used);

		REQUIRE(used >= 1 && used <= size - at);
		REQUIRE(!(plain >= 'a' && plain <= 'z'));
		REQUIRE(used == 1 || plain == '-' || plain == ' ');
		at += used;
	}
	free(exact);
	return 0;
}
