/*
 * patient_curve.c
 *		Root and logarithm of whole numbers in fixed point.
 *
 * The root is cut exactly: the doubled root of a whole number, and one, halved.
 *
 * ln N = 2 (e artanh 1/3 + artanh z) with 2^e the highest power of two in N
 * and z = (N - 2^e) / (N + 2^e), at most 1/3.  Both series are added up with 54
 * decimals, every step cut by less than one of the last, a few thousand of them
 * at most: an error below 10^-49, where 30 decimals are wanted.
 */
#include "patient_curve.h"

#include <string.h>

#define FIXED_LIMBS 6			/* 54 decimals */
#define WIDTH 20				/* of a product of two fixed numbers */

bool
ri_curve_by_name(const char *name, RiCurve *curve)
{
	static const char *const names[] = {"linear", "square_root",
	"logarithmic", "brackets"};
	size_t		i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
	{
		if (strcmp(names[i], name) == 0)
		{
			*curve = (RiCurve) i;
			return true;
		}
	}
	return false;
}

/* m *= 10^(RI_LIMB_DIGITS * limbs) */
static void
shift_up(RiMagnitude *m, size_t limbs)
{
	if (m->used == 0)
		return;
	memmove(m->limb + limbs, m->limb, m->used * sizeof(uint32_t));
	memset(m->limb, 0, limbs * sizeof(uint32_t));
	m->used += limbs;
}

/* m /= 10^(RI_LIMB_DIGITS * limbs), cut */
static void
shift_down(RiMagnitude *m, size_t limbs)
{
	m->used = m->used > limbs ? m->used - limbs : 0;
	memmove(m->limb, m->limb + limbs, m->used * sizeof(uint32_t));
}

/* quotient = m / divisor, cut; m is the remainder then */
static void
divide_small(RiMagnitude *m, uint32_t divisor, RiMagnitude *quotient)
{
	RiMagnitude d = {&divisor, 1};

	ri_magnitude_divide(m, &d, quotient);
}

/* sum = z + z^3/3 + z^5/5 + ..., of a fixed number up to 1/3, which is lost */
static void
add_series(RiMagnitude *sum, RiMagnitude *z, uint32_t *scratch)
{
	RiMagnitude square;
	RiMagnitude product;
	RiMagnitude term;
	uint32_t	odd;

	ri_magnitude_init(&square, scratch);
	ri_magnitude_init(&product, scratch + WIDTH);
	ri_magnitude_init(&term, scratch + 2 * WIDTH);
	ri_magnitude_multiply(&square, z, z);
	shift_down(&square, FIXED_LIMBS);
	ri_magnitude_copy(sum, z);
	for (odd = 3; z->used > 0; odd += 2)
	{
		ri_magnitude_multiply(&product, z, &square);
		shift_down(&product, FIXED_LIMBS);
		ri_magnitude_copy(z, &product);
		divide_small(&product, odd, &term);
		ri_magnitude_add(sum, &term);
	}
}

/* z = above / below as a fixed number */
static void
set_fraction(RiMagnitude *z, RiMagnitude *above, const RiMagnitude *below)
{
	shift_up(above, FIXED_LIMBS);
	ri_magnitude_divide(above, below, z);
}

/* ln n with RI_CURVE_SCALE decimals, half-up; n from 1 on */
static void
set_logarithm(RiMagnitude *value, const RiMagnitude *n, uint32_t *scratch)
{
	RiMagnitude power;
	RiMagnitude above;
	RiMagnitude z;
	RiMagnitude part;
	uint32_t	exponent = 0;

	ri_magnitude_init(&power, scratch);
	ri_magnitude_init(&above, scratch + WIDTH);
	ri_magnitude_init(&z, scratch + 2 * WIDTH);
	ri_magnitude_init(&part, scratch + 3 * WIDTH);
	ri_magnitude_set(&power, 1);
	ri_magnitude_set(&above, 2);
	while (ri_magnitude_compare(&above, n) <= 0)
	{
		ri_magnitude_copy(&power, &above);
		ri_magnitude_multiply_small(&above, 2);
		exponent++;
	}

	ri_magnitude_copy(&above, n);
	ri_magnitude_subtract(&above, &power);
	ri_magnitude_add(&power, n);
	set_fraction(&z, &above, &power);
	add_series(value, &z, scratch + 4 * WIDTH);
	ri_magnitude_set(&above, 1);
	ri_magnitude_set(&power, 3);
	set_fraction(&z, &above, &power);
	add_series(&part, &z, scratch + 4 * WIDTH);
	ri_magnitude_multiply_small(&part, exponent);
	ri_magnitude_add(value, &part);

	/* twice that; two limbs leave 36 decimals, of which six go half-up */
	ri_magnitude_multiply_small(value, 2);
	shift_down(value, 2);
	ri_magnitude_set(&part, 500000);
	ri_magnitude_add(value, &part);
	divide_small(value, 1000000, &part);
	ri_magnitude_copy(value, &part);
}

/* The root of n with RI_CURVE_SCALE decimals, half-up. */
static void
set_square_root(RiMagnitude *value, const RiMagnitude *n, uint32_t *scratch)
{
	static const RiDecimalText four = {false, "4", 1, "", 0};
	RiMagnitude scale;
	RiMagnitude square;
	RiMagnitude one;

	ri_magnitude_init(&scale, scratch);
	ri_magnitude_init(&square, scratch + WIDTH);
	ri_magnitude_init(&one, scratch + 2 * WIDTH);
	ri_magnitude_set_decimal(&scale, &four, 2 * RI_CURVE_SCALE);
	ri_magnitude_multiply(&square, n, &scale);
	ri_magnitude_root(&scale, &square, 2, scratch + 3 * WIDTH);
	ri_magnitude_set(&one, 1);
	ri_magnitude_add(&scale, &one);
	divide_small(&scale, 2, value);
}

size_t
ri_curve_value(RiCurve curve, uint64_t patients, RiMagnitude *value,
			   uint32_t *scratch)
{
	RiMagnitude n;
	RiMagnitude one;

	ri_magnitude_init(&n, scratch);
	ri_magnitude_set(&n, patients);
	switch (curve)
	{
		case RI_CURVE_SQUARE_ROOT:
			set_square_root(value, &n, scratch + WIDTH);
			return RI_CURVE_SCALE;
		case RI_CURVE_LOGARITHMIC:
			ri_magnitude_init(&one, scratch + WIDTH);
			ri_magnitude_set(&one, 1);
			ri_magnitude_add(&n, &one);
			set_logarithm(value, &n, scratch + WIDTH);
			return RI_CURVE_SCALE;
		default:
			ri_magnitude_copy(value, &n);
			return 0;
	}
}

size_t
ri_curve_bracket(const RiMagnitude *begins, size_t n,
				 const RiMagnitude *patients)
{
	size_t		best = n;
	size_t		i;

	for (i = 0; i < n; i++)
	{
		if (ri_magnitude_compare(&begins[i], patients) <= 0 &&
			(best == n ||
			 ri_magnitude_compare(&begins[i], &begins[best]) > 0))
			best = i;
	}
	return best;
}
