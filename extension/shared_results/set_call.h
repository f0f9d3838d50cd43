/*
 * set_call.h
 *		Calls of functions, of those too that return sets.
 */
#ifndef RI_SET_CALL_H
#define RI_SET_CALL_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/execnodes.h"

/* Error 42501 where the current user may not execute it. */
extern void ri_require_execute(Oid function);

/* The value of a call, which track_functions counts; rows is NULL or of a set. */
extern Datum ri_call_function(FunctionCallInfo call, const ReturnSetInfo *rows);

/*
 * Fills rows->setResult, NULL where there are no rows.  rows says what they
 * look like (expectedDesc), where they live (econtext) and both modes; its
 * returnMode is SFRM_ValuePerCall, or SFRM_Materialize after the call where the
 * function made the store itself.
 */
extern void ri_call_for_rows(FunctionCallInfo call, ReturnSetInfo *rows,
							 bool is_composite);

#endif							/* RI_SET_CALL_H */
