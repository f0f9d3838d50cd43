/*
 * scalar_expression.c
 *		What type an expression over the columns of one relation has, and
 *		whether it is one: a single value of one row, without subquery,
 *		aggregate, window, set of rows or volatile function.
 *
 * It is parsed alone, so that nothing of it can leave its parentheses; nothing
 * is executed.
 */
#include "postgres.h"

#include "access/relation.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/analyze.h"
#include "parser/parser.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "errors.h"
#include "linked_version.h"

static void
refuse(const char *expression, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_RI_MAPPING),
			 errmsg("expression \"%s\" %s", expression, what),
			 errhint("A mapping takes one value of one row: columns, constants, operators and functions.")));
}

/* The statement of an expression that is only that. */
static RawStmt *
parsed_alone(const char *expression)
{
	List	   *statements = raw_parser(expression, RAW_PARSE_PLPGSQL_EXPR);
	RawStmt    *raw = linitial_node(RawStmt, statements);
	SelectStmt *select = castNode(SelectStmt, raw->stmt);

	if (list_length(select->targetList) != 1 ||
		linitial_node(ResTarget, select->targetList)->name != NULL)
		refuse(expression, "is not one value");
	if (select->distinctClause != NIL || select->fromClause != NIL ||
		select->whereClause != NULL || select->groupClause != NIL ||
		select->havingClause != NULL || select->windowClause != NIL ||
		select->sortClause != NIL || select->limitOffset != NULL ||
		select->limitCount != NULL || select->lockingClause != NIL)
		refuse(expression, "is a query, not one value");
	return raw;
}

/* expression_type(text, regclass) -> regtype */
RI_FUNCTION(research_indicators_expression_type);
Datum
research_indicators_expression_type(PG_FUNCTION_ARGS)
{
	char	   *expression = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Oid			relation = PG_GETARG_OID(1);
	RawStmt    *raw = parsed_alone(expression);
	RangeVar   *from = makeRangeVar(get_namespace_name(get_rel_namespace(relation)),
									get_rel_name(relation), -1);
	Query	   *query;
	Node	   *value;

	from->alias = makeAlias("s", NIL);
	((SelectStmt *) raw->stmt)->fromClause = list_make1(from);
	query = parse_analyze_fixedparams(raw, expression, NULL, 0, NULL);
	if (list_length(query->targetList) != 1)
		refuse(expression, "is not one value");
	if (query->hasSubLinks)
		refuse(expression, "holds a subquery");
	if (query->hasAggs || query->hasWindowFuncs || query->hasTargetSRFs)
		refuse(expression, "takes or gives several rows");
	if (contain_volatile_functions((Node *) query->targetList))
		refuse(expression, "calls a volatile function");
	value = (Node *) linitial_node(TargetEntry, query->targetList)->expr;
	PG_RETURN_OID(exprType(value));
}
