-- Rules by year: the health sector's rules of 2013-2014 against plain SQL, the
-- register's earlier share counting, defaults, series breaks.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(55);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/refusal.sql

-- Which set holds when --------------------------------------------------------

SELECT results_eq(
    $$SELECT y, default_rule_set('nvi', y), default_rule_set('hod', y) FROM generate_series(2010, 2020) AS y$$,
    $$VALUES (2010, NULL, NULL), (2011, NULL, 'hod-2013'), (2012, NULL, 'hod-2013'),
             (2013, 'nvi-2013', 'hod-2015'), (2014, 'nvi-2013', 'hod-2015'), (2015, 'nvi-2015', 'hod-2015'),
             (2016, 'nvi-2015', 'hod-2015'), (2017, 'nvi-2015', 'hod-2015'), (2018, 'nvi-2015', 'hod-2015'),
             (2019, 'nvi-2015', 'hod-2021'), (2020, 'nvi-2015', 'hod-2021')$$,
    'default sets by publication year and by result year');
SELECT throws_ok($$SELECT * FROM publication_points(2012)$$, 'RI014', NULL, 'no NVI set covers 2012');
SELECT throws_ok($$SELECT * FROM research_points(2012)$$, 'RI014', NULL, 'so there are no research points of 2012');
SELECT is((SELECT count(*) FROM rule_set AS a JOIN rule_set AS b ON a.family = b.family AND a.rule_set < b.rule_set
           AND a.is_default AND b.is_default
           AND int4range(a.first_year, a.last_year, '[]') && int4range(b.first_year, b.last_year, '[]')), 0::bigint,
          'default sets of a family never overlap');

SELECT results_eq(
    $$SELECT name, value, origin FROM describe_rule_set('nvi-2013') WHERE name !~ '^(publication_weight|isbn_required|deciding_channel)'$$,
    $$VALUES ('chapter_in_monograph_counts', 'false', 'inferred'), ('combined_factors', NULL, NULL), ('duplicates_count', NULL, NULL),
             ('international_factor', '2.5', 'published'), ('regional_factor', '1.25', 'published'),
             ('revised_counts', 'false', 'inferred'), ('rounding_method', 'exact', 'inferred'),
             ('share_counting', 'all_institutions', 'inferred'), ('share_function', 'linear', 'published')$$,
    'nvi-2013: what is published, what inferred, and what is unset');
SELECT is((SELECT count(*) FROM describe_rule_set('nvi-2013') WHERE name LIKE 'publication_weight.%' AND origin <> 'inferred'),
          0::bigint, 'its weights are inferred');
SELECT results_eq(
    $$SELECT name, value, origin FROM describe_rule_set('nvi-2015') WHERE name IN ('share_function', 'regional_factor', 'combined_factors')$$,
    $$VALUES ('combined_factors', 'product', 'inferred'), ('regional_factor', '1', 'inferred'), ('share_function', 'sqrt', 'published')$$,
    'nvi-2015: a square root, and no regional factor');
SELECT results_eq(
    $$SELECT name, value, origin, inherited_from FROM describe_rule_set('hod-2013')
      WHERE name IN ('doctorate.points', 'external_funding.points_per_million.EU', 'counts.clinical_studies')$$,
    $$VALUES ('counts.clinical_studies', 'false', 'published', 'hod-2015'), ('doctorate.points', '3', 'published', 'hod-2015'),
             ('external_funding.points_per_million.EU', '10', 'inferred', NULL)$$,
    'hod-2013 builds on hod-2015');

-- Made data: 2013 and 2014, and the same publications once more in 2015 ----------

SELECT create_source_tables('t_before_2015');
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_before_2015.delivery_statement;
SET research_indicators.source_schema = 't_before_2015';
SET search_path TO t_before_2015, research_indicators, research_indicators_internal, public;

