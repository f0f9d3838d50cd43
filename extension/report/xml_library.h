/*
 * xml_library.h
 *		What schema check and transformation share of libxml2: parsing a report
 *		that anybody may have written.
 */
#ifndef RI_XML_LIBRARY_H
#define RI_XML_LIBRARY_H

#include "postgres.h"

#include <libxml/tree.h>

#include "utils/xml.h"

#include "embedded.h"

/*
 * Runs work on a task with libxml2 prepared as the server wants it (its error
 * handler, and its loader of entities, which reads nothing), and releases what
 * the task holds of libxml2's, also when work throws.  What work changes in the
 * task is there afterwards.
 */
extern void ri_run_with_libxml(void (*work) (void *task,
											 PgXmlErrorContext *errors),
							   void (*release) (void *task), void *task);

/* The embedded file of that name, or NULL. */
extern const RiEmbedded *ri_find_embedded(const char *name);

/*
 * Parses UTF-8 text without network, entities or DTD, within
 * ri_run_with_libxml().  NULL when it is not a well-formed document, has a
 * document type declaration or is larger than a report may be.  The caller
 * frees it.
 */
extern xmlDocPtr ri_parse_document(const char *utf8, size_t len);

/* A text or xml datum as UTF-8; *len is its length. */
extern char *ri_datum_utf8(Datum xml, size_t *len);

/* UTF-8 as a text datum in the server's encoding. */
extern Datum ri_utf8_text(const char *utf8, size_t len);

#endif							/* RI_XML_LIBRARY_H */
