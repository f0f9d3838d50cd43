/*
 * scope.c
 *		The scope of a door: what is computed once between its opening and its
 *		closing.
 *
 * Results are found by what they depend on: function, collation, arguments
 * and surroundings (surroundings.h).  They live in a context and under a
 * resource owner of the scope, so that they outlast the subtransactions that
 * begin inside the door, and nothing of them outlasts the door.
 *
 * Memory is bounded: a result may use work_mem before it goes to disk, all
 * together SHARED_WORK_MEMS times work_mem; what comes then is computed at
 * every call, as is what has arguments larger than work_mem.
 */
#include "scope.h"

#include "access/xact.h"
#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "compat.h"
#include "surroundings.h"

#define SHARED_WORK_MEMS 16

typedef struct Scope
{
	uint64		number;
	MemoryContext context;
	ResourceOwner door;			/* under which the door was called */
	SubTransactionId subtransaction;
	List	   *bodies;			/* RiBodies of every front that was called */
	ResourceOwner owner;		/* of the results; this and the rest are NULL
								 * until there are any */
	HTAB	   *results;
	StringInfoData key;
	uint64		used;			/* bytes */
} Scope;

/* Not NULL only while a door's PG_FINALLY will close it. */
static Scope *scope = NULL;

static uint64 scopes_opened = 0;

void
ri_open_scope(void)
{
	MemoryContext context;

	Assert(scope == NULL);
	context = AllocSetContextCreate(CurrentMemoryContext,
									"results shared within a call",
									ALLOCSET_SMALL_SIZES);
	scope = MemoryContextAllocZero(context, sizeof(Scope));
	scope->number = ++scopes_opened;
	scope->context = context;
	scope->door = CurrentResourceOwner;
	scope->subtransaction = GetCurrentSubTransactionId();
}

SubTransactionId
ri_door_subtransaction(void)
{
	return scope == NULL ? GetCurrentSubTransactionId() : scope->subtransaction;
}

void
ri_close_scope(void)
{
	Scope	   *closing = scope;
	ResourceOwner owner = closing->owner;

	scope = NULL;
	if (owner != NULL)
	{
		/* not as a commit: files are there to be closed, not to warn of */
		ResourceOwnerRelease(owner, RESOURCE_RELEASE_BEFORE_LOCKS,
							 false, false);
		ResourceOwnerRelease(owner, RESOURCE_RELEASE_LOCKS,
							 false, false);
		ResourceOwnerRelease(owner, RESOURCE_RELEASE_AFTER_LOCKS,
							 false, false);
		ResourceOwnerDelete(owner);
	}
	MemoryContextDelete(closing->context);
}

uint64
ri_open_scope_number(void)
{
	return scope == NULL ? 0 : scope->number;
}

static RiBodies *
scope_bodies(Oid front, RiSharedFunction *(*describe) (Oid front))
{
	RiBodies   *bodies;
	MemoryContext caller;
	ListCell   *cell;

	foreach(cell, scope->bodies)
	{
		bodies = lfirst(cell);
		if (bodies->function->front == front)
			return bodies;
	}
	caller = MemoryContextSwitchTo(scope->context);
	bodies = palloc0(sizeof(RiBodies));
	bodies->function = describe(front);
	bodies->context = scope->context;
	scope->bodies = lappend(scope->bodies, bodies);
	MemoryContextSwitchTo(caller);
	return bodies;
}

RiBodies *
ri_scope_bodies(Oid front)
{
	return scope_bodies(front, ri_shared_function);
}

RiBodies *
ri_scope_function(Oid function)
{
	return scope_bodies(function, ri_plain_function);
}

/* ----------------------------------------------------------------
 * Keys
 * ----------------------------------------------------------------
 */

static uint32
hash_key(const void *key, Size keysize)
{
	const RiResultKey *result = key;

	return hash_bytes((const unsigned char *) result->bytes, result->length);
}

static int
match_keys(const void *a, const void *b, Size keysize)
{
	const RiResultKey *one = a;
	const RiResultKey *other = b;

	if (one->length != other->length)
		return 1;
	return memcmp(one->bytes, other->bytes, one->length);
}

static void
append_varlena(StringInfo key, Datum argument)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(argument);
	int			length = VARSIZE_ANY_EXHDR(value);

	appendBinaryStringInfo(key, (const char *) &length, sizeof(length));
	appendBinaryStringInfo(key, VARDATA_ANY(value), length);
	if ((Pointer) value != DatumGetPointer(argument))
		pfree(value);
}

