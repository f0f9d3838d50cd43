/*
 * json_reader.c
 *		A pull reader of JSON: one state, one stack of fixed size.
 */
#include "json_reader.h"

#include <string.h>

#include "encoding.h"

/* What may follow. */
enum
{
	WANT_TOP,					/* a value at the top level, or the end */
	WANT_VALUE,
	WANT_FIRST_VALUE,			/* of an array, or its end */
	WANT_FIRST_KEY,				/* of an object, or its end */
	WANT_KEY,
	WANT_COLON,
	WANT_COMMA					/* or the end of the object or array */
};

#define HASH_START UINT64_C(0xCBF29CE484222325)	/* FNV-1a */
#define HASH_PRIME UINT64_C(0x100000001B3)

static const char *const fault_codes[] = {
	NULL, "duplicate_key", "nul_character", "lone_surrogate",
	"number_out_of_range", "too_many_keys", "too_deep", "json_syntax",
	"truncated", "invalid_encoding"
};

const char *
ri_json_fault_code(RiJsonFault fault)
{
	return fault_codes[fault];
}

void
ri_json_begin(RiJsonReader *reader, const char *text, size_t len)
{
	reader->text = text;
	reader->len = len;
	reader->at = 0;
	reader->state = WANT_TOP;
	reader->depth = 0;
	reader->nkeys = 0;
	reader->token_start = 0;
	reader->token_len = 0;
	reader->fault = RI_JSON_NO_FAULT;
	reader->fault_at = 0;
}

size_t
ri_line_of(const char *text, size_t at)
{
	size_t		line = 1;
	size_t		i;

	for (i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

/* The first fault of a token is the one that is told. */
static void
note(RiJsonReader *reader, RiJsonFault fault, size_t at)
{
	if (reader->fault == RI_JSON_NO_FAULT)
	{
		reader->fault = fault;
		reader->fault_at = at;
	}
}

static RiJsonToken
broken(RiJsonReader *reader, RiJsonFault fault, size_t at)
{
	reader->fault = fault;
	reader->fault_at = at;
	reader->at = reader->len;
	return RI_JSON_BROKEN;
}

static void
skip_blanks(RiJsonReader *reader)
{
	while (reader->at < reader->len)
	{
		char		c = reader->text[reader->at];

		if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
			return;
		reader->at++;
	}
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The four digits of a \u escape; -1 for anything else. */
static long
hex4(const char *text, size_t len)
{
	long		code = 0;
	int			i;

	if (len < 4)
		return -1;
	for (i = 0; i < 4; i++)
	{
		int			digit = hex_digit(text[i]);

		if (digit < 0)
			return -1;
		code = code * 16 + digit;
	}
	return code;
}

static size_t
put_code(char *out, unsigned long code)
{
	size_t		n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	size_t		i;

	if (n == 1)
	{
		out[0] = (char) code;
		return 1;
	}
	for (i = n - 1; i > 0; i--)
	{
		out[i] = (char) (0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char) (((0xF0 << (4 - n)) & 0xFF) | code);
	return n;
}

/* The escape after a backslash, as bytes; 0 when it is none. */
static size_t
read_escape(const char *text, size_t len, char out[4], size_t *used,
			RiJsonFault *fault)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meaning[] = "\"\\/\b\f\n\r\t";
	const char *letter;
	long		code;
	long		low;

	*fault = RI_JSON_NO_FAULT;
	*used = 1;
	if (len == 0)
		return 0;
	letter = text[0] == '\0' ? NULL : strchr(letters, text[0]);
	if (letter != NULL)
	{
		out[0] = meaning[letter - letters];
		return 1;
	}
	if (text[0] != 'u' || (code = hex4(text + 1, len - 1)) < 0)
		return 0;
	*used = 5;
	if (code >= 0xD800 && code <= 0xDBFF && len >= 11 && text[5] == '\\' &&
		text[6] == 'u' && (low = hex4(text + 7, len - 7)) >= 0xDC00 &&
		low <= 0xDFFF)
	{
		*used = 11;
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
	}
	if (code == 0)
		*fault = RI_JSON_NUL;
	else if (code >= 0xD800 && code <= 0xDFFF)
		*fault = RI_JSON_SURROGATE;
	if (*fault != RI_JSON_NO_FAULT)
		code = 0xFFFD;
	return put_code(out, (unsigned long) code);
}

static uint64_t
hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
	size_t		i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) bytes[i]) * HASH_PRIME;
	return hash;
}

/*
 * From after the opening quote to after the closing one; *hash is that of what
 * it reads as.  False when the reading is broken.
 */
