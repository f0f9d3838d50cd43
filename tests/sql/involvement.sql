-- User involvement: rules, shares of projects and money, the matrix, the derived
-- score, needs, applications, innovations and findings: by hand, and against
-- plain SQL over seeded data.
SET client_min_messages = warning;
BEGIN;
SELECT plan(96);
SET LOCAL jit = off;
SET search_path TO research_indicators, research_indicators_internal, public;

-- Nothing about persons -----------------------------------------------------------

SELECT is_empty($$SELECT c.relation, c.column_name FROM source_column AS c JOIN source_relation AS r USING (relation)
                  WHERE c.relation IN ('project_report', 'project_involvement', 'project_involvement_effect')
                    AND c.data_type NOT IN ('integer', 'boolean', 'date') AND c.codes IS NULL AND c.column_name <> ALL (r.key_columns)
                    AND NOT EXISTS (SELECT FROM source_reference AS f WHERE f.relation = c.relation AND f.column_name = c.column_name)$$,
                'the involvement relations have no unconstrained text: codes, keys, numbers, days');
SELECT is_empty($$SELECT c.relation, c.column_name FROM source_column AS c JOIN source_relation AS r USING (relation)
                  WHERE c.relation IN ('project_report', 'project_involvement', 'project_involvement_effect')
                    AND c.column_name = ANY (r.key_columns) AND c.codes IS NULL AND c.column_name <> 'year'
                    AND NOT EXISTS (SELECT FROM source_reference AS f WHERE f.relation = c.relation AND f.column_name = c.column_name)$$,
                'and a text in a key is a reference or a code');

-- Rules -----------------------------------------------------------------------------

SELECT is_empty($$SELECT p.code FROM unnest((SELECT codes FROM source_column WHERE relation = 'project_involvement' AND column_name = 'phase')) AS p(code),
                         unnest('{ho21-5,seven,three}'::text[]) AS m
                  WHERE NOT EXISTS (SELECT FROM rule_set_codes('hod-2021', 'involvement_phases.' || m) AS f WHERE f.code = p.code)$$,
                'every phase of the contract folds in every model');
SELECT results_eq($$SELECT m, count(DISTINCT f.folds_to) FROM unnest('{ho21-5,seven,three}'::text[]) AS m, rule_set_codes('hod-2015', 'involvement_phases.' || m) AS f GROUP BY m ORDER BY m$$,
                  $$VALUES ('ho21-5', 5::bigint), ('seven', 7), ('three', 3)$$, 'the models have five, seven and three phases');
SELECT is((SELECT string_agg(DISTINCT origin, ',') FROM describe_rule_set('hod-2021') WHERE name LIKE 'involvement\_degrees.ho21.%' OR name = 'involvement.matrix_form'),
          'inferred', 'the order of the degrees and the crossing are inferred');
SELECT is_empty($$SELECT name FROM describe_rule_set('hod-2015') WHERE name LIKE 'involvement%' AND value IS NULL$$, 'nothing of it is unset');
SELECT is((SELECT count(DISTINCT value) FROM describe_rule_set('hod-2021') WHERE name LIKE 'involvement.weight.%'), 1::bigint, 'weights are equal');
SELECT throws_ok($$INSERT INTO rule_code VALUES ('hod-2015', 'needs_identified', 'x', 'x', 'site', 'x')$$, 'RI031', NULL, 'and shipped lists are read-only');
SELECT copy_rule_set('hod-2021', 't-inv', 'test');
SELECT throws_ok($$SELECT set_rule_code('t-inv', 'involvement_degrees.ho21', 'involvement', 'top', 'site', 'test')$$, 'RI033', NULL, 'a place is a number');
SELECT throws_ok($$INSERT INTO rule_code VALUES ('t-inv', 'involvement_levels', 'x', 'y', 'site', 'x')$$, '23514', NULL, 'also for whoever writes the table');
SELECT throws_ok($$SELECT set_rule_parameter('t-inv', 'involvement.degree_scale', 'stars', 'site', 'test')$$, 'RI033', NULL, 'a scale that does not exist');
SELECT throws_ok($$SELECT set_rule_parameter('t-inv', 'involvement.weight.planning', '-1', 'site', 'test')$$, 'RI033', NULL, 'a negative weight');

-- The score alone ---------------------------------------------------------------------

SELECT is(involvement_score('{1,1,1}', '{3,2,0}', 3), 55.56, '100 * (1 + 2/3 + 0) / 3');
SELECT is(involvement_score('{2,1}', '{1,3}', 3), 55.56, 'weights: 100 * (2/3 + 1) / 3');
SELECT is(involvement_score('{1,31}', '{1,0}', 1), 3.13, 'exactly one half of a hundredth goes up');
SELECT is(involvement_score('{999999999999999999999,31000000000000000000001}', '{1,0}', 1), 3.12, 'and what is just below it goes down');
SELECT is(involvement_score('{1,1}', '{3,3}', 3), 100.00, 'all of it');
SELECT is(involvement_score('{1}', '{0}', 3)::text, '0.00', 'nothing of it');
SELECT is(involvement_score('{}', '{}', 3), NULL, 'no phase, no score');
SELECT is(involvement_score('{0,0}', '{1,2}', 3), NULL, 'no weight, no score');

-- By hand -----------------------------------------------------------------------------

SELECT create_source_tables('t_inv');
SET research_indicators.source_schema = 't_inv';
SET search_path TO research_indicators, research_indicators_internal, t_inv, public;
-- a site's views have no constraints
ALTER TABLE project_report DROP CONSTRAINT project_report_project_id_fkey, DROP CONSTRAINT project_report_reason_code_check,
    DROP CONSTRAINT project_report_involvement_check;
ALTER TABLE project_involvement DROP CONSTRAINT project_involvement_pkey, DROP CONSTRAINT project_involvement_project_id_fkey,
    DROP CONSTRAINT project_involvement_phase_check, DROP CONSTRAINT project_involvement_recruited_through_check, DROP CONSTRAINT project_involvement_channel_check,
    DROP CONSTRAINT project_involvement_user_type_check, DROP CONSTRAINT project_involvement_level_check, DROP CONSTRAINT project_involvement_degree_check,
    ALTER COLUMN degree DROP NOT NULL;
