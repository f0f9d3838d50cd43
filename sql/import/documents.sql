-- Documents (JSON): split, reduced to what is asked of them, turned into rows
-- by their source, and loaded like everything else.

CREATE FUNCTION @internal@.as_array(value jsonb) RETURNS jsonb
    AS 'MODULE_PATHNAME', 'research_indicators_as_array'
    LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.as_array(jsonb) IS 'a value as array: systems write one thing without the brackets; nothing, or null, is an empty one';

CREATE FUNCTION @internal@.last_segment(address text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_last_segment'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.last_segment(text) IS 'what follows the last slash of an address: the id in it';

CREATE FUNCTION @internal@.read_documents(source text, document text, lines boolean,
                                          OUT ordinal bigint, OUT place text, OUT content text, OUT code text, OUT broken boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rule record;
    header text[];
BEGIN
    SELECT f.paths, f.collections, f.reader, f.element INTO rule FROM @extschema@.import_format AS f WHERE f.source = read_documents.source;
    IF rule.reader = 'csv' THEN
        header := @internal@.csv_header(document, '{}');
        IF (SELECT count(DISTINCT h.name) FROM unnest(header) AS h(name)) <> cardinality(header) THEN
            RAISE EXCEPTION 'the header names a column twice, or has one without a name' USING ERRCODE = 'RI102', HINT = format('Header: %s.', array_to_string(header, ', ', '(none)'));
        END IF;
        RETURN QUERY
            SELECT r.ordinal, format('line %s', r.line), coalesce(j.content, '{}'),
                   coalesce(r.code, CASE WHEN cardinality(r.fields) <> cardinality(header) THEN 'field_count' END, j.code), coalesce(r.code = 'truncated', false)
            FROM @internal@.csv_records(document, @internal@.csv_delimiter(document, '{}'), '"') AS r
            -- names and fields go together only where they are as many
            LEFT JOIN LATERAL @internal@.json_documents(CASE WHEN cardinality(r.fields) = cardinality(header) THEN jsonb_object(header, r.fields)::text END,
                                                        rule.paths, '{}', false) AS j ON r.code IS NULL
            WHERE r.ordinal > 0;
    ELSIF rule.element IS NOT NULL AND ltrim(left(document, 1000), E' \t\n\r') LIKE '<%' THEN
        RETURN QUERY
            SELECT x.ordinal, x.place, coalesce(j.content, '{}'), coalesce(x.code, j.code), x.broken
            FROM @internal@.xml_documents(document, rule.element) AS x
            LEFT JOIN LATERAL @internal@.json_documents(x.content, rule.paths, '{}', false) AS j ON x.code IS NULL;
    ELSE
        -- a set in a select list is read as it comes
        RETURN QUERY
            SELECT (d.document).*
            FROM (SELECT @internal@.json_documents(document, rule.paths, rule.collections, lines) AS document OFFSET 0) AS d;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.read_documents(text, text, boolean) IS
    'the documents of a text as its source writes them (JSON, XML, a delimited file), each with what the paths of the source keep of it';

CREATE FUNCTION @internal@.import_document_stage(source text, document text, lines boolean) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fault record;
BEGIN
    INSERT INTO pg_temp.import_document (ordinal, place, content, code, broken)
    SELECT d.* FROM @internal@.read_documents(source, document, lines) AS d;
    SELECT d.place, d.code INTO fault FROM pg_temp.import_document AS d WHERE d.broken AND d.code IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'the file cannot be read at %: %', fault.place, @internal@.reason_text(fault.code, NULL)
            USING ERRCODE = 'RI103', DETAIL = 'Nothing was loaded.',
                  HINT = 'Fetch it again; where every line is a document of its own, say {"lines": true}: then a broken one costs no other.';
    END IF;
    INSERT INTO pg_temp.import_entry (entry, place, content)
    SELECT d.ordinal, d.place, d.content FROM pg_temp.import_document AS d;
    INSERT INTO pg_temp.import_fault (entry, code)
    SELECT d.ordinal, d.code FROM pg_temp.import_document AS d WHERE d.code IS NOT NULL;
    TRUNCATE pg_temp.import_document;
END
$$;
COMMENT ON FUNCTION @internal@.import_document_stage(text, text, boolean) IS
    'stages the documents of a text; error RI103 where it is not what its source writes or ends too early';

CREATE FUNCTION @internal@.present_import_targets(source text, schema text) RETURNS SETOF import_target
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 5
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.*
    FROM @extschema@.import_target AS t
    JOIN @extschema@.source_relation AS r ON r.relation = t.relation
    WHERE t.source = present_import_targets.source AND (NOT r.optional OR to_regclass(format('%I.%I', schema, t.relation)) IS NOT NULL);
END;
COMMENT ON FUNCTION @internal@.present_import_targets(text, text) IS
    'the relations that documents of a source fill; one that came later than the schema was made is left out';

CREATE FUNCTION @internal@.note_known_publications(schema text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    identifiers text := format('%I.%I', schema, 'publication_identifier');
BEGIN
    IF to_regclass(identifiers) IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format($sql$
        WITH incoming AS MATERIALIZED (
            SELECT r.entry, r.row_values[1] AS publication_id, r.row_values[2] AS kind, r.row_values[3] AS identifier
            FROM pg_temp.import_row AS r
            WHERE r.relation = 'publication_identifier' AND r.row_values[2] IN ('cristin', 'doi')
              AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)
        ), known AS (
            SELECT i.publication_id, 'cristin' AS kind, i.identifier FROM %1$s AS i WHERE i.kind = 'cristin'
            UNION ALL
            SELECT p.publication_id, 'doi', @internal@.normal_doi(p.doi)
            FROM %2$s AS p JOIN %1$s AS i ON i.publication_id = p.publication_id AND i.kind = 'nva'
        )
        INSERT INTO pg_temp.import_fault (entry, code, column_name)
        SELECT DISTINCT i.entry, 'known_by_other_id', 'publication_id'
        FROM incoming AS i JOIN known AS k ON k.kind = i.kind AND k.identifier = i.identifier AND k.publication_id <> i.publication_id
        ON CONFLICT (entry) DO NOTHING
    $sql$, identifiers, format('%I.%I', schema, 'publication'));
END
$$;
COMMENT ON FUNCTION @internal@.note_known_publications(text) IS
    'notes the entries whose publication stands in the source schema under another id: one record names the other, or NVA has it with the same DOI';

CREATE FUNCTION @internal@.import_document_rows(source text, schema text, file_name text, file_sha256 text, options jsonb, retry_of uuid,
                                                started_at timestamp with time zone)
    RETURNS import_result
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    main text := (SELECT f.relation FROM @extschema@.import_format AS f WHERE f.source = import_document_rows.source);
    targets jsonb;
    result @extschema@.import_result;
BEGIN
    SELECT jsonb_agg(jsonb_build_object('relation', t.relation, 'columns', t.columns, 'match', t.match_columns, 'mode', t.mode, 'condition', t.condition)
                     ORDER BY t.ordinal) INTO targets
    FROM @internal@.present_import_targets(source, schema) AS t;
    -- a query begun for every document would cost more than what it reads: about a megabyte of them at a time
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_row (entry, relation, row_values)
        SELECT b.entries[r.ordinal], r.relation, r.row_values
        FROM (SELECT array_agg(e.entry ORDER BY e.entry) AS entries, array_agg(e.content::jsonb ORDER BY e.entry) AS documents
              FROM (SELECT e.entry, e.content, sum(length(e.content)) OVER (ORDER BY e.entry ROWS UNBOUNDED PRECEDING) / 1000000 AS batch
                    FROM pg_temp.import_entry AS e
                    WHERE NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = e.entry)) AS e
              GROUP BY e.batch) AS b
        CROSS JOIN LATERAL @internal@.%I(b.documents, $1) AS r
    $sql$, 'rows_of_' || source)
    USING options;
    ANALYZE pg_temp.import_row, pg_temp.import_entry;
    INSERT INTO pg_temp.import_fault (entry, code)
    SELECT e.entry, 'no_rows' FROM pg_temp.import_entry AS e
    WHERE NOT EXISTS (SELECT FROM pg_temp.import_row AS r WHERE r.entry = e.entry AND r.relation = main)
    ON CONFLICT (entry) DO NOTHING;
    IF (SELECT f.gives_way FROM @extschema@.import_format AS f WHERE f.source = import_document_rows.source) THEN
        PERFORM @internal@.note_known_publications(schema);
    END IF;
    PERFORM @internal@.note_all_import_faults(schema, targets, '{}', NULL);
    PERFORM @internal@.import_targets(schema, targets, '{}', false);
    result := @internal@.log_import(source, main, schema, file_name, file_sha256, options, retry_of, started_at,
                                    (SELECT count(*) FROM pg_temp.import_entry));
    IF retry_of IS NULL THEN
        EXECUTE format('INSERT INTO %I.quarantine (import_id, ordinal, relation, place, code, reason, row_data)
                        SELECT $1, f.entry, $2, e.place, f.code, @internal@.reason_text(f.code, f.column_name), e.content
                        FROM pg_temp.import_fault AS f JOIN pg_temp.import_entry AS e ON e.entry = f.entry', @extschema@.require_archive())
        USING result.import_id, main;
    END IF;
    RETURN result;
END
$$;
COMMENT ON FUNCTION @internal@.import_document_rows(text, text, text, text, jsonb, uuid, timestamp with time zone) IS
    'turns staged documents into rows, checks, writes and logs them; the others go to the quarantine, or stay there when it was a retry';

CREATE FUNCTION @internal@.import_quarantined_documents(import_id uuid) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- what the reader refused stays refused: only part of it may be here
    EXECUTE format($sql$
        INSERT INTO pg_temp.import_entry (entry, place, content)
        SELECT q.ordinal, q.place, q.row_data
        FROM %I.quarantine AS q
        WHERE q.import_id = $1 AND q.taken_by IS NULL
          AND q.code NOT IN ('duplicate_key', 'nul_character', 'lone_surrogate', 'number_out_of_range', 'too_many_keys', 'too_deep', 'json_syntax', 'truncated',
                             'invalid_encoding', 'not_an_object', 'document_too_large', 'field_count', 'text_after_quote', 'too_many_fields')
    $sql$, @extschema@.require_archive())
    USING import_id;
END
$$;
COMMENT ON FUNCTION @internal@.import_quarantined_documents(uuid) IS 'stages the documents that wait in the quarantine';

CREATE FUNCTION @internal@.require_import_source(source text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM @extschema@.import_format AS f WHERE f.source = require_import_source.source) THEN
        RAISE EXCEPTION 'unknown source of documents "%"', source
            USING ERRCODE = 'RI101', HINT = (SELECT format('Sources: %s.', string_agg(f.source, ', ' ORDER BY f.ordinal)) FROM @extschema@.import_format AS f);
    END IF;
    RETURN source;
END
$$;
COMMENT ON FUNCTION @internal@.require_import_source(text) IS 'the source, or error RI101 whose hint lists the choices';

CREATE FUNCTION load_documents(source text, content bytea, file_name text DEFAULT NULL, options jsonb DEFAULT '{}', schema text DEFAULT NULL)
    RETURNS import_result
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET jit = off
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    started timestamp with time zone := clock_timestamp();
    into_schema text := coalesce(schema, @extschema@.source_schema());
BEGIN
    PERFORM @internal@.require_import_source(source);
    PERFORM @internal@.require_import_options(options, content IS NOT NULL, 'encoding', 'lines');
    PERFORM @internal@.hold_import(into_schema, VARIADIC ARRAY(SELECT t.relation FROM @internal@.present_import_targets(source, into_schema) AS t ORDER BY t.ordinal));
    PERFORM @internal@.import_document_stage(source, @extschema@.import_text(content, coalesce(options ->> 'encoding', 'UTF-8')),
                                             coalesce(@extschema@.parse_boolean(options ->> 'lines'), false));
    RETURN @internal@.import_document_rows(source, into_schema, file_name, encode(sha256(content), 'hex'), options, NULL, started);
END
$$;
COMMENT ON FUNCTION load_documents(text, bytea, text, jsonb, text) IS
    'loads a file of documents of a source (import_format lists them) into a source schema, each document whole or not at all; options: encoding, lines (every line is a document by itself)';

CREATE FUNCTION import_documents(source text, document text, options jsonb DEFAULT '{}',
                                 OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
    SET jit = off
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    PERFORM @internal@.require_import_source(source);
    RETURN QUERY EXECUTE format($sql$
        SELECT d.place, r.relation, jsonb_object(t.columns, r.row_values), d.code, @internal@.reason_text(d.code, NULL)
        FROM @internal@.read_documents($2, $1, coalesce(@extschema@.parse_boolean($3 ->> 'lines'), false)) AS d
        LEFT JOIN LATERAL @internal@.%I(ARRAY[CASE WHEN d.code IS NULL THEN d.content::jsonb END], $3) AS r ON true
        LEFT JOIN @extschema@.import_target AS t ON t.source = $2 AND t.relation = r.relation
    $sql$, 'rows_of_' || source)
    USING document, source, options;
END
$$;
COMMENT ON FUNCTION import_documents(text, text, jsonb) IS
    'the rows that load_documents would make of a text, relation by relation, as texts; a document that cannot be read is a row with its code; writes nothing';
