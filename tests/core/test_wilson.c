/*
 * test_wilson.c
 *		Tests of extension/core/wilson.c.
 */
#include "wilson.h"

#include <float.h>
#include <math.h>

#include "tap.h"

#define ONE INT64_C(1000000000000)

static void
interval_is(int64_t successes, int64_t trials, int confidence, int64_t low,
			int64_t high)
{
	int64_t		got_low = -1;
	int64_t		got_high = -1;

	ri_wilson_interval(successes, trials, ri_wilson_z(confidence), &got_low,
					   &got_high);
	tap_equal(got_low, low, "%d of %d at %d %%: lower bound", (int) successes,
			  (int) trials, confidence);
	tap_equal(got_high, high, "%d of %d at %d %%: upper bound",
			  (int) successes, (int) trials, confidence);
}

/* As published, in percent with one decimal. */
static void
rounds_to(int64_t successes, int64_t trials, int low, int high)
{
	int64_t		got_low = -1;
	int64_t		got_high = -1;

	ri_wilson_interval(successes, trials, ri_wilson_z(95), &got_low, &got_high);
	tap_ok((got_low + ONE / 2000) / (ONE / 1000) == low &&
		   (got_high + ONE / 2000) / (ONE / 1000) == high,
		   "%d of %d is %d.%d-%d.%d %%", (int) successes, (int) trials,
		   low / 10, low % 10, high / 10, high % 10);
}

static void
test_ends(void)
{
	static const int64_t trials[] = {1, 2, 3, 7, 100, 328, 1000003,
		INT64_C(9007199254740993), INT64_MAX
	};
	size_t		i;

	for (i = 0; i < sizeof(trials) / sizeof(trials[0]); i++)
	{
		int64_t		low = -1;
		int64_t		high = -1;

		ri_wilson_interval(0, trials[i], ri_wilson_z(95), &low, &high);
		tap_ok(low == 0 && high < ONE, "0 of %" PRId64 " begins at 0",
			   trials[i]);
		ri_wilson_interval(trials[i], trials[i], ri_wilson_z(95), &low, &high);
		tap_ok(low > 0 && high == ONE, "%" PRId64 " of as many end at 1",
			   trials[i]);
	}
}

static void
refuses(int64_t successes, int64_t trials, double z, const char *what)
{
	int64_t		low = -7;
	int64_t		high = -7;

	tap_ok(!ri_wilson_interval(successes, trials, z, &low, &high) &&
		   low == -7 && high == -7, "%s", what);
}

static void
test_refusals(void)
{
	double		zero = 0.0;

	refuses(0, 0, 1.96, "no trials");
	refuses(0, -1, 1.96, "negative trials");
	refuses(-1, 5, 1.96, "negative successes");
	refuses(6, 5, 1.96, "more successes than trials");
	refuses(1, 5, 0.0, "z of zero");
	refuses(1, 5, -1.96, "negative z");
	refuses(1, 5, zero / zero, "z that is not a number");
	refuses(1, 5, 1.0 / zero, "infinite z");
	tap_ok(ri_wilson_z(0) == 0.0 && ri_wilson_z(94) == 0.0 &&
		   ri_wilson_z(100) == 0.0, "no z for other confidence levels");
}

/*
 * A bound is where the score test just rejects: |p - x| = z sqrt(x(1-x)/n).
 * Long double has digits to spare for looking at it from both sides.
 */
static bool
solves_score_equation(int64_t bound, int64_t successes, int64_t trials,
					  double z)
{
	long double n = (long double) trials;
	long double p = (long double) successes / n;
	long double below = ((long double) bound - 1.0L) / (long double) ONE;
	long double above = ((long double) bound + 1.0L) / (long double) ONE;
	long double at_below = (p - below) * (p - below) -
		(long double) z * z * below * (1.0L - below) / n;
	long double at_above = (p - above) * (p - above) -
		(long double) z * z * above * (1.0L - above) / n;

	return (at_below <= 0.0L) != (at_above <= 0.0L);
}

static void
test_properties(void)
{
	static const int levels[] = {90, 95, 99};
	uint64_t	state = tap_seed();
	int			unsolved = 0;
	int			asymmetric = 0;
	int			outside = 0;
	int			i;

	for (i = 0; i < 100000; i++)
	{
		double		z = ri_wilson_z(levels[i % 3]);
		int64_t		most = i % 2 == 0 ? 400 : 100000;
		int64_t		n = tap_random_between(&state, 1, most);
		int64_t		k = tap_random_between(&state, 0, n);
		int64_t		low = -1;
		int64_t		high = -1;
		int64_t		mirrored_low = -1;
		int64_t		mirrored_high = -1;

		ri_wilson_interval(k, n, z, &low, &high);
		ri_wilson_interval(n - k, n, z, &mirrored_low, &mirrored_high);
		unsolved += k > 0 && !solves_score_equation(low, k, n, z);
		unsolved += k < n && !solves_score_equation(high, k, n, z);
		asymmetric += llabs(low - (ONE - mirrored_high)) > 1;
		outside += low < 0 || high > ONE || low > high ||
			(double) low > (double) k / (double) n * (double) ONE + 1.0 ||
			(double) high < (double) k / (double) n * (double) ONE - 1.0;
	}
	tap_equal(unsolved, 0, "bounds solve the score equation");
	tap_equal(asymmetric, 0, "failures have the mirrored interval");
	tap_equal(outside, 0, "the interval holds the proportion");
}

static void
test_extremes(void)
{
	int64_t		low = -1;
	int64_t		high = -1;

	tap_ok(ri_wilson_interval(1, 2, DBL_MAX, &low, &high) && low == 0 &&
		   high == ONE, "the largest z says nothing");
	tap_ok(ri_wilson_interval(1, 2, 1e-300, &low, &high) && low == ONE / 2 &&
		   high == ONE / 2, "the smallest z leaves the proportion");
	tap_ok(ri_wilson_interval(INT64_MAX / 2, INT64_MAX, 1.96, &low, &high) &&
		   low <= ONE / 2 && high >= ONE / 2 && high - low < 1000,
		   "the largest counts");
	/* 2^53 + 4: the quotient of the doubles is just above 1 */
	tap_ok(ri_wilson_interval(INT64_C(9007199254740995),
							  INT64_C(9007199254740996), ri_wilson_z(99),
							  &low, &high) && low > ONE - 1000 && high == ONE,
		   "a bound that rounding carries past 1 is 1");
}

int
main(void)
{
	/* bounds computed with 50 digits */
	interval_is(1, 1, 95, INT64_C(206549314377), ONE);
	interval_is(0, 10, 95, 0, INT64_C(277532799863));
	interval_is(10, 10, 95, INT64_C(722467200137), ONE);
	interval_is(7, 10, 95, INT64_C(396778147461), INT64_C(892208732594));
	interval_is(234, 328, 95, INT64_C(662231648933), INT64_C(759656563883));
	interval_is(148, 328, 90, INT64_C(406607778533), INT64_C(496629404413));
	interval_is(1, 328, 99, INT64_C(358044746), INT64_C(25445888702));
	interval_is(500000, 1000000, 95, INT64_C(499020019890),
				INT64_C(500979980110));
	interval_is(3, 1000000007, 95, 1020, 8821);
	rounds_to(234, 328, 662, 760);
	rounds_to(148, 328, 398, 505);
	rounds_to(1, 328, 1, 17);
	test_ends();
	test_refusals();
	test_properties();
	test_extremes();
	return tap_finish();
}
