/*
 * publication_rules.c
 *		Reads an NVI rule set for the publication engine.
 *
 * Values come from describe_rule_set(), so that inheritance is resolved in one
 * place.  A parameter that is unset is remembered as such: what needs it
 * becomes NULL, never a guess.
 */
#include "publication_rules.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "decimal.h"

typedef struct RiWeight
{
	char	   *form;
	RiChannelKind kind;
	char	   *level;
	RiPublicationWeight weight;
} RiWeight;

typedef struct RiFormChannel
{
	char	   *form;
	RiChannelKind kind;
} RiFormChannel;

static const char *const channel_kinds[RI_CHANNEL_KINDS] = {
	"journal", "series", "publisher"
};

const char *
ri_channel_kind_name(RiChannelKind kind)
{
	return channel_kinds[kind];
}

bool
ri_channel_kind_by_name(const char *name, RiChannelKind *kind)
{
	int			i;

	for (i = 0; i < RI_CHANNEL_KINDS; i++)
	{
		if (strcmp(name, channel_kinds[i]) == 0)
		{
			*kind = (RiChannelKind) i;
			return true;
		}
	}
	return false;
}

static int64
scaled_value(const char *name, const char *value)
{
	int64		scaled;

	if (ri_decimal_parse(value, strlen(value), RI_POINTS_SCALE,
						 &scaled) != RI_DECIMAL_OK)
		elog(ERROR, "rule parameter \"%s\" holds \"%s\"", name, value);
	return scaled;
}

/* "publication_weight.<form>.<channel kind>.<level>" */
static void
take_weight(RiRuleSet *rules, char *name, const char *value)
{
	RiWeight   *weight = &rules->weights[rules->nweights];
	char	   *form = strchr(name, '.') + 1;
	char	   *kind = strchr(form, '.') + 1;
	char	   *level = strchr(kind, '.') + 1;

	kind[-1] = '\0';
	level[-1] = '\0';
	weight->form = form;
	if (!ri_channel_kind_by_name(kind, &weight->kind))
		elog(ERROR, "rule parameter \"%s\" names no channel", name);
	weight->level = level;
	weight->weight.weight_e4 = scaled_value(name, value);
	weight->weight.value = value;
	rules->nweights++;
}

/* "deciding_channel.<form>.<channel kind>" */
static void
take_channel(RiRuleSet *rules, char *name)
{
	char	   *form = strchr(name, '.') + 1;
	char	   *kind = strchr(form, '.');
	RiFormChannel *channel = &rules->channels[rules->nchannels];

	if (kind == NULL || !ri_channel_kind_by_name(kind + 1, &channel->kind))
		elog(ERROR, "rule code \"%s\" names no form and channel", name);
	*kind = '\0';
	channel->form = form;
	rules->nchannels++;
}

static void
take_scalar(RiRuleSet *rules, const char *name, const char *value)
{
	RiPublicationRules *core = &rules->core;

	if (strcmp(name, "rounding_method") == 0)
	{
		core->method = strcmp(value, "exact") == 0 ?
			RI_NVI_METHOD_EXACT : RI_NVI_METHOD_NVA;
		rules->method_set = true;
	}
	else if (strcmp(name, "share_counting") == 0)
	{
		core->share_counting = strcmp(value, "reporting_institutions") == 0 ?
			RI_SHARES_REPORTING_INSTITUTIONS : RI_SHARES_ALL_INSTITUTIONS;
		rules->share_counting = value;
	}
	else if (strcmp(name, "revised_counts") == 0)
	{
		core->revised_counts = strcmp(value, "true") == 0;
		rules->revised_set = true;
	}
	else if (strcmp(name, "chapter_in_monograph_counts") == 0)
	{
		core->chapter_in_monograph_counts = strcmp(value, "true") == 0;
		rules->chapter_set = true;
	}
	else if (strcmp(name, "duplicates_count") == 0)
		core->duplicates_count = strcmp(value, "true") == 0;
	else if (strcmp(name, "share_function") == 0)
	{
		core->share_function = strcmp(value, "linear") == 0 ?
			RI_SHARE_LINEAR : RI_SHARE_SQRT;
		rules->share_function_set = true;
	}
	else if (strcmp(name, "regional_factor") == 0)
	{
		core->regional_factor_e4 = scaled_value(name, value);
		rules->regional_factor_set = true;
	}
	else if (strcmp(name, "combined_factors") == 0)
		core->combined_factors = strcmp(value, "larger") == 0 ?
			RI_FACTORS_LARGER : RI_FACTORS_PRODUCT;
	else if (strcmp(name, "international_factor") == 0)
	{
		core->international_factor_e4 = scaled_value(name, value);
		rules->factor_set = true;
	}
}

