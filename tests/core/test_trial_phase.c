/*
 * test_trial_phase.c
 *		Tests of extension/core/trial_phase.c.
 */
#include "tap.h"
#include "trial_phase.h"

static void
reads(const char *text, const char *wanted)
{
	char		phase[RI_TRIAL_PHASE_LENGTH + 1] = "?";

	tap_ok(ri_trial_phase(text, strlen(text), phase) &&
		   strcmp(phase, wanted) == 0, "\"%s\" is phase %s", text, wanted);
}

static void
refuses(const char *text)
{
	char		phase[RI_TRIAL_PHASE_LENGTH + 1] = "?";

	tap_ok(!ri_trial_phase(text, strlen(text), phase) &&
		   strcmp(phase, "?") == 0, "\"%s\" is no phase", text);
}

static void
test_one_phase(void)
{
	reads("0", "0");
	reads("1", "1");
	reads("4", "4");
	reads("I", "1");
	reads("ii", "2");
	reads("III", "3");
	reads("iv", "4");
	reads("Phase 1", "1");
	reads("phase  2 ", "2");
	reads("PHASE3", "3");
	reads("Fase I", "1");
	reads("fase ii", "2");
	reads("FaseIII", "3");
	reads("Phase-2", "2");
	reads("phase\xE2\x80\x93III", "3");
	reads("Phase\xC2\xA0IV", "4");
	reads("\tPhase 2\n", "2");
	reads("2a", "2");
	reads("2 B", "2");
	reads("IIb", "2");
	reads("IIIc", "3");
	reads("Phase Ib", "1");
	reads("phaseIVa", "4");
	reads("Phase II study", "2");
	reads("Therapeutic exploratory (Phase II)", "2");
	reads("Human pharmacology (Phase I)", "1");
	reads("Therapeutic confirmatory (Phase III)", "3");
	reads("Therapeutic use (Phase IV)", "4");
}

static void
test_early(void)
{
	reads("Early Phase 1", "0");
	reads("EARLY_PHASE1", "0");
	reads("early phase I", "0");
	reads("Tidlig fase 1", "0");
	reads("Phase 0", "0");
	refuses("Early phase 2");
	refuses("Early phase");
	refuses("1 early");
}

static void
test_neighbours(void)
{
	reads("1/2", "1/2");
	reads("I/II", "1/2");
	reads("2/3", "2/3");
	reads("III/IV", "3/4");
	reads("I-II", "1/2");
	reads("2 \xE2\x80\x93 3", "2/3");
	reads("Ib/IIa", "1/2");
	reads("2a/2b", "2");
	reads("IIa-IIb", "2");
	reads("Phase 1/Phase 2", "1/2");
	reads("Phase 1|Phase 2", "1/2");
	reads("PHASE2, PHASE3", "2/3");
	reads("PHASE1/PHASE2", "1/2");
	reads("Phase I and Phase II (integrated)", "1/2");
	reads("Fase 2 og 3", "2/3");
	reads("fase I til II", "1/2");
	reads("0/1", "0/1");
}

static void
test_no_phase(void)
{
	refuses("");
	refuses(" ");
	refuses("phase");
	refuses("fase");
	refuses("5");
	refuses("V");
	refuses("VI");
	refuses("IIII");
	refuses("12");
	refuses("11");
	refuses("-1");
	refuses("2.5");
	refuses("2d");
	refuses("a");
	refuses("1 2");
	refuses("1/3");
	refuses("2/1");
	refuses("1/2/3");
	refuses("1/2 3");
	refuses("phasex");
	refuses("phased");
	refuses("2ab");
	refuses("2\xE2\x82\xAC");
	refuses("I-II-III");
	refuses("2/");
	refuses("/2");
	refuses("1//2");
	refuses("2 and");
	refuses("and 2");
	refuses("N/A");
	refuses("NA");
	refuses("Not applicable");
	refuses("ukjent");
	refuses("pilot");
	refuses("Phase two");
	refuses("Phase 2?");
	refuses("\xE2\x80");
	refuses("\xFF" "2");
}

static void
test_length(void)
{
	char		text[400];
	char		phase[RI_TRIAL_PHASE_LENGTH + 1] = "?";

	memset(text, ' ', sizeof(text));
	text[0] = '2';
	tap_ok(ri_trial_phase(text, 120, phase) && strcmp(phase, "2") == 0,
		   "blanks up to the longest text");
	strcpy(phase, "?");
	tap_ok(!ri_trial_phase(text, 121, phase) && strcmp(phase, "?") == 0,
		   "a longer text is no phase");
	tap_ok(ri_trial_phase("2/3", 1, phase) && strcmp(phase, "2") == 0,
		   "bytes behind the length are not read");
}

int
main(void)
{
	test_one_phase();
	test_early();
	test_neighbours();
	test_no_phase();
	test_length();
	return tap_finish();
}
