/*
 * json_filter.h
 *		Writes of a JSON document only what an importer asked for.
 *
 * Everything that no path names is dropped: names of persons never get in.
 * A path is keys joined by dots; arrays do not count.  "a.b" keeps the strings,
 * numbers, truth values and nulls there (never an object: each of its members has
 * a path of its own), "@a.b" writes the pseudonym of the person key there,
 * "*a.b" says that what stands there is of the kind of what it stands in, so
 * that the paths of that begin anew (trees, wrappers).
 *
 * A string in which personal data stands is written as [masked].
 */
#ifndef RI_JSON_FILTER_H
#define RI_JSON_FILTER_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/array.h"

#include "json_reader.h"
#include "pseudonym.h"

#define RI_MAX_PATHS 64			/* bits of a mask */
#define RI_MAX_PATH_KEYS 12

typedef enum RiPathKind
{
	RI_PATH_KEEP,
	RI_PATH_PSEUDONYM,
	RI_PATH_REPEAT
} RiPathKind;

typedef struct RiPath
{
	RiPathKind	kind;
	int			nkeys;
	const char *keys[RI_MAX_PATH_KEYS];
	size_t		lens[RI_MAX_PATH_KEYS];
} RiPath;

typedef struct RiPaths
{
	int			npaths;
	RiPath		paths[RI_MAX_PATHS];
	RiSiteKey	site_key;
} RiPaths;

/* Why a document cannot be taken as it is; the first reason is told. */
typedef struct RiDocumentFault
{
	const char *code;			/* NULL: none */
	size_t		at;
} RiDocumentFault;

extern void ri_read_paths(ArrayType *texts, RiPaths *paths);

/*
 * Reads the object whose opening bracket the reader has just given, and appends
 * what the paths keep of it to out.  False when the reading broke; out then
 * ends where it did.
 *
 * collections: a member of the object itself that bears one of these names and
 * is an array or object makes it a wrapper: *wrapper is set, and the reader has
 * just given the opening bracket of that member.
 */
extern bool ri_filter_object(RiJsonReader *reader, const RiPaths *paths,
							 const RiPath *collections, bool *wrapper,
							 StringInfo out, RiDocumentFault *fault);

/*
 * Reads over what is left of the value that is open at a depth.  False when the
 * reading broke.
 */
extern bool ri_skip_rest(RiJsonReader *reader, size_t depth,
						 RiDocumentFault *fault);

#endif							/* RI_JSON_FILTER_H */
