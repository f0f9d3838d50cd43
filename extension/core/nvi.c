/*
 * nvi.c
 *		Publication points in integer arithmetic.
 *
 * Every quantity is an integer times a power of ten, so that a tie at the last
 * decimal is a tie and not an accident of binary fractions.  The largest
 * intermediate is 4 * (W * K)^2 * n with W = 10^6 (times 10^4), K = 10^10 (times
 * 10^8) and n = 10^5: 4 * 10^37, inside 128 bits (3.4 * 10^38).
 */
#include "nvi.h"

#include <string.h>

__extension__ typedef unsigned __int128 Wide;

#define ONE_E4 10000			/* 1 with RI_POINTS_SCALE decimals */
#define WEIGHT_MAX_E4 (100 * ONE_E4)
#define FACTOR_MAX_E4 (10 * ONE_E4)
#define ONE_E8 INT64_C(100000000)	/* 1 with the decimals of two factors */
#define FACTOR_MAX_E8 (100 * ONE_E8)

/* Ten significant digits: 10^9 <= number < 10^10. */
#define TEN_DIGITS_MIN UINT64_C(1000000000)
#define TEN_DECIMALS UINT64_C(10000000000)

/* Takes W * K, which has 12 decimals, to 4. */
#define WEIGHTED_UNIT UINT64_C(100000000)

/* Takes W * K * root, or W * K * share, from 22 decimals to 4. */
#define PRODUCT_UNIT UINT64_C(1000000000000000000)

static Wide
divide_half_up(Wide numerator, Wide denominator)
{
	return (numerator + denominator / 2) / denominator;
}

/* floor(sqrt(x)), one binary digit of the result at a time */
static uint64_t
root64(uint64_t x)
{
	uint64_t	root = 0;
	uint64_t	bit = UINT64_C(1) << 62;

	while (bit > x)
		bit >>= 2;
	while (bit != 0)
	{
		if (x >= root + bit)
		{
			x -= root + bit;
			root = (root >> 1) + bit;
		}
		else
			root >>= 1;
		bit >>= 2;
	}
	return root;
}

/*
 * floor(sqrt(x)).  The root of the leading 64 bits, made one larger, is never
 * below the true root; from above, Newton's step falls strictly until it has
 * reached the floor.
 */
static Wide
root128(Wide x)
{
	int			shift = 0;
	Wide		root;
	Wide		next;

	while ((x >> (2 * shift)) > UINT64_MAX)
		shift++;
	if (shift == 0)
		return root64((uint64_t) x);

	root = ((Wide) root64((uint64_t) (x >> (2 * shift))) + 1) << shift;
	while ((next = (root + x / root) / 2) < root)
		root = next;
	return root;
}

/*
 * sqrt(x) rounded half-up.  (r + 1/2)^2 = r^2 + r + 1/4, so for whole x the
 * root lies at or above r + 1/2 exactly when x > r^2 + r.
 */
static Wide
root_half_up(Wide x)
{
	Wide		root = root128(x);

	return x - root * root > root ? root + 1 : root;
}

/* n / N in units of 10^-10, by way of ten significant digits */
static uint64_t
ratio_e10(uint64_t shares, uint64_t total)
{
	Wide		numerator = (Wide) shares * TEN_DIGITS_MIN;
	uint64_t	surplus = 1;	/* 10^(decimals of the ten digits - 9) */
	uint64_t	digits;

	while (numerator < (Wide) total * TEN_DIGITS_MIN)
	{
		numerator *= 10;
		surplus *= 10;
	}
	digits = (uint64_t) divide_half_up(numerator, total);

	/* digits / (10^9 * surplus); a ratio of one has nine decimals only */
	if (surplus == 1)
		return digits * 10;
	return (uint64_t) divide_half_up(digits, surplus / 10);
}

/* sqrt(ratio) in units of 10^-10, by way of ten significant digits */
static uint64_t
root_e10(uint64_t ratio)
{
	/* ratio / 10^10 = square / 10^18; its root has nine decimals */
	Wide		square = (Wide) ratio * (TEN_DECIMALS / 100);
	uint64_t	surplus = 1;
	uint64_t	digits;

	while (square < (Wide) TEN_DIGITS_MIN * TEN_DIGITS_MIN)
	{
		square *= 100;
		surplus *= 10;
	}
	digits = (uint64_t) root_half_up(square);

	if (surplus == 1)
		return digits * 10;
	return (uint64_t) divide_half_up(digits, surplus / 10);
}

