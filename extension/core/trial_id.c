/*
 * trial_id.c
 *		Reads, checks and writes the numbers of clinical trial registries.
 */
#include "trial_id.h"

#include <stdbool.h>
#include <string.h>

#include "plain.h"

#define NUMBERS INT64_C(1000000000000)	/* twelve digits below the registry */
#define SHORT_NUMBERS INT64_C(100000000)	/* eight of them are used here */
#define FIRST_YEAR 2004			/* EudraCT began on 1 May 2004 */
#define CTIS_DIGIT 5
#define PLAIN_SIZE 80

/* The text under way: upper case, single blanks, none beside a dash. */
typedef struct Plain
{
	char		bytes[PLAIN_SIZE + 1];
	size_t		len;
} Plain;

typedef struct RegistryName
{
	const char *name;
	RiTrialRegistry registry;
} RegistryName;

/* What may stand before a number; of two that begin alike the longer first. */
static const RegistryName registry_names[] = {
	{"HTTPS://WWW.CLINICALTRIALS.GOV/STUDY/", RI_REGISTRY_CTGOV},
	{"HTTPS://CLINICALTRIALS.GOV/CT2/SHOW/", RI_REGISTRY_CTGOV},
	{"HTTPS://CLINICALTRIALS.GOV/STUDY/", RI_REGISTRY_CTGOV},
	{"CLINICALTRIALS.GOV IDENTIFIER", RI_REGISTRY_CTGOV},
	{"CLINICALTRIALS.GOV ID", RI_REGISTRY_CTGOV},
	{"CLINICALTRIALS.GOV", RI_REGISTRY_CTGOV},
	{"CTGOV", RI_REGISTRY_CTGOV},
	{"EUDRACT NUMBER", RI_REGISTRY_EUDRACT},
	{"EUDRACT NO.", RI_REGISTRY_EUDRACT},
	{"EUDRACT", RI_REGISTRY_EUDRACT},
	{"EUCTR", RI_REGISTRY_EUDRACT},
	{"EU CTR", RI_REGISTRY_EUDRACT},
	{"HTTPS://EUCLINICALTRIALS.EU/CTIS-PUBLIC/VIEW/", RI_REGISTRY_CTIS},
	{"EU CT NUMBER", RI_REGISTRY_CTIS},
	{"EU CT NO.", RI_REGISTRY_CTIS},
	{"EU CT", RI_REGISTRY_CTIS},
	{"EUCT", RI_REGISTRY_CTIS},
	{"CTIS", RI_REGISTRY_CTIS},
	{"HTTPS://WWW.ISRCTN.COM/", RI_REGISTRY_ISRCTN}
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_separator(char c)
{
	return c == ' ' || c == ':' || c == '-';
}

/* False when the text is longer than any identifier with its name. */
static bool
make_plain(const char *text, size_t len, Plain *plain)
{
	size_t		at = 0;

	plain->len = 0;
	while (at < len)
	{
		size_t		used;
		char		c = ri_plain_next(text + at, len - at, &used);
		char		last = plain->len > 0 ? plain->bytes[plain->len - 1] : ' ';

		at += used;
		if (c == ' ' && (last == ' ' || last == '-'))
			continue;
		if (c == '-' && last == ' ' && plain->len > 0)
			plain->len--;
		if (plain->len == PLAIN_SIZE)
			return false;
		plain->bytes[plain->len++] = c;
	}
	if (plain->len > 0 && plain->bytes[plain->len - 1] == ' ')
		plain->len--;
	plain->bytes[plain->len] = '\0';
	return true;
}

static const char *
skip_separators(const char *text)
{
	while (is_separator(*text))
		text++;
	return text;
}

/* The registry that is named before the number; *text moves behind the name. */
static RiTrialRegistry
read_name(const char **text)
{
	size_t		i;

	for (i = 0; i < sizeof(registry_names) / sizeof(registry_names[0]); i++)
	{
		size_t		len = strlen(registry_names[i].name);
		const char *rest = *text + len;

		if (strncmp(*text, registry_names[i].name, len) != 0)
			continue;
		/* a longer word is another word */
		if (rest[-1] != '/' && *rest != '\0' && !is_separator(*rest) &&
			!is_digit(*rest))
			continue;
		*text = skip_separators(rest);
		return registry_names[i].registry;
	}
	return RI_REGISTRY_NONE;
}

/* Exactly so many digits; *text moves behind them. */
static bool
read_digits(const char **text, int count, int64_t *value)
{
	*value = 0;
	while (count-- > 0)
	{
		if (!is_digit(**text))
			return false;
		*value = *value * 10 + (*(*text)++ - '0');
	}
	return true;
}

/* Year, dash, about six digits, dash: by this a number claims to be European. */
static bool
looks_european(const char *text)
{
	int			digits = 0;
	int64_t		year;

	if (!read_digits(&text, 4, &year) || *text != '-')
		return false;
	while (is_digit(*++text))
		digits++;
	return digits >= 5 && digits <= 7 && *text == '-';
}

/* What kind of number it looks like, without the name before it. */
static RiTrialRegistry
read_kind(const char *text)
{
	if (strncmp(text, "NCT", 3) == 0)
	{
		const char *rest = skip_separators(text + 3);

		/* the letter O is a nought that was typed wrong */
		return is_digit(*rest) || *rest == 'O' ? RI_REGISTRY_CTGOV :
			RI_REGISTRY_NONE;
	}
	if (strncmp(text, "ISRCTN", 6) == 0)
		return RI_REGISTRY_ISRCTN;
	if (looks_european(text))
		return text[5] == '0' + CTIS_DIGIT ? RI_REGISTRY_CTIS :
			RI_REGISTRY_EUDRACT;
	return RI_REGISTRY_NONE;
}

/* Letters and eight digits; 0 when it is anything else. */
static int64_t
read_short_number(const char *text, size_t letters)
{
	int64_t		number;

	text = skip_separators(text + letters);
	return read_digits(&text, 8, &number) && *text == '\0' ? number : 0;
}

/* YYYY-NNNNNN-CC and what may follow; 0 when it is anything else. */
static int64_t
read_european_number(const char *text, RiTrialRegistry registry)
{
	int64_t		year;
	int64_t		sequence;
	int64_t		check;
	int64_t		submission;

	/* it looks European: there is a year, and a dash behind it */
	(void) read_digits(&text, 4, &year);
	text++;
	if (!read_digits(&text, 6, &sequence) || *text++ != '-' ||
		!read_digits(&text, 2, &check))
		return 0;
	if (*text == '-')
	{
		text++;
		if (registry == RI_REGISTRY_CTIS)
		{
			if (!read_digits(&text, 2, &submission))
				return 0;
		}
		else if (is_letter(text[0]) && is_letter(text[1]))
			text += 2;
	}
	return *text == '\0' ? (year * 1000000 + sequence) * 100 + check : 0;
}

RiTrialIdStatus
ri_trial_id_parse(const char *text, size_t len, int64_t *id,
				  RiTrialRegistry *claimed)
{
	Plain		plain;
	const char *rest = plain.bytes;
	RiTrialRegistry named;
	RiTrialRegistry kind;
	int64_t		number = 0;

	*claimed = RI_REGISTRY_NONE;
	if (!make_plain(text, len, &plain))
		return RI_TRIAL_ID_UNKNOWN;

	/* a byte of zero would end the text early */
	if (memchr(plain.bytes, '\0', plain.len) != NULL)
		return RI_TRIAL_ID_UNKNOWN;
	named = read_name(&rest);
	kind = read_kind(rest);
	*claimed = named != RI_REGISTRY_NONE ? named : kind;
	if (*claimed == RI_REGISTRY_NONE)
		return RI_TRIAL_ID_UNKNOWN;
	if (kind != *claimed)
		return RI_TRIAL_ID_MALFORMED;

	if (kind == RI_REGISTRY_CTGOV)
		number = read_short_number(rest, 3);
	else if (kind == RI_REGISTRY_ISRCTN)
		number = read_short_number(rest, 6);
	else
		number = read_european_number(rest, kind);
	number += kind * NUMBERS;
	if (ri_trial_id_check(number) != RI_TRIAL_ID_OK)
		return RI_TRIAL_ID_MALFORMED;
	*id = number;
	return RI_TRIAL_ID_OK;
}

RiTrialIdStatus
ri_trial_id_check(int64_t id)
{
	int64_t		registry = id / NUMBERS;
	int64_t		number = id % NUMBERS;
	int64_t		sequence = number / 100 % 1000000;

	if (id < 0)
		return RI_TRIAL_ID_UNKNOWN;
	switch (registry)
	{
		case RI_REGISTRY_CTGOV:
		case RI_REGISTRY_ISRCTN:
			return number > 0 && number < SHORT_NUMBERS ? RI_TRIAL_ID_OK :
				RI_TRIAL_ID_MALFORMED;
		case RI_REGISTRY_EUDRACT:
		case RI_REGISTRY_CTIS:
			return number / SHORT_NUMBERS >= FIRST_YEAR && sequence > 0 &&
				(sequence / 100000 == CTIS_DIGIT) ==
				(registry == RI_REGISTRY_CTIS) ? RI_TRIAL_ID_OK :
				RI_TRIAL_ID_MALFORMED;
		default:
			return RI_TRIAL_ID_UNKNOWN;
	}
}

static char *
put_digits(char *out, int64_t value, int count)
{
	int			i;

	for (i = count - 1; i >= 0; i--)
	{
		out[i] = (char) ('0' + value % 10);
		value /= 10;
	}
	return out + count;
}

void
ri_trial_id_format(int64_t id, char out[RI_TRIAL_ID_LENGTH + 1])
{
	int64_t		number = id % NUMBERS;
	char	   *end = out;

	switch (ri_trial_id_registry(id))
	{
		case RI_REGISTRY_CTGOV:
			memcpy(end, "NCT", 3);
			end = put_digits(end + 3, number, 8);
			break;
		case RI_REGISTRY_ISRCTN:
			memcpy(end, "ISRCTN", 6);
			end = put_digits(end + 6, number, 8);
			break;
		default:
			end = put_digits(end, number / SHORT_NUMBERS, 4);
			*end++ = '-';
			end = put_digits(end, number / 100, 6);
			*end++ = '-';
			end = put_digits(end, number, 2);
			break;
	}
	*end = '\0';
}

RiTrialRegistry
ri_trial_id_registry(int64_t id)
{
	return (RiTrialRegistry) (id / NUMBERS);
}

const char *
ri_registry_code(RiTrialRegistry registry)
{
	switch (registry)
	{
		case RI_REGISTRY_CTGOV:
			return "ctgov";
		case RI_REGISTRY_EUDRACT:
			return "eudract";
		case RI_REGISTRY_CTIS:
			return "ctis";
		case RI_REGISTRY_ISRCTN:
			return "isrctn";
		case RI_REGISTRY_NONE:
			break;
	}
	return NULL;
}

const char *
ri_registry_name(RiTrialRegistry registry)
{
	switch (registry)
	{
		case RI_REGISTRY_CTGOV:
			return "ClinicalTrials.gov";
		case RI_REGISTRY_EUDRACT:
			return "EudraCT";
		case RI_REGISTRY_CTIS:
			return "EU CT";
		case RI_REGISTRY_ISRCTN:
			return "ISRCTN";
		case RI_REGISTRY_NONE:
			break;
	}
	return NULL;
}
