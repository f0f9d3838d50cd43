-- The year from which an indicator counts in the total, and its weight there.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(21);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;

SELECT copy_rule_set('illustrative', 't-plain', 'clinical studies and innovation, as they are') \g /dev/null
SELECT copy_rule_set('illustrative', 't-weighted', 'clinical studies from 2022 on and at a third, innovation at 2.5') \g /dev/null
SELECT set_rule_parameter('t-weighted', 'counts.clinical_studies.from_year', '2022', 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-weighted', 'counts.clinical_studies.weight', '0.3333', 'site', 'test') \g /dev/null
SELECT set_rule_parameter('t-weighted', 'counts.innovation.weight', '2.5', 'site', 'test') \g /dev/null

CREATE TEMP TABLE plain AS
SELECT y.year, p.* FROM generate_series(2021, 2023) AS y(year) CROSS JOIN LATERAL research_points(y.year, 't-plain') AS p;
CREATE TEMP TABLE weighted AS
SELECT y.year, p.* FROM generate_series(2021, 2023) AS y(year) CROSS JOIN LATERAL research_points(y.year, 't-weighted') AS p;

-- Points are those of the indicator; the totals have its weight ---------------------------

SELECT cmp_ok(count(*), '>', 60::bigint, 'institutions and years with points of clinical studies and innovation')
FROM plain WHERE clinical_studies > 0 OR innovation > 0;
SELECT is_empty($$SELECT p.year, p.institution_id FROM plain AS p FULL JOIN weighted AS w USING (year, institution_id)
                  WHERE (p.publications, p.clinical_studies, p.innovation) IS DISTINCT FROM (w.publications, w.clinical_studies, w.innovation)$$,
                'the points of each indicator stay as they are');
SELECT is_empty($$SELECT p.year, p.institution_id FROM plain AS p JOIN weighted AS w USING (year, institution_id)
                  WHERE w.total <> p.publications + p.doctorates + p.external_funding + round(2.5 * p.innovation, 4)
                                   + CASE WHEN p.year >= 2022 THEN round(0.3333 * p.clinical_studies, 4) ELSE 0 END$$,
                'the total is their sum by weight, clinical studies from 2022 on');
SELECT is_empty('SELECT year, institution_id FROM weighted WHERE total <> total_of_set_indicators', 'all are set: both totals are one');
SELECT is_empty($$SELECT s.unit_level, s.institution_id, s.total FROM research_point_sums(2022, 't-weighted') AS s
                  JOIN (SELECT coalesce(w.region_id, 'NO') AS id, sum(w.total) AS total FROM weighted AS w WHERE w.year = 2022 AND w.region_id IS NOT NULL
                        GROUP BY GROUPING SETS ((w.region_id), ())) AS e ON e.id = s.institution_id WHERE s.total <> e.total$$,
                'regions and nation add up the totals');
SELECT is_empty($$SELECT f.value FROM indicator_facts(2022, 't-weighted') AS f JOIN weighted AS w ON w.institution_id = f.institution_id AND w.year = 2022
                  WHERE f.indicator = 'research_points' AND f.measure = 'total' AND f.unit_level = 'institution' AND f.value <> w.total$$, 'facts too');

-- Unset: weight 1, every year
SELECT is_empty($$SELECT rule_set, name FROM rule_parameter WHERE name LIKE 'counts.%.%' AND rule_set NOT LIKE 't-%'$$, 'no shipped set names a year or a weight');
SELECT results_eq($$SELECT indicator_weight('hod-2021', 'innovation'), indicator_weight('hod-2021', 'doctorates')$$, $$VALUES (1.0, 1.0)$$, 'without one it is 1');
SELECT ok(indicator_counts('hod-2021', 'clinical_studies', 1), 'without a year every year counts');

-- Explained ----------------------------------------------------------------------------------

SELECT results_eq($$SELECT e.subject, e.detail, e.origin FROM explain_fact('research_points', 'total', 2022, 'institution', 'ous', rule_set => 't-weighted') AS e
                    WHERE e.subject LIKE 'counts.%.%' ORDER BY e.step$$,
                  $$VALUES ('counts.clinical_studies.from_year', '2022', 'site'), ('counts.clinical_studies.weight', '0.3333', 'site'),
                           ('counts.innovation.weight', '2.5', 'site')$$, 'the explanation shows years and weights');
SELECT is((SELECT e.value FROM explain_fact('research_points', 'total', 2022, 'institution', 'ous', rule_set => 't-weighted') AS e
           WHERE e.subject = 'ous clinical_studies'),
          (SELECT round(0.3333 * p.clinical_studies, 4) FROM plain AS p WHERE p.year = 2022 AND p.institution_id = 'ous'), 'the part has the weight');
SELECT is((SELECT e.detail FROM explain_fact('research_points', 'total', 2022, 'institution', 'ous', rule_set => 't-weighted') AS e
           WHERE e.subject = 'ous innovation'),
          (SELECT format('explain_fact(''innovation'', ''points'', 2022, ''institution'', ''ous''); %s times the weight 2.5', p.innovation)
           FROM plain AS p WHERE p.year = 2022 AND p.institution_id = 'ous'), 'and says what it was before');
SELECT results_eq($$SELECT e.kind, e.reason FROM explain_fact('research_points', 'total', 2021, 'institution', 'ous', rule_set => 't-weighted') AS e
                    WHERE e.subject = 'ous clinical_studies'$$, $$VALUES ('excluded', 'indicator_not_counted')$$, 'before its first year it is left out');
SELECT is((SELECT e.value FROM explain_fact('research_points', 'total', y.year, 'institution', 'ous', rule_set => 't-weighted') AS e WHERE e.kind = 'result'),
          (SELECT w.total FROM weighted AS w WHERE w.year = y.year AND w.institution_id = 'ous'), 'the result is the total of ' || y.year)
FROM (VALUES (2021), (2022)) AS y(year);
SELECT is((SELECT count(*) FROM explain_fact('research_points', 'total', 2022, 'institution', 'ous') AS e WHERE e.subject LIKE 'counts.%.%'), 0::bigint,
          'a set that names none has nothing to show');

-- What does not count yet makes nothing unknown, and lends nothing its origin
SELECT copy_rule_set('hod-2021', 't-not-yet', 'clinical studies from 2023 on') \g /dev/null
SELECT set_rule_parameter('t-not-yet', 'counts.clinical_studies.from_year', '2023', 'site', 'test') \g /dev/null
SELECT results_eq($$SELECT y.year, bool_and(p.total IS NULL) FROM generate_series(2022, 2023) AS y(year) CROSS JOIN LATERAL research_points(y.year, 't-not-yet') AS p
                    GROUP BY y.year ORDER BY y.year$$, $$VALUES (2022, false), (2023, true)$$,
                  'while points are unset, the total is unknown from the first year on only');
SELECT set_rule_parameter('t-not-yet', p.name, p.value, 'illustrative', 'made up') FROM rule_parameter AS p
WHERE p.rule_set = 'illustrative' AND p.name LIKE 'clinical_studies.%' \g /dev/null
SELECT results_eq($$SELECT y.year, f.origin FROM generate_series(2022, 2023) AS y(year) CROSS JOIN LATERAL indicator_facts(y.year, 't-not-yet') AS f
                    WHERE f.indicator = 'research_points' AND f.measure = 'total' AND f.unit_level = 'nation' ORDER BY y.year$$,
                  $$VALUES (2022, 'site'), (2023, 'illustrative')$$, 'the total rests on made-up points from the first year on only');

-- Values
SELECT pg_temp.refuses(format($$SELECT research_indicators.set_rule_parameter('t-plain', 'counts.innovation.%s', %L, 'site', 'x')$$, c.name, c.value), 'RI033', c.value, c.what)
FROM (VALUES (1, 'weight', '-1', 'a weight below 0'), (2, 'weight', '0.00001', 'a weight of five decimals'), (3, 'from_year', '2022.5', 'half a year')) AS c(n, name, value, what)
ORDER BY c.n;

SELECT * FROM finish();
ROLLBACK;
