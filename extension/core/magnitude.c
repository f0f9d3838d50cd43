/*
 * magnitude.c
 *		Schoolbook arithmetic on limbs of nine decimal digits.
 *
 * Two limbs multiply into 64 bits with room for two carries.  Numbers here have
 * tens of limbs, seldom hundreds, where nothing cleverer pays.
 */
#include "magnitude.h"

#include <string.h>

#define BASE ((uint64_t) RI_LIMB_BASE)

__extension__ typedef unsigned __int128 Uint128;

static uint32_t
limb_at(const RiMagnitude *m, size_t i)
{
	return i < m->used ? m->limb[i] : 0;
}

/* Forgets zeros in front. */
static void
normalise(RiMagnitude *m)
{
	while (m->used > 0 && m->limb[m->used - 1] == 0)
		m->used--;
}

static void
append_carry(RiMagnitude *m, uint64_t carry)
{
	for (; carry > 0; carry /= BASE)
		m->limb[m->used++] = (uint32_t) (carry % BASE);
}

void
ri_magnitude_init(RiMagnitude *m, uint32_t *limbs)
{
	m->limb = limbs;
	m->used = 0;
}

void
ri_magnitude_set(RiMagnitude *m, uint64_t value)
{
	m->used = 0;
	append_carry(m, value);
}

/* Digit number i from the right of the decimal with scale decimals. */
static uint32_t
digit_at(const RiDecimalText *decimal, size_t scale, size_t i)
{
	if (i >= scale)
	{
		i = decimal->nwhole - 1 - (i - scale);
		return (uint32_t) (decimal->whole[i] - '0');
	}
	i = scale - 1 - i;
	return i < decimal->nfraction ? (uint32_t) (decimal->fraction[i] - '0') : 0;
}

void
ri_magnitude_set_decimal(RiMagnitude *m, const RiDecimalText *decimal,
						 size_t scale)
{
	size_t		digits = decimal->nwhole + scale;
	size_t		i = digits;

	m->used = (digits + RI_LIMB_DIGITS - 1) / RI_LIMB_DIGITS;
	memset(m->limb, 0, m->used * sizeof(uint32_t));
	while (i-- > 0)
	{
		uint32_t   *limb = &m->limb[i / RI_LIMB_DIGITS];

		*limb = *limb * 10 + digit_at(decimal, scale, i);
	}
	normalise(m);
}

void
ri_magnitude_copy(RiMagnitude *m, const RiMagnitude *from)
{
	m->used = from->used;
	memcpy(m->limb, from->limb, from->used * sizeof(uint32_t));
}

int
ri_magnitude_compare(const RiMagnitude *a, const RiMagnitude *b)
{
	size_t		i = a->used;

	if (a->used != b->used)
		return a->used < b->used ? -1 : 1;
	while (i-- > 0)
	{
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	}
	return 0;
}

void
ri_magnitude_add(RiMagnitude *m, const RiMagnitude *addend)
{
	size_t		longer = m->used > addend->used ? m->used : addend->used;
	uint32_t	carry = 0;
	size_t		i;

	for (i = 0; i < longer; i++)
	{
		uint32_t	sum = limb_at(m, i) + limb_at(addend, i) + carry;

		carry = sum >= RI_LIMB_BASE;
		m->limb[i] = carry ? sum - RI_LIMB_BASE : sum;
		if (i == m->used)
			m->used++;
	}
	append_carry(m, carry);
}

/*
 * Takes factor * part from the limbs that begin at from; what is taken is not
 * more than they hold.
 */
static void
take_multiple(RiMagnitude *m, size_t from, const RiMagnitude *part,
			  uint64_t factor)
{
	uint64_t	owed = 0;
	size_t		i;

	for (i = 0; i < part->used || owed > 0; i++)
	{
		uint32_t   *limb = &m->limb[from + i];
		uint32_t	due;

		owed += factor * limb_at(part, i);
		due = (uint32_t) (owed % BASE);
		owed /= BASE;
		if (due > *limb)
		{
			*limb += RI_LIMB_BASE;
			owed++;
		}
		*limb -= due;
	}
}

void
ri_magnitude_subtract(RiMagnitude *m, const RiMagnitude *part)
{
	take_multiple(m, 0, part, 1);
	normalise(m);
}

void
ri_magnitude_multiply_small(RiMagnitude *m, uint32_t factor)
{
	uint64_t	carry = 0;
	size_t		i;

	for (i = 0; i < m->used; i++)
	{
		carry += (uint64_t) m->limb[i] * factor;
		m->limb[i] = (uint32_t) (carry % BASE);
		carry /= BASE;
	}
	append_carry(m, carry);
	normalise(m);
}

void
ri_magnitude_multiply(RiMagnitude *product, const RiMagnitude *a,
					  const RiMagnitude *b)
{
	size_t		i;

	product->used = a->used + b->used;
	memset(product->limb, 0, product->used * sizeof(uint32_t));
	for (i = 0; i < a->used; i++)
	{
		uint64_t	carry = 0;
		size_t		j;

		for (j = 0; j < b->used; j++)
		{
			carry += (uint64_t) a->limb[i] * b->limb[j] + product->limb[i + j];
			product->limb[i + j] = (uint32_t) (carry % BASE);
			carry /= BASE;
		}
		product->limb[i + j] = (uint32_t) carry;
	}
	normalise(product);
}

/*
 * How often the divisor goes into the limbs of m that end at top, at most 2 too
 * few: from its two first limbs, one more than they are.
 */
