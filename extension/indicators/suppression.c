/*
 * suppression.c
 *		SQL function suppressed_units over core/suppression.h.
 *
 * Units come as texts; sorted by their bytes they find their sums and settle
 * ties.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "exact_numerics.h"
#include "linked_version.h"
#include "suppression.h"

typedef struct Unit
{
	const char *id;
	int			len;
	int32		place;			/* in the arrays */
	Datum		datum;
} Unit;

static int
compare_ids(const Unit *a, const Unit *b)
{
	int			order = memcmp(a->id, b->id, Min(a->len, b->len));

	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

/* The first of one id comes first. */
static int
compare_units(const void *left, const void *right)
{
	const Unit *a = left;
	const Unit *b = right;
	int			order = compare_ids(a, b);

	return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static void
set_unit(Unit *unit, Datum id, int32 place)
{
	text	   *bytes = DatumGetTextPP(id);

	unit->id = VARDATA_ANY(bytes);
	unit->len = VARSIZE_ANY_EXHDR(bytes);
	unit->place = place;
	unit->datum = PointerGetDatum(bytes);
}

static Unit *
sorted_units(ArrayType *array, int *count)
{
	Datum	   *ids;
	bool	   *nulls;
	Unit	   *units;
	int			i;

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a unit has no id")));
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &ids, &nulls,
					  count);
	units = palloc(sizeof(Unit) * ((Size) *count + 1));
	for (i = 0; i < *count; i++)
		set_unit(&units[i], ids[i], i);
	qsort(units, *count, sizeof(Unit), compare_units);
	return units;
}

/* Where the unit of that id stands, the first of several; -1 for none. */
static int32
find_unit(const Unit *units, int count, Datum id)
{
	Unit		wanted;
	int			low = 0;
	int			high = count;

	set_unit(&wanted, id, -1);
	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (compare_ids(&units[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && compare_ids(&units[low], &wanted) == 0 ?
		units[low].place : -1;
}

static void
set_parents(RiCell *cells, int count, const Unit *units, ArrayType *parents)
{
	Datum	   *ids;
	bool	   *nulls;
	int			given;
	int			i;

	deconstruct_array(parents, TEXTOID, -1, false, TYPALIGN_INT, &ids, &nulls,
					  &given);
	for (i = 0; i < count; i++)
		cells[i].parent = i < given && !nulls[i] ?
			find_unit(units, count, ids[i]) : -1;
}

/* A count in units of 10^-scale; so small that count of them add up. */
static int64
scaled_count(const RiMagnitude *magnitude, bool negative, int count)
{
	uint64		value = ri_magnitude_value(magnitude);

	if (value > (uint64) (PG_INT64_MAX / (count + 1)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a count is too large to be added up")));
	return negative ? -(int64) value : (int64) value;
}

/* Fills the counts; returns the smallest that is shown, in their unit. */
static int64
set_counts(RiCell *cells, int count, ArrayType *counts, Datum smallest)
{
	RiNumerics	numerics;
	RiDecimalText limit;
	RiMagnitude *magnitudes;
	RiMagnitude shown;
	size_t		scale;
	int			i;

	ri_read_numerics(counts, &numerics);
	if (!numerics.finite || !ri_numeric_decimal(smallest, &limit))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a count is no number")));
	scale = Max(numerics.scale, limit.nfraction);
	magnitudes = ri_numerics_magnitudes(&numerics, scale);
	for (i = 0; i < count; i++)
	{
		cells[i].known = i < numerics.count && !numerics.is_null[i];
		cells[i].count = !cells[i].known ? 0 :
			scaled_count(&magnitudes[i], numerics.decimal[i].negative, count);
	}
	ri_magnitude_init(&shown, ri_limbs(RI_LIMBS_OF_DIGITS(limit.nwhole +
														  scale)));
	ri_magnitude_set_decimal(&shown, &limit, scale);
	return scaled_count(&shown, limit.negative, count);
}

/*
 * suppressed_units(units text[], parents text[], counts numeric[],
 *					smallest numeric) -> text[], in the order of their bytes
 */
RI_FUNCTION(research_indicators_suppressed_units);
Datum
research_indicators_suppressed_units(PG_FUNCTION_ARGS)
{
	int			count;
	Unit	   *units = sorted_units(PG_GETARG_ARRAYTYPE_P(0), &count);
	RiCell	   *cells = palloc(sizeof(RiCell) * ((Size) count + 1));
	Datum	   *hidden = palloc(sizeof(Datum) * ((Size) count + 1));
	int			nhidden = 0;
	int64		smallest;
	int			i;

	set_parents(cells, count, units, PG_GETARG_ARRAYTYPE_P(1));
	smallest = set_counts(cells, count, PG_GETARG_ARRAYTYPE_P(2),
						  PG_GETARG_DATUM(3));
	for (i = 0; i < count; i++)
		cells[units[i].place].rank = i;
	ri_suppression_begin(cells, count, smallest);
	while (ri_suppression_step(cells, count, smallest))
		CHECK_FOR_INTERRUPTS();
	for (i = 0; i < count; i++)
	{
		if (cells[units[i].place].hidden)
			hidden[nhidden++] = units[i].datum;
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(hidden, nhidden, TEXTOID, -1, false,
										  TYPALIGN_INT));
}
