/*
 * encoding.h
 *		Text of files as UTF-8: checked, or decoded from ISO 8859-1 or
 *		Windows-1252.
 *
 * Sources: Unicode 15, table 3-7 (well-formed UTF-8); ISO 8859-1; Microsoft's
 * code page 1252 (five of its bytes stand for nothing).
 */
#ifndef RI_ENCODING_H
#define RI_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

typedef enum RiEncoding
{
	RI_ENCODING_UTF8,
	RI_ENCODING_LATIN1,
	RI_ENCODING_WINDOWS1252
} RiEncoding;

/* "UTF-8", "ISO 8859-1", "latin1", "Windows-1252", "cp1252", in any case. */
extern bool ri_encoding_named(const char *name, size_t len,
							  RiEncoding *encoding);

/*
 * Length of the well-formed UTF-8 character that begins at text, 1 to 4; 0 for
 * none.  len is at least 1.
 */
extern size_t ri_utf8_length(const char *text, size_t len);

/*
 * Writes text as UTF-8 to out, which holds 3 * len bytes; a byte order mark at
 * the beginning of UTF-8 is dropped.  False for a NUL or a byte that stands for
 * nothing, which *fault then names; else *out_len is set.
 */
extern bool ri_decode(RiEncoding encoding, const char *text, size_t len,
					  char *out, size_t *out_len, size_t *fault);

#endif							/* RI_ENCODING_H */
