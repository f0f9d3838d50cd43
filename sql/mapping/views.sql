-- Views made from a mapping.  Each keeps its part of the mapping in its comment,
-- so that the mapping lives, is dumped and dies with the views.

CREATE FUNCTION @internal@.stored_mapping(schema text, OUT relation text, OUT oid oid, OUT spec jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 30
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT m.relation, m.oid, substr(obj_description(m.oid, 'pg_class'), length('research_indicators mapping: ') + 1) AS spec
        FROM @internal@.mapped_relations(schema) AS m
        WHERE m.relkind = 'v' AND obj_description(m.oid, 'pg_class') LIKE E'research\\_indicators mapping: %'
        ORDER BY m.ordinal
    LOOP
        BEGIN
            relation := item.relation;
            oid := item.oid;
            spec := item.spec::jsonb;
            RETURN NEXT;
        EXCEPTION WHEN invalid_text_representation THEN
            NULL;   -- somebody changed the comment: the view is its own
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.stored_mapping(text) IS 'the mapping that each view of a schema was made from';

CREATE FUNCTION source_mapping(schema text) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT jsonb_build_object('relations', coalesce(jsonb_object_agg(m.relation, m.spec), '{}'))
    FROM @internal@.stored_mapping(schema) AS m;
END;
COMMENT ON FUNCTION source_mapping(text) IS
    'the mapping that the views of a schema were made from, as create_source_views takes it; formats stand at each relation';

CREATE FUNCTION @internal@.spec_with_options(spec jsonb, options jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE jsonb_typeof(spec) WHEN 'array' THEN (SELECT jsonb_agg(options || e.part ORDER BY e.n) FROM jsonb_array_elements(spec) WITH ORDINALITY AS e(part, n))
                                   ELSE options || spec END;
END;
COMMENT ON FUNCTION @internal@.spec_with_options(jsonb, jsonb) IS 'the mapping of a relation that stands by itself';

CREATE FUNCTION @internal@.empty_query(schema text, relation text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an id is of the type that what it refers to has, since readers compare them
    SELECT format('SELECT %s WHERE false', string_agg(format('NULL::%s AS %I', coalesce(t.type, c.data_type), c.column_name), ', ' ORDER BY c.ordinal))
    FROM @extschema@.source_column AS c
    LEFT JOIN @extschema@.source_reference AS f ON f.relation = c.relation AND f.column_name = c.column_name
    LEFT JOIN @extschema@.source_relation AS r ON r.relation = f.referenced_relation
    LEFT JOIN LATERAL (SELECT @internal@.column_type(m.oid::regclass, r.key_columns[1])::text AS type
                       FROM @internal@.mapped_relations(schema) AS m WHERE m.relation = f.referenced_relation) AS t ON true
    WHERE c.relation = empty_query.relation;
END;
COMMENT ON FUNCTION @internal@.empty_query(text, text) IS 'query of a relation that the hospital has nothing for';

CREATE FUNCTION @internal@.create_mapped_view(schema text, relation text, spec jsonb) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    query text := (SELECT CASE WHEN create_mapped_view.spec -> 'empty' = 'true' THEN @internal@.empty_query(schema, create_mapped_view.relation)
                               ELSE string_agg(@internal@.mapped_query(p.relation, p.spec, p.options), ' UNION ALL ' ORDER BY p.part) END
                   FROM @internal@.mapping_parts(jsonb_build_object('relations', jsonb_build_object(create_mapped_view.relation, create_mapped_view.spec))) AS p);
    old oid := (SELECT m.oid FROM @internal@.mapped_relations(schema) AS m WHERE m.relation = create_mapped_view.relation);
    rights text;
BEGIN
    -- what was granted stays granted
    SELECT string_agg(format('GRANT %s ON %I.%I TO %s%s', a.privilege_type, schema, relation, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
                             CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '; ')
    INTO rights
    FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
    WHERE c.oid = old AND a.grantee <> c.relowner;
    IF old IS NOT NULL THEN
        EXECUTE format('DROP VIEW %I.%I', schema, relation);
    END IF;
    EXECUTE format('CREATE VIEW %I.%I WITH (security_invoker = true) AS %s', schema, relation, query);
    EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema, relation, 'research_indicators mapping: ' || spec::text);
    IF rights IS NOT NULL THEN
        EXECUTE rights;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.create_mapped_view(text, text, jsonb) IS 'makes the view of one relation anew, with the rights that it had';

CREATE FUNCTION create_source_views(schema text, mapping jsonb, OUT relation text, OUT action text)
    RETURNS SETOF record
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE ROWS 30
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    faults text[];
    options jsonb := mapping - 'relations';
    item record;
BEGIN
    PERFORM @internal@.require_own_schema(schema);
    SELECT array_agg(concat_ws(': ', nullif(concat_ws('.', f.relation, f.column_name), ''), f.fault)
                     ORDER BY f.relation COLLATE "C" NULLS FIRST, f.column_name COLLATE "C" NULLS FIRST, f.fault COLLATE "C")
    INTO faults
    FROM (SELECT * FROM @internal@.mapping_faults(mapping)
          UNION ALL
          SELECT m.relation, NULL, format('%I.%I is there, and was not made from a mapping', schema, m.relation)
          FROM @internal@.mapped_relations(schema) AS m
          WHERE m.oid IS NOT NULL AND mapping -> 'relations' ? m.relation
            AND NOT EXISTS (SELECT FROM @internal@.stored_mapping(schema) AS s WHERE s.relation = m.relation)) AS f;
    IF faults IS NOT NULL THEN
        RAISE EXCEPTION 'the mapping has % faults', cardinality(faults)
            USING ERRCODE = 'RI120', DETAIL = array_to_string(faults, E'\n'),
                  HINT = 'Nothing was made. SELECT * FROM research_indicators.describe_sources() tells what each column holds.';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
    END IF;
    FOR item IN
        SELECT r.relation, CASE WHEN n.value <> 'null' THEN @internal@.spec_with_options(n.value, options) END AS spec, s.spec AS old
        FROM @extschema@.source_relation AS r
        JOIN jsonb_each(mapping -> 'relations') AS n(relation, value) ON n.relation = r.relation
        LEFT JOIN @internal@.stored_mapping(schema) AS s ON s.relation = r.relation
        ORDER BY r.ordinal
    LOOP
        relation := item.relation;
        action := CASE WHEN item.spec IS NOT DISTINCT FROM item.old THEN 'unchanged' WHEN item.spec IS NULL THEN 'dropped'
                       WHEN item.old IS NULL THEN 'created' ELSE 'changed' END;
        IF action = 'dropped' THEN
            EXECUTE format('DROP VIEW %I.%I', schema, relation);
        ELSIF action <> 'unchanged' THEN
            PERFORM @internal@.create_mapped_view(schema, item.relation, item.spec);
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
COMMENT ON FUNCTION create_source_views(text, jsonb) IS
    'makes the source relations that a mapping names as views with the rights of their caller; what has not changed stays, a relation mapped to null is dropped, others are left alone; error RI120 lists all that does not fit';

CREATE FUNCTION mapping_problems(schema text, OUT relation text, OUT key text, OUT column_name text, OUT source_column text, OUT value text, OUT rows bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mapping jsonb := @extschema@.source_mapping(schema);
    item record;
BEGIN
    IF mapping -> 'relations' = '{}' THEN
        RAISE EXCEPTION 'no view of schema "%" was made from a mapping', schema
            USING ERRCODE = 'RI121', HINT = 'Make them by research_indicators.create_source_views().';
    ELSIF EXISTS (SELECT FROM @internal@.mapping_faults(mapping)) THEN
        RAISE EXCEPTION 'the tables below schema "%" are no longer what its mapping names', schema
            USING ERRCODE = 'RI120', HINT = 'Give the mapping to research_indicators.create_source_views() again: it lists what does not fit.';
    END IF;
    FOR item IN
        SELECT p.relation, c.column_name, p.spec, s.spec ->> 'column' AS source_column, f.source, c.column_name = 'person_id' AS is_person,
               @internal@.mapped_value(f.source, p.relation, c.column_name, s.spec, p.options) AS value, c.codes,
               @internal@.mapped_condition(p.spec -> 'when', p.spec -> 'not_null') || ' AND ' || @internal@.mapped_condition(s.spec -> 'when', NULL) AS condition,
               (SELECT 'concat_ws('';'', ' || string_agg(format('(%s)::text', @internal@.mapped_value(f.source, p.relation, k.name, p.spec -> 'columns' -> k.name, p.options)), ', ' ORDER BY k.n) || ')'
                FROM @extschema@.source_relation AS r
                CROSS JOIN LATERAL unnest(CASE WHEN r.key_columns = '{}' THEN r.index_columns ELSE r.key_columns END) WITH ORDINALITY AS k(name, n)
                WHERE r.relation = p.relation AND p.spec -> 'columns' ? k.name) AS key
        FROM @internal@.mapping_parts(mapping) AS p
        JOIN @extschema@.source_relation AS r ON r.relation = p.relation
        JOIN @extschema@.source_column AS c ON c.relation = p.relation
        CROSS JOIN LATERAL (SELECT p.spec -> 'columns' -> c.column_name AS spec) AS s
        CROSS JOIN LATERAL (SELECT to_regclass(p.spec ->> 'from') AS source) AS f
        WHERE s.spec ? 'column' AND NOT s.spec ? 'otherwise'
        ORDER BY r.ordinal, p.part, c.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT %1$L::text, @internal@.shown_text(f.key), %2$L::text, %3$L::text, CASE WHEN %4$L THEN '***' ELSE @internal@.shown_text(f.written) END, f.rows
            FROM (SELECT %5$s AS key, btrim(s.%3$I::text) AS written, count(*) AS rows
                  FROM %6$s AS s
                  WHERE %7$s AND btrim(s.%3$I::text) <> '' AND (%8$s IS NULL OR %8$s::text <> ALL (%9$L::text[]))
                  GROUP BY 1, 2) AS f
            ORDER BY f.key COLLATE "C", f.written COLLATE "C"
        $sql$, item.relation, item.column_name, item.source_column, item.is_person, coalesce(item.key, 'NULL::text'), item.source, item.condition,
            '(' || item.value || ')', item.codes);
    END LOOP;
END
$$;
COMMENT ON FUNCTION mapping_problems(text) IS
    'values that the mapping of a schema does not understand (no such day, no number, no code): relation, key, column, the column of the table, the value (not where it is personal data) and in how many rows of it';
