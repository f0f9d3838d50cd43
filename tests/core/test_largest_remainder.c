/*
 * test_largest_remainder.c
 *		Tests of extension/core/largest_remainder.c, against small numbers in
 *		plain integers, and against what a division must be for large ones.
 */
#include "largest_remainder.h"

#include "tap.h"

#define MOST_PARTS 12
#define MOST_LIMBS 12

typedef struct Division
{
	RiPart		parts[MOST_PARTS];
	uint32_t	limbs[MOST_PARTS * (3 * 2 * MOST_LIMBS + 2)];
	uint32_t	scratch[4 * (MOST_LIMBS + 4)];
	bool		divided;
} Division;

static void
prepare(Division *d, size_t n, const int64_t *weight)
{
	size_t		i;

	ri_parts_init(d->parts, n, MOST_LIMBS, MOST_LIMBS, d->limbs);
	for (i = 0; i < n; i++)
	{
		ri_magnitude_set(&d->parts[i].weight, (uint64_t) llabs(weight[i]));
		d->parts[i].weight_negative = weight[i] < 0;
	}
}

static void
divide(Division *d, int64_t units, size_t n, RiTieRule tie)
{
	uint32_t	limbs[RI_LIMBS_OF_64_BITS];
	RiMagnitude u;

	ri_magnitude_init(&u, limbs);
	ri_magnitude_set(&u, (uint64_t) units);
	d->divided = ri_divide_by_largest_remainder(&u, d->parts, n, tie,
												d->scratch);
}

static int64_t
outcome(const Division *d, size_t i)
{
	int64_t		units = (int64_t) ri_magnitude_value(&d->parts[i].units);

	return d->parts[i].units_negative ? -units : units;
}

/*
 * The definition: cut quotas, then one unit at a time to the place that now has
 * the most of a unit left over (or to take one, the least).
 */
static bool
divide_by_definition(int64_t units, const int64_t *weight, size_t n,
					 RiTieRule tie, int64_t *part)
{
	int64_t		rest[MOST_PARTS];
	int64_t		total = 0;
	int64_t		missing = units;
	size_t		i;

	for (i = 0; i < n; i++)
		total += weight[i];
	if (total <= 0)
		return false;
	for (i = 0; i < n; i++)
	{
		part[i] = units * weight[i] / total;
		rest[i] = units * weight[i] % total;
		missing -= part[i];
	}
	while (missing != 0)
	{
		int64_t		sign = missing > 0 ? 1 : -1;
		size_t		best = n;

		for (i = 0; i < n; i++)
		{
			bool		later = (tie == RI_TIE_TO_LAST) == (sign > 0);

			if (part[i] != units * weight[i] / total)
				continue;		/* has had its one */
			if (best == n || sign * rest[i] > sign * rest[best] ||
				(later && rest[i] == rest[best]))
				best = i;
		}
		part[best] += sign;
		missing -= sign;
	}
	return true;
}

static void
test_small(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			refused = 0;
	int			with_negative = 0;
	int			ties = 0;
	int			round;

	for (round = 0; round < 60000; round++)
	{
		Division	d;
		Division	other;
		int64_t		weight[MOST_PARTS];
		int64_t		wanted[MOST_PARTS];
		int64_t		most = round % 3 == 0 ? 4 : 1000000;
		int64_t		least = round % 10 == 0 ? -most / 4 : 0;
		int64_t		units = tap_random_between(&state, 0, round % 2 ? 40 :
											   INT64_C(1000000000));
		size_t		n = (size_t) tap_random_between(&state, 0, MOST_PARTS);
		RiTieRule	tie = round % 4 < 2 ? RI_TIE_TO_FIRST : RI_TIE_TO_LAST;
		bool		differ = false;
		bool		divisible;
		size_t		i;

		for (i = 0; i < n; i++)
		{
			weight[i] = tap_random_between(&state, least, most);
			with_negative += weight[i] < 0;
		}
		divisible = divide_by_definition(units, weight, n, tie, wanted);
		prepare(&d, n, weight);
		prepare(&other, n, weight);
		divide(&d, units, n, tie);
		divide(&other, units, n, tie == RI_TIE_TO_FIRST ? RI_TIE_TO_LAST :
			   RI_TIE_TO_FIRST);
		wrong += d.divided != divisible;
		refused += !divisible;
		for (i = 0; divisible && i < n; i++)
		{
			wrong += outcome(&d, i) != wanted[i] || d.parts[i].place != i;
			differ |= outcome(&d, i) != outcome(&other, i);
		}
		ties += differ;
	}
	tap_equal(wrong, 0, "small numbers divide as defined");
	tap_ok(refused > 100 && with_negative > 100 && ties > 100,
		   "with weights of nothing, negative ones and ties among them");
}

