/*
 * text.c
 *		The filter that makes any bytes fit for XML and canonical JSON.
 *
 * Whatever it leaves is valid UTF-8 without control characters, so that
 * emitters need no rule of their own and filtering twice changes nothing.
 */
#include "text.h"

#include <stdint.h>
#include <string.h>

#define ELEMENT_NAME_MAX 63

/* U+FFFD, the replacement character */
static const char replacement[3] = {'\xEF', '\xBF', '\xBD'};

typedef enum CharacterFate
{
	KEEP,
	MAKE_SPACE,
	DROP
} CharacterFate;

/*
 * Length of the sequence that a lead byte announces, with the bits it holds
 * and the smallest code point that needs that length; 0 for any other byte.
 */
static size_t
sequence_length(unsigned char lead, uint32_t *bits, uint32_t *smallest)
{
	if (lead < 0x80)
	{
		*bits = lead;
		*smallest = 0;
		return 1;
	}
	if ((lead & 0xE0) == 0xC0)
	{
		*bits = lead & 0x1F;
		*smallest = 0x80;
		return 2;
	}
	if ((lead & 0xF0) == 0xE0)
	{
		*bits = lead & 0x0F;
		*smallest = 0x800;
		return 3;
	}
	if ((lead & 0xF8) == 0xF0)
	{
		*bits = lead & 0x07;
		*smallest = 0x10000;
		return 4;
	}
	return 0;
}

/*
 * Reads one character; returns its length, or 0 when the first byte begins no
 * valid one.  Encoded surrogates are read as characters: they are dropped like
 * others that XML does not have, not replaced byte by byte.
 */
static size_t
read_character(const char *in, size_t len, uint32_t *character)
{
	uint32_t	code = 0;
	uint32_t	smallest = 0;
	size_t		need = sequence_length((unsigned char) in[0], &code, &smallest);
	size_t		i;

	if (need == 0 || need > len)
		return 0;
	for (i = 1; i < need; i++)
	{
		unsigned char next = (unsigned char) in[i];

		if ((next & 0xC0) != 0x80)
			return 0;
		code = (code << 6) | (next & 0x3F);
	}
	if (code < smallest || code > 0x10FFFF)
		return 0;
	*character = code;
	return need;
}

/* Code points that Unicode never assigns, and I-JSON does not allow. */
static bool
is_noncharacter(uint32_t c)
{
	return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/*
 * Unicode's Bidi_Control: marks, embeddings, overrides and isolates.  A reader
 * would see another order than a program does.
 */
static bool
is_direction(uint32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F ||
		(c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Unicode's White_Space, of what the filter leaves. */
static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 ||
		(c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
		c == 0x3000;
}

static CharacterFate
character_fate(uint32_t c)
{
	if (c == '\t' || c == '\n' || c == '\r' ||
		c == 0x85 || c == 0x2028 || c == 0x2029)
		return MAKE_SPACE;
	if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
		return DROP;
	if ((c >= 0xD800 && c <= 0xDFFF) || is_noncharacter(c) || c == 0xFEFF)
		return DROP;
	if (is_direction(c))
		return DROP;
	return KEEP;
}

size_t
ri_text_filter(const char *in, size_t len, char *out)
{
	size_t		pos = 0;
	size_t		written = 0;

	while (pos < len)
	{
		uint32_t	character = 0;
		size_t		taken = read_character(in + pos, len - pos, &character);
		CharacterFate fate;

		if (taken == 0)
		{
			memcpy(out + written, replacement, sizeof(replacement));
			written += sizeof(replacement);
			pos++;
			continue;
		}
		fate = character_fate(character);
		if (fate == KEEP)
		{
			memcpy(out + written, in + pos, taken);
			written += taken;
		}
		else if (fate == MAKE_SPACE)
			out[written++] = ' ';
		pos += taken;
	}
	return written;
}

size_t
ri_text_trim(const char *in, size_t *len)
{
	size_t		start = 0;
	size_t		end = 0;
	size_t		pos = 0;

	while (pos < *len)
	{
		uint32_t	character = 0;
		size_t		taken = read_character(in + pos, *len - pos, &character);
		bool		blank = taken > 0 && is_blank(character);

		pos += taken > 0 ? taken : 1;
		if (!blank)
			end = pos;
		else if (end == 0)
			start = pos;
	}
	*len = end > start ? end - start : 0;
	return start;
}

bool
ri_text_is_plain(const char *in, size_t len)
{
	size_t		pos = 0;

	while (pos < len)
	{
		uint32_t	character = 0;
		size_t		taken = read_character(in + pos, len - pos, &character);

		if (taken == 0 || character_fate(character) == DROP)
			return false;
		pos += taken;
	}
	return true;
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
ri_is_element_name(const char *name, size_t len)
{
	size_t		i;

	if (len == 0 || len > ELEMENT_NAME_MAX || !is_ascii_letter(name[0]))
		return false;
	for (i = 1; i < len; i++)
	{
		if (!is_ascii_letter(name[i]) && !(name[i] >= '0' && name[i] <= '9'))
			return false;
	}
	return true;
}
