/*
 * encoding.c
 *		Checks UTF-8 and decodes the two single-byte encodings of older systems.
 */
#include "encoding.h"

#include <string.h>

typedef struct EncodingName
{
	const char *name;			/* letters and digits only, small */
	RiEncoding	encoding;
} EncodingName;

static const EncodingName names[] = {
	{"utf8", RI_ENCODING_UTF8},
	{"iso88591", RI_ENCODING_LATIN1},
	{"latin1", RI_ENCODING_LATIN1},
	{"windows1252", RI_ENCODING_WINDOWS1252},
	{"win1252", RI_ENCODING_WINDOWS1252},
	{"cp1252", RI_ENCODING_WINDOWS1252}
};

/* Bytes 0x80 to 0x9F of code page 1252; 0 stands for nothing. */
static const unsigned short windows1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};

bool
ri_encoding_named(const char *name, size_t len, RiEncoding *encoding)
{
	char		plain[16];
	size_t		n = 0;
	size_t		i;

	for (i = 0; i < len; i++)
	{
		char		c = name[i];

		if (c == ' ' || c == '-' || c == '_')
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char) (c - 'A' + 'a');
		if (n == sizeof(plain) - 1)
			return false;
		plain[n++] = c;
	}
	plain[n] = '\0';
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
	{
		if (strcmp(plain, names[i].name) == 0)
		{
			*encoding = names[i].encoding;
			return true;
		}
	}
	return false;
}

size_t
ri_utf8_length(const char *text, size_t len)
{
	const unsigned char *t = (const unsigned char *) text;
	unsigned char low = 0x80;
	unsigned char high = 0xBF;
	size_t		n;
	size_t		i;

	if (t[0] < 0x80)
		return 1;
	if (t[0] >= 0xC2 && t[0] <= 0xDF)
		n = 2;
	else if (t[0] >= 0xE0 && t[0] <= 0xEF)
		n = 3;
	else if (t[0] >= 0xF0 && t[0] <= 0xF4)
		n = 4;
	else
		return 0;
	/* overlong forms, surrogates, and what lies above U+10FFFF */
	if (t[0] == 0xE0)
		low = 0xA0;
	else if (t[0] == 0xED)
		high = 0x9F;
	else if (t[0] == 0xF0)
		low = 0x90;
	else if (t[0] == 0xF4)
		high = 0x8F;
	if (n > len || t[1] < low || t[1] > high)
		return 0;
	for (i = 2; i < n; i++)
	{
		if (t[i] < 0x80 || t[i] > 0xBF)
			return 0;
	}
	return n;
}

/* A code point below U+10000. */
static size_t
put(char *out, unsigned code)
{
	if (code < 0x80)
	{
		out[0] = (char) code;
		return 1;
	}
	if (code < 0x800)
	{
		out[0] = (char) (0xC0 | (code >> 6));
		out[1] = (char) (0x80 | (code & 0x3F));
		return 2;
	}
	out[0] = (char) (0xE0 | (code >> 12));
	out[1] = (char) (0x80 | ((code >> 6) & 0x3F));
	out[2] = (char) (0x80 | (code & 0x3F));
	return 3;
}

static bool
check_utf8(const char *text, size_t len, char *out, size_t *out_len,
		   size_t *fault)
{
	size_t		start = 0;
	size_t		i;
	size_t		n;

	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		start = 3;
	for (i = start; i < len; i += n)
	{
		n = text[i] == '\0' ? 0 : ri_utf8_length(text + i, len - i);
		if (n == 0)
		{
			*fault = i;
			return false;
		}
	}
	memcpy(out, text + start, len - start);
	*out_len = len - start;
	return true;
}

bool
ri_decode(RiEncoding encoding, const char *text, size_t len, char *out,
		  size_t *out_len, size_t *fault)
{
	size_t		n = 0;
	size_t		i;

	if (len == 0)
	{
		*out_len = 0;
		return true;
	}
	if (encoding == RI_ENCODING_UTF8)
		return check_utf8(text, len, out, out_len, fault);
	for (i = 0; i < len; i++)
	{
		unsigned	code = (unsigned char) text[i];

		if (encoding == RI_ENCODING_WINDOWS1252 && code >= 0x80 && code < 0xA0)
			code = windows1252[code - 0x80];
		if (code == 0)
		{
			*fault = i;
			return false;
		}
		n += put(out + n, code);
	}
	*out_len = n;
	return true;
}
