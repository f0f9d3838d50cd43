/*
 * test_trial_id.c
 *		Tests of extension/core/trial_id.c.
 */
#include "tap.h"
#include "trial_id.h"

static void
reads(const char *text, RiTrialRegistry registry, const char *wanted)
{
	int64_t		id = -1;
	RiTrialRegistry claimed = RI_REGISTRY_NONE;
	char		back[RI_TRIAL_ID_LENGTH + 1] = "";
	RiTrialIdStatus status = ri_trial_id_parse(text, strlen(text), &id,
											   &claimed);

	if (status == RI_TRIAL_ID_OK)
		ri_trial_id_format(id, back);
	tap_ok(status == RI_TRIAL_ID_OK && claimed == registry &&
		   ri_trial_id_registry(id) == registry &&
		   strcmp(back, wanted) == 0, "\"%s\" is %s", text, wanted);
}

static void
refuses(const char *text, RiTrialRegistry wanted)
{
	int64_t		id = -1;
	RiTrialRegistry claimed = RI_REGISTRY_NONE;
	RiTrialIdStatus status = ri_trial_id_parse(text, strlen(text), &id,
											   &claimed);

	tap_ok(status == (wanted == RI_REGISTRY_NONE ? RI_TRIAL_ID_UNKNOWN :
					  RI_TRIAL_ID_MALFORMED) &&
		   claimed == wanted && id == -1, "\"%s\" is refused: %s", text,
		   wanted == RI_REGISTRY_NONE ? "unknown" : ri_registry_name(wanted));
}

static void
test_reading(void)
{
	reads("NCT01446328", RI_REGISTRY_CTGOV, "NCT01446328");
	reads("nct01446328", RI_REGISTRY_CTGOV, "NCT01446328");
	reads(" \tNCT01446328\n", RI_REGISTRY_CTGOV, "NCT01446328");
	reads("NCT 01446328", RI_REGISTRY_CTGOV, "NCT01446328");
	reads("NCT-01446328", RI_REGISTRY_CTGOV, "NCT01446328");
	reads("NCT\xE2\x80\xAF" "01446328", RI_REGISTRY_CTGOV, "NCT01446328");
	reads("ClinicalTrials.gov: NCT01446328", RI_REGISTRY_CTGOV, "NCT01446328");
	reads("ClinicalTrials.gov Identifier: NCT01446328", RI_REGISTRY_CTGOV,
		  "NCT01446328");
	reads("https://clinicaltrials.gov/study/NCT01446328", RI_REGISTRY_CTGOV,
		  "NCT01446328");
	reads("NCT99999999", RI_REGISTRY_CTGOV, "NCT99999999");

	reads("2010-022307-22", RI_REGISTRY_EUDRACT, "2010-022307-22");
	reads("EudraCT 2010-022307-22", RI_REGISTRY_EUDRACT, "2010-022307-22");
	reads("EudraCT number: 2010-022307-22", RI_REGISTRY_EUDRACT,
		  "2010-022307-22");
	reads("EUCTR2010-022307-22-NO", RI_REGISTRY_EUDRACT, "2010-022307-22");
	reads("2010\xE2\x80\x93" "022307\xE2\x80\x93" "22", RI_REGISTRY_EUDRACT,
		  "2010-022307-22");
	reads("2010 - 022307 \xE2\x88\x92\xC2\xA0" "22", RI_REGISTRY_EUDRACT,
		  "2010-022307-22");
	reads("2004-000001-00", RI_REGISTRY_EUDRACT, "2004-000001-00");
	reads("2010-499999-22", RI_REGISTRY_EUDRACT, "2010-499999-22");
	reads("2010-600000-22", RI_REGISTRY_EUDRACT, "2010-600000-22");

	reads("2022-500014-26-00", RI_REGISTRY_CTIS, "2022-500014-26");
	reads("2022-500014-26-01", RI_REGISTRY_CTIS, "2022-500014-26");
	reads("2022-500014-26", RI_REGISTRY_CTIS, "2022-500014-26");
	reads("EU CT 2022-500014-26-00", RI_REGISTRY_CTIS, "2022-500014-26");
	reads("CTIS2022-500014-26-00", RI_REGISTRY_CTIS, "2022-500014-26");
	reads("2022-599999-99", RI_REGISTRY_CTIS, "2022-599999-99");

	reads("ISRCTN54540667", RI_REGISTRY_ISRCTN, "ISRCTN54540667");
	reads("isrctn: 54540667", RI_REGISTRY_ISRCTN, "ISRCTN54540667");
	reads("https://www.isrctn.com/ISRCTN54540667", RI_REGISTRY_ISRCTN,
		  "ISRCTN54540667");
}

