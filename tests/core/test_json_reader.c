/*
 * test_json_reader.c
 *		Tests of extension/core/json_reader.c.
 */
#include "json_reader.h"
#include "tap.h"

static RiJsonReader reader;

/* All tokens as letters: { } [ ] k s n w, ! for a local fault after its token. */
static RiJsonFault
letters_of(const char *text, size_t len, char *out, size_t size)
{
	static const char letters[] = "{}[]ksnw";
	RiJsonFault last = RI_JSON_NO_FAULT;
	size_t		n = 0;

	ri_json_begin(&reader, text, len);
	for (;;)
	{
		RiJsonToken token = ri_json_next(&reader);

		if (reader.fault != RI_JSON_NO_FAULT)
			last = reader.fault;
		if (token == RI_JSON_FINISHED || token == RI_JSON_BROKEN)
			break;
		if (n + 3 < size)
		{
			out[n++] = letters[token];
			if (reader.fault != RI_JSON_NO_FAULT)
				out[n++] = '!';
		}
	}
	out[n] = '\0';
	return last;
}

static void
reads(const char *text, const char *wanted)
{
	char		out[256];
	RiJsonFault fault = letters_of(text, strlen(text), out, sizeof(out));

	tap_same_text(out, wanted, "%s", text);
	tap_equal(fault, RI_JSON_NO_FAULT, "... without fault");
}

static void
faults(const char *text, const char *wanted, const char *code, size_t at)
{
	char		out[256];
	RiJsonFault fault = letters_of(text, strlen(text), out, sizeof(out));

	tap_same_text(out, wanted, "%s", text);
	tap_same_text(ri_json_fault_code(fault), code, "... %s", code);
	if (!RI_JSON_IS_LOCAL(fault))
		tap_equal((int64_t) reader.fault_at, (int64_t) at, "... at its place");
}

static void
test_grammar(void)
{
	reads("", "");
	reads(" \n{}\t", "{}");
	reads("\r{\r}\r", "{}");
	reads("[]", "[]");
	reads("{\"a\": 1, \"b\" : [true, null, \"x\"]}", "{knk[wws]}");
	reads("1 \"a\" false {}", "nsw{}");
	reads("[0, -0, 1.50, 1e5, 1E-5, -12.5e+3]", "[nnnnnn]");
	reads("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e6\\ud83d\\ude00\"", "s");
	reads("\"\xC3\xA6\xE2\x82\xAC\xF0\x9F\x98\x80\"", "s");
	faults("{", "{", "truncated", 1);
	faults("[1,", "[n", "truncated", 3);
	faults("{\"a\"", "{k", "truncated", 4);
	faults("{\"a", "{", "truncated", 3);
	faults("tru", "", "truncated", 3);
	faults("\"\\u12", "", "truncated", 1);
	faults("[1 2]", "[n", "json_syntax", 3);
	faults("[1,]", "[n", "json_syntax", 3);
	faults("{\"a\":1,}", "{kn", "json_syntax", 7);
	faults("{a:1}", "{", "json_syntax", 1);
	faults("[1}", "[n", "json_syntax", 2);
	faults("]", "", "json_syntax", 0);
	faults("01", "", "json_syntax", 0);
	faults("[1.]", "[", "json_syntax", 3);
	faults("[+1]", "[", "json_syntax", 1);
	faults("NaN", "", "json_syntax", 0);
	faults("\"a\nb\"", "", "json_syntax", 2);
	faults("\"\\x         \"", "", "json_syntax", 1);
	faults("\"\xC0\x80\"", "", "invalid_encoding", 1);
	faults("\"\xED\xA0\x80\"", "", "invalid_encoding", 1);
	faults("\"\xF5\x80\x80\x80\"", "", "invalid_encoding", 1);
}

static void
test_local_faults(void)
{
	faults("{\"a\":1,\"a\":2}", "{knk!n}", "duplicate_key", 0);
	faults("{\"a\":1,\"\\u0061\":2}", "{knk!n}", "duplicate_key", 0);
	reads("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}",
		  "{k{kn}k[{kn}{kn}]}");
	faults("{\"a\":{\"b\":1},\"a\":2}", "{k{kn}k!n}", "duplicate_key", 0);
	faults("[\"a\\u0000b\", 1]", "[s!n]", "nul_character", 0);
	faults("[\"\\ud83d\", 1]", "[s!n]", "lone_surrogate", 0);
	faults("[\"\\ude00\\ud83d\", 1]", "[s!n]", "lone_surrogate", 0);
	faults("[\"\\ud83d\\n12345\"]", "[s!]", "lone_surrogate", 0);
	faults("[\"\\ud83d\\u0041\"]", "[s!]", "lone_surrogate", 0);
	faults("[\"\\ud83d\\uffff\"]", "[s!]", "lone_surrogate", 0);
	reads("[1e390]", "[n]");
	faults("[1e400, 1]", "[n!n]", "number_out_of_range", 0);
	faults("[1e-400]", "[n!]", "number_out_of_range", 0);
	faults("[1e99999999999999999999]", "[n!]", "number_out_of_range", 0);
}

