/*
 * decimal.c
 *		Reads plain decimals into scaled 64-bit integers.
 *
 * The text is checked as a whole before any digit is used, so that the status
 * does not depend on where in the text the first fault stands: syntax comes
 * before scale, and scale before range.
 */
#include "decimal.h"

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

bool
ri_decimal_split(const char *text, size_t len, RiDecimalText *parts)
{
	size_t		pos = 0;

	if (len == 0)
		return false;
	parts->negative = false;
	if (text[pos] == '-' || text[pos] == '+')
		parts->negative = text[pos++] == '-';
	parts->whole = text + pos;
	parts->nwhole = count_digits(text + pos, len - pos);
	pos += parts->nwhole;
	if (parts->nwhole == 0)
		return false;

	parts->fraction = text + pos;
	parts->nfraction = 0;
	if (pos < len && text[pos] == '.')
	{
		pos++;
		parts->fraction = text + pos;
		parts->nfraction = count_digits(text + pos, len - pos);
		pos += parts->nfraction;
		if (parts->nfraction == 0)
			return false;
	}
	return pos == len;
}

RiDecimalStatus
ri_decimal_parse(const char *text, size_t len, int scale, int64_t *scaled)
{
	RiDecimalText parts;
	uint64_t	limit = INT64_MAX;
	uint64_t	magnitude;
	size_t		i;

	if (scale < 0 || scale > DECIMAL_SCALE_LIMIT)
		return RI_DECIMAL_RANGE;
	if (!ri_decimal_split(text, len, &parts))
		return RI_DECIMAL_SYNTAX;
	for (i = (size_t) scale; i < parts.nfraction; i++)
	{
		if (parts.fraction[i] != '0')
			return RI_DECIMAL_SCALE;
	}

	/* the negative range reaches one further than the positive one */
	if (parts.negative)
		limit++;
	if (!scale_digits(parts.whole, parts.nwhole, parts.fraction,
					  parts.nfraction, (size_t) scale, limit, &magnitude))
		return RI_DECIMAL_RANGE;

	if (!parts.negative)
		*scaled = (int64_t) magnitude;
	else if (magnitude > (uint64_t) INT64_MAX)
		*scaled = INT64_MIN;
	else
		*scaled = -(int64_t) magnitude;
	return RI_DECIMAL_OK;
}
