/*
 * patient_curve.h
 *		Points of a number of new patients: a factor times the number, its root
 *		or its natural logarithm; or brackets.
 *
 * No public source states the shape, so a rule set chooses one.  The root and
 * the logarithm of 1 + n have RI_CURVE_SCALE decimals, half-up; everything else
 * is exact, and nothing is rounded to points here.
 */
#ifndef RI_PATIENT_CURVE_H
#define RI_PATIENT_CURVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "magnitude.h"

#define RI_CURVE_SCALE 30

typedef enum RiCurve
{
	RI_CURVE_LINEAR,
	RI_CURVE_SQUARE_ROOT,
	RI_CURVE_LOGARITHMIC,
	RI_CURVE_BRACKETS
} RiCurve;

/* The curve of that name (linear, square_root, logarithmic, brackets); false
 * for any other name. */
extern bool ri_curve_by_name(const char *name, RiCurve *curve);

/* Limbs that a value takes, and those that are needed on the way. */
#define RI_CURVE_LIMBS 16
#define RI_CURVE_SCRATCH_LIMBS 256

/*
 * The curve's value for so many patients, before the factor; returns its
 * decimals: 0 for linear, else RI_CURVE_SCALE.  Not for brackets.
 */
extern size_t ri_curve_value(RiCurve curve, uint64_t patients,
							 RiMagnitude *value, uint32_t *scratch);

/*
 * The bracket of so many patients: the one that begins highest of those that
 * do not begin above them; n when all begin above.  Brackets may come in any
 * order; patients and begins have the same number of decimals.
 */
extern size_t ri_curve_bracket(const RiMagnitude *begins, size_t n,
							   const RiMagnitude *patients);

#endif							/* RI_PATIENT_CURVE_H */
