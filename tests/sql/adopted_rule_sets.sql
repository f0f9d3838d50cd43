-- A site's own set as the default of its family: from when, what it changes,
-- what is refused, how it is taken back.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(53);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;

SELECT copy_rule_set('hod-2021', 't-hod', 'our own') \g /dev/null
SELECT copy_rule_set('hod-2021', 't-later', 'our own, later') \g /dev/null
SELECT copy_rule_set('nvi-2015', 't-nvi', 'our own points') \g /dev/null
SELECT set_rule_parameter('t-hod', 'doctorate.points', '4', 'site', 'board 1/24') \g /dev/null
SELECT set_rule_parameter('t-hod', 'grant.fixed_percent', '40', 'site', 'board 1/24') \g /dev/null
SELECT set_rule_parameter('t-nvi', 'publication_weight.article.journal.1', '2', 'site', 'board 2/24') \g /dev/null
CREATE TEMP TABLE shipped AS SELECT s.* FROM rule_set AS s WHERE s.shipped;

-- From a year on --------------------------------------------------------------------

CREATE TEMP TABLE before AS
SELECT y.year, default_rule_set('hod', y.year) AS hod, default_rule_set('nvi', y.year) AS nvi FROM generate_series(2013, 2030) AS y(year);
CREATE TEMP TABLE points AS SELECT y.year, p.* FROM generate_series(2021, 2023) AS y(year) CROSS JOIN LATERAL research_points(y.year) AS p;
SELECT adopt_rule_set('t-hod', 2025) \g /dev/null
-- budget year 2025 is the one of result year 2023
SELECT results_eq($$SELECT y.year, default_rule_set('hod', y.year) FROM generate_series(2022, 2024) AS y(year)$$,
                  $$VALUES (2022, 'hod-2021'), (2023, 't-hod'), (2024, 't-hod')$$, 'an adopted hod set holds from its budget year on');
SELECT is_empty($$SELECT * FROM before AS b WHERE b.year < 2023 AND b.hod IS DISTINCT FROM default_rule_set('hod', b.year)
                  OR b.nvi IS DISTINCT FROM default_rule_set('nvi', b.year)$$, 'earlier years and the other family stay as they were');
SELECT results_eq($$SELECT count(*) FILTER (WHERE n.doctorates = o.doctorates / 3 * 4), count(*) FILTER (WHERE o.doctorates > 0) > 0, count(*)
                    FROM research_points(2023) AS n JOIN points AS o USING (institution_id) WHERE o.year = 2023$$,
                  $$SELECT count(*), true, count(*) FROM points WHERE year = 2023$$, 'points of 2023 go by the adopted set: 4 where 3 were');
SELECT is_empty($$SELECT institution_id, total_of_set_indicators FROM research_points(2022)
                  EXCEPT SELECT institution_id, total_of_set_indicators FROM points WHERE year = 2022$$, 'those of 2022 do not');
SELECT is((SELECT array_agg(DISTINCT hod_rule_set) FROM grant_allocation(2025, 1000000, skip_unset => true)), '{t-hod}'::text[], 'the grant of 2025 is divided by it');
SELECT is((SELECT sum(fixed_nok) FROM grant_allocation(2025, 1000000, skip_unset => true)), 400000.00, 'with its fixed part');
SELECT is((SELECT sum(fixed_nok) FROM grant_allocation(2024, 1000000, skip_unset => true)), 300000.00, 'the grant of 2024 is not');
SELECT is((SELECT array_agg(DISTINCT f.rule_set) FROM indicator_facts(2023) AS f WHERE f.indicator = 'doctorates'), '{t-hod}'::text[], 'facts name it');
SELECT is((SELECT DISTINCT f.origin FROM indicator_facts(2023) AS f WHERE f.indicator = 'doctorates' AND f.measure = 'points'), 'site', 'with its origin');
SELECT is((SELECT count(*) FROM check_rules(2023) AS c WHERE c.key LIKE 't-hod.%'), (SELECT count(*) FROM check_rules(2022) AS c WHERE c.key LIKE 'hod-2021.%'),
          'findings are about it');

SELECT adopt_rule_set('t-nvi', 2022) \g /dev/null
SELECT results_eq($$SELECT y.year, nvi_rule_set_for(y.year) FROM generate_series(2021, 2023) AS y(year)$$,
                  $$VALUES (2021, 'nvi-2015'), (2022, 't-nvi'), (2023, 't-nvi')$$, 'an adopted nvi set holds from its publication year on');
SELECT is((SELECT DISTINCT p.weight FROM publication_points(2022) AS p WHERE p.form = 'article' AND p.level = '1'), 2::numeric, 'publication points go by it');
SELECT is((SELECT DISTINCT p.weight FROM publication_points(2022, 'nvi-2015') AS p WHERE p.form = 'article' AND p.level = '1'), 1::numeric,
          'a set that is named goes before any default');
