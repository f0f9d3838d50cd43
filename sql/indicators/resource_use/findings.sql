-- Findings about resource use.

CREATE FUNCTION @internal@.check_resource_use(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH measured AS MATERIALIZED (
            SELECT r.institution_id::text AS id, r.kind::text AS kind, r.expenditure_nok::numeric AS expenditure, r.person_years::numeric AS person_years,
                   r.total_expenditure_nok::numeric AS total, i.top_id
            FROM %1$I.resource_use AS r
            LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = r.institution_id::text
            WHERE r.year = $1
        )
        SELECT f.severity, f.code, 'resource_use', f.key, f.top_id, f.arguments
        FROM (
            SELECT 'error' AS severity, 'institution_unknown' AS code, m.id AS key, NULL AS top_id, jsonb_build_object('institution', m.id) AS arguments
            FROM measured AS m WHERE m.top_id IS NULL
            UNION ALL
            SELECT 'error', 'resource_use_kind', m.id, m.top_id, jsonb_build_object('institution', m.id, 'kind', m.kind)
            FROM measured AS m WHERE m.kind IS NULL OR m.kind NOT IN ('research', 'development')
            UNION ALL
            SELECT 'error', 'resource_use_amount', m.id, m.top_id, jsonb_build_object('institution', m.id, 'column', x.name, 'amount', x.value)
            FROM measured AS m
            CROSS JOIN LATERAL (VALUES ('expenditure_nok', m.expenditure, 0), ('person_years', m.person_years, 0),
                                       ('total_expenditure_nok', m.total, 0.000001)) AS x(name, value, least)
            WHERE NOT (x.value >= x.least AND x.value < 'Infinity')
            UNION ALL
            SELECT 'warning', 'resource_use_incomplete', m.id, m.top_id,
                   jsonb_build_object('explains', 'resource_use', 'institution', m.id, 'columns',
                          concat_ws(', ', CASE WHEN m.expenditure IS NULL THEN 'expenditure_nok' END, CASE WHEN m.person_years IS NULL THEN 'person_years' END,
                                    CASE WHEN m.total IS NULL THEN 'total_expenditure_nok' END))
            FROM measured AS m
            WHERE m.kind = 'research' AND (m.expenditure IS NULL OR m.person_years IS NULL OR m.total IS NULL)
            UNION ALL
            SELECT 'error', 'resource_use_over_total', m.id, m.top_id,
                   jsonb_build_object('institution', m.id, 'amount', m.expenditure, 'total', m.total)
            FROM measured AS m WHERE m.expenditure > m.total
            UNION ALL
            SELECT 'warning', 'resource_use_missing', g.institution_id, g.institution_id,
                   jsonb_build_object('explains', 'resource_use', 'institution', g.institution_id, 'year', $1, 'measured', g.measured, 'expected', g.expected)
            FROM @internal@.resource_use_gaps($1) AS g WHERE g.unit_level = 'institution' AND g.reason = 'not_delivered'
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.arguments::text COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_resource_use(integer) IS
    'findings about resource use measured in the year: unknown institutions and kinds, amounts that are none, what and who is missing, more for research than in all';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_resource_use', 65, 'resource_use', '{institution,resource_use}');
