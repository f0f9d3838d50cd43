/*
 * institution_index.c
 *		Hash of all institution ids of a year, each with its top level.
 *
 * Numbers follow the C order of the ids, so that output that is sorted by
 * number does not depend on the physical order of rows.
 */
#include "institution_index.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/memutils.h"

#include "id_hash.h"

struct RiInstitutionIndex
{
	MemoryContext context;
	HTAB	   *units;
	RiTopLevel *tops;
	int32		ntops;
	int32		capacity;
	char	  **regions;		/* ids of the health regions; few */
	int32		nregions;
	int32		region_capacity;
};

/* Finds or makes the entry of an id; the id is copied when it is new. */
static RiUnit *
enter_unit(RiInstitutionIndex *index, const char *id, bool *found)
{
	RiUnit	   *unit = hash_search(index->units, &id, HASH_ENTER, found);

	if (!*found)
	{
		unit->institution_id = MemoryContextStrdup(index->context, id);
		unit->top = RI_NO_INSTITUTION;
		unit->country = RI_COUNTRY_UNKNOWN;
	}
	return unit;
}

/* Number of a health region; the id is copied when it is new. */
static int32
region_number(RiInstitutionIndex *index, const char *id)
{
	int32		i;

	if (id == NULL)
		return RI_NO_REGION;
	for (i = 0; i < index->nregions; i++)
		if (strcmp(index->regions[i], id) == 0)
			return i;
	if (index->nregions == index->region_capacity)
	{
		index->region_capacity *= 2;
		index->regions = repalloc(index->regions,
								  sizeof(char *) * index->region_capacity);
	}
	index->regions[index->nregions] = MemoryContextStrdup(index->context, id);
	return index->nregions++;
}

static int32
add_top_level(RiInstitutionIndex *index, char *id, int32 region,
			  bool reporting)
{
	if (index->ntops == index->capacity)
	{
		index->capacity *= 2;
		index->tops = repalloc(index->tops,
							   sizeof(RiTopLevel) * index->capacity);
	}
	index->tops[index->ntops].institution_id = id;
	index->tops[index->ntops].region = region;
	index->tops[index->ntops].reporting = reporting;
	return index->ntops++;
}

RiCountry
ri_country(const char *code)
{
	/* whatever is no code of two letters is not known, and not foreign */
	if (code == NULL || strlen(code) != 2)
		return RI_COUNTRY_UNKNOWN;
	return pg_strcasecmp(code, "NO") == 0 ? RI_COUNTRY_NORWAY : RI_COUNTRY_FOREIGN;
}

static RiInstitutionIndex *
make_index(void)
{
	RiInstitutionIndex *index = palloc0(sizeof(RiInstitutionIndex));

	index->context = CurrentMemoryContext;
	index->capacity = 64;
	index->tops = palloc(sizeof(RiTopLevel) * index->capacity);
	index->region_capacity = 8;
	index->regions = palloc(sizeof(char *) * index->region_capacity);
	index->units = ri_id_hash_create("institutions of a year",
									 sizeof(RiUnit));
	return index;
}

/* Columns: institution_id, top_id, country, reporting, region_id. */
static void
take_institution(RiInstitutionIndex *index, HeapTuple row, TupleDesc desc)
{
	bool		found;
	char	   *reporting = SPI_getvalue(row, desc, 4);
	RiUnit	   *top = enter_unit(index, SPI_getvalue(row, desc, 2), &found);
	RiUnit	   *unit;

	if (top->top == RI_NO_INSTITUTION)
		top->top = add_top_level(index, top->institution_id,
								 region_number(index,
											   SPI_getvalue(row, desc, 5)),
								 reporting[0] == 't');
	unit = enter_unit(index, SPI_getvalue(row, desc, 1), &found);
	unit->top = top->top;
	unit->country = ri_country(SPI_getvalue(row, desc, 3));
}

RiInstitutionIndex *
ri_institution_index(int32 year)
{
	RiInstitutionIndex *index = make_index();
	Oid			argtypes[1] = {INT4OID};
	Datum		args[1];
	uint64		i;

	args[0] = Int32GetDatum(year);
	SPI_connect();
	if (SPI_execute_with_args("SELECT i.institution_id, i.top_id, upper(btrim(i.country)), i.reporting, i.region_id"
							  " FROM research_indicators.institutions_at($1) AS i"
							  " ORDER BY i.top_id COLLATE \"C\", i.institution_id COLLATE \"C\"",
							  1, argtypes, args, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read institutions");
	for (i = 0; i < SPI_processed; i++)
	{
		MemoryContext spi_context = MemoryContextSwitchTo(index->context);

		take_institution(index, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
		MemoryContextSwitchTo(spi_context);
	}
	SPI_finish();
	return index;
}

const RiUnit *
ri_find_unit(RiInstitutionIndex *index, const char *id)
{
	bool		found;
	RiUnit	   *unit = enter_unit(index, id, &found);

	if (!found)
		unit->top = add_top_level(index, unit->institution_id,
								  RI_NO_REGION, false);
	return unit;
}

const RiTopLevel *
ri_top_level(const RiInstitutionIndex *index, int32 number)
{
	return &index->tops[number];
}
