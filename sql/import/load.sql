-- Loading: from a staged file to the source relations, the log and the
-- quarantine, all in one transaction.  The doors ask for generic plans: any other
-- plan holds a copy of the file.

CREATE TYPE import_result AS (
    import_id uuid,
    source text,
    rows_read bigint,
    loaded bigint,
    unchanged bigint,
    updated bigint,
    quarantined bigint
);
COMMENT ON TYPE import_result IS
    'what became of a file: rows_read = loaded + unchanged + updated + quarantined, counted in rows (delimited files) or documents';

CREATE FUNCTION @internal@.require_import_schema(schema text, VARIADIC relations text[]) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wrong text;
BEGIN
    SELECT k.name INTO wrong
    FROM unnest(relations) WITH ORDINALITY AS k(name, n)
    LEFT JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', schema, k.name)) AND c.relkind IN ('r', 'p')
    WHERE c.oid IS NULL
    ORDER BY k.n LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'table "%.%" does not exist', schema, wrong
            USING ERRCODE = 'RI020',
                  HINT = format('Files are loaded into tables: make them with research_indicators.create_source_tables(%L).', schema);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_import_schema(text, text[]) IS 'error RI020 where a relation to be loaded is no table of the schema';

CREATE FUNCTION @internal@.note_all_import_faults(schema text, targets jsonb, options jsonb, groups_of text) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    columns_of jsonb := (SELECT jsonb_object_agg(t ->> 'relation', t -> 'columns') FROM jsonb_array_elements(targets) AS t);
    noted bigint;
BEGIN
    FOR item IN
        SELECT t ->> 'relation' AS relation, ARRAY(SELECT jsonb_array_elements_text(t -> 'columns')) AS columns,
               ARRAY(SELECT jsonb_array_elements_text(t -> 'match')) AS match, t ->> 'mode' AS mode
        FROM jsonb_array_elements(targets) AS t
    LOOP
        PERFORM @internal@.note_import_faults(item.relation, item.columns, options);
        IF item.mode = 'upsert' THEN
            PERFORM @internal@.note_import_duplicates(item.relation, item.columns, item.match);
        END IF;
    END LOOP;
    -- who names what is not taken is not taken: until nothing more is found
    LOOP
        noted := 0;
        FOR item IN
            SELECT t ->> 'relation' AS relation, ARRAY(SELECT jsonb_array_elements_text(t -> 'columns')) AS columns FROM jsonb_array_elements(targets) AS t
        LOOP
            noted := noted + @internal@.note_import_references(schema, item.relation, item.columns, columns_of);
            IF groups_of IS NOT NULL THEN
                noted := noted + @internal@.note_import_groups(item.relation, item.columns, ARRAY[groups_of]);
            END IF;
        END LOOP;
        EXIT WHEN noted = 0;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.note_all_import_faults(text, jsonb, jsonb, text) IS
    'finds every entry that cannot be taken; groups_of: column whose rows are taken together (delimited files)';

CREATE FUNCTION @internal@.import_targets(schema text, targets jsonb, options jsonb, is_csv boolean) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
    main record;
    groups text;
BEGIN
    FOR item IN
        SELECT t.n, t.target ->> 'relation' AS relation, ARRAY(SELECT jsonb_array_elements_text(t.target -> 'columns')) AS columns,
               ARRAY(SELECT jsonb_array_elements_text(t.target -> 'match')) AS match, t.target ->> 'mode' AS mode,
               t.target ->> 'condition' AS condition
        FROM jsonb_array_elements(targets) WITH ORDINALITY AS t(target, n) ORDER BY t.n
    LOOP
        IF item.n = 1 THEN
            main := item;
            groups := format('SELECT r.entry, r.row_values[%s] AS id FROM pg_temp.import_row AS r
                              WHERE r.relation = %L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)',
                             array_position(main.columns, main.match[1]), main.relation);
        END IF;
        CASE item.mode
            WHEN 'upsert' THEN PERFORM @internal@.import_upsert(schema, item.relation, item.columns, item.match, options);
            WHEN 'add' THEN PERFORM @internal@.import_add(schema, item.relation, item.columns, item.match, options, item.n = 1);
            WHEN 'fill' THEN PERFORM @internal@.import_fill(schema, item.relation, item.columns, item.match, options);
            ELSE PERFORM @internal@.import_replace(schema, item.relation, item.columns, item.match[1], groups, item.condition, options, is_csv);
        END CASE;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.import_targets(text, jsonb, jsonb, boolean) IS
    'writes everything that is staged and without fault; the first target says what a document is about';

