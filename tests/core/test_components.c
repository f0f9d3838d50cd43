/*
 * test_components.c
 *		Tests of extension/core/components.c, against labels that are spread
 *		until nothing changes.
 */
#include "components.h"

#include <stdlib.h>

#include "tap.h"

#define MOST_NODES 40
#define CHAIN 1000000

/* Labels of all nodes by the definition: the smallest that can be reached. */
static void
spread_labels(const int32_t *from, const int32_t *to, int links,
			  int32_t *label, int nodes)
{
	bool		changed = true;
	int			i;

	for (i = 0; i < nodes; i++)
		label[i] = i;
	while (changed)
	{
		changed = false;
		for (i = 0; i < links; i++)
		{
			int32_t		least = label[from[i]] < label[to[i]] ?
				label[from[i]] : label[to[i]];

			changed |= label[from[i]] != least || label[to[i]] != least;
			label[from[i]] = label[to[i]] = least;
		}
	}
}

static void
test_random_graphs(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			joined = 0;
	int			round;

	for (round = 0; round < 20000; round++)
	{
		int32_t		from[2 * MOST_NODES];
		int32_t		to[2 * MOST_NODES];
		int32_t		label[MOST_NODES];
		int32_t		parent[MOST_NODES];
		int			nodes = (int) tap_random_between(&state, 1, MOST_NODES);
		int			links = (int) tap_random_between(&state, 0, nodes * 3 / 2);
		int			i;

		ri_components_init(parent, nodes);
		for (i = 0; i < links; i++)
		{
			from[i] = (int32_t) tap_random_between(&state, 0, nodes - 1);
			to[i] = (int32_t) tap_random_between(&state, 0, nodes - 1);
			ri_components_join(parent, from[i], to[i]);
		}
		spread_labels(from, to, links, label, nodes);
		for (i = 0; i < nodes; i++)
		{
			wrong += ri_components_first(parent, i) != label[i];
			joined += label[i] != i;
		}
	}
	tap_equal(wrong, 0, "random graphs have the components of the definition");
	tap_ok(joined > 0, "and some nodes hang together");
}

/* A chain, linked from its start, its end, and from both ends inwards. */
static void
chain_is_one(const char *name, int order)
{
	int32_t    *parent = malloc(sizeof(int32_t) * CHAIN);
	int			wrong = 0;
	int32_t		i;

	ri_components_init(parent, CHAIN);
	for (i = 0; i < CHAIN - 1; i++)
	{
		int32_t		a = order == 0 ? i : order == 1 ? CHAIN - 2 - i :
			i % 2 == 0 ? i / 2 : CHAIN - 2 - i / 2;

		ri_components_join(parent, a + 1, a);
	}
	for (i = 0; i < CHAIN; i++)
		wrong += ri_components_first(parent, i) != 0;
	tap_equal(wrong, 0, "a chain of a million, %s, is one", name);
	free(parent);
}

int
main(void)
{
	int32_t		parent[3];

	ri_components_init(parent, 3);
	ri_components_join(parent, 1, 1);
	tap_ok(ri_components_first(parent, 0) == 0 &&
		   ri_components_first(parent, 1) == 1 &&
		   ri_components_first(parent, 2) == 2, "every node is alone first");
	ri_components_join(parent, 2, 1);
	ri_components_join(parent, 1, 2);
	tap_ok(ri_components_first(parent, 0) == 0 &&
		   ri_components_first(parent, 1) == 1 &&
		   ri_components_first(parent, 2) == 1, "the smallest node is the root");
	test_random_graphs();
	chain_is_one("from its start", 0);
	chain_is_one("from its end", 1);
	chain_is_one("from both ends", 2);
	return tap_finish();
}
