/*
 * appendix.c
 *		The publications of a year, one row per publication and institution, as a
 *		file of any length: XML, JSON or CSV in chunks.
 *
 * One statement feeds a DestReceiver of our own, row by row; what has been
 * spelled leaves as a chunk of about 64 kB, so memory does not grow with the
 * number of rows.  The tuplestores of the result and of publication_points go to
 * disk beyond work_mem.  The same rows can be hashed instead of kept: a report
 * names the file by its number of rows and SHA-256.
 *
 * Every line ends a record, and no chunk ends with a line feed: whoever writes
 * the chunks with one behind each (psql -At) gets the file, byte for byte.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/cryptohash.h"
#include "common/int.h"
#include "common/sha2.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/tuplestore.h"

#include "appendix_spelling.h"
#include "decimal.h"
#include "linked_version.h"
#include "xml_library.h"

#define CHUNK_BYTES (64 * 1024)
#define POINTS_SCALE 4

/* No person: publication_points has none. */
static const char *const feed_query =
"SELECT p.publication_id, p.institution_id, i.orgnr, p.form, p.level,"
" p.shares, p.total_shares, p.international, p.weight, p.points, p.countable, p.reason"
" FROM research_indicators.publication_points($1, $2) AS p"
" LEFT JOIN (SELECT u.institution_id, min(u.orgnr) AS orgnr"
"  FROM research_indicators.institutions_at($1) AS u"
"  WHERE research_indicators.is_orgnr(u.orgnr) GROUP BY u.institution_id) AS i"
"  ON i.institution_id = p.institution_id"
" ORDER BY p.publication_id COLLATE \"C\", p.institution_id COLLATE \"C\" NULLS LAST";

typedef struct Appendix
{
	DestReceiver receiver;		/* must be first */
	AppendixSpelling spelling;	/* with what has not left yet */
	MemoryContext row_context;	/* reset after each row */
	int64		rows;
	int64		points_e4;		/* of the rows that count */
	int64		bytes;
	Tuplestorestate *result;	/* NULL: hashed, not kept */
	TupleDesc	result_desc;
	pg_cryptohash_ctx *hash;
} Appendix;

/* Lines have ended: what there is leaves when it is enough, or the last. */
static void
flush(Appendix *appendix, bool last)
{
	StringInfo	out = &appendix->spelling.out;

	if (out->len == 0 || (!last && out->len < CHUNK_BYTES))
		return;
	appendix->bytes += out->len;
	if (appendix->result != NULL)
	{
		MemoryContext previous = MemoryContextSwitchTo(appendix->row_context);
		bool		isnull = false;
		/* whoever writes the chunk adds the last line feed */
		Datum		chunk = ri_utf8_text(out->data, (size_t) out->len - 1);

		tuplestore_putvalues(appendix->result, appendix->result_desc, &chunk,
							 &isnull);
		MemoryContextSwitchTo(previous);
	}
	else if (pg_cryptohash_update(appendix->hash, (uint8 *) out->data,
								  (size_t) out->len) < 0)
		elog(ERROR, "could not hash the appendix");
	resetStringInfo(out);
}

static void
add_points(Appendix *appendix, const char *points, const char *countable)
{
	int64		points_e4;

	if (points == NULL || countable == NULL || countable[0] != 't')
		return;
	if (ri_decimal_parse(points, strlen(points), POINTS_SCALE,
						 &points_e4) != RI_DECIMAL_OK ||
		pg_add_s64_overflow(appendix->points_e4, points_e4,
							&appendix->points_e4))
		elog(ERROR, "points \"%s\" cannot be added", points);
}

/* DestReceiver: one row of the feeding statement. */
static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	Appendix   *appendix = (Appendix *) self;
	MemoryContext previous = MemoryContextSwitchTo(appendix->row_context);
	char	   *values[RI_APPENDIX_FIELDS];

	CHECK_FOR_INTERRUPTS();
	slot_getallattrs(slot);
	ri_appendix_put_row(&appendix->spelling, slot, appendix->rows == 0, values);
	add_points(appendix, values[RI_APPENDIX_POINTS],
			   values[RI_APPENDIX_COUNTABLE]);
	appendix->rows++;
	flush(appendix, false);
	MemoryContextSwitchTo(previous);
	MemoryContextReset(appendix->row_context);
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

static Datum
points_total(const Appendix *appendix)
{
	return NumericGetDatum(int64_div_fast_to_numeric(appendix->points_e4,
													 POINTS_SCALE));
}

static ParamListInfo
feed_params(int32 year, const char *rule_set)
{
	ParamListInfo params = makeParamList(2);
	int			i;

	params->params[0].value = Int32GetDatum(year);
	params->params[0].ptype = INT4OID;
	params->params[1].value = CStringGetTextDatum(rule_set);
	params->params[1].ptype = TEXTOID;
	for (i = 0; i < 2; i++)
	{
		params->params[i].isnull = false;
		params->params[i].pflags = PARAM_FLAG_CONST;
	}
	return params;
}

