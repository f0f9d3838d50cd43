-- A first mapping of tables that nobody has mapped: from their names, the types
-- of their columns and samples of their values, each with how sure it is.

CREATE FUNCTION @internal@.name_likeness(name text, known text) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN name = known THEN 1.0
                WHEN length(known) >= 4 AND (starts_with(name, known) OR right(name, length(known)) = known) THEN 0.7
                WHEN length(known) >= 5 AND strpos(name, known) > 0 THEN 0.5 ELSE 0 END;
END;
COMMENT ON FUNCTION @internal@.name_likeness(text, text) IS 'how alike two plain names are: the same, one begins or ends with the other, holds it';

CREATE FUNCTION @internal@.sampled_values(source regclass, column_name text) RETURNS text[]
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sample text[];
BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT v.value COLLATE "C") FROM (SELECT btrim(s.%I::text) AS value FROM %s AS s LIMIT 2000) AS v WHERE v.value <> ''''',
                   column_name, source)
    INTO sample;
    RETURN coalesce(sample, '{}');
END
$$;
COMMENT ON FUNCTION @internal@.sampled_values(regclass, text) IS 'the values of a column in the first 2000 rows of a table';

CREATE FUNCTION @internal@.fitting_formats(sample text[]) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- of formats that read the same the stricter first; day before month, as Norwegians write
    SELECT coalesce(array_agg(f.format ORDER BY f.n) FILTER (WHERE EXISTS (
               SELECT FROM unnest(sample) AS v(value)
               WHERE @extschema@.parse_date(v.value, ARRAY[f.format]) IS NOT NULL AND @extschema@.parse_date(v.value, f.earlier) IS NULL)), '{}')
    FROM (SELECT k.format, k.n, coalesce(array_agg(k.format) OVER (ORDER BY k.n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS earlier
          FROM unnest('{YYYY-MM-DD,DD.MM.YYYY,D.M.YYYY,DD/MM/YYYY,D/M/YYYY,DD-MM-YYYY,YYYYMMDD,YYYY.MM.DD}'::text[]) WITH ORDINALITY AS k(format, n)) AS f;
END;
COMMENT ON FUNCTION @internal@.fitting_formats(text[]) IS 'the date formats that a sample is written in';

CREATE FUNCTION @internal@.suggested_codes(relation text, column_name text, sample text[]) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- what is a code already needs no translation
    SELECT jsonb_object_agg(v.value, k.code ORDER BY v.value COLLATE "C")
    FROM @extschema@.source_column AS c
    CROSS JOIN unnest(sample) AS v(value)
    CROSS JOIN LATERAL (
        SELECT n.code FROM (SELECT s.code, s.name, s.relation FROM @extschema@.source_code_name AS s
                            WHERE s.column_name = c.column_name AND (s.relation = c.relation OR s.relation = '' AND s.code = ANY (c.codes))
                            UNION ALL SELECT u.code, @internal@.plain_name(u.code), '' FROM unnest(c.codes) AS u(code)) AS n
        WHERE n.name = @internal@.plain_name(v.value)
        ORDER BY n.relation COLLATE "C" DESC, n.code COLLATE "C" LIMIT 1) AS k
    WHERE c.relation = suggested_codes.relation AND c.column_name = suggested_codes.column_name AND v.value <> k.code;
END;
COMMENT ON FUNCTION @internal@.suggested_codes(text, text, text[]) IS 'translations of sampled values to the codes of a column; NULL for none';

CREATE FUNCTION @internal@.suggested_column(source regclass, source_column text, relation text, column_name text, likeness numeric) RETURNS jsonb
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted @extschema@.source_column;
    type regtype := @internal@.column_type(source, source_column);
    sample text[] := @internal@.sampled_values(source, source_column);
    spec jsonb := jsonb_build_object('column', source_column);
    read numeric;
    comma numeric;
    point numeric;
BEGIN
    SELECT c.* INTO wanted FROM @extschema@.source_column AS c WHERE c.relation = suggested_column.relation AND c.column_name = suggested_column.column_name;
    IF NOT @internal@.is_id_column(relation, column_name) AND wanted.data_type = 'text' THEN
        spec := spec || coalesce(jsonb_build_object('codes', @internal@.suggested_codes(relation, column_name, sample)), '{}');
        IF jsonb_typeof(spec -> 'codes') = 'null' THEN
            spec := spec - 'codes';
        END IF;
        read := CASE WHEN wanted.codes IS NULL THEN NULL
                     ELSE (SELECT avg((v = ANY (wanted.codes) OR coalesce(spec -> 'codes' ? v, false))::integer) FROM unnest(sample) AS v) END;
    ELSIF @internal@.is_id_column(relation, column_name) THEN
        read := NULL;
    ELSIF wanted.data_type IN ('date', 'timestamp with time zone') AND @internal@.is_text_type(type) THEN
        spec := spec || CASE WHEN @internal@.fitting_formats(sample) <> '{}' THEN jsonb_build_object('date', @internal@.fitting_formats(sample)) ELSE '{}' END;
        SELECT avg((@extschema@.parse_date(v, @internal@.fitting_formats(sample)) IS NOT NULL)::integer) INTO read FROM unnest(sample) AS v;
    ELSIF wanted.data_type = 'numeric' AND @internal@.is_text_type(type) THEN
        SELECT avg((@extschema@.parse_decimal(v, ',') IS NOT NULL)::integer), avg((@extschema@.parse_decimal(v, '.') IS NOT NULL)::integer)
        INTO comma, point FROM unnest(sample) AS v;
        spec := spec || jsonb_build_object('decimal', CASE WHEN point > comma THEN '.' ELSE ',' END);
        read := greatest(comma, point);
        -- 1.234 may be more than a thousand, or little more than one
        IF comma = point AND EXISTS (SELECT FROM unnest(sample) AS v WHERE @extschema@.parse_decimal(v, ',') <> @extschema@.parse_decimal(v, '.')) THEN
            read := 0.5;
        END IF;
    ELSIF wanted.data_type = 'integer' AND @internal@.is_text_type(type) THEN
        SELECT avg((@extschema@.parse_integer(v) IS NOT NULL)::integer) INTO read FROM unnest(sample) AS v;
    ELSIF wanted.data_type = 'boolean' THEN
        SELECT avg((@extschema@.parse_boolean(v) IS NOT NULL)::integer) INTO read FROM unnest(sample) AS v;
    ELSIF @internal@.converted_value(type, wanted.data_type, '', '', '{}') IS NULL THEN
        read := 0;
    END IF;
    -- a year is a year, and an id is no date
    IF wanted.data_type = 'integer' AND wanted.column_name = 'year' THEN
        SELECT avg((coalesce(@extschema@.parse_integer(v), 0) BETWEEN 1900 AND 2100)::integer) INTO read FROM unnest(sample) AS v;
    END IF;
    -- a few values that nobody can read are dirt, most of them are another column
    RETURN spec || jsonb_build_object('sure', round(likeness * CASE WHEN sample = '{}' THEN 0.7 WHEN coalesce(read, 1) >= 0.6 THEN 1 ELSE greatest(read, 0.1) END, 2));
END
$$;
COMMENT ON FUNCTION @internal@.suggested_column(regclass, text, text, text, numeric) IS 'how a column of a table would be mapped, with how sure that is: likeness of names, less where the values do not read';

CREATE FUNCTION @internal@.column_likenesses(from_schema text, OUT source oid, OUT source_column text, OUT relation text, OUT column_name text, OUT likeness numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.oid, a.attname::text, c.relation, c.column_name, max(@internal@.name_likeness(@internal@.plain_name(a.attname::text), k.name))
    FROM pg_class AS t
    JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = from_schema
    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN @extschema@.source_column AS c
    CROSS JOIN LATERAL (
        SELECT s.name FROM @extschema@.source_column_name AS s WHERE s.column_name = c.column_name AND s.relation IN ('', c.relation)
        UNION SELECT @internal@.plain_name(c.column_name)) AS k
    WHERE t.relkind IN ('r', 'v', 'm', 'f', 'p') AND has_table_privilege(t.oid, 'SELECT')
    GROUP BY t.oid, a.attname, c.relation, c.column_name
    HAVING max(@internal@.name_likeness(@internal@.plain_name(a.attname::text), k.name)) > 0;
END;
COMMENT ON FUNCTION @internal@.column_likenesses(text) IS 'which columns of a schema''s tables are called as which of the contract';

CREATE FUNCTION @internal@.suggested_sources(from_schema text, OUT relation text, OUT source oid)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- half of it the table's name, half how many of the required columns it has; a wide table is of several
    WITH best AS (
        SELECT l.source, l.relation, l.column_name, max(l.likeness) AS likeness FROM @internal@.column_likenesses(from_schema) AS l GROUP BY l.source, l.relation, l.column_name
    ), scored AS (
        SELECT t.oid AS source, r.relation, r.ordinal,
               (SELECT avg(coalesce(b.likeness, 0)) FROM @extschema@.source_column AS c
                LEFT JOIN best AS b ON b.source = t.oid AND b.relation = c.relation AND b.column_name = c.column_name
                WHERE c.relation = r.relation AND c.required AND c.default_value IS NULL) AS required,
               (SELECT coalesce(max(@internal@.name_likeness(@internal@.plain_name(t.relname::text), k.name)), 0)
                FROM (SELECT s.name FROM @extschema@.source_table_name AS s WHERE s.relation = r.relation UNION SELECT @internal@.plain_name(r.relation)) AS k) AS named,
               t.relname
        FROM pg_class AS t
        JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = from_schema
        CROSS JOIN @extschema@.source_relation AS r
        WHERE t.relkind IN ('r', 'v', 'm', 'f', 'p') AND has_table_privilege(t.oid, 'SELECT')
    )
    SELECT DISTINCT ON (s.ordinal) s.relation, s.source
    FROM scored AS s
    WHERE s.required >= 0.9 AND (s.named > 0 OR s.relation = 'contribution') OR s.required >= 0.4 AND s.named = 1
    ORDER BY s.ordinal, s.required + s.named DESC, s.relname::text COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.suggested_sources(text) IS 'the table of a schema that each relation of the contract seems to stand in';

CREATE FUNCTION @internal@.suggested_part(source regclass, relation text, likenesses jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    columns jsonb := '{}';
    item record;
    keys text[];
    repeats boolean;
BEGIN
    -- the surest first; a column of the table serves one of the contract
    FOR item IN
        SELECT s.spec, l ->> 'to' AS name FROM jsonb_array_elements(likenesses) AS l
        CROSS JOIN LATERAL @internal@.suggested_column(source, l ->> 'from', relation, l ->> 'to', (l ->> 'likeness')::numeric) AS s(spec)
        ORDER BY (s.spec ->> 'sure')::numeric DESC, l ->> 'to' COLLATE "C", l ->> 'from' COLLATE "C"
    LOOP
        CONTINUE WHEN columns ? item.name OR EXISTS (SELECT FROM jsonb_each(columns) AS c WHERE c.value -> 'column' = item.spec -> 'column');
        columns := columns || jsonb_build_object(item.name, item.spec);
    END LOOP;
    -- what is required and not found is left for whoever knows
    columns := columns || coalesce((SELECT jsonb_object_agg(c.column_name, '{"column": null, "sure": 0}'::jsonb) FROM @extschema@.source_column AS c
                                    WHERE c.relation = suggested_part.relation AND c.required AND c.default_value IS NULL AND NOT columns ? c.column_name), '{}');
    keys := ARRAY(SELECT quote_ident(columns -> k.name ->> 'column') FROM @extschema@.source_relation AS r CROSS JOIN LATERAL unnest(r.key_columns) AS k(name)
                  WHERE r.relation = suggested_part.relation AND columns -> k.name ->> 'column' IS NOT NULL);
    IF keys <> '{}' THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %s GROUP BY %s HAVING count(*) > 1)', source, array_to_string(keys, ', ')) INTO repeats;
    END IF;
    RETURN jsonb_build_object('from', source::text, 'columns', columns) || CASE WHEN repeats THEN '{"distinct": true}'::jsonb ELSE '{}' END;
END
$$;
COMMENT ON FUNCTION @internal@.suggested_part(regclass, text, jsonb) IS 'how a relation would be mapped to a table';

CREATE FUNCTION suggest_mapping(from_schema text) RETURNS jsonb
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_class AS t JOIN pg_namespace AS n ON n.oid = t.relnamespace
                   WHERE n.nspname = from_schema AND t.relkind IN ('r', 'v', 'm', 'f', 'p') AND has_table_privilege(t.oid, 'SELECT')) THEN
        RAISE EXCEPTION 'schema "%" holds no table that you may read', from_schema
            USING ERRCODE = 'RI121', HINT = 'Name the schema of the hospital''s own tables.';
    END IF;
    RETURN (
        WITH likeness AS MATERIALIZED (SELECT * FROM @internal@.column_likenesses(from_schema))
        SELECT jsonb_build_object('relations', coalesce(jsonb_object_agg(s.relation, @internal@.suggested_part(s.source::regclass, s.relation, l.list)), '{}'))
        FROM @internal@.suggested_sources(from_schema) AS s
        CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('from', k.source_column, 'to', k.column_name, 'likeness', k.likeness)) AS list
                            FROM likeness AS k WHERE k.source = s.source AND k.relation = s.relation) AS l
        WHERE l.list IS NOT NULL);
END
$$;
COMMENT ON FUNCTION suggest_mapping(text) IS
    'a first mapping of a schema''s tables, to be edited: from Norwegian and English names, types and sampled values; "sure" at each column is 0 to 1, below 0.8 somebody should look; what is required and was not found has the column null';
