/*
 * fuzz_json_reader.c
 *		Any text is read to its end or to a fault; tokens lie within the text and
 *		follow each other, brackets are balanced where nothing broke.
 */
#include <string.h>

#include "fuzz.h"
#include "json_reader.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static RiJsonReader reader;
	char	   *out = (char *) malloc(size + 1);
	size_t		last = 0;
	long		open = 0;
	RiJsonToken token;

	ri_json_begin(&reader, (const char *) data, size);
	do
	{
		token = ri_json_next(&reader);
		REQUIRE(reader.at <= size && reader.depth <= RI_JSON_MAX_DEPTH);
		REQUIRE(reader.nkeys <= RI_JSON_MAX_KEYS);
		REQUIRE(reader.fault_at <= size);
		if (token == RI_JSON_FINISHED || token == RI_JSON_BROKEN)
			break;
		REQUIRE(!reader.fault || RI_JSON_IS_LOCAL(reader.fault));
		REQUIRE(reader.token_start >= last);
		last = reader.token_start + reader.token_len;
		REQUIRE(last <= reader.at);
		open += token == RI_JSON_OBJECT || token == RI_JSON_ARRAY;
		open -= token == RI_JSON_OBJECT_END || token == RI_JSON_ARRAY_END;
		REQUIRE(open == (long) reader.depth);
		if (token == RI_JSON_STRING || token == RI_JSON_KEY)
			REQUIRE(ri_json_unescape((const char *) data + reader.token_start,
									 reader.token_len, out) <=
					reader.token_len);
	} while (true);
	REQUIRE(token == RI_JSON_BROKEN || open == 0);
	REQUIRE(token == RI_JSON_FINISHED || !RI_JSON_IS_LOCAL(reader.fault));
	free(out);
	return 0;
}
