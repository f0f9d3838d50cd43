-- HRCS codes of projects and publications of projects as the site has them.

CREATE TYPE @internal@.registered_hrcs_code AS (
    project_id text,
    dimension text,
    registered text,
    code hrcs_code,
    percent numeric,
    in_dimension boolean,
    has_percent boolean
);
COMMENT ON TYPE @internal@.registered_hrcs_code IS
    'a code of a project as registered (code NULL: it is no HRCS code), whether it is one of the dimension and has a percentage above 0';

CREATE FUNCTION @internal@.compute_registered_hrcs_codes() RETURNS SETOF @internal@.registered_hrcs_code
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project_hrcs');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT h.project_id, h.dimension, h.registered, h.code, h.percent,
               coalesce(@extschema@.hrcs_dimension(h.code) = h.dimension, false), coalesce(h.percent > 0, false)
        FROM (SELECT h.project_id::text AS project_id, h.dimension::text AS dimension, h.code::text AS registered, h.percent::numeric AS percent,
                     CASE WHEN @extschema@.is_hrcs_code(h.code::text) THEN h.code::text::@extschema@.hrcs_code END AS code
              FROM %I.project_hrcs AS h) AS h
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_registered_hrcs_codes() IS 'body of registered_hrcs_codes()';

CREATE FUNCTION @internal@.registered_hrcs_codes() RETURNS SETOF @internal@.registered_hrcs_code
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 2000;
COMMENT ON FUNCTION @internal@.registered_hrcs_codes() IS 'the HRCS codes of projects as registered';

CREATE TYPE @internal@.publication_of_project AS (
    project_id text,
    publication_id text
);
COMMENT ON TYPE @internal@.publication_of_project IS 'a publication that came out of a project';

CREATE FUNCTION @internal@.compute_published_by_projects(year integer) RETURNS SETOF @internal@.publication_of_project
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project_publication', 'publication');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT DISTINCT l.project_id::text, p.publication_id::text
        FROM %1$I.project_publication AS l
        JOIN %1$I.publication AS p ON p.publication_id::text = l.publication_id::text
        WHERE p.year = $1 AND p.status::text = 'published' AND coalesce(l.status::text, 'published') = 'published'
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_published_by_projects(integer) IS 'body of published_by_projects()';

CREATE FUNCTION @internal@.published_by_projects(year integer) RETURNS SETOF @internal@.publication_of_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.published_by_projects(integer) IS 'publications of the year that came out of projects';