static bool
read_string(RiJsonReader *reader, uint64_t *hash)
{
	const char *text = reader->text;
	size_t		i = reader->at;

	reader->token_start = i;
	*hash = HASH_START;
	while (i < reader->len && text[i] != '"')
	{
		unsigned char c = (unsigned char) text[i];
		char		bytes[4];
		size_t		used = 1;
		size_t		n;
		RiJsonFault fault;

		if (c == '\\')
		{
			n = read_escape(text + i + 1, reader->len - i - 1, bytes, &used,
							&fault);
			if (n == 0)
			{
				broken(reader, reader->len - i < 6 ? RI_JSON_TRUNCATED :
					   RI_JSON_SYNTAX, i);
				return false;
			}
			if (fault != RI_JSON_NO_FAULT)
				note(reader, fault, i);
			*hash = hash_bytes(*hash, bytes, n);
			i += 1 + used;
			continue;
		}
		n = c < ' ' ? 0 : ri_utf8_length(text + i, reader->len - i);
		if (n == 0)
		{
			broken(reader, c < ' ' ? RI_JSON_SYNTAX : RI_JSON_ENCODING, i);
			return false;
		}
		*hash = hash_bytes(*hash, text + i, n);
		i += n;
	}
	if (i == reader->len)
	{
		broken(reader, RI_JSON_TRUNCATED, i);
		return false;
	}
	reader->token_len = i - reader->token_start;
	reader->at = i + 1;
	return true;
}

static size_t
count_digits(const RiJsonReader *reader, size_t at)
{
	size_t		n = 0;

	while (at + n < reader->len && reader->text[at + n] >= '0' &&
		   reader->text[at + n] <= '9')
		n++;
	return n;
}

static char
byte_at(const RiJsonReader *reader, size_t at)
{
	return at < reader->len ? reader->text[at] : '\0';
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)? */
static RiJsonToken
read_number(RiJsonReader *reader)
{
	size_t		i = reader->at;
	size_t		digits;
	size_t		fraction = 0;
	size_t		exponent = 0;
	size_t		n;
	size_t		k;

	reader->token_start = i;
	i += byte_at(reader, i) == '-';
	digits = count_digits(reader, i);
	if (digits == 0 || (digits > 1 && reader->text[i] == '0'))
		return broken(reader, i == reader->len ? RI_JSON_TRUNCATED :
					  RI_JSON_SYNTAX, i);
	i += digits;
	if (byte_at(reader, i) == '.')
	{
		fraction = count_digits(reader, ++i);
		if (fraction == 0)
			return broken(reader, i == reader->len ? RI_JSON_TRUNCATED :
						  RI_JSON_SYNTAX, i);
		i += fraction;
	}
	if (byte_at(reader, i) == 'e' || byte_at(reader, i) == 'E')
	{
		i++;
		i += byte_at(reader, i) == '-' || byte_at(reader, i) == '+';
		n = count_digits(reader, i);
		if (n == 0)
			return broken(reader, i == reader->len ? RI_JSON_TRUNCATED :
						  RI_JSON_SYNTAX, i);
		for (k = 0; k < n && exponent < RI_JSON_MAX_DIGITS; k++)
			exponent = exponent * 10 + (size_t) (reader->text[i + k] - '0');
		i += n;
	}
	if (digits + fraction + exponent > RI_JSON_MAX_DIGITS)
		note(reader, RI_JSON_NUMBER_RANGE, reader->token_start);
	reader->token_len = i - reader->token_start;
	reader->at = i;
	return RI_JSON_NUMBER;
}

static RiJsonToken
read_word(RiJsonReader *reader)
{
	static const char *const words[] = {"true", "false", "null"};
	const char *text = reader->text + reader->at;
	size_t		left = reader->len - reader->at;
	int			i;

	for (i = 0; i < 3; i++)
	{
		size_t		n = strlen(words[i]);

		if (left >= n && memcmp(text, words[i], n) == 0)
		{
			reader->token_start = reader->at;
			reader->token_len = n;
			reader->at += n;
			return RI_JSON_WORD;
		}
		if (left < n && memcmp(text, words[i], left) == 0)
			return broken(reader, RI_JSON_TRUNCATED, reader->len);
	}
	return broken(reader, RI_JSON_SYNTAX, reader->at);
}

/* From an opening bracket to after its end, brackets counted alike. */
static RiJsonToken
skip_nested(RiJsonReader *reader)
{
	size_t		open = 0;
	uint64_t	hash;

	note(reader, RI_JSON_TOO_DEEP, reader->at);
	for (; reader->at < reader->len; )
	{
		char		c = reader->text[reader->at++];

		if (c == '"')
		{
			if (!read_string(reader, &hash))
				return RI_JSON_BROKEN;
		}
		else if (c == '{' || c == '[')
			open++;
		else if ((c == '}' || c == ']') && --open == 0)
		{
			reader->token_start = reader->fault_at;
			reader->token_len = reader->at - reader->token_start;
			return RI_JSON_WORD;
		}
	}
	return broken(reader, RI_JSON_TRUNCATED, reader->len);
}

