/*
 * test_publication.c
 *		Tests of extension/core/publication.c.
 */
#include "publication.h"
#include "tap.h"

#define MAX_ROWS 64
#define INSTITUTIONS 6

static const RiPublicationRules rules_2015 = {
	RI_NVI_METHOD_NVA, RI_SHARE_SQRT, RI_SHARES_ALL_INSTITUTIONS, 13000, 10000,
	RI_FACTORS_UNSET, false, false, false
};

static const RiPublicationRules rules_reporting_shares = {
	RI_NVI_METHOD_NVA, RI_SHARE_SQRT, RI_SHARES_REPORTING_INSTITUTIONS, 13000,
	10000, RI_FACTORS_UNSET, false, false, false
};

/* The health sector's rules: what both factors give is not known. */
static const RiPublicationRules rules_2013 = {
	RI_NVI_METHOD_EXACT, RI_SHARE_LINEAR, RI_SHARES_ALL_INSTITUTIONS, 25000,
	12500, RI_FACTORS_UNSET, false, false, false
};

/* A published article at level 1, approvals not tracked. */
static const RiPublication article = {
	true, true, false, false, false, true, true, 10000, false, false
};

static RiAffiliation
at(const char *person, int32_t institution, bool reporting, RiCountry country,
   bool verified)
{
	RiAffiliation row;

	row.person = person;
	row.person_len = strlen(person);
	row.institution = institution;
	row.region = RI_NO_REGION;
	row.reporting = reporting;
	row.country = country;
	row.verified = verified;
	row.row = 0;
	return row;
}

/* A verified creator at a reporting Norwegian institution. */
static RiAffiliation
home(const char *person, int32_t institution)
{
	return at(person, institution, true, RI_COUNTRY_NORWAY, true);
}

/* A creator at a foreign institution with an id. */
static RiAffiliation
abroad(const char *person, int32_t institution)
{
	return at(person, institution, false, RI_COUNTRY_FOREIGN, false);
}

/* Ten creators of one institution, one of them at another as well. */
static void
test_ten_and_one(void)
{
	RiAffiliation rows[11];
	RiInstitutionPoints out[11];
	RiPublicationResult result;
	char		persons[10][2];
	int			i;

	for (i = 0; i < 10; i++)
	{
		persons[i][0] = (char) ('a' + i);
		persons[i][1] = '\0';
		rows[i] = home(persons[i], 5);
	}
	rows[10] = home("c", 2);
	ri_publication_count_shares(&rules_2015, rows, 11, out, &result, NULL);
	tap_equal(result.total_shares, 11, "ten creators, one at two: 11 shares");
	tap_equal((int64_t) result.institutions, 2, "two institutions");
	tap_ok(out[0].institution == 2 && out[1].institution == 5,
		   "institutions ascend");
	tap_ok(out[0].shares == 1 && out[1].shares == 10, "1 and 10 shares");
	tap_ok(!result.international, "no foreign creator");

	tap_equal(ri_publication_points(&rules_2015, &article, out, &result, NULL),
			  RI_NVI_OK, "points are computed");
	tap_equal(out[0].points_e4, 3015, "1 of 11 is 0.3015");
	tap_equal(out[1].points_e4, 9535, "10 of 11 is 0.9535");
	tap_ok(out[0].countable && out[0].reason == RI_REASON_NONE &&
		   out[1].countable && result.reason == RI_REASON_NONE,
		   "both parts count");
}

/* DOI 10.3389/fspor.2022.903300: four creators, six shares. */
static void
test_published_example(void)
{
	RiAffiliation rows[6];
	RiInstitutionPoints out[6];
	RiPublicationResult result;

	rows[0] = home("1", 10);
	rows[1] = home("2", 10);
	rows[2] = home("2", 20);
	rows[3] = home("3", 10);
	rows[4] = home("4", 20);
	rows[5] = home("4", 10);
	ri_publication_count_shares(&rules_2015, rows, 6, out, &result, NULL);
	ri_publication_points(&rules_2015, &article, out, &result, NULL);
	tap_equal(result.total_shares, 6, "four creators, six shares");
	tap_equal(out[0].points_e4, 8165, "4 of 6 is 0.8165");
	tap_equal(out[1].points_e4, 5774, "2 of 6 is 0.5774");
}

