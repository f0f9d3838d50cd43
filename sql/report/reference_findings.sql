-- Findings about official reference figures.

CREATE FUNCTION @internal@.check_references(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('reference_figure');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH figure AS (
            SELECT r.indicator::text AS indicator, r.measure::text AS measure, r.institution_id::text AS institution_id,
                   r.value::numeric AS value, r.source::text AS source,
                   concat_ws('.', r.indicator, r.measure) || ' ' || r.institution_id::text AS key
            FROM %1$I.reference_figure AS r
            WHERE r.year = $1
        )
        SELECT f.severity, f.code, 'reference_figure', f.key, i.top_id, f.arguments
        FROM (
            SELECT 'warning' AS severity, 'reference_unknown' AS code, g.key, g.institution_id,
                   jsonb_build_object('indicator', g.indicator, 'measure', g.measure) AS arguments
            FROM figure AS g
            WHERE NOT EXISTS (SELECT FROM @extschema@.fact_definition AS d WHERE d.indicator = g.indicator AND d.measure = g.measure)
            UNION ALL
            SELECT 'error', 'reference_value_missing', g.key, g.institution_id, jsonb_build_object('figure', g.key)
            FROM figure AS g WHERE g.value IS NULL OR NOT (g.value > '-infinity' AND g.value < 'infinity')
            UNION ALL
            SELECT 'warning', 'reference_source_missing', g.key, g.institution_id, jsonb_build_object('figure', g.key)
            FROM figure AS g WHERE g.source IS NULL
            UNION ALL
            SELECT 'error', 'grant_amount_negative', g.key, g.institution_id, jsonb_build_object('amount', g.value)
            FROM figure AS g WHERE g.indicator = 'grant' AND g.measure = 'total' AND g.value < 0
        ) AS f
        LEFT JOIN %2$s AS i ON i.institution_id = f.institution_id
        ORDER BY f.code COLLATE "C", f.key COLLATE "C", i.top_id COLLATE "C"
    $sql$, CASE WHEN @internal@.has_source('institution') THEN '@extschema@.institutions_at($1)'
                ELSE '(SELECT NULL::text AS institution_id, NULL::text AS top_id)' END)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_references(integer) IS
    'findings about the official reference figures of the year: measures that nothing is compared with, missing values and sources, a negative grant';
