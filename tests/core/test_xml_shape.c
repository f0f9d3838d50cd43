/*
 * test_xml_shape.c
 *		Tests of extension/core/xml_shape.c.
 */
#include "xml_shape.h"
#include "tap.h"

static void
shape_is(const char *document, RiXmlShape wanted, const char *what)
{
	tap_ok(ri_xml_shape(document, strlen(document)) == wanted, "%s", what);
}

/* begin, n times middle, end */
static void
repeated_is(const char *begin, const char *middle, size_t n, const char *end,
			RiXmlShape wanted, const char *what)
{
	size_t		len = strlen(begin) + n * strlen(middle) + strlen(end);
	char	   *document = malloc(len + 1);
	char	   *at = document;
	size_t		i;

	if (document == NULL)
		exit(2);
	at += sprintf(at, "%s", begin);
	for (i = 0; i < n; i++)
		at += sprintf(at, "%s", middle);
	sprintf(at, "%s", end);
	tap_ok(ri_xml_shape(document, len) == wanted, "%s: %zu", what, n);
	free(document);
}

static void
test_documents(void)
{
	shape_is("", RI_XML_FITS, "nothing");
	shape_is("text", RI_XML_FITS, "no markup");
	shape_is("<a b='1' c=\"2\"><!-- - > < --><?p <a ?><![CDATA[<x>]]></a>",
			 RI_XML_FITS, "every kind of markup");
	shape_is("<!DOCTYPE a><a/>", RI_XML_HAS_DOCTYPE, "a document type");
	shape_is("<a><!ENTITY x 'y'></a>", RI_XML_HAS_DOCTYPE, "a declaration");
	shape_is("<a b='<!DOCTYPE'/>", RI_XML_FITS, "one in a value is none");
	shape_is("<a b='", RI_XML_FITS, "cut off in a value");
	shape_is("<a", RI_XML_FITS, "cut off in a tag");
	shape_is("<", RI_XML_FITS, "cut off at once");
	shape_is("<!-- x", RI_XML_FITS, "cut off in a comment");
	shape_is("<![CDATA[ x", RI_XML_FITS, "cut off in a section");
	shape_is("<?x", RI_XML_FITS, "cut off in an instruction");
	shape_is("</a></b><c>", RI_XML_FITS, "ends without a beginning");
}

static void
test_limits(void)
{
	repeated_is("<a ", "b='' ", RI_XML_MAX_ATTRIBUTES, "/>", RI_XML_FITS,
				"attributes");
	repeated_is("<a ", "b='' ", RI_XML_MAX_ATTRIBUTES + 1, "/>",
				RI_XML_TOO_MANY_ATTRIBUTES, "attributes");
	repeated_is("", "<a>", RI_XML_MAX_DEPTH, "", RI_XML_FITS, "depth");
	repeated_is("", "<a>", RI_XML_MAX_DEPTH + 1, "", RI_XML_TOO_DEEP,
				"depth");
	repeated_is("", "<a></a>", 1000, "", RI_XML_FITS, "side by side");
	repeated_is("", "<a/>", 1000, "", RI_XML_FITS, "empty elements");
	repeated_is("<a b='", "x", RI_XML_MAX_VALUE, "'/>", RI_XML_FITS, "a value");
	repeated_is("<a b='", "x", RI_XML_MAX_VALUE + 1, "'/>",
				RI_XML_VALUE_TOO_LONG, "a value");
	repeated_is("<a>", "x", RI_XML_MAX_VALUE, "</a>", RI_XML_FITS, "a text");
	repeated_is("<a>", "x", RI_XML_MAX_VALUE + 1, "</a>",
				RI_XML_VALUE_TOO_LONG, "a text");
	repeated_is("<a/><!--", "x", RI_XML_MAX_VALUE, "-->",
				RI_XML_VALUE_TOO_LONG, "a comment");
	repeated_is("<a><![CDATA[", "x", RI_XML_MAX_VALUE, "]]></a>",
				RI_XML_VALUE_TOO_LONG, "a section");
	repeated_is("<a/><?p ", "x", RI_XML_MAX_VALUE, "?>",
				RI_XML_VALUE_TOO_LONG, "an instruction");
	repeated_is("<", "x", RI_XML_MAX_TAG, ">", RI_XML_FITS, "a name");
	repeated_is("<", "x", RI_XML_MAX_TAG + 1, ">", RI_XML_TAG_TOO_LONG,
				"a name");
	repeated_is("", "<a/>", RI_XML_MAX_MARKUP, "", RI_XML_FITS, "markup");
	repeated_is("", "<a/>", RI_XML_MAX_MARKUP + 1, "", RI_XML_TOO_MUCH_MARKUP,
				"markup");
}

static void
test_texts(void)
{
	int			shape;

	tap_ok(ri_xml_shape_text(RI_XML_FITS) == NULL, "what fits needs no words");
	for (shape = RI_XML_FITS + 1; shape <= RI_XML_HAS_DOCTYPE; shape++)
		tap_ok(ri_xml_shape_text((RiXmlShape) shape) != NULL,
			   "words for shape %d", shape);
	tap_ok(ri_xml_shape_text((RiXmlShape) -1) == NULL, "none for another");
}

int
main(void)
{
	test_documents();
	test_limits();
	test_texts();
	return tap_finish();
}
