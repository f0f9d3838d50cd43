/*
 * test_doi.c
 *		Tests of extension/core/doi.c.
 */
#include "doi.h"
#include "tap.h"

static void
reads(const char *text, const char *wanted)
{
	char		out[256];
	size_t		len = 0;
	RiDoiStatus status = ri_doi_parse(text, strlen(text), out, &len);

	tap_ok(status == RI_DOI_OK && len == strlen(wanted) &&
		   memcmp(out, wanted, len) == 0, "\"%s\" is %s", text, wanted);
}

static void
refuses(const char *text)
{
	char		out[256];
	size_t		len = 777;

	tap_ok(ri_doi_parse(text, strlen(text), out, &len) == RI_DOI_SYNTAX &&
		   len == 777, "\"%s\" is refused", text);
}

static void
test_names(void)
{
	reads("10.1000/182", "10.1000/182");
	reads("10.123/ABC", "10.123/abc");
	reads("doi:10.1000/182", "10.1000/182");
	reads("DOI: 10.1000/182", "10.1000/182");
	reads("doi 10.1000/182", "10.1000/182");
	reads("info:doi/10.1000/182", "10.1000/182");
	reads("urn:doi:10.1000/182", "10.1000/182");
	reads("https://doi.org/10.1000/182", "10.1000/182");
	reads("http://dx.doi.org/10.1000/182", "10.1000/182");
	reads("HTTPS://WWW.DOI.ORG/10.1000/182", "10.1000/182");
	reads("doi.org/10.1000/182", "10.1000/182");
	reads("doi: https://doi.org/10.1000/182", "10.1000/182");
	reads(" \t10.1000/182\n", "10.1000/182");
	reads("\xC2\xA0" "10.1000/182\xC2\xA0\xE2\x80\xAF", "10.1000/182");
	reads("10.1000.10/123456", "10.1000.10/123456");
	/* blanks of no width, line and paragraph, ideographic, byte order mark */
	reads("\xE2\x80\x8B" "10.1000/182", "10.1000/182");
	reads("10.1000/182\xE2\x80\xA8", "10.1000/182");
	reads("10.1000/182\xE2\x80\xA9", "10.1000/182");
	reads("\xE3\x80\x80" "10.1000/182", "10.1000/182");
	reads("\xEF\xBB\xBF" "10.1000/182", "10.1000/182");
}

static void
test_suffixes(void)
{
	reads("10.1016/S2215-0366(20)30341-2", "10.1016/s2215-0366(20)30341-2");
	reads("https://doi.org/10.1016/S2215-0366%2820%2930341-2",
		  "10.1016/s2215-0366(20)30341-2");
	reads("10.1016/S2215-0366%2820%2930341-2",
		  "10.1016/s2215-0366%2820%2930341-2");
	reads("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
		  "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2");
	reads("10.1000/a/b/c", "10.1000/a/b/c");
	/* only ASCII letters are folded */
	reads("10.1000/\xC3\x86" "A", "10.1000/\xC3\x86" "a");
	/* what is no printable ASCII stays escaped */
	reads("https://doi.org/10.1000/%C3%86%00%20%zz",
		  "10.1000/%c3%86%00%20%zz");
	reads("https://doi.org/10.1000/%2z%-1", "10.1000/%2z%-1");
	reads("10.1000/\xC2\xA9", "10.1000/\xC2\xA9");
	reads("10.1000/\xC2", "10.1000/\xC2");
}

static void
test_ends(void)
{
	reads("10.1000/182.", "10.1000/182");
	reads("10.1000/182.,;:", "10.1000/182");
	reads("10.1000/182)", "10.1000/182");
	reads("(10.1000/182)", "10.1000/182");
	reads("(10.1000/182).", "10.1000/182");
	reads("10.1000/182(1)", "10.1000/182(1)");
	reads("10.1000/182(1))", "10.1000/182(1)");
	reads("<https://doi.org/10.1000/182>", "10.1000/182");
	reads("\"10.1000/182\"", "10.1000/182");
	reads("https://doi.org/10.1000/182%2E", "10.1000/182");
}

static void
test_refusing(void)
{
	refuses("");
	refuses("   ");
	refuses("doi:");
	refuses("https://doi.org/");
	refuses("10.1000");
	refuses("10.1000/");
	refuses("10.1000/.");
	refuses("10./182");
	refuses("10.x/182");
	refuses("10.1000./182");
	refuses("10.1000.x/182");
	refuses("11.1000/182");
	refuses("10,1000/182");
	refuses("10.1000/18 2");
	refuses("10.1000/18\xC2\xA0" "2");
	refuses("10.1000/18\t2");
	refuses("10.1000/18\x01" "2");
	refuses("10.1000/18\xC2\x85" "2");
	refuses("10.1000/18\x7F" "2");
	refuses("10.1000x/182");
	refuses("10.1000/1 10.1000/2");
	refuses("https://example.org/10.1000/182");
	refuses("https://doi:10.1000/182");
	refuses("PMID 33069317");
}

/* A zero byte is a character that no DOI has, wherever it stands. */
static void
test_zero_bytes(void)
{
	char		out[64];
	size_t		len = 777;

	tap_ok(ri_doi_parse("\0" "10.1000/182", 12, out, &len) == RI_DOI_SYNTAX &&
		   ri_doi_parse("10.1000/182\0", 12, out, &len) == RI_DOI_SYNTAX &&
		   len == 777, "a zero byte is refused");
}

static void
test_length(void)
{
	static char text[4 * RI_DOI_MAX_LENGTH];
	static char out[sizeof(text)];
	size_t		len = 0;

	memset(text, 'x', sizeof(text));
	memcpy(text, "10.1000/", 8);
	tap_ok(ri_doi_parse(text, RI_DOI_MAX_LENGTH, out, &len) == RI_DOI_OK &&
		   len == RI_DOI_MAX_LENGTH, "the longest");
	tap_ok(ri_doi_parse(text, RI_DOI_MAX_LENGTH + 1, out, &len) ==
		   RI_DOI_TOO_LONG, "one more is too long");
	tap_ok(ri_doi_parse(text, sizeof(text), out, &len) == RI_DOI_TOO_LONG,
		   "much more is too long");
}

int
main(void)
{
	test_names();
	test_suffixes();
	test_ends();
	test_refusing();
	test_zero_bytes();
	test_length();
	return tap_finish();
}
