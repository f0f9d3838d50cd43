-- A copy of an archive whose rows lie in the heap in no order:
--
--     psql -v schema=bench -v copy=bench_shuffled -f tests/bench/shuffled.sql
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET synchronous_commit = off;
DROP SCHEMA IF EXISTS :"copy" CASCADE;
CREATE SCHEMA :"copy";
SELECT format('CREATE VIEW %I.%I WITH (security_invoker = true) AS SELECT * FROM %I.%I', :'copy', r.relation, :'schema', r.relation)
FROM research_indicators.source_relation AS r
WHERE r.relation NOT IN ('publication', 'contribution', 'publication_approval') \gexec
SELECT format('CREATE TABLE %I.%I AS SELECT * FROM %I.%I AS t ORDER BY hashtextextended(t::text, 1)', :'copy', relation, :'schema', relation)
FROM unnest('{publication,contribution,publication_approval}'::text[]) AS relation \gexec
SELECT replace(pg_get_indexdef(i.indexrelid), format(' ON %I.', :'schema'), format(' ON %I.', :'copy'))
FROM pg_index AS i
WHERE i.indrelid IN (to_regclass(format('%I.publication', :'schema')), to_regclass(format('%I.contribution', :'schema')),
                     to_regclass(format('%I.publication_approval', :'schema'))) \gexec
VACUUM ANALYZE :"copy".publication, :"copy".contribution, :"copy".publication_approval;