static void
test_shares(void)
{
	RiAffiliation rows[8];
	RiInstitutionPoints out[8];
	RiPublicationResult result;

	/* one creator: two units of institution 1, two unidentified, one foreign */
	rows[0] = home("p", 1);
	rows[1] = at("p", RI_NO_INSTITUTION, false, RI_COUNTRY_UNKNOWN, false);
	rows[2] = home("p", 1);
	rows[3] = at("p", RI_NO_INSTITUTION, false, RI_COUNTRY_NORWAY, false);
	rows[4] = abroad("p", 7);
	/* one creator nowhere, and one at a place that does not report */
	rows[5] = at("q", RI_NO_INSTITUTION, false, RI_COUNTRY_UNKNOWN, true);
	rows[6] = at("r", 8, false, RI_COUNTRY_NORWAY, true);
	rows[7] = at("r", 1, true, RI_COUNTRY_NORWAY, false);
	ri_publication_count_shares(&rules_2015, rows, 8, out, &result, NULL);
	tap_equal(result.total_shares, 5, "identified institutions, or one");
	tap_equal((int64_t) result.institutions, 1, "one reporting institution");
	tap_equal(out[0].shares, 1, "an unverified creator is not in n");
	tap_ok(result.international, "a foreign affiliation is international");

	ri_publication_count_shares(&rules_reporting_shares, rows, 8, out,
								&result, NULL);
	tap_equal(result.total_shares, 3, "reporting institutions, or one");
	tap_equal(out[0].shares, 1, "n is the same");
	tap_ok(result.international, "so is the factor");

	rows[0] = home("p", 1);
	rows[1] = home("p", 2);
	rows[2] = abroad("p", 3);
	rows[3] = abroad("q", 3);
	rows[4] = abroad("q", 4);
	ri_publication_count_shares(&rules_reporting_shares, rows, 5, out,
								&result, NULL);
	tap_equal(result.total_shares, 3, "two reporting, and one for q");
	ri_publication_count_shares(&rules_2015, rows, 5, out, &result, NULL);
	tap_equal(result.total_shares, 5, "three and two");
}

static void
test_verification(void)
{
	RiAffiliation rows[4];
	RiInstitutionPoints out[4];
	RiPublicationResult result;

	rows[0] = at("p", 1, true, RI_COUNTRY_NORWAY, false);
	rows[1] = at("p", 1, true, RI_COUNTRY_NORWAY, true);
	rows[2] = at("p", 2, true, RI_COUNTRY_NORWAY, false);
	ri_publication_count_shares(&rules_2015, rows, 3, out, &result, NULL);
	tap_ok(out[0].shares == 1 && out[1].shares == 0,
		   "verified in any row of the institution, and there only");
	ri_publication_points(&rules_2015, &article, out, &result, NULL);
	tap_ok(out[1].points_e4 == 0 && out[1].countable &&
		   out[1].reason == RI_REASON_NO_VERIFIED_CREATOR,
		   "an institution without verified creator has a row of 0 points");
	tap_ok(out[0].points_e4 == 7071 && out[0].reason == RI_REASON_NONE,
		   "the other is not touched by that");
}

static void
test_international(void)
{
	RiAffiliation rows[2];
	RiInstitutionPoints out[2];
	RiPublicationResult result;

	rows[0] = home("p", 1);
	rows[1] = at("q", RI_NO_INSTITUTION, false, RI_COUNTRY_FOREIGN, false);
	ri_publication_count_shares(&rules_2015, rows, 2, out, &result, NULL);
	ri_publication_points(&rules_2015, &article, out, &result, NULL);
	tap_equal(out[0].points_e4, 9192, "1.3 * sqrt(1/2) is 0.9192");

	rows[0] = home("p", 1);
	rows[1] = at("q", 3, false, RI_COUNTRY_UNKNOWN, false);
	ri_publication_count_shares(&rules_2015, rows, 2, out, &result, NULL);
	ri_publication_points(&rules_2015, &article, out, &result, NULL);
	tap_equal(out[0].points_e4, 7071, "an unknown country is not foreign");
}

/* A verified creator at a reporting trust of a health region. */
static RiAffiliation
trust(const char *person, int32_t institution, int32_t region)
{
	RiAffiliation row = home(person, institution);

	row.region = region;
	return row;
}

