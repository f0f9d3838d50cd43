/*
 * test_csv_reader.c
 *		Tests of extension/core/csv_reader.c.
 */
#include "csv_reader.h"
#include "tap.h"

static RiCsvReader reader;

/* Fields in brackets, records by lines; a fault is its number after '!'. */
static const char *
records_of(const char *text, char delimiter, char quote)
{
	static char out[1024];
	char		value[256];
	size_t		n = 0;

	ri_csv_begin(&reader, text, strlen(text), delimiter, quote);
	for (;;)
	{
		RiCsvStatus status = ri_csv_next(&reader);
		size_t		i;

		if (status == RI_CSV_FINISHED)
			break;
		n += (size_t) sprintf(out + n, "%zu", reader.record_line);
		for (i = 0; i < reader.nfields; i++)
		{
			size_t		len = ri_csv_value(&reader, &reader.fields[i], value);

			n += (size_t) sprintf(out + n, "[%.*s]", (int) len, value);
		}
		if (status != RI_CSV_RECORD)
			n += (size_t) sprintf(out + n, "!%d", (int) status);
		out[n++] = '/';
		if (status == RI_CSV_OPEN_QUOTE)
			break;
	}
	out[n] = '\0';
	return out;
}

int
main(void)
{
	static char wide[2 * RI_CSV_MAX_FIELDS + 8];
	size_t		i;

	tap_same_text(records_of("", ',', '"'), "", "nothing");
	tap_same_text(records_of("\n\r\n\r", ',', '"'), "", "empty lines");
	tap_same_text(records_of("a,b\n1,2\n", ',', '"'), "1[a][b]/2[1][2]/",
				  "two records");
	tap_same_text(records_of("a;b\r\n1;2", ';', '"'), "1[a][b]/2[1][2]/",
				  "CR LF, no line end at the end");
	tap_same_text(records_of("a\tb\r1\t\r", '\t', '"'), "1[a][b]/2[1][]/",
				  "tabs, CR, an empty field");
	tap_same_text(records_of(" a , b c \n", ',', '"'), "1[a][b c]/",
				  "blanks around fields");
	tap_same_text(records_of("\" a \",\"b,c\",\"d\"\"e\",\"f\ng\"\nh\n", ',',
							 '"'),
				  "1[ a ][b,c][d\"e][f\ng]/3[h]/", "quotes and their line ends");
	tap_same_text(records_of("\"\"\n\"\"\"\"\n", ',', '"'), "1[]/2[\"]/",
				  "nothing and one quote in quotes");
	tap_same_text(records_of("a\"b,c\n", ',', '"'), "1[a\"b][c]/",
				  "a quote within a field is text");
	tap_same_text(records_of("\t\"a,b\" \t,c, ", ',', '"'), "1[a,b][c][]/",
				  "blanks before and behind quotes, and nothing else");
	tap_same_text(records_of("\ta\t\t\"b\"", '\t', '"'), "1[][a][][b]/",
				  "a tab that divides is no blank; a quote ends the text");
	tap_same_text(records_of("\"a\"x,b\nc,d\n", ',', '"'),
				  "1[a][b]!2/2[c][d]/", "text after a quote");
	tap_same_text(records_of("a,b\n\"c,d\n", ',', '"'), "1[a][b]/2!4/",
				  "a quote that is never closed");
	tap_same_text(records_of("\"a\";b\n", ';', '\0'), "1[\"a\"][b]/",
				  "without quotes");
	tap_same_text(records_of(",\n", ',', '"'), "1[][]/", "two empty fields");
	for (i = 0; i < RI_CSV_MAX_FIELDS; i++)
		memcpy(wide + 2 * i, "1,", 2);
	strcpy(wide + 2 * RI_CSV_MAX_FIELDS - 1, "\n2\n");
	ri_csv_begin(&reader, wide, strlen(wide), ',', '"');
	tap_equal(ri_csv_next(&reader), RI_CSV_RECORD, "as many fields as may be");
	strcpy(wide + 2 * RI_CSV_MAX_FIELDS - 1, ",1\n2\n");
	ri_csv_begin(&reader, wide, strlen(wide), ',', '"');
	tap_equal(ri_csv_next(&reader), RI_CSV_TOO_MANY_FIELDS, "one more");
	tap_equal(ri_csv_next(&reader), RI_CSV_RECORD, "and on");
	return tap_finish();
}
