-- What the facts about needs-identified research are made of: a row per project
-- of the year.

CREATE FUNCTION @internal@.needs_identified_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 3000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH project AS MATERIALIZED (
        SELECT p.* FROM @internal@.project_needs(year, rule_set) AS p
    ), need AS (
        SELECT p.*, s.dimensions,
               CASE WHEN detailed THEN concat_ws('; ', coalesce(p.needs_source, 'source of the need unknown'), p.amount || ' NOK',
                                                 CASE WHEN p.due THEN 'report due' END) END AS detail
        FROM project AS p
        JOIN (SELECT d.needs_source, 'needs_source=' || coalesce(@internal@.dimension_code(d.needs_source), 'unknown') AS dimensions
              FROM (SELECT DISTINCT p.needs_source FROM project AS p) AS d) AS s ON s.needs_source IS NOT DISTINCT FROM p.needs_source
    ), part AS MATERIALIZED (
        -- a unit without any needs-identified project has no share of them
        SELECT u.unit_level, u.unit_id, n.*, coalesce(bool_or(n.needed) OVER (PARTITION BY u.unit_level, u.unit_id), false) AS has_share
        FROM need AS n JOIN @internal@.asked_project_units(year, only_level, only_unit) AS u ON u.project_id = n.project_id
    )
    SELECT m.measure, p.unit_level, p.unit_id, m.dimensions, m.phase, m.kind, p.project_id, m.value, p.detail, NULL::text, NULL::text,
           'project, project_funding'
    FROM part AS p
    CROSS JOIN LATERAL (VALUES
        ('projects_share', '', 4, 'numerator', p.needed, 1::numeric),
        ('projects_share', '', 5, 'denominator', p.has_share, 1),
        ('money_share', '', 4, 'numerator', p.needed, p.amount),
        ('money_share', '', 5, 'denominator', p.has_share, p.amount),
        ('projects', p.dimensions, 4, 'source', true, 1)) AS m(measure, dimensions, phase, kind, holds, value)
    WHERE m.holds
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{needs\_identified.%}') AS p;
END;
COMMENT ON FUNCTION @internal@.needs_identified_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about needs-identified research: a project of the year each, with where its need came from and its money';