ALTER TABLE project_involvement_effect DROP CONSTRAINT project_involvement_effect_project_id_fkey;
INSERT INTO institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', NULL, 'R1', 'NO', true), ('R2', 'Region 2', 'rhf', NULL, 'R2', 'NO', true),
    ('H1', 'Hospital 1', 'hf', NULL, 'R1', 'NO', true), ('H2', 'Hospital 2', 'hf', NULL, 'R1', 'NO', true), ('H3', 'Hospital 3', 'hf', NULL, 'R2', 'NO', true),
    ('U1', 'University 1', 'university', NULL, NULL, 'NO', true), ('E1', 'Unit 1', 'unit', 'H1', NULL, 'NO', true);
INSERT INTO project (project_id, title, institution_id, programme, starts_on, ends_on, needs_source) VALUES
    ('p1', 'Title 1', 'E1', 'A', '2022-01-01', '2024-12-31', 'user_panel'), ('p2', 'Title 2', 'H1', 'A', '2022-01-01', '2024-12-31', 'none'),
    ('p3', 'Title 3', 'H1', 'B', '2022-01-01', '2024-12-31', 'service'), ('p4', 'Title 4', 'H1', NULL, '2022-01-01', '2024-12-31', NULL),
    ('p5', 'Title 5', 'H1', 'B', '2022-01-01', '2024-12-31', 'none'), ('p6', 'Title 6', 'H1', 'B', '2022-01-01', '2024-12-31', 'none'),
    ('p7', 'Title 7', 'H1', 'B', '2022-01-01', '2024-12-31', 'none'), ('p8', 'Title 8', 'H2', 'A', '2022-01-01', '2024-12-31', 'none'),
    ('p9', 'Title 9', 'U1', 'A', '2022-01-01', '2024-12-31', 'none'), ('p10', 'Title 10', 'X', 'A', '2022-01-01', '2024-12-31', 'none'),
    ('p11', 'Title 11', 'H3', 'A', '2022-01-01', '2024-12-31', 'none'), ('p12', 'Title 12', 'H3', 'A', '2022-01-01', '2024-12-31', 'none');
UPDATE project SET concluded_on = '2022-12-31' WHERE project_id = 'p12';
INSERT INTO project_funding (project_id, year, funder, amount_nok) VALUES
    ('p1', 2023, 'rhf', 100), ('p1', 2023, 'own', 50.50), ('p1', 2022, 'rhf', 7), ('p2', 2023, 'rhf', 200), ('p3', 2023, 'nfr', 49.50), ('p4', 2023, 'rhf', 1000),
    ('p8', 2023, 'rhf', 10), ('p9', 2023, 'rhf', 3);
INSERT INTO project_report (project_id, year, delivered_on, phase_reached, involvement, reason_code, users, users_trained, researchers_trained) VALUES
    ('p1', 2023, '2024-01-10', 'analysis', 'yes', NULL, 2, true, false),
    ('p2', 2023, '2024-01-10', 'planning', 'yes', NULL, 1, NULL, NULL),
    ('p3', 2023, '2024-01-10', 'planning', 'no', 'basic_research', NULL, NULL, NULL),
    ('p4', 2023, NULL, 'planning', 'yes', NULL, 5, true, true),
    ('p5', 2023, '2024-01-10', NULL, 'not_relevant', 'register_data', NULL, NULL, NULL),
    ('p6', 2023, '2024-01-10', 'implementation', NULL, NULL, NULL, NULL, NULL),
    ('p7', 2023, '2024-01-10', 'conduct', 'not_relevant', NULL, NULL, NULL, NULL),
    ('p8', 2023, '2024-01-10', 'implementation', 'yes', NULL, 3, true, true),
    ('p9', 2023, '2024-01-10', 'conduct', 'no', NULL, -4, NULL, NULL),
    ('p10', 2023, '2024-01-10', NULL, 'yes', NULL, NULL, false, true),
    ('gone', 2023, '2024-01-10', NULL, 'yes', NULL, NULL, NULL, NULL);
INSERT INTO project_involvement (project_id, year, phase, level, degree, user_type) VALUES
    -- two ways in one phase: the highest degree counts
    ('p1', 2023, 'prioritising', 'system', 'representation', 'authority'), ('p1', 2023, 'planning', 'individual', 'participation', 'patient'),
    ('p1', 2023, 'application', 'individual', 'involvement', 'patient'), ('p1', 2023, 'dissemination', 'individual', 'involvement', 'relative'),
    ('p2', 2023, 'planning', 'organisation', 'representation', 'health_personnel'),
    ('p3', 2023, 'planning', 'organisation', 'representation', 'patient'),
    ('p4', 2023, 'planning', 'organisation', 'involvement', 'patient'),
    ('p8', 2023, 'conduct', 'individual', 'consultation', 'client'), ('p8', 2023, 'planning', 'individual', NULL, 'client'),
    ('p12', 2023, 'planning', 'individual', 'involvement', 'client');
INSERT INTO project_involvement_effect (project_id, year, changed) VALUES
    ('p1', 2023, 'design'), ('p1', 2023, 'none'), ('p2', 2023, 'none'), ('p3', 2023, 'question'), ('p12', 2023, 'design');

SELECT results_eq($$SELECT unit_level, institution_id, name, reports_due, delivered, yes, no, not_relevant, unanswered, missing FROM user_involvement(2023)$$,
    $$VALUES ('institution', 'H1', 'Hospital 1', 7::bigint, 6::bigint, 2::bigint, 1::bigint, 2::bigint, 1::bigint, 1::bigint),
             ('institution', 'H2', 'Hospital 2', 1, 1, 1, 0, 0, 0, 0), ('institution', 'H3', 'Hospital 3', 0, 0, 0, 0, 0, 0, 0),
             ('institution', 'U1', 'University 1', 1, 1, 0, 1, 0, 0, 0),
             ('rhf', 'R1', 'Region 1', 8, 7, 3, 1, 2, 1, 1), ('rhf', 'R2', 'Region 2', 0, 0, 0, 0, 0, 0, 0),
             ('nation', 'NO', 'Norge', 8, 7, 3, 1, 2, 1, 1)$$,
    'units with their wards; a hospital without reports is shown; the university is outside the nation; not delivered is missing, whatever it says');
