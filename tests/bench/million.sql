-- A year with a million rows of publication points, in the schema "million":
-- 250 000 articles, each with a creator at four institutions.  Plain tables
-- without keys, which is all that a source needs; everything is made up.
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS million CASCADE;
SELECT count(*) AS ignored FROM research_indicators.create_source_tables('million') \gset
DROP TABLE million.publication, million.contribution CASCADE;
INSERT INTO million.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting, valid_from)
SELECT 'trust-' || i, NULL, 'Trust ' || i, CASE i WHEN 1 THEN 'rhf' ELSE 'hf' END, 'trust-1', 'NO', true, '-infinity'
FROM generate_series(1, 20) AS i;
INSERT INTO million.channel_level (kind, channel_id, year, level)
SELECT 'journal', 'journal-' || i, 2023, CASE WHEN i % 5 = 0 THEN '2' ELSE '1' END FROM generate_series(1, 1000) AS i;
CREATE UNLOGGED TABLE million.publication AS
SELECT to_char(i, '"publication-"FM0000000') AS publication_id, 2023 AS year, 'article' AS form, 'journal-' || (i % 1000 + 1) AS journal_id,
       NULL::text AS series_id, NULL::text AS publisher_id, NULL::text AS isbn, NULL::text AS doi, 'published' AS status, false AS revised,
       NULL::text AS parent_form, NULL::text AS title
FROM generate_series(1, 250000) AS i;
CREATE UNLOGGED TABLE million.contribution AS
SELECT to_char(i, '"publication-"FM0000000') AS publication_id, 'person-' || k AS person_id, 'creator' AS role,
       'trust-' || ((i + 5 * k) % 20 + 1) AS institution_id, CASE WHEN i % 7 = 0 THEN 'SE' ELSE 'NO' END AS country, true AS verified
FROM generate_series(1, 250000) AS i CROSS JOIN generate_series(1, 4) AS k;
ANALYZE million.publication;
ANALYZE million.contribution;
