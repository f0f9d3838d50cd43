/*
 * schema_check.c
 *		SQL function schema_findings: a report against the XSD that is compiled
 *		into the library.
 */
#include "postgres.h"

#include <libxml/xmlschemas.h>

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"
#include "utils/xml.h"

#include "text.h"
#include "xml_library.h"

#define MAX_FINDINGS 1000
#define MAX_MESSAGE 512

typedef struct SchemaFinding
{
	int			line;
	int			code;			/* libxml2's number of the violated rule */
	char		message[MAX_MESSAGE];
} SchemaFinding;

typedef struct SchemaFindings
{
	int			count;
	SchemaFinding list[MAX_FINDINGS];
} SchemaFindings;

typedef struct SchemaObjects
{
	xmlSchemaParserCtxtPtr parser;
	xmlSchemaPtr schema;
	xmlSchemaValidCtxtPtr validator;
	xmlDocPtr	document;
} SchemaObjects;

static void
free_objects(SchemaObjects *objects)
{
	if (objects->validator != NULL)
		xmlSchemaFreeValidCtxt(objects->validator);
	if (objects->document != NULL)
		xmlFreeDoc(objects->document);
	if (objects->schema != NULL)
		xmlSchemaFree(objects->schema);
	if (objects->parser != NULL)
		xmlSchemaFreeParserCtxt(objects->parser);
	memset(objects, 0, sizeof(*objects));
}

/* libxml2 2.12 made the error of a callback constant. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *LibraryError;
#else
typedef xmlErrorPtr LibraryError;
#endif

/* Called by libxml2: must neither throw nor allocate. */
static void
take_finding(void *context, LibraryError error)
{
	SchemaFindings *findings = context;
	SchemaFinding *finding;

	if (findings->count == MAX_FINDINGS)
		return;
	finding = &findings->list[findings->count++];
	finding->line = error->line;
	finding->code = error->code;
	strlcpy(finding->message, error->message == NULL ? "" : error->message,
			MAX_MESSAGE);
}

/* Messages that quote the document may be cut within a character. */
static char *
clean_message(const char *message)
{
	size_t		len = strlen(message);
	char	   *clean = palloc(3 * len + 1);

	len = ri_text_filter(message, len, clean);
	while (len > 0 && clean[len - 1] == ' ')
		len--;
	clean[len] = '\0';
	return clean;
}

/*
 * Fills objects one after the other; returns false where the library itself
 * fails.  A document that cannot be parsed is a finding.
 */
static bool
validate(SchemaObjects *objects, SchemaFindings *findings, const char *utf8,
		 size_t len)
{
	const RiEmbedded *xsd = ri_find_embedded("report.xsd");

	objects->parser = xmlSchemaNewMemParserCtxt((const char *) xsd->bytes,
												(int) xsd->length);
	if (objects->parser == NULL)
		return false;
	objects->schema = xmlSchemaParse(objects->parser);
	if (objects->schema == NULL)
		return false;
	objects->document = ri_parse_document(utf8, len);
	if (objects->document == NULL)
	{
		SchemaFinding *finding = &findings->list[findings->count++];

		finding->line = 0;
		finding->code = 0;
		strlcpy(finding->message,
				"not a well-formed document without document type declaration of at most 16 MB",
				MAX_MESSAGE);
		return true;
	}
	objects->validator = xmlSchemaNewValidCtxt(objects->schema);
	if (objects->validator == NULL)
		return false;
	xmlSchemaSetValidStructuredErrors(objects->validator, take_finding,
									  findings);
	return xmlSchemaValidateDoc(objects->validator, objects->document) >= 0;
}

static void
put_findings(ReturnSetInfo *rsinfo, const SchemaFindings *findings)
{
	int			i;

	for (i = 0; i < findings->count; i++)
	{
		const SchemaFinding *finding = &findings->list[i];
		Datum		values[3];
		bool		nulls[3] = {false, false, false};

		values[0] = Int32GetDatum(finding->line);
		values[1] = Int32GetDatum(finding->code);
		values[2] = CStringGetTextDatum(clean_message(finding->message));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values,
							 nulls);
	}
}

/* schema_findings(report xml) -> setof (line int, code int, message text) */
PG_FUNCTION_INFO_V1(research_indicators_schema_findings);
Datum
research_indicators_schema_findings(PG_FUNCTION_ARGS)
{
	SchemaObjects objects;
	SchemaObjects *volatile held = &objects;
	SchemaFindings *findings = palloc0(sizeof(SchemaFindings));
	PgXmlErrorContext *xml_errors;
	size_t		len;
	char	   *utf8;

	memset(&objects, 0, sizeof(objects));
	InitMaterializedSRF(fcinfo, 0);
	utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &len);
	xml_errors = pg_xml_init(PG_XML_STRICTNESS_LEGACY);
	PG_TRY();
	{
		if (!validate(held, findings, utf8, len))
			xml_ereport(xml_errors, ERROR, ERRCODE_EXTERNAL_ROUTINE_EXCEPTION,
						"could not check the report against its schema");
		free_objects(held);
	}
	PG_CATCH();
	{
		free_objects(held);
		pg_xml_done(xml_errors, true);
		PG_RE_THROW();
	}
	PG_END_TRY();
	pg_xml_done(xml_errors, false);
	put_findings((ReturnSetInfo *) fcinfo->resultinfo, findings);
	return (Datum) 0;
}
