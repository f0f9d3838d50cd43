/*
 * publication_heads.h
 *		The publications of a source one by one, without their contributions.
 */
#ifndef RI_PUBLICATION_HEADS_H
#define RI_PUBLICATION_HEADS_H

#include "postgres.h"

#include "duplicate_records.h"
#include "publication_rules.h"
#include "publication_source.h"

#define RI_BATCH_PUBLICATIONS 2000

/* What the row of a publication says; NULL where it says nothing. */
typedef struct RiPublicationHead
{
	RiId		id;
	char	   *form;
	char	   *status;
	bool		revised;
	bool		has_isbn;
	char	   *parent_form;
	char	   *channels[RI_CHANNEL_KINDS];
	const char *levels[RI_CHANNEL_KINDS];	/* assigned in the year */
	char	   *doi;
	const char *counts_as;		/* of a duplicate: the record that counts */
} RiPublicationHead;

typedef struct RiHeadReader RiHeadReader;

/*
 * Begins to read, in the current memory context and the connection of SPI that
 * is open.
 */
extern RiHeadReader *ri_open_heads(const RiPublicationSource *source,
								   const RiDuplicates *duplicates);

/*
 * The next publications in their order, at most RI_BATCH_PUBLICATIONS; 0 after
 * the last.  They live until the next call.  A publication that several rows
 * describe comes once, as the least of these rows describes it.
 */
extern size_t ri_next_heads(RiHeadReader *reader,
							const RiPublicationHead **heads);

#endif							/* RI_PUBLICATION_HEADS_H */
