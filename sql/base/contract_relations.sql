-- A schema held against the contract without reading a row: which relations and
-- columns are there, of which types, with which rights.  Catalogs are joined,
-- since to_regclass() fails where the schema may not be used.

CREATE FUNCTION @internal@.may_catch() RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_may_catch'
    LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.may_catch() IS 'whether an error can be caught here: not while a statement runs in parallel';

CREATE FUNCTION @internal@.mapped_relations(
    schema text, OUT relation text, OUT ordinal integer, OUT optional boolean, OUT oid oid, OUT relkind "char")
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 30
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.relation, r.ordinal, r.optional, c.oid, c.relkind
    FROM @extschema@.source_relation AS r
    LEFT JOIN (pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = schema)
           ON c.relname = r.relation AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
    ORDER BY r.ordinal;
END;
COMMENT ON FUNCTION @internal@.mapped_relations(text) IS 'the relations of the contract and what a schema has for each; oid NULL: nothing';

CREATE FUNCTION @internal@.relations_below(relation oid) RETURNS SETOF oid
    LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 5
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE below AS (
        SELECT relations_below.relation AS oid
        UNION
        SELECT d.refobjid
        FROM below AS b
        JOIN pg_rewrite AS w ON w.ev_class = b.oid
        JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
    )
    SELECT b.oid FROM below AS b WHERE b.oid <> relations_below.relation;
END;
COMMENT ON FUNCTION @internal@.relations_below(oid) IS 'the relations that a view reads, and those that these read';

CREATE FUNCTION @internal@.is_type_of_contract(type oid, data_type text, is_id boolean) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an id may be of any type with an order; a domain is what it is made of
    SELECT CASE data_type
           WHEN 'text' THEN b.oid IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'name'::regtype)
                OR is_id AND EXISTS (SELECT FROM pg_opclass AS o JOIN pg_am AS m ON m.oid = o.opcmethod
                                     WHERE m.amname = 'btree' AND o.opcdefault
                                       AND (o.opcintype = b.oid OR o.opcintype = 'anyenum'::regtype AND b.typtype = 'e'))
           WHEN 'integer' THEN b.oid IN ('integer'::regtype, 'smallint'::regtype)
           WHEN 'numeric' THEN b.oid IN ('numeric'::regtype, 'integer'::regtype, 'smallint'::regtype, 'bigint'::regtype)
           ELSE b.oid = data_type::regtype END
    FROM pg_type AS t
    JOIN pg_type AS b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    WHERE t.oid = type;
END;
COMMENT ON FUNCTION @internal@.is_type_of_contract(oid, text, boolean) IS 'whether a column of this type serves where the contract has data_type';

CREATE FUNCTION @internal@.is_id_column(relation text, column_name text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT column_name ~ '_id$'
        OR EXISTS (SELECT FROM @extschema@.source_reference AS f
                   WHERE f.relation = is_id_column.relation AND f.column_name = is_id_column.column_name);
END;
COMMENT ON FUNCTION @internal@.is_id_column(text, text) IS 'whether a column of the contract holds ids, which may be of any ordered type';

CREATE FUNCTION @internal@.check_schema(schema text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'error', 'nothing_mapped', NULL::text, schema, NULL::text,
           jsonb_build_object('schema', schema, 'variant', CASE WHEN n.oid IS NULL THEN 'no_schema' WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'no_right' ELSE 'empty' END)
    FROM (SELECT 1) AS one
    LEFT JOIN pg_namespace AS n ON n.nspname = schema
    WHERE n.oid IS NULL OR NOT has_schema_privilege(n.oid, 'USAGE')
       OR NOT EXISTS (SELECT FROM @internal@.mapped_relations(schema) AS r WHERE r.oid IS NOT NULL);
END;
COMMENT ON FUNCTION @internal@.check_schema(text) IS 'finding that a schema has none of the relations, or may not be used';

CREATE FUNCTION @internal@.compared_as(type oid) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN b.oid IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'name'::regtype) THEN 'text'
                WHEN b.oid IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype, 'numeric'::regtype) THEN 'number'
                ELSE b.typname::text END
    FROM pg_type AS t
    JOIN pg_type AS b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    WHERE t.oid = type;
END;
COMMENT ON FUNCTION @internal@.compared_as(oid) IS 'types whose values can be compared with each other, by one name';

