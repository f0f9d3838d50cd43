/*
 * appendix_spelling.h
 *		Spells the appendix of publications, row by row, into a string.
 */
#ifndef RI_APPENDIX_SPELLING_H
#define RI_APPENDIX_SPELLING_H

#include "executor/tuptable.h"
#include "lib/stringinfo.h"

#define RI_APPENDIX_FIELDS 12
#define RI_APPENDIX_POINTS 9	/* their places among the fields */
#define RI_APPENDIX_COUNTABLE 10

typedef enum AppendixForm
{
	APPENDIX_XML,
	APPENDIX_JSON,
	APPENDIX_CSV
} AppendixForm;

typedef struct AppendixSpelling
{
	AppendixForm form;
	StringInfoData out;			/* UTF-8; the caller takes it and resets it */
	int			json_order[RI_APPENDIX_FIELDS];
	char	   *leads[RI_APPENDIX_FIELDS];	/* what stands before a value */
	int			lead_lens[RI_APPENDIX_FIELDS];
} AppendixSpelling;

/* Form csv, json or xml; an error of code RI026 for another one. */
extern void ri_appendix_spelling_init(AppendixSpelling *spelling, const char *form);

extern void ri_appendix_put_head(AppendixSpelling *spelling, int32 year,
								 const char *rule_set);

/*
 * One row, in the order of the feeding statement.  The texts of its values are
 * left in values, in the current memory context.
 */
extern void ri_appendix_put_row(AppendixSpelling *spelling, TupleTableSlot *slot,
								bool first, char *values[RI_APPENDIX_FIELDS]);

/* What only the end can know, so that a file that was cut short shows. */
extern void ri_appendix_put_foot(AppendixSpelling *spelling, const char *rule_set,
								 int64 rows, const char *points);

#endif							/* RI_APPENDIX_SPELLING_H */
