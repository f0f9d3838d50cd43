/*
 * decimal.c
 *		Reads plain decimals into scaled 64-bit integers.
 *
 * The text is checked as a whole before any digit is used, so that the status
 * does not depend on where in the text the first fault stands: syntax comes
 * before scale, and scale before range.
 */
#include "decimal.h"

#include <stdbool.h>

#define DECIMAL_SCALE_LIMIT 18

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number of digits at text, at most len. */
static size_t
count_digits(const char *text, size_t len)
{
	size_t		n = 0;

	while (n < len && is_digit(text[n]))
		n++;
	return n;
}

/* Appends one digit; false when the magnitude would not fit. */
static bool
append_digit(uint64_t *magnitude, unsigned digit, uint64_t limit)
{
	if (*magnitude > (limit - digit) / 10)
		return false;
	*magnitude = *magnitude * 10 + digit;
	return true;
}

/*
 * The whole part and the fraction as one integer with scale decimals.  A digit
 * of the fraction that is not there counts as zero.
 */
static bool
scale_digits(const char *whole, size_t nwhole,
			 const char *fraction, size_t nfraction,
			 size_t scale, uint64_t limit, uint64_t *magnitude)
{
	size_t		i;

	*magnitude = 0;
	for (i = 0; i < nwhole; i++)
	{
		if (!append_digit(magnitude, (unsigned) (whole[i] - '0'), limit))
			return false;
	}
	for (i = 0; i < scale; i++)
	{
		unsigned	digit = i < nfraction ? (unsigned) (fraction[i] - '0') : 0;

		if (!append_digit(magnitude, digit, limit))
			return false;
	}
	return true;
}

RiDecimalStatus
ri_decimal_parse(const char *text, size_t len, int scale, int64_t *scaled)
{
	size_t		pos = 0;
	bool		negative = false;
	size_t		nwhole;
	size_t		nfraction = 0;
	const char *whole;
	const char *fraction = NULL;
	uint64_t	limit = INT64_MAX;
	uint64_t	magnitude;
	size_t		i;

	if (scale < 0 || scale > DECIMAL_SCALE_LIMIT)
		return RI_DECIMAL_RANGE;

	if (pos < len && (text[pos] == '-' || text[pos] == '+'))
		negative = text[pos++] == '-';
	if (pos == len)
		return RI_DECIMAL_SYNTAX;
	whole = text + pos;
	nwhole = count_digits(whole, len - pos);
	pos += nwhole;
	if (nwhole == 0)
		return RI_DECIMAL_SYNTAX;

	if (pos < len && text[pos] == '.')
	{
		pos++;
		fraction = text + pos;
		nfraction = count_digits(fraction, len - pos);
		pos += nfraction;
		if (nfraction == 0)
			return RI_DECIMAL_SYNTAX;
	}
	if (pos != len)
		return RI_DECIMAL_SYNTAX;

	for (i = (size_t) scale; i < nfraction; i++)
	{
		if (fraction[i] != '0')
			return RI_DECIMAL_SCALE;
	}

	/* the negative range reaches one further than the positive one */
	if (negative)
		limit++;
	if (!scale_digits(whole, nwhole, fraction, nfraction, (size_t) scale,
					  limit, &magnitude))
		return RI_DECIMAL_RANGE;

	if (!negative)
		*scaled = (int64_t) magnitude;
	else if (magnitude > (uint64_t) INT64_MAX)
		*scaled = INT64_MIN;
	else
		*scaled = -(int64_t) magnitude;
	return RI_DECIMAL_OK;
}