static void
test_regions(void)
{
	RiAffiliation rows[4];
	RiInstitutionPoints out[4];
	RiPublicationResult result;

	rows[0] = trust("p", 1, 7);
	rows[1] = home("q", 2);
	rows[2] = trust("r", 3, 7);
	rows[3] = home("s", 4);
	ri_publication_count_shares(&rules_2013, rows, 4, out, &result, NULL);
	tap_ok(!result.interregional,
		   "trusts of one region and universities are not interregional");
	ri_publication_points(&rules_2013, &article, out, &result, NULL);
	tap_equal(out[0].points_e4, 2500, "a linear share: 1 of 4 is 0.2500");

	rows[3] = trust("s", 4, 0);
	ri_publication_count_shares(&rules_2013, rows, 4, out, &result, NULL);
	tap_ok(result.interregional, "trusts of two regions are");
	ri_publication_points(&rules_2013, &article, out, &result, NULL);
	tap_ok(out[0].points_e4 == 3125 && out[1].points_e4 == 3125,
		   "1.25 / 4 is 0.3125 for every institution");
	ri_publication_points(&rules_2015, &article, out, &result, NULL);
	tap_equal(out[0].points_e4, 5000, "a factor of 1 changes nothing");

	/* one creator at two trusts, neither verified nor reporting */
	rows[0] = trust("p", 1, 0);
	rows[0].verified = false;
	rows[1] = trust("p", 2, 1);
	rows[1].reporting = false;
	ri_publication_count_shares(&rules_2013, rows, 2, out, &result, NULL);
	tap_ok(result.interregional, "any creator at a trust is enough");

	ri_publication_count_shares(&rules_2013, NULL, 0, NULL, &result, NULL);
	tap_ok(!result.interregional, "nobody shares nothing");
}

/* K of a publication, times 10^4, or -1 where the rules do not say. */
static int64_t
factor_of(RiPublicationRules rules, RiCombinedFactors combined,
		  bool international, bool interregional)
{
	RiPublicationResult result = {0};
	int64_t		factor_e8 = -10000;

	result.international = international;
	result.interregional = interregional;
	rules.combined_factors = combined;
	if (!ri_publication_factor(&rules, &result, &factor_e8))
		return -1;
	return factor_e8 / 10000;
}

static void
test_combined_factors(void)
{
	RiPublicationRules rules = rules_2013;
	RiAffiliation rows[3];
	RiInstitutionPoints out[3];
	RiPublicationResult result;

	tap_equal(factor_of(rules, RI_FACTORS_UNSET, false, false), 10000,
			  "neither factor: 1");
	tap_equal(factor_of(rules, RI_FACTORS_UNSET, true, false), 25000,
			  "international: 2.5");
	tap_equal(factor_of(rules, RI_FACTORS_UNSET, false, true), 12500,
			  "regions: 1.25");
	tap_equal(factor_of(rules, RI_FACTORS_UNSET, true, true), -1,
			  "both, and the rules do not say");
	tap_equal(factor_of(rules, RI_FACTORS_PRODUCT, true, true), 31250,
			  "the product: 3.125");
	tap_equal(factor_of(rules, RI_FACTORS_LARGER, true, true), 25000,
			  "the larger: 2.5");
	rules.regional_factor_e4 = 30000;
	tap_equal(factor_of(rules, RI_FACTORS_LARGER, true, true), 30000,
			  "whichever that is");
	rules.regional_factor_e4 = 10000;
	tap_equal(factor_of(rules, RI_FACTORS_UNSET, true, true), 25000,
			  "a factor of 1 needs no rule for both");
	rules.regional_factor_e4 = 100001;
	tap_equal(factor_of(rules, RI_FACTORS_PRODUCT, true, true), 0,
			  "a factor above 10 is none");
	tap_equal(factor_of(rules, RI_FACTORS_PRODUCT, true, false), 25000,
			  "unless it does not apply");
	rules.regional_factor_e4 = 9999;
	tap_equal(factor_of(rules, RI_FACTORS_PRODUCT, true, true), 0,
			  "nor is one below 1");
	rules.international_factor_e4 = 9999;
	tap_equal(factor_of(rules, RI_FACTORS_PRODUCT, true, false), 0,
			  "of whatever kind");
	rules.international_factor_e4 = 100001;
	tap_equal(factor_of(rules, RI_FACTORS_PRODUCT, true, false), 0,
			  "or too large");
	rules.international_factor_e4 = rules_2013.international_factor_e4;

	rows[0] = trust("p", 1, 0);
	rows[1] = trust("q", 2, 1);
	rows[2] = abroad("r", 3);
	ri_publication_count_shares(&rules_2013, rows, 3, out, &result, NULL);
	tap_ok(ri_publication_points(&rules_2013, &article, out,
								 &result, NULL) == RI_NVI_FACTOR_RANGE &&
		   out[0].points_e4 == 0 && !out[0].countable && !out[1].countable,
		   "both factors unset: no points, and nothing is countable");
	rules = rules_2013;
	rules.combined_factors = RI_FACTORS_PRODUCT;
	ri_publication_points(&rules, &article, out, &result, NULL);
	tap_ok(out[0].points_e4 == 10417 && out[0].countable,
		   "3.125 / 3 is 1.0417");
	/* 1.0001 * 1.0001 = 1.00020001: no factor of 4 decimals */
	rules.international_factor_e4 = 10001;
	rules.regional_factor_e4 = 10001;
	rows[2] = abroad("q", 2);
	ri_publication_count_shares(&rules, rows, 3, out, &result, NULL);
	tap_equal(result.total_shares, 2, "two shares");
	{
		RiPublication heavy = article;

		heavy.weight_e4 = 1000000;
		ri_publication_points(&rules, &heavy, out, &result, NULL);
	}
	tap_equal(out[0].points_e4, 500100, "the product is not rounded first");
}

