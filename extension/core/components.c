/*
 * components.c
 *		Union-find with path halving.
 *
 * A parent is never greater than its node.  Links go by number and not by
 * size, which costs at most a logarithm and keeps the smallest node the root.
 */
#include "components.h"

void
ri_components_init(int32_t *parent, int32_t n)
{
	int32_t		i;

	for (i = 0; i < n; i++)
		parent[i] = i;
}

int32_t
ri_components_first(int32_t *parent, int32_t node)
{
	while (parent[node] != node)
	{
		parent[node] = parent[parent[node]];
		node = parent[node];
	}
	return node;
}

void
ri_components_join(int32_t *parent, int32_t a, int32_t b)
{
	int32_t		first_a = ri_components_first(parent, a);
	int32_t		first_b = ri_components_first(parent, b);

	if (first_a < first_b)
		parent[first_b] = first_a;
	else
		parent[first_a] = first_b;
}
