/*
 * json_emitter.c
 *		A report as JSON, by Jansson.
 *
 * Keys are sorted and nothing is put between tokens; texts hold no control
 * characters, decimals are strings: the result is RFC 8785 as written.
 *
 * The server has an SQL function json_object() of its own that would be
 * called instead of Jansson's: objects come from json_pack("{}"), and
 * utils/builtins.h stays out of this file.  make check-symbols looks.
 */
#include "emitter.h"

#include <jansson.h>

#include "utils/memutils.h"

#include "errors.h"

typedef struct JsonEmitter
{
	RiEmitter	base;			/* must be first */
	json_t	   *root;			/* owned; the others are borrowed from it */
	json_t	   *open[RI_MAX_DEPTH + 1];
	int			depth;
	size_t		bytes;			/* lower bound of the document's length */
	MemoryContextCallback release;
} JsonEmitter;

/* Where json_dump_callback writes; it must not throw. */
typedef struct Sink
{
	char	   *bytes;
	size_t		len;
	size_t		size;
	bool		too_large;
} Sink;

static void
release_json(void *arg)
{
	JsonEmitter *emitter = arg;

	json_decref(emitter->root);
	emitter->root = NULL;
}

static void
check(bool ok)
{
	if (!ok)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not write the report as JSON")));
}

/* Adds a new value (the reference is taken over, also on failure). */
static json_t *
put(json_t *object, const char *key, json_t *value)
{
	check(value != NULL);
	check(json_object_set_new(object, key, value) == 0);
	return value;
}

/* One name would stand for two things, and the second replace the first. */
static void
refuse_clash(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_RI_REPORT_RECORD),
			 errmsg("\"%s\" stands twice in one object of the report", name),
			 errhint("Records of one path follow each other; a container and a kind cannot share a name.")));
}

static void
json_open(RiEmitter *self, const char *container)
{
	JsonEmitter *emitter = (JsonEmitter *) self;
	json_t	   *parent = emitter->open[emitter->depth];

	if (json_object_get(parent, container) != NULL)
		refuse_clash(container);
	emitter->open[++emitter->depth] = put(parent, container, json_pack("{}"));
}

static void
json_close(RiEmitter *self)
{
	((JsonEmitter *) self)->depth--;
}

static json_t *
json_field(const RiField *field, const char *value)
{
	if (field->type == RI_FIELD_INTEGER)
		return json_integer(strtoll(value, NULL, 10));
	return json_string(value);
}

/* The object that takes the record's fields. */
static json_t *
json_record_object(json_t *parent, const RiKind *kind)
{
	json_t	   *list;
	json_t	   *object;

	if (!kind->repeats)
	{
		if (json_object_get(parent, kind->name) != NULL)
			refuse_clash(kind->name);
		return put(parent, kind->name, json_pack("{}"));
	}
	list = json_object_get(parent, kind->name);
	if (list == NULL)
		list = put(parent, kind->name, json_array());
	else if (!json_is_array(list))
		refuse_clash(kind->name);
	object = json_pack("{}");
	check(object != NULL);
	check(json_array_append_new(list, object) == 0);
	return object;
}

static void
json_record(RiEmitter *self, const RiKind *kind, char *const values[])
{
	JsonEmitter *emitter = (JsonEmitter *) self;
	json_t	   *object = json_record_object(emitter->open[emitter->depth],
											kind);
	int			i;

	/* a record without fields takes memory too */
	emitter->bytes += strlen("{},");
	for (i = 0; kind->fields[i].name != NULL; i++)
	{
		if (values[i] == NULL)
			continue;
		put(object, kind->fields[i].name,
			json_field(&kind->fields[i], values[i]));
		emitter->bytes += strlen(kind->fields[i].name) + strlen(values[i]);
	}
	if (emitter->bytes > RI_REPORT_LIMIT)
		ri_report_too_large();
}

/* Twice the room, or what the limit allows; the callback must not throw. */
static bool
grow(Sink *sink, size_t needed)
{
	size_t		size = Min(Max(2 * sink->size, needed), RI_REPORT_LIMIT + 1);
	char	   *bytes;

	if (needed > size)
		return false;
	bytes = palloc_extended(size, MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
	if (bytes == NULL)
		return false;
	memcpy(bytes, sink->bytes, sink->len);
	pfree(sink->bytes);
	sink->bytes = bytes;
	sink->size = size;
	return true;
}

static int
append(const char *bytes, size_t len, void *data)
{
	Sink	   *sink = data;

	sink->too_large = sink->len + len > RI_REPORT_LIMIT;
	if (sink->too_large ||
		(sink->len + len >= sink->size && !grow(sink, sink->len + len + 1)))
		return -1;
	memcpy(sink->bytes + sink->len, bytes, len);
	sink->len += len;
	return 0;
}

static char *
json_finish(RiEmitter *self, size_t *len)
{
	JsonEmitter *emitter = (JsonEmitter *) self;
	size_t		flags = JSON_COMPACT | JSON_SORT_KEYS;
	Sink		sink = {NULL, 0, 0, false};
	int			failed;

	/* names, quotes and colons take about as much again as the values */
	sink.size = 2 * emitter->bytes + 1024;
	sink.bytes = palloc_extended(sink.size, MCXT_ALLOC_HUGE);
	failed = json_dump_callback(emitter->root, append, &sink, flags);
	if (sink.too_large)
		ri_report_too_large();
	check(failed == 0);
	sink.bytes[sink.len] = '\0';
	*len = sink.len;
	release_json(emitter);
	return sink.bytes;
}

RiEmitter *
ri_json_emitter(const char *root)
{
	JsonEmitter *emitter = palloc0(sizeof(JsonEmitter));

	emitter->base.open = json_open;
	emitter->base.close = json_close;
	emitter->base.record = json_record;
	emitter->base.finish = json_finish;
	emitter->release.func = release_json;
	emitter->release.arg = emitter;
	MemoryContextRegisterResetCallback(CurrentMemoryContext,
									   &emitter->release);
	emitter->root = json_pack("{}");
	check(emitter->root != NULL);
	emitter->open[0] = emitter->root;
	/* what is an attribute of the root in XML */
	if (ri_is_document_root(root))
		put(emitter->root, "skjemaversjon",
			json_string(RI_REPORT_SCHEMA_VERSION));
	return &emitter->base;
}
