-- Targets of clinical treatment studies: participation, the doubling path, the
-- live list, the league table, and what bad input does to them.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(43);
SET search_path TO research_indicators, research_indicators_internal, public;

-- The doubling path ---------------------------------------------------------------

SELECT is(doubling_path(500, 2020, 2025, 2, 2020), 500.0000, 'it begins at the base');
SELECT is(doubling_path(500, 2020, 2025, 2, 2021), 574.3492, 'one step of five');
SELECT is(doubling_path(500, 2020, 2025, 2, 2025), 1000.0000, 'it ends at the double');
SELECT is(doubling_path(500, 2020, 2025, 2, 2031), 1000.0000, 'and stays there');
SELECT is(doubling_path(500, 2020, 2025, 2, 2019), NULL, 'before the base there is none');
SELECT is(doubling_path(500, 2020, 2020, 2, 2021), NULL, 'nor without a step');
SELECT is(doubling_path(9, 2020, 2022, 4, 2021), 18.0000, 'a rational root is exact');
SELECT is_empty($$
    -- oracle: the root is never taken, its bounds are raised to the fifth power
    SELECT b, k, r FROM generate_series(1, 997, 4) AS b, generate_series(0, 5) AS k,
         LATERAL (SELECT doubling_path(b, 2020, 2025, 2, 2020 + k) AS r) AS path,
         LATERAL (SELECT r - 0.00005 AS low, r + 0.00005 AS high, b::numeric * b * b * b * b * (1 << k) AS wanted) AS bound
    WHERE NOT (low * low * low * low * low <= wanted AND wanted < high * high * high * high * high)$$,
    'all four decimals are exact');

-- Targets ----------------------------------------------------------------------------

SELECT create_source_tables('t_targets');
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_targets.delivery_statement;
SET research_indicators.source_schema = 't_targets';
SET search_path TO research_indicators, research_indicators_internal, t_targets, public;
INSERT INTO institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', NULL, 'R1', 'NO', true), ('R2', 'Region 2', 'rhf', NULL, 'R2', 'NO', true),
    ('H1', 'Hospital 1', 'hf', NULL, 'R1', 'NO', true), ('H2', 'Hospital 2', 'hf', NULL, 'R2', 'NO', true),
    ('H3', 'Hospital 3', 'private_nonprofit', NULL, 'R1', 'NO', true), ('E1', 'Unit 1', 'unit', 'H1', NULL, 'NO', true),
    ('U1', 'University 1', 'university', NULL, NULL, 'NO', true), ('F1', 'Abroad 1', 'other', NULL, NULL, 'SE', false);
INSERT INTO clinical_study (study_id, kind, status) VALUES
    ('s1', 'drug', 'completed'), ('s2', 'drug', 'completed'), ('s3', 'other_intervention', 'completed'), ('s4', NULL, 'completed'),
    ('s5', 'drug', 'completed'), ('s6', 'drug', 'completed'), ('s7', 'drug', 'completed');
INSERT INTO study_identifier VALUES ('s1', 'NCT00000001'), ('s2', ' nct00000001'), ('s2', '2019-000001-01'), ('s3', 'NCT00000003');
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source) VALUES
    ('s1', 'H1', 2020, 10, 'manual'), ('s2', 'H2', 2020, 5, 'manual'), ('s3', 'H1', 2020, 3, 'manual'),
    ('s1', 'H1', 2022, 4, 'manual'),
    ('s1', 'H1', 2023, 20, 'ehr'), ('s3', 'H1', 2023, 10, 'manual'), ('s3', 'E1', 2023, 5, 'manual'),
    ('s2', 'H2', 2023, 30, 'registry'), ('s5', 'H2', 2023, 7, NULL), ('s6', 'H2', 2023, 0, 'ehr');
