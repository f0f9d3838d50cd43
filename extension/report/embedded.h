/*
 * embedded.h
 *		Files compiled into the library: the report's XSD and one
 *		self-contained stylesheet per language.
 *
 * xslt/embed.sh writes the table (build/embedded.c).  Names are
 * "report.xsd", "report.nb.xsl", ...; bytes are UTF-8 and end with no NUL.
 */
#ifndef RI_EMBEDDED_H
#define RI_EMBEDDED_H

#include <stddef.h>

typedef struct RiEmbedded
{
	const char *name;
	const unsigned char *bytes;
	size_t		length;
} RiEmbedded;

extern const RiEmbedded ri_embedded[];
extern const size_t ri_embedded_count;

#endif							/* RI_EMBEDDED_H */
