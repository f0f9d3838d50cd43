/*
 * test_personal.c
 *		Tests of extension/core/personal.c.  The identity numbers are synthetic:
 *		the month plus 80, which no person has.  The birth and D-numbers among
 *		the properties are drawn and tested, never written down.
 */
#include "personal.h"
#include "tap.h"

#define IDENTITY RI_PERSONAL_IDENTITY_NUMBER
#define EMAIL RI_PERSONAL_EMAIL
#define PHONE RI_PERSONAL_TELEPHONE

static void
holds(const char *text, unsigned wanted)
{
	tap_equal(ri_personal_data(text, strlen(text), false), wanted,
			  "\"%s\"", text);
}

static void
holds_bare(const char *text, unsigned wanted)
{
	tap_equal(ri_personal_data(text, strlen(text), true), wanted,
			  "\"%s\", words only", text);
}

/* Puts the two check digits behind nine digits; false where none fit. */
static bool
complete(char digits[12])
{
	static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2};
	static const int second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	int			sum = 0;
	int			i;

	for (i = 0; i < 9; i++)
		sum += first[i] * (digits[i] - '0');
	if (sum % 11 == 1)
		return false;
	digits[9] = (char) ('0' + (11 - sum % 11) % 11);
	sum = 0;
	for (i = 0; i < 10; i++)
		sum += second[i] * (digits[i] - '0');
	if (sum % 11 == 1)
		return false;
	digits[10] = (char) ('0' + (11 - sum % 11) % 11);
	digits[11] = '\0';
	return true;
}

/* Right numbers are found, and with one digit changed they are not. */
static void
test_drawn(const char *what, int day_plus, int month_plus)
{
	uint64_t	state = tap_seed();
	int			tried = 0;
	int			missed = 0;
	int			wrong = 0;

	while (tried < 2000)
	{
		char		digits[16];
		int			place = (int) tap_random_between(&state, 0, 10);
		char		old;

		snprintf(digits, sizeof(digits), "%02d%02d%05d",
				 (int) tap_random_between(&state, 1, 28) + day_plus,
				 (int) tap_random_between(&state, 1, 12) + month_plus,
				 (int) tap_random_between(&state, 0, 99999));
		if (!complete(digits))
			continue;
		tried++;
		missed += !ri_is_identity_number(digits);
		old = digits[place];
		digits[place] = (char) ('0' + (old - '0' + 1) % 10);
		wrong += ri_is_identity_number(digits);
	}
	tap_equal(missed, 0, "%s are found", what);
	tap_equal(wrong, 0, "%s with one digit wrong are not", what);
}

static void
test_identity_numbers(void)
{
	char		digits[16] = "158550124";
	char		text[64];

	tap_ok(complete(digits), "a synthetic number");
	holds(digits, IDENTITY);
	snprintf(text, sizeof(text), "Study of %s, oslo", digits);
	holds(text, IDENTITY);
	snprintf(text, sizeof(text), "%.6s %s", digits, digits + 6);
	holds(text, IDENTITY);
	snprintf(text, sizeof(text), "%.6s-%s", digits, digits + 6);
	holds(text, IDENTITY);
	snprintf(text, sizeof(text), "fnr%s", digits);
	holds(text, IDENTITY);
	snprintf(text, sizeof(text), "%.6s  %s", digits, digits + 6);
	holds(text, 0);
	snprintf(text, sizeof(text), "1%s", digits);
	holds(text, 0);
	snprintf(text, sizeof(text), "%s1", digits);
	holds(text, 0);
	snprintf(text, sizeof(text), "a%s", digits);
	holds(text, 0);
	snprintf(text, sizeof(text), "%sf", digits);
	holds(text, 0);
	holds("00000000000", 0);
	holds("9913249680", 0);

	test_drawn("birth numbers", 0, 0);
	test_drawn("D-numbers", 40, 0);
	test_drawn("numbers of hospitals", 0, 40);
	test_drawn("synthetic numbers", 0, 80);
}

static void
test_email(void)
{
	holds("someone@example.org", EMAIL);
	holds("Write to first.last+tag@mail.example.org.", EMAIL);
	holds("<someone@example.org>", EMAIL);
	holds("s\xC3\xB8k@example.no", EMAIL);
	holds("someone@localhost", 0);
	holds("@example.org", 0);
	holds("someone@", 0);
	holds("someone@.org", 0);
	holds("a @ b.no", 0);
	holds("p@0.05", 0);
	holds("ola@helse-bergen.no", EMAIL);
	holds("ola.@example.org", EMAIL);
	holds("ola@a_1.no{", EMAIL);
	holds("@", 0);
}

static void
test_telephone(void)
{
	holds("+47 22 33 44 55", PHONE);
	holds("+4722334455", PHONE);
	holds("004722334455", PHONE);
	holds("+46 8 123 456 78", PHONE);
	holds("+1 (555) 010-0199", PHONE);
	holds("22 33 44 55", PHONE);
	holds("Call 912 34 567 today", PHONE);
	holds("tlf 22334455", PHONE);
	holds("Tlf.: 2233 4455", PHONE);
	holds("mobil: 91234567", PHONE);
	holds("telephone 22-33-44-55", PHONE);

	holds(" 22 33 44 55", PHONE);
	holds("22 33 44 55 a", PHONE);
	holds("tlf. (+47) 22334455", PHONE);
	holds("tlf: +(22)334455", PHONE);
	holds("+47 22334455x", PHONE);

	holds("22 33 44 55x", 0);
	holds("+ 47 22334455", 0);
	holds("+0 47 22334455", 0);
	holds("+4722", 0);
	holds("+47---22334455", 0);
	holds("+4722334455667788", 0);
	holds("004", 0);
	holds("0046 22334455", 0);
	holds("0047 223344", 0);
	holds("tlf22334455", 0);
	holds("tlf: x", 0);
	holds("tlf 12345678", 0);
	holds("tlf 2233", 0);
	holds("130972-4802", 0);
	holds("130972x48022", 0);
	holds("22334455", 0);
	holds("991 324 968", 0);
	holds("20 30 40 50", 0);
	holds("10 20 30 40 50", 0);
	holds("22 33 44 55 66", 0);
	holds("IL-6 +2.5", 0);
	holds("hotel 22334455", 0);
	holds("Telemark 2019", 0);
	holds("Mobil 2020 2021", 0);
	holds("NCT01446328", 0);
	holds("2010-022307-22", 0);
	holds("ISRCTN54540667", 0);
	holds("10.1016/S2215-0366(20)30341-2", 0);
	holds("123e4567-e89b-12d3-a456-426614174000", 0);

	holds_bare("22334455", PHONE);
	holds_bare("Ring 91234567.", PHONE);
	holds_bare("20230501", 0);
	holds_bare("19991231", 0);
	holds_bare("NCT91234567", 0);
	holds_bare("91234567-1", 0);
	holds_bare("10.5555/91234567", 0);
	holds_bare("912345678", 0);
	holds_bare("9123456", 0);
	holds_bare("_91234567", 0);
	holds_bare("91234567_", 0);
	holds_bare("91234567{", PHONE);
}

static void
test_mixed(void)
{
	holds("", 0);
	holds("someone@example.org, +4722334455", EMAIL | PHONE);
	holds("A study of ordinary words, 2016-2019 (n = 328)", 0);
}

int
main(void)
{
	test_identity_numbers();
	test_email();
	test_telephone();
	test_mixed();
	return tap_finish();
}
