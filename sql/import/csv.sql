-- Delimited files: one relation of the contract each, by the names in the header.

CREATE FUNCTION @internal@.require_import_options(options jsonb, has_content boolean, VARIADIC known text[]) RETURNS void
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unknown text;
BEGIN
    IF NOT has_content THEN
        RAISE EXCEPTION 'there is no file' USING ERRCODE = 'RI101', HINT = 'The content of a file is NULL here; an empty one would be an empty text.';
    END IF;
    IF jsonb_typeof(options) IS DISTINCT FROM 'object' THEN
        RAISE EXCEPTION 'the options of an import are no object' USING ERRCODE = 'RI101', HINT = format('Options: %s. Without any: {}.', array_to_string(known, ', '));
    END IF;
    SELECT min(k.name COLLATE "C") INTO unknown FROM jsonb_object_keys(options) AS k(name) WHERE k.name <> ALL (known);
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'unknown option "%" of an import', unknown
            USING ERRCODE = 'RI101', HINT = format('Options: %s.', array_to_string(known, ', '));
    END IF;
    IF coalesce(options ->> 'decimal', '.') NOT IN ('.', ',') THEN
        RAISE EXCEPTION 'the decimal sign "%" is neither . nor ,', options ->> 'decimal' USING ERRCODE = 'RI101';
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_import_options(jsonb, boolean, text[]) IS 'error RI101 for an option that an import does not have, and for no file at all';