static uint64_t
estimate(const RiMagnitude *m, size_t top, const RiMagnitude *divisor)
{
	size_t		n = divisor->used;
	uint64_t	first = divisor->limb[n - 1] * BASE +
		(n > 1 ? divisor->limb[n - 2] : 0);
	Uint128		there = (Uint128) limb_at(m, top) * BASE + limb_at(m, top - 1);

	there = there * BASE + (top > 1 && n > 1 ? limb_at(m, top - 2) : 0);
	return (uint64_t) (there / (first + 1));
}

/* Whether the limbs of m from a place on, up to top, hold the divisor. */
static int
holds(const RiMagnitude *m, size_t from, size_t top,
	  const RiMagnitude *divisor)
{
	size_t		i = divisor->used;

	if (limb_at(m, top) != 0)
		return 1;
	while (i-- > 0)
	{
		if (limb_at(m, from + i) != divisor->limb[i])
			return limb_at(m, from + i) > divisor->limb[i];
	}
	return 1;
}

void
ri_magnitude_divide(RiMagnitude *m, const RiMagnitude *divisor,
					RiMagnitude *quotient)
{
	size_t		from;

	quotient->used = 0;
	if (m->used < divisor->used)
		return;
	quotient->used = m->used - divisor->used + 1;
	for (from = quotient->used; from-- > 0;)
	{
		size_t		top = from + divisor->used;
		uint64_t	times = estimate(m, top, divisor);

		take_multiple(m, from, divisor, times);
		while (holds(m, from, top, divisor))
		{
			take_multiple(m, from, divisor, 1);
			times++;
		}
		quotient->limb[from] = (uint32_t) times;
	}
	normalise(m);
	normalise(quotient);
}

void
ri_magnitude_power(RiMagnitude *power, const RiMagnitude *base,
				   uint32_t exponent, uint32_t *scratch)
{
	RiMagnitude product;

	ri_magnitude_init(&product, scratch);
	ri_magnitude_set(power, 1);
	for (; exponent > 0; exponent--)
	{
		ri_magnitude_multiply(&product, power, base);
		ri_magnitude_copy(power, &product);
	}
}

/* A power of ten that is more than the root of a number of so many limbs. */
static void
set_above_root(RiMagnitude *root, size_t limbs, uint32_t degree)
{
	size_t		digits = limbs * RI_LIMB_DIGITS / degree + 1;
	size_t		ten;

	root->used = digits / RI_LIMB_DIGITS + 1;
	memset(root->limb, 0, root->used * sizeof(uint32_t));
	root->limb[root->used - 1] = 1;
	for (ten = digits % RI_LIMB_DIGITS; ten > 0; ten--)
		root->limb[root->used - 1] *= 10;
}

/* What the number above a root and its powers take more than m. */
static size_t
root_width(size_t limbs, uint32_t degree)
{
	return 2 * limbs + degree + 4;
}

size_t
ri_magnitude_root_limbs(size_t limbs, uint32_t degree)
{
	return 4 * root_width(limbs, degree);
}

/*
 * Newton's steps from above, ((degree - 1) x + m / x^(degree - 1)) / degree in
 * whole numbers, until they do not come down any more.
 */
void
ri_magnitude_root(RiMagnitude *root, const RiMagnitude *m, uint32_t degree,
				  uint32_t *scratch)
{
	size_t		width = root_width(m->used, degree);
	uint32_t	degree_limbs[RI_LIMBS_OF_64_BITS];
	RiMagnitude divisor;
	RiMagnitude rest;
	RiMagnitude power;
	RiMagnitude step;

	if (m->used == 0)
	{
		root->used = 0;
		return;
	}
	ri_magnitude_init(&divisor, degree_limbs);
	ri_magnitude_set(&divisor, degree);
	ri_magnitude_init(&rest, scratch);
	ri_magnitude_init(&power, scratch + width);
	ri_magnitude_init(&step, scratch + 2 * width);
	set_above_root(root, m->used, degree);
	for (;;)
	{
		ri_magnitude_power(&power, root, degree - 1, scratch + 3 * width);
		ri_magnitude_copy(&rest, m);
		ri_magnitude_divide(&rest, &power, &step);
		ri_magnitude_copy(&rest, root);
		ri_magnitude_multiply_small(&rest, degree - 1);
		ri_magnitude_add(&rest, &step);
		ri_magnitude_divide(&rest, &divisor, &step);
		if (ri_magnitude_compare(&step, root) >= 0)
			return;
		ri_magnitude_copy(root, &step);
	}
}

uint64_t
ri_magnitude_value(const RiMagnitude *m)
{
	Uint128		value = 0;
	size_t		i = m->used;

	if (m->used > RI_LIMBS_OF_64_BITS)
		return UINT64_MAX;
	while (i-- > 0)
		value = value * BASE + m->limb[i];
	return value > UINT64_MAX ? UINT64_MAX : (uint64_t) value;
}

/* Decimal digit number i from the right. */
static char
decimal_digit(const RiMagnitude *m, size_t i)
{
	static const uint32_t power[RI_LIMB_DIGITS] = {1, 10, 100, 1000, 10000,
	100000, 1000000, 10000000, 100000000};

	return (char) ('0' + limb_at(m, i / RI_LIMB_DIGITS) /
				   power[i % RI_LIMB_DIGITS] % 10);
}

size_t
ri_magnitude_write(const RiMagnitude *m, size_t scale, char *out)
{
	size_t		digits = m->used * RI_LIMB_DIGITS;
	char	   *at = out;

	while (digits > scale + 1 && decimal_digit(m, digits - 1) == '0')
		digits--;
	if (digits < scale + 1)
		digits = scale + 1;
	while (digits-- > 0)
	{
		*at++ = decimal_digit(m, digits);
		if (digits == scale && scale > 0)
			*at++ = '.';
	}
	return (size_t) (at - out);
}
