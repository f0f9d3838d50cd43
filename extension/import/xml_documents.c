/*
 * xml_documents.c
 *		SQL function that gives the elements of one name in an XML text, each as
 *		a JSON text, one at a time.
 *
 * An element with child elements becomes an object, one without its text; a
 * child that comes several times in a row of its siblings becomes an array.
 * Attributes are dropped.  What is read is hostile until shown otherwise: no
 * network, no entities but the five of XML, no document type declaration, limits
 * of depth and size; libxml2 reads node by node, so memory is bounded by one
 * document.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"

#include <libxml/tree.h>
#include <libxml/xmlreader.h>

#include "compat.h"
#include "linked_version.h"
#include "report/xml_library.h"

#define MOST_DEPTH 64
#define MOST_NAMES 256			/* of the elements in one element */
#define MOST_BYTES (16 * 1024 * 1024)	/* of one document, as JSON */
#define MOST_FILE (64 * 1024 * 1024)	/* a document may be all of it */

typedef struct Reading
{
	const char *text;
	size_t		len;
	const xmlChar *element;
	xmlTextReaderPtr reader;
	ReturnSetInfo *result;
	StringInfoData out;
	int64		ordinal;
	const char *code;			/* of the document, NULL: none */
} Reading;

static void write_element(Reading *reading, xmlNodePtr node, int depth);