SELECT results_eq($$SELECT share, ci_low, ci_high, relevant, relevant_share, end_users, end_user_share, wide_users, wide_share FROM user_involvement(2023) WHERE institution_id = 'H1'$$,
    -- Wilson of 2 of 6; one not relevant has a reason: 2 of 5
    $$VALUES (0.3333, 0.0968, 0.7000, 5::bigint, 0.4000, 1::bigint, 0.1667, 2::bigint, 0.3333)$$, 'both denominators, both definitions of a user');
SELECT results_eq($$SELECT amount, amount_yes, money_share, amount_missing FROM user_involvement(2023) WHERE institution_id IN ('H1', 'NO') ORDER BY institution_id$$,
    $$VALUES (400.00, 350.50, 0.8763, 1000.00), (410.00, 360.50, 0.8793, 1000.00)$$, 'money: of delivered reports, of yes, of missing reports');
SELECT results_eq($$SELECT no_justified, no_unjustified, not_relevant_justified, not_relevant_unjustified, enough_users, few_users, users_unknown,
                           users_trained, researchers_trained, both_trained, none_trained, changed, changed_share, ritual, without_phase FROM user_involvement(2023) WHERE institution_id = 'NO'$$,
    $$VALUES (1::bigint, 0::bigint, 1::bigint, 1::bigint, 2::bigint, 1::bigint, 0::bigint, 2::bigint, 1::bigint, 1::bigint, 1::bigint, 1::bigint, 0.3333, 1::bigint, 0::bigint)$$,
    'reasons, users, training of both sides, effect, ritual');
SELECT results_eq($$SELECT DISTINCT array_to_string(end_user_types, ','), cardinality(wide_user_types), rule_set_used, origin FROM user_involvement(2023)$$,
    $$VALUES ('client,patient,patient_organisation,relative', 10, 'hod-2021', 'inferred')$$, 'the definitions are printed, and that they are inferred');
SELECT results_eq($$SELECT programme, reports_due, yes, share FROM user_involvement_by_programme(2023) WHERE institution_id = 'NO'$$,
    $$VALUES (NULL, 8::bigint, 3::bigint, 0.4286), ('A', 3, 3, 1.0000), ('B', 4, 0, 0.0000), ('unknown', 1, 0, NULL)$$, 'by programme');
SELECT is_empty($$SELECT * FROM user_involvement(2019)$$, 'a year without reports is empty');
SELECT is_empty($$SELECT * FROM involvement_matrix(2019)$$, 'also as a matrix');
SELECT results_eq($$SELECT year, institution_id, share, rule_set_used FROM user_involvement_series(2021, 2025) WHERE unit_level = 'nation'$$,
    $$VALUES (2023, 'NO', 0.4286, 'hod-2021')$$, 'a series has the years that have reports');
SELECT throws_ok($$SELECT * FROM user_involvement_series(2023, 2022)$$, 'RI071', NULL, 'years in the wrong order');
SELECT throws_ok($$SELECT * FROM user_involvement_series(2023, NULL)$$, 'RI071', NULL, 'no last year');
SELECT throws_ok($$SELECT * FROM user_involvement(2023, 'nvi-2015')$$, 'RI010', NULL, 'a rule set of the wrong family');

