/*
 * walk.c
 *		Walks report records in order: opens and closes containers as the path
 *		changes, checks every field against the vocabulary, filters every text.
 *
 * Whatever the format, a document is what this walk says; emitters only spell.
 */
#include "walk.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "errors.h"
#include "text.h"

typedef struct Walk
{
	RiEmitter  *emitter;
	MemoryContext record_context;
	char	   *path;			/* of the open containers */
	int			depth;
} Walk;

void
ri_report_too_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_RI_REPORT_TOO_LARGE),
			 errmsg("report is larger than %d bytes", RI_REPORT_LIMIT),
			 errhint("Report per health region or trust instead of the nation.")));
}

/* Server encoding to filtered UTF-8, NUL-terminated. */
static char *
clean_text(const char *value, size_t len)
{
	char	   *utf8 = pg_server_to_any(value, (int) len, PG_UTF8);
	size_t		utf8_len = utf8 == value ? len : strlen(utf8);
	char	   *result = palloc(3 * utf8_len + 1);

	result[ri_text_filter(utf8, utf8_len, result)] = '\0';
	return result;
}

static bool
is_number(const char *value, bool decimals)
{
	const char *p = value + (value[0] == '-');
	size_t		digits = strspn(p, "0123456789");

	if (digits == 0 || (digits > 1 && p[0] == '0'))
		return false;
	p += digits;
	if (decimals && p[0] == '.')
	{
		digits = strspn(p + 1, "0123456789");
		if (digits == 0)
			return false;
		p += digits + 1;
	}
	/* a JSON number is exact up to 15 digits; more would be rounded by its readers */
	return p[0] == '\0' && (decimals || digits <= 15);
}

static void
refuse_field(const RiKind *kind, const char *field, const char *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_RI_REPORT_RECORD),
			 errmsg("report record \"%s\" has field \"%s\" with value \"%s\"",
					kind->name, field, value),
			 errhint("Fields and their types are those of the report's schema.")));
}

static void
refuse_length(const RiKind *kind, const char *field, size_t len)
{
	ereport(ERROR,
			(errcode(ERRCODE_RI_REPORT_SHAPE),
			 errmsg("report record \"%s\" has field \"%s\" with %zu bytes, more than %d",
					kind->name, field, len, RI_MAX_TEXT),
			 errhint("Shorten the text, or mend the number, in the sources or the rules.")));
}

static char *
field_text(const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvString:
			return clean_text(value->val.string.val, value->val.string.len);
		case jbvNumeric:
			return DatumGetCString(DirectFunctionCall1(numeric_out,
													   NumericGetDatum(value->val.numeric)));
		case jbvBool:
			return pstrdup(value->val.boolean ? "true" : "false");
		default:
			return NULL;
	}
}

/* Fills values[] from the content; a key outside the vocabulary is an error. */
static void
read_fields(const RiKind *kind, Jsonb *content, char *values[])
{
	JsonbIterator *iterator = JsonbIteratorInit(&content->root);
	JsonbValue	value;
	JsonbIteratorToken token;
	int			field = -1;

	memset(values, 0, sizeof(char *) * RI_MAX_FIELDS);
	if (!JB_ROOT_IS_OBJECT(content))
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_RECORD),
				 errmsg("the content of a report record \"%s\" is no object",
						kind->name),
				 errhint("Give the fields of the kind by name.")));
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			char	   *name = pnstrdup(value.val.string.val,
										value.val.string.len);

			field = ri_find_field(kind, name);
			if (field < 0)
				ereport(ERROR,
						(errcode(ERRCODE_RI_REPORT_RECORD),
						 errmsg("report record \"%s\" has no field \"%s\"",
								kind->name, name),
						 errhint("Fields and their types are those of the report's schema.")));
		}
		else if (token == WJB_VALUE)
		{
			RiFieldType type = kind->fields[field].type;
			char	   *text_value = field_text(&value);

			if (text_value != NULL && strlen(text_value) > RI_MAX_TEXT)
				refuse_length(kind, kind->fields[field].name,
							  strlen(text_value));
			if (text_value == NULL && value.type != jbvNull)
				refuse_field(kind, kind->fields[field].name, "{...}");
			if (text_value != NULL && type != RI_FIELD_TEXT &&
				!is_number(text_value, type == RI_FIELD_DECIMAL))
				refuse_field(kind, kind->fields[field].name, text_value);
			values[field] = text_value;
		}
	}
}