static xmlNodePtr
next_element(xmlNodePtr node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

static bool
same_name(xmlNodePtr a, xmlNodePtr b)
{
	return xmlStrEqual(a->name, b->name) != 0;
}

/* Whether an element of this name stands before the node among its siblings. */
static bool
comes_before(xmlNodePtr node)
{
	xmlNodePtr	other = node->prev;

	for (; other != NULL; other = other->prev)
	{
		if (other->type == XML_ELEMENT_NODE && same_name(other, node))
			return true;
	}
	return false;
}

static xmlNodePtr
next_of_name(xmlNodePtr node)
{
	xmlNodePtr	other = next_element(node->next);

	while (other != NULL && !same_name(other, node))
		other = next_element(other->next);
	return other;
}

/* The values of all siblings of a node's name: one, or an array of them. */
static void
write_values(Reading *reading, xmlNodePtr node, int depth)
{
	bool		is_array = next_of_name(node) != NULL;

	if (is_array)
		appendStringInfoChar(&reading->out, '[');
	write_element(reading, node, depth);
	while ((node = next_of_name(node)) != NULL)
	{
		appendStringInfoChar(&reading->out, ',');
		write_element(reading, node, depth);
	}
	if (is_array)
		appendStringInfoChar(&reading->out, ']');
}

static void
write_text(Reading *reading, xmlNodePtr node)
{
	StringInfoData content;
	xmlNodePtr	part;

	initStringInfo(&content);
	for (part = node->children; part != NULL; part = part->next)
	{
		if ((part->type == XML_TEXT_NODE || part->type == XML_CDATA_SECTION_NODE) &&
			part->content != NULL)
			appendStringInfoString(&content, (const char *) part->content);
	}
	escape_json(&reading->out, content.data);
	pfree(content.data);
}

static void
write_element(Reading *reading, xmlNodePtr node, int depth)
{
	xmlNodePtr	child = next_element(node->children);
	int			names = 0;

	CHECK_FOR_INTERRUPTS();
	if (reading->out.len > MOST_BYTES)
		reading->code = "document_too_large";
	else if (depth == MOST_DEPTH)
		reading->code = "too_deep";
	if (reading->code != NULL)
		return;
	if (child == NULL)
	{
		write_text(reading, node);
		return;
	}
	appendStringInfoChar(&reading->out, '{');
	for (; child != NULL; child = next_element(child->next))
	{
		CHECK_FOR_INTERRUPTS();
		if (comes_before(child))
			continue;
		if (++names > MOST_NAMES)
		{
			reading->code = "too_many_keys";
			return;
		}
		if (names > 1)
			appendStringInfoChar(&reading->out, ',');
		escape_json(&reading->out, (const char *) child->name);
		appendStringInfoChar(&reading->out, ':');
		write_values(reading, child, depth + 1);
	}
	appendStringInfoChar(&reading->out, '}');
}

static void
put_row(Reading *reading, int line, const char *code, bool broken)
{
	Datum		values[5];
	bool		is_null[5] = {false, false, false, false, false};

	values[0] = Int64GetDatum(++reading->ordinal);
	values[1] = CStringGetTextDatum(psprintf("line %d", line));
	values[2] = CStringGetTextDatum(pg_any_to_server(reading->out.data,
													 reading->out.len,
													 PG_UTF8));
	is_null[3] = code == NULL;
	if (code != NULL)
		values[3] = CStringGetTextDatum(code);
	values[4] = BoolGetDatum(broken);
	tuplestore_putvalues(reading->result->setResult,
						 reading->result->setDesc, values, is_null);
}

/* The element at which the reader stands, as a row. */
static bool
take_element(Reading *reading)
{
	int			line = xmlTextReaderGetParserLineNumber(reading->reader);
	xmlNodePtr	node = xmlTextReaderExpand(reading->reader);

	if (node == NULL)
		return false;
	resetStringInfo(&reading->out);
	reading->code = NULL;
	write_element(reading, node, 0);
	if (reading->code != NULL)
	{
		resetStringInfo(&reading->out);
		appendStringInfoString(&reading->out, "{}");
	}
	put_row(reading, line, reading->code, false);
	return true;
}

/* Reads all; the code of what is wrong with the text, NULL for nothing. */
static const char *
read_all(Reading *reading)
{
	int			state = xmlTextReaderRead(reading->reader);

	while (state == 1)
	{
		CHECK_FOR_INTERRUPTS();
		if (xmlTextReaderNodeType(reading->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
			return "xml_doctype";
		if (xmlTextReaderNodeType(reading->reader) == XML_READER_TYPE_ELEMENT &&
			xmlStrEqual(xmlTextReaderConstLocalName(reading->reader),
						reading->element))
		{
			if (!take_element(reading))
				return "xml_syntax";
			state = xmlTextReaderNext(reading->reader);
		}
		else
			state = xmlTextReaderRead(reading->reader);
	}
	return state == 0 ? NULL : "xml_syntax";
}

static void
read_documents(void *task, RiXmlErrors *errors)
{
	Reading    *reading = (Reading *) task;
	const char *code;

	/* no NOENT, DTDLOAD or HUGE: libxml2's own limits stay on */
	reading->reader = xmlReaderForMemory(reading->text, (int) reading->len,
										 NULL, "UTF-8",
										 XML_PARSE_NONET | XML_PARSE_NOERROR |
										 XML_PARSE_NOWARNING |
										 XML_PARSE_NOCDATA);
	if (reading->reader == NULL)
		ri_xml_error(errors, "could not begin to read XML");
	code = read_all(reading);
	if (code == NULL)
		return;
	resetStringInfo(&reading->out);
	put_row(reading, xmlTextReaderGetParserLineNumber(reading->reader), code,
			true);
}

static void
release_reader(void *task)
{
	Reading    *reading = (Reading *) task;

	if (reading->reader != NULL)
		xmlFreeTextReader(reading->reader);
}

/*
 * xml_documents(document text, element text)
 *	-> setof (ordinal bigint, place text, content text, code text, broken bool)
 */
RI_FUNCTION(research_indicators_xml_documents);
Datum
research_indicators_xml_documents(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	Reading    *reading = (Reading *) palloc0(sizeof(Reading));

	InitMaterializedSRF(fcinfo, MAT_SRF_BLESS);
	reading->text = pg_server_to_any(VARDATA_ANY(document),
									 (int) VARSIZE_ANY_EXHDR(document),
									 PG_UTF8);
	reading->len = reading->text == VARDATA_ANY(document) ?
		VARSIZE_ANY_EXHDR(document) : strlen(reading->text);
	reading->element = (const xmlChar *)
		pg_server_to_any(text_to_cstring(PG_GETARG_TEXT_PP(1)),
						 (int) VARSIZE_ANY_EXHDR(PG_GETARG_TEXT_PP(1)),
						 PG_UTF8);
	reading->result = (ReturnSetInfo *) fcinfo->resultinfo;
	initStringInfo(&reading->out);
	if (reading->len > MOST_FILE)
		put_row(reading, 1, "xml_too_large", true);
	else
		ri_run_with_libxml(read_documents, release_reader, reading);
	return (Datum) 0;
}
