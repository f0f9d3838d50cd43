-- The grant: exact division, the published figures, an oracle in plain SQL,
-- rules that are unset, what-if.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(90);
SET search_path TO research_indicators, research_indicators_internal, public;

-- seeded whole numbers, from the digits of a hash
CREATE FUNCTION pg_temp.seeded(key text, below bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE RETURN (('x' || substr(md5('grant ' || key), 1, 15))::bit(60)::bigint % below)::numeric;

-- Rules ----------------------------------------------------------------------

SELECT results_eq(
    $$SELECT name, value, origin FROM describe_rule_set('hod-2021') WHERE name LIKE 'grant.%' ORDER BY name COLLATE "C"$$,
    $$VALUES ('grant.averaging', 'average_then_share', 'inferred'), ('grant.fixed_percent', '30', 'published'),
             ('grant.lag_years', '2', 'inferred'), ('grant.rounding_unit_nok', '0.01', 'inferred'),
             ('grant.short_indicator', 'window', 'inferred'), ('grant.window_years', '3', 'published')$$,
    'the grant''s parameters with their origin');
SELECT is(grant_rule_set(2020), 'hod-2015', 'a grant uses the set of its budget year');
SELECT is(grant_rule_set(2021), 'hod-2021', 'also at the change of sets');
SELECT is(grant_result_years(2019, 'hod-2015'), '{2015,2016,2017}', 'result years are Y-4 to Y-2');
SELECT is(grant_result_years(2019, 'hod-2015', '{2023,2020,2023}'), '{2020,2023}', 'given years are in order, each once');

-- Division -------------------------------------------------------------------

SELECT is(apportion(10, '{1,1,1}'), '{4,3,3}', 'a tie goes to the earlier place');
SELECT is(apportion(10, '{1,1,8.5}'), '{1,1,8}', 'the largest remainder decides');
SELECT is(apportion(0, '{1,2}'), '{0,0}', 'nothing divided is nothing');
SELECT is(apportion(5, '{0,0}'), NULL, 'weights of nothing divide nothing');
SELECT is_empty($$
    SELECT n, units, weights, parts
    FROM (SELECT n, pg_temp.seeded('units ' || n, 100000000000) AS units,
                 (SELECT array_agg(pg_temp.seeded(n || ' weight ' || i, 99999999999) * 0.0001 ORDER BY i)
                  FROM generate_series(1, 1 + n % 7) AS i) AS weights
          FROM generate_series(1, 400) AS n) AS seeded
    CROSS JOIN LATERAL apportion(units, weights) AS parts
    CROSS JOIN LATERAL (SELECT sum(w) AS total FROM unnest(weights) AS w) AS t
    WHERE (SELECT sum(p) FROM unnest(parts) AS p) IS DISTINCT FROM units
       OR EXISTS (SELECT FROM unnest(weights, parts) AS u(w, p) WHERE abs(p * total - units * w) >= total OR p < 0)
$$, 'seeded units and weights: parts add up, each within one unit of its quota');
SELECT copy_rule_set('hod-2015', 't-odd', 'odd parts');
SELECT set_rule_parameter('t-odd', 'grant.fixed_percent', '33.333', 'site', 'test');
SELECT set_rule_parameter('t-odd', 'grant.rounding_unit_nok', '1000', 'site', 'test');
SELECT is_empty($$
    SELECT n
    FROM (SELECT n, CASE n % 2 WHEN 0 THEN 't-odd' ELSE 'hod-2015' END AS rules,
                 pg_temp.seeded('grant ' || n, 60000000) * CASE n % 2 WHEN 0 THEN 1000 ELSE 0.01 END AS total,
                 (SELECT array_agg(pg_temp.seeded(n || ' points ' || i, 99999999) * 0.0001 ORDER BY i) FROM generate_series(1, 4) AS i) AS weights
          FROM generate_series(1, 300) AS n) AS seeded
    CROSS JOIN LATERAL grant_parts(total, rules, weights) AS p
    GROUP BY n, rules, total
    HAVING sum(p.fixed_nok + p.result_nok) <> total OR count(*) <> 4
        OR max(p.fixed_nok) - min(p.fixed_nok) > CASE rules WHEN 't-odd' THEN 1000 ELSE 0.01 END
        OR abs(sum(p.fixed_nok) - total * CASE rules WHEN 't-odd' THEN 0.33333 ELSE 0.3 END) > CASE rules WHEN 't-odd' THEN 500 ELSE 0.005 END
$$, 'seeded totals: parts add up exactly, fixed parts differ by a unit at most');

-- 2019, as published ---------------------------------------------------------

SELECT create_source_tables('t_grant');
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_grant.delivery_statement;
INSERT INTO t_grant.institution SELECT * FROM esystems.institution;
INSERT INTO t_grant.doctoral_degree (degree_id, institution_id, awarded_on, share)
SELECT format('d-%s-%s-%s', y, i.id, n), i.id, make_date(y, 6, 1), 1
FROM generate_series(2015, 2017) AS y
CROSS JOIN (VALUES ('ous', 17), ('helse-bergen', 7), ('st-olav', 5), ('unn', 3)) AS i(id, degrees)
CROSS JOIN generate_series(1, i.degrees + y % 3) AS n;
SET LOCAL research_indicators.source_schema = 't_grant';
SELECT results_eq($$SELECT DISTINCT fixed_nok FROM grant_allocation(2019, 584400000)$$, $$VALUES (43830000.00)$$,
                  '2019: 43.83 million each');
SELECT results_eq($$SELECT count(*), sum(result_nok), sum(total_nok) FROM grant_allocation(2019, 584400000)$$,
                  $$VALUES (4::bigint, 409080000.00, 584400000.00)$$, '2019: 409.08 million by results, 584.4 in all');
SELECT results_eq($$SELECT DISTINCT result_years, averaging, hod_rule_set, origin FROM grant_allocation(2019, 584400000)$$,
    $$VALUES ('{2015,2016,2017}'::integer[],
              'average_then_share; publications: 0 of 3 years of data, averaged over the window; external_funding: 0 of 3 years of data, averaged over the window',
              'hod-2015', 'inferred')$$, 'it says which years, which mean, which set and the weakest origin');
SELECT results_eq($$SELECT mean_points FROM grant_allocation(2019, 584400000)$$,
                  $$VALUES (12.0000), (24.0000), (18.0000), (54.0000)$$, 'mean points in the order of organisation numbers');
SELECT results_eq($$SELECT fixed_nok, result_nok FROM grant_allocation(2019, 0.02) ORDER BY orgnr$$,
                  $$VALUES (0.01, 0.00), (0.00, 0.00), (0.00, 0.00), (0.00, 0.01)$$, 'two øre are still two øre');
DELETE FROM t_grant.institution WHERE kind = 'rhf';
SELECT throws_ok($$SELECT * FROM grant_allocation(2019, 100)$$, 'RI067', NULL, 'no region, no grant');
SET LOCAL research_indicators.source_schema = 'esystems';
SELECT throws_ok($$SELECT * FROM grant_allocation(2019, 100)$$, 'RI066', NULL, 'years without points divide nothing');
SELECT results_eq($$SELECT sum(total_nok), bool_and(share IS NULL) FROM grant_allocation(2019, 0)$$, $$VALUES (0.00, true)$$,
                  'a grant of nothing divides, and nobody has a share');

-- Oracle: the sample data in plain SQL ---------------------------------------

CREATE TEMP TABLE oracle_points AS
WITH RECURSIVE up AS (
    SELECT i.institution_id AS id, i.institution_id AS at FROM esystems.institution AS i
    UNION ALL
    SELECT u.id, i.parent_id FROM up AS u JOIN esystems.institution AS i ON i.institution_id = u.at WHERE i.parent_id IS NOT NULL
), top AS (
    SELECT u.id, t.institution_id AS top, t.rhf_id
    FROM up AS u JOIN esystems.institution AS t ON t.institution_id = u.at
    WHERE t.parent_id IS NULL AND t.kind IN ('rhf', 'hf', 'private_nonprofit')
), years AS (
    SELECT y FROM generate_series(2020, 2023) AS y
), part AS (
    SELECT y, t.rhf_id, t.top, 'publications' AS indicator, sum(p.points) AS points
    FROM years CROSS JOIN LATERAL publication_points(y, 'nvi-2015') AS p JOIN top AS t ON t.id = p.institution_id
    WHERE p.countable GROUP BY 1, 2, 3
    UNION ALL
    SELECT y, t.rhf_id, t.top, 'doctorates', round(sum(d.share) * 3, 4)
    FROM years JOIN esystems.doctoral_degree AS d ON extract(year FROM d.awarded_on) = y JOIN top AS t ON t.id = d.institution_id
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT y, t.rhf_id, t.top, 'external_funding', round(sum(f.amount_nok * CASE f.funder WHEN 'EU' THEN 10 ELSE 1 END) / 1000000, 4)
    FROM years JOIN esystems.external_funding AS f ON f.year = y JOIN top AS t ON t.id = f.institution_id
    GROUP BY 1, 2, 3
)
SELECT y AS year, rhf_id, top, indicator, points FROM part;

-- Points in ten-thousandths are whole, so quotas and remainders are whole too.
CREATE FUNCTION pg_temp.oracle(total_nok numeric, years int[], indicator text, factor numeric)
    RETURNS TABLE (institution_id text, total numeric)
    LANGUAGE sql AS $$
    WITH w AS (
        SELECT i.institution_id, i.orgnr,
               (SELECT sum(o.points * 100000 * CASE WHEN o.indicator = $3 THEN factor ELSE 1 END) FROM oracle_points AS o
                WHERE o.rhf_id = i.institution_id AND o.year = ANY (years)) AS points
        FROM esystems.institution AS i WHERE i.kind = 'rhf'
    ), q AS (
        SELECT w.*, floor(total_nok * 70 * w.points / (SELECT sum(points) FROM w)) AS whole,
               mod(total_nok * 70 * w.points, (SELECT sum(points) FROM w)) AS rest
        FROM w
    )
    SELECT q.institution_id,
           total_nok * 30 / 100 / 4 + (q.whole + CASE WHEN rank() OVER (ORDER BY q.rest DESC, q.orgnr) <= total_nok * 70 - (SELECT sum(whole) FROM q)
                                                      THEN 1 ELSE 0 END) / 100
    FROM q
$$;
SELECT results_eq(
    $$SELECT r.institution_id, r.total FROM research_point_sums(2023, 'hod-2015') AS r WHERE r.unit_level = 'rhf' ORDER BY 1$$,
    $$SELECT o.rhf_id, sum(o.points) FROM oracle_points AS o WHERE o.year = 2023 GROUP BY o.rhf_id ORDER BY 1$$,
    'the oracle has the same research points');
SELECT results_eq($$SELECT a.institution_id, a.total_nok FROM grant_allocation(2025, 584400000, 'hod-2015') AS a ORDER BY 1$$,
                  $$SELECT o.institution_id, o.total FROM pg_temp.oracle(584400000, '{2021,2022,2023}', NULL, 1) AS o ORDER BY 1$$,
                  'the allocation agrees with plain SQL to the last øre');
SELECT results_eq($$SELECT a.institution_id, a.total_nok FROM grant_allocation(2024, 613700000, 'hod-2015') AS a ORDER BY 1$$,
                  $$SELECT o.institution_id, o.total FROM pg_temp.oracle(613700000, '{2020,2021,2022}', NULL, 1) AS o ORDER BY 1$$,
                  'and another year');
SELECT results_eq(
    $$SELECT s.weight, s.institution_id, s.total_without, s.total_with, s.difference_nok
      FROM simulate_indicator(2025, 584400000, 'hod-2015', 'doctorates', '{0.5,1,2}', '{2023}') AS s ORDER BY 1, 2$$,
    $$SELECT w, a.institution_id, a.total, b.total, b.total - a.total
      FROM unnest('{0.5,1,2}'::numeric[]) AS w
      CROSS JOIN LATERAL pg_temp.oracle(584400000, '{2023}', 'doctorates', 0) AS a
      JOIN LATERAL pg_temp.oracle(584400000, '{2023}', 'doctorates', w) AS b USING (institution_id) ORDER BY 1, 2$$,
    'the simulation agrees with plain SQL to the last øre');
SELECT results_eq(
    $$SELECT s.institution_id, s.total_with FROM simulate_indicator(2025, 584400000, 'hod-2015', 'publications', '{1}') AS s ORDER BY 1$$,
    $$SELECT a.institution_id, a.total_nok FROM grant_allocation(2025, 584400000, 'hod-2015') AS a ORDER BY 1$$,
    'with an indicator at weight 1 as it counts already is the allocation');
SELECT results_eq(
    $$SELECT a.institution_id, a.total_nok, a.averaging FROM grant_allocation(2025, 584400000, NULL, true) AS a ORDER BY 1$$,
    $$SELECT o.institution_id, o.total, 'average_then_share; left out, points unset: clinical_studies'
      FROM pg_temp.oracle(584400000, '{2021,2022,2023}', NULL, 1) AS o ORDER BY 1$$,
    'skip_unset goes by the set indicators, and says what is left out');

-- Unset rules ----------------------------------------------------------------

SELECT throws_ok($$SELECT * FROM grant_allocation(2025, 584400000)$$, 'RI030', NULL, 'points that no source states are asked for');
SELECT throws_like($$SELECT * FROM grant_allocation(2025, 584400000)$$, '%hod-2021%', 'the set is named');
SELECT copy_rule_set('hod-2015', 't-unset', 'one parameter unset');
SELECT set_rule_parameter('t-unset', 'doctorate.points', NULL, 'site', 'test');
SELECT copy_rule_set('hod-2015', 't-fewer', 'degrees do not count');
SELECT set_rule_parameter('t-fewer', 'counts.doctorates', 'false', 'site', 'test');
SELECT throws_ok($$SELECT * FROM grant_allocation(2025, 584400000, 't-unset')$$, 'RI030', NULL, 'an unset parameter is an error');
SELECT throws_like($$SELECT * FROM grant_allocation(2025, 584400000, 't-unset')$$, '%"t-unset" has no value for "doctorate.points"',
                   'that names set and parameter');
SELECT throws_ok($$SELECT * FROM compare_allocations(2025, 584400000, 'hod-2015', 't-unset')$$, 'RI030', NULL, 'also in a comparison');
SELECT throws_ok($$SELECT * FROM simulate_indicator(2025, 584400000, 't-unset', 'publications', '{1}')$$, 'RI030', NULL, 'also in a simulation');
SELECT throws_ok($$SELECT * FROM simulate_indicator(2025, 584400000, 't-unset', 'doctorates', '{1}')$$, 'RI030', NULL, 'also of that indicator itself');
SELECT throws_ok($$SELECT * FROM explain_allocation_change(2024, 584400000, 2025, 584400000, 't-unset')$$, 'RI030', NULL, 'also in an explanation');
SELECT results_eq($$SELECT orgnr, total_nok FROM grant_allocation(2025, 584400000, 't-unset', true)$$,
                  $$SELECT orgnr, total_nok FROM grant_allocation(2025, 584400000, 't-fewer')$$, 'skipped is left out, not zero');
SELECT results_eq($$SELECT DISTINCT total_with, difference_nok, total_without IS NOT NULL, warning IS NOT NULL
                    FROM simulate_indicator(2025, 584400000, 't-unset', 'doctorates', '{1}', skip_unset => true)$$,
                  $$VALUES (NULL::numeric, NULL::numeric, true, true)$$, 'a simulated indicator without points is NULL, with a warning');
SELECT set_rule_parameter('t-unset', 'doctorate.points', '3', 'site', 'test');
SELECT set_rule_parameter('t-unset', 'counts.doctorates', NULL, 'site', 'test');
SELECT results_eq($$SELECT orgnr, total_nok FROM grant_allocation(2025, 584400000, 't-unset')$$,
                  $$SELECT orgnr, total_nok FROM grant_allocation(2025, 584400000, 't-fewer')$$, 'an indicator that a set is silent about is left out');
SELECT set_rule_parameter('t-unset', 'counts.doctorates', 'true', 'site', 'test');
SELECT set_rule_parameter('t-unset', 'external_funding.points_per_million.EU', NULL, 'site', 'test');
SELECT throws_like($$SELECT * FROM grant_allocation(2025, 584400000, 't-unset')$$, '%"external_funding.points_per_million.EU"', 'and the points of EU funding');
SELECT set_rule_parameter('t-unset', 'external_funding.points_per_million.EU', '10', 'site', 'test');
SELECT results_eq(
    $$SELECT set_rule_parameter('t-unset', 'grant.fixed_percent', '30', 'site', 'test')::text, count(*) FROM grant_allocation(2025, 584400000, 't-unset')$$,
    $$VALUES ('', 4::bigint)$$, 'with all values again it computes');
CREATE FUNCTION pg_temp.without(name text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM rule_parameter AS p WHERE p.rule_set = 't-unset' AND p.name = without.name;
    RETURN (SELECT count(*) FROM grant_allocation(2022, 584400000, 't-unset', true));
END
$$;
SELECT throws_ok(format('SELECT pg_temp.without(%L)', name), 'RI030', NULL, 'no grant without ' || name)
FROM unnest('{grant.fixed_percent,grant.window_years,grant.lag_years,grant.averaging,grant.short_indicator,grant.rounding_unit_nok}'::text[]) AS name;
SELECT set_rule_parameter('t-unset', 'grant.short_indicator', NULL, 'site', 'test');
SELECT lives_ok($$SELECT * FROM grant_allocation(2025, 584400000, 't-unset')$$, 'but no rule for short indicators is needed where none is short');

-- Comparison and explanation -------------------------------------------------

SELECT results_eq($$SELECT sum(total_a), sum(total_b), sum(difference_nok), bool_or(difference_nok <> 0),
                           bool_and(difference_percent = round(difference_nok / total_a * 100, 4))
                    FROM compare_allocations(2025, 584400000, 'hod-2015', 't-fewer')$$,
                  $$VALUES (584400000.00, 584400000.00, 0.00, true, true)$$, 'two sets side by side, differences add up to nothing');
CREATE TEMP TABLE change AS SELECT * FROM explain_allocation_change(2024, 584400000, 2025, 613700000.05, 'hod-2015');
SELECT results_eq(
    $$SELECT c.orgnr, sum(c.change_nok), sum(c.share_change) FROM change AS c GROUP BY c.orgnr ORDER BY 1$$,
    $$SELECT b.orgnr, b.total_nok - a.total_nok, b.share - a.share
      FROM grant_allocation(2024, 584400000, 'hod-2015') AS a JOIN grant_allocation(2025, 613700000.05, 'hod-2015') AS b USING (orgnr) ORDER BY 1$$,
    'the explanation adds up to the change exactly, in NOK and in share');
SELECT ok((SELECT max(abs(change_nok)) <= 0.05 AND max(abs(share_change)) <= 0.000005 FROM change WHERE component = 'rounding'),
          'what rounding leaves is a few øre');
SELECT results_eq($$SELECT component, abs(sum(change_nok) - 0.3 * 29300000.05) < 0.05 OR abs(sum(change_nok)) < 0.05
                           OR abs(sum(change_nok) - 0.7 * 29300000.05) < 0.05 OR component = 'rounding'
                    FROM change GROUP BY component, effect ORDER BY 1$$,
                  $$VALUES ('doctorates', true), ('doctorates', true), ('external_funding', true), ('external_funding', true),
                           ('grant_total', true), ('grant_total', true), ('publications', true), ('publications', true), ('rounding', true)$$,
                  'over all regions only the total moves; what one gains others lose');
SELECT is((SELECT count(*) FROM explain_allocation_change(2025, 1000000, 2025, 1000000, 'hod-2015') WHERE change_nok <> 0 OR share_change <> 0),
          0::bigint, 'the same year twice: nothing moved');

-- Findings -------------------------------------------------------------------

INSERT INTO rule_set (rule_set, family, title, first_year, last_year, is_default, extends)
SELECT 't-nvi-before', 'nvi', 'before the break', 2013, 2014, true, 'nvi-2015' WHERE default_rule_set('nvi', 2014) IS NULL;
SELECT results_eq($$SELECT severity, code, key FROM check_grant(2018) WHERE code = 'grant_series_break'$$,
                  $$VALUES ('warning', 'grant_series_break', '2015')$$, 'a window across 2014/2015 says so');
SELECT is_empty($$SELECT * FROM check_grant(2019) WHERE code = 'grant_series_break'$$, 'one within a series does not');
SELECT results_eq($$SELECT severity, code FROM check_grant(2025, 'hod-2015')$$, $$VALUES ('notice', 'grant_rule_set_of_other_years')$$,
                  'three full years under complete rules have no finding but that the set is of other budget years');
SELECT results_eq($$SELECT severity, key FROM check_grant(2025) WHERE code = 'unset_points'$$,
                  $$VALUES ('warning', 'hod-2021.clinical_studies')$$, 'unset points are a finding');
SELECT is((SELECT count(*) FROM check_grant(2022) WHERE code = 'grant_short_indicator' AND key LIKE '%.doctorates'), 1::bigint,
          'an indicator short of years is a finding');

-- Bad input ------------------------------------------------------------------

SELECT throws_ok(format('SELECT * FROM grant_allocation(2025, %s, ''hod-2015'')', c.total), c.state, NULL, 'a grant of ' || c.total)
FROM (VALUES ('-1', 'RI060'), ('NULL', 'RI060'), ('''NaN''', 'RI060'), ('''Infinity''', 'RI060'), ('0.005', 'RI061')) AS c(total, state);
SELECT throws_ok($$SELECT * FROM grant_allocation(1990, 1)$$, 'RI014', NULL, 'no set for the budget year');
SELECT throws_ok($$SELECT * FROM grant_allocation(2025, 1, 'nvi-2015')$$, 'RI010', NULL, 'a set of the wrong family');
SELECT throws_ok(format('SELECT * FROM simulate_indicator(2025, %s)', c.arguments), c.state, NULL, c.what)
FROM (VALUES ('1, ''hod-2015'', ''citations'', ''{1}''', 'RI062', 'unknown indicator'),
             ('1, ''hod-2015'', ''doctorates'', ''{1}'', level => ''ward''', 'RI063', 'unknown level'),
             ('1, ''hod-2015'', ''doctorates'', ''{}''', 'RI064', 'no weights'),
             ('1, ''hod-2015'', ''doctorates'', ''{1,-1}''', 'RI064', 'a negative weight'),
             ('1, ''hod-2015'', ''doctorates'', ''{1,NULL}''', 'RI064', 'an unknown weight'),
             ('1, ''hod-2015'', ''doctorates'', ''{1}'', ''{}''', 'RI065', 'no result years'),
             ('1, ''hod-2015'', ''doctorates'', ''{1}'', ''{{2021,2022},{2022,2023}}''', 'RI065', 'a table of result years'),
             ('1, ''hod-2015'', ''doctorates'', ''{1}'', min_completeness => 80', 'RI068', 'completeness in percent'),
             ('-1, ''hod-2015'', ''doctorates'', ''{1}''', 'RI060', 'negative money in a simulation')) AS c(arguments, state, what);

-- By hand: made-up points, so that every figure can be followed ---------------

-- publications in three years, innovation in the last one only
CREATE TABLE pg_temp.made (year int, id text, publications numeric, innovation numeric, completeness numeric);
INSERT INTO pg_temp.made VALUES
    (2021, 'ous', 60, 0, 0.9), (2021, 'helse-bergen', 20, 0, 0.9), (2021, 'st-olav', 10, 0, 0.9), (2021, 'unn', 10, 0, 0.9),
    (2022, 'ous', 30, 0, 0.9), (2022, 'helse-bergen', 10, 0, 0.9), (2022, 'st-olav', 5, 0, 0.9), (2022, 'unn', 5, 0, 0.9),
    (2023, 'ous', 30, 0, 0.9), (2023, 'helse-bergen', 30, 30, 0.8), (2023, 'st-olav', 30, 0, 0.5), (2023, 'unn', 10, 20, 0.4),
    (2023, 'nordlandssykehuset', 0, 10, NULL);
ALTER FUNCTION research_indicators_internal.indicator_points(integer, text) RENAME TO indicator_points_computed;
CREATE FUNCTION research_indicators_internal.indicator_points(year integer, rule_set text)
    RETURNS SETOF research_indicators_internal.indicator_point LANGUAGE sql STABLE AS $$
    SELECT m.id, NULL, i.name, i.kind, i.rhf_id, p.indicator, p.points, research_indicators_internal.indicator_counts(rule_set, p.indicator, $1),
           w.weight, round(p.points * w.weight, 4), p.points, '{}'::text[], NULL::boolean
    FROM pg_temp.made AS m JOIN esystems.institution AS i ON i.institution_id = m.id
    CROSS JOIN LATERAL (VALUES ('publications', m.publications), ('doctorates', 0.0), ('external_funding', 0.0),
                               ('clinical_studies', NULL), ('innovation', m.innovation)) AS p(indicator, points)
    CROSS JOIN LATERAL research_indicators_internal.indicator_weight(rule_set, p.indicator) AS w(weight)
    WHERE m.year = $1
$$;
UPDATE indicator SET completeness_function = 'completeness_by_hand' WHERE indicator = 'innovation';
CREATE FUNCTION research_indicators_internal.completeness_by_hand(year integer, rule_set text,
    OUT unit_level text, OUT institution_id text, OUT completeness numeric)
    RETURNS SETOF record LANGUAGE sql STABLE AS $$
    SELECT 'institution', m.id, m.completeness FROM pg_temp.made AS m WHERE m.year = $1
    UNION ALL
    SELECT 'rhf', i.rhf_id, avg(m.completeness)
    FROM pg_temp.made AS m JOIN esystems.institution AS i ON i.institution_id = m.id WHERE m.year = $1 GROUP BY i.rhf_id
$$;
SELECT copy_rule_set('hod-2015', 't-hand', 'by hand');
SELECT set_rule_parameter('t-hand', 'counts.innovation', 'true', 'site', 'test');

-- order: Helse Nord, Helse Vest, Helse Midt-Norge, Helse Sør-Øst
SELECT results_eq($$SELECT mean_points, share, result_nok FROM grant_allocation(2025, 100, 't-hand')$$,
                  $$VALUES (18.3333, 0.177419, 12.42), (30.0000, 0.290323, 20.32), (15.0000, 0.145161, 10.16), (40.0000, 0.387097, 27.10)$$,
                  'innovation over the window: 55, 90, 45 and 120 of 310');
SELECT copy_rule_set('t-hand', 't-weight', 'innovation at half its points');
SELECT set_rule_parameter('t-weight', 'counts.innovation.weight', '0.5', 'site', 'test');
SELECT results_eq($$SELECT mean_points, share, result_nok FROM grant_allocation(2025, 100, 't-weight')$$,
                  $$VALUES (13.3333, 0.142857, 10.00), (25.0000, 0.267857, 18.75), (15.0000, 0.160714, 11.25), (40.0000, 0.428571, 30.00)$$,
                  'innovation at weight 0.5: 25 + 15, 60 + 15, 45 and 120 of 280');
SELECT results_eq($$SELECT weight, total_without, total_with FROM simulate_indicator(2025, 100, 't-weight', 'innovation', '{1,0.5}')$$,
                  $$VALUES (1.0, 14.50, 19.92), (1, 24.30, 27.82), (1, 20.10, 17.66), (1, 41.10, 34.60),
                           (0.5, 14.50, 17.50), (0.5, 24.30, 26.25), (0.5, 20.10, 18.75), (0.5, 41.10, 37.50)$$,
                  'what is simulated has the weights that are asked for, not that of the set');
SELECT set_rule_parameter('t-weight', 'counts.innovation.from_year', '2023', 'site', 'test');
SELECT results_eq($$SELECT share FROM grant_allocation(2025, 100, 't-weight')$$, $$VALUES (0.142857), (0.267857), (0.160714), (0.428571)$$,
                  'counted from the year that has points on: the same');
SELECT set_rule_parameter('t-weight', 'counts.innovation.from_year', '2024', 'site', 'test');
SELECT results_eq($$SELECT mean_points, share, result_nok FROM grant_allocation(2025, 100, 't-weight')$$,
                  $$VALUES (8.3333, 0.100000, 7.00), (20.0000, 0.240000, 16.80), (15.0000, 0.180000, 12.60), (40.0000, 0.480000, 33.60)$$,
                  'counted from the year behind the window on: not at all, 25, 60, 45 and 120 of 250');
SELECT set_rule_parameter('t-hand', 'grant.short_indicator', 'own_years', 'site', 'test');
SELECT results_eq($$SELECT mean_points, share, averaging FROM grant_allocation(2025, 100, 't-hand') WHERE share > 0.2 OR share < 0.2$$,
    $$SELECT m, s, 'average_then_share; doctorates: 0 of 3 years of data, averaged over those years; external_funding: 0 of 3 years of data, averaged over those years; innovation: 1 of 3 years of data, averaged over those years'
      FROM (VALUES (38.3333, 0.267442), (50.0000, 0.348837), (15.0000, 0.104651), (40.0000, 0.279070)) AS e(m, s)$$,
    'over its own year: 25/3 + 30, 20 + 30, 15 and 40 of 430/3');
SELECT set_rule_parameter('t-hand', 'grant.averaging', 'mean_of_yearly_shares', 'site', 'test');
SELECT results_eq($$SELECT share, result_nok FROM grant_allocation(2025, 16000, 't-hand')$$,
                  $$VALUES (0.150000, 1680.00), (0.258333, 2893.33), (0.129167, 1446.67), (0.462500, 5180.00)$$,
                  'mean of yearly shares: (0.1 + 0.1 + 40/160)/3 and so on');
SELECT results_eq($$SELECT sum(change_nok), sum(share_change) FROM explain_allocation_change(2025, 16000, 2025, 32000, 't-hand') WHERE orgnr = '983658725'$$,
                  $$VALUES (1200.00 + 2893.34, 0.000000)$$, 'explained also by yearly shares');

-- the fifth indicator on 2023 alone
SELECT results_eq(
    $$SELECT institution_id, total_without, total_with, difference_nok, completeness, warning
      FROM simulate_indicator(2025, 16000, 'hod-2015', 'innovation', '{1}', '{2023}')$$,
    $$VALUES ('helse-nord', 1200.00 + 1120.00, 1200.00 + 2800.00, 1680.00, 0.4, NULL::text),
             ('helse-vest', 1200.00 + 3360.00, 1200.00 + 4200.00, 840.00, 0.8, NULL),
             ('helse-midt-norge', 1200.00 + 3360.00, 1200.00 + 2100.00, -1260.00, 0.5, NULL),
             ('helse-sor-ost', 1200.00 + 3360.00, 1200.00 + 2100.00, -1260.00, 0.9, NULL)$$,
    'innovation at weight 1 on 2023: 10, 30, 30, 30 of 100 become 40, 60, 30, 30 of 160');
SELECT results_eq(
    $$SELECT institution_id, total_with, warning
      FROM simulate_indicator(2025, 13000, 'hod-2015', 'innovation', '{1}', '{2023}', min_completeness => 0.8)$$,
    $$VALUES ('helse-nord', 975.00 + 700.00, 'left out of the indicator, completeness below 0.8 or unknown: nordlandssykehuset, unn'),
             ('helse-vest', 975.00 + 4200.00, NULL),
             ('helse-midt-norge', 975.00 + 2100.00, 'left out of the indicator, completeness below 0.8 or unknown: st-olav'),
             ('helse-sor-ost', 975.00 + 2100.00, NULL)$$,
    'only well-registered trusts: 10, 60, 30, 30 of 130; who is left out is said');
SELECT results_eq(
    $$SELECT s.region_id, sum(s.total_without), sum(s.total_with), sum(s.difference_nok)
      FROM simulate_indicator(2025, 16001.37, 'hod-2015', 'innovation', '{2.5}', '{2023}', 'institution') AS s GROUP BY 1 ORDER BY 1$$,
    $$SELECT s.institution_id, s.total_without, s.total_with, s.difference_nok
      FROM simulate_indicator(2025, 16001.37, 'hod-2015', 'innovation', '{2.5}', '{2023}') AS s ORDER BY 1$$,
    'institutions add up to their region');
SELECT is((SELECT count(*) FROM simulate_indicator(2025, 16000, 'hod-2015', 'innovation', '{1}', '{2023}', 'institution') AS s
           WHERE s.warning LIKE '%illustrative arithmetic%'), 5::bigint, 'and every one is marked illustrative');

-- a region and a trust that became others within the window
INSERT INTO esystems.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting, valid_from, valid_to, successor_id) VALUES
    ('t-rhf', NULL, 'Tidligere RHF', 'rhf', 't-rhf', 'NO', true, '2000-01-01', '2021-12-31', 'helse-vest'),
    ('t-hf', NULL, 'Tidligere HF', 'hf', 't-rhf', 'NO', true, '2000-01-01', '2021-12-31', 'helse-bergen');
INSERT INTO pg_temp.made VALUES (2021, 't-hf', 30, 0, 0.9);
SELECT results_eq($$SELECT institution_id, mean_points FROM grant_allocation(2025, 100, 'hod-2015')$$,
                  $$VALUES ('helse-nord', 8.3333), ('helse-vest', 30.0000), ('helse-midt-norge', 15.0000), ('helse-sor-ost', 40.0000)$$,
                  'points of a former region are its successor''s');
SELECT results_eq($$SELECT s.institution_id FROM simulate_indicator(2025, 100, 'hod-2015', 'innovation', '{1}', level => 'institution') AS s
                    WHERE s.region_id = 'helse-vest'$$, $$VALUES ('helse-bergen')$$, 'and so are those of a former trust');
SELECT is_empty($$SELECT * FROM check_grant(2025, 'hod-2015') WHERE severity = 'error'$$, 'which is no finding');
UPDATE esystems.institution SET successor_id = NULL WHERE institution_id = 't-rhf';
SELECT results_eq($$SELECT code, key FROM check_grant(2025, 'hod-2015') WHERE severity = 'error'$$,
                  $$VALUES ('grant_region_without_recipient', 't-rhf')$$, 'but a region without successor is');

UPDATE pg_temp.made SET innovation = NULL WHERE id = 'unn' AND year = 2023;
SELECT throws_ok($$SELECT * FROM simulate_indicator(2025, 16000, 'hod-2015', 'innovation', '{1}', '{2023}')$$, 'RI030', NULL, 'unknown points are asked for');
SELECT lives_ok($$SELECT * FROM simulate_indicator(2025, 16000, 'hod-2015', 'innovation', '{1}', '{2023}', min_completeness => 0.8)$$,
                'but not those of who is left out');
UPDATE pg_temp.made SET publications = -50 WHERE id = 'unn' AND year = 2023;
SELECT throws_ok($$SELECT * FROM grant_allocation(2025, 100, 'hod-2015')$$, 'RI066', NULL, 'negative points divide nothing');

SELECT * FROM finish();
ROLLBACK;
