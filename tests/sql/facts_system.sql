-- Facts of the rest of the measurement system: clinical studies, targets,
-- innovation, HRCS, focus areas, the grant and its simulation, official
-- figures; each against the function that analysts call, or plain SQL.
BEGIN;
SET LOCAL search_path = research_indicators, public;
SET LOCAL jit = off;
SELECT plan(31);

CREATE TEMP TABLE facts AS SELECT * FROM indicator_facts(2023);
CREATE TEMP TABLE made AS SELECT * FROM indicator_facts(2023, 'illustrative');

SELECT bag_eq($$SELECT DISTINCT indicator FROM facts$$, $$SELECT DISTINCT indicator FROM fact_definition WHERE indicator <> 'grant_simulation'$$,
              'every indicator has facts; without an indicator to simulate there is no simulation');
SELECT bag_eq($$SELECT DISTINCT indicator FROM made$$, $$SELECT DISTINCT indicator FROM fact_definition$$, 'the illustrative set simulates too');
SELECT is_empty($$SELECT * FROM fact_room AS r WHERE to_regprocedure(format('research_indicators.%I(integer, text, text)', r.function)) IS NULL$$,
                'every room of facts has its function');
SELECT is_empty($$SELECT * FROM fact_room AS r, unnest(r.relations) AS n WHERE n NOT IN (SELECT relation FROM source_relation)$$,
                'and relations of the contract');

-- Clinical treatment studies -------------------------------------------------------

SELECT bag_eq(
    $$SELECT unit_level, institution_id, measure, value FROM facts WHERE indicator = 'clinical_studies' AND measure IN ('studies', 'new_patients', 'started', 'coordinated')$$,
    $$SELECT unit_level, institution_id, m.measure, m.value FROM clinical_treatment_studies(2023) AS s
      CROSS JOIN LATERAL (VALUES ('studies', s.studies::numeric), ('new_patients', s.new_patients), ('started', s.started), ('coordinated', s.coordinated)) AS m(measure, value)$$,
    'counts of clinical treatment studies');
SELECT is_empty($$SELECT * FROM facts WHERE indicator = 'clinical_studies' AND measure = 'points' AND value IS NOT NULL$$, 'their points are unset: NULL, never 0');
SELECT bag_eq($$SELECT institution_id, value FROM made WHERE indicator = 'clinical_studies' AND measure = 'points' AND unit_level = 'rhf'$$,
              $$SELECT institution_id, points FROM clinical_treatment_studies(2023, 'illustrative') WHERE unit_level = 'rhf'$$, 'the illustrative set has points');
SELECT is_empty($$SELECT unit_level, institution_id FROM facts WHERE measure = 'source_share' GROUP BY 1, 2
                  HAVING sum(numerator) > max(denominator) OR count(DISTINCT denominator) <> 1$$, 'figures by source are parts of the figures');
SELECT is_empty($$SELECT * FROM (SELECT unit_level, institution_id, value FROM facts WHERE indicator = 'targets' AND measure = 'studies') AS t
                  JOIN (SELECT unit_level, institution_id, value FROM facts WHERE indicator = 'clinical_studies' AND measure = 'studies') AS s
                  USING (unit_level, institution_id) WHERE t.value <> s.value$$, 'the targets count the same studies');
SELECT is_empty($$SELECT * FROM (SELECT unit_level, institution_id, numerator FROM facts WHERE measure = 'participation_share') AS t
                  JOIN (SELECT unit_level, institution_id, value FROM facts WHERE indicator = 'clinical_studies' AND measure = 'new_patients') AS s
                  USING (unit_level, institution_id) WHERE t.numerator <> s.value$$, 'and the same patients');
SELECT is((SELECT value FROM facts WHERE measure = 'external_series'), 122::numeric, 'the series of others stands beside, under its code');

-- Innovation ----------------------------------------------------------------------------

SELECT bag_eq(
    $$SELECT institution_id, unit_level, measure, value FROM made WHERE indicator = 'innovation' AND dimensions = '{}' AND measure IN ('phases', 'points', 'registered', 'completeness')$$,
    $$SELECT institution_id, unit_level, m.measure, m.value FROM innovation_progress(2023, 'illustrative') AS p
      CROSS JOIN LATERAL (VALUES ('phases', p.phases_entered::numeric), ('points', p.points), ('registered', p.registered), ('completeness', p.completeness)) AS m(measure, value)
      WHERE m.value IS NOT NULL$$,
    'innovation is that of innovation_progress');
SELECT is_empty($$SELECT t.institution_id FROM made AS t JOIN made AS d USING (indicator, measure, unit_level, institution_id)
                  WHERE t.indicator = 'innovation' AND t.measure = 'phases' AND t.dimensions = '{}' AND d.dimensions ? 'phase'
                  GROUP BY t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'phases by phase add up');
