/*
 * fuzz_wilson.c
 *		Bounds of any proportion lie around it, within 0 and 1; what is none changes
 *		nothing.  The input is two numbers and z.
 */
#include <string.h>

#include "fuzz.h"
#include "wilson.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const int64_t one = INT64_C(1000000000000);
	int64_t		successes;
	int64_t		trials;
	int64_t		low = -1;
	int64_t		high = -1;
	double		z;

	if (size < 2 * sizeof(int64_t) + sizeof(z))
		return 0;
	memcpy(&successes, data, sizeof(successes));
	memcpy(&trials, data + sizeof(successes), sizeof(trials));
	memcpy(&z, data + 2 * sizeof(successes), sizeof(z));
	if (!ri_wilson_interval(successes, trials, z, &low, &high))
	{
		REQUIRE(low == -1 && high == -1);
		return 0;
	}
	REQUIRE(trials >= 1 && successes >= 0 && successes <= trials && z > 0);
	REQUIRE(low >= 0 && low <= high && high <= one);
	REQUIRE(successes != 0 || low == 0);
	REQUIRE(successes != trials || high == one);
	return 0;
}
