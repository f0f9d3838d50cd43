-- What the facts by focus area are made of.

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
