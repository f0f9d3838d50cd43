/*
 * csv_emitter.c
 *		The figures of a report as CSV (RFC 4180 but for line ends: comma,
 *		quotes; UTF-8 without BOM, decimal point), one row per figure; or as
 *		Excel in Norway opens it (BOM, semicolon, decimal comma).
 *
 * Lines are joined by line feeds, without one at the end: psql adds it, and
 * the file is the same line by line wherever it is written.
 *
 * Of the other records only the units matter: their names and organisation
 * numbers stand beside each figure.
 */
#include "emitter.h"

#include "lib/stringinfo.h"
#include "utils/memutils.h"

#include "spelling.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct UnitName
{
	char	   *id;
	char	   *orgnr;
	char	   *name;
} UnitName;

typedef struct CsvEmitter
{
	RiEmitter	base;			/* must be first */
	MemoryContext context;
	const RiCsvForm *form;
	StringInfoData out;
	UnitName   *units;
	int			nunits;
	int			capacity;
	const UnitName *last;		/* figures of one unit often follow each other */
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
remember_unit(CsvEmitter *emitter, const RiKind *kind, char *const values[])
{
	MemoryContext previous;
	const char *id = values[ri_find_field(kind, "id")];
	const char *orgnr = values[ri_find_field(kind, "orgnr")];
	const char *name = values[ri_find_field(kind, "navn")];
	UnitName   *unit;

	if (id == NULL)
		return;
	previous = MemoryContextSwitchTo(emitter->context);
	if (emitter->nunits == emitter->capacity)
	{
		emitter->capacity *= 2;
		emitter->units = repalloc(emitter->units, sizeof(UnitName) *
								  emitter->capacity);
	}
	unit = &emitter->units[emitter->nunits++];
	unit->id = pstrdup(id);
	unit->name = name == NULL ? NULL : pstrdup(name);
	unit->orgnr = orgnr == NULL ? NULL : pstrdup(orgnr);
	MemoryContextSwitchTo(previous);
}

static const UnitName *
find_unit(CsvEmitter *emitter, const char *id)
{
	int			i;

	if (id == NULL)
		return NULL;
	if (emitter->last != NULL && strcmp(emitter->last->id, id) == 0)
		return emitter->last;
	for (i = 0; i < emitter->nunits; i++)
		if (strcmp(emitter->units[i].id, id) == 0)
			return emitter->last = &emitter->units[i];
	return NULL;
}

static void
put_header(CsvEmitter *emitter)
{
	const RiKind *kind = ri_find_kind("tall");
	int			i;

	put_cell(emitter, "sti", RI_FIELD_TEXT, true);
	for (i = 0; kind->fields[i].name != NULL; i++)
		put_cell(emitter, kind->fields[i].name, RI_FIELD_TEXT, false);
	put_cell(emitter, "orgnr", RI_FIELD_TEXT, false);
	put_cell(emitter, "navn", RI_FIELD_TEXT, false);
}

static void
csv_record(RiEmitter *self, const RiKind *kind, char *const values[])
{
	CsvEmitter *emitter = (CsvEmitter *) self;
	const UnitName *unit;
	const char *path = self->path;
	int			i;

	if (strcmp(kind->name, "enhet") == 0)
		remember_unit(emitter, kind, values);
	if (strcmp(kind->name, "tall") != 0)
		return;
	if (strncmp(path, "innhold/", 8) == 0)
		path += 8;
	appendStringInfoChar(&emitter->out, '\n');
	put_cell(emitter, path, RI_FIELD_TEXT, true);
	for (i = 0; kind->fields[i].name != NULL; i++)
		put_cell(emitter, values[i], kind->fields[i].type, false);
	unit = find_unit(emitter, values[ri_find_field(kind, "enhet")]);
	put_cell(emitter, unit == NULL ? NULL : unit->orgnr, RI_FIELD_TEXT,
			 false);
	put_cell(emitter, unit == NULL ? NULL : unit->name, RI_FIELD_TEXT,
			 false);
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
	emitter->capacity = 64;
	emitter->units = palloc(sizeof(UnitName) * emitter->capacity);
	emitter->form = excel ? &ri_csv_excel : &ri_csv_plain;
	initStringInfo(&emitter->out);
	if (excel)
		appendStringInfoString(&emitter->out, BYTE_ORDER_MARK);
	put_header(emitter);
	return &emitter->base;
}
