-- What the facts about the publication status of studies are made of.

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
