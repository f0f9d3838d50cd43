/*
 * test_survival.c
 *		Tests of extension/core/survival.c, against the definition in 128-bit
 *		integers, every share from the beginning anew.
 */
#include "survival.h"

#include "tap.h"

__extension__ typedef unsigned __int128 Wide;

#define MOST 20					/* 20^20 has 87 bits */
#define MANY 4000

typedef struct Quartiles
{
	int64_t		days[RI_QUARTERS];	/* in tenths, -1: not reached */
} Quartiles;

static Quartiles
compute(const RiFollowUp *studies, size_t n)
{
	static RiFollowUp copy[MANY];
	static uint32_t limbs[4 * (2 * MANY + 8)];
	RiSurvival	survival;
	Quartiles	found;
	int			q;

	if (n > 0)
		memcpy(copy, studies, n * sizeof(RiFollowUp));
	ri_survival_begin(&survival, copy, n, limbs);
	while (ri_survival_step(&survival))
		continue;
	for (q = 0; q < RI_QUARTERS; q++)
		found.days[q] = survival.quarter[q].reached ?
			survival.quarter[q].days : -1;
	return found;
}

/* The next day with a result after that day; INT32_MAX when there is none. */
static int32_t
next_event(const RiFollowUp *studies, size_t n, int32_t after)
{
	int32_t		next = INT32_MAX;
	size_t		i;

	for (i = 0; i < n; i++)
	{
		if (studies[i].has_result && studies[i].days > after &&
			studies[i].days < next)
			next = studies[i].days;
	}
	return next;
}

/* Share without a result from that day on, as above / below. */
static void
share_from(const RiFollowUp *studies, size_t n, int32_t day, Wide *above,
		   Wide *below)
{
	int32_t		at;

	*above = *below = 1;
	for (at = next_event(studies, n, -1); at <= day;
		 at = next_event(studies, n, at))
	{
		unsigned	at_risk = 0;
		unsigned	events = 0;
		size_t		i;

		for (i = 0; i < n; i++)
		{
			at_risk += studies[i].days >= at;
			events += studies[i].days == at && studies[i].has_result;
		}
		*above *= at_risk - events;
		*below *= at_risk;
	}
}

static int64_t
quartile_by_definition(const RiFollowUp *studies, size_t n, unsigned quarter)
{
	int32_t		day;

	for (day = next_event(studies, n, -1); day < INT32_MAX;
		 day = next_event(studies, n, day))
	{
		int32_t		next = next_event(studies, n, day);
		Wide		above;
		Wide		below;

		share_from(studies, n, day, &above, &below);
		if (4 * above == (4 - quarter) * below)
			return ((int64_t) day + (next < INT32_MAX ? next : day)) * 5;
		if (4 * above < (4 - quarter) * below)
			return (int64_t) day * 10;
	}
	return -1;
}

static void
test_random(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			halves = 0;
	int			unreached = 0;
	int			round;

	for (round = 0; round < 30000; round++)
	{
		RiFollowUp	studies[MOST];
		size_t		n = (size_t) tap_random_between(&state, 0, MOST);
		int64_t		latest = round % 3 == 0 ? 5 : 400;
		int64_t		lost = tap_random_between(&state, 0, 3);
		Quartiles	found;
		size_t		i;
		int			q;

		for (i = 0; i < n; i++)
		{
			studies[i].days = (int32_t) tap_random_between(&state, 0, latest);
			studies[i].has_result = tap_random_between(&state, 0, 3) >= lost;
		}
		found = compute(studies, n);
		for (q = 0; q < RI_QUARTERS; q++)
		{
			wrong += found.days[q] !=
				quartile_by_definition(studies, n, (unsigned) q + 1);
			halves += found.days[q] % 10 == 5;
			unreached += found.days[q] == -1;
		}
	}
	tap_equal(wrong, 0, "quartiles are as defined");
	tap_ok(halves > 100 && unreached > 100,
		   "some in the middle of two days, some not reached");
}

/* Without losses a quarter is a count; every second lost, nearly a root. */
static void
test_many(void)
{
	static RiFollowUp studies[MANY];
	Quartiles	found;
	int			i;

	for (i = 0; i < MANY; i++)
	{
		studies[i].days = (i * 7919) % MANY;	/* each day once */
		studies[i].has_result = true;
	}
	found = compute(studies, MANY);
	tap_ok(found.days[0] == 9995 && found.days[1] == 19995 &&
		   found.days[2] == 29995, "without losses quarters are counts");
	for (i = 0; i < MANY; i++)
		studies[i].has_result = studies[i].days % 2 == 0;
	found = compute(studies, MANY);
	/* n = 2m: product of (2k - 1) / 2k is binomial(2m, m) / 4^m: about the
	 * root of the share that is at risk still */
	tap_ok(llabs(found.days[0] - 17500) < 30 &&
		   llabs(found.days[1] - 30000) < 30 &&
		   llabs(found.days[2] - 37500) < 30,
		   "every second one lost: quarters of the root");
}

static void
quartiles_are(const char *what, size_t n, const RiFollowUp *studies,
			  int64_t first, int64_t median, int64_t third)
{
	Quartiles	found = compute(studies, n);

	tap_ok(found.days[0] == first && found.days[1] == median &&
		   found.days[2] == third, "%s", what);
}

int
main(void)
{
	quartiles_are("of nothing there are none", 0, NULL, -1, -1, -1);
	quartiles_are("one study", 1, (const RiFollowUp[]) {{7, true}}, 70, 70, 70);
	quartiles_are("one without a result", 1,
				  (const RiFollowUp[]) {{7, false}}, -1, -1, -1);
	quartiles_are("exactly so many: the middle", 4,
				  (const RiFollowUp[]) {{40, true}, {10, true}, {30, true},
				  {21, true}}, 155, 255, 350);
	quartiles_are("exactly so many, and no result after it", 2,
				  (const RiFollowUp[]) {{10, true}, {20, false}}, 100, 100, -1);
	quartiles_are("lost on the day of an event is at risk still", 2,
				  (const RiFollowUp[]) {{10, true}, {10, false}}, 100, 100, -1);
	quartiles_are("a result on the day of the end", 2,
				  (const RiFollowUp[]) {{0, true}, {0, true}}, 0, 0, 0);
	test_random();
	test_many();
	return tap_finish();
}
