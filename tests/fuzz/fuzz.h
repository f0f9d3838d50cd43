/*
 * fuzz.h
 *		What the libFuzzer targets share: a broken invariant ends the run, also
 *		in builds without assert(), so that libFuzzer keeps the input.
 */
#ifndef RI_FUZZ_H
#define RI_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define REQUIRE(condition) \
	do \
	{ \
		if (!(condition)) \
		{ \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, \
					#condition); \
			abort(); \
		} \
	} while (0)

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif							/* RI_FUZZ_H */
