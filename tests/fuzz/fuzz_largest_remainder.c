/*
 * fuzz_largest_remainder.c
 *		Decimals of any size as units and weights: the parts add up, and none
 *		is a unit or more from its quota.
 *
 * The input is decimals apart by commas, the units first; the first byte
 * chooses the tie rule.
 */
#include <string.h>

#include "fuzz.h"
#include "largest_remainder.h"

#define MAX_PARTS 40
#define MAX_LIMBS 260			/* 2048 characters, with as many decimals */

static RiDecimalText numbers[MAX_PARTS + 1];
static RiPart parts[MAX_PARTS];
static uint32_t part_limbs[MAX_PARTS * 5 * MAX_LIMBS];
static uint32_t scratch[4 * (MAX_LIMBS + 4)];

/* The decimals of the input; *scale is the most decimals of a weight. */
static size_t
read_numbers(const char *text, size_t size, size_t *scale)
{
	size_t		count = 0;

	*scale = 0;
	while (size > 0 && count <= MAX_PARTS)
	{
		const char *comma = memchr(text, ',', size);
		size_t		len = comma ? (size_t) (comma - text) : size;

		if (!ri_decimal_split(text, len, &numbers[count]))
			return 0;
		if (count > 0 && numbers[count].nfraction > *scale)
			*scale = numbers[count].nfraction;
		count++;
		text += len + (comma != NULL);
		size -= len + (comma != NULL);
	}
	return count;
}

/* |units * weight - part * total| < total */
static void
require_near(const RiMagnitude *units, const RiPart *part,
			 const RiMagnitude *total)
{
	static uint32_t a_limbs[4 * MAX_LIMBS];
	static uint32_t b_limbs[4 * MAX_LIMBS];
	RiMagnitude a;
	RiMagnitude b;

	ri_magnitude_init(&a, a_limbs);
	ri_magnitude_init(&b, b_limbs);
	ri_magnitude_multiply(&a, units, &part->weight);
	ri_magnitude_multiply(&b, &part->units, total);
	if (part->weight_negative != part->units_negative)
		ri_magnitude_add(&a, &b);
	else if (ri_magnitude_compare(&a, &b) >= 0)
		ri_magnitude_subtract(&a, &b);
	else
	{
		ri_magnitude_subtract(&b, &a);
		ri_magnitude_copy(&a, &b);
	}
	REQUIRE(ri_magnitude_compare(&a, total) < 0);
}

/* What is positive in one sum, what is negative in the other. */
static void
require_sums(const RiMagnitude *units, size_t n, const RiMagnitude *total)
{
	static uint32_t a_limbs[4 * MAX_LIMBS];
	static uint32_t b_limbs[4 * MAX_LIMBS];
	RiMagnitude a;
	RiMagnitude b;
	size_t		i;

	ri_magnitude_init(&a, a_limbs);
	ri_magnitude_init(&b, b_limbs);
	ri_magnitude_add(&b, units);
	for (i = 0; i < n; i++)
	{
		REQUIRE(parts[i].place == i);
		ri_magnitude_add(parts[i].units_negative ? &b : &a, &parts[i].units);
		require_near(units, &parts[i], total);
	}
	REQUIRE(ri_magnitude_compare(&a, &b) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t unit_limbs[MAX_LIMBS];
	static uint32_t plus_limbs[MAX_LIMBS + 4];
	static uint32_t minus_limbs[MAX_LIMBS + 4];
	RiMagnitude units;
	RiMagnitude plus;
	RiMagnitude minus;
	size_t		scale;
	size_t		count;
	size_t		i;

	if (size == 0 || size > 2048)
		return 0;
	count = read_numbers((const char *) data + 1, size - 1, &scale);
	if (count == 0 || numbers[0].nfraction > 0)
		return 0;
	ri_magnitude_init(&units, unit_limbs);
	ri_magnitude_init(&plus, plus_limbs);
	ri_magnitude_init(&minus, minus_limbs);
	ri_magnitude_set_decimal(&units, &numbers[0], 0);
	ri_parts_init(parts, count - 1, MAX_LIMBS, MAX_LIMBS, part_limbs);
	for (i = 0; i + 1 < count; i++)
	{
		ri_magnitude_set_decimal(&parts[i].weight, &numbers[i + 1], scale);
		parts[i].weight_negative = numbers[i + 1].negative;
		ri_magnitude_add(numbers[i + 1].negative ? &minus : &plus,
						 &parts[i].weight);
	}
	if (!ri_divide_by_largest_remainder(&units, parts, count - 1,
										data[0] & 1 ? RI_TIE_TO_LAST :
										RI_TIE_TO_FIRST, scratch))
	{
		REQUIRE(ri_magnitude_compare(&plus, &minus) <= 0);
		return 0;
	}
	ri_magnitude_subtract(&plus, &minus);
	require_sums(&units, count - 1, &plus);
	return 0;
}
