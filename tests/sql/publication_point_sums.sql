-- publication_point_sums: the sums of the rows of publication_points, cell by
-- cell, under many rule sets and over odd sources.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(30);
SET LOCAL search_path TO research_indicators, public;

-- The same from the rows, in plain SQL.
CREATE FUNCTION pg_temp.expected(year integer, rule_set text)
RETURNS TABLE (unit_level text, unit_id text, dimension text, code text, publications bigint, points numeric, author_shares numeric, excluded bigint)
LANGUAGE sql AS $$
    SELECT u.unit_level, u.unit_id, d.dimension, d.code,
           count(DISTINCT p.publication_id) FILTER (WHERE p.countable),
           CASE WHEN bool_and(p.points IS NOT NULL) THEN coalesce(sum(p.points) FILTER (WHERE p.countable), 0) END,
           coalesce(sum(round(p.shares::numeric / nullif(p.total_shares, 0), 4)) FILTER (WHERE p.countable), 0),
           count(DISTINCT p.publication_id) FILTER (WHERE NOT p.countable)
    FROM research_indicators.publication_points($1, $2) AS p
    JOIN (SELECT DISTINCT i.top_id, i.region_id FROM research_indicators.institutions_at($1) AS i) AS i ON i.top_id = p.institution_id
    CROSS JOIN LATERAL (VALUES ('institution', p.institution_id), ('rhf', i.region_id), ('nation', CASE WHEN i.region_id IS NOT NULL THEN 'NO' END)) AS u(unit_level, unit_id)
    CROSS JOIN LATERAL (VALUES ('', ''), ('form', p.form), ('level', p.level), ('reason', p.reason)) AS d(dimension, code)
    WHERE u.unit_id IS NOT NULL AND d.code IS NOT NULL
    GROUP BY u.unit_level, u.unit_id, d.dimension, d.code
$$;
CREATE FUNCTION pg_temp.agrees(year integer, rule_set text, title text) RETURNS text LANGUAGE sql AS $$
    SELECT is(count(*), 0::bigint, title) FROM (
        (SELECT * FROM publication_point_sums(year, rule_set) EXCEPT ALL SELECT * FROM pg_temp.expected(year, rule_set))
        UNION ALL
        (SELECT * FROM pg_temp.expected(year, rule_set) EXCEPT ALL SELECT * FROM publication_point_sums(year, rule_set))) AS x
$$;

-- The sample ---------------------------------------------------------------------------

