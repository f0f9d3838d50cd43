/*
 * test_publication_trace.c
 *		Tests of what extension/core/publication.h tells on its way.
 */
#include "publication.h"
#include "tap.h"

#define MAX_ROWS 40
#define INSTITUTIONS 6

static const RiPublicationRules rules_2015 = {
	RI_NVI_METHOD_NVA, RI_SHARE_SQRT, RI_SHARES_ALL_INSTITUTIONS, 13000, 10000,
	RI_FACTORS_UNSET, false, false, false
};

static const RiPublicationRules rules_reporting_shares = {
	RI_NVI_METHOD_NVA, RI_SHARE_SQRT, RI_SHARES_REPORTING_INSTITUTIONS, 13000,
	10000, RI_FACTORS_UNSET, false, false, false
};

static const RiPublicationRules rules_2013 = {
	RI_NVI_METHOD_EXACT, RI_SHARE_LINEAR, RI_SHARES_ALL_INSTITUTIONS, 25000,
	12500, RI_FACTORS_UNSET, false, false, false
};

/* A published article at level 1, approvals not tracked. */
static const RiPublication article = {
	true, true, false, false, false, true, true, 10000, false, false
};

/* One publication, counted with a trace. */
typedef struct Traced
{
	RiAffiliation rows[MAX_ROWS];
	size_t		nrows;
	RiInstitutionPoints out[MAX_ROWS];
	RiPublicationResult result;
	RiRowTrace	row_traces[MAX_ROWS];
	RiNviSteps	entries[MAX_ROWS];
	RiPublicationTrace trace;
	RiNviStatus status;
} Traced;

static void
add(Traced *traced, const char *person, int32_t institution, bool reporting,
	bool verified)
{
	RiAffiliation *row = &traced->rows[traced->nrows];

	memset(row, 0, sizeof(*row));
	row->person = person;
	row->person_len = strlen(person);
	row->institution = institution;
	row->region = RI_NO_REGION;
	row->reporting = reporting;
	row->country = RI_COUNTRY_NORWAY;
	row->verified = verified;
	row->row = (uint32_t) traced->nrows++;
}

static void
count(const RiPublicationRules *rules, const RiPublication *publication,
	  Traced *traced)
{
	memset(&traced->trace, 0, sizeof(traced->trace));
	traced->trace.rows = traced->row_traces;
	traced->trace.entries = traced->entries;
	ri_publication_count_shares(rules, traced->rows, traced->nrows,
								traced->out, &traced->result, &traced->trace);
	traced->status = ri_publication_points(rules, publication, traced->out,
										   &traced->result, &traced->trace);
}

static void
test_reasons(void)
{
	static const struct
	{
		RiShareReason all;		/* every institution gives a share */
		RiShareReason reporting;	/* reporting ones only */
		const char *what;
	}			wanted[] = {
		{RI_SHARE_NO_INSTITUTION, RI_SHARE_NO_INSTITUTION, "no institution"},
		{RI_SHARE_GIVEN, RI_SHARE_GIVEN, "the first row at a trust"},
		{RI_SHARE_REPEATED, RI_SHARE_REPEATED, "the same trust again"},
		{RI_SHARE_GIVEN, RI_SHARE_NOT_REPORTING, "one that does not report"},
		{RI_SHARE_GIVEN, RI_SHARE_GIVEN, "a creator nowhere"},
		{RI_SHARE_REPEATED, RI_SHARE_REPEATED, "nowhere again"},
		{RI_SHARE_GIVEN, RI_SHARE_GIVEN, "at a place that does not report"},
		{RI_SHARE_GIVEN, RI_SHARE_NOT_REPORTING, "and at another one"}
	};
	Traced		traced;
	size_t		i;

	memset(&traced, 0, sizeof(traced));
	add(&traced, "p", RI_NO_INSTITUTION, false, false);
	add(&traced, "p", 2, true, false);
	add(&traced, "p", 2, true, true);
	add(&traced, "p", 5, false, false);
	add(&traced, "q", RI_NO_INSTITUTION, false, true);
	add(&traced, "q", RI_NO_INSTITUTION, false, true);
	/* the row's number decides which of them speaks, not the institution's */
	add(&traced, "r", 7, false, false);
	add(&traced, "r", 3, false, false);
	count(&rules_2015, &article, &traced);
	for (i = 0; i < traced.nrows; i++)
		tap_equal(traced.row_traces[i].reason, wanted[i].all, "all: %s",
				  wanted[i].what);
	tap_equal(traced.result.total_shares, 5, "all: those given are N");
	tap_ok(traced.row_traces[1].verified && traced.row_traces[2].verified &&
		   !traced.row_traces[3].verified,
		   "verified in one row is verified in all of that place");
	count(&rules_reporting_shares, &article, &traced);
	for (i = 0; i < traced.nrows; i++)
		tap_equal(traced.row_traces[i].reason, wanted[i].reporting,
				  "reporting: %s", wanted[i].what);
	tap_equal(traced.result.total_shares, 3, "reporting: those given are N");
}

