/*
 * publication_source.h
 *		Which publications of which source schema are meant, and how their ids
 *		are read.
 */
#ifndef RI_PUBLICATION_SOURCE_H
#define RI_PUBLICATION_SOURCE_H

#include "postgres.h"

#include "executor/spi.h"

#include "id_column.h"

typedef struct RiPublicationSource
{
	const char *schema;			/* quoted */
	Oid			schema_id;
	int32		year;
	const char *only;			/* text of the id of the only publication that
								 * is wanted, or NULL: all of the year */
	RiIdColumn	id;				/* of relation publication, called p */
} RiPublicationSource;

/* In the current memory context; the relations have been required before. */
extern RiPublicationSource *ri_publication_source(const char *schema,
												  int32 year, const char *only);

/* A column of a relation of the source that a statement calls by an alias. */
extern RiIdColumn ri_source_column(const RiPublicationSource *source,
								   const char *relation, const char *alias,
								   const char *name);

/*
 * Which rows of publication AS p are meant, as a WHERE clause.  Its parameters
 * are those of ri_open_source_cursor().
 */
extern const char *ri_publications_meant(const RiPublicationSource *source);

/*
 * How they are ordered, as an ORDER BY clause: by the ids' own type, then by
 * their text, since ids may be equal and look different.
 */
extern const char *ri_publication_order(const RiPublicationSource *source);

/*
 * Runs a statement over these publications.  The caller has a connection of SPI
 * open and closes the cursor; rights, row-level security and snapshot are the
 * session's.
 */
extern Portal ri_open_source_cursor(const RiPublicationSource *source,
									const char *statement);

#endif							/* RI_PUBLICATION_SOURCE_H */
