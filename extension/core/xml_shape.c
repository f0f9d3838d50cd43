/*
 * xml_shape.c
 *		Counts markup, attributes, depth and lengths of an XML document in one pass
 *		over its bytes.
 *
 * A lexer of its own that knows tags, quotes, comments, CDATA sections and
 * processing instructions; what belongs together is the parser's affair.
 */
#include "xml_shape.h"

#include <stdbool.h>
#include <string.h>

typedef struct Scan
{
	const char *at;
	const char *end;
	size_t		markup;
	size_t		depth;
} Scan;

static bool
begins_with(const Scan *scan, const char *what)
{
	size_t		len = strlen(what);

	return (size_t) (scan->end - scan->at) >= len &&
		memcmp(scan->at, what, len) == 0;
}

/* Goes behind the next such text, or to the end. */
static void
skip_behind(Scan *scan, const char *what)
{
	while (scan->at < scan->end && !begins_with(scan, what))
		scan->at++;
	if (scan->at < scan->end)
		scan->at += strlen(what);
}

static size_t
distance_to(const Scan *scan, char wanted)
{
	const char *found = memchr(scan->at, wanted,
							   (size_t) (scan->end - scan->at));

	return (size_t) ((found == NULL ? scan->end : found) - scan->at);
}

/* Behind the '<' of an element: its attributes are its quoted values. */
static RiXmlShape
scan_tag(Scan *scan)
{
	const char *start = scan->at;
	bool		closes = begins_with(scan, "/");
	bool		is_empty = false;
	size_t		attributes = 0;

	while (scan->at < scan->end && *scan->at != '>')
	{
		char		c = *scan->at++;
		size_t		value;

		if ((size_t) (scan->at - start) > RI_XML_MAX_TAG)
			return RI_XML_TAG_TOO_LONG;
		is_empty = c == '/';
		if (c != '"' && c != '\'')
			continue;
		value = distance_to(scan, c);
		if (value > RI_XML_MAX_VALUE)
			return RI_XML_VALUE_TOO_LONG;
		if (++attributes > RI_XML_MAX_ATTRIBUTES)
			return RI_XML_TOO_MANY_ATTRIBUTES;
		scan->at += value;
		if (scan->at < scan->end)
			scan->at++;
	}
	if (scan->at < scan->end)
		scan->at++;
	if (closes)
		scan->depth -= scan->depth > 0;
	else if (!is_empty && ++scan->depth > RI_XML_MAX_DEPTH)
		return RI_XML_TOO_DEEP;
	return RI_XML_FITS;
}

static RiXmlShape
scan_markup(Scan *scan)
{
	const char *start;

	scan->at++;
	if (++scan->markup > RI_XML_MAX_MARKUP)
		return RI_XML_TOO_MUCH_MARKUP;
	start = scan->at;
	if (begins_with(scan, "!--"))
	{
		scan->at += strlen("!--");
		skip_behind(scan, "-->");
	}
	else if (begins_with(scan, "![CDATA["))
		skip_behind(scan, "]]>");
	else if (begins_with(scan, "!"))
		return RI_XML_HAS_DOCTYPE;
	else if (begins_with(scan, "?"))
		skip_behind(scan, "?>");
	else
		return scan_tag(scan);
	return (size_t) (scan->at - start) > RI_XML_MAX_VALUE ?
		RI_XML_VALUE_TOO_LONG : RI_XML_FITS;
}

RiXmlShape
ri_xml_shape(const char *bytes, size_t len)
{
	Scan		scan = {bytes, bytes + len, 0, 0};

	while (scan.at < scan.end)
	{
		size_t		text = distance_to(&scan, '<');
		RiXmlShape	shape;

		if (text > RI_XML_MAX_VALUE)
			return RI_XML_VALUE_TOO_LONG;
		scan.at += text;
		if (scan.at == scan.end)
			break;
		shape = scan_markup(&scan);
		if (shape != RI_XML_FITS)
			return shape;
	}
	return RI_XML_FITS;
}

const char *
ri_xml_shape_text(RiXmlShape shape)
{
	switch (shape)
	{
		case RI_XML_FITS:
			break;
		case RI_XML_TOO_MUCH_MARKUP:
			return "it has more than a million elements and comments";
		case RI_XML_TOO_MANY_ATTRIBUTES:
			return "an element has more than 64 attributes";
		case RI_XML_TOO_DEEP:
			return "more than 64 elements stand within each other";
		case RI_XML_VALUE_TOO_LONG:
			return "a value or text is longer than 65536 bytes";
		case RI_XML_TAG_TOO_LONG:
			return "a tag is longer than 131072 bytes";
		case RI_XML_HAS_DOCTYPE:
			return "it has a document type declaration";
	}
	return NULL;
}
