-- Loading by batches: a file is read once, into a table of the session, and then
-- loaded part by part, each part a transaction of its own.  What is in the table
-- is without names already, and gone with the session: after a crash the file is
-- read again, and the parts that were loaded say unchanged.

CREATE FUNCTION @internal@.store_waiting(source text, relation text, schema text, columns text[], match text[], file_name text, file_sha256 text, options jsonb, batch_size integer)
    RETURNS integer
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET client_min_messages = warning
AS $$
DECLARE
    batches integer;
BEGIN
    IF batch_size IS NULL OR batch_size < 1 THEN
        RAISE EXCEPTION 'a batch of % rows', coalesce(batch_size::text, 'NULL') USING ERRCODE = 'RI101', HINT = 'Give a number above 0, for example 10000.';
    END IF;
    DROP TABLE IF EXISTS pg_temp.import_waiting, pg_temp.import_waiting_file;
    CREATE TEMPORARY TABLE import_waiting (batch integer, entry bigint NOT NULL, relation text, line bigint, row_values text[], place text, content text, code text, column_name text);
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_waiting (batch, entry, relation, line, row_values, place, content, code, column_name)
        -- what belongs together is in one batch
        SELECT (%s - 1) / $1 + 1, r.entry, r.relation, r.line, r.row_values, r.place, r.content, f.code, f.column_name
        FROM (SELECT e.entry, NULL::text AS relation, NULL::bigint AS line, NULL::text[] AS row_values, e.place, e.content FROM pg_temp.import_entry AS e
              UNION ALL
              SELECT w.entry, w.relation, w.line, w.row_values, NULL, NULL FROM pg_temp.import_row AS w) AS r
        LEFT JOIN pg_temp.import_fault AS f ON f.entry = r.entry
    $sql$, CASE WHEN columns IS NULL THEN 'r.entry'
                ELSE format('min(r.entry) OVER (PARTITION BY %s)',
                            (SELECT string_agg(format('r.row_values[%s]', array_position(columns, m.name)), ', ') FROM unnest(match) AS m(name) WHERE m.name = ANY (columns))) END)
    USING batch_size;
    SELECT max(w.batch) INTO batches FROM pg_temp.import_waiting AS w;
    CREATE INDEX ON pg_temp.import_waiting (batch);
    ANALYZE pg_temp.import_waiting;
    CREATE TEMPORARY TABLE import_waiting_file AS
    SELECT store_waiting.source, store_waiting.relation, store_waiting.schema, store_waiting.columns, store_waiting.file_name, store_waiting.file_sha256, store_waiting.options,
           coalesce(batches, 0) AS batches;
    PERFORM @internal@.create_import_stage();
    RETURN coalesce(batches, 0);
END
$$;
COMMENT ON FUNCTION @internal@.store_waiting(text, text, text, text[], text[], text, text, jsonb, integer) IS
    'keeps what is staged for load_batch(), in a table of the session; gives the number of batches';

CREATE FUNCTION load_csv_later(relation text, content bytea, file_name text DEFAULT NULL, options jsonb DEFAULT '{}', schema text DEFAULT NULL, batch_size integer DEFAULT 50000)
    RETURNS integer
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET jit = off
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    into_schema text := coalesce(schema, @extschema@.source_schema());
    columns text[];
BEGIN
    PERFORM @internal@.require_csv_import(relation, options, content IS NOT NULL);
    PERFORM @internal@.hold_import(into_schema, relation);
    columns := @internal@.import_csv_stage(relation, @extschema@.import_text(content, coalesce(options ->> 'encoding', 'UTF-8')), options);
    RETURN @internal@.store_waiting('csv', relation, into_schema, columns,
                                    (SELECT coalesce(nullif(r.key_columns, '{}'), r.index_columns[1:1]) FROM @extschema@.source_relation AS r WHERE r.relation = load_csv_later.relation),
                                    file_name, encode(sha256(content), 'hex'), options, batch_size);