CREATE FUNCTION @internal@.check_id_types(schema text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT 'error', 'type_wrong', f.relation, f.column_name, NULL::text,
           jsonb_build_object('variant', 'reference', 'relation', f.relation, 'column', f.column_name, 'type', format_type(a.atttypid, a.atttypmod),
                              'referenced', f.referenced_relation, 'wanted', format_type(b.atttypid, b.atttypmod))
    FROM @extschema@.source_reference AS f
    JOIN @extschema@.source_relation AS r ON r.relation = f.referenced_relation
    JOIN @internal@.mapped_relations(schema) AS m ON m.relation = f.relation
    JOIN @internal@.mapped_relations(schema) AS t ON t.relation = f.referenced_relation
    JOIN pg_attribute AS a ON a.attrelid = m.oid AND a.attname = f.column_name AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_attribute AS b ON b.attrelid = t.oid AND b.attname = r.key_columns[1] AND b.attnum > 0 AND NOT b.attisdropped
    WHERE @internal@.compared_as(a.atttypid) <> @internal@.compared_as(b.atttypid)
    ORDER BY m.ordinal, a.attnum;
END;
COMMENT ON FUNCTION @internal@.check_id_types(text) IS 'findings about ids of a type that cannot be compared with what they refer to';

CREATE FUNCTION @internal@.type_advice(type text, wanted text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN wanted = 'date' AND type LIKE 'timestamp%' THEN 'moment'
                WHEN wanted <> 'text' AND type ~ '^(text|character|name|([^.]+[.])?citext)' THEN 'written'
                WHEN wanted = 'text' OR wanted IN ('integer', 'numeric') AND type ~ '^(bigint|numeric|real|double|money)' THEN 'cast' END;
END;
COMMENT ON FUNCTION @internal@.type_advice(text, text) IS
    'how a column of a type becomes one of the type wanted: cast, a moment of a time zone, read from a text; NULL: nothing general';

CREATE FUNCTION @internal@.check_relations(schema text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH relation AS MATERIALIZED (
        SELECT r.* FROM @internal@.mapped_relations(schema) AS r
    ), doubt AS (
        SELECT 1 AS part, r.ordinal, 0 AS place, CASE WHEN r.optional THEN 'notice' ELSE 'warning' END AS severity, 'relation_missing' AS code,
               r.relation, NULL::text AS key, NULL::text AS type, NULL::text AS wanted, NULL::text AS protected
        FROM relation AS r WHERE r.oid IS NULL
        UNION ALL
        SELECT 2, r.ordinal, c.ordinal, 'error', CASE WHEN a.attname IS NULL THEN 'column_missing' ELSE 'type_wrong' END, c.relation, c.column_name,
               format_type(a.atttypid, a.atttypmod), c.data_type, NULL
        FROM relation AS r
        JOIN @extschema@.source_column AS c ON c.relation = r.relation
        LEFT JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
        WHERE r.oid IS NOT NULL
          AND CASE WHEN a.attname IS NULL THEN NOT c.optional
                   ELSE NOT @internal@.is_type_of_contract(a.atttypid, c.data_type, @internal@.is_id_column(c.relation, c.column_name)) END
        UNION ALL
        SELECT 3, r.ordinal, 0, CASE WHEN p.tables IS NULL THEN 'warning' ELSE 'error' END, 'view_without_security_invoker', r.relation, NULL, NULL, NULL, p.tables
        FROM relation AS r
        JOIN pg_class AS c ON c.oid = r.oid
        CROSS JOIN LATERAL (SELECT string_agg(b.oid::regclass::text, ', ' ORDER BY b.oid::regclass::text COLLATE "C") AS tables
                            FROM @internal@.relations_below(c.oid) AS o(oid) JOIN pg_class AS b ON b.oid = o.oid
                            WHERE b.relrowsecurity) AS p
        WHERE c.relkind = 'v'
          AND NOT coalesce((SELECT o.option_value::boolean FROM pg_options_to_table(c.reloptions) AS o
                            WHERE o.option_name = 'security_invoker'), false)
    )
    SELECT d.severity, d.code, d.relation, d.key, NULL::text,
           jsonb_build_object('relation', d.relation, 'column', d.key, 'type', d.type, 'wanted', d.wanted, 'protected', d.protected,
                              'variant', CASE WHEN d.protected IS NOT NULL THEN 'row_security'
                                              WHEN d.code = 'type_wrong' THEN @internal@.type_advice(d.type, d.wanted)
                                              WHEN d.code = 'relation_missing' AND l.indicators IS NULL AND NOT l.has_own_text THEN 'nothing' END,
                              'left_out', l.indicators)
    FROM doubt AS d
    CROSS JOIN LATERAL (SELECT string_agg(i.indicator, ', ' ORDER BY i.ordinal) AS indicators,
                               EXISTS (SELECT FROM @extschema@.finding_text AS t WHERE t.code = d.code AND t.variant = d.relation) AS has_own_text
                        FROM @extschema@.indicator AS i
                        WHERE d.code = 'relation_missing' AND d.relation = ANY (i.relations)) AS l
    ORDER BY d.part, CASE d.part WHEN 2 THEN d.relation END COLLATE "C", d.ordinal, d.place;
END;
COMMENT ON FUNCTION @internal@.check_relations(text) IS
    'findings about the relations of a schema themselves: missing ones, missing columns, columns of another type, views that bypass row-level security';

CREATE FUNCTION @internal@.key_expression(schema text, relation text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a relation without a key is known by what its index holds
    SELECT coalesce(format('concat_ws('';'', %s)', string_agg(format('s.%I::text', k.name), ', ' ORDER BY k.n)), 'NULL::text')
    FROM @extschema@.source_relation AS r
    JOIN @internal@.mapped_relations(schema) AS m ON m.relation = r.relation
    CROSS JOIN LATERAL unnest(CASE WHEN r.key_columns = '{}' THEN r.index_columns ELSE r.key_columns END) WITH ORDINALITY AS k(name, n)
    JOIN pg_attribute AS a ON a.attrelid = m.oid AND a.attname = k.name AND a.attnum > 0 AND NOT a.attisdropped
    WHERE r.relation = key_expression.relation;
END;
COMMENT ON FUNCTION @internal@.key_expression(text, text) IS 'SQL expression of the key of a row s, as findings name it';

CREATE FUNCTION @internal@.shown_text(value text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN @internal@.has_personal_data(value, true) THEN '***' ELSE left(value, 200) END;
END;
COMMENT ON FUNCTION @internal@.shown_text(text) IS 'a text of a source as a finding may show it: not where personal data stands in it, and no page of it';

CREATE FUNCTION @internal@.text_list(value jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE jsonb_typeof(value) WHEN 'array' THEN ARRAY(SELECT e.t FROM jsonb_array_elements_text(value) WITH ORDINALITY AS e(t, n) ORDER BY e.n)
                                    WHEN 'null' THEN NULL ELSE ARRAY[value #>> '{}'] END;
END;
COMMENT ON FUNCTION @internal@.text_list(jsonb) IS 'a list of texts, or one text as a list of it';
