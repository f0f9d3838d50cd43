/*
 * step_writer.h
 *		Rows of the SQL function publication_steps().
 */
#ifndef RI_STEP_WRITER_H
#define RI_STEP_WRITER_H

#include "postgres.h"

#include "access/tupdesc.h"
#include "utils/tuplestore.h"

/* One step; what is NULL says nothing. */
typedef struct RiStep
{
	const char *kind;
	const char *subject;
	bool		has_value;
	Datum		value;			/* a numeric */
	const char *detail;
	const char *reason;			/* why something does not count */
	const char *parameter;		/* of the rule set that the step rests on */
	const char *source;			/* relation, where no parameter says it */
} RiStep;

typedef struct RiStepWriter
{
	Tuplestorestate *result;
	TupleDesc	desc;
	Datum		publication_id; /* a text */
	int32		steps;			/* of the publication so far */
} RiStepWriter;

/* Puts a row into the result, one step after the last. */
extern void ri_put_step(RiStepWriter *writer, const RiStep *step);

/* Values of steps, in the current memory context. */
extern void ri_step_count(RiStep *step, int64 count);
extern void ri_step_decimal(RiStep *step, int64 value, int scale);

/* Appends a part of a detail, after "; " if there is something before. */
extern char *ri_join_detail(char *detail, const char *part);

#endif							/* RI_STEP_WRITER_H */
