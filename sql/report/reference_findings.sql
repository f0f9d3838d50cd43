-- Findings about official reference figures.

CREATE FUNCTION @internal@.check_references(year integer) RETURNS SETOF finding
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
            FROM %I.reference_figure AS r
            WHERE r.year = $1
        )
        SELECT f.severity, f.code, 'reference_figure', f.key, f.message, f.hint
        FROM (
            SELECT 'warning' AS severity, 'reference_unknown' AS code, g.key,
                   format('there is no measure "%%s" of indicator "%%s"', g.measure, g.indicator) AS message,
                   'It is compared with nothing; SELECT * FROM research_indicators.fact_dictionary lists the measures.' AS hint
            FROM figure AS g
            WHERE NOT EXISTS (SELECT FROM @extschema@.fact_definition AS d WHERE d.indicator = g.indicator AND d.measure = g.measure)
            UNION ALL
            SELECT 'error', 'reference_value_missing', g.key, format('the official figure of "%%s" has no value', g.key), 'It is not shown.'
            FROM figure AS g WHERE g.value IS NULL OR NOT (g.value > '-infinity' AND g.value < 'infinity')
            UNION ALL
            SELECT 'warning', 'reference_source_missing', g.key, format('the official figure of "%%s" does not say where it was published', g.key),
                   'A figure of others is shown with its source.'
            FROM figure AS g WHERE g.source IS NULL
            UNION ALL
            SELECT 'error', 'grant_amount_negative', g.key, format('the grant is NOK %%s', g.value), 'It is not divided: give the whole grant in NOK, 0 or more.'
            FROM figure AS g WHERE g.indicator = 'grant' AND g.measure = 'total' AND g.value < 0
        ) AS f
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_references(integer) IS
    'findings about the official reference figures of the year: measures that nothing is compared with, missing values and sources, a negative grant';
