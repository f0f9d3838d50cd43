/*
 * publication_engine.h
 *		Evaluates the publications of a year one after another.
 */
#ifndef RI_PUBLICATION_ENGINE_H
#define RI_PUBLICATION_ENGINE_H

#include "postgres.h"

#include "institution_index.h"
#include "publication_evaluation.h"

typedef struct RiPublicationEngine RiPublicationEngine;

/* Takes one publication; what it points to lives until the return only. */
typedef void (*RiTakeEvaluation) (void *owner, const RiEvaluation *evaluation);

/*
 * Chooses the rule set that holds for the year (rule_set NULL: the default),
 * checks that the source has what is needed, and begins to read.  Everything
 * lives in the connection of SPI that the caller has open.
 */
extern RiPublicationEngine *ri_open_publication_engine(int32 year,
													   const char *rule_set);

/*
 * The same with all that an explanation needs, of the only publication with
 * that id (NULL: of all).
 */
extern RiPublicationEngine *ri_open_explaining_engine(int32 year,
													  const char *rule_set,
													  const char *only);

extern RiInstitutionIndex *ri_engine_institutions(RiPublicationEngine *engine);

extern const RiRuleSet *ri_engine_rules(const RiPublicationEngine *engine);

/* The id of the rule set that was chosen. */
extern const char *ri_engine_rule_set(const RiPublicationEngine *engine);

/* The text of a publication's id, in the current memory context. */
extern char *ri_engine_publication_id(const RiPublicationEngine *engine,
									  const RiPublicationHead *head);

/*
 * Hands over every publication, in the order of the ids' own type.
 * Permissions, row-level security and the snapshot are the caller's.
 */
extern void ri_run_publication_engine(RiPublicationEngine *engine,
									  RiTakeEvaluation take, void *owner);

#endif							/* RI_PUBLICATION_ENGINE_H */
