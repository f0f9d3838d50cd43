/*
 * pseudonym.c
 *		Pseudonyms of persons, and the site's key behind them.
 */
#include "pseudonym.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "common/hmac.h"
#include "common/sha2.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "errors.h"
#include "linked_version.h"

#define KEY_SCHEMA "research_indicators_internal"
#define KEY_TABLE "import_key"

static Oid
owner_of_key(void)
{
	Oid			table = get_relname_relid(KEY_TABLE,
										  get_namespace_oid(KEY_SCHEMA, false));
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "table \"%s.%s\" is missing", KEY_SCHEMA, KEY_TABLE);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/* The key's bytes out of the one row that the query found. */
static bool
take_key(RiSiteKey *key)
{
	bool		is_null;
	Datum		value;
	bytea	   *bytes;

	if (SPI_processed != 1)
		return false;
	value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1,
						  &is_null);
	if (is_null)
		return false;
	bytes = DatumGetByteaPP(value);
	if (VARSIZE_ANY_EXHDR(bytes) != RI_SITE_KEY_LENGTH)
		return false;
	memcpy(key->bytes, VARDATA_ANY(bytes), RI_SITE_KEY_LENGTH);
	return true;
}

void
ri_read_site_key(RiSiteKey *key)
{
	Oid			owner = owner_of_key();
	Oid			caller;
	int			context;
	bool		found;

	/* an error on the way resets the user with the transaction */
	GetUserIdAndSecContext(&caller, &context);
	SetUserIdAndSecContext(owner, context | SECURITY_LOCAL_USERID_CHANGE);
	SPI_connect();
	SPI_execute("SELECT k.key FROM " KEY_SCHEMA "." KEY_TABLE " AS k", true, 2);
	found = take_key(key);
	SPI_finish();
	SetUserIdAndSecContext(caller, context);
	if (!found)
		ereport(ERROR,
				(errcode(ERRCODE_RI_NO_SITE_KEY),
				 errmsg("the site has no key for pseudonyms of persons"),
				 errhint("Set one with research_indicators.set_import_key().")));
}

static bool
is_pseudonym(const char *person, size_t len)
{
	size_t		i;

	if (len != RI_PSEUDONYM_LENGTH || person[0] != 'p')
		return false;
	for (i = 1; i < len; i++)
	{
		if (!(person[i] >= '0' && person[i] <= '9') &&
			!(person[i] >= 'a' && person[i] <= 'f'))
			return false;
	}
	return true;
}

void
ri_pseudonym(const RiSiteKey *key, const char *person, size_t len,
			 char out[RI_PSEUDONYM_LENGTH])
{
	static const char digits[] = "0123456789abcdef";
	uint8		hash[PG_SHA256_DIGEST_LENGTH];
	pg_hmac_ctx *hmac;
	size_t		i;

	while (len > 1 && person[len - 1] == '/')
		len--;
	for (i = len; i > 0 && person[i - 1] != '/'; i--)
		;
	person += i;
	len -= i;
	if (is_pseudonym(person, len))
	{
		memcpy(out, person, RI_PSEUDONYM_LENGTH);
		return;
	}
	hmac = pg_hmac_create(PG_SHA256);
	if (hmac == NULL ||
		pg_hmac_init(hmac, key->bytes, RI_SITE_KEY_LENGTH) < 0 ||
		pg_hmac_update(hmac, (const uint8 *) person, len) < 0 ||
		pg_hmac_final(hmac, hash, sizeof(hash)) < 0)
		elog(ERROR, "could not compute an HMAC");
	pg_hmac_free(hmac);
	out[0] = 'p';
	for (i = 0; i < (RI_PSEUDONYM_LENGTH - 1) / 2; i++)
	{
		out[1 + 2 * i] = digits[hash[i] >> 4];
		out[2 + 2 * i] = digits[hash[i] & 0x0F];
	}
}

/* person_pseudonym(text) -> text */
RI_FUNCTION(research_indicators_person_pseudonym);
Datum
research_indicators_person_pseudonym(PG_FUNCTION_ARGS)
{
	text	   *person = PG_GETARG_TEXT_PP(0);
	RiSiteKey  *key = (RiSiteKey *) fcinfo->flinfo->fn_extra;
	char		pseudonym[RI_PSEUDONYM_LENGTH];

	if (key == NULL)
	{
		key = (RiSiteKey *) MemoryContextAlloc(fcinfo->flinfo->fn_mcxt,
											   sizeof(RiSiteKey));
		ri_read_site_key(key);
		fcinfo->flinfo->fn_extra = key;
	}
	ri_pseudonym(key, VARDATA_ANY(person), VARSIZE_ANY_EXHDR(person),
				 pseudonym);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(pseudonym,
											  RI_PSEUDONYM_LENGTH));
}
