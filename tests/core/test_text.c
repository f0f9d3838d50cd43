/*
 * test_text.c
 *		Tests of extension/core/text.c.
 */
#include "text.h"
#include "tap.h"

#define REPLACED "\xEF\xBF\xBD"

static void
filters_bytes(const char *in, size_t in_len, const char *wanted,
			  size_t wanted_len, const char *what)
{
	char	   *out = malloc(3 * in_len + 1);
	size_t		len;

	if (out == NULL)
		exit(2);
	len = ri_text_filter(in, in_len, out);
	tap_ok(len == wanted_len && memcmp(out, wanted, len) == 0, "%s", what);
	free(out);
}

static void
is_plain(const char *in, bool wanted, const char *what)
{
	tap_ok(ri_text_is_plain(in, strlen(in)) == wanted, "%s", what);
}

static void
test_plain(void)
{
	is_plain("", true, "nothing is plain");
	is_plain("a\tb\r\nc\xC3\xA5\xE2\x80\xA8", true, "so are line ends and letters");
	is_plain("a\x01", false, "a control character is not");
	is_plain("\xE2\x80\xAE" "a", false, "nor is an override");
	is_plain("a\xFF", false, "nor are bytes that are no characters");
}

static void
filters(const char *in, const char *wanted, const char *what)
{
	filters_bytes(in, strlen(in), wanted, strlen(wanted), what);
}

static void
test_kept(void)
{
	filters("", "", "nothing stays nothing");
	filters("Plain text <&>\"'", "Plain text <&>\"'", "markup is kept");
	filters("bl\xC3\xA5" "b\xC3\xA6r", "bl\xC3\xA5" "b\xC3\xA6r",
			"Norwegian letters are kept");
	filters("\xC2\xA0\xC2\xAD", "\xC2\xA0\xC2\xAD",
			"no-break space and soft hyphen are kept");
	filters("\xED\x9F\xBF\xEE\x80\x80", "\xED\x9F\xBF\xEE\x80\x80",
			"U+D7FF and U+E000 are kept");
	filters("\xEF\xBF\xBD", "\xEF\xBF\xBD", "U+FFFD is kept");
	filters("\xF0\x90\x80\x80\xF4\x8F\xBF\xBD",
			"\xF0\x90\x80\x80\xF4\x8F\xBF\xBD",
			"U+10000 and U+10FFFD are kept");
}

static void
test_spaces(void)
{
	filters("a\tb\nc\rd", "a b c d", "tab and line ends become a space");
	filters("a\r\nb", "a  b", "each of two line ends becomes a space");
	filters("a\xC2\x85" "b", "a b", "NEL becomes a space");
	filters("a\xE2\x80\xA8" "b\xE2\x80\xA9" "c", "a b c",
			"line and paragraph separators become a space");
	filters(" a  b ", " a  b ", "spaces are left as they are");
}

static void
test_dropped(void)
{
	filters_bytes("a\0b", 3, "ab", 2, "NUL is dropped");
	filters("a\x01\x08\x0B\x0C\x0E\x1F" "b", "ab", "C0 controls are dropped");
	filters("a\x7F" "b", "ab", "DEL is dropped");
	filters("a\xC2\x80\xC2\x84\xC2\x86\xC2\x9F" "b", "ab",
			"C1 controls are dropped");
	filters("a\xED\xA0\x80\xED\xBF\xBF" "b", "ab",
			"encoded surrogates are dropped");
	filters("a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xEF\xB7\xAF\xF0\x9F\xBF\xBE" "b",
			"ab", "noncharacters are dropped: U+FFFE, U+FFFF, U+FDD0, U+FDEF, U+1FFFE");
	filters("\xEF\xBB\xBF" "a", "a", "so is a byte order mark");
	filters("a\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9" "b", "ab",
			"characters that reverse the direction are dropped");
	filters("a\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C" "b", "ab",
			"so are marks of direction");
	filters("a\xE2\x80\x8D\xEE\x80\x80" "b", "a\xE2\x80\x8D\xEE\x80\x80" "b",
			"joiners and characters for private use are kept");
}

static void
test_replaced(void)
{
	filters("a\x80" "b", "a" REPLACED "b", "a lone continuation byte");
	filters("\xFF\xFE", REPLACED REPLACED, "bytes that UTF-8 never has");
	filters("\xC3", REPLACED, "a sequence cut short by the end");
	filters("\xE2\x82" "a", REPLACED REPLACED "a",
			"a sequence cut short by another character");
	filters("\xF0\x9F\x98", REPLACED REPLACED REPLACED,
			"three of four bytes are three faults");
	filters("\xC0\x80", REPLACED REPLACED, "overlong NUL");
	filters("\xC1\xBF", REPLACED REPLACED, "overlong of two bytes");
	filters("\xE0\x9F\xBF", REPLACED REPLACED REPLACED,
			"overlong of three bytes");
	filters("\xF0\x8F\xBF\xBF", REPLACED REPLACED REPLACED REPLACED,
			"overlong of four bytes");
	filters("\xF4\x90\x80\x80", REPLACED REPLACED REPLACED REPLACED,
			"above U+10FFFF");
	filters("\xF8\x88\x80\x80\x80",
			REPLACED REPLACED REPLACED REPLACED REPLACED,
			"a sequence of five bytes");
	filters("\xE5\x72\xE6", REPLACED "r" REPLACED, "Latin-1 text");
	filters("\xC3\xC3\xA5", REPLACED "\xC3\xA5",
			"the character behind a fault is read");
	filters_bytes("\xC3\xA5", 1, REPLACED, 3, "only len bytes are read");
}

