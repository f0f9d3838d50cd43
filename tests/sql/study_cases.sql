-- Clinical treatment studies: cases worked out by hand.  What a phase is
-- called.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(7);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT create_source_tables('t_cases');
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
                  $$VALUES ('notice', 'drug_phase_excluded', 'p5'), ('notice', 'drug_phase_excluded', 'p6'), ('error', 'drug_phase_unknown', 'p7')$$,
                  'a phase that does not count is told of, one that cannot be read is an error');
SELECT copy_rule_set('hod-2021', 't-phases', 'a site''s own phases');
SELECT set_rule_code('t-phases', 'clinical_studies.drug_phase', c.code, c.code, 'site', 'test') FROM unnest('{pilot,Fase 0}'::text[]) AS c(code);
SELECT is(studies, 10::bigint, 'a set''s own names count as they stand, and however they are written')
FROM clinical_treatment_studies(2023, 't-phases') WHERE institution_id = 'H1';
SELECT is(count(*), 7::bigint, 'the live list has the same studies') FROM clinical_study_overview('2023-12-31');
SELECT results_eq($$SELECT DISTINCT phase FROM clinical_study_overview('2023-12-31') WHERE kind = 'drug' ORDER BY 1$$,
                  $$VALUES ('2'), ('2/3'), ('3'), (NULL)$$, 'with their phases in one spelling');

SELECT finish();
ROLLBACK;
