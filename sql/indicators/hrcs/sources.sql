-- HRCS codes of projects as the site has them.

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
