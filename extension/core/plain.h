/*
 * plain.h
 *		Characters as people type them, made plain: what the readers of
 *		identifiers and phases have in common.
 */
#ifndef RI_PLAIN_H
#define RI_PLAIN_H

#include <stddef.h>

/*
 * The next character of UTF-8 text as a plain one: dashes (U+2010 to U+2015,
 * minus U+2212, U+FE63, U+FF0D) are '-', white space and no-break spaces
 * (U+00A0, U+202F) are ' ', letters of ASCII are capital, any other byte is
 * itself.  len is at least 1; *used is how many bytes it took.
 */
extern char ri_plain_next(const char *text, size_t len, size_t *used);

#endif							/* RI_PLAIN_H */
