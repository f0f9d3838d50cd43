-- Quarantine: what could not be taken, without persons, until it can be or
-- until the archive's setting says that it has been kept long enough.

CREATE FUNCTION @internal@.masked(value text, free_text boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN @internal@.has_personal_data(value, free_text) THEN '[masked]' ELSE value END;
END;
COMMENT ON FUNCTION @internal@.masked(text, boolean) IS 'a text, or [masked] where personal data stands in it';

CREATE FUNCTION @internal@.store_quarantined_rows(import_id uuid, relation text, columns text[]) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format($sql$
        INSERT INTO %I.quarantine (import_id, ordinal, relation, place, code, reason, row_data)
        SELECT $1, f.entry, $2, format('line %%s', r.line), f.code, @internal@.reason_text(f.code, f.column_name),
               (SELECT coalesce(jsonb_object_agg(k.name, @internal@.masked(r.row_values[k.n], coalesce(p.free_text, true)))
                                FILTER (WHERE r.row_values[k.n] IS NOT NULL), '{}')
                FROM unnest($3) WITH ORDINALITY AS k(name, n)
                LEFT JOIN @internal@.personal_data_columns() AS p ON p.relation = $2 AND p.column_name = k.name)::text
        FROM pg_temp.import_fault AS f
        JOIN pg_temp.import_row AS r ON r.entry = f.entry
    $sql$, @extschema@.require_archive())
    USING import_id, relation, columns;
END
$$;
COMMENT ON FUNCTION @internal@.store_quarantined_rows(uuid, text, text[]) IS
    'puts the rows of a delimited file that could not be taken into the quarantine: the columns of the contract, persons as pseudonyms';

CREATE FUNCTION @internal@.import_quarantined_rows(import_id uuid, relation text) RETURNS text[]
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    columns text[];
BEGIN
    EXECUTE format($sql$
        SELECT array_agg(c.column_name ORDER BY c.ordinal)
        FROM @extschema@.source_column AS c
        WHERE c.relation = $2 AND EXISTS (SELECT FROM %I.quarantine AS q WHERE q.import_id = $1 AND q.taken_by IS NULL AND q.row_data::jsonb ? c.column_name)
    $sql$, @extschema@.require_archive())
    INTO columns USING import_id, relation;
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_row (entry, relation, line, row_values)
        SELECT q.ordinal, $2, q.ordinal, ARRAY(SELECT q.row_data::jsonb ->> k.name FROM unnest($3) WITH ORDINALITY AS k(name, n) ORDER BY k.n)
        FROM %I.quarantine AS q
        WHERE q.import_id = $1 AND q.taken_by IS NULL AND q.code NOT IN ('field_count', 'text_after_quote', 'too_many_fields')
    $sql$, @extschema@.require_archive())
    USING import_id, relation, columns;
    RETURN columns;
END
$$;
COMMENT ON FUNCTION @internal@.import_quarantined_rows(uuid, text) IS
    'stages the rows of a delimited file that wait in the quarantine, those whose fields were in doubt excepted; gives their columns';

CREATE FUNCTION @internal@.require_import(import_id uuid, OUT source text, OUT relation text, OUT target_schema text, OUT options jsonb, OUT file_name text)
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('SELECT l.source, l.relation, l.target_schema, l.options, l.file_name FROM %I.import_log AS l WHERE l.import_id = $1', @extschema@.require_archive())
    INTO source, relation, target_schema, options, file_name
    USING import_id;
    IF source IS NULL THEN
        RAISE EXCEPTION 'unknown import "%"', import_id
            USING ERRCODE = 'RI105', HINT = format('SELECT import_id, source, file_name, started_at FROM %I.import_log lists them.', @extschema@.archive_schema());
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_import(uuid) IS 'what an import was, or error RI105';

CREATE FUNCTION retry_quarantine(batch uuid) RETURNS import_result
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
DECLARE
    was record;
    columns text[];
    result @extschema@.import_result;
    started timestamp with time zone := clock_timestamp();
BEGIN
    SELECT * INTO was FROM @internal@.require_import(batch) AS i;
    PERFORM @internal@.require_import_schema(was.target_schema, was.relation);
    PERFORM @internal@.hold(format('%I.import_log', @extschema@.require_archive())::regclass, 'import ' || was.target_schema);
    PERFORM @internal@.create_import_stage();
    IF was.source = 'csv' THEN
        columns := @internal@.import_quarantined_rows(batch, was.relation);
        result := @internal@.import_csv_rows(was.relation, was.target_schema, columns, was.file_name, NULL, was.options, batch, started);
    ELSE
        PERFORM @internal@.import_quarantined_documents(batch);
        result := @internal@.import_document_rows(was.source, was.target_schema, was.file_name, NULL, was.options, batch, started);
    END IF;
    EXECUTE format('UPDATE %I.quarantine AS q SET taken_by = $2
                    FROM (SELECT r.entry FROM pg_temp.import_row AS r UNION SELECT e.entry FROM pg_temp.import_entry AS e
                          EXCEPT SELECT f.entry FROM pg_temp.import_fault AS f) AS taken
                    WHERE q.import_id = $1 AND q.ordinal = taken.entry', @extschema@.require_archive())
    USING batch, result.import_id;
    RETURN result;
END
$$;
COMMENT ON FUNCTION retry_quarantine(uuid) IS
    'tries again what an import could not take, for example after the missing rows have come; what is taken is marked, the rest stays as it is';

CREATE FUNCTION expire_quarantine(days integer DEFAULT NULL) RETURNS bigint
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept integer := days;
    expired bigint;
BEGIN
    IF kept IS NULL THEN
        EXECUTE format('SELECT @extschema@.parse_integer(s.value) FROM %I.setting AS s WHERE s.name = ''quarantine_days''', @extschema@.require_archive()) INTO kept;
    END IF;
    IF kept IS NULL OR kept < 0 THEN
        RETURN 0;
    END IF;
    EXECUTE format($sql$
        WITH gone AS (
            DELETE FROM %1$I.quarantine AS q USING %1$I.import_log AS l
            WHERE l.import_id = q.import_id AND l.finished_at < clock_timestamp() - make_interval(days => $1)
            RETURNING q.import_id
        ), counted AS (
            UPDATE %1$I.import_log AS l SET rows_expired = l.rows_expired + g.n
            FROM (SELECT g.import_id, count(*) AS n FROM gone AS g GROUP BY g.import_id) AS g
            WHERE l.import_id = g.import_id
        )
        SELECT count(*) FROM gone
    $sql$, @extschema@.require_archive())
    INTO expired USING kept;
    RETURN expired;
END
$$;
COMMENT ON FUNCTION expire_quarantine(integer) IS
    'deletes from the quarantine what is older than so many days (the archive''s setting quarantine_days; without one it is kept for good); the log says how many rows went';
