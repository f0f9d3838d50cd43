-- What does not fit in a mapping: all of it at once.

CREATE FUNCTION @internal@.expression_type(expression text, relation regclass) RETURNS regtype
    AS 'MODULE_PATHNAME', 'research_indicators_expression_type'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @internal@.expression_type(text, regclass) IS
    'type of an expression over a row of a relation; an error where it is not one value of one row: a query, a subquery, an aggregate, a volatile function';

CREATE FUNCTION @internal@.expression_fault(expression text, relation regclass, data_type text, is_id boolean) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    type regtype;
BEGIN
    BEGIN
        type := @internal@.expression_type(expression, relation);
    EXCEPTION WHEN OTHERS THEN
        RETURN SQLERRM;
    END;
    RETURN CASE WHEN NOT @internal@.is_type_of_contract(type, data_type, is_id) THEN format('expression gives %s, not %s', type, data_type) END;
END
$$;
COMMENT ON FUNCTION @internal@.expression_fault(text, regclass, text, boolean) IS 'what is wrong with an expression of a mapping; NULL for nothing';

CREATE FUNCTION @internal@.value_fault(value jsonb, data_type text, codes text[]) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF jsonb_typeof(value) IN ('object', 'array') THEN
        RETURN format('%s is no single value', value);
    ELSIF value #>> '{}' <> ALL (codes) THEN
        RETURN format('"%s" is no code (codes: %s)', value #>> '{}', array_to_string(codes, ', '));
    END IF;
    BEGIN
        EXECUTE format('SELECT %L::%s', value #>> '{}', data_type);
    EXCEPTION WHEN OTHERS THEN
        RETURN format('"%s" is no %s', value #>> '{}', data_type);
    END;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION @internal@.value_fault(jsonb, text, text[]) IS 'what is wrong with a value that a mapping gives; NULL for nothing';

CREATE FUNCTION @internal@.option_faults(options jsonb) RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.fault
    FROM jsonb_each(options) AS o(name, value)
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN o.name = 'decimal' AND o.value NOT IN ('","', '"."') THEN format('decimal %s is neither "," nor "."', o.value)
            WHEN o.name = 'date' AND (jsonb_typeof(o.value) NOT IN ('string', 'array')
                                      OR EXISTS (SELECT FROM unnest(@internal@.text_list(o.value)) AS d(format)
                                                 WHERE d.format !~* 'Y{4}' OR d.format !~* 'M' OR d.format !~* 'D'))
                THEN format('date %s is no format of YYYY, MM, DD', o.value)
            WHEN o.name = 'time_zone' AND NOT EXISTS (SELECT FROM pg_timezone_names AS z WHERE z.name = o.value #>> '{}') THEN format('unknown time zone %s', o.value)
            WHEN o.name = 'times' AND jsonb_typeof(o.value) <> 'number' THEN format('times %s is no number', o.value)
            WHEN o.name IN ('trim', 'distinct', 'allow_expressions', 'empty') AND jsonb_typeof(o.value) <> 'boolean' THEN format('%s is true or false, not %s', o.name, o.value)
            WHEN o.name IN ('when', 'codes', 'columns') AND jsonb_typeof(o.value) <> 'object' THEN format('%s is an object, not %s', o.name, o.value)
            WHEN o.name NOT IN ('decimal', 'date', 'time_zone', 'times', 'trim', 'distinct', 'allow_expressions', 'when', 'codes', 'columns', 'column', 'constant',
                                'expression', 'otherwise', 'sure', 'from', 'not_null', 'relations', 'empty') THEN format('unknown word "%s"', o.name) END AS fault) AS f
    WHERE f.fault IS NOT NULL
    ORDER BY o.name COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.option_faults(jsonb) IS 'what is wrong with the words of a mapping, whatever place they stand in';

CREATE FUNCTION @internal@.mapped_column_faults(source regclass, relation text, column_name text, spec jsonb, options jsonb) RETURNS SETOF text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted @extschema@.source_column;
    type regtype := @internal@.column_type(source, spec ->> 'column');
BEGIN
    SELECT c.* INTO wanted FROM @extschema@.source_column AS c WHERE c.relation = mapped_column_faults.relation AND c.column_name = mapped_column_faults.column_name;
    IF wanted.column_name IS NULL THEN
        RETURN NEXT 'the contract has no such column';
        RETURN;
    ELSIF jsonb_typeof(spec) <> 'object' OR (spec ? 'column')::integer + (spec ? 'constant')::integer + (spec ? 'expression')::integer <> 1 THEN
        RETURN NEXT 'one of "column", "constant" and "expression" is needed';
        RETURN;
    END IF;
    RETURN QUERY SELECT * FROM @internal@.option_faults(spec);
    IF spec ? 'constant' THEN
        RETURN QUERY SELECT f FROM @internal@.value_fault(spec -> 'constant', wanted.data_type, wanted.codes) AS f WHERE f IS NOT NULL;
    ELSIF spec ? 'expression' AND NOT coalesce(options -> 'allow_expressions' = 'true', false) THEN
        RETURN NEXT 'expressions are refused unless the mapping says "allow_expressions": true';
    ELSIF spec ? 'expression' THEN
        RETURN QUERY SELECT f FROM @internal@.expression_fault(spec ->> 'expression', source, wanted.data_type, @internal@.is_id_column(relation, column_name)) AS f
                     WHERE f IS NOT NULL;
    ELSIF spec ->> 'column' IS NULL THEN
        RETURN NEXT 'no column is named';
    ELSIF type IS NULL THEN
        RETURN NEXT format('%s has no column "%s"', source, spec ->> 'column');
    ELSIF NOT spec ? 'codes' AND NOT @internal@.is_id_column(relation, column_name)
          AND @internal@.converted_value(type, wanted.data_type, '', '', options || spec) IS NULL THEN
        RETURN NEXT format('"%s" is %s, which cannot be read as %s', spec ->> 'column', type, wanted.data_type)
                    || CASE WHEN type::text LIKE 'timestamp%' OR type = 'date'::regtype THEN ' without a "time_zone"' ELSE '' END;
    END IF;
    IF jsonb_typeof(spec -> 'codes') = 'object' THEN
        RETURN QUERY SELECT format('code "%s": %s', c.key, f) FROM jsonb_each(spec -> 'codes') AS c
                     CROSS JOIN LATERAL @internal@.value_fault(c.value, wanted.data_type, wanted.codes) AS f WHERE f IS NOT NULL;
        IF spec -> 'codes' = '{}' THEN
            RETURN NEXT 'codes is empty';
        END IF;
    END IF;
    IF spec ? 'otherwise' THEN
        RETURN QUERY SELECT 'otherwise: ' || f FROM @internal@.value_fault(spec -> 'otherwise', wanted.data_type, wanted.codes) AS f WHERE f IS NOT NULL;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.mapped_column_faults(regclass, text, text, jsonb, jsonb) IS 'what is wrong with one column of a mapping';

CREATE FUNCTION @internal@.mapping_faults(mapping jsonb, OUT relation text, OUT column_name text, OUT fault text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part record;
    source regclass;
BEGIN
    IF jsonb_typeof(mapping -> 'relations') IS DISTINCT FROM 'object' THEN
        RETURN QUERY SELECT NULL::text, NULL::text, '"relations" is missing, or no object';
        RETURN;
    END IF;
    RETURN QUERY SELECT NULL::text, NULL::text, f FROM @internal@.option_faults(mapping) AS f;
    FOR part IN SELECT * FROM @internal@.mapping_parts(mapping) AS p WHERE p.spec <> 'null' LOOP
        source := NULL;
        IF NOT EXISTS (SELECT FROM @extschema@.source_relation AS r WHERE r.relation = part.relation) THEN
            RETURN QUERY SELECT part.relation, NULL::text, 'the contract has no such relation';
            CONTINUE;
        ELSIF part.spec -> 'empty' = 'true' THEN
            RETURN QUERY SELECT part.relation, NULL::text, f FROM @internal@.option_faults(part.spec) AS f;
            CONTINUE;
        ELSIF jsonb_typeof(part.spec) <> 'object' OR jsonb_typeof(part.spec -> 'columns') IS DISTINCT FROM 'object' THEN
            RETURN QUERY SELECT part.relation, NULL::text, 'an object with "from" and "columns" is needed';
            CONTINUE;
        END IF;
        RETURN QUERY SELECT part.relation, NULL::text, f FROM @internal@.option_faults(part.spec) AS f;
        BEGIN
            source := to_regclass(part.spec ->> 'from');
        EXCEPTION WHEN OTHERS THEN
            source := NULL;
        END;
        IF source IS NULL OR strpos(part.spec ->> 'from', '.') = 0 THEN
            RETURN QUERY SELECT part.relation, NULL::text, format('there is no table "%s"; it is named with its schema', part.spec ->> 'from');
            CONTINUE;
        END IF;
        RETURN QUERY
        SELECT part.relation, c.key, f FROM jsonb_each(part.spec -> 'columns') AS c
        CROSS JOIN LATERAL @internal@.mapped_column_faults(source, part.relation, c.key, c.value, part.options) AS f
        UNION ALL
        SELECT part.relation, c.column_name, 'a value is required'
        FROM @extschema@.source_column AS c
        WHERE c.relation = part.relation AND c.required AND c.default_value IS NULL AND NOT part.spec -> 'columns' ? c.column_name
        UNION ALL
        SELECT part.relation, NULL, format('%s has no column "%s" (when, not_null)', source, w.name)
        FROM (SELECT jsonb_object_keys(CASE jsonb_typeof(part.spec -> 'when') WHEN 'object' THEN part.spec -> 'when' ELSE '{}' END)
              UNION SELECT unnest(@internal@.text_list(part.spec -> 'not_null'))
              UNION SELECT k.name FROM jsonb_each(part.spec -> 'columns') AS c
              CROSS JOIN LATERAL jsonb_object_keys(CASE jsonb_typeof(c.value -> 'when') WHEN 'object' THEN c.value -> 'when' ELSE '{}' END) AS k(name)) AS w(name)
        WHERE @internal@.column_type(source, w.name) IS NULL;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.mapping_faults(jsonb) IS 'everything in a mapping that does not fit the contract or the tables it names';
