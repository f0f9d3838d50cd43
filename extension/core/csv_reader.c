/*
 * csv_reader.c
 *		Delimited text, one record at a time, without copying.
 */
#include "csv_reader.h"

#include <string.h>

void
ri_csv_begin(RiCsvReader *reader, const char *text, size_t len,
			 char delimiter, char quote)
{
	reader->text = text;
	reader->len = len;
	reader->at = 0;
	reader->line = 1;
	reader->delimiter = delimiter;
	reader->quote = quote;
	reader->record_start = 0;
	reader->record_line = 1;
	reader->nfields = 0;
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Over one line end; CR LF is one. */
static void
pass_line_end(RiCsvReader *reader)
{
	if (reader->text[reader->at] == '\r' && reader->at + 1 < reader->len &&
		reader->text[reader->at + 1] == '\n')
		reader->at++;
	reader->at++;
	reader->line++;
}

static bool
at_field_end(const RiCsvReader *reader)
{
	return reader->at == reader->len ||
		reader->text[reader->at] == reader->delimiter ||
		is_line_end(reader->text[reader->at]);
}

/* From after the opening quote to after the closing one; false without one. */
static bool
read_quoted(RiCsvReader *reader, RiCsvField *field)
{
	field->quoted = true;
	field->start = reader->text + reader->at;
	while (reader->at < reader->len)
	{
		char		c = reader->text[reader->at];

		if (is_line_end(c))
			pass_line_end(reader);
		else if (c != reader->quote)
			reader->at++;
		else if (reader->at + 1 < reader->len &&
				 reader->text[reader->at + 1] == c)
		{
			field->doubled = true;
			reader->at += 2;
		}
		else
		{
			field->len = (size_t) (reader->text + reader->at - field->start);
			reader->at++;
			return true;
		}
	}
	return false;
}

static RiCsvStatus
read_field(RiCsvReader *reader, RiCsvField *field)
{
	RiCsvStatus status = RI_CSV_RECORD;
	size_t		start = reader->at;
	size_t		quote = start;

	field->quoted = false;
	field->doubled = false;
	while (quote < reader->len && is_blank(reader->text[quote]) &&
		   reader->text[quote] != reader->delimiter)
		quote++;
	if (reader->quote != '\0' && quote < reader->len &&
		reader->text[quote] == reader->quote)
	{
		reader->at = quote + 1;
		if (!read_quoted(reader, field))
			return RI_CSV_OPEN_QUOTE;
		for (; !at_field_end(reader); reader->at++)
		{
			if (!is_blank(reader->text[reader->at]))
				status = RI_CSV_AFTER_QUOTE;
		}
		return status;
	}
	while (!at_field_end(reader))
		reader->at++;
	field->start = reader->text + start;
	field->len = reader->at - start;
	return status;
}

RiCsvStatus
ri_csv_next(RiCsvReader *reader)
{
	RiCsvStatus status = RI_CSV_RECORD;
	RiCsvField	beyond;

	reader->nfields = 0;
	while (reader->at < reader->len && is_line_end(reader->text[reader->at]))
		pass_line_end(reader);
	reader->record_start = reader->at;
	reader->record_line = reader->line;
	if (reader->at == reader->len)
		return RI_CSV_FINISHED;
	for (;;)
	{
		bool		fits = reader->nfields < RI_CSV_MAX_FIELDS;
		RiCsvStatus found = read_field(reader, fits ?
									   &reader->fields[reader->nfields] :
									   &beyond);

		if (found == RI_CSV_OPEN_QUOTE)
			return found;
		if (fits)
			reader->nfields++;
		else
			found = RI_CSV_TOO_MANY_FIELDS;
		if (status == RI_CSV_RECORD)
			status = found;
		if (reader->at == reader->len ||
			reader->text[reader->at] != reader->delimiter)
			break;
		reader->at++;
	}
	if (reader->at < reader->len)
		pass_line_end(reader);
	return status;
}

size_t
ri_csv_value(const RiCsvReader *reader, const RiCsvField *field, char *out)
{
	const char *start = field->start;
	size_t		len = field->len;
	size_t		n = 0;
	size_t		i;

	if (!field->quoted)
	{
		while (len > 0 && is_blank(start[0]))
			start++, len--;
		while (len > 0 && is_blank(start[len - 1]))
			len--;
	}
	if (!field->doubled)
	{
		memcpy(out, start, len);
		return len;
	}
	for (i = 0; i < len; i++)
	{
		out[n++] = start[i];
		if (start[i] == reader->quote)
			i++;
	}
	return n;
}
