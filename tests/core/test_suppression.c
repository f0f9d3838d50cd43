/*
 * test_suppression.c
 *		Tests of extension/core/suppression.c: against the rule carried out
 *		without accounts or lists, and against what a reader can work out who
 *		tries every assignment of whole numbers.
 */
#include "suppression.h"

#include "tap.h"

#define MOST 24

static void
suppress(RiCell *cells, int32_t n, int64_t smallest)
{
	ri_suppression_begin(cells, n, smallest);
	while (ri_suppression_step(cells, n, smallest))
		continue;
}

static void
set_cell(RiCell *cell, int32_t parent, int32_t rank, int64_t count)
{
	memset(cell, 0x55, sizeof(*cell));	/* what is private need not be set */
	cell->parent = parent;
	cell->rank = rank;
	cell->known = true;
	cell->count = count;
}

/* The rule by its words, everything looked up anew. */
static void
suppress_by_rule(const RiCell *cells, int32_t n, int64_t smallest, bool *hidden)
{
	bool		moved;
	int32_t		i;
	int32_t		p;

	for (i = 0; i < n; i++)
		hidden[i] = cells[i].known && cells[i].count > 0 &&
			cells[i].count < smallest;
	do
	{
		moved = false;
		for (i = 0; i < n; i++)
		{
			if (!hidden[i] && cells[i].known && cells[i].count != 0 &&
				cells[i].parent >= 0 && hidden[cells[i].parent])
				hidden[i] = moved = true;
		}
		if (moved)
			continue;
		for (p = 0; p < n; p++)
		{
			int			members = 0;
			int64_t		total = 0;
			int32_t		pick = p;

			for (i = 0; i < n; i++)
			{
				if (cells[i].parent != p)
					continue;
				if (hidden[i])
				{
					members++;
					total += cells[i].count;
				}
				else if (cells[i].known && cells[i].count > 0 &&
						 (pick == p || cells[i].count < cells[pick].count ||
						  (cells[i].count == cells[pick].count &&
						   cells[i].rank < cells[pick].rank)))
					pick = i;
			}
			if (hidden[p] || !cells[p].known || members == 0 ||
				(members > 1 && total >= smallest))
				continue;
			hidden[pick] = moved = true;
		}
	} while (moved);
}

/* Sums of sums of parts, of which some are not known. */
static int32_t
random_tree(uint64_t *state, RiCell *cells)
{
	int32_t		n = (int32_t) tap_random_between(state, 1, MOST);
	int64_t		most = tap_random_between(state, 1, 12);
	int32_t		i;

	for (i = 0; i < n; i++)
		set_cell(&cells[i], i == 0 ? -1 :
				 (int32_t) tap_random_between(state, 0, i < 6 ? 0 : 5),
				 (int32_t) tap_random_between(state, 0, 3) * MOST + i, 0);
	for (i = n - 1; i >= 0; i--)
	{
		if (cells[i].count == 0)
			cells[i].count = tap_random_between(state, 0, most);
		if (cells[i].parent >= 0)
			cells[cells[i].parent].count += cells[i].count;
		cells[i].known = tap_random_between(state, 0, 9) > 0;
	}
	return n;
}

static void
test_random(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			more = 0;
	int			round;

	for (round = 0; round < 40000; round++)
	{
		RiCell		cells[MOST];
		bool		hidden[MOST];
		int32_t		n = random_tree(&state, cells);
		int64_t		smallest = tap_random_between(&state, 1, 8);
		int32_t		i;

		suppress_by_rule(cells, n, smallest, hidden);
		suppress(cells, n, smallest);
		for (i = 0; i < n; i++)
		{
			wrong += cells[i].hidden != hidden[i];
			more += cells[i].hidden && cells[i].count >= smallest;
		}
	}
	tap_equal(wrong, 0, "cells are hidden by the rule");
	tap_ok(more > 1000, "many of them only for the others' sake");
}

/*
 * One sum of four parts: whether part which, hidden, could be value as far as
 * one can tell from what is shown.
 */
static bool
is_possible(const RiCell *cells, int which, int64_t value)
{
	int64_t		top = cells[0].hidden ? cells[0].count + 9 : cells[0].count;
	int64_t		guess[5];
	int64_t		from[5];
	int64_t		to[5];
	int			i;

	for (i = 1; i <= 4; i++)
	{
		from[i] = i == which ? value : cells[i].hidden ? 0 : cells[i].count;
		to[i] = i == which ? value : cells[i].hidden ? top : cells[i].count;
	}
	for (guess[1] = from[1]; guess[1] <= to[1]; guess[1]++)
		for (guess[2] = from[2]; guess[2] <= to[2]; guess[2]++)
			for (guess[3] = from[3]; guess[3] <= to[3]; guess[3]++)
				for (guess[4] = from[4]; guess[4] <= to[4]; guess[4]++)
				{
					if (cells[0].hidden || guess[1] + guess[2] + guess[3] +
						guess[4] == cells[0].count)
						return true;
				}
	return false;
}

static void
test_reader(void)
{
	uint64_t	state = tap_seed();
	int			told = 0;
	int			small = 0;
	int			round;

	for (round = 0; round < 1500; round++)
	{
		RiCell		cells[5];
		int			i;

		set_cell(&cells[0], -1, 0, 0);
		for (i = 1; i <= 4; i++)
		{
			set_cell(&cells[i], 0, i, tap_random_between(&state, 0, 9));
			cells[0].count += cells[i].count;
		}
		suppress(cells, 5, 5);
		for (i = 1; i <= 4; i++)
		{
			if (cells[i].hidden)
				told += !is_possible(cells, i, 0) || !is_possible(cells, i, 5);
			else
				small += cells[i].count > 0 && cells[i].count < 5;
		}
	}
	tap_equal(small, 0, "no small count is shown");
	tap_equal(told, 0, "for all that is shown, a hidden one may be 0, or be 5");
}

static void
hidden_are(const char *what, int32_t n, RiCell *cells, const char *wanted)
{
	char		got[MOST + 1] = "";
	int32_t		i;

	suppress(cells, n, 5);
	for (i = 0; i < n; i++)
		got[i] = cells[i].hidden ? 'x' : '.';
	tap_same_text(got, wanted, "%s", what);
}

int
main(void)
{
	RiCell		cells[5];
	int			i;

	for (i = 0; i < 5; i++)
		set_cell(&cells[i], i == 0 ? -1 : 0, i, 8);
	cells[0].count = 32;
	hidden_are("nothing small, nothing hidden", 5, cells, ".....");
	cells[3].count = 3;
	cells[0].count = 27;
	hidden_are("of equal ones the first", 5, cells, ".x.x.");
	cells[1].rank = 9;
	hidden_are("by rank, not by place", 5, cells, "..xx.");
	cells[4].count = 2;
	cells[0].count = 21;
	hidden_are("two that reach 5 hide each other", 5, cells, "...xx");
	cells[0].known = false;
	hidden_are("what is not known is no sum", 5, cells, "...xx");
	set_cell(&cells[0], 0, 0, 3);
	hidden_are("its own sum", 1, cells, "x");
	set_cell(&cells[0], 1, 0, 3);
	set_cell(&cells[1], 0, 1, 9);
	hidden_are("sums of each other", 2, cells, "xx");
	test_random();
	test_reader();
	return tap_finish();
}