/* A weight of 64 bits times 10^45, and the same units: the same parts. */
static void
test_large(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			round;

	for (round = 0; round < 3000; round++)
	{
		Division	small;
		Division	large;
		int64_t		weight[MOST_PARTS];
		int64_t		units = tap_random_between(&state, 0, INT64_MAX);
		size_t		n = (size_t) tap_random_between(&state, 1, MOST_PARTS);
		size_t		i;
		int			j;

		for (i = 0; i < n; i++)
			weight[i] = tap_random_between(&state, 1, INT64_MAX);
		prepare(&small, n, weight);
		prepare(&large, n, weight);
		for (i = 0; i < n; i++)
			for (j = 0; j < 5; j++)
				ri_magnitude_multiply_small(&large.parts[i].weight, 1000000000);
		divide(&small, units, n, RI_TIE_TO_FIRST);
		divide(&large, units, n, RI_TIE_TO_FIRST);
		for (i = 0; i < n; i++)
		{
			wrong += outcome(&small, i) != outcome(&large, i);
			units -= outcome(&small, i);
		}
		wrong += units != 0;
	}
	tap_equal(wrong, 0, "only the ratio of weights matters, however large");
}

/* One in 10^60 more decides. */
static void
test_close(void)
{
	const int64_t weight[2] = {1, 1};
	uint32_t	limb = 1;
	RiMagnitude one = {&limb, 1};
	Division	d;
	size_t		more;
	int			i;

	for (more = 0; more < 2; more++)
	{
		prepare(&d, 2, weight);
		for (i = 0; i < 7; i++)
		{
			ri_magnitude_multiply_small(&d.parts[0].weight, 1000000000);
			ri_magnitude_multiply_small(&d.parts[1].weight, 1000000000);
		}
		ri_magnitude_add(&d.parts[more].weight, &one);
		divide(&d, 3, 2, more == 0 ? RI_TIE_TO_LAST : RI_TIE_TO_FIRST);
		tap_ok(outcome(&d, more) == 2 && outcome(&d, 1 - more) == 1,
			   "the least difference decides, not the place (%d)", (int) more);
	}
}

static void
parts_are(const char *what, int64_t units, size_t n, const int64_t *weight,
		  RiTieRule tie, const int64_t *wanted)
{
	Division	d;
	bool		same;
	size_t		i;

	prepare(&d, n, weight);
	divide(&d, units, n, tie);
	same = d.divided;
	for (i = 0; i < n; i++)
		same = same && outcome(&d, i) == wanted[i];
	tap_ok(same, "%s", what);
}

int
main(void)
{
	const int64_t thirds[] = {33, 33, 33};
	const int64_t nothing[] = {0, 0};
	const int64_t back[] = {-3, -3, 10};
	Division	d;

	parts_are("a tie goes to the first", 10, 3, thirds, RI_TIE_TO_FIRST,
			  (const int64_t[]) {4, 3, 3});
	parts_are("or to the last", 10, 3, thirds, RI_TIE_TO_LAST,
			  (const int64_t[]) {3, 3, 4});
	parts_are("nothing divided is nothing", 0, 3, thirds, RI_TIE_TO_LAST,
			  (const int64_t[]) {0, 0, 0});
	/* quotas -1.5, -1.5, 5: cut -1, -1, 5 are 3 where 2 is to be divided */
	parts_are("cut negative quotas are made up for", 2, 3, back,
			  RI_TIE_TO_FIRST, (const int64_t[]) {-1, -2, 5});
	prepare(&d, 2, nothing);
	divide(&d, 5, 2, RI_TIE_TO_FIRST);
	tap_ok(!d.divided, "weights of nothing divide nothing");
	prepare(&d, 0, nothing);
	divide(&d, 5, 0, RI_TIE_TO_FIRST);
	tap_ok(!d.divided, "nor do none");
	test_small();
	test_large();
	test_close();
	return tap_finish();
}
