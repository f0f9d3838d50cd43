/*
 * dimensions.c
 *		Orders and writes dimensions.
 *
 * Bytes decide, as in the collation "C": for UTF-8 that is the order of code
 * points, and the same in every database.
 */
#include "dimensions.h"

#include <stdlib.h>
#include <string.h>

static int
compare_keys(const void *left, const void *right)
{
	const RiDimension *a = left;
	const RiDimension *b = right;
	size_t		shorter = a->key_len < b->key_len ? a->key_len : b->key_len;
	int			order = memcmp(a->key, b->key, shorter);

	return order != 0 ? order : (a->key_len > b->key_len) -
		(a->key_len < b->key_len);
}

/* There are seldom more than two, and they come sorted by length. */
void
ri_dimensions_sort(RiDimension *dimensions, size_t n)
{
	size_t		i;

	for (i = 1; i < n; i++)
	{
		if (compare_keys(&dimensions[i - 1], &dimensions[i]) > 0)
		{
			qsort(dimensions, n, sizeof(RiDimension), compare_keys);
			return;
		}
	}
}

size_t
ri_dimensions_length(const RiDimension *dimensions, size_t n)
{
	size_t		length = n > 0 ? 2 * n - 1 : 0; /* = and ; */
	size_t		i;

	for (i = 0; i < n; i++)
		length += dimensions[i].key_len + dimensions[i].value_len;
	return length;
}

static char *
append(char *out, const char *bytes, size_t len)
{
	memcpy(out, bytes, len);
	return out + len;
}

void
ri_dimensions_write(const RiDimension *dimensions, size_t n, char *out)
{
	size_t		i;

	for (i = 0; i < n; i++)
	{
		const RiDimension *dimension = &dimensions[i];

		if (i > 0)
			*out++ = ';';
		out = append(out, dimension->key, dimension->key_len);
		*out++ = '=';
		out = append(out, dimension->value, dimension->value_len);
	}
}
