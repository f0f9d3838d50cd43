/*
 * pseudonym.h
 *		Keys of persons as pseudonyms: p and 32 hexadecimal digits of the
 *		HMAC-SHA-256 of the key under the site's own secret.
 */
#ifndef RI_PSEUDONYM_H
#define RI_PSEUDONYM_H

#include "postgres.h"

#define RI_PSEUDONYM_LENGTH 33
#define RI_SITE_KEY_LENGTH 32

typedef struct RiSiteKey
{
	uint8		bytes[RI_SITE_KEY_LENGTH];
} RiSiteKey;

/* Reads the site's key, as the owner of its table: the caller may not. */
extern void ri_read_site_key(RiSiteKey *key);

/*
 * The pseudonym of a person: of what follows the last slash, so that the
 * address of a person and the number in it are one.  A pseudonym is its own.
 */
extern void ri_pseudonym(const RiSiteKey *key, const char *person, size_t len,
						 char out[RI_PSEUDONYM_LENGTH]);

#endif							/* RI_PSEUDONYM_H */
