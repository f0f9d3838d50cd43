-- A file read once and loaded batch by batch: the same rows as at once, with what
-- belongs together in one batch.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(26);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT create_source_tables('import_test') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset
CREATE FUNCTION pg_temp.loaded(batch integer) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', r.rows_read, r.loaded, r.unchanged, r.updated, r.quarantined) FROM research_indicators.load_batch(batch) AS r
$$;

SELECT throws_ok('SELECT load_batch(1)', 'RI107', 'nothing waits in this session', 'no file was read');
SELECT throws_ok($$SELECT load_csv_later('publication', 'x', batch_size => 0)$$, 'RI102', NULL, 'a file of another kind is refused when it is read');
SELECT throws_ok($$SELECT load_csv_later('publication', convert_to(E'publication_id\nx\n', 'UTF8'), batch_size => 0)$$, 'RI101', 'a batch of 0 rows', 'no rows are no batch');
SELECT throws_ok($$SELECT load_csv_later('publication', convert_to(E'publication_id\nx\n', 'UTF8'), batch_size => NULL)$$, 'RI101', 'a batch of NULL rows', 'nor is NULL');
SELECT throws_ok($$SELECT load_csv_later(NULL, 'x')$$, 'RI101', 'unknown source relation "<NULL>"', 'no relation');
SELECT throws_ok($$SELECT load_csv('publication', NULL)$$, 'RI101', 'there is no file', 'no file');
SELECT throws_ok($$SELECT load_documents('ctis', NULL)$$, 'RI101', 'there is no file', 'no documents');
SELECT throws_ok($$SELECT load_documents_later('ctis', 'x', options => '[]')$$, 'RI101', 'the options of an import are no object', 'no options');
SELECT throws_ok($$SELECT load_csv('publication', 'x', options => NULL)$$, 'RI101', 'the options of an import are no object', 'NULL is none either');

-- five publications by two; the third line has a year that is none
SELECT is(load_csv_later('publication', convert_to(E'publication_id;year;status\np1;2023;published\np2;2023;published\np3;i fjor;published\np4;2023;published\np5;2022;published\n', 'UTF8'), 'p.csv', batch_size => 2), 3, 'three batches');
SELECT is((SELECT count(*) FROM import_test.publication), 0::bigint, 'nothing is loaded by reading');
SELECT results_eq('SELECT pg_temp.loaded(b) FROM generate_series(1, 3) AS b', $$VALUES ('2 2 0 0 0'), ('2 1 0 0 1'), ('1 1 0 0 0')$$, 'batch by batch');
SELECT results_eq('SELECT pg_temp.loaded(b) FROM generate_series(1, 3) AS b', $$VALUES ('2 0 2 0 0'), ('2 0 1 0 1'), ('1 0 1 0 0')$$, 'again: unchanged');
SELECT throws_ok('SELECT load_batch(4)', 'RI107', 'no batch 4 waits', 'no batch 4');
SELECT results_eq($$SELECT l.options ->> 'batch', l.file_name FROM import_archive.import_log AS l ORDER BY l.started_at LIMIT 3$$, $$VALUES ('1/3', 'p.csv'), ('2/3', 'p.csv'), ('3/3', 'p.csv')$$, 'the log says which');
UPDATE import_archive.quarantine SET row_data = replace(row_data, 'i fjor', '2021');
SELECT is((SELECT concat_ws(' ', r.loaded, r.unchanged, r.quarantined) FROM retry_quarantine((SELECT min(q.import_id::text)::uuid FROM import_archive.quarantine AS q)) AS r), '1 0 0', 'what waits of a batch can be tried again');

-- contributions of p1 stand apart in the file: lines 1 and 4, batches of two
SELECT is(load_csv_later('contribution', convert_to(E'publication_id;person_id;role\np1;1;creator\np2;1;creator\np2;2;creator\np1;2;creator\np5;1;creator\n', 'UTF8'), batch_size => 2), 3, 'contributions');
SELECT results_eq('SELECT pg_temp.loaded(b) FROM generate_series(1, 3) AS b', $$VALUES ('4 4 0 0 0'), ('0 0 0 0 0'), ('1 1 0 0 0')$$, 'those of a publication are in one batch');
SELECT is((SELECT count(*) FROM import_test.contribution), 5::bigint, 'none was replaced by a later batch');
-- one key twice, far apart: told as in a file that is loaded at once
SELECT is(load_csv_later('project', convert_to(E'project_id;title\na;one\nb;two\nc;three\na;four\n', 'UTF8'), batch_size => 2), 2, 'a key twice');
SELECT results_eq('SELECT pg_temp.loaded(b) FROM generate_series(1, 2) AS b', $$VALUES ('3 2 0 0 1'), ('1 1 0 0 0')$$, 'the second is no news');

-- documents: a broken one among them, a file that is cut off
SELECT is(load_documents_later('nva_publications', convert_to($${"identifier": "d1", "status": "PUBLISHED"}
{"identifier": "d2", "identifier": "d3"}
{"identifier": "d4", "status": "PUBLISHED", "entityDescription": {"contributors": [{"identity": {"id": "x/7", "name": "Kari Nordmann"}, "role": "Creator"}]}}$$, 'UTF8'), 'd.json', '{"lines": true}', batch_size => 2), 2, 'documents');
SELECT is((SELECT count(*) FROM pg_temp.import_waiting AS w WHERE w::text ~ 'Nordmann'), 0::bigint, 'no name waits');
SELECT results_eq('SELECT pg_temp.loaded(b) FROM generate_series(1, 2) AS b', $$VALUES ('2 1 0 0 1'), ('1 1 0 0 0')$$, 'batch by batch');
SELECT throws_ok($$SELECT load_documents_later('ctis', convert_to('[{"ctNumber": "1"}, {"ctNumber"', 'UTF8'))$$, 'RI103', NULL, 'a file that is cut off is refused before anything is loaded');
SELECT is(load_documents_later('ctis', convert_to('[]', 'UTF8')), 0, 'no documents, no batches');
SELECT * FROM finish();
ROLLBACK;
