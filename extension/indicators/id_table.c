/*
 * id_table.c
 *		Open addressing with linear probing over bytes that stand elsewhere.
 */
#include "id_table.h"

#include "common/hashfn.h"
#include "port/pg_bitutils.h"

typedef struct IdEntry
{
	const char *bytes;			/* NULL: free */
	size_t		len;
	uint32		hash;
	int32		number;
} IdEntry;

struct RiIdTable
{
	MemoryContext context;
	IdEntry    *entries;
	uint32		size;			/* a power of two */
	uint32		used;			/* at most half of it */
};

static void
make_entries(RiIdTable *table, uint32 size)
{
	table->size = size;
	table->used = 0;
	table->entries =
		MemoryContextAllocExtended(table->context,
								   sizeof(IdEntry) * (Size) size,
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

RiIdTable *
ri_id_table_create(uint32 expected)
{
	RiIdTable  *table = palloc(sizeof(RiIdTable));

	table->context = CurrentMemoryContext;
	make_entries(table, pg_nextpower2_32(expected * 2));
	return table;
}

/* The entry of an id, or the free one where it would stand. */
static IdEntry *
find_entry(const RiIdTable *table, const char *bytes, size_t len, uint32 hash)
{
	uint32		at = hash & (table->size - 1);

	for (;;)
	{
		IdEntry    *entry = &table->entries[at];

		if (entry->bytes == NULL ||
			(entry->hash == hash && entry->len == len &&
			 memcmp(entry->bytes, bytes, len) == 0))
			return entry;
		at = (at + 1) & (table->size - 1);
	}
}

static uint32
hash_id(const char *bytes, size_t len)
{
	return hash_bytes((const unsigned char *) bytes, (int) len);
}

static void
grow(RiIdTable *table)
{
	IdEntry    *old = table->entries;
	uint32		size = table->size;
	uint32		i;

	if (size > PG_UINT32_MAX / 4)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different ids")));
	make_entries(table, size * 2);
	for (i = 0; i < size; i++)
	{
		if (old[i].bytes == NULL)
			continue;
		*find_entry(table, old[i].bytes, old[i].len, old[i].hash) = old[i];
		table->used++;
	}
	pfree(old);
}

int32
ri_id_table_find(const RiIdTable *table, const char *bytes, size_t len)
{
	const IdEntry *entry = find_entry(table, bytes, len, hash_id(bytes, len));

	return entry->bytes == NULL ? RI_NOT_FOUND : entry->number;
}

void
ri_id_table_put(RiIdTable *table, const char *bytes, size_t len, int32 number)
{
	uint32		hash = hash_id(bytes, len);
	IdEntry    *entry;

	if (table->used == table->size / 2)
		grow(table);
	entry = find_entry(table, bytes, len, hash);
	if (entry->bytes == NULL)
		table->used++;
	entry->bytes = bytes;
	entry->len = len;
	entry->hash = hash;
	entry->number = number;
}

void
ri_id_table_clear(RiIdTable *table)
{
	memset(table->entries, 0, sizeof(IdEntry) * (Size) table->size);
	table->used = 0;
}
