/*
 * csv_records.c
 *		SQL function that gives the records of a delimited text, one at a time.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "csv_reader.h"
#include "errors.h"
#include "linked_version.h"

typedef struct Records
{
	RiCsvReader reader;
	int64		ordinal;
	Datum		values[RI_CSV_MAX_FIELDS];
	bool		is_null[RI_CSV_MAX_FIELDS];
} Records;

/* One character of ASCII; the quote may be none. */
static char
one_character(text *value, const char *what, bool may_be_empty)
{
	size_t		len = VARSIZE_ANY_EXHDR(value);
	char		c = len > 0 ? *VARDATA_ANY(value) : '\0';

	if (len > 1 || (len == 0 && !may_be_empty) || (c & 0x80) || c == '\n' ||
		c == '\r')
		ereport(ERROR,
				(errcode(ERRCODE_RI_IMPORT_OPTION),
				 errmsg("the %s \"%s\" is not one character", what,
						text_to_cstring(value)),
				 errhint("A delimiter is one character of ASCII, for example ; or a tab; no quote is written as ''.")));
	return c;
}

static Records *
begin(FunctionCallInfo fcinfo)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	Records    *records = (Records *) palloc0(sizeof(Records));

	ri_csv_begin(&records->reader, VARDATA_ANY(document),
				 VARSIZE_ANY_EXHDR(document),
				 one_character(PG_GETARG_TEXT_PP(1), "delimiter", false),
				 one_character(PG_GETARG_TEXT_PP(2), "quote", true));
	return records;
}

/* The fields as text[]; an empty field is NULL. */
static Datum
fields_of(Records *records)
{
	RiCsvReader *reader = &records->reader;
	int			dims[1];
	int			lower[1] = {1};
	size_t		i;

	for (i = 0; i < reader->nfields; i++)
	{
		const RiCsvField *field = &reader->fields[i];
		text	   *value = (text *) palloc(field->len + VARHDRSZ);
		size_t		len = ri_csv_value(reader, field, VARDATA(value));

		SET_VARSIZE(value, len + VARHDRSZ);
		records->values[i] = PointerGetDatum(value);
		records->is_null[i] = len == 0;
	}
	dims[0] = (int) reader->nfields;
	return PointerGetDatum(construct_md_array(records->values,
											  records->is_null, 1, dims, lower,
											  TEXTOID, -1, false,
											  TYPALIGN_INT));
}

static const char *
code_of(RiCsvStatus status)
{
	switch (status)
	{
		case RI_CSV_AFTER_QUOTE:
			return "text_after_quote";
		case RI_CSV_TOO_MANY_FIELDS:
			return "too_many_fields";
		case RI_CSV_OPEN_QUOTE:
			return "truncated";
		default:
			return NULL;
	}
}

/*
 * csv_records(document text, delimiter text, quote text)
 *	-> setof (ordinal bigint, line bigint, fields text[], code text)
 */
RI_FUNCTION(research_indicators_csv_records);
Datum
research_indicators_csv_records(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Records    *records;
	RiCsvStatus status;
	const char *code;
	Datum		values[4];
	bool		is_null[4] = {false, false, false, false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		call = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &call->tuple_desc) !=
			TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		call->tuple_desc = BlessTupleDesc(call->tuple_desc);
		call->user_fctx = begin(fcinfo);
		MemoryContextSwitchTo(old);
	}
	call = SRF_PERCALL_SETUP();
	records = (Records *) call->user_fctx;
	CHECK_FOR_INTERRUPTS();
	status = ri_csv_next(&records->reader);
	if (status == RI_CSV_FINISHED)
		SRF_RETURN_DONE(call);
	code = code_of(status);
	values[0] = Int64GetDatum(records->ordinal++);
	values[1] = Int64GetDatum((int64) records->reader.record_line);
	values[2] = fields_of(records);
	if (code != NULL)
		values[3] = CStringGetTextDatum(code);
	is_null[3] = code == NULL;
	if (status == RI_CSV_OPEN_QUOTE)
		records->reader.at = records->reader.len;
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc,
															values, is_null)));
}
