/*
 * test_nvi.c
 *		Tests of extension/core/nvi.c.
 *
 * The oracles go other ways than the code: method exact is checked by the
 * inequality that defines rounding, method nva by schoolbook division and
 * square root, one decimal digit at a time.
 */
#include "nvi.h"
#include "tap.h"

__extension__ typedef unsigned __int128 Wide;

#define DIGITS 40				/* decimals of the schoolbook oracle */
#define ROOT_DIGITS 20

static const int64_t weights_e4[] = {7000, 10000, 30000, 50000, 80000};
static const int64_t factors_e4[] = {10000, 13000};

#define WEIGHTS (sizeof(weights_e4) / sizeof(weights_e4[0]))
#define FACTORS (sizeof(factors_e4) / sizeof(factors_e4[0]))

static int64_t
points(RiNviMethod method, int64_t weight, int64_t factor, int64_t shares,
	   int64_t total)
{
	int64_t		result = -1;

	if (ri_nvi_points(method, weight, factor, shares, total,
					  &result) != RI_NVI_OK)
		return -1;
	return result;
}

static void
both_give(int64_t weight, int64_t factor, int64_t shares, int64_t total,
		  int64_t wanted)
{
	tap_equal(points(RI_NVI_METHOD_NVA, weight, factor, shares, total), wanted,
			  "nva: %d of %d, W %d, K %d", (int) shares, (int) total,
			  (int) weight, (int) factor);
	tap_equal(points(RI_NVI_METHOD_EXACT, weight, factor, shares, total),
			  wanted, "exact: %d of %d, W %d, K %d", (int) shares, (int) total,
			  (int) weight, (int) factor);
}

static void
test_known_values(void)
{
	both_give(10000, 10000, 10, 11, 9535);
	both_give(10000, 10000, 1, 11, 3015);
	both_give(10000, 10000, 4, 6, 8165);	/* 10.3389/fspor.2022.903300 */
	both_give(10000, 10000, 2, 6, 5774);
	both_give(50000, 10000, 1, 1, 50000);
	both_give(80000, 13000, 1, 1, 104000);
	both_give(10000, 13000, 1, 4, 6500);
	both_give(7000, 10000, 1, 4, 3500);
	both_give(10000, 10000, 0, 5, 0);
	both_give(0, 10000, 3, 5, 0);
	both_give(1000000, 100000, 100000, 100000, 10000000);
	both_give(10000, 10000, 1, 100000, 32);

	/* 0.005 * sqrt(1/10000) = 0.00005 is a tie */
	both_give(50, 10000, 1, 10000, 1);
	both_give(49, 10000, 1, 10000, 0);

	tap_equal(points(RI_NVI_METHOD_NVA, 80000, 10000, 115, 917), 28331,
			  "nva: 115 of 917 at weight 8 is 2.8331");
	tap_equal(points(RI_NVI_METHOD_EXACT, 80000, 10000, 115, 917), 28330,
			  "exact: 115 of 917 at weight 8 is 2.8330");
}

static void
status_is(RiNviStatus wanted, int64_t weight, int64_t factor, int64_t shares,
		  int64_t total, const char *what)
{
	int64_t		result = -77;
	RiNviStatus nva = ri_nvi_points(RI_NVI_METHOD_NVA, weight, factor, shares,
									total, &result);
	RiNviStatus exact = ri_nvi_points(RI_NVI_METHOD_EXACT, weight, factor,
									  shares, total, &result);

	tap_ok(nva == wanted && exact == wanted &&
		   (wanted == RI_NVI_OK) == (result != -77), "%s", what);
}

