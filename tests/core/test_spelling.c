/*
 * test_spelling.c
 *		Tests of extension/core/spelling.c.
 */
#include "spelling.h"
#include "tap.h"

typedef size_t (*Spelling) (const char *in, size_t len, char *out);

static size_t
csv(const char *in, size_t len, char *out)
{
	return ri_csv_text(&ri_csv_plain, in, len, out);
}

static size_t
excel(const char *in, size_t len, char *out)
{
	return ri_csv_text(&ri_csv_excel, in, len, out);
}

static size_t
csv_number(const char *in, size_t len, char *out)
{
	return ri_csv_number(&ri_csv_plain, in, len, out);
}

static size_t
excel_number(const char *in, size_t len, char *out)
{
	return ri_csv_number(&ri_csv_excel, in, len, out);
}

static void
spells(Spelling spelling, const char *in, const char *wanted, const char *what)
{
	size_t		room = RI_SPELLING_ROOM(strlen(in));
	char	   *out = malloc(room + 1);
	size_t		len;

	if (out == NULL)
		exit(2);
	len = spelling(in, strlen(in), out);
	out[len <= room ? len : room] = '\0';
	tap_same_text(out, wanted, "%s", what);
	free(out);
}

static void
test_xml(void)
{
	spells(ri_xml_attribute, "", "", "XML: nothing");
	spells(ri_xml_attribute, "a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c'",
		   "XML: markup");
	spells(ri_xml_attribute, "&amp;", "&amp;amp;", "XML: an entity is a text");
	spells(ri_xml_attribute, "bl\xC3\xA5", "bl\xC3\xA5", "XML: letters stay");
	spells(ri_xml_attribute, "\"\"\"\"", "&quot;&quot;&quot;&quot;",
		   "XML: the longest spelling there is");
}

static void
test_json(void)
{
	spells(ri_json_string, "", "\"\"", "JSON: nothing");
	spells(ri_json_string, "a\"b\\c/d", "\"a\\\"b\\\\c/d\"",
		   "JSON: quote and backslash, no more");
	spells(ri_json_string, "bl\xC3\xA5", "\"bl\xC3\xA5\"", "JSON: letters stay");
}

static void
test_csv(void)
{
	spells(csv, "", "", "CSV: nothing");
	spells(csv, "plain", "plain", "CSV: plain text");
	spells(csv, "a,b", "\"a,b\"", "CSV: a comma");
	spells(csv, "a;b", "a;b", "CSV: a semicolon is no delimiter");
	spells(csv, "a\"b", "\"a\"\"b\"", "CSV: a quote");
	spells(csv, "a\nb", "\"a\nb\"", "CSV: a line end");
	spells(excel, "a;b", "\"a;b\"", "Excel: a semicolon");
	spells(excel, "a,b", "a,b", "Excel: a comma is no delimiter");
}

static void
test_formulas(void)
{
	spells(csv, "=1+1", "'=1+1", "an equals sign first");
	spells(csv, "+1", "'+1", "a plus sign first");
	spells(csv, "-1", "'-1", "a minus sign first");
	spells(csv, "@SUM(A1)", "'@SUM(A1)", "an at sign first");
	spells(csv, "  =1", "'  =1", "behind blanks");
	spells(csv, "\t=1", "'\t=1", "behind a tab");
	spells(csv, "\r=1", "\"'\r=1\"", "behind a carriage return, in quotes");
	spells(csv, "\xEF\xBC\x9D" "1", "'\xEF\xBC\x9D" "1", "an equals sign of full width");
	spells(csv, " \xEF\xBC\xA0" "A", "' \xEF\xBC\xA0" "A", "an at sign of full width");
	spells(csv, "\xEF\xBC\xA1" "1", "\xEF\xBC\xA1" "1", "a letter of full width");
	spells(csv, "\xEF\xBC", "\xEF\xBC", "what is cut short is none");
	spells(csv, "=A1,\"x\"", "\"'=A1,\"\"x\"\"\"", "with quotes and commas");
	spells(csv, "a=1", "a=1", "not in the middle");
	spells(csv, "1-2", "1-2", "not behind a digit");
	spells(csv, "   ", "   ", "blanks alone");
	spells(excel, "=1;2", "\"'=1;2\"", "Excel: the same");
}

static void
test_numbers(void)
{
	spells(csv_number, "-12.50", "-12.50", "CSV: a negative number stays one");
	spells(excel_number, "-12.50", "-12,50", "Excel: with a decimal comma");
	spells(excel_number, "7", "7", "Excel: a whole number");
	spells(excel_number, "", "", "Excel: no number");
}

static void
test_printable(void)
{
	tap_ok(ri_is_printable_ascii("", 0), "nothing is printable");
	tap_ok(ri_is_printable_ascii(" az~", 4), "blank to tilde");
	tap_ok(!ri_is_printable_ascii("a\x7F", 2), "DEL is not");
	tap_ok(!ri_is_printable_ascii("\x1F" "a", 2), "a control character is not");
	tap_ok(!ri_is_printable_ascii("\xC3\xA5", 2), "a letter beyond ASCII is not");
	tap_ok(ri_is_printable_ascii("ab\n", 2), "only len bytes are read");
}

/*
 * Reading back what was spelled gives the text again, with the apostrophe of a
 * formula: a reader of RFC 4180, written without looking at the writer.
 */
static size_t
read_cell(const char *cell, size_t len, char *out)
{
	size_t		n = 0;
	size_t		i;

	if (len == 0 || cell[0] != '"')
	{
		memcpy(out, cell, len);
		return len;
	}
	for (i = 1; i + 1 < len; i++)
	{
		out[n++] = cell[i];
		if (cell[i] == '"')
			i++;
	}
	return n;
}

static void
test_round_trip(void)
{
	static const char alphabet[] = "a=+-@ ,;\"'\n1";
	uint64_t	state = tap_seed();
	int			failed = 0;
	int			i;

	for (i = 0; i < 100000; i++)
	{
		char		in[8];
		char		cell[RI_SPELLING_ROOM(sizeof(in))];
		char		back[RI_SPELLING_ROOM(sizeof(in))];
		size_t		len = (size_t) tap_random_between(&state, 0, sizeof(in));
		size_t		back_len;
		size_t		k;

		for (k = 0; k < len; k++)
			in[k] = alphabet[tap_random_between(&state, 0, sizeof(alphabet) - 2)];
		back_len = read_cell(cell, csv(in, len, cell), back);
		k = back_len == len + 1 && back[0] == '\'' ? 1 : 0;
		failed += back_len - k != len || memcmp(back + k, in, len) != 0;
		/* whatever it is, it begins no formula */
		for (k = 0; k < back_len && strchr(" \n", back[k]) != NULL; k++)
			;
		failed += k < back_len && strchr("=+-@", back[k]) != NULL;
	}
	tap_equal(failed, 0, "cells of random characters are read back");
}

int
main(void)
{
	test_xml();
	test_json();
	test_csv();
	test_formulas();
	test_numbers();
	test_printable();
	test_round_trip();
	return tap_finish();
}