static void
test_refusing(void)
{
	refuses("NCT0144632", RI_REGISTRY_CTGOV);
	refuses("NCT014463280", RI_REGISTRY_CTGOV);
	refuses("NCTO1446328", RI_REGISTRY_CTGOV);
	refuses("NCT0144632O", RI_REGISTRY_CTGOV);
	refuses("NCT00000000", RI_REGISTRY_CTGOV);
	refuses("NCT01446328 NCT01446329", RI_REGISTRY_CTGOV);
	refuses("ClinicalTrials.gov: 01446328", RI_REGISTRY_CTGOV);
	refuses("ClinicalTrials.gov: ISRCTN54540667", RI_REGISTRY_CTGOV);
	refuses("2010-022307-2", RI_REGISTRY_EUDRACT);
	refuses("2010-22307-22", RI_REGISTRY_EUDRACT);
	refuses("2010-0223070-22", RI_REGISTRY_EUDRACT);
	refuses("2003-022307-22", RI_REGISTRY_EUDRACT);
	refuses("2010-000000-22", RI_REGISTRY_EUDRACT);
	refuses("2010-022307-22-00", RI_REGISTRY_EUDRACT);
	refuses("2010-022307-22-N1", RI_REGISTRY_EUDRACT);
	refuses("2010-022307-22-_N", RI_REGISTRY_EUDRACT);
	refuses("EudraCT 2022-500014-26", RI_REGISTRY_EUDRACT);
	refuses("EudraCT", RI_REGISTRY_EUDRACT);
	refuses("2022-500014-26-0", RI_REGISTRY_CTIS);
	refuses("2022-500014-26-000", RI_REGISTRY_CTIS);
	refuses("2022-500014-26-NO", RI_REGISTRY_CTIS);
	refuses("CTIS 2010-022307-22", RI_REGISTRY_CTIS);
	refuses("ISRCTN5454066", RI_REGISTRY_ISRCTN);
	refuses("ISRCTN", RI_REGISTRY_ISRCTN);

	refuses("", RI_REGISTRY_NONE);
	refuses("  ", RI_REGISTRY_NONE);
	refuses("-", RI_REGISTRY_NONE);
	refuses("2019/1234", RI_REGISTRY_NONE);
	refuses("NCT", RI_REGISTRY_NONE);
	refuses("NCTU-2019-01", RI_REGISTRY_NONE);
	refuses("ACTRN12605000161628", RI_REGISTRY_NONE);
	refuses("EUCTX 2010-022307-22", RI_REGISTRY_NONE);
	refuses("54540667", RI_REGISTRY_NONE);
	refuses("2010022307-22", RI_REGISTRY_NONE);
	refuses("2010-0223-22", RI_REGISTRY_NONE);
	refuses("2010-02230700-22", RI_REGISTRY_NONE);
	refuses("2010-022307", RI_REGISTRY_NONE);
}

/* Longer than the buffer, with a zero byte: no number, nothing overrun. */
static void
test_hostile(void)
{
	char		text[4096];
	int64_t		id = -1;
	RiTrialRegistry claimed;

	memset(text, '9', sizeof(text));
	tap_ok(ri_trial_id_parse(text, sizeof(text), &id, &claimed) ==
		   RI_TRIAL_ID_UNKNOWN && id == -1, "four thousand digits");
	memset(text, ' ', sizeof(text));
	memcpy(text + 4000, "NCT01446328", 11);
	tap_ok(ri_trial_id_parse(text, sizeof(text), &id, &claimed) ==
		   RI_TRIAL_ID_OK, "four thousand blanks");
	tap_ok(ri_trial_id_parse("NCT01446328\0x", 13, &id, &claimed) ==
		   RI_TRIAL_ID_UNKNOWN, "a zero byte");
}

static void
test_binary(void)
{
	const int64_t unit = INT64_C(1000000000000);

	tap_equal(ri_trial_id_check(unit + 1446328), RI_TRIAL_ID_OK, "ctgov");
	tap_equal(ri_trial_id_check(0), RI_TRIAL_ID_UNKNOWN, "nought");
	tap_equal(ri_trial_id_check(-unit), RI_TRIAL_ID_UNKNOWN, "negative");
	tap_equal(ri_trial_id_check(INT64_MIN), RI_TRIAL_ID_UNKNOWN, "least");
	tap_equal(ri_trial_id_check(INT64_MAX), RI_TRIAL_ID_UNKNOWN, "greatest");
	tap_equal(ri_trial_id_check(5 * unit + 1), RI_TRIAL_ID_UNKNOWN,
			  "no such registry");
	tap_equal(ri_trial_id_check(unit), RI_TRIAL_ID_MALFORMED, "no number");
	tap_equal(ri_trial_id_check(unit + 100000000), RI_TRIAL_ID_MALFORMED,
			  "nine digits");
	tap_equal(ri_trial_id_check(2 * unit + INT64_C(202250001426)),
			  RI_TRIAL_ID_MALFORMED, "an EU CT number as EudraCT");
	tap_equal(ri_trial_id_check(3 * unit + INT64_C(202250001426)),
			  RI_TRIAL_ID_OK, "and as itself");
	tap_equal(ri_trial_id_check(2 * unit + INT64_C(200302230722)),
			  RI_TRIAL_ID_MALFORMED, "before EudraCT began");
}

static void
test_registries(void)
{
	tap_same_text(ri_registry_code(RI_REGISTRY_CTGOV), "ctgov", "code");
	tap_same_text(ri_registry_code(RI_REGISTRY_EUDRACT), "eudract", "code");
	tap_same_text(ri_registry_code(RI_REGISTRY_CTIS), "ctis", "code");
	tap_same_text(ri_registry_code(RI_REGISTRY_ISRCTN), "isrctn", "code");
	tap_ok(ri_registry_code(RI_REGISTRY_NONE) == NULL, "none has no code");
	tap_ok(ri_registry_name(RI_REGISTRY_NONE) == NULL, "nor a name");
	tap_ok(ri_registry_code((RiTrialRegistry) 99) == NULL &&
		   ri_registry_name((RiTrialRegistry) 99) == NULL,
		   "nor has a number that is no registry's");
}

int
main(void)
{
	test_reading();
	test_refusing();
	test_hostile();
	test_binary();
	test_registries();
	return tap_finish();
}
