/*
 * written_value.h
 *		Numbers, days, moments and truth values as people and systems write them.
 *
 * Nothing is guessed: what does not fit wholly is no value.
 */
#ifndef RI_WRITTEN_VALUE_H
#define RI_WRITTEN_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calendar.h"

#define RI_DECIMAL_MAX_LENGTH 400

/*
 * Reads a number with the given decimal sign, '.' or ','.  A sign (+, -, or the
 * minus U+2212) may stand before it; the digits before the decimal sign may stand in
 * groups of three, parted by blanks (also no-break ones), apostrophes, or the
 * other of the two signs.  No exponent.  out holds len bytes and
 * gets the plain form: [-]digits[.digits].
 */
extern bool ri_decimal_written(const char *text, size_t len, char decimal,
							   char *out, size_t *out_len);

/*
 * Reads a day by a format of YYYY, MM, DD (as many digits), M, D (one or two)
 * and anything between, letters in either case: "DD.MM.YYYY", "D/M YYYY".
 * Blanks around the text are passed over.  The years are 1 to 9999.
 */
extern bool ri_day_written(const char *text, size_t len, const char *format,
						   size_t format_len, RiDay *day);

/*
 * Reads a moment of ISO 8601 (RFC 3339, the seconds may be missing): as
 * microseconds since 2000-01-01 00:00 UTC.  A day alone is its beginning in UTC;
 * a time needs Z or its distance from UTC.
 */
extern bool ri_moment_written(const char *text, size_t len,
							  int64_t *microseconds);

/* true, t, yes, y, ja, j, 1; false, f, no, n, nei, 0; in either case. */
extern bool ri_truth_written(const char *text, size_t len, bool *value);

#endif							/* RI_WRITTEN_VALUE_H */
