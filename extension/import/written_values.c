/*
 * written_values.c
 *		SQL functions that read numbers, days, moments, truth values, ISBN and
 *		ISSN, and give NULL for what is none.
 *
 * What is read is core/written_value.h and core/book_number.h; this file only
 * speaks PostgreSQL.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "book_number.h"
#include "compat.h"
#include "linked_version.h"
#include "written_value.h"

/* The plain form of a number; NULL for none. */
static char *
plain_decimal(text *value, char decimal)
{
	size_t		len = VARSIZE_ANY_EXHDR(value);
	char	   *plain;
	size_t		n;

	if (len > 2 * RI_DECIMAL_MAX_LENGTH)
		return NULL;
	plain = (char *) palloc(len + 1);
	if (!ri_decimal_written(VARDATA_ANY(value), len, decimal, plain, &n))
		return NULL;
	plain[n] = '\0';
	return plain;
}

/* parse_decimal(text, text) -> numeric */
RI_FUNCTION(research_indicators_parse_decimal);
Datum
research_indicators_parse_decimal(PG_FUNCTION_ARGS)
{
	text	   *sign = PG_GETARG_TEXT_PP(1);
	char	   *plain;

	if (VARSIZE_ANY_EXHDR(sign) != 1 ||
		(*VARDATA_ANY(sign) != ',' && *VARDATA_ANY(sign) != '.'))
		PG_RETURN_NULL();
	plain = plain_decimal(PG_GETARG_TEXT_PP(0), *VARDATA_ANY(sign));
	if (plain == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall3(numeric_in, CStringGetDatum(plain),
										ObjectIdGetDatum(InvalidOid),
										Int32GetDatum(-1)));
}

/* parse_integer(text) -> integer: digits with a sign; 12.0 is one too */
RI_FUNCTION(research_indicators_parse_integer);
Datum
research_indicators_parse_integer(PG_FUNCTION_ARGS)
{
	char	   *plain = plain_decimal(PG_GETARG_TEXT_PP(0), '.');
	char	   *c;
	int64		value = 0;

	if (plain == NULL)
		PG_RETURN_NULL();
	for (c = plain + (*plain == '-'); *c >= '0' && *c <= '9'; c++)
	{
		value = value * 10 + (*c - '0');
		if (value > (int64) PG_INT32_MAX + 1)
			PG_RETURN_NULL();
	}
	if (*c == '.' && strspn(c + 1, "0") != strlen(c + 1))
		PG_RETURN_NULL();
	if (*plain == '-')
		value = -value;
	if (value > PG_INT32_MAX)
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) value);
}

/* parse_date(text, text[]) -> date: by the first format that fits */
RI_FUNCTION(research_indicators_parse_date);
Datum
research_indicators_parse_date(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	ArrayType  *formats = PG_GETARG_ARRAYTYPE_P(1);
	Datum	   *format;
	bool	   *is_null;
	int			n;
	int			i;
	RiDay		day;

	deconstruct_array(formats, TEXTOID, -1, false, TYPALIGN_INT, &format,
					  &is_null, &n);
	for (i = 0; i < n; i++)
	{
		text	   *f;

		if (is_null[i])
			continue;
		f = DatumGetTextPP(format[i]);
		if (ri_day_written(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
						   VARDATA_ANY(f), VARSIZE_ANY_EXHDR(f), &day))
			PG_RETURN_DATEADT(day);
	}
	PG_RETURN_NULL();
}

/* parse_moment(text) -> timestamptz */
RI_FUNCTION(research_indicators_parse_moment);
Datum
research_indicators_parse_moment(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	int64_t		microseconds;

	if (!ri_moment_written(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
						   &microseconds))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(microseconds);
}

/* parse_boolean(text) -> boolean */
RI_FUNCTION(research_indicators_parse_boolean);
Datum
research_indicators_parse_boolean(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	bool		truth;

	if (!ri_truth_written(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
						  &truth))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(truth);
}

/* parse_isbn(text) -> text: thirteen digits */
RI_FUNCTION(research_indicators_parse_isbn);
Datum
research_indicators_parse_isbn(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	char		isbn[RI_ISBN_LENGTH];

	if (!ri_isbn_read(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), isbn))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(isbn, RI_ISBN_LENGTH));
}

/* parse_issn(text) -> text: 1234-567X */
RI_FUNCTION(research_indicators_parse_issn);
Datum
research_indicators_parse_issn(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	char		issn[RI_ISSN_LENGTH];

	if (!ri_issn_read(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), issn))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(issn, RI_ISSN_LENGTH));
}
