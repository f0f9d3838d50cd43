/*
 * canonical.c
 *		SQL function canonical_body: the canonical bytes of a report's body.
 *
 * What is signed and compared is the element "innhold" as it stands in the
 * whole document (Canonical XML 1.1 of that subset), so that a receiver gets
 * the same bytes from the file that was delivered.
 */
#include "postgres.h"

#include <libxml/c14n.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "compat.h"
#include "linked_version.h"
#include "xml_library.h"

typedef struct CanonicalTask
{
	const char *utf8;
	size_t		len;
	bytea	   *result;

	/* libxml2's */
	xmlDocPtr	document;
	xmlOutputBufferPtr buffer;
} CanonicalTask;

static void
release(void *arg)
{
	CanonicalTask *task = arg;

	if (task->buffer != NULL)
		xmlOutputBufferClose(task->buffer);
	if (task->document != NULL)
		xmlFreeDoc(task->document);
}

/* The root itself, or its child of that name; NULL when there is none. */
static xmlNodePtr
find_body(xmlDocPtr document)
{
	xmlNodePtr	root = xmlDocGetRootElement(document);
	xmlNodePtr	child;

	if (root == NULL || xmlStrEqual(root->name, BAD_CAST "innhold"))
		return root;
	for (child = root->children; child != NULL; child = child->next)
		if (child->type == XML_ELEMENT_NODE &&
			xmlStrEqual(child->name, BAD_CAST "innhold"))
			return child;
	return NULL;
}

/*
 * Called by libxml2: whether a node belongs to the body.  A namespace node has
 * no parent of its own, so that of the call counts.  Once the statement is
 * cancelled nothing does, so that the rest is soon passed over.
 */
static int
is_in_body(void *body, xmlNodePtr node, xmlNodePtr parent)
{
	xmlNodePtr	at = node->type == XML_NAMESPACE_DECL ? parent : node;

	if (ri_is_cancelled())
		return 0;
	for (; at != NULL; at = at->parent)
		if (at == (xmlNodePtr) body)
			return 1;
	return 0;
}

static bool
write_canonical(CanonicalTask *task)
{
	xmlNodePtr	body;

	task->document = ri_parse_document(task->utf8, task->len);
	if (task->document == NULL)
		return false;
	body = find_body(task->document);
	if (body == NULL)
		return false;
	task->buffer = xmlAllocOutputBuffer(NULL);
	return task->buffer != NULL &&
		xmlC14NExecute(task->document, is_in_body, body, XML_C14N_1_1,
					   NULL, 0, task->buffer) >= 0;
}

static void
make_canonical(void *arg, RiXmlErrors *errors)
{
	CanonicalTask *task = arg;
	size_t		size;
	bool		written = write_canonical(task);

	CHECK_FOR_INTERRUPTS();
	if (!written && errors->out_of_memory)
		ri_xml_error(errors, "document cannot be made canonical");
	if (!written)
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("document cannot be made canonical"),
				 errhint("It is well-formed, has no document type declaration and an element innhold.")));
	size = xmlOutputBufferGetSize(task->buffer);
	task->result = palloc(VARHDRSZ + size);
	SET_VARSIZE(task->result, VARHDRSZ + size);
	memcpy(VARDATA(task->result), xmlOutputBufferGetContent(task->buffer),
		   size);
}

/* canonical_body(xml) -> bytea */
RI_FUNCTION(research_indicators_canonical_body);
Datum
research_indicators_canonical_body(PG_FUNCTION_ARGS)
{
	CanonicalTask task = {.result = NULL};

	task.utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &task.len);
	ri_require_shape(task.utf8, task.len);
	ri_run_with_libxml(make_canonical, release, &task);
	PG_RETURN_BYTEA_P(task.result);
}
