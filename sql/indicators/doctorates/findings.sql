-- Findings about doctoral degrees.

CREATE FUNCTION @internal@.check_doctoral_degrees(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id FROM @extschema@.institutions_at($1) AS i
        ), degree AS MATERIALIZED (
            SELECT d.degree_id::text AS degree_id, d.institution_id::text AS institution_id, d.share::numeric AS share, u.top_id
            FROM %1$I.doctoral_degree AS d
            LEFT JOIN unit AS u ON u.institution_id = d.institution_id::text
            WHERE d.awarded_on >= make_date($1, 1, 1) AND d.awarded_on < make_date($1 + 1, 1, 1)
        ), whole AS (
            SELECT d.degree_id, sum(d.share) AS total FROM degree AS d GROUP BY d.degree_id HAVING sum(d.share) IS DISTINCT FROM 1
        )
        SELECT f.severity, f.code, 'doctoral_degree', f.degree_id, f.top_id, f.arguments
        FROM (
            -- told to everybody who has a share
            SELECT DISTINCT 'warning' AS severity, 'degree_shares_total' AS code, w.degree_id, d.top_id,
                   jsonb_build_object('degree', w.degree_id, 'total', trim_scale(w.total)) AS arguments
            FROM whole AS w JOIN degree AS d ON d.degree_id = w.degree_id
            UNION ALL
            SELECT 'error', 'degree_share_invalid', d.degree_id, d.top_id,
                   jsonb_build_object('variant', CASE WHEN d.share IS NULL THEN 'missing' END, 'degree', d.degree_id, 'share', d.share)
            FROM degree AS d WHERE d.share IS NULL OR NOT (d.share > 0 AND d.share <= 1)
            UNION ALL
            SELECT 'error', 'institution_unknown', d.degree_id, NULL,
                   jsonb_build_object('degree', d.degree_id, 'institution', d.institution_id)
            FROM degree AS d WHERE d.top_id IS NULL
        ) AS f
        ORDER BY f.code COLLATE "C", f.degree_id COLLATE "C", f.top_id COLLATE "C", f.arguments::text COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.check_doctoral_degrees(integer) IS 'findings about doctoral degrees of the year';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_doctoral_degrees', 30, 'doctorates', '{institution,doctoral_degree}');
