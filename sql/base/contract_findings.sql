-- Findings about the source relations against the contract, seen from a year:
-- what is missing or cannot be read, keys that repeat, codes that are none, what
-- refers to nothing.  Whose rows they are is asked only where something was found.

CREATE FUNCTION @internal@.check_keys(year integer, unreadable text[]) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    repeated boolean;
BEGIN
    -- views have no primary key
    FOR item IN
        SELECT r.relation, string_agg(format('s.%I', k.name), ', ' ORDER BY k.n) AS columns,
               string_agg(format('s.%I::text', k.name), ', ' ORDER BY k.n) AS texts
        FROM @extschema@.source_relation AS r
        CROSS JOIN LATERAL unnest(r.key_columns) WITH ORDINALITY AS k(name, n)
        JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation))
        LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = k.name AND a.attnum > 0 AND NOT a.attisdropped
        WHERE (c.relkind NOT IN ('r', 'p') OR NOT EXISTS (SELECT FROM pg_index AS x WHERE x.indrelid = c.oid AND x.indisprimary))
          AND r.relation <> ALL (unreadable)
        GROUP BY r.relation, r.ordinal
        HAVING bool_and(a.attname IS NOT NULL)
        ORDER BY r.ordinal
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I AS s GROUP BY %s HAVING count(*) > 1)', @extschema@.source_schema(), item.relation, item.columns)
        INTO repeated;
        CONTINUE WHEN NOT repeated;
        RETURN QUERY EXECUTE format($sql$
            WITH repeated AS MATERIALIZED (
                SELECT s.*, count(*) OVER (PARTITION BY %2$s) AS rows_of_key FROM %4$I.%1$I AS s
            )
            SELECT DISTINCT 'error', 'key_repeats', %1$L, k.key COLLATE "C", o.owner,
                   jsonb_build_object('relation', %1$L, 'rows', s.rows_of_key)
            FROM repeated AS s %5$s
            CROSS JOIN LATERAL (SELECT concat_ws(';', %3$s)) AS k(key)
            WHERE s.rows_of_key > 1
            ORDER BY 4, 5
        $sql$, item.relation, item.columns, item.texts, @extschema@.source_schema(), @internal@.owner_join(item.relation, year));
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_keys(integer, text[]) IS 'findings about keys that several rows of a source relation have';

CREATE FUNCTION @internal@.check_codes(year integer, unreadable text[]) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    unknown boolean;
BEGIN
    FOR item IN
        SELECT c.relation, c.column_name, c.codes
        FROM @extschema@.source_column AS c
        JOIN @extschema@.source_relation AS r ON r.relation = c.relation
        JOIN pg_attribute AS a ON a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation))
        WHERE c.codes IS NOT NULL AND c.relation <> ALL (unreadable)
        ORDER BY r.ordinal, c.ordinal
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I AS s WHERE s.%I::text <> ALL ($1))', @extschema@.source_schema(), item.relation, item.column_name)
        INTO unknown USING item.codes;
        CONTINUE WHEN NOT unknown;
        -- a publication is of several: each is told of its own
        RETURN QUERY EXECUTE format($sql$
            SELECT 'error', 'unknown_code', %1$L, %2$L || '=' || s.%2$I::text, o.owner,
                   jsonb_build_object('variant', CASE WHEN %1$L = 'publication' AND o.owner IS NULL THEN 'publication_of_nobody' END, 'unit', CASE %1$L WHEN 'publication' THEN o.owner END,
                                      'relation', %1$L, 'column', %2$L, 'value', s.%2$I::text, 'codes', array_to_string($1, ', '),
                                      CASE %1$L WHEN 'publication' THEN 'rows' ELSE 'count' END, count(*))
            FROM %3$I.%1$I AS s %4$s
            WHERE s.%2$I::text <> ALL ($1)
            GROUP BY s.%2$I::text, o.owner
            ORDER BY s.%2$I::text COLLATE "C", o.owner COLLATE "C"
        $sql$, item.relation, item.column_name, @extschema@.source_schema(), @internal@.owner_join(item.relation, year))
        USING item.codes;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_codes(integer, text[]) IS 'findings about values of the sources that their code lists do not have';

CREATE FUNCTION @internal@.broken_relations(VARIADIC findings @internal@.raw_finding[]) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT f.relation), '{}')
    FROM unnest(findings) AS f
    WHERE f.code IN ('relation_missing', 'column_missing', 'type_wrong', 'right_missing', 'read_fails') AND f.relation IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.broken_relations(@internal@.raw_finding[]) IS
    'the relations that these findings say are not there, not whole or cannot be read: what needs them is not asked';

CREATE FUNCTION @internal@.check_contract(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    schema text := @extschema@.source_schema();
    found @internal@.raw_finding[] := ARRAY(SELECT f FROM @internal@.check_schema(schema) AS f);
    unreadable text[];
BEGIN
    IF NOT EXISTS (SELECT FROM unnest(found) AS f WHERE f.arguments ->> 'variant' = 'no_right') THEN
        found := found || ARRAY(SELECT f FROM @internal@.check_relations(schema) AS f)
                       || ARRAY(SELECT f FROM @internal@.check_readings(schema) AS f);
        unreadable := ARRAY(SELECT f.relation FROM unnest(found) AS f WHERE f.code IN ('type_wrong', 'right_missing', 'read_fails'));
    END IF;
    RETURN QUERY SELECT f.* FROM unnest(found) AS f;
    IF unreadable IS NOT NULL THEN
        RETURN QUERY SELECT f.* FROM @internal@.guarded_findings('@internal@.check_keys', year, unreadable, unreadable <> '{}') AS f;
        RETURN QUERY SELECT f.* FROM @internal@.guarded_findings('@internal@.check_codes', year, unreadable, unreadable <> '{}') AS f;
        RETURN QUERY SELECT f.* FROM @internal@.check_orphans(schema, @internal@.broken_relations(VARIADIC found), false) AS f;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.check_contract(integer) IS
    'findings about the source relations against the contract: missing ones, views, what cannot be read, repeated keys, unknown codes, references to nothing; whose rows they are is as of the year';
