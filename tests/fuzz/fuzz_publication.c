/*
 * fuzz_publication.c
 *		Publications of any shape: what is counted adds up, neither order nor
 *		repetition of rows matters, and a trace leads to what was counted.
 *
 * The first bytes choose rules and publication, every further four bytes are
 * one affiliation whose person is a piece of the input.
 */
#include <string.h>

#include "fuzz.h"
#include "publication.h"

#define HEADER_BYTES 6
#define ROW_BYTES 4
#define MAX_ROWS 400

typedef struct Counted
{
	RiInstitutionPoints out[2 * MAX_ROWS];
	RiPublicationResult result;
	RiNviStatus status;
	RiRowTrace	rows[2 * MAX_ROWS];
	RiNviSteps	entries[2 * MAX_ROWS];
	RiPublicationTrace trace;
} Counted;

static void
read_rules(const uint8_t *data, RiPublicationRules *rules,
		   RiPublication *publication)
{
	rules->method = data[0] & 1 ? RI_NVI_METHOD_EXACT : RI_NVI_METHOD_NVA;
	rules->share_counting = data[0] & 2 ? RI_SHARES_REPORTING_INSTITUTIONS :
		RI_SHARES_ALL_INSTITUTIONS;
	rules->revised_counts = (data[0] & 4) != 0;
	rules->chapter_in_monograph_counts = (data[0] & 8) != 0;
	rules->duplicates_count = (data[4] & 1) != 0;
	rules->share_function = data[0] & 16 ? RI_SHARE_LINEAR : RI_SHARE_SQRT;
	rules->combined_factors = (RiCombinedFactors) (data[0] / 64 % 3);
	rules->regional_factor_e4 = data[0] & 32 ? 10000 : 9600 + data[3] * 400;
	rules->international_factor_e4 = 10000 + data[1] * 400;	/* up to 11.2 */

	publication->published = (data[2] & 1) == 0;
	publication->form_counts = (data[2] & 2) == 0;
	publication->revised = (data[2] & 4) != 0;
	publication->isbn_missing = (data[2] & 8) != 0;
	publication->chapter_in_monograph = (data[2] & 16) != 0;
	publication->level_assigned = (data[2] & 32) == 0;
	publication->weight_known = (data[2] & 64) == 0;
	publication->approval_tracked = (data[2] & 128) != 0;
	publication->duplicate = (data[4] & 2) != 0;
	publication->weight_e4 = publication->weight_known ?
		(data[3] * 256 + data[4]) * 16 - 256 : 0;	/* both limits crossed */
}

static size_t
read_rows(const uint8_t *data, size_t size, RiAffiliation *rows)
{
	size_t		nrows = 0;
	size_t		pos;

	for (pos = HEADER_BYTES; pos + ROW_BYTES <= size && nrows < MAX_ROWS;
		 pos += ROW_BYTES)
	{
		RiAffiliation *row = &rows[nrows++];
		size_t		from = data[pos] % size;
		size_t		len = data[pos + 1] % 4;

		row->person = (const char *) data + from;
		row->person_len = len < size - from ? len : size - from;
		row->institution = data[pos + 2] % 16 == 0 ? RI_NO_INSTITUTION :
			data[pos + 2];
		/* the same for all rows of one institution */
		row->region = row->institution % 5 == 0 ? row->institution / 5 % 3 :
			RI_NO_REGION;
		row->reporting = row->institution >= 0 && row->institution % 3 != 0;
		row->country = (RiCountry) (data[pos + 3] % 3);
		row->verified = (data[pos + 3] & 64) != 0;
		row->row = (uint32_t) nrows - 1;
	}
	return nrows;
}

/* Counts with a trace or without. */
static void
count(const RiPublicationRules *rules, const RiPublication *publication,
	  uint8_t approvals, RiAffiliation *rows, size_t nrows, bool traced,
	  Counted *counted)
{
	RiPublicationTrace *trace = traced ? &counted->trace : NULL;
	size_t		i;

	memset(counted, 0x5A, sizeof(*counted));
	memset(&counted->trace, 0, sizeof(counted->trace));
	counted->trace.rows = counted->rows;
	counted->trace.entries = counted->entries;
	ri_publication_count_shares(rules, rows, nrows, counted->out,
								&counted->result, trace);
	for (i = 0; i < counted->result.institutions; i++)
		counted->out[i].approval = (RiApproval)
			((approvals >> (counted->out[i].institution % 4 * 2)) & 3);
	counted->status = ri_publication_points(rules, publication, counted->out,
											&counted->result, trace);
}

