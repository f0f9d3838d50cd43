/*
 * emitter.h
 *		What every face of a report implements; the walk drives it.
 *
 * All texts are UTF-8, filtered and NUL-terminated.  Foreign memory (libxml2,
 * Jansson) is owned by the emitter and released by a reset callback of the
 * memory context in which it was made, so that an error leaks nothing.
 */
#ifndef RI_EMITTER_H
#define RI_EMITTER_H

#include "postgres.h"

#include "compat.h"
#include "vocabulary.h"

/* Largest document; an issued report must be readable as a whole. */
#define RI_REPORT_LIMIT (16 * 1024 * 1024)

/*
 * Most records of a document.  The least that the schema lets a record hold
 * takes more than 32 bytes, so more than these cannot be a report; without a
 * limit empty records would cost memory long before they add up to many bytes.
 */
#define RI_MAX_RECORDS (RI_REPORT_LIMIT / 32)

/* Longest text of a record: the rest of a report must have room beside it. */
#define RI_MAX_TEXT (64 * 1024)

#define RI_MAX_DEPTH 8			/* containers within each other */

typedef struct RiEmitter RiEmitter;

struct RiEmitter
{
	void		(*open) (RiEmitter *self, const char *container);
	void		(*close) (RiEmitter *self);

	/* values[] goes with kind->fields; NULL is an absent value */
	void		(*record) (RiEmitter *self, const RiKind *kind,
						   char *const values[]);

	/* ends the document; the result is palloc'd UTF-8 of *len bytes */
	char	   *(*finish) (RiEmitter *self, size_t *len);

	/* the containers that are open now, joined by '/' */
	const char *path;
};

/* root is the name of the document's outermost element */
extern RiEmitter *ri_xml_emitter(const char *root);
extern RiEmitter *ri_json_emitter(const char *root);
extern RiEmitter *ri_csv_emitter(bool excel);

/* Raises RI041. */
pg_noreturn extern void ri_report_too_large(void);

#endif							/* RI_EMITTER_H */
