/*
 * json_filter.c
 *		Copies of a JSON document what paths name.
 */
#include "json_filter.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "personal.h"

#define MOST_BYTES (16 * 1024 * 1024)	/* of what is kept of a document */

/* One open object or array that is written. */
typedef struct Level
{
	uint64		mask;			/* paths that still fit */
	int			depth;			/* keys of them that are passed */
	int			leaf;			/* of an array: path of its elements */
	bool		is_array;
	bool		needs_comma;
} Level;

typedef struct Filter
{
	RiJsonReader *reader;
	const RiPaths *paths;
	StringInfo	out;
	RiDocumentFault *fault;
	Level		levels[RI_JSON_MAX_DEPTH + 1];
	int			nlevels;

	/* the member that the last key began */
	const char *key;
	size_t		key_len;		/* with its quotes; 0 in an array */
	uint64		mask;
	int			depth;
	int			leaf;			/* path that ends here, -1 for none */
} Filter;

/* The keys of one path, which point into what is written. */
static void
read_path(const char *written, size_t len, RiPath *path)
{
	size_t		start = 0;
	size_t		i;

	path->kind = RI_PATH_KEEP;
	if (len > 0 && (written[0] == '@' || written[0] == '*'))
	{
		path->kind = written[0] == '@' ? RI_PATH_PSEUDONYM : RI_PATH_REPEAT;
		written++;
		len--;
	}
	path->nkeys = 0;
	for (i = 0; i <= len; i++)
	{
		if (i < len && written[i] != '.')
			continue;
		if (path->nkeys == RI_MAX_PATH_KEYS)
			elog(ERROR, "path of a document with more than %d keys",
				 RI_MAX_PATH_KEYS);
		path->keys[path->nkeys] = written + start;
		path->lens[path->nkeys++] = i - start;
		start = i + 1;
	}
}

void
ri_read_paths(ArrayType *texts, RiPaths *paths)
{
	Datum	   *values;
	bool	   *is_null;
	int			n;
	int			i;
	bool		has_persons = false;

	deconstruct_array(texts, TEXTOID, -1, false, TYPALIGN_INT, &values,
					  &is_null, &n);
	if (n > RI_MAX_PATHS)
		elog(ERROR, "more than %d paths of a document", RI_MAX_PATHS);
	for (i = 0; i < n; i++)
	{
		text	   *path = DatumGetTextPCopy(values[i]);

		read_path(VARDATA_ANY(path), VARSIZE_ANY_EXHDR(path),
				  &paths->paths[i]);
		has_persons |= paths->paths[i].kind == RI_PATH_PSEUDONYM;
	}
	paths->npaths = n;
	if (has_persons)
		ri_read_site_key(&paths->site_key);
}

static void
note(RiDocumentFault *fault, const char *code, size_t at)
{
	if (fault->code == NULL)
	{
		fault->code = code;
		fault->at = at;
	}
}

static bool
key_is(const RiJsonReader *reader, const char *key, size_t len)
{
	return reader->token_len == len &&
		memcmp(reader->text + reader->token_start, key, len) == 0;
}

/* Which paths the key that was just read goes on with. */
static void
follow_key(Filter *filter)
{
	const RiJsonReader *reader = filter->reader;
	const Level *level = &filter->levels[filter->nlevels - 1];
	uint64		left = level->mask;
	int			i;

	filter->key = reader->text + reader->token_start - 1;
	filter->key_len = reader->token_len + 2;
	filter->mask = 0;
	filter->depth = level->depth + 1;
	filter->leaf = -1;
	for (i = 0; left != 0; i++, left >>= 1)
	{
		const RiPath *path = &filter->paths->paths[i];

		if (!(left & 1) ||
			!key_is(reader, path->keys[level->depth],
					path->lens[level->depth]))
			continue;
		if (path->nkeys > level->depth + 1)
			filter->mask |= UINT64CONST(1) << i;
		else if (path->kind == RI_PATH_REPEAT)
		{
			filter->mask = level->mask;
			filter->depth = level->depth;
			return;
		}
		else
			filter->leaf = i;
	}
}

/* What comes before a value: the comma, and the key in an object. */
static void
begin_value(Filter *filter)
{
	Level	   *level = &filter->levels[filter->nlevels - 1];

	if (level->needs_comma)
		appendStringInfoChar(filter->out, ',');
	level->needs_comma = true;
	if (filter->key_len > 0)
	{
		appendBinaryStringInfo(filter->out, filter->key,
							   (int) filter->key_len);
		appendStringInfoChar(filter->out, ':');
	}
}

static void
write_pseudonym(Filter *filter)
{
	const RiJsonReader *reader = filter->reader;
	char	   *person = (char *) palloc(reader->token_len + 1);
	size_t		len = ri_json_unescape(reader->text + reader->token_start,
									   reader->token_len, person);
	char		pseudonym[RI_PSEUDONYM_LENGTH];

	if (len == 0)
		appendStringInfoString(filter->out, "null");
	else
	{
		ri_pseudonym(&filter->paths->site_key, person, len, pseudonym);
		appendStringInfoChar(filter->out, '"');
		appendBinaryStringInfo(filter->out, pseudonym, RI_PSEUDONYM_LENGTH);
		appendStringInfoChar(filter->out, '"');
	}
	pfree(person);
}

/* Personal data is looked for in what a string reads as. */
static bool
has_personal_data(const char *token, size_t len)
{
	char	   *plain;
	bool		found;

	if (memchr(token, '\\', len) == NULL)
		return ri_personal_data(token, len, false) != 0;
	plain = (char *) palloc(len);
	found = ri_personal_data(plain, ri_json_unescape(token, len, plain),
							 false) != 0;
	pfree(plain);
	return found;
}

