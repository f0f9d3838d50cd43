-- Findings about resource use.

CREATE FUNCTION @internal@.check_resource_use(year integer) RETURNS SETOF finding
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
        SELECT f.severity, f.code, 'resource_use', f.key, f.message, f.hint
        FROM (
            SELECT 'error' AS severity, 'institution_unknown' AS code, m.id AS key,
                   format('resource use names institution "%%s", which does not exist', m.id) AS message,
                   'It is in no sum until the institution exists.' AS hint
            FROM measured AS m WHERE m.top_id IS NULL
            UNION ALL
            SELECT 'error', 'resource_use_kind', m.id, format('resource use of "%%s" is of kind "%%s"', m.id, m.kind), 'Kinds: research, development.'
            FROM measured AS m WHERE m.kind IS NULL OR m.kind NOT IN ('research', 'development')
            UNION ALL
            SELECT 'error', 'resource_use_amount', m.id, format('%%s of "%%s" is %%s', x.name, m.id, x.value),
                   'An amount is 0 or more, all running expenditure more than 0; this one is left out.'
            FROM measured AS m
            CROSS JOIN LATERAL (VALUES ('expenditure_nok', m.expenditure, 0), ('person_years', m.person_years, 0),
                                       ('total_expenditure_nok', m.total, 0.000001)) AS x(name, value, least)
            WHERE NOT (x.value >= x.least AND x.value < 'Infinity')
            UNION ALL
            SELECT 'warning', 'resource_use_incomplete', m.id,
                   format('resource use of "%%s" lacks %%s', m.id,
                          concat_ws(', ', CASE WHEN m.expenditure IS NULL THEN 'expenditure_nok' END, CASE WHEN m.person_years IS NULL THEN 'person_years' END,
                                    CASE WHEN m.total IS NULL THEN 'total_expenditure_nok' END)),
                   'What is missing is in no sum and no share; it is not 0.'
            FROM measured AS m
            WHERE m.kind = 'research' AND (m.expenditure IS NULL OR m.person_years IS NULL OR m.total IS NULL)
            UNION ALL
            SELECT 'error', 'resource_use_over_total', m.id,
                   format('"%%s" spends NOK %%s on research, and NOK %%s in all', m.id, m.expenditure, m.total), 'One of the two is wrong.'
            FROM measured AS m WHERE m.expenditure > m.total
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C", f.message COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_resource_use(integer) IS
    'findings about resource use measured in the year: unknown institutions and kinds, amounts that are none, what is missing, more for research than in all';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_resource_use', 65, 'resource_use', '{institution,resource_use}');