INSERT INTO institution (institution_id, kind, parent_id, rhf_id, country, reporting, valid_from) VALUES
    ('rhf-1', 'rhf', NULL, 'rhf-1', 'NO', true, '-infinity'), ('rhf-2', 'rhf', NULL, 'rhf-2', 'NO', true, '-infinity'),
    ('rhf-3', 'rhf', NULL, 'rhf-3', 'NO', true, '-infinity'),
    ('hf-1a', 'hf', NULL, 'rhf-1', 'NO', true, '-infinity'), ('hf-1b', 'hf', NULL, 'rhf-1', 'NO', true, '-infinity'),
    ('hf-2', 'hf', NULL, 'rhf-2', 'NO', true, '-infinity'), ('hf-3', 'hf', NULL, 'rhf-3', 'NO', true, '-infinity'),
    ('ideal-1', 'private_nonprofit', NULL, 'rhf-1', 'NO', true, '-infinity'),
    ('ideal-2', 'private_nonprofit', NULL, 'rhf-2', 'NO', true, '-infinity'),
    ('uni-1', 'university', NULL, NULL, 'NO', true, '-infinity'), ('uni-2', 'university', NULL, NULL, 'NO', true, '-infinity'),
    ('quiet', 'hf', NULL, 'rhf-3', 'NO', false, '-infinity'), ('institute', 'institute', NULL, NULL, NULL, false, '-infinity'),
    ('abroad-1', 'other', NULL, NULL, 'SE', false, '-infinity'), ('abroad-2', 'other', NULL, NULL, 'GB', false, '-infinity'),
    ('hf-1a-ward', 'unit', 'hf-1a', NULL, NULL, false, '-infinity'), ('hf-2-ward', 'unit', 'hf-2', NULL, NULL, false, '-infinity'),
    ('hf-2-bed', 'unit', 'hf-2-ward', NULL, NULL, false, '-infinity'), ('uni-1-dept', 'unit', 'uni-1', NULL, NULL, false, '-infinity');
INSERT INTO channel_level (kind, channel_id, year, level)
SELECT kind, left(kind, 1) || number, year, (ARRAY['1', '2', '1', '0', '2', 'X', NULL])[1 + (number + year) % 7]
FROM unnest('{journal,series,publisher}'::text[]) AS kind, generate_series(1, 12) AS number, generate_series(2013, 2015) AS year;