static void
test_reason_codes(void)
{
	tap_same_text(ri_share_reason_code(RI_SHARE_GIVEN), NULL,
				  "a share that is given has no reason");
	tap_same_text(ri_share_reason_code(RI_SHARE_REPEATED), "repeated",
				  "repeated");
	tap_same_text(ri_share_reason_code(RI_SHARE_NO_INSTITUTION),
				  "no_institution", "no_institution");
	tap_same_text(ri_share_reason_code(RI_SHARE_NOT_REPORTING),
				  "not_reporting", "not_reporting");
}

static void
test_arithmetic(void)
{
	Traced		traced;

	memset(&traced, 0, sizeof(traced));
	add(&traced, "a", 1, true, true);
	add(&traced, "b", 1, true, true);
	add(&traced, "c", 4, false, true);
	count(&rules_2015, &article, &traced);
	tap_ok(traced.trace.computed && traced.trace.factor_known,
		   "an article is computed");
	tap_equal(traced.trace.factor_e8, 100000000, "K is 1");
	tap_equal(traced.entries[0].ratio_e10, 6666666667, "2 of 3");
	tap_equal(traced.entries[0].root_e10, 8164965809, "the root of that");
	tap_equal(traced.entries[0].points_e4, 8165, "and its points");
	tap_equal(traced.out[0].points_e4, 8165, "are the institution's");

	traced.rows[0].region = 0;
	traced.rows[1].region = 1;
	traced.rows[2].country = RI_COUNTRY_FOREIGN;
	count(&rules_2013, &article, &traced);
	tap_ok(traced.trace.computed && !traced.trace.factor_known &&
		   traced.status == RI_NVI_FACTOR_RANGE,
		   "two factors that the rules do not combine are not known");
}

static void
test_conditions(void)
{
	Traced		traced;
	RiPublication publication = article;
	int			condition;
	int			met = 0;

	memset(&traced, 0, sizeof(traced));
	add(&traced, "a", 4, false, true);
	publication.revised = true;
	publication.weight_known = false;
	publication.weight_e4 = 0;
	count(&rules_2015, &publication, &traced);
	for (condition = RI_REASON_NOT_PUBLISHED;
		 condition <= RI_REASON_NO_REPORTING_INSTITUTION; condition++)
		met |= ri_condition_met(&rules_2015, &publication, &traced.result,
								(RiReason) condition) << condition;
	tap_equal(met, 1 << RI_REASON_NOT_PUBLISHED |
			  1 << RI_REASON_FORM_NOT_COUNTED | 1 << RI_REASON_ISBN_MISSING |
			  1 << RI_REASON_CHAPTER_IN_MONOGRAPH |
			  1 << RI_REASON_LEVEL_UNASSIGNED,
			  "every condition is told by itself");
	tap_equal(traced.result.reason, RI_REASON_REVISED_EDITION,
			  "the first that is not met is the reason");
	tap_ok(!traced.trace.computed, "and nothing is computed");
}

