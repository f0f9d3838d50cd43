/*
 * fuzz_magnitude.c
 *		Two decimals of any length: what is added is taken away again, what is
 *		multiplied divided, what is written read.
 */
#include <string.h>

#include "fuzz.h"
#include "magnitude.h"

#define MAX_SIZE 2048
#define MAX_LIMBS (2 * MAX_SIZE / RI_LIMB_DIGITS + 8)

typedef struct Number
{
	uint32_t	limbs[MAX_LIMBS];
	RiMagnitude m;
} Number;

static Number a;
static Number b;
static Number c;
static Number d;

static void
put(Number *number, const RiMagnitude *from)
{
	ri_magnitude_init(&number->m, number->limbs);
	ri_magnitude_copy(&number->m, from);
}

/* The input in two halves; the scale of both is the longer fraction. */
static size_t
read_numbers(const char *text, size_t size)
{
	RiDecimalText left;
	RiDecimalText right;
	const char *slash = memchr(text, '/', size);
	size_t		len;
	size_t		scale;

	if (slash == NULL)
		return MAX_SIZE;
	len = (size_t) (slash - text);
	if (!ri_decimal_split(text, len, &left) ||
		!ri_decimal_split(slash + 1, size - len - 1, &right))
		return MAX_SIZE;
	scale = left.nfraction > right.nfraction ? left.nfraction : right.nfraction;
	ri_magnitude_init(&a.m, a.limbs);
	ri_magnitude_init(&b.m, b.limbs);
	ri_magnitude_set_decimal(&a.m, &left, scale);
	ri_magnitude_set_decimal(&b.m, &right, scale);
	return scale;
}

static void
require_round_trip(size_t scale)
{
	static char text[RI_MAGNITUDE_CHARACTERS(MAX_LIMBS, MAX_SIZE)];
	RiDecimalText parts;
	size_t		length = ri_magnitude_write(&a.m, scale, text);

	REQUIRE(ri_decimal_split(text, length, &parts));
	REQUIRE(parts.nfraction == scale);
	ri_magnitude_init(&c.m, c.limbs);
	ri_magnitude_set_decimal(&c.m, &parts, scale);
	REQUIRE(ri_magnitude_compare(&a.m, &c.m) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		scale;

	if (size > MAX_SIZE / 2)
		return 0;
	scale = read_numbers((const char *) data, size);
	if (scale == MAX_SIZE)
		return 0;
	require_round_trip(scale);

	put(&c, &a.m);
	ri_magnitude_add(&c.m, &b.m);
	ri_magnitude_subtract(&c.m, &b.m);
	REQUIRE(ri_magnitude_compare(&a.m, &c.m) == 0);

	if (b.m.used == 0)
		return 0;
	/* a = q b + r, r < b */
	put(&c, &a.m);
	ri_magnitude_init(&d.m, d.limbs);
	ri_magnitude_divide(&c.m, &b.m, &d.m);
	REQUIRE(ri_magnitude_compare(&c.m, &b.m) < 0);
	{
		static Number product;

		ri_magnitude_init(&product.m, product.limbs);
		ri_magnitude_multiply(&product.m, &d.m, &b.m);
		ri_magnitude_add(&product.m, &c.m);
		REQUIRE(ri_magnitude_compare(&product.m, &a.m) == 0);
	}
	return 0;
}
