/*
 * channel_levels.c
 *		Keeps the assigned levels of a year by kind and channel.
 */
#include "channel_levels.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "arguments.h"
#include "id_table.h"

#define FEW_CHANNELS 256

struct RiChannelLevels
{
	RiIdTable  *numbers[RI_CHANNEL_KINDS];	/* of channels */
	const char **levels;
	int32		count;
	int32		capacity;
};

/* The place of a channel's level; a new one holds NULL. */
static const char **
level_place(RiChannelLevels *levels, RiChannelKind kind, const char *channel_id)
{
	size_t		len = strlen(channel_id);
	int32		number = ri_id_table_find(levels->numbers[kind], channel_id,
										  len);

	if (number != RI_NOT_FOUND)
		return &levels->levels[number];
	if (levels->count == levels->capacity)
	{
		levels->capacity *= 2;
		levels->levels = repalloc_huge(levels->levels,
									   sizeof(char *) * levels->capacity);
	}
	ri_id_table_put(levels->numbers[kind], channel_id, len, levels->count);
	levels->levels[levels->count] = NULL;
	return &levels->levels[levels->count++];
}

/* Of several levels of one channel the least holds, not the first. */
static void
take_level(RiChannelLevels *levels, HeapTuple row, TupleDesc desc)
{
	const char *kind_name = ri_row_text(row, desc, 1);
	const char *channel_id = ri_row_text(row, desc, 2);
	const char *level = ri_row_text(row, desc, 3);
	const char **place;
	RiChannelKind kind;

	if (kind_name == NULL || channel_id == NULL ||
		!ri_channel_kind_by_name(kind_name, &kind))
		return;
	place = level_place(levels, kind, channel_id);
	if (*place == NULL || strcmp(level, *place) < 0)
		*place = level;
}

static const char *const level_query =
"SELECT l.kind::text, l.channel_id::text, l.level::text"
" FROM %s.channel_level AS l WHERE l.year OPERATOR(pg_catalog.=) $1"
" AND l.level::text OPERATOR(pg_catalog.<>) 'X'";

RiChannelLevels *
ri_channel_levels(const RiPublicationSource *source)
{
	RiChannelLevels *levels = palloc0(sizeof(RiChannelLevels));
	MemoryContext context = CurrentMemoryContext;
	Oid			argtypes[1] = {INT4OID};
	Datum		args[1] = {Int32GetDatum(source->year)};
	uint64		i;
	int			kind;

	for (kind = 0; kind < RI_CHANNEL_KINDS; kind++)
		levels->numbers[kind] = ri_id_table_create(FEW_CHANNELS);
	levels->capacity = FEW_CHANNELS;
	levels->levels = palloc(sizeof(char *) * levels->capacity);

	if (SPI_execute_with_args(psprintf(level_query, source->schema), 1,
							  argtypes, args, NULL, true,
							  0) != SPI_OK_SELECT)
		elog(ERROR, "could not read levels of channels");
	MemoryContextSwitchTo(context);
	for (i = 0; i < SPI_processed; i++)
	{
		CHECK_FOR_INTERRUPTS();
		take_level(levels, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
	}
	SPI_freetuptable(SPI_tuptable);
	return levels;
}

const char *
ri_channel_level(const RiChannelLevels *levels, RiChannelKind kind,
				 const char *channel_id)
{
	int32		number;

	if (channel_id == NULL)
		return NULL;
	number = ri_id_table_find(levels->numbers[kind], channel_id,
							  strlen(channel_id));
	return number == RI_NOT_FOUND ? NULL : levels->levels[number];
}