SELECT is_empty('SELECT * FROM rule_set WHERE shipped EXCEPT TABLE shipped', 'shipped rows stay as they are');
SELECT is_empty('TABLE shipped EXCEPT SELECT * FROM rule_set WHERE shipped', 'all of them');

-- Two sets -----------------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-later', 2025)$$, 'RI094', 't-hod', 'two sets do not begin in one year', 'withdraw');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-hod', 2027)$$, 'RI094', '2025', 'a set is adopted once');
SELECT adopt_rule_set('t-later', 2027) \g /dev/null
SELECT results_eq($$SELECT y.year, default_rule_set('hod', y.year) FROM generate_series(2022, 2026) AS y(year)$$,
                  $$VALUES (2022, 'hod-2021'), (2023, 't-hod'), (2024, 't-hod'), (2025, 't-later'), (2026, 't-later')$$,
                  'a set adopted from a later year takes over there');
SELECT is_empty($$SELECT a.rule_set, b.rule_set FROM default_periods('hod') AS a JOIN default_periods('hod') AS b ON a.rule_set < b.rule_set AND a.adopted AND b.adopted
                  WHERE int4range(a.first_year, a.last_year, '[]') && int4range(b.first_year, b.last_year, '[]')$$, 'their years do not overlap');
SELECT throws_ok($$INSERT INTO rule_set_adoption (rule_set, family, from_year) SELECT copy_rule_set('t-hod', 't-third', 'x'), 'hod', 2025$$, '23505', NULL,
                 'whoever writes the table meets the same rule');
SELECT withdraw_rule_set('t-later') \g /dev/null
SELECT is(default_rule_set('hod', 2026), 't-hod', 'taken back: the one before holds on');
UPDATE rule_set SET last_year = 2025 WHERE rule_set = 't-hod';
SELECT is(default_rule_set('hod', 2024), 'hod-2021', 'where an adopted set ends, the shipped default holds again');
UPDATE rule_set SET last_year = NULL WHERE rule_set = 't-hod';

-- Refused --------------------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('nva-2024', 2024)$$, 'RI095', 'nva-2024', 'shipped sets are not adopted', 'copy_rule_set');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-nothing', 2024)$$, 'RI010', 't-nothing', 'an unknown set');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set(NULL, 2024)$$, 'RI010', '""', 'no set');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-later', NULL)$$, 'RI019', 't-later', 'no year');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-later', 20250)$$, 'RI019', '20250', 'a year outside the calendar');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-later', 2020)$$, 'RI094', '2020', 'a year before the set''s own', 'budget years');
SELECT copy_rule_set('illustrative', 't-made-up', 'made up') \g /dev/null
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-made-up', 2026)$$, 'RI096', 't-made-up.clinical_studies.startup_points', 'made-up values');
INSERT INTO rule_set (rule_set, family, title, first_year, extends) VALUES ('t-heir', 'hod', 'on made-up values', 2021, 'illustrative');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-heir', 2026)$$, 'RI096', 't-heir.innovation.benefit_points.realised', 'inherited made-up values');
SELECT copy_rule_set('nvi-2015', 't-nested', 'one weight made up') \g /dev/null
SELECT set_rule_parameter('t-nested', 'publication_weight.review.journal.2', '7', 'illustrative', 'made up') \g /dev/null
UPDATE rule_set SET nvi_rule_set = 't-nested' WHERE rule_set = 't-later';
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-later', 2027)$$, 'RI096', 't-nested.publication_weight.review.journal.2', 'those of its nvi set');
UPDATE rule_set SET nvi_rule_set = NULL WHERE rule_set = 't-later';
INSERT INTO rule_set (rule_set, family, title, first_year) VALUES ('t-empty', 'hod', 'says nothing', 2021);
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-empty', 2027)$$, 'RI030', 't-empty', 'a set without the lag that leads to its budget years', 'grant.lag_years');

