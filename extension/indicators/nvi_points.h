/*
 * nvi_points.h
 *		Names of rounding methods, as SQL functions take them.
 */
#ifndef RI_NVI_POINTS_H
#define RI_NVI_POINTS_H

#include "nvi.h"

/* The method of a name; error RI007 for a name that is none. */
extern RiNviMethod ri_nvi_method_by_name(const char *name);

#endif							/* RI_NVI_POINTS_H */
