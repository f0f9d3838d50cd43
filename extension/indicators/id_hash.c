/*
 * id_hash.c
 *		dynahash over ids of any length: the key is a pointer, what it points
 *		to is hashed and compared.
 */
#include "id_hash.h"

#include "common/hashfn.h"

static uint32
hash_id(const void *key, Size keysize)
{
	const char *id = *(const char *const *) key;

	return hash_bytes((const unsigned char *) id, (int) strlen(id));
}

static int
match_id(const void *a, const void *b, Size keysize)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The table keeps the pointer that was looked up; its owner replaces it. */
static void *
copy_id(void *dest, const void *src, Size keysize)
{
	return memcpy(dest, src, keysize);
}

HTAB *
ri_id_hash_create(const char *name, Size entrysize)
{
	HASHCTL		control;

	control.keysize = sizeof(char *);
	control.entrysize = entrysize;
	control.hash = hash_id;
	control.match = match_id;
	control.keycopy = copy_id;
	control.hcxt = CurrentMemoryContext;
	return hash_create(name, 256, &control,
					   HASH_ELEM | HASH_FUNCTION | HASH_COMPARE |
					   HASH_KEYCOPY | HASH_CONTEXT);
}
