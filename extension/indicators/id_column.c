/*
 * id_column.c
 *		Which bytes stand for the ids of a column.
 */
#include "id_column.h"

#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define SIGN_BIT (UINT64CONST(1) << 63)
#define LONGEST_NUMBER 21		/* an int64 with sign and terminator */

static RiIdForm
form_of_type(Oid type)
{
	switch (type)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
			return RI_ID_INTEGER;
		case UUIDOID:
			return RI_ID_UUID;
		default:
			return RI_ID_TEXT;
	}
}

/* Texts that a collation may hold equal though they differ are not exact. */
static bool
is_exact(Oid type, Oid collation)
{
	if (form_of_type(type) != RI_ID_TEXT)
		return true;
	return (type == TEXTOID || type == VARCHAROID) &&
		get_collation_isdeterministic(collation);
}

RiIdColumn
ri_id_column(Oid relation, const char *alias, const char *name)
{
	RiIdColumn	column;
	AttrNumber	number = get_attnum(relation, name);
	int32		typmod;

	if (number == InvalidAttrNumber)
		elog(ERROR, "relation %u has no column \"%s\"", relation, name);
	get_atttypetypmodcoll(relation, number, &column.type, &typmod,
						  &column.collation);
	column.type = getBaseType(column.type);
	column.form = form_of_type(column.type);
	column.exact = is_exact(column.type, column.collation);
	column.expression = psprintf("%s.%s%s", alias, name,
								 column.form == RI_ID_TEXT ? "::text" : "");
	return column;
}

static int64
number_of_id(RiId id)
{
	uint64		ordered;

	memcpy(&ordered, id.bytes, sizeof(ordered));
	return (int64) (pg_ntoh64(ordered) ^ SIGN_BIT);
}

char *
ri_id_text(RiIdForm form, RiId id)
{
	char	   *number;

	switch (form)
	{
		case RI_ID_INTEGER:
			number = palloc(LONGEST_NUMBER);
			pg_lltoa(number_of_id(id), number);
			return number;
		case RI_ID_UUID:
			return DatumGetCString(
				DirectFunctionCall1(uuid_out, PointerGetDatum(id.bytes)));
		case RI_ID_TEXT:
			break;
	}
	return pnstrdup(id.bytes, id.len);
}

Datum
ri_id_datum(const RiIdColumn *column, RiId id)
{
	switch (column->type)
	{
		case INT2OID:
			return Int16GetDatum((int16) number_of_id(id));
		case INT4OID:
			return Int32GetDatum((int32) number_of_id(id));
		case INT8OID:
			return Int64GetDatum(number_of_id(id));
		case UUIDOID:
			return PointerGetDatum(id.bytes);
		default:
			return PointerGetDatum(cstring_to_text_with_len(id.bytes,
															(int) id.len));
	}
}

RiId
ri_copy_id(RiId id)
{
	RiId		copy = {NULL, id.len};
	char	   *bytes = palloc(id.len + 1);

	memcpy(bytes, id.bytes, id.len);
	copy.bytes = bytes;
	return copy;
}