/* Bytes of the leading containers that two paths share. */
static size_t
common_prefix(const char *a, const char *b)
{
	size_t		shared = 0;
	size_t		i;

	for (i = 0; a[i] != '\0' && a[i] == b[i]; i++)
		if (a[i] == '/')
			shared = i;
	if ((a[i] == '\0' && (b[i] == '/' || b[i] == '\0')) ||
		(b[i] == '\0' && a[i] == '/'))
		shared = i;
	return shared;
}

static int
count_containers(const char *path)
{
	int			count = path[0] != '\0';

	for (; *path != '\0'; path++)
		count += *path == '/';
	return count;
}

static void
open_containers(Walk *walk, const char *names)
{
	while (names[0] != '\0')
	{
		size_t		len = strcspn(names, "/");
		char	   *name = pnstrdup(names, len);

		if (!ri_is_element_name(name, len) || walk->depth == RI_MAX_DEPTH)
			ereport(ERROR,
					(errcode(ERRCODE_RI_REPORT_RECORD),
					 errmsg("\"%s\" cannot be a container of a report", name),
					 errhint("Paths are element names joined by \"/\", at most %d deep.",
							 RI_MAX_DEPTH)));
		walk->emitter->open(walk->emitter, name);
		walk->depth++;
		names += len + (names[len] == '/');
	}
}

/* Closes and opens containers until path is the one that is open. */
static void
move_to(Walk *walk, const char *path)
{
	size_t		shared = common_prefix(walk->path, path);
	int			keep = shared == 0 ? 0 :
	count_containers(pnstrdup(path, shared));

	if (strcmp(walk->path, path) == 0)
		return;
	if (path[0] == '/' || (path[0] != '\0' && path[strlen(path) - 1] == '/'))
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_RECORD),
				 errmsg("\"%s\" is no path of a report", path),
				 errhint("Paths are element names joined by \"/\".")));
	while (walk->depth > keep)
	{
		walk->emitter->close(walk->emitter);
		walk->depth--;
	}
	pfree(walk->path);
	walk->path = MemoryContextStrdup(GetMemoryChunkContext(walk), path);
	walk->emitter->path = walk->path;
	open_containers(walk, path + shared + (path[shared] == '/'));
}

static void
walk_record(Walk *walk, HeapTupleHeader record)
{
	bool		isnull[3];
	Datum		path = GetAttributeByNum(record, 1, &isnull[0]);
	Datum		kind_name = GetAttributeByNum(record, 2, &isnull[1]);
	Datum		content = GetAttributeByNum(record, 3, &isnull[2]);
	const RiKind *kind;
	char	   *values[RI_MAX_FIELDS];

	if (isnull[0] || isnull[1] || isnull[2])
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_RECORD),
				 errmsg("a report record lacks its path, kind or content")));
	kind = ri_find_kind(TextDatumGetCString(kind_name));
	if (kind == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_RECORD),
				 errmsg("unknown kind of report record \"%s\"",
						TextDatumGetCString(kind_name)),
				 errhint("The kinds are the elements of the report's schema.")));
	read_fields(kind, DatumGetJsonbP(content), values);
	move_to(walk, TextDatumGetCString(path));
	walk->emitter->record(walk->emitter, kind, values);
}

char *
ri_walk_records(ArrayType *records, RiEmitter *emitter, size_t *len)
{
	Walk	   *walk = palloc0(sizeof(Walk));
	Oid			element = ARR_ELEMTYPE(records);
	int16		typlen;
	bool		typbyval;
	char		typalign;
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	int			i;

	if (ArrayGetNItems(ARR_NDIM(records), ARR_DIMS(records)) > RI_MAX_RECORDS)
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_TOO_LARGE),
				 errmsg("report has %d records, more than %d",
						ArrayGetNItems(ARR_NDIM(records), ARR_DIMS(records)),
						RI_MAX_RECORDS),
				 errhint("Report per health region or trust instead of the nation.")));
	walk->emitter = emitter;
	walk->path = pstrdup("");
	emitter->path = walk->path;
	walk->record_context = AllocSetContextCreate(CurrentMemoryContext,
												 "report record",
												 ALLOCSET_DEFAULT_SIZES);
	get_typlenbyvalalign(element, &typlen, &typbyval, &typalign);
	deconstruct_array(records, element, typlen, typbyval, typalign,
					  &elements, &nulls, &count);
	for (i = 0; i < count; i++)
	{
		MemoryContext previous = MemoryContextSwitchTo(walk->record_context);

		CHECK_FOR_INTERRUPTS();
		if (!nulls[i])
			walk_record(walk, DatumGetHeapTupleHeader(elements[i]));
		MemoryContextSwitchTo(previous);
		MemoryContextReset(walk->record_context);
	}
	while (walk->depth > 0)
	{
		emitter->close(emitter);
		walk->depth--;
	}
	return emitter->finish(emitter, len);
}
