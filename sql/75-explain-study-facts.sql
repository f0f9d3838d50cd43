-- Steps of the facts about studies: publication status, clinical treatment
-- studies.

CREATE FUNCTION explain_publication_status_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    as_of date := make_date(@extschema@.require_year(year), 12, 31);
    policy_name text := @extschema@.rule_parameter_value(rule_set, 'study_status.policy');
BEGIN
    IF policy_name IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH study AS MATERIALIZED (
        SELECT j.*,
               j.status IN ('not_due', 'in_grace', 'reported_early') AS is_not_due,
               j.status IN ('overdue', 'reported_on_time', 'reported_late') AS is_due,
               j.status IN ('reported_early', 'reported_on_time', 'reported_late') AS is_reported,
               concat_ws('; ', j.status, 'due ' || to_char(coalesce(j.publication_due, j.summary_due)::timestamp, 'YYYY-MM-DD'),
                         'first result ' || to_char(j.first_result_on::timestamp, 'YYYY-MM-DD'),
                         CASE WHEN j.found_in_registry THEN 'in a registry' END, CASE WHEN j.found_elsewhere THEN 'elsewhere' END,
                         'also registered as ' || nullif(array_to_string(array_remove(j.registrations, j.study_id), ', '), '')) AS detail
        FROM @extschema@.judge_studies(as_of, policy_name, NULL, true) AS j
    ), part AS MATERIALIZED (
        -- a study counts once in each unit of any of its registrations
        SELECT DISTINCT u.unit_level, u.institution_id, s.study_id
        FROM study AS s
        CROSS JOIN LATERAL unnest(s.registrations) AS r(study_id)
        JOIN @extschema@.study_units(explain_publication_status_facts.year) AS u ON u.study_id = r.study_id
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    ), listed AS (
        SELECT p.unit_level, p.institution_id, s.study_id, s.is_not_due OR s.is_due AS is_completed, s.status, s.detail, m.*
        FROM part AS p
        JOIN study AS s ON s.study_id = p.study_id
        CROSS JOIN LATERAL (VALUES
            ('studies', '{}'::jsonb, 'source', true, 1),
            ('not_due', '{}', 'source', s.is_not_due, 1),
            ('due', '{}', 'source', s.is_due, 1),
            ('reported', '{}', 'source', s.is_reported, 1),
            ('reported_early', '{}', 'source', s.status = 'reported_early', 1),
            ('reported_by_source', '{"found_in": "registry_only"}', 'source', s.is_reported AND s.found_in_registry AND NOT s.found_elsewhere, 1),
            ('reported_by_source', '{"found_in": "other_only"}', 'source', s.is_reported AND s.found_elsewhere AND NOT s.found_in_registry, 1),
            ('reported_by_source', '{"found_in": "both"}', 'source', s.is_reported AND s.found_in_registry AND s.found_elsewhere, 1),
            ('overdue', '{}', 'source', s.status = 'overdue', 1),
            ('reported_share', '{}', 'numerator', s.is_reported AND s.is_due, 1),
            ('reported_share', '{}', 'denominator', s.is_due, 1),
            ('timely', '{}', 'source', s.timely AND s.is_due, 1),
            ('timely_share', '{}', 'numerator', s.timely AND s.is_due, 1),
            ('timely_share', '{}', 'denominator', s.is_due, 1),
            ('summary_timely', '{}', 'source', s.summary_timely, 1),
            ('patients_unreported', '{}', 'source', s.status = 'overdue' AND s.enrolled > 0, s.enrolled))
            AS m(measure, dimensions, kind, holds, value)
        WHERE only_measure IS NULL OR m.measure = only_measure
    )
    SELECT l.measure, l.unit_level, l.institution_id, l.dimensions, CASE l.kind WHEN 'denominator' THEN 5 ELSE 4 END,
           CASE WHEN l.is_completed AND l.holds THEN l.kind ELSE 'excluded' END, l.study_id,
           CASE WHEN l.is_completed AND l.holds THEN l.value::numeric END, l.detail,
           CASE WHEN NOT l.is_completed THEN l.status WHEN l.holds IS NOT TRUE THEN 'not_' || l.measure END, NULL::text, 'clinical_study, study_result'
    FROM listed AS l
    WHERE l.kind <> 'numerator' OR l.is_completed AND l.holds
    UNION ALL
    SELECT p.* FROM @extschema@.parameter_steps(rule_set, NULL, '{study\_status.policy}') AS p
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, 3, 'policy', p.policy, NULL, p.title, NULL, p.origin, p.source
    FROM @extschema@.publication_policy AS p WHERE p.policy = policy_name;
END
$$;
COMMENT ON FUNCTION explain_publication_status_facts(integer, text, text, text, text) IS
    'steps of the facts about the publication status of studies: a row per study of the unit, however often it is registered, with its status on 31 December, those left out with the reason';

CREATE FUNCTION explain_clinical_studies_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT cardinality(@extschema@.clinical_study_unset_parameters(rule_set)) = 0 AS complete,
               @extschema@.rule_parameter_value(rule_set, 'clinical_studies.patient_curve') AS curve,
               @extschema@.rule_parameter_value(rule_set, 'clinical_studies.patient_base') AS base,
               @extschema@.rule_parameter_value(rule_set, 'clinical_studies.patient_points')::numeric AS patient_points,
               @extschema@.rule_parameter_value(rule_set, 'clinical_studies.startup_points')::numeric AS startup_points,
               @extschema@.rule_parameter_value(rule_set, 'clinical_studies.coordination_points')::numeric AS coordination_points,
               (SELECT array_agg(b.code::numeric ORDER BY b.code::numeric) FROM @extschema@.rule_set_codes(rule_set, 'clinical_studies.patient_brackets') AS b) AS bracket_from,
               (SELECT array_agg(b.folds_to::numeric ORDER BY b.code::numeric) FROM @extschema@.rule_set_codes(rule_set, 'clinical_studies.patient_brackets') AS b) AS bracket_points
    ), activity AS MATERIALIZED (
        SELECT a.* FROM @extschema@.treatment_study_activity(year, rule_set) AS a
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
               @extschema@.patient_curve_points(g.patients, r.curve, r.patient_points, r.bracket_from, r.bracket_points) AS points
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
    SELECT p FROM @extschema@.parameter_steps(rule_set, '{points}', '{clinical\_studies.%}') AS p
    UNION ALL
    SELECT p FROM @extschema@.parameter_steps(rule_set, '{studies,new_patients,started,coordinated,source_share}', '{clinical\_studies.drug\_phase.%}') AS p;
END;
COMMENT ON FUNCTION explain_clinical_studies_facts(integer, text, text, text, text) IS
    'steps of the facts about clinical treatment studies: a row per study (once per unit where studies are counted), inclusion figures, points per institution';
