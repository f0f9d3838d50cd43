/*
 * publication_rules.h
 *		An NVI rule set as the publication engine uses it.
 */
#ifndef RI_PUBLICATION_RULES_H
#define RI_PUBLICATION_RULES_H

#include "postgres.h"

#include "publication.h"

/* Kind of channel that can decide the level of a publication. */
typedef enum RiChannelKind
{
	RI_CHANNEL_JOURNAL,
	RI_CHANNEL_SERIES,
	RI_CHANNEL_PUBLISHER
} RiChannelKind;

#define RI_CHANNEL_KINDS 3

/* Kinds by name: false when it names none. */
extern bool ri_channel_kind_by_name(const char *name, RiChannelKind *kind);
extern const char *ri_channel_kind_name(RiChannelKind kind);

typedef struct RiRuleSet
{
	RiPublicationRules core;
	const char *share_counting; /* its code; NULL where it is unset */
	/* parameters that the set holds; core has a harmless value for the others */
	bool		method_set;
	bool		share_function_set;
	bool		factor_set;		/* the international one */
	bool		regional_factor_set;
	bool		revised_set;
	bool		chapter_set;
	struct RiWeight *weights;
	int			nweights;
	struct RiFormChannel *channels; /* that can decide the level of a form */
	int			nchannels;
	char	  **isbn_forms;		/* forms that need an ISBN */
	int			nisbn_forms;
} RiRuleSet;

/* Reads the rule set through SPI into the current memory context. */
extern RiRuleSet *ri_load_rule_set(const char *rule_set);

extern bool ri_form_counts(const RiRuleSet *rules, const char *form);
extern bool ri_form_needs_isbn(const RiRuleSet *rules, const char *form);

/*
 * Which channel decides: the first kind, in the order of RiChannelKind, that
 * the rule set names for the form and that has an assigned level.  levels[] holds
 * the level per kind, NULL where none is assigned.  Returns false when none decides.
 */
extern bool ri_deciding_channel(const RiRuleSet *rules, const char *form,
								const char *const levels[RI_CHANNEL_KINDS],
								RiChannelKind *kind);

/* Whether the rule set names the kind for the form. */
extern bool ri_channel_can_decide(const RiRuleSet *rules, const char *form,
								  RiChannelKind kind);

/* A weight, times 10^4 and as the rule set has it. */
typedef struct RiPublicationWeight
{
	int64		weight_e4;
	const char *value;
} RiPublicationWeight;

/* NULL when the set holds no weight for form, channel and level. */
extern const RiPublicationWeight *ri_publication_weight(const RiRuleSet *rules,
														const char *form,
														RiChannelKind kind,
														const char *level);

#endif							/* RI_PUBLICATION_RULES_H */
