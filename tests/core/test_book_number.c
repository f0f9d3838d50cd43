/*
 * test_book_number.c
 *		Tests of extension/core/book_number.c.
 */
#include "book_number.h"
#include "tap.h"

static void
isbn(const char *text, const char *wanted)
{
	char		out[RI_ISBN_LENGTH + 1] = "";
	bool		is = ri_isbn_read(text, strlen(text), out);

	tap_same_text(is ? out : NULL, wanted, "ISBN \"%s\"", text);
}

static void
issn(const char *text, const char *wanted)
{
	char		out[RI_ISSN_LENGTH + 1] = "";
	bool		is = ri_issn_read(text, strlen(text), out);

	tap_same_text(is ? out : NULL, wanted, "ISSN \"%s\"", text);
}

int
main(void)
{
	/* ISO 2108's own example: 978-0-306-40615-7 is 0-306-40615-2 */
	isbn("978-0-306-40615-7", "9780306406157");
	isbn("0-306-40615-2", "9780306406157");
	isbn("ISBN: 0306406152", "9780306406157");
	isbn("isbn 978 0 306 40615 7", "9780306406157");
	isbn("0-8044-2957-X", "9780804429573");
	isbn("0-8044-2957-x", "9780804429573");
	isbn("979-10-90636-07-1", "9791090636071");
	isbn("979-8-602-40545-3", "9798602405453");
	isbn("979-0-2600-0043-8", "9790260000438");
	isbn("978-0-306-40615-8", NULL);
	isbn("0-306-40615-3", NULL);
	isbn("977-0-306-40615-0", NULL);
	isbn("X306406152", NULL);
	isbn("030640615", NULL);
	isbn("97803064061570", NULL);
	isbn("isbn_ignored_for_validation", NULL);
	isbn("", NULL);
	isbn("   ", NULL);
	isbn("0-306.40615-2", NULL);
	isbn("0-8044-X957-X", NULL);
	/* ISO 3297's own example */
	issn("0317-8471", "0317-8471");
	issn("03178471", "0317-8471");
	issn("ISSN 1050-124X", "1050-124X");
	issn("1050-124x", "1050-124X");
	issn("1756-9575", "1756-9575");
	issn("9770317847001", "0317-8471");
	issn("0317-8472", NULL);
	issn("X317-8471", NULL);
	issn("0317-847", NULL);
	issn("", NULL);
	issn("9770317847002", NULL);
	issn("9780306406157", NULL);
	return tap_finish();
}
