/*
 * fuzz_written_value.c
 *		Any text is a value or none; a number that was read is read again as
 *		itself.  The format of a day is the part before the first NUL.
 */
#include <string.h>

#include "fuzz.h"
#include "written_value.h"

static void
try_decimal(const char *text, size_t size, char decimal)
{
	char	   *out = (char *) malloc(size + 1);
	char	   *again = (char *) malloc(size + 1);
	size_t		len = 0;
	size_t		again_len = 0;

	if (ri_decimal_written(text, size, decimal, out, &len))
	{
		REQUIRE(len <= size);
		REQUIRE(ri_decimal_written(out, len, '.', again, &again_len));
		REQUIRE(len == again_len && memcmp(out, again, len) == 0);
	}
	free(out);
	free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	const char *end = size > 0 ? memchr(text, '\0', size) : NULL;
	int64_t		moment;
	bool		truth;
	RiDay		day;

	try_decimal(text, size, '.');
	try_decimal(text, size, ',');
	ri_moment_written(text, size, &moment);
	ri_truth_written(text, size, &truth);
	if (end != NULL &&
		ri_day_written(end + 1, size - (size_t) (end + 1 - text), text,
					   (size_t) (end - text), &day))
		REQUIRE(day >= RI_DAY_MIN && day <= RI_DAY_MAX);
	return 0;
}
