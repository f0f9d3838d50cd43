-- What the facts about innovation are made of: a row per event with its points,
-- or per registered innovation with what its registration lacks.

CREATE FUNCTION @internal@.innovation_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 3000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH rule AS MATERIALIZED (
        SELECT r.is_set,
               -- a set that neither counts the indicator nor has its points says nothing about them
               r.is_set OR @internal@.indicator_counts(rule_set, 'innovation', year) AS has_points
        FROM (SELECT cardinality(@internal@.innovation_unset_parameters(rule_set)) = 0 AS is_set) AS r
    ), mode AS MATERIALIZED (
        SELECT m.funding_mode, 'funding_mode=' || coalesce(@internal@.dimension_code(m.funding_mode), 'unknown') AS dimensions
        FROM (SELECT DISTINCT u.funding_mode FROM @internal@.innovation_units(year, rule_set) AS u) AS m
    ), unit AS MATERIALIZED (
        SELECT u.*, coalesce(m.dimensions, '') AS by_mode
        FROM @internal@.innovation_units(year, rule_set) AS u
        LEFT JOIN mode AS m ON m.funding_mode = u.funding_mode
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    ), event AS MATERIALIZED (
        SELECT e.*, p.dimensions AS by_phase,
               CASE WHEN detailed THEN concat_ws('; ', e.institution_id, concat_ws(' ', e.event, e.code)) END AS detail
        FROM @internal@.innovation_events(year, rule_set) AS e
        LEFT JOIN (SELECT 'phase' AS event, c.code, 'phase=' || @internal@.dimension_code(c.code) AS dimensions
                   FROM (SELECT DISTINCT e.code FROM @internal@.innovation_events(year, rule_set) AS e WHERE e.event = 'phase') AS c) AS p
               ON p.event = e.event AND p.code = e.code
    ), entry AS (
        SELECT 'phases' AS measure, u.unit_level, u.unit_id, u.by_mode AS dimensions, 4 AS phase, 'source' AS kind, e.innovation_id AS subject, 1::numeric AS value,
               e.detail, NULL::text AS reason
        FROM unit AS u
        JOIN event AS e ON e.institution_id = u.institution_id AND e.event = 'phase' AND (u.funding_mode IS NULL OR u.funding_mode = e.funding_mode)
        UNION ALL
        -- names that the set maps to nothing are not nothing
        SELECT DISTINCT 'phases', u.unit_level, u.unit_id, u.by_mode, 5, 'part', u.unit_id, NULL::numeric,
               'the rule set maps none of the names of phases that are registered', 'phase_unmapped'
        FROM unit AS u
        JOIN @internal@.unmapped_innovation_units(year, rule_set) AS n
          ON n.unit_level = u.unit_level AND n.unit_id = u.unit_id AND n.funding_mode IS NOT DISTINCT FROM u.funding_mode
        UNION ALL
        SELECT v.measure, u.unit_level, u.unit_id, coalesce(v.dimensions, e.by_phase), 4, 'source', e.innovation_id, 1, e.detail, NULL
        FROM unit AS u JOIN event AS e ON e.institution_id = u.institution_id
        JOIN (VALUES ('phase', 'phases', NULL), ('unmapped', 'unmapped_phases', ''), ('adopter', 'adoptions', 'direction=in'),
                     ('origin', 'adoptions', 'direction=out'), ('assessed', 'benefit', 'stage=assessed'),
                     ('realised', 'benefit', 'stage=realised')) AS v(event, measure, dimensions) ON v.event = e.event
        WHERE u.funding_mode IS NULL
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '', 4,
               CASE WHEN e.event = 'unmapped' THEN 'excluded' WHEN r.has_points THEN 'source' ELSE 'intermediate' END, e.innovation_id, e.points, e.detail,
               CASE WHEN e.event = 'unmapped' THEN 'phase_unmapped' WHEN e.points IS NULL THEN 'parameter_unset' END
        FROM unit AS u JOIN event AS e ON e.institution_id = u.institution_id CROSS JOIN rule AS r
        WHERE u.funding_mode IS NULL AND detailed
        UNION ALL
        SELECT 'points', u.unit_level, u.unit_id, '', 6, CASE WHEN r.has_points THEN 'part' ELSE 'intermediate' END, u.institution_id,
               CASE WHEN r.is_set THEN coalesce(p.points, 0.0000) END, 'its events together, 4 decimals', CASE WHEN NOT r.is_set THEN 'parameter_unset' END
        FROM unit AS u CROSS JOIN rule AS r
        LEFT JOIN @internal@.innovation_points(year, rule_set) AS p ON p.institution_id = u.institution_id
        WHERE u.funding_mode IS NULL
        UNION ALL
        SELECT m.measure, u.unit_level, u.unit_id, u.by_mode, m.phase, m.kind, g.innovation_id, 1,
               CASE WHEN detailed THEN concat_ws('; ', g.institution_id, CASE WHEN NOT g.with_phase_dates THEN 'phases without date' END,
                                                 CASE WHEN NOT g.with_benefit THEN 'no benefit' END, CASE WHEN NOT g.with_status THEN 'no status' END) END, NULL
        FROM unit AS u
        JOIN @internal@.innovation_registrations(year) AS g
          ON g.institution_id = u.institution_id AND (u.funding_mode IS NULL OR u.funding_mode = g.funding_mode)
        CROSS JOIN LATERAL (VALUES ('registered', 4, 'source', true), ('completeness', 4, 'numerator', g.is_complete), ('completeness', 5, 'denominator', true))
            AS m(measure, phase, kind, holds)
        WHERE m.holds
        UNION ALL
        SELECT m.measure, u.unit_level, u.unit_id, coalesce(m.dimensions, u.by_mode), 4, 'covered', u.unit_id, NULL, NULL, NULL
        FROM (SELECT DISTINCT u.unit_level, u.unit_id, u.funding_mode, u.by_mode FROM unit AS u) AS u
        JOIN (VALUES ('phases', NULL), ('registered', NULL), ('unmapped_phases', ''), ('adoptions', 'direction=in'), ('adoptions', 'direction=out'),
                     ('benefit', 'stage=assessed'), ('benefit', 'stage=realised')) AS m(measure, dimensions)
            ON u.funding_mode IS NULL OR m.dimensions IS NULL
    )
    SELECT e.measure, e.unit_level, e.unit_id, e.dimensions, e.phase, e.kind, e.subject, e.value, e.detail, e.reason, NULL, 'innovation'
    FROM entry AS e
    WHERE only_measure IS NULL OR e.measure = only_measure
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{points}', '{innovation.%,innovation\_phase.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{phases,unmapped_phases}', '{innovation\_phase.%}') AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, '{adoptions,benefit,registered,completeness}', '{}') AS p;
END;
COMMENT ON FUNCTION @internal@.innovation_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about innovation: a row per event with its points, or per registered innovation with what its registration lacks';
