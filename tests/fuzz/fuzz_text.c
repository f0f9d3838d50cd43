/*
 * fuzz_text.c
 *		Whatever goes in, what comes out is valid UTF-8 of XML characters, and
 *		filtering it again changes nothing.
 *
 * Buffers have exactly the promised size, so that the address sanitizer sees a
 * byte too many.
 */
#include <stdbool.h>
#include <string.h>

#include "fuzz.h"
#include "text.h"

static bool
is_between(uint8_t byte, uint8_t low, uint8_t high)
{
	return byte >= low && byte <= high;
}

/*
 * Length of the well-formed sequence at s, by the table of byte ranges in the
 * Unicode standard (table 3-7); 0 if there is none.
 */
static size_t
well_formed(const uint8_t *s, size_t len)
{
	uint8_t		low = 0x80;
	uint8_t		high = 0xBF;
	size_t		need;
	size_t		i;

	if (s[0] <= 0x7F)
		return 1;
	if (is_between(s[0], 0xC2, 0xDF))
		need = 2;
	else if (is_between(s[0], 0xE0, 0xEF))
		need = 3;
	else if (is_between(s[0], 0xF0, 0xF4))
		need = 4;
	else
		return 0;
	if (s[0] == 0xE0)
		low = 0xA0;
	if (s[0] == 0xED)
		high = 0x9F;
	if (s[0] == 0xF0)
		low = 0x90;
	if (s[0] == 0xF4)
		high = 0x8F;
	if (need > len || !is_between(s[1], low, high))
		return 0;
	for (i = 2; i < need; i++)
	{
		if (!is_between(s[i], 0x80, 0xBF))
			return 0;
	}
	return need;
}

static bool
begins_with(const uint8_t *s, size_t len, const char *what)
{
	return len >= strlen(what) && memcmp(s, what, strlen(what)) == 0;
}

static void
require_clean(const uint8_t *s, size_t len)
{
	size_t		pos = 0;

	while (pos < len)
	{
		size_t		taken = well_formed(s + pos, len - pos);

		REQUIRE(taken > 0);
		REQUIRE(s[pos] >= 0x20 && s[pos] != 0x7F);
		REQUIRE(!(s[pos] == 0xC2 && s[pos + 1] < 0xA0));
		REQUIRE(!begins_with(s + pos, len - pos, "\xE2\x80\xA8"));
		REQUIRE(!begins_with(s + pos, len - pos, "\xE2\x80\xA9"));
		REQUIRE(!begins_with(s + pos, len - pos, "\xEF\xBF\xBE"));
		REQUIRE(!begins_with(s + pos, len - pos, "\xEF\xBF\xBF"));
		REQUIRE(!begins_with(s + pos, len - pos, "\xEF\xBB\xBF"));
		REQUIRE(!begins_with(s + pos, len - pos, "\xE2\x80\x8F"));
		pos += taken;
	}
}

/* What is trimmed lies within the text, and trimming it again changes nothing. */
static void
require_trimmed(const char *text, size_t len)
{
	size_t		left = len;
	size_t		start = ri_text_trim(text, &left);
	size_t		again = left;

	REQUIRE(start <= len && left <= len - start);
	REQUIRE(ri_text_trim(text + start, &again) == 0 && again == left);
	REQUIRE(left == 0 || (text[start] != ' ' && text[start + left - 1] != ' '));
}

static char *
buffer_for(size_t len)
{
	char	   *buffer = malloc(len > 0 ? 3 * len : 1);

	if (buffer == NULL)
		exit(2);
	return buffer;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *once = buffer_for(size);
	size_t		once_len = ri_text_filter((const char *) data, size, once);
	char	   *twice = buffer_for(once_len);
	size_t		twice_len;

	REQUIRE(once_len <= 3 * size);
	require_clean((const uint8_t *) once, once_len);
	require_trimmed(once, once_len);
	twice_len = ri_text_filter(once, once_len, twice);
	REQUIRE(twice_len == once_len);
	REQUIRE(memcmp(once, twice, once_len) == 0);

	if (ri_is_element_name((const char *) data, size))
	{
		REQUIRE(size >= 1 && size <= 63);
		REQUIRE(once_len == size && memcmp(once, data, size) == 0);
		REQUIRE(memchr(data, ' ', size) == NULL);
		REQUIRE(memchr(data, '>', size) == NULL);
	}
	free(once);
	free(twice);
	return 0;
}
