-- Findings about projects and their money.

CREATE FUNCTION @internal@.check_projects(year integer) RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
    SET datestyle = ISO
BEGIN ATOMIC
    WITH project AS MATERIALIZED (
        SELECT p.*, c.paid
        FROM @internal@.projects(year) AS p
        JOIN @internal@.current_projects(year) AS c ON c.project_id = p.project_id
    ), funding AS MATERIALIZED (
        SELECT f.* FROM @internal@.project_funding(year) AS f
    ), doubt AS (
        SELECT d.*
        FROM project AS p
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN p.institution_id IS NULL THEN 'institution_unknown' END, 'project', p.project_id,
             format('project "%s" names institution "%s", which does not exist', p.project_id, coalesce(p.at_id, '')),
             'Its money belongs to nobody until the institution exists.'),
            ('warning', CASE WHEN p.over_on < p.starts_on THEN 'project_ends_before_start' END, 'project', p.project_id,
             format('project "%s" ends on %s, before its start on %s', p.project_id, p.over_on, p.starts_on),
             'It is never ongoing; its money counts.'),
            ('notice', CASE WHEN p.concluded_on IS NULL AND p.paid AND p.ends_on < make_date(year, 1, 1) THEN 'project_past_its_end' END, 'project', p.project_id,
             format('project "%s" should have ended on %s and is not concluded', p.project_id, p.ends_on),
             'It is not ongoing after that day; set concluded_on, or a later end.')) AS d(severity, code, relation, key, message, hint)
        UNION ALL
        SELECT d.*
        FROM funding AS f
        CROSS JOIN LATERAL (VALUES
            ('error', CASE WHEN f.amount_nok IS NULL THEN 'amount_missing' END, 'project_funding', f.project_id,
             format('project "%s" has no amount from "%s"', f.project_id, f.funder), 'It is left out.'),
            ('warning', CASE WHEN f.amount_nok < 0 THEN 'amount_negative' END, 'project_funding', f.project_id,
             format('project "%s" has the amount %s from "%s"', f.project_id, f.amount_nok, f.funder),
             'It is subtracted; leave it out unless money was paid back.')) AS d(severity, code, relation, key, message, hint)
        UNION ALL
        SELECT DISTINCT 'error', 'amount_invalid', 'project_funding', f.project_id,
               format('project "%s" has the amount %s', f.project_id, f.amount_nok),
               'The money that this funder gives the project in the year is left out.'
        FROM funding AS f
        WHERE NOT f.valid AND f.amount_nok IS NOT NULL
    )
    SELECT d.severity, d.code, d.relation, d.key, d.message, d.hint
    FROM doubt AS d
    WHERE d.code IS NOT NULL
    ORDER BY d.code COLLATE "C", d.relation COLLATE "C", d.key COLLATE "C", d.message COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_projects(integer) IS
    'findings about projects that are paid for or under way in the year, and about their money';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_projects', 80, NULL, '{institution,project,project_funding}');
