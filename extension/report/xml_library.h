/*
 * xml_library.h
 *		What schema check and transformation share of libxml2: parsing a report
 *		that anybody may have written.
 */
#ifndef RI_XML_LIBRARY_H
#define RI_XML_LIBRARY_H

#include "postgres.h"

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "utils/xml.h"

#include "compat.h"
#include "embedded.h"

/* libxml2 2.12 made the error of a callback constant. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *RiLibraryError;
#else
typedef xmlErrorPtr RiLibraryError;
#endif

/* What libxml2 said while a task ran. */
typedef struct RiXmlErrors
{
	bool		out_of_memory;	/* an allocation failed, whatever came of it */
	char		first[512];		/* the first message, "": none */
} RiXmlErrors;

/*
 * Runs work on a task with libxml2 prepared as the server wants it (its loader of
 * entities, which reads nothing), and releases what the task holds of libxml2's,
 * also when work throws.  What work changes in the task is there afterwards.
 *
 * Where the library did not get memory, error 53200 follows, also when its calls
 * said nothing of it.
 */
extern void ri_run_with_libxml(void (*work) (void *task, RiXmlErrors *errors),
							   void (*release) (void *task), void *task);

/* Raises 38000 with what the library said, or 53200. */
pg_noreturn extern void ri_xml_error(const RiXmlErrors *errors,
									 const char *message);

/* The embedded file of that name, or NULL. */
extern const RiEmbedded *ri_find_embedded(const char *name);

/*
 * Parses UTF-8 text without network, entities or DTD, within
 * ri_run_with_libxml().  NULL when it is not a well-formed document, has a
 * document type declaration, is larger than a report may be or not of its shape
 * (core/xml_shape.h).  The caller frees it.  Answers a cancel.
 */
extern xmlDocPtr ri_parse_document(const char *utf8, size_t len);

/*
 * Raises RI049 for a document of another shape than a report's, before a library
 * sees it; a document type is left to the parser.
 */
extern void ri_require_shape(const char *utf8, size_t len);

/*
 * Whether the statement is to end: asked in callbacks and handlers, which must
 * not throw.  Where one gave up for it, CHECK_FOR_INTERRUPTS() follows the call of
 * the library.
 */
extern bool ri_is_cancelled(void);

/* UTF-8 text as libxml2 reads it: the context of ri_read_bytes(). */
typedef struct RiXmlBytes
{
	const char *at;
	size_t		left;
} RiXmlBytes;

/* A callback of libxml2 that fails once the statement is cancelled. */
extern int	ri_read_bytes(void *bytes, char *buffer, int len);

/* A text or xml datum as UTF-8; *len is its length. */
extern char *ri_datum_utf8(Datum xml, size_t *len);

/* UTF-8 as a text datum in the server's encoding. */
extern Datum ri_utf8_text(const char *utf8, size_t len);

#endif							/* RI_XML_LIBRARY_H */