/* Persons are bytes: a NUL inside, a common beginning, nothing at all. */
static void
test_person_keys(void)
{
	RiAffiliation rows[6];
	RiInstitutionPoints out[6];
	RiPublicationResult result;
	int			i;

	for (i = 0; i < 6; i++)
		rows[i] = home("", 1);
	rows[0].person = "a\0b";
	rows[0].person_len = 3;
	rows[1].person = "a\0c";
	rows[1].person_len = 3;
	rows[2].person = "a";
	rows[2].person_len = 1;
	rows[3].person = "\xFF";
	rows[3].person_len = 1;
	rows[5].person = NULL;
	ri_publication_count_shares(&rules_2015, rows, 6, out, &result, NULL);
	tap_equal(result.total_shares, 5, "keys differ by bytes and length");
	tap_equal(out[0].shares, 5, "no pointer is needed for an empty key");
}

static void
test_nobody(void)
{
	RiAffiliation row;
	RiInstitutionPoints out[1];
	RiPublicationResult result;

	ri_publication_count_shares(&rules_2015, NULL, 0, NULL, &result, NULL);
	tap_ok(result.total_shares == 0 && result.institutions == 0 &&
		   !result.international, "no creators, no shares");
	tap_equal(ri_publication_points(&rules_2015, &article, NULL, &result, NULL),
			  RI_NVI_OK, "and nothing to compute");
	tap_equal(result.reason, RI_REASON_NO_REPORTING_INSTITUTION,
			  "the reason is that no institution reports");

	row = abroad("p", 3);
	ri_publication_count_shares(&rules_2015, &row, 1, out, &result, NULL);
	ri_publication_points(&rules_2015, &article, out, &result, NULL);
	tap_ok(result.total_shares == 1 && result.institutions == 0 &&
		   result.reason == RI_REASON_NO_REPORTING_INSTITUTION,
		   "creators abroad only");
}

/* Points, countability and reason of a publication with one creator. */
static void
decided(const RiPublicationRules *rules, RiPublication publication,
		RiReason reason, int64_t points_e4, const char *what)
{
	RiAffiliation row = home("p", 1);
	RiInstitutionPoints out[1];
	RiPublicationResult result;

	ri_publication_count_shares(rules, &row, 1, out, &result, NULL);
	out[0].points_e4 = -77;
	tap_ok(ri_publication_points(rules, &publication, out,
								 &result, NULL) == RI_NVI_OK &&
		   result.reason == reason && out[0].reason == reason &&
		   out[0].countable == (reason == RI_REASON_NONE) &&
		   out[0].points_e4 == points_e4, "%s", what);
}

