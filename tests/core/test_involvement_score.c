/*
 * test_involvement_score.c
 *		Tests of extension/core/involvement_score.c, against whole numbers tried
 *		one after the other.
 */
#include "involvement_score.h"

#include "tap.h"

#define MOST 7
#define LIMBS 10

typedef struct Project
{
	RiPhase		phases[MOST];
	uint32_t	limbs[MOST][LIMBS];
	uint32_t	scratch[3 * (LIMBS + 12)];
} Project;

static void
set_phase(Project *project, size_t i, uint64_t weight, uint32_t degree)
{
	ri_magnitude_init(&project->phases[i].weight, project->limbs[i]);
	ri_magnitude_set(&project->phases[i].weight, weight);
	project->phases[i].degree = degree;
}

static int64_t
score_of(Project *project, size_t n, uint32_t highest)
{
	uint64_t	score = 77;

	if (!ri_involvement_score(project->phases, n, highest, project->scratch,
							  &score))
		return score == 77 ? -1 : -2;
	return (int64_t) score;
}

static void
score_is(const char *what, size_t n, const uint64_t *weights,
		 const uint32_t *degrees, uint32_t highest, int64_t wanted)
{
	Project		project;
	size_t		i;

	for (i = 0; i < n; i++)
		set_phase(&project, i, weights[i], degrees[i]);
	tap_equal(score_of(&project, n, highest), wanted, "%s", what);
}

/* The first number of hundredths whose upper half is above the score. */
static int64_t
search_score(int64_t reached, int64_t whole)
{
	int64_t		score = 0;

	while ((2 * score + 1) * whole <= 20000 * reached)
		score++;
	return score;
}

static void
test_random(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			without = 0;
	int			round;

	for (round = 0; round < 20000; round++)
	{
		Project		project;
		Project		large;
		size_t		n = (size_t) tap_random_between(&state, 0, MOST);
		uint32_t	highest = (uint32_t) tap_random_between(&state, 0, 5);
		int64_t		heaviest = round % 2 ? 3 : 9999;
		int64_t		reached = 0;
		int64_t		whole = 0;
		size_t		i;
		int			k;

		for (i = 0; i < n; i++)
		{
			int64_t		weight = tap_random_between(&state, 0, heaviest);
			uint32_t	degree;

			degree = (uint32_t) tap_random_between(&state, 0, highest);
			set_phase(&project, i, (uint64_t) weight, degree);
			set_phase(&large, i, (uint64_t) weight, degree);
			for (k = 0; k < 7; k++)
				ri_magnitude_multiply_small(&large.phases[i].weight,
											1000000007);
			reached += weight * degree;
			whole += weight * highest;
		}
		without += whole == 0;
		wrong += score_of(&project, n, highest) !=
			(whole == 0 ? -1 : search_score(reached, whole));
		wrong += score_of(&large, n, highest) != score_of(&project, n, highest);
	}
	tap_equal(wrong, 0, "scores are the nearest hundredth, in any unit of weights");
	tap_ok(without > 100, "also where there is none");
}

/* 3.125, and just below it: weights that 128 bits do not hold. */
static void
test_close(void)
{
	uint32_t	limb = 1;
	RiMagnitude one = {&limb, 1};
	Project		project;
	int			k;

	set_phase(&project, 0, 1, 1);
	set_phase(&project, 1, 31, 0);
	for (k = 0; k < 7; k++)
	{
		ri_magnitude_multiply_small(&project.phases[0].weight, 1000000000);
		ri_magnitude_multiply_small(&project.phases[1].weight, 1000000000);
	}
	tap_equal(score_of(&project, 2, 1), 313, "one half of a hundredth goes up");
	ri_magnitude_add(&project.phases[1].weight, &one);
	tap_equal(score_of(&project, 2, 1), 312, "what is just below it does not");
}

int
main(void)
{
	score_is("100 * (1 + 2/3 + 0) / 3", 3, (const uint64_t[]) {1, 1, 1},
			 (const uint32_t[]) {3, 2, 0}, 3, 5556);
	score_is("100 * (2/3 + 1) / 3", 2, (const uint64_t[]) {2, 1},
			 (const uint32_t[]) {1, 3}, 3, 5556);
	score_is("all of it", 2, (const uint64_t[]) {1, 1},
			 (const uint32_t[]) {3, 3}, 3, 10000);
	score_is("nothing of it", 1, (const uint64_t[]) {1},
			 (const uint32_t[]) {0}, 3, 0);
	score_is("no phase", 0, NULL, NULL, 3, -1);
	score_is("no weight", 2, (const uint64_t[]) {0, 0},
			 (const uint32_t[]) {1, 2}, 3, -1);
	score_is("no degrees", 1, (const uint64_t[]) {1},
			 (const uint32_t[]) {0}, 0, -1);
	score_is("degrees beyond the highest", 1, (const uint64_t[]) {UINT64_MAX},
			 (const uint32_t[]) {UINT32_MAX}, 1,
			 INT64_C(10000) * UINT32_MAX);
	test_random();
	test_close();
	return tap_finish();
}
