/*
 * test_magnitude.c
 *		Tests of extension/core/magnitude.c, against arithmetic on decimal
 *		digits as one learns it at school.
 */
#include "magnitude.h"

#include "tap.h"

#define MOST_DIGITS 200
#define MOST_LIMBS (2 * MOST_DIGITS / RI_LIMB_DIGITS + 70)	/* a power of 60 */

/* Digits, the least significant first, none used in front of the number. */
typedef struct Digits
{
	int			count;
	int			digit[2 * MOST_DIGITS + 2];
} Digits;

typedef struct Number
{
	uint32_t	limbs[MOST_LIMBS];
	RiMagnitude m;
} Number;

static void
trim(Digits *d)
{
	while (d->count > 0 && d->digit[d->count - 1] == 0)
		d->count--;
}

static int
at(const Digits *d, int i)
{
	return i < d->count ? d->digit[i] : 0;
}

static Digits
add_digits(const Digits *a, const Digits *b)
{
	Digits		sum = {0, {0}};
	int			carry = 0;

	while (sum.count < a->count || sum.count < b->count || carry > 0)
	{
		carry += at(a, sum.count) + at(b, sum.count);
		sum.digit[sum.count++] = carry % 10;
		carry /= 10;
	}
	trim(&sum);
	return sum;
}

static Digits
multiply_digits(const Digits *a, const Digits *b)
{
	Digits		product = {0, {0}};
	int			i;
	int			j;

	product.count = a->count + b->count;
	for (i = 0; i < a->count; i++)
	{
		int			carry = 0;

		for (j = 0; j < b->count || carry > 0; j++)
		{
			carry += product.digit[i + j] + a->digit[i] * at(b, j);
			product.digit[i + j] = carry % 10;
			carry /= 10;
		}
	}
	trim(&product);
	return product;
}

static int
compare_digits(const Digits *a, const Digits *b)
{
	int			i;

	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (i = a->count - 1; i >= 0; i--)
	{
		if (a->digit[i] != b->digit[i])
			return a->digit[i] < b->digit[i] ? -1 : 1;
	}
	return 0;
}

/* Digits that are often 0 or 9, where carries and estimates go wrong. */
static Digits
random_digits(uint64_t *state, int most)
{
	Digits		d = {0, {0}};
	int			mode = (int) tap_random_between(state, 0, 3);
	int			i;

	d.count = (int) tap_random_between(state, 0, most);
	for (i = 0; i < d.count; i++)
	{
		int			any = (int) tap_random_between(state, 0, 9);

		d.digit[i] = mode == 0 ? any : mode == 1 ? (any < 8 ? 9 : any) :
			mode == 2 ? (any < 8 ? 0 : any) : i % 9 == 8 ? any : 9;
	}
	trim(&d);
	return d;
}

static void
put(Number *number, const Digits *d)
{
	char		text[2 * MOST_DIGITS + 2] = "0";
	RiDecimalText parts;
	int			i;

	for (i = 0; i < d->count; i++)
		text[i] = (char) ('0' + d->digit[d->count - 1 - i]);
	ri_decimal_split(text, d->count > 0 ? (size_t) d->count : 1, &parts);
	ri_magnitude_init(&number->m, number->limbs);
	ri_magnitude_set_decimal(&number->m, &parts, 0);
}

static bool
is_digits(const RiMagnitude *m, const Digits *d)
{
	char		text[RI_MAGNITUDE_CHARACTERS(MOST_LIMBS, 0)];
	size_t		length = ri_magnitude_write(m, 0, text);
	int			i;

	if (d->count == 0)
		return m->used == 0 && length == 1 && text[0] == '0';
	if ((size_t) d->count != length)
		return false;
	for (i = 0; i < d->count; i++)
	{
		if (text[i] != '0' + d->digit[d->count - 1 - i])
			return false;
	}
	return true;
}

static void
test_against_digits(void)
{
	uint64_t	state = tap_seed();
	int			wrong[6] = {0};
	int			i;

	for (i = 0; i < 30000; i++)
	{
		Digits		a = random_digits(&state, MOST_DIGITS);
		Digits		b = random_digits(&state, i % 3 ? 40 : MOST_DIGITS);
		uint32_t	small = (uint32_t) tap_random(&state) >>
			tap_random_between(&state, 0, 31);
		Digits		c = {0, {0}};
		Digits		sum = add_digits(&a, &b);
		Digits		product = multiply_digits(&a, &b);
		Number		m;
		Number		n;
		Number		result;

		for (; small > 0; small /= 10)
			c.digit[c.count++] = (int) (small % 10);
		put(&m, &a);
		wrong[0] += !is_digits(&m.m, &a);
		put(&n, &b);
		wrong[1] += ri_magnitude_compare(&m.m, &n.m) != compare_digits(&a, &b);
		ri_magnitude_init(&result.m, result.limbs);
		ri_magnitude_multiply(&result.m, &m.m, &n.m);
		wrong[2] += !is_digits(&result.m, &product);
		ri_magnitude_add(&m.m, &n.m);
		wrong[3] += !is_digits(&m.m, &sum);
		ri_magnitude_subtract(&m.m, &n.m);
		wrong[4] += !is_digits(&m.m, &a);
		product = multiply_digits(&a, &c);
		put(&n, &c);
		ri_magnitude_multiply_small(&m.m, (uint32_t) ri_magnitude_value(&n.m));
		wrong[5] += !is_digits(&m.m, &product);
	}
	tap_equal(wrong[0], 0, "digits are read and written");
	tap_equal(wrong[1], 0, "numbers compare as their digits");
	tap_equal(wrong[2], 0, "products");
	tap_equal(wrong[3], 0, "sums");
	tap_equal(wrong[4], 0, "a sum less what was added");
	tap_equal(wrong[5], 0, "products with a small number");
}

