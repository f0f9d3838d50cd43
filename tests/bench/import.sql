-- How long files take to load: a million contributions as CSV and as documents
-- of NVA, as ratios to COPY of the same rows into the same indexed table in the
-- same round.  Makes and drops schemas of its own; needs a superuser.
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
SET client_min_messages = warning;
SET research_indicators.source_schema = 'bench_import';
SET research_indicators.archive_schema = 'bench_import_archive';
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

SELECT clock_timestamp() AS start \gset
COPY bench_import.contribution FROM :'csv' WITH (FORMAT csv, HEADER);
SELECT extract(epoch FROM clock_timestamp() - :'start') AS copied \gset
TRUNCATE bench_import.contribution;
CHECKPOINT;
SELECT clock_timestamp() AS start \gset
SELECT r.loaded AS csv_loaded FROM research_indicators.load_csv('contribution', pg_read_binary_file(:'csv')) AS r \gset
SELECT extract(epoch FROM clock_timestamp() - :'start') AS csv_took \gset
SELECT clock_timestamp() AS start \gset
SELECT r.unchanged AS csv_unchanged FROM research_indicators.load_csv('contribution', pg_read_binary_file(:'csv')) AS r \gset
SELECT extract(epoch FROM clock_timestamp() - :'start') AS csv_again \gset
SELECT format('csv: %s contributions, %s times COPY; again (%s unchanged) %s times', :csv_loaded, round(:csv_took / :copied, 2), :csv_unchanged, round(:csv_again / :copied, 2));
TRUNCATE bench_import.contribution;
CHECKPOINT;
SELECT clock_timestamp() AS start \gset
SELECT r.rows_read AS documents FROM research_indicators.load_documents('nva_publications', pg_read_binary_file(:'json'), options => '{"lines": true}') AS r \gset
SELECT extract(epoch FROM clock_timestamp() - :'start') AS json_took \gset
SELECT format('json: %s documents with %s contributions, %s times COPY', :documents, (SELECT count(*) FROM bench_import.contribution), round(:json_took / :copied, 2));
DROP SCHEMA bench_import, bench_import_archive CASCADE;
