-- Facts about the publication status of studies, counted.
--
-- The rows that explain them (rows.sql) are a list of every study under every
-- policy, measure and unit: some 90 000 a year for a national source, which to
-- add up takes several times as long as to count.  Both go by the steps that
-- judge_studies says of each study; a test holds them together.

CREATE FUNCTION @internal@.publication_status_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH chosen AS MATERIALIZED (
        SELECT p.policy, @internal@.weakest_origin(ARRAY[p.origin, @internal@.rule_origin(rule_set, '{study\_status.policy}')]) AS origin
        FROM @extschema@.publication_policy AS p
        WHERE p.policy = @internal@.rule_parameter_value(rule_set, 'study_status.policy')
    ), counted AS MATERIALIZED (
        SELECT l.policy, (l.ladder).*
        FROM chosen AS c
        CROSS JOIN LATERAL @internal@.status_ladders(make_date(@internal@.require_year(year), 12, 31), @internal@.all_policies(), c.policy, NULL,
                                                     '{total,initiator,kind,direction,reason}') AS l
    ), ladder AS MATERIALIZED (
        SELECT l.*, c.origin,
               CASE l.dimension WHEN 'total' THEN '{}'::jsonb
                                WHEN 'kind' THEN jsonb_build_object('study_kind', l.code)
                                WHEN 'direction' THEN jsonb_build_object('outcome', l.code)
                                ELSE jsonb_build_object(l.dimension, l.code) END AS dimensions
        FROM chosen AS c JOIN counted AS l ON l.policy = c.policy
    ), measured AS (
        SELECT l.unit_level, l.institution_id, l.origin, m.*
        FROM ladder AS l
        CROSS JOIN LATERAL (VALUES
            ('studies', '{}'::jsonb, l.studies::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric),
            ('not_due', '{}', l.not_due, NULL, NULL, NULL, NULL),
            ('reported_early', '{}', l.reported_early, NULL, NULL, NULL, NULL),
            ('reported_by_source', '{"found_in": "registry_only"}', l.reported_registry_only, NULL, NULL, NULL, NULL),
            ('reported_by_source', '{"found_in": "other_only"}', l.reported_other_only, NULL, NULL, NULL, NULL),
            ('reported_by_source', '{"found_in": "both"}', l.reported_both, NULL, NULL, NULL, NULL),
            ('timely', '{}', l.timely, NULL, NULL, NULL, NULL),
            ('timely_share', '{}', l.timely_share, l.timely, l.due, l.timely_ci_low, l.timely_ci_high),
            ('summary_timely', '{}', l.summary_timely, NULL, NULL, NULL, NULL),
            ('patients_unreported', '{}', l.patients_unreported, NULL, NULL, NULL, NULL),
            ('patients_unreported', '{"enrolment": "actual"}', l.of_which_actual, NULL, NULL, NULL, NULL),
            ('patients_unreported', '{"enrolment": "planned"}', l.of_which_planned, NULL, NULL, NULL, NULL),
            ('not_examined', '{}', l.overdue_not_examined, NULL, NULL, NULL, NULL),
            ('in_grace', '{}', l.in_grace, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "not_started"}', l.not_started, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "ongoing"}', l.ongoing, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "exempt"}', l.exempt, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "withdrawn"}', l.withdrawn, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "inconsistent"}', l.inconsistent, NULL, NULL, NULL, NULL),
            ('outside', '{"publication_status": "unknown"}', l.unknown, NULL, NULL, NULL, NULL)
        ) AS m(measure, dimensions, value, numerator, denominator, low, high)
        -- a unit without a completed study has no ladder, and no zeros either
        WHERE l.dimension = 'total' AND (l.studies > 0 OR m.measure = 'outside')
        UNION ALL
        SELECT l.unit_level, l.institution_id, l.origin, 'prospective_share', '{}',
               round(l.prospective::numeric / l.registration_known, 4), l.prospective, l.registration_known, w.low, w.high
        FROM ladder AS l
        CROSS JOIN LATERAL @extschema@.wilson_interval(l.prospective, l.registration_known) AS w
        WHERE l.dimension = 'total' AND l.registration_known > 0
        UNION ALL
        -- what is split by who started the study, its kind and the direction of its result too
        SELECT l.unit_level, l.institution_id, l.origin, m.measure, l.dimensions, m.value, m.numerator, m.denominator, m.low, m.high
        FROM ladder AS l
        CROSS JOIN LATERAL (VALUES
            ('due', l.due::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric),
            ('reported', l.reported, NULL, NULL, NULL, NULL),
            ('overdue', l.overdue, NULL, NULL, NULL, NULL),
            ('reported_share', l.reported_share, l.reported - l.reported_early, l.due, l.reported_ci_low, l.reported_ci_high)
        ) AS m(measure, value, numerator, denominator, low, high)
        WHERE l.dimension <> 'reason' AND l.studies > 0
        UNION ALL
        SELECT l.unit_level, l.institution_id, l.origin, 'overdue_by_reason', l.dimensions, l.overdue, NULL, NULL, NULL, NULL
        FROM ladder AS l
        WHERE l.dimension = 'reason' AND l.overdue > 0
        UNION ALL
        SELECT l.unit_level, l.institution_id, p.origin, m.measure, jsonb_build_object('policy', p.policy), m.value, NULL, NULL, NULL, NULL
        FROM @extschema@.publication_policy AS p
        JOIN counted AS l ON l.policy = p.policy
        CROSS JOIN LATERAL (VALUES ('due', l.due::numeric), ('reported', l.reported), ('overdue', l.overdue), ('timely', l.timely),
                                   ('summary_timely', l.summary_timely)) AS m(measure, value)
        WHERE l.dimension = 'total' AND l.studies > 0
    )
    SELECT 'publication_status', m.measure, year, m.unit_level, m.institution_id, m.dimensions, m.value,
           m.numerator, m.denominator, m.low, m.high, status, rule_set, m.origin, NULL::text, NULL::integer, NULL::integer
    FROM measured AS m
    WHERE m.measure NOT LIKE '%share' OR m.denominator > 0;
END;
COMMENT ON FUNCTION @internal@.publication_status_facts(integer, text, text) IS
    'facts about the publication status of studies on 31 December of the year under the policy of the rule set, split by initiator, kind, direction of the result, reason and source; the main counts under every other policy beside';
