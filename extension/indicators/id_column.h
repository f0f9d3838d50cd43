/*
 * id_column.h
 *		Ids of a source as bytes, whatever their type.
 *
 * Two ids are the same where their text is.  Whole numbers and uuids are kept
 * as the few bytes that say as much as their text, everything else as its text.
 */
#ifndef RI_ID_COLUMN_H
#define RI_ID_COLUMN_H

#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "port/pg_bswap.h"
#include "utils/uuid.h"

#include "compat.h"

typedef enum RiIdForm
{
	RI_ID_TEXT,
	RI_ID_INTEGER,				/* 8 bytes, in the order of the numbers */
	RI_ID_UUID					/* 16 bytes */
} RiIdForm;

#define RI_ID_ROOM 16			/* of what is no text */

typedef struct RiIdColumn
{
	Oid			type;			/* of the column; a domain's base type */
	Oid			collation;
	RiIdForm	form;
	bool		exact;			/* the type's own equality is that of the
								 * bytes, and of nothing more */
	char	   *expression;		/* what a statement selects */
} RiIdColumn;

typedef struct RiId
{
	const char *bytes;
	size_t		len;
} RiId;

/* A column of a relation that a statement calls by an alias. */
extern RiIdColumn ri_id_column(Oid relation, const char *alias,
							   const char *name);

/* The text of an id as users see it, in the current memory context. */
extern char *ri_id_text(RiIdForm form, RiId id);

/* The id as a value of the column's type. */
extern Datum ri_id_datum(const RiIdColumn *column, RiId id);

extern RiId ri_copy_id(RiId id);

static inline bool
ri_same_id(RiId a, RiId b)
{
	return a.len == b.len && memcmp(a.bytes, b.bytes, a.len) == 0;
}

/*
 * The id in a value that a column's expression gave.  The bytes stand in the
 * value or in room (RI_ID_ROOM bytes) and live as long as these.
 */
static inline RiId
ri_read_id(const RiIdColumn *column, Datum value, char *room)
{
	RiId		id;

	switch (column->form)
	{
		case RI_ID_INTEGER:
			{
				int64		number = column->type == INT8OID ?
				DatumGetInt64(value) : column->type == INT4OID ?
				DatumGetInt32(value) : DatumGetInt16(value);
				uint64		ordered = pg_hton64((uint64) number ^
												(UINT64CONST(1) << 63));

				memcpy(room, &ordered, sizeof(ordered));
				id.bytes = room;
				id.len = sizeof(ordered);
				return id;
			}
		case RI_ID_UUID:
			id.bytes = (const char *) DatumGetUUIDP(value)->data;
			id.len = UUID_LEN;
			return id;
		case RI_ID_TEXT:
			break;
	}
	value = PointerGetDatum(PG_DETOAST_DATUM_PACKED(value));
	id.bytes = VARDATA_ANY(DatumGetPointer(value));
	id.len = VARSIZE_ANY_EXHDR(DatumGetPointer(value));
	return id;
}

#endif							/* RI_ID_COLUMN_H */