END
$$;
COMMENT ON FUNCTION load_csv_later(text, bytea, text, jsonb, text, integer) IS
    'reads a delimited file as load_csv does and keeps it in the session for load_batch(); gives the number of batches, each of about so many rows';

CREATE FUNCTION load_documents_later(source text, content bytea, file_name text DEFAULT NULL, options jsonb DEFAULT '{}', schema text DEFAULT NULL, batch_size integer DEFAULT 5000)
    RETURNS integer
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET jit = off
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    into_schema text := coalesce(schema, @extschema@.source_schema());
BEGIN
    PERFORM @internal@.require_import_source(source);
    PERFORM @internal@.require_import_options(options, content IS NOT NULL, 'encoding', 'lines');
    PERFORM @internal@.hold_import(into_schema, VARIADIC ARRAY(SELECT t.relation FROM @internal@.present_import_targets(source, into_schema) AS t ORDER BY t.ordinal));
    PERFORM @internal@.import_document_stage(source, @extschema@.import_text(content, coalesce(options ->> 'encoding', 'UTF-8')),
                                             coalesce(@extschema@.parse_boolean(options ->> 'lines'), false));
    RETURN @internal@.store_waiting(source, (SELECT f.relation FROM @extschema@.import_format AS f WHERE f.source = load_documents_later.source), into_schema, NULL, NULL,
                                    file_name, encode(sha256(content), 'hex'), options, batch_size);
END
$$;
COMMENT ON FUNCTION load_documents_later(text, bytea, text, jsonb, text, integer) IS
    'reads a file of documents as load_documents does and keeps it in the session for load_batch(); gives the number of batches, each of so many documents';

CREATE FUNCTION load_batch(batch integer) RETURNS import_result
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    file record;
    started timestamp with time zone := clock_timestamp();
BEGIN
    IF to_regclass('pg_temp.import_waiting_file') IS NULL THEN
        RAISE EXCEPTION 'nothing waits in this session' USING ERRCODE = 'RI107', HINT = 'Read a file first, in the same session, with load_csv_later() or load_documents_later().';
    END IF;
    SELECT f.* INTO file FROM pg_temp.import_waiting_file AS f;
    IF NOT EXISTS (SELECT FROM pg_temp.import_waiting AS w WHERE w.batch = load_batch.batch) AND batch NOT BETWEEN 1 AND file.batches THEN
        RAISE EXCEPTION 'no batch % waits', batch USING ERRCODE = 'RI107', HINT = format('Batches: 1 to %s.', file.batches);
    END IF;
    file.options := file.options || jsonb_build_object('batch', format('%s/%s', batch, file.batches));
    PERFORM @internal@.hold_import(file.schema, file.relation);
    INSERT INTO pg_temp.import_fault (entry, code, column_name)
    SELECT w.entry, w.code, w.column_name FROM pg_temp.import_waiting AS w WHERE w.batch = load_batch.batch AND w.code IS NOT NULL;
    IF file.source = 'csv' THEN
        INSERT INTO pg_temp.import_row (entry, relation, line, row_values)
        SELECT w.entry, w.relation, w.line, w.row_values FROM pg_temp.import_waiting AS w WHERE w.batch = load_batch.batch;
        RETURN @internal@.import_csv_rows(file.relation, file.schema, file.columns, file.file_name, file.file_sha256, file.options, NULL, started);
    END IF;
    INSERT INTO pg_temp.import_entry (entry, place, content)
    SELECT w.entry, w.place, w.content FROM pg_temp.import_waiting AS w WHERE w.batch = load_batch.batch;
    RETURN @internal@.import_document_rows(file.source, file.schema, file.file_name, file.file_sha256, file.options, NULL, started);
END
$$;
COMMENT ON FUNCTION load_batch(integer) IS
    'loads one batch of the file that this session has read; again: unchanged';
