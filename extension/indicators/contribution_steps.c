/*
 * contribution_steps.c
 *		Shows what core's trace says of each contribution.
 *
 * A person is a number within the publication, never a key.
 */
#include "contribution_steps.h"

#include "lib/stringinfo.h"

/* "role x; unit -> institution; reporting; country NO; verified" */
static char *
contribution_detail(const RiContributionDetail *detail)
{
	char	   *joined = NULL;

	if (!detail->creator)
		joined = psprintf("role %s", detail->role == NULL ? "" : detail->role);
	if (detail->unit_id == NULL)
		joined = ri_join_detail(joined, "no institution");
	else if (strcmp(detail->unit_id, detail->institution_id) == 0)
		joined = ri_join_detail(joined, detail->institution_id);
	else
		joined = ri_join_detail(joined, psprintf("%s -> %s", detail->unit_id,
											 detail->institution_id));
	if (detail->unit_id != NULL)
		joined = ri_join_detail(joined, detail->affiliation.reporting ?
							  "reporting" : "not reporting");
	joined = ri_join_detail(joined, detail->country[0] == '\0' ?
						  "country unknown" :
						  psprintf("country %s", detail->country));
	return ri_join_detail(joined, detail->affiliation.verified ?
						  "verified" : "not verified");
}

static void
put_contribution(RiStepWriter *writer, const RiEvaluation *evaluation,
				 const RiContributionDetail *detail)
{
	const RiRowTrace *trace = &evaluation->trace->rows[detail->affiliation.row];
	bool		given = detail->creator && trace->reason == RI_SHARE_GIVEN;
	RiStep		step = {0};

	step.kind = "contribution";
	step.subject = psprintf("contributor %d", detail->contributor);
	ri_step_count(&step, given ? 1 : 0);
	step.detail = contribution_detail(detail);
	step.reason = detail->creator ? ri_share_reason_code(trace->reason) :
		"no_creator";
	step.source = "contribution";
	ri_put_step(writer, &step);
}

/* A list of numbers, "1, 2, 5"; the same number twice is one. */
typedef struct NumberList
{
	StringInfoData text;
	int32		last;
	int			count;
} NumberList;

static void
begin_list(NumberList *list, const char *title)
{
	initStringInfo(&list->text);
	appendStringInfoString(&list->text, title);
	list->last = 0;
	list->count = 0;
}

/* Numbers come in ascending order and begin with 1. */
static void
add_number(NumberList *list, int32 number)
{
	if (number == list->last)
		return;
	appendStringInfo(&list->text, "%s%d", list->count == 0 ? "" : ", ", number);
	list->last = number;
	list->count++;
}

static void
put_total(RiStepWriter *writer, RiPublicationEngine *engine,
		  const RiEvaluation *evaluation, int creators)
{
	const char *counting = ri_engine_rules(engine)->share_counting;
	RiStep		step = {0};

	step.kind = "total_shares";
	step.subject = "N";
	ri_step_count(&step, evaluation->result.total_shares);
	step.detail = psprintf("%d creators, %s counted", creators,
						   counting == NULL ? "" : counting);
	step.parameter = "share_counting";
	ri_put_step(writer, &step);
}

/* Texts that are different, in the order of their bytes, "a, b". */
static int
compare_texts(const void *left, const void *right)
{
	return strcmp(*(const char *const *) left, *(const char *const *) right);
}

static const char *
join_distinct(const char **texts, size_t count, int *different)
{
	StringInfoData joined;
	size_t		i;

	*different = 0;
	if (count == 0)
		return NULL;
	qsort(texts, count, sizeof(char *), compare_texts);
	initStringInfo(&joined);
	for (i = 0; i < count; i++)
	{
		if (i > 0 && strcmp(texts[i - 1], texts[i]) == 0)
			continue;
		appendStringInfo(&joined, "%s%s", *different == 0 ? "" : ", ",
						 texts[i]);
		(*different)++;
	}
	return joined.data;
}

static void
put_international(RiStepWriter *writer, const RiEvaluation *evaluation)
{
	const char **countries = palloc(sizeof(char *) * evaluation->ndetails);
	NumberList	abroad;
	size_t		count = 0;
	size_t		i;
	int			different;
	RiStep		step = {0};

	begin_list(&abroad, "contributors ");
	for (i = 0; i < evaluation->ndetails; i++)
	{
		const RiContributionDetail *detail = &evaluation->details[i];

		if (!detail->creator ||
			detail->affiliation.country != RI_COUNTRY_FOREIGN)
			continue;
		countries[count++] = detail->country;
		add_number(&abroad, detail->contributor);
	}
	step.kind = "international";
	step.subject = join_distinct(countries, count, &different);
	ri_step_count(&step, evaluation->result.international ? 1 : 0);
	step.detail = count == 0 ? "no known foreign country" : abroad.text.data;
	step.source = "contribution";
	ri_put_step(writer, &step);
}

static void
put_interregional(RiStepWriter *writer, RiPublicationEngine *engine,
				  const RiEvaluation *evaluation)
{
	const char **regions = palloc(sizeof(char *) * evaluation->ndetails);
	size_t		count = 0;
	size_t		i;
	int			different;
	RiStep		step = {0};

	for (i = 0; i < evaluation->ndetails; i++)
	{
		const RiContributionDetail *detail = &evaluation->details[i];

		if (detail->creator && detail->affiliation.region != RI_NO_REGION)
			regions[count++] = ri_region_id(ri_engine_institutions(engine),
											detail->affiliation.region);
	}
	step.kind = "interregional";
	step.subject = join_distinct(regions, count, &different);
	ri_step_count(&step, evaluation->result.interregional ? 1 : 0);
	step.detail = psprintf("health regions: %d", different);
	step.source = "institution";
	ri_put_step(writer, &step);
}

void
ri_put_contributions(RiStepWriter *writer, RiPublicationEngine *engine,
					 const RiEvaluation *evaluation)
{
	NumberList	creators;
	size_t		i;

	begin_list(&creators, "");
	for (i = 0; i < evaluation->ndetails; i++)
	{
		put_contribution(writer, evaluation, &evaluation->details[i]);
		if (evaluation->details[i].creator)
			add_number(&creators, evaluation->details[i].contributor);
	}
	if (creators.count == 0)
		return;
	put_total(writer, engine, evaluation, creators.count);
	put_international(writer, evaluation);
	put_interregional(writer, engine, evaluation);
}

void
ri_put_shares(RiStepWriter *writer, RiPublicationEngine *engine,
			  const RiEvaluation *evaluation, const RiInstitutionPoints *entry)
{
	NumberList	counted;
	NumberList	unverified;
	char	   *joined = NULL;
	size_t		i;
	RiStep		step = {0};

	begin_list(&counted, "n: contributors ");
	begin_list(&unverified, "not verified: ");
	for (i = 0; i < evaluation->ndetails; i++)
	{
		const RiContributionDetail *detail = &evaluation->details[i];

		if (detail->creator &&
			detail->affiliation.institution == entry->institution)
			add_number(evaluation->trace->rows[i].verified ?
					   &counted : &unverified, detail->contributor);
	}
	if (counted.count > 0)
		joined = ri_join_detail(joined, counted.text.data);
	if (unverified.count > 0)
		joined = ri_join_detail(joined, unverified.text.data);
	step.kind = "shares";
	step.subject = ri_top_level(ri_engine_institutions(engine),
								entry->institution)->institution_id;
	ri_step_count(&step, entry->shares);
	step.detail = joined;
	step.source = "contribution";
	ri_put_step(writer, &step);
}
