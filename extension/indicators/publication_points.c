/*
 * publication_points.c
 *		The publication engine: publication_points(year, rule_set).
 *
 * One statement delivers the contributions of a year in publication order to
 * a DestReceiver of our own; nothing is collected but the publication at hand.
 * Each finished publication goes through core/publication.h and leaves one
 * row per reporting institution in the result.  Permissions, row-level
 * security and the snapshot are the caller's, since SPI runs the statement.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "approvals.h"
#include "arguments.h"
#include "institution_index.h"
#include "publication_rules.h"

/* Columns of the feeding statement, in order. */
typedef enum FeedColumn
{
	FEED_PUBLICATION = 1,
	FEED_FORM,
	FEED_PUBLISHED,
	FEED_REVISED,
	FEED_HAS_ISBN,
	FEED_PARENT_FORM,
	FEED_JOURNAL_LEVEL,
	FEED_SERIES_LEVEL,
	FEED_PUBLISHER_LEVEL,
	FEED_PERSON,
	FEED_INSTITUTION,
	FEED_COUNTRY,
	FEED_VERIFIED
} FeedColumn;

/* Columns of the result, in order; the SQL declaration has the same. */
typedef enum ResultColumn
{
	RESULT_PUBLICATION,
	RESULT_INSTITUTION,
	RESULT_FORM,
	RESULT_LEVEL,
	RESULT_SHARES,
	RESULT_TOTAL_SHARES,
	RESULT_INTERNATIONAL,
	RESULT_WEIGHT,
	RESULT_POINTS,
	RESULT_COUNTABLE,
	RESULT_REASON,
	RESULT_INTERREGIONAL,
	RESULT_COLUMNS
} ResultColumn;

/* What the head of a publication says; texts live in the group context. */
typedef struct PublicationHead
{
	char	   *publication_id; /* NULL while no publication is open */
	char	   *form;
	bool		published;
	bool		revised;
	bool		has_isbn;
	char	   *parent_form;
	char	   *levels[RI_CHANNEL_KINDS];
} PublicationHead;

typedef struct Engine
{
	DestReceiver receiver;		/* must be first */
	RiRuleSet  *rules;
	RiInstitutionIndex *institutions;
	RiApprovalReader *approvals;
	Tuplestorestate *result;
	TupleDesc	result_desc;
	MemoryContext context;		/* lives as long as the call */
	MemoryContext group;		/* reset after each publication */
	PublicationHead head;
	RiAffiliation *rows;
	size_t		nrows;
	size_t		capacity;
} Engine;

/*
 * The id of a publication may be of any ordered type: its own order groups
 * the rows, its text form is what users see.
 */
static const char *const feed_query =
"SELECT p.publication_id::text, p.form::text,"
" coalesce(p.status::text = 'published', false), coalesce(p.revised, false),"
" coalesce(btrim(p.isbn::text) <> '', false), p.parent_form::text,"
" j.level, s.level, b.level,"
" c.person_id::text, nullif(c.institution_id::text, ''), upper(btrim(c.country::text)),"
" coalesce(c.verified, false)"
" FROM %1$s.publication AS p"
" LEFT JOIN (SELECT l.channel_id::text AS id, min(l.level::text COLLATE \"C\") AS level"
"  FROM %1$s.channel_level AS l WHERE l.kind = 'journal' AND l.year = $1 AND l.level <> 'X' GROUP BY 1) AS j"
"  ON j.id = p.journal_id::text"
" LEFT JOIN (SELECT l.channel_id::text AS id, min(l.level::text COLLATE \"C\") AS level"
"  FROM %1$s.channel_level AS l WHERE l.kind = 'series' AND l.year = $1 AND l.level <> 'X' GROUP BY 1) AS s"
"  ON s.id = p.series_id::text"
" LEFT JOIN (SELECT l.channel_id::text AS id, min(l.level::text COLLATE \"C\") AS level"
"  FROM %1$s.channel_level AS l WHERE l.kind = 'publisher' AND l.year = $1 AND l.level <> 'X' GROUP BY 1) AS b"
"  ON b.id = p.publisher_id::text"
" LEFT JOIN %1$s.contribution AS c"
"  ON c.publication_id = p.publication_id AND c.role = 'creator'"
" WHERE p.year = $1"
" ORDER BY " RI_PUBLICATION_ORDER ", p.form::text COLLATE \"C\", p.status::text COLLATE \"C\"";

