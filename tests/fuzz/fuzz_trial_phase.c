/*
 * fuzz_trial_phase.c
 *		Any text is read or refused; what is read is a phase or two neighbours,
 *		is read the same from its normal form, and also behind the word phase.
 */
#include <string.h>

#include "fuzz.h"
#include "trial_phase.h"

static void
require_same(const char *text, size_t len, const char *wanted)
{
	char		back[RI_TRIAL_PHASE_LENGTH + 1];

	REQUIRE(ri_trial_phase(text, len, back));
	REQUIRE(strcmp(back, wanted) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char		phase[RI_TRIAL_PHASE_LENGTH + 1];
	char		named[RI_TRIAL_PHASE_LENGTH + 7] = "Phase ";

	memset(phase, '?', sizeof(phase));
	if (!ri_trial_phase((const char *) data, size, phase))
	{
		REQUIRE(phase[0] == '?' && phase[RI_TRIAL_PHASE_LENGTH] == '?');
		return 0;
	}
	REQUIRE(phase[0] >= '0' && phase[0] <= '4');
	REQUIRE(phase[1] == '\0' ||
			(phase[1] == '/' && phase[2] == phase[0] + 1 && phase[2] <= '4' &&
			 phase[3] == '\0'));
	require_same(phase, strlen(phase), phase);
	strcat(named, phase);
	require_same(named, strlen(named), phase);
	return 0;
}
