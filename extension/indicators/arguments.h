/*
 * arguments.h
 *		What indicator functions share when they read SQL values: numerics as
 *		scaled integers, texts as C strings, scaled integers back as numerics.
 */
#ifndef RI_ARGUMENTS_H
#define RI_ARGUMENTS_H

#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"

#include "decimal.h"

/* A numeric as value * 10^scale; anything but OK leaves *scaled alone. */
extern RiDecimalStatus ri_numeric_scaled(Datum numeric, int scale,
										 int64 *scaled);

/* value / 10^scale as a numeric with exactly scale decimals. */
extern Datum ri_scaled_numeric(int64 value, int scale);

/* The text of a numeric, for messages. */
extern char *ri_numeric_text(Datum numeric);

/* A text datum as a palloc'd C string, and back. */
extern char *ri_text_cstring(Datum text_datum);
extern Datum ri_cstring_text(const char *value);

/* A column of type text as a palloc'd C string; NULL stays NULL. */
extern char *ri_row_text(HeapTuple row, TupleDesc desc, int column);

#endif							/* RI_ARGUMENTS_H */
