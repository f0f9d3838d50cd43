/*
 * survival.c
 *		Walks the days of a Kaplan-Meier curve.
 *
 * Where nobody drops out between two events, those who are at risk at the
 * second are those that the first left: the factors cancel.  The newest
 * numerator is therefore kept apart, and the products grow only over days on
 * which somebody was lost.
 */
#include "survival.h"

#include <stdlib.h>

static int
shorter_first(const void *left, const void *right)
{
	const RiFollowUp *a = left;
	const RiFollowUp *b = right;

	return (a->days > b->days) - (a->days < b->days);
}

/* Two limbs a factor, of at most n, and some for the fourths. */
static size_t
product_limbs(size_t n)
{
	return 2 * n + 8;
}

size_t
ri_survival_limbs(size_t n)
{
	return 4 * product_limbs(n);
}

void
ri_survival_begin(RiSurvival *survival, RiFollowUp *studies, size_t n,
				  uint32_t *limbs)
{
	size_t		width = product_limbs(n);
	int			q;

	qsort(studies, n, sizeof(RiFollowUp), shorter_first);
	survival->studies = studies;
	survival->n = n;
	survival->next = 0;
	survival->without = 0;
	ri_magnitude_init(&survival->numerator, limbs);
	ri_magnitude_init(&survival->denominator, limbs + width);
	ri_magnitude_init(&survival->left, limbs + 2 * width);
	ri_magnitude_init(&survival->right, limbs + 3 * width);
	ri_magnitude_set(&survival->numerator, 1);
	ri_magnitude_set(&survival->denominator, 1);
	for (q = 0; q < RI_QUARTERS; q++)
	{
		survival->quarter[q].reached = false;
		survival->quarter[q].waits = false;
		survival->quarter[q].days = 0;
	}
}

/* Multiplies by (at_risk - events) / at_risk. */
static void
take_factor(RiSurvival *survival, uint32_t at_risk, uint32_t events)
{
	if (at_risk != survival->without)
	{
		if (survival->without > 0)
			ri_magnitude_multiply_small(&survival->numerator,
										survival->without);
		ri_magnitude_multiply_small(&survival->denominator, at_risk);
	}
	survival->without = at_risk - events;
}

/*
 * How the share without a result compares with that of a quarter: 4 times the
 * one fraction with 4 - quarter times the other.
 */
static int
compare_share(RiSurvival *survival, int quarter)
{
	ri_magnitude_copy(&survival->left, &survival->numerator);
	ri_magnitude_multiply_small(&survival->left, survival->without);
	ri_magnitude_multiply_small(&survival->left, RI_QUARTERS + 1);
	ri_magnitude_copy(&survival->right, &survival->denominator);
	ri_magnitude_multiply_small(&survival->right,
								(uint32_t) (RI_QUARTERS - quarter));
	return ri_magnitude_compare(&survival->left, &survival->right);
}

/* What an event on that day says about the quarters that are not settled. */
static void
settle_quarters(RiSurvival *survival, int32_t day)
{
	int			q;

	for (q = 0; q < RI_QUARTERS; q++)
	{
		RiQuarter  *quarter = &survival->quarter[q];
		int			order;

		if (quarter->waits)
		{
			/* the middle: half of both, in tenths */
			quarter->days = quarter->days / 2 + (int64_t) day * 5;
			quarter->waits = false;
		}
		else if (!quarter->reached)
		{
			order = compare_share(survival, q);
			if (order > 0)
				return;
			quarter->reached = true;
			quarter->waits = order == 0;
			quarter->days = (int64_t) day * 10;
		}
	}
}

bool
ri_survival_step(RiSurvival *survival)
{
	const RiQuarter *last = &survival->quarter[RI_QUARTERS - 1];
	size_t		first = survival->next;
	uint32_t	events = 0;
	size_t		i = first;

	if (first == survival->n || (last->reached && !last->waits))
		return false;
	for (; i < survival->n &&
		 survival->studies[i].days == survival->studies[first].days; i++)
		events += survival->studies[i].has_result;
	survival->next = i;
	if (events > 0)
	{
		take_factor(survival, (uint32_t) (survival->n - first), events);
		settle_quarters(survival, survival->studies[first].days);
	}
	return true;
}
