/*
 * doi.c
 *		Reads digital object identifiers into their normal form.
 */
#include "doi.h"

#include <stdbool.h>
#include <string.h>

/* A piece of somebody's text. */
typedef struct Piece
{
	const char *bytes;
	size_t		len;
} Piece;

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

/* The number of bytes of the blank that begins here, 0 for none. */
static size_t
blank_at(const char *text, size_t len)
{
	if (len >= 1 && (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')))
		return 1;
	if (len >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	if (len >= 3 && (memcmp(text, "\xE2\x80\xAF", 3) == 0 ||
					 memcmp(text, "\xE2\x80\x8B", 3) == 0 ||
					 memcmp(text, "\xE2\x80\xA8", 3) == 0 ||
					 memcmp(text, "\xE2\x80\xA9", 3) == 0 ||
					 memcmp(text, "\xE3\x80\x80", 3) == 0 ||
					 memcmp(text, "\xEF\xBB\xBF", 3) == 0))
		return 3;
	return 0;
}

/* A control character: C0, DEL, C1. */
static bool
control_at(const char *text, size_t len)
{
	unsigned char c = (unsigned char) text[0];

	return c < 0x20 || c == 0x7F ||
		(c == 0xC2 && len >= 2 && (unsigned char) text[1] < 0xA0);
}

/* Moves behind a prefix, whatever its case. */
static bool
skip(Piece *piece, const char *prefix)
{
	size_t		len = strlen(prefix);
	size_t		i;

	if (piece->len < len)
		return false;
	for (i = 0; i < len; i++)
	{
		if (fold(piece->bytes[i]) != prefix[i])
			return false;
	}
	piece->bytes += len;
	piece->len -= len;
	return true;
}

static void
skip_blanks_and_quotes(Piece *piece)
{
	size_t		blank;

	while ((blank = blank_at(piece->bytes, piece->len)) > 0 ||
		   (piece->len > 0 && strchr("<([\"'", piece->bytes[0]) != NULL &&
			piece->bytes[0] != '\0'))
	{
		if (blank == 0)
			blank = 1;
		piece->bytes += blank;
		piece->len -= blank;
	}
}

/* Takes the blanks off the end. */
static void
trim_blanks(Piece *piece)
{
	bool		found = true;

	while (found)
	{
		size_t		size;

		found = false;
		for (size = 1; size <= 3 && size <= piece->len && !found; size++)
		{
			if (blank_at(piece->bytes + piece->len - size, size) == size)
			{
				piece->len -= size;
				found = true;
			}
		}
	}
}

/* What stands before a DOI; true when it was an address. */
static bool
skip_name(Piece *piece)
{
	bool		address = false;
	bool		found = true;

	while (found)
	{
		bool		scheme;

		skip_blanks_and_quotes(piece);
		scheme = skip(piece, "https://") || skip(piece, "http://");
		found = skip(piece, "doi.org/") || skip(piece, "dx.doi.org/") ||
			skip(piece, "www.doi.org/");
		address = address || found;
		found = found || (!scheme &&
						  (skip(piece, "doi:") || skip(piece, "doi ") ||
						   skip(piece, "urn:doi:") ||
						   skip(piece, "info:doi/")));
	}
	return address;
}

static int
hex_value(char c)
{
	c = fold(c);
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that %XX stands for, if it is printable ASCII; else 0. */
static char
escaped_at(const char *text, size_t len)
{
	int			high;
	int			low;
	int			value;

	if (len < 3 || text[0] != '%')
		return '\0';
	high = hex_value(text[1]);
	low = hex_value(text[2]);
	if (high < 0 || low < 0)
		return '\0';
	value = high * 16 + low;
	return value > ' ' && value < 0x7F ? (char) value : '\0';
}

/* Copies in small letters; false at a blank or control character. */
static bool
copy_folded(Piece piece, bool address, char *out, size_t *out_len)
{
	size_t		n = 0;
	size_t		i = 0;

	while (i < piece.len)
	{
		char		c = address ? escaped_at(piece.bytes + i, piece.len - i) : '\0';

		if (c != '\0')
			i += 3;
		else if (blank_at(piece.bytes + i, piece.len - i) > 0 ||
				 control_at(piece.bytes + i, piece.len - i))
			return false;
		else
			c = piece.bytes[i++];
		out[n++] = fold(c);
	}
	*out_len = n;
	return true;
}

/* Where the suffix begins; 0 when it is no "10.", digits, '/'. */
static size_t
suffix_start(const char *doi, size_t len)
{
	size_t		i = 2;

	if (len < 3 || memcmp(doi, "10.", 3) != 0)
		return 0;
	/* digits in groups, each after a full stop */
	while (i < len && doi[i] == '.')
	{
		size_t		first = ++i;

		while (i < len && is_digit(doi[i]))
			i++;
		if (i == first)
			return 0;
	}
	return i < len && doi[i] == '/' ? i + 1 : 0;
}

/*
 * Whether the last byte closes a bracket that the suffix, which is not empty and
 * has no zero byte, does not open.
 */
static bool
closes_nothing(const char *suffix, size_t len)
{
	static const char opening[] = "([{<";
	static const char closing[] = ")]}>";
	const char *kind = strchr(closing, suffix[len - 1]);
	int			depth = 0;
	size_t		i;

	if (kind == NULL)
		return false;
	for (i = 0; i < len; i++)
	{
		if (suffix[i] == opening[kind - closing])
			depth++;
		else if (suffix[i] == *kind)
			depth--;
	}
	return depth < 0;
}

RiDoiStatus
ri_doi_parse(const char *text, size_t len, char *out, size_t *out_len)
{
	Piece		piece;
	bool		address;
	size_t		n;
	size_t		start;

	piece.bytes = text;
	piece.len = len;
	address = skip_name(&piece);
	trim_blanks(&piece);
	/* three bytes of an address may be one character */
	if (piece.len > 3 * RI_DOI_MAX_LENGTH)
		return RI_DOI_TOO_LONG;
	if (!copy_folded(piece, address, out, &n))
		return RI_DOI_SYNTAX;

	start = suffix_start(out, n);
	if (start == 0)
		return RI_DOI_SYNTAX;
	while (n > start && (strchr(".,;:\"'", out[n - 1]) != NULL ||
						 closes_nothing(out + start, n - start)))
		n--;
	if (n == start)
		return RI_DOI_SYNTAX;
	if (n > RI_DOI_MAX_LENGTH)
		return RI_DOI_TOO_LONG;
	*out_len = n;
	return RI_DOI_OK;
}
