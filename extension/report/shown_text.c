/*
 * shown_text.c
 *		What is shown of the texts of a site: SQL functions report_text,
 *		dimension_code, masked and is_odd_text.
 *
 * Whatever a column holds, a report gets text without control characters, of a
 * bounded length, and without personal data: a text in which core/personal.h
 * finds any is replaced as a whole, since the words around a number are often a
 * name.  The findings tell which column it was.
 */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "compat.h"
#include "linked_version.h"
#include "personal.h"
#include "text.h"
#include "xml_library.h"

#define MASKED "[***]"
#define CUT "\xE2\x80\xA6"		/* three dots */
#define MOST_BYTES 8000			/* of a text */
#define MOST_CODE_BYTES 400		/* of a code that figures are split by */

static bool
is_personal(const char *value, size_t len)
{
	return ri_personal_data(value, len, false) != 0;
}

/* The bytes of UTF-8 text that fit into most, whole characters only. */
static size_t
fitting(const char *utf8, size_t len, size_t most)
{
	if (len <= most)
		return len;
	len = most;
	while (len > 0 && ((unsigned char) utf8[len] & 0xC0) == 0x80)
		len--;
	return len;
}

/* UTF-8 without control characters, and blanks around; NULL for nothing. */
static char *
plain(Datum value, size_t *len)
{
	char	   *utf8 = ri_datum_utf8(value, len);
	char	   *clean = palloc(3 * *len + sizeof(CUT));
	size_t		start;

	*len = ri_text_filter(utf8, *len, clean);
	start = ri_text_trim(clean, len);
	return *len > 0 ? clean + start : NULL;
}

/*
 * The text as it is shown, of at most so many bytes and three dots: NULL where
 * nothing is left.  Only the beginning of a long text is ever read.
 */
static char *
shown(Datum value, size_t most)
{
	Datum		begin = PointerGetDatum(DatumGetTextPSlice(value, 0,
														   2 * MOST_BYTES));
	size_t		len;
	char	   *utf8 = plain(begin, &len);
	size_t		kept;

	if (utf8 == NULL)
		return NULL;
	if (is_personal(utf8, len))
		return pstrdup(MASKED);
	kept = fitting(utf8, len, most);
	strcpy(utf8 + kept, kept < len ? CUT : "");
	return utf8;
}

/* plain_text(text) -> text: on one line, NULL for nothing */
RI_FUNCTION(research_indicators_plain_text);
Datum
research_indicators_plain_text(PG_FUNCTION_ARGS)
{
	size_t		len;
	char	   *utf8 = plain(PG_GETARG_DATUM(0), &len);

	if (utf8 == NULL)
		PG_RETURN_NULL();
	utf8[len] = '\0';
	return ri_utf8_text(utf8, len);
}

/* report_text(text) -> text: as every report shows it, NULL for nothing */
RI_FUNCTION(research_indicators_report_text);
Datum
research_indicators_report_text(PG_FUNCTION_ARGS)
{
	char	   *utf8 = shown(PG_GETARG_DATUM(0), MOST_BYTES);

	if (utf8 == NULL)
		PG_RETURN_NULL();
	return ri_utf8_text(utf8, strlen(utf8));
}

/* dimension_code(text) -> text: the same, with %, ; and = as in an address */
RI_FUNCTION(research_indicators_dimension_code);
Datum
research_indicators_dimension_code(PG_FUNCTION_ARGS)
{
	char	   *utf8 = shown(PG_GETARG_DATUM(0), MOST_CODE_BYTES);
	char	   *code;
	char	   *out;

	if (utf8 == NULL)
		PG_RETURN_NULL();
	code = palloc(3 * strlen(utf8) + 1);
	for (out = code; *utf8 != '\0'; utf8++)
	{
		if (*utf8 == '%' || *utf8 == ';' || *utf8 == '=')
			out += sprintf(out, "%%%02X", (unsigned) *utf8);
		else
			*out++ = *utf8;
	}
	return ri_utf8_text(code, (size_t) (out - code));
}

/* Whether the server's text is none that may be shown as it is. */
static bool
needs_change(const char *value, size_t len)
{
	return len > MOST_BYTES || is_personal(value, len);
}

/* masked(text) -> text: itself, unless it holds personal data or is too long */
RI_FUNCTION(research_indicators_masked);
Datum
research_indicators_masked(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	char	   *utf8;

	if (!needs_change(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)))
		PG_RETURN_TEXT_P(value);
	utf8 = shown(PointerGetDatum(value), MOST_BYTES);
	return utf8 == NULL ? CStringGetTextDatum("") :
		ri_utf8_text(utf8, strlen(utf8));
}

static bool
any_needs_change(Jsonb *content)
{
	JsonbIterator *iterator = JsonbIteratorInit(&content->root);
	JsonbValue	value;
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if ((token == WJB_VALUE || token == WJB_ELEM) &&
			value.type == jbvString &&
			needs_change(value.val.string.val, (size_t) value.val.string.len))
			return true;
	}
	return false;
}

static void
mask_string(JsonbValue *value)
{
	text	   *shown_value =
		DatumGetTextPP(DirectFunctionCall1(research_indicators_masked,
										   PointerGetDatum(cstring_to_text_with_len(value->val.string.val,
																					value->val.string.len))));

	value->val.string.val = VARDATA_ANY(shown_value);
	value->val.string.len = (int) VARSIZE_ANY_EXHDR(shown_value);
}

/* masked(jsonb) -> jsonb: every string in it; keys are ours */
RI_FUNCTION(research_indicators_masked_content);
Datum
research_indicators_masked_content(PG_FUNCTION_ARGS)
{
	Jsonb	   *content = PG_GETARG_JSONB_P(0);
	JsonbParseState *state = NULL;
	JsonbIterator *iterator;
	JsonbValue	value;
	JsonbValue *root = NULL;
	JsonbIteratorToken token;

	if (!any_needs_change(content))
		PG_RETURN_JSONB_P(content);
	iterator = JsonbIteratorInit(&content->root);
	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		bool		is_value = token == WJB_KEY || token == WJB_VALUE ||
			token == WJB_ELEM ||
			(token == WJB_BEGIN_ARRAY && value.val.array.rawScalar);

		CHECK_FOR_INTERRUPTS();
		if ((token == WJB_VALUE || token == WJB_ELEM) &&
			value.type == jbvString)
			mask_string(&value);
		root = pushJsonbValue(&state, token, is_value ? &value : NULL);
	}
	PG_RETURN_JSONB_P(JsonbValueToJsonb(root));
}

/* is_odd_text(text) -> bool: whether a report shows it otherwise than it is */
RI_FUNCTION(research_indicators_is_odd_text);
Datum
research_indicators_is_odd_text(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	size_t		len = VARSIZE_ANY_EXHDR(value);
	char	   *utf8 = VARDATA_ANY(value);

	if (len > MOST_BYTES)
		PG_RETURN_BOOL(true);
	if (GetDatabaseEncoding() != PG_UTF8)
		utf8 = ri_datum_utf8(PointerGetDatum(value), &len);
	PG_RETURN_BOOL(!ri_text_is_plain(utf8, len));
}
