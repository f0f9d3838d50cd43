-- Clinical treatment studies: cases worked out by hand.  What a phase is called,
-- where a study starts, and which are under way.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(19);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT create_source_tables('t_cases');
-- nobody tells there who has delivered what
DROP TABLE t_cases.delivery_statement;
SET research_indicators.source_schema = 't_cases';
INSERT INTO t_cases.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', 'R1', 'NO', true), ('R2', 'Region 2', 'rhf', 'R2', 'NO', true),
    ('H1', 'Trust 1', 'hf', 'R1', 'NO', true), ('H2', 'Trust 2', 'hf', 'R1', 'NO', true), ('H3', 'Trust 3', 'hf', 'R2', 'NO', true);

-- Phases ---------------------------------------------------------------------

SELECT results_eq(
    $$SELECT trial_phase(w) FROM unnest('{III,Phase 2,2/3,Fase II,i/ii,2a,IIb,Early Phase 1,0,phase–4}'::text[]) WITH ORDINALITY AS p(w, n) ORDER BY n$$,
    $$VALUES ('3'), ('2'), ('2/3'), ('2'), ('1/2'), ('2'), ('2'), ('0'), ('0'), ('4')$$, 'phases as they are written');
SELECT results_eq($$SELECT trial_phase(w) FROM unnest(ARRAY['', 'pilot', 'N/A', '1/3', NULL]) AS p(w)$$,
                  $$VALUES (NULL::text), (NULL), (NULL), (NULL), (NULL)$$, 'what is no phase is not read');

INSERT INTO t_cases.clinical_study (study_id, kind, phase, status) VALUES
    ('p1', 'drug', 'III', 'recruiting'), ('p2', 'drug', 'Phase 2', 'recruiting'), ('p3', 'drug', '2/3', 'recruiting'),
    ('p4', 'drug', 'Fase II', 'recruiting'), ('p5', 'drug', 'Early Phase 1', 'recruiting'), ('p6', 'drug', '0', 'recruiting'),
    ('p7', 'drug', 'pilot', 'recruiting'), ('p8', 'drug', NULL, 'recruiting'), ('p9', 'other_intervention', 'pilot', 'recruiting'),
    ('p10', 'drug', ' ', 'recruiting');
INSERT INTO t_cases.study_inclusion (study_id, institution_id, year, new_patients, source)
SELECT s.study_id, 'H1', 2023, 1, 'manual' FROM t_cases.clinical_study AS s;
-- p1-p4 by their phase, p8 and p10 since nothing is said, p9 since it is no drug study
SELECT is(studies, 7::bigint, 'studies of 2023 at the trust') FROM clinical_treatment_studies(2023) WHERE institution_id = 'H1';
SELECT results_eq($$SELECT severity, code, key FROM check_clinical_studies(2023) WHERE relation = 'clinical_study'$$,
                  $$VALUES ('notice', 'drug_phase_excluded', 'p5'), ('notice', 'drug_phase_excluded', 'p6'), ('warning', 'drug_phase_missing', 'p10'),
                           ('warning', 'drug_phase_missing', 'p8'), ('error', 'drug_phase_unknown', 'p7')$$,
                  'a phase that does not count is told of, and one that is missing; one that cannot be read is an error');
SELECT copy_rule_set('hod-2021', 't-phases', 'a site''s own phases');
SELECT set_rule_code('t-phases', 'clinical_studies.drug_phase', c.code, c.code, 'site', 'test') FROM unnest('{pilot,Fase 0}'::text[]) AS c(code);
SELECT is(studies, 10::bigint, 'a set''s own names count as they stand, and however they are written')
FROM clinical_treatment_studies(2023, 't-phases') WHERE institution_id = 'H1';
SELECT is(count(*), 7::bigint, 'the live list has the same studies') FROM clinical_study_overview('2023-12-31');
SELECT results_eq($$SELECT DISTINCT phase FROM clinical_study_overview('2023-12-31') WHERE kind = 'drug' ORDER BY 1$$,
                  $$VALUES ('2'), ('2/3'), ('3'), (NULL)$$, 'with their phases in one spelling');

-- Starts ---------------------------------------------------------------------

TRUNCATE t_cases.study_inclusion, t_cases.clinical_study CASCADE;
INSERT INTO t_cases.clinical_study (study_id, kind, status, starts_on) VALUES
    ('a', 'other_intervention', 'recruiting', '2021-02-01'), ('b', 'other_intervention', 'recruiting', '2023-02-01'),
    ('c', 'other_intervention', 'recruiting', '2023-02-01');
INSERT INTO t_cases.study_site (study_id, institution_id, role, opened_on) VALUES
    ('a', 'H1', 'coordinator', '2021-03-01'), ('a', 'H2', 'participant', '2023-04-01'), ('a', 'H3', 'participant', '2023-05-01'),
    ('b', 'H1', 'coordinator', '2023-06-01'), ('b', 'H2', 'participant', '2023-01-01');
-- a opens at H1 in 2021, again at H2 and H3; b opens everywhere in 2023; c at nobody
SELECT results_eq($$SELECT unit_level, institution_id, started FROM clinical_treatment_studies(2021) WHERE started > 0 ORDER BY 2$$,
                  $$VALUES ('institution', 'H1', 1::bigint), ('nation', 'NO', 1), ('rhf', 'R1', 1)$$, 'in 2021 study a starts, at every level');
