-- Steps of the facts about innovation, HRCS codes, focus areas and health
-- services research.

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

CREATE FUNCTION @internal@.hrcs_fact_steps(
    year integer, rule_set text, split text, dimension text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    IF @internal@.rule_parameter_value(rule_set, 'hrcs.total_min') IS NULL OR @internal@.rule_parameter_value(rule_set, 'hrcs.total_max') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.project_units(year) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    ), money AS MATERIALIZED (
        SELECT a.project_id, a.code::text AS code, a.amount_nok FROM @internal@.hrcs_amounts(year, split, NULL, rule_set) AS a
    ), whole AS (
        SELECT m.project_id, sum(m.amount_nok) AS amount_nok FROM @internal@.project_money(year) AS m GROUP BY m.project_id
    ), paper AS (
        SELECT u.unit_level, u.institution_id, p.code::text AS code, p.publication_id,
               string_agg(DISTINCT p.project_id, ', ' ORDER BY p.project_id) AS projects
        FROM @internal@.hrcs_publications(year, split, NULL, rule_set) AS p JOIN unit AS u ON u.project_id = p.project_id
        GROUP BY u.unit_level, u.institution_id, p.code::text, p.publication_id
    )
    SELECT m.measure, u.unit_level, u.institution_id, jsonb_build_object(dimension, coalesce(a.code, 'unclassified')), 4, 'source',
           a.project_id, m.value, format('%s of its %s NOK', a.amount_nok, w.amount_nok), NULL::text, NULL::text, 'project_funding, project_hrcs'
    FROM unit AS u JOIN money AS a ON a.project_id = u.project_id JOIN whole AS w ON w.project_id = a.project_id
    CROSS JOIN LATERAL (VALUES ('projects', 1::numeric), ('amount', a.amount_nok)) AS m(measure, value)
    UNION ALL
    SELECT 'publications', p.unit_level, p.institution_id, jsonb_build_object(dimension, coalesce(p.code, 'unclassified')), 4, 'source',
           p.publication_id, 1, p.projects, NULL, NULL, 'project_publication, project_hrcs'
    FROM paper AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, '{hrcs.total\_%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.hrcs_fact_steps(integer, text, text, text, text, text) IS
    'steps of the facts by HRCS code: a row per project with its part of the money, or per publication of the projects';

CREATE FUNCTION @internal@.explain_hrcs_health_category_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s FROM @internal@.hrcs_fact_steps(year, rule_set, 'health_category', 'health_category', only_level, only_unit) AS s;
END;
COMMENT ON FUNCTION @internal@.explain_hrcs_health_category_facts(integer, text, text, text, text) IS 'steps of the facts by HRCS health category';

CREATE FUNCTION @internal@.explain_hrcs_research_activity_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s FROM @internal@.hrcs_fact_steps(year, rule_set, 'research_activity_group', 'activity_group', only_level, only_unit) AS s;
END;
COMMENT ON FUNCTION @internal@.explain_hrcs_research_activity_facts(integer, text, text, text, text) IS 'steps of the facts by group of HRCS research activities';

CREATE FUNCTION @internal@.explain_health_services_research_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    IF @internal@.rule_parameter_value(rule_set, 'health_services_research.activity_group') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.institution_id, m.project_id, m.amount_nok,
               @internal@.health_services_amount(m.amount_nok, w.weights, w.is_services) AS services_nok, w.share
        FROM @internal@.project_money(year, 'rhf') AS m
        JOIN @internal@.project_units(year) AS u ON u.project_id = m.project_id
        LEFT JOIN @internal@.health_services_weights(year, rule_set) AS w ON w.project_id = m.project_id
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    )
    SELECT m.measure, p.unit_level, p.institution_id, '{}'::jsonb, m.phase, CASE WHEN m.value IS NULL THEN 'excluded' ELSE m.kind END,
           p.project_id, m.value, format('%s NOK, share %s', p.amount_nok, coalesce(p.share, 0)),
           CASE WHEN m.value IS NULL THEN 'no_health_services_research' END, NULL::text, 'project_funding, project_hrcs'
    FROM part AS p
    CROSS JOIN LATERAL (VALUES ('amount', 4, 'source', p.services_nok), ('projects', 4, 'source', CASE WHEN p.services_nok IS NOT NULL THEN 1 END),
                               ('share', 4, 'numerator', p.services_nok), ('share', 5, 'denominator', p.amount_nok)) AS m(measure, phase, kind, value)
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, '{hrcs.total\_%,health\_services\_research.%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.explain_health_services_research_facts(integer, text, text, text, text) IS
    'steps of the facts about health services research: a row per project with money of the health regions and its part of it';

CREATE FUNCTION @internal@.explain_focus_areas_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    RETURN QUERY
    WITH tag AS MATERIALIZED (
        SELECT t.* FROM @internal@.focus_area_weights(year) AS t
    ), tagged AS MATERIALIZED (
        -- what the shares leave belongs to no focus area
        SELECT t.project_id, t.framework, array_agg(t.focus_area ORDER BY t.focus_area COLLATE "C") || NULL::text AS areas,
               array_agg(t.weight ORDER BY t.focus_area COLLATE "C") || greatest(1 - sum(t.weight), 0) AS weights
        FROM tag AS t WHERE t.weight > 0 AND t.weight < 'Infinity'
        GROUP BY t.project_id, t.framework
    ), part AS MATERIALIZED (
        SELECT f.framework, m.project_id, s.focus_area, sum(s.amount_nok) AS amount_nok, sum(m.amount_nok) AS whole_nok
        FROM @internal@.project_money(year) AS m
        CROSS JOIN (SELECT DISTINCT t.framework FROM tag AS t) AS f
        LEFT JOIN tagged AS t ON t.project_id = m.project_id AND t.framework = f.framework
        CROSS JOIN LATERAL (
            SELECT u.focus_area, u.amount_nok
            FROM unnest(t.areas, t.weights, @internal@.split_amount(m.amount_nok, t.weights)) AS u(focus_area, weight, amount_nok)
            WHERE u.weight > 0
            UNION ALL
            SELECT NULL, m.amount_nok WHERE t.project_id IS NULL) AS s
        GROUP BY f.framework, m.project_id, s.focus_area
    )
    SELECT m.measure, u.unit_level, u.institution_id,
           jsonb_build_object('focus_area', coalesce(@internal@.dimension_code(p.focus_area), 'none'), 'framework', @internal@.dimension_code(p.framework)),
           4, 'source', p.project_id, m.value, format('%s of its %s NOK', p.amount_nok, p.whole_nok), NULL::text, NULL::text, 'project_funding, project_focus_area'
    FROM part AS p JOIN @internal@.project_units(year) AS u ON u.project_id = p.project_id
    CROSS JOIN LATERAL (VALUES ('projects', 1::numeric), ('amount', p.amount_nok)) AS m(measure, value)
    WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, '{}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.explain_focus_areas_facts(integer, text, text, text, text) IS
    'steps of the facts by focus area: a row per project with its part of the money';
