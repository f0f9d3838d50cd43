/*
 * xml_library.c
 *		Careful use of libxml2: what is parsed is hostile until checked.
 */
#include "xml_library.h"

#include <libxml/parser.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "emitter.h"
#include "errors.h"
#include "text.h"
#include "xml_shape.h"

const RiEmbedded *
ri_find_embedded(const char *name)
{
	size_t		i;

	for (i = 0; i < ri_embedded_count; i++)
		if (strcmp(ri_embedded[i].name, name) == 0)
			return &ri_embedded[i];
	return NULL;
}

/*
 * Called by libxml2: must neither throw nor allocate.  The server's own handler
 * would print into buffers of libxml2's, which ends the backend when there is no
 * memory.
 */
static void
note_error(void *context, RiLibraryError error)
{
	RiXmlErrors *errors = context;

	if (error == NULL)
		return;
	if (error->code == XML_ERR_NO_MEMORY)
		errors->out_of_memory = true;
	else if (errors->first[0] == '\0' && error->message != NULL)
		strlcpy(errors->first, error->message, sizeof(errors->first));
}

/* Its lists and tables say it here only; never throws either. */
static void
note_message(void *context, const char *format,...)
{
	RiXmlErrors *errors = context;

	if (strstr(format, "memory") != NULL || strstr(format, "malloc") != NULL)
		errors->out_of_memory = true;
}

/* Many calls of the library go on without what they did not get. */
static void
require_memory(const RiXmlErrors *errors)
{
	if (errors->out_of_memory)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory"),
				 errdetail("Failed while a document was processed by libxml2.")));
}

void
ri_xml_error(const RiXmlErrors *errors, const char *message)
{
	size_t		len = strlen(errors->first);
	char	   *detail = palloc(3 * len + 1);

	require_memory(errors);
	len = ri_text_filter(errors->first, len, detail);
	while (len > 0 && detail[len - 1] == ' ')
		len--;
	detail[len] = '\0';
	ereport(ERROR,
			(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
			 errmsg("%s", message),
			 len == 0 ? 0 : errdetail("%s", pg_any_to_server(detail, (int) len, PG_UTF8))));
}

void
ri_run_with_libxml(void (*work) (void *task, RiXmlErrors *errors),
				   void (*release) (void *task), void *task)
{
	PgXmlErrorContext *server = pg_xml_init(PG_XML_STRICTNESS_LEGACY);
	void	   *handler_context = xmlStructuredErrorContext;
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void	   *message_context = xmlGenericErrorContext;
	xmlGenericErrorFunc message_handler = xmlGenericError;
	RiXmlErrors errors = {false, ""};

	xmlSetStructuredErrorFunc(&errors, note_error);
	xmlSetGenericErrorFunc(&errors, note_message);
	PG_TRY();
	{
		work(task, &errors);
		require_memory(&errors);
	}
	PG_CATCH();
	{
		release(task);
		xmlSetStructuredErrorFunc(handler_context, handler);
		xmlSetGenericErrorFunc(message_context, message_handler);
		pg_xml_done(server, true);
		PG_RE_THROW();
	}
	PG_END_TRY();
	release(task);
	xmlSetStructuredErrorFunc(handler_context, handler);
	xmlSetGenericErrorFunc(message_context, message_handler);
	pg_xml_done(server, false);
}

bool
ri_is_cancelled(void)
{
	return InterruptPending && (QueryCancelPending || ProcDiePending);
}

int
ri_read_bytes(void *context, char *buffer, int len)
{
	RiXmlBytes *bytes = context;
	size_t		taken = Min((size_t) len, bytes->left);

	if (ri_is_cancelled())
		return -1;
	memcpy(buffer, bytes->at, taken);
	bytes->at += taken;
	bytes->left -= taken;
	return (int) taken;
}

void
ri_require_shape(const char *utf8, size_t len)
{
	RiXmlShape	shape = ri_xml_shape(utf8, len);

	if (shape != RI_XML_FITS && shape != RI_XML_HAS_DOCTYPE)
		ereport(ERROR,
				(errcode(ERRCODE_RI_REPORT_SHAPE),
				 errmsg("document is not of the shape of a report: %s",
						ri_xml_shape_text(shape)),
				 errhint("Give a report as report_xml() makes it.")));
}

xmlDocPtr
ri_parse_document(const char *utf8, size_t len)
{
	RiXmlBytes	bytes = {utf8, len};
	xmlParserCtxtPtr parser;
	xmlDocPtr	document;

	if (len > RI_REPORT_LIMIT || ri_xml_shape(utf8, len) != RI_XML_FITS)
		return NULL;
	parser = xmlNewParserCtxt();
	if (parser == NULL)
		return NULL;
	/* no NOENT, DTDLOAD or HUGE: libxml2's own limits stay on */
	document = xmlCtxtReadIO(parser, ri_read_bytes, NULL, &bytes, NULL,
							 "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR |
							 XML_PARSE_NOWARNING);
	xmlFreeParserCtxt(parser);
	if (document != NULL &&
		(document->intSubset != NULL || ri_is_cancelled()))
	{
		xmlFreeDoc(document);
		document = NULL;
	}
	CHECK_FOR_INTERRUPTS();
	return document;
}

char *
ri_datum_utf8(Datum xml, size_t *len)
{
	char	   *server = TextDatumGetCString(xml);
	char	   *utf8 = pg_server_to_any(server, (int) strlen(server), PG_UTF8);

	*len = strlen(utf8);
	return utf8;
}

Datum
ri_utf8_text(const char *utf8, size_t len)
{
	char	   *server = pg_any_to_server(utf8, (int) len, PG_UTF8);

	if (server == utf8)
		return PointerGetDatum(cstring_to_text_with_len(utf8, (int) len));
	return CStringGetTextDatum(server);
}
