/*
 * personal.c
 *		Recognises identity numbers, e-mail addresses and telephone numbers.
 *
 * Each recogniser looks at one place of the text; ri_personal_data() tries
 * them at every place where one of them can begin.
 */
#include "personal.h"

#include <string.h>

#define PHONE_DIGITS 8
#define PHONE_MOST_DIGITS 15	/* of an international number */

typedef struct Text
{
	const char *bytes;
	size_t		len;
} Text;

/* The byte at a place, 0 beyond either end. */
static char
at(Text text, size_t i)
{
	return i < text.len ? text.bytes[i] : '\0';
}

static char
before(Text text, size_t i)
{
	return i > 0 ? text.bytes[i - 1] : '\0';
}

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

static bool
is_letter(char c)
{
	c = fold(c);
	return c >= 'a' && c <= 'z';
}

static bool
is_hex_letter(char c)
{
	c = fold(c);
	return c >= 'a' && c <= 'f';
}

/* A byte of a word: letters of other alphabets are above 0x7F. */
static bool
is_word(char c)
{
	return is_digit(c) || is_letter(c) || c == '_' ||
		(unsigned char) c >= 0x80;
}

/* How many digits stand in a row. */
static size_t
digits_at(Text text, size_t i)
{
	size_t		n = 0;

	while (is_digit(at(text, i + n)))
		n++;
	return n;
}

static bool
weighs_nothing(const char *digits, const int *weights, int count)
{
	int			sum = 0;
	int			i;

	for (i = 0; i < count; i++)
		sum += weights[i] * (digits[i] - '0');
	return sum % 11 == 0;
}

bool
ri_is_identity_number(const char digits[RI_IDENTITY_DIGITS])
{
	/* with the check digit itself at weight 1 */
	static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
	static const int second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
	int			day = (digits[0] - '0') * 10 + (digits[1] - '0');
	int			month = (digits[2] - '0') * 10 + (digits[3] - '0');

	if (day > 40)
		day -= 40;
	if (month > 80)
		month -= 80;
	else if (month > 65)
		month -= 65;
	else if (month > 40)
		month -= 40;
	return day >= 1 && day <= 31 && month >= 1 && month <= 12 &&
		weighs_nothing(digits, first, 10) &&
		weighs_nothing(digits, second, 11);
}

/* The first digit stands at i, with no digit before it. */
static bool
identity_number_at(Text text, size_t i)
{
	char		digits[RI_IDENTITY_DIGITS];
	size_t		run = digits_at(text, i);
	char		last;

	if (is_hex_letter(before(text, i)))
		return false;
	if (run == RI_IDENTITY_DIGITS)
	{
		memcpy(digits, text.bytes + i, RI_IDENTITY_DIGITS);
		last = at(text, i + run);
	}
	else if (run == 6 && (at(text, i + 6) == ' ' || at(text, i + 6) == '-') &&
			 digits_at(text, i + 7) == 5)
	{
		memcpy(digits, text.bytes + i, 6);
		memcpy(digits + 6, text.bytes + i + 7, 5);
		last = at(text, i + 12);
	}
	else
		return false;
	return !is_hex_letter(last) && ri_is_identity_number(digits);
}

static bool
is_local_part(char c)
{
	return is_word(c) || (c != '\0' && strchr(".%+-", c) != NULL);
}

/* An '@' stands at i. */
static bool
email_at(Text text, size_t i)
{
	size_t		end = i + 1;
	size_t		dot = 0;
	size_t		letters = 0;

	if (!is_local_part(before(text, i)) || !is_word(at(text, i + 1)))
		return false;
	for (; is_word(at(text, end)) || at(text, end) == '-' ||
		 at(text, end) == '.'; end++)
	{
		if (at(text, end) == '.')
		{
			/* the last label may be followed by the end of the sentence */
			if (!is_word(at(text, end + 1)))
				break;
			dot = end;
			letters = 0;
		}
		else if (is_letter(at(text, end)))
			letters++;
	}
	return dot > 0 && letters >= 2;
}

/*
 * Digits with at most two blanks, full stops, hyphens or brackets between them.
 * Returns how many digits, *first the first of them.
 */
static size_t
loose_digits(Text text, size_t i, char *first)
{
	size_t		n = 0;
	int			joints = 0;

	*first = '\0';
	for (; joints <= 2; i++)
	{
		char		c = at(text, i);

		if (is_digit(c))
		{
			joints = 0;
			if (n++ == 0)
				*first = c;
		}
		else if (c != '\0' && strchr(" .-()", c) != NULL)
			joints++;
		else
			break;
	}
	return n;
}

