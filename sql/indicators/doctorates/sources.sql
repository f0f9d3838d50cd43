-- Doctoral degrees as the site has them.

CREATE TYPE @internal@.degree_of_year AS (
    institution_id text,
    at_id text,
    degree_id text,
    share numeric,
    awarded_on date,
    valid boolean
);
COMMENT ON TYPE @internal@.degree_of_year IS
    'a share of a doctoral degree: institution (top level), unit that it was reported at, degree, share, day; valid: above 0 and at most 1';

CREATE FUNCTION @internal@.compute_doctoral_degrees(year integer) RETURNS SETOF @internal@.degree_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('doctoral_degree');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT i.top_id, d.institution_id::text, d.degree_id::text, d.share::numeric, d.awarded_on::date,
               coalesce(d.share > 0 AND d.share <= 1, false)
        FROM %I.doctoral_degree AS d
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = d.institution_id::text
        WHERE d.awarded_on >= make_date($1, 1, 1) AND d.awarded_on < make_date($1 + 1, 1, 1)
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_doctoral_degrees(integer) IS 'body of doctoral_degrees()';

CREATE FUNCTION @internal@.doctoral_degrees(year integer) RETURNS SETOF @internal@.degree_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.doctoral_degrees(integer) IS 'shares of doctoral degrees awarded in the year, at institutions that are known';
