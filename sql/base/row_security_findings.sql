-- Findings about rows that the caller may not see: a figure over the rest looks
-- like any other.

CREATE FUNCTION @internal@.check_row_security(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE behind AS (
        SELECT r.relation, to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation))::oid AS oid
        FROM @extschema@.source_relation AS r
        UNION
        SELECT b.relation, d.refobjid
        FROM behind AS b
        JOIN pg_rewrite AS w ON w.ev_class = b.oid
        JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
    )
    SELECT 'error', 'row_security_active', b.relation, format('%I.%I', n.nspname, c.relname), NULL::text,
           jsonb_build_object('relation', b.relation, 'table', format('%I.%I', n.nspname, c.relname), 'user', current_user)
    FROM behind AS b
    JOIN pg_class AS c ON c.oid = b.oid AND c.relkind IN ('r', 'p')
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE row_security_active(c.oid)
    ORDER BY b.relation COLLATE "C", n.nspname COLLATE "C", c.relname COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_row_security(integer) IS
    'findings about row-level security that holds for the caller, on the tables that source relations are or are made of';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_row_security', 5, NULL, '{}');
