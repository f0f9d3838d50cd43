/*
 * fuzz_book_number.c
 *		Any text is an ISBN or ISSN or none; what one is read as is read as itself.
 */
#include <string.h>

#include "book_number.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char		isbn[RI_ISBN_LENGTH];
	char		issn[RI_ISSN_LENGTH];
	char		again[RI_ISBN_LENGTH];

	if (ri_isbn_read((const char *) data, size, isbn))
		REQUIRE(ri_isbn_read(isbn, sizeof(isbn), again) &&
				memcmp(isbn, again, sizeof(isbn)) == 0);
	if (ri_issn_read((const char *) data, size, issn))
		REQUIRE(ri_issn_read(issn, sizeof(issn), again) &&
				memcmp(issn, again, sizeof(issn)) == 0);
	return 0;
}
