/*
 * appendix_spelling.c
 *		How a row of the appendix of publications is spelled: XML, JSON or CSV.
 *
 * The names of the fields, their order in JSON and their types stand in one
 * table.  Every line ends a record.
 */
#include "postgres.h"

#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "appendix_spelling.h"
#include "errors.h"
#include "spelling.h"
#include "text.h"

#define APPENDIX_NAMESPACE "urn:helseforskning:publikasjonsvedlegg:v1"
#define APPENDIX_SCHEMA_VERSION "1.0"

typedef enum FieldType
{
	FIELD_TEXT,
	FIELD_INTEGER,
	FIELD_DECIMAL,
	FIELD_BOOLEAN
} FieldType;

typedef struct Field
{
	const char *name;
	FieldType	type;
	int			json_position;	/* keys of JSON are sorted */
} Field;

/* The columns of the feeding statement, in order. */
static const Field fields[] = {
	{"publikasjon", FIELD_TEXT, 9},
	{"enhet", FIELD_TEXT, 3},
	{"orgnr", FIELD_TEXT, 7},
	{"form", FIELD_TEXT, 4},
	{"kanalnivaa", FIELD_TEXT, 6},
	{"andeler", FIELD_INTEGER, 1},
	{"andelerTotalt", FIELD_INTEGER, 2},
	{"internasjonal", FIELD_BOOLEAN, 5},
	{"vekt", FIELD_DECIMAL, 11},
	{"poeng", FIELD_DECIMAL, 8},
	{"tellende", FIELD_BOOLEAN, 10},
	{"aarsak", FIELD_TEXT, 0},
};

#define FIELDS ((int) lengthof(fields))

static void
put_string(AppendixSpelling *spelling, const char *value)
{
	appendStringInfoString(&spelling->out, value);
}

/* A text of the database: converted, filtered, escaped. */
static void
put_text(AppendixSpelling *spelling, const char *value)
{
	StringInfo	out = &spelling->out;
	size_t		len = strlen(value);
	char	   *to;

	if (!ri_is_printable_ascii(value, len))
	{
		char	   *utf8 = pg_server_to_any(value, (int) len, PG_UTF8);
		size_t		utf8_len = utf8 == value ? len : strlen(utf8);
		char	   *clean = palloc(3 * utf8_len + 1);

		len = ri_text_filter(utf8, utf8_len, clean);
		value = clean;
	}
	enlargeStringInfo(out, (int) RI_SPELLING_ROOM(len));
	to = out->data + out->len;
	switch (spelling->form)
	{
		case APPENDIX_XML:
			out->len += (int) ri_xml_attribute(value, len, to);
			break;
		case APPENDIX_JSON:
			out->len += (int) ri_json_string(value, len, to);
			break;
		case APPENDIX_CSV:
			out->len += (int) ri_csv_text(&ri_csv_plain, value, len, to);
			break;
	}
	out->data[out->len] = '\0';
}

/* The value of a column, in the current memory context. */
static char *
field_text(FieldType type, Datum value)
{
	char		digits[16];

	switch (type)
	{
		case FIELD_TEXT:
			return TextDatumGetCString(value);
		case FIELD_INTEGER:
			return pnstrdup(digits, (Size) pg_ltoa(DatumGetInt32(value), digits));
		case FIELD_DECIMAL:
			return DatumGetCString(DirectFunctionCall1(numeric_out, value));
		case FIELD_BOOLEAN:
			return DatumGetBool(value) ? "true" : "false";
	}
	return NULL;
}

static void
put_field(AppendixSpelling *spelling, int field, const char *value)
{
	bool		quoted = spelling->form == APPENDIX_XML ||
		(spelling->form == APPENDIX_JSON && fields[field].type == FIELD_DECIMAL);

	appendBinaryStringInfo(&spelling->out, spelling->leads[field],
						   spelling->lead_lens[field]);
	if (fields[field].type == FIELD_TEXT)
		put_text(spelling, value);
	else
		put_string(spelling, value);
	if (quoted)
		appendStringInfoCharMacro(&spelling->out, '"');
}

static void
put_xml_row(AppendixSpelling *spelling, char *const values[])
{
	int			i;

	put_string(spelling, " <rad");
	for (i = 0; i < FIELDS; i++)
		if (values[i] != NULL)
			put_field(spelling, i, values[i]);
	put_string(spelling, "/>\n");
}

/* The comma stands first, so that a row needs to know nothing of the next. */
static void
put_json_row(AppendixSpelling *spelling, char *const values[], bool first)
{
	const char *between = first ? "{" : ",{";
	int			k;

	for (k = 0; k < FIELDS; k++)
	{
		int			i = spelling->json_order[k];

		if (values[i] == NULL)
			continue;
		put_string(spelling, between);
		put_field(spelling, i, values[i]);
		between = ",";
	}
	put_string(spelling, "}\n");
}

