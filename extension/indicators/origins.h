/*
 * origins.h
 *		What a value rests on, from weak to strong: illustrative, site,
 *		inferred, published.
 */
#ifndef RI_ORIGINS_H
#define RI_ORIGINS_H

#include "postgres.h"

/* The weaker of two, NULL: none; what is no origin is left out. */
extern const char *ri_weaker_origin(const char *a, const text *b);

#endif							/* RI_ORIGINS_H */