SELECT results_eq($$SELECT unit_level, institution_id, started FROM clinical_treatment_studies(2023) WHERE started > 0 ORDER BY 2$$,
                  $$VALUES ('institution', 'H1', 1::bigint), ('institution', 'H2', 2), ('institution', 'H3', 1), ('nation', 'NO', 1), ('rhf', 'R1', 1), ('rhf', 'R2', 1)$$,
                  'in 2023 study a starts at two trusts and in region 2, not in region 1 nor in the nation; study b starts at all levels of its own');
SELECT results_eq($$SELECT y, unit_level, institution_id, value FROM generate_series(2021, 2023) AS y, indicator_facts(y) AS f
                    WHERE f.indicator = 'clinical_studies' AND f.measure = 'started' AND f.value > 0 ORDER BY 1, 3$$,
                  $$VALUES (2021, 'institution', 'H1', 1::numeric), (2021, 'nation', 'NO', 1), (2021, 'rhf', 'R1', 1),
                           (2023, 'institution', 'H1', 1), (2023, 'institution', 'H2', 2), (2023, 'institution', 'H3', 1),
                           (2023, 'nation', 'NO', 1), (2023, 'rhf', 'R1', 1), (2023, 'rhf', 'R2', 1)$$, 'the facts are the same');
SELECT is((SELECT e.value FROM explain_fact('clinical_studies', 'started', 2023, 'nation', 'NO') AS e WHERE e.kind = 'result'), 1::numeric,
          'and their explanation comes to them');
SELECT is(reason, 'not_opened_in_year', 'which says why a study is not among them')
FROM explain_fact('clinical_studies', 'started', 2023, 'nation', 'NO') WHERE subject = 'a';
-- one study under two registrations
INSERT INTO t_cases.clinical_study (study_id, kind, status) VALUES ('a2', 'other_intervention', 'recruiting');
INSERT INTO t_cases.study_identifier VALUES ('a', 'NCT00000001'), ('a2', 'NCT00000001');
INSERT INTO t_cases.study_site (study_id, institution_id, role, opened_on) VALUES ('a2', 'H3', 'participant', '2020-01-01');
SELECT results_eq($$SELECT y, unit_level, institution_id, started FROM generate_series(2020, 2023) AS y, clinical_treatment_studies(y)
                    WHERE started > 0 AND institution_id IN ('NO', 'R2', 'H3') ORDER BY 1, 3$$,
                  $$VALUES (2020, 'institution', 'H3', 1::bigint), (2020, 'nation', 'NO', 1), (2020, 'rhf', 'R2', 1), (2023, 'nation', 'NO', 1)$$,
                  'registrations of one study start once');

-- The live list -----------------------------------------------------------------

SELECT results_eq($$SELECT study_id, registrations, institution_id, opened_on FROM clinical_study_overview('2023-12-31')$$,
                  $$VALUES ('a', '{a,a2}'::text[], 'H1', date '2021-03-01'), ('a', '{a,a2}', 'H2', '2023-04-01'), ('a', '{a,a2}', 'H3', '2020-01-01'),
                           ('b', '{b}', 'H1', '2023-06-01'), ('b', '{b}', 'H2', '2023-01-01'), ('c', '{c}', NULL, NULL)$$,
                  'each study once at each site, with its registrations');
UPDATE t_cases.clinical_study SET status = 'completed', completed_on = '2022-01-01', title = 'of a' WHERE study_id = 'a';
UPDATE t_cases.clinical_study SET title = 'of a2' WHERE study_id = 'a2';
SELECT results_eq($$SELECT DISTINCT study_id, title, status FROM clinical_study_overview('2023-12-31') WHERE study_id = 'a'$$,
                  $$VALUES ('a', 'of a2', 'recruiting')$$, 'under way while one of its registrations is, and told by that one');
UPDATE t_cases.clinical_study SET status = 'terminated' WHERE study_id = 'a2';
SELECT is_empty($$SELECT * FROM clinical_study_overview('2023-12-31') WHERE study_id IN ('a', 'a2')$$, 'else it is over');

-- over the years a study starts once in every unit
SET research_indicators.source_schema = 'esystems';
SELECT cmp_ok((SELECT sum(s.started) FROM generate_series(2015, 2025) AS y, clinical_treatment_studies(y) AS s WHERE s.unit_level = 'nation'), '<=',
              (SELECT count(DISTINCT e.entity_id)::numeric FROM study_entities() AS e JOIN esystems.clinical_study AS s USING (study_id)
               JOIN esystems.study_site AS t USING (study_id)), 'the nation has no more starts than studies');
SELECT cmp_ok((SELECT sum(s.started) FROM generate_series(2015, 2025) AS y, clinical_treatment_studies(y) AS s WHERE s.unit_level = 'nation'), '>',
              100::numeric, 'and the sample has many');
SELECT is((SELECT count(DISTINCT study_id) FROM clinical_study_overview('2023-12-31')), 144::bigint, 'the sample has 144 studies under way, in 156 registrations');

SELECT finish();
ROLLBACK;
