/*
 * fuzz_spelling.c
 *		No spelling is longer than the promised room, none holds a character that
 *		would end it early.
 *
 * Buffers have exactly the promised size, so that the address sanitizer sees a
 * byte too many.
 */
#include <string.h>

#include "fuzz.h"
#include "spelling.h"

/* Unquoted: no delimiter, quote or line end.  Quoted: quotes come in pairs. */
static void
require_one_cell(const char *cell, size_t len, char delimiter)
{
	size_t		quotes = 0;
	size_t		i;

	for (i = 0; i < len; i++)
		quotes += cell[i] == '"';
	REQUIRE(quotes % 2 == 0);
	if (quotes > 0)
		REQUIRE(len >= 2 && cell[0] == '"' && cell[len - 1] == '"');
	else
	{
		REQUIRE(memchr(cell, delimiter, len) == NULL);
		REQUIRE(memchr(cell, '\n', len) == NULL);
		REQUIRE(memchr(cell, '\r', len) == NULL);
	}
}

static void
require_no_formula(const char *cell, size_t len)
{
	size_t		i = len > 0 && cell[0] == '"';

	while (i < len && (cell[i] == ' ' || cell[i] == '\t' || cell[i] == '\r' ||
					   cell[i] == '\n'))
		i++;
	REQUIRE(i == len || memchr("=+-@", cell[i], 4) == NULL);
}

static void
try_csv(const RiCsvForm *form, const char *in, size_t size, char *out)
{
	size_t		len = ri_csv_text(form, in, size, out);

	REQUIRE(len <= RI_SPELLING_ROOM(size));
	require_one_cell(out, len, form->delimiter);
	require_no_formula(out, len);
	REQUIRE(ri_csv_number(form, in, size, out) == size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *in = (const char *) data;
	char	   *out = malloc(RI_SPELLING_ROOM(size));
	size_t		len;
	size_t		i;

	if (out == NULL)
		exit(2);
	len = ri_xml_attribute(in, size, out);
	REQUIRE(len >= size && len <= RI_SPELLING_ROOM(size));
	REQUIRE(memchr(out, '<', len) == NULL && memchr(out, '"', len) == NULL);

	len = ri_json_string(in, size, out);
	REQUIRE(len >= size + 2 && len <= RI_SPELLING_ROOM(size));
	REQUIRE(out[0] == '"' && out[len - 1] == '"');
	for (i = 1; i < len - 1; i++)
	{
		REQUIRE(out[i] != '"');
		if (out[i] == '\\')
			i++;
	}

	try_csv(&ri_csv_plain, in, size, out);
	try_csv(&ri_csv_excel, in, size, out);
	free(out);
	return 0;
}
