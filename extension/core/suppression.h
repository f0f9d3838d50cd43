/*
 * suppression.h
 *		Which counts of a tree of sums a public report hides, so that no small
 *		count can be told from what it shows.
 *
 * Hidden are the counts from 1 to below the smallest that is shown; what a
 * hidden sum is made of, except 0; and behind every shown sum with a hidden
 * part the next smallest parts, until two or more are hidden that together
 * reach the smallest shown, or, when no part is left, the sum itself.
 */
#ifndef RI_SUPPRESSION_H
#define RI_SUPPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct RiCell
{
	/* filled by the caller */
	int32_t		parent;			/* the sum that it is part of, -1 for none */
	int32_t		rank;			/* which of equal parts is hidden first */
	bool		known;
	int64_t		count;			/* all counts together are below 2^63 */

	/* the outcome */
	bool		hidden;

	/* private: parts of this sum */
	int32_t		first_part;
	int32_t		next_part;		/* of the same sum as this */
	int32_t		hidden_parts;
	int64_t		hidden_total;
} RiCell;

/* Hides the small counts; smallest is the smallest that is shown, above 0. */
extern void ri_suppression_begin(RiCell *cells, int32_t n, int64_t smallest);

/*
 * Hides what would tell of what is hidden so far; false when nothing does.  To
 * be called until then.
 */
extern bool ri_suppression_step(RiCell *cells, int32_t n, int64_t smallest);

#endif							/* RI_SUPPRESSION_H */