static void
put_csv_row(AppendixSpelling *spelling, char *const values[])
{
	int			i;

	for (i = 0; i < FIELDS; i++)
	{
		if (i > 0)
			appendStringInfoCharMacro(&spelling->out, ',');
		if (values[i] != NULL)
			put_field(spelling, i, values[i]);
	}
	appendStringInfoCharMacro(&spelling->out, '\n');
}

void
ri_appendix_put_head(AppendixSpelling *spelling, int32 year, const char *rule_set)
{
	StringInfo	out = &spelling->out;
	int			i;

	switch (spelling->form)
	{
		case APPENDIX_XML:
			appendStringInfo(out, "<publikasjonsvedlegg xmlns=\"%s\" skjemaversjon=\"%s\" aar=\"%d\" regelverk=\"",
							 APPENDIX_NAMESPACE, APPENDIX_SCHEMA_VERSION, year);
			put_text(spelling, rule_set);
			put_string(spelling, "\">\n");
			break;
		case APPENDIX_JSON:
			appendStringInfo(out, "{\"aar\":%d,\"rad\":[\n", year);
			break;
		case APPENDIX_CSV:
			for (i = 0; i < FIELDS; i++)
				appendStringInfo(out, i == 0 ? "%s" : ",%s", fields[i].name);
			appendStringInfoChar(out, '\n');
			break;
	}
}

/* What only the end can know, so that a file that was cut short shows. */
void
ri_appendix_put_foot(AppendixSpelling *spelling, const char *rule_set,
					 int64 rows, const char *points)
{
	StringInfo	out = &spelling->out;

	switch (spelling->form)
	{
		case APPENDIX_XML:
			appendStringInfo(out, " <sum antall=\"" INT64_FORMAT "\" poeng=\"%s\"/>\n</publikasjonsvedlegg>\n",
							 rows, points);
			break;
		case APPENDIX_JSON:
			put_string(spelling, "],\"regelverk\":");
			put_text(spelling, rule_set);
			appendStringInfo(out, ",\"skjemaversjon\":\"%s\",\"sum\":{\"antall\":" INT64_FORMAT ",\"poeng\":\"%s\"}}\n",
							 APPENDIX_SCHEMA_VERSION, rows, points);
			break;
		case APPENDIX_CSV:
			break;
	}
}

/* What stands before each value: its name, and a quote where one belongs. */
static void
make_leads(AppendixSpelling *spelling)
{
	int			i;

	for (i = 0; i < FIELDS; i++)
	{
		const Field *field = &fields[i];

		spelling->json_order[field->json_position] = i;
		if (spelling->form == APPENDIX_XML)
			spelling->leads[i] = psprintf(" %s=\"", field->name);
		else if (spelling->form == APPENDIX_JSON)
			spelling->leads[i] = psprintf("\"%s\":%s", field->name,
										  field->type == FIELD_DECIMAL ? "\"" : "");
		else
			spelling->leads[i] = pstrdup("");
		spelling->lead_lens[i] = (int) strlen(spelling->leads[i]);
	}
}

static AppendixForm
form_by_name(const char *name)
{
	if (strcmp(name, "xml") == 0)
		return APPENDIX_XML;
	if (strcmp(name, "json") == 0)
		return APPENDIX_JSON;
	if (strcmp(name, "csv") == 0)
		return APPENDIX_CSV;
	ereport(ERROR,
			(errcode(ERRCODE_RI_UNKNOWN_FORM),
			 errmsg("unknown form \"%s\" of an appendix", name),
			 errhint("Forms: csv, json, xml.")));
}


void
ri_appendix_spelling_init(AppendixSpelling *spelling, const char *form)
{
	StaticAssertStmt(lengthof(fields) == RI_APPENDIX_FIELDS,
					 "every field has its place");
	spelling->form = form_by_name(form);
	make_leads(spelling);
	initStringInfo(&spelling->out);
}

void
ri_appendix_put_row(AppendixSpelling *spelling, TupleTableSlot *slot, bool first,
					char *values[RI_APPENDIX_FIELDS])
{
	int			i;

	for (i = 0; i < FIELDS; i++)
		values[i] = slot->tts_isnull[i] ? NULL :
			field_text(fields[i].type, slot->tts_values[i]);
	switch (spelling->form)
	{
		case APPENDIX_XML:
			put_xml_row(spelling, values);
			break;
		case APPENDIX_JSON:
			put_json_row(spelling, values, first);
			break;
		case APPENDIX_CSV:
			put_csv_row(spelling, values);
			break;
	}
}
