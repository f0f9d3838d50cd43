/*
 * condition_steps.c
 *		Shows which channel decides, and which conditions are met.
 */
#include "condition_steps.h"

/* What a condition step shows beside its answer. */
typedef struct Condition
{
	const char *name;
	const char *detail;
	const char *parameter;		/* that it rests on, or NULL */
	const char *unset;			/* why it cannot be judged, or NULL */
} Condition;

static const char *
or_unknown(const char *value)
{
	return value == NULL ? "unknown" : value;
}

char *
ri_weight_parameter(const RiEvaluation *evaluation)
{
	if (!evaluation->decided)
		return NULL;
	return psprintf("publication_weight.%s.%s.%s", evaluation->head->form,
					ri_channel_kind_name(evaluation->channel),
					evaluation->level);
}

static const char *
channel_remark(const RiRuleSet *rules, const RiEvaluation *evaluation,
			   RiChannelKind kind)
{
	const RiPublicationHead *head = evaluation->head;

	if (evaluation->decided && evaluation->channel == kind)
		return "; decides";
	if (head->form == NULL || !ri_channel_can_decide(rules, head->form, kind))
		return "; does not decide for this form";
	return head->levels[kind] == NULL ? "" : "; another channel comes first";
}

static void
put_channel(RiStepWriter *writer, const RiRuleSet *rules,
			const RiEvaluation *evaluation, RiChannelKind kind, int32 year)
{
	const char *level = evaluation->head->levels[kind];
	const char *name = ri_channel_kind_name(kind);
	RiStep		step = {0};

	step.kind = "channel";
	step.subject = psprintf("%s %s", name, evaluation->head->channels[kind]);
	step.detail = psprintf("%s%s in %d%s", level == NULL ? "no level" :
						   "level ", level == NULL ? "" : level, year,
						   channel_remark(rules, evaluation, kind));
	if (evaluation->decided && evaluation->channel == kind)
		step.parameter = psprintf("deciding_channel.%s.%s",
								  evaluation->head->form, name);
	step.source = "channel_level";
	ri_put_step(writer, &step);
}

/* An edition, and whether a set that is silent would count it. */
static void
describe_edition(const RiRuleSet *rules, const RiEvaluation *evaluation,
				 Condition *condition)
{
	bool		revised = evaluation->publication.revised;

	condition->name = "edition_counts";
	condition->detail = revised ? "a revised edition" : "no revised edition";
	condition->parameter = revised ? "revised_counts" : NULL;
	condition->unset = rules->revised_set ? NULL : "parameter_unset";
}

static void
describe_book_part(const RiRuleSet *rules, const RiEvaluation *evaluation,
				   Condition *condition)
{
	bool		inside = evaluation->publication.chapter_in_monograph;

	condition->name = "book_part_counts";
	condition->detail = inside ?
		psprintf("a chapter in a %s", evaluation->head->parent_form) :
		"no chapter in a monograph or commentary";
	condition->parameter = inside ? "chapter_in_monograph_counts" : NULL;
	condition->unset = rules->chapter_set ? NULL : "parameter_unset";
}

static void
describe_isbn(const RiRuleSet *rules, const RiEvaluation *evaluation,
			  Condition *condition)
{
	condition->name = "isbn";
	if (evaluation->head->has_isbn)
		condition->detail = "has an ISBN";
	else if (evaluation->publication.isbn_missing)
		condition->detail = "has none, and its form needs one";
	else
		condition->detail = "its form needs none";
}

static void
describe_level(const RiEvaluation *evaluation, int32 year,
			   Condition *condition)
{
	condition->name = "level_assigned";
	if (evaluation->decided)
		condition->detail =
			psprintf("the %s has level %s in %d",
					 ri_channel_kind_name(evaluation->channel),
					 evaluation->level, year);
	else
		condition->detail =
			psprintf("no channel that can decide has a level in %d", year);
}

static void
describe_weight(const RiEvaluation *evaluation, Condition *condition)
{
	const RiPublicationWeight *weight = evaluation->weight;

	condition->name = "level_counts";
	condition->detail = psprintf("weight %s", weight == NULL ? "" :
								 weight->value);
	condition->parameter = ri_weight_parameter(evaluation);
	condition->unset = weight == NULL ? "weight_unset" : NULL;
}

static void
describe_condition(const RiRuleSet *rules, const RiEvaluation *evaluation,
				   int32 year, RiReason reason, Condition *condition)
{
	memset(condition, 0, sizeof(*condition));
	switch (reason)
	{
		case RI_REASON_NOT_PUBLISHED:
			condition->name = "published";
			condition->detail = psprintf("status %s",
										 or_unknown(evaluation->head->status));
			break;
		case RI_REASON_FORM_NOT_COUNTED:
			condition->name = "form_counts";
			condition->detail = psprintf("form %s",
										 or_unknown(evaluation->head->form));
			break;
		case RI_REASON_REVISED_EDITION:
			describe_edition(rules, evaluation, condition);
			break;
		case RI_REASON_ISBN_MISSING:
			describe_isbn(rules, evaluation, condition);
			break;
		case RI_REASON_CHAPTER_IN_MONOGRAPH:
			describe_book_part(rules, evaluation, condition);
			break;
		case RI_REASON_LEVEL_UNASSIGNED:
			describe_level(evaluation, year, condition);
			break;
		case RI_REASON_LEVEL_NOT_COUNTED:
			describe_weight(evaluation, condition);
			break;
		case RI_REASON_DUPLICATE:
			condition->name = "one_record_of_work";
			condition->detail = psprintf("the same work as %s",
										 evaluation->head->counts_as);
			condition->parameter = rules->core.duplicates_count ?
				"duplicates_count" : NULL;
			break;
		default:
			condition->name = "reporting_institution";
			condition->detail =
				psprintf("%zu reporting institutions with a creator",
						 evaluation->result.institutions);
			break;
	}
}

static void
put_condition(RiStepWriter *writer, const RiRuleSet *rules,
			  const RiEvaluation *evaluation, int32 year, RiReason reason)
{
	bool		met = ri_condition_met(&rules->core, &evaluation->publication,
									   &evaluation->result, reason);
	Condition	condition;
	RiStep		step = {0};

	describe_condition(rules, evaluation, year, reason, &condition);
	step.kind = "condition";
	step.subject = condition.name;
	ri_step_count(&step, met ? 1 : 0);
	step.detail = psprintf("%s: %s", met ? "met" : "not met",
						   condition.detail);
	if (!met)
		step.reason = condition.unset != NULL ? condition.unset :
			ri_reason_code(reason);
	step.parameter = condition.parameter;
	step.source = "publication";
	ri_put_step(writer, &step);
}

void
ri_put_conditions(RiStepWriter *writer, RiPublicationEngine *engine,
				  const RiEvaluation *evaluation, int32 year)
{
	const RiRuleSet *rules = ri_engine_rules(engine);
	int			kind;
	int			reason;

	for (kind = 0; kind < RI_CHANNEL_KINDS; kind++)
		if (evaluation->head->channels[kind] != NULL)
			put_channel(writer, rules, evaluation, (RiChannelKind) kind, year);
	for (reason = RI_REASON_NOT_PUBLISHED;
		 reason <= RI_REASON_NO_REPORTING_INSTITUTION; reason++)
		put_condition(writer, rules, evaluation, year, (RiReason) reason);
	if (evaluation->publication.duplicate)
		put_condition(writer, rules, evaluation, year, RI_REASON_DUPLICATE);
}