SELECT copy_rule_set('nvi-2015', id, 'test') FROM unnest('{t-weight,t-factor,t-method,t-exact}'::text[]) AS id \g /dev/null
SELECT set_rule_parameter('t-weight', 'publication_weight.article.journal.2', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-factor', 'international_factor', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-method', 'rounding_method', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-exact', 'rounding_method', 'exact', 'site', 'test') \g /dev/null
SELECT pg_temp.agrees(year, NULL, format('%s under its own set', year)) FROM generate_series(2020, 2023) AS year;
SELECT pg_temp.agrees(2022, rule_set, format('2022 under %s', rule_set))
FROM unnest('{nvi-2013,nva-2024,hod-2021,t-weight,t-factor,t-method,t-exact}'::text[]) AS rule_set;
SELECT cmp_ok(count(*), '>', 500::bigint, 'hundreds of cells') FROM publication_point_sums(2022);
SELECT is(count(*), 3::bigint, 'of three levels of units') FROM (SELECT DISTINCT unit_level FROM publication_point_sums(2022)) AS u;
SELECT cmp_ok(count(*) FILTER (WHERE points IS NULL), '>', 50::bigint, 'where a weight is unset, sums are unknown') FROM publication_point_sums(2022, 't-weight');
SELECT cmp_ok(count(*) FILTER (WHERE points > 0), '>', 50::bigint, 'while others are known') FROM publication_point_sums(2022, 't-weight');
SELECT ok(bool_and(scale(points) = 4 AND scale(author_shares) = 4), 'numbers have four decimals') FROM publication_point_sums(2022);
SELECT is(array_agg(s.n ORDER BY array_position('{institution,rhf,nation}'::text[], s.unit_level), s.unit_id COLLATE "C",
                                 array_position('{"",form,level,reason}'::text[], s.dimension), s.code COLLATE "C"),
          array_agg(s.n ORDER BY s.n), 'cells come in order')
FROM publication_point_sums(2022) WITH ORDINALITY AS s(unit_level, unit_id, dimension, code, publications, points, author_shares, excluded, n);
SELECT is_empty('SELECT * FROM publication_point_sums(1999, ''nvi-2015'')', 'a year without data is empty');
SELECT is_empty('SELECT * FROM publication_point_sums(NULL)', 'and so is no year');
SELECT throws_ok('SELECT * FROM publication_point_sums(2022, ''nvi-1066'')', 'RI010', NULL, 'an unknown rule set');
SELECT throws_ok('SELECT * FROM publication_point_sums(2010)', 'RI014', NULL, 'a year without a default rule set');

-- Odd sources --------------------------------------------------------------------------

SELECT create_source_tables('t_sums') \g /dev/null
SET LOCAL research_indicators.source_schema = 't_sums';
SELECT is_empty('SELECT * FROM publication_point_sums(2022)', 'an empty source has no cells');
INSERT INTO t_sums.institution (institution_id, kind, parent_id, rhf_id, country, reporting) VALUES
    ('r1', 'rhf', NULL, 'r1', 'NO', true), ('r2', 'rhf', NULL, 'r2', 'NO', true), ('h1', 'hf', NULL, 'r1', 'NO', true), ('h2', 'hf', NULL, 'r1', 'NO', true),
    ('h3', 'hf', NULL, 'r2', 'NO', true), ('lost', 'hf', NULL, 'nowhere', 'NO', true), ('u', 'university', NULL, 'r1', 'NO', true),
    ('h1-unit', 'unit', 'h1', NULL, 'NO', true), ('abroad', 'other', NULL, NULL, 'SE', false);
INSERT INTO t_sums.channel_level VALUES ('journal', 'j1', 2022, '1'), ('journal', 'j2', 2022, '2'), ('journal', 'j0', 2022, '0'), ('journal', 'odd', 2022, '2A');
INSERT INTO t_sums.publication (publication_id, year, form, journal_id, status)
SELECT 'p' || n, 2022, (ARRAY['article', 'review', 'other', NULL])[1 + n % 7 / 2], (ARRAY['j1', 'j2', 'j0', 'odd', NULL])[1 + n % 5],
       CASE WHEN n % 13 > 0 THEN 'published' END
FROM generate_series(1, 400) AS n;
INSERT INTO t_sums.contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT 'p' || n, a, 'creator', (ARRAY['h1', 'h1-unit', 'h2', 'h3', 'lost', 'u', 'abroad', 'ghost', NULL, 'r2'])[1 + (n * 3 + a * a) % 10], NULL, (n + a) % 4 > 0
FROM generate_series(1, 400) AS n CROSS JOIN LATERAL generate_series(1, n % 6) AS a;
INSERT INTO t_sums.publication_approval (publication_id, institution_id, state)
SELECT 'p' || n, h, (ARRAY['approved', 'approved', 'rejected', 'pending'])[1 + (n + length(h)) % 4]
FROM generate_series(1, 400, 3) AS n CROSS JOIN unnest('{h1,h2,h3,u}'::text[]) AS h;
SELECT pg_temp.agrees(2022, rule_set, format('a source of every reason under %s', rule_set)) FROM unnest('{nvi-2015,nva-2024,t-factor}'::text[]) AS rule_set;
SELECT cmp_ok(count(DISTINCT code), '>=', 8::bigint, 'of many reasons') FROM publication_point_sums(2022) WHERE dimension = 'reason';
SELECT is(array_agg(DISTINCT unit_id ORDER BY unit_id), '{h1,h2,h3,lost,r2,u}', 'institutions are those with a row') FROM publication_point_sums(2022) WHERE unit_level = 'institution';
SELECT is(array_agg(DISTINCT unit_id ORDER BY unit_id), '{r1,r2}', 'a university and a trust without region are in no region') FROM publication_point_sums(2022) WHERE unit_level = 'rhf';
SELECT ok(n.publications < r.publications, 'a publication of two regions is one of the nation')
FROM publication_point_sums(2022) AS n CROSS JOIN (SELECT sum(publications) AS publications FROM publication_point_sums(2022) WHERE unit_level = 'rhf' AND dimension = '') AS r
WHERE n.unit_level = 'nation' AND n.dimension = '';
-- every publication twice, one of them under a reason of its own
CREATE SCHEMA t_twice;
SELECT format('CREATE VIEW t_twice.%1$I AS SELECT * FROM t_sums.%1$I', relation) FROM unnest('{institution,channel_level,contribution,publication_approval}'::text[]) AS relation \gexec
CREATE VIEW t_twice.publication AS
SELECT * FROM t_sums.publication UNION ALL
SELECT publication_id, year, form, journal_id, series_id, publisher_id, isbn, doi, 'withdrawn', revised, parent_form, title FROM t_sums.publication;
SET LOCAL research_indicators.source_schema = 't_twice';
SELECT pg_temp.agrees(2022, 'nvi-2015', 'publications that are described twice');
SELECT * FROM finish();
ROLLBACK;
