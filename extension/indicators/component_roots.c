/*
 * component_roots.c
 *		SQL function component_roots over core/components.h.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "components.h"
#include "linked_version.h"

#define MAX_NODES (16 * 1024 * 1024)	/* a quarter of a gigabyte to work with */

/* The node numbers of an argument, without NULLs and in one dimension. */
static const int32 *
node_argument(ArrayType *nodes, int *count)
{
	if (ARR_NDIM(nodes) > 1 || array_contains_nulls(nodes))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("links are no plain list of nodes"),
				 errhint("Give two arrays of one dimension without NULL.")));
	*count = ArrayGetNItems(ARR_NDIM(nodes), ARR_DIMS(nodes));
	return (const int32 *) ARR_DATA_PTR(nodes);
}

/* Nodes are 1 .. total outside and 0 .. total - 1 inside. */
static int32
checked_node(int32 node, int32 total)
{
	if (node < 1 || node > total)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("node %d is outside 1-%d", node, total),
				 errhint("Number the nodes from 1 to their total.")));
	return node - 1;
}

static Datum
roots_array(int32 *parent, int32 total)
{
	Datum	   *roots = palloc(sizeof(Datum) * ((Size) total + 1));
	int32		i;

	for (i = 0; i < total; i++)
	{
		CHECK_FOR_INTERRUPTS();
		roots[i] = Int32GetDatum(ri_components_first(parent, i) + 1);
	}
	return PointerGetDatum(construct_array(roots, total, INT4OID,
										   sizeof(int32), true, TYPALIGN_INT));
}

/* component_roots(total int, from_nodes int[], to_nodes int[]) -> int[] */
RI_FUNCTION(research_indicators_component_roots);
Datum
research_indicators_component_roots(PG_FUNCTION_ARGS)
{
	int32		total = PG_GETARG_INT32(0);
	int			from_count;
	int			to_count;
	const int32 *from_nodes = node_argument(PG_GETARG_ARRAYTYPE_P(1), &from_count);
	const int32 *to_nodes = node_argument(PG_GETARG_ARRAYTYPE_P(2), &to_count);
	int32	   *parent;
	int			i;

	if (total < 0 || from_count != to_count)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d and %d ends of links among %d nodes do not fit",
						from_count, to_count, total),
				 errhint("Both arrays have one entry per link.")));
	if (total > MAX_NODES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d nodes are too many", total),
				 errhint("At most %d nodes can be linked.", MAX_NODES)));
	parent = palloc(sizeof(int32) * ((Size) total + 1));
	ri_components_init(parent, total);
	for (i = 0; i < from_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		ri_components_join(parent, checked_node(from_nodes[i], total),
						   checked_node(to_nodes[i], total));
	}
	PG_RETURN_DATUM(roots_array(parent, total));
}
