/*
 * condition_steps.h
 *		Steps of an explanation that rest on the publication's own row.
 */
#ifndef RI_CONDITION_STEPS_H
#define RI_CONDITION_STEPS_H

#include "publication_engine.h"
#include "step_writer.h"

/* Its channels, and the conditions on which it counts, in order. */
extern void ri_put_conditions(RiStepWriter *writer,
							  RiPublicationEngine *engine,
							  const RiEvaluation *evaluation, int32 year);

/*
 * Name of the rule parameter that holds its weight, in the current memory
 * context; NULL where no channel decides.
 */
extern char *ri_weight_parameter(const RiEvaluation *evaluation);

#endif							/* RI_CONDITION_STEPS_H */
