-- What the facts about innovation are made of.

CREATE FUNCTION @internal@.explain_innovation_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH price AS MATERIALIZED (
        SELECT 'phase' AS event, c.code, c.folds_to::numeric AS points
        FROM @internal@.rule_set_codes(rule_set, 'innovation.phase_points') AS c
        UNION ALL
        SELECT v.event, NULL, @internal@.rule_parameter_value(rule_set, v.parameter)::numeric
        FROM (VALUES ('adopter', 'innovation.adoption_points.adopter'), ('origin', 'innovation.adoption_points.origin'),
                     ('assessed', 'innovation.benefit_points.assessed'), ('realised', 'innovation.benefit_points.realised')) AS v(event, parameter)
    ), rule AS MATERIALIZED (
        SELECT cardinality(@internal@.innovation_unset_parameters(rule_set)) = 0 AS complete
    ), unit AS MATERIALIZED (
        SELECT DISTINCT i.top_id, v.unit_level, v.unit_id
        FROM @extschema@.institutions_at(year) AS i
        CROSS JOIN LATERAL (VALUES ('institution', i.top_id), ('rhf', i.region_id),
                                   ('nation', CASE WHEN i.region_id IS NOT NULL THEN 'NO' END)) AS v(unit_level, unit_id)
        WHERE v.unit_id IS NOT NULL AND (only_level IS NULL OR v.unit_level = only_level) AND (only_unit IS NULL OR v.unit_id = only_unit)
    ), event AS MATERIALIZED (
        SELECT e.institution_id, e.innovation_id, coalesce(e.funding_mode, 'unknown') AS mode, e.event, e.code, p.points
        FROM @internal@.innovation_events(year, rule_set) AS e
        LEFT JOIN price AS p ON p.event = e.event AND (p.code IS NULL OR p.code = e.code)
    ), registration AS MATERIALIZED (
        SELECT r.institution_id, r.innovation_id, coalesce(r.funding_mode, 'unknown') AS mode,
               r.with_phase_dates AND r.with_benefit AND r.with_status AS complete,
               concat_ws('; ', r.institution_id, CASE WHEN NOT r.with_phase_dates THEN 'phases without date' END,
                         CASE WHEN NOT r.with_benefit THEN 'no benefit' END, CASE WHEN NOT r.with_status THEN 'no status' END) AS detail
        FROM @internal@.innovation_registration(year) AS r
    ), step AS (
        SELECT m.measure, u.unit_level, u.unit_id, m.dimensions, 4 AS phase, 'source' AS kind, e.innovation_id AS subject, 1::numeric AS value,
               concat_ws('; ', e.institution_id, concat_ws(' ', e.event, e.code)) AS detail, NULL::text AS reason
        FROM unit AS u JOIN event AS e ON e.institution_id = u.top_id
        CROSS JOIN LATERAL (VALUES
            ('phases', '{}'::jsonb, e.event = 'phase'),
            ('phases', jsonb_build_object('funding_mode', e.mode), e.event = 'phase'),
            ('phases', jsonb_build_object('phase', @internal@.dimension_code(e.code)), e.event = 'phase'),
            ('unmapped_phases', '{}', e.event = 'unmapped'),
            ('adoptions', '{"direction": "in"}', e.event = 'adopter'),
            ('adoptions', '{"direction": "out"}', e.event = 'origin'),
            ('benefit', '{"stage": "assessed"}', e.event = 'assessed'),
            ('benefit', '{"stage": "realised"}', e.event = 'realised')) AS m(measure, dimensions, holds)
        WHERE m.holds
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 4, CASE WHEN e.event = 'unmapped' THEN 'excluded' ELSE 'source' END, e.innovation_id, e.points,
               concat_ws('; ', e.institution_id, concat_ws(' ', e.event, e.code)),
               CASE WHEN e.event = 'unmapped' THEN 'phase_unmapped' WHEN e.points IS NULL THEN 'parameter_unset' END
        FROM unit AS u JOIN event AS e ON e.institution_id = u.top_id
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '{}', 6, 'part', u.top_id, CASE WHEN r.complete THEN round(coalesce(sum(e.points), 0), 4) END,
               'its events together, 4 decimals', CASE WHEN NOT r.complete THEN 'parameter_unset' END
        FROM unit AS u CROSS JOIN rule AS r LEFT JOIN event AS e ON e.institution_id = u.top_id
        GROUP BY u.unit_level, u.unit_id, u.top_id, r.complete
        UNION ALL
        SELECT m.measure, u.unit_level, u.unit_id, d.dimensions, m.phase, m.kind, g.innovation_id, 1, g.detail, NULL
        FROM unit AS u JOIN registration AS g ON g.institution_id = u.top_id
        CROSS JOIN LATERAL (VALUES ('registered', 4, 'source', true), ('completeness', 4, 'numerator', g.complete), ('completeness', 5, 'denominator', true))
            AS m(measure, phase, kind, holds)
        CROSS JOIN LATERAL (VALUES ('{}'::jsonb), (jsonb_build_object('funding_mode', g.mode))) AS d(dimensions)
        WHERE m.holds
    )
    SELECT (s.measure, s.unit_level, s.unit_id, s.dimensions, s.phase, s.kind, s.subject, s.value, s.detail, s.reason, NULL, 'innovation')::@extschema@.fact_step
    FROM step AS s
    WHERE only_measure IS NULL OR s.measure = only_measure
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(rule_set, '{points}', '{innovation.%,innovation\_phase.%}') AS p
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(rule_set, '{phases,unmapped_phases}', '{innovation\_phase.%}') AS p
    UNION ALL
    SELECT p FROM @internal@.parameter_steps(rule_set, '{adoptions,benefit,registered,completeness}', '{}') AS p;
END;
COMMENT ON FUNCTION @internal@.explain_innovation_facts(integer, text, text, text, text) IS
    'steps of the facts about innovation: a row per event with its points, or per registered innovation with what its registration lacks';
