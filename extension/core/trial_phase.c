/*
 * trial_phase.c
 *		Reads the phase of a drug study.
 */
#include "trial_phase.h"

#include <string.h>

#include "plain.h"

#define PLAIN_SIZE 120			/* a longer text is no phase */
#define MOST_PHASES 2

/* What has been read so far. */
typedef struct Reading
{
	int			phases[MOST_PHASES];
	int			count;
	bool		named;			/* a word says that it is about a phase */
	bool		early;			/* an early phase is announced */
	bool		joined;			/* something stands between two phases */
	bool		part_may_follow;	/* "2 a" */
} Reading;

/* Words that say nothing about which phase it is. */
static const char *const filling[] = {
	"PHASE", "PHASES", "FASE", "FASER", "FAS", "STUDY", "STUDIE", "TRIAL",
	"HUMAN", "PHARMACOLOGY", "THERAPEUTIC", "EXPLORATORY", "CONFIRMATORY",
	"USE", "INTEGRATED"
};

static const char *const joining[] = {"AND", "TO", "OG", "TIL"};

static const char *const early[] = {"EARLY", "TIDLIG"};

/* The longer first: of two that begin alike it is the one that is meant. */
static const char *const roman[] = {"III", "II", "IV", "I"};
static const int roman_value[] = {3, 2, 4, 1};

#define LENGTH(list) ((int) (sizeof(list) / sizeof((list)[0])))

static bool
is_one_of(const char *word, size_t len, const char *const *list, int count)
{
	int			i;

	for (i = 0; i < count; i++)
	{
		if (strlen(list[i]) == len && memcmp(word, list[i], len) == 0)
			return true;
	}
	return false;
}

static bool
is_part(const char *word, size_t len)
{
	return len == 1 && word[0] >= 'A' && word[0] <= 'C';
}

/*
 * The phase of a word like 2, II, 2A or IIB; -1 for another word.  Words are of
 * digits, and of letters, which come after them, one or more.
 */
static int
phase_of(const char *word, size_t len)
{
	int			i;

	if (word[0] <= '4')
		return len == 1 || is_part(word + 1, len - 1) ? word[0] - '0' : -1;
	for (i = 0; i < LENGTH(roman); i++)
	{
		size_t		digits = strlen(roman[i]);

		if (len >= digits && memcmp(word, roman[i], digits) == 0)
			return len == digits || is_part(word + digits, len - digits) ?
				roman_value[i] : -1;
	}
	return -1;
}

/* One phase more; two need something between them. */
static bool
add_phase(Reading *reading, int phase)
{
	if (reading->count == MOST_PHASES ||
		(reading->count > 0 && !reading->joined))
		return false;
	if (reading->early && phase != 1)
		return false;
	reading->phases[reading->count++] = reading->early ? 0 : phase;
	reading->early = reading->joined = false;
	reading->part_may_follow = true;
	return true;
}

/* Something between two phases. */
static bool
join(Reading *reading)
{
	if (reading->count != 1 || reading->joined)
		return false;
	reading->joined = true;
	reading->part_may_follow = false;
	return true;
}

/* PHASE2 and FASEII are two words: the length of the first, or 0. */
static size_t
leading_name(const char *word, size_t len)
{
	static const char *const names[] = {"PHASE", "FASE"};
	int			i;

	for (i = 0; i < LENGTH(names); i++)
	{
		size_t		name = strlen(names[i]);

		if (len > name && memcmp(word, names[i], name) == 0 &&
			phase_of(word + name, len - name) >= 0)
			return name;
	}
	return 0;
}

static bool
read_word(Reading *reading, const char *word, size_t len)
{
	bool		part_may_follow = reading->part_may_follow;
	size_t		name;
	int			phase;

	reading->part_may_follow = false;
	if (is_one_of(word, len, filling, LENGTH(filling)))
	{
		reading->named = true;
		return true;
	}
	if (is_one_of(word, len, joining, LENGTH(joining)))
		return join(reading);
	if (is_one_of(word, len, early, LENGTH(early)))
	{
		reading->early = reading->named = true;
		return true;
	}
	if (part_may_follow && is_part(word, len))
		return true;
	name = leading_name(word, len);
	phase = phase_of(word + name, len - name);
	return phase >= 0 && add_phase(reading, phase);
}

/* What stands between words; a dash may also be part of "phase-2". */
static bool
read_sign(Reading *reading, char sign)
{
	switch (sign)
	{
		case ' ':
		case '_':
		case '(':
		case ')':
			return true;
		case '-':
			return reading->count == 0 ? reading->named : join(reading);
		case '/':
		case '|':
		case ',':
		case '+':
		case '&':
			return join(reading);
		default:
			return false;
	}
}

static bool
is_word_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The length in plain characters, or -1 when it is too long for a phase. */
static int
make_plain(const char *text, size_t len, char *plain)
{
	size_t		at = 0;
	int			length = 0;

	while (at < len)
	{
		size_t		used;

		if (length == PLAIN_SIZE)
			return -1;
		plain[length++] = ri_plain_next(text + at, len - at, &used);
		at += used;
	}
	return length;
}

static bool
read_text(Reading *reading, const char *plain, int length)
{
	int			at = 0;

	while (at < length)
	{
		int			end = at;

		while (end < length && is_word_byte(plain[end]))
			end++;
		if (end == at)
		{
			if (!read_sign(reading, plain[at++]))
				return false;
		}
		else if (!read_word(reading, plain + at, (size_t) (end - at)))
			return false;
		at = end > at ? end : at;
	}
	return reading->count > 0 && !reading->joined && !reading->early;
}

bool
ri_trial_phase(const char *text, size_t len,
			   char out[RI_TRIAL_PHASE_LENGTH + 1])
{
	char		plain[PLAIN_SIZE];
	int			length = make_plain(text, len, plain);
	Reading		reading = {{0, 0}, 0, false, false, false, false};
	int			first;
	int			last;

	if (length < 0 || !read_text(&reading, plain, length))
		return false;
	first = reading.phases[0];
	last = reading.phases[reading.count - 1];
	if (last - first > 1 || last < first)
		return false;
	memset(out, 0, RI_TRIAL_PHASE_LENGTH + 1);
	out[0] = (char) ('0' + first);
	if (last > first)
	{
		out[1] = '/';
		out[2] = (char) ('0' + last);
	}
	return true;
}
