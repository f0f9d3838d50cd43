-- Focus areas of projects as the site has them.

CREATE TYPE @internal@.focus_area_tag AS (
    project_id text,
    framework text,
    focus_area text,
    first_year integer,
    last_year integer,
    share numeric,
    valid boolean
);
COMMENT ON TYPE @internal@.focus_area_tag IS
    'a focus area of a project in a framework, with the years that it names and its share; valid: the share is above 0 and finite';

CREATE FUNCTION @internal@.compute_focus_area_tags(year integer) RETURNS SETOF @internal@.focus_area_tag
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_focus_area');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT f.project_id::text, f.framework::text, f.focus_area::text, f.first_year, f.last_year, f.share::numeric,
               coalesce(f.share::numeric > 0 AND f.share::numeric < 'Infinity', false)    -- NaN is neither
        FROM %I.project_focus_area AS f
        WHERE coalesce(f.first_year, $1) <= $1 AND coalesce(f.last_year, $1) >= $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_focus_area_tags(integer) IS 'body of focus_area_tags()';

CREATE FUNCTION @internal@.focus_area_tags(year integer) RETURNS SETOF @internal@.focus_area_tag
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.focus_area_tags(integer) IS 'focus areas of projects whose framework covers the year, as registered';