static void
test_refusals(void)
{
	status_is(RI_NVI_WEIGHT_RANGE, -1, 10000, 1, 2, "negative weight");
	status_is(RI_NVI_OK, 1000000, 10000, 1, 2, "weight 100");
	status_is(RI_NVI_WEIGHT_RANGE, 1000001, 10000, 1, 2, "weight above 100");
	status_is(RI_NVI_FACTOR_RANGE, 10000, 9999, 1, 2, "factor below 1");
	status_is(RI_NVI_OK, 10000, 100000, 1, 2, "factor 10");
	status_is(RI_NVI_FACTOR_RANGE, 10000, 100001, 1, 2, "factor above 10");
	status_is(RI_NVI_TOTAL_NOT_POSITIVE, 10000, 10000, 0, 0, "no shares");
	status_is(RI_NVI_TOTAL_NOT_POSITIVE, 10000, 10000, -1, -1,
			  "total is checked before shares");
	status_is(RI_NVI_SHARES_NEGATIVE, 10000, 10000, -1, 2, "negative shares");
	status_is(RI_NVI_SHARES_EXCEED_TOTAL, 10000, 10000, 3, 2,
			  "more shares than there are");
	status_is(RI_NVI_OK, 10000, 10000, 1, RI_SHARES_MAX, "the largest total");
	status_is(RI_NVI_TOTAL_LIMIT, 10000, 10000, 1, RI_SHARES_MAX + 1,
			  "a total above the limit");
	status_is(RI_NVI_SHARES_EXCEED_TOTAL, 10000, 10000, RI_SHARES_MAX + 2,
			  RI_SHARES_MAX + 1, "shares are checked before the limit");
	status_is(RI_NVI_WEIGHT_RANGE, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX,
			  "the largest integers");
	status_is(RI_NVI_WEIGHT_RANGE, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN,
			  "the smallest integers");
}

/* P - 1/2 <= W*K*sqrt(n/N) < P + 1/2 at four decimals, squared. */
static bool
is_nearest(int64_t p, int64_t weight, int64_t factor, int64_t shares,
		   int64_t total)
{
	Wide		unit = (Wide) total * 100000000;
	Wide		square = (Wide) (2 * weight) * (Wide) (2 * factor);
	Wide		above = (Wide) (2 * p + 1);
	Wide		below = p > 0 ? (Wide) (2 * p - 1) : 0;

	square = square * (Wide) weight * (Wide) factor * (Wide) shares;
	return p >= 0 && below * below * unit <= square &&
		square < above * above * unit;
}

static void
test_exact_by_inequality(void)
{
	uint64_t	state = tap_seed();
	int			failed = 0;
	int			i;

	for (i = 1; i <= 300; i++)
	{
		int			n;
		size_t		w;

		for (n = 0; n <= i; n++)
		{
			for (w = 0; w < WEIGHTS * FACTORS; w++)
			{
				int64_t		weight = weights_e4[w % WEIGHTS];
				int64_t		factor = factors_e4[w / WEIGHTS];

				failed += !is_nearest(points(RI_NVI_METHOD_EXACT, weight,
											 factor, n, i),
									  weight, factor, n, i);
			}
		}
	}
	tap_equal(failed, 0, "exact is the nearest for all n <= N <= 300");

	failed = 0;
	for (i = 0; i < 300000; i++)
	{
		int64_t		total = tap_random_between(&state, 1, RI_SHARES_MAX);
		int64_t		shares = tap_random_between(&state, 0, total);
		int64_t		weight = tap_random_between(&state, 0, 1000000);
		int64_t		factor = tap_random_between(&state, 10000, 100000);

		failed += !is_nearest(points(RI_NVI_METHOD_EXACT, weight, factor,
									 shares, total),
							  weight, factor, shares, total);
	}
	tap_equal(failed, 0, "exact is the nearest for 300000 random arguments");
}

/*
 * digits[0] is the integer digit, the others are decimals.  Rounds half-up so
 * that the first keep digits are left.
 */
static void
round_digits(int *digits, int count, int keep)
{
	int			i;
	bool		up = keep < count && digits[keep] >= 5;

	for (i = keep; i < count; i++)
		digits[i] = 0;
	for (i = keep - 1; up && i >= 0; i--)
	{
		up = digits[i] == 9;
		digits[i] = up ? 0 : digits[i] + 1;
	}
}

