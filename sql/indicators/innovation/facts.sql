-- Facts about innovation, and how complete its registration is.

CREATE FUNCTION @internal@.innovation_facts(year integer, rule_set text, status text) RETURNS SETOF fact
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT coalesce(@internal@.rule_origin(rule_set, '{innovation\_phase.%}'), 'published') AS phases,
               @internal@.rule_origin(rule_set, '{innovation.%,innovation\_phase.%}') AS points,
               @internal@.indicator_counts(rule_set, 'innovation') AS is_counted
    ), progress AS MATERIALIZED (
        SELECT p.*, CASE WHEN p.funding_mode IS NULL THEN '{}'
                         ELSE jsonb_build_object('funding_mode', p.funding_mode) END AS by_mode
        FROM @extschema@.innovation_progress_by_funding(year, rule_set) AS p
    ), measured AS (
        SELECT p.unit_level, p.institution_id, m.*
        FROM progress AS p
        CROSS JOIN used AS o
        CROSS JOIN LATERAL (VALUES
            ('phases', p.by_mode, p.phases_entered::numeric, NULL::numeric, NULL::numeric, o.phases),
            ('registered', p.by_mode, p.registered, NULL, NULL, 'published'),
            ('completeness', p.by_mode, p.completeness, p.complete, p.registered, 'published')
        ) AS m(measure, dimensions, value, numerator, denominator, origin)
        WHERE NOT (m.measure = 'completeness' AND p.registered = 0)
        UNION ALL
        SELECT p.unit_level, p.institution_id, m.*
        FROM progress AS p
        CROSS JOIN used AS o
        CROSS JOIN LATERAL (VALUES
            ('unmapped_phases', '{}'::jsonb, p.unmapped_phases::numeric, NULL::numeric, NULL::numeric, o.phases),
            ('adoptions', '{"direction": "in"}', p.adoptions_in, NULL, NULL, 'published'),
            ('adoptions', '{"direction": "out"}', p.adoptions_out, NULL, NULL, 'published'),
            ('benefit', '{"stage": "assessed"}', p.benefit_assessed, NULL, NULL, 'published'),
            ('benefit', '{"stage": "realised"}', p.benefit_realised, NULL, NULL, 'published'),
            ('points', '{}', p.points, NULL, NULL, o.points)
        ) AS m(measure, dimensions, value, numerator, denominator, origin)
        WHERE p.funding_mode IS NULL
          AND NOT (m.measure = 'points' AND m.value IS NULL AND NOT o.is_counted)
        UNION ALL
        SELECT p.unit_level, p.institution_id, 'phases', jsonb_build_object('phase', @internal@.dimension_code(f.key)),
               f.value::numeric, NULL, NULL, o.phases
        FROM progress AS p
        CROSS JOIN used AS o
        CROSS JOIN LATERAL jsonb_each_text(p.phases) AS f
        WHERE p.funding_mode IS NULL
    )
    SELECT ('innovation', m.measure, year, m.unit_level, m.institution_id, m.dimensions, m.value,
            m.numerator, m.denominator, NULL, NULL, status, rule_set, m.origin)::@extschema@.fact
    FROM measured AS m;
END;
COMMENT ON FUNCTION @internal@.innovation_facts(integer, text, text) IS
    'facts about innovation of a year: phases entered (in total, by phase, by funding mode), adoptions, benefit, points and completeness of registration';
