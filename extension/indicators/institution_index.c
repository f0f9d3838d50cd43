/*
 * institution_index.c
 *		All institution ids of a year, each with its top level.
 *
 * Numbers follow the C order of the ids, so that output that is sorted by
 * number does not depend on the physical order of rows.
 */
#include "institution_index.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/memutils.h"

#include "id_table.h"

struct RiInstitutionIndex
{
	MemoryContext context;
	RiUnit	   *units;
	int32		nunits;
	int32		unit_capacity;
	int32		last;			/* unit that was asked for last */
	RiIdTable  *by_text;		/* numbers of units */
	RiIdTable  *by_bytes;		/* the same, of ids that are no text */
	RiTopLevel *tops;
	int32		ntops;
	int32		top_capacity;
	const char **regions;		/* ids of the health regions; few */
	int32		nregions;
	int32		region_capacity;
};

RiCountry
ri_country(const char *name, size_t len, char code[3])
{
	while (len > 0 && name[0] == ' ')
	{
		name++;
		len--;
	}
	while (len > 0 && name[len - 1] == ' ')
		len--;
	code[0] = '\0';
	if (len != 2)
		return RI_COUNTRY_UNKNOWN;
	code[0] = (char) pg_ascii_toupper((unsigned char) name[0]);
	code[1] = (char) pg_ascii_toupper((unsigned char) name[1]);
	code[2] = '\0';
	return strcmp(code, "NO") == 0 ? RI_COUNTRY_NORWAY : RI_COUNTRY_FOREIGN;
}

