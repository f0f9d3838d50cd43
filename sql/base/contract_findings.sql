-- Findings about the source relations against the contract: what is missing,
-- keys that repeat, codes that are none.  Whose rows they are is asked only
-- where something was found.

CREATE FUNCTION @internal@.check_relations() RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH relation AS (
        SELECT r.relation, r.ordinal, r.optional, to_regclass(format('%I.%I', @extschema@.source_schema(), r.relation)) AS oid
        FROM @extschema@.source_relation AS r
    ), doubt AS (
        SELECT 1 AS part, r.ordinal, 0 AS place, CASE WHEN r.optional THEN 'notice' ELSE 'warning' END AS severity, 'relation_missing' AS code,
               r.relation, NULL::text AS key
        FROM relation AS r WHERE r.oid IS NULL
        UNION ALL
        SELECT 2, r.ordinal, c.ordinal, 'error', 'column_missing', c.relation, c.column_name
        FROM relation AS r JOIN @extschema@.source_column AS c ON c.relation = r.relation
        WHERE r.oid IS NOT NULL AND NOT c.optional
          AND NOT EXISTS (SELECT FROM pg_attribute AS a
                          WHERE a.attrelid = r.oid AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped)
        UNION ALL
        SELECT 3, r.ordinal, 0, 'error', 'view_without_security_invoker', r.relation, NULL
        FROM relation AS r JOIN pg_class AS c ON c.oid = r.oid
        WHERE c.relkind = 'v'
          AND NOT coalesce((SELECT o.option_value::boolean FROM pg_options_to_table(c.reloptions) AS o
                            WHERE o.option_name = 'security_invoker'), false)
    )
    SELECT d.severity, d.code, d.relation, d.key, NULL::text,
           jsonb_build_object('relation', d.relation, 'column', d.key,
                              'variant', CASE WHEN d.code = 'relation_missing' AND l.indicators IS NULL AND NOT l.has_own_text THEN 'nothing' END, 'left_out', l.indicators)
    FROM doubt AS d
    CROSS JOIN LATERAL (SELECT string_agg(i.indicator, ', ' ORDER BY i.ordinal) AS indicators,
                               EXISTS (SELECT FROM @extschema@.finding_text AS t WHERE t.code = d.code AND t.variant = d.relation) AS has_own_text
                        FROM @extschema@.indicator AS i
                        WHERE d.code = 'relation_missing' AND d.relation = ANY (i.relations)) AS l
    ORDER BY d.part, CASE d.part WHEN 2 THEN d.relation END COLLATE "C", d.ordinal, d.place;
END;
COMMENT ON FUNCTION @internal@.check_relations() IS 'findings about the source relations themselves: missing ones, missing columns, views that bypass row-level security';

CREATE FUNCTION @internal@.check_keys(year integer) RETURNS SETOF @internal@.raw_finding
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
        WHERE c.relkind NOT IN ('r', 'p') OR NOT EXISTS (SELECT FROM pg_index AS x WHERE x.indrelid = c.oid AND x.indisprimary)
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
COMMENT ON FUNCTION @internal@.check_keys(integer) IS 'findings about keys that several rows of a source relation have';

CREATE FUNCTION @internal@.check_codes(year integer) RETURNS SETOF @internal@.raw_finding
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
        WHERE c.codes IS NOT NULL
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
COMMENT ON FUNCTION @internal@.check_codes(integer) IS 'findings about values of the sources that their code lists do not have';

CREATE FUNCTION @internal@.check_contract(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.* FROM @internal@.check_relations() AS r
    UNION ALL SELECT k.* FROM @internal@.check_keys(year) AS k
    UNION ALL SELECT c.* FROM @internal@.check_codes(year) AS c;
END;
COMMENT ON FUNCTION @internal@.check_contract(integer) IS
    'findings about the source relations against the contract: missing ones, views, repeated keys, unknown codes; whose rows they are is as of the year';