/* Ten significant digits, then ten decimals; the value in units of 10^-10. */
static uint64_t
round_stepwise(int *digits, int count)
{
	int			first = 0;
	uint64_t	value = 0;
	int			i;

	while (digits[first] == 0)
		first++;
	round_digits(digits, count, first + 10);
	round_digits(digits, count, 11);
	for (i = 0; i <= 10; i++)
		value = value * 10 + (uint64_t) digits[i];
	return value;
}

static uint64_t
schoolbook_ratio(uint64_t shares, uint64_t total)
{
	int			digits[DIGITS];
	uint64_t	rest = shares;
	int			i;

	for (i = 0; i < DIGITS; i++)
	{
		digits[i] = (int) (rest / total);
		rest = rest % total * 10;
	}
	return round_stepwise(digits, DIGITS);
}

/* The square root of ratio / 10^10, pair of digits by pair of digits. */
static uint64_t
schoolbook_root(uint64_t ratio)
{
	uint64_t	unit = UINT64_C(10000000000);
	int			digits[ROOT_DIGITS];
	Wide		root = 0;
	Wide		rest = 0;
	int			i;

	for (i = 0; i < ROOT_DIGITS; i++)
	{
		int			digit = 9;

		rest = rest * 100 + (unit > 0 ? ratio / unit % 100 : 0);
		unit /= 100;
		while ((root * 20 + (Wide) digit) * (Wide) digit > rest)
			digit--;
		rest -= (root * 20 + (Wide) digit) * (Wide) digit;
		root = root * 10 + (Wide) digit;
		digits[i] = digit;
	}
	return round_stepwise(digits, ROOT_DIGITS);
}

static int64_t
schoolbook_points(int64_t weight, int64_t factor, int64_t shares,
				  int64_t total)
{
	Wide		unit = (Wide) 10000000 * 10000000;
	Wide		value;

	if (shares == 0)
		return 0;
	value = (Wide) weight * (Wide) factor *
		schoolbook_root(schoolbook_ratio((uint64_t) shares, (uint64_t) total));
	return (int64_t) (value / unit) + (value % unit * 2 >= unit ? 1 : 0);
}

static void
test_nva_by_schoolbook(void)
{
	uint64_t	state = tap_seed();
	int			failed = 0;
	int			i;

	for (i = 1; i <= 300; i++)
	{
		int			n;

		for (n = 0; n <= i; n++)
			failed += points(RI_NVI_METHOD_NVA, 80000, 13000, n, i) !=
				schoolbook_points(80000, 13000, n, i);
	}
	tap_equal(failed, 0, "nva is the schoolbook value for all n <= N <= 300");

	failed = 0;
	for (i = 0; i < 200000; i++)
	{
		int64_t		total = tap_random_between(&state, 1, RI_SHARES_MAX);
		int64_t		most = tap_random_between(&state, 1, total);
		int64_t		shares = tap_random_between(&state, 0, most);
		int64_t		weight = tap_random_between(&state, 0, 1000000);
		int64_t		factor = tap_random_between(&state, 10000, 100000);

		failed += points(RI_NVI_METHOD_NVA, weight, factor, shares, total) !=
			schoolbook_points(weight, factor, shares, total);
	}
	tap_equal(failed, 0, "nva is the schoolbook value for 200000 random ones");
}

/* Points of either share function; what is refused leaves them alone. */
static RiNviStatus
share_points(RiShareFunction function, RiNviMethod method, int64_t weight,
			 int64_t factor_e8, int64_t shares, int64_t total,
			 int64_t *result)
{
	RiNviSteps	steps;
	RiNviStatus status = ri_nvi_share_steps(function, method, weight,
											factor_e8, shares, total, &steps);

	if (status == RI_NVI_OK)
		*result = steps.points_e4;
	return status;
}

static int64_t
linear(RiNviMethod method, int64_t weight, int64_t factor_e8, int64_t shares,
	   int64_t total)
{
	int64_t		result = -1;

	if (share_points(RI_SHARE_LINEAR, method, weight, factor_e8, shares,
					 total, &result) != RI_NVI_OK)
		return -1;
	return result;
}

