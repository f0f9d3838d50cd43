/*
 * publication_point_sums.c
 *		SQL function publication_point_sums(year, rule_set): the rows of
 *		publication_points added up as they arise, over publication_engine.h.
 *
 * A row counts in its institution, in the health region of that and, with all
 * regions, in the nation; there in the total and once for its form, its level
 * and its reason.  Each of these is a cell.  Publications are told one after
 * another, so that a cell knows whether it has counted this one.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "arguments.h"
#include "id_table.h"
#include "linked_version.h"
#include "publication_engine.h"
#include "shared_results/plain_error.h"

/* Columns of the result, in order; the SQL declaration has the same. */
typedef enum SumColumn
{
	SUM_UNIT_LEVEL,
	SUM_UNIT,
	SUM_DIMENSION,
	SUM_CODE,
	SUM_PUBLICATIONS,
	SUM_POINTS,
	SUM_AUTHOR_SHARES,
	SUM_EXCLUDED,
	SUM_COLUMNS
} SumColumn;

typedef enum UnitLevel
{
	LEVEL_INSTITUTION,
	LEVEL_REGION,
	LEVEL_NATION
} UnitLevel;

#define UNIT_LEVELS 3

static const char *const unit_levels[UNIT_LEVELS] = {
	"institution", "rhf", "nation"
};

typedef enum Dimension
{
	DIMENSION_TOTAL,
	DIMENSION_FORM,
	DIMENSION_LEVEL,
	DIMENSION_REASON
} Dimension;

#define DIMENSIONS 4

static const char *const dimensions[DIMENSIONS] = {
	"", "form", "level", "reason"
};

#define NO_CODE (-1)
#define FEW_CODES 32
#define FEW_CELLS 1024

/* Which cell it is; compared as bytes. */
typedef struct CellKey
{
	int32		level;
	int32		unit;			/* number of the institution or region */
	int32		dimension;
	int32		code;			/* number within the dimension */
} CellKey;

typedef struct Cell
{
	CellKey		key;
	uint64		publication;	/* the last that it counted */
	int64		publications;
	int64		excluded;
	int64		points_e4;
	int64		author_shares_e4;
	bool		unknown;		/* some points are */
} Cell;

/* The codes of a dimension, numbered as they come. */
typedef struct Codes
{
	RiIdTable  *numbers;
	const char **codes;
	int32		count;
	int32		capacity;
	int32		last;			/* that was asked for */
} Codes;

/* The cells of a unit that the last row was added to. */
typedef struct LastCells
{
	Cell	   *cells[DIMENSIONS];	/* NULL: none yet */
} LastCells;

typedef struct Sums
{
	RiPublicationEngine *engine;
	RiInstitutionIndex *institutions;
	MemoryContext context;
	Codes		codes[DIMENSIONS];
	RiIdTable  *numbers;		/* of cells */
	LastCells  *last[UNIT_LEVELS];	/* by level and unit */
	Cell	  **cells;
	int32		count;
	int32		capacity;
	uint64		publication;	/* at hand */
} Sums;

/* Doubles an array of pointers where it is full. */
static void *
with_room(void *array, int32 count, int32 *capacity)
{
	if (count < *capacity)
		return array;
	*capacity *= 2;
	return repalloc_huge(array, sizeof(void *) * *capacity);
}

static int32
code_number(Codes *codes, const char *code)
{
	size_t		len;

	if (code == NULL)
		return NO_CODE;
	if (codes->count > 0 && strcmp(codes->codes[codes->last], code) == 0)
		return codes->last;
	len = strlen(code);
	codes->last = ri_id_table_find(codes->numbers, code, len);
	if (codes->last == RI_NOT_FOUND)
	{
		codes->codes = with_room(codes->codes, codes->count, &codes->capacity);
		codes->last = codes->count++;
		codes->codes[codes->last] = pstrdup(code);
		ri_id_table_put(codes->numbers, codes->codes[codes->last], len,
						codes->last);
	}
	return codes->last;
}

