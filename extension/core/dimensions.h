/*
 * dimensions.h
 *		The canonical text of a fact's dimensions: k=v;k=v sorted by key.
 */
#ifndef RI_DIMENSIONS_H
#define RI_DIMENSIONS_H

#include <stddef.h>

typedef struct RiDimension
{
	const char *key;
	size_t		key_len;
	const char *value;
	size_t		value_len;
} RiDimension;

/* Sorts by the bytes of the keys, which are all different. */
extern void ri_dimensions_sort(RiDimension *dimensions, size_t n);

/* Bytes of their text. */
extern size_t ri_dimensions_length(const RiDimension *dimensions, size_t n);

/* Writes the text in the order in which they stand; no ending zero byte. */
extern void ri_dimensions_write(const RiDimension *dimensions, size_t n,
								char *out);

#endif							/* RI_DIMENSIONS_H */
