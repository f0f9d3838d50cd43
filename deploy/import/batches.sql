-- Loads a large file of the client's machine batch by batch, with progress.
--
--   psql -v file=publications.json -v source=nva_publications -f batches.sql
--   psql -v file=bidrag.csv -v relation=contribution -v batch_size=100000 -f batches.sql
--
-- Each batch is a transaction of its own: what is shown as loaded stays.  After a
-- crash run it again: the batches that were loaded say unchanged.
\set ON_ERROR_STOP on
\set SHOW_CONTEXT never
\if :{?options}
\else
\set options '{}'
\endif
\if :{?batch_size}
\else
\set batch_size 10000
\endif
BEGIN;
\lo_import :file
\if :{?relation}
SELECT research_indicators.load_csv_later(:'relation', lo_get(:LASTOID), :'file', :'options', NULL, :batch_size) AS batches \gset
\else
SELECT research_indicators.load_documents_later(:'source', lo_get(:LASTOID), :'file', :'options', NULL, :batch_size) AS batches \gset
\endif
-- the file itself, with the names in it, is never committed
\lo_unlink :LASTOID
COMMIT;
SELECT format('SELECT %1$s AS batch, %2$s AS of, r.rows_read, r.loaded, r.unchanged, r.updated, r.quarantined, r.import_id
               FROM research_indicators.load_batch(%1$s) AS r', b, :batches)
FROM generate_series(1, :batches) AS b \gexec
