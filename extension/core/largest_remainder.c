/*
 * largest_remainder.c
 *		Quotas, remainders, and who gets what is missing.
 *
 * Equal remainders are ordered by place, so that qsort(), which is not stable,
 * cannot matter.
 */
#include "largest_remainder.h"

#include <stdlib.h>

/* n numbers of so many limbs add up to one with this much more; n < 10^18. */
#define LIMBS_OF_A_SUM 3

static size_t
quota_limbs(size_t weight_limbs, size_t unit_limbs)
{
	return weight_limbs + unit_limbs + 1;
}

size_t
ri_parts_limbs(size_t n, size_t weight_limbs, size_t unit_limbs)
{
	return n * (weight_limbs + 2 * quota_limbs(weight_limbs, unit_limbs));
}

size_t
ri_division_limbs(size_t weight_limbs, size_t unit_limbs)
{
	return 2 * (quota_limbs(weight_limbs, unit_limbs) + LIMBS_OF_A_SUM);
}

void
ri_parts_init(RiPart *parts, size_t n, size_t weight_limbs, size_t unit_limbs,
			  uint32_t *limbs)
{
	size_t		quota = quota_limbs(weight_limbs, unit_limbs);
	size_t		i;

	for (i = 0; i < n; i++)
	{
		RiPart	   *part = &parts[i];

		part->weight_negative = part->units_negative = false;
		part->place = i;
		ri_magnitude_init(&part->weight, limbs);
		limbs += weight_limbs;
		ri_magnitude_init(&part->units, limbs);
		limbs += quota;
		ri_magnitude_init(&part->remainder, limbs);
		limbs += quota;
	}
}

static bool
add_weights(const RiPart *parts, size_t n, RiMagnitude *total,
			RiMagnitude *negative)
{
	size_t		i;

	for (i = 0; i < n; i++)
		ri_magnitude_add(parts[i].weight_negative ? negative : total,
						 &parts[i].weight);
	if (ri_magnitude_compare(total, negative) <= 0)
		return false;
	ri_magnitude_subtract(total, negative);
	return true;
}

/*
 * Units that the cut quotas leave, each counted into *units and *taken, which
 * have room; below 0 where they are more than the units.
 */
static int64_t
missing_units(const RiPart *parts, size_t n, RiMagnitude *units,
			  RiMagnitude *taken)
{
	size_t		i;

	for (i = 0; i < n; i++)
		ri_magnitude_add(parts[i].units_negative ? units : taken,
						 &parts[i].units);
	if (ri_magnitude_compare(units, taken) < 0)
	{
		ri_magnitude_subtract(taken, units);
		return -(int64_t) ri_magnitude_value(taken);
	}
	ri_magnitude_subtract(units, taken);
	return (int64_t) ri_magnitude_value(units);
}

/* Below 0 when a has the larger remainder. */
static int
compare_remainders(const RiPart *a, const RiPart *b)
{
	if (a->units_negative != b->units_negative)
	{
		if (a->remainder.used == 0 && b->remainder.used == 0)
			return 0;
		return a->units_negative ? 1 : -1;
	}
	return a->units_negative ?
		ri_magnitude_compare(&a->remainder, &b->remainder) :
		ri_magnitude_compare(&b->remainder, &a->remainder);
}

static int
first_of_equals(const void *left, const void *right)
{
	const RiPart *a = left;
	const RiPart *b = right;
	int			order = compare_remainders(a, b);

	return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static int
last_of_equals(const void *left, const void *right)
{
	const RiPart *a = left;
	const RiPart *b = right;
	int			order = compare_remainders(a, b);

	return order != 0 ? order : (a->place < b->place) - (a->place > b->place);
}

static int
by_place(const void *left, const void *right)
{
	const RiPart *a = left;
	const RiPart *b = right;

	return (a->place > b->place) - (a->place < b->place);
}

/*
 * One unit more, or one less, always away from nought: fewer units are missing
 * than there are parts that were cut on that side.
 */
static void
move_by_one(RiPart *part, bool up)
{
	uint32_t	limb = 1;
	RiMagnitude one = {&limb, 1};

	if (part->units.used == 0)
		part->units_negative = !up;
	ri_magnitude_add(&part->units, &one);
}

bool
ri_divide_by_largest_remainder(const RiMagnitude *units, RiPart *parts,
							   size_t n, RiTieRule tie, uint32_t *scratch)
{
	RiMagnitude total;
	RiMagnitude other;
	int64_t		missing;
	size_t		width = 0;
	size_t		i;

	for (i = 0; i < n; i++)
		width = parts[i].weight.used > width ? parts[i].weight.used : width;
	width = quota_limbs(width, units->used) + LIMBS_OF_A_SUM;
	ri_magnitude_init(&total, scratch);
	ri_magnitude_init(&other, scratch + width);
	if (!add_weights(parts, n, &total, &other))
		return false;

	for (i = 0; i < n; i++)
	{
		RiPart	   *part = &parts[i];

		ri_magnitude_multiply(&part->remainder, units, &part->weight);
		ri_magnitude_divide(&part->remainder, &total, &part->units);
		part->units_negative = part->weight_negative;
	}
	ri_magnitude_copy(&total, units);
	ri_magnitude_set(&other, 0);
	missing = missing_units(parts, n, &total, &other);

	qsort(parts, n, sizeof(RiPart),
		  tie == RI_TIE_TO_FIRST ? first_of_equals : last_of_equals);
	for (i = 0; (int64_t) i < missing; i++)
		move_by_one(&parts[i], true);
	for (i = 0; (int64_t) i < -missing; i++)
		move_by_one(&parts[n - 1 - i], false);
	qsort(parts, n, sizeof(RiPart), by_place);
	return true;
}