static char *
slot_text(TupleTableSlot *slot, FeedColumn column)
{
	bool		isnull;
	Datum		value = slot_getattr(slot, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

static bool
slot_bool(TupleTableSlot *slot, FeedColumn column)
{
	bool		isnull;
	Datum		value = slot_getattr(slot, column, &isnull);

	return !isnull && DatumGetBool(value);
}

static void
open_publication(Engine *engine, TupleTableSlot *slot, char *publication_id)
{
	PublicationHead *head = &engine->head;

	head->publication_id = publication_id;
	head->form = slot_text(slot, FEED_FORM);
	head->published = slot_bool(slot, FEED_PUBLISHED);
	head->revised = slot_bool(slot, FEED_REVISED);
	head->has_isbn = slot_bool(slot, FEED_HAS_ISBN);
	head->parent_form = slot_text(slot, FEED_PARENT_FORM);
	head->levels[RI_CHANNEL_JOURNAL] = slot_text(slot, FEED_JOURNAL_LEVEL);
	head->levels[RI_CHANNEL_SERIES] = slot_text(slot, FEED_SERIES_LEVEL);
	head->levels[RI_CHANNEL_PUBLISHER] = slot_text(slot, FEED_PUBLISHER_LEVEL);
	engine->nrows = 0;
}

static void
add_affiliation(Engine *engine, TupleTableSlot *slot)
{
	char	   *person = slot_text(slot, FEED_PERSON);
	char	   *institution = slot_text(slot, FEED_INSTITUTION);
	char	   *country = slot_text(slot, FEED_COUNTRY);
	RiAffiliation *row;

	if (person == NULL)			/* a publication without creators */
		return;
	if (engine->nrows == engine->capacity)
	{
		engine->capacity *= 2;
		engine->rows = repalloc_huge(engine->rows, sizeof(RiAffiliation) *
									 engine->capacity);
	}
	row = &engine->rows[engine->nrows++];
	row->person = person;
	row->person_len = strlen(person);
	row->institution = RI_NO_INSTITUTION;
	row->region = RI_NO_REGION;
	row->reporting = false;
	row->country = ri_country(country);
	row->verified = slot_bool(slot, FEED_VERIFIED);
	if (institution != NULL)
	{
		const RiUnit *unit = ri_find_unit(engine->institutions, institution);

		const RiTopLevel *top = ri_top_level(engine->institutions, unit->top);

		row->institution = unit->top;
		row->region = top->region;
		row->reporting = top->reporting;
		if (row->country == RI_COUNTRY_UNKNOWN)
			row->country = unit->country;
	}
}

static bool
is_book(const char *form)
{
	return form != NULL && (strcmp(form, "monograph") == 0 ||
							strcmp(form, "commentary") == 0);
}

/*
 * Fills what core needs to know about the publication.  Returns the reason
 * "weight_unset" when its channel has a level that the rule set is silent about.
 */
static const char *
describe_publication(const Engine *engine, RiPublication *publication,
					 const char **level)
{
	const PublicationHead *head = &engine->head;
	const char *form = head->form == NULL ? "" : head->form;
	RiChannelKind kind;

	memset(publication, 0, sizeof(*publication));
	*level = NULL;
	publication->published = head->published;
	publication->form_counts = ri_form_counts(engine->rules, form);
	publication->revised = head->revised;
	publication->isbn_missing = !head->has_isbn &&
		ri_form_needs_isbn(engine->rules, form);
	publication->chapter_in_monograph = strcmp(form, "chapter") == 0 &&
		is_book(head->parent_form);
	if (!ri_deciding_channel(engine->rules, form, head->levels, &kind))
		return NULL;
	publication->level_assigned = true;
	*level = head->levels[kind];
	publication->weight_known =
		ri_publication_weight(engine->rules, form, kind, *level,
							  &publication->weight_e4);
	return publication->weight_known ? NULL : "weight_unset";
}

/*
 * Why the points of the publication are unknown, or NULL when they are known.
 * A publication that is excluded whatever an unset parameter might say earns 0.
 */
static const char *
unset_reason(const Engine *engine, const RiPublicationResult *result,
			 const char *weight_reason)
{
	const RiRuleSet *rules = engine->rules;
	int64_t		factor;
	bool		unset;

	switch (result->reason)
	{
		case RI_REASON_NOT_PUBLISHED:
		case RI_REASON_FORM_NOT_COUNTED:
		case RI_REASON_ISBN_MISSING:
		case RI_REASON_LEVEL_UNASSIGNED:
		case RI_REASON_NO_REPORTING_INSTITUTION:
			return NULL;
		case RI_REASON_REVISED_EDITION:
			unset = !rules->revised_set;
			break;
		case RI_REASON_CHAPTER_IN_MONOGRAPH:
			unset = !rules->chapter_set;
			break;
		case RI_REASON_LEVEL_NOT_COUNTED:
			return weight_reason;
		default:
			unset = !rules->method_set || !rules->share_counting_set ||
				!rules->share_function_set ||
				(result->international && !rules->factor_set) ||
				(result->interregional && !rules->regional_factor_set) ||
				!ri_publication_factor(&rules->core, result, &factor);
			break;
	}
	return unset ? "parameter_unset" : NULL;
}

/* One row of the result; entry is NULL for a publication without institutions. */
static void
put_result(Engine *engine, const RiPublication *publication,
		   const RiPublicationResult *result, const char *level,
		   const RiInstitutionPoints *entry, const char *unset)
{
	Datum		values[RESULT_COLUMNS];
	bool		nulls[RESULT_COLUMNS] = {false};
	const char *reason = unset != NULL ? unset :
		ri_reason_code(entry != NULL ? entry->reason : result->reason);

	memset(values, 0, sizeof(values));
	values[RESULT_PUBLICATION] = CStringGetTextDatum(engine->head.publication_id);
	nulls[RESULT_INSTITUTION] = entry == NULL;
	if (entry != NULL)
		values[RESULT_INSTITUTION] =
			CStringGetTextDatum(ri_top_level(engine->institutions,
											 entry->institution)->institution_id);
	nulls[RESULT_FORM] = engine->head.form == NULL;
	if (engine->head.form != NULL)
		values[RESULT_FORM] = CStringGetTextDatum(engine->head.form);
	nulls[RESULT_LEVEL] = level == NULL;
	if (level != NULL)
		values[RESULT_LEVEL] = CStringGetTextDatum(level);
	values[RESULT_SHARES] = Int32GetDatum(entry != NULL ? entry->shares : 0);
	values[RESULT_TOTAL_SHARES] = Int32GetDatum(result->total_shares);
	values[RESULT_INTERNATIONAL] = BoolGetDatum(result->international);
	nulls[RESULT_WEIGHT] = !publication->weight_known;
	if (publication->weight_known)
		values[RESULT_WEIGHT] = ri_scaled_numeric(publication->weight_e4,
												  RI_POINTS_SCALE);
	nulls[RESULT_POINTS] = unset != NULL;
	if (unset == NULL)
		values[RESULT_POINTS] = ri_scaled_numeric(entry != NULL ? entry->points_e4 : 0,
												  RI_POINTS_SCALE);
	values[RESULT_COUNTABLE] = BoolGetDatum(unset == NULL && entry != NULL &&
											entry->countable);
	nulls[RESULT_REASON] = reason == NULL;
	if (reason != NULL)
		values[RESULT_REASON] = CStringGetTextDatum(reason);
	values[RESULT_INTERREGIONAL] = BoolGetDatum(result->interregional);
	tuplestore_putvalues(engine->result, engine->result_desc, values, nulls);
}

static void
close_publication(Engine *engine)
{
	RiPublication publication;
	RiPublicationResult result;
	RiInstitutionPoints *entries;
	const char *level;
	const char *weight_reason;
	const char *unset;
	RiNviStatus status;
	size_t		i;

	if (engine->head.publication_id == NULL)
		return;
	entries = palloc_extended(sizeof(RiInstitutionPoints) * (engine->nrows + 1),
							  MCXT_ALLOC_HUGE);
	weight_reason = describe_publication(engine, &publication, &level);
	ri_publication_count_shares(&engine->rules->core, engine->rows,
								engine->nrows, entries, &result);
	publication.approval_tracked =
		ri_take_approvals(engine->approvals, engine->head.publication_id,
						  entries, result.institutions);
	status = ri_publication_points(&engine->rules->core, &publication, entries,
								   &result);
	unset = unset_reason(engine, &result, weight_reason);
	if (unset == NULL && status != RI_NVI_OK)
		unset = "too_many_shares";
	for (i = 0; i < result.institutions; i++)
		put_result(engine, &publication, &result, level, &entries[i], unset);
	if (result.institutions == 0)
		put_result(engine, &publication, &result, level, NULL, unset);
	engine->head.publication_id = NULL;
	MemoryContextReset(engine->group);
}

/* DestReceiver: one row of the feeding statement. */
static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	Engine	   *engine = (Engine *) self;
	MemoryContext previous = MemoryContextSwitchTo(engine->group);
	char	   *publication_id;

	CHECK_FOR_INTERRUPTS();
	publication_id = slot_text(slot, FEED_PUBLICATION);
	if (publication_id == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a publication has no publication_id"),
				 errhint("Leave such rows out of the view.")));
	if (engine->head.publication_id == NULL ||
		strcmp(engine->head.publication_id, publication_id) != 0)
	{
		close_publication(engine);
		/* the reset took the id as well */
		open_publication(engine, slot, slot_text(slot, FEED_PUBLICATION));
	}
	add_affiliation(engine, slot);
	MemoryContextSwitchTo(previous);
	return true;
}

