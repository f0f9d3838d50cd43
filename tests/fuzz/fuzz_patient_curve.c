/*
 * fuzz_patient_curve.c
 *		Any number of patients: more patients never earn less, on no curve.
 *
 * Two numbers of eight bytes, then brackets of two bytes each.
 */
#include <string.h>

#include "fuzz.h"
#include "patient_curve.h"

#define MAX_BRACKETS 64

static uint32_t scratch[RI_CURVE_SCRATCH_LIMBS];

static void
require_order(RiCurve curve, uint64_t few, uint64_t many)
{
	uint32_t	limbs[2][RI_CURVE_LIMBS];
	RiMagnitude low;
	RiMagnitude high;

	ri_magnitude_init(&low, limbs[0]);
	ri_magnitude_init(&high, limbs[1]);
	REQUIRE(ri_curve_value(curve, few, &low, scratch) ==
			ri_curve_value(curve, many, &high, scratch));
	REQUIRE(ri_magnitude_compare(&low, &high) <= 0);
	REQUIRE(few == 0 || low.used > 0);
}

/* The bracket of so many patients begins at or below them, and no other does
 * so more closely. */
static void
require_bracket(const uint8_t *data, size_t size, uint64_t patients)
{
	uint32_t	limbs[MAX_BRACKETS + 1][RI_LIMBS_OF_64_BITS];
	RiMagnitude begins[MAX_BRACKETS + 1];
	size_t		n = size / 2 < MAX_BRACKETS ? size / 2 : MAX_BRACKETS;
	size_t		found;
	size_t		i;

	for (i = 0; i <= n; i++)
	{
		ri_magnitude_init(&begins[i], limbs[i]);
		ri_magnitude_set(&begins[i], i == n ? patients :
						 (uint64_t) data[2 * i] << 8 | data[2 * i + 1]);
	}
	found = ri_curve_bracket(begins, n, &begins[n]);
	REQUIRE(found <= n);
	for (i = 0; i < n; i++)
	{
		if (ri_magnitude_compare(&begins[i], &begins[n]) <= 0)
			REQUIRE(found < n &&
					ri_magnitude_compare(&begins[i], &begins[found]) <= 0);
	}
	REQUIRE(found == n ||
			ri_magnitude_compare(&begins[found], &begins[n]) <= 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t	numbers[2];
	uint64_t	few;
	uint64_t	many;
	int			curve;

	if (size < sizeof(numbers))
		return 0;
	memcpy(numbers, data, sizeof(numbers));
	few = numbers[0] < numbers[1] ? numbers[0] : numbers[1];
	many = numbers[0] < numbers[1] ? numbers[1] : numbers[0];
	for (curve = RI_CURVE_LINEAR; curve < RI_CURVE_BRACKETS; curve++)
		require_order((RiCurve) curve, few, many);
	require_bracket(data + sizeof(numbers), size - sizeof(numbers),
					few & 0xFFFF);
	return 0;
}