INSERT INTO specialist_care_patients (institution_id, year, new_patients) VALUES
    ('H1', 2023, 1000), ('H2', 2023, 900), ('H3', 2023, 500), ('R1', 2023, 1400), ('R2', 2023, 900), ('NO', 2023, 2200), ('NO', 2022, 2000);
INSERT INTO external_series (series, year, institution_id, value, source) VALUES
    ('new_drug_trials', 2022, 'NO', 120, 'made'), ('new_drug_trials', 2023, 'NO', 102, 'made');

CREATE TEMP TABLE target AS SELECT * FROM clinical_study_targets(2023);
SELECT results_eq($$SELECT unit_level, institution_id, numerator, denominator, actual, distance FROM target WHERE target = 'participation'$$,
    $$VALUES ('institution', 'H1', 35::bigint, 1000::bigint, 0.035000, -0.015000), ('institution', 'H2', 37, 900, 0.041111, -0.008889),
             ('institution', 'H3', NULL, 500, NULL, NULL), ('rhf', 'R1', 35, 1400, 0.025000, -0.025000), ('rhf', 'R2', 37, 900, 0.041111, -0.008889),
             ('nation', 'NO', 72, 2200, 0.032727, -0.017273)$$,
    'participation: each level has its own denominator; who reported nothing is missing, not zero');
SELECT is_empty($$SELECT * FROM target WHERE target = 'participation' AND (required IS NOT NULL OR target_value <> 0.0500 OR target_year <> 2025)$$,
    'the target is that of 2025; no path to it is published');
SELECT results_eq($$SELECT unit_level, institution_id, numerator, denominator, actual, required, distance, growth FROM target WHERE target = 'doubling'$$,
    $$VALUES ('institution', 'H1', 2::bigint, 2::bigint, 2::numeric, 3.0314, -1.0314, 1.0000), ('institution', 'H2', 2, 1, 2, 1.5157, 0.4843, NULL),
             ('rhf', 'R1', 2, 2, 2, 3.0314, -1.0314, 1.0000), ('rhf', 'R2', 2, 1, 2, 1.5157, 0.4843, NULL),
             ('nation', 'NO', 3, 2, 3, 3.0314, -0.0314, 2.0000)$$,
    'doubling: a study counts once per unit, and once in the nation by its identifier');
SELECT is(target_value, 4.0000, 'twice the base') FROM target WHERE target = 'doubling' AND institution_id = 'NO';
SELECT is(required_growth, 0.1487, 'about 15 % a year') FROM target WHERE target = 'doubling' AND institution_id = 'NO';
SELECT results_eq($$SELECT series, institution_id, actual, growth, required, numerator, source FROM target WHERE target = 'external_series'$$,
    $$VALUES ('new_drug_trials', 'NO', 102::numeric, -0.1500, NULL::numeric, NULL::bigint, 'made')$$, 'an external series stands beside');
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source) VALUES ('s6', 'H3', 2023, 0, 'ehr');
SELECT is(actual, 0.0000, 'a reported 0 is 0') FROM clinical_study_targets(2023) WHERE target = 'participation' AND institution_id = 'H3';
SELECT is((SELECT count(*) FROM check_targets(2023) WHERE code = 'inclusions_none'), 0::bigint, 'and then nobody is missing');
DELETE FROM study_inclusion WHERE institution_id = 'H3';
SELECT is(actual, 0.0020, 'another year has its own figures') FROM clinical_study_targets(2022) WHERE target = 'participation' AND institution_id = 'NO';
SELECT copy_rule_set('hod-2021', 't-targets', 'test');
SELECT set_rule_parameter('t-targets', 'targets.participation_year', '2023', 'site', 'test');
SELECT is(required, 0.0500, 'from the target year on the target is required')
FROM clinical_study_targets(2023, 't-targets') WHERE target = 'participation' AND institution_id = 'NO';
SELECT set_rule_parameter('t-targets', 'targets.doubling_base_year', '2022', 'site', 'test');
SELECT is(required, round(power(2.00000000000000000000, 1 / 3.0), 4), 'the base year is a parameter')
FROM clinical_study_targets(2023, 't-targets') WHERE target = 'doubling' AND institution_id = 'NO';
SELECT set_rule_parameter('t-targets', 'targets.doubling_factor', NULL, 'site', 'test');
SELECT set_rule_parameter('t-targets', 'targets.participation_percent', NULL, 'site', 'test');
SELECT results_eq($$SELECT target, actual, required, target_value, distance FROM clinical_study_targets(2023, 't-targets') WHERE institution_id = 'NO' AND series IS NULL$$,
    $$VALUES ('participation', 0.032727, NULL::numeric, NULL::numeric, NULL::numeric), ('doubling', 3, NULL, NULL, NULL)$$,
    'with an unset parameter the target is unknown and the figures stay');
