-- A mapping says what the relations of the contract are made of.  This file
-- makes SQL of one column of it: everything is quoted, nothing raises an error
-- while it is read.
--
--   {"decimal": ",", "date": "DD.MM.YYYY",           for all relations
--    "relations": {"publication": PART or [PART, ...]}}
--   PART: {"from": "schema.table", "distinct": true, "when": {"column": ["value", ...]},
--          "not_null": ["column", ...], "columns": {"year": COLUMN, ...}} or {"empty": true}
--   COLUMN: {"column": "aar", "codes": {"ARTIKKEL": "article"}, "otherwise": "other",
--            "date": "DD.MM.YYYY", "decimal": ",", "time_zone": "Europe/Oslo", "times": 1000,
--            "trim": true, "when": {...}, "sure": 0.9}
--           or {"constant": "NO"} or {"expression": "upper(land)"}

CREATE FUNCTION @internal@.mapped_condition(rows jsonb, not_null jsonb) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(string_agg(c.condition, ' AND ' ORDER BY c.part, c.name COLLATE "C"), 'true')
    FROM (SELECT 1 AS part, w.key AS name, format('btrim(s.%I::text) = ANY (%L::text[])', w.key, @internal@.text_list(w.value)) AS condition
          FROM jsonb_each(coalesce(rows, '{}')) AS w
          UNION ALL
          SELECT 2, n.name, format('btrim(s.%I::text) <> ''''', n.name)
          FROM unnest(@internal@.text_list(not_null)) AS n(name)) AS c;
END;
COMMENT ON FUNCTION @internal@.mapped_condition(jsonb, jsonb) IS 'SQL condition of "when" (columns and the values they may have) and "not_null" over a row s';

CREATE FUNCTION @internal@.column_type(relation regclass, column_name text) RETURNS regtype
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END::regtype
    FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE a.attrelid = relation AND a.attname = column_type.column_name AND a.attnum > 0 AND NOT a.attisdropped;
END;
COMMENT ON FUNCTION @internal@.column_type(regclass, text) IS 'type of a column, of a domain what it is made of; NULL for no column';

CREATE FUNCTION @internal@.is_text_type(type regtype) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT type IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'name'::regtype);
END;
COMMENT ON FUNCTION @internal@.is_text_type(regtype) IS 'whether values of a type are written texts';

CREATE FUNCTION @internal@.converted_value(type regtype, data_type text, value text, written text, options jsonb) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- NULL: there is no way from the one type to the other.  value is the column, written its text without blanks or NULL.
    SELECT CASE data_type
        WHEN 'text' THEN written
        WHEN 'integer' THEN CASE
            WHEN type IN ('integer'::regtype, 'smallint'::regtype) THEN value || '::integer'
            WHEN type IN ('bigint'::regtype, 'numeric'::regtype, 'double precision'::regtype, 'real'::regtype)
                THEN format('CASE WHEN %1$s BETWEEN -2147483648 AND 2147483647 AND %1$s::numeric %% 1 = 0 THEN %1$s::integer END', value)
            WHEN @internal@.is_text_type(type) THEN format('@extschema@.parse_integer(%s)', written) END
        WHEN 'numeric' THEN CASE
            WHEN type IN ('integer'::regtype, 'smallint'::regtype, 'bigint'::regtype, 'numeric'::regtype) THEN value || '::numeric'
            WHEN @internal@.is_text_type(type) THEN format('@extschema@.parse_decimal(%s, %L)', written, coalesce(options ->> 'decimal', '.')) END
            || coalesce(' * ' || quote_literal(options ->> 'times') || '::numeric', '')
        WHEN 'boolean' THEN CASE
            WHEN type = 'boolean'::regtype THEN value
            WHEN @internal@.is_text_type(type) OR type IN ('integer'::regtype, 'smallint'::regtype, 'bigint'::regtype)
                THEN format('@extschema@.parse_boolean(%s)', written) END
        WHEN 'date' THEN CASE
            WHEN type = 'date'::regtype THEN value
            WHEN type = 'timestamp without time zone'::regtype THEN value || '::date'
            WHEN type = 'timestamp with time zone'::regtype AND options ? 'time_zone' THEN format('(%s AT TIME ZONE %L)::date', value, options ->> 'time_zone')
            WHEN @internal@.is_text_type(type) OR type IN ('integer'::regtype, 'bigint'::regtype)
                THEN format('@extschema@.parse_date(%s, %L::text[])', written, coalesce(@internal@.text_list(options -> 'date'), '{YYYY-MM-DD}')) END
        WHEN 'timestamp with time zone' THEN CASE
            WHEN type = 'timestamp with time zone'::regtype THEN value
            WHEN type IN ('timestamp without time zone'::regtype, 'date'::regtype) AND options ? 'time_zone'
                THEN format('%s::timestamp AT TIME ZONE %L', value, options ->> 'time_zone')
            WHEN @internal@.is_text_type(type) AND options ? 'date'
                THEN format('@extschema@.parse_date(%s, %L::text[])::timestamp AT TIME ZONE %L', written, @internal@.text_list(options -> 'date'), coalesce(options ->> 'time_zone', 'UTC'))
            WHEN @internal@.is_text_type(type) THEN format('@extschema@.parse_moment(%s)', written) END
        END;
END;
COMMENT ON FUNCTION @internal@.converted_value(regtype, text, text, text, jsonb) IS
    'SQL expression that reads a value of a type as one of the contract, NULL where it cannot; itself NULL where there is no way';

CREATE FUNCTION @internal@.mapped_value(source regclass, relation text, column_name text, spec jsonb, options jsonb) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted text := (SELECT c.data_type FROM @extschema@.source_column AS c WHERE c.relation = mapped_value.relation AND c.column_name = mapped_value.column_name);
    type regtype := @internal@.column_type(source, spec ->> 'column');
    value text := 's.' || quote_ident(spec ->> 'column');
    written text := format('nullif(btrim(%s::text), '''')', value);
    settings jsonb := options || spec;
    other text;
BEGIN
    IF spec ? 'expression' THEN
        RETURN format(E'(%s\n)', spec ->> 'expression');
    ELSIF spec ? 'constant' THEN
        RETURN format('%L::%s', spec ->> 'constant', wanted);
    ELSIF spec ? 'codes' THEN
        other := CASE WHEN spec ? 'otherwise' THEN format('CASE WHEN %s IS NOT NULL THEN %L::%s END', written, spec ->> 'otherwise', wanted)
                      ELSE coalesce(@internal@.converted_value(type, wanted, value, written, settings), 'NULL::' || wanted) END;
        RETURN (SELECT format('CASE %s %s ELSE %s END', written,
                              string_agg(format('WHEN %L THEN %L::%s', c.key, c.value #>> '{}', wanted), ' ' ORDER BY c.key COLLATE "C"), other)
                FROM jsonb_each(spec -> 'codes') AS c);
    ELSIF wanted = 'text' AND @internal@.is_id_column(relation, column_name) AND NOT coalesce((spec ->> 'trim')::boolean, false) THEN
        -- an id as it is, so that indexes of the table serve
        RETURN value;
    END IF;
    RETURN @internal@.converted_value(type, wanted, value, written, settings);
END
$$;
COMMENT ON FUNCTION @internal@.mapped_value(regclass, text, text, jsonb, jsonb) IS 'SQL expression of a column of the contract over a row s of the table that it is made of';

CREATE FUNCTION @internal@.mapping_parts(mapping jsonb, OUT relation text, OUT part integer, OUT spec jsonb, OUT options jsonb)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT r.key, p.n::integer, p.value, mapping - 'relations' || CASE jsonb_typeof(p.value) WHEN 'object' THEN p.value - '{from,columns,distinct,when,not_null}'::text[] ELSE '{}' END
    FROM jsonb_each(CASE jsonb_typeof(mapping -> 'relations') WHEN 'object' THEN mapping -> 'relations' ELSE '{}' END) AS r
    CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(r.value) WHEN 'array' THEN r.value ELSE jsonb_build_array(r.value) END) WITH ORDINALITY AS p(value, n)
    ORDER BY r.key COLLATE "C", p.n;
END;
COMMENT ON FUNCTION @internal@.mapping_parts(jsonb) IS 'the parts that the relations of a mapping are made of, with the formats that hold for each';

CREATE FUNCTION @internal@.mapped_query(relation text, part jsonb, options jsonb) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT format('SELECT %s%s FROM %s AS s WHERE %s', CASE WHEN (part ->> 'distinct')::boolean THEN 'DISTINCT ' ELSE '' END,
                  string_agg(format('%s AS %I', v.value, v.column_name), ', ' ORDER BY v.ordinal), f.source, @internal@.mapped_condition(part -> 'when', part -> 'not_null'))
    FROM (SELECT to_regclass(part ->> 'from') AS source) AS f
    CROSS JOIN LATERAL (
        SELECT c.ordinal, c.column_name,
               CASE WHEN m.spec IS NULL THEN format('%L::%s', c.default_value, c.data_type)
                    WHEN c.required AND c.default_value IS NOT NULL THEN format('coalesce(%s, %L::%s)', m.value, c.default_value, c.data_type)
                    ELSE m.value END AS value
        FROM @extschema@.source_column AS c
        LEFT JOIN LATERAL (
            SELECT s.spec, CASE WHEN s.spec ? 'when' THEN format('CASE WHEN %s THEN %s END', @internal@.mapped_condition(s.spec -> 'when', NULL), e.value) ELSE e.value END AS value
            FROM (SELECT part -> 'columns' -> c.column_name AS spec) AS s
            CROSS JOIN LATERAL (SELECT @internal@.mapped_value(f.source, c.relation, c.column_name, s.spec, options) AS value) AS e
            WHERE s.spec IS NOT NULL) AS m ON true
        WHERE c.relation = mapped_query.relation) AS v
    GROUP BY f.source;
END;
COMMENT ON FUNCTION @internal@.mapped_query(text, jsonb, jsonb) IS 'query of one part of a relation; what the mapping does not name is NULL or the default of the contract';
