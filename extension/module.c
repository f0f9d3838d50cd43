/*
 * module.c
 *		Loading of the library: magic block, settings, versions.
 */
#include "postgres.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <libxslt/xslt.h>

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/guc.h"

#include "compat.h"
#include "settings.h"

#ifndef USE_LIBXML
#error "research_indicators needs a PostgreSQL server built with libxml2"
#endif

PG_MODULE_MAGIC;

static char *source_schema_setting = NULL;
static char *archive_schema_setting = NULL;
static uint64 settings_assigned = 0;

void		_PG_init(void);

/* Every way of setting comes here: SET, RESET, set_config(), a rollback. */
static void
count_assignment(const char *newval, void *extra)
{
	settings_assigned++;
}

void
_PG_init(void)
{
	DefineCustomStringVariable("research_indicators.source_schema",
							   "Schema of the source relations.",
							   "Tables or views with the names and columns that describe_sources() lists.",
							   &source_schema_setting,
							   "esystems",
							   PGC_USERSET, 0,
							   NULL, count_assignment, NULL);
	DefineCustomStringVariable("research_indicators.archive_schema",
							   "Schema of the archive of issued reports.",
							   "Made by create_archive(); only superusers choose it, so that PROD has one meaning.",
							   &archive_schema_setting,
							   "research_archive",
							   PGC_SUSET, 0,
							   NULL, count_assignment, NULL);
	MarkGUCPrefixReserved("research_indicators");
}

const char *
ri_source_schema(void)
{
	return source_schema_setting;
}

const char *
ri_archive_schema(void)
{
	return archive_schema_setting;
}

uint64
ri_settings_assigned(void)
{
	return settings_assigned;
}

/* cstring_to_text; builtins.h cannot be included beside jansson.h */
static text *
text_from_cstring(const char *value)
{
	size_t		len = strlen(value);
	text	   *result = (text *) palloc(len + VARHDRSZ);

	SET_VARSIZE(result, len + VARHDRSZ);
	memcpy(VARDATA(result), value, len);
	return result;
}

/* source_schema() -> text: the schema that source readers use now */
PG_FUNCTION_INFO_V1(research_indicators_source_schema);
Datum
research_indicators_source_schema(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(text_from_cstring(source_schema_setting));
}

/* archive_schema() -> text: the schema that issue_report writes to now */
PG_FUNCTION_INFO_V1(research_indicators_archive_schema);
Datum
research_indicators_archive_schema(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(text_from_cstring(archive_schema_setting));
}

/* "2.9.14" of 20914, as libxml2 and libxslt number themselves */
static text *
dotted_version(long number)
{
	return text_from_cstring(psprintf("%ld.%ld.%ld", number / 10000,
									  number / 100 % 100, number % 100));
}

/*
 * library_versions() -> record: this library, and those that run with it, which
 * need not be those that it was compiled with
 */
PG_FUNCTION_INFO_V1(research_indicators_library_versions);
Datum
research_indicators_library_versions(PG_FUNCTION_ARGS)
{
	TupleDesc	tupdesc;
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = PointerGetDatum(text_from_cstring(RESEARCH_INDICATORS_VERSION));
	/* a number, perhaps with a suffix such as -GITv2.9.14 */
	values[1] = PointerGetDatum(dotted_version(strtol(xmlParserVersion, NULL,
													  10)));
	values[2] = PointerGetDatum(dotted_version(xsltLibxsltVersion));
	values[3] = PointerGetDatum(text_from_cstring(jansson_version_str()));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}