/* The definition, row by row: slow, and not as the engine goes about it. */
static bool
same_place(const RiAffiliation *a, const RiAffiliation *b)
{
	return a->person[0] == b->person[0] && a->institution == b->institution;
}

static bool
gives(const RiPublicationRules *rules, const RiAffiliation *row)
{
	return row->institution >= 0 &&
		(row->reporting ||
		 rules->share_counting == RI_SHARES_ALL_INSTITUTIONS);
}

static RiRowTrace
trace_slowly(const RiPublicationRules *rules, const Traced *traced,
			 const RiAffiliation *row)
{
	RiRowTrace	trace = {RI_SHARE_GIVEN, false};
	bool		speaks = true;
	bool		placed = false;
	bool		first = true;
	size_t		i;

	for (i = 0; i < traced->nrows; i++)
	{
		const RiAffiliation *other = &traced->rows[i];

		if (other->person[0] != row->person[0])
			continue;
		placed |= gives(rules, other);
		first &= other->row >= row->row;
		if (!same_place(other, row))
			continue;
		speaks &= other->row >= row->row;
		trace.verified |= other->verified;
	}
	if (gives(rules, row) ? speaks : !placed && first)
		trace.reason = RI_SHARE_GIVEN;
	else if (!speaks)
		trace.reason = RI_SHARE_REPEATED;
	else
		trace.reason = row->institution < 0 ? RI_SHARE_NO_INSTITUTION :
			RI_SHARE_NOT_REPORTING;
	return trace;
}

static void
make_random_rows(uint64_t *state, Traced *traced)
{
	static const char *const keys[] = {"a", "b", "c", "d", "e"};
	int			nrows = (int) tap_random_between(state, 0, MAX_ROWS);
	int			i;

	traced->nrows = 0;
	for (i = 0; i < nrows; i++)
	{
		int32_t		institution = (int32_t)
			tap_random_between(state, -1, INSTITUTIONS - 1);

		add(traced, keys[tap_random_between(state, 0, 4)], institution,
			institution >= 0 && institution % 2 == 0,
			tap_random_between(state, 0, 1) == 0);
	}
	/* numbers are not the order in which rows come */
	for (i = nrows - 1; i > 0; i--)
	{
		int			k = (int) tap_random_between(state, 0, i);
		uint32_t	row = traced->rows[i].row;

		traced->rows[i].row = traced->rows[k].row;
		traced->rows[k].row = row;
	}
}

static void
test_random_publications(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			unequal = 0;
	int			round;

	for (round = 0; round < 5000; round++)
	{
		const RiPublicationRules *rules = round % 2 == 0 ? &rules_2015 :
			&rules_reporting_shares;
		Traced		traced;
		RiInstitutionPoints out[MAX_ROWS];
		RiPublicationResult result;
		size_t		i;

		make_random_rows(&state, &traced);
		count(rules, &article, &traced);
		for (i = 0; i < traced.nrows; i++)
		{
			const RiAffiliation *row = &traced.rows[i];
			RiRowTrace	slow = trace_slowly(rules, &traced, row);
			const RiRowTrace *told = &traced.row_traces[row->row];

			wrong += slow.reason != told->reason ||
				slow.verified != told->verified;
		}
		ri_publication_count_shares(rules, traced.rows, traced.nrows, out,
									&result, NULL);
		ri_publication_points(rules, &article, out, &result, NULL);
		unequal += result.total_shares != traced.result.total_shares ||
			result.institutions != traced.result.institutions ||
			result.reason != traced.result.reason;
		for (i = 0; i < result.institutions; i++)
			unequal += out[i].points_e4 != traced.out[i].points_e4 ||
				out[i].shares != traced.out[i].shares;
	}
	tap_equal(wrong, 0, "5000 random publications as traced slowly");
	tap_equal(unequal, 0, "with a trace the same is computed as without");
}

int
main(void)
{
	test_reasons();
	test_reason_codes();
	test_arithmetic();
	test_conditions();
	test_random_publications();
	return tap_finish();
}
