-- Loads a delimited file of the client's machine into a source relation.
--
--   psql -v file=publikasjoner.csv -v relation=publication \
--        -v options='{"delimiter": ";", "encoding": "Windows-1252"}' -f csv.sql
--
-- All or nothing: on any error the database is as it was.
\set ON_ERROR_STOP on
\set SHOW_CONTEXT never
\if :{?options}
\else
\set options '{}'
\endif
BEGIN;
\lo_import :file
SELECT * FROM research_indicators.load_csv(:'relation', lo_get(:LASTOID), :'file', :'options');
\lo_unlink :LASTOID
COMMIT;