static void
test_reasons(void)
{
	RiPublicationRules lenient = rules_2015;
	RiPublication p = article;

	decided(&rules_2015, p, RI_REASON_NONE, 10000, "an article counts");

	/* one fault after the other, the first in order always being told */
	p.weight_known = false;
	p.weight_e4 = 0;
	decided(&rules_2015, p, RI_REASON_LEVEL_NOT_COUNTED, 0, "level 0");
	p.weight_known = true;
	decided(&rules_2015, p, RI_REASON_LEVEL_NOT_COUNTED, 0, "weight 0");
	p.level_assigned = false;
	decided(&rules_2015, p, RI_REASON_LEVEL_UNASSIGNED, 0, "no level");
	p.chapter_in_monograph = true;
	decided(&rules_2015, p, RI_REASON_CHAPTER_IN_MONOGRAPH, 0,
			"a chapter in a monograph");
	p.isbn_missing = true;
	decided(&rules_2015, p, RI_REASON_ISBN_MISSING, 0, "no ISBN");
	p.revised = true;
	decided(&rules_2015, p, RI_REASON_REVISED_EDITION, 0, "a revised edition");
	p.form_counts = false;
	decided(&rules_2015, p, RI_REASON_FORM_NOT_COUNTED, 0, "another form");
	p.published = false;
	decided(&rules_2015, p, RI_REASON_NOT_PUBLISHED, 0, "not published");

	p = article;
	p.revised = true;
	p.chapter_in_monograph = true;
	lenient.revised_counts = true;
	decided(&lenient, p, RI_REASON_CHAPTER_IN_MONOGRAPH, 0,
			"a rule set may count revised editions");
	lenient.chapter_in_monograph_counts = true;
	decided(&lenient, p, RI_REASON_NONE, 10000,
			"and chapters in monographs");
}

static void
test_reason_codes(void)
{
	static const char *const codes[] = {
		NULL, "not_published", "form_not_counted", "revised_edition",
		"isbn_missing", "chapter_in_monograph", "level_unassigned",
		"level_not_counted", "no_reporting_institution", "duplicate",
		"approval_disputed", "approval_rejected", "approval_pending", "no_verified_creator", NULL
	};
	RiPublicationResult result = {0};
	int			i;

	for (i = 0; i <= RI_REASON_NO_VERIFIED_CREATOR + 1; i++)
		tap_same_text(ri_reason_code((RiReason) i), codes[i],
					  "code of reason %d", i);
	tap_ok(ri_share_reason_code((RiShareReason) 99) == NULL,
		   "no code of no reason");
	tap_ok(ri_condition_met(&rules_2015, &article, &result,
							RI_REASON_APPROVAL_PENDING),
		   "what others decide is no condition of the publication's");
}

static void
approvals_give(RiApproval a, RiApproval b, RiReason reason, const char *what)
{
	RiAffiliation rows[2];
	RiInstitutionPoints out[2];
	RiPublicationResult result;
	RiPublication tracked = article;

	tracked.approval_tracked = true;
	rows[0] = home("p", 1);
	rows[1] = home("p", 2);
	ri_publication_count_shares(&rules_2015, rows, 2, out, &result, NULL);
	out[0].approval = a;
	out[1].approval = b;
	ri_publication_points(&rules_2015, &tracked, out, &result, NULL);
	tap_ok(result.reason == reason && out[0].reason == reason &&
		   out[1].reason == reason &&
		   out[0].countable == (reason == RI_REASON_NONE) &&
		   out[1].countable == (reason == RI_REASON_NONE) &&
		   out[0].points_e4 == 7071 && out[1].points_e4 == 7071, "%s", what);
}

static void
test_approvals(void)
{
	RiPublication p = article;

	approvals_give(RI_APPROVAL_APPROVED, RI_APPROVAL_APPROVED,
				   RI_REASON_NONE, "all approved");
	approvals_give(RI_APPROVAL_APPROVED, RI_APPROVAL_MISSING,
				   RI_REASON_APPROVAL_PENDING, "a missing one is pending");
	approvals_give(RI_APPROVAL_PENDING, RI_APPROVAL_APPROVED,
				   RI_REASON_APPROVAL_PENDING, "one pending");
	approvals_give(RI_APPROVAL_MISSING, RI_APPROVAL_MISSING,
				   RI_REASON_APPROVAL_PENDING, "nobody answered");
	approvals_give(RI_APPROVAL_APPROVED, RI_APPROVAL_REJECTED,
				   RI_REASON_APPROVAL_DISPUTED, "one against the other");
	approvals_give(RI_APPROVAL_REJECTED, RI_APPROVAL_REJECTED,
				   RI_REASON_APPROVAL_REJECTED, "all rejected");
	approvals_give(RI_APPROVAL_REJECTED, RI_APPROVAL_PENDING,
				   RI_REASON_APPROVAL_REJECTED, "rejected goes before pending");

	p.approval_tracked = true;
	p.published = false;
	decided(&rules_2015, p, RI_REASON_NOT_PUBLISHED, 0,
			"what excludes the publication goes before approvals");

	decided(&rules_2015, article, RI_REASON_NONE, 10000,
			"not tracked: it counts without approvals");
}

