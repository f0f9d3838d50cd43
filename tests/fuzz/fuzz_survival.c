/*
 * fuzz_survival.c
 *		Studies of any length: quartiles come in order, lie between days with
 *		results, and do not depend on the order of the studies.
 *
 * Two bytes are one study: its days, and whether it has a result.
 */
#include <string.h>

#include "fuzz.h"
#include "survival.h"

#define MAX_STUDIES 512

static RiFollowUp studies[MAX_STUDIES];
static uint32_t limbs[4 * (2 * MAX_STUDIES + 8)];

static void
compute(RiSurvival *survival, size_t n)
{
	REQUIRE(ri_survival_limbs(n) <= sizeof(limbs) / sizeof(limbs[0]));
	ri_survival_begin(survival, studies, n, limbs);
	while (ri_survival_step(survival))
		continue;
}

static size_t
read_studies(const uint8_t *data, size_t size, int backwards)
{
	size_t		n = size / 2 < MAX_STUDIES ? size / 2 : MAX_STUDIES;
	size_t		i;

	for (i = 0; i < n; i++)
	{
		const uint8_t *from = data + 2 * (backwards ? n - 1 - i : i);

		studies[i].days = from[0] | (from[1] & 0x3F) << 8;
		studies[i].has_result = (from[1] & 0x40) != 0;
	}
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	RiSurvival	survival;
	RiSurvival	turned;
	size_t		n = read_studies(data, size, 0);
	int64_t		first = INT64_MAX;
	int64_t		last = -1;
	int			q;
	size_t		i;

	compute(&survival, n);
	for (i = 0; i < n; i++)
	{
		if (!studies[i].has_result)
			continue;
		first = studies[i].days < first ? studies[i].days : first;
		last = studies[i].days > last ? studies[i].days : last;
	}
	read_studies(data, size, 1);
	compute(&turned, n);
	for (q = 0; q < RI_QUARTERS; q++)
	{
		const RiQuarter *quarter = &survival.quarter[q];

		REQUIRE(quarter->reached == turned.quarter[q].reached);
		REQUIRE(quarter->days == turned.quarter[q].days);
		if (!quarter->reached)
			continue;
		REQUIRE(quarter->days >= first * 10 && quarter->days <= last * 10);
		REQUIRE(quarter->days % 5 == 0);
		REQUIRE(q == 0 || (survival.quarter[q - 1].reached &&
						   survival.quarter[q - 1].days <= quarter->days));
	}
	return 0;
}
