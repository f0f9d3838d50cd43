-- Permissions.  PUBLIC has no USAGE on the schemas; these are the usual sets, each
-- with what an analyst has.  Rights on the source schema are the site's own.

CREATE FUNCTION @internal@.access_rights(OUT kind text, OUT privileges text, OUT object text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH archive AS (
        SELECT n.nspname AS schema, d.relation, format('TABLE %I.%I', n.nspname, d.relation) AS object
        FROM pg_namespace AS n
        JOIN pg_class AS c ON c.relnamespace = n.oid
        JOIN @internal@.archive_definitions() AS d ON d.relation = c.relname
        WHERE n.nspname = @extschema@.archive_schema()
    )
    SELECT 'analyst', 'USAGE', 'SCHEMA @extschema@, @internal@'
    UNION ALL
    SELECT 'analyst', 'SELECT', format('TABLE %s', c.oid::regclass)
    FROM pg_class AS c
    WHERE c.relnamespace IN ('@extschema@'::regnamespace, '@internal@'::regnamespace) AND c.relkind IN ('r', 'v') AND c.relname <> 'import_key'
    UNION ALL
    SELECT DISTINCT 'analyst', 'USAGE', format('SCHEMA %I', a.schema) FROM archive AS a
    UNION ALL
    -- what imports left behind is the importer's alone
    SELECT 'analyst', 'SELECT', a.object FROM archive AS a WHERE a.relation LIKE 'report%' OR a.relation = 'setting'
    UNION ALL
    SELECT 'steward', 'INSERT, UPDATE, DELETE', format('TABLE @extschema@.%I', t.relation)
    FROM unnest('{rule_set,rule_parameter,publication_weight,rule_code,rule_set_adoption}'::text[]) AS t(relation)
    UNION ALL
    SELECT 'reporter', CASE WHEN a.relation LIKE 'report%' THEN 'INSERT' ELSE 'SELECT' END, a.object
    FROM archive AS a WHERE a.relation LIKE 'report%' OR a.relation = 'import_log'
    UNION ALL
    SELECT 'approver', 'INSERT', a.object FROM archive AS a WHERE a.relation = 'report_event'
    UNION ALL
    SELECT 'importer', 'EXECUTE', 'FUNCTION @internal@.person_pseudonym(text)'
    UNION ALL
    SELECT 'importer', r.privileges, a.object
    FROM archive AS a
    JOIN (VALUES ('import_log', 'SELECT, INSERT, UPDATE (rows_expired)'),
                 ('quarantine', 'SELECT, INSERT, DELETE, UPDATE (taken_by)')) AS r(relation, privileges) ON r.relation = a.relation;
END;
COMMENT ON FUNCTION @internal@.access_rights() IS
    'what each kind of access gives on what; every kind has what an analyst has';

CREATE FUNCTION @internal@.require_access(role text, kind text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF kind IS NULL OR kind NOT IN ('analyst', 'reporter', 'steward', 'approver', 'importer') THEN
        RAISE EXCEPTION 'unknown kind of access "%"', kind
            USING ERRCODE = 'RI018', HINT = 'Kinds: analyst (reads, issued reports too), reporter (issues reports), steward (keeps rule sets), approver (approves and submits, does not issue), importer (loads files, alone reads the quarantine).';
    END IF;
    IF role IS NULL OR role = 'public' THEN
        RAISE EXCEPTION 'access is granted to roles, not to "%"', role
            USING ERRCODE = 'RI018', HINT = 'Name a role; PUBLIC reads nothing.';
    END IF;
    -- a GRANT without the right to give is but a warning
    IF NOT has_schema_privilege('@extschema@', 'USAGE WITH GRANT OPTION') THEN
        RAISE EXCEPTION 'role "%" may not give access', current_user
            USING ERRCODE = 'insufficient_privilege', HINT = 'Access is given by the owner of the extension, a superuser.';
    END IF;
    IF kind IN ('reporter', 'approver', 'importer') THEN
        PERFORM @extschema@.require_archive();
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_access(text, text) IS
    'error RI018 for an unknown kind of access or for PUBLIC, 42501 for who has none to give, RI051 where reports are meant and there is no archive';

CREATE FUNCTION grant_access(role text, kind text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    PERFORM @internal@.require_access(role, kind);
    FOR item IN SELECT a.* FROM @internal@.access_rights() AS a WHERE a.kind IN ('analyst', grant_access.kind) LOOP
        EXECUTE format('GRANT %s ON %s TO %I', item.privileges, item.object, role);
    END LOOP;
END
$$;
COMMENT ON FUNCTION grant_access(text, text) IS
    'grants a role what an analyst (reads, issued reports too), a reporter (and issues reports), a steward (and keeps rule sets) an approver (and approves and submits, but does not issue) or an importer (and loads files; alone reads the quarantine) needs; rights on the source schema are the site''s own';

CREATE FUNCTION revoke_access(role text, kind text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    issues boolean;
BEGIN
    PERFORM @internal@.require_access(role, kind);
    issues := coalesce(has_table_privilege(role, to_regclass(format('%I.report', @extschema@.archive_schema())), 'INSERT'), false);
    FOR item IN
        SELECT a.* FROM @internal@.access_rights() AS a
        -- all kinds rest on reading; who issues goes on writing events
        WHERE revoke_access.kind IN (a.kind, 'analyst') AND NOT (revoke_access.kind = 'approver' AND issues)
    LOOP
        EXECUTE format('REVOKE %s ON %s FROM %I', item.privileges, item.object, role);
    END LOOP;
END
$$;
COMMENT ON FUNCTION revoke_access(text, text) IS
    'takes from a role what only that kind of access gives and leaves it what an analyst has; of kind analyst everything';
