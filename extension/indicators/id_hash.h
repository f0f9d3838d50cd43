/*
 * id_hash.h
 *		Hash tables keyed by ids of any length.
 */
#ifndef RI_ID_HASH_H
#define RI_ID_HASH_H

#include "postgres.h"

#include "utils/hsearch.h"

/*
 * A table in the current memory context whose entries begin with a char *
 * to the id; search it with a pointer to such a char *.
 */
extern HTAB *ri_id_hash_create(const char *name, Size entrysize);

#endif							/* RI_ID_HASH_H */
