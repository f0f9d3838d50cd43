/*
 * fuzz_csv_reader.c
 *		Any text is read to its end: records follow each other, fields lie within
 *		them.  The first two bytes are the delimiter and the quote.
 */
#include "csv_reader.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static RiCsvReader reader;
	char	   *out = (char *) malloc(size + 1);
	const char *text = (const char *) data + 2;
	size_t		last = 0;
	RiCsvStatus status;
	size_t		i;

	if (size >= 2 && data[0] != '\n' && data[0] != '\r')
	{
		size -= 2;
		ri_csv_begin(&reader, text, size, (char) data[0], (char) data[1]);
		while ((status = ri_csv_next(&reader)) != RI_CSV_FINISHED)
		{
			REQUIRE(reader.record_start >= last && reader.at <= size);
			REQUIRE(reader.at > reader.record_start);
			REQUIRE(reader.nfields <= RI_CSV_MAX_FIELDS);
			for (i = 0; i < reader.nfields; i++)
			{
				const RiCsvField *field = &reader.fields[i];

				REQUIRE(field->start >= text + reader.record_start &&
						field->start + field->len <= text + reader.at);
				REQUIRE(ri_csv_value(&reader, field, out) <= field->len);
			}
			last = reader.at;
			if (status == RI_CSV_OPEN_QUOTE)
				break;
		}
	}
	free(out);
	return 0;
}