static void
require_sound(const RiPublicationRules *rules,
			  const RiPublication *publication, size_t nrows,
			  const Counted *counted)
{
	const RiPublicationResult *result = &counted->result;
	int64_t		factor = (result->international ?
						  rules->international_factor_e4 : 10000) *
		(result->interregional ? rules->regional_factor_e4 : 10000);
	int64_t		shares = 0;
	size_t		i;

	REQUIRE(result->institutions <= nrows);
	REQUIRE((size_t) result->total_shares <= nrows);
	REQUIRE((result->total_shares > 0) == (nrows > 0));
	REQUIRE(result->reason != RI_REASON_NO_VERIFIED_CREATOR);
	for (i = 0; i < result->institutions; i++)
	{
		const RiInstitutionPoints *entry = &counted->out[i];

		REQUIRE(i == 0 || entry[-1].institution < entry->institution);
		REQUIRE(entry->institution >= 0 && entry->institution % 3 != 0);
		REQUIRE(entry->shares >= 0);
		shares += entry->shares;
		REQUIRE(entry->points_e4 >= 0);
		REQUIRE(entry->points_e4 == 0 || entry->shares > 0);
		REQUIRE(entry->points_e4 <=
				(publication->weight_e4 * factor + 50000000) / 100000000 ||
				entry->points_e4 == 0);
		REQUIRE(entry->countable == (counted->status == RI_NVI_OK &&
									 result->reason == RI_REASON_NONE));
		REQUIRE(entry->reason == result->reason ||
				(result->reason == RI_REASON_NONE && entry->shares == 0 &&
				 entry->reason == RI_REASON_NO_VERIFIED_CREATOR));
		REQUIRE(entry->points_e4 == 0 || (counted->status == RI_NVI_OK &&
										  (result->reason == RI_REASON_NONE ||
										   result->reason >=
										   RI_REASON_DUPLICATE)));
	}
	REQUIRE(shares <= result->total_shares);
}

/* What the trace tells leads to what was counted. */
static void
require_traced(const RiPublicationRules *rules,
			   const RiPublication *publication, const RiAffiliation *rows,
			   size_t nrows, const Counted *counted)
{
	const RiPublicationResult *result = &counted->result;
	int			condition = RI_REASON_NOT_PUBLISHED;
	int64_t		given = 0;
	size_t		i;
	size_t		k;

	for (i = 0; i < nrows; i++)
		given += counted->rows[i].reason == RI_SHARE_GIVEN;
	REQUIRE(given == result->total_shares);
	for (i = 0; i < result->institutions; i++)
	{
		int32_t		shares = 0;

		for (k = 0; k < nrows; k++)
			shares += rows[k].institution == counted->out[i].institution &&
				counted->rows[rows[k].row].reason == RI_SHARE_GIVEN &&
				counted->rows[rows[k].row].verified;
		REQUIRE(shares == counted->out[i].shares);
		if (counted->trace.computed && counted->status == RI_NVI_OK)
			REQUIRE(counted->entries[i].points_e4 ==
					counted->out[i].points_e4);
	}
	while (condition <= RI_REASON_NO_REPORTING_INSTITUTION &&
		   ri_condition_met(rules, publication, result, (RiReason) condition))
		condition++;
	REQUIRE(counted->trace.computed ==
			(condition > RI_REASON_NO_REPORTING_INSTITUTION));
	REQUIRE(counted->trace.computed || (int) result->reason == condition);
}

static void
require_same(const Counted *a, const Counted *b)
{
	size_t		i;

	REQUIRE(a->status == b->status);
	REQUIRE(a->result.total_shares == b->result.total_shares);
	REQUIRE(a->result.international == b->result.international);
	REQUIRE(a->result.interregional == b->result.interregional);
	REQUIRE(a->result.institutions == b->result.institutions);
	REQUIRE(a->result.reason == b->result.reason);
	for (i = 0; i < a->result.institutions; i++)
	{
		REQUIRE(a->out[i].institution == b->out[i].institution);
		REQUIRE(a->out[i].shares == b->out[i].shares);
		REQUIRE(a->out[i].points_e4 == b->out[i].points_e4);
		REQUIRE(a->out[i].countable == b->out[i].countable);
		REQUIRE(a->out[i].reason == b->out[i].reason);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static RiAffiliation rows[2 * MAX_ROWS];
	static Counted first;
	static Counted second;
	RiPublicationRules rules;
	RiPublication publication;
	size_t		nrows;
	size_t		doubled;
	size_t		i;

	if (size < HEADER_BYTES)
		return 0;
	read_rules(data, &rules, &publication);
	nrows = read_rows(data, size, rows);
	count(&rules, &publication, data[5], rows, nrows, true, &first);
	require_sound(&rules, &publication, nrows, &first);
	require_traced(&rules, &publication, rows, nrows, &first);

	/* some rows twice, and the whole from back to front */
	doubled = nrows;
	for (i = 0; i < nrows; i++)
	{
		if (data[HEADER_BYTES + i % (size - HEADER_BYTES)] & 1)
			rows[doubled++] = rows[i];
	}
	for (i = 0; i < doubled / 2; i++)
	{
		RiAffiliation row = rows[i];

		rows[i] = rows[doubled - 1 - i];
		rows[doubled - 1 - i] = row;
	}
	count(&rules, &publication, data[5], rows, doubled, false, &second);
	require_same(&first, &second);
	return 0;
}
