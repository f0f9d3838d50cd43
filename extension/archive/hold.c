/*
 * hold.c
 *		Locks that need a right.
 *
 * Whoever may connect may take any advisory lock, and so stop who waits for it.
 * These are locks on a relation and a key of our own: nothing but this file
 * makes their tags (columns below zero are nobody's), and only who may write
 * to the relation gets them.
 */
#include "compat.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "linked_version.h"
#include "settings.h"

#define OUR_OBJECTS 0xF1D1		/* no column and no kind of object */

static bool
may_write(Oid relation)
{
	return OidIsValid(relation) &&
		pg_class_aclcheck(relation, GetUserId(),
						  ACL_INSERT | ACL_UPDATE | ACL_DELETE) == ACLCHECK_OK;
}

static void
require_write(Oid relation)
{
	if (!may_write(relation))
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(relation));
}

/* To the end of the transaction, or of the session. */
static void
lock(Oid relation, uint32 key, LOCKMODE mode, bool session)
{
	LOCKTAG		tag;

	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, relation, key, OUR_OBJECTS);
	tag.locktag_lockmethodid = USER_LOCKMETHOD;
	(void) LockAcquire(&tag, mode, session, false);
}

/* hold(relation regclass, key text, session bool) -> void */
RI_FUNCTION(research_indicators_hold);
Datum
research_indicators_hold(PG_FUNCTION_ARGS)
{
	Oid			relation = PG_GETARG_OID(0);
	text	   *key = PG_GETARG_TEXT_PP(1);

	require_write(relation);
	lock(relation, hash_bytes((unsigned char *) VARDATA_ANY(key),
							  (int) VARSIZE_ANY_EXHDR(key)),
		 ExclusiveLock, PG_GETARG_BOOL(2));
	PG_RETURN_VOID();
}

static Oid
relation_of(const char *schema, const char *name)
{
	Oid			namespace = get_namespace_oid(schema, true);

	return OidIsValid(namespace) ?
		get_relname_relid(name, namespace) : InvalidOid;
}

/*
 * hold_rule_sets(change bool) -> void: who keeps rule sets excludes others, who
 * issues shares.
 */
RI_FUNCTION(research_indicators_hold_rule_sets);
Datum
research_indicators_hold_rule_sets(PG_FUNCTION_ARGS)
{
	bool		change = PG_GETARG_BOOL(0);
	Oid			rules = relation_of("research_indicators", "rule_set");
	Oid			reports = relation_of(ri_archive_schema(), "report");

	if (change || !may_write(reports))
		require_write(!change && OidIsValid(reports) ? reports : rules);
	lock(rules, 0, change ? ExclusiveLock : ShareLock, false);
	PG_RETURN_VOID();
}
