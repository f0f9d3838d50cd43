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
#include "utils/builtins.h"
#include "utils/xml.h"

#include "xml_library.h"

typedef struct CanonicalObjects
{
	xmlDocPtr	document;
	xmlOutputBufferPtr buffer;
} CanonicalObjects;

static void
free_objects(CanonicalObjects *objects)
{
	if (objects->buffer != NULL)
		xmlOutputBufferClose(objects->buffer);
	if (objects->document != NULL)
		xmlFreeDoc(objects->document);
	memset(objects, 0, sizeof(*objects));
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
 * no parent of its own, so that of the call counts.
 */
static int
is_in_body(void *body, xmlNodePtr node, xmlNodePtr parent)
{
	xmlNodePtr	at = node->type == XML_NAMESPACE_DECL ? parent : node;

	for (; at != NULL; at = at->parent)
		if (at == (xmlNodePtr) body)
			return 1;
	return 0;
}

static bool
write_canonical(CanonicalObjects *objects, const char *utf8, size_t len)
{
	xmlNodePtr	body;

	objects->document = ri_parse_document(utf8, len);
	if (objects->document == NULL)
		return false;
	body = find_body(objects->document);
	if (body == NULL)
		return false;
	objects->buffer = xmlAllocOutputBuffer(NULL);
	return objects->buffer != NULL &&
		xmlC14NExecute(objects->document, is_in_body, body, XML_C14N_1_1,
					   NULL, 0, objects->buffer) >= 0;
}

/* canonical_body(xml) -> bytea */
PG_FUNCTION_INFO_V1(research_indicators_canonical_body);
Datum
research_indicators_canonical_body(PG_FUNCTION_ARGS)
{
	size_t		len;
	char	   *utf8 = ri_datum_utf8(PG_GETARG_DATUM(0), &len);
	volatile CanonicalObjects objects = {0};
	bytea	   *volatile result = NULL;
	PgXmlErrorContext *errors = pg_xml_init(PG_XML_STRICTNESS_LEGACY);

	PG_TRY();
	{
		CanonicalObjects *own = (CanonicalObjects *) &objects;
		size_t		size;

		if (!write_canonical(own, utf8, len))
			ereport(ERROR,
					(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
					 errmsg("document cannot be made canonical"),
					 errhint("It is well-formed, has no document type declaration and an element innhold.")));
		size = xmlOutputBufferGetSize(own->buffer);
		result = palloc(VARHDRSZ + size);
		SET_VARSIZE(result, VARHDRSZ + size);
		memcpy(VARDATA(result), xmlOutputBufferGetContent(own->buffer), size);
	}
	PG_CATCH();
	{
		free_objects((CanonicalObjects *) &objects);
		pg_xml_done(errors, true);
		PG_RE_THROW();
	}
	PG_END_TRY();
	free_objects((CanonicalObjects *) &objects);
	pg_xml_done(errors, false);
	PG_RETURN_BYTEA_P(result);
}
