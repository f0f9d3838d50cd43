-- Loads a file of documents (JSON, XML) of the client's machine.
--
--   psql -v file=publications.json -v source=nva_publications -f documents.sql
--
-- SELECT source, title FROM research_indicators.import_format lists the
-- sources.  All or nothing: on any error the database is as it was.
\set ON_ERROR_STOP on
\set SHOW_CONTEXT never
\if :{?options}
\else
\set options '{}'
\endif
BEGIN;
\lo_import :file
SELECT * FROM research_indicators.load_documents(:'source', lo_get(:LASTOID), :'file', :'options');
\lo_unlink :LASTOID
COMMIT;