static void
write_string(Filter *filter)
{
	const RiJsonReader *reader = filter->reader;
	const char *token = reader->text + reader->token_start;

	if (has_personal_data(token, reader->token_len))
	{
		note(filter->fault, "personal_data", reader->token_start);
		appendStringInfoString(filter->out, "\"[masked]\"");
		return;
	}
	appendStringInfoChar(filter->out, '"');
	appendBinaryStringInfo(filter->out, token, (int) reader->token_len);
	appendStringInfoChar(filter->out, '"');
}

static void
write_scalar(Filter *filter, RiJsonToken token)
{
	const RiJsonReader *reader = filter->reader;

	/* a value that was skipped as too deep is no word */
	if (filter->leaf < 0 || reader->fault == RI_JSON_TOO_DEEP)
		return;
	begin_value(filter);
	if (filter->paths->paths[filter->leaf].kind == RI_PATH_PSEUDONYM &&
		token != RI_JSON_WORD)
		write_pseudonym(filter);
	else if (token == RI_JSON_STRING)
		write_string(filter);
	else
		appendBinaryStringInfo(filter->out, reader->text + reader->token_start,
							   (int) reader->token_len);
}

static void
open_level(Filter *filter, bool is_array)
{
	Level	   *level = &filter->levels[filter->nlevels++];

	level->mask = filter->mask;
	level->depth = filter->depth;
	level->leaf = filter->leaf;
	level->is_array = is_array;
	level->needs_comma = false;
	appendStringInfoChar(filter->out, is_array ? '[' : '{');
}

bool
ri_skip_rest(RiJsonReader *reader, size_t depth, RiDocumentFault *fault)
{
	while (reader->depth >= depth)
	{
		bool		broken = ri_json_next(reader) == RI_JSON_BROKEN;

		if (reader->fault != RI_JSON_NO_FAULT)
			note(fault, ri_json_fault_code(reader->fault), reader->fault_at);
		if (broken)
			return false;
		CHECK_FOR_INTERRUPTS();
	}
	return true;
}

/* An object or array: written where a path goes on within, else passed over. */
static bool
open_value(Filter *filter, bool is_array)
{
	if (filter->mask == 0 && (!is_array || filter->leaf < 0))
		return ri_skip_rest(filter->reader, filter->reader->depth,
							filter->fault);
	begin_value(filter);
	open_level(filter, is_array);
	return true;
}

/* An element of an array goes on with the paths of the array. */
static void
begin_element(Filter *filter)
{
	const Level *level = &filter->levels[filter->nlevels - 1];

	if (!level->is_array)
		return;
	filter->key_len = 0;
	filter->mask = level->mask;
	filter->depth = level->depth;
	filter->leaf = level->leaf;
}

static bool
is_collection(const RiJsonReader *reader, const RiPath *collections)
{
	int			i;

	for (i = 0; i < collections->nkeys; i++)
	{
		if (key_is(reader, collections->keys[i], collections->lens[i]))
			return true;
	}
	return false;
}

/* One token of the document; false when the reading broke. */
static bool
filter_token(Filter *filter, RiJsonToken token)
{
	switch (token)
	{
		case RI_JSON_KEY:
			follow_key(filter);
			return true;
		case RI_JSON_OBJECT:
		case RI_JSON_ARRAY:
			begin_element(filter);
			return open_value(filter, token == RI_JSON_ARRAY);
		case RI_JSON_OBJECT_END:
		case RI_JSON_ARRAY_END:
			appendStringInfoChar(filter->out,
								 token == RI_JSON_OBJECT_END ? '}' : ']');
			filter->nlevels--;
			return true;
		default:
			begin_element(filter);
			write_scalar(filter, token);
			return true;
	}
}

bool
ri_filter_object(RiJsonReader *reader, const RiPaths *paths,
				 const RiPath *collections, bool *wrapper, StringInfo out,
				 RiDocumentFault *fault)
{
	Filter		filter;
	size_t		depth = reader->depth;
	bool		in_collection = false;

	*wrapper = false;
	filter.reader = reader;
	filter.paths = paths;
	filter.out = out;
	filter.fault = fault;
	filter.nlevels = 0;
	filter.key_len = 0;
	filter.mask = paths->npaths == RI_MAX_PATHS ? ~UINT64CONST(0) :
		(UINT64CONST(1) << paths->npaths) - 1;
	filter.depth = 0;
	filter.leaf = -1;
	open_level(&filter, false);
	while (filter.nlevels > 0)
	{
		RiJsonToken token = ri_json_next(reader);

		CHECK_FOR_INTERRUPTS();
		if (reader->fault != RI_JSON_NO_FAULT)
			note(fault, ri_json_fault_code(reader->fault), reader->fault_at);
		if (token == RI_JSON_BROKEN)
			return false;
		if (in_collection && (token == RI_JSON_ARRAY || token == RI_JSON_OBJECT))
		{
			*wrapper = true;
			return true;
		}
		in_collection = token == RI_JSON_KEY && collections != NULL &&
			filter.nlevels == 1 && is_collection(reader, collections);
		if (!filter_token(&filter, token))
			return false;
		if (out->len > MOST_BYTES)
		{
			note(fault, "document_too_large", reader->token_start);
			resetStringInfo(out);
			return ri_skip_rest(reader, depth, fault);
		}
	}
	return true;
}
