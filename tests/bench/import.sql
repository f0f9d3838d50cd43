-- What it costs to load files: a million contributions as CSV and as documents
-- of NVA, as ratios of processor time to COPY of the same rows into the same
-- indexed table in the same round, with the largest memory of each backend.
-- Makes and drops schemas of its own; needs a superuser and /proc.
--
--   psql -f tests/bench/import.sql [-v publications=111111]
\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\if :{?publications}
\else
\set publications 111111
\endif
-- clock ticks of this backend; its peak without the buffers that all share
\set ticks 'SELECT split_part(s.rest, '' '', 12)::numeric + split_part(s.rest, '' '', 13)::numeric AS ticks FROM (SELECT substring(pg_read_file(''/proc/self/stat'') FROM ''[)] (.*)$'') AS rest) AS s'
\set peak 'SELECT round(substring(pg_read_file(''/proc/self/status'') FROM ''VmHWM:[[:space:]]*([0-9]+)'')::numeric / 1024) AS peak'
\set settings 'SET client_min_messages = warning; SET research_indicators.source_schema = ''bench_import''; SET research_indicators.archive_schema = ''bench_import_archive'';'
:settings
DROP SCHEMA IF EXISTS bench_import, bench_import_archive CASCADE;
SELECT research_indicators.create_source_tables('bench_import'), research_indicators.create_archive('bench_import_archive') \g /dev/null
INSERT INTO bench_import.publication (publication_id, year, status) SELECT 'p' || g, 2023, 'published' FROM generate_series(1, :publications) AS g;
SELECT current_setting('data_directory') || '/bench_import.csv' AS csv, current_setting('data_directory') || '/bench_import.json' AS json \gset
COPY (SELECT 'p' || g AS publication_id, 'p' || md5((g * 9 + n)::text) AS person_id, 'creator' AS role, (g * n % 500)::text || '.0.0.0' AS institution_id, 'NO' AS country, n % 2 = 0 AS verified
      FROM generate_series(1, :publications) AS g, generate_series(1, 9) AS n ORDER BY g, n) TO :'csv' WITH (FORMAT csv, HEADER);
COPY (SELECT jsonb_build_object('identifier', 'p' || g, 'status', 'PUBLISHED', 'entityDescription',
             jsonb_build_object('publicationDate', jsonb_build_object('year', '2023'), 'contributors', jsonb_agg(jsonb_build_object(
                 'identity', jsonb_build_object('id', 'https://api.nva.unit.no/cristin/person/' || g * 9 + n, 'name', 'N N', 'verificationStatus', CASE WHEN n % 2 = 0 THEN 'Verified' ELSE 'NotVerified' END),
                 'role', jsonb_build_object('type', 'Creator'),
                 'affiliations', jsonb_build_array(jsonb_build_object('id', 'https://api.nva.unit.no/cristin/organization/' || g * n % 500 || '.0.0.0', 'countryCode', 'NO'))) ORDER BY n)))
      FROM generate_series(1, :publications) AS g, generate_series(1, 9) AS n GROUP BY g ORDER BY g) TO :'json';

\c
:settings
:ticks \gset began_
COPY bench_import.contribution FROM :'csv' WITH (FORMAT csv, HEADER);
:ticks \gset copied_
TRUNCATE bench_import.contribution;
CHECKPOINT;
\c
:settings
:ticks \gset csv_began_
SELECT r.loaded AS csv_loaded FROM research_indicators.load_csv('contribution', pg_read_binary_file(:'csv')) AS r \gset
:ticks \gset csv_took_
SELECT r.unchanged AS csv_unchanged FROM research_indicators.load_csv('contribution', pg_read_binary_file(:'csv')) AS r \gset
:ticks \gset csv_again_
:peak \gset csv_
SELECT format('csv: %s contributions of %s MB, %s times COPY; again (%s unchanged) %s times; peak %s MB', :csv_loaded, (pg_stat_file(:'csv')).size / 1000000,
              round((:csv_took_ticks - :csv_began_ticks)::numeric / (:copied_ticks - :began_ticks), 2), :csv_unchanged,
              round((:csv_again_ticks - :csv_took_ticks)::numeric / (:copied_ticks - :began_ticks), 2), :csv_peak);
TRUNCATE bench_import.contribution;
CHECKPOINT;
\c
:settings
:ticks \gset json_began_
SELECT r.rows_read AS documents FROM research_indicators.load_documents('nva_publications', pg_read_binary_file(:'json'), options => '{"lines": true}') AS r \gset
:ticks \gset json_took_
SELECT r.unchanged AS json_unchanged FROM research_indicators.load_documents('nva_publications', pg_read_binary_file(:'json'), options => '{"lines": true}') AS r \gset
:ticks \gset json_again_
:peak \gset json_
SELECT format('json: %s documents of %s MB with %s contributions, %s times COPY; again (%s unchanged) %s times; peak %s MB', :documents, (pg_stat_file(:'json')).size / 1000000,
              (SELECT count(*) FROM bench_import.contribution), round((:json_took_ticks - :json_began_ticks)::numeric / (:copied_ticks - :began_ticks), 2), :json_unchanged,
              round((:json_again_ticks - :json_took_ticks)::numeric / (:copied_ticks - :began_ticks), 2), :json_peak);
DROP SCHEMA bench_import, bench_import_archive CASCADE;
