-- Whoever owns a schema may drop what stands in it, and whoever may create there
-- may put something of the same name in its place.  So tables of ours are made in
-- schemas of the caller's own only.

CREATE FUNCTION @internal@.require_own_schema(schema text) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    space pg_namespace;
    other text;
BEGIN
    IF octet_length(schema) NOT BETWEEN 1 AND 63 THEN
        RAISE EXCEPTION 'a schema cannot have a name of % bytes', octet_length(schema)
            USING ERRCODE = 'RI115', HINT = 'Give a name of 1 to 63 bytes.';
    END IF;
    SELECT n.* INTO space FROM pg_namespace AS n WHERE n.nspname = schema;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF space.nspowner <> current_user::regrole THEN
        RAISE EXCEPTION 'schema "%" belongs to "%", not to "%"', schema, pg_get_userbyid(space.nspowner), current_user
            USING ERRCODE = 'RI114',
                  HINT = format('Name a schema that does not exist, or become its owner: SET ROLE %I, or ALTER SCHEMA %I OWNER TO %I.',
                                pg_get_userbyid(space.nspowner), schema, current_user);
    END IF;
    SELECT string_agg(DISTINCT coalesce(r.rolname, 'public'), ', ') INTO other
    FROM aclexplode(coalesce(space.nspacl, acldefault('n', space.nspowner))) AS a
    LEFT JOIN pg_roles AS r ON r.oid = a.grantee
    WHERE a.privilege_type = 'CREATE' AND a.grantee <> space.nspowner AND NOT coalesce(r.rolsuper, false);
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'in schema "%" others may create: %', schema, other
            USING ERRCODE = 'RI114',
                  HINT = format('Name a schema that does not exist, or take the right back: REVOKE CREATE ON SCHEMA %I FROM %s.', schema, other);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_own_schema(text) IS
    'error RI114 for a schema that somebody else owns, or where somebody else may create; RI115 for what is no name of one';
