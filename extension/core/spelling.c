/*
 * spelling.c
 *		Escapes of XML, JSON and CSV, each in one place for all that is written.
 */
#include "spelling.h"

#include <string.h>

const RiCsvForm ri_csv_plain = {',', '.'};
const RiCsvForm ri_csv_excel = {';', ','};

bool
ri_is_printable_ascii(const char *in, size_t len)
{
	size_t		i;

	for (i = 0; i < len; i++)
		if (in[i] < ' ' || in[i] > '~')
			return false;
	return true;
}

static const char *
xml_entity(char c)
{
	switch (c)
	{
		case '&':
			return "&amp;";
		case '<':
			return "&lt;";
		case '>':
			return "&gt;";
		case '"':
			return "&quot;";
		default:
			return NULL;
	}
}

size_t
ri_xml_attribute(const char *in, size_t len, char *out)
{
	size_t		written = 0;
	size_t		i;

	for (i = 0; i < len; i++)
	{
		const char *entity = xml_entity(in[i]);

		if (entity == NULL)
			out[written++] = in[i];
		else
		{
			size_t		entity_len = strlen(entity);

			memcpy(out + written, entity, entity_len);
			written += entity_len;
		}
	}
	return written;
}

size_t
ri_json_string(const char *in, size_t len, char *out)
{
	size_t		written = 0;
	size_t		i;

	out[written++] = '"';
	for (i = 0; i < len; i++)
	{
		if (in[i] == '"' || in[i] == '\\')
			out[written++] = '\\';
		out[written++] = in[i];
	}
	out[written++] = '"';
	return written;
}

/*
 * Blanks in front do not keep every spreadsheet from seeing a formula, nor does
 * the full width of its sign (U+FF0B, U+FF0D, U+FF1D, U+FF20).
 */
static bool
looks_like_formula(const char *in, size_t len)
{
	size_t		i = 0;

	while (i < len && (in[i] == ' ' || in[i] == '\t' || in[i] == '\r' ||
					   in[i] == '\n'))
		i++;
	if (len - i >= 3 && memcmp(in + i, "\xEF\xBC", 2) == 0)
		return memchr("\x8B\x8D\x9D\xA0", in[i + 2], 4) != NULL;
	return i < len && (in[i] == '=' || in[i] == '+' || in[i] == '-' ||
					   in[i] == '@');
}

static bool
needs_quotes(const RiCsvForm *form, const char *in, size_t len)
{
	size_t		i;

	for (i = 0; i < len; i++)
		if (in[i] == form->delimiter || in[i] == '"' || in[i] == '\r' ||
			in[i] == '\n')
			return true;
	return false;
}

size_t
ri_csv_text(const RiCsvForm *form, const char *in, size_t len, char *out)
{
	bool		quoted = needs_quotes(form, in, len);
	size_t		written = 0;
	size_t		i;

	if (quoted)
		out[written++] = '"';
	if (looks_like_formula(in, len))
		out[written++] = '\'';
	for (i = 0; i < len; i++)
	{
		if (in[i] == '"')
			out[written++] = '"';
		out[written++] = in[i];
	}
	if (quoted)
		out[written++] = '"';
	return written;
}

size_t
ri_csv_number(const RiCsvForm *form, const char *in, size_t len, char *out)
{
	size_t		i;

	for (i = 0; i < len; i++)
		out[i] = in[i] == '.' ? form->decimal_mark : in[i];
	return len;
}