static void
both_give_linear(int64_t weight, int64_t factor_e8, int64_t shares,
				 int64_t total, int64_t wanted, const char *what)
{
	tap_ok(linear(RI_NVI_METHOD_NVA, weight, factor_e8, shares,
				  total) == wanted &&
		   linear(RI_NVI_METHOD_EXACT, weight, factor_e8, shares,
				  total) == wanted, "linear: %s", what);
}

static void
test_linear_known_values(void)
{
	both_give_linear(10000, 100000000, 1, 4, 2500, "1/4 is 0.2500");
	both_give_linear(10000, 100000000, 1, 3, 3333, "1/3 is 0.3333");
	both_give_linear(10000, 100000000, 2, 3, 6667, "2/3 is 0.6667");
	both_give_linear(30000, 125000000, 1, 2, 18750, "3 * 1.25 / 2");
	both_give_linear(7000, 250000000, 1, 7, 2500, "0.7 * 2.5 / 7");
	both_give_linear(10000, 312500000, 1, 3, 10417, "3.125 / 3");
	both_give_linear(80000, 250000000, 5, 5, 200000, "all shares are W * K");
	both_give_linear(10000, 250000000, 0, 5, 0, "no share");
	both_give_linear(0, 250000000, 3, 5, 0, "no weight");
	both_give_linear(1, 100000000, 1, 2, 1, "0.00005 is a tie and goes up");
	both_give_linear(1, 100000000, 49, 100, 0, "0.000049 goes down");
	both_give_linear(1000000, INT64_C(10000000000), RI_SHARES_MAX,
					 RI_SHARES_MAX, 100000000, "the largest of everything");
	tap_equal(linear(RI_NVI_METHOD_EXACT, 10000, 99999999, 1, 2), -1,
			  "linear: a factor below 1");
	tap_equal(linear(RI_NVI_METHOD_EXACT, 10000, INT64_C(10000000001), 1, 2),
			  -1, "linear: a factor above 100");
	tap_equal(linear(RI_NVI_METHOD_EXACT, 10000, INT64_MAX, 1, 2), -1,
			  "linear: the largest integer as factor");
	tap_equal(linear(RI_NVI_METHOD_EXACT, 10000, INT64_MIN, 1, 2), -1,
			  "linear: the smallest");
	tap_equal(linear(RI_NVI_METHOD_EXACT, 10000, 100000000, 3, 2), -1,
			  "linear: more shares than there are");
}

/* Exact: P - 1/2 <= W*K*n/N < P + 1/2.  Nva: the schoolbook ratio. */
static void
test_linear_random(void)
{
	uint64_t	state = tap_seed();
	int			not_nearest = 0;
	int			not_schoolbook = 0;
	int			root_differs = 0;
	int			i;

	for (i = 0; i < 200000; i++)
	{
		int64_t		total = tap_random_between(&state, 1, RI_SHARES_MAX);
		int64_t		shares = tap_random_between(&state, 1, total);
		int64_t		weight = tap_random_between(&state, 1, 1000000);
		int64_t		factor_e4 = tap_random_between(&state, 10000, 100000);
		int64_t		factor_e8 = tap_random_between(&state, 100000000,
												   INT64_C(10000000000));
		Wide		twice = (Wide) 2 * (Wide) weight * (Wide) factor_e8 *
			(Wide) shares;
		Wide		unit = (Wide) total * 100000000;
		int64_t		p = linear(RI_NVI_METHOD_EXACT, weight, factor_e8, shares,
							   total);
		Wide		ratio = (Wide) weight * (Wide) factor_e8 *
			schoolbook_ratio((uint64_t) shares, (uint64_t) total);
		Wide		scale = (Wide) 1000000000 * 1000000000;
		int64_t		root = -1;

		not_nearest += p < 0 || twice >= (Wide) (2 * p + 1) * unit ||
			(p > 0 && twice < (Wide) (2 * p - 1) * unit);
		not_schoolbook += linear(RI_NVI_METHOD_NVA, weight, factor_e8, shares,
								 total) !=
			(int64_t) (ratio / scale) + (ratio % scale * 2 >= scale ? 1 : 0);

		/* with the root it is ri_nvi_points(), for either method */
		share_points(RI_SHARE_SQRT, (RiNviMethod) (i % 2), weight,
					 factor_e4 * 10000, shares, total, &root);
		root_differs += root != points((RiNviMethod) (i % 2), weight,
									   factor_e4, shares, total);
	}
	tap_equal(not_nearest, 0, "linear, exact: the nearest for 200000 values");
	tap_equal(not_schoolbook, 0, "linear, nva: the schoolbook value");
	tap_equal(root_differs, 0, "the root is that of ri_nvi_points()");
	tap_equal(linear(RI_NVI_METHOD_EXACT, 10000, 100000000, 1, 1), 10000,
			  "one share of one is W");
}

