/*
 * test_patient_curve.c
 *		Tests of extension/core/patient_curve.c: roots against their squares,
 *		logarithms against published digits, against each other (the logarithm
 *		of a product is a sum) and against floating point as far as that goes.
 */
#include "patient_curve.h"

#include <math.h>

#include "tap.h"

typedef struct Value
{
	uint32_t	limbs[2 * RI_CURVE_LIMBS];
	RiMagnitude m;
	char		text[80];
} Value;

static void
compute(Value *value, RiCurve curve, uint64_t patients)
{
	uint32_t	scratch[RI_CURVE_SCRATCH_LIMBS];
	size_t		scale;

	ri_magnitude_init(&value->m, value->limbs);
	scale = ri_curve_value(curve, patients, &value->m, scratch);
	value->text[ri_magnitude_write(&value->m, scale, value->text)] = '\0';
}

static void
value_is(RiCurve curve, uint64_t patients, const char *wanted)
{
	Value		value;

	compute(&value, curve, patients);
	tap_same_text(value.text, wanted, "curve %d of %" PRIu64, (int) curve,
				  patients);
}

/* (2 root - 1)^2 <= 4 n 10^60 < (2 root + 1)^2 */
static bool
is_root(const RiMagnitude *root, uint64_t n)
{
	static const RiDecimalText four = {false, "4", 1, "", 0};
	uint32_t	limbs[4][3 * RI_CURVE_LIMBS];
	uint32_t	limb = 1;
	RiMagnitude one = {&limb, 1};
	RiMagnitude twice;
	RiMagnitude square;
	RiMagnitude number;
	RiMagnitude scaled;
	bool		low = true;

	ri_magnitude_init(&twice, limbs[0]);
	ri_magnitude_init(&square, limbs[1]);
	ri_magnitude_init(&number, limbs[2]);
	ri_magnitude_init(&scaled, limbs[3]);
	ri_magnitude_set(&number, n);
	ri_magnitude_set_decimal(&twice, &four, 60);
	ri_magnitude_multiply(&scaled, &number, &twice);
	ri_magnitude_copy(&twice, root);
	ri_magnitude_multiply_small(&twice, 2);
	if (twice.used > 0)
	{
		ri_magnitude_subtract(&twice, &one);
		ri_magnitude_multiply(&square, &twice, &twice);
		low = ri_magnitude_compare(&square, &scaled) <= 0;
		ri_magnitude_add(&twice, &one);
	}
	ri_magnitude_add(&twice, &one);
	ri_magnitude_multiply(&square, &twice, &twice);
	return low && ri_magnitude_compare(&square, &scaled) > 0;
}

static void
test_roots(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			i;

	for (i = 0; i < 5000; i++)
	{
		uint64_t	n = i < 1000 ? (uint64_t) i :
			tap_random(&state) >> tap_random_between(&state, 0, 63);
		Value		root;

		compute(&root, RI_CURVE_SQUARE_ROOT, n);
		wrong += !is_root(&root.m, n);
	}
	tap_equal(wrong, 0, "roots are the nearest with 30 decimals");
}

/* |a - b| in units of the last decimal; UINT64_MAX when it is enormous */
static uint64_t
apart(RiMagnitude *a, RiMagnitude *b)
{
	if (ri_magnitude_compare(a, b) < 0)
	{
		ri_magnitude_subtract(b, a);
		return ri_magnitude_value(b);
	}
	ri_magnitude_subtract(a, b);
	return ri_magnitude_value(a);
}

static void
test_logarithms(void)
{
	uint64_t	state = tap_seed();
	int			unequal = 0;
	int			far = 0;
	int			i;

	for (i = 0; i < 3000; i++)
	{
		const int64_t most = INT64_C(4294967295);
		uint64_t	a = (uint64_t) tap_random_between(&state, 1, i % 2 ? 999 : most);
		uint64_t	b = (uint64_t) tap_random_between(&state, 1, most);
		Value		ln_a;
		Value		ln_b;
		Value		ln_ab;

		compute(&ln_a, RI_CURVE_LOGARITHMIC, a - 1);
		compute(&ln_b, RI_CURVE_LOGARITHMIC, b - 1);
		compute(&ln_ab, RI_CURVE_LOGARITHMIC, a * b - 1);
		far += fabsl(strtold(ln_ab.text, NULL) -
					 logl((long double) (a * b))) > 1e-16L;
		ri_magnitude_add(&ln_a.m, &ln_b.m);
		/* three roundings of at most one half each */
		unequal += apart(&ln_a.m, &ln_ab.m) > 1;
	}
	tap_equal(unequal, 0, "the logarithm of a product is the sum");
	tap_equal(far, 0, "and what floating point has of it");
}

static void
test_brackets(void)
{
	static const uint64_t begins[] = {10, 1, 50, 20};
	uint32_t	limbs[5][RI_LIMBS_OF_64_BITS];
	RiMagnitude begin[4];
	RiMagnitude patients;
	int			wrong = 0;
	uint64_t	n;
	int			i;

	for (i = 0; i < 4; i++)
	{
		ri_magnitude_init(&begin[i], limbs[i]);
		ri_magnitude_set(&begin[i], begins[i]);
	}
	ri_magnitude_init(&patients, limbs[4]);
	for (n = 0; n < 60; n++)
	{
		size_t		wanted = n < 1 ? 4 : n < 10 ? 1 : n < 20 ? 0 :
			n < 50 ? 3 : 2;

		ri_magnitude_set(&patients, n);
		wrong += ri_curve_bracket(begin, 4, &patients) != wanted;
	}
	tap_equal(wrong, 0, "a bracket holds from its number on, in any order");
	tap_ok(ri_curve_bracket(begin, 0, &patients) == 0, "without brackets none");
}

int
main(void)
{
	RiCurve		curve = RI_CURVE_BRACKETS;

	tap_ok(ri_curve_by_name("square_root", &curve) &&
		   curve == RI_CURVE_SQUARE_ROOT, "curves have names");
	tap_ok(!ri_curve_by_name("cubic", &curve) && curve == RI_CURVE_SQUARE_ROOT,
		   "others are none");
	value_is(RI_CURVE_LINEAR, 17, "17");
	value_is(RI_CURVE_SQUARE_ROOT, 16, "4.000000000000000000000000000000");
	value_is(RI_CURVE_SQUARE_ROOT, 2, "1.414213562373095048801688724210");
	value_is(RI_CURVE_SQUARE_ROOT, 0, "0.000000000000000000000000000000");
	value_is(RI_CURVE_LOGARITHMIC, 0, "0.000000000000000000000000000000");
	/* ln 2, ln 3, ln 10, ln 2^64, from tables */
	value_is(RI_CURVE_LOGARITHMIC, 1, "0.693147180559945309417232121458");
	value_is(RI_CURVE_LOGARITHMIC, 2, "1.098612288668109691395245236923");
	value_is(RI_CURVE_LOGARITHMIC, 9, "2.302585092994045684017991454684");
	value_is(RI_CURVE_LOGARITHMIC, UINT64_MAX,
			 "44.361419555836499802702855773323");
	test_roots();
	test_logarithms();
	test_brackets();
	return tap_finish();
}