static void
feed(Appendix *appendix, int32 year, const char *rule_set)
{
	SPIExecuteOptions options;
	int			rc;

	memset(&options, 0, sizeof(options));
	options.params = feed_params(year, rule_set);
	options.read_only = true;
	options.dest = &appendix->receiver;
	SPI_connect();
	rc = SPI_execute_extended(feed_query, &options);
	if (rc != SPI_OK_SELECT)
		elog(ERROR, "could not read the points of publications: %s",
			 SPI_result_code_string(rc));
	SPI_finish();
}

/* The NVI set that holds; an unknown one is an error before anything is read. */
static char *
choose_rule_set(int32 year, FunctionCallInfo fcinfo)
{
	MemoryContext caller = CurrentMemoryContext;
	Oid			argtypes[2] = {INT4OID, TEXTOID};
	Datum		args[2];
	char		nulls[3] = "  ";
	char	   *chosen;

	args[0] = Int32GetDatum(year);
	args[1] = PG_ARGISNULL(2) ? (Datum) 0 : PG_GETARG_DATUM(2);
	if (PG_ARGISNULL(2))
		nulls[1] = 'n';
	SPI_connect();
	if (SPI_execute_with_args("SELECT research_indicators_internal.nvi_rule_set_for($1, $2)",
							  2, argtypes, args, nulls, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not choose a rule set");
	chosen = MemoryContextStrdup(caller, SPI_getvalue(SPI_tuptable->vals[0],
													  SPI_tuptable->tupdesc, 1));
	SPI_finish();
	return chosen;
}

/* Spells the whole appendix; result NULL means that it is hashed, not kept. */
static Appendix *
write_appendix(FunctionCallInfo fcinfo, Tuplestorestate *result, TupleDesc desc)
{
	Appendix   *appendix = palloc0(sizeof(Appendix));
	int32		year = PG_GETARG_INT32(0);
	char	   *rule_set;

	ri_appendix_spelling_init(&appendix->spelling,
							  TextDatumGetCString(PG_GETARG_DATUM(1)));
	rule_set = choose_rule_set(year, fcinfo);
	appendix->receiver.receiveSlot = receive_row;
	appendix->receiver.rStartup = receiver_startup;
	appendix->receiver.rShutdown = receiver_nothing;
	appendix->receiver.rDestroy = receiver_nothing;
	appendix->receiver.mydest = DestTuplestore; /* SPI takes DestNone for no result */
	appendix->result = result;
	appendix->result_desc = desc;
	appendix->row_context = AllocSetContextCreate(CurrentMemoryContext,
												  "appendix row",
												  ALLOCSET_DEFAULT_SIZES);
	if (result == NULL)
	{
		appendix->hash = pg_cryptohash_create(PG_SHA256);
		if (appendix->hash == NULL || pg_cryptohash_init(appendix->hash) < 0)
			elog(ERROR, "could not hash the appendix");
	}
	ri_appendix_put_head(&appendix->spelling, year, rule_set);
	feed(appendix, year, rule_set);
	ri_appendix_put_foot(&appendix->spelling, rule_set, appendix->rows,
						 DatumGetCString(DirectFunctionCall1(numeric_out,
															 points_total(appendix))));
	flush(appendix, true);
	return appendix;
}

/* publication_appendix(year int, form text, rule_set text) -> setof text */
RI_FUNCTION(research_indicators_publication_appendix);
Datum
research_indicators_publication_appendix(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (!PG_ARGISNULL(0) && !PG_ARGISNULL(1))
		write_appendix(fcinfo, rsinfo->setResult, rsinfo->setDesc);
	return (Datum) 0;
}

static Datum
hash_text(Appendix *appendix)
{
	uint8		digest[PG_SHA256_DIGEST_LENGTH];
	char		hex[2 * PG_SHA256_DIGEST_LENGTH];

	if (pg_cryptohash_final(appendix->hash, digest, sizeof(digest)) < 0)
		elog(ERROR, "could not hash the appendix");
	pg_cryptohash_free(appendix->hash);
	hex_encode((char *) digest, sizeof(digest), hex);
	return PointerGetDatum(cstring_to_text_with_len(hex, sizeof(hex)));
}

/* publication_appendix_digest(year int, form text, rule_set text) -> record */
RI_FUNCTION(research_indicators_publication_appendix_digest);
Datum
research_indicators_publication_appendix_digest(PG_FUNCTION_ARGS)
{
	TupleDesc	desc;
	Appendix   *appendix;
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	appendix = write_appendix(fcinfo, NULL, NULL);
	values[0] = Int64GetDatum(appendix->rows);
	values[1] = points_total(appendix);
	values[2] = Int64GetDatum(appendix->bytes);
	values[3] = hash_text(appendix);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc),
													  values, nulls)));
}