/* Numbers of subscribers begin with 2 to 9; 20 is not in use.  A digit first. */
static bool
is_subscriber(char first, char second)
{
	return first >= '2' && !(first == '2' && second == '0');
}

/* The groups 2 2 2 2 or 3 2 3, and no further group beside them. */
static bool
grouped_phone_at(Text text, size_t i)
{
	size_t		first = digits_at(text, i);
	size_t		groups = first == 2 ? 4 : 3;
	size_t		g;

	if ((first != 2 && first != 3) ||
		!is_subscriber(at(text, i), at(text, i + 1)) ||
		is_word(before(text, i)))
		return false;
	if (before(text, i) == ' ' && i >= 2 && is_digit(text.bytes[i - 2]))
		return false;
	for (g = 0; g < groups; g++)
	{
		size_t		wanted = first == 2 || g == 1 ? 2 : 3;

		if (digits_at(text, i) != wanted)
			return false;
		i += wanted;
		if (g + 1 < groups && at(text, i++) != ' ')
			return false;
	}
	return !is_word(at(text, i)) &&
		!(at(text, i) == ' ' && is_digit(at(text, i + 1)));
}

/* +47 and 0047, +46 ...: a '+' or the first 0 stands at i. */
static bool
international_phone_at(Text text, size_t i)
{
	char		first;
	size_t		digits;

	if (is_word(before(text, i)))
		return false;
	if (at(text, i) == '+')
	{
		digits = loose_digits(text, i + 1, &first);
		return is_digit(at(text, i + 1)) && first != '0' &&
			digits >= PHONE_DIGITS && digits <= PHONE_MOST_DIGITS;
	}
	return text.len - i >= 4 && memcmp(text.bytes + i, "0047", 4) == 0 &&
		loose_digits(text, i + 4, &first) == PHONE_DIGITS;
}

/* Eight digits in a row that nothing joins to something longer. */
static bool
bare_phone_at(Text text, size_t i)
{
	char		last = at(text, i + PHONE_DIGITS);

	if (digits_at(text, i) != PHONE_DIGITS ||
		!is_subscriber(at(text, i), at(text, i + 1)))
		return false;
	if (is_word(before(text, i)) || is_word(last))
		return false;
	if (before(text, i) != '\0' && strchr("/-.:#", before(text, i)) != NULL)
		return false;
	return last == '\0' || strchr("/-", last) == NULL;
}

/* "tlf", "telefon" ... at i, and eight digits or more behind it. */
static bool
named_phone_at(Text text, size_t i)
{
	static const char *const names[] = {
		"telephone", "telefon", "mobile", "mobil", "phone", "tlf", "tel",
	"mob"};
	size_t		n;

	if (is_word(before(text, i)))
		return false;
	for (n = 0; n < sizeof(names) / sizeof(names[0]); n++)
	{
		size_t		len = strlen(names[n]);
		size_t		j;
		char		first;

		for (j = 0; j < len && fold(at(text, i + j)) == names[n][j]; j++)
			 /* next letter */ ;
		if (j < len)
			continue;
		for (j = i + len; at(text, j) == ' ' || at(text, j) == '.' ||
			 at(text, j) == ':' || at(text, j) == '+' || at(text, j) == '(';)
			j++;
		return j > i + len && is_digit(at(text, j)) &&
			is_subscriber(at(text, j), at(text, j + 1)) &&
			loose_digits(text, j, &first) >= PHONE_DIGITS;
	}
	return false;
}

unsigned
ri_personal_data(const char *bytes, size_t len, bool bare_numbers)
{
	Text		text;
	unsigned	found = 0;
	size_t		i;

	text.bytes = bytes;
	text.len = len;
	for (i = 0; i < len; i++)
	{
		char		c = bytes[i];

		if (c == '@')
			found |= email_at(text, i) ? RI_PERSONAL_EMAIL : 0;
		else if (is_digit(c) && !is_digit(before(text, i)))
		{
			if (identity_number_at(text, i))
				found |= RI_PERSONAL_IDENTITY_NUMBER;
			else if (grouped_phone_at(text, i) ||
					 international_phone_at(text, i) ||
					 (bare_numbers && bare_phone_at(text, i)))
				found |= RI_PERSONAL_TELEPHONE;
		}
		else if (c == '+')
			found |= international_phone_at(text, i) ?
				RI_PERSONAL_TELEPHONE : 0;
		else if (is_letter(c))
			found |= named_phone_at(text, i) ? RI_PERSONAL_TELEPHONE : 0;
	}
	return found;
}