/* The register's stepwise rounding. */
static void
steps_nva(RiShareFunction function, uint64_t shares, uint64_t total,
		  RiNviSteps *steps)
{
	uint64_t	part = ratio_e10(shares, total);
	Wide		product;

	steps->ratio_e10 = (int64_t) part;
	if (function == RI_SHARE_SQRT)
	{
		part = root_e10(part);
		steps->root_e10 = (int64_t) part;
	}
	product = (Wide) (uint64_t) steps->weighted_e12 * part;
	steps->product_e4 = (int64_t) (product / PRODUCT_UNIT);
	steps->product_rest_e22 = (int64_t) (product % PRODUCT_UNIT);
	steps->points_e4 = steps->product_e4 +
		(steps->product_rest_e22 >= (int64_t) (PRODUCT_UNIT / 2));
}

/*
 * The true value rounded once.  Of the root: half-up of x is
 * floor((floor(2x) + 1) / 2), and floor(sqrt(q)) = floor(sqrt(floor(q))) lets
 * the division come first.
 */
static int64_t
points_exact(RiShareFunction function, uint64_t weighted, uint64_t shares,
			 uint64_t total)
{
	Wide		square;
	Wide		unit;

	if (function == RI_SHARE_LINEAR)
		return (int64_t) divide_half_up((Wide) weighted * shares,
										(Wide) total * WEIGHTED_UNIT);
	square = (Wide) weighted * weighted * 4 * shares;
	unit = (Wide) total * WEIGHTED_UNIT * WEIGHTED_UNIT;
	return (int64_t) ((root128(square / unit) + 1) / 2);
}

static RiNviStatus
check_arguments(int64_t weight_e4, bool factor_in_range, int64_t shares,
				int64_t total)
{
	if (weight_e4 < 0 || weight_e4 > WEIGHT_MAX_E4)
		return RI_NVI_WEIGHT_RANGE;
	if (!factor_in_range)
		return RI_NVI_FACTOR_RANGE;
	if (total < 1)
		return RI_NVI_TOTAL_NOT_POSITIVE;
	if (shares < 0)
		return RI_NVI_SHARES_NEGATIVE;
	if (shares > total)
		return RI_NVI_SHARES_EXCEED_TOTAL;
	if (total > RI_SHARES_MAX)
		return RI_NVI_TOTAL_LIMIT;
	return RI_NVI_OK;
}

/* Steps from checked arguments to points. */
static void
take_steps(RiShareFunction function, RiNviMethod method, int64_t weight_e4,
		   int64_t factor_e8, int64_t shares, int64_t total,
		   RiNviSteps *steps)
{
	memset(steps, 0, sizeof(*steps));
	steps->weighted_e12 = weight_e4 * factor_e8;
	steps->stepwise = method == RI_NVI_METHOD_NVA;

	/* the significant digits of zero are not defined */
	if (shares == 0)
		return;
	if (steps->stepwise)
		steps_nva(function, (uint64_t) shares, (uint64_t) total, steps);
	else
		steps->points_e4 = points_exact(function,
										(uint64_t) steps->weighted_e12,
										(uint64_t) shares, (uint64_t) total);
}

RiNviStatus
ri_nvi_points(RiNviMethod method, int64_t weight_e4, int64_t factor_e4,
			  int64_t shares, int64_t total, int64_t *points_e4)
{
	RiNviStatus status;
	RiNviSteps	steps;

	status = check_arguments(weight_e4,
							 factor_e4 >= ONE_E4 && factor_e4 <= FACTOR_MAX_E4,
							 shares, total);
	if (status != RI_NVI_OK)
		return status;
	take_steps(RI_SHARE_SQRT, method, weight_e4, factor_e4 * ONE_E4, shares,
			   total, &steps);
	*points_e4 = steps.points_e4;
	return status;
}

RiNviStatus
ri_nvi_share_steps(RiShareFunction function, RiNviMethod method,
				   int64_t weight_e4, int64_t factor_e8, int64_t shares,
				   int64_t total, RiNviSteps *steps)
{
	RiNviStatus status;

	status = check_arguments(weight_e4,
							 factor_e8 >= ONE_E8 && factor_e8 <= FACTOR_MAX_E8,
							 shares, total);
	if (status == RI_NVI_OK)
		take_steps(function, method, weight_e4, factor_e8, shares, total,
				   steps);
	return status;
}
