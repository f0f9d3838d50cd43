-- Findings about projects and their money.

CREATE FUNCTION @internal@.check_projects(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH project AS MATERIALIZED (
        SELECT p.*, c.paid
        FROM @internal@.projects(year) AS p
        JOIN @internal@.current_projects(year) AS c ON c.project_id = p.project_id
    ), funding AS MATERIALIZED (
        SELECT f.*, p.institution_id
        FROM @internal@.project_funding(year) AS f
        LEFT JOIN @internal@.projects(year) AS p ON p.project_id = f.project_id
    ), doubt AS (
        SELECT d.severity, d.code, 'project' AS relation, p.project_id, p.institution_id,
               jsonb_build_object('project', p.project_id, 'institution', p.at_id, 'starts_on', p.starts_on, 'ends_on', p.ends_on, 'over_on', p.over_on) AS arguments
        FROM project AS p
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN p.institution_id IS NULL THEN 'institution_unknown' END),
            ('warning', CASE WHEN p.over_on < p.starts_on THEN 'project_ends_before_start' END),
            ('notice', CASE WHEN p.concluded_on IS NULL AND p.paid AND p.ends_on < make_date(year, 1, 1) THEN 'project_past_its_end' END)) AS d(severity, code)
        WHERE d.code IS NOT NULL
        UNION ALL
        SELECT d.severity, d.code, 'project_funding', f.project_id, f.institution_id,
               jsonb_build_object('project', f.project_id, 'amount', f.amount_nok, 'funder', f.funder)
        FROM funding AS f
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN f.amount_nok IS NULL THEN 'amount_missing' END),
            ('warning', CASE WHEN f.amount_nok < 0 THEN 'amount_negative' END)) AS d(severity, code)
        WHERE d.code IS NOT NULL
        UNION ALL
        SELECT DISTINCT 'error', 'amount_invalid', 'project_funding', f.project_id, f.institution_id,
               jsonb_build_object('project', f.project_id, 'amount', f.amount_nok)
        FROM funding AS f
        WHERE NOT f.valid AND f.amount_nok IS NOT NULL
    )
    SELECT d.severity, d.code, d.relation, d.project_id, d.institution_id, d.arguments
    FROM doubt AS d
    ORDER BY d.code COLLATE "C", d.relation COLLATE "C", d.project_id COLLATE "C", d.arguments::text COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_projects(integer) IS
    'findings about projects that are paid for or under way in the year, and about their money';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_projects', 80, NULL, '{institution,project,project_funding}');
