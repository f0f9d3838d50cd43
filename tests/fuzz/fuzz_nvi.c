/*
 * fuzz_nvi.c
 *		Points of any numbers: within weight times factor, growing with the share,
 *		the same by every way; what is out of range changes nothing.
 *
 * The input is four numbers: weight, factor, shares, total.
 */
#include <string.h>

#include "fuzz.h"
#include "nvi.h"

static void
require_points(RiNviMethod method, const int64_t in[4])
{
	int64_t		points = -1;
	int64_t		more = -1;
	RiNviStatus status = ri_nvi_points(method, in[0], in[1], in[2], in[3],
									   &points);

	if (status != RI_NVI_OK)
	{
		REQUIRE(points == -1);
		return;
	}
	REQUIRE(points >= 0 && points <= in[0] * in[1] / 10000 + 1);
	if (in[2] < in[3])
	{
		REQUIRE(ri_nvi_points(method, in[0], in[1], in[2] + 1, in[3],
							  &more) == RI_NVI_OK);
		REQUIRE(more >= points);
	}
	if (in[2] == 0)
		REQUIRE(points == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t		raw[4];
	int64_t		near[4];

	if (size < sizeof(raw))
		return 0;
	memcpy(raw, data, sizeof(raw));
	require_points(RI_NVI_METHOD_NVA, raw);
	require_points(RI_NVI_METHOD_EXACT, raw);
	/* the same, brought near what there is */
	near[0] = (int64_t) ((uint64_t) raw[0] % 1000002);
	near[1] = (int64_t) ((uint64_t) raw[1] % 100002);
	near[3] = (int64_t) ((uint64_t) raw[3] % (RI_SHARES_MAX + 2));
	near[2] = (int64_t) ((uint64_t) raw[2] % ((uint64_t) near[3] + 2));
	require_points(RI_NVI_METHOD_NVA, near);
	require_points(RI_NVI_METHOD_EXACT, near);
	return 0;
}
