/*
 * csv_emitter.c
 *		The figures of a report as CSV (RFC 4180 but for line ends: comma,
 *		quotes; UTF-8 without BOM, decimal point), one row per figure; or as
 *		Excel in Norway opens it (BOM, semicolon, decimal comma).
 *
 * Lines are joined by line feeds, without one at the end: psql adds it, and
 * the file is the same line by line wherever it is written.
 *
 * Long and tidy: a column for each field of a figure and for each dimension by
 * which figures are divided.  Of the other records only the units and the terms
 * matter: name of the unit, id, text and unit of the measure stand beside each
 * figure.
 */
#include "emitter.h"

#include "lib/stringinfo.h"
#include "utils/memutils.h"

#include "spelling.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

#define MAX_TEXTS 4

/* What is said beside figures of a unit, or of a measure, found by its key. */
typedef struct Beside
{
	char	   *key;
	char	   *texts[MAX_TEXTS];
} Beside;

typedef struct BesideList
{
	Beside	   *items;
	int			count;
	int			capacity;
	const Beside *last;			/* figures of one often follow each other */
} BesideList;

static const char *const unit_fields[] = {"navn", NULL};
static const char *const term_fields[] = {
	"id", "tekstNb", "maaleenhet", "desimaler", NULL
};

/* headers of the terms' texts */
static const char *const term_columns[] = {
	"begrep", "tekst", "maaleenhet", "desimaler", NULL
};

typedef struct CsvEmitter
{
	RiEmitter	base;			/* must be first */
	MemoryContext context;
	const RiCsvForm *form;
	StringInfoData out;
	const RiKind *row;			/* the kind whose fields are the columns */
	BesideList	units;
	BesideList	terms;
} CsvEmitter;

static void
csv_open(RiEmitter *self, const char *container)
{
}

static void
csv_close(RiEmitter *self)
{
}

static void
put_cell(CsvEmitter *emitter, const char *value, RiFieldType type, bool first)
{
	StringInfo	out = &emitter->out;
	size_t		len = value == NULL ? 0 : strlen(value);

	if (!first)
		appendStringInfoChar(out, emitter->form->delimiter);
	enlargeStringInfo(out, (int) RI_SPELLING_ROOM(len));
	if (len == 0)
		return;
	if (type == RI_FIELD_TEXT)
		len = ri_csv_text(emitter->form, value, len, out->data + out->len);
	else
		len = ri_csv_number(emitter->form, value, len, out->data + out->len);
	out->len += (int) len;
	out->data[out->len] = '\0';
}

static void
remember(CsvEmitter *emitter, BesideList *list, const RiKind *kind,
		 char *const values[], const char *key_field,
		 const char *const fields[])
{
	const char *key = values[ri_find_field(kind, key_field)];
	MemoryContext previous;
	Beside	   *item;
	int			i;

	if (key == NULL)
		return;
	previous = MemoryContextSwitchTo(emitter->context);
	if (list->count == list->capacity)
	{
		list->capacity *= 2;
		list->items = repalloc(list->items, sizeof(Beside) * list->capacity);
		list->last = NULL;
	}
	item = &list->items[list->count++];
	item->key = pstrdup(key);
	for (i = 0; fields[i] != NULL; i++)
	{
		const char *value = values[ri_find_field(kind, fields[i])];

		item->texts[i] = value == NULL ? NULL : pstrdup(value);
	}
	MemoryContextSwitchTo(previous);
}

static const Beside *
find_beside(BesideList *list, const char *key)
{
	int			i;

	if (key == NULL)
		return NULL;
	if (list->last != NULL && strcmp(list->last->key, key) == 0)
		return list->last;
	for (i = 0; i < list->count; i++)
		if (strcmp(list->items[i].key, key) == 0)
			return list->last = &list->items[i];
	return NULL;
}

static void
put_header(CsvEmitter *emitter)
{
	int			i;

	for (i = 0; term_columns[i] != NULL; i++)
		put_cell(emitter, term_columns[i], RI_FIELD_TEXT, i == 0);
	put_cell(emitter, "sti", RI_FIELD_TEXT, false);
	for (i = 0; emitter->row->fields[i].name != NULL; i++)
	{
		put_cell(emitter, emitter->row->fields[i].name, RI_FIELD_TEXT, false);
		if (strcmp(emitter->row->fields[i].name, "orgnr") == 0)
			put_cell(emitter, "navn", RI_FIELD_TEXT, false);
	}
}

/* The path of a figure below the body, of a report or of its annex. */
static const char *
below_body(const char *path)
{
	const char *slash = strchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void
put_figure(CsvEmitter *emitter, const RiKind *kind, char *const values[])
{
	const char *path = below_body(emitter->base.path);
	const Beside *term = find_beside(&emitter->terms, path);
	const Beside *unit = find_beside(&emitter->units,
									 values[ri_find_field(kind, "enhet")]);
	int			i;

	appendStringInfoChar(&emitter->out, '\n');
	for (i = 0; term_columns[i] != NULL; i++)
		put_cell(emitter, term == NULL ? NULL : term->texts[i],
				 RI_FIELD_TEXT, i == 0);
	put_cell(emitter, path, RI_FIELD_TEXT, false);
	for (i = 0; emitter->row->fields[i].name != NULL; i++)
	{
		const RiField *field = &emitter->row->fields[i];
		int			at = ri_find_field(kind, field->name);

		put_cell(emitter, at < 0 ? NULL : values[at], field->type, false);
		if (strcmp(field->name, "orgnr") == 0)
			put_cell(emitter, unit == NULL ? NULL : unit->texts[0],
					 RI_FIELD_TEXT, false);
	}
}

static void
csv_record(RiEmitter *self, const RiKind *kind, char *const values[])
{
	CsvEmitter *emitter = (CsvEmitter *) self;

	if (strcmp(kind->name, "enhet") == 0)
		remember(emitter, &emitter->units, kind, values, "id", unit_fields);
	if (strcmp(kind->name, "begrep") == 0)
		remember(emitter, &emitter->terms, kind, values, "sti", term_fields);
	if (strcmp(kind->name, "tall") == 0 || kind == emitter->row)
		put_figure(emitter, kind, values);
	if (emitter->out.len > RI_REPORT_LIMIT)
		ri_report_too_large();
}

static char *
csv_finish(RiEmitter *self, size_t *len)
{
	CsvEmitter *emitter = (CsvEmitter *) self;

	*len = emitter->out.len;
	return emitter->out.data;
}

RiEmitter *
ri_csv_emitter(bool excel)
{
	CsvEmitter *emitter = palloc0(sizeof(CsvEmitter));

	emitter->base.open = csv_open;
	emitter->base.close = csv_close;
	emitter->base.record = csv_record;
	emitter->base.finish = csv_finish;
	emitter->context = CurrentMemoryContext;
	emitter->row = ri_find_kind("deltall");
	emitter->units.capacity = emitter->terms.capacity = 64;
	emitter->units.items = palloc(sizeof(Beside) * emitter->units.capacity);
	emitter->terms.items = palloc(sizeof(Beside) * emitter->terms.capacity);
	emitter->form = excel ? &ri_csv_excel : &ri_csv_plain;
	initStringInfo(&emitter->out);
	if (excel)
		appendStringInfoString(&emitter->out, BYTE_ORDER_MARK);
	put_header(emitter);
	return &emitter->base;
}
