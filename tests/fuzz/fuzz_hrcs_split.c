/*
 * fuzz_hrcs_split.c
 *		Percentages of any size: their order does not matter, they fit
 *		themselves, and what fits also fits with more tolerance.
 *
 * The input is decimals apart by commas: the tolerance, then percentage and
 * part of the split in turn.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "hrcs_split.h"

#define MAX_NUMBERS 41
#define MAX_LIMBS 460			/* 2048 characters, with as many decimals */

static RiDecimalText decimals[MAX_NUMBERS];
static RiMagnitude numbers[MAX_NUMBERS];
static uint32_t limbs[MAX_NUMBERS][MAX_LIMBS];

static size_t
read_numbers(const char *text, size_t size)
{
	size_t		count = 0;
	size_t		scale = 0;
	size_t		i;

	while (size > 0 && count < MAX_NUMBERS)
	{
		const char *comma = memchr(text, ',', size);
		size_t		len = comma ? (size_t) (comma - text) : size;

		if (!ri_decimal_split(text, len, &decimals[count]))
			break;
		if (decimals[count].nfraction > scale)
			scale = decimals[count].nfraction;
		count++;
		text += len + (comma != NULL);
		size -= len + (comma != NULL);
	}
	for (i = 0; i < count; i++)
	{
		ri_magnitude_init(&numbers[i], limbs[i]);
		ri_magnitude_set_decimal(&numbers[i], &decimals[i], scale);
	}
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t scratch[MAX_LIMBS + 1];
	static uint32_t wide_limbs[MAX_LIMBS + 1];
	RiMagnitude percents[MAX_NUMBERS];
	RiMagnitude turned[MAX_NUMBERS];
	RiMagnitude split[MAX_NUMBERS];
	RiMagnitude wide;
	RiMagnitude zero;
	size_t		count;
	size_t		n;
	size_t		i;
	int			result;

	if (size > 2048)
		return 0;
	count = read_numbers((const char *) data, size);
	if (count < 3)
		return 0;
	n = (count - 1) / 2;
	for (i = 0; i < n; i++)
	{
		percents[i] = numbers[1 + 2 * i];
		split[i] = numbers[2 + 2 * i];
		turned[n - 1 - i] = percents[i];
	}
	result = ri_split_fits(percents, split, n, &numbers[0], scratch);
	REQUIRE(ri_split_fits(turned, split, n, &numbers[0], scratch) == result);
	ri_magnitude_init(&zero, NULL);
	REQUIRE(ri_split_fits(turned, percents, n, &zero, scratch));
	ri_magnitude_init(&wide, wide_limbs);
	ri_magnitude_copy(&wide, &numbers[0]);
	ri_magnitude_add(&wide, &wide);
	REQUIRE(!result || ri_split_fits(percents, split, n, &wide, scratch));
	return 0;
}
