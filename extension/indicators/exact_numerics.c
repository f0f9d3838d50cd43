/*
 * exact_numerics.c
 *		Numerics of any size in and out of core/magnitude.h, by their text: what
 *		numeric_out() writes is exact and numeric_in() reads it back.
 */
#include "exact_numerics.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "arguments.h"

bool
ri_numeric_decimal(Datum numeric, RiDecimalText *decimal)
{
	char	   *digits = ri_numeric_text(numeric);

	return ri_decimal_split(digits, strlen(digits), decimal);
}

void
ri_read_numerics(ArrayType *array, RiNumerics *numerics)
{
	static const RiDecimalText zero = {false, "0", 1, "", 0};
	Datum	   *elements;
	int			i;

	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT, &elements,
					  &numerics->is_null, &numerics->count);
	numerics->decimal = palloc(sizeof(RiDecimalText) *
							   ((Size) numerics->count + 1));
	numerics->finite = true;
	numerics->scale = 0;
	numerics->whole = 1;
	for (i = 0; i < numerics->count; i++)
	{
		RiDecimalText *decimal = &numerics->decimal[i];

		CHECK_FOR_INTERRUPTS();
		if (numerics->is_null[i])
			*decimal = zero;
		else if (!ri_numeric_decimal(elements[i], decimal))
		{
			numerics->finite = false;
			return;
		}
		numerics->scale = Max(numerics->scale, decimal->nfraction);
		numerics->whole = Max(numerics->whole, decimal->nwhole);
	}
}

bool
ri_numerics_are_amounts(const RiNumerics *numerics)
{
	int			i;

	if (!numerics->finite)
		return false;
	for (i = 0; i < numerics->count; i++)
	{
		if (numerics->decimal[i].negative)
			return false;
	}
	return true;
}

RiMagnitude *
ri_numerics_magnitudes(const RiNumerics *numerics, size_t scale)
{
	size_t		width = RI_LIMBS_OF_DIGITS(numerics->whole + scale);
	uint32_t   *limbs = ri_limbs(width * numerics->count);
	RiMagnitude *numbers = palloc(sizeof(RiMagnitude) *
								  ((Size) numerics->count + 1));
	int			i;

	for (i = 0; i < numerics->count; i++)
	{
		ri_magnitude_init(&numbers[i], limbs + width * i);
		ri_magnitude_set_decimal(&numbers[i], &numerics->decimal[i], scale);
	}
	return numbers;
}

uint32_t *
ri_limbs(size_t count)
{
	if (count >= MaxAllocSize / sizeof(uint32_t))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("numbers are too many or too large to compute exactly"),
				 errhint("Give fewer numbers, or numbers with fewer digits.")));
	return palloc(sizeof(uint32_t) * (count + 1));
}

static Datum
numeric_of_text(const char *digits)
{
	return DirectFunctionCall3(numeric_in, CStringGetDatum(digits),
							   ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

Datum
ri_magnitude_numeric(const RiMagnitude *m, bool negative, size_t scale)
{
	char	   *digits = palloc(RI_MAGNITUDE_CHARACTERS(m->used, scale) + 2);
	size_t		length;

	digits[0] = '-';
	length = ri_magnitude_write(m, scale, digits + 1);
	digits[length + 1] = '\0';
	return numeric_of_text(negative ? digits : digits + 1);
}

Datum
ri_nan(void)
{
	return numeric_of_text("NaN");
}
