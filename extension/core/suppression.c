/*
 * suppression.c
 *		Hides cells until no sum gives one away.
 *
 * Every step hides at least one cell more, so that there are at most as many
 * steps as cells.
 */
#include "suppression.h"

/* Hides one cell; its sum keeps account. */
static void
hide(RiCell *cells, int32_t i)
{
	int32_t		sum = cells[i].parent;

	cells[i].hidden = true;
	if (sum < 0)
		return;
	cells[sum].hidden_parts++;
	cells[sum].hidden_total += cells[i].count;
}

void
ri_suppression_begin(RiCell *cells, int32_t n, int64_t smallest)
{
	int32_t		i;

	for (i = 0; i < n; i++)
	{
		cells[i].hidden = false;
		cells[i].first_part = -1;
		cells[i].hidden_parts = 0;
		cells[i].hidden_total = 0;
	}
	for (i = n - 1; i >= 0; i--)
	{
		int32_t		parent = cells[i].parent;

		cells[i].next_part = parent < 0 ? -1 : cells[parent].first_part;
		if (parent >= 0)
			cells[parent].first_part = i;
	}
	for (i = 0; i < n; i++)
	{
		if (cells[i].known && cells[i].count > 0 && cells[i].count < smallest)
			hide(cells, i);
	}
}

/* What a hidden count is made of would say that it is not 0. */
static bool
hide_parts_of_hidden(RiCell *cells, int32_t n)
{
	bool		moved = false;
	int32_t		i;

	for (i = 0; i < n; i++)
	{
		const RiCell *cell = &cells[i];

		if (!cell->hidden && cell->known && cell->count != 0 &&
			cell->parent >= 0 && cells[cell->parent].hidden)
		{
			hide(cells, i);
			moved = true;
		}
	}
	return moved;
}

/* The smallest part that is shown and not 0, -1 when there is none. */
static int32_t
next_smallest_part(const RiCell *cells, int32_t sum)
{
	int32_t		best = -1;
	int32_t		i;

	for (i = cells[sum].first_part; i >= 0; i = cells[i].next_part)
	{
		if (cells[i].hidden || !cells[i].known || cells[i].count <= 0)
			continue;
		if (best < 0 || cells[i].count < cells[best].count ||
			(cells[i].count == cells[best].count &&
			 cells[i].rank < cells[best].rank))
			best = i;
	}
	return best;
}

/* Behind a shown sum at least two are hidden, which together could be shown. */
static bool
hide_behind_sums(RiCell *cells, int32_t n, int64_t smallest)
{
	bool		moved = false;
	int32_t		i;

	for (i = 0; i < n; i++)
	{
		const RiCell *sum = &cells[i];
		int32_t		part;

		if (sum->hidden || !sum->known || sum->hidden_parts == 0 ||
			(sum->hidden_parts > 1 && sum->hidden_total >= smallest))
			continue;
		part = next_smallest_part(cells, i);
		hide(cells, part < 0 ? i : part);
		moved = true;
	}
	return moved;
}

bool
ri_suppression_step(RiCell *cells, int32_t n, int64_t smallest)
{
	return hide_parts_of_hidden(cells, n) ||
		hide_behind_sums(cells, n, smallest);
}
