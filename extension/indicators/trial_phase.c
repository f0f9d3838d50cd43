/*
 * trial_phase.c
 *		SQL function trial_phase over core/trial_phase.h.
 */
#include "postgres.h"

#include "fmgr.h"

#include "arguments.h"
#include "compat.h"
#include "linked_version.h"
#include "trial_phase.h"

/* trial_phase(written text) -> text, NULL when it cannot be read */
RI_FUNCTION(research_indicators_trial_phase);
Datum
research_indicators_trial_phase(PG_FUNCTION_ARGS)
{
	text	   *written = PG_GETARG_TEXT_PP(0);
	char		phase[RI_TRIAL_PHASE_LENGTH + 1];

	if (!ri_trial_phase(VARDATA_ANY(written), VARSIZE_ANY_EXHDR(written),
						phase))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(ri_cstring_text(phase));
}
