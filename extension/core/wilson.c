/*
 * wilson.c
 *		Wilson score interval, the one place that uses floating point.
 *
 * The bounds are written into issued reports, so they must not depend on the
 * machine.  Division and square root are correctly rounded under IEEE 754; the
 * one thing a compiler may vary is whether a product and the sum around it are
 * fused.  Products therefore pass through product(), which stores them.
 */
#include "wilson.h"

#include <float.h>
#include <math.h>

/* 1 with RI_WILSON_SCALE decimals */
#define ONE_SCALED INT64_C(1000000000000)

/* A product rounded to double, whatever the compiler would like to fuse. */
static double
product(double a, double b)
{
	volatile double rounded = a * b;

	return rounded;
}

/*
 * Half-up at RI_WILSON_SCALE decimals.  A bound outside [0, 1], or one that is
 * not a number because z was so large that its square overflowed, becomes the
 * limit that holds no information.
 */
static int64_t
scale_bound(double bound, int64_t uninformative)
{
	if (!(bound >= 0.0 && bound <= 1.0))
		return uninformative;
	return (int64_t) floor(product(bound, (double) ONE_SCALED) + 0.5);
}

/*
 * (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), with numerator and
 * denominator multiplied by n.
 */
bool
ri_wilson_interval(int64_t successes, int64_t trials, double z,
				   int64_t *low, int64_t *high)
{
	double		n = (double) trials;
	double		k = (double) successes;
	double		failures;
	double		z_squared;
	double		centre;
	double		half_width;
	double		denominator;

	if (trials < 1 || successes < 0 || successes > trials)
		return false;
	if (!(z > 0.0 && z <= DBL_MAX))
		return false;

	failures = (double) (trials - successes);
	z_squared = product(z, z);
	centre = k + z_squared / 2.0;
	half_width = product(z, sqrt(product(k, failures / n) + z_squared / 4.0));
	denominator = n + z_squared;

	/* at the ends the bound is the end itself, without rounding noise */
	*low = successes == 0 ? 0 :
		scale_bound((centre - half_width) / denominator, 0);
	*high = successes == trials ? ONE_SCALED :
		scale_bound((centre + half_width) / denominator, ONE_SCALED);
	return true;
}

double
ri_wilson_z(int confidence_percent)
{
	switch (confidence_percent)
	{
		case 90:
			return 1.644853626951473;
		case 95:
			return 1.959963984540054;
		case 99:
			return 2.575829303548901;
		default:
			return 0.0;
	}
}