static void
test_duplicates(void)
{
	RiPublicationRules every = rules_2015;
	RiPublication p = article;

	p.duplicate = true;
	decided(&rules_2015, p, RI_REASON_DUPLICATE, 10000,
			"another record counts: the points are what the rule gives");
	p.approval_tracked = true;
	decided(&rules_2015, p, RI_REASON_DUPLICATE, 10000,
			"which goes before approvals");
	p.published = false;
	decided(&rules_2015, p, RI_REASON_NOT_PUBLISHED, 0,
			"but behind what excludes the publication");
	p = article;
	p.duplicate = true;
	every.duplicates_count = true;
	decided(&every, p, RI_REASON_NONE, 10000,
			"a rule set may count every record");
}

/* Keys of persons, all different. */
static void
make_keys(char (*keys)[16], int count)
{
	int			i;

	for (i = 0; i < count; i++)
		snprintf(keys[i], sizeof(keys[i]), "p%06d", i);
}

/* 4000 creators, each at 5 of 60 institutions, told from back to front. */
static void
test_large_collaboration(void)
{
	enum
	{
		CREATORS = 4000, PLACES = 5, NROWS = CREATORS * PLACES
	};
	char		(*keys)[16] = malloc(CREATORS * sizeof(*keys));
	RiAffiliation *rows = malloc(NROWS * sizeof(*rows));
	RiInstitutionPoints *out = malloc(NROWS * sizeof(*out));
	RiPublicationResult result;
	int			uneven = 0;
	int			i;

	if (keys == NULL || rows == NULL || out == NULL)
		exit(2);
	make_keys(keys, CREATORS);
	for (i = 0; i < NROWS; i++)
		rows[NROWS - 1 - i] = home(keys[i / PLACES],
								   (i / PLACES + 12 * (i % PLACES)) % 60);
	ri_publication_count_shares(&rules_2015, rows, NROWS, out, &result, NULL);
	tap_equal(result.total_shares, NROWS, "4000 creators, 20000 shares");
	tap_equal((int64_t) result.institutions, 60, "at 60 institutions");
	/* 4000 = 333 * 12 + 4: the first four of each twelve have one more */
	for (i = 0; i < (int) result.institutions; i++)
		uneven += out[i].institution != i ||
			out[i].shares != (i % 12 < 4 ? 334 : 333);
	tap_equal(uneven, 0, "evenly spread");
	tap_equal(ri_publication_points(&rules_2015, &article, out, &result, NULL),
			  RI_NVI_OK, "points are computed");
	tap_ok(out[0].points_e4 == 1292 && out[59].points_e4 == 1290,
		   "sqrt(334/20000) and sqrt(333/20000)");
	free(keys);
	free(rows);
	free(out);
}

static void
test_share_limit(void)
{
	enum
	{
		NROWS = RI_SHARES_MAX + 1
	};
	char		(*keys)[16] = malloc(NROWS * sizeof(*keys));
	RiAffiliation *rows = malloc(NROWS * sizeof(*rows));
	RiInstitutionPoints *out = malloc(NROWS * sizeof(*out));
	RiPublicationResult result;
	int			i;

	if (keys == NULL || rows == NULL || out == NULL)
		exit(2);
	make_keys(keys, NROWS);
	for (i = 0; i < NROWS; i++)
		rows[i] = home(keys[i], i % 2);
	ri_publication_count_shares(&rules_2015, rows, NROWS, out, &result, NULL);
	tap_equal(result.total_shares, NROWS, "shares above the limit are counted");
	tap_equal(ri_publication_points(&rules_2015, &article, out, &result, NULL),
			  RI_NVI_TOTAL_LIMIT, "but give no points");
	tap_ok(out[0].points_e4 == 0 && !out[0].countable &&
		   out[1].points_e4 == 0 && !out[1].countable,
		   "and nothing is countable");
	free(keys);
	free(rows);
	free(out);
}

