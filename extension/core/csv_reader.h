/*
 * csv_reader.h
 *		Reads delimited text record by record (RFC 4180, any delimiter).
 *
 * A field in quotes may hold delimiters, line ends and doubled quotes.  Lines
 * end with LF, CR LF or CR.  Empty lines are no records.  What stands between a
 * closing quote and the next delimiter (blanks excepted), and a quote that is
 * never closed, are faults of their record.
 */
#ifndef RI_CSV_READER_H
#define RI_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#define RI_CSV_MAX_FIELDS 512

typedef enum RiCsvStatus
{
	RI_CSV_RECORD,
	RI_CSV_FINISHED,
	RI_CSV_AFTER_QUOTE,			/* text after a closing quote; goes on */
	RI_CSV_TOO_MANY_FIELDS,		/* goes on with the next line */
	RI_CSV_OPEN_QUOTE			/* the text ends within quotes */
} RiCsvStatus;

/* A field within the text: without its quotes, doubled ones still doubled. */
typedef struct RiCsvField
{
	const char *start;
	size_t		len;
	bool		quoted;
	bool		doubled;		/* holds doubled quotes */
} RiCsvField;

typedef struct RiCsvReader
{
	const char *text;
	size_t		len;
	size_t		at;
	size_t		line;			/* of the next byte, from 1 on */
	char		delimiter;
	char		quote;			/* '\0': none */

	/* the record just read */
	size_t		record_start;
	size_t		record_line;
	size_t		nfields;
	RiCsvField	fields[RI_CSV_MAX_FIELDS];
} RiCsvReader;

extern void ri_csv_begin(RiCsvReader *reader, const char *text, size_t len,
						 char delimiter, char quote);
extern RiCsvStatus ri_csv_next(RiCsvReader *reader);

/*
 * Writes the value of a field: blanks around it dropped unless it stood in
 * quotes, doubled quotes single.  out holds field->len bytes.
 */
extern size_t ri_csv_value(const RiCsvReader *reader, const RiCsvField *field,
						   char *out);

#endif							/* RI_CSV_READER_H */
