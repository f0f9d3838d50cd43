/*
 * publication_steps.c
 *		SQL function publication_steps(year, rule_set, only_publication): how
 *		the engine comes from a publication's rows to its points, step by step.
 *
 * Nothing is judged here: every step shows what the engine or core's trace
 * found while computing the same points.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#include "approvals.h"
#include "arguments.h"
#include "condition_steps.h"
#include "contribution_steps.h"
#include "publication_engine.h"
#include "shared_results/plain_error.h"
#include "linked_version.h"
#include "step_writer.h"

#define FACTOR_SCALE 8			/* decimals of two factors */
#define RATIO_SCALE 10
#define PRODUCT_SCALE 22

typedef struct Explainer
{
	RiStepWriter writer;
	RiPublicationEngine *engine;
	int32		year;
	MemoryContext publication;	/* reset after each */
} Explainer;

static void
put_heading(Explainer *explainer, const RiEvaluation *evaluation,
			const char *publication_id)
{
	const RiPublicationHead *head = evaluation->head;
	RiStep		rule_set = {0};
	RiStep		publication = {0};

	rule_set.kind = "rule_set";
	rule_set.subject = ri_engine_rule_set(explainer->engine);
	ri_put_step(&explainer->writer, &rule_set);

	publication.kind = "publication";
	publication.subject = publication_id;
	publication.detail = psprintf("%s of %d%s%s", head->form == NULL ?
								  "form unknown" : head->form, explainer->year,
								  head->doi == NULL ? "" : ", doi ",
								  head->doi == NULL ? "" : head->doi);
	publication.source = "publication";
	ri_put_step(&explainer->writer, &publication);
}

/* A parameter that the points rest on; SQL knows its value and origin. */
static void
put_parameter(Explainer *explainer, const char *name)
{
	RiStep		step = {0};

	step.kind = "parameter";
	step.subject = step.parameter = name;
	ri_put_step(&explainer->writer, &step);
}

static void
put_parameters(Explainer *explainer, const RiEvaluation *evaluation)
{
	const RiPublicationResult *result = &evaluation->result;

	put_parameter(explainer, ri_weight_parameter(evaluation));
	put_parameter(explainer, "rounding_method");
	put_parameter(explainer, "share_function");
	if (result->international)
		put_parameter(explainer, "international_factor");
	if (result->interregional)
		put_parameter(explainer, "regional_factor");
	if (result->international && result->interregional)
		put_parameter(explainer, "combined_factors");
}

/* Without the zeros at the end. */
static void
trim_value(RiStep *step)
{
	step->value = DirectFunctionCall1(numeric_trim_scale, step->value);
}

/* Whether K is known: core does not know which parameters are unset. */
static bool
factor_is_known(const RiRuleSet *rules, const RiEvaluation *evaluation)
{
	return evaluation->trace->factor_known &&
		(!evaluation->result.international || rules->factor_set) &&
		(!evaluation->result.interregional || rules->regional_factor_set);
}

static void
put_factor(Explainer *explainer, const RiEvaluation *evaluation)
{
	RiStep		step = {0};

	step.kind = "factor";
	step.subject = "K";
	step.detail = psprintf("%s%s", evaluation->result.international ?
						   "international" : "national",
						   evaluation->result.interregional ?
						   ", several health regions" : "");
	if (factor_is_known(ri_engine_rules(explainer->engine), evaluation))
	{
		ri_step_decimal(&step, evaluation->trace->factor_e8, FACTOR_SCALE);
		trim_value(&step);
	}
	else
		step.reason = "parameter_unset";
	ri_put_step(&explainer->writer, &step);
}

/* The product has more digits than an int64: points and what was cut off. */
static Datum
product_numeric(const RiNviSteps *steps)
{
	Datum		product = ri_scaled_numeric(steps->product_e4,
											RI_POINTS_SCALE);
	Datum		rest = ri_scaled_numeric(steps->product_rest_e22,
										 PRODUCT_SCALE);

	return DirectFunctionCall2(numeric_add, product, rest);
}

static void
put_rounded_step(Explainer *explainer, const char *kind, const char *subject,
				 int64 value_e10, const char *detail)
{
	RiStep		step = {0};

	step.kind = kind;
	step.subject = subject;
	ri_step_decimal(&step, value_e10, RATIO_SCALE);
	step.detail = detail;
	ri_put_step(&explainer->writer, &step);
}

/* What the register's stepwise rounding comes by. */
static void
put_rounding(Explainer *explainer, const RiEvaluation *evaluation,
			 const RiInstitutionPoints *entry, const RiNviSteps *steps,
			 const char *subject)
{
	RiStep		product = {0};

	put_rounded_step(explainer, "ratio", subject, steps->ratio_e10,
					 psprintf("n/N = %d/%d, to 10 significant digits",
							  entry->shares, evaluation->result.total_shares));
	if (ri_engine_rules(explainer->engine)->core.share_function ==
		RI_SHARE_SQRT)
		put_rounded_step(explainer, "root", subject, steps->root_e10,
						 "square root of that, to 10 significant digits");
	product.kind = "product";
	product.subject = subject;
	product.has_value = true;
	product.value = product_numeric(steps);
	trim_value(&product);
	product.detail = "weight * K * that, not rounded";
	ri_put_step(&explainer->writer, &product);
}