static Cell *
find_cell(Sums *sums, const CellKey *key)
{
	int32		number = ri_id_table_find(sums->numbers, (const char *) key,
										  sizeof(CellKey));
	Cell	   *cell;

	if (number != RI_NOT_FOUND)
		return sums->cells[number];
	cell = palloc0(sizeof(Cell));
	cell->key = *key;
	sums->cells = with_room(sums->cells, sums->count, &sums->capacity);
	sums->cells[sums->count] = cell;
	ri_id_table_put(sums->numbers, (const char *) &cell->key, sizeof(CellKey),
					sums->count++);
	return cell;
}

static void
add_row(Sums *sums, Cell *cell, const RiEvaluation *evaluation,
		const RiInstitutionPoints *entry)
{
	bool		countable = ri_is_countable(evaluation, entry);

	/* the rows of one publication are all countable, or none of them is */
	if (cell->publication != sums->publication)
	{
		cell->publication = sums->publication;
		cell->publications += countable;
		cell->excluded += !countable;
	}
	cell->unknown |= evaluation->unset != NULL;
	if (!countable)
		return;
	cell->points_e4 += entry->points_e4;
	cell->author_shares_e4 +=
		ri_author_share_e4(entry->shares, evaluation->result.total_shares);
}

/* Adds a row to the cells of one unit; codes[] has a number per dimension. */
static void
add_to_unit(Sums *sums, UnitLevel level, int32 unit, const int32 *codes,
			const RiEvaluation *evaluation, const RiInstitutionPoints *entry)
{
	LastCells  *last = &sums->last[level][unit];
	int			dimension;

	for (dimension = 0; dimension < DIMENSIONS; dimension++)
	{
		CellKey		key = {level, unit, dimension, codes[dimension]};
		Cell	  **cell = &last->cells[dimension];

		if (key.code == NO_CODE)
			continue;
		if (*cell == NULL || (*cell)->key.code != key.code)
			*cell = find_cell(sums, &key);
		add_row(sums, *cell, evaluation, entry);
	}
}

/* RiTakeEvaluation */
static void
take_publication(void *owner, const RiEvaluation *evaluation)
{
	Sums	   *sums = owner;
	MemoryContext previous = MemoryContextSwitchTo(sums->context);
	int32		codes[DIMENSIONS];
	size_t		i;

	sums->publication++;
	codes[DIMENSION_TOTAL] = code_number(&sums->codes[DIMENSION_TOTAL], "");
	codes[DIMENSION_FORM] = code_number(&sums->codes[DIMENSION_FORM],
										evaluation->head->form);
	codes[DIMENSION_LEVEL] = code_number(&sums->codes[DIMENSION_LEVEL],
										 evaluation->level);
	for (i = 0; i < evaluation->result.institutions; i++)
	{
		const RiInstitutionPoints *entry = &evaluation->entries[i];
		int32		region = ri_top_level(sums->institutions,
										  entry->institution)->region;

		codes[DIMENSION_REASON] =
			code_number(&sums->codes[DIMENSION_REASON],
						ri_evaluation_reason(evaluation, entry));
		add_to_unit(sums, LEVEL_INSTITUTION, entry->institution, codes,
					evaluation, entry);
		if (region == RI_NO_REGION)
			continue;
		add_to_unit(sums, LEVEL_REGION, region, codes, evaluation, entry);
		add_to_unit(sums, LEVEL_NATION, 0, codes, evaluation, entry);
	}
	MemoryContextSwitchTo(previous);
}

static const char *
unit_id(const Sums *sums, const CellKey *key)
{
	switch (key->level)
	{
		case LEVEL_INSTITUTION:
			return ri_top_level(sums->institutions, key->unit)->institution_id;
		case LEVEL_REGION:
			return ri_region_id(sums->institutions, key->unit);
		default:
			return "NO";
	}
}

static const char *
code_text(const Sums *sums, const CellKey *key)
{
	return sums->codes[key->dimension].codes[key->code];
}