static void
receiver_nothing(DestReceiver *self)
{
}

static void
receiver_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
feed_engine(Engine *engine, int32 year, const char *schema)
{
	SPIExecuteOptions options;
	ParamListInfo params = makeParamList(1);
	int			rc;

	params->params[0].value = Int32GetDatum(year);
	params->params[0].isnull = false;
	params->params[0].pflags = PARAM_FLAG_CONST;
	params->params[0].ptype = INT4OID;

	memset(&options, 0, sizeof(options));
	options.params = params;
	options.read_only = true;
	options.dest = &engine->receiver;
	SPI_connect();
	rc = SPI_execute_extended(psprintf(feed_query, quote_identifier(schema)),
							  &options);
	if (rc != SPI_OK_SELECT)
		elog(ERROR, "could not read publications: %s",
			 SPI_result_code_string(rc));
	SPI_finish();
}

static Engine *
make_engine(FunctionCallInfo fcinfo, const char *rule_set, int32 year,
			const char *schema)
{
	Engine	   *engine = palloc0(sizeof(Engine));
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	engine->receiver.receiveSlot = receive_row;
	engine->receiver.rStartup = receiver_startup;
	engine->receiver.rShutdown = receiver_nothing;
	engine->receiver.rDestroy = receiver_nothing;
	engine->receiver.mydest = DestTuplestore;	/* SPI takes DestNone for no result */
	engine->result = rsinfo->setResult;
	engine->result_desc = rsinfo->setDesc;
	engine->context = CurrentMemoryContext;
	engine->group = AllocSetContextCreate(engine->context, "publication",
										  ALLOCSET_DEFAULT_SIZES);
	engine->capacity = 64;
	engine->rows = palloc(sizeof(RiAffiliation) * engine->capacity);
	engine->rules = ri_load_rule_set(rule_set);
	engine->institutions = ri_institution_index(year);
	engine->approvals = ri_open_approvals(schema, year, engine->institutions);
	return engine;
}