-- what a rule set leaves unset makes unknown what rests on it, and nothing else
CREATE TEMP TABLE with_all AS SELECT f.* FROM facts_of_indicator('user_involvement', 2023, 'hod-2021', 'final') AS f;
CREATE FUNCTION pg_temp.without(parameter text, OUT measures text, OUT reasons text, OUT others bigint, OUT told text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM research_indicators.copy_rule_set('hod-2021', 't-less', 'less');
    PERFORM research_indicators.set_rule_parameter('t-less', parameter, NULL, 'site', 'test');
    CREATE TEMP TABLE less AS
    SELECT f.* FROM unnest('{user_involvement,needs_identified,involvement_score}'::text[]) AS i(indicator)
    CROSS JOIN LATERAL research_indicators_internal.facts_of_indicator(i.indicator, 2023, 't-less', 'final') AS f;
    SELECT string_agg(DISTINCT f.measure COLLATE "C", ',') FILTER (WHERE f.value IS NULL), string_agg(DISTINCT f.reason COLLATE "C", ',') INTO measures, reasons
    FROM pg_temp.less AS f;
    SELECT count(*) INTO others FROM (SELECT w.measure, w.unit_level, w.institution_id, w.dimensions, w.value FROM pg_temp.with_all AS w WHERE w.measure NOT IN ('matrix', 'ritual')
        EXCEPT SELECT f.measure, f.unit_level, f.institution_id, f.dimensions, f.value FROM pg_temp.less AS f) AS x;
    SELECT string_agg(concat_ws(' ', c.key, c.arguments ->> 'explains'), ',') INTO told
    FROM research_indicators_internal.rule_findings(2023, 't-less') AS c WHERE c.code = 'unset_parameter' AND c.key = 't-less.' || parameter;
    RAISE EXCEPTION USING ERRCODE = 'TAKEN';
EXCEPTION WHEN SQLSTATE 'TAKEN' THEN NULL;
END
$$;
SELECT is(w.measures, 'lower_quartile,matrix,median,ritual,scored,upper_quartile', p.name || ': matrix, ritual and score are unknown') FROM unnest('{involvement.degree_scale,involvement.phase_model,involvement.user_definition}'::text[]) AS p(name) CROSS JOIN LATERAL pg_temp.without(p.name) AS w;
SELECT results_eq($$SELECT w.* FROM pg_temp.without('involvement.degree_scale') AS w$$,
    $$VALUES ('lower_quartile,matrix,median,ritual,scored,upper_quartile'::text, 'ikkeBeregnet'::text, 0::bigint, 't-less.involvement.degree_scale user_involvement'::text)$$,
    'they say why, the others stay, and a finding explains them');
SELECT results_eq($$SELECT w.measures, w.told FROM pg_temp.without('involvement.ritual_max_degree') AS w$$,
    $$VALUES ('lower_quartile,median,ritual,upper_quartile'::text, 't-less.involvement.ritual_max_degree user_involvement'::text)$$, 'the highest degree of a ritual; quartiles are unknown where no project has a score');
SELECT results_eq($$SELECT w.measures, w.told FROM pg_temp.without('involvement.weight.planning') AS w$$,
    $$VALUES ('lower_quartile,median,scored,upper_quartile'::text, 't-less.involvement.weight.planning involvement_score'::text)$$, 'a weight');
SELECT is_empty($$SELECT * FROM involvement_findings(2023) AS f WHERE f.code = 'check_failed'$$, 'and no check dies of it');

-- the matrix
SELECT results_eq($$SELECT phase, level, degree, projects FROM involvement_matrix(2023) WHERE projects > 0$$,
    $$VALUES ('prioritising', 'system', 'representation', 1::bigint), ('planning', 'organisation', 'representation', 1),
             ('planning', 'individual', 'participation', 1), ('planning', 'individual', 'involvement', 1), ('dissemination', 'individual', 'involvement', 1)$$,
    'five phases: the application is part of the planning; a no, a missing report and one without report are left out');
SELECT is((SELECT count(*) FROM involvement_matrix(2023)), 45::bigint, 'five phases by three levels by three degrees, zeros included');
SELECT is((SELECT count(*) FROM involvement_matrix(2023, 'seven')), 63::bigint, 'seven phases');
SELECT results_eq($$SELECT DISTINCT phase FROM involvement_matrix(2023, 'three') ORDER BY phase$$, $$VALUES ('conclusion'), ('conduct'), ('planning')$$, 'three phases');
SELECT results_eq($$SELECT phase, degree, projects FROM involvement_matrix(2023, 'seven') WHERE projects > 0 AND level = 'individual'$$,
    $$VALUES ('planning', 'participation', 1::bigint), ('application', 'involvement', 1), ('dissemination', 'involvement', 1)$$, 'the finer model keeps the application apart, in its place');
SELECT results_eq($$SELECT phase, level, degree, projects FROM involvement_matrix(2023, 'three') WHERE projects > 0$$,
    $$VALUES ('planning', 'system', 'representation', 1::bigint), ('planning', 'organisation', 'representation', 1), ('planning', 'individual', 'participation', 1),
             ('planning', 'individual', 'involvement', 1), ('conclusion', 'individual', 'involvement', 1)$$, 'the coarser one folds');
SELECT results_eq($$SELECT DISTINCT of_projects, origin FROM involvement_matrix(2023)$$, $$VALUES (4::bigint, 'inferred')$$, 'of four projects with a yes; inferred, and says so');
SELECT is((SELECT sum(projects) FROM involvement_matrix(2023, institution_id => 'E1')), 5::numeric, 'a ward stands for its hospital');
SELECT is((SELECT max(of_projects) FROM involvement_matrix(2023, 'ho21-5', 'R1')), 3::bigint, 'an RHF for its region');
SELECT is((SELECT max(of_projects) FROM involvement_matrix(2023, 'ho21-5', 'NO')), 3::bigint, 'NO for the regions');
SELECT throws_ok($$SELECT * FROM involvement_matrix(2023, 'four')$$, 'RI070', NULL, 'a model that does not exist');
SELECT throws_ok($$SELECT * FROM involvement_matrix(2023, NULL)$$, 'RI070', NULL, 'no model');
SELECT throws_ok($$SELECT * FROM involvement_matrix(2023, 'three', 'nowhere')$$, 'RI011', NULL, 'an institution that does not exist');

-- the score
SELECT results_eq($$SELECT project_id, score, flags FROM involvement_scores(2023)$$,
    -- p1: prioritising 1, planning 3, conduct 0 of 3 phases: 100 * (1/3 + 1 + 0) / 3; p2: 0 and 1 of 2
    $$VALUES ('p1', 44.44, '{phase_not_reached}'::text[]), ('p10', NULL, '{no_phase_reached,yes_without_phase,users_unknown}'),
             ('p2', 16.67, '{few_users,no_training,ritual}'), ('p3', NULL, '{answer_contradicted}'),
             ('p5', NULL, '{no_phase_reached}'), ('p6', NULL, '{unanswered}'), ('p7', NULL, '{not_relevant_without_reason}'),
             ('p8', NULL, '{phase_without_degree}'), ('p9', 0.00, '{no_without_reason}')$$, 'scores and flags');
SELECT results_eq($$SELECT phases_reached, degrees, weights, phase_model, degree_scale, origin FROM involvement_scores(2023) WHERE project_id = 'p1'$$,
    $$VALUES ('{prioritising,planning,conduct}'::text[], '{"prioritising": 1, "planning": 3, "conduct": 0}'::jsonb, '{"prioritising": 1, "planning": 1, "conduct": 1}'::jsonb,
              'ho21-5', 'ho21', 'inferred')$$, 'degrees and weights are printed with it');
SELECT is((SELECT string_agg(DISTINCT label, '|') FROM involvement_scores(2023)), 'derived, not validated, not official', 'and the label');
SELECT results_eq($$SELECT unit_level, institution_id, projects, scored, lowest, lower_quartile, median, upper_quartile, highest, at_0, above_0_to_25, above_25_to_50, above_50_to_75, above_75_to_100, no_justified
                    FROM involvement_score_distribution(2023) WHERE institution_id IN ('H1', 'H2')$$,
    -- the no with a reason stands beside the two that are scored: 16.67 and 44.44, in the middle 30.555
    $$VALUES ('institution', 'H1', 6::bigint, 2::bigint, 16.67, 16.67, 30.56, 44.44, 44.44, 0::bigint, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 1::bigint),
             ('institution', 'H2', 1, 0, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0)$$, 'a distribution, no mean');
SELECT is((SELECT string_agg(DISTINCT label, '|') FROM involvement_score_distribution(2023)), 'derived, not validated, not official', 'with the label');

-- other rules
SELECT set_rule_parameter('t-inv', 'involvement.degree_scale', 'literature', 'site', 'test');
SELECT results_eq($$SELECT phase, level, degree, projects FROM involvement_matrix(2023, rule_set => 't-inv') WHERE projects > 0$$,
    $$VALUES ('conduct', 'individual', 'consultation', 1::bigint)$$, 'the other scale');
SELECT is((SELECT score FROM involvement_scores(2023, 't-inv') WHERE project_id = 'p8'), 6.67, 'one of three in one of five phases');
SELECT is((SELECT score FROM involvement_scores(2023, 't-inv') WHERE project_id = 'p1'), NULL, 'degrees of another scale say nothing');
SELECT is((SELECT median FROM involvement_score_distribution(2023, 't-inv') WHERE institution_id = 'R1'), 6.67, 'a no with a reason does not pull the median down');
SELECT set_rule_parameter('t-inv', 'involvement.degree_scale', 'ho21', 'site', 'test'),
       set_rule_parameter('t-inv', 'involvement.weight.planning', '2', 'site', 'test'), set_rule_parameter('t-inv', 'involvement.weight.conduct', '0.5', 'site', 'test');
SELECT is((SELECT score FROM involvement_scores(2023, 't-inv') WHERE project_id = 'p1'), round(100 * (1.0 / 3 + 2) / 3.5, 2), 'weights');
SELECT is((SELECT DISTINCT origin FROM involvement_scores(2023, 't-inv')), 'site', 'and whose they are');
SELECT set_rule_parameter('t-inv', 'involvement.phase_model', 'three', 'site', 'test');
SELECT results_eq($$SELECT phases_reached, score FROM involvement_scores(2023, 't-inv') WHERE project_id = 'p1'$$,
    $$SELECT '{planning,conduct}'::text[], round(100 * 2.0 / 2.5, 2)$$, 'the model of the rule set');
SELECT set_rule_parameter('t-inv', 'involvement.user_definition', 'end_users', 'site', 'test');
SELECT is((SELECT sum(projects) FROM involvement_matrix(2023, 'ho21-5', NULL, 't-inv')), 3::numeric, 'with end users only');
SELECT results_eq($$SELECT flags FROM involvement_scores(2023, 't-inv') WHERE project_id = 'p2'$$, $$VALUES ('{no_counted_phase,few_users,no_training}'::text[])$$, 'whose involvement counts');
SELECT set_rule_parameter('t-inv', 'involvement.matrix_form', 'side_by_side', 'site', 'test'), set_rule_parameter('t-inv', 'involvement.user_definition', 'wide', 'site', 'test');
SELECT results_eq($$SELECT phase, level, degree, projects FROM involvement_matrix(2023, 'three', 'H1', 't-inv') WHERE phase = 'planning'$$,
    $$VALUES ('planning', 'system', NULL, 1::bigint), ('planning', 'organisation', NULL, 1), ('planning', 'individual', NULL, 1),
             ('planning', NULL, 'representation', 2), ('planning', NULL, 'participation', 1), ('planning', NULL, 'involvement', 1)$$, 'levels and degrees side by side, as they were published');
SELECT set_rule_code('t-inv', 'involvement_reasons', 'register_data', NULL, 'site', 'test'), set_rule_code('t-inv', 'user_definition.end_users', 'health_personnel', 'health_personnel', 'site', 'test');
SELECT results_eq($$SELECT relevant_share, end_user_share, origin FROM user_involvement(2023, 't-inv') WHERE institution_id = 'H1'$$,
    $$VALUES (0.3333, 0.3333, 'site')$$, 'reasons and users are rules');
SELECT set_rule_parameter('t-inv', 'involvement.min_users', NULL, 'site', 'test');
SELECT throws_ok($$SELECT * FROM user_involvement(2023, 't-inv')$$, 'RI030', NULL, 'what is unset is asked for');

-- needs
SELECT results_eq($$SELECT needs_identified, needs_source, projects, projects_share, amount, amount_share, delivered, yes, involvement_share FROM needs_identified(2023) WHERE institution_id = 'H1'$$,
    $$VALUES (true, NULL, 2::bigint, 0.2857, 200.00, 0.1429, 2::bigint, 1::bigint, 0.5000), (true, 'service', 1, 0.1429, 49.50, 0.0354, 1, 0, 0.0000),
             (true, 'user_panel', 1, 0.1429, 150.50, 0.1075, 1, 1, 1.0000), (false, 'none', 4, 0.5714, 200.00, 0.1429, 4, 1, 0.2500),
             (NULL, NULL, 1, 0.1429, 1000.00, 0.7143, 0, 0, NULL)$$, 'where the needs came from, and involvement among them');
SELECT is((SELECT projects FROM needs_identified(2023) WHERE institution_id = 'H3'), 1::bigint, 'a project under way counts without money and report, an ended one does not');

-- applications
INSERT INTO application (application_id, call, call_kind, year, institution_id, scientific_group, amount_sought, amount_granted, outcome, involvement, user_panel) VALUES
    ('a1', 'c1', 'open', 2023, 'E1', 'g1', 100, 50, 'granted', 'yes', true), ('a2', 'c1', 'open', 2023, 'H1', 'g1', 100, NULL, 'declined', 'no_unjustified', false),
    ('a3', 'c1', 'open', 2023, 'H2', 'g2', 100, NULL, 'withdrawn', 'no_justified', NULL), ('a4', 'c2', 'targeted', 2023, 'U1', 'g1', 200, 100, 'granted', NULL, NULL),
    ('a5', 'c2', 'targeted', 2023, 'H3', NULL, 100, 70, 'declined', 'yes', NULL), ('a6', 'c1', 'open', 2022, 'H1', 'g1', 1, 1, 'granted', 'yes', NULL);
SELECT results_eq($$SELECT row_kind, call, scientific_group, applications, granted, declined, withdrawn, undecided, amount_sought, amount_granted, success_rate, decided_rate, money_rate FROM application_statistics(2023)$$,
    $$VALUES ('call_and_group', 'c1', 'g1', 2::bigint, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 200.00, 50.00, 0.5000, 0.5000, 0.2500),
             ('call_and_group', 'c1', 'g2', 1, 0, 0, 1, 0, 100.00, 0.00, 0.0000, NULL, 0.0000), ('call', 'c1', NULL, 3, 1, 1, 1, 0, 300.00, 50.00, 0.3333, 0.5000, 0.1667),
             ('call_and_group', 'c2', 'g1', 1, 1, 0, 0, 0, 200.00, 100.00, 1.0000, 1.0000, 0.5000),
             ('call_and_group', 'c2', 'unknown', 1, 0, 1, 0, 0, 100.00, 0.00, 0.0000, 0.0000, 0.0000), ('call', 'c2', NULL, 2, 1, 1, 0, 0, 300.00, 100.00, 0.5000, 0.5000, 0.3333),
             ('group', NULL, 'g1', 3, 2, 1, 0, 0, 400.00, 150.00, 0.6667, 0.6667, 0.3750), ('group', NULL, 'g2', 1, 0, 0, 1, 0, 100.00, 0.00, 0.0000, NULL, 0.0000),
             ('group', NULL, 'unknown', 1, 0, 1, 0, 0, 100.00, 0.00, 0.0000, 0.0000, 0.0000), ('all', NULL, NULL, 5, 2, 2, 1, 0, 600.00, 150.00, 0.4000, 0.5000, 0.2500)$$,
    'applications, grants, amounts and success rates per call and group');
SELECT results_eq($$SELECT involvement_yes, no_justified, no_unjustified, unanswered, involvement_share, granted_yes, granted_involvement_share, success_rate_yes, success_rate_other, user_panel
                    FROM application_statistics(2023) WHERE row_kind = 'all'$$,
    $$VALUES (2::bigint, 1::bigint, 1::bigint, 1::bigint, 0.4000, 1::bigint, 0.5000, 0.5000, 0.3333, 1::bigint)$$, 'involvement in what was applied for against what was granted');
SELECT results_eq($$SELECT u, (SELECT applications FROM application_statistics(2023, u) WHERE row_kind = 'all') FROM unnest('{H1,R1,NO,U1}'::text[]) AS u$$,
    $$VALUES ('H1', 2::bigint), ('R1', 3), ('NO', 4), ('U1', 1)$$, 'of a hospital with its wards, a region, the regions, a university');
SELECT is_empty($$SELECT * FROM application_statistics(2019)$$, 'no applications, no rows');
SELECT results_eq($$SELECT institution_id, measure, value, numerator, denominator FROM facts_of_indicator('applications', 2023, 'hod-2021', 'final')
                    WHERE dimensions = '{}' AND institution_id IN ('H1', 'R1') ORDER BY 1, 2$$,
    $$VALUES ('H1', 'applications', 2::numeric, NULL::numeric, NULL::numeric), ('H1', 'granted_involvement_share', 1.0000, 1, 1), ('H1', 'involvement_share', 0.5000, 1, 2),
             ('H1', 'money_rate', 0.2500, 50, 200), ('H1', 'success_rate', 0.5000, 1, 2),
             ('R1', 'applications', 3, NULL, NULL), ('R1', 'granted_involvement_share', 1.0000, 1, 1), ('R1', 'involvement_share', 0.3333, 1, 3),
             ('R1', 'money_rate', 0.1667, 50, 300), ('R1', 'success_rate', 0.3333, 1, 3)$$, 'facts of applications');
SELECT results_eq($$SELECT unit_level, dimensions::text, measure, value FROM facts_of_indicator('applications', 2023, 'hod-2021', 'final')
                    WHERE dimensions <> '{}' AND institution_id IN ('H1', 'R1') ORDER BY 2, 3$$,
    $$VALUES ('rhf', '{"call_kind": "open"}', 'money_rate', 0.1667), ('rhf', '{"call_kind": "open"}', 'success_rate', 0.3333),
             ('rhf', '{"scientific_group": "g1"}', 'money_rate', 0.2500), ('rhf', '{"scientific_group": "g1"}', 'success_rate', 0.5000),
             ('rhf', '{"scientific_group": "g2"}', 'money_rate', 0.0000), ('rhf', '{"scientific_group": "g2"}', 'success_rate', 0.0000)$$,
    'divided by kind of call and by group in a region, whole in a hospital');

-- innovations
INSERT INTO innovation (innovation_id, institution_id, project_id, registered_on) VALUES
    ('i1', 'H1', 'p1', '2022-05-05'), ('i2', 'E1', 'p3', '2023-12-31'), ('i3', 'H1', NULL, '2020-01-01'), ('i4', 'H3', 'p1', NULL), ('i5', 'H1', 'p1', '2024-01-01'), ('i6', 'H2', 'p4', '2021-01-01');
SELECT results_eq($$SELECT institution_id, innovations, with_project, reports_due, delivered, yes, no, share, end_user_share, needs_identified, needs_identified_share, changed FROM innovation_involvement(2023)$$,
    $$VALUES ('H1', 3::bigint, 2::bigint, 2::bigint, 2::bigint, 1::bigint, 1::bigint, 0.5000, 0.5000, 2::bigint, 1.0000, 1::bigint),
             ('H2', 1, 1, 1, 0, 0, 0, NULL, NULL, 0, 0.0000, 0), ('H3', 1, 1, 1, 1, 1, 0, 1.0000, 1.0000, 1, 1.0000, 1),
             ('R1', 4, 3, 3, 2, 1, 1, 0.5000, 0.5000, 2, 0.6667, 1), ('R2', 1, 1, 1, 1, 1, 0, 1.0000, 1.0000, 1, 1.0000, 1),
             ('NO', 5, 4, 4, 3, 2, 1, 0.6667, 0.6667, 3, 0.7500, 2)$$, 'the same for innovations, through their projects');

-- Findings; every good row still counts ---------------------------------------------------

CREATE FUNCTION pg_temp.findings() RETURNS SETOF finding LANGUAGE sql AS $$
    SELECT f.* FROM research_indicators_internal.told_findings(ARRAY(
        SELECT r FROM (SELECT * FROM research_indicators_internal.involvement_findings(2023)
                       UNION ALL SELECT * FROM research_indicators_internal.check_applications(2023)
                       UNION ALL SELECT * FROM research_indicators_internal.check_projects(2023) WHERE code = 'amount_invalid') AS f
        CROSS JOIN LATERAL (SELECT (f.severity, f.code, f.relation, f.key, f.institution_id, f.arguments)::research_indicators_internal.raw_finding) AS o(r)), 'en') AS f
    ORDER BY code COLLATE "C", relation COLLATE "C", key COLLATE "C"
$$;
SELECT results_eq($$SELECT severity, code, relation, key FROM pg_temp.findings()$$,
    $$VALUES ('warning', 'application_amount_without_grant', 'application', 'a5'),
             ('warning', 'effect_contradicts', 'project_involvement_effect', 'p1'), ('warning', 'effect_without_involvement', 'project_involvement_effect', 'p3'),
             ('error', 'effect_without_report', 'project_involvement_effect', 'p12'), ('error', 'institution_unknown', 'project_report', 'p10'),
             ('warning', 'involvement_contradicted', 'project_report', 'p3'), ('warning', 'involvement_no_without_reason', 'project_report', 'p9'),
             ('warning', 'involvement_not_delivered', 'project_report', 'p4'), ('warning', 'involvement_not_relevant_without_reason', 'project_report', 'p7'),
             ('error', 'involvement_without_report', 'project_involvement', 'p12'), ('warning', 'involvement_yes_without_phase', 'project_report', 'gone'),
             ('warning', 'involvement_yes_without_phase', 'project_report', 'p10'),
             ('notice', 'phase_reached_missing', 'project_report', 'gone'), ('notice', 'phase_reached_missing', 'project_report', 'p10'),
             ('notice', 'phase_reached_missing', 'project_report', 'p5'),
             ('warning', 'phase_without_degree', 'project_involvement', 'p8'), ('warning', 'phase_without_degree', 'project_involvement', 'p8'),
             ('notice', 'report_not_requested', 'project_report', NULL), ('error', 'report_without_project', 'project_report', 'gone'),
             ('error', 'users_negative', 'project_report', 'p9')$$, 'each planted fault is found, and nothing else');
SELECT set_eq($$SELECT severity, code, relation, key, institution_id, message, hint FROM pg_temp.findings()$$,
              $$SELECT c.* FROM check_sources(2023) AS c WHERE c.code IN (SELECT i.code FROM pg_temp.findings() AS i) AND (c.code <> 'institution_unknown' OR c.relation IN ('project_report', 'application'))$$,
              'check_sources has them');
SELECT is_empty($$SELECT * FROM pg_temp.findings() WHERE message IS NULL OR coalesce(hint, '') = ''$$, 'each says what and what to do');
-- what names a person is in no output: a site that put names where codes belong
CREATE TEMP TABLE before AS SELECT * FROM user_involvement(2023);
INSERT INTO project_report (project_id, year, delivered_on, involvement, reason_code) VALUES ('p11', 2023, '2024-01-01', 'no', 'Ola Canary 01010012345'), ('p12', 2023, '2024-01-01', 'Canary', 'Canary');
INSERT INTO project_involvement (project_id, year, phase, level, degree, user_type, recruited_through, channel) VALUES
    ('p2', 2023, 'Ola Canary', 'Ola Canary', 'Ola Canary', 'Ola Canary', 'Ola Canary', 'Ola Canary');
CREATE TEMP TABLE shown AS
SELECT to_jsonb(f)::text AS line FROM user_involvement_by_programme(2023) AS f
UNION ALL SELECT to_jsonb(f)::text FROM user_involvement(2023) AS f UNION ALL SELECT to_jsonb(f)::text FROM user_involvement_series(2022, 2024) AS f
UNION ALL SELECT to_jsonb(f)::text FROM unnest('{ho21-5,seven,three}'::text[]) AS m, involvement_matrix(2023, m) AS f
UNION ALL SELECT to_jsonb(f)::text FROM involvement_scores(2023) AS f UNION ALL SELECT to_jsonb(f)::text FROM involvement_score_distribution(2023) AS f
UNION ALL SELECT to_jsonb(f)::text FROM needs_identified(2023) AS f UNION ALL SELECT to_jsonb(f)::text FROM application_statistics(2023) AS f
UNION ALL SELECT to_jsonb(f)::text FROM innovation_involvement(2023) AS f UNION ALL SELECT to_jsonb(f)::text FROM pg_temp.findings() AS f;
SELECT cmp_ok((SELECT count(*) FROM shown), '>', 100::bigint, 'there is output to look at');
SELECT is_empty($$SELECT line FROM shown WHERE line ~* 'canary'$$, 'nothing that names a user or a patient appears in any output');
SELECT is_empty($$SELECT line FROM shown WHERE line ~ 'Title'$$, 'nor does a title');
SELECT results_eq($$SELECT key FROM pg_temp.findings() WHERE code IN ('involvement_reason_not_accepted', 'involvement_phase_unmapped') ORDER BY code$$, $$VALUES ('p2'), ('p11')$$, 'such a phase and such a reason are found');
SELECT results_eq($$SELECT institution_id, yes, no, unanswered, share, end_users, wide_users FROM user_involvement(2023) WHERE institution_id IN ('H1', 'H3')$$,
                  $$SELECT institution_id, yes, no + o, unanswered + o, CASE institution_id WHEN 'H1' THEN share ELSE 0 END, end_users, wide_users
                    FROM before, LATERAL (SELECT (institution_id = 'H3')::integer AS o) AS n WHERE institution_id IN ('H1', 'H3') ORDER BY institution_id$$, 'and every good row still counts');

-- what is no number spoils no sum
INSERT INTO project_funding VALUES ('p2', 2023, 'own', 'NaN'), ('p8', 2023, 'eu', 'Infinity');
INSERT INTO application (application_id, call, year, institution_id, amount_sought, amount_granted, outcome) VALUES ('a7', 'c1', 2023, 'H1', 'NaN', 10, 'granted');
SELECT results_eq($$SELECT amount, amount_yes FROM user_involvement(2023) WHERE institution_id = 'H1'$$, $$SELECT amount, amount_yes FROM before WHERE institution_id = 'H1'$$, 'an amount that is no number is left out');
SELECT results_eq($$SELECT amount_sought, amount_granted, granted FROM application_statistics(2023) WHERE row_kind = 'all'$$, $$VALUES (600.00, 160.00, 3::bigint)$$, 'of applications too; the grant counts');
SELECT results_eq($$SELECT key FROM pg_temp.findings() WHERE code IN ('amount_invalid', 'application_amount_invalid') ORDER BY key$$, $$VALUES ('a7'), ('p2'), ('p8')$$, 'and each is found');

-- Over the years --------------------------------------------------------------------

SELECT create_source_tables('t_years');
SET research_indicators.source_schema = 't_years';
SET search_path TO research_indicators, research_indicators_internal, t_years, public;
INSERT INTO institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', 'R1', 'NO', true), ('H1', 'Hospital 1', 'hf', 'R1', 'NO', true);
INSERT INTO project (project_id, institution_id, starts_on, ends_on)
SELECT p, 'H1', '2021-01-01', '2025-12-31' FROM unnest('{a,b,c,d,e}'::text[]) AS p;
INSERT INTO project_report (project_id, year, delivered_on, phase_reached, involvement, reason_code) VALUES
    ('a', 2022, '2023-01-10', 'planning', 'yes', NULL), ('a', 2023, '2024-01-10', 'conduct', 'yes', NULL),
    ('b', 2022, '2023-01-10', 'conduct', 'yes', NULL), ('b', 2023, '2024-01-10', NULL, 'yes', NULL),
    ('c', 2022, NULL, 'planning', 'yes', NULL), ('c', 2023, '2024-01-10', 'planning', 'yes', NULL),
    ('d', 2022, '2023-01-10', 'planning', 'yes', NULL), ('d', 2023, '2024-01-10', 'planning', 'no', 'too_early'),
    ('e', 2022, '2023-01-10', 'planning', 'yes', NULL), ('e', 2023, '2024-01-10', 'conduct', 'no', NULL);
INSERT INTO project_involvement (project_id, year, phase, level, degree, user_type) VALUES
    ('a', 2022, 'prioritising', 'system', 'representation', 'patient'), ('a', 2022, 'planning', 'system', 'involvement', 'patient'),
    ('a', 2023, 'conduct', 'system', 'participation', 'patient'),
    ('b', 2022, 'planning', 'system', 'involvement', 'patient'), ('b', 2022, 'dissemination', 'system', 'involvement', 'patient'),
    ('b', 2023, 'planning', 'system', 'representation', 'patient'),
    ('c', 2022, 'planning', 'system', 'involvement', 'patient'), ('c', 2023, 'planning', 'system', 'participation', 'patient'),
    ('d', 2022, 'planning', 'system', 'involvement', 'patient'), ('e', 2022, 'planning', 'system', 'involvement', 'patient');
-- a: (1/3 + 3/3) / 2, then (1/3 + 3/3 + 2/3) / 3; b: (0 + 3/3 + 0) / 3 both times, the higher degree and the further phase stay;
-- c: what was not delivered is not known, (0 + 2/3) / 2; d: a no with a reason has no score; e: a no without one, (0 + 3/3 + 0) / 3
SELECT results_eq($$SELECT project_id, score FROM involvement_scores(2022)$$,
                  $$VALUES ('a', 66.67), ('b', 33.33), ('d', 50.00), ('e', 50.00)$$, 'scores of the first year');
SELECT results_eq($$SELECT project_id, score FROM involvement_scores(2023)$$,
                  $$VALUES ('a', 66.67), ('b', 33.33), ('c', 33.33), ('d', NULL), ('e', 33.33)$$, 'degrees accumulate over the phases reached');
SELECT results_eq($$SELECT phases_reached, degrees FROM involvement_scores(2023) WHERE project_id = 'a'$$,
                  $$VALUES ('{prioritising,planning,conduct}'::text[], '{"prioritising": 1, "planning": 3, "conduct": 2}'::jsonb)$$, 'and are printed with the score');
SELECT results_eq($$SELECT projects, scored, at_0, no_justified, median FROM involvement_score_distribution(2023) WHERE institution_id = 'H1'$$,
                  $$VALUES (5::bigint, 4::bigint, 0::bigint, 1::bigint, 33.33)$$, 'a no with a reason is beside the distribution');
SELECT results_eq($$SELECT f.measure, f.value FROM facts_of_indicator('involvement_score', 2023, 'hod-2021', 'final') AS f WHERE f.institution_id = 'H1' ORDER BY 1$$,
                  $$VALUES ('lower_quartile', 33.33), ('median', 33.33), ('scored', 4.00), ('upper_quartile', 33.33)$$, 'the facts are the same');
SELECT is((SELECT e.reason FROM explain_fact('involvement_score', 'scored', 2023, 'institution', 'H1') AS e WHERE e.subject = 'd'), 'justified_no', 'which say why it has none');
UPDATE project_involvement SET degree = 'user_led' WHERE project_id = 'a';
SELECT is(score, NULL, 'degrees that were all of another scale say nothing') FROM involvement_scores(2023) WHERE project_id = 'a';

SELECT finish();
ROLLBACK;
