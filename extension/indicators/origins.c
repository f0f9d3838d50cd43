/*
 * origins.c
 *		Which of several origins is the weakest, and SQL function
 *		weakest_origin.
 */
#include "origins.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "linked_version.h"

static const char *const origins[] =
{"illustrative", "site", "inferred", "published"};

#define STRONGER_THAN_ALL lengthof(origins)

static size_t
strength(const char *name, size_t len)
{
	size_t		i;

	for (i = 0; i < lengthof(origins); i++)
		if (strlen(origins[i]) == len && memcmp(origins[i], name, len) == 0)
			break;
	return i;
}

const char *
ri_weaker_origin(const char *a, const text *b)
{
	size_t		of_a = a == NULL ? STRONGER_THAN_ALL : strength(a, strlen(a));
	size_t		of_b = b == NULL ? STRONGER_THAN_ALL :
		strength(VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));
	size_t		weaker = Min(of_a, of_b);

	return weaker == STRONGER_THAN_ALL ? NULL : origins[weaker];
}

/* weakest_origin(origins text[]) -> text */
RI_FUNCTION(research_indicators_weakest_origin);
Datum
research_indicators_weakest_origin(PG_FUNCTION_ARGS)
{
	const char *weakest = NULL;
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	int			i;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false,
					  TYPALIGN_INT, &elements, &nulls, &count);
	for (i = 0; i < count; i++)
		if (!nulls[i])
			weakest = ri_weaker_origin(weakest, DatumGetTextPP(elements[i]));
	if (weakest == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(weakest));
}
