/*
 * fuzz_trial_id.c
 *		Any text is read or refused; what is read is valid, comes back from its
 *		normal form and belongs to the registry that it claims.
 */
#include <string.h>

#include "fuzz.h"
#include "trial_id.h"

static void
require_valid(int64_t id)
{
	char		text[RI_TRIAL_ID_LENGTH + 1];
	int64_t		back = 0;
	RiTrialRegistry claimed;

	REQUIRE(ri_trial_id_check(id) == RI_TRIAL_ID_OK);
	REQUIRE(ri_registry_code(ri_trial_id_registry(id)) != NULL);
	ri_trial_id_format(id, text);
	REQUIRE(strlen(text) <= RI_TRIAL_ID_LENGTH);
	REQUIRE(ri_trial_id_parse(text, strlen(text), &back, &claimed) ==
			RI_TRIAL_ID_OK);
	REQUIRE(back == id);
	REQUIRE(claimed == ri_trial_id_registry(id));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t		id = -1;
	RiTrialRegistry claimed;
	RiTrialIdStatus status;

	status = ri_trial_id_parse((const char *) data, size, &id, &claimed);
	REQUIRE((status == RI_TRIAL_ID_OK) == (id != -1));
	REQUIRE((status == RI_TRIAL_ID_UNKNOWN) == (claimed == RI_REGISTRY_NONE));
	if (status == RI_TRIAL_ID_OK)
	{
		REQUIRE(claimed == ri_trial_id_registry(id));
		require_valid(id);
	}
	if (size >= sizeof(id))
	{
		memcpy(&id, data, sizeof(id));
		if (ri_trial_id_check(id) == RI_TRIAL_ID_OK)
			require_valid(id);
	}
	return 0;
}
