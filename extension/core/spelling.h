/*
 * spelling.h
 *		How a value is spelled in XML attributes, JSON strings and CSV cells.
 *
 * Texts have passed the filter of text.h; the callers own all buffers.
 */
#ifndef RI_SPELLING_H
#define RI_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* What a reader of CSV takes for what. */
typedef struct RiCsvForm
{
	char		delimiter;		/* between cells */
	char		decimal_mark;	/* in numbers */
} RiCsvForm;

/* As in RFC 4180. */
extern const RiCsvForm ri_csv_plain;

/* For spreadsheets in countries with a decimal comma. */
extern const RiCsvForm ri_csv_excel;

/* Bytes that a value of len bytes may need in any spelling. */
#define RI_SPELLING_ROOM(len) (6 * (len) + 3)

/* True for printable ASCII only: the filter would leave it as it is. */
extern bool ri_is_printable_ascii(const char *in, size_t len);

/*
 * Each writes the spelling of in to out, which must hold RI_SPELLING_ROOM(len)
 * bytes and not overlap in, and returns the length written.
 */

/* The value of an attribute, without its quotes. */
extern size_t ri_xml_attribute(const char *in, size_t len, char *out);

/* A JSON string with its quotes. */
extern size_t ri_json_string(const char *in, size_t len, char *out);

/*
 * A text as a CSV cell.  What a spreadsheet would take for a formula, = + - @
 * also behind blanks, gets an apostrophe in front.
 */
extern size_t ri_csv_text(const RiCsvForm *form, const char *in, size_t len,
						  char *out);

/* A plain number as a CSV cell: a sign stays a sign. */
extern size_t ri_csv_number(const RiCsvForm *form, const char *in, size_t len,
							char *out);

#endif							/* RI_SPELLING_H */
