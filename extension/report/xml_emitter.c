/*
 * xml_emitter.c
 *		A report as XML, by libxml2's text writer.
 *
 * Names are constants of the vocabulary or checked by the walk, texts are
 * filtered: the writer itself would let anything pass.  The result has no XML
 * declaration: without one a document is UTF-8, and core's xml type would
 * drop it anyway.
 */
#include "emitter.h"

#include <libxml/xmlwriter.h>

#include "utils/memutils.h"

typedef struct XmlEmitter
{
	RiEmitter	base;			/* must be first */
	xmlBufferPtr buffer;
	xmlTextWriterPtr writer;
	size_t		declaration;	/* bytes of the XML declaration, left out */
	MemoryContextCallback release;
} XmlEmitter;

static void
release_xml(void *arg)
{
	XmlEmitter *emitter = arg;

	if (emitter->writer != NULL)
		xmlFreeTextWriter(emitter->writer);
	if (emitter->buffer != NULL)
		xmlBufferFree(emitter->buffer);
	emitter->writer = NULL;
	emitter->buffer = NULL;
}

static void
check(int rc)
{
	if (rc < 0)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not write the report as XML")));
}

static bool
has_memory(void)
{
	return xmlGetLastError() == NULL ||
		xmlGetLastError()->code != XML_ERR_NO_MEMORY;
}

static void
xml_open(RiEmitter *self, const char *container)
{
	XmlEmitter *emitter = (XmlEmitter *) self;

	check(xmlTextWriterStartElement(emitter->writer, BAD_CAST container));
}

static void
xml_close(RiEmitter *self)
{
	XmlEmitter *emitter = (XmlEmitter *) self;

	check(xmlTextWriterEndElement(emitter->writer));
}

static void
xml_record(RiEmitter *self, const RiKind *kind, char *const values[])
{
	XmlEmitter *emitter = (XmlEmitter *) self;
	int			i;

	check(xmlTextWriterStartElement(emitter->writer, BAD_CAST kind->name));
	for (i = 0; kind->fields[i].name != NULL; i++)
		if (values[i] != NULL)
			check(xmlTextWriterWriteAttribute(emitter->writer,
											  BAD_CAST kind->fields[i].name,
											  BAD_CAST values[i]));
	check(xmlTextWriterEndElement(emitter->writer));
	if (xmlBufferLength(emitter->buffer) > RI_REPORT_LIMIT)
		ri_report_too_large();
}

static char *
xml_finish(RiEmitter *self, size_t *len)
{
	XmlEmitter *emitter = (XmlEmitter *) self;
	char	   *result;

	check(xmlTextWriterEndElement(emitter->writer));
	check(xmlTextWriterFlush(emitter->writer));
	/* the writer passes over what its buffer could not take */
	check(has_memory() ? 0 : -1);
	*len = (size_t) xmlBufferLength(emitter->buffer) - emitter->declaration;
	if (*len > RI_REPORT_LIMIT)
		ri_report_too_large();
	result = palloc(*len + 1);
	memcpy(result, xmlBufferContent(emitter->buffer) + emitter->declaration,
		   *len);
	result[*len] = '\0';
	release_xml(emitter);
	return result;
}

RiEmitter *
ri_xml_emitter(const char *root)
{
	XmlEmitter *emitter = palloc0(sizeof(XmlEmitter));

	emitter->base.open = xml_open;
	emitter->base.close = xml_close;
	emitter->base.record = xml_record;
	emitter->base.finish = xml_finish;
	emitter->release.func = release_xml;
	emitter->release.arg = emitter;
	MemoryContextRegisterResetCallback(CurrentMemoryContext,
									   &emitter->release);

	xmlResetLastError();
	emitter->buffer = xmlBufferCreate();
	if (emitter->buffer != NULL)
		emitter->writer = xmlNewTextWriterMemory(emitter->buffer, 0);
	check(emitter->writer == NULL ? -1 : 0);
	/* only a writer that was told its encoding leaves letters as they are */
	check(xmlTextWriterStartDocument(emitter->writer, NULL, "UTF-8", NULL));
	check(xmlTextWriterFlush(emitter->writer));
	emitter->declaration = (size_t) xmlBufferLength(emitter->buffer);
	check(xmlTextWriterSetIndent(emitter->writer, 1));
	check(xmlTextWriterSetIndentString(emitter->writer, BAD_CAST " "));
	check(xmlTextWriterStartElement(emitter->writer, BAD_CAST root));
	check(xmlTextWriterWriteAttribute(emitter->writer, BAD_CAST "xmlns",
									  BAD_CAST RI_REPORT_NAMESPACE));
	if (ri_is_document_root(root))
		check(xmlTextWriterWriteAttribute(emitter->writer,
										  BAD_CAST "skjemaversjon",
										  BAD_CAST RI_REPORT_SCHEMA_VERSION));
	return &emitter->base;
}