/* m = quotient * divisor + remainder, remainder < divisor */
static void
test_division(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			exact = 0;
	int			i;

	for (i = 0; i < 60000; i++)
	{
		Digits		divisor = random_digits(&state, i % 2 ? 25 : MOST_DIGITS);
		Digits		wanted = random_digits(&state, i % 5 ? 60 : MOST_DIGITS);
		Digits		rest = random_digits(&state, divisor.count);
		Digits		whole;
		Number		m;
		Number		d;
		Number		q;

		if (divisor.count == 0)
			continue;
		if (i % 7 == 0)			/* just below the divisor */
		{
			rest = divisor;
			rest.digit[0] = divisor.digit[0] > 0 ? divisor.digit[0] - 1 : 0;
			trim(&rest);
		}
		if (compare_digits(&rest, &divisor) >= 0)
			rest.count = 0;
		whole = multiply_digits(&wanted, &divisor);
		whole = add_digits(&whole, &rest);
		put(&m, &whole);
		put(&d, &divisor);
		ri_magnitude_init(&q.m, q.limbs);
		ri_magnitude_divide(&m.m, &d.m, &q.m);
		wrong += !is_digits(&m.m, &rest) || !is_digits(&q.m, &wanted) ||
			!is_digits(&d.m, &divisor);
		exact += rest.count == 0;
	}
	tap_equal(wrong, 0, "quotients and remainders");
	tap_ok(exact > 100, "also without a remainder");
}

/* root^degree <= m < (root + 1)^degree */
static void
test_roots(void)
{
	uint64_t	state = tap_seed();
	uint32_t	limb = 1;
	RiMagnitude one = {&limb, 1};
	int			wrong = 0;
	int			exact = 0;
	int			i;

	for (i = 0; i < 4000; i++)
	{
		static uint32_t scratch[4 * (3 * MOST_LIMBS + 100)];
		int			degree = (int) tap_random_between(&state, 2, i % 9 ? 7 : 60);
		Digits		of = random_digits(&state, MOST_DIGITS / 2);
		Digits		base = random_digits(&state, MOST_DIGITS / degree / 2);
		Number		m;
		Number		root;
		Number		power;
		Number		next;

		put(&m, &of);
		ri_magnitude_init(&power.m, power.limbs);
		ri_magnitude_init(&next.m, next.limbs);
		ri_magnitude_init(&root.m, root.limbs);
		if (i % 3 == 0)			/* a power, or what is just below it */
		{
			put(&root, &base);
			ri_magnitude_power(&m.m, &root.m, (uint32_t) degree, scratch);
			if (i % 2 == 0 && m.m.used > 0)
				ri_magnitude_subtract(&m.m, &one);
		}
		ri_magnitude_root(&root.m, &m.m, (uint32_t) degree, scratch);
		ri_magnitude_power(&power.m, &root.m, (uint32_t) degree, scratch);
		wrong += ri_magnitude_compare(&power.m, &m.m) > 0;
		exact += ri_magnitude_compare(&power.m, &m.m) == 0;
		ri_magnitude_copy(&next.m, &root.m);
		ri_magnitude_add(&next.m, &one);
		ri_magnitude_power(&power.m, &next.m, (uint32_t) degree, scratch);
		wrong += ri_magnitude_compare(&power.m, &m.m) <= 0;
	}
	tap_equal(wrong, 0, "roots are the largest whose power fits");
	tap_ok(exact > 500, "also exactly");
}

static void
written(const char *decimal, size_t scale, size_t shown, const char *wanted)
{
	char		text[100];
	RiDecimalText parts;
	Number		n;

	ri_magnitude_init(&n.m, n.limbs);
	ri_decimal_split(decimal, strlen(decimal), &parts);
	ri_magnitude_set_decimal(&n.m, &parts, scale);
	text[ri_magnitude_write(&n.m, shown, text)] = '\0';
	tap_same_text(text, wanted, "%s with %d decimals", decimal, (int) scale);
}

static void
test_values(void)
{
	static const uint64_t values[] = {0, 1, 999999999, 1000000000,
		UINT64_C(999999999999999999), UINT64_C(1000000000000000000),
		UINT64_MAX - 1, UINT64_MAX
	};
	Number		n;
	int			wrong = 0;
	size_t		i;

	ri_magnitude_init(&n.m, n.limbs);
	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
	{
		ri_magnitude_set(&n.m, values[i]);
		wrong += ri_magnitude_value(&n.m) != values[i];
	}
	tap_equal(wrong, 0, "64 bits go in and come out");
	ri_magnitude_multiply_small(&n.m, 2);
	tap_ok(ri_magnitude_value(&n.m) == UINT64_MAX,
		   "what does not fit is the most");
	for (i = 0; i < 5; i++)
		ri_magnitude_multiply_small(&n.m, UINT32_MAX);
	tap_ok(ri_magnitude_value(&n.m) == UINT64_MAX, "also with many limbs");
	ri_magnitude_multiply_small(&n.m, 0);
	tap_ok(n.m.used == 0, "nothing times anything is nothing");
}

int
main(void)
{
	written("12.5", 1, 1, "12.5");
	written("12.5", 3, 3, "12.500");
	written("12.5", 3, 0, "12500");
	written("-0.050", 3, 3, "0.050");
	written("0", 0, 0, "0");
	written("0", 4, 4, "0.0000");
	written("7", 0, 2, "0.07");
	written("000123456789012345678901234567890.5", 10, 10,
			"123456789012345678901234567890.5000000000");
	test_values();
	test_against_digits();
	test_division();
	test_roots();
	return tap_finish();
}
