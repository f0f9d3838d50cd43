-- An archive of publications for benchmarks: :publications of them in the schema
-- :schema, over fifteen years, as create_source_tables makes the tables.
--
--     psql -v schema=bench -v publications=1000000 -v seed=1 -f tests/bench/archive.sql
--
-- Everything follows from whole numbers, so that one seed gives one archive on
-- every machine.  What is meant to be like the real thing:
--   * ids are texts and ascend with the year of registration; one publication in
--     ten appeared the year before;
--   * author counts have a heavy tail: 9 in the mean, 5 in the middle, 3 000 at
--     most; one author in five has a second affiliation; two neighbours share theirs;
--   * of the affiliations a quarter is at trusts (half of these at one of their
--     units), a fifth at universities, four tenths abroad, the others nowhere;
--   * a journal for 250 publications, one in five of level 2, some of level 0 or
--     without level; thirty trusts with a unit for 25 000 publications each;
--   * one publication in ten is a chapter, one in fifty a monograph;
--   * approval is tracked for one publication in ten.
-- Rows lie in the heap in the order of the ids; shuffled.sql makes a copy that
-- does not.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET search_path = pg_catalog, pg_temp;
SET synchronous_commit = off;

DROP SCHEMA IF EXISTS :"schema" CASCADE;
SELECT count(*) AS ignored FROM research_indicators.create_source_tables(:'schema') \gset

-- A throw from 0 to sides - 1: the same for the same number, place and seed.  The
-- server's hash has to stay the same from version to version: partitions rest on it.
SELECT format('CREATE FUNCTION pg_temp.throw(n bigint, place bigint, sides bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(n * 1048583 + place, %s) & 9223372036854775807) %% sides', :seed) \gexec

-- Keys and indexes are made after the rows: much faster, and the same in the end.
CREATE TEMPORARY TABLE later AS
SELECT c.conrelid::regclass AS relation, c.conname AS name, pg_get_constraintdef(c.oid) AS definition, c.contype = 'f' AS refers
FROM pg_constraint AS c
WHERE c.connamespace = :'schema'::regnamespace AND c.contype IN ('p', 'f')
  AND c.conrelid IN (to_regclass(:'schema' || '.publication'), to_regclass(:'schema' || '.contribution'), to_regclass(:'schema' || '.publication_approval'));
CREATE TEMPORARY TABLE later_index AS
SELECT i.indexrelid::regclass AS name, pg_get_indexdef(i.indexrelid) AS definition
FROM pg_index AS i
WHERE NOT i.indisprimary
  AND i.indrelid IN (to_regclass(:'schema' || '.publication'), to_regclass(:'schema' || '.contribution'));
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', relation, name) FROM pg_temp.later ORDER BY refers DESC \gexec
SELECT format('DROP INDEX %s', name) FROM pg_temp.later_index \gexec

SET search_path = :"schema", pg_catalog, pg_temp;

INSERT INTO institution (institution_id, name, kind, parent_id, rhf_id, country, reporting)
SELECT 'rhf-' || i, 'Region ' || i, 'rhf', NULL, 'rhf-' || i, 'NO', true FROM generate_series(1, 4) AS i
UNION ALL
SELECT 'hf-' || i, 'Trust ' || i, 'hf', NULL, 'rhf-' || i % 4 + 1, 'NO', true FROM generate_series(1, 30) AS i
UNION ALL
SELECT 'hf-' || i || '-unit-' || j, 'Unit ' || j, 'unit', 'hf-' || i, NULL, 'NO', true
FROM generate_series(1, 30) AS i CROSS JOIN generate_series(1, :publications / 25000) AS j
UNION ALL
SELECT 'university-' || i, 'University ' || i, 'university', NULL, NULL, 'NO', true FROM generate_series(1, 20) AS i
UNION ALL
SELECT 'abroad-' || i, 'Abroad ' || i, 'other', NULL, NULL, (ARRAY['SE', 'DK', 'GB', 'US', 'DE'])[i % 5 + 1], false
FROM generate_series(1, :publications / 500) AS i;

INSERT INTO channel_level (kind, channel_id, year, level)
SELECT k.kind, k.kind || '-' || i, y,
       CASE WHEN i % 5 = 0 THEN '2' WHEN i % 50 = 1 THEN '0' WHEN i % 50 = 2 THEN 'X' ELSE '1' END
FROM (VALUES ('journal', :publications / 250), ('series', :publications / 2500), ('publisher', :publications / 2500)) AS k(kind, total)
CROSS JOIN LATERAL generate_series(1, k.total) AS i CROSS JOIN generate_series(2008, 2023) AS y;

