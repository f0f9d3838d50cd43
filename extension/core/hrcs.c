/*
 * hrcs.c
 *		Reads, checks, orders and writes codes of the Health Research
 *		Classification System.
 *
 * The high byte is the dimension.  The low byte of a health category is its
 * number; of a research activity, the group in the high four bits and the
 * number within the group in the low four, 0 for the group itself.
 */
#include "hrcs.h"

#include <stdbool.h>

#define CATEGORIES 21
#define GROUPS 8

/* How many activities each group has; groups are counted from 1. */
static const int activities[GROUPS + 1] = {0, 5, 6, 5, 5, 9, 9, 4, 5};

/* The same characters in every locale, unlike isspace(). */
static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int32_t
category_code(int number)
{
	return RI_HRCS_HEALTH_CATEGORY << 8 | number;
}

static int32_t
activity_code(int group, int number)
{
	return RI_HRCS_RESEARCH_ACTIVITY << 8 | group << 4 | number;
}

/* One of the three forms, not yet looked up; 0 when it is none of them. */
static int32_t
read_form(const char *text, size_t len)
{
	if (len == 4 && (text[0] == 'H' || text[0] == 'h') &&
		(text[1] == 'C' || text[1] == 'c') &&
		is_digit(text[2]) && is_digit(text[3]))
		return category_code((text[2] - '0') * 10 + (text[3] - '0'));
	if (len == 1 && is_digit(text[0]))
		return activity_code(text[0] - '0', 0);
	if (len == 3 && is_digit(text[0]) && text[1] == '.' &&
		is_digit(text[2]))
	{
		/* "8.0" would be another text of the group */
		if (text[2] == '0')
			return activity_code(0, 0);
		return activity_code(text[0] - '0', text[2] - '0');
	}
	return 0;
}

RiHrcsStatus
ri_hrcs_parse(const char *text, size_t len, int16_t *code)
{
	int32_t		value;
	RiHrcsStatus status;

	while (len > 0 && is_blank(text[0]))
	{
		text++;
		len--;
	}
	while (len > 0 && is_blank(text[len - 1]))
		len--;

	value = read_form(text, len);
	if (value == 0)
		return RI_HRCS_SYNTAX;
	status = ri_hrcs_check(value);
	if (status == RI_HRCS_OK)
		*code = (int16_t) value;
	return status;
}

RiHrcsStatus
ri_hrcs_check(int32_t code)
{
	int			low = code & 0xFF;
	int			group = low >> 4;

	if (code == category_code(low))
		return low >= 1 && low <= CATEGORIES ? RI_HRCS_OK : RI_HRCS_UNKNOWN;
	if (code == activity_code(group, low & 0xF))
		return group >= 1 && group <= GROUPS &&
			(low & 0xF) <= activities[group] ? RI_HRCS_OK : RI_HRCS_UNKNOWN;
	return RI_HRCS_SYNTAX;
}

void
ri_hrcs_format(int16_t code, char out[RI_HRCS_TEXT_LENGTH + 1])
{
	int			low = code & 0xFF;
	char	   *end = out;

	if (ri_hrcs_dimension(code) == RI_HRCS_HEALTH_CATEGORY)
	{
		*end++ = 'H';
		*end++ = 'C';
		*end++ = (char) ('0' + low / 10 % 10);
		*end++ = (char) ('0' + low % 10);
	}
	else
	{
		*end++ = (char) ('0' + (low >> 4) % 10);
		if ((low & 0xF) != 0)
		{
			*end++ = '.';
			*end++ = (char) ('0' + (low & 0xF) % 10);
		}
	}
	*end = '\0';
}

RiHrcsDimension
ri_hrcs_dimension(int16_t code)
{
	return (code >> 8) == RI_HRCS_HEALTH_CATEGORY ? RI_HRCS_HEALTH_CATEGORY :
		RI_HRCS_RESEARCH_ACTIVITY;
}

int16_t
ri_hrcs_group(int16_t code)
{
	if (ri_hrcs_dimension(code) == RI_HRCS_HEALTH_CATEGORY)
		return 0;
	return (int16_t) (code & ~0xF);
}
