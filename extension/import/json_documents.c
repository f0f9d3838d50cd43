/*
 * json_documents.c
 *		SQL function that splits a JSON text into its documents, one at a time.
 *
 * Documents are the objects at the top level, those in arrays there, and those
 * in the collections of wrappers ({"studies": [...]}, {"hits": {"hits": [...]}}).  Of
 * each only what the importer asked for is given (json_filter.h).  With lines
 * every line is read for itself, so that a broken one costs no other.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "json_filter.h"
#include "linked_version.h"

#define MOST_FRAMES 8

typedef struct Documents
{
	const char *text;
	size_t		len;
	size_t		next_part;		/* where the next part of text begins */
	bool		lines;
	RiJsonReader reader;		/* of the present part */
	bool		reading;
	RiPaths		paths;
	RiPath		collections;

	/* open arrays and wrappers around the documents: the depth of each */
	size_t		frames[MOST_FRAMES];
	bool		is_wrapper[MOST_FRAMES];
	int			nframes;

	StringInfoData out;
	RiDocumentFault fault;
	size_t		start;			/* of the document, in its part */
	int64		ordinal;

	/* the line of a place that was told before */
	size_t		line;
	size_t		line_at;
} Documents;

/* The names of collections as the keys of one path. */
static void
read_collections(ArrayType *names, RiPath *collections)
{
	Datum	   *values;
	bool	   *is_null;
	int			n;
	int			i;

	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &values,
					  &is_null, &n);
	if (n > RI_MAX_PATH_KEYS)
		elog(ERROR, "more than %d collections", RI_MAX_PATH_KEYS);
	collections->nkeys = n;
	for (i = 0; i < n; i++)
	{
		text	   *name = DatumGetTextPCopy(values[i]);

		collections->keys[i] = VARDATA_ANY(name);
		collections->lens[i] = VARSIZE_ANY_EXHDR(name);
	}
}

static Documents *
begin(FunctionCallInfo fcinfo)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	Documents  *documents = (Documents *) palloc0(sizeof(Documents));

	documents->text = pg_server_to_any(VARDATA_ANY(document),
									   (int) VARSIZE_ANY_EXHDR(document),
									   PG_UTF8);
	documents->len = documents->text == VARDATA_ANY(document) ?
		VARSIZE_ANY_EXHDR(document) : strlen(documents->text);
	ri_read_paths(PG_GETARG_ARRAYTYPE_P(1), &documents->paths);
	read_collections(PG_GETARG_ARRAYTYPE_P(2), &documents->collections);
	documents->lines = PG_GETARG_BOOL(3);
	documents->line = 1;
	initStringInfo(&documents->out);
	return documents;
}

/* The reader for the next part of the text: all of it, or a line. */
static bool
next_part(Documents *documents)
{
	const char *start = documents->text + documents->next_part;
	size_t		len = documents->len - documents->next_part;
	const char *end;

	if (len == 0)
		return false;
	end = documents->lines ? memchr(start, '\n', len) : NULL;
	if (end != NULL)
		len = end - start;
	documents->next_part += len + (end != NULL);
	documents->nframes = 0;
	ri_json_begin(&documents->reader, start, len);
	documents->reading = true;
	return true;
}

static bool
push(Documents *documents, bool is_wrapper)
{
	if (documents->nframes == MOST_FRAMES)
		return false;
	documents->frames[documents->nframes] = documents->reader.depth;
	documents->is_wrapper[documents->nframes++] = is_wrapper;
	return true;
}

static void
note(Documents *documents, const char *code, size_t at)
{
	if (documents->fault.code == NULL)
	{
		documents->fault.code = code;
		documents->fault.at = at;
	}
}

static bool
broken(Documents *documents)
{
	note(documents, ri_json_fault_code(documents->reader.fault),
		 documents->reader.fault_at);
	documents->reading = false;
	return true;
}

/* The object that has just been opened; true when it is a document. */
static bool
read_object(Documents *documents)
{
	RiJsonReader *reader = &documents->reader;
	bool		wrapper;

	documents->start = reader->token_start;
	if (!ri_filter_object(reader, &documents->paths,
						  documents->nframes == 0 ? &documents->collections :
						  NULL, &wrapper, &documents->out,
						  &documents->fault))
		return broken(documents);
	if (!wrapper)
		return true;
	resetStringInfo(&documents->out);
	documents->frames[documents->nframes] = reader->depth - 1;
	documents->is_wrapper[documents->nframes++] = true;
	push(documents, reader->is_object[reader->depth - 1]);
	return false;
}

