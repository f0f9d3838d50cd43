-- Staging: every row that a file delivers, as text, in tables that last as long
-- as the import.  What comes out of a document is one entry, taken whole or not
-- at all.

CREATE FUNCTION @internal@.create_import_stage() RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET client_min_messages = warning
AS $$
BEGIN
    -- emptied and not made anew: every table that a transaction makes holds a lock until its end
    IF to_regclass('pg_temp.import_row') IS NOT NULL THEN
        TRUNCATE pg_temp.import_record, pg_temp.import_document, pg_temp.import_entry, pg_temp.import_row, pg_temp.import_fault, pg_temp.import_change, pg_temp.import_group;
        RETURN;
    END IF;
    CREATE TEMPORARY TABLE import_record (ordinal bigint NOT NULL, line bigint NOT NULL, fields text[] NOT NULL, code text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE import_document (ordinal bigint NOT NULL, place text NOT NULL, content text, code text, broken boolean) ON COMMIT DROP;
    CREATE TEMPORARY TABLE import_entry (entry bigint NOT NULL, place text NOT NULL, content text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE import_row (entry bigint NOT NULL, relation text NOT NULL, line bigint, row_values text[] NOT NULL) ON COMMIT DROP;
    CREATE TEMPORARY TABLE import_fault (entry bigint PRIMARY KEY, code text NOT NULL, column_name text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE import_change (entry bigint NOT NULL, is_new boolean NOT NULL) ON COMMIT DROP;
    -- the key keeps a plan that takes another table for empty, because it was when last analysed, from being quadratic
    CREATE TEMPORARY TABLE import_group (id text PRIMARY KEY, known boolean NOT NULL, changed boolean NOT NULL) ON COMMIT DROP;
END
$$;
COMMENT ON FUNCTION @internal@.create_import_stage() IS
    'makes the tables of an import, or empties them: records and documents as read, entries, the rows they deliver, what is wrong with them, what they changed, what they are about';

CREATE FUNCTION @internal@.parsed_column(relation text, column_name text, value text, options jsonb) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN c.default_value IS NULL THEN d.expression
                ELSE format('CASE %s WHEN %L THEN %2$L::%s ELSE %s END', parsed_column.value, c.default_value, c.data_type, d.expression) END
    FROM @extschema@.source_column AS c
    CROSS JOIN LATERAL (
        SELECT CASE c.data_type
                   WHEN 'integer' THEN format('@extschema@.parse_integer(%s)', parsed_column.value)
                   WHEN 'numeric' THEN format('@extschema@.parse_decimal(%s, %L)', parsed_column.value, coalesce(options ->> 'decimal', '.'))
                   WHEN 'date' THEN format('@extschema@.parse_date(%s, %L)', parsed_column.value,
                                           coalesce((SELECT array_agg(f.format ORDER BY f.n) FROM jsonb_array_elements_text(options -> 'date_formats')
                                                     WITH ORDINALITY AS f(format, n)), '{YYYY-MM-DD}'))
                   WHEN 'boolean' THEN format('@extschema@.parse_boolean(%s)', parsed_column.value)
                   WHEN 'timestamp with time zone' THEN format('@extschema@.parse_moment(%s)', parsed_column.value)
                   ELSE parsed_column.value END AS expression) AS d
    WHERE c.relation = parsed_column.relation AND c.column_name = parsed_column.column_name;
END;
COMMENT ON FUNCTION @internal@.parsed_column(text, text, text, jsonb) IS
    'SQL expression that makes of a text the value of a column of the source contract, NULL where it is none';

CREATE FUNCTION @internal@.typed_column(relation text, column_name text, value text, options jsonb) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN c.default_value IS NULL THEN @internal@.parsed_column(relation, column_name, value, options)
                ELSE format('coalesce(%s, %L::%s)', @internal@.parsed_column(relation, column_name, value, options), c.default_value, c.data_type) END
    FROM @extschema@.source_column AS c
    WHERE c.relation = typed_column.relation AND c.column_name = typed_column.column_name;
END;
COMMENT ON FUNCTION @internal@.typed_column(text, text, text, jsonb) IS
    'SQL expression that makes of a text the value of a column of the source contract, or its default';

CREATE FUNCTION @internal@.typed_columns(relation text, columns text[], options jsonb) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT string_agg(format('%s AS %I', @internal@.typed_column(relation, k.name, format('r.row_values[%s]', k.n), options), k.name), ', ' ORDER BY k.n)
    FROM unnest(columns) WITH ORDINALITY AS k(name, n);
END;
COMMENT ON FUNCTION @internal@.typed_columns(text, text[], jsonb) IS 'select list of the typed values of a staged row r';

CREATE FUNCTION @internal@.identifiers(names text[], prefix text DEFAULT '') RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT string_agg(prefix || quote_ident(k.name), ', ' ORDER BY k.n) FROM unnest(names) WITH ORDINALITY AS k(name, n);
END;
COMMENT ON FUNCTION @internal@.identifiers(text[], text) IS 'names of columns, quoted, each after a prefix such as t.';
