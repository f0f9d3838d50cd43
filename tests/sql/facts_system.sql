-- Facts of the rest of the measurement system: clinical studies, targets,
-- innovation, HRCS, focus areas, the grant and its simulation, official
-- figures; each against the function that analysts call, or plain SQL.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(45);

CREATE TEMP TABLE facts AS SELECT * FROM indicator_facts(2023);
CREATE TEMP TABLE made AS SELECT * FROM indicator_facts(2023, 'illustrative');

SELECT bag_eq($$SELECT DISTINCT indicator FROM facts$$, $$SELECT DISTINCT indicator FROM fact_definition WHERE indicator <> 'grant_simulation'$$,
              'every indicator has facts; without an indicator to simulate there is no simulation');
SELECT bag_eq($$SELECT DISTINCT indicator FROM made$$, $$SELECT DISTINCT indicator FROM fact_definition$$, 'the illustrative set simulates too');
SELECT is_empty($$SELECT i.indicator, f.signature
                  FROM indicator AS i
                  CROSS JOIN LATERAL (VALUES (i.facts_function || '(integer,text,text)'), (i.points_function || '(integer,text)'),
                                             (i.unset_function || '(text)'), (i.completeness_function || '(integer,text)')) AS f(signature)
                  WHERE f.signature IS NOT NULL AND to_regprocedure('research_indicators_internal.' || f.signature) IS NULL$$,
                'what the registry names is there');
