-- What the facts by HRCS code are made of: a row per project with its part of
-- the money, and per publication of the projects.

CREATE FUNCTION @internal@.hrcs_rows(
    year integer, rule_set text, split text, dimension text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- a set without these parameters, such as one from before 2015, says nothing about them
    IF @internal@.rule_parameter_value(rule_set, 'hrcs.total_min') IS NULL OR @internal@.rule_parameter_value(rule_set, 'hrcs.total_max') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.asked_project_units(year, only_level, only_unit) AS u
    ), money AS (
        SELECT a.project_id, a.code, a.amount_nok,
               CASE WHEN detailed THEN format('%s of its %s NOK', a.amount_nok, sum(a.amount_nok) OVER (PARTITION BY a.project_id)) END AS detail
        FROM @internal@.hrcs_amounts(year, split, NULL, rule_set) AS a
    ), paper AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, p.code, p.publication_id, array_agg(p.project_id) AS projects
        FROM @internal@.hrcs_publications(year, split, NULL, rule_set) AS p JOIN unit AS u ON u.project_id = p.project_id
        GROUP BY u.unit_level, u.unit_id, p.code, p.publication_id
    ), part AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, a.project_id, a.code, a.amount_nok, a.detail
        FROM unit AS u JOIN money AS a ON a.project_id = u.project_id
    ), step AS (
        SELECT m.measure, p.unit_level, p.unit_id, p.code, 'source' AS kind, p.project_id AS subject, m.value, p.detail, 'project_funding, project_hrcs' AS source
        FROM part AS p CROSS JOIN LATERAL (VALUES ('projects', 1::numeric), ('amount', p.amount_nok)) AS m(measure, value)
        UNION ALL
        SELECT 'publications', p.unit_level, p.unit_id, p.code, 'source', p.publication_id, 1,
               CASE WHEN detailed THEN (SELECT string_agg(n, ', ' ORDER BY n COLLATE "C") FROM unnest(p.projects) AS n) END, 'project_publication, project_hrcs'
        FROM paper AS p
        UNION ALL
        SELECT m.measure, c.unit_level, c.unit_id, c.code, 'covered', c.unit_id, NULL, NULL, NULL
        FROM (SELECT p.unit_level, p.unit_id, p.code FROM part AS p UNION SELECT p.unit_level, p.unit_id, p.code FROM paper AS p) AS c
        CROSS JOIN (VALUES ('projects'), ('amount'), ('publications')) AS m(measure)
    )
    SELECT s.measure, s.unit_level, s.unit_id, dimension || '=' || coalesce(s.code::text, 'unclassified'), 4, s.kind, s.subject,
           s.value, s.detail, NULL::text, NULL::text, s.source
    FROM step AS s
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{hrcs.total\_%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.hrcs_rows(integer, text, text, text, text, text, boolean) IS
    'rows of the facts by HRCS code, in a dimension of hrcs_distribution, under the name that it has among dimensions';

CREATE FUNCTION @internal@.hrcs_health_category_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.* FROM @internal@.hrcs_rows(year, rule_set, 'health_category', 'health_category', only_level, only_unit, detailed) AS r;
END;
COMMENT ON FUNCTION @internal@.hrcs_health_category_rows(integer, text, text, text, text, boolean) IS 'rows of the facts by HRCS health category';

CREATE FUNCTION @internal@.hrcs_research_activity_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.* FROM @internal@.hrcs_rows(year, rule_set, 'research_activity_group', 'activity_group', only_level, only_unit, detailed) AS r;
END;
COMMENT ON FUNCTION @internal@.hrcs_research_activity_rows(integer, text, text, text, text, boolean) IS 'rows of the facts by group of HRCS research activities';
