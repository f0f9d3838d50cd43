-- What is wrong with a staged row, found before anything is written: one fault
-- per entry, the first of its first row.

CREATE FUNCTION @internal@.import_fault_expression(relation text, columns text[], options jsonb) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- personal data first: whoever reads the quarantine must not find it as the value of another fault
    SELECT 'CASE ' || string_agg(part.condition, ' ' ORDER BY part.rank, part.n) || ' END'
    FROM (
        SELECT 1 AS rank, k.n, format('WHEN @internal@.has_personal_data(%s, %L) THEN %L', k.value, coalesce(p.free_text, false), 'personal_data:' || k.name) AS condition
        FROM (SELECT u.name, u.n, format('r.row_values[%s]', u.n) AS value FROM unnest(columns) WITH ORDINALITY AS u(name, n)) AS k
        LEFT JOIN @internal@.personal_data_columns() AS p ON p.relation = import_fault_expression.relation AND p.column_name = k.name
        WHERE k.name <> 'person_id'
        UNION ALL
        SELECT 2, k.n, format('WHEN %1$s IS NULL OR %1$s = ''[masked]'' THEN %2$L', k.value, 'missing_value:' || k.name)
        FROM (SELECT u.name, u.n, format('r.row_values[%s]', u.n) AS value FROM unnest(columns) WITH ORDINALITY AS u(name, n)) AS k
        JOIN @extschema@.source_column AS c ON c.relation = import_fault_expression.relation AND c.column_name = k.name
        WHERE c.required AND c.default_value IS NULL
        UNION ALL
        -- a document that has a list or an object where its key should be
        SELECT 2, k.n, format('WHEN left(%1$s, 1) IN (''['', ''{'') THEN %2$L', k.value, 'not_one_value:' || k.name)
        FROM (SELECT u.name, u.n, format('r.row_values[%s]', u.n) AS value FROM unnest(columns) WITH ORDINALITY AS u(name, n)) AS k
        JOIN @extschema@.source_relation AS s ON s.relation = import_fault_expression.relation AND s.key_columns[1] = k.name
        UNION ALL
        SELECT 3, k.n, format('WHEN %1$s IS NOT NULL AND %2$s IS NULL THEN %3$L', k.value,
                              @internal@.parsed_column(import_fault_expression.relation, k.name, k.value, options),
                              CASE c.data_type WHEN 'integer' THEN 'not_an_integer:' WHEN 'numeric' THEN 'not_a_number:' WHEN 'date' THEN 'not_a_date:'
                                               WHEN 'boolean' THEN 'not_a_truth_value:' ELSE 'not_a_moment:' END || k.name)
        FROM (SELECT u.name, u.n, format('r.row_values[%s]', u.n) AS value FROM unnest(columns) WITH ORDINALITY AS u(name, n)) AS k
        JOIN @extschema@.source_column AS c ON c.relation = import_fault_expression.relation AND c.column_name = k.name
        WHERE c.data_type <> 'text'
        UNION ALL
        SELECT 4, k.n, format('WHEN %1$s <> ALL (%2$L::text[]) THEN %3$L', k.value, c.codes, 'unknown_code:' || k.name)
        FROM (SELECT u.name, u.n, format('r.row_values[%s]', u.n) AS value FROM unnest(columns) WITH ORDINALITY AS u(name, n)) AS k
        JOIN @extschema@.source_column AS c ON c.relation = import_fault_expression.relation AND c.column_name = k.name
        WHERE c.codes IS NOT NULL
    ) AS part;
END;
COMMENT ON FUNCTION @internal@.import_fault_expression(text, text[], jsonb) IS
    'SQL expression over a staged row r: code:column of what is wrong with its values, NULL for nothing';

CREATE FUNCTION @internal@.note_import_faults(relation text, columns text[], options jsonb) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_fault (entry, code, column_name)
        SELECT DISTINCT ON (f.entry) f.entry, split_part(f.fault, ':', 1), split_part(f.fault, ':', 2)
        FROM (SELECT r.entry, %s AS fault FROM pg_temp.import_row AS r WHERE r.relation = %L) AS f
        WHERE f.fault IS NOT NULL
        ORDER BY f.entry, f.fault COLLATE "C"
        ON CONFLICT (entry) DO NOTHING
    $sql$, @internal@.import_fault_expression(relation, columns, options), relation);
