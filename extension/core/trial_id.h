/*
 * trial_id.h
 *		Numbers that registries of clinical trials give out.
 *
 *		ctgov	ClinicalTrials.gov	NCT01446328
 *		eudract	EudraCT				2010-022307-22
 *		ctis	EU CT (CTIS)		2022-500014-26
 *		isrctn	ISRCTN				ISRCTN54540667
 *
 * EudraCT and EU CT numbers have one form: year, six digits, two check digits.
 * EU CT numbers begin their six digits with 5; EudraCT's, which started anew
 * each year, never came that far.  The check digits of both are read but cannot
 * be verified: their rule is not published.  An EU CT number may carry two more
 * digits that count its submissions (-00, -01), and the WHO's search portal
 * adds a country to EudraCT numbers (-NO): both are read and left out, since
 * they tell submissions and countries of one trial apart, not trials.
 *
 * Sources: EMA, EudraCT ("the EudraCT number has the format YYYY-NNNNNN-CC");
 * EMA, Clinical Trials Information System, the numbers of its public register;
 * National Library of Medicine and ISRCTN, the numbers of their registers.
 */
#ifndef RI_TRIAL_ID_H
#define RI_TRIAL_ID_H

#include <stddef.h>
#include <stdint.h>

#define RI_TRIAL_ID_LENGTH 14	/* of the longest text */

/* In the order in which identifiers sort. */
typedef enum RiTrialRegistry
{
	RI_REGISTRY_NONE,
	RI_REGISTRY_CTGOV,
	RI_REGISTRY_EUDRACT,
	RI_REGISTRY_CTIS,
	RI_REGISTRY_ISRCTN
} RiTrialRegistry;

typedef enum RiTrialIdStatus
{
	RI_TRIAL_ID_OK,
	RI_TRIAL_ID_UNKNOWN,		/* of no registry that we know */
	RI_TRIAL_ID_MALFORMED		/* names or looks like a registry, but wrong */
} RiTrialIdStatus;

/*
 * Reads a number as people write it: in any case, with blanks around it and
 * around its dashes (ASCII white space, no-break spaces), with typographic
 * dashes, after the registry's name or address.  A name must be that of the
 * number's own registry.  *id is set on RI_TRIAL_ID_OK only, *claimed always:
 * to the registry that the text names or looks like, right or wrong.
 *
 * The value is the registry and, below it, the digits: its order is that of
 * registries, then of numbers.
 */
extern RiTrialIdStatus ri_trial_id_parse(const char *text, size_t len,
										 int64_t *id,
										 RiTrialRegistry *claimed);

/* Validates a binary value; any number may come in. */
extern RiTrialIdStatus ri_trial_id_check(int64_t id);

/* Writes the text of a valid identifier and a terminating NUL. */
extern void ri_trial_id_format(int64_t id, char out[RI_TRIAL_ID_LENGTH + 1]);

/* The registry of a valid identifier. */
extern RiTrialRegistry ri_trial_id_registry(int64_t id);

/* "ctgov", "eudract", "ctis", "isrctn"; NULL for RI_REGISTRY_NONE. */
extern const char *ri_registry_code(RiTrialRegistry registry);

/* How people call it: "ClinicalTrials.gov", "EudraCT" ...; NULL for none. */
extern const char *ri_registry_name(RiTrialRegistry registry);

#endif							/* RI_TRIAL_ID_H */
