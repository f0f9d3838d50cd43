/*
 * magnitude.h
 *		Whole numbers of any size, none negative, in the caller's memory.
 *
 * What 64 bits cannot hold: weights that are products of amounts, products of
 * a survival curve, powers of a growth factor.  Limbs of nine decimal digits,
 * so that decimals are read and written without a conversion.  Every function
 * says how many limbs its result may take; the caller has made room for them.
 */
#ifndef RI_MAGNITUDE_H
#define RI_MAGNITUDE_H

#include <stddef.h>
#include <stdint.h>

#include "decimal.h"

#define RI_LIMB_DIGITS 9
#define RI_LIMB_BASE UINT32_C(1000000000)

/* Limbs that hold any number of so many decimal digits. */
#define RI_LIMBS_OF_DIGITS(digits) ((size_t) (digits) / RI_LIMB_DIGITS + 1)

/* Limbs that hold any uint64_t. */
#define RI_LIMBS_OF_64_BITS 3

typedef struct RiMagnitude
{
	uint32_t   *limb;			/* the least significant first */
	size_t		used;			/* 0 for zero; the last one used is not 0 */
} RiMagnitude;

/* Zero, in memory of the caller's. */
extern void ri_magnitude_init(RiMagnitude *m, uint32_t *limbs);

/* A small number: RI_LIMBS_OF_64_BITS. */
extern void ri_magnitude_set(RiMagnitude *m, uint64_t value);

/* The number that a decimal's digits give with scale decimals (its sign is
 * not looked at); scale is at least the decimal's own.
 * RI_LIMBS_OF_DIGITS(nwhole + scale). */
extern void ri_magnitude_set_decimal(RiMagnitude *m,
									 const RiDecimalText *decimal,
									 size_t scale);

/* As many limbs as from has. */
extern void ri_magnitude_copy(RiMagnitude *m, const RiMagnitude *from);

/* Below 0, 0 or above 0, as a is less than, equal to or more than b. */
extern int	ri_magnitude_compare(const RiMagnitude *a, const RiMagnitude *b);

/* m += addend: one limb more than the longer of both. */
extern void ri_magnitude_add(RiMagnitude *m, const RiMagnitude *addend);

/* m -= part, which is not more than m. */
extern void ri_magnitude_subtract(RiMagnitude *m, const RiMagnitude *part);

/* m *= factor: two limbs more. */
extern void ri_magnitude_multiply_small(RiMagnitude *m, uint32_t factor);

/* product = a * b: as many limbs as both have; product is neither. */
extern void ri_magnitude_multiply(RiMagnitude *product, const RiMagnitude *a,
								  const RiMagnitude *b);

/* quotient = m / divisor, cut, and m the remainder; divisor is not 0, the
 * quotient is neither of them and takes as many limbs as m has. */
extern void ri_magnitude_divide(RiMagnitude *m, const RiMagnitude *divisor,
								RiMagnitude *quotient);

/* power = base^exponent: so many times the limbs of base, and one; power and
 * scratch, which takes as many, are neither base nor each other. */
extern void ri_magnitude_power(RiMagnitude *power, const RiMagnitude *base,
							   uint32_t exponent, uint32_t *scratch);

/* The largest number whose power of that degree is not more than m, for a
 * degree from 2 on: as many limbs as m, and one.  scratch has
 * ri_magnitude_root_limbs(). */
extern void ri_magnitude_root(RiMagnitude *root, const RiMagnitude *m,
							  uint32_t degree, uint32_t *scratch);

extern size_t ri_magnitude_root_limbs(size_t limbs, uint32_t degree);

/* The number, or UINT64_MAX where it is more than that. */
extern uint64_t ri_magnitude_value(const RiMagnitude *m);

/* Characters that ri_magnitude_write() may write. */
#define RI_MAGNITUDE_CHARACTERS(used, scale) \
	((used) * RI_LIMB_DIGITS + (size_t) (scale) + 2)

/* Writes m / 10^scale with scale decimals ("12.50"), without an ending zero
 * byte; returns the length. */
extern size_t ri_magnitude_write(const RiMagnitude *m, size_t scale,
								 char *out);

#endif							/* RI_MAGNITUDE_H */