END
$$;
COMMENT ON FUNCTION @internal@.note_import_faults(text, text[], jsonb) IS 'notes the entries that deliver rows of a relation with impossible values';

CREATE FUNCTION @internal@.note_import_duplicates(relation text, columns text[], key text[]) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    key_values text := (SELECT string_agg(format('r.row_values[%s]', array_position(columns, k.name)), ', ' ORDER BY k.n)
                        FROM unnest(key) WITH ORDINALITY AS k(name, n));
BEGIN
    -- the first one counts; whoever says something else about the same key cannot be right too
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_fault (entry, code, column_name)
        SELECT DISTINCT d.entry, 'duplicate_row', %L
        FROM (SELECT r.entry, r.row_values, first_value(r.row_values) OVER same AS first, first_value(r.entry) OVER same AS first_entry
              FROM pg_temp.import_row AS r
              WHERE r.relation = %L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)
              WINDOW same AS (PARTITION BY %s ORDER BY r.entry)) AS d
        WHERE d.row_values <> d.first AND d.entry <> d.first_entry
        ON CONFLICT (entry) DO NOTHING
    $sql$, array_to_string(key, ', '), relation, key_values);
END
$$;
COMMENT ON FUNCTION @internal@.note_import_duplicates(text, text[], text[]) IS
    'notes the entries that say about a key something else than an earlier entry of the same file';

CREATE FUNCTION @internal@.note_import_references(schema text, relation text, columns text[], targets jsonb) RETURNS bigint
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    noted bigint := 0;
    found_now bigint;
BEGIN
    FOR item IN
        SELECT f.column_name, f.referenced_relation, r.key_columns[1] AS key, array_position(columns, f.column_name) AS place,
               array_position(ARRAY(SELECT jsonb_array_elements_text(targets -> f.referenced_relation)), r.key_columns[1]) AS staged_place
        FROM @extschema@.source_reference AS f
        JOIN @extschema@.source_relation AS r ON r.relation = f.referenced_relation
        WHERE f.relation = note_import_references.relation AND f.column_name = ANY (columns)
        ORDER BY f.column_name COLLATE "C"
    LOOP
        EXECUTE format($sql$
            INSERT INTO pg_temp.import_fault (entry, code, column_name)
            SELECT DISTINCT r.entry, 'unknown_reference', %1$L
            FROM pg_temp.import_row AS r
            WHERE r.relation = %2$L AND r.row_values[%3$s] IS NOT NULL
              AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)
              AND NOT EXISTS (SELECT FROM %4$I.%5$I AS t WHERE t.%6$I = r.row_values[%3$s]) %7$s
            ON CONFLICT (entry) DO NOTHING
        $sql$, item.column_name, relation, item.place, schema, item.referenced_relation, item.key,
            CASE WHEN item.staged_place IS NOT NULL THEN format($sql$
              AND NOT EXISTS (SELECT FROM pg_temp.import_row AS o WHERE o.relation = %L AND o.row_values[%s] = r.row_values[%s]
                              AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = o.entry))
            $sql$, item.referenced_relation, item.staged_place, item.place) ELSE '' END);
        GET DIAGNOSTICS found_now = ROW_COUNT;
        noted := noted + found_now;
    END LOOP;
    RETURN noted;
END
$$;
COMMENT ON FUNCTION @internal@.note_import_references(text, text, text[], jsonb) IS
    'notes the entries whose rows name what neither the source schema nor the same file has; gives how many';

CREATE FUNCTION @internal@.note_import_groups(relation text, columns text[], group_columns text[]) RETURNS bigint
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    noted bigint;
BEGIN
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_fault (entry, code, column_name)
        SELECT DISTINCT r.entry, 'group_incomplete', %1$L
        FROM pg_temp.import_row AS r
        WHERE r.relation = %2$L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)
          AND r.row_values[%3$s] IN (SELECT b.row_values[%3$s] FROM pg_temp.import_fault AS f
                                     JOIN pg_temp.import_row AS b ON b.entry = f.entry AND b.relation = %2$L)
        ON CONFLICT (entry) DO NOTHING
    $sql$, group_columns[1], relation, array_position(columns, group_columns[1]));
    GET DIAGNOSTICS noted = ROW_COUNT;
    RETURN noted;
END
$$;
COMMENT ON FUNCTION @internal@.note_import_groups(text, text[], text[]) IS
    'notes the entries that belong together with one that cannot be taken: half the authors of a publication would be a wrong publication';
