/*
 * publication_evaluation.c
 *		Core's arithmetic over what a source says and a rule set leaves open.
 */
#include "publication_evaluation.h"

static bool
is_book(const char *form)
{
	return form != NULL && (strcmp(form, "monograph") == 0 ||
							strcmp(form, "commentary") == 0);
}

void
ri_describe_publication(const RiRuleSet *rules, const RiPublicationHead *head,
						RiEvaluation *evaluation)
{
	RiPublication *publication = &evaluation->publication;
	const char *form = head->form == NULL ? "" : head->form;

	memset(publication, 0, sizeof(*publication));
	evaluation->head = head;
	publication->published = head->status != NULL &&
		strcmp(head->status, "published") == 0;
	publication->form_counts = ri_form_counts(rules, form);
	publication->revised = head->revised;
	publication->isbn_missing = !head->has_isbn &&
		ri_form_needs_isbn(rules, form);
	publication->chapter_in_monograph = strcmp(form, "chapter") == 0 &&
		is_book(head->parent_form);
	publication->duplicate = head->counts_as != NULL;
	evaluation->decided = ri_deciding_channel(rules, form, head->levels,
											  &evaluation->channel);
	evaluation->level = NULL;
	evaluation->weight = NULL;
	if (!evaluation->decided)
		return;
	evaluation->level = head->levels[evaluation->channel];
	publication->level_assigned = true;
	evaluation->weight = ri_publication_weight(rules, form,
											   evaluation->channel,
											   evaluation->level);
	publication->weight_known = evaluation->weight != NULL;
	if (publication->weight_known)
		publication->weight_e4 = evaluation->weight->weight_e4;
}

/*
 * Why the points of the publication are unknown, or NULL when they are known.
 * A publication that is excluded whatever an unset parameter might say earns 0.
 */
static const char *
unset_reason(const RiRuleSet *rules, const RiEvaluation *evaluation)
{
	const RiPublicationResult *result = &evaluation->result;
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
			return evaluation->publication.weight_known ? NULL : "weight_unset";
		default:
			unset = !rules->method_set || rules->share_counting == NULL ||
				!rules->share_function_set ||
				(result->international && !rules->factor_set) ||
				(result->interregional && !rules->regional_factor_set) ||
				!ri_publication_factor(&rules->core, result, &factor);
			break;
	}
	return unset ? "parameter_unset" : NULL;
}

void
ri_evaluate_publication(const RiRuleSet *rules, RiEvaluation *evaluation)
{
	evaluation->status = ri_publication_points(&rules->core,
											   &evaluation->publication,
											   evaluation->entries,
											   &evaluation->result,
											   evaluation->trace);
	evaluation->unset = unset_reason(rules, evaluation);
	if (evaluation->unset == NULL && evaluation->status != RI_NVI_OK)
		evaluation->unset = "too_many_shares";
}

bool
ri_is_countable(const RiEvaluation *evaluation,
				const RiInstitutionPoints *entry)
{
	return evaluation->unset == NULL && entry != NULL && entry->countable;
}

const char *
ri_evaluation_reason(const RiEvaluation *evaluation,
					 const RiInstitutionPoints *entry)
{
	if (evaluation->unset != NULL)
		return evaluation->unset;
	return ri_reason_code(entry != NULL ? entry->reason :
						  evaluation->result.reason);
}
