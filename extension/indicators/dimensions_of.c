/*
 * dimensions_of.c
 *		SQL function dimensions_of: dimensions of their canonical text.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "compat.h"
#include "linked_version.h"

static void
push_part(JsonbParseState **state, JsonbIteratorToken token, const char *start,
		  const char *end)
{
	JsonbValue	part;

	part.type = jbvString;
	part.val.string.val = unconstify(char *, start);
	part.val.string.len = (int) (end - start);
	pushJsonbValue(state, token, &part);
}

/* One k=v, up to end. */
static void
push_pair(JsonbParseState **state, const char *start, const char *end)
{
	const char *equals = memchr(start, '=', end - start);

	if (equals == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is no dimension",
						pnstrdup(start, end - start)),
				 errhint("Dimensions are written k=v;k=v, sorted by key.")));
	push_part(state, WJB_KEY, start, equals);
	push_part(state, WJB_VALUE, equals + 1, end);
}

/* dimensions_of(dimensions text) -> jsonb */
RI_FUNCTION(research_indicators_dimensions_of);
Datum
research_indicators_dimensions_of(PG_FUNCTION_ARGS)
{
	text	   *dimensions = PG_GETARG_TEXT_PP(0);
	const char *at = VARDATA_ANY(dimensions);
	const char *end = at + VARSIZE_ANY_EXHDR(dimensions);
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	while (at < end)
	{
		const char *next = memchr(at, ';', end - at);

		CHECK_FOR_INTERRUPTS();
		if (next == NULL)
			next = end;
		push_pair(&state, at, next);
		at = next + 1;
	}
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT,
													   NULL)));
}