static RiJsonToken
open_bracket(RiJsonReader *reader, bool is_object)
{
	if (reader->depth == RI_JSON_MAX_DEPTH)
	{
		reader->state = WANT_COMMA;
		return skip_nested(reader);
	}
	reader->is_object[reader->depth] = is_object;
	reader->first_key[reader->depth] = reader->nkeys;
	reader->depth++;
	reader->token_start = reader->at++;
	reader->token_len = 1;
	reader->state = is_object ? WANT_FIRST_KEY : WANT_FIRST_VALUE;
	return is_object ? RI_JSON_OBJECT : RI_JSON_ARRAY;
}

static RiJsonToken
close_bracket(RiJsonReader *reader)
{
	bool		is_object = reader->is_object[--reader->depth];

	reader->nkeys = reader->first_key[reader->depth];
	reader->token_start = reader->at++;
	reader->token_len = 1;
	reader->state = reader->depth == 0 ? WANT_TOP : WANT_COMMA;
	return is_object ? RI_JSON_OBJECT_END : RI_JSON_ARRAY_END;
}

static RiJsonToken
read_value(RiJsonReader *reader)
{
	char		c = reader->text[reader->at];
	uint64_t	hash;

	if (c == '{' || c == '[')
		return open_bracket(reader, c == '{');
	reader->state = reader->depth == 0 ? WANT_TOP : WANT_COMMA;
	if (c == '"')
	{
		reader->at++;
		return read_string(reader, &hash) ? RI_JSON_STRING : RI_JSON_BROKEN;
	}
	if (c == '-' || (c >= '0' && c <= '9'))
		return read_number(reader);
	return read_word(reader);
}

static RiJsonToken
read_key(RiJsonReader *reader)
{
	size_t		at = reader->at;
	uint64_t	hash;
	size_t		i;

	if (reader->text[at] != '"')
		return broken(reader, RI_JSON_SYNTAX, at);
	reader->at++;
	if (!read_string(reader, &hash))
		return RI_JSON_BROKEN;
	reader->state = WANT_COLON;
	for (i = reader->first_key[reader->depth - 1]; i < reader->nkeys; i++)
	{
		/* two keys with one hash of 64 bits are taken for the same */
		if (reader->keys[i] == hash)
		{
			note(reader, RI_JSON_DUPLICATE_KEY, at);
			return RI_JSON_KEY;
		}
	}
	if (reader->nkeys == RI_JSON_MAX_KEYS)
		note(reader, RI_JSON_TOO_MANY_KEYS, at);
	else
		reader->keys[reader->nkeys++] = hash;
	return RI_JSON_KEY;
}

RiJsonToken
ri_json_next(RiJsonReader *reader)
{
	char		c;
	bool		in_object;

	reader->fault = RI_JSON_NO_FAULT;
	for (;;)
	{
		skip_blanks(reader);
		if (reader->at == reader->len)
			return reader->state == WANT_TOP ? RI_JSON_FINISHED :
				broken(reader, RI_JSON_TRUNCATED, reader->len);
		c = reader->text[reader->at];
		in_object = reader->depth > 0 && reader->is_object[reader->depth - 1];
		switch (reader->state)
		{
			case WANT_COLON:
				if (c != ':')
					return broken(reader, RI_JSON_SYNTAX, reader->at);
				reader->at++;
				reader->state = WANT_VALUE;
				continue;
			case WANT_COMMA:
				if (c == (in_object ? '}' : ']'))
					return close_bracket(reader);
				if (c != ',')
					return broken(reader, RI_JSON_SYNTAX, reader->at);
				reader->at++;
				reader->state = in_object ? WANT_KEY : WANT_VALUE;
				continue;
			case WANT_FIRST_KEY:
				if (c == '}')
					return close_bracket(reader);
				return read_key(reader);
			case WANT_KEY:
				return read_key(reader);
			case WANT_FIRST_VALUE:
				if (c == ']')
					return close_bracket(reader);
				return read_value(reader);
			default:
				return read_value(reader);
		}
	}
}

size_t
ri_json_unescape(const char *token, size_t len, char *out)
{
	size_t		n = 0;
	size_t		i = 0;

	while (i < len)
	{
		char		bytes[4];
		size_t		used;
		size_t		k;
		RiJsonFault fault;

		if (token[i] != '\\')
		{
			out[n++] = token[i++];
			continue;
		}
		k = read_escape(token + i + 1, len - i - 1, bytes, &used, &fault);
		memcpy(out + n, bytes, k);
		n += k;
		i += 1 + used;
	}
	return n;
}
