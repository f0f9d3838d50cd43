-- Steps of the facts about studies: publication status, clinical treatment
-- studies.

CREATE FUNCTION @internal@.explain_publication_status_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    as_of date := make_date(@internal@.require_year(year), 12, 31);
    policy_name text := @internal@.rule_parameter_value(rule_set, 'study_status.policy');
BEGIN
    IF policy_name IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH study AS MATERIALIZED (
        -- the policy of the rule set, and beside it every policy by its name
        SELECT j.*, p.by_policy,
               j.status IN ('not_due', 'in_grace', 'reported_early') AS is_not_due,
               j.status IN ('overdue', 'reported_on_time', 'reported_late') AS is_due,
               j.status IN ('reported_early', 'reported_on_time', 'reported_late') AS is_reported,
               concat_ws('; ', j.status, 'due ' || to_char(coalesce(j.publication_due, j.summary_due)::timestamp, 'YYYY-MM-DD'),
                         'first result ' || to_char(j.first_result_on::timestamp, 'YYYY-MM-DD'),
                         CASE WHEN j.found_in_registry THEN 'in a registry' END, CASE WHEN j.found_elsewhere THEN 'elsewhere' END,
                         'also registered as ' || nullif(array_to_string(array_remove(j.registrations, j.study_id), ', '), '')) AS detail
        FROM (SELECT policy_name AS policy, NULL::jsonb AS by_policy
              UNION ALL
              SELECT q.policy, jsonb_build_object('policy', q.policy) FROM @extschema@.publication_policy AS q) AS p
        CROSS JOIN LATERAL @internal@.judge_studies(as_of, p.policy, NULL, true) AS j
    ), unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.study_units(explain_publication_status_facts.year) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    ), part AS MATERIALIZED (
        -- a study counts once in each unit of any of its registrations
        SELECT DISTINCT u.unit_level, u.institution_id, s.study_id
        FROM study AS s
        CROSS JOIN LATERAL unnest(s.registrations) AS r(study_id)
        JOIN unit AS u ON u.study_id = r.study_id
        WHERE s.by_policy IS NULL
    ), judged AS MATERIALIZED (
        SELECT s.study_id, s.detail, m.measure, m.dimensions, m.kind, m.value::numeric AS value, coalesce(m.holds, false) AS holds,
               CASE WHEN m.measure <> 'prospective_share' AND NOT s.is_not_due AND NOT s.is_due THEN s.status ELSE 'not_' || m.measure END AS reason
        FROM study AS s
        -- who started the study, its kind and the direction of its result split the main steps of the ladder
        CROSS JOIN LATERAL (VALUES
            ('{}'::jsonb, s.by_policy IS NULL), (s.by_policy, s.by_policy IS NOT NULL),
            (jsonb_build_object('initiator', coalesce(s.initiator, 'unknown')), s.by_policy IS NULL),
            (jsonb_build_object('study_kind', coalesce(s.kind, 'unknown')), s.by_policy IS NULL),
            (jsonb_build_object('outcome', coalesce(s.outcome_direction, 'unknown')), s.by_policy IS NULL)) AS split(dimensions, is_asked)
        CROSS JOIN LATERAL (VALUES
            ('due', 'source', s.is_due, 'all'), ('reported', 'source', s.is_reported, 'all'), ('overdue', 'source', s.status = 'overdue', 'all'),
            ('reported_share', 'numerator', s.is_reported AND s.is_due, 'own'), ('reported_share', 'denominator', s.is_due, 'own'),
            ('timely', 'source', s.timely AND s.is_due, 'whole'), ('summary_timely', 'source', s.summary_timely AND (s.is_not_due OR s.is_due), 'whole'))
            AS l(measure, kind, holds, splits)
        CROSS JOIN LATERAL (SELECT l.measure, split.dimensions, l.kind, 1 AS value, l.holds) AS m
        WHERE split.is_asked AND CASE l.splits WHEN 'all' THEN true WHEN 'own' THEN s.by_policy IS NULL
                                               ELSE split.dimensions = '{}' OR s.by_policy IS NOT NULL END
        UNION ALL
        SELECT s.study_id, s.detail, m.measure, m.dimensions, m.kind, m.value::numeric, coalesce(m.holds, false),
               CASE WHEN m.measure <> 'prospective_share' AND NOT s.is_not_due AND NOT s.is_due THEN s.status ELSE 'not_' || m.measure END
        FROM study AS s
        CROSS JOIN LATERAL (VALUES
            ('studies', '{}'::jsonb, 'source', s.is_not_due OR s.is_due, 1, true),
            ('not_due', '{}', 'source', s.is_not_due, 1, true),
            ('reported_early', '{}', 'source', s.status = 'reported_early', 1, true),
            ('reported_by_source', '{"found_in": "registry_only"}', 'source', s.is_reported AND s.found_in_registry AND NOT s.found_elsewhere, 1, true),
            ('reported_by_source', '{"found_in": "other_only"}', 'source', s.is_reported AND s.found_elsewhere AND NOT s.found_in_registry, 1, true),
            ('reported_by_source', '{"found_in": "both"}', 'source', s.is_reported AND s.found_in_registry AND s.found_elsewhere, 1, true),
            ('timely_share', '{}', 'numerator', s.timely AND s.is_due, 1, true),
            ('timely_share', '{}', 'denominator', s.is_due, 1, true),
            ('patients_unreported', '{}', 'source', s.status = 'overdue' AND s.enrolled > 0, s.enrolled, true),
            ('patients_unreported', '{"enrolment": "actual"}', 'source', s.status = 'overdue' AND s.enrolled > 0 AND s.enrolled_is_actual, s.enrolled, true),
            ('patients_unreported', '{"enrolment": "planned"}', 'source', s.status = 'overdue' AND s.enrolled > 0 AND NOT s.enrolled_is_actual, s.enrolled, true),
            ('not_examined', '{}', 'source', s.status = 'overdue' AND s.searched_until IS NULL, 1, true),
            ('in_grace', '{}', 'source', s.status = 'in_grace', 1, true),
            ('overdue_by_reason', jsonb_build_object('reason', coalesce(s.unpublished_reason, 'none')), 'source', true, 1, s.status = 'overdue'),
            ('outside', jsonb_build_object('publication_status', s.status), 'source', true, 1, NOT s.is_not_due AND NOT s.is_due),
            ('prospective_share', '{}', 'numerator', s.registered_prospectively, 1, true),
            ('prospective_share', '{}', 'denominator', s.registered_prospectively IS NOT NULL, 1, true))
            AS m(measure, dimensions, kind, holds, value, is_listed)
        WHERE s.by_policy IS NULL AND m.is_listed
    ), asked AS MATERIALIZED (
        SELECT j.* FROM judged AS j
        WHERE (only_measure IS NULL OR j.measure = only_measure) AND (j.holds OR j.kind <> 'numerator')
    ), rule AS (
        SELECT s.* FROM @internal@.parameter_steps(rule_set, NULL, '{study\_status.policy}') AS s
    ), figure AS (
        SELECT a.measure, a.dimensions FROM asked AS a
        UNION
        -- which no study need be in
        SELECT 'outside', jsonb_build_object('publication_status', o.status)
        FROM unnest('{not_started,ongoing,exempt,withdrawn,inconsistent,unknown}'::text[]) AS o(status)
    )
    SELECT a.measure, p.unit_level, p.institution_id, a.dimensions, CASE a.kind WHEN 'denominator' THEN 5 ELSE 4 END,
           CASE WHEN a.holds THEN a.kind ELSE 'excluded' END, a.study_id, CASE WHEN a.holds THEN a.value END, a.detail,
           CASE WHEN NOT a.holds THEN a.reason END, NULL::text, 'clinical_study, study_result'
    FROM asked AS a
    JOIN part AS p ON p.study_id = a.study_id
    UNION ALL
    SELECT f.measure, NULL, NULL, f.dimensions, r.phase, r.kind, r.subject, r.value, r.detail, r.reason, r.origin, r.source
    FROM figure AS f CROSS JOIN rule AS r
    WHERE NOT f.dimensions ? 'policy'
    UNION ALL
    SELECT f.measure, NULL, NULL, f.dimensions, 3, 'policy', p.policy, NULL, p.title, NULL, p.origin, p.source
    FROM figure AS f
    JOIN @extschema@.publication_policy AS p ON p.policy = coalesce(f.dimensions ->> 'policy', policy_name);
END
$$;
COMMENT ON FUNCTION @internal@.explain_publication_status_facts(integer, text, text, text, text) IS
    'steps of the facts about the publication status of studies: a row per study of the unit, however often it is registered, with its status on 31 December, those left out with the reason';

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