CREATE FUNCTION pg_temp.throw(key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (get_byte(sha256(convert_to(key, 'UTF8')), 0) * 256 + get_byte(sha256(convert_to(key, 'UTF8')), 1)) * sides / 65536;

INSERT INTO publication (publication_id, year, form, journal_id, series_id, publisher_id, isbn, status, revised, parent_form)
SELECT 'p' || y || '-' || lpad(n::text, 4, '0'), y, f.form,
       CASE WHEN f.form IN ('article', 'review', 'other') THEN 'j' || 1 + pg_temp.throw(n || ' journal', 12) END,
       CASE WHEN f.form NOT IN ('article', 'review') AND pg_temp.throw(n || ' in series', 2) = 0 THEN 's' || 1 + pg_temp.throw(n || ' series', 12) END,
       CASE WHEN f.form NOT IN ('article', 'review') THEN 'p' || 1 + pg_temp.throw(n || ' publisher', 12) END,
       CASE WHEN pg_temp.throw(n || ' isbn', 8) > 0 THEN '978' END,
       CASE WHEN pg_temp.throw(n || ' status', 30) > 0 THEN 'published' ELSE 'draft' END,
       pg_temp.throw(n || ' revised', 20) = 0,
       CASE WHEN f.form = 'chapter' AND pg_temp.throw(n || ' parent', 10) = 0 THEN 'monograph' END
FROM generate_series(2013, 2015) AS y, generate_series(1, 400) AS n,
     LATERAL (SELECT (ARRAY['article', 'article', 'article', 'review', 'chapter', 'monograph', 'commentary', 'other'])[1 + pg_temp.throw(n || ' form', 8)]) AS f(form);
INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT 'p' || y || '-' || lpad(n::text, 4, '0'), 'a' || person,
       CASE WHEN pg_temp.throw(k.key || ' role', 15) = 0 THEN 'editor' ELSE 'creator' END,
       (ARRAY['hf-1a', 'hf-1b', 'hf-2', 'hf-3', 'ideal-1', 'ideal-2', 'uni-1', 'uni-2', 'quiet', 'institute', 'hf-1a', 'hf-1a',
              'hf-1a-ward', 'hf-2-ward', 'hf-2-bed', 'uni-1-dept', 'rhf-2', 'nowhere-known', NULL, 'hf-1a-ward', 'abroad-1', 'abroad-2'])
           [1 + pg_temp.throw(k.key || ' place', CASE WHEN pg_temp.throw(n || ' international', 3) = 0 THEN 22
                                                       WHEN pg_temp.throw(n || ' local', 3) = 0 THEN 2 ELSE 20 END)],
       (ARRAY['NO', NULL, NULL, NULL])[1 + pg_temp.throw(k.key || ' country', 4)],
       pg_temp.throw(k.key || ' verified', 10) > 0
FROM generate_series(2013, 2015) AS y, generate_series(1, 400) AS n, generate_series(1, 1 + pg_temp.throw(n || ' authors', 7)) AS person,
     generate_series(1, 1 + pg_temp.throw(n || ' ' || person || ' places', 9) / 6) AS place,
     LATERAL (SELECT n || ' ' || person || ' ' || place) AS k(key);
-- a co-author abroad, more often where the others are at one place
INSERT INTO contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT 'p' || y || '-' || lpad(n::text, 4, '0'), 'z', 'creator', CASE n % 3 WHEN 0 THEN 'abroad-1' END, CASE n % 3 WHEN 0 THEN NULL ELSE 'US' END, false
FROM generate_series(2013, 2015) AS y, generate_series(1, 400) AS n
WHERE pg_temp.throw(n || ' co-author', CASE WHEN pg_temp.throw(n || ' local', 3) = 0 THEN 2 ELSE 5 END) = 0;

-- The oracle: the same rules once more, in plain SQL over the tables.
CREATE TEMP VIEW oracle AS
WITH RECURSIVE up (id, at_id) AS (
    SELECT institution_id, institution_id FROM institution
    UNION ALL
    SELECT u.id, i.parent_id FROM up AS u JOIN institution AS i ON i.institution_id = u.at_id WHERE i.parent_id IS NOT NULL
), top AS (
    SELECT u.id, t.institution_id AS top, t.reporting, coalesce(own.country, t.country) AS country,
           CASE WHEN t.kind IN ('hf', 'rhf', 'private_nonprofit') THEN t.rhf_id END AS region
    FROM up AS u
    JOIN institution AS t ON t.institution_id = u.at_id AND t.parent_id IS NULL
    JOIN institution AS own ON own.institution_id = u.id
), creator AS (
    SELECT c.publication_id, c.person_id, coalesce(t.top, c.institution_id) AS top, coalesce(t.reporting, false) AS reporting,
           t.region, coalesce(c.country, t.country) AS country, c.verified
    FROM contribution AS c LEFT JOIN top AS t ON t.id = c.institution_id
    WHERE c.role = 'creator'
), head AS (
    SELECT c.publication_id,
           sum(greatest(1, c.places)) AS total,
           bool_or(c.abroad) AS abroad,
           (SELECT count(DISTINCT r.region) > 1 FROM creator AS r WHERE r.publication_id = c.publication_id) AS regional
    FROM (SELECT publication_id, person_id, count(DISTINCT top) AS places, coalesce(bool_or(country <> 'NO'), false) AS abroad
          FROM creator GROUP BY publication_id, person_id) AS c
    GROUP BY c.publication_id
), part AS (
    SELECT publication_id, top, count(DISTINCT person_id) FILTER (WHERE verified) AS shares
    FROM creator WHERE reporting GROUP BY publication_id, top
), weighted AS (
    SELECT p.publication_id, p.year,
           CASE WHEN p.status <> 'published' OR p.revised OR p.parent_form IS NOT NULL
                  OR p.isbn IS NULL AND p.form IN ('chapter', 'monograph', 'commentary') THEN 0
                WHEN p.form IN ('article', 'review') THEN CASE j.level WHEN '1' THEN 1 WHEN '2' THEN 3 ELSE 0 END
                WHEN p.form = 'chapter' AND s.level IN ('0', '1', '2') THEN CASE s.level WHEN '1' THEN 1 WHEN '2' THEN 3 ELSE 0 END
                WHEN p.form = 'chapter' THEN CASE b.level WHEN '1' THEN 0.7 WHEN '2' THEN 1 ELSE 0 END
                WHEN p.form = 'other' THEN 0
                WHEN s.level IN ('0', '1', '2') THEN CASE s.level WHEN '1' THEN 5 WHEN '2' THEN 8 ELSE 0 END
                ELSE CASE b.level WHEN '1' THEN 5 WHEN '2' THEN 8 ELSE 0 END END AS w
    FROM publication AS p
    LEFT JOIN channel_level AS j ON j.kind = 'journal' AND j.channel_id = p.journal_id AND j.year = p.year
    LEFT JOIN channel_level AS s ON s.kind = 'series' AND s.channel_id = p.series_id AND s.year = p.year
    LEFT JOIN channel_level AS b ON b.kind = 'publisher' AND b.channel_id = p.publisher_id AND b.year = p.year
)
SELECT w.year, w.publication_id, part.top AS institution_id, part.shares, head.total, head.abroad, head.regional, w.w
FROM weighted AS w JOIN head USING (publication_id) JOIN part USING (publication_id);

SELECT is((SELECT count(*) FROM oracle WHERE year = 2013 AND w > 0 AND abroad AND regional) > 50
          AND (SELECT count(*) FROM oracle WHERE year = 2013 AND w > 0 AND abroad AND NOT regional) > 20
          AND (SELECT count(*) FROM oracle WHERE year = 2013 AND w > 0 AND regional AND NOT abroad) > 100
          AND (SELECT count(*) FROM oracle WHERE year = 2013 AND w > 0 AND NOT regional AND NOT abroad) > 50, true,
          'the made data has every combination of factors');

SELECT set_eq(
    format($$SELECT publication_id, institution_id, shares, total_shares, international, interregional, points FROM publication_points(%s)
             WHERE institution_id IS NOT NULL$$, y),
    format($$SELECT publication_id, institution_id, shares::integer, total::integer, abroad, regional,
                    CASE WHEN w = 0 OR NOT (abroad AND regional)
                         THEN round(w * CASE WHEN abroad THEN 2.5 ELSE 1 END * CASE WHEN regional THEN 1.25 ELSE 1 END * shares / total, 4) END
             FROM oracle WHERE year = %s$$, y),
    format('points of %s are those of plain SQL', y))
FROM generate_series(2013, 2014) AS y;
SELECT results_eq(
    $$SELECT DISTINCT reason, countable FROM publication_points(2013) WHERE points IS NULL$$,
    $$VALUES ('parameter_unset', false)$$, 'where both factors apply, points are NULL and the reason is the unset parameter');
SELECT is((SELECT count(*) FROM publication_points(2013) AS p
           WHERE (p.reason = 'parameter_unset') <> (p.points IS NULL)), 0::bigint, 'and nowhere else');
SELECT is((SELECT count(*) FROM publication_points(2013) AS p JOIN oracle AS o USING (publication_id, institution_id)
           WHERE o.w = 0 AND p.points IS DISTINCT FROM 0), 0::bigint,
          'a publication that earns nothing needs no factor: 0 points, and its own reason');

SELECT copy_rule_set('nvi-2013', 't-product', 'product');
SELECT set_rule_parameter('t-product', 'combined_factors', 'product', 'site', 'test');
SELECT copy_rule_set('nvi-2013', 't-larger', 'larger');
SELECT set_rule_parameter('t-larger', 'combined_factors', 'larger', 'site', 'test');
SELECT set_eq(
    $$SELECT publication_id, institution_id, points FROM publication_points(2014, 't-product') WHERE institution_id IS NOT NULL$$,
    $$SELECT publication_id, institution_id,
             round(w * CASE WHEN abroad THEN 2.5 ELSE 1 END * CASE WHEN regional THEN 1.25 ELSE 1 END * shares / total, 4)
      FROM oracle WHERE year = 2014$$, 'with the product as rule every paper has points');
SELECT set_eq(
    $$SELECT publication_id, institution_id, points FROM publication_points(2014, 't-larger') WHERE institution_id IS NOT NULL$$,
    $$SELECT publication_id, institution_id,
             round(w * CASE WHEN abroad THEN 2.5 WHEN regional THEN 1.25 ELSE 1 END * shares / total, 4)
      FROM oracle WHERE year = 2014$$, 'with the larger one too');
SELECT isnt(rule_set_digest('t-product'), rule_set_digest('t-larger'), 'the digest tells the two apart');
SELECT isnt(rule_set_digest('t-product'), rule_set_digest('nvi-2013'), 'and both from what they were copied from');

-- root and regional factor together: the parameters are independent
SELECT copy_rule_set('t-product', 't-root', 'root');
SELECT set_rule_parameter('t-root', 'share_function', 'sqrt', 'site', 'test');
SELECT set_eq(
    $$SELECT publication_id, institution_id, points FROM publication_points(2013, 't-root') WHERE institution_id IS NOT NULL$$,
    $$SELECT publication_id, institution_id,
             round(w * CASE WHEN abroad THEN 2.5 ELSE 1 END * CASE WHEN regional THEN 1.25 ELSE 1 END * sqrt(shares::numeric(40, 30) / total), 4)
      FROM oracle WHERE year = 2013$$, 'a square root with the regional factor');
SELECT set_eq(
    $$SELECT publication_id, institution_id, points FROM publication_points(2015) WHERE institution_id IS NOT NULL$$,
    $$SELECT publication_id, institution_id,
             round(w * CASE WHEN abroad THEN 1.3 ELSE 1 END * sqrt(shares::numeric(40, 30) / total), 4)
      FROM oracle WHERE year = 2015$$, 'from 2015 on regions make no difference');

SELECT set_rule_parameter('t-root', 'regional_factor', NULL, 'site', 'test');
SELECT is((SELECT count(*) FROM publication_points(2013, 't-root') AS p JOIN oracle AS o USING (publication_id, institution_id)
           WHERE (p.points IS NULL) <> (o.regional AND o.w > 0)), 0::bigint, 'without a regional factor what regions share is NULL');
SELECT set_rule_parameter('t-root', 'share_function', NULL, 'site', 'test');
SELECT is((SELECT count(*) FROM publication_points(2013, 't-root') WHERE points <> 0), 0::bigint,
          'without a share function nothing has points; what is excluded anyway keeps its 0');
SELECT throws_ok($$SELECT set_rule_parameter('t-root', 'share_function', 'cube', 'site', 'test')$$, 'RI033', NULL, 'other functions are refused');
SELECT throws_ok($$SELECT set_rule_parameter('t-root', 'regional_factor', '0.9', 'site', 'test')$$, 'RI033', NULL, 'so are factors below 1');

-- sums: an unknown part makes the whole unknown, what is known is told
SELECT is((SELECT count(*) FROM research_points(2013) AS r
           WHERE (r.publications IS NULL) <> EXISTS (SELECT FROM publication_points(2013) AS p
                                                     WHERE p.institution_id = r.institution_id AND p.points IS NULL)), 0::bigint,
          'research points of 2013 are NULL exactly where a paper''s are');
SELECT copy_rule_set('hod-2015', 't-hod', 'with product');
UPDATE rule_set SET nvi_rule_set = 't-product' WHERE rule_set = 't-hod';
SELECT results_eq(
    $$SELECT institution_id, publications FROM research_points(2014, 't-hod') ORDER BY institution_id COLLATE "C"$$,
    $$SELECT i.institution_id, coalesce(sum(o.points), 0.0000)
      FROM institution AS i
      LEFT JOIN (SELECT institution_id, round(w * CASE WHEN abroad THEN 2.5 ELSE 1 END * CASE WHEN regional THEN 1.25 ELSE 1 END * shares / total, 4) AS points
                 FROM oracle WHERE year = 2014) AS o USING (institution_id)
      WHERE i.reporting AND i.parent_id IS NULL
      GROUP BY i.institution_id ORDER BY i.institution_id COLLATE "C"$$, 'the sums of 2014 under a set that names the product');

-- a grant that reaches back names what is unset, and the set that lacks it
SELECT pg_temp.refuses($$SELECT * FROM grant_allocation(2017, 1000000, 'hod-2015')$$, 'RI030', 'rule set "nvi-2013" has no value for "combined_factors"',
                       'a grant over 2013-2015 names the NVI set and the parameter that it lacks', 'in a copy of "nvi-2013"');
SELECT pg_temp.refuses($$SELECT * FROM simulate_indicator(2017, 1000000, 'hod-2015', 'publications', '{1}')$$, 'RI030',
                       'rule set "nvi-2013" has no value for "combined_factors"', 'so does a simulation', 'nvi_rule_set');
SELECT lives_ok($$SELECT * FROM grant_allocation(2017, 1000000, 't-hod')$$, 'under a set whose NVI set has it there is a grant');
SAVEPOINT whole;
DROP TABLE doctoral_degree;
SELECT pg_temp.refuses($$SELECT * FROM grant_allocation(2017, 1000000, 't-hod')$$, 'RI020', 'doctoral_degree', 'where a relation is missing it is not a parameter that is asked for');
ROLLBACK TO whole;

-- the report of a year that reaches back: NULL points, the break, the unset parameter
CREATE TEMP TABLE told AS SELECT report_xml(2017, 'NO') AS xml;
SELECT is_empty($$SELECT v.* FROM told, validate_report(told.xml) AS v$$, 'a report over 2013-2017 is valid');
SELECT matches((SELECT xml::text FROM told), 'series_break', 'and tells of the break');
SELECT results_eq($$SELECT key FROM check_rules(2014) WHERE code = 'unset_parameter'$$, $$VALUES ('nvi-2013.combined_factors')$$,
                  'of 2014 one parameter is unset');

-- Worked by hand: one share of four, two regions, abroad ---------------------------

DELETE FROM contribution;
DELETE FROM publication;
INSERT INTO publication (publication_id, year, form, journal_id, status) VALUES
    ('one', 2013, 'article', 'hand', 'published'), ('regions', 2013, 'article', 'hand', 'published'),
    ('same-region', 2013, 'article', 'hand', 'published'), ('with-university', 2013, 'article', 'hand', 'published'),
    ('abroad', 2013, 'article', 'hand', 'published'), ('both', 2013, 'article', 'hand', 'published'),
    ('register', 2022, 'article', 'hand', 'published');
INSERT INTO channel_level VALUES ('journal', 'hand', 2013, '1'), ('journal', 'hand', 2022, '1');
INSERT INTO contribution (publication_id, person_id, role, institution_id, verified) VALUES
    ('one', 'a', 'creator', 'hf-1a', true), ('one', 'b', 'creator', NULL, true), ('one', 'c', 'creator', NULL, true), ('one', 'd', 'creator', NULL, true),
    ('regions', 'a', 'creator', 'hf-1a', true), ('regions', 'b', 'creator', 'hf-2-bed', true),
    ('same-region', 'a', 'creator', 'hf-1a', true), ('same-region', 'b', 'creator', 'ideal-1', true),
    ('with-university', 'a', 'creator', 'hf-1a', true), ('with-university', 'b', 'creator', 'uni-2', true),
    ('abroad', 'a', 'creator', 'hf-1a', true), ('abroad', 'b', 'creator', 'abroad-1', false),
    ('both', 'a', 'creator', 'hf-1a', true), ('both', 'b', 'creator', 'quiet', true), ('both', 'c', 'creator', 'abroad-1', true),
    -- two of the institution, and one with two institutions abroad
    ('register', 'a', 'creator', 'uni-1', true), ('register', 'b', 'creator', 'uni-1', true),
    ('register', 'c', 'creator', 'abroad-1', true), ('register', 'c', 'creator', 'abroad-2', true);
SELECT results_eq(
    $$SELECT publication_id, points, reason FROM publication_points(2013) WHERE institution_id = 'hf-1a' ORDER BY publication_id$$,
    $$VALUES ('abroad', 1.2500, NULL), ('both', NULL, 'parameter_unset'), ('one', 0.2500, NULL), ('regions', 0.6250, NULL),
             ('same-region', 0.5000, NULL), ('with-university', 0.5000, NULL)$$,
    '2013 by hand: 1/4; 1.25/2; same region and universities without factor; 2.5/2; both unset');
SELECT is((SELECT points FROM publication_points(2013, 't-product') WHERE publication_id = 'both' AND institution_id = 'hf-1a'), 1.0417,
          '1.25 * 2.5 / 3');
SELECT is((SELECT points FROM publication_points(2013, 't-larger') WHERE publication_id = 'both' AND institution_id = 'hf-1a'), 0.8333, '2.5 / 3');
SELECT is((SELECT points FROM publication_points(2013, 'nvi-2015') WHERE publication_id = 'regions' AND institution_id = 'hf-1a'), 0.7071,
          'the same paper under the later rule');

-- the register before and after 2025-10-28
SELECT is((SELECT points FROM publication_points(2022, 'nva-2024')), 1.0614, 'the register''s own share counting until 2025-10-28');
SELECT is((SELECT points FROM publication_points(2022)), 0.9192, 'and the rule');
SELECT is((SELECT is_default FROM rule_set WHERE rule_set = 'nva-2024'), false, 'nva-2024 is never a default');

-- a level whose weight no set states
UPDATE channel_level SET level = '2A' WHERE year = 2022;
INSERT INTO contribution (publication_id, person_id, role, institution_id, verified) VALUES ('register', 'd', 'creator', 'hf-1a', true);
SELECT pg_temp.refuses($$SELECT * FROM grant_allocation(2024, 1000000, 'hod-2015')$$, 'RI030', 'points of publications in 2022',
                       'where no parameter is unset the grant says whose points are missing and when', 'explain_fact(''publications'', ''points'', 2022');
UPDATE channel_level SET level = '1' WHERE year = 2022;
DELETE FROM contribution WHERE publication_id = 'register' AND person_id = 'd';

-- Recomputing an old year does not follow a later edit of another set ----------------

SELECT copy_rule_set('nvi-2013', 't-old', 'as it was');
CREATE TEMP TABLE before AS
    SELECT s.rule_set, rule_set_digest(s.rule_set) AS digest, p.* FROM (VALUES ('nvi-2013'), ('t-old')) AS s(rule_set), publication_points(2013, s.rule_set) AS p;
SELECT set_rule_parameter('t-product', 'international_factor', '4', 'site', 'test');
SELECT set_rule_parameter('t-larger', 'publication_weight.article.journal.1', '2', 'site', 'test');
SELECT results_eq(
    $$SELECT s.rule_set, rule_set_digest(s.rule_set), p.* FROM (VALUES ('nvi-2013'), ('t-old')) AS s(rule_set), publication_points(2013, s.rule_set) AS p$$,
    $$SELECT * FROM before$$, 'an edit of other sets changes neither points nor digest');
SELECT is((SELECT points FROM publication_points(2013, 't-product') WHERE publication_id = 'abroad'), 2.0000, 'while the edited set has changed');
SELECT copy_rule_set('nvi-2015', 't-2015', 'edited');
SELECT set_rule_parameter('t-2015', 'international_factor', '2', 'site', 'test');
SELECT results_eq(
    $$SELECT s.rule_set, rule_set_digest(s.rule_set), p.* FROM (VALUES ('nvi-2013'), ('t-old')) AS s(rule_set), publication_points(2013, s.rule_set) AS p$$,
    $$SELECT * FROM before$$, 'nor does an edit of a copy of the later rule');

-- Series breaks --------------------------------------------------------------------

SELECT results_eq($$SELECT severity, code, relation, key FROM check_series(2011, 2020)$$,
                  $$VALUES ('warning', 'series_break', 'rule_set', '2015')$$, 'the one break among the defaults is 2015');
SELECT is_empty($$SELECT * FROM check_series(2015, 2030)$$, 'no break from 2015 on');
SELECT is_empty($$SELECT * FROM check_series(2011, 2014)$$, 'years without any set break nothing');
SELECT is_empty($$SELECT * FROM check_series(2011, 2020, 'nvi-2015')$$, 'an NVI set for all years has no break');
SELECT is_empty($$SELECT * FROM check_series(2011, 2020, 't-hod')$$, 'nor has a hod set that names its NVI set');
SELECT is((SELECT count(*) FROM check_series(2011, 2020, 'hod-2021')), 1::bigint, 'a hod set that names none follows the defaults');
SELECT is((SELECT count(*) FROM check_rules(2017) WHERE code = 'series_break'), 1::bigint, 'the rules of a report that reaches back to 2014 tell of it');
SELECT is((SELECT count(*) FROM check_rules(2019) WHERE code = 'series_break'), 0::bigint, 'those of 2019 do not');
SELECT throws_ok($$SELECT * FROM check_series(2011, 2020, 'no-such-set')$$, 'RI010', NULL, 'an unknown set is refused');

-- The illustrative set ---------------------------------------------------------------

SELECT results_eq($$SELECT is_default, shipped, extends FROM rule_set WHERE rule_set = 'illustrative'$$,
                  $$VALUES (false, true, 'hod-2021')$$, 'the illustrative set is no default');
SELECT is((SELECT count(*) FROM rule_parameter WHERE rule_set = 'illustrative'
             AND (origin <> 'illustrative' OR source <> 'made up for demonstration')), 0::bigint, 'all its values say that they are made up');

SELECT finish();
ROLLBACK;