/* Writes c as UTF-8 would, surrogates too. */
static size_t
encode(uint32_t c, char *out)
{
	if (c < 0x80)
	{
		out[0] = (char) c;
		return 1;
	}
	if (c < 0x800)
	{
		out[0] = (char) (0xC0 | (c >> 6));
		out[1] = (char) (0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000)
	{
		out[0] = (char) (0xE0 | (c >> 12));
		out[1] = (char) (0x80 | ((c >> 6) & 0x3F));
		out[2] = (char) (0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char) (0xF0 | (c >> 18));
	out[1] = (char) (0x80 | ((c >> 12) & 0x3F));
	out[2] = (char) (0x80 | ((c >> 6) & 0x3F));
	out[3] = (char) (0x80 | (c & 0x3F));
	return 4;
}

/*
 * The XML 1.0 Char production, without the controls that XML discourages,
 * noncharacters, the byte order mark and the controls of direction.
 */
static bool
is_report_character(uint32_t c)
{
	if (c >= 0x20 && c <= 0x7E)
		return true;
	if (c == 0x061C || c == 0x200E || c == 0x200F || c == 0xFEFF)
		return false;
	if (c >= 0xA0 && c <= 0xD7FF)
		return c != 0x2028 && c != 0x2029 && !(c >= 0x202A && c <= 0x202E) &&
			!(c >= 0x2066 && c <= 0x2069);
	if (c % 0x10000 >= 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
		return false;
	return (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

static bool
becomes_space(uint32_t c)
{
	return c == 9 || c == 10 || c == 13 || c == 0x85 || c == 0x2028 ||
		c == 0x2029;
}

static void
test_every_character(void)
{
	int			failed = 0;
	uint32_t	c;

	for (c = 0; c <= 0x10FFFF; c++)
	{
		char		in[4];
		char		out[12];
		size_t		len = encode(c, in);
		size_t		got = ri_text_filter(in, len, out);
		bool		good;

		if (is_report_character(c))
			good = got == len && memcmp(in, out, len) == 0;
		else if (becomes_space(c))
			good = got == 1 && out[0] == ' ';
		else
			good = got == 0;
		if (!good && failed++ == 0)
			tap_note("U+%04" PRIX32, c);
	}
	tap_equal(failed, 0, "each of the 1114112 code points has its fate");
}

static void
test_idempotence(void)
{
	uint64_t	state = tap_seed();
	int			failed = 0;
	int			i;

	for (i = 0; i < 100000; i++)
	{
		char		in[24];
		char		once[3 * sizeof(in)];
		char		twice[9 * sizeof(in)];
		size_t		len = (size_t) tap_random_between(&state, 0, sizeof(in));
		size_t		once_len;
		size_t		k;

		for (k = 0; k < len; k++)
			in[k] = (char) tap_random_between(&state, 0, 255);
		once_len = ri_text_filter(in, len, once);
		failed += once_len > 3 * len ||
			ri_text_filter(once, once_len, twice) != once_len ||
			memcmp(once, twice, once_len) != 0;
	}
	tap_equal(failed, 0, "filtering random bytes twice changes nothing");
}

static void
trims(const char *in, const char *wanted, const char *what)
{
	size_t		len = strlen(in);
	size_t		start = ri_text_trim(in, &len);

	tap_ok(len == strlen(wanted) && memcmp(in + start, wanted, len) == 0,
		   "%s", what);
}

static void
test_trim(void)
{
	trims("", "", "nothing");
	trims("  a  b ", "a  b", "blanks around are left out");
	trims("\xC2\xA0\xE2\x80\x83 a\xC2\xA0" "b\xE3\x80\x80", "a\xC2\xA0" "b",
		  "no-break, em and ideographic spaces too, but not within");
	trims("\xC2\xA0\xE1\x9A\x80\xE2\x80\x8A\xE2\x80\xAF\xE2\x81\x9F", "",
		  "of blanks alone nothing is left");
	trims("\xE2\x80\x8B", "\xE2\x80\x8B", "a space of no width is none");
	trims("\xC3\xA5", "\xC3\xA5", "a letter that begins like one stays");
}

static void
test_element_names(void)
{
	char		longest[64];

	memset(longest, 'a', sizeof(longest));
	tap_ok(ri_is_element_name("indikatorrapport", 16), "a plain name");
	tap_ok(ri_is_element_name("A", 1), "a single letter");
	tap_ok(ri_is_element_name("kbs2025", 7), "digits behind a letter");
	tap_ok(ri_is_element_name(longest, 63), "63 bytes");
	tap_ok(!ri_is_element_name(longest, 64), "64 bytes are too many");
	tap_ok(!ri_is_element_name("", 0), "no bytes");
	tap_ok(!ri_is_element_name("2025", 4), "a digit first");
	tap_ok(!ri_is_element_name("{a", 2), "a bracket first");
	tap_ok(!ri_is_element_name("a b", 3), "a blank");
	tap_ok(!ri_is_element_name("a-b", 3), "a hyphen");
	tap_ok(!ri_is_element_name("a_b", 3), "an underscore");
	tap_ok(!ri_is_element_name("ns:a", 4), "a colon");
	tap_ok(!ri_is_element_name("a>", 2), "markup");
	tap_ok(!ri_is_element_name("gr\xC3\xA5", 4), "a letter beyond ASCII");
	tap_ok(!ri_is_element_name("a\0b", 3), "a NUL byte");
	tap_ok(ri_is_element_name("ab!", 2), "only len bytes are read");
}

int
main(void)
{
	test_kept();
	test_spaces();
	test_dropped();
	test_plain();
	test_replaced();
	test_every_character();
	test_idempotence();
	test_trim();
	test_element_names();
	return tap_finish();
}
