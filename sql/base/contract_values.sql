-- What the rows of a schema hold, held against the contract: keys that repeat,
-- values that must be there, codes, references.  One finding per column, with
-- how many rows and the keys of three.

CREATE FUNCTION @internal@.rows_in_doubt(
    schema text, relation text, condition text, OUT row_count bigint, OUT examples text[])
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('SELECT count(*) FROM %I.%I AS s WHERE %s', schema, relation, condition) INTO row_count;
    IF row_count > 0 THEN
        EXECUTE format('SELECT ARRAY(SELECT @internal@.shown_text(k.key) FROM (SELECT DISTINCT %s COLLATE "C" AS key FROM %I.%I AS s WHERE %s ORDER BY 1 LIMIT 3) AS k)',
                       @internal@.key_expression(schema, relation), schema, relation, condition)
        INTO examples;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.rows_in_doubt(text, text, text) IS 'how many rows s of a relation a condition holds for, and the first three keys of them';

CREATE FUNCTION @internal@.doubt_about(severity text, code text, schema text, relation text, column_name text, condition text, arguments jsonb)
    RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    doubt record;
BEGIN
    SELECT * INTO doubt FROM @internal@.rows_in_doubt(schema, relation, condition);
    IF doubt.row_count > 0 THEN
        RETURN QUERY SELECT severity, code, relation, column_name, NULL::text,
                            jsonb_build_object('variant', 'rows', 'relation', relation, 'column', column_name, 'count', doubt.row_count,
                                               'examples', to_jsonb(doubt.examples), 'keys', array_to_string(doubt.examples, ', ')) || arguments;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.doubt_about(text, text, text, text, text, text, jsonb) IS 'a finding about the rows s of a relation that a condition holds for, where there are any';

CREATE FUNCTION @internal@.contract_references(OUT relation text, OUT column_name text, OUT referenced_relation text, OUT referenced_column text, OUT is_foreign_key boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an institution has a row per period, so that nothing refers to it by a foreign key
    SELECT f.relation, f.column_name, f.referenced_relation, r.key_columns[1], true
    FROM @extschema@.source_reference AS f JOIN @extschema@.source_relation AS r ON r.relation = f.referenced_relation
    UNION ALL
    SELECT c.relation, c.column_name, 'institution', 'institution_id', false
    FROM @extschema@.source_column AS c
    WHERE CASE c.relation WHEN 'institution' THEN c.column_name IN ('parent_id', 'rhf_id', 'successor_id') ELSE c.column_name = 'institution_id' END;
END;
COMMENT ON FUNCTION @internal@.contract_references() IS 'what refers to what in the contract, to institutions too';

CREATE FUNCTION @internal@.check_orphans(schema text, broken text[], institutions boolean) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- what a foreign key guards is not asked again; NO is the nation, which is no institution
    SELECT d.*
    FROM @internal@.contract_references() AS f
    JOIN @internal@.mapped_relations(schema) AS m ON m.relation = f.relation
    JOIN @internal@.mapped_relations(schema) AS t ON t.relation = f.referenced_relation
    CROSS JOIN LATERAL @internal@.doubt_about(
        'error', 'reference_missing', schema, f.relation, f.column_name,
        format(CASE WHEN f.is_foreign_key THEN 's.%1$I IS NOT NULL AND NOT EXISTS (SELECT FROM %2$I.%3$I AS o WHERE o.%4$I::text = s.%1$I::text)'
                    ELSE 's.%1$I::text <> ''NO'' AND NOT EXISTS (SELECT FROM %2$I.%3$I AS o WHERE o.%4$I::text = s.%1$I::text)' END,
               f.column_name, schema, f.referenced_relation, f.referenced_column),
        jsonb_build_object('referenced', f.referenced_relation)) AS d
    WHERE m.oid IS NOT NULL AND t.oid IS NOT NULL AND m.relation <> ALL (broken) AND t.relation <> ALL (broken)
      AND (institutions OR f.is_foreign_key)
      AND NOT EXISTS (SELECT FROM pg_constraint AS k
                      JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
                      WHERE k.conrelid = m.oid AND k.confrelid = t.oid AND k.contype = 'f' AND k.convalidated AND a.attname = f.column_name)
    ORDER BY m.ordinal, f.column_name COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.check_orphans(text, text[], boolean) IS
    'findings about rows that refer to what is not there; those to institutions only where asked for, since check_sources sees these year by year';

CREATE FUNCTION @internal@.check_values_of(schema text, relation text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    keys text[] := (SELECT r.key_columns FROM @extschema@.source_relation AS r WHERE r.relation = check_values_of.relation);
    key_list text := (SELECT string_agg(format('s.%I', k.name), ', ' ORDER BY k.n) FROM unnest(keys) WITH ORDINALITY AS k(name, n));
    item record;
    shown text;
BEGIN
    IF key_list IS NOT NULL THEN
        RETURN QUERY SELECT d.* FROM @internal@.doubt_about(
            'error', 'key_repeats', schema, relation, array_to_string(keys, ', '),
            format('(%1$s) IN (SELECT %1$s FROM %2$I.%3$I AS s GROUP BY %1$s HAVING count(*) > 1)', key_list, schema, relation), '{}') AS d;
    END IF;
    FOR item IN
        SELECT c.column_name, c.required, c.codes
        FROM @extschema@.source_column AS c
        JOIN @internal@.mapped_relations(schema) AS m ON m.relation = c.relation
        JOIN pg_attribute AS a ON a.attrelid = m.oid AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relation = check_values_of.relation AND (c.required AND NOT a.attnotnull OR c.codes IS NOT NULL)
        ORDER BY c.ordinal
    LOOP
        IF item.required THEN
            RETURN QUERY SELECT d.* FROM @internal@.doubt_about('error', 'value_missing', schema, relation, item.column_name, format('s.%I IS NULL', item.column_name), '{}') AS d;
        END IF;
        IF item.codes IS NOT NULL THEN
            EXECUTE format('SELECT string_agg(quote_literal(@internal@.shown_text(v.value)), '', '' ORDER BY v.value)
                            FROM (SELECT DISTINCT s.%1$I::text COLLATE "C" AS value FROM %2$I.%3$I AS s WHERE s.%1$I::text <> ALL ($1) ORDER BY 1 LIMIT 5) AS v',
                           item.column_name, schema, relation)
            INTO shown USING item.codes;
            RETURN QUERY SELECT d.* FROM @internal@.doubt_about(
                'error', 'unknown_code', schema, relation, item.column_name, format('s.%I::text <> ALL (%L::text[])', item.column_name, item.codes),
                jsonb_build_object('codes', array_to_string(item.codes, ', '), 'values', shown)) AS d;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_values_of(text, text) IS 'findings about a relation whose columns are there: keys that repeat, values that are missing or no codes';
