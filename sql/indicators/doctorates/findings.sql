-- Findings about doctoral degrees.

CREATE FUNCTION @internal@.check_doctoral_degrees(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id FROM @extschema@.institutions_at($1) AS i
        ), degree AS (
            SELECT d.degree_id::text AS degree_id, d.institution_id::text AS institution_id, d.share::numeric AS share
            FROM %1$I.doctoral_degree AS d
            WHERE d.awarded_on >= make_date($1, 1, 1) AND d.awarded_on < make_date($1 + 1, 1, 1)
        )
        SELECT f.severity, f.code, f.relation, f.key, f.message, f.hint
        FROM (
            SELECT 'warning' AS severity, 'degree_shares_total' AS code, 'doctoral_degree' AS relation, d.degree_id AS key,
                   format('the shares of degree "%%s" total %%s', d.degree_id, trim_scale(sum(d.share))) AS message,
                   'Shares of a degree total 1; the points follow the shares as they are.' AS hint
            FROM degree AS d GROUP BY d.degree_id HAVING sum(d.share) IS DISTINCT FROM 1
            UNION ALL
            SELECT 'error', 'degree_share_invalid', 'doctoral_degree', d.degree_id,
                   format('a share of degree "%%s" is %%s', d.degree_id, coalesce(d.share::text, 'missing')),
                   'A share is above 0 and at most 1; this one is left out.'
            FROM degree AS d WHERE d.share IS NULL OR NOT (d.share > 0 AND d.share <= 1)
            UNION ALL
            SELECT 'error', 'institution_unknown', 'doctoral_degree', d.degree_id,
                   format('degree "%%s" names institution "%%s", which does not exist', d.degree_id, d.institution_id),
                   'Its points belong to nobody until the institution exists.'
            FROM degree AS d LEFT JOIN unit AS u ON u.institution_id = d.institution_id WHERE u.institution_id IS NULL
        ) AS f(severity, code, relation, key, message, hint)
        ORDER BY f.code COLLATE "C", f.key COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_doctoral_degrees(integer) IS 'findings about doctoral degrees of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_doctoral_degrees', 30, 'doctorates', '{institution,doctoral_degree}');