static void
test_limits(void)
{
	static char deep[20001];
	static char many[RI_JSON_MAX_KEYS * 10];
	char		out[256];
	size_t		n = 0;
	int			i;

	memset(deep, '[', 10000);
	memset(deep + 10000, ']', 10000);
	tap_equal(letters_of(deep, 2 * RI_JSON_MAX_DEPTH, out, sizeof(out)),
			  RI_JSON_TRUNCATED, "only opened: truncated");
	tap_equal(letters_of(deep + 10000 - RI_JSON_MAX_DEPTH,
						 2 * RI_JSON_MAX_DEPTH, out, sizeof(out)),
			  RI_JSON_NO_FAULT, "as deep as may be");
	tap_equal(letters_of(deep + 10000 - RI_JSON_MAX_DEPTH - 1,
						 2 * RI_JSON_MAX_DEPTH + 2, out, sizeof(out)),
			  RI_JSON_TOO_DEEP, "one deeper");
	tap_equal(letters_of(deep, 20000, out, sizeof(out)),
			  RI_JSON_TOO_DEEP, "10 000 deep, and read to its end");
	tap_equal(letters_of(deep, 19999, out, sizeof(out)),
			  RI_JSON_TRUNCATED, "10 000 deep without its end");

	n = (size_t) sprintf(many, "{");
	for (i = 0; i < RI_JSON_MAX_KEYS; i++)
		n += (size_t) sprintf(many + n, "\"%d\":1,", i);
	strcpy(many + n - 1, "}");
	tap_equal(letters_of(many, strlen(many), out, sizeof(out)),
			  RI_JSON_NO_FAULT, "as many keys as may be");
	strcpy(many + n - 1, ",\"x\":1}");
	tap_equal(letters_of(many, strlen(many), out, sizeof(out)),
			  RI_JSON_TOO_MANY_KEYS, "one more");
}

static void
test_unescape(void)
{
	const char *token = "a\\u00e6\\n\\ud83d\\ude00\\/";
	char		out[64];
	size_t		n = ri_json_unescape(token, strlen(token), out);

	out[n] = '\0';
	tap_same_text(out, "a\xC3\xA6\n\xF0\x9F\x98\x80/", "escapes are read");
	token = "\\u00E6\\u00AF\\ud83dx\\ud83d\\n";
	n = ri_json_unescape(token, strlen(token), out);
	out[n] = '\0';
	tap_ok(strncmp(out, "\xC3\xA6\xC2\xAF", 4) == 0 && strchr(out, 'x') != NULL,
		   "capital digits, and a half of a pair before other text");
	tap_equal((int64_t) ri_json_unescape("a\\", 2, out), 1,
			  "a backslash at the end is nothing");
	tap_equal((int64_t) ri_json_unescape("\\\0", 2, out), 0,
			  "nor is one before a zero byte");
	tap_equal((int64_t) ri_json_unescape("\\u00 0", 6, out), 4,
			  "nor one before other than four digits");
	tap_equal((int64_t) ri_line_of("a\nb\nc", 4), 3, "third line");
	tap_equal((int64_t) ri_line_of("a\nb\nc", 1), 1, "the first");
}

/* What ends where something more must stand, and what must not stand there. */
static void
test_broken(void)
{
	static const char *const texts[] = {
		"-", "[-]", "1.", "[1.x]", "1e", "[1e+]", "01", "{\"a\"", "{\"a\" 1}",
		"{\"a\",1}", "{1:2}", "{\"a\":1,}", "[1,]", "[1 2]", "\"\\u12", "\"\\u12g4\"",
		"\"\\x\"", "\"a", "\"\x01\"", "tru", "nul]", "}", "]", "[}", "{]", ":", ","
	};
	char		out[64];
	size_t		i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		tap_ok(letters_of(texts[i], strlen(texts[i]), out, sizeof(out)) !=
			   RI_JSON_NO_FAULT, "refused: %s", texts[i]);
}

/* Below the deepest level everything is passed over, strings and ends too. */
static void
test_skipping(void)
{
	char		text[2048];
	char		out[8];
	size_t		n = 0;
	size_t		i;

	for (i = 0; i < RI_JSON_MAX_DEPTH + 2; i++)
		text[n++] = '[';
	n += (size_t) sprintf(text + n, "{\"]\": [1, \"}\\\"\"]}, {}");
	for (i = 0; i < RI_JSON_MAX_DEPTH + 2; i++)
		text[n++] = ']';
	tap_equal(letters_of(text, n, out, sizeof(out)), RI_JSON_TOO_DEEP,
			  "what is too deep is passed over");
	tap_equal(letters_of(text, n - RI_JSON_MAX_DEPTH - 4, out, sizeof(out)),
			  RI_JSON_TRUNCATED, "or ends within");
	text[RI_JSON_MAX_DEPTH + 6] = '"';
	tap_ok(letters_of(text, RI_JSON_MAX_DEPTH + 7, out, sizeof(out)) !=
		   RI_JSON_NO_FAULT, "also in a text");
}

int
main(void)
{
	test_grammar();
	test_local_faults();
	test_limits();
	test_unescape();
	test_broken();
	test_skipping();
	return tap_finish();
}
