/*
 * book_number.c
 *		ISBN and ISSN.
 */
#include "book_number.h"

#include <string.h>

#define MOST_DIGITS 13

/* Digits, and X as 10 at the last place only; 0 for anything else. */
static size_t
read_digits(const char *text, size_t len, const char *word,
			int digits[MOST_DIGITS])
{
	size_t		nword = strlen(word);
	size_t		n = 0;
	size_t		i = 0;

	while (i < len && text[i] == ' ')
		i++;
	if (len - i >= nword)
	{
		size_t		k = 0;

		while (k < nword && (text[i + k] == word[k] ||
							 text[i + k] == word[k] - 'A' + 'a'))
			k++;
		if (k == nword)
			i += nword;
	}
	while (i < len && (text[i] == ' ' || text[i] == ':'))
		i++;
	for (; i < len; i++)
	{
		char		c = text[i];

		if (c == ' ' || c == '-')
			continue;
		if (n == MOST_DIGITS || (n > 0 && digits[n - 1] == 10))
			return 0;
		if (c >= '0' && c <= '9')
			digits[n++] = c - '0';
		else if (c == 'X' || c == 'x')
			digits[n++] = 10;
		else
			return 0;
	}
	return n;
}

/* Weights n, n - 1, ... 1 modulo 11: ISBN of ten digits, ISSN. */
static bool
is_right_modulo_11(const int *digits, size_t n)
{
	int			sum = 0;
	size_t		i;

	for (i = 0; i < n; i++)
		sum += (int) (n - i) * digits[i];
	return sum % 11 == 0;
}

/* The thirteenth digit to twelve. */
static int
check_digit_13(const int *digits)
{
	int			sum = 0;
	int			i;

	for (i = 0; i < 12; i++)
		sum += digits[i] * (i % 2 == 0 ? 1 : 3);
	return (10 - sum % 10) % 10;
}

static bool
begins_with(const int *digits, int prefix)
{
	return digits[0] * 100 + digits[1] * 10 + digits[2] == prefix;
}

bool
ri_isbn_read(const char *text, size_t len, char out[RI_ISBN_LENGTH])
{
	int			digits[MOST_DIGITS];
	size_t		n = read_digits(text, len, "ISBN", digits);
	int			i;

	if (n == 10 && is_right_modulo_11(digits, 10))
	{
		memmove(digits + 3, digits, 9 * sizeof(int));
		digits[0] = 9;
		digits[1] = 7;
		digits[2] = 8;
		digits[12] = check_digit_13(digits);
	}
	else if (n != 13 ||
			 (!begins_with(digits, 978) && !begins_with(digits, 979)) ||
			 digits[12] != check_digit_13(digits))
		return false;
	for (i = 0; i < RI_ISBN_LENGTH; i++)
		out[i] = (char) ('0' + digits[i]);
	return true;
}

bool
ri_issn_read(const char *text, size_t len, char out[RI_ISSN_LENGTH])
{
	int			digits[MOST_DIGITS];
	size_t		n = read_digits(text, len, "ISSN", digits);
	int			check = 0;
	int			i;

	if (n == 13 && begins_with(digits, 977) &&
		digits[12] == check_digit_13(digits))
	{
		/* a bar code: the seven digits, then two of the issue */
		memmove(digits, digits + 3, 7 * sizeof(int));
		for (i = 0; i < 7; i++)
			check += (8 - i) * digits[i];
		digits[7] = (11 - check % 11) % 11;
	}
	else if (n != 8 || !is_right_modulo_11(digits, 8))
		return false;
	for (i = 0; i < 8; i++)
		out[i + (i > 3)] = (char) (digits[i] == 10 ? 'X' : '0' + digits[i]);
	out[4] = '-';
	return true;
}
