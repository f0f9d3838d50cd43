/*
 * text.h
 *		The one filter that every text of a report passes.
 */
#ifndef RI_TEXT_H
#define RI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Copies UTF-8 text: tab, line feed, carriage return, NEL, and the line and
 * paragraph separators become a space; all other control characters (C0, DEL,
 * C1), those of direction (Unicode's Bidi_Control), the byte order mark,
 * noncharacters and everything outside the XML 1.0 Char production (surrogates)
 * are dropped.  Bytes that are not valid UTF-8 (also overlong forms and
 * code points above U+10FFFF) become U+FFFD, one per byte.  out must hold
 * 3 * len bytes and not overlap in; returns the length written.
 */
extern size_t ri_text_filter(const char *in, size_t len, char *out);

/*
 * Leaves the blanks around a filtered text, of any kind that Unicode has, out of
 * its length; returns where it begins.
 */
extern size_t ri_text_trim(const char *in, size_t *len);

/* True where the filter drops or replaces nothing; line ends and tabs are plain. */
extern bool ri_text_is_plain(const char *in, size_t len);

/* True for a plain ASCII name: [A-Za-z][A-Za-z0-9]*, at most 63 bytes. */
extern bool ri_is_element_name(const char *name, size_t len);

#endif							/* RI_TEXT_H */
