/*
 * json_values.c
 *		SQL functions that rows of documents are made with: called for every
 *		author and address of a file, so they are C.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "compat.h"
#include "linked_version.h"

/* The one value of a container that is no array, as an element. */
static void
push_only_element(JsonbParseState **state, Jsonb *value)
{
	JsonbValue	element;

	if (JB_ROOT_IS_SCALAR(value))
		(void) JsonbExtractScalar(&value->root, &element);
	else
	{
		element.type = jbvBinary;
		element.val.binary.data = &value->root;
		element.val.binary.len = VARSIZE(value) - VARHDRSZ;
	}
	if (element.type != jbvNull)
		(void) pushJsonbValue(state, WJB_ELEM, &element);
}

/* as_array(jsonb) -> jsonb: an array as it is, nothing as an empty one */
RI_FUNCTION(research_indicators_as_array);
Datum
research_indicators_as_array(PG_FUNCTION_ARGS)
{
	Jsonb	   *value = PG_ARGISNULL(0) ? NULL : PG_GETARG_JSONB_P(0);
	JsonbParseState *state = NULL;
	JsonbValue *array;

	if (value != NULL && JB_ROOT_IS_ARRAY(value) && !JB_ROOT_IS_SCALAR(value))
		PG_RETURN_JSONB_P(value);
	(void) pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	if (value != NULL)
		push_only_element(&state, value);
	array = pushJsonbValue(&state, WJB_END_ARRAY, NULL);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(array));
}

/* last_segment(text) -> text: what follows the last slash but those at the end */
RI_FUNCTION(research_indicators_last_segment);
Datum
research_indicators_last_segment(PG_FUNCTION_ARGS)
{
	text	   *address = PG_GETARG_TEXT_PP(0);
	const char *bytes = VARDATA_ANY(address);
	size_t		end = VARSIZE_ANY_EXHDR(address);
	size_t		start;

	while (end > 0 && bytes[end - 1] == '/')
		end--;
	start = end;
	while (start > 0 && bytes[start - 1] != '/')
		start--;
	if (start == end)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(bytes + start,
											  (int) (end - start)));
}