/* The root takes every K up to 100 without overflow. */
static void
test_root_limits(void)
{
	int64_t		exact = -1;
	int64_t		nva = -1;

	share_points(RI_SHARE_SQRT, RI_NVI_METHOD_EXACT, 1000000,
				 INT64_C(10000000000), RI_SHARES_MAX, RI_SHARES_MAX, &exact);
	share_points(RI_SHARE_SQRT, RI_NVI_METHOD_NVA, 1000000,
				 INT64_C(10000000000), RI_SHARES_MAX, RI_SHARES_MAX, &nva);
	tap_ok(exact == 100000000 && nva == 100000000,
		   "the largest weight and factor give 10000.0000");
}

static int
count_differences(int from, int to)
{
	int			differing = 0;
	int			total;
	int			n;
	size_t		w;

	for (total = from; total <= to; total++)
	{
		for (n = 1; n <= total; n++)
		{
			for (w = 0; w < WEIGHTS * FACTORS; w++)
			{
				int64_t		weight = weights_e4[w % WEIGHTS];
				int64_t		factor = factors_e4[w / WEIGHTS];

				differing +=
					points(RI_NVI_METHOD_NVA, weight, factor, n, total) !=
					points(RI_NVI_METHOD_EXACT, weight, factor, n, total);
			}
		}
	}
	return differing;
}

static void
test_agreement(void)
{
	int			above;

	tap_equal(count_differences(1, 700), 0,
			  "nva and exact agree for every N <= 700");
	above = count_differences(901, 1000);
	tap_ok(above > 0, "nva and exact differ for some N in 901..1000");
	tap_note("%d differences for N in 901..1000", above);
}

static void
test_monotone(void)
{
	static const int64_t totals[] = {1, 2, 7, 97, 500, 917, 9999, 100000};
	int			falls = 0;
	size_t		t;
	int			method;

	for (t = 0; t < sizeof(totals) / sizeof(totals[0]); t++)
	{
		for (method = RI_NVI_METHOD_NVA; method <= RI_NVI_METHOD_EXACT;
			 method++)
		{
			int64_t		before = 0;
			int64_t		n;

			for (n = 0; n <= totals[t]; n++)
			{
				int64_t		now = points((RiNviMethod) method, 80000, 13000, n,
										 totals[t]);

				falls += now < before;
				before = now;
			}
			if (before != 104000)
				tap_note("all shares of %d give %d", (int) totals[t],
						 (int) before);
			falls += before != 104000;
		}
	}
	tap_equal(falls, 0, "points never fall with n, and n = N gives W * K");
}