SELECT is(count(*), 2::bigint, 'and the finding says so')
FROM check_rules(2023, 't-targets') WHERE code = 'unset_parameter' AND key IN ('t-targets.targets.doubling_factor', 't-targets.targets.participation_percent');
SELECT throws_ok($$SELECT * FROM clinical_study_targets(2023, 'nvi-2015')$$, 'RI010', NULL, 'a rule set of the wrong family');

SELECT results_eq($$SELECT unit_level, institution_id, source, new_patients, share FROM inclusion_sources(2023) WHERE unit_level <> 'rhf'$$,
    $$VALUES ('institution', 'H1', 'ehr', 20::bigint, 0.5714), ('institution', 'H1', 'manual', 15, 0.4286), ('institution', 'H2', 'registry', 30, 0.8108),
             ('institution', 'H2', NULL, 7, 0.1892), ('nation', 'NO', 'ehr', 20, 0.2778), ('nation', 'NO', 'manual', 15, 0.2083),
             ('nation', 'NO', 'registry', 30, 0.4167), ('nation', 'NO', NULL, 7, 0.0972)$$, 'where the figures come from');

-- three registrations, one through the other, are one study
INSERT INTO clinical_study (study_id, kind, status) VALUES ('s8', 'drug', 'completed');
INSERT INTO study_identifier VALUES ('s8', '2019-000001-01');
SELECT is(string_agg(study_id, ',' ORDER BY study_id), 's1,s2,s8', 'identity goes through shared identifiers') FROM study_entities() WHERE entity_id = 's1';

-- Bad input -----------------------------------------------------------------------

SELECT results_eq($$SELECT severity, code, key FROM check_targets(2023)$$,
    $$VALUES ('notice', 'inclusion_source_missing', NULL), ('notice', 'inclusions_none', 'H3')$$, 'sound data has few findings');
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source) VALUES
    ('s7', 'H1', 2023, -1, 'ehr'), ('s7', 'H2', 2023, NULL, 'ehr'), ('s4', 'H1', 2023, 50, 'ehr'), ('s1', 'F1', 2023, 9, 'ehr'),
    ('s3', 'U1', 2023, 4, 'ehr'), ('s1', 'X', 2023, 1, 'ehr'), ('s5', 'H3', 2023, 600, 'ehr');
INSERT INTO specialist_care_patients VALUES ('U1', 2023, 10);
UPDATE specialist_care_patients SET new_patients = 1500 WHERE institution_id = 'R1';
DELETE FROM specialist_care_patients WHERE institution_id = 'R2';
INSERT INTO external_series VALUES ('other', 2023, 'NO', NULL, NULL);
SELECT results_eq($$SELECT severity, code, key FROM check_targets(2023)$$,
    $$VALUES ('warning', 'care_patients_missing', 'R2'), ('warning', 'care_patients_unit', 'U1'), ('warning', 'external_source_missing', 'other'),
             ('error', 'external_value_missing', 'other'), ('error', 'inclusion_invalid', 's7'), ('error', 'inclusion_invalid', 's7'),
             ('warning', 'inclusion_outside_specialist_care', 's1'), ('warning', 'inclusion_outside_specialist_care', 's3'),
             ('notice', 'inclusion_source_missing', NULL), ('error', 'institution_unknown', 's1'), ('warning', 'levels_summed', 'R1'),
             ('error', 'participation_above_all', 'H3'), ('warning', 'study_without_kind', 's4')$$, 'bad input is found');