CREATE FUNCTION @internal@.log_import(source text, relation text, schema text, file_name text, file_sha256 text, options jsonb, retry_of uuid,
                                      started_at timestamp with time zone, rows_read bigint)
    RETURNS import_result
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    result @extschema@.import_result;
BEGIN
    result.import_id := gen_random_uuid();
    result.source := log_import.source;
    result.rows_read := log_import.rows_read;
    SELECT count(*) FILTER (WHERE c.is_new), count(*) FILTER (WHERE NOT c.is_new) INTO result.loaded, result.updated
    FROM (SELECT bool_or(c.is_new) AS is_new FROM pg_temp.import_change AS c GROUP BY c.entry) AS c;
    SELECT count(*) INTO result.quarantined FROM pg_temp.import_fault;
    -- counted, not the rest of a subtraction: the log's own check would else say nothing
    SELECT count(*) INTO result.unchanged
    FROM (SELECT e.entry FROM pg_temp.import_entry AS e UNION SELECT r.entry FROM pg_temp.import_row AS r
          EXCEPT SELECT c.entry FROM pg_temp.import_change AS c EXCEPT SELECT f.entry FROM pg_temp.import_fault AS f) AS e;
    IF result.rows_read <> result.loaded + result.unchanged + result.updated + result.quarantined THEN
        RAISE EXCEPTION 'of % rows % were loaded, % unchanged, % updated, % quarantined',
            result.rows_read, result.loaded, result.unchanged, result.updated, result.quarantined
            USING ERRCODE = 'RI104', DETAIL = 'Nothing was loaded.', HINT = 'This is a fault of the importer: please report it.';
    END IF;
    EXECUTE format('INSERT INTO %I.import_log (import_id, source, relation, target_schema, file_name, file_sha256, options, retry_of, started_at, finished_at, actor,
                                               rows_read, rows_loaded, rows_unchanged, rows_updated, rows_quarantined)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), session_user, $10, $11, $12, $13, $14)', @extschema@.require_archive())
    USING result.import_id, source, relation, schema, file_name, file_sha256, options, retry_of, started_at,
          result.rows_read, result.loaded, result.unchanged, result.updated, result.quarantined;
    RETURN result;
END
$$;
COMMENT ON FUNCTION @internal@.log_import(text, text, text, text, text, jsonb, uuid, timestamp with time zone, bigint) IS
    'counts what became of every entry, asserts that none is lost, and writes it into the import log';

CREATE FUNCTION @internal@.import_csv_rows(relation text, schema text, columns text[], file_name text, file_sha256 text, options jsonb, retry_of uuid,
                                           started_at timestamp with time zone)
    RETURNS import_result
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rule record;
    targets jsonb;
    result @extschema@.import_result;
BEGIN
    SELECT r.key_columns, coalesce(nullif(r.key_columns, '{}'), r.index_columns[1:1]) AS match INTO rule
    FROM @extschema@.source_relation AS r WHERE r.relation = import_csv_rows.relation;
    targets := jsonb_build_array(jsonb_build_object('relation', relation, 'columns', columns, 'match', rule.match, 'condition', 'true',
                                                    'mode', CASE WHEN rule.key_columns = '{}' THEN 'replace' ELSE 'upsert' END));
    ANALYZE pg_temp.import_row;
    PERFORM @internal@.note_all_import_faults(schema, targets, options, CASE WHEN rule.key_columns = '{}' THEN rule.match[1] END);
    PERFORM @internal@.import_targets(schema, targets, options, true);
    result := @internal@.log_import('csv', relation, schema, file_name, file_sha256, options, retry_of, started_at,
                                    (SELECT count(*) FROM pg_temp.import_row));
    IF retry_of IS NULL THEN
        PERFORM @internal@.store_quarantined_rows(result.import_id, relation, columns);
    END IF;
    RETURN result;
END
$$;
COMMENT ON FUNCTION @internal@.import_csv_rows(text, text, text[], text, text, jsonb, uuid, timestamp with time zone) IS
    'checks, writes and logs the staged rows of one relation; the others go to the quarantine, or stay there when it was a retry';

CREATE FUNCTION @internal@.hold_import(schema text, VARIADIC relations text[]) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_import_schema(schema, VARIADIC relations);
    PERFORM @internal@.hold(format('%I.import_log', @extschema@.require_archive())::regclass, 'import ' || schema);
    PERFORM @internal@.create_import_stage();
END
$$;
COMMENT ON FUNCTION @internal@.hold_import(text, text[]) IS 'begins an import into a schema: its tables are there, nobody else imports into it, the stage is empty';

CREATE FUNCTION @internal@.require_csv_import(relation text, options jsonb, has_content boolean) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_import_options(options, has_content, 'encoding', 'delimiter', 'quote', 'decimal', 'date_formats', 'columns', 'constants', 'codes');
    IF NOT EXISTS (SELECT FROM @extschema@.source_relation AS r WHERE r.relation = require_csv_import.relation) THEN
        RAISE EXCEPTION 'unknown source relation "%"', relation
            USING ERRCODE = 'RI101', HINT = (SELECT format('Relations: %s.', string_agg(r.relation, ', ' ORDER BY r.ordinal)) FROM @extschema@.source_relation AS r);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_csv_import(text, jsonb, boolean) IS 'error RI101 for a relation or an option that there is not, and for no file at all';

CREATE FUNCTION load_csv(relation text, content bytea, file_name text DEFAULT NULL, options jsonb DEFAULT '{}', schema text DEFAULT NULL)
    RETURNS import_result
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET jit = off
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    started timestamp with time zone := clock_timestamp();
    into_schema text := coalesce(schema, @extschema@.source_schema());
    columns text[];
BEGIN
    PERFORM @internal@.require_csv_import(relation, options, content IS NOT NULL);
    PERFORM @internal@.hold_import(into_schema, relation);
    columns := @internal@.import_csv_stage(relation, @extschema@.import_text(content, coalesce(options ->> 'encoding', 'UTF-8')), options);
    RETURN @internal@.import_csv_rows(relation, into_schema, columns, file_name, encode(sha256(content), 'hex'), options, NULL, started);
END
$$;
COMMENT ON FUNCTION load_csv(text, bytea, text, jsonb, text) IS
    'loads a delimited file into a relation of a source schema (the setting''s unless given): rows by their key, contributions of a publication and results of a study together; options: encoding, delimiter, quote, decimal, date_formats, columns, constants, codes';
