/*
 * fuzz_xml_shape.c
 *		Reads no byte beyond the document, and what is without markup fits.
 */
#include <string.h>

#include "fuzz.h"
#include "xml_shape.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *exact = malloc(size > 0 ? size : 1);
	RiXmlShape	shape;

	if (exact == NULL)
		exit(2);
	memcpy(exact, data, size);
	shape = ri_xml_shape(exact, size);
	REQUIRE((shape == RI_XML_FITS) == (ri_xml_shape_text(shape) == NULL));
	if (size == 0 || memchr(exact, '<', size) == NULL)
		REQUIRE(shape == RI_XML_FITS || size > RI_XML_MAX_VALUE);
	free(exact);
	return 0;
}