static void
steps_give(RiShareFunction function, int64_t weight, int64_t factor_e8,
		   int64_t shares, int64_t total, RiNviSteps wanted)
{
	RiNviSteps	steps;

	tap_equal(ri_nvi_share_steps(function, RI_NVI_METHOD_NVA, weight,
								 factor_e8, shares, total, &steps), RI_NVI_OK,
			  "steps of %d of %d", (int) shares, (int) total);
	tap_ok(steps.stepwise, "... are rounded one by one");
	tap_equal(steps.weighted_e12, wanted.weighted_e12, "... W * K");
	tap_equal(steps.ratio_e10, wanted.ratio_e10, "... n/N");
	tap_equal(steps.root_e10, wanted.root_e10, "... root");
	tap_equal(steps.product_e4, wanted.product_e4, "... product");
	tap_equal(steps.product_rest_e22, wanted.product_rest_e22, "... its rest");
	tap_equal(steps.points_e4, wanted.points_e4, "... points");
}

/* By hand: the root of 0.6666666667 is 0.81649658095.. */
static void
test_known_steps(void)
{
	const RiNviSteps two_thirds = {
		.weighted_e12 = INT64_C(1000000000000), .ratio_e10 = 6666666667,
		.root_e10 = 8164965809, .product_e4 = 8164,
		.product_rest_e22 = INT64_C(965809000000000000), .points_e4 = 8165};
	const RiNviSteps weighted = {
		.weighted_e12 = INT64_C(3900000000000), .ratio_e10 = 6666666667,
		.root_e10 = 8164965809, .product_e4 = 31843,
		.product_rest_e22 = INT64_C(366655100000000000), .points_e4 = 31843};
	const RiNviSteps tie = {
		.weighted_e12 = INT64_C(1000000000000), .ratio_e10 = 312500000,
		.root_e10 = 0, .product_e4 = 312,
		.product_rest_e22 = INT64_C(500000000000000000), .points_e4 = 313};
	const RiNviSteps nobody = {.weighted_e12 = INT64_C(3900000000000)};

	steps_give(RI_SHARE_SQRT, 10000, 100000000, 4, 6, two_thirds);
	steps_give(RI_SHARE_SQRT, 30000, 130000000, 4, 6, weighted);
	steps_give(RI_SHARE_LINEAR, 10000, 100000000, 1, 32, tie);
	steps_give(RI_SHARE_SQRT, 30000, 130000000, 0, 6, nobody);
}

/* Steps fit together, and end where the points do. */
static void
test_steps_fit(void)
{
	int			bad = 0;
	int			exact = 0;
	int64_t		total;
	int64_t		shares;

	for (total = 1; total <= 120; total++)
	{
		for (shares = 0; shares <= total; shares++)
		{
			RiShareFunction function = total % 2 == 0 ? RI_SHARE_LINEAR :
				RI_SHARE_SQRT;
			RiNviSteps	s;

			bad += ri_nvi_share_steps(function, RI_NVI_METHOD_NVA, 7000,
									  130000000, shares, total,
									  &s) != RI_NVI_OK;
			bad += (Wide) s.product_e4 * INT64_C(1000000000000000000) +
				s.product_rest_e22 != (Wide) s.weighted_e12 *
				(function == RI_SHARE_SQRT ? s.root_e10 : s.ratio_e10);
			bad += s.points_e4 != s.product_e4 +
				(s.product_rest_e22 >= INT64_C(500000000000000000));
			ri_nvi_share_steps(function, RI_NVI_METHOD_EXACT, 7000, 130000000,
							   shares, total, &s);
			exact += s.stepwise || s.ratio_e10 != 0 || s.product_e4 != 0 ||
				(function == RI_SHARE_SQRT && s.points_e4 !=
				 points(RI_NVI_METHOD_EXACT, 7000, 13000, shares, total));
		}
	}
	tap_equal(bad, 0, "product and rest are W * K * root, and lead to points");
	tap_equal(exact, 0, "method exact has no steps to show, but its points");
}

int
main(void)
{
	test_known_steps();
	test_steps_fit();
	test_known_values();
	test_refusals();
	test_exact_by_inequality();
	test_nva_by_schoolbook();
	test_linear_known_values();
	test_linear_random();
	test_root_limits();
	test_agreement();
	test_monotone();
	return tap_finish();
}
