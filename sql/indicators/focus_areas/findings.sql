-- Findings about focus areas of projects.

CREATE FUNCTION @internal@.check_focus_areas(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH tag AS MATERIALIZED (
        SELECT t.*, p.institution_id
        FROM @internal@.focus_area_tags(year) AS t
        JOIN @internal@.current_projects(year) AS c ON c.project_id = t.project_id
        JOIN @internal@.projects(year) AS p ON p.project_id = t.project_id
    ), doubt AS (
        SELECT 'focus_share_invalid' AS code, t.project_id, t.institution_id,
               jsonb_build_object('variant', CASE WHEN t.share IS NULL THEN 'missing' END, 'project', t.project_id, 'share', t.share, 'focus_area', t.focus_area) AS arguments
        FROM tag AS t WHERE NOT t.valid OR t.share > 1
        UNION ALL
        SELECT 'focus_shares_total', t.project_id, t.institution_id,
               jsonb_build_object('project', t.project_id, 'framework', t.framework, 'total', trim_scale(sum(t.share)))
        FROM tag AS t WHERE t.valid GROUP BY t.project_id, t.institution_id, t.framework HAVING sum(t.share) > 1
    )
    SELECT 'error', d.code, 'project_focus_area', d.project_id, d.institution_id, d.arguments
    FROM doubt AS d
    ORDER BY d.code COLLATE "C", d.project_id COLLATE "C", d.arguments::text COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_focus_areas(integer) IS
    'findings about the focus areas of projects that are paid for or under way in the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_focus_areas', 84, 'focus_areas', '{institution,project,project_funding,project_focus_area}');
