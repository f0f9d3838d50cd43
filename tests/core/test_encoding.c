/*
 * test_encoding.c
 *		Tests of extension/core/encoding.c.
 */
#include "encoding.h"
#include "tap.h"

static void
decodes(RiEncoding encoding, const char *text, size_t len, const char *wanted)
{
	char		out[256];
	size_t		n = 0;
	size_t		fault = 0;
	bool		is = ri_decode(encoding, text, len, out, &n, &fault);

	out[n] = '\0';
	tap_same_text(is ? out : NULL, wanted, "encoding %d", (int) encoding);
}

static void
fails(RiEncoding encoding, const char *text, size_t len, size_t at)
{
	char		out[256];
	size_t		n = 777;
	size_t		fault = 999;

	tap_ok(!ri_decode(encoding, text, len, out, &n, &fault) && fault == at,
		   "encoding %d: fault at %d", (int) encoding, (int) at);
}

static void
named(const char *name, int wanted)
{
	RiEncoding	encoding = RI_ENCODING_UTF8;

	tap_equal(ri_encoding_named(name, strlen(name), &encoding) ?
			  (int) encoding : -1, wanted, "%s", name);
}

int
main(void)
{
	decodes(RI_ENCODING_UTF8, "", 0, "");
	decodes(RI_ENCODING_UTF8, "bl\xC3\xA5", 4, "bl\xC3\xA5");
	decodes(RI_ENCODING_UTF8, "\xEF\xBB\xBF" "a", 4, "a");
	decodes(RI_ENCODING_LATIN1, "bl\xE5\x80", 4, "bl\xC3\xA5\xC2\x80");
	decodes(RI_ENCODING_WINDOWS1252, "\x80 \x93\xE5\x94 \x9F", 7,
			"\xE2\x82\xAC \xE2\x80\x9C\xC3\xA5\xE2\x80\x9D \xC5\xB8");
	fails(RI_ENCODING_UTF8, "a\0b", 3, 1);
	fails(RI_ENCODING_LATIN1, "a\0b", 3, 1);
	fails(RI_ENCODING_WINDOWS1252, "ab\x81", 3, 2);
	fails(RI_ENCODING_UTF8, "bl\xE5 ", 4, 2);
	fails(RI_ENCODING_UTF8, "\xC3", 1, 0);
	fails(RI_ENCODING_UTF8, "a\xE2\x82 ", 4, 1);
	fails(RI_ENCODING_UTF8, "a\xE2\x82\xC0", 4, 1);
	fails(RI_ENCODING_UTF8, "\xC0\x80", 2, 0);
	fails(RI_ENCODING_UTF8, "\xE0\x80\x80", 3, 0);
	fails(RI_ENCODING_UTF8, "\xED\xA0\x80", 3, 0);
	fails(RI_ENCODING_UTF8, "\xF4\x90\x80\x80", 4, 0);
	fails(RI_ENCODING_UTF8, "\xF0\x8F\x80\x80", 4, 0);
	named("UTF-8", RI_ENCODING_UTF8);
	named("utf8", RI_ENCODING_UTF8);
	named("ISO 8859-1", RI_ENCODING_LATIN1);
	named("ISO_8859-1", RI_ENCODING_LATIN1);
	named("Latin1", RI_ENCODING_LATIN1);
	named("Windows-1252", RI_ENCODING_WINDOWS1252);
	named("CP1252", RI_ENCODING_WINDOWS1252);
	named("utf-16", -1);
	named("", -1);
	named("a very long name of an encoding", -1);
	return tap_finish();
}
