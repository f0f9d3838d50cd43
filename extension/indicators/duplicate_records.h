/*
 * duplicate_records.h
 *		Which records of a year are of a work that another record counts for.
 */
#ifndef RI_DUPLICATE_RECORDS_H
#define RI_DUPLICATE_RECORDS_H

#include "postgres.h"

#include "id_column.h"

typedef struct RiDuplicates RiDuplicates;

/*
 * Reads them, in the current memory context and the connection of SPI that is
 * open; NULL where there are none.
 */
extern const RiDuplicates *ri_read_duplicates(int32 year);

/*
 * The id of the record that counts in the place of that one, as a text that
 * lives as long as the duplicates; NULL for a record that is no duplicate.
 */
extern const char *ri_counts_as(const RiDuplicates *duplicates,
								const RiIdColumn *column, RiId id);

#endif							/* RI_DUPLICATE_RECORDS_H */
