-- A schema held against the contract by reading it: relations that cannot be
-- read, and where in them it fails.  No error of theirs leaves this file.

CREATE FUNCTION @internal@.reading_fault(query text, OUT state text, OUT message text)
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.may_catch() THEN
        RETURN;
    END IF;
    BEGIN
        EXECUTE query;
    EXCEPTION WHEN OTHERS THEN
        state := SQLSTATE;
        message := @internal@.shown_text(SQLERRM);
    END;
END
$$;
COMMENT ON FUNCTION @internal@.reading_fault(text) IS 'what a query fails with; NULL where it does not, or where no error can be caught';

CREATE FUNCTION @internal@.failing_column(schema text, relation text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text;
BEGIN
    -- what fails without any column is no column's fault
    IF (@internal@.reading_fault(format('SELECT count(*) FROM %I.%I AS s', schema, relation))).state IS NOT NULL THEN
        RETURN NULL;
    END IF;
    FOR name IN
        SELECT c.column_name
        FROM @extschema@.source_column AS c
        JOIN @internal@.mapped_relations(schema) AS m ON m.relation = c.relation
        JOIN pg_attribute AS a ON a.attrelid = m.oid AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relation = failing_column.relation
        ORDER BY c.ordinal
    LOOP
        IF (@internal@.reading_fault(format('SELECT count(s.%I) FROM %I.%I AS s', name, schema, relation))).state IS NOT NULL THEN
            RETURN name;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION @internal@.failing_column(text, text) IS 'the first column of a relation that cannot be read alone; NULL where each can, or where it fails without any';

CREATE FUNCTION @internal@.failing_key(schema text, relation text, column_name text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    key text := @internal@.key_expression(schema, relation);
    keys text[];
    first integer := 1;
    last integer;
    middle integer;
    attempt text := format('SELECT count(s.%I) FROM %I.%I AS s WHERE %s COLLATE "C" BETWEEN %%L AND %%L', column_name, schema, relation, key);
BEGIN
    IF (@internal@.reading_fault(format('SELECT count(%s) FROM %I.%I AS s', key, schema, relation))).state IS NOT NULL THEN
        RETURN NULL;
    END IF;
    -- halves, while one of them fails alone; above a million keys it would take too long
    EXECUTE format('SELECT array_agg(k.key ORDER BY k.key COLLATE "C") FROM (SELECT DISTINCT %s AS key FROM %I.%I AS s LIMIT 1000001) AS k', key, schema, relation)
    INTO keys;
    last := cardinality(keys);
    IF coalesce(last, 0) NOT BETWEEN 1 AND 1000000 THEN
        RETURN NULL;
    END IF;
    WHILE first < last LOOP
        middle := (first + last) / 2;
        IF (@internal@.reading_fault(format(attempt, keys[first], keys[middle]))).state IS NOT NULL THEN
            last := middle;
        ELSE
            first := middle + 1;
        END IF;
    END LOOP;
    RETURN CASE WHEN (@internal@.reading_fault(format(attempt, keys[first], keys[first]))).state IS NOT NULL THEN keys[first] END;
END
$$;
COMMENT ON FUNCTION @internal@.failing_key(text, text, text) IS 'the key of the first row in which a column cannot be read; NULL where that cannot be told';

CREATE FUNCTION @internal@.check_reading(schema text, relation text, relkind "char") RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    columns text := (SELECT string_agg(format('s.%I', c.column_name), ', ' ORDER BY c.ordinal)
                     FROM @extschema@.source_column AS c
                     JOIN @internal@.mapped_relations(schema) AS m ON m.relation = c.relation
                     JOIN pg_attribute AS a ON a.attrelid = m.oid AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped
                     WHERE c.relation = check_reading.relation);
    fault record;
    failing text;
BEGIN
    -- the rows of a table can always be read; num_nulls makes a view compute every column, after its own conditions
    SELECT * INTO fault
    FROM @internal@.reading_fault(format(CASE WHEN relkind IN ('v', 'f') THEN 'SELECT count(*) FROM (SELECT v.* FROM %I.%I AS v OFFSET 0) AS s WHERE num_nulls(%s) < 0'
                                              ELSE 'SELECT %3$s FROM %1$I.%2$I AS s LIMIT 0' END, schema, relation, columns));
    IF fault.state IS NULL THEN
        RETURN;
    ELSIF fault.state = '42501' THEN
        RETURN QUERY SELECT 'error', 'right_missing', relation, NULL::text, NULL::text, jsonb_build_object('relation', relation, 'error', fault.message);
        RETURN;
    END IF;
    failing := @internal@.failing_column(schema, relation);
    RETURN QUERY
    SELECT 'error', 'read_fails', relation, failing, NULL::text,
           jsonb_build_object('relation', relation, 'column', failing, 'error', fault.message, 'key', k.key, 'examples', to_jsonb(array_remove(ARRAY[k.key], NULL)),
                              'variant', CASE WHEN failing IS NULL THEN 'somewhere' WHEN k.key IS NULL THEN 'column' END)
    FROM (SELECT @internal@.shown_text(@internal@.failing_key(schema, relation, failing)) AS key) AS k;
END
$$;
COMMENT ON FUNCTION @internal@.check_reading(text, text, "char") IS 'finding that a relation cannot be read: for want of a right, or because a column of a row fails';

CREATE FUNCTION @internal@.check_readings(schema text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.*
    FROM @internal@.mapped_relations(schema) AS m
    CROSS JOIN LATERAL @internal@.check_reading(schema, m.relation, m.relkind) AS f
    WHERE m.oid IS NOT NULL
    ORDER BY m.ordinal;
END;
COMMENT ON FUNCTION @internal@.check_readings(text) IS 'findings about relations of a schema that cannot be read';

CREATE FUNCTION @internal@.guarded_findings(function text, year integer, unreadable text[], guarded boolean) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    call text := format(CASE WHEN unreadable IS NULL THEN 'SELECT * FROM %s($1)' ELSE 'SELECT * FROM %s($1, $2)' END, function);
    found @internal@.raw_finding[];
BEGIN
    -- not while a parallel plan runs
    IF NOT (guarded AND @internal@.may_catch()) THEN
        RETURN QUERY EXECUTE call USING year, unreadable;
        RETURN;
    END IF;
    BEGIN
        EXECUTE format('SELECT array_agg(f) FROM (%s) AS f', call) INTO found USING year, unreadable;
    EXCEPTION WHEN OTHERS THEN
        found := ARRAY[('warning', 'check_failed', NULL, split_part(function, '.', 2), NULL,
                        jsonb_build_object('check', split_part(function, '.', 2), 'error', @internal@.shown_text(SQLERRM)))::@internal@.raw_finding];
    END;
    RETURN QUERY SELECT f.* FROM unnest(found) AS f;
END
$$;
COMMENT ON FUNCTION @internal@.guarded_findings(text, integer, text[], boolean) IS
    'what a check of the sources finds; guarded, an error of it is a finding';

CREATE FUNCTION @internal@.caught_findings(query text, relation text) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found @internal@.raw_finding[];
BEGIN
    IF NOT @internal@.may_catch() THEN
        RETURN QUERY EXECUTE query;
        RETURN;
    END IF;
    BEGIN
        EXECUTE format('SELECT array_agg(f) FROM (%s) AS f', query) INTO found;
    EXCEPTION WHEN OTHERS THEN
        found := ARRAY[('error', 'check_failed', relation, relation, NULL,
                        jsonb_build_object('check', coalesce(relation, 'reference_missing'), 'error', @internal@.shown_text(SQLERRM)))::@internal@.raw_finding];
    END;
    RETURN QUERY SELECT f.* FROM unnest(found) AS f;
END
$$;
COMMENT ON FUNCTION @internal@.caught_findings(text, text) IS 'what a query of findings gives; an error of it is a finding';
