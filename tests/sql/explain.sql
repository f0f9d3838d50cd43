-- Explanations: every publication of the sample ends in the points that
-- publication_points gives it, every fact in its value.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(45);
\ir include/refusal.sql

-- Publications: all of them ------------------------------------------------------

SELECT copy_rule_set('nvi-2015', 'exact', 'rounded once') \g /dev/null
SELECT set_rule_parameter('exact', 'rounding_method', 'exact', 'site', 'test') \g /dev/null
SELECT set_rule_parameter('exact', 'publication_weight.article.journal.2', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('exact', 'international_factor', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('exact', 'revised_counts', NULL, 'site', 'test') \g /dev/null
SELECT set_rule_parameter('exact', 'chapter_in_monograph_counts', NULL, 'site', 'test') \g /dev/null

CREATE TEMP TABLE asked (year integer, rule_set text);
INSERT INTO asked VALUES (2020, 'nvi-2015'), (2021, 'nvi-2015'), (2022, 'nvi-2015'), (2023, 'nvi-2015'),
    (2021, 'nva-2024'), (2022, 'nvi-2013'), (2023, 'exact');
CREATE TEMP TABLE step AS
SELECT y.year, y.rule_set, s.*
FROM asked AS y
CROSS JOIN LATERAL explain_publications(y.year, y.rule_set, NULL) AS s;
CREATE TEMP TABLE computed AS
SELECT y.year, y.rule_set, p.*
FROM asked AS y
CROSS JOIN LATERAL publication_points(y.year, y.rule_set) AS p;
ANALYZE step, computed;

CREATE TEMP TABLE explained AS
SELECT s.year, s.rule_set, s.publication_id, s.subject AS institution_id, s.value AS points,
       s.detail LIKE 'counts%' AS countable, s.reason
FROM step AS s WHERE s.kind = 'result';
SELECT cmp_ok(count(DISTINCT publication_id), '>', 12000::bigint, 'thousands of publications') FROM explained;
SELECT is_empty('SELECT year, rule_set, publication_id, institution_id, points, countable, reason FROM computed
                 EXCEPT ALL TABLE explained', 'every result of publication_points is explained, under four rule sets');
SELECT is_empty('TABLE explained EXCEPT ALL
                 SELECT year, rule_set, publication_id, institution_id, points, countable, reason FROM computed', 'and nothing else is');
SELECT cmp_ok(count(DISTINCT reason), '>=', 14::bigint, 'with every reason') FROM explained;

-- The steps lead to the result
SELECT is_empty($$
    SELECT c.publication_id FROM computed AS c
    LEFT JOIN (SELECT year, rule_set, publication_id, sum(value) AS shares FROM step WHERE kind = 'contribution' GROUP BY 1, 2, 3) AS s
      USING (year, rule_set, publication_id)
    WHERE coalesce(s.shares, 0) <> c.total_shares$$, 'the shares of the contributions add up to N');
SELECT is_empty($$
    SELECT c.publication_id FROM computed AS c JOIN step AS s USING (year, rule_set, publication_id)
    WHERE s.kind = 'total_shares' AND s.value <> c.total_shares
       OR s.kind = 'shares' AND s.subject = c.institution_id AND s.value <> c.shares
       OR s.kind = 'international' AND (s.value = 1) <> c.international
       OR s.kind = 'interregional' AND (s.value = 1) <> c.interregional$$, 'N, n and what makes the factor are the engine''s');
SELECT is_empty($$SELECT * FROM step WHERE kind = 'international' AND (value = 1) <> (subject IS NOT NULL)$$,
                'what is international names the country');
SELECT is_empty($$
    SELECT * FROM (
        SELECT s.year, s.rule_set, s.publication_id, s.subject,
               max(s.value) FILTER (WHERE s.kind = 'product') AS product, max(s.value) FILTER (WHERE s.kind = 'rounded') AS rounded,
               max(s.value) FILTER (WHERE s.kind = CASE s.rule_set WHEN 'nvi-2013' THEN 'ratio' ELSE 'root' END) AS part,
               max(s.value) FILTER (WHERE s.kind = 'result') AS result
        FROM step AS s WHERE s.kind IN ('ratio', 'root', 'product', 'rounded', 'result') AND s.subject IS NOT NULL GROUP BY 1, 2, 3, 4) AS p
    JOIN (SELECT year, rule_set, publication_id, max(value) FILTER (WHERE kind = 'factor') AS factor,
                 max(value) FILTER (WHERE kind = 'parameter' AND subject LIKE 'publication\_weight%') AS weight
          FROM step GROUP BY 1, 2, 3) AS w USING (year, rule_set, publication_id)
    WHERE p.product <> w.weight * w.factor * p.part OR round(p.product, 4) <> p.rounded OR p.rounded <> p.result$$,
    'weight * K * root is the product, which rounded is the result');
SELECT cmp_ok(count(*), '>', 10000::bigint, 'and there are products') FROM step WHERE kind = 'product';
SELECT is_empty($$
    SELECT s.publication_id FROM step AS s JOIN explained AS e USING (year, rule_set, publication_id)
    WHERE s.kind = 'condition' AND s.reason IS NOT NULL AND e.countable$$, 'what counts meets every condition');
SELECT is_empty($$
    SELECT e.publication_id FROM explained AS e
    FULL JOIN (SELECT DISTINCT ON (year, rule_set, publication_id) year, rule_set, publication_id, reason
               FROM step WHERE kind = 'condition' AND reason IS NOT NULL ORDER BY year, rule_set, publication_id, step.step) AS s
      USING (year, rule_set, publication_id)
    WHERE coalesce(e.reason NOT LIKE 'approval%' AND e.reason NOT IN ('no_verified_creator', 'parameter_unset'), s.reason IS NOT NULL)
      AND e.reason IS DISTINCT FROM s.reason$$, 'the first condition that is not met is the reason');
SELECT is_empty($$
    SELECT e.publication_id FROM explained AS e
    LEFT JOIN (SELECT DISTINCT year, rule_set, publication_id FROM step WHERE kind = 'approval' AND detail <> 'approved') AS s
      USING (year, rule_set, publication_id)
    WHERE e.reason LIKE 'approval%' AND s.publication_id IS NULL$$, 'who is kept back by approvals shows the one that is missing');
SELECT is_empty($$SELECT * FROM step WHERE kind IN ('parameter', 'total_shares') AND reason IS NULL AND (origin IS NULL OR source IS NULL)$$,
                'a parameter has its origin and source');
SELECT is_empty($$SELECT * FROM step WHERE kind = 'contribution' AND subject !~ '^contributor [0-9]+$'
                  OR kind IN ('contribution', 'international', 'shares') AND concat(subject, detail) ~ '(^|[ ;,])[aex][0-9]+($|[ ;,])'$$,
                'no key of a person is shown');

-- One publication, through explain_publication -----------------------------------------
SELECT results_eq(
    $$SELECT kind, subject, value FROM explain_publication('real-10.3389/fspor.2022.903300') WHERE subject = 'st-olav' ORDER BY step$$,
    $$VALUES ('shares', 'st-olav', 2.0), ('ratio', 'st-olav', 0.3333333333), ('root', 'st-olav', 0.5773502692), ('product', 'st-olav', 0.5773502692),
             ('rounded', 'st-olav', 0.5774), ('result', 'st-olav', 0.5774)$$, 'the real paper, step by step');
SELECT results_eq(
    $$SELECT count(*), min(step), max(step), bool_and(kind = 'result' OR step <= max_step - 2)
      FROM explain_publication('real-10.3389/fspor.2022.903300'), (SELECT max(step) AS max_step FROM explain_publication('real-10.3389/fspor.2022.903300')) AS m$$,
    $$VALUES (36::bigint, 1, 36, true)$$, 'steps are numbered, results come last');
SELECT is_empty($$
    SELECT e.kind, e.subject, e.value, e.detail, e.reason FROM explain_publication('made-2022-00001', 'hod-2021') AS e
    EXCEPT SELECT s.kind, s.subject, s.value, s.detail, s.reason FROM step AS s WHERE s.publication_id = 'made-2022-00001' AND s.rule_set = 'nvi-2015'$$,
    'a hod set stands for its NVI set; 500 authors are explained like others');
SELECT is((SELECT array_agg(DISTINCT reason) FROM explain_publication('made-2022-00001', 'nvi-2013') WHERE kind = 'result'),
          (SELECT array_agg(DISTINCT reason) FROM computed WHERE publication_id = 'made-2022-00001' AND rule_set = 'nvi-2013'),
          'a factor that the set leaves open says so');
SELECT is((SELECT count(*) FROM explain_publication(NULL)), 0::bigint, 'no publication, nothing to explain');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_publication('nothing-1')$$, 'RI039', 'nothing-1', 'an unknown publication', 'esystems');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_publication('made-2022-00001', 'nvi-1066')$$, 'RI010', 'nvi-1066', 'an unknown rule set');

-- Facts: all of them --------------------------------------------------------------

SELECT bag_eq('SELECT indicator FROM indicator', 'SELECT DISTINCT indicator FROM fact_definition', 'every indicator of the registry has facts, and explains them');
-- one study that nobody searched for: overdue in 2023 by the default policy, in the days of grace of fdaaa in 2022
SELECT copy_rule_set('hod-2021', 'by-fdaaa', 'another policy') \g /dev/null
SELECT set_rule_parameter('by-fdaaa', 'study_status.policy', 'fdaaa', 'site', 'test') \g /dev/null
UPDATE esystems.clinical_study
SET searched_until = NULL, primary_completed_on = '2021-12-10', completed_on = '2021-12-10', date_precision = 'day'
WHERE study_id = (SELECT o.study_id FROM overdue_studies('2022-12-31') AS o ORDER BY o.study_id COLLATE "C" LIMIT 1);
CREATE TEMP TABLE asked_facts (year integer, rule_set text);
INSERT INTO asked_facts VALUES (2020, hod_rule_set_for(2020)), (2021, hod_rule_set_for(2021)), (2022, hod_rule_set_for(2022)),
    (2023, hod_rule_set_for(2023)), (2022, 'illustrative'), (2022, 'by-fdaaa');
CREATE TEMP TABLE facts AS
SELECT y.rule_set AS hod, f.* FROM asked_facts AS y CROSS JOIN LATERAL indicator_facts(y.year, y.rule_set) AS f;
-- all indicators of a year behind one door, so that they share what they are made of
CREATE TYPE every_step AS (indicator text, step indicator_row);
CREATE FUNCTION research_indicators_internal.compute_every_step(year integer, rule_set text) RETURNS SETOF every_step LANGUAGE sql STABLE AS $$
    SELECT d.indicator, s
    FROM (SELECT DISTINCT indicator FROM research_indicators.fact_definition) AS d
    CROSS JOIN LATERAL research_indicators_internal.explain_facts(d.indicator, year, rule_set) AS s
$$;
CREATE FUNCTION research_indicators_internal.every_step(year integer, rule_set text) RETURNS SETOF every_step
    AS '$libdir/research_indicators', 'research_indicators_shared' LANGUAGE C STABLE;
CREATE TEMP TABLE fact_steps AS
SELECT y.rule_set AS hod, y.year, e.indicator, (e.step).measure, (e.step).unit_level, (e.step).institution_id, dimensions_of((e.step).dimensions) AS dimensions,
       (e.step).phase, (e.step).kind, (e.step).subject, (e.step).value, (e.step).detail, (e.step).reason, (e.step).origin, (e.step).source
FROM asked_facts AS y CROSS JOIN LATERAL research_indicators_internal.every_step(y.year, y.rule_set) AS e;
CREATE TEMP TABLE together AS
SELECT s.hod, s.year, s.indicator, s.measure, s.unit_level, s.institution_id, s.dimensions,
       max(s.value) FILTER (WHERE s.kind = 'result') AS result, count(*) FILTER (WHERE s.kind = 'result') AS results,
       sum(s.value) FILTER (WHERE s.kind = 'source') AS sources, sum(s.value) FILTER (WHERE s.kind = 'part') AS parts,
       sum(s.value) FILTER (WHERE s.kind = 'numerator') AS numerator, sum(s.value) FILTER (WHERE s.kind = 'denominator') AS denominator,
       coalesce(bool_or(s.value IS NULL) FILTER (WHERE s.kind IN ('source', 'part')), false) AS is_open
FROM fact_steps AS s WHERE s.unit_level IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7;
CREATE TEMP TABLE compared AS
SELECT f.*, d.unit, d.additive, t.result, t.results, t.sources, t.parts, t.numerator AS numerators, t.denominator AS denominators, t.is_open, t.hod IS NOT NULL AS has_steps
FROM facts AS f JOIN fact_definition AS d USING (indicator, measure)
LEFT JOIN together AS t USING (hod, year, indicator, measure, unit_level, institution_id, dimensions);
ANALYZE compared;

SELECT cmp_ok(count(*), '>', 15000::bigint, 'thousands of facts') FROM compared;
SELECT is((SELECT count(DISTINCT (indicator, measure)) FROM compared WHERE has_steps AND value <> 0), (SELECT count(*) FROM fact_definition),
          'of every measure, with values to explain');
SELECT is_empty($$SELECT * FROM compared WHERE value IS DISTINCT FROM CASE WHEN has_steps THEN result ELSE 0 END$$,
                'every fact of every year is explained to its value, under the default sets and the made-up one');
SELECT is_empty('SELECT * FROM compared WHERE has_steps AND results <> 1', 'with one result each');
SELECT cmp_ok(count(*), '>', 100::bigint, 'some of which are NULL') FROM compared WHERE value IS NULL;
SELECT is_empty($$SELECT * FROM compared WHERE value IS NULL AND NOT is_open AND denominators IS NULL$$, 'for a step that is open');

-- the steps by themselves lead there
SELECT is_empty($$SELECT * FROM compared WHERE has_steps AND denominators IS NULL AND parts IS NULL AND value IS NOT NULL
                  AND value <> round(coalesce(sources, 0), scale(value))$$, 'source rows add up to the fact');
SELECT is_empty($$SELECT * FROM compared WHERE has_steps AND parts IS NOT NULL AND value IS NOT NULL AND value <> round(parts, scale(value))$$,
                'where there are parts, they do');
SELECT is_empty($$SELECT * FROM compared WHERE denominator IS NOT NULL
                  AND (denominators IS DISTINCT FROM denominator OR coalesce(numerators, 0) IS DISTINCT FROM numerator)$$,
                'rows of a share add up to its numerator and its denominator');
SELECT is_empty($$SELECT * FROM fact_steps WHERE kind = 'source' AND unit_level IS NOT NULL AND indicator NOT IN ('research_points', 'grant')
                  AND measure IN ('count', 'studies', 'projects', 'registered', 'due', 'overdue', 'excluded') AND value <> 1$$,
                'what is counted counts 1');
SELECT is_empty($$SELECT hod, year, indicator, measure, unit_level, institution_id, dimensions, subject FROM fact_steps
                  WHERE kind = 'source' AND measure IN ('count', 'studies', 'projects', 'registered', 'due', 'overdue', 'excluded', 'publications', 'started')
                  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING count(*) > 1$$, 'and once');
SELECT is_empty($$SELECT * FROM fact_steps WHERE kind = 'excluded' AND reason IS NULL$$, 'what is left out has a reason');
SELECT is((SELECT array_agg(DISTINCT indicator ORDER BY indicator) FROM fact_steps WHERE kind = 'excluded' AND year = 2022),
          '{clinical_studies,grant,health_services_research,innovation,involvement_score,publication_status,publications,research_points,time_to_result,user_involvement}'::text[],
          'and the sample has such rows');
CREATE TEMP TABLE rule_step AS
SELECT DISTINCT hod, year, indicator, measure, dimensions, origin FROM fact_steps WHERE kind IN ('parameter', 'policy') AND reason IS NULL;
SELECT is_empty($$
    SELECT f.* FROM (SELECT DISTINCT hod, year, indicator, measure, dimensions, origin FROM facts) AS f
    LEFT JOIN rule_step AS r ON r.hod = f.hod AND r.year = f.year AND r.indicator = f.indicator AND coalesce(r.measure, f.measure) = f.measure
                            AND coalesce(r.dimensions, f.dimensions) = f.dimensions
    GROUP BY f.hod, f.year, f.indicator, f.measure, f.dimensions, f.origin
    HAVING weakest_origin(array_agg(r.origin) || 'published'::text) <> f.origin$$, 'the weakest origin of the parameters shown is the fact''s');

-- One fact, through explain_fact -----------------------------------------------------

CREATE TEMP TABLE single AS
SELECT f.*, e.*
FROM (SELECT DISTINCT ON (indicator, measure) indicator, measure, year, unit_level, institution_id, dimensions, value AS wanted FROM facts
      WHERE year = 2022 AND hod = 'hod-2021' AND unit_level = 'rhf'
      ORDER BY indicator, measure, dimensions::text COLLATE "C", institution_id COLLATE "C") AS f
CROSS JOIN LATERAL (SELECT count(*) AS steps, max(step) AS last_step, (array_agg(x.value ORDER BY x.step DESC))[1] AS last_value,
                           (array_agg(x.kind ORDER BY x.step DESC))[1] AS last_kind
                    FROM explain_fact(f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions) AS x) AS e;
SELECT cmp_ok(count(*), '>', 35::bigint, 'a fact of every measure of a region') FROM single;
SELECT is_empty($$SELECT * FROM single WHERE last_kind IS DISTINCT FROM 'result' OR last_value IS DISTINCT FROM wanted OR steps <> last_step$$,
                'the last row is the result, and the fact');
SELECT results_eq($$SELECT kind, subject, value FROM explain_fact('doctorates', 'points', 2022, 'institution', 'ahus')$$,
                  $$SELECT kind, subject, value FROM explain_fact('doctorates', 'points', 2022, 'institution', 'ahus') ORDER BY step$$,
                  'steps come in their order');
DELETE FROM esystems.doctoral_degree AS d
USING (SELECT subject FROM explain_fact('doctorates', 'degrees', 2022, 'nation', 'NO') WHERE kind = 'source' ORDER BY subject COLLATE "C" LIMIT 1) AS e
WHERE d.degree_id = e.subject AND d.awarded_on BETWEEN '2022-01-01' AND '2022-12-31';
SELECT is((SELECT value FROM explain_fact('doctorates', 'degrees', 2022, 'nation', 'NO') WHERE kind = 'result'),
          (SELECT value FROM indicator_facts(2022) WHERE (indicator, measure, unit_level) = ('doctorates', 'degrees', 'nation')),
          'a degree less is a degree less');
SELECT cmp_ok((SELECT value FROM explain_fact('doctorates', 'degrees', 2022, 'nation', 'NO') WHERE kind = 'result'), '<',
              (SELECT value FROM facts WHERE (indicator, measure, unit_level, year, hod) = ('doctorates', 'degrees', 'nation', 2022, 'hod-2021')),
              'also in the explanation');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_fact('happiness', 'count', 2022, 'nation', 'NO')$$, 'RI038', 'happiness',
                       'an unknown indicator', 'publications');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_fact('publications', 'weight', 2022, 'nation', 'NO')$$, 'RI038', 'weight',
                       'an unknown measure', 'author_shares');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_fact('publications', 'count', 2022, 'rhf', 'NO')$$, 'RI011', 'NO',
                       'a unit of another level');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_fact('publications', 'count', 2022, 'world', 'NO')$$, 'RI063', 'world',
                       'an unknown level', 'nation');

SELECT * FROM finish();
ROLLBACK;
