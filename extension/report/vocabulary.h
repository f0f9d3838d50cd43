/*
 * vocabulary.h
 *		The kinds of report records: element names, their fields, the order and
 *		type of the fields.  One table for all emitters.
 */
#ifndef RI_VOCABULARY_H
#define RI_VOCABULARY_H

#include <stdbool.h>

#define RI_REPORT_NAMESPACE "urn:helseforskning:indikatorrapport:v1"
#define RI_REPORT_SCHEMA_VERSION "1.0"
#define RI_REPORT_ROOT "indikatorrapport"
#define RI_ANNEX_ROOT "indikatorvedlegg"

#define RI_MAX_FIELDS 64

typedef enum RiFieldType
{
	RI_FIELD_TEXT,				/* any text; filtered */
	RI_FIELD_INTEGER,			/* a JSON number */
	RI_FIELD_DECIMAL			/* exact; a JSON string */
} RiFieldType;

typedef struct RiField
{
	const char *name;			/* NULL ends the list */
	RiFieldType type;
} RiField;

typedef struct RiKind
{
	const char *name;
	bool		repeats;		/* a list of records, else exactly one */
	RiField		fields[RI_MAX_FIELDS + 1];
} RiKind;

/* The kind of that name, or NULL. */
extern const RiKind *ri_find_kind(const char *name);

/* Whether it is the root of a whole document, which states its version. */
extern bool ri_is_document_root(const char *root);

/* Position of a field in its kind, or -1. */
extern int	ri_find_field(const RiKind *kind, const char *name);

#endif							/* RI_VOCABULARY_H */
