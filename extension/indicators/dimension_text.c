/*
 * dimension_text.c
 *		SQL function dimension_text over core/dimensions.h.
 *
 * In C because a report asks for it tens of thousands of times, where a query
 * over jsonb_each_text() took as long as the facts themselves.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "arguments.h"
#include "compat.h"
#include "dimensions.h"
#include "linked_version.h"

#define USUAL_DIMENSIONS 8

static void
set_value(RiDimension *dimension, const char *value, size_t len)
{
	dimension->value = value;
	dimension->value_len = len;
}

/* A value as ->> shows it. */
static void
read_value(JsonbValue *value, RiDimension *dimension)
{
	StringInfoData document;
	const char *digits;

	switch (value->type)
	{
		case jbvString:
			set_value(dimension, value->val.string.val,
					  (size_t) value->val.string.len);
			break;
		case jbvNumeric:
			digits = ri_numeric_text(NumericGetDatum(value->val.numeric));
			set_value(dimension, digits, strlen(digits));
			break;
		case jbvBool:
			digits = value->val.boolean ? "true" : "false";
			set_value(dimension, digits, strlen(digits));
			break;
		case jbvBinary:
			initStringInfo(&document);
			JsonbToCString(&document, value->val.binary.data,
						   value->val.binary.len);
			set_value(dimension, document.data, (size_t) document.len);
			break;
		default:
			elog(ERROR, "unexpected type %d of a jsonb value",
				 (int) value->type);
	}
}

/* The dimensions that have a value; returns how many. */
static size_t
read_dimensions(Jsonb *object, RiDimension *dimensions)
{
	JsonbIterator *iterator = JsonbIteratorInit(&object->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	size_t		n = 0;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_KEY)
		{
			dimensions[n].key = value.val.string.val;
			dimensions[n].key_len = (size_t) value.val.string.len;
		}
		else if (token == WJB_VALUE && value.type != jbvNull)
			read_value(&value, &dimensions[n++]);
	}
	return n;
}

/* dimension_text(dimensions jsonb) -> text */
RI_FUNCTION(research_indicators_dimension_text);
Datum
research_indicators_dimension_text(PG_FUNCTION_ARGS)
{
	Jsonb	   *object = PG_GETARG_JSONB_P(0);
	RiDimension usual[USUAL_DIMENSIONS];
	RiDimension *dimensions = usual;
	text	   *result;
	size_t		length;
	size_t		n;

	if (!JB_ROOT_IS_OBJECT(object))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("dimensions are no object"),
				 errhint("Give an object such as {\"phase\": \"planning\"}.")));
	if (JB_ROOT_COUNT(object) > USUAL_DIMENSIONS)
		dimensions = palloc(sizeof(RiDimension) * JB_ROOT_COUNT(object));
	n = read_dimensions(object, dimensions);
	ri_dimensions_sort(dimensions, n);
	length = ri_dimensions_length(dimensions, n);
	result = palloc(VARHDRSZ + length);
	SET_VARSIZE(result, VARHDRSZ + length);
	ri_dimensions_write(dimensions, n, VARDATA(result));
	PG_RETURN_TEXT_P(result);
}
