/*
 * test_hrcs_split.c
 *		Tests of extension/core/hrcs_split.c, against differences of integers
 *		that were picked out largest first.
 */
#include "hrcs_split.h"

#include "tap.h"

#define MOST 6

typedef struct Numbers
{
	RiMagnitude m[MOST];
	uint32_t	limbs[MOST][RI_LIMBS_OF_64_BITS];
} Numbers;

static void
put(Numbers *numbers, size_t n, const int64_t *values)
{
	size_t		i;

	for (i = 0; i < n; i++)
	{
		ri_magnitude_init(&numbers->m[i], numbers->limbs[i]);
		ri_magnitude_set(&numbers->m[i], (uint64_t) values[i]);
	}
}

static bool
fits(size_t n, const int64_t *percents, const int64_t *split,
	 int64_t tolerance)
{
	Numbers		own;
	Numbers		allowed;
	Numbers		limit;
	uint32_t	scratch[RI_LIMBS_OF_64_BITS];

	put(&own, n, percents);
	put(&allowed, n, split);
	put(&limit, 1, &tolerance);
	return ri_split_fits(own.m, allowed.m, n, limit.m, scratch);
}

static bool
fits_by_definition(size_t n, const int64_t *percents, const int64_t *split,
				   int64_t tolerance)
{
	bool		taken[MOST] = {false};
	size_t		done;
	size_t		i;

	for (done = 0; done < n; done++)
	{
		size_t		largest = n;

		for (i = 0; i < n; i++)
		{
			if (!taken[i] && (largest == n || percents[i] > percents[largest]))
				largest = i;
		}
		taken[largest] = true;
		if (llabs(percents[largest] - split[done]) > tolerance)
			return false;
	}
	return true;
}

static void
test_random(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			fitting = 0;
	int			round;

	for (round = 0; round < 60000; round++)
	{
		int64_t		percents[MOST];
		int64_t		split[MOST];
		size_t		n = (size_t) tap_random_between(&state, 1, MOST);
		int64_t		tolerance = tap_random_between(&state, 0, 100);
		bool		wanted;
		size_t		i;

		for (i = 0; i < n; i++)
		{
			split[i] = i > 0 && round % 2 ? split[i - 1] :
				tap_random_between(&state, 0, 10000);
			percents[i] = split[i] + tap_random_between(&state, -110, 110);
			if (percents[i] < 0)
				percents[i] = 0;
		}
		wanted = fits_by_definition(n, percents, split, tolerance);
		fitting += wanted;
		wrong += fits(n, percents, split, tolerance) != wanted;
	}
	tap_equal(wrong, 0, "percentages fit as defined");
	tap_ok(fitting > 1000 && fitting < 59000, "some fit, some do not");
}

int
main(void)
{
	/* in hundredths of a per cent */
	const int64_t thirds[] = {3333, 3333, 3333};
	const int64_t uneven[] = {5000, 2500, 2500};

	tap_ok(fits(3, (const int64_t[]) {3300, 3300, 3400}, thirds, 70),
		   "33/33/34 are thirds");
	tap_ok(!fits(3, (const int64_t[]) {3300, 3300, 3400}, thirds, 66),
		   "34 is 0.67 off");
	tap_ok(fits(3, (const int64_t[]) {3300, 3300, 3400}, thirds, 67),
		   "and within just that");
	tap_ok(fits(3, (const int64_t[]) {2500, 5000, 2500}, uneven, 0),
		   "in any order");
	tap_ok(!fits(3, (const int64_t[]) {4000, 4000, 2000}, uneven, 70),
		   "40/40/20 is no 50/25/25");
	tap_ok(fits(0, NULL, NULL, 0), "nothing fits nothing");
	test_random();
	return tap_finish();
}
