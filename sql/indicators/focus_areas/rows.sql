-- What the facts by focus area are made of: a row per project with its part of
-- the money.

CREATE FUNCTION @internal@.focus_area_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 3000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT a.project_id, a.framework, a.focus_area, a.amount_nok,
               CASE WHEN detailed THEN format('%s of its %s NOK', a.amount_nok, sum(a.amount_nok) OVER (PARTITION BY a.framework, a.project_id)) END AS detail
        FROM @internal@.focus_area_amounts(year, NULL) AS a
    ), area AS MATERIALIZED (
        SELECT p.framework, p.focus_area,
               format('focus_area=%s;framework=%s', coalesce(@internal@.dimension_code(p.focus_area), 'none'),
                      coalesce(@internal@.dimension_code(p.framework), 'none')) AS dimensions
        FROM part AS p
        GROUP BY p.framework, p.focus_area
    )
    SELECT m.measure, u.unit_level, u.unit_id, a.dimensions, 4, 'source', p.project_id, m.value, p.detail,
           NULL, NULL, 'project_funding, project_focus_area'
    FROM part AS p
    JOIN area AS a ON a.framework = p.framework AND a.focus_area IS NOT DISTINCT FROM p.focus_area
    JOIN @internal@.asked_project_units(year, only_level, only_unit) AS u ON u.project_id = p.project_id
    CROSS JOIN LATERAL (VALUES ('projects', 1::numeric), ('amount', p.amount_nok)) AS m(measure, value)
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{}') AS p;
END;
COMMENT ON FUNCTION @internal@.focus_area_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts by focus area and framework: a project with its part of the money each; none for what is outside all areas of the framework';
