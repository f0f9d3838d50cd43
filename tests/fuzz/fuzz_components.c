/*
 * fuzz_components.c
 *		Whatever is linked in whatever order: linked nodes share a root, and no node
 *		of a component is smaller than it.  Two bytes are a link.
 */
#include "components.h"
#include "fuzz.h"

#define NODES 64

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int32_t		forth[NODES];
	int32_t		back[NODES];
	int32_t		node;
	size_t		i;

	ri_components_init(forth, NODES);
	ri_components_init(back, NODES);
	for (i = 0; i + 1 < size; i += 2)
		ri_components_join(forth, data[i] % NODES, data[i + 1] % NODES);
	for (i = size / 2; i-- > 0;)
		ri_components_join(back, data[2 * i + 1] % NODES, data[2 * i] % NODES);
	for (i = 0; i + 1 < size; i += 2)
		REQUIRE(ri_components_first(forth, data[i] % NODES) ==
				ri_components_first(forth, data[i + 1] % NODES));
	for (node = 0; node < NODES; node++)
	{
		REQUIRE(ri_components_first(forth, node) <= node);
		REQUIRE(ri_components_first(forth, node) ==
				ri_components_first(back, node));
	}
	return 0;
}
