/*
 * orgnr.c
 *		Reads, checks and writes Norwegian organisation numbers.
 */
#include "orgnr.h"

#include <stdbool.h>

#define ORGNR_MIN 800000000
#define ORGNR_MAX 999999999
#define GROUPED_LENGTH 11		/* "991 324 968" */
#define MODULUS 11

static const int check_weights[RI_ORGNR_DIGITS - 1] = {3, 2, 7, 6, 5, 4, 3, 2};

/* The same characters in every locale, unlike isspace(). */
static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Nine digits in a row or in three groups, not yet checked further.  A group
 * separator is exactly one space: more would be another kind of text.
 */
static bool
read_digits(const char *text, size_t len, int32_t *value)
{
	bool		grouped = len == GROUPED_LENGTH;
	size_t		i;

	if (!grouped && len != RI_ORGNR_DIGITS)
		return false;

	*value = 0;
	for (i = 0; i < len; i++)
	{
		if (grouped && (i == 3 || i == 7))
		{
			if (text[i] != ' ')
				return false;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

RiOrgnrStatus
ri_orgnr_parse(const char *text, size_t len, int32_t *orgnr)
{
	int32_t		value;
	RiOrgnrStatus status;

	while (len > 0 && is_blank(text[0]))
	{
		text++;
		len--;
	}
	while (len > 0 && is_blank(text[len - 1]))
		len--;

	if (!read_digits(text, len, &value))
		return RI_ORGNR_SYNTAX;
	status = ri_orgnr_check(value);
	if (status == RI_ORGNR_OK)
		*orgnr = value;
	return status;
}

RiOrgnrStatus
ri_orgnr_check(int32_t orgnr)
{
	int32_t		rest;
	int			sum;
	int			i;

	if (orgnr < ORGNR_MIN || orgnr > ORGNR_MAX)
		return RI_ORGNR_SYNTAX;

	/*
	 * With the check digit at weight 1 the sum is a multiple of 11.  Where the
	 * first eight digits would need the check digit 10, no digit fits.
	 */
	sum = orgnr % 10;
	rest = orgnr / 10;
	for (i = RI_ORGNR_DIGITS - 2; i >= 0; i--)
	{
		sum += check_weights[i] * (rest % 10);
		rest /= 10;
	}
	return sum % MODULUS == 0 ? RI_ORGNR_OK : RI_ORGNR_CHECK_DIGIT;
}

void
ri_orgnr_format(int32_t orgnr, char out[RI_ORGNR_DIGITS + 1])
{
	uint32_t	rest = (uint32_t) orgnr;
	int			i;

	for (i = RI_ORGNR_DIGITS - 1; i >= 0; i--)
	{
		out[i] = (char) ('0' + rest % 10);
		rest /= 10;
	}
	out[RI_ORGNR_DIGITS] = '\0';
}