RiRuleSet *
ri_load_rule_set(const char *rule_set)
{
	MemoryContext caller = CurrentMemoryContext;
	RiRuleSet  *rules = palloc0(sizeof(RiRuleSet));
	Oid			argtypes[1] = {TEXTOID};
	Datum		args[1];
	uint64		i;

	SPI_connect();
	args[0] = CStringGetTextDatum(rule_set);
	if (SPI_execute_with_args("SELECT d.name, d.value"
							  " FROM research_indicators.describe_rule_set($1) AS d"
							  " WHERE d.value IS NOT NULL",
							  1, argtypes, args, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read rule set \"%s\"", rule_set);
	rules->weights = MemoryContextAllocZero(caller, sizeof(RiWeight) * (SPI_processed + 1));
	rules->channels = MemoryContextAllocZero(caller, sizeof(RiFormChannel) * (SPI_processed + 1));
	rules->isbn_forms = MemoryContextAllocZero(caller, sizeof(char *) * (SPI_processed + 1));
	/* an unset factor must not make the arithmetic refuse */
	rules->core.international_factor_e4 = 10000;
	rules->core.regional_factor_e4 = 10000;
	for (i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		char	   *name = MemoryContextStrdup(caller,
											   SPI_getvalue(row, SPI_tuptable->tupdesc, 1));
		char	   *value = MemoryContextStrdup(caller,
												SPI_getvalue(row, SPI_tuptable->tupdesc, 2));

		if (strncmp(name, "publication_weight.", 19) == 0)
			take_weight(rules, name, value);
		else if (strncmp(name, "deciding_channel.", 17) == 0)
			take_channel(rules, name);
		else if (strncmp(name, "isbn_required.", 14) == 0)
			rules->isbn_forms[rules->nisbn_forms++] = name + 14;
		else
			take_scalar(rules, name, value);
	}
	SPI_finish();
	return rules;
}

bool
ri_form_counts(const RiRuleSet *rules, const char *form)
{
	int			i;

	for (i = 0; i < rules->nchannels; i++)
		if (strcmp(rules->channels[i].form, form) == 0)
			return true;
	return false;
}

bool
ri_form_needs_isbn(const RiRuleSet *rules, const char *form)
{
	int			i;

	for (i = 0; i < rules->nisbn_forms; i++)
		if (strcmp(rules->isbn_forms[i], form) == 0)
			return true;
	return false;
}

bool
ri_channel_can_decide(const RiRuleSet *rules, const char *form,
					  RiChannelKind kind)
{
	int			i;

	for (i = 0; i < rules->nchannels; i++)
		if (rules->channels[i].kind == kind &&
			strcmp(rules->channels[i].form, form) == 0)
			return true;
	return false;
}

bool
ri_deciding_channel(const RiRuleSet *rules, const char *form,
					const char *const levels[RI_CHANNEL_KINDS],
					RiChannelKind *kind)
{
	int			i;

	for (i = 0; i < RI_CHANNEL_KINDS; i++)
	{
		if (levels[i] != NULL &&
			ri_channel_can_decide(rules, form, (RiChannelKind) i))
		{
			*kind = (RiChannelKind) i;
			return true;
		}
	}
	return false;
}

const RiPublicationWeight *
ri_publication_weight(const RiRuleSet *rules, const char *form,
					  RiChannelKind kind, const char *level)
{
	int			i;

	for (i = 0; i < rules->nweights; i++)
	{
		const RiWeight *weight = &rules->weights[i];

		if (weight->kind == kind && strcmp(weight->form, form) == 0 &&
			strcmp(weight->level, level) == 0)
			return &weight->weight;
	}
	return NULL;
}
