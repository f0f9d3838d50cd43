/*
 * plain.c
 *		Makes typographic dashes, blanks and small letters plain.
 */
#include "plain.h"

#include <string.h>

char
ri_plain_next(const char *text, size_t len, size_t *used)
{
	static const char *const dashes[] = {
		"\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93",
		"\xE2\x80\x94", "\xE2\x80\x95", "\xE2\x88\x92", "\xEF\xB9\xA3",
	"\xEF\xBC\x8D"};
	size_t		i;

	*used = 3;
	for (i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
	{
		if (len >= 3 && memcmp(text, dashes[i], 3) == 0)
			return '-';
	}
	if (len >= 3 && memcmp(text, "\xE2\x80\xAF", 3) == 0)
		return ' ';
	*used = 2;
	if (len >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
		return ' ';
	*used = 1;
	if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r'))
		return ' ';
	if (text[0] >= 'a' && text[0] <= 'z')
		return (char) (text[0] - 'a' + 'A');
	return text[0];
}
