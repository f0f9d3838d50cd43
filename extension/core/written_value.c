/*
 * written_value.c
 *		Reads numbers, days, moments and truth values.
 */
#include "written_value.h"

#include <string.h>

#define MICROSECONDS INT64_C(1000000)

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

/* Length of a blank at text: ASCII, U+00A0, U+2009, U+202F; 0 for none. */
static size_t
blank_length(const char *text, size_t len)
{
	if (len >= 1 && (text[0] == ' ' || text[0] == '\t'))
		return 1;
	if (len >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	if (len >= 3 && (memcmp(text, "\xE2\x80\x89", 3) == 0 ||
					 memcmp(text, "\xE2\x80\xAF", 3) == 0))
		return 3;
	return 0;
}

static void
trim(const char **text, size_t *len)
{
	size_t		n;

	while ((n = blank_length(*text, *len)) > 0)
	{
		*text += n;
		*len -= n;
	}
	for (;;)
	{
		for (n = 3; n > 0; n--)
		{
			if (*len >= n && blank_length(*text + *len - n, n) == n)
				break;
		}
		if (n == 0)
			return;
		*len -= n;
	}
}

static size_t
sign_length(const char *text, size_t len, bool *negative)
{
	*negative = false;
	if (len >= 1 && (text[0] == '-' || text[0] == '+'))
	{
		*negative = text[0] == '-';
		return 1;
	}
	if (len >= 3 && memcmp(text, "\xE2\x88\x92", 3) == 0)
	{
		*negative = true;
		return 3;
	}
	return 0;
}

static size_t
count_digits(const char *text, size_t len)
{
	size_t		n = 0;

	while (n < len && is_digit(text[n]))
		n++;
	return n;
}

/* What parts groups of digits at text; 0 for nothing that does. */
static size_t
separator_length(const char *text, size_t len, char decimal)
{
	if (len >= 1 && (text[0] == '\'' ||
					 (text[0] == (decimal == ',' ? '.' : ','))))
		return 1;
	return blank_length(text, len);
}

/*
 * The digits before the decimal sign, at once or in groups of three with one
 * separator.  Returns how much of text they take, 0 for none.
 */
static size_t
read_whole(const char *text, size_t len, char decimal, char *out, size_t *n)
{
	size_t		at = count_digits(text, len);
	size_t		first = at;
	const char *separator = NULL;
	size_t		nseparator = 0;

	memcpy(out + *n, text, at);
	*n += at;
	if (first == 0 || first > 3)
		return at;
	for (;;)
	{
		size_t		k = separator_length(text + at, len - at, decimal);

		if (k == 0 || count_digits(text + at + k, len - at - k) != 3)
			return at;
		if (separator != NULL &&
			(k != nseparator || memcmp(text + at, separator, k) != 0))
			return 0;
		separator = text + at;
		nseparator = k;
		memcpy(out + *n, text + at + k, 3);
		*n += 3;
		at += k + 3;
	}
}

bool
ri_decimal_written(const char *text, size_t len, char decimal, char *out,
				   size_t *out_len)
{
	size_t		n = 0;
	size_t		used;
	bool		negative;

	trim(&text, &len);
	if (len > RI_DECIMAL_MAX_LENGTH)
		return false;
	used = sign_length(text, len, &negative);
	text += used;
	len -= used;
	if (negative)
		out[n++] = '-';
	used = read_whole(text, len, decimal, out, &n);
	if (used == 0)
		return false;
	if (used < len)
	{
		if (text[used] != decimal || used + 1 == len ||
			count_digits(text + used + 1, len - used - 1) != len - used - 1)
			return false;
		out[n++] = '.';
		memcpy(out + n, text + used + 1, len - used - 1);
		n += len - used - 1;
	}
	*out_len = n;
	return true;
}

/* Digits of a number, between least and most of them; -1 for none. */
static int
read_number(const char **text, size_t *len, size_t least, size_t most)
{
	size_t		n = count_digits(*text, *len < most ? *len : most);
	int			value = 0;
	size_t		i;

	if (n < least)
		return -1;
	for (i = 0; i < n; i++)
		value = value * 10 + ((*text)[i] - '0');
	*text += n;
	*len -= n;
	return value;
}

/* The year has four digits at most. */
static bool
make_day(int year, int month, int mday, RiDay *day)
{
	int			y;
	int			m;
	int			d;

	if (year < 1 || month < 1 || month > 12 || mday < 1 || mday > 31)
		return false;
	*day = ri_day_first_of_month(ri_day_from_ymd(year, month, 1)) + mday - 1;
	ri_day_to_ymd(*day, &y, &m, &d);
	/* a day too many falls into the next month */
	return m == month;
}

/* How often a letter stands at the beginning of a format. */
static size_t
run_of(const char *format, size_t len)
{
	size_t		n = 1;

	while (n < len && small(format[n]) == small(format[0]))
		n++;
	return n;
}

bool
ri_day_written(const char *text, size_t len, const char *format,
			   size_t format_len, RiDay *day)
{
	int			year = -1;
	int			month = -1;
	int			mday = -1;

	trim(&text, &len);
	while (format_len > 0)
	{
		char		c = small(format[0]);
		size_t		run = run_of(format, format_len);
		int		   *part = c == 'y' ? &year : c == 'm' ? &month :
			c == 'd' ? &mday : NULL;

		if (part == NULL)
		{
			if (len == 0 || text[0] != format[0])
				return false;
			text++, len--;
			format++, format_len--;
			continue;
		}
		if (*part != -1 || run > (c == 'y' ? 4u : 2u) || (c == 'y' && run < 4))
			return false;
		*part = read_number(&text, &len, run, run == 1 ? 2 : run);
		if (*part < 0)
			return false;
		format += run;
		format_len -= run;
	}
	return len == 0 && make_day(year, month, mday, day);
}

static bool
take(const char **text, size_t *len, const char *one_of)
{
	if (*len == 0 || (*text)[0] == '\0' || strchr(one_of, (*text)[0]) == NULL)
		return false;
	(*text)++;
	(*len)--;
	return true;
}

/* :ss[.ffffff], as microseconds; what lies beyond them is cut. */
static bool
read_seconds(const char **text, size_t *len, int64_t *microseconds)
{
	int64_t		unit = MICROSECONDS;
	int			seconds;

	*microseconds = 0;
	if (!take(text, len, ":"))
		return true;
	seconds = read_number(text, len, 2, 2);
	if (seconds < 0 || seconds > 60)
		return false;
	*microseconds = seconds * MICROSECONDS;
	if (!take(text, len, ".,"))
		return true;
	if (count_digits(*text, *len) == 0)
		return false;
	for (; *len > 0 && is_digit((*text)[0]); (*text)++, (*len)--)
	{
		unit /= 10;
		*microseconds += unit * ((*text)[0] - '0');
	}
	return true;
}

/* Z, or +hh:mm, +hhmm, +hh: minutes east of UTC. */
static bool
read_zone(const char **text, size_t *len, int *minutes)
{
	int			sign;
	int			hour;
	int			minute = 0;

	*minutes = 0;
	if (take(text, len, "Zz"))
		return true;
	sign = *len > 0 && (*text)[0] == '-' ? -1 : 1;
	if (!take(text, len, "+-"))
		return false;
	hour = read_number(text, len, 2, 2);
	if (*len > 0)
	{
		take(text, len, ":");
		minute = read_number(text, len, 2, 2);
	}
	*minutes = sign * (hour * 60 + minute);
	return hour >= 0 && hour <= 15 && minute >= 0 && minute <= 59;
}

bool
ri_moment_written(const char *text, size_t len, int64_t *microseconds)
{
	RiDay		day;
	int			hour;
	int			minute;
	int			zone;
	int64_t		seconds;

	trim(&text, &len);
	if (len < 10 || !ri_day_written(text, 10, "YYYY-MM-DD", 10, &day))
		return false;
	*microseconds = (int64_t) day * 86400 * MICROSECONDS;
	text += 10;
	len -= 10;
	if (len == 0)
		return true;
	if (!take(&text, &len, "Tt "))
		return false;
	hour = read_number(&text, &len, 2, 2);
	if (hour < 0 || hour > 23 || !take(&text, &len, ":"))
		return false;
	minute = read_number(&text, &len, 2, 2);
	if (minute < 0 || minute > 59 || !read_seconds(&text, &len, &seconds) ||
		!read_zone(&text, &len, &zone))
		return false;
	*microseconds += (hour * 3600 + (minute - zone) * 60) * MICROSECONDS +
		seconds;
	return len == 0;
}

bool
ri_truth_written(const char *text, size_t len, bool *value)
{
	static const char *const yes[] = {"true", "t", "yes", "y", "ja", "j", "1"};
	static const char *const no[] = {"false", "f", "no", "n", "nei", "0"};
	char		word[6];
	size_t		i;

	trim(&text, &len);
	if (len >= sizeof(word))
		return false;
	for (i = 0; i < len; i++)
		word[i] = small(text[i]);
	word[len] = '\0';
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
	{
		if (strcmp(word, yes[i]) == 0)
		{
			*value = true;
			return true;
		}
	}
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
	{
		if (strcmp(word, no[i]) == 0)
		{
			*value = false;
			return true;
		}
	}
	return false;
}
