/*
 * step_writer.c
 *		Forms the rows of an explanation.
 */
#include "step_writer.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "arguments.h"

/* Columns of the result, in order; the SQL declaration has the same. */
typedef enum StepColumn
{
	STEP_PUBLICATION,
	STEP_NUMBER,
	STEP_KIND,
	STEP_SUBJECT,
	STEP_VALUE,
	STEP_DETAIL,
	STEP_REASON,
	STEP_PARAMETER,
	STEP_SOURCE,
	STEP_COLUMNS
} StepColumn;

static void
put_text(Datum *values, bool *nulls, StepColumn column, const char *value)
{
	nulls[column] = value == NULL;
	values[column] = value == NULL ? (Datum) 0 : CStringGetTextDatum(value);
}

void
ri_put_step(RiStepWriter *writer, const RiStep *step)
{
	Datum		values[STEP_COLUMNS];
	bool		nulls[STEP_COLUMNS] = {false};

	values[STEP_PUBLICATION] = writer->publication_id;
	values[STEP_NUMBER] = Int32GetDatum(++writer->steps);
	put_text(values, nulls, STEP_KIND, step->kind);
	put_text(values, nulls, STEP_SUBJECT, step->subject);
	values[STEP_VALUE] = step->value;
	nulls[STEP_VALUE] = !step->has_value;
	put_text(values, nulls, STEP_DETAIL, step->detail);
	put_text(values, nulls, STEP_REASON, step->reason);
	put_text(values, nulls, STEP_PARAMETER, step->parameter);
	put_text(values, nulls, STEP_SOURCE, step->source);
	tuplestore_putvalues(writer->result, writer->desc, values, nulls);
}

void
ri_step_count(RiStep *step, int64 count)
{
	step->has_value = true;
	step->value = NumericGetDatum(int64_to_numeric(count));
}

void
ri_step_decimal(RiStep *step, int64 value, int scale)
{
	step->has_value = true;
	step->value = ri_scaled_numeric(value, scale);
}

char *
ri_join_detail(char *detail, const char *part)
{
	return detail == NULL ? pstrdup(part) : psprintf("%s; %s", detail, part);
}
