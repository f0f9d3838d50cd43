/*
 * json_reader.h
 *		Reads JSON token by token, in bounded memory, and believes nothing.
 *
 * What RFC 8259 leaves open is refused here: two equal keys in one object
 * (compared as they read, so "a" is "\u0061"), NUL, lone surrogates, numbers that
 * no exact type of ours could hold.  Depth and the number of keys in the
 * objects that are open at one time are limited.
 *
 * A fault is told once, at its place.  Grammar faults end the reading; the
 * others (RI_JSON_IS_LOCAL) let it go on, so that one bad document does not
 * take its neighbours with it.
 */
#ifndef RI_JSON_READER_H
#define RI_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RI_JSON_MAX_DEPTH	64
#define RI_JSON_MAX_KEYS	8192	/* of all open objects together */
#define RI_JSON_MAX_DIGITS	400		/* of a number, written out */

typedef enum RiJsonToken
{
	RI_JSON_OBJECT,				/* { */
	RI_JSON_OBJECT_END,
	RI_JSON_ARRAY,				/* [ */
	RI_JSON_ARRAY_END,
	RI_JSON_KEY,
	RI_JSON_STRING,
	RI_JSON_NUMBER,
	RI_JSON_WORD,				/* true, false, null */
	RI_JSON_FINISHED,			/* end of the text, between two values */
	RI_JSON_BROKEN				/* a grammar fault; nothing follows */
} RiJsonToken;

typedef enum RiJsonFault
{
	RI_JSON_NO_FAULT,
	/* the next ones let the reading go on */
	RI_JSON_DUPLICATE_KEY,
	RI_JSON_NUL,
	RI_JSON_SURROGATE,
	RI_JSON_NUMBER_RANGE,
	RI_JSON_TOO_MANY_KEYS,
	RI_JSON_TOO_DEEP,
	/* these end it */
	RI_JSON_SYNTAX,
	RI_JSON_TRUNCATED,
	RI_JSON_ENCODING
} RiJsonFault;

#define RI_JSON_IS_LOCAL(fault) \
	((fault) != RI_JSON_NO_FAULT && (fault) < RI_JSON_SYNTAX)

typedef struct RiJsonReader
{
	const char *text;
	size_t		len;
	size_t		at;				/* next byte to read */
	unsigned	state;			/* what may follow */
	size_t		depth;			/* open objects and arrays */
	bool		is_object[RI_JSON_MAX_DEPTH];
	size_t		first_key[RI_JSON_MAX_DEPTH];
	size_t		nkeys;
	uint64_t	keys[RI_JSON_MAX_KEYS]; /* hashes of keys of open objects */

	/* the token just read: for strings and keys without the quotes */
	size_t		token_start;
	size_t		token_len;
	RiJsonFault fault;			/* of this token */
	size_t		fault_at;
} RiJsonReader;

extern void ri_json_begin(RiJsonReader *reader, const char *text, size_t len);

/*
 * The next token.  Values at the top level may follow each other, with or
 * without white space between.  An object or array below RI_JSON_MAX_DEPTH is
 * skipped, its brackets only counted, and comes as one RI_JSON_WORD with its
 * fault.
 */
extern RiJsonToken ri_json_next(RiJsonReader *reader);

/* Name of a fault, as a reason code. */
extern const char *ri_json_fault_code(RiJsonFault fault);

/* The line in which a place lies, from 1 on. */
extern size_t ri_line_of(const char *text, size_t at);

/*
 * Writes the text of a string or key token, without escapes; out holds as many
 * bytes as the token.  Returns the length.
 */
extern size_t ri_json_unescape(const char *token, size_t len, char *out);

#endif							/* RI_JSON_READER_H */
