/*
 * nvi.h
 *		Publication points of one institution for one publication:
 *		W * K * sqrt(n / N), or W * K * n / N, rounded to 4 decimals.
 *
 * Source of the rules: the national register's open documentation (NVI) for
 * the root, the health sector's rules of 2013-2014 for the linear share; the
 * two rounding methods are described at ri_nvi_points().  Integer arithmetic
 * only (128-bit intermediates).
 */
#ifndef RI_NVI_H
#define RI_NVI_H

#include <stdbool.h>
#include <stdint.h>

#define RI_POINTS_SCALE 4		/* decimals of weights, factors, points */
#define RI_SHARES_MAX 100000	/* largest number of shares computed */

typedef enum RiNviMethod
{
	RI_NVI_METHOD_NVA,			/* the register's stepwise rounding */
	RI_NVI_METHOD_EXACT			/* the true value, rounded once */
} RiNviMethod;

/* What becomes of the share n / N. */
typedef enum RiShareFunction
{
	RI_SHARE_SQRT,				/* its square root */
	RI_SHARE_LINEAR				/* itself */
} RiShareFunction;

typedef enum RiNviStatus
{
	RI_NVI_OK,
	RI_NVI_WEIGHT_RANGE,		/* weight not in 0..100 */
	RI_NVI_FACTOR_RANGE,		/* factor not in 1..10, or 1..100 */
	RI_NVI_TOTAL_NOT_POSITIVE,	/* N < 1 */
	RI_NVI_SHARES_NEGATIVE,		/* n < 0 */
	RI_NVI_SHARES_EXCEED_TOTAL, /* n > N */
	RI_NVI_TOTAL_LIMIT			/* N > RI_SHARES_MAX */
} RiNviStatus;

/*
 * weight_e4 and factor_e4 are W and K times 10^4; shares is n, total is N.
 * On RI_NVI_OK *points_e4 is the rounded result times 10^4; n = 0 gives 0.
 *
 * Method nva: n/N to 10 significant digits half-up, then to 10 decimals
 * half-up; the square root of that to 10 significant digits half-up, then to
 * 10 decimals half-up; W*K*root exactly; 4 decimals half-up.
 * Method exact: the true value of W*K*sqrt(n/N), half-up at 4 decimals.
 * Checks are made in the order of RiNviStatus (total before shares); what
 * fails one leaves *points_e4 alone.
 */
extern RiNviStatus ri_nvi_points(RiNviMethod method, int64_t weight_e4,
								 int64_t factor_e4, int64_t shares,
								 int64_t total, int64_t *points_e4);

/*
 * Points, and what they are come by.  Without stepwise (method exact, where
 * nothing is rounded before the end) only weighted_e12 and points_e4 are
 * filled; of the linear function root_e10 is 0.
 */
typedef struct RiNviSteps
{
	int64_t		weighted_e12;	/* W * K */
	bool		stepwise;
	int64_t		ratio_e10;		/* n/N, rounded */
	int64_t		root_e10;		/* the root of that, rounded */
	int64_t		product_e4;		/* W * K * root (or ratio), cut at 4 decimals */
	int64_t		product_rest_e22;	/* what was cut off: < 10^18 */
	int64_t		points_e4;
} RiNviSteps;

/*
 * The same for either share function; factor_e8 is K times 10^8, from 1 to 100,
 * so that a product of two factors with 4 decimals is K without rounding.
 * *steps is set on RI_NVI_OK.
 *
 * Linear, method nva: n/N to 10 significant digits half-up, then to 10 decimals
 * half-up; W*K*(n/N) exactly; 4 decimals half-up.  Linear, method exact: the
 * true value of W*K*n/N, half-up at 4 decimals.
 */
extern RiNviStatus ri_nvi_share_steps(RiShareFunction function,
									  RiNviMethod method, int64_t weight_e4,
									  int64_t factor_e8, int64_t shares,
									  int64_t total, RiNviSteps *steps);

#endif							/* RI_NVI_H */
