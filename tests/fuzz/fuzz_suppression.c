/*
 * fuzz_suppression.c
 *		Any graph of sums: it comes to an end, no small count is shown, a hidden
 *		sum shows no part but 0, and behind a shown one two or more are hidden
 *		that together could be shown.
 *
 * The first byte is the smallest count shown; three bytes are one cell.
 */
#include <string.h>

#include "fuzz.h"
#include "suppression.h"

#define MAX_CELLS 200

static int32_t
read_cells(const uint8_t *data, size_t size, RiCell *cells)
{
	int32_t		n = (int32_t) (size / 3 < MAX_CELLS ? size / 3 : MAX_CELLS);
	int32_t		i;

	for (i = 0; i < n; i++)
	{
		const uint8_t *from = data + 3 * i;

		cells[i].parent = from[0] < n ? from[0] : -1;
		cells[i].rank = from[1] >> 1;
		cells[i].known = (from[1] & 1) == 0;
		cells[i].count = (int8_t) from[2];
	}
	return n;
}

static void
require_sum(const RiCell *cells, int32_t n, int32_t sum, int64_t smallest)
{
	int64_t		total = 0;
	int			members = 0;
	int32_t		i;

	for (i = 0; i < n; i++)
	{
		if (cells[i].parent == sum && cells[i].hidden)
		{
			members++;
			total += cells[i].count;
		}
		else if (cells[i].parent == sum && cells[sum].hidden)
			REQUIRE(!cells[i].known || cells[i].count == 0);
	}
	if (!cells[sum].hidden && cells[sum].known)
		REQUIRE(members == 0 || (members > 1 && total >= smallest));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static RiCell cells[MAX_CELLS];
	int64_t		smallest;
	int32_t		steps = 0;
	int32_t		n;
	int32_t		i;

	if (size == 0)
		return 0;
	smallest = data[0] % 16 + 1;
	n = read_cells(data + 1, size - 1, cells);
	ri_suppression_begin(cells, n, smallest);
	while (ri_suppression_step(cells, n, smallest))
		REQUIRE(steps++ < n);
	for (i = 0; i < n; i++)
	{
		REQUIRE(cells[i].hidden || !cells[i].known || cells[i].count <= 0 ||
				cells[i].count >= smallest);
		require_sum(cells, n, i, smallest);
	}
	return 0;
}
