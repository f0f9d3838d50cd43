/*
 * stylesheet.c
 *		SQL function report_page: the HTML face, by an embedded stylesheet.
 *
 * Only sheets that are compiled into the library run.  Nothing is read or
 * written, neither by the sheet (security preferences) nor by the parser
 * (PostgreSQL's entity loader), and the work is limited, because a
 * transformation cannot be interrupted.
 */
#include "postgres.h"

#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/xml.h"

#include "emitter.h"
#include "errors.h"
#include "xml_library.h"

#define OPERATION_LIMIT 75000000	/* the sample's nation takes 23 million */
#define DEPTH_LIMIT 500			/* templates within each other */

typedef struct TransformObjects
{
	xmlDocPtr	document;
	xmlDocPtr	sheet_document; /* until the sheet owns it */
	xsltStylesheetPtr sheet;
	xsltSecurityPrefsPtr preferences;
	xsltSecurityPrefsPtr previous_default;
	xsltTransformContextPtr context;
	xmlDocPtr	result;
	xmlChar    *page;
	int			page_len;
} TransformObjects;

static void
free_objects(TransformObjects *objects)
{
	if (objects->page != NULL)
		xmlFree(objects->page);
	if (objects->result != NULL)
		xmlFreeDoc(objects->result);
	if (objects->context != NULL)
		xsltFreeTransformContext(objects->context);
	if (objects->preferences != NULL)
	{
		xsltSetDefaultSecurityPrefs(objects->previous_default);
		xsltFreeSecurityPrefs(objects->preferences);
	}
	if (objects->sheet != NULL)
		xsltFreeStylesheet(objects->sheet);
	if (objects->sheet_document != NULL)
		xmlFreeDoc(objects->sheet_document);
	if (objects->document != NULL)
		xmlFreeDoc(objects->document);
	memset(objects, 0, sizeof(*objects));
}

static bool
forbid_everything(TransformObjects *objects)
{
	xsltSecurityPrefsPtr preferences = xsltNewSecurityPrefs();

	objects->previous_default = xsltGetDefaultSecurityPrefs();
	objects->preferences = preferences;
	return preferences != NULL &&
		xsltSetSecurityPrefs(preferences, XSLT_SECPREF_READ_FILE,
							 xsltSecurityForbid) == 0 &&
		xsltSetSecurityPrefs(preferences, XSLT_SECPREF_WRITE_FILE,
							 xsltSecurityForbid) == 0 &&
		xsltSetSecurityPrefs(preferences, XSLT_SECPREF_CREATE_DIRECTORY,
							 xsltSecurityForbid) == 0 &&
		xsltSetSecurityPrefs(preferences, XSLT_SECPREF_READ_NETWORK,
							 xsltSecurityForbid) == 0 &&
		xsltSetSecurityPrefs(preferences, XSLT_SECPREF_WRITE_NETWORK,
							 xsltSecurityForbid) == 0;
}

/* Messages of the sheet go nowhere; its failures are seen in the state. */
static void
ignore_message(void *context, const char *format,...)
{
}

static bool
prepare_transform(TransformObjects *objects, const RiEmbedded *sheet)
{
	if (!forbid_everything(objects))
		return false;
	/* the context's preferences do not hold while the sheet is compiled */
	xsltSetDefaultSecurityPrefs(objects->preferences);
	objects->sheet_document = xmlReadMemory((const char *) sheet->bytes,
											(int) sheet->length, NULL,
											"UTF-8", XML_PARSE_NONET);
	if (objects->sheet_document == NULL)
		return false;
	objects->sheet = xsltParseStylesheetDoc(objects->sheet_document);
	if (objects->sheet == NULL)
		return false;
	objects->sheet_document = NULL;	/* the sheet owns it now */
	/* another server encoding may lack letters: references stand for them */
	if (GetDatabaseEncoding() != PG_UTF8)
	{
		if (objects->sheet->encoding != NULL)
			xmlFree(objects->sheet->encoding);
		objects->sheet->encoding = xmlStrdup(BAD_CAST "US-ASCII");
	}
	objects->context = xsltNewTransformContext(objects->sheet,
											   objects->document);
	if (objects->context == NULL ||
		xsltSetCtxtSecurityPrefs(objects->preferences, objects->context) != 0)
		return false;
	xsltSetTransformErrorFunc(objects->context, NULL, ignore_message);
	objects->context->maxTemplateDepth = DEPTH_LIMIT;
	objects->context->opLimit = OPERATION_LIMIT;
	objects->context->xpathCtxt->opLimit = OPERATION_LIMIT;
	return true;
}

/* The whole transformation; false where a step fails. */
static bool
transform(TransformObjects *objects, const RiEmbedded *sheet,
		  const char *utf8, size_t len)
{
	objects->document = ri_parse_document(utf8, len);
	if (objects->document == NULL || !prepare_transform(objects, sheet))
		return false;
	objects->result = xsltApplyStylesheetUser(objects->sheet,
											  objects->document, NULL, NULL,
											  NULL, objects->context);
	if (objects->result == NULL || objects->context->state != XSLT_STATE_OK)
		return false;
	return xsltSaveResultToString(&objects->page, &objects->page_len,
								  objects->result, objects->sheet) == 0 &&
		objects->page != NULL;
}

/* "nb, nn, en": the languages that there are sheets for */
static char *
known_languages(void)
{
	StringInfoData list;
	size_t		i;

	initStringInfo(&list);
	for (i = 0; i < ri_embedded_count; i++)
	{
		const char *name = ri_embedded[i].name;

		if (strncmp(name, "report.", 7) == 0 &&
			strlen(name) == strlen("report.xx.xsl"))
			appendStringInfo(&list, "%s%.2s", list.len > 0 ? ", " : "",
							 name + 7);
	}
	return list.data;
}

static const RiEmbedded *
sheet_for(const char *language)
{
	const RiEmbedded *sheet =
		ri_find_embedded(psprintf("report.%s.xsl", language));

	if (sheet == NULL || strlen(language) != 2)
		ereport(ERROR,
				(errcode(ERRCODE_RI_UNKNOWN_LANGUAGE),
				 errmsg("unknown language \"%s\"", language),
				 errhint("Languages: %s.", known_languages())));
	return sheet;
}

/* report_page(report xml, lang text) -> text */
PG_FUNCTION_INFO_V1(research_indicators_report_page);
Datum
research_indicators_report_page(PG_FUNCTION_ARGS)
{
	TransformObjects objects;
	TransformObjects *volatile held = &objects;
	PgXmlErrorContext *xml_errors;
	const RiEmbedded *sheet;
	volatile Datum page = (Datum) 0;
	size_t		len;
	char	   *utf8;

	memset(&objects, 0, sizeof(objects));
	sheet = sheet_for(TextDatumGetCString(PG_GETARG_DATUM(1)));
	utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &len);
	xml_errors = pg_xml_init(PG_XML_STRICTNESS_LEGACY);
	PG_TRY();
	{
		if (!transform(held, sheet, utf8, len))
			xml_ereport(xml_errors, ERROR, ERRCODE_EXTERNAL_ROUTINE_EXCEPTION,
						"could not turn the report into a page");
		if (held->page_len > RI_REPORT_LIMIT)
			ri_report_too_large();
		page = ri_utf8_text((const char *) held->page,
							(size_t) held->page_len);
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
	return page;
}
