/*
 * trial_phase.h
 *		Phases of drug studies, however they are written.
 *
 * 0, 1, 2, 3 and 4, and two neighbours in one study as "1/2".  Which of them
 * count is a rule's affair; this only reads.
 */
#ifndef RI_TRIAL_PHASE_H
#define RI_TRIAL_PHASE_H

#include <stdbool.h>
#include <stddef.h>

#define RI_TRIAL_PHASE_LENGTH 3	/* of the longest text */

/*
 * Reads a phase as people and registries write it: Arabic or Roman, with or
 * without a part (2a, IIb), one or two neighbours (I/II, 2-3, Phase 1 and
 * Phase 2, PHASE2|PHASE3), the word phase or fase anywhere, and the words that
 * the European register puts around it (Therapeutic exploratory (Phase II)).
 * An early phase 1 is 0: ClinicalTrials.gov calls so what was phase 0.  Case,
 * blanks and kind of dash do not matter.  False, and out untouched, for
 * anything else: also for phases that are no neighbours, and for "not
 * applicable".
 */
extern bool ri_trial_phase(const char *text, size_t len,
						   char out[RI_TRIAL_PHASE_LENGTH + 1]);

#endif							/* RI_TRIAL_PHASE_H */
