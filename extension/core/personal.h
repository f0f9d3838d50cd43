/*
 * personal.h
 *		Recognises personal data in texts: Norwegian identity numbers, e-mail
 *		addresses, telephone numbers.
 *
 * Sources: Skatteetaten, identity numbers (date of birth, individual number,
 * two check digits with weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2 modulo
 * 11; D-numbers have 40 added to the day, synthetic ones 80 to the month); the
 * Norwegian numbering plan (eight digits, country code 47).
 */
#ifndef RI_PERSONAL_H
#define RI_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

#define RI_IDENTITY_DIGITS 11

/* What a text holds, as bits. */
#define RI_PERSONAL_IDENTITY_NUMBER	1
#define RI_PERSONAL_EMAIL			2
#define RI_PERSONAL_TELEPHONE		4

/*
 * True for eleven digits with a possible day and month and two right check
 * digits: birth numbers, D-numbers (day plus 40), and the numbers of hospitals
 * and of test populations (month plus 40, 65 or 80).
 */
extern bool ri_is_identity_number(const char digits[RI_IDENTITY_DIGITS]);

/*
 * What a text holds; 0 for nothing.
 *
 * Identity numbers: eleven digits in a row, or six and five with one blank or
 * hyphen between; neither a digit nor a letter a-f beside them, so that hashes
 * and UUIDs are none.  E-mail addresses: something@domain.letters.  Telephone
 * numbers: + or 0047 and eight digits or more; eight digits in the groups 2 2 2 2
 * or 3 2 3; eight digits after tlf, tel, telefon, telephone, phone, mob, mobil or
 * mobile.  With bare_numbers, which is for texts that hold no identifiers,
 * also eight digits in a row, unless they are a date (19..., 20...) or a
 * letter, digit, or joining sign stands beside them.
 */
extern unsigned ri_personal_data(const char *text, size_t len,
								 bool bare_numbers);

#endif							/* RI_PERSONAL_H */
