-- Versions of archives.  An archive outlives the library that made it: what later
-- code needs of it is a step here, and the archive carries how far it has come.

CREATE FUNCTION @internal@.archive_upgrades(OUT version integer, OUT statements text[], OUT description text)
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    VALUES
    (1, '{}'::text[], 'the archive carries its version');
END;
COMMENT ON FUNCTION @internal@.archive_upgrades() IS
    'what makes an archive of the version before one of this version (%1$I is the schema); archive_definitions() has the outcome';

CREATE FUNCTION @internal@.version_of_archive(schema text) RETURNS integer
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    written text;
BEGIN
    IF to_regclass(format('%I.report', schema)) IS NULL THEN
        RAISE EXCEPTION 'archive "%" does not exist', schema
            USING ERRCODE = 'RI051',
                  HINT = format('Make it with research_indicators.create_archive(%L), or set research_indicators.archive_schema.', schema);
    END IF;
    EXECUTE format('SELECT s.value FROM %I.setting AS s WHERE s.name = ''version''', schema) INTO written;
    IF written !~ '^[0-9]{1,6}$' THEN
        RAISE EXCEPTION 'archive "%" has the version "%", which is none', schema, written
            USING ERRCODE = 'RI058',
                  HINT = format('Write the number of its version into the row of %I.setting, or delete the row of an archive that never had one.', schema);
    END IF;
    RETURN coalesce(written::integer, 0);
END
$$;
COMMENT ON FUNCTION @internal@.version_of_archive(text) IS
    'the version that an archive carries, 0 where it carries none; error RI051 when it has not been made, RI058 when what it carries is no version';

CREATE FUNCTION @internal@.refuse_newer_archive(schema text, version integer) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF version > @internal@.archive_version() THEN
        RAISE EXCEPTION 'archive "%" is of version %, this library knows version % at most', schema, version, @internal@.archive_version()
            USING ERRCODE = 'RI058',
                  HINT = 'Install the library that made or upgraded it, and run ALTER EXTENSION research_indicators UPDATE.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_newer_archive(text, integer) IS 'error RI058 for an archive of a version that this library does not know';

CREATE FUNCTION @internal@.refuse_foreign_archive(schema text) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    owner oid := (SELECT n.nspowner FROM pg_namespace AS n WHERE n.nspname = schema);
    other text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.oid = owner AND r.rolsuper)
       AND (EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname IN (current_user, session_user) AND r.rolsuper)
            OR owner <> current_user::regrole
               AND NOT EXISTS (SELECT FROM pg_database AS d WHERE d.datname = current_database() AND d.datdba = owner)
               AND EXISTS (SELECT FROM pg_settings AS s WHERE s.name = 'research_indicators.archive_schema' AND s.source = 'default')) THEN
        RAISE EXCEPTION 'archive "%" belongs to "%", whose triggers would run as "%"', schema, pg_get_userbyid(owner), current_user
            USING ERRCODE = 'RI117',
                  HINT = 'A superuser works in archives of superusers only: log in as a reporter (SET ROLE can be taken back by the code that runs). Others work in those of a superuser or the owner of the database, or in the one that a superuser names: ALTER DATABASE ... SET research_indicators.archive_schema.';
    END IF;
    SELECT d.relation INTO other
    FROM @internal@.archive_definitions() AS d
    JOIN pg_class AS c ON c.relname = d.relation AND c.relnamespace = schema::regnamespace
    WHERE c.relkind <> 'r' OR c.relowner <> owner
    ORDER BY d.ordinal LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'relation "%" of archive "%" is no table of its owner', other, schema
            USING ERRCODE = 'RI117', HINT = 'An archive is as create_archive() makes it.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.refuse_foreign_archive(text) IS
    'error RI117 for an archive whose owner could run code with the caller''s rights: its triggers run as whoever writes, views as whoever reads';

CREATE FUNCTION require_archive() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archive text := @extschema@.archive_schema();
    version integer := @internal@.version_of_archive(archive);
BEGIN
    PERFORM @internal@.refuse_foreign_archive(archive), @internal@.refuse_newer_archive(archive, version);
    IF version < @internal@.archive_version() THEN
        RAISE EXCEPTION 'archive "%" is of version %, this library works with version %', archive, version, @internal@.archive_version()
            USING ERRCODE = 'RI058',
                  HINT = format('Its owner brings it up to date: SELECT * FROM research_indicators.upgrade_archive(%L); nothing issued changes.', archive);
    END IF;
    RETURN archive;
END
$$;
COMMENT ON FUNCTION require_archive() IS
    'schema of the archive; error RI051 when it has not been made, RI058 when it is older or newer than this library works with, RI117 when somebody else''s code would run';

CREATE FUNCTION upgrade_archive(schema text) RETURNS SETOF text
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    present integer;
    step record;
    statement text;
BEGIN
    PERFORM @internal@.version_of_archive(schema), @internal@.require_own_schema(schema);
    -- one upgrade at a time, and nothing is issued meanwhile
    EXECUTE format('LOCK TABLE %1$I.setting, %1$I.report IN SHARE ROW EXCLUSIVE MODE', schema);
    present := @internal@.version_of_archive(schema);
    PERFORM @internal@.refuse_newer_archive(schema, present);
    IF present = @internal@.archive_version() THEN
        RETURN NEXT format('nothing to do: the archive is of version %s', present);
        RETURN;
    END IF;
    FOR step IN SELECT u.* FROM @internal@.archive_upgrades() AS u WHERE u.version > present ORDER BY u.version LOOP
        FOREACH statement IN ARRAY step.statements LOOP
            EXECUTE format(statement, schema);
        END LOOP;
        RETURN NEXT format('version %s: %s', step.version, step.description);
    END LOOP;
    PERFORM @internal@.set_archive_functions(schema, 'CREATE OR REPLACE'), @internal@.set_archive_comments(schema),
            @internal@.set_archive_version(schema, @internal@.archive_version());
    RETURN NEXT 'its functions and comments are those of the library';
END
$$;
COMMENT ON FUNCTION upgrade_archive(text) IS
    'brings an archive that an earlier version made to the present one, and says what it did; what was issued stays as it is; error RI058 for an archive newer than the library';
