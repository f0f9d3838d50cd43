/*
 * shared_function.c
 *		Finds the body of a shared function and checks that both agree.
 *
 * Where a front stands in a schema that is not the extension's, as in tests,
 * its body stands beside it; only superusers can declare such a front.
 */
#include "shared_function.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

#define PUBLIC_SCHEMA	"research_indicators"
#define INTERNAL_SCHEMA "research_indicators_internal"
#define BODY_PREFIX		"compute_"

char *
ri_function_name(Oid function)
{
	return format_procedure_qualified(function);
}

static void
refuse(Oid front, const char *reason)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
			 errmsg("function %s cannot be shared", ri_function_name(front)),
			 errdetail("%s", reason)));
}

/* The schema where the body of a front in this schema stands. */
static Oid
body_schema(Oid front_schema)
{
	char	   *name = get_namespace_name(front_schema);

	if (name != NULL && strcmp(name, PUBLIC_SCHEMA) == 0)
		return get_namespace_oid(INTERNAL_SCHEMA, false);
	return front_schema;
}

static HeapTuple
find_body(Oid front, Form_pg_proc declared)
{
	char		name[NAMEDATALEN];
	Oid			schema = body_schema(declared->pronamespace);
	HeapTuple	tuple;

	/* a name too long ends where the parser ends it */
	snprintf(name, sizeof(name), BODY_PREFIX "%s", NameStr(declared->proname));
	tuple = SearchSysCache3(PROCNAMEARGSNSP, CStringGetDatum(name),
							PointerGetDatum(&declared->proargtypes),
							ObjectIdGetDatum(schema));
	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("shared function %s has no body",
						ri_function_name(front)),
				 errhint("Make %s with the same argument types.",
						 quote_qualified_identifier(get_namespace_name(schema),
													name))));
	return tuple;
}

static RiValueType
value_type(Oid type)
{
	RiValueType result;

	get_typlenbyval(type, &result.length, &result.by_value);
	return result;
}

/* What the rows of a set look like; scalars are rows of one column. */
static TupleDesc
row_of_set(Oid function)
{
	Oid			type;
	TupleDesc	row;

	switch (get_func_result_type(function, &type, &row))
	{
		case TYPEFUNC_COMPOSITE:
			return BlessTupleDesc(CreateTupleDescCopy(row));
		case TYPEFUNC_SCALAR:
			row = CreateTemplateTupleDesc(1);
			TupleDescInitEntry(row, 1, "value", type, -1, 0);
			return row;
		default:
			refuse(function, "Its result type must be declared, column by column or by name.");
			return NULL;		/* keeps the compiler quiet */
	}
}

bool
ri_same_columns(TupleDesc declared, TupleDesc given)
{
	int			i;

	if (declared->natts != given->natts)
		return false;
	for (i = 0; i < declared->natts; i++)
	{
		if (!TupleDescAttr(declared, i)->attisdropped &&
			TupleDescAttr(declared, i)->atttypid !=
			TupleDescAttr(given, i)->atttypid)
			return false;
	}
	return true;
}

static void
check_declarations(Oid front, Form_pg_proc declared, Form_pg_proc body)
{
	int			i;

	if (body->prokind != PROKIND_FUNCTION)
		refuse(front, "Its body is not an ordinary function.");
	if (declared->prorettype != body->prorettype ||
		declared->proretset != body->proretset)
		refuse(front, "Its body returns another type.");
	if (IsPolymorphicType(declared->prorettype))
		refuse(front, "Its result is polymorphic.");
	for (i = 0; i < declared->pronargs; i++)
	{
		Oid			type = declared->proargtypes.values[i];

		if (IsPolymorphicType(type) || type == ANYOID || type == INTERNALOID)
			refuse(front, "It has an argument without a type of its own.");
	}
}

static RiSharedFunction *
describe(Form_pg_proc declared, Form_pg_proc body)
{
	RiSharedFunction *function;
	int			i;

	function = palloc0(offsetof(RiSharedFunction, arguments) +
					   declared->pronargs * sizeof(RiValueType));
	function->front = declared->oid;
	function->body = body->oid;
	function->remembered = declared->provolatile != PROVOLATILE_VOLATILE &&
		body->provolatile != PROVOLATILE_VOLATILE;
	function->returns_set = declared->proretset;
	function->result = value_type(declared->prorettype);
	function->argument_count = declared->pronargs;
	for (i = 0; i < declared->pronargs; i++)
		function->arguments[i] = value_type(declared->proargtypes.values[i]);
	if (function->returns_set)
	{
		function->row = row_of_set(function->front);
		function->is_composite = type_is_rowtype(declared->prorettype);
		if (!ri_same_columns(function->row, row_of_set(function->body)))
			refuse(function->front, "Its body returns other columns.");
	}
	return function;
}

RiSharedFunction *
ri_shared_function(Oid front)
{
	HeapTuple	front_tuple = SearchSysCache1(PROCOID,
											  ObjectIdGetDatum(front));
	HeapTuple	body_tuple;
	Form_pg_proc declared;
	Form_pg_proc body;
	RiSharedFunction *function;

	if (!HeapTupleIsValid(front_tuple))
		elog(ERROR, "cache lookup failed for function %u", front);
	declared = (Form_pg_proc) GETSTRUCT(front_tuple);
	body_tuple = find_body(front, declared);
	body = (Form_pg_proc) GETSTRUCT(body_tuple);
	check_declarations(front, declared, body);
	function = describe(declared, body);
	ReleaseSysCache(body_tuple);
	ReleaseSysCache(front_tuple);
	return function;
}

RiSharedFunction *
ri_plain_function(Oid oid)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(oid));
	Form_pg_proc declared;
	RiSharedFunction *function;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", oid);
	declared = (Form_pg_proc) GETSTRUCT(tuple);
	function = describe(declared, declared);
	function->remembered = false;
	ReleaseSysCache(tuple);
	return function;
}
