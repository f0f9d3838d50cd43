/*
 * publication_source.c
 *		What all statements over the publications of a year have in common.
 */
#include "publication_source.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

RiPublicationSource *
ri_publication_source(const char *schema, int32 year, const char *only)
{
	RiPublicationSource *source = palloc0(sizeof(RiPublicationSource));

	source->schema = quote_identifier(schema);
	source->schema_id = get_namespace_oid(schema, false);
	source->year = year;
	source->only = only;
	source->id = ri_source_column(source, "publication", "p",
								  "publication_id");
	return source;
}

RiIdColumn
ri_source_column(const RiPublicationSource *source, const char *relation,
				 const char *alias, const char *name)
{
	return ri_id_column(get_relname_relid(relation, source->schema_id), alias,
						name);
}

const char *
ri_publications_meant(const RiPublicationSource *source)
{
	return source->only == NULL ?
		" WHERE p.year OPERATOR(pg_catalog.=) $1" :
		" WHERE p.year OPERATOR(pg_catalog.=) $1"
		" AND p.publication_id::text OPERATOR(pg_catalog.=) $2";
}

const char *
ri_publication_order(const RiPublicationSource *source)
{
	return source->id.exact ? " ORDER BY p.publication_id" :
		" ORDER BY p.publication_id, p.publication_id::text COLLATE \"C\"";
}

Portal
ri_open_source_cursor(const RiPublicationSource *source, const char *statement)
{
	Oid			types[2] = {INT4OID, TEXTOID};
	Datum		values[2] = {Int32GetDatum(source->year), (Datum) 0};

	if (source->only != NULL)
		values[1] = CStringGetTextDatum(source->only);
	return SPI_cursor_open_with_args(NULL, statement,
									 source->only == NULL ? 1 : 2, types,
									 values, NULL, true, 0);
}
