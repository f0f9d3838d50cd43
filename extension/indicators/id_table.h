/*
 * id_table.h
 *		Hash tables from the bytes of an id to a number.
 */
#ifndef RI_ID_TABLE_H
#define RI_ID_TABLE_H

#include "postgres.h"

typedef struct RiIdTable RiIdTable;

#define RI_NOT_FOUND (-1)

/* An empty table in the current memory context. */
extern RiIdTable *ri_id_table_create(uint32 expected);

/* The number that was put for an id of the same bytes, or RI_NOT_FOUND. */
extern int32 ri_id_table_find(const RiIdTable *table, const char *bytes,
							  size_t len);

/* The table keeps the pointer: the bytes must live as long as it. */
extern void ri_id_table_put(RiIdTable *table, const char *bytes, size_t len,
							int32 number);

extern void ri_id_table_clear(RiIdTable *table);

#endif							/* RI_ID_TABLE_H */
