-- The schema of helpers; settings and versions.

CREATE SCHEMA @internal@;
COMMENT ON SCHEMA @internal@ IS
    'helpers of research_indicators: nobody calls them but its own functions, and they may change with every version';

CREATE FUNCTION source_schema() RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_source_schema'
    LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION source_schema() IS
    'schema of the source relations: setting research_indicators.source_schema (default esystems)';

CREATE FUNCTION archive_schema() RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_archive_schema'
    LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION archive_schema() IS
    'schema of the archive of issued reports: setting research_indicators.archive_schema (default research_archive)';

CREATE FUNCTION @internal@.library_versions(OUT library text, OUT libxml2 text, OUT libxslt text, OUT jansson text)
    AS 'MODULE_PATHNAME', 'research_indicators_library_versions'
    LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.library_versions() IS
    'versions of the loaded library and of the libraries it was built with';

-- A library of another version lacks functions, or takes other arguments.
DO $$
DECLARE
    wanted text := (SELECT e.extversion FROM pg_catalog.pg_extension AS e WHERE e.extname = 'research_indicators');
    loaded text := (SELECT v.library FROM @internal@.library_versions() AS v);
BEGIN
    IF loaded <> wanted THEN
        RAISE EXCEPTION 'the library of research_indicators is version %, version % of its SQL objects was asked for', loaded, wanted
            USING ERRCODE = 'RI122',
                  HINT = 'Install the library of that version, and start a new session; or leave VERSION out.';
    END IF;
END
$$;

CREATE FUNCTION @internal@.require_library(needed text) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    loaded text := (SELECT v.library FROM @internal@.library_versions() AS v);
BEGIN
    IF string_to_array(substring(loaded, '^[0-9.]+'), '.')::integer[] < string_to_array(substring(needed, '^[0-9.]+'), '.')::integer[] THEN
        RAISE EXCEPTION 'the library of research_indicators is version %, an update to version % of its SQL objects was asked for', loaded, needed
            USING ERRCODE = 'RI122',
                  HINT = 'Install the library of that version or a newer one, and start a new session.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_library(text) IS
    'what every upgrade script begins with: error RI122 where this session has loaded an older library than the script is for';

CREATE FUNCTION versions(OUT sql text, OUT library text, OUT libxml2 text, OUT libxslt text, OUT jansson text)
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT e.extversion, l.library, l.libxml2, l.libxslt, l.jansson
    FROM pg_catalog.pg_extension AS e, @internal@.library_versions() AS l
    WHERE e.extname = 'research_indicators';
END;
COMMENT ON FUNCTION versions() IS
    'versions of the SQL objects, the library, libxml2, libxslt and Jansson; after an upgrade sql and library must be equal';