SELECT is_empty($$SELECT * FROM indicator AS r, unnest(r.relations) AS n WHERE n NOT IN (SELECT relation FROM source_relation)$$,
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
SELECT is((SELECT value FROM facts WHERE measure = 'new_drug_trials'), 122::numeric, 'the series of others stands beside, under its code');

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

-- Publication status, split ----------------------------------------------------------------

SELECT is_empty($$SELECT t.unit_level, t.institution_id FROM facts AS t JOIN facts AS d USING (indicator, measure, unit_level, institution_id)
                  WHERE t.indicator = 'publication_status' AND t.measure IN ('due', 'reported', 'overdue') AND t.dimensions = '{}' AND d.dimensions ?| '{initiator}'
                  GROUP BY t.measure, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'the ladder adds up over initiators');
SELECT is_empty($$SELECT t.unit_level, t.institution_id FROM facts AS t JOIN facts AS d USING (indicator, measure, unit_level, institution_id)
                  WHERE t.indicator = 'publication_status' AND t.measure IN ('due', 'reported', 'overdue') AND t.dimensions = '{}' AND d.dimensions ?| '{study_kind}'
                  GROUP BY t.measure, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'over kinds');
SELECT is_empty($$SELECT t.unit_level, t.institution_id FROM facts AS t JOIN facts AS d USING (indicator, measure, unit_level, institution_id)
                  WHERE t.indicator = 'publication_status' AND t.measure IN ('due', 'reported', 'overdue') AND t.dimensions = '{}' AND d.dimensions ?| '{outcome}'
                  GROUP BY t.measure, t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'and over the direction of the result');
SELECT is_empty($$SELECT t.unit_level, t.institution_id FROM facts AS t JOIN facts AS d USING (indicator, unit_level, institution_id)
                  WHERE t.measure = 'overdue' AND t.dimensions = '{}' AND d.measure = 'overdue_by_reason'
                  GROUP BY t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'what was not found, by reason, adds up');
SELECT bag_eq($$SELECT dimensions ->> 'policy', value FROM facts WHERE measure = 'overdue' AND dimensions ? 'policy' AND unit_level = 'nation'$$,
              $$VALUES ('who', 94::numeric), ('nordic', 94), ('intovalue', 94), ('fdaaa', 311), ('eu_ctr', 311)$$,
              'the other policies stand beside; eu_tracker judges none of these studies');
SELECT is_empty($$SELECT * FROM facts WHERE indicator = 'publication_status' AND institution_id IN (SELECT institution_id FROM institutions_at(2023) WHERE name ~ 'Stavanger')
                  AND measure NOT IN ('outside', 'prospective_share')$$, 'whose studies were not examined has no zeros');

-- User involvement ------------------------------------------------------------------------------

SELECT bag_eq($$SELECT unit_level, institution_id, value, numerator, denominator, ci_low, ci_high FROM facts WHERE indicator = 'user_involvement' AND measure = 'share'$$,
              $$SELECT unit_level, institution_id, share, yes::numeric, delivered::numeric, ci_low, ci_high FROM user_involvement(2023) WHERE delivered > 0$$,
              'involvement is that of user_involvement');
SELECT is_empty($$SELECT t.unit_level, t.institution_id FROM facts AS t JOIN facts AS d USING (indicator, unit_level, institution_id)
                  WHERE t.indicator = 'user_involvement' AND t.measure = 'delivered' AND d.measure = 'answers'
                  GROUP BY t.unit_level, t.institution_id, t.value HAVING sum(d.value) <> t.value$$, 'the answers are the delivered reports');
SELECT bag_eq($$SELECT dimensions ->> 'involvement_phase' AS phase, dimensions ->> 'involvement_level' AS level, dimensions ->> 'involvement_degree' AS degree, value
                FROM facts WHERE measure = 'matrix' AND institution_id = 'helse-vest' AND unit_level = 'rhf'$$,
              $$SELECT phase, level, degree, projects::numeric FROM involvement_matrix(2023, 'ho21-5', 'helse-vest')$$, 'the matrix of a region is that of involvement_matrix');
SELECT bag_eq($$SELECT dimensions ->> 'involvement_phase' AS phase, dimensions ->> 'involvement_level' AS level, dimensions ->> 'involvement_degree' AS degree, value
                FROM facts WHERE measure = 'matrix' AND institution_id = 'ous'$$,
              $$SELECT phase, level, degree, projects::numeric FROM involvement_matrix(2023, 'ho21-5', 'ous') WHERE projects > 0$$, 'and that of a trust, without zeros');
SELECT is((SELECT array_agg(DISTINCT origin) FROM facts WHERE measure = 'matrix'), '{inferred}', 'crossing levels and degrees is marked inferred');
SELECT is((SELECT sum(value) FROM facts WHERE indicator = 'needs_identified' AND measure = 'projects' AND unit_level = 'nation' AND dimensions ->> 'needs_source' NOT IN ('none', 'unknown')),
          (SELECT numerator FROM facts WHERE measure = 'projects_share' AND unit_level = 'nation'), 'needs-identified projects are those of its sources');
SELECT is_empty($$SELECT * FROM fact_definition WHERE indicator = 'involvement_score' AND (NOT in_annex OR key_figure OR source !~ 'derived, not validated, not official')$$,
                'the derived score stands in the annex only, labelled');
SELECT is((SELECT value FROM facts WHERE indicator = 'involvement_score' AND measure = 'median' AND unit_level = 'nation'),
          (SELECT median FROM involvement_score_distribution(2023) WHERE unit_level = 'nation'), 'with its median');

-- Official figures ------------------------------------------------------------------------------

CREATE TEMP TABLE reference AS SELECT r.content FROM reference_records(2023, ARRAY(SELECT f FROM indicator_facts(2023) AS f)) AS r;
SELECT is((SELECT count(*) FROM reference), 5::bigint, 'a row for each official figure of the year');
SELECT is_empty($$SELECT * FROM reference WHERE content ? 'verdi' AND (content ->> 'differanse')::numeric <> (content ->> 'verdi')::numeric - (content ->> 'offisiell')::numeric$$,
                'with the deviation');
SELECT is((SELECT sum((content ->> 'differanse')::numeric) FROM reference WHERE content ->> 'begrep' = 'doctorates.degrees'),
          (SELECT sum(value) FROM facts WHERE measure = 'degrees' AND unit_level = 'rhf')
          - (SELECT sum(value) FROM esystems.reference_figure WHERE indicator = 'doctorates' AND year = 2023), 'of the right figures');
SELECT is((SELECT count(*) FROM check_grant(2017, 'hod-2015') WHERE code LIKE '%series%'), 1::bigint, 'a window over a series break says so');

SELECT finish();
ROLLBACK;
