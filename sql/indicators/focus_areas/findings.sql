-- Findings about focus areas of projects.

CREATE FUNCTION @internal@.check_focus_areas(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH tag AS MATERIALIZED (
        SELECT t.* FROM @internal@.focus_area_tags(year) AS t JOIN @internal@.current_projects(year) AS c ON c.project_id = t.project_id
    ), doubt AS (
        SELECT 'focus_share_invalid' AS code, t.project_id,
               format('project "%s" has the share %s in "%s"', t.project_id, coalesce(t.share::text, 'missing'), t.focus_area) AS message,
               'A share is above 0 and at most 1; no money goes to the focus area until it is mended.' AS hint
        FROM tag AS t WHERE NOT t.valid OR t.share > 1
        UNION ALL
        SELECT 'focus_shares_total', t.project_id,
               format('the shares of project "%s" in framework "%s" total %s', t.project_id, t.framework, trim_scale(sum(t.share))),
               'They total at most 1; they are normalised, so that no money counts twice.'
        FROM tag AS t WHERE t.valid GROUP BY t.project_id, t.framework HAVING sum(t.share) > 1
    )
    SELECT 'error', d.code, 'project_focus_area', d.project_id, d.message, d.hint
    FROM doubt AS d
    ORDER BY d.code COLLATE "C", d.project_id COLLATE "C", d.message COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_focus_areas(integer) IS
    'findings about the focus areas of projects that are paid for or under way in the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_focus_areas', 84, 'focus_areas', '{institution,project,project_funding,project_focus_area}');
