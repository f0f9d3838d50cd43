/*
 * fuzz_dimensions.c
 *		Any keys and values: the text has the length that was told, in the order
 *		of keys, and does not depend on the order in which they came.
 *
 * The input is keys and values in turn, apart by zero bytes.
 */
#include <string.h>

#include "dimensions.h"
#include "fuzz.h"

#define MAX_DIMENSIONS 64

static size_t
read_dimensions(const char *text, size_t size, RiDimension *dimensions)
{
	size_t		count = 0;
	size_t		pieces = 0;

	while (size > 0 && count < MAX_DIMENSIONS)
	{
		const char *end = memchr(text, '\0', size);
		size_t		len = end ? (size_t) (end - text) : size;

		if (pieces++ % 2 == 0)
		{
			dimensions[count].key = text;
			dimensions[count].key_len = len;
		}
		else
		{
			dimensions[count].value = text;
			dimensions[count++].value_len = len;
		}
		text += len + (end != NULL);
		size -= len + (end != NULL);
	}
	return count;
}

static int
follows(const RiDimension *a, const RiDimension *b)
{
	size_t		i;

	for (i = 0; i < a->key_len && i < b->key_len; i++)
	{
		if (a->key[i] != b->key[i])
			return (unsigned char) a->key[i] < (unsigned char) b->key[i];
	}
	return a->key_len <= b->key_len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	RiDimension dimensions[MAX_DIMENSIONS];
	RiDimension turned[MAX_DIMENSIONS];
	char	   *text;
	size_t		length;
	size_t		count;
	size_t		i;

	count = read_dimensions((const char *) data, size, dimensions);
	for (i = 0; i < count; i++)
		turned[i] = dimensions[count - 1 - i];
	ri_dimensions_sort(dimensions, count);
	ri_dimensions_sort(turned, count);
	for (i = 1; i < count; i++)
	{
		REQUIRE(follows(&dimensions[i - 1], &dimensions[i]));
		/* only equal keys, which a document does not have, may be apart */
		REQUIRE(dimensions[i].key_len == turned[i].key_len &&
				memcmp(dimensions[i].key, turned[i].key,
					   turned[i].key_len) == 0);
	}
	length = ri_dimensions_length(dimensions, count);
	REQUIRE(length <= size + count);
	text = malloc(length + 1);	/* the sanitizer sees a byte too many */
	ri_dimensions_write(dimensions, count, text);
	REQUIRE(count == 0 || memcmp(text, dimensions[0].key,
								 dimensions[0].key_len) == 0);
	free(text);
	return 0;
}
