/*
 * contribution_steps.h
 *		Steps of an explanation that rest on contributions.
 */
#ifndef RI_CONTRIBUTION_STEPS_H
#define RI_CONTRIBUTION_STEPS_H

#include "publication_engine.h"
#include "step_writer.h"

/* Every contribution with its share, N, foreign countries, health regions. */
extern void ri_put_contributions(RiStepWriter *writer,
								 RiPublicationEngine *engine,
								 const RiEvaluation *evaluation);

/* n of one institution: who is counted there, and who is not. */
extern void ri_put_shares(RiStepWriter *writer, RiPublicationEngine *engine,
						  const RiEvaluation *evaluation,
						  const RiInstitutionPoints *entry);

#endif							/* RI_CONTRIBUTION_STEPS_H */
