/*
 * stylesheet.c
 *		SQL function report_page: the HTML face, by an embedded stylesheet.
 *
 * Only sheets that are compiled into the library run.  Nothing is read or
 * written, neither by the sheet (security preferences) nor by the parser
 * (PostgreSQL's entity loader), and the work is limited.  A transformation asks
 * nobody whether to go on: a timer of ours looks whether the statement was
 * cancelled, and takes its limits away.
 */
#include "postgres.h"

#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timeout.h"
#include "utils/timestamp.h"

#include "emitter.h"
#include "errors.h"
#include "linked_version.h"
#include "xml_library.h"

#define OPERATION_LIMIT 300000000	/* the annex of the sample's nation takes a third */
#define DEPTH_LIMIT 500			/* templates within each other */
#define LOOK_MS 100				/* how often the timer looks */

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
	xmlOutputBufferPtr output;
	StringInfoData page_utf8;	/* the page so far */
	bool		too_large;
} PageTask;

/* The transformation that runs, for the timer; NULL for none. */
static volatile xsltTransformContextPtr running = NULL;
static TimeoutId look_timer = MAX_TIMEOUTS;

/* A signal handler: plain stores into what lives as long as running is set. */
static void
look_for_cancel(void)
{
	xsltTransformContextPtr context = running;

	if (context == NULL || !ri_is_cancelled())
		return;
	context->state = XSLT_STATE_STOPPED;
	context->opLimit = 1;
	if (context->xpathCtxt != NULL)
		context->xpathCtxt->opLimit = 1;
}

static void
start_looking(xsltTransformContextPtr context)
{
	if (look_timer == MAX_TIMEOUTS)
		look_timer = RegisterTimeout(USER_TIMEOUT, look_for_cancel);
	running = context;
	enable_timeout_every(look_timer, GetCurrentTimestamp(), LOOK_MS);
}

static void
stop_looking(void)
{
	running = NULL;
	if (look_timer != MAX_TIMEOUTS)
		disable_timeout(look_timer, false);
}

static void
release(void *arg)
{
	PageTask   *task = arg;

	stop_looking();
	if (task->output != NULL)
		xmlOutputBufferClose(task->output);
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

/*
 * Called by libxml2 with a piece of the page: keeps it, or says that it cannot.
 * Never throws.
 */
static int
take_output(void *context, const char *bytes, int len)
{
	PageTask   *task = context;
	StringInfo	page = &task->page_utf8;

	if (task->too_large || ri_is_cancelled())
		return -1;
	if (len > RI_REPORT_LIMIT - page->len)
	{
		task->too_large = true;
		return -1;
	}
	memcpy(page->data + page->len, bytes, (size_t) len);
	page->len += len;
	return len;
}

/* What the sheet's encoding needs; NULL for UTF-8. */
static xmlCharEncodingHandlerPtr
page_encoder(xsltStylesheetPtr sheet)
{
	const char *encoding = (const char *) sheet->encoding;

	return encoding == NULL || pg_strcasecmp(encoding, "UTF-8") == 0 ? NULL :
		xmlFindCharEncodingHandler(encoding);
}

/* The whole transformation; false where a step fails. */
static bool
transform(PageTask *task)
{
	task->document = ri_parse_document(task->utf8, task->len);
	if (task->document == NULL || !prepare_transform(task))
		return false;
	start_looking(task->context);
	task->result = xsltApplyStylesheetUser(task->sheet, task->document, NULL,
										   NULL, NULL, task->context);
	stop_looking();
	if (task->result == NULL || task->context->state != XSLT_STATE_OK)
		return false;
	task->output = xmlOutputBufferCreateIO(take_output, NULL, task,
										   page_encoder(task->sheet));
	return task->output != NULL &&
		xsltSaveResultTo(task->output, task->result, task->sheet) >= 0 &&
		xmlOutputBufferFlush(task->output) >= 0;
}

static void
make_page(void *arg, RiXmlErrors *errors)
{
	PageTask   *task = arg;
	bool		made;

	/* room for all there may be: pages that are not touched cost nothing */
	task->page_utf8.data = palloc(RI_REPORT_LIMIT);
	made = transform(task);
	CHECK_FOR_INTERRUPTS();
	if (task->too_large)
		ri_report_too_large();
	if (!made)
		ri_xml_error(errors, "could not turn the report into a page");
	task->page = ri_utf8_text(task->page_utf8.data,
							  (size_t) task->page_utf8.len);
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
RI_FUNCTION(research_indicators_report_page);
Datum
research_indicators_report_page(PG_FUNCTION_ARGS)
{
	PageTask	task = {.page = (Datum) 0};

	task.template = sheet_for(TextDatumGetCString(PG_GETARG_DATUM(1)));
	task.utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &task.len);
	ri_require_shape(task.utf8, task.len);
	ri_run_with_libxml(make_page, release, &task);
	return task.page;
}
