-- Permissions.  PUBLIC has no USAGE on the schema; these are the usual sets.

CREATE FUNCTION grant_access(role text, kind text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    archived text;
BEGIN
    IF kind NOT IN ('analyst', 'reporter', 'steward', 'importer') THEN
        RAISE EXCEPTION 'unknown kind of access "%"', kind
            USING ERRCODE = 'RI018', HINT = 'Kinds: analyst (reads), reporter (issues reports), steward (keeps rule sets), importer (loads files).';
    END IF;
    IF role = 'public' THEN
        RAISE EXCEPTION 'access is granted to roles, not to "%"', role
            USING ERRCODE = 'RI018', HINT = 'Name a role; PUBLIC reads nothing.';
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA @extschema@, @internal@ TO %I', role);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA @extschema@, @internal@ TO %I', role);
    EXECUTE format('REVOKE ALL ON @internal@.import_key FROM %I', role);
    IF kind = 'steward' THEN
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON @extschema@.rule_set, @extschema@.rule_parameter,
                        @extschema@.publication_weight, @extschema@.rule_code, @extschema@.rule_set_adoption TO %I', role);
        -- a set that an issued report used is locked: whoever keeps sets must see which
        IF to_regclass(format('%I.report_rule_set', @extschema@.archive_schema())) IS NOT NULL THEN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', @extschema@.archive_schema(), role);
            EXECUTE format('GRANT SELECT ON %1$I.report_rule_set, %1$I.report_parameter TO %2$I', @extschema@.archive_schema(), role);
            EXECUTE format('GRANT SELECT (report_id, year) ON %I.report TO %I', @extschema@.archive_schema(), role);
        END IF;
    END IF;
    IF kind = 'reporter' THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', @extschema@.require_archive(), role);
        FOR archived IN SELECT d.relation FROM @internal@.archive_definitions() AS d WHERE d.relation <> 'quarantine' ORDER BY d.ordinal LOOP
            EXECUTE format('GRANT %s ON %I.%I TO %I', CASE WHEN archived LIKE 'report%' THEN 'SELECT, INSERT' ELSE 'SELECT' END,
                           @extschema@.archive_schema(), archived, role);
        END LOOP;
    END IF;
    IF kind = 'importer' THEN
        EXECUTE format('GRANT EXECUTE ON FUNCTION @internal@.person_pseudonym(text) TO %I', role);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', @extschema@.require_archive(), role);
        EXECUTE format('GRANT SELECT, INSERT ON %1$I.import_log, %1$I.quarantine TO %2$I', @extschema@.archive_schema(), role);
        EXECUTE format('GRANT UPDATE (taken_by), DELETE ON %1$I.quarantine TO %2$I', @extschema@.archive_schema(), role);
        EXECUTE format('GRANT UPDATE (rows_expired) ON %1$I.import_log TO %2$I', @extschema@.archive_schema(), role);
        EXECUTE format('GRANT SELECT ON %I.setting TO %I', @extschema@.archive_schema(), role);
    END IF;
END
$$;
COMMENT ON FUNCTION grant_access(text, text) IS
    'grants a role what an analyst (read), a reporter (read, and issue reports into the archive), a steward (read, and keep rule sets) or an importer (read, and load files; alone reads the quarantine) needs; rights on the source schema are the site''s own';