/* Units by level and id, dimensions and codes below each. */
static int
compare_cells(const void *left, const void *right, void *arg)
{
	const CellKey *a = &(*(Cell *const *) left)->key;
	const CellKey *b = &(*(Cell *const *) right)->key;
	const Sums *sums = arg;
	int			order = a->level - b->level;

	if (order == 0)
		order = strcmp(unit_id(sums, a), unit_id(sums, b));
	if (order == 0)
		order = a->dimension - b->dimension;
	if (order == 0)
		order = strcmp(code_text(sums, a), code_text(sums, b));
	return order;
}

static void
put_cell(const Sums *sums, const Cell *cell, ReturnSetInfo *rsinfo)
{
	Datum		values[SUM_COLUMNS];
	bool		nulls[SUM_COLUMNS] = {false};

	values[SUM_UNIT_LEVEL] = ri_cstring_text(unit_levels[cell->key.level]);
	values[SUM_UNIT] = ri_cstring_text(unit_id(sums, &cell->key));
	values[SUM_DIMENSION] = ri_cstring_text(dimensions[cell->key.dimension]);
	values[SUM_CODE] = ri_cstring_text(code_text(sums, &cell->key));
	values[SUM_PUBLICATIONS] = Int64GetDatum(cell->publications);
	values[SUM_POINTS] = ri_scaled_numeric(cell->points_e4, RI_POINTS_SCALE);
	nulls[SUM_POINTS] = cell->unknown;
	values[SUM_AUTHOR_SHARES] = ri_scaled_numeric(cell->author_shares_e4,
												  RI_POINTS_SCALE);
	values[SUM_EXCLUDED] = Int64GetDatum(cell->excluded);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static Sums *
make_sums(void)
{
	Sums	   *sums = palloc0(sizeof(Sums));
	int			dimension;

	sums->context = CurrentMemoryContext;
	for (dimension = 0; dimension < DIMENSIONS; dimension++)
	{
		Codes	   *codes = &sums->codes[dimension];

		codes->numbers = ri_id_table_create(FEW_CODES);
		codes->capacity = FEW_CODES;
		codes->codes = palloc(sizeof(char *) * codes->capacity);
	}
	sums->numbers = ri_id_table_create(FEW_CELLS);
	sums->capacity = FEW_CELLS;
	sums->cells = palloc(sizeof(Cell *) * sums->capacity);
	return sums;
}

/* Whatever institution is added later does not report. */
static void
make_last_cells(Sums *sums)
{
	sums->last[LEVEL_INSTITUTION] =
		palloc0(sizeof(LastCells) * (ri_top_levels(sums->institutions) + 1));
	sums->last[LEVEL_REGION] =
		palloc0(sizeof(LastCells) * (ri_regions(sums->institutions) + 1));
	sums->last[LEVEL_NATION] = palloc0(sizeof(LastCells));
}

static Datum
publication_point_sums(PG_FUNCTION_ARGS)
{
	Sums	   *sums;
	const char *rule_set;
	int32		i;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SPI_connect();
	sums = make_sums();
	rule_set = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	sums->engine = ri_open_publication_engine(PG_GETARG_INT32(0), rule_set);
	sums->institutions = ri_engine_institutions(sums->engine);
	make_last_cells(sums);
	ri_run_publication_engine(sums->engine, take_publication, sums);
	qsort_arg(sums->cells, sums->count, sizeof(Cell *), compare_cells, sums);
	for (i = 0; i < sums->count; i++)
		put_cell(sums, sums->cells[i], (ReturnSetInfo *) fcinfo->resultinfo);
	SPI_finish();
	return (Datum) 0;
}

/* publication_point_sums(year int, rule_set text) -> setof record */
RI_FUNCTION(research_indicators_publication_point_sums);
Datum
research_indicators_publication_point_sums(PG_FUNCTION_ARGS)
{
	return ri_call_plainly(publication_point_sums, fcinfo);
}