CREATE FUNCTION @internal@.csv_delimiter(document text, options jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- the one that the header has most of
    SELECT coalesce(options ->> 'delimiter',
                    (SELECT d.sign FROM (VALUES (1, ';'), (2, ','), (3, E'\t')) AS d(n, sign)
                     ORDER BY length(h.line) - length(replace(h.line, d.sign, '')) DESC, d.n LIMIT 1))
    FROM (SELECT substring(left(document, 100000) FROM '^[\n\r]*([^\n\r]*)') AS line) AS h;
END;
COMMENT ON FUNCTION @internal@.csv_delimiter(text, jsonb) IS 'the delimiter of a file: the option, else ; , or tab';

CREATE FUNCTION @internal@.csv_columns(relation text, header text[], options jsonb,
                                       OUT column_name text, OUT place integer, OUT constant text, OUT codes jsonb)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(quote_ident(k.name), ', ' ORDER BY k.name COLLATE "C") INTO missing
    FROM (SELECT jsonb_object_keys(options -> 'columns') UNION SELECT jsonb_object_keys(options -> 'constants')
          UNION SELECT jsonb_object_keys(options -> 'codes')) AS k(name)
    WHERE NOT EXISTS (SELECT FROM @extschema@.source_column AS c WHERE c.relation = csv_columns.relation AND c.column_name = k.name);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'relation "%" has no column %', relation, missing
            USING ERRCODE = 'RI101', HINT = 'SELECT * FROM research_indicators.describe_sources() lists the columns.';
    END IF;
    IF EXISTS (SELECT FROM unnest(header) AS h(name) GROUP BY lower(btrim(h.name)) HAVING count(*) > 1 AND lower(btrim(min(h.name))) IN
               (SELECT lower(coalesce(options #>> ARRAY['columns', c.column_name], c.column_name))
                FROM @extschema@.source_column AS c WHERE c.relation = csv_columns.relation)) THEN
        RAISE EXCEPTION 'the header names a column of "%" twice', relation
            USING ERRCODE = 'RI102', HINT = 'Which of them is meant is not guessed: name one differently.';
    END IF;
    SELECT string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal) INTO missing
    FROM @extschema@.source_column AS c
    WHERE c.relation = csv_columns.relation AND c.required AND c.default_value IS NULL AND NOT coalesce(options -> 'constants' ? c.column_name, false)
      AND NOT EXISTS (SELECT FROM unnest(header) AS h(name)
                      WHERE lower(btrim(h.name)) = lower(coalesce(options #>> ARRAY['columns', c.column_name], c.column_name)));
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'the file has no column % of "%"', missing, relation
            USING ERRCODE = 'RI102', DETAIL = format('Its header: %s.', array_to_string(header, ', ', '(no name)')),
                  HINT = 'Say which one it is by the option columns ({"columns": {"ours": "theirs"}}), or give constants.';
    END IF;
    RETURN QUERY
        SELECT c.column_name, h.n::integer, options #>> ARRAY['constants', c.column_name], options #> ARRAY['codes', c.column_name]
        FROM @extschema@.source_column AS c
        LEFT JOIN unnest(header) WITH ORDINALITY AS h(name, n)
               ON lower(btrim(h.name)) = lower(coalesce(options #>> ARRAY['columns', c.column_name], c.column_name))
        WHERE c.relation = csv_columns.relation AND (h.n IS NOT NULL OR options -> 'constants' ? c.column_name)
           -- a key column with a default is part of the key also where the file has none
           OR c.relation = csv_columns.relation AND c.default_value IS NOT NULL
              AND c.column_name = ANY ((SELECT r.key_columns FROM @extschema@.source_relation AS r WHERE r.relation = csv_columns.relation)::text[])
        ORDER BY c.ordinal;
END
$$;
COMMENT ON FUNCTION @internal@.csv_columns(text, text[], jsonb) IS
    'the columns of a relation that a file delivers: place in its header, constant, translation of codes; errors RI101 and RI102';

CREATE FUNCTION @internal@.csv_header(document text, options jsonb) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a set in a select list is read no further than asked
    SELECT (f.record).fields
    FROM (SELECT @internal@.csv_records(document, @internal@.csv_delimiter(document, options), coalesce(options ->> 'quote', '"')) AS record LIMIT 1) AS f;
END;
COMMENT ON FUNCTION @internal@.csv_header(text, jsonb) IS 'the names in the header of a delimited file';

CREATE FUNCTION @internal@.csv_value(column_name text, place integer, constant text, codes jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN column_name = 'person_id' THEN format('@internal@.person_pseudonym(%s)', v.expression)
                WHEN codes IS NOT NULL THEN format('coalesce(%L::jsonb ->> %s, %2$s)', codes, v.expression)
                ELSE v.expression END
    FROM (SELECT CASE WHEN place IS NULL THEN format('%L::text', constant) ELSE format('record.fields[%s]', place) END AS expression) AS v;
END;
COMMENT ON FUNCTION @internal@.csv_value(text, integer, text, jsonb) IS 'SQL expression of a column over a record of csv_records';

CREATE FUNCTION @internal@.import_csv_stage(relation text, document text, options jsonb) RETURNS text[]
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    header text[] := @internal@.csv_header(document, options);
    columns text[];
    row_values text;
BEGIN
    SELECT array_agg(c.column_name ORDER BY c.n), string_agg(@internal@.csv_value(c.column_name, c.place, c.constant, c.codes), ', ' ORDER BY c.n)
    INTO columns, row_values
    FROM @internal@.csv_columns(import_csv_stage.relation, header, options) WITH ORDINALITY AS c(column_name, place, constant, codes, n);
    -- a query that is made up at run time would hold two copies of the text
    INSERT INTO pg_temp.import_record (ordinal, line, fields, code)
    SELECT (f.record).*
    FROM (SELECT @internal@.csv_records(document, @internal@.csv_delimiter(document, options), coalesce(options ->> 'quote', '"')) AS record OFFSET 0) AS f;
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_row (entry, relation, line, row_values)
        SELECT record.ordinal, %L, record.line, ARRAY[%s]
        FROM pg_temp.import_record AS record
        WHERE record.ordinal > 0
    $sql$, relation, row_values);
    INSERT INTO pg_temp.import_fault (entry, code)
    SELECT r.ordinal, coalesce(r.code, 'field_count')
    FROM pg_temp.import_record AS r
    WHERE r.ordinal > 0 AND (r.code IS NOT NULL OR cardinality(r.fields) <> cardinality(header));
    TRUNCATE pg_temp.import_record;
    IF EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.code = 'truncated') THEN
        RAISE EXCEPTION 'the file ends within quotes that begin at line %',
            (SELECT max(r.line) FROM pg_temp.import_row AS r JOIN pg_temp.import_fault AS f USING (entry) WHERE f.code = 'truncated')
            USING ERRCODE = 'RI103', DETAIL = 'Nothing was loaded.',
                  HINT = 'Fetch the file again, or say by the option quote which character quotes, '''' for none.';
    END IF;
    RETURN columns;
END
$$;
COMMENT ON FUNCTION @internal@.import_csv_stage(text, text, jsonb) IS
    'stages the records of a delimited file as rows of a relation; gives the columns that it delivers';

CREATE FUNCTION import_csv(relation text, document text, options jsonb DEFAULT '{}', OUT line bigint, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    header text[];
    columns text[];
    row_values text;
BEGIN
    PERFORM @internal@.require_csv_import(relation, options, document IS NOT NULL);
    header := @internal@.csv_header(document, options);
    SELECT array_agg(c.column_name ORDER BY c.n), string_agg(@internal@.csv_value(c.column_name, c.place, c.constant, c.codes), ', ' ORDER BY c.n)
    INTO columns, row_values
    FROM @internal@.csv_columns(import_csv.relation, header, options) WITH ORDINALITY AS c(column_name, place, constant, codes, n);
    IF columns IS NULL THEN
        RAISE EXCEPTION 'the file has no column of relation "%"', relation
            USING ERRCODE = 'RI102', HINT = 'The first line names the columns; the option columns says which of them is which.';
    END IF;
    RETURN QUERY EXECUTE format($sql$
        SELECT d.line, d.content, split_part(d.fault, ':', 1), @internal@.reason_text(split_part(d.fault, ':', 1), nullif(split_part(d.fault, ':', 2), ''))
        FROM (SELECT r.line, coalesce(r.code || ':', CASE WHEN r.n <> cardinality($4) THEN 'field_count:' END, %1$s) AS fault,
                     (SELECT jsonb_object_agg(k.name, @internal@.masked(r.row_values[k.n], coalesce(p.free_text, true)))
                      FROM unnest($5) WITH ORDINALITY AS k(name, n)
                      LEFT JOIN @internal@.personal_data_columns() AS p ON p.relation = $6 AND p.column_name = k.name) AS content
              FROM (SELECT record.line, record.code, cardinality(record.fields) AS n, ARRAY[%2$s] AS row_values
                    FROM @internal@.csv_records($1, $2, $3) AS record
                    WHERE record.ordinal > 0) AS r) AS d
    $sql$, @internal@.import_fault_expression(relation, columns, options), row_values)
    USING document, @internal@.csv_delimiter(document, options), coalesce(options ->> 'quote', '"'), header, columns, relation;
END
$$;
COMMENT ON FUNCTION import_csv(text, text, jsonb) IS
    'what load_csv would read of a text, row by row, with what is wrong with each by itself; writes nothing';