/* The number of the unit with that text, which is made where it is new. */
static int32
enter_unit(RiInstitutionIndex *index, const char *id)
{
	int32		number = ri_id_table_find(index->by_text, id, strlen(id));
	RiUnit	   *unit;

	if (number != RI_NOT_FOUND)
		return number;
	if (index->nunits == index->unit_capacity)
	{
		index->unit_capacity *= 2;
		index->units = repalloc_huge(index->units,
									 sizeof(RiUnit) * index->unit_capacity);
	}
	unit = &index->units[index->nunits];
	unit->institution_id = MemoryContextStrdup(index->context, id);
	unit->id_len = strlen(id);
	unit->top = RI_NO_INSTITUTION;
	unit->country = RI_COUNTRY_UNKNOWN;
	unit->country_code[0] = '\0';
	ri_id_table_put(index->by_text, unit->institution_id, unit->id_len,
					index->nunits);
	return index->nunits++;
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

/* Gives a unit that has no top level one of its own. */
static void
add_top_level(RiInstitutionIndex *index, int32 unit, int32 region,
			  bool reporting)
{
	RiTopLevel *top;

	if (index->units[unit].top != RI_NO_INSTITUTION)
		return;
	if (index->ntops == index->top_capacity)
	{
		index->top_capacity *= 2;
		index->tops = repalloc_huge(index->tops,
									sizeof(RiTopLevel) * index->top_capacity);
	}
	top = &index->tops[index->ntops];
	top->institution_id = index->units[unit].institution_id;
	top->region = region;
	top->reporting = reporting;
	index->units[unit].top = index->ntops++;
}

static RiInstitutionIndex *
make_index(void)
{
	RiInstitutionIndex *index = palloc0(sizeof(RiInstitutionIndex));

	index->context = CurrentMemoryContext;
	index->unit_capacity = 256;
	index->units = palloc(sizeof(RiUnit) * index->unit_capacity);
	index->by_text = ri_id_table_create(index->unit_capacity);
	index->by_bytes = ri_id_table_create(index->unit_capacity);
	index->top_capacity = 64;
	index->tops = palloc(sizeof(RiTopLevel) * index->top_capacity);
	index->region_capacity = 8;
	index->regions = palloc(sizeof(char *) * index->region_capacity);
	return index;
}

/* Columns: institution_id, top_id, country, reporting, region_id. */
static void
take_institution(RiInstitutionIndex *index, HeapTuple row, TupleDesc desc)
{
	char	   *country = SPI_getvalue(row, desc, 3);
	char	   *reporting = SPI_getvalue(row, desc, 4);
	int32		top = enter_unit(index, SPI_getvalue(row, desc, 2));
	int32		number;
	RiUnit	   *unit;

	add_top_level(index, top,
				  region_number(index, SPI_getvalue(row, desc, 5)),
				  reporting[0] == 't');
	number = enter_unit(index, SPI_getvalue(row, desc, 1));
	unit = &index->units[number];
	unit->top = index->units[top].top;
	if (country != NULL)
		unit->country = ri_country(country, strlen(country),
								   unit->country_code);
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
	if (SPI_execute_with_args("SELECT i.institution_id, i.top_id, i.country, i.reporting, i.region_id"
							  " FROM research_indicators.institutions_at($1) AS i"
							  " ORDER BY i.top_id COLLATE \"C\", i.institution_id COLLATE \"C\"",
							  1, argtypes, args, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read institutions");
	for (i = 0; i < SPI_processed; i++)
		take_institution(index, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
	SPI_finish();
	return index;
}

/*
 * The unit of a text, an institution of its own where nobody knows it.  Authors
 * of one place often stand side by side.
 */
static int32
find_text(RiInstitutionIndex *index, RiId id)
{
	const RiUnit *last = &index->units[index->last];
	int32		number;
	char	   *own;

	if (index->nunits > 0 && last->id_len == id.len &&
		memcmp(last->institution_id, id.bytes, id.len) == 0)
		return index->last;
	number = ri_id_table_find(index->by_text, id.bytes, id.len);
	if (number != RI_NOT_FOUND)
		return index->last = number;
	own = pnstrdup(id.bytes, id.len);
	number = enter_unit(index, own);
	pfree(own);
	add_top_level(index, number, RI_NO_REGION, false);
	return index->last = number;
}

/* The same for what is no text: its text is asked for once. */
static int32
find_bytes(RiInstitutionIndex *index, RiIdForm form, RiId id)
{
	int32		number = ri_id_table_find(index->by_bytes, id.bytes, id.len);
	MemoryContext previous;
	RiId		spelled;

	if (number != RI_NOT_FOUND)
		return number;
	previous = MemoryContextSwitchTo(index->context);
	id = ri_copy_id(id);
	spelled.bytes = ri_id_text(form, id);
	spelled.len = strlen(spelled.bytes);
	number = find_text(index, spelled);
	ri_id_table_put(index->by_bytes, id.bytes, id.len, number);
	MemoryContextSwitchTo(previous);
	return number;
}

const RiUnit *
ri_find_unit(RiInstitutionIndex *index, RiIdForm form, RiId id)
{
	int32		number;

	if (id.len == 0)
		return NULL;
	number = form == RI_ID_TEXT ? find_text(index, id) :
		find_bytes(index, form, id);
	return &index->units[number];
}

const RiTopLevel *
ri_top_level(const RiInstitutionIndex *index, int32 number)
{
	return &index->tops[number];
}

int32
ri_top_levels(const RiInstitutionIndex *index)
{
	return index->ntops;
}

const char *
ri_region_id(const RiInstitutionIndex *index, int32 number)
{
	return index->regions[number];
}

int32
ri_regions(const RiInstitutionIndex *index)
{
	return index->nregions;
}

void
ri_set_place(const RiInstitutionIndex *index, const RiUnit *unit,
			 const char *country, size_t country_len, RiAffiliation *row,
			 char code[3])
{
	const RiTopLevel *top;

	row->country = ri_country(country, country_len, code);
	row->institution = RI_NO_INSTITUTION;
	row->region = RI_NO_REGION;
	row->reporting = false;
	if (unit == NULL)
		return;
	if (row->country == RI_COUNTRY_UNKNOWN)
	{
		row->country = unit->country;
		strcpy(code, unit->country_code);
	}
	top = &index->tops[unit->top];
	row->institution = unit->top;
	row->region = top->region;
	row->reporting = top->reporting;
}
