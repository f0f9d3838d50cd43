-- Explanations: every publication of the sample ends in the points that
-- publication_points gives it, every fact in its value.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SET LOCAL search_path = research_indicators, public;
SET LOCAL jit = off;
SELECT plan(30);
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
CROSS JOIN LATERAL (SELECT * FROM publication_head_steps(y.year, y.rule_set, NULL)
                    UNION ALL SELECT * FROM publication_share_steps(y.year, y.rule_set, NULL)
                    UNION ALL SELECT * FROM publication_result_steps(y.year, y.rule_set, NULL)) AS s;
CREATE TEMP TABLE computed AS
SELECT y.year, y.rule_set, p.*
FROM asked AS y
CROSS JOIN LATERAL publication_points(y.year, y.rule_set) AS p;
ANALYZE step, computed;

CREATE TEMP TABLE explained AS
SELECT s.year, s.rule_set, s.publication_id, s.subject AS institution_id, s.value AS points,
       s.detail = 'counts' AS countable, s.reason
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
        SELECT s.year, s.rule_set, s.publication_id, s.block,
               max(s.value) FILTER (WHERE s.kind = 'product') AS product, max(s.value) FILTER (WHERE s.kind = 'rounded') AS rounded,
               max(coalesce(s.value)) FILTER (WHERE s.kind IN ('ratio', 'root') AND s.ordinal = CASE s.rule_set WHEN 'nvi-2013' THEN 2 ELSE 3 END) AS part,
               max(s.value) FILTER (WHERE s.kind = 'result') AS result
        FROM step AS s WHERE s.block <> '' GROUP BY 1, 2, 3, 4) AS p
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
               FROM step WHERE kind = 'condition' AND reason IS NOT NULL ORDER BY year, rule_set, publication_id, ordinal) AS s
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

-- The arithmetic by itself
SELECT is((SELECT s FROM publication_point_steps(3, 4, 6, true, false, 'nva', 'sqrt', 1.3, 1, NULL) AS s)::text,
          '(1.30000000,0.6666666667,0.8164965809,3.1843366655100000000000,3.1843)', 'weight 3, international, 4 of 6');
SELECT is((SELECT s FROM publication_point_steps(1, 1, 32, false, false, 'nva', 'linear', 1.3, 1, NULL) AS s)::text,
          '(1.00000000,0.0312500000,,0.0312500000000000000000,0.0313)', 'a linear share has no root');
SELECT is((SELECT s FROM publication_point_steps(1, 4, 6, true, true, 'exact', 'sqrt', 2.5, 1.25, 'larger') AS s)::text,
          '(2.50000000,,,,2.0412)', 'method exact rounds once');
SELECT is((SELECT s FROM publication_point_steps(1, 4, 6, true, true, 'exact', 'sqrt', 2.5, 1.25, NULL) AS s)::text,
          '(,,,,)', 'factors that combine in no known way');
SELECT is((SELECT s FROM publication_point_steps(1, 4, 6, true, false, 'nva', 'sqrt', NULL, 1, NULL) AS s)::text,
          '(,,,,)', 'an unset factor that applies');
SELECT is((SELECT s FROM publication_point_steps(1, 4, 6, false, false, 'nva', 'sqrt', NULL, NULL, NULL) AS s)::text,
          '(1.00000000,0.6666666667,0.8164965809,0.8164965809000000000000,0.8165)', 'and one that does not apply');
SELECT is((SELECT s FROM publication_point_steps(NULL, 4, 6, false, false, 'nva', 'sqrt', 1.3, 1, NULL) AS s)::text,
          '(1.00000000,,,,)', 'an unset weight leaves K alone');
SELECT is((SELECT s FROM publication_point_steps(1, 7, 6, false, false, 'nva', 'sqrt', 1.3, 1, NULL) AS s)::text,
          '(1.00000000,,,,)', 'more shares than there are give no points');
SELECT pg_temp.refuses($$SELECT research_indicators.publication_point_steps(1, 4, 6, false, false, 'up', 'sqrt', 1.3, 1, NULL)$$, 'RI007', 'up',
                       'an unknown method', 'exact');

SELECT * FROM finish();
ROLLBACK;
