-- What the facts about clinical treatment studies are made of.

CREATE FUNCTION @internal@.explain_clinical_studies_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT cardinality(@internal@.clinical_study_unset_parameters(rule_set)) = 0 AS complete,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_curve') AS curve,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_base') AS base,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.patient_points')::numeric AS patient_points,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.startup_points')::numeric AS startup_points,
               @internal@.rule_parameter_value(rule_set, 'clinical_studies.coordination_points')::numeric AS coordination_points,
               (SELECT array_agg(b.code::numeric ORDER BY b.code::numeric) FROM @internal@.rule_set_codes(rule_set, 'clinical_studies.patient_brackets') AS b) AS bracket_from,
               (SELECT array_agg(b.folds_to::numeric ORDER BY b.code::numeric) FROM @internal@.rule_set_codes(rule_set, 'clinical_studies.patient_brackets') AS b) AS bracket_points
    ), activity AS MATERIALIZED (
        SELECT a.* FROM @internal@.treatment_study_activity(year, rule_set) AS a
    ), unit AS MATERIALIZED (
        SELECT DISTINCT i.top_id, v.unit_level, v.unit_id
        FROM @extschema@.institutions_at(year) AS i
        CROSS JOIN LATERAL (VALUES ('institution', i.top_id), ('rhf', i.region_id), ('nation', 'NO')) AS v(unit_level, unit_id)
        WHERE i.region_id IS NOT NULL AND (only_level IS NULL OR v.unit_level = only_level) AND (only_unit IS NULL OR v.unit_id = only_unit)
    ), at_unit AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, a.* FROM unit AS u JOIN activity AS a ON a.institution_id = u.top_id
    ), study AS (
        -- a study counts once per unit, however many institutions take part
        SELECT a.unit_level, a.unit_id, a.study_id, sum(a.new_patients) AS patients, bool_or(a.new_patients > 0) AS included,
               bool_or(a.started) AS started, bool_or(a.coordinated) AS coordinated,
               string_agg(a.institution_id, ', ' ORDER BY a.institution_id COLLATE "C") AS institutions
        FROM at_unit AS a GROUP BY a.unit_level, a.unit_id, a.study_id
    ), patient_part AS (
        SELECT g.institution_id, g.study_id, g.patients,
               @internal@.patient_curve_points(g.patients, r.curve, r.patient_points, r.bracket_from, r.bracket_points) AS points
        FROM rule AS r
        CROSS JOIN LATERAL (SELECT a.institution_id, k.study_id, sum(a.new_patients) AS patients
                            FROM activity AS a CROSS JOIN LATERAL (VALUES (CASE r.base WHEN 'institution' THEN NULL ELSE a.study_id END)) AS k(study_id)
                            GROUP BY a.institution_id, k.study_id) AS g
        WHERE r.complete
    ), factor AS MATERIALIZED (
        SELECT p.institution_id, concat_ws(' ', p.institution_id, 'patients', p.study_id) AS subject, p.points,
               format('the patient curve of %s new patients', p.patients) AS detail
        FROM patient_part AS p
        UNION ALL
        SELECT a.institution_id, a.institution_id || ' ' || f.name, f.each * count(*) FILTER (WHERE f.holds),
               format('%s studies, times clinical_studies.%s_points', count(*) FILTER (WHERE f.holds), f.name)
        FROM activity AS a CROSS JOIN rule AS r
        CROSS JOIN LATERAL (VALUES ('startup', r.startup_points, a.started), ('coordination', r.coordination_points, a.coordinated)) AS f(name, each, holds)
        WHERE r.complete
        GROUP BY a.institution_id, f.name, f.each
    ), step AS (
        SELECT m.measure, s.unit_level, s.unit_id, '{}'::jsonb AS dimensions, 4 AS phase, CASE WHEN m.holds THEN 'source' ELSE 'excluded' END AS kind,
               s.study_id AS subject, CASE WHEN m.holds THEN 1 END::numeric AS value, s.institutions AS detail, CASE WHEN NOT m.holds THEN m.reason END AS reason
        FROM study AS s
        CROSS JOIN LATERAL (VALUES ('studies', s.included, 'no_new_patient'), ('started', s.started, 'not_opened_in_year'),
                                   ('coordinated', s.coordinated, 'not_coordinated')) AS m(measure, holds, reason)
        UNION ALL
        SELECT 'new_patients', a.unit_level, a.unit_id, '{}', 4, 'source', a.study_id, a.new_patients, a.institution_id, NULL FROM at_unit AS a
        UNION ALL
        SELECT 'source_share', a.unit_level, a.unit_id, jsonb_build_object('source', f.source), f.phase, f.kind, a.study_id, f.figures::numeric, a.institution_id, NULL
        FROM at_unit AS a
        CROSS JOIN LATERAL (VALUES ('manual', 'numerator', 4, a.figures_manual), ('ehr', 'numerator', 4, a.figures_ehr), ('registry', 'numerator', 4, a.figures_registry),
                                   ('manual', 'denominator', 5, a.figures), ('ehr', 'denominator', 5, a.figures), ('registry', 'denominator', 5, a.figures))
            AS f(source, kind, phase, figures)
        WHERE f.figures > 0
        UNION ALL
        SELECT 'points', a.unit_level, a.unit_id, '{}', 4, 'source', a.study_id, a.new_patients,
               concat_ws('; ', a.institution_id, format('%s new patients', a.new_patients), CASE WHEN a.started THEN 'started' END, CASE WHEN a.coordinated THEN 'co-ordinated' END), NULL
        FROM at_unit AS a
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 5, 'intermediate', f.subject, f.points, f.detail, NULL
        FROM unit AS u JOIN factor AS f ON f.institution_id = u.top_id
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 6, 'part', u.top_id, CASE WHEN r.complete THEN round(coalesce(sum(f.points), 0), 4) END,
               'its factors together, 4 decimals', CASE WHEN NOT r.complete THEN 'parameter_unset' END
        FROM unit AS u CROSS JOIN rule AS r LEFT JOIN factor AS f ON f.institution_id = u.top_id
        GROUP BY u.unit_level, u.unit_id, u.top_id, r.complete
    )
    SELECT (s.measure, s.unit_level, s.unit_id, s.dimensions, s.phase, s.kind, s.subject, s.value, s.detail, s.reason, NULL, 'study_inclusion, study_site')::@extschema@.fact_step
    FROM step AS s
    WHERE only_measure IS NULL OR s.measure = only_measure
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(rule_set, '{points}', '{clinical\_studies.%}') AS p
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(rule_set, '{studies,new_patients,started,coordinated,source_share}', '{clinical\_studies.drug\_phase.%}') AS p;
END;
COMMENT ON FUNCTION @internal@.explain_clinical_studies_facts(integer, text, text, text, text) IS
    'steps of the facts about clinical treatment studies: a row per study (once per unit where studies are counted), inclusion figures, points per institution';
