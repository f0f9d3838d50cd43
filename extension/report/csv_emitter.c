/*
 * csv_emitter.c
 *		The figures of a report as CSV (RFC 4180 but for line ends: comma,
 *		quotes; UTF-8 without BOM, decimal point), one row per figure.
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

/*
 * A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front; numbers are left alone.
 */
static void
put_cell(StringInfo out, const char *value, RiFieldType type, bool first)
{
	const char *p;

	if (!first)
		appendStringInfoChar(out, ',');
	if (value != NULL && value[0] != '\0')
	{
		bool		defuse = type == RI_FIELD_TEXT &&
			strchr("=+-@", value[0]) != NULL;
		bool		quote = value[strcspn(value, ",\"\r\n")] != '\0';

		if (quote)
			appendStringInfoChar(out, '"');
		if (defuse)
			appendStringInfoChar(out, '\'');
		for (p = value; *p != '\0'; p++)
		{
			if (*p == '"')
				appendStringInfoChar(out, '"');
			appendStringInfoChar(out, *p);
		}
		if (quote)
			appendStringInfoChar(out, '"');
	}
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

	put_cell(&emitter->out, "sti", RI_FIELD_TEXT, true);
	for (i = 0; kind->fields[i].name != NULL; i++)
		put_cell(&emitter->out, kind->fields[i].name, RI_FIELD_TEXT, false);
	put_cell(&emitter->out, "orgnr", RI_FIELD_TEXT, false);
	put_cell(&emitter->out, "navn", RI_FIELD_TEXT, false);
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
	put_cell(&emitter->out, path, RI_FIELD_TEXT, true);
	for (i = 0; kind->fields[i].name != NULL; i++)
		put_cell(&emitter->out, values[i], kind->fields[i].type, false);
	unit = find_unit(emitter, values[ri_find_field(kind, "enhet")]);
	put_cell(&emitter->out, unit == NULL ? NULL : unit->orgnr, RI_FIELD_TEXT,
			 false);
	put_cell(&emitter->out, unit == NULL ? NULL : unit->name, RI_FIELD_TEXT,
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
ri_csv_emitter(void)
{
	CsvEmitter *emitter = palloc0(sizeof(CsvEmitter));

	emitter->base.open = csv_open;
	emitter->base.close = csv_close;
	emitter->base.record = csv_record;
	emitter->base.finish = csv_finish;
	emitter->context = CurrentMemoryContext;
	emitter->capacity = 64;
	emitter->units = palloc(sizeof(UnitName) * emitter->capacity);
	initStringInfo(&emitter->out);
	put_header(emitter);
	return &emitter->base;
}
