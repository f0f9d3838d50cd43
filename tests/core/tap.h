/*
 * tap.h
 *		Results of unit tests in the Test Anything Protocol.
 *
 * The plan is printed last, by tap_finish(): a program that dies before has no
 * plan, which a TAP reader takes as failure.  A property that is tried on many
 * values is one test; tap_note() says for which value it failed.
 */
#ifndef RI_TAP_H
#define RI_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int	tap_count;
static int	tap_failures;

/*
 * One line of printable ASCII: names may quote the text under test, and a line
 * end or a '#' in them would mean something to a TAP reader.
 */
static inline void
tap_put(const char *format, va_list args)
{
	char		line[512];
	char	   *c;

	vsnprintf(line, sizeof(line), format, args);
	for (c = line; *c != '\0'; c++)
	{
		if (*c < ' ' || *c > '~' || *c == '#')
			*c = '?';
	}
	puts(line);
}

static inline void
tap_note(const char *format,...)
{
	va_list		args;

	fputs("# ", stdout);
	va_start(args, format);
	tap_put(format, args);
	va_end(args);
}

static inline void
tap_report(bool passed, const char *format, va_list args)
{
	tap_count++;
	if (!passed)
		tap_failures++;
	printf("%sok %d - ", passed ? "" : "not ", tap_count);
	tap_put(format, args);
}

static inline bool
tap_ok(bool passed, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	tap_report(passed, format, args);
	va_end(args);
	return passed;
}

static inline bool
tap_equal(int64_t got, int64_t wanted, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	tap_report(got == wanted, format, args);
	va_end(args);
	if (got != wanted)
		tap_note("got %" PRId64 ", wanted %" PRId64, got, wanted);
	return got == wanted;
}

/* NULL is equal to NULL only. */
static inline bool
tap_same_text(const char *got, const char *wanted, const char *format,...)
{
	bool		same;
	va_list		args;

	same = (got == NULL || wanted == NULL) ? got == wanted :
		strcmp(got, wanted) == 0;
	va_start(args, format);
	tap_report(same, format, args);
	va_end(args);
	if (!same)
		tap_note("got %s, wanted %s", got ? got : "(null)",
				 wanted ? wanted : "(null)");
	return same;
}

static inline int
tap_finish(void)
{
	printf("1..%d\n", tap_count);
	if (tap_failures > 0)
		tap_note("%d of %d failed", tap_failures, tap_count);
	return tap_failures > 0 || tap_count == 0 ? 1 : 0;
}

/*
 * Random numbers that are the same everywhere for the same seed (splitmix64).
 * The seed is printed; RI_TEST_SEED sets another.
 */
static inline uint64_t
tap_seed(void)
{
	const char *text = getenv("RI_TEST_SEED");
	uint64_t	seed = text ? strtoull(text, NULL, 10) : UINT64_C(20150101);

	tap_note("seed %" PRIu64, seed);
	return seed;
}

static inline uint64_t
tap_random(uint64_t *state)
{
	uint64_t	z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* low..high, both included */
static inline int64_t
tap_random_between(uint64_t *state, int64_t low, int64_t high)
{
	uint64_t	width = (uint64_t) high - (uint64_t) low + 1;

	return low + (int64_t) (tap_random(state) % width);
}

#endif							/* RI_TAP_H */
