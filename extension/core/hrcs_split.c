/*
 * hrcs_split.c
 *		Compares percentages with a split, the largest with the first.
 */
#include "hrcs_split.h"

#include <stdlib.h>

static int
larger_first(const void *left, const void *right)
{
	return ri_magnitude_compare(right, left);
}

static bool
is_near(const RiMagnitude *a, const RiMagnitude *b,
		const RiMagnitude *tolerance, uint32_t *scratch)
{
	bool		a_is_more = ri_magnitude_compare(a, b) > 0;
	RiMagnitude difference;

	ri_magnitude_init(&difference, scratch);
	ri_magnitude_copy(&difference, a_is_more ? a : b);
	ri_magnitude_subtract(&difference, a_is_more ? b : a);
	return ri_magnitude_compare(&difference, tolerance) <= 0;
}

bool
ri_split_fits(RiMagnitude *percents, const RiMagnitude *split, size_t n,
			  const RiMagnitude *tolerance, uint32_t *scratch)
{
	size_t		i;

	qsort(percents, n, sizeof(RiMagnitude), larger_first);
	for (i = 0; i < n; i++)
	{
		if (!is_near(&percents[i], &split[i], tolerance, scratch))
			return false;
	}
	return true;
}
