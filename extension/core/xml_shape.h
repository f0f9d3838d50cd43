/*
 * xml_shape.h
 *		Whether an XML document is of the size and shape of a report, judged before
 *		a library reads it.
 *
 * Libraries need time that grows with the square of the attributes of an element,
 * and memory of many times a long value, and answer nobody meanwhile.
 */
#ifndef RI_XML_SHAPE_H
#define RI_XML_SHAPE_H

#include <stddef.h>

#define RI_XML_MAX_MARKUP		(1024 * 1024)	/* tags, comments and so on */
#define RI_XML_MAX_ATTRIBUTES	64	/* of an element, with namespaces */
#define RI_XML_MAX_DEPTH		64	/* elements within each other */
#define RI_XML_MAX_VALUE		(64 * 1024) /* bytes of a value, and of a text */
#define RI_XML_MAX_TAG			(128 * 1024)	/* bytes of a tag */

typedef enum RiXmlShape
{
	RI_XML_FITS,
	RI_XML_TOO_MUCH_MARKUP,
	RI_XML_TOO_MANY_ATTRIBUTES,
	RI_XML_TOO_DEEP,
	RI_XML_VALUE_TOO_LONG,
	RI_XML_TAG_TOO_LONG,
	RI_XML_HAS_DOCTYPE
} RiXmlShape;

/*
 * The first of these that is so.  What is no well-formed document may fit: then a
 * parser refuses it; one that is well-formed and does not fit never passes.
 */
extern RiXmlShape ri_xml_shape(const char *bytes, size_t len);

/* What is wrong, in words; NULL for RI_XML_FITS. */
extern const char *ri_xml_shape_text(RiXmlShape shape);

#endif							/* RI_XML_SHAPE_H */
