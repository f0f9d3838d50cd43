/*
 * faces.c
 *		SQL functions that turn report records into a document: XML, JSON, CSV.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "emitter.h"
#include "errors.h"
#include "linked_version.h"
#include "spelling.h"
#include "text.h"
#include "walk.h"
#include "xml_library.h"

static Datum
face(ArrayType *records, RiEmitter *emitter)
{
	size_t		len;
	char	   *document = ri_walk_records(records, emitter, &len);

	return ri_utf8_text(document, len);
}

/* The root of a document, or of a body alone. */
static char *
root_name(Datum value)
{
	char	   *root = TextDatumGetCString(value);

	if (!ri_is_element_name(root, strlen(root)))
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_RECORD),
				 errmsg("\"%s\" cannot be the root of a report", root),
				 errhint("Roots are indikatorrapport and indikatorvedlegg, and innhold for a body alone.")));
	return root;
}

/* records_xml(report_record[], root text) -> xml */
RI_FUNCTION(research_indicators_records_xml);
Datum
research_indicators_records_xml(PG_FUNCTION_ARGS)
{
	char	   *root = root_name(PG_GETARG_DATUM(1));

	return face(PG_GETARG_ARRAYTYPE_P(0), ri_xml_emitter(root));
}

/* records_json(report_record[], root text) -> json */
RI_FUNCTION(research_indicators_records_json);
Datum
research_indicators_records_json(PG_FUNCTION_ARGS)
{
	char	   *root = root_name(PG_GETARG_DATUM(1));

	return face(PG_GETARG_ARRAYTYPE_P(0), ri_json_emitter(root));
}

/* records_csv(report_record[], excel bool) -> text */
RI_FUNCTION(research_indicators_records_csv);
Datum
research_indicators_records_csv(PG_FUNCTION_ARGS)
{
	return face(PG_GETARG_ARRAYTYPE_P(0), ri_csv_emitter(PG_GETARG_BOOL(1)));
}

/* csv_cell(text) -> text: filtered, defused, quoted where needed */
RI_FUNCTION(research_indicators_csv_cell);
Datum
research_indicators_csv_cell(PG_FUNCTION_ARGS)
{
	text	   *begin = PG_GETARG_TEXT_P_SLICE(0, 0, RI_MAX_TEXT);
	size_t		len;
	char	   *utf8 = ri_datum_utf8(PointerGetDatum(begin), &len);
	char	   *clean = palloc(3 * len + 1);
	char	   *cell;

	len = ri_text_filter(utf8, len, clean);
	cell = palloc(RI_SPELLING_ROOM(len) + 1);
	len = ri_csv_text(&ri_csv_plain, clean, len, cell);
	cell[len] = '\0';
	return ri_utf8_text(cell, len);
}
