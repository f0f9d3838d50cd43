/*
 * text_of_file.c
 *		SQL function that makes text of the bytes of a file.
 */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "compat.h"
#include "encoding.h"
#include "errors.h"
#include "json_reader.h"
#include "linked_version.h"

static void
refuse_byte(const char *bytes, size_t at, text *encoding)
{
	const char *name = text_to_cstring(encoding);

	ereport(ERROR,
			(errcode(ERRCODE_RI_FILE_ENCODING),
			 bytes[at] == '\0' ?
			 errmsg("the file holds a NUL (byte %zu, line %zu)", at + 1,
					ri_line_of(bytes, at)) :
			 errmsg("the file is not %s: byte %zu, line %zu is 0x%02X", name,
					at + 1, ri_line_of(bytes, at), (unsigned char) bytes[at]),
			 errdetail("Nothing was loaded."),
			 bytes[at] == '\0' ?
			 errhint("UTF-16 looks like this, and so do damaged files: save it as UTF-8.") :
			 errhint("Name its encoding: UTF-8, ISO 8859-1 or Windows-1252.")));
}

/* import_text(bytea, text) -> text */
RI_FUNCTION(research_indicators_import_text);
Datum
research_indicators_import_text(PG_FUNCTION_ARGS)
{
	bytea	   *content = PG_GETARG_BYTEA_PP(0);
	text	   *name = PG_GETARG_TEXT_PP(1);
	const char *bytes = VARDATA_ANY(content);
	size_t		len = VARSIZE_ANY_EXHDR(content);
	RiEncoding	encoding;
	text	   *result;
	char	   *converted;
	size_t		size;
	size_t		n;
	size_t		fault;

	if (!ri_encoding_named(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
						   &encoding))
		ereport(ERROR,
				(errcode(ERRCODE_RI_IMPORT_OPTION),
				 errmsg("unknown encoding \"%s\"", text_to_cstring(name)),
				 errhint("Encodings: UTF-8, ISO 8859-1, Windows-1252.")));
	size = encoding == RI_ENCODING_UTF8 ? len : 3 * len;
	result = (text *) MemoryContextAllocHuge(CurrentMemoryContext,
											 size + VARHDRSZ);
	if (!ri_decode(encoding, bytes, len, VARDATA(result), &n, &fault))
		refuse_byte(bytes, fault, name);
	if (n + VARHDRSZ > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the file is too large: %zu bytes as UTF-8", n),
				 errhint("Split it; a file may have 1 GB.")));
	SET_VARSIZE(result, n + VARHDRSZ);
	if (GetDatabaseEncoding() == PG_UTF8)
		PG_RETURN_TEXT_P(result);
	converted = pg_any_to_server(VARDATA(result), (int) n, PG_UTF8);
	if (converted == VARDATA(result))
		PG_RETURN_TEXT_P(result);
	PG_RETURN_TEXT_P(cstring_to_text(converted));
}
