-- Kaplan-Meier: cases by hand, and an oracle that walks the days one by one
-- with reduced fractions.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(26);
\ir include/refusal.sql

-- By hand: days to the result, or to the end of the search ------------------------

SELECT count(*) AS made FROM create_source_tables('small') \gset
INSERT INTO small.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('r1', 'Region 1', 'rhf', 'r1', 'NO', true), ('h1', 'Hospital 1', 'hf', 'r1', 'NO', true), ('h2', 'Hospital 2', 'hf', 'r1', 'NO', true);
SET LOCAL research_indicators.source_schema = 'small';

-- Studies completed on 2020-01-01: a number is days to a result, a number with
-- a plus the days to which somebody searched in vain, ? never searched.
CREATE FUNCTION pg_temp.quartiles(days text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM small.study_result; DELETE FROM small.study_site; DELETE FROM small.clinical_study;
    INSERT INTO small.clinical_study (study_id, completed_on, status, searched_until)
    SELECT 's' || n, '2020-01-01', 'completed',
           CASE WHEN d = '?' THEN NULL WHEN d LIKE '%+' THEN date '2020-01-01' + rtrim(d, '+')::integer ELSE date '2023-12-31' END
    FROM unnest(days) WITH ORDINALITY AS u(d, n);
    INSERT INTO small.study_site (study_id, institution_id, role) SELECT study_id, 'h1', 'coordinator' FROM small.clinical_study;
    INSERT INTO small.study_result (study_id, kind, type, published_on, source)
    SELECT 's' || n, 'publication', 'journal', date '2020-01-01' + d::integer, 'pubmed' FROM unnest(days) WITH ORDINALITY AS u(d, n) WHERE d NOT SIMILAR TO '%(\+|\?)';
    RETURN (SELECT concat_ws(' ', coalesce(t.first_quartile_days::text, '-'), coalesce(t.median_days::text, '-'), coalesce(t.third_quartile_days::text, '-'))
            FROM research_indicators.time_to_result('2023-12-31', 'nordic') AS t WHERE t.unit_level = 'nation');
END
$$;
SELECT is(pg_temp.quartiles('{10,20,30}'), '10.0 20.0 30.0', 'three results');
SELECT is(pg_temp.quartiles('{10,20,30,40}'), '15.0 25.0 35.0', 'exactly on the level: the middle to the next result');
SELECT is(pg_temp.quartiles('{10,21,30,41}'), '15.5 25.5 35.5', 'which may be half a day');
SELECT is(pg_temp.quartiles('{10,20,30+,40+}'), '15.0 20.0 -', 'exactly on the level without a next result: that day');
SELECT is(pg_temp.quartiles('{10,20+,30+,40+}'), '10.0 - -', 'the curve ends at three quarters');
SELECT is(pg_temp.quartiles('{10+,20+}'), '- - -', 'no result at all');
SELECT is(pg_temp.quartiles('{100}'), '100.0 100.0 100.0', 'one study');
-- 10: 4/5; 15+ is gone; 20: 4/5 * 2/3 = 8/15; 30: 8/15 * 1/2 = 4/15; 40+
SELECT is(pg_temp.quartiles('{10,15+,20,30,40+}'), '20.0 30.0 -', 'a search that ended takes the study out of those at risk');
-- 10+ is at risk on day 10: 2/3, then 1/3
SELECT is(pg_temp.quartiles('{10,10+,20}'), '10.0 20.0 20.0', 'a search that ended on the day of a result was still on');
SELECT is(pg_temp.quartiles('{-30,0,0,50}'), '0.0 0.0 25.0', 'a result before completion came after 0 days');
SELECT is(pg_temp.quartiles('{10,20,30,?,?,?}'), '10.0 20.0 30.0', 'studies that nobody searched for are left out');
SELECT results_eq($$SELECT studies, with_result, without_result, not_examined FROM time_to_result('2023-12-31', 'nordic') WHERE unit_level = 'nation'$$,
                  $$VALUES (6::bigint, 3::bigint, 0::bigint, 3::bigint)$$, 'and counted');
SELECT results_eq($$SELECT unit_level, institution_id, median_days FROM time_to_result('2023-12-31', 'nordic')$$,
                  $$VALUES ('institution', 'h1', 20.0), ('rhf', 'r1', 20.0), ('nation', 'NO', 20.0)$$, 'per unit');
SELECT copy_rule_set('hod-2021', 't-nordic', 'test'), set_rule_parameter('t-nordic', 'study_status.policy', 'nordic', 'site', 'test');
CREATE FUNCTION pg_temp.facts() RETURNS text LANGUAGE sql AS
$$SELECT string_agg(concat_ws(' ', f.measure, f.value, f.reason), ', ' ORDER BY f.measure) FROM facts_of_indicator('time_to_result', 2023, 't-nordic', 'final') AS f WHERE f.institution_id = 'h1'$$;
SELECT is(pg_temp.facts(), 'first_quartile 10.0, followed 3, median 20.0, third_quartile 30.0', 'facts: the same, by the policy of the rule set');
SELECT is(pg_temp.quartiles('{10,20+,30+,40+}') || ': ' || pg_temp.facts(), '10.0 - -: first_quartile 10.0, followed 4, median ikkeBeregnet, third_quartile ikkeBeregnet', 'facts: not reached is not calculated');
SELECT is(pg_temp.quartiles('{?,?}') || ': ' || pg_temp.facts(), '- - -: first_quartile ikkeUndersoekt, followed 0, median ikkeUndersoekt, third_quartile ikkeUndersoekt', 'facts: never searched is not examined');
SELECT is(pg_temp.quartiles('{10,20,30,2000}'), '15.0 25.0 30.0', 'a result after as_of is not there yet');
SELECT is((SELECT median_days FROM time_to_result('2019-12-31', 'nordic') WHERE unit_level = 'nation'), NULL, 'before completion there is nothing to tell');
INSERT INTO small.study_site (study_id, institution_id, role) SELECT study_id, 'h2', 'coordinator' FROM small.clinical_study;
SELECT results_eq($$SELECT unit_level, institution_id, studies FROM time_to_result('2023-12-31', 'nordic')$$,
                  $$VALUES ('institution', 'h1', 4::bigint), ('institution', 'h2', 4), ('rhf', 'r1', 4), ('nation', 'NO', 4)$$,
                  'two coordinators: once in each, once in their region and in the nation');

-- The product is exact: 1/3 thirty times over and back ------------------------------

SELECT is((SELECT product(n) FROM generate_series(1::numeric, 30) AS n), 265252859812191058636308480000000::numeric, 'product is exact');
SELECT is((SELECT product(n) FROM generate_series(1::numeric, 0) AS n), 1::numeric, 'and 1 of nothing');

-- The real studies against an oracle: day by day, fractions reduced --------------------

RESET research_indicators.source_schema;
CREATE FUNCTION pg_temp.oracle(as_of date, institution text, quarter integer) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    above numeric := 1;
    below numeric := 1;
    common numeric;
    here record;
    touched integer;
BEGIN
    FOR here IN
        WITH life AS (
            SELECT c.study_id, c.completed_on, c.searched_until,
                   (SELECT min(r.published_on) FROM esystems.study_result AS r WHERE r.study_id = c.study_id AND r.published_on <= as_of) AS found_on
            FROM esystems.clinical_study AS c
            WHERE c.completed_on <= as_of AND c.status NOT IN ('recruiting', 'active')
              AND (institution = 'NO' OR EXISTS (SELECT FROM esystems.study_site AS t WHERE t.study_id = c.study_id AND t.institution_id = institution AND t.role = 'coordinator'))
        ), timed AS (
            SELECT CASE WHEN found_on IS NOT NULL THEN greatest(found_on - completed_on, 0)
                        ELSE greatest(least(as_of, searched_until) - completed_on, 0) END AS days, found_on IS NOT NULL AS has_result
            FROM life
        )
        SELECT e.days, (SELECT count(*) FROM timed AS t WHERE t.days >= e.days) AS at_risk, count(*) AS results
        FROM timed AS e WHERE e.has_result GROUP BY e.days ORDER BY e.days
    LOOP
        IF touched IS NOT NULL THEN
            RETURN (touched + here.days) / 2.0;
        END IF;
        above := above * (here.at_risk - here.results);
        below := below * here.at_risk;
        common := gcd(above, below);
        above := div(above, common);
        below := div(below, common);
        IF above * 4 = below * (4 - quarter) THEN
            touched := here.days;
        ELSIF above * 4 < below * (4 - quarter) THEN
            RETURN here.days;
        END IF;
    END LOOP;
    RETURN touched;
END
$$;
SELECT is_empty(format($$
    SELECT t.institution_id, q.quarter, q.days, pg_temp.oracle(%1$L, t.institution_id, q.quarter)
    FROM time_to_result(%1$L, 'nordic') AS t
    CROSS JOIN LATERAL (VALUES (1, t.first_quartile_days), (2, t.median_days), (3, t.third_quartile_days)) AS q(quarter, days)
    WHERE t.unit_level <> 'rhf' AND q.days IS DISTINCT FROM round(pg_temp.oracle(%1$L, t.institution_id, q.quarter), 1)$$, as_of),
    'as the oracle walks the days until ' || as_of)
FROM unnest('{2019-12-31,2021-06-30,2023-12-31}'::date[]) AS as_of;
SELECT is((SELECT studies FROM time_to_result('2023-12-31', 'nordic') WHERE unit_level = 'nation'), 328::bigint, 'all 328 studies are in it');

SELECT pg_temp.refuses($$SELECT * FROM time_to_result('2023-12-31', 'whom')$$, 'RI012', 'whom', 'unknown policy', 'nordic');

SELECT finish();
ROLLBACK;