static bool
is_collection(const Documents *documents)
{
	const RiJsonReader *reader = &documents->reader;
	const RiPath *names = &documents->collections;
	int			i;

	for (i = 0; i < names->nkeys; i++)
	{
		if (names->lens[i] == reader->token_len &&
			memcmp(reader->text + reader->token_start, names->keys[i],
				   names->lens[i]) == 0)
			return true;
	}
	return false;
}

/* A member of a wrapper whose key has just been read. */
static bool
read_member(Documents *documents)
{
	RiJsonReader *reader = &documents->reader;
	bool		wanted = is_collection(documents);
	RiJsonToken token = ri_json_next(reader);

	if (token == RI_JSON_BROKEN)
		return broken(documents);
	if (token != RI_JSON_ARRAY && token != RI_JSON_OBJECT)
		return false;
	if (wanted && push(documents, token == RI_JSON_OBJECT))
		return false;
	return !ri_skip_rest(reader, reader->depth, &documents->fault) &&
		broken(documents);
}

/* Reads to the end of the next document or fault; false at the end of all. */
static bool
next_document(Documents *documents)
{
	RiJsonReader *reader = &documents->reader;

	resetStringInfo(&documents->out);
	documents->fault.code = NULL;
	for (;;)
	{
		RiJsonToken token;

		if (!documents->reading && !next_part(documents))
			return false;
		CHECK_FOR_INTERRUPTS();
		token = ri_json_next(reader);
		switch (token)
		{
			case RI_JSON_FINISHED:
				documents->reading = false;
				break;
			case RI_JSON_BROKEN:
				return broken(documents);
			case RI_JSON_OBJECT_END:
			case RI_JSON_ARRAY_END:
				documents->nframes--;
				break;
			case RI_JSON_KEY:
				if (read_member(documents))
					return true;
				break;
			case RI_JSON_OBJECT:
				if (read_object(documents))
					return true;
				break;
			case RI_JSON_ARRAY:
				if (push(documents, false))
					break;
				note(documents, "too_deep", reader->token_start);
				if (!ri_skip_rest(reader, reader->depth, &documents->fault))
					documents->reading = false;
				return true;
			default:
				note(documents, "not_an_object", reader->token_start);
				return true;
		}
	}
}

/* The line of a place in the present part; places only go on. */
static size_t
line_of(Documents *documents, size_t at)
{
	size_t		place = documents->reader.text - documents->text + at;

	while (documents->line_at < place)
		documents->line += documents->text[documents->line_at++] == '\n';
	return documents->line;
}

/* (ordinal, place, document, code, broken) of what was just read */
static Datum
make_row(Documents *documents, TupleDesc type)
{
	const RiDocumentFault *fault = &documents->fault;
	Datum		values[5];
	bool		is_null[5] = {false, false, false, false, false};

	values[0] = Int64GetDatum(++documents->ordinal);
	values[1] = CStringGetTextDatum(psprintf("line %zu",
											 line_of(documents,
													 fault->code != NULL ?
													 fault->at :
													 documents->start)));
	values[2] = CStringGetTextDatum(pg_any_to_server(documents->out.data,
													 documents->out.len,
													 PG_UTF8));
	is_null[3] = fault->code == NULL;
	if (fault->code != NULL)
		values[3] = CStringGetTextDatum(fault->code);
	values[4] = BoolGetDatum(!documents->reading &&
							 !documents->lines);
	return HeapTupleGetDatum(heap_form_tuple(type, values, is_null));
}

/*
 * json_documents(document text, paths text[], collections text[], lines bool)
 *	-> setof (ordinal bigint, place text, document text, code text, broken bool)
 */
RI_FUNCTION(research_indicators_json_documents);
Datum
research_indicators_json_documents(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Documents  *documents;
	MemoryContext old;

	if (SRF_IS_FIRSTCALL())
	{
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
	documents = (Documents *) call->user_fctx;
	if (!next_document(documents))
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, make_row(documents, call->tuple_desc));
}
