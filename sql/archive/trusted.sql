-- Whose code a report runs.  Views, the functions in them, policies and foreign
-- tables run with the rights of whoever issues or verifies; so before the first
-- row is read, all that the source schema leads to must belong to the caller, to a
-- superuser, to the owner of the archive or to a role that the archive's setting
-- trusted_owners lists.

CREATE FUNCTION @internal@.is_trusted(owner oid, archive text) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    listed text;
BEGIN
    -- behind SET ROLE code could go back to who logged in, in a SECURITY DEFINER function it is not the caller's rights that it has
    IF owner = current_user::regrole AND owner = session_user::regrole
       OR EXISTS (SELECT FROM pg_roles AS r WHERE r.oid = owner AND r.rolsuper)
       OR EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = archive AND n.nspowner = owner) THEN
        RETURN true;
    END IF;
    EXECUTE format('SELECT s.value FROM %I.setting AS s WHERE s.name = ''trusted_owners''', archive) INTO listed;
    RETURN coalesce(pg_get_userbyid(owner)::text = ANY (regexp_split_to_array(trim(listed), '[[:space:]]*,[[:space:]]*')), false);
END
$$;
COMMENT ON FUNCTION @internal@.is_trusted(oid, text) IS
    'whether code of a role may run in a report: that of who logged in and calls, of superusers, of the archive''s owner, and of those in its setting trusted_owners';

CREATE FUNCTION @internal@.reached_objects(schema oid, OUT classid oid, OUT objid oid)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE reached (classid, objid) AS (
        SELECT 'pg_class'::regclass::oid, c.oid
        FROM pg_class AS c JOIN @extschema@.source_relation AS s ON s.relation = c.relname
        WHERE c.relnamespace = schema
        UNION
        SELECT n.classid, n.objid
        FROM reached AS r
        CROSS JOIN LATERAL (
            -- what it refers to; what comes with PostgreSQL is not recorded
            SELECT d.refclassid, d.refobjid FROM pg_depend AS d
            WHERE d.classid = r.classid AND d.objid = r.objid AND d.deptype IN ('n', 'a', 'i')
              AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_constraint'::regclass)
            UNION ALL
            -- of a relation what reading it runs: rules, policies, expressions of indexes, its parts
            SELECT d.classid, d.objid FROM pg_depend AS d
            WHERE r.classid = 'pg_class'::regclass AND d.refclassid = r.classid AND d.refobjid = r.objid
              AND (d.classid = 'pg_rewrite'::regclass AND d.deptype = 'i' OR d.classid = 'pg_policy'::regclass AND d.deptype = 'a')
            UNION ALL
            SELECT r.classid, i.indexrelid FROM pg_index AS i WHERE r.classid = 'pg_class'::regclass AND i.indrelid = r.objid
            UNION ALL
            SELECT r.classid, i.inhrelid FROM pg_inherits AS i WHERE r.classid = 'pg_class'::regclass AND i.inhparent = r.objid
            UNION ALL
            SELECT 'pg_proc'::regclass, c.castfunc FROM pg_cast AS c
            WHERE r.classid = 'pg_type'::regclass AND c.castsource = r.objid AND c.castfunc <> 0
        ) AS n(classid, objid)
    )
    SELECT r.classid, r.objid FROM reached AS r;
END;
COMMENT ON FUNCTION @internal@.reached_objects(oid) IS
    'everything that reading the relations of a source schema can run or read: relations, rules, policies, functions, operators, types, servers; what comes with PostgreSQL left out';

CREATE FUNCTION @internal@.object_owner(classid oid, objid oid) RETURNS oid
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE classid
           WHEN 'pg_class'::regclass THEN (SELECT c.relowner FROM pg_class AS c WHERE c.oid = objid)
           WHEN 'pg_proc'::regclass THEN (SELECT p.proowner FROM pg_proc AS p WHERE p.oid = objid)
           WHEN 'pg_type'::regclass THEN (SELECT t.typowner FROM pg_type AS t WHERE t.oid = objid)
           WHEN 'pg_operator'::regclass THEN (SELECT o.oprowner FROM pg_operator AS o WHERE o.oid = objid)
           WHEN 'pg_opclass'::regclass THEN (SELECT o.opcowner FROM pg_opclass AS o WHERE o.oid = objid)
           WHEN 'pg_opfamily'::regclass THEN (SELECT o.opfowner FROM pg_opfamily AS o WHERE o.oid = objid)
           WHEN 'pg_collation'::regclass THEN (SELECT c.collowner FROM pg_collation AS c WHERE c.oid = objid)
           WHEN 'pg_conversion'::regclass THEN (SELECT c.conowner FROM pg_conversion AS c WHERE c.oid = objid)
           WHEN 'pg_language'::regclass THEN (SELECT l.lanowner FROM pg_language AS l WHERE l.oid = objid)
           WHEN 'pg_foreign_server'::regclass THEN (SELECT s.srvowner FROM pg_foreign_server AS s WHERE s.oid = objid)
           WHEN 'pg_foreign_data_wrapper'::regclass THEN (SELECT w.fdwowner FROM pg_foreign_data_wrapper AS w WHERE w.oid = objid)
           WHEN 'pg_ts_config'::regclass THEN (SELECT t.cfgowner FROM pg_ts_config AS t WHERE t.oid = objid)
           WHEN 'pg_ts_dict'::regclass THEN (SELECT t.dictowner FROM pg_ts_dict AS t WHERE t.oid = objid)
           WHEN 'pg_statistic_ext'::regclass THEN (SELECT t.stxowner FROM pg_statistic_ext AS t WHERE t.oid = objid)
           END;
