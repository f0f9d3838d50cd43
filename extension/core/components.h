/*
 * components.h
 *		Which nodes of a graph hang together, directly or through others.
 *
 * Union-find over nodes 0 .. n-1 in the caller's array.  The root of a
 * component is its smallest node, so that the outcome does not depend on the
 * order of the links.
 */
#ifndef RI_COMPONENTS_H
#define RI_COMPONENTS_H

#include <stdint.h>

/* Every node alone; parent has room for n nodes. */
extern void ri_components_init(int32_t *parent, int32_t n);

/* The smallest node of the component; shortens the path to it. */
extern int32_t ri_components_first(int32_t *parent, int32_t node);

/* Links two nodes. */
extern void ri_components_join(int32_t *parent, int32_t a, int32_t b);

#endif							/* RI_COMPONENTS_H */
