/*
 * linked_version.c
 *		Whether the SQL objects of this database are of the library's version.
 *
 * They are not after the files were replaced and before ALTER EXTENSION UPDATE,
 * nor in a session that loaded the library before both.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"

#include "compat.h"
#include "errors.h"
#include "linked_version.h"

#define EXTENSION_NAME "research_indicators"

/* The version of the SQL objects, palloc'd; NULL where there is no extension. */
static char *
version_of_sql_objects(void)
{
	Relation	catalog = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	row;
	char	   *version = NULL;

	ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber,
				F_NAMEEQ, CStringGetDatum(EXTENSION_NAME));
	scan = systable_beginscan(catalog, ExtensionNameIndexId, true, NULL, 1,
							  &key);
	row = systable_getnext(scan);
	if (HeapTupleIsValid(row))
	{
		bool		isnull;
		Datum		datum = heap_getattr(row, Anum_pg_extension_extversion,
										 RelationGetDescr(catalog), &isnull);

		if (!isnull)
			version = TextDatumGetCString(datum);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return version;
}

void
ri_require_linked_version(void)
{
	char	   *version;

	/* An update passes through versions; pg_upgrade restores the old one. */
	if (creating_extension || IsBinaryUpgrade)
		return;
	version = version_of_sql_objects();
	if (version == NULL)
		return;
	if (strcmp(version, RESEARCH_INDICATORS_VERSION) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_RI_OTHER_VERSION),
				 errmsg("the library of research_indicators is version %s, its SQL objects are version %s",
						RESEARCH_INDICATORS_VERSION, version),
				 errhint("If the files were replaced, run ALTER EXTENSION research_indicators UPDATE; if that was done, start a new session.")));
	pfree(version);
}