SELECT results_eq($$SELECT institution_id, numerator, actual FROM clinical_study_targets(2023) WHERE target = 'participation' AND unit_level <> 'nation'$$,
    $$VALUES ('H1', 35::bigint, 0.035000), ('H2', 37, 0.041111), ('H3', 600, 1.200000), ('R1', 635, 0.423333), ('R2', 37, NULL)$$, 'the rest still computes');

-- Live list -----------------------------------------------------------------------

INSERT INTO clinical_study (study_id, title, kind, phase, initiator, status, registered_on, completed_on, completion_is_actual) VALUES
    ('o1', 'Title 1', 'drug', '3', 'investigator', 'recruiting', '2022-01-01', '2024-12-31', false),
    ('o2', 'Title 2', 'drug', '3', 'industry', 'recruiting', '2023-09-01', NULL, NULL),
    ('o3', 'Title 3', 'other_intervention', NULL, 'industry', 'not_started', '2023-01-01', NULL, NULL),
    ('o4', 'Title 4', 'drug', '2', 'industry', 'unknown', '2015-01-01', '2018-12-31', false);
INSERT INTO study_site (study_id, institution_id, role, applied_on, planned_open_on, opened_on, first_patient_on, closed_on, target_patients) VALUES
    ('o1', 'E1', 'coordinator', '2022-01-01', '2022-03-01', '2022-04-01', '2022-05-01', NULL, 50),
    ('o1', 'H2', 'participant', '2023-01-01', '2023-05-01', NULL, NULL, NULL, 20),
    ('o2', 'H2', 'coordinator', '2023-01-01', '2023-12-01', NULL, NULL, NULL, 20);
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source, reported_on) VALUES
    ('o1', 'E1', 2022, 20, 'manual', '2023-01-15'), ('o1', 'H1', 2023, 5, 'ehr', '2023-06-01'), ('o1', 'H2', 2023, 3, 'ehr', '2023-09-01');