/* The rule set that holds, after the source relations have been checked. */
static char *
prepare(int32 year, Datum rule_set, bool rule_set_isnull, char **schema)
{
	MemoryContext caller = CurrentMemoryContext;
	Oid			argtypes[2] = {INT4OID, TEXTOID};
	Datum		args[2];
	char		nulls[3] = "  ";
	char	   *chosen;

	args[0] = Int32GetDatum(year);
	args[1] = rule_set;
	if (rule_set_isnull)
		nulls[1] = 'n';
	SPI_connect();
	if (SPI_execute_with_args("SELECT research_indicators_internal.nvi_rule_set_for($1, $2),"
							  " research_indicators.source_schema(),"
							  " research_indicators_internal.require_source('institution', 'channel_level',"
							  " 'publication', 'contribution', 'publication_approval')",
							  2, argtypes, args, nulls, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not prepare publication points");
	chosen = MemoryContextStrdup(caller, SPI_getvalue(SPI_tuptable->vals[0],
													  SPI_tuptable->tupdesc, 1));
	*schema = MemoryContextStrdup(caller, SPI_getvalue(SPI_tuptable->vals[0],
													   SPI_tuptable->tupdesc, 2));
	SPI_finish();
	return chosen;
}

/* publication_points(year int, rule_set text) -> setof record */
PG_FUNCTION_INFO_V1(research_indicators_publication_points);
Datum
research_indicators_publication_points(PG_FUNCTION_ARGS)
{
	int32		year;
	char	   *schema;
	char	   *rule_set;
	Engine	   *engine;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	year = PG_GETARG_INT32(0);
	rule_set = prepare(year, PG_ARGISNULL(1) ? (Datum) 0 : PG_GETARG_DATUM(1),
					   PG_ARGISNULL(1), &schema);
	engine = make_engine(fcinfo, rule_set, year, schema);
	feed_engine(engine, year, schema);
	close_publication(engine);
	ri_close_approvals(engine->approvals);
	return (Datum) 0;
}