INSERT INTO publication (publication_id, year, form, journal_id, series_id, publisher_id, isbn, doi, status, revised, title)
SELECT to_char(i, '"result-"FM0000000000'), 2009 + (i - 1) * 15 / :publications - CASE WHEN pg_temp.throw(i, 1, 10) = 0 THEN 1 ELSE 0 END, f.form,
       CASE WHEN f.form = 'article' THEN 'journal-' || pg_temp.throw(i, 2, :publications / 250 * 41 / 40) + 1 END,
       CASE WHEN f.form <> 'article' AND pg_temp.throw(i, 3, 3) = 0 THEN 'series-' || pg_temp.throw(i, 4, :publications / 2500 * 41 / 40) + 1 END,
       CASE WHEN f.form <> 'article' THEN 'publisher-' || pg_temp.throw(i, 5, :publications / 2500 * 41 / 40) + 1 END,
       CASE WHEN f.form <> 'article' AND pg_temp.throw(i, 6, 20) > 0 THEN to_char(9788200000000 + i % 100000000, 'FM0000000000000') END,
       '10.5555/result.' || i, CASE WHEN pg_temp.throw(i, 7, 100) = 0 THEN 'draft' ELSE 'published' END, pg_temp.throw(i, 8, 200) = 0,
       'A result of research, number ' || i
FROM generate_series(1, :publications) AS i
CROSS JOIN LATERAL (SELECT CASE WHEN pg_temp.throw(i, 9, 50) = 0 THEN 'monograph' WHEN pg_temp.throw(i, 9, 50) <= 5 THEN 'chapter' ELSE 'article' END AS form) AS f;

INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT to_char(i, '"result-"FM0000000000'), 'person-' || (pg_temp.throw(i, 11, 400000) + a * 37) % 400000,
       CASE WHEN pg_temp.throw(i, 20 + a, 60) = 0 THEN 'editor' ELSE 'creator' END, w.institution_id,
       CASE WHEN w.institution_id LIKE 'abroad%' OR d.place >= 85 AND pg_temp.throw(i, 40 + a, 4) = 0 THEN 'SE'
            WHEN w.institution_id IS NOT NULL THEN 'NO' END,
       w.institution_id NOT LIKE 'abroad%' AND pg_temp.throw(i, 60 + a, 30) > 0
FROM generate_series(1, :publications) AS i
CROSS JOIN LATERAL generate_series(1, least(3000, 1 + pg_temp.throw(i, 12, 5) + 15000 / (5 + pg_temp.throw(i, 13, 20000)))) AS a
CROSS JOIN LATERAL generate_series(1, CASE WHEN pg_temp.throw(i, 100000 + a, 5) = 0 THEN 2 ELSE 1 END) AS k
CROSS JOIN LATERAL (SELECT pg_temp.throw(i * 3 + k, 200000 + a / 2, 100) AS place, pg_temp.throw(i * 3 + k, 300000 + a / 2, 1000000) AS which) AS d
CROSS JOIN LATERAL (
    SELECT CASE WHEN d.place < 12 THEN 'hf-' || d.which % 30 + 1
                WHEN d.place < 25 THEN 'hf-' || d.which % 30 + 1 || '-unit-' || d.which / 30 % (:publications / 25000) + 1
                WHEN d.place < 45 THEN 'university-' || d.which % 20 + 1
                WHEN d.place < 85 THEN 'abroad-' || d.which % (:publications / 500) + 1 END AS institution_id) AS w;

INSERT INTO publication_approval (publication_id, institution_id, state)
SELECT part.publication_id, part.institution_id,
       CASE pg_temp.throw(part.n, 100 + ascii(right(part.institution_id, 1)), 20) WHEN 0 THEN 'rejected' WHEN 1 THEN 'pending' ELSE 'approved' END
FROM (SELECT DISTINCT c.publication_id, regexp_replace(c.institution_id, '-unit-.*', '') AS institution_id, id.n
      FROM contribution AS c CROSS JOIN LATERAL (SELECT right(c.publication_id, 10)::bigint AS n) AS id
      WHERE pg_temp.throw(id.n, 15, 10) = 0 AND c.role = 'creator' AND c.institution_id !~ '^abroad') AS part;

SELECT definition FROM pg_temp.later_index \gexec
SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', relation, name, definition) FROM pg_temp.later ORDER BY refers \gexec
VACUUM ANALYZE institution, channel_level, publication, contribution, publication_approval;
RESET search_path;
