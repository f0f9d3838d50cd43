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

#include "linked_version.h"
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
	bool		out_of_memory;
	int			count;
	SchemaFinding list[MAX_FINDINGS];
} SchemaFindings;

typedef struct SchemaTask
{
	const char *utf8;
	size_t		len;
	SchemaFindings *findings;

	/* libxml2's */
	xmlSchemaParserCtxtPtr parser;
	xmlSchemaPtr schema;
	xmlSchemaValidCtxtPtr validator;
	xmlParserInputBufferPtr input;	/* until the validator owns it */
	xmlDocPtr	document;
} SchemaTask;

static void
release(void *arg)
{
	SchemaTask *task = arg;

	if (task->validator != NULL)
		xmlSchemaFreeValidCtxt(task->validator);
	if (task->input != NULL)
		xmlFreeParserInputBuffer(task->input);
	if (task->document != NULL)
		xmlFreeDoc(task->document);
	if (task->schema != NULL)
		xmlSchemaFree(task->schema);
	if (task->parser != NULL)
		xmlSchemaFreeParserCtxt(task->parser);
}

/* Called by libxml2: must neither throw nor allocate. */
static void
take_finding(void *context, RiLibraryError error)
{
	SchemaFindings *findings = context;
	SchemaFinding *finding;

	if (error->code == XML_ERR_NO_MEMORY)
		findings->out_of_memory = true;
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
 * Reads the document a second time and validates as it goes: a tree would be
 * validated in one piece, which nothing can stop.
 */
static bool
validate_stream(SchemaTask *task)
{
	RiXmlBytes	bytes = {task->utf8, task->len};
	xmlParserInputBufferPtr input;
	int			outcome;

	task->input = xmlParserInputBufferCreateIO(ri_read_bytes, NULL, &bytes,
											   XML_CHAR_ENCODING_UTF8);
	if (task->input == NULL)
		return false;
	input = task->input;
	task->input = NULL;			/* the validator frees it */
	outcome = xmlSchemaValidateStream(task->validator, input,
									  XML_CHAR_ENCODING_UTF8, NULL, NULL);
	CHECK_FOR_INTERRUPTS();
	return outcome >= 0;
}

/*
 * Fills the task one object after the other; returns false where the library
 * itself fails.  A document that cannot be parsed is a finding.
 */
static bool
validate(SchemaTask *task)
{
	const RiEmbedded *xsd = ri_find_embedded("report.xsd");

	task->parser = xmlSchemaNewMemParserCtxt((const char *) xsd->bytes,
											 (int) xsd->length);
	if (task->parser == NULL)
		return false;
	task->schema = xmlSchemaParse(task->parser);
	if (task->schema == NULL)
		return false;
	task->document = ri_parse_document(task->utf8, task->len);
	if (task->document == NULL)
	{
		SchemaFinding *finding = &task->findings->list[task->findings->count++];

		finding->line = 0;
		finding->code = 0;
		strlcpy(finding->message,
				"not a well-formed document of at most 16 MB, without document type declaration, of the shape of a report",
				MAX_MESSAGE);
		return true;
	}
	xmlFreeDoc(task->document);
	task->document = NULL;
	task->validator = xmlSchemaNewValidCtxt(task->schema);
	if (task->validator == NULL)
		return false;
	xmlSchemaSetValidStructuredErrors(task->validator, take_finding,
									  task->findings);
	return validate_stream(task);
}

static void
check_schema(void *task, RiXmlErrors *errors)
{
	bool		done = validate(task);

	if (((SchemaTask *) task)->findings->out_of_memory)
		errors->out_of_memory = true;
	if (!done)
		ri_xml_error(errors, "could not check the report against its schema");
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
RI_FUNCTION(research_indicators_schema_findings);
Datum
research_indicators_schema_findings(PG_FUNCTION_ARGS)
{
	SchemaTask	task = {.findings = palloc0(sizeof(SchemaFindings))};

	InitMaterializedSRF(fcinfo, 0);
	task.utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &task.len);
	ri_run_with_libxml(check_schema, release, &task);
	put_findings((ReturnSetInfo *) fcinfo->resultinfo, task.findings);
	return (Datum) 0;
}
