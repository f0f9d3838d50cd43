/*
 * book_number.h
 *		ISBN and ISSN: check digits and one form of writing.
 *
 * Sources: ISO 2108 (ISBN: ten digits with weights 10 to 1 modulo 11, thirteen
 * with weights 1 and 3 modulo 10), ISO 3297 (ISSN: weights 8 to 1 modulo 11).
 * Every number with a right check digit is taken: which prefixes have been
 * handed out changes, and 979 is as good as 978.
 */
#ifndef RI_BOOK_NUMBER_H
#define RI_BOOK_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#define RI_ISBN_LENGTH 13
#define RI_ISSN_LENGTH 9

/*
 * Reads an ISBN of ten or thirteen digits, with or without hyphens, blanks
 * and "ISBN" before it; out is the thirteen digits.
 */
extern bool ri_isbn_read(const char *text, size_t len,
						 char out[RI_ISBN_LENGTH]);

/*
 * Reads an ISSN of eight digits, or of thirteen with 977 (the bar code), with
 * or without hyphens, blanks and "ISSN" before it; out is as in 1234-567X.
 */
extern bool ri_issn_read(const char *text, size_t len,
						 char out[RI_ISSN_LENGTH]);

#endif							/* RI_BOOK_NUMBER_H */
