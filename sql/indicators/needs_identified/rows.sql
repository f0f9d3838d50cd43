-- What the facts about needs-identified research are made of.

CREATE FUNCTION @internal@.explain_needs_identified_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH money AS MATERIALIZED (
            SELECT m.project_id, sum(m.amount_nok) AS amount
            FROM @internal@.project_money($1) AS m
            WHERE m.amount_nok <> ALL ('{NaN,Infinity,-Infinity}'::numeric[])
            GROUP BY m.project_id
        ), report AS MATERIALIZED (
            SELECT r.project_id FROM @internal@.involvement_reports($1, $2) AS r
        ), current AS MATERIALIZED (
            SELECT DISTINCT ON (p.project_id::text COLLATE "C") p.project_id::text AS project_id, p.needs_source::text AS needs_source,
                   p.needs_source::text IN (SELECT c.code FROM @internal@.rule_set_codes($2, 'needs_identified') AS c) AS needed,
                   coalesce(m.amount, 0.00) AS amount,
                   concat_ws('; ', coalesce(p.needs_source::text, 'source of the need unknown'), coalesce(m.amount, 0.00) || ' NOK',
                             CASE WHEN r.project_id IS NOT NULL THEN 'report due' END) AS detail
            FROM %I.project AS p
            LEFT JOIN money AS m ON m.project_id = p.project_id::text
            LEFT JOIN report AS r ON r.project_id = p.project_id::text
            -- under way, paid for, or to report
            WHERE m.project_id IS NOT NULL OR r.project_id IS NOT NULL
               OR p.starts_on <= make_date($1, 12, 31) AND coalesce(p.concluded_on, p.ends_on, 'infinity') >= make_date($1, 1, 1)
            ORDER BY p.project_id::text COLLATE "C", p.needs_source::text COLLATE "C"
        ), unit AS (
            SELECT u.project_id, u.unit_level, u.unit_id AS institution_id FROM @internal@.project_units($1) AS u
            WHERE ($3 IS NULL OR u.unit_level = $3) AND ($4 IS NULL OR u.unit_id = $4)
        )
        SELECT m.measure, u.unit_level, u.institution_id, m.dimensions, m.phase, m.kind, c.project_id, m.value, c.detail, NULL::text, NULL::text,
               'project, project_funding'
        FROM current AS c
        JOIN unit AS u ON u.project_id = c.project_id
        CROSS JOIN LATERAL (VALUES
            ('projects_share', '{}'::jsonb, 4, 'numerator', c.needed, 1::numeric),
            ('projects_share', '{}', 5, 'denominator', true, 1),
            ('money_share', '{}', 4, 'numerator', c.needed, c.amount),
            ('money_share', '{}', 5, 'denominator', true, c.amount),
            ('projects', jsonb_build_object('needs_source', coalesce(c.needs_source, 'unknown')), 4, 'source', true, 1))
            AS m(measure, dimensions, phase, kind, holds, value)
        WHERE m.holds
        UNION ALL
        SELECT p.* FROM @internal@.parameter_steps($2, NULL, '{needs\_identified.%%}') AS p
    $sql$)
    USING year, rule_set, only_level, only_unit;
END
$$;
COMMENT ON FUNCTION @internal@.explain_needs_identified_facts(integer, text, text, text, text) IS
    'steps of the facts about needs-identified research: a row per project of the year with where its need came from and its money';