static void
append_argument(StringInfo key, const NullableDatum *argument,
				const RiValueType *type)
{
	appendStringInfoChar(key, argument->isnull ? 'n' : 'v');
	if (argument->isnull)
		return;
	if (type->by_value)
		appendBinaryStringInfo(key, (const char *) &argument->value,
							   sizeof(Datum));
	else if (type->length == -1)
		append_varlena(key, argument->value);
	else
		appendBinaryStringInfo(key, DatumGetPointer(argument->value),
							   (int) datumGetSize(argument->value, false,
												  type->length));
}

static RiResultKey
key_of_call(const RiSharedFunction *function, FunctionCallInfo call)
{
	StringInfo	key = &scope->key;
	RiResultKey result;
	int			i;

	resetStringInfo(key);
	appendBinaryStringInfo(key, (const char *) &function->front, sizeof(Oid));
	appendBinaryStringInfo(key, (const char *) &call->fncollation,
						   sizeof(Oid));
	for (i = 0; i < function->argument_count; i++)
		append_argument(key, &call->args[i], &function->arguments[i]);
	ri_append_circumstances(key);
	ri_append_visibility(key);
	result.bytes = key->data;
	result.length = key->len;
	return result;
}

/* ----------------------------------------------------------------
 * Results
 * ----------------------------------------------------------------
 */

static void
prepare_results(void)
{
	HASHCTL		control;
	MemoryContext caller;

	if (scope->results != NULL)
		return;
	caller = MemoryContextSwitchTo(scope->context);
	/* the current owner may be that of a subtransaction inside the door */
	scope->owner = ResourceOwnerCreate(scope->door,
									   "results shared within a call");
	initStringInfo(&scope->key);
	control.keysize = sizeof(RiResultKey);
	control.entrysize = sizeof(RiSharedResult);
	control.hash = hash_key;
	control.match = match_keys;
	control.hcxt = scope->context;
	scope->results = hash_create("results shared within a call", 64, &control,
								 HASH_ELEM | HASH_FUNCTION | HASH_COMPARE |
								 HASH_CONTEXT);
	MemoryContextSwitchTo(caller);
}

static uint64
memory_of_one(void)
{
	return (uint64) work_mem * 1024;
}

static uint64
memory_left(void)
{
	uint64		limit = SHARED_WORK_MEMS * memory_of_one();

	return scope->used < limit ? limit - scope->used : 0;
}

static RiSharedResult *
enter_result(RiResultKey key)
{
	MemoryContext context = AllocSetContextCreate(scope->context,
												  "shared result",
												  ALLOCSET_START_SMALL_SIZES);
	char	   *bytes = MemoryContextAlloc(context, key.length);
	RiSharedResult *result;
	bool		found;

	memcpy(bytes, key.bytes, key.length);
	key.bytes = bytes;
	result = hash_search(scope->results, &key, HASH_ENTER, &found);
	result->context = context;
	result->computed = false;
	ri_keep_no_rows(&result->rows, context, scope->owner,
					Min(memory_left(), memory_of_one()));
	return result;
}

RiSharedResult *
ri_find_result(const RiSharedFunction *function, FunctionCallInfo call)
{
	RiSharedResult *result;
	RiResultKey key;

	if (!function->remembered || !ActiveSnapshotSet())
		return NULL;
	prepare_results();
	key = key_of_call(function, call);
	if (key.length > memory_of_one())
		return NULL;
	result = hash_search(scope->results, &key, HASH_FIND, NULL);
	if (result == NULL)
		return enter_result(key);
	if (!result->computed)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_RECURSION),
				 errmsg("function %s calls itself with the same arguments",
						ri_function_name(function->front))));
	return result;
}

void
ri_forget_result(RiSharedResult *result)
{
	MemoryContext context = result->context;

	hash_search(scope->results, &result->key, HASH_REMOVE, NULL);
	MemoryContextDelete(context);
}

static void
count_result(RiSharedResult *result)
{
	Size		size = MemoryContextMemAllocated(result->context, true);

	if (size > memory_left())
	{
		ri_forget_result(result);
		return;
	}
	scope->used += size;
	result->computed = true;
}

void
ri_keep_value(RiSharedResult *result, const RiSharedFunction *function,
			  Datum value, bool isnull)
{
	const RiValueType *type = &function->result;
	MemoryContext caller;

	if (datumEstimateSpace(value, isnull, type->by_value, type->length) >
		Min(memory_left(), memory_of_one()))
	{
		ri_forget_result(result);
		return;
	}
	result->isnull = isnull;
	if (!isnull)
	{
		caller = MemoryContextSwitchTo(result->context);
		result->value = datumCopy(value, type->by_value, type->length);
		MemoryContextSwitchTo(caller);
	}
	count_result(result);
}

void
ri_keep_rows(RiSharedResult *result)
{
	if (result->rows.given_up)
		ri_forget_result(result);
	else
		count_result(result);
}