SELECT results_eq($$SELECT study_id, institution_id, region_id, role, site_status, target_patients, included, included_share, sources, manual_share, age_days
                    FROM clinical_study_overview('2023-06-30')$$,
    $$VALUES ('o1', 'H1', 'R1', 'coordinator', 'recruiting', 50::bigint, 25::bigint, 0.5000, '{ehr,manual}'::text[], 0.8000, 29),
             ('o1', 'H2', 'R2', 'participant', 'delayed', 20, NULL, NULL, NULL, NULL, NULL),
             ('o3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)$$,
    'sites of studies under way as known on the day; units are their hospital; what was not reported is not zero');
SELECT is(count(*), 3::bigint, 'later there is more') FROM clinical_study_overview('2023-12-31') WHERE institution_id IS NOT NULL;
SELECT is(site_status, 'recruiting', 'a site with patients recruits') FROM clinical_study_overview('2023-12-31') WHERE study_id = 'o1' AND institution_id = 'H2';

-- External series -----------------------------------------------------------------

INSERT INTO external_series (series, year, institution_id, value, source) VALUES
    ('new_drug_trial_applications', 2023, 'NO', 99, 'made'), ('beds', 2023, 'R1', 7, 'made');
SELECT results_eq($$SELECT measure, institution_id, dimensions, value, origin FROM facts_of_indicator('targets', 2023, 'hod-2021', 'final')
                    WHERE dimensions ? 'series' ORDER BY measure, dimensions ->> 'series'$$,
    $$VALUES ('external_series', 'R1', '{"series": "beds"}'::jsonb, 7::numeric, 'site'), ('external_series', 'NO', '{"series": "new_drug_trials"}', 102, 'site'),
             ('new_drug_trials', 'NO', '{"series": "new_drug_trial_applications"}', 99, 'inferred')$$,
    'only the agreed name is new drug trials; others stand apart and are the site''s word');
SELECT copy_rule_set('hod-2021', 't-series', 'a name of our own');
SELECT set_rule_code('t-series', 'external_series', 'beds', 'new_drug_trials', 'site', 'agreed here');
SELECT results_eq($$SELECT dimensions ->> 'series', origin FROM facts_of_indicator('targets', 2023, 't-series', 'final') WHERE measure = 'new_drug_trials' ORDER BY 1$$,
    $$VALUES ('beds', 'site'), ('new_drug_trial_applications', 'site')$$, 'a set may agree upon another name');
SELECT throws_ok($$SELECT set_rule_code('t-series', 'external_series', 'x', 'beds', 'site', 'test')$$, 'RI033', NULL, 'but not upon another meaning');
SELECT throws_ok($$SELECT * FROM clinical_study_overview(NULL)$$, 'RI019', NULL, 'no day, no list');

-- League table --------------------------------------------------------------------

INSERT INTO clinical_study (study_id, kind, status) SELECT 'l' || k, 'drug', 'completed' FROM generate_series(1, 12) AS k;
INSERT INTO study_site (study_id, institution_id, role, applied_on, planned_open_on, opened_on, first_patient_on, closed_on, target_patients)
SELECT 'l' || k, 'H3', 'coordinator', date '2021-01-01', date '2021-01-01' + 50, date '2021-01-01' + 10 * k,
       CASE WHEN k < 12 THEN date '2021-01-01' + 11 * k END, date '2021-12-31', 10
FROM generate_series(1, 12) AS k
UNION ALL
SELECT 'l' || k, 'H1', 'participant', date '2021-01-01', NULL::date, date '2021-02-01', NULL::date, date '2021-12-31', CASE WHEN k <= 8 THEN 10 END FROM generate_series(1, 10) AS k
UNION ALL
SELECT 'l' || k, 'H2', 'participant', date '2021-01-01', NULL::date, date '2021-01-02', NULL::date, date '2021-12-31', 10 FROM generate_series(1, 9) AS k
UNION ALL
SELECT 'l' || k, 'F1', 'participant', date '2021-01-01', NULL::date, date '2021-01-02', NULL::date, date '2021-12-31', 10 FROM generate_series(1, 12) AS k;
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source)
SELECT 'l' || k, 'H3', 2021, k, 'ehr' FROM generate_series(1, 12) AS k
UNION ALL SELECT 'l' || k, 'H1', 2021, 10, 'ehr' FROM generate_series(1, 10) AS k
UNION ALL SELECT 'l' || k, 'H2', 2021, 20, 'ehr' FROM generate_series(1, 9) AS k;
SELECT results_eq($$SELECT institution_id, studies, opened, opened_on_time, on_time_share, days_to_opening, days_to_first_patient,
                           promised_patients, included, promised_share, rank, remark FROM study_league_table(2021)$$,
    $$VALUES ('H1', 10::bigint, 10::bigint, 0::bigint, NULL::numeric, 31.0, NULL::numeric, 80::bigint, 80::bigint, 1.0000, 1::bigint, NULL),
             ('H3', 12, 12, 5, 0.4167, 65.0, 6.0, 120, 78, 0.6500, 2, NULL),
             ('H2', 9, 9, 0, NULL, 1.0, NULL, 90, 180, 2.0000, NULL, 'too_few_studies')$$,
    'delivery; no rank with nine studies, and nobody abroad');
