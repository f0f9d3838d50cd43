-- Rules of clinical treatment studies.  No source that we have read states the
-- points or the shape of the patient curve: no shipped set has a value for them.

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, codes, unit, description, told_when_unset) VALUES
    ('counts.clinical_studies', 'hod', 'boolean', NULL, NULL, NULL, 'boolean', 'points of clinical treatment studies are part of the total', true),
    ('clinical_studies.startup_points', 'hod', 'numeric', 0, 1000, NULL, 'points per study',
     'points of a study that started at the institution in the year', true),
    ('clinical_studies.coordination_points', 'hod', 'numeric', 0, 1000, NULL, 'points per study',
     'points of a study of the year that the institution coordinates', true),
    ('clinical_studies.patient_curve', 'hod', 'code', NULL, NULL, '{linear,square_root,logarithmic,brackets}', 'code',
     'points of n new patients: linear: n; square_root: the root of n; logarithmic: the natural logarithm of 1 + n, each times patient_points; brackets: as clinical_studies.patient_brackets says', true),
    ('clinical_studies.patient_base', 'hod', 'code', NULL, NULL, '{study,institution}', 'code',
     'study: the curve runs over the new patients of each study, the points are added up; institution: over the new patients of all studies of the institution; without meaning for the linear curve', true),
    ('clinical_studies.patient_points', 'hod', 'numeric', 0, 1000, NULL, 'points',
     'factor of the patient curve; not used with brackets', true);

INSERT INTO rule_parameter_definition (name, family, data_type, low, high, decimals, unit, description, when_unset) VALUES
    ('counts.clinical_studies.from_year', 'hod', 'integer', 1, 9999, 0, 'result year',
     'first result year in which points of clinical treatment studies are part of the total', 'every year'),
    ('counts.clinical_studies.weight', 'hod', 'numeric', 0, 1000, 4, 'factor',
     'weight of the points of clinical treatment studies in the total', 'weight 1');

INSERT INTO rule_parameter (rule_set, name, value, origin, source) VALUES
    ('hod-2015', 'counts.clinical_studies', 'false', 'published', 'HOD: part of the grant from budget year 2021'),
    ('hod-2021', 'counts.clinical_studies', 'true', 'published', 'HOD: part of the grant from budget year 2021');

INSERT INTO rule_need (names, figures, document) VALUES
    ('clinical\_studies.%', '{clinical\_studies.points}',
     'Indikator for kliniske behandlingsstudier og antall pasienter som deltar i kliniske behandlingsstudier, rapport fra arbeidsgruppe, februar 2018; NIFU arbeidsnotat 2019:13');

INSERT INTO rule_code_definition (list, family, code_pattern, folds_to_pattern, description) VALUES
    ('clinical_studies.patient_brackets', 'hod', '[1-9][0-9]{0,8}', '[0-9]{1,6}(\.[0-9]{1,10})?',
     'brackets of the patient curve: the code is the lowest number of new patients, it folds to the points; fewer patients than the lowest bracket earn 0'),
    ('clinical_studies.drug_phase', 'hod', '.{1,40}', '.{1,40}',
     'phases in which a drug study is a clinical treatment study, in any spelling that trial_phase() reads, or a name of the site''s own; a set without the list takes every phase');

-- Whoever writes the table itself meets the same rule.
ALTER TABLE rule_code ADD CONSTRAINT rule_code_patient_bracket
    CHECK (list <> 'clinical_studies.patient_brackets'
           OR code ~ '^[1-9][0-9]{0,8}$' AND folds_to ~ '^[0-9]{1,6}(\.[0-9]{1,10})?$');

INSERT INTO rule_code (rule_set, list, code, folds_to, origin, source)
SELECT 'hod-2015', 'clinical_studies.drug_phase', p.phase, p.phase, 'published',
       'HOD: Nasjonalt system for måling: drug studies of phase I-IV'
FROM unnest('{1,1/2,2,2/3,3,3/4,4}'::text[]) AS p(phase);

CREATE FUNCTION @internal@.clinical_study_unset_parameters(rule_set text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH curve AS (
        SELECT @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_curve') AS shape
    ), needed AS (
        SELECT n.name
        FROM curve AS c
        CROSS JOIN LATERAL (VALUES
            ('clinical_studies.coordination_points', true),
            ('clinical_studies.patient_base', c.shape IS DISTINCT FROM 'linear'),
            ('clinical_studies.patient_curve', true),
            ('clinical_studies.patient_points', c.shape IS DISTINCT FROM 'brackets'),
            ('clinical_studies.startup_points', true)) AS n(name, is_needed)
        WHERE n.is_needed AND @internal@.rule_parameter_value(rule_set, n.name) IS NULL
        UNION ALL
        SELECT 'clinical_studies.patient_brackets'
        FROM curve AS c
        WHERE c.shape = 'brackets'
          AND NOT EXISTS (SELECT FROM @internal@.rule_set_codes(rule_set, 'clinical_studies.patient_brackets'))
    )
    SELECT coalesce(array_agg(n.name ORDER BY n.name COLLATE "C"), '{}') FROM needed AS n;
END;
COMMENT ON FUNCTION @internal@.clinical_study_unset_parameters(text) IS
    'the parameters that the points of clinical treatment studies need and a rule set has no value for; empty when the points can be computed';

CREATE FUNCTION @internal@.patient_curve_points(
    patients numeric, curve text, factor numeric, bracket_from numeric[], bracket_points numeric[]) RETURNS numeric
    AS 'MODULE_PATHNAME', 'research_indicators_patient_curve_points'
    LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.patient_curve_points(numeric, text, numeric, numeric[], numeric[]) IS
    'points of a number of new patients on the curve linear, square_root, logarithmic or brackets, before rounding; NULL when the curve or its factor is unset';
