-- Who may import, and who may read what: the secret of pseudonyms nobody, the
-- quarantine only importers.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(14);
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT research_indicators.create_source_tables('import_test') AS ignored \gset
SELECT research_indicators.create_archive('import_archive') AS ignored \gset
CREATE ROLE import_test_importer;
CREATE ROLE import_test_analyst;
CREATE ROLE import_test_reporter;
CREATE ROLE import_test_steward;
DO $$ BEGIN PERFORM research_indicators.grant_access('import_test_' || k.kind, k.kind) FROM unnest('{importer,analyst,reporter,steward}'::text[]) AS k(kind); END $$;
GRANT USAGE ON SCHEMA import_test TO import_test_importer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA import_test TO import_test_importer;

SELECT ok(NOT has_table_privilege('import_test_' || k.kind, 'research_indicators_internal.import_key', 'SELECT'), k.kind || ' reads no secret')
FROM unnest('{importer,analyst,reporter,steward}'::text[]) WITH ORDINALITY AS k(kind, n) ORDER BY k.n;
SELECT is(has_table_privilege('import_test_' || k.kind, 'import_archive.quarantine', 'SELECT'), k.kind = 'importer', k.kind || ' and the quarantine')
FROM unnest('{importer,analyst,reporter,steward}'::text[]) WITH ORDINALITY AS k(kind, n) ORDER BY k.n;
SELECT ok(NOT has_function_privilege('import_test_analyst', 'research_indicators_internal.person_pseudonym(text)', 'EXECUTE'), 'analysts cannot try out keys of persons');
SELECT ok(NOT has_function_privilege('import_test_importer', 'research_indicators.set_import_key(bytea)', 'EXECUTE'), 'importers cannot set the secret');
SELECT ok(NOT EXISTS (SELECT FROM pg_extension AS e WHERE e.extname = 'research_indicators' AND 'research_indicators_internal.import_key'::regclass = ANY (e.extconfig)),
          'the secret is in no dump');

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO import_test_importer;
SET LOCAL ROLE import_test_importer;
SELECT is(concat_ws(' ', r.loaded, r.quarantined), '1 1', 'an importer imports')
FROM research_indicators.load_csv('publication', convert_to(E'publication_id,year\np1,2023\np2,x\n', 'UTF8'), options => '{}') AS r;
SELECT is(concat_ws(' ', r.loaded, r.quarantined), '1 0', 'persons become pseudonyms under a secret that he cannot read')
FROM research_indicators.load_csv('contribution', convert_to(E'publication_id,person_id,role\np1,7,creator\n', 'UTF8'), options => '{}') AS r;
SELECT is((SELECT r.quarantined FROM import_archive.import_log AS l, LATERAL research_indicators.retry_quarantine(l.import_id) AS r WHERE l.rows_quarantined = 1), 1::bigint,
          'and tries again');
SELECT * FROM finish();
ROLLBACK;