/* What the rules say, in the slow and obvious way. */
static void
count_slowly(const RiPublicationRules *rules, const RiAffiliation *rows,
			 int nrows, int32_t *total, int32_t *shares, bool *present)
{
	int			person;
	int			institution;
	int			i;

	*total = 0;
	memset(shares, 0, INSTITUTIONS * sizeof(*shares));
	memset(present, 0, INSTITUTIONS * sizeof(*present));
	for (person = 0; person < 256; person++)
	{
		int			extra = 0;
		bool		exists = false;

		for (institution = 0; institution < INSTITUTIONS; institution++)
		{
			bool		here = false;
			bool		verified = false;
			bool		reporting = false;

			for (i = 0; i < nrows; i++)
			{
				if ((unsigned char) rows[i].person[0] != person)
					continue;
				exists = true;
				if (rows[i].institution != institution)
					continue;
				here = true;
				verified = verified || rows[i].verified;
				reporting = rows[i].reporting;
			}
			if (here && (reporting || rules->share_counting ==
						 RI_SHARES_ALL_INSTITUTIONS))
				extra++;
			if (here && reporting)
			{
				present[institution] = true;
				shares[institution] += verified ? 1 : 0;
			}
		}
		if (exists)
			*total += extra > 0 ? extra : 1;
	}
}

/* Random rows; the even institutions report.  Returns how many. */
static int
make_random_rows(uint64_t *state, RiAffiliation *rows)
{
	static const char keys[] = "abcdefghijkl";
	int			nrows = (int) tap_random_between(state, 0, MAX_ROWS / 2);
	int64_t		persons = tap_random_between(state, 1, 12);
	int			i;

	for (i = 0; i < nrows; i++)
	{
		int32_t		institution = (int32_t)
			tap_random_between(state, -1, INSTITUTIONS - 1);

		rows[i].person = &keys[tap_random_between(state, 0, persons - 1)];
		rows[i].person_len = 1;
		rows[i].institution = institution;
		rows[i].region = institution >= 3 ? institution % 2 : RI_NO_REGION;
		rows[i].reporting = institution >= 0 && institution % 2 == 0;
		rows[i].country = tap_random_between(state, 0, 20) == 0 ?
			RI_COUNTRY_FOREIGN : RI_COUNTRY_NORWAY;
		rows[i].verified = tap_random_between(state, 0, 2) > 0;
		rows[i].row = (uint32_t) i;
	}
	return nrows;
}

static void
shuffle(uint64_t *state, RiAffiliation *rows, int nrows)
{
	int			i;

	for (i = nrows - 1; i > 0; i--)
	{
		int			k = (int) tap_random_between(state, 0, i);
		RiAffiliation row = rows[i];

		rows[i] = rows[k];
		rows[k] = row;
	}
}

static bool
same_results(const RiInstitutionPoints *a, const RiPublicationResult *ra,
			 const RiInstitutionPoints *b, const RiPublicationResult *rb)
{
	size_t		i;

	if (ra->total_shares != rb->total_shares ||
		ra->international != rb->international ||
		ra->interregional != rb->interregional ||
		ra->institutions != rb->institutions || ra->reason != rb->reason)
		return false;
	for (i = 0; i < ra->institutions; i++)
	{
		if (a[i].institution != b[i].institution ||
			a[i].shares != b[i].shares ||
			a[i].points_e4 != b[i].points_e4 ||
			a[i].countable != b[i].countable || a[i].reason != b[i].reason)
			return false;
	}
	return true;
}

/* Whether any two rows are at trusts of different regions. */
static bool
regions_slowly(const RiAffiliation *rows, int nrows)
{
	int			i;
	int			k;

	for (i = 0; i < nrows; i++)
		for (k = 0; k < i; k++)
			if (rows[i].region >= 0 && rows[k].region >= 0 &&
				rows[i].region != rows[k].region)
				return true;
	return false;
}