SELECT is_empty($$SELECT t.institution_id FROM made AS t JOIN made AS d USING (indicator, measure, unit_level, institution_id)
                  WHERE t.indicator = 'innovation' AND t.measure IN ('phases', 'registered') AND t.dimensions = '{}' AND d.dimensions ? 'funding_mode'
                  GROUP BY t.measure, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'and by mode of funding');
SELECT cmp_ok((SELECT count(*) FROM made WHERE indicator = 'innovation' AND dimensions ? 'phase'), '>', 20::bigint, 'there are phases to add up');

-- HRCS, focus areas, health services research ----------------------------------------------

SELECT is((SELECT sum(value) FROM facts WHERE indicator = 'hrcs_health_category' AND measure = 'amount' AND unit_level = 'institution'),
          (SELECT sum(amount_nok) FROM esystems.project_funding WHERE year = 2023), 'money by health category is all the money, to the øre');
SELECT is((SELECT sum(value) FROM facts WHERE indicator = 'hrcs_research_activity' AND measure = 'amount' AND unit_level = 'institution'),
          (SELECT sum(amount_nok) FROM esystems.project_funding WHERE year = 2023), 'and by research activity');
SELECT is((SELECT sum(value) FROM facts WHERE indicator = 'focus_areas' AND measure = 'amount' AND unit_level = 'institution'),
          (SELECT sum(amount_nok) FROM esystems.project_funding WHERE year = 2023), 'and by focus area');
SELECT bag_eq($$SELECT institution_id, value FROM facts WHERE indicator = 'health_services_research' AND measure = 'share' AND unit_level = 'rhf'$$,
              $$SELECT institution_id, share FROM health_services_research_share(2023) WHERE unit_level = 'rhf'$$, 'health services research by region');

-- The grant -----------------------------------------------------------------------------------

SELECT bag_eq($$SELECT institution_id, value FROM made WHERE indicator = 'grant' AND measure = 'total' AND unit_level = 'rhf'$$,
              $$SELECT institution_id, total_nok FROM grant_allocation(2025, 655000000, 'illustrative')$$, 'the grant is that of grant_allocation');
SELECT is((SELECT sum(value) FROM made WHERE indicator = 'grant' AND measure = 'total' AND unit_level = 'rhf'), 655000000.00, 'its parts are the official total');
SELECT bag_eq($$SELECT count(*) AS facts, count(value) AS known FROM facts WHERE indicator = 'grant' AND measure IN ('total', 'result', 'share') AND unit_level = 'rhf'$$,
              'VALUES (12::bigint, 0::bigint)', 'where points are unset it is NULL');
SELECT is((SELECT sum(value) FROM facts WHERE indicator = 'grant' AND measure = 'fixed' AND unit_level = 'rhf'), 655000000 * 0.30, 'the fixed part is known all the same');
SELECT is_empty($$SELECT * FROM indicator_facts(2020) WHERE indicator = 'grant'$$, 'without an official total there is no grant');
SELECT bag_eq($$SELECT institution_id, dimensions ->> 'weight', value FROM made WHERE indicator = 'grant_simulation' AND measure = 'difference'$$,
              $$SELECT institution_id, weight::text, difference_nok FROM simulate_indicator(2025, 655000000, 'illustrative', 'innovation', '{0.5,1,2}', '{2023}')$$,
              'the simulation is that of simulate_indicator on the year alone');
SELECT is_empty($$SELECT dimensions FROM made WHERE indicator = 'grant_simulation' AND measure = 'difference' GROUP BY 1 HAVING sum(value) <> 0$$,
                'what some gain the others lose');
SELECT is((SELECT array_agg(DISTINCT origin) FROM made WHERE indicator LIKE 'grant%'), '{illustrative}', 'both are marked illustrative');

-- Official figures ------------------------------------------------------------------------------

CREATE TEMP TABLE reference AS SELECT r.content FROM reference_records(ARRAY(SELECT f FROM indicator_facts(2023) AS f)) AS r;
SELECT is((SELECT count(*) FROM reference), 5::bigint, 'a row for each official figure of the year');
SELECT is_empty($$SELECT * FROM reference WHERE content ? 'verdi' AND (content ->> 'differanse')::numeric <> (content ->> 'verdi')::numeric - (content ->> 'offisiell')::numeric$$,
                'with the deviation');
SELECT is((SELECT sum((content ->> 'differanse')::numeric) FROM reference WHERE content ->> 'begrep' = 'doctorates.degrees'),
          (SELECT sum(value) FROM facts WHERE measure = 'degrees' AND unit_level = 'rhf')
          - (SELECT sum(value) FROM esystems.reference_figure WHERE indicator = 'doctorates' AND year = 2023), 'of the right figures');
SELECT is((SELECT count(*) FROM check_grant(2017, 'hod-2015') WHERE code LIKE '%series%'), 1::bigint, 'a window over a series break says so');

SELECT finish();
ROLLBACK;
