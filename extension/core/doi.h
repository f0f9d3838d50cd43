/*
 * doi.h
 *		Digital object identifiers: 10.<registrant>/<suffix>.
 *
 * Normal form: without what people write around it, the letters A to Z small.
 * DOI names are the same whatever the case of their ASCII letters; other
 * letters are told apart by case.
 *
 * Source: International DOI Foundation, DOI Handbook, "Numbering" (syntax, ASCII
 * case folding; the suffix is any printable text).
 */
#ifndef RI_DOI_H
#define RI_DOI_H

#include <stddef.h>

/*
 * The handbook sets no limit; registration agencies take up to 2048 characters.
 * Longer ones could stand in no index.
 */
#define RI_DOI_MAX_LENGTH 2048

typedef enum RiDoiStatus
{
	RI_DOI_OK,
	RI_DOI_SYNTAX,				/* not 10.<registrant>/<suffix> */
	RI_DOI_TOO_LONG
} RiDoiStatus;

/*
 * Reads a DOI with or without "doi:", "info:doi/", "urn:doi:" and the addresses
 * https://doi.org/ and https://dx.doi.org/ (http or neither, www) before it.
 *
 * Dropped: blanks around it (ASCII white space, no-break spaces), quotation
 * marks and opening brackets before it, and what a sentence leaves behind it:
 * . , ; : and quotation marks always, closing brackets where the suffix does
 * not open them.  In an address, %XX of printable ASCII is that character.
 * Blanks and control characters within are refused.
 *
 * out must hold len bytes and not overlap text; it holds the normal form, of
 * *out_len bytes, on RI_DOI_OK only.  Reading a normal form gives it again.
 */
extern RiDoiStatus ri_doi_parse(const char *text, size_t len, char *out,
								size_t *out_len);

#endif							/* RI_DOI_H */