static bool
agrees_with_slow_count(const RiPublicationRules *rules,
					   const RiAffiliation *rows, int nrows,
					   const RiInstitutionPoints *out,
					   const RiPublicationResult *result)
{
	int32_t		total;
	int32_t		shares[INSTITUTIONS];
	bool		present[INSTITUTIONS];
	size_t		seen = 0;
	int			i;

	count_slowly(rules, rows, nrows, &total, shares, present);
	if (total != result->total_shares ||
		regions_slowly(rows, nrows) != result->interregional)
		return false;
	for (i = 0; i < INSTITUTIONS; i++)
	{
		if (!present[i])
			continue;
		if (seen == result->institutions || out[seen].institution != i ||
			out[seen].shares != shares[i])
			return false;
		seen++;
	}
	return seen == result->institutions;
}

static void
test_random_publications(void)
{
	uint64_t	state = tap_seed();
	int			miscounted = 0;
	int			unstable = 0;
	int			exceeding = 0;
	int			round;

	for (round = 0; round < 20000; round++)
	{
		const RiPublicationRules *rules = round % 3 == 0 ? &rules_2015 :
			round % 3 == 1 ? &rules_reporting_shares : &rules_2013;
		RiAffiliation rows[MAX_ROWS];
		RiInstitutionPoints out[MAX_ROWS];
		RiInstitutionPoints again[MAX_ROWS];
		RiPublicationResult result;
		RiPublicationResult result_again;
		int			nrows = make_random_rows(&state, rows);
		int64_t		sum = 0;
		int			doubled;
		size_t		i;

		ri_publication_count_shares(rules, rows, (size_t) nrows, out, &result,
									NULL);
		ri_publication_points(rules, &article, out, &result, NULL);
		miscounted += !agrees_with_slow_count(rules, rows, nrows, out,
											  &result);
		for (i = 0; i < result.institutions; i++)
			sum += out[i].shares;
		exceeding += sum > result.total_shares;

		/* the same rows, some of them twice, in another order */
		doubled = nrows;
		for (i = 0; i < (size_t) nrows; i++)
		{
			if (tap_random_between(&state, 0, 3) == 0)
				rows[doubled++] = rows[i];
		}
		shuffle(&state, rows, doubled);
		ri_publication_count_shares(rules, rows, (size_t) doubled, again,
									&result_again, NULL);
		ri_publication_points(rules, &article, again, &result_again, NULL);
		unstable += !same_results(out, &result, again, &result_again);
	}
	tap_equal(miscounted, 0, "20000 random publications as counted slowly");
	tap_equal(unstable, 0, "order and duplicates of rows change nothing");
	tap_equal(exceeding, 0, "the institutions' shares are within the total");
}

/* The quotient q with (q - 1/2) / 10^4 <= n/N < (q + 1/2) / 10^4. */
static void
test_author_shares(void)
{
	static const int32_t totals[] = {1, 2, 3, 7, 11, 8000, 20000, 99999,
	INT32_MAX - 1, INT32_MAX};
	int			wrong = 0;
	size_t		i;

	tap_equal(ri_author_share_e4(1, 3), 3333, "1 of 3 is 0.3333");
	tap_equal(ri_author_share_e4(2, 3), 6667, "2 of 3 is 0.6667");
	tap_equal(ri_author_share_e4(1, 20000), 1, "half of the last digit is one");
	tap_equal(ri_author_share_e4(1, 20001), 0, "less than a half is none");
	tap_equal(ri_author_share_e4(INT32_MAX, INT32_MAX), 10000, "all is one");
	for (i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
	{
		int64_t		total = totals[i];
		int64_t		step = total / 1000 + 1;
		int64_t		shares;

		for (shares = 0; shares <= total; shares += step)
		{
			int64_t		q = ri_author_share_e4((int32_t) shares,
											   (int32_t) total);

			wrong += (2 * q - 1) * total > shares * 20000 ||
				(2 * q + 1) * total <= shares * 20000;
		}
	}
	tap_equal(wrong, 0, "shares are rounded half-up, whatever the total");
}

int
main(void)
{
	test_ten_and_one();
	test_published_example();
	test_shares();
	test_verification();
	test_international();
	test_regions();
	test_combined_factors();
	test_author_shares();
	test_person_keys();
	test_nobody();
	test_reasons();
	test_reason_codes();
	test_approvals();
	test_duplicates();
	test_large_collaboration();
	test_share_limit();
	test_random_publications();
	return tap_finish();
}
