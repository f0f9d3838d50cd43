/*
 * personal_data.c
 *		SQL functions that recognise personal data in a text.
 *
 * What is recognised is core/personal.h; this file only speaks PostgreSQL.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "linked_version.h"
#include "personal.h"

typedef struct Kind
{
	unsigned	bit;
	const char *name;
} Kind;

static const Kind kinds[] = {
	{RI_PERSONAL_IDENTITY_NUMBER, "identity_number"},
	{RI_PERSONAL_EMAIL, "email"},
	{RI_PERSONAL_TELEPHONE, "telephone"}
};

/* personal_data(text, bool) -> text[] */
RI_FUNCTION(research_indicators_personal_data);
Datum
research_indicators_personal_data(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	unsigned	found = ri_personal_data(VARDATA_ANY(value),
										 VARSIZE_ANY_EXHDR(value),
										 PG_GETARG_BOOL(1));
	Datum		names[lengthof(kinds)];
	int			n = 0;
	int			i;

	for (i = 0; i < (int) lengthof(kinds); i++)
	{
		if (found & kinds[i].bit)
			names[n++] = CStringGetTextDatum(kinds[i].name);
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(names, n, TEXTOID, -1, false,
										  TYPALIGN_INT));
}

/* has_personal_data(text, bool) -> bool: the same without the kinds */
RI_FUNCTION(research_indicators_has_personal_data);
Datum
research_indicators_has_personal_data(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);

	PG_RETURN_BOOL(ri_personal_data(VARDATA_ANY(value),
									VARSIZE_ANY_EXHDR(value),
									PG_GETARG_BOOL(1)) != 0);
}