/* From n to points; points are unknown where a parameter is unset. */
static void
put_arithmetic(Explainer *explainer, const RiEvaluation *evaluation,
			   const RiInstitutionPoints *entry, const RiNviSteps *steps,
			   const char *subject)
{
	const RiRuleSet *rules = ri_engine_rules(explainer->engine);
	RiStep		rounded = {0};

	if (!rules->method_set || !rules->share_function_set ||
		!factor_is_known(rules, evaluation) ||
		evaluation->status != RI_NVI_OK)
		return;
	if (steps->stepwise)
		put_rounding(explainer, evaluation, entry, steps, subject);
	if (evaluation->unset != NULL)
		return;
	rounded.kind = "rounded";
	rounded.subject = subject;
	ri_step_decimal(&rounded, entry->points_e4, RI_POINTS_SCALE);
	rounded.detail = steps->stepwise ? "to 4 decimals half-up" :
		psprintf("the true value for n/N = %d/%d, to 4 decimals half-up",
				 entry->shares, evaluation->result.total_shares);
	ri_put_step(&explainer->writer, &rounded);
}

static const char *
institution_id(const Explainer *explainer, const RiInstitutionPoints *entry)
{
	return ri_top_level(ri_engine_institutions(explainer->engine),
						entry->institution)->institution_id;
}

static void
put_approval(Explainer *explainer, const RiInstitutionPoints *entry)
{
	RiStep		step = {0};

	step.kind = "approval";
	step.subject = institution_id(explainer, entry);
	step.detail = ri_approval_code(entry->approval);
	step.source = "publication_approval";
	ri_put_step(&explainer->writer, &step);
}

/* entry is NULL for a publication without institutions. */
static void
put_result(Explainer *explainer, const RiEvaluation *evaluation,
		   const RiInstitutionPoints *entry)
{
	RiStep		step = {0};

	step.kind = "result";
	step.subject = entry == NULL ? NULL : institution_id(explainer, entry);
	if (evaluation->unset == NULL)
		ri_step_decimal(&step, entry == NULL ? 0 : entry->points_e4,
						RI_POINTS_SCALE);
	step.reason = ri_evaluation_reason(evaluation, entry);
	/* no verified creator is a reason for 0 points, not against counting */
	step.detail = !ri_is_countable(evaluation, entry) ? "does not count" :
		step.reason == NULL ? "counts" : "counts, without points";
	ri_put_step(&explainer->writer, &step);
}

/* Institution by institution: its arithmetic, then approvals, then results. */
static void
put_institutions(Explainer *explainer, const RiEvaluation *evaluation)
{
	const RiInstitutionPoints *entries = evaluation->entries;
	size_t		count = evaluation->result.institutions;
	size_t		i;

	for (i = 0; i < count; i++)
	{
		ri_put_shares(&explainer->writer, explainer->engine, evaluation,
					  &entries[i]);
		if (evaluation->trace->computed)
			put_arithmetic(explainer, evaluation, &entries[i],
						   &evaluation->trace->entries[i],
						   institution_id(explainer, &entries[i]));
	}
	for (i = 0; i < count && evaluation->publication.approval_tracked; i++)
		put_approval(explainer, &entries[i]);
	for (i = 0; i < count; i++)
		put_result(explainer, evaluation, &entries[i]);
	if (count == 0)
		put_result(explainer, evaluation, NULL);
}

/* RiTakeEvaluation */
static void
explain(void *owner, const RiEvaluation *evaluation)
{
	Explainer  *explainer = owner;
	MemoryContext previous = MemoryContextSwitchTo(explainer->publication);
	const char *publication_id = ri_engine_publication_id(explainer->engine,
														  evaluation->head);

	explainer->writer.publication_id = CStringGetTextDatum(publication_id);
	explainer->writer.steps = 0;
	put_heading(explainer, evaluation, publication_id);
	ri_put_conditions(&explainer->writer, explainer->engine, evaluation,
					  explainer->year);
	ri_put_contributions(&explainer->writer, explainer->engine, evaluation);
	if (evaluation->trace->computed)
	{
		put_parameters(explainer, evaluation);
		put_factor(explainer, evaluation);
	}
	put_institutions(explainer, evaluation);
	MemoryContextSwitchTo(previous);
	MemoryContextReset(explainer->publication);
}

static Datum
publication_steps(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Explainer  *explainer;
	const char *rule_set;
	const char *only;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	SPI_connect();
	explainer = palloc0(sizeof(Explainer));
	explainer->writer.result = rsinfo->setResult;
	explainer->writer.desc = rsinfo->setDesc;
	explainer->year = PG_GETARG_INT32(0);
	explainer->publication = AllocSetContextCreate(CurrentMemoryContext,
												   "explanation",
												   ALLOCSET_DEFAULT_SIZES);
	rule_set = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	only = PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2));
	explainer->engine = ri_open_explaining_engine(explainer->year, rule_set,
												  only);
	ri_run_publication_engine(explainer->engine, explain, explainer);
	SPI_finish();
	return (Datum) 0;
}

/* publication_steps(year int, rule_set text, only text) -> setof record */
RI_FUNCTION(research_indicators_publication_steps);
Datum
research_indicators_publication_steps(PG_FUNCTION_ARGS)
{
	return ri_call_plainly(publication_steps, fcinfo);
}