-- And what has been adopted stays fit for it
SELECT pg_temp.refuses(statement, wanted, value, name)
FROM (VALUES
    (1, $$SELECT research_indicators.set_rule_parameter('t-hod', 'clinical_studies.startup_points', '2', 'illustrative', 'x')$$, 'RI096', 'startup_points', 'no made-up parameter comes in'),
    (2, $$SELECT research_indicators.set_rule_parameter('t-nvi', 'publication_weight.article.journal.2', '9', 'illustrative', 'x')$$, 'RI096', 'article.journal.2', 'no weight'),
    (3, $$SELECT research_indicators.set_rule_code('t-hod', 'innovation.phase_points', 'pilot', '1', 'illustrative', 'x')$$, 'RI096', 'pilot', 'no code'),
    (4, $$UPDATE research_indicators.rule_set SET nvi_rule_set = 't-nested' WHERE rule_set = 't-hod'$$, 'RI096', 't-nested', 'no nvi set with one'),
    (5, $$UPDATE research_indicators.rule_set SET extends = 'illustrative' WHERE rule_set = 't-hod'$$, 'RI096', 't-hod', 'no set above it with one'),
    (6, $$SELECT research_indicators.set_rule_parameter('t-hod', 'grant.lag_years', NULL, 'site', 'x')$$, 'RI030', 'grant.lag_years', 'the lag stays'),
    (7, $$DELETE FROM research_indicators.rule_set WHERE rule_set = 't-hod'$$, 'RI084', 't-hod', 'the set stays'),
    (8, $$UPDATE research_indicators.rule_set SET rule_set = 't-renamed' WHERE rule_set = 't-hod'$$, 'RI084', 't-hod', 'under its name'),
    (9, $$UPDATE research_indicators.rule_set SET last_year = 2024 WHERE rule_set = 't-hod'$$, 'RI094', '2025', 'for its years'))
    AS c(n, statement, wanted, value, name)
ORDER BY c.n;

-- Taken back -------------------------------------------------------------------------------

SELECT create_archive('research_archive') \g /dev/null
SELECT issue_report(2023, '983974724') AS first_report \gset
SELECT is((SELECT rule_set FROM research_archive.report), 't-hod', 'a report goes by the adopted set');
SELECT pg_temp.refuses($$SELECT research_indicators.withdraw_rule_set('t-hod')$$, 'RI097', 't-hod', 'while an issued report rests on it, it stays', 'later year');
SELECT pg_temp.refuses($$SELECT research_indicators.withdraw_rule_set('t-nvi')$$, 'RI097', 't-nvi', 'the nvi set as well');
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-later', 2025)$$, 'RI094', 't-hod', 'nor does another take its first year');
UPDATE rule_set SET first_year = 2020 WHERE rule_set = 't-later';
SELECT adopt_rule_set('t-later', 2026) \g /dev/null
SELECT results_eq($$SELECT default_rule_set('hod', 2023), default_rule_set('hod', 2024)$$, $$VALUES ('t-hod', 't-later')$$, 'a later year is free');
SELECT is((SELECT v.verdict FROM verify_report(:'first_report') AS v LIMIT 1), 'identical', 'and the issued report verifies');
SELECT copy_rule_set('nvi-2015', 't-nvi-later', 'our own points, later') \g /dev/null
SELECT pg_temp.refuses($$SELECT research_indicators.adopt_rule_set('t-nvi-later', 2023)$$, 'RI097', 't-nvi', 'no set takes years that a report rests on', 'from 2024');
SELECT lives_ok($$SELECT research_indicators.adopt_rule_set('t-nvi-later', 2024)$$, 'those behind them it may');
SELECT issue_report(2022, '983974724', 'hod-2015') AS named_report, issue_report(2021, '983974724') AS shipped_report \gset
SELECT copy_rule_set('hod-2021', 't-earlier', 'for all years') \g /dev/null
SELECT adopt_rule_set('t-earlier', 2022) \g /dev/null
SELECT results_eq(format('SELECT v.subject, v.key, v.archived, v.recomputed FROM verify_report(%L) AS v WHERE v.key LIKE %L', :'shipped_report', 'default of%'),
                  $$VALUES ('rule_set', 'default of 2021', '{"rule_set": "hod-2021"}'::jsonb, '{"rule_set": "t-earlier"}'::jsonb)$$,
                  'verify_report says that another set is the default since');
SELECT pg_temp.refuses($$SELECT research_indicators.withdraw_rule_set('t-never')$$, 'RI097', 't-never', 'a set that is not adopted', 't-later');

-- Who may
CREATE ROLE t_adopting_steward;
CREATE ROLE t_looking_analyst;
SELECT grant_access('t_adopting_steward', 'steward'), grant_access('t_looking_analyst', 'analyst') \g /dev/null
GRANT USAGE ON SCHEMA public TO t_adopting_steward, t_looking_analyst;
SET LOCAL ROLE t_looking_analyst;
SELECT throws_ok($$SELECT research_indicators.withdraw_rule_set('t-earlier')$$, '42501', NULL, 'an analyst looks');
SET LOCAL ROLE t_adopting_steward;
SELECT lives_ok($$SELECT research_indicators.withdraw_rule_set('t-earlier'); SELECT research_indicators.adopt_rule_set('t-earlier', 2022)$$, 'a steward adopts');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