END;
COMMENT ON FUNCTION @internal@.object_owner(oid, oid) IS 'owner of an object; NULL for what belongs to its relation, as rules and policies';

CREATE FUNCTION @internal@.volatile_calls(schema oid, OUT place text, OUT function regprocedure)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- functions of PostgreSQL leave no dependency: they stand in the trees alone
    SELECT pg_describe_object(o.classid, o.objid, 0), p.oid::regprocedure
    FROM @internal@.reached_objects(schema) AS o
    LEFT JOIN pg_rewrite AS w ON o.classid = 'pg_rewrite'::regclass AND w.oid = o.objid
    LEFT JOIN pg_policy AS y ON o.classid = 'pg_policy'::regclass AND y.oid = o.objid
    CROSS JOIN LATERAL regexp_matches(coalesce(w.ev_action::text, y.polqual::text), ':(?:funcid|opfuncid|winfnoid|aggfnoid) ([0-9]+)', 'g') AS m(found)
    JOIN pg_proc AS p ON p.oid = m.found[1]::oid
    WHERE p.provolatile = 'v'
    ORDER BY 1, 2;
END;
COMMENT ON FUNCTION @internal@.volatile_calls(oid) IS
    'volatile functions in the views and policies that a source schema leads to: reading would not give the same twice, or would do something';

CREATE FUNCTION @internal@.require_trusted_sources(archive text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    schema text := @extschema@.source_schema();
    space pg_namespace;
    foreign_one record;
    trust text := format('Give it to one of those, or let the owner of the archive enter the role in %I.setting, row trusted_owners (names with commas).', archive);
BEGIN
    IF schema ~ '^pg_(toast_)?temp(_|$)' THEN
        RAISE EXCEPTION 'source schema "%" is temporary', schema
            USING ERRCODE = 'RI110', HINT = 'What a report rests on must be there tomorrow, for others too: set research_indicators.source_schema to a schema that stays.';
    END IF;
    SELECT n.* INTO space FROM pg_namespace AS n WHERE n.nspname = schema;
    IF NOT FOUND THEN
        -- readers say which relation they miss
        RETURN;
    END IF;
    SELECT t.what, t.owner INTO foreign_one
    FROM (SELECT 0 AS part, format('schema %s', schema) AS what, space.nspowner AS owner
          UNION ALL
          SELECT 1, format('the right to create in schema %s', schema), a.grantee
          FROM aclexplode(coalesce(space.nspacl, acldefault('n', space.nspowner))) AS a WHERE a.privilege_type = 'CREATE'
          UNION ALL
          SELECT 2, pg_describe_object(o.classid, o.objid, 0), @internal@.object_owner(o.classid, o.objid)
          FROM @internal@.reached_objects(space.oid) AS o) AS t
    WHERE t.owner IS NOT NULL AND NOT @internal@.is_trusted(t.owner, archive)
    ORDER BY t.part, t.what COLLATE "C" LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'a report would run what another role controls: "%" has %',
            CASE foreign_one.owner WHEN 0 THEN 'public' ELSE pg_get_userbyid(foreign_one.owner) END, foreign_one.what
            USING ERRCODE = 'RI110',
                  DETAIL = 'What a report reads belongs to the caller, a superuser, the owner of the archive or one of its trusted_owners.',
                  HINT = trust;
    END IF;
    SELECT v.place AS what, v.function AS owner INTO foreign_one FROM @internal@.volatile_calls(space.oid) AS v LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% calls the volatile function %', foreign_one.what, foreign_one.owner
            USING ERRCODE = 'RI111', HINT = 'A report must come out the same tomorrow: let views and policies of its sources call STABLE or IMMUTABLE functions only.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_trusted_sources(text) IS
    'error RI110 when the source schema leads to what a role controls that is not trusted, RI111 when views or policies call volatile functions; before the first row is read';

CREATE FUNCTION @internal@.is_freezing() RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_is_freezing'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.is_freezing() IS
    'whether rows of a report that was computed are being written now, or drafts dropped: the only time when the archive takes rows or gives any';

CREATE FUNCTION @internal@.settings_assigned() RETURNS bigint
    AS 'MODULE_PATHNAME', 'research_indicators_settings_assigned'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.settings_assigned() IS 'how often a setting of research_indicators was set in this session, to whatever value';

CREATE FUNCTION @internal@.require_settings_kept(assigned bigint) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF assigned <> @internal@.settings_assigned() THEN
        RAISE EXCEPTION 'a setting of research_indicators was set while a report was computed'
            USING ERRCODE = 'RI113', DETAIL = format('Code that the source schema "%s" runs has set it.', @extschema@.source_schema()),
                  HINT = 'A report is of one source schema and one archive: remove the call from the views or policies.';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_settings_kept(bigint) IS 'error RI113 where a setting of ours was set since, and be it back';

CREATE FUNCTION @internal@.require_recorded_schema(recorded text) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF recorded <> @extschema@.source_schema() THEN
        RAISE EXCEPTION 'the report was computed from source schema "%", the one that is set is "%"', recorded, @extschema@.source_schema()
            USING ERRCODE = 'RI112',
                  HINT = format('Verifying runs the views of that schema with your rights: if you trust it, SET research_indicators.source_schema = %L and verify again.', recorded);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_recorded_schema(text) IS
    'error RI112 unless the source schema that is set is the recorded one: what a row of the archive names is never run because it stands there';