SELECT results_eq($$SELECT institution_id, measure, value, reason FROM facts_of_indicator('study_delivery', 2021, 'hod-2021', 'final') ORDER BY 1, 2$$,
    $$VALUES ('H1', 'days_to_opening', 31.0, NULL), ('H1', 'included', 80, NULL), ('H1', 'promised', 80, NULL), ('H1', 'promised_share', 1.0000, NULL), ('H1', 'rank', 1, NULL),
             ('H1', 'studies', 10, NULL), ('H2', 'days_to_opening', 1.0, NULL), ('H2', 'included', 180, NULL), ('H2', 'promised', 90, NULL), ('H2', 'promised_share', 2.0000, NULL),
             ('H2', 'rank', NULL, 'ikkeAktuelt'), ('H2', 'studies', 9, NULL), ('H3', 'days_to_first_patient', 6.0, NULL), ('H3', 'days_to_opening', 65.0, NULL),
             ('H3', 'included', 78, NULL), ('H3', 'on_time_share', 0.4167, NULL), ('H3', 'promised', 120, NULL), ('H3', 'promised_share', 0.6500, NULL), ('H3', 'rank', 2, NULL),
             ('H3', 'studies', 12, NULL)$$, 'its facts: of hospitals alone; nine studies have no rank, and why');
SELECT results_eq($$SELECT DISTINCT numerator, denominator, unit_level FROM facts_of_indicator('study_delivery', 2021, 'hod-2021', 'final') WHERE numerator IS NOT NULL$$,
    $$VALUES (5::numeric, 12::numeric, 'institution')$$, 'a share of sites, five of twelve');
SELECT copy_rule_set('hod-2021', 't-league', 'test');
SELECT set_rule_parameter('t-league', 'league_table.min_studies', '9', 'site', 'test');
SELECT set_rule_parameter('t-league', 'league_table.rank_by', 'days_to_opening', 'site', 'test');
SELECT results_eq($$SELECT institution_id, rank FROM study_league_table(2021, 't-league')$$,
    $$VALUES ('H2', 1::bigint), ('H1', 2), ('H3', 3)$$, 'limit and measure are parameters');
SELECT set_rule_parameter('t-league', 'league_table.rank_by', 'days_to_first_patient', 'site', 'test');
SELECT results_eq($$SELECT institution_id, rank, remark FROM study_league_table(2021, 't-league')$$,
    $$VALUES ('H3', 1::bigint, NULL), ('H1', NULL, 'not_measured'), ('H2', NULL, 'not_measured')$$, 'what is not measured has no rank');
SELECT set_rule_parameter('t-league', 'league_table.min_studies', NULL, 'site', 'test');
SELECT is(count(rank), 0::bigint, 'without a limit nobody is ranked') FROM study_league_table(2021, 't-league');

-- One perimeter for all years -------------------------------------------------------

INSERT INTO institution (institution_id, name, kind, rhf_id, country, reporting, valid_to, successor_id)
VALUES ('H4', 'Hospital 4', 'hf', 'R1', 'NO', true, '2021-12-31', 'H1');
INSERT INTO study_inclusion (study_id, institution_id, year, new_patients, source) VALUES ('s7', 'H4', 2020, 2, 'ehr');
SELECT results_eq($$SELECT institution_id, studies FROM study_counts(2023, 'hod-2021') WHERE counted_year = 2020 AND unit_level = 'institution'
                    ORDER BY institution_id COLLATE "C"$$,
    $$VALUES ('H1', 3::bigint), ('H2', 1)$$, 'what a hospital included before it ended is its successor''s, seen from a later year');
SELECT results_eq($$SELECT institution_id, studies FROM study_counts(2020, 'hod-2021') WHERE counted_year = 2020 AND unit_level = 'institution'
                    ORDER BY institution_id COLLATE "C"$$,
    $$VALUES ('H1', 2::bigint), ('H2', 1), ('H4', 1)$$, 'and its own, seen from the year itself');
DROP TABLE study_inclusion;
SELECT throws_ok($$SELECT * FROM study_league_table(2021)$$, 'RI020', NULL, 'a missing relation is named');

SELECT finish();
ROLLBACK;
