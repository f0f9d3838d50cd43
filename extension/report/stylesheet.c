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

#include "emitter.h"
#include "errors.h"
#include "xml_library.h"

#define OPERATION_LIMIT 75000000	/* the sample's nation takes 23 million */
#define DEPTH_LIMIT 500			/* templates within each other */

typedef struct PageTask
{
	const RiEmbedded *template;
	const char *utf8;
	size_t		len;
	Datum		page;

	/* the libraries' */
	xmlDocPtr	document;
	xmlDocPtr	sheet_document; /* until the sheet owns it */
	xsltStylesheetPtr sheet;
	xsltSecurityPrefsPtr preferences;
	xsltSecurityPrefsPtr previous_default;
	xsltTransformContextPtr context;
	xmlDocPtr	result;
	xmlChar    *output;
	int			output_len;
} PageTask;

static void
release(void *arg)
{
	PageTask   *task = arg;

	if (task->output != NULL)
		xmlFree(task->output);
	if (task->result != NULL)
		xmlFreeDoc(task->result);
	if (task->context != NULL)
		xsltFreeTransformContext(task->context);
	if (task->preferences != NULL)
	{
		xsltSetDefaultSecurityPrefs(task->previous_default);
		xsltFreeSecurityPrefs(task->preferences);
	}
	if (task->sheet != NULL)
		xsltFreeStylesheet(task->sheet);
	if (task->sheet_document != NULL)
		xmlFreeDoc(task->sheet_document);
	if (task->document != NULL)
		xmlFreeDoc(task->document);
}

static bool
forbid_everything(PageTask *task)
{
	xsltSecurityPrefsPtr preferences = xsltNewSecurityPrefs();

	task->previous_default = xsltGetDefaultSecurityPrefs();
	task->preferences = preferences;
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
prepare_transform(PageTask *task)
{
	if (!forbid_everything(task))
		return false;
	/* the context's preferences do not hold while the sheet is compiled */
	xsltSetDefaultSecurityPrefs(task->preferences);
	task->sheet_document = xmlReadMemory((const char *) task->template->bytes,
										 (int) task->template->length, NULL,
										 "UTF-8", XML_PARSE_NONET);
	if (task->sheet_document == NULL)
		return false;
	task->sheet = xsltParseStylesheetDoc(task->sheet_document);
	if (task->sheet == NULL)
		return false;
	task->sheet_document = NULL;	/* the sheet owns it now */
	/* another server encoding may lack letters: references stand for them */
	if (GetDatabaseEncoding() != PG_UTF8)
	{
		if (task->sheet->encoding != NULL)
			xmlFree(task->sheet->encoding);
		task->sheet->encoding = xmlStrdup(BAD_CAST "US-ASCII");
	}
	task->context = xsltNewTransformContext(task->sheet, task->document);
	if (task->context == NULL ||
		xsltSetCtxtSecurityPrefs(task->preferences, task->context) != 0)
		return false;
	xsltSetTransformErrorFunc(task->context, NULL, ignore_message);
	task->context->maxTemplateDepth = DEPTH_LIMIT;
	task->context->opLimit = OPERATION_LIMIT;
	task->context->xpathCtxt->opLimit = OPERATION_LIMIT;
	return true;
}

/* The whole transformation; false where a step fails. */
static bool
transform(PageTask *task)
{
	task->document = ri_parse_document(task->utf8, task->len);
	if (task->document == NULL || !prepare_transform(task))
		return false;
	task->result = xsltApplyStylesheetUser(task->sheet, task->document, NULL,
										   NULL, NULL, task->context);
	if (task->result == NULL || task->context->state != XSLT_STATE_OK)
		return false;
	return xsltSaveResultToString(&task->output, &task->output_len,
								  task->result, task->sheet) == 0 &&
		task->output != NULL;
}

static void
make_page(void *arg, PgXmlErrorContext *errors)
{
	PageTask   *task = arg;

	if (!transform(task))
		xml_ereport(errors, ERROR, ERRCODE_EXTERNAL_ROUTINE_EXCEPTION,
					"could not turn the report into a page");
	if (task->output_len > RI_REPORT_LIMIT)
		ri_report_too_large();
	task->page = ri_utf8_text((const char *) task->output,
							  (size_t) task->output_len);
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
	PageTask	task = {.page = (Datum) 0};

	task.template = sheet_for(TextDatumGetCString(PG_GETARG_DATUM(1)));
	task.utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &task.len);
	ri_run_with_libxml(make_page, release, &task);
	return task.page;
}
