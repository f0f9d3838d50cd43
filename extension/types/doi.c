/*
 * doi.c
 *		SQL type doi: a digital object identifier, stored as its normal form.
 *
 * The rule and the normal form are core/doi.h; this file only speaks
 * PostgreSQL.  The layout is that of text, so a doi is read as text as it is.
 * The order is that of bytes: the same under every collation.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"

#include "doi.h"
#include "errors.h"
#include "scalar_type.h"

#define SHOWN_LENGTH 200		/* of an input in messages */

/* doi_in(cstring) -> doi */
PG_FUNCTION_INFO_V1(doi_in);
Datum
doi_in(PG_FUNCTION_ARGS)
{
	char	   *input = PG_GETARG_CSTRING(0);
	size_t		len = strlen(input);
	char	   *doi = (char *) palloc(len + 1);
	size_t		doi_len = 0;
	int			shown = pg_mbcliplen(input, (int) len, SHOWN_LENGTH);

	switch (ri_doi_parse(input, len, doi, &doi_len))
	{
		case RI_DOI_OK:
			break;
		case RI_DOI_SYNTAX:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type doi: \"%.*s\"",
							shown, input),
					 errhint("A DOI has the form 10.<registrant>/<suffix> without blanks, for example 10.3389/fspor.2022.903300; https://doi.org/ or doi: may stand before it.")));
			break;
		case RI_DOI_TOO_LONG:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_RI_DOI_TOO_LONG),
					 errmsg("DOI \"%.*s...\" is longer than %d bytes",
							shown, input, RI_DOI_MAX_LENGTH),
					 errhint("See whether more than the DOI stands in it.")));
			break;
	}
	PG_RETURN_TEXT_P(ri_make_text(doi, doi_len));
}

/* doi_out(doi) -> cstring */
PG_FUNCTION_INFO_V1(doi_out);
Datum
doi_out(PG_FUNCTION_ARGS)
{
	text	   *doi = PG_GETARG_TEXT_PP(0);

	PG_RETURN_CSTRING(pnstrdup(VARDATA_ANY(doi), VARSIZE_ANY_EXHDR(doi)));
}

/*
 * doi_recv(internal) -> doi: the input is hostile until checked, and it is a
 * normal form or nothing, since binary values are no place for guesses
 */
PG_FUNCTION_INFO_V1(doi_recv);
Datum
doi_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int			len;
	char	   *input = pq_getmsgtext(buffer, buffer->len - buffer->cursor,
									  &len);
	char	   *doi = (char *) palloc(len + 1);
	size_t		doi_len = 0;

	if (ri_doi_parse(input, len, doi, &doi_len) != RI_DOI_OK ||
		doi_len != (size_t) len || memcmp(doi, input, len) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value \"%.*s\" for type doi",
						pg_mbcliplen(input, len, SHOWN_LENGTH), input),
				 errhint("Send the text of a DOI in normal form: 10.<registrant>/<suffix>, the letters A to Z small.")));
	PG_RETURN_TEXT_P(ri_make_text(doi, doi_len));
}

/* doi_send(doi) -> bytea: its text */
PG_FUNCTION_INFO_V1(doi_send);
Datum
doi_send(PG_FUNCTION_ARGS)
{
	text	   *doi = PG_GETARG_TEXT_PP(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendtext(&buffer, VARDATA_ANY(doi), VARSIZE_ANY_EXHDR(doi));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* By bytes, a beginning before what goes on; indexes must not leak memory. */
static int
compare(FunctionCallInfo fcinfo)
{
	text	   *a = PG_GETARG_TEXT_PP(0);
	text	   *b = PG_GETARG_TEXT_PP(1);
	int			a_len = VARSIZE_ANY_EXHDR(a);
	int			b_len = VARSIZE_ANY_EXHDR(b);
	int			order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b),
							   Min(a_len, b_len));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order != 0 ? ri_compare_numbers(order, 0) :
		ri_compare_numbers(a_len, b_len);
}

RI_ORDER_FUNCTIONS(doi, compare)

/* doi_hash(doi) -> int: hash support */
PG_FUNCTION_INFO_V1(doi_hash);
Datum
doi_hash(PG_FUNCTION_ARGS)
{
	text	   *doi = PG_GETARG_TEXT_PP(0);
	Datum		hash = hash_any((const unsigned char *) VARDATA_ANY(doi),
								VARSIZE_ANY_EXHDR(doi));

	PG_FREE_IF_COPY(doi, 0);
	return hash;
}

/* doi_hash_extended(doi, bigint) -> bigint: seeded hash support */
PG_FUNCTION_INFO_V1(doi_hash_extended);
Datum
doi_hash_extended(PG_FUNCTION_ARGS)
{
	text	   *doi = PG_GETARG_TEXT_PP(0);
	Datum		hash = hash_any_extended(
		(const unsigned char *) VARDATA_ANY(doi), VARSIZE_ANY_EXHDR(doi),
		PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(doi, 0);
	return hash;
}

/* is_doi(text) -> bool: the rule of the type, without its errors */
PG_FUNCTION_INFO_V1(research_indicators_is_doi);
Datum
research_indicators_is_doi(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	size_t		len = VARSIZE_ANY_EXHDR(value);
	char	   *doi = (char *) palloc(len + 1);
	bool		result;

	result = ri_doi_parse(VARDATA_ANY(value), len, doi, &len) == RI_DOI_OK;
	pfree(doi);
	PG_RETURN_BOOL(result);
}

/* normal_doi(text) -> text: the normal form, NULL of what is no DOI */
PG_FUNCTION_INFO_V1(research_indicators_normal_doi);
Datum
research_indicators_normal_doi(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	size_t		len = VARSIZE_ANY_EXHDR(input);
	char	   *doi = (char *) palloc(len + 1);
	size_t		doi_len = 0;

	if (ri_doi_parse(VARDATA_ANY(input), len, doi, &doi_len) != RI_DOI_OK)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(ri_make_text(doi, doi_len));
}
