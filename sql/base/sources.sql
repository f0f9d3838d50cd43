-- Source relations: made, described, required, and institutions in their year.

CREATE FUNCTION @internal@.source_table_definition(schema text, relation text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT format('CREATE TABLE %I.%I (%s)', schema, r.relation, string_agg(part.definition, ', ' ORDER BY part.ordinal))
    FROM @extschema@.source_relation AS r
    CROSS JOIN LATERAL (
        SELECT c.ordinal,
               concat_ws(' ', quote_ident(c.column_name), c.data_type,
                         CASE WHEN c.required THEN 'NOT NULL' END,
                         'DEFAULT ' || quote_literal(c.default_value) || '::' || c.data_type,
                         format('CHECK (%I = ANY (%L::text[]))', c.column_name, c.codes)) AS definition
        FROM @extschema@.source_column AS c
        WHERE c.relation = r.relation AND c.codes IS NOT NULL
        UNION ALL
        SELECT c.ordinal,
               concat_ws(' ', quote_ident(c.column_name), c.data_type,
                         CASE WHEN c.required THEN 'NOT NULL' END,
                         'DEFAULT ' || quote_literal(c.default_value) || '::' || c.data_type)
        FROM @extschema@.source_column AS c
        WHERE c.relation = r.relation AND c.codes IS NULL
        UNION ALL
        SELECT 1000, format('PRIMARY KEY (%s)', (SELECT string_agg(quote_ident(k), ', ' ORDER BY n)
                                                 FROM unnest(r.key_columns) WITH ORDINALITY AS key(k, n)))
        WHERE cardinality(r.key_columns) > 0
        UNION ALL
        SELECT 2000, format('FOREIGN KEY (%I) REFERENCES %I.%I', f.column_name, schema, f.referenced_relation)
        FROM @extschema@.source_reference AS f
        WHERE f.relation = r.relation
    ) AS part
    WHERE r.relation = source_table_definition.relation
    GROUP BY r.relation;
END;
COMMENT ON FUNCTION @internal@.source_table_definition(text, text) IS
    'CREATE TABLE statement of one relation of the source contract';

CREATE FUNCTION create_source_tables(schema text) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    PERFORM @internal@.require_own_schema(schema);
    IF NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
        EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema, 'source relations of research_indicators');
    END IF;

    FOR item IN SELECT * FROM @extschema@.source_relation AS r ORDER BY r.ordinal LOOP
        EXECUTE @internal@.source_table_definition(schema, item.relation);
        EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, item.relation, item.description);
        -- a published table must say which row changed
        IF item.key_columns = '{}' THEN
            EXECUTE format('ALTER TABLE %I.%I REPLICA IDENTITY FULL', schema, item.relation);
        END IF;
        IF cardinality(item.index_columns) > 0 THEN
            EXECUTE format('CREATE INDEX ON %I.%I (%s)', schema, item.relation,
                           (SELECT string_agg(quote_ident(k), ', ' ORDER BY n)
                            FROM unnest(item.index_columns) WITH ORDINALITY AS key(k, n)));
        END IF;
    END LOOP;

    FOR item IN SELECT * FROM @extschema@.source_column LOOP
        EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, item.relation, item.column_name, item.description);
    END LOOP;
END
$$;
COMMENT ON FUNCTION create_source_tables(text) IS
    'makes the source relations as tables with keys, checks and comments; makes the schema too where it is missing';

CREATE FUNCTION @internal@.compute_require_source(VARIADIC relations text[]) RETURNS void
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted text;
    found_oid oid;
    missing text;
BEGIN
    FOREACH wanted IN ARRAY relations LOOP
        SELECT c.oid INTO found_oid
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = @extschema@.source_schema() AND c.relname = wanted
          AND c.relkind IN ('r', 'v', 'm', 'f', 'p');
        IF found_oid IS NULL THEN
            RAISE EXCEPTION 'source relation "%.%" does not exist', @extschema@.source_schema(), wanted
                USING ERRCODE = 'RI020',
                      HINT = format('Make it as a view or with research_indicators.create_source_tables(%L), or set research_indicators.source_schema to the schema that has it.',
                                    @extschema@.source_schema());
        END IF;

        SELECT string_agg(quote_ident(s.column_name), ', ' ORDER BY s.ordinal) INTO missing
        FROM @extschema@.source_column AS s
        WHERE s.relation = wanted AND NOT s.optional
          AND NOT EXISTS (SELECT FROM pg_attribute AS a
                          WHERE a.attrelid = found_oid AND a.attname = s.column_name
                            AND a.attnum > 0 AND NOT a.attisdropped);
        IF missing IS NOT NULL THEN
            RAISE EXCEPTION 'source relation "%.%" lacks column %', @extschema@.source_schema(), wanted, missing
                USING ERRCODE = 'RI021',
                      HINT = 'A column without data can be given as NULL; SELECT * FROM research_indicators.describe_sources() tells types and meaning.';
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.compute_require_source(text[]) IS 'body of require_source()';

CREATE FUNCTION @internal@.require_source(VARIADIC relations text[]) RETURNS void
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.require_source(text[]) IS
    'error RI020 or RI021 when a relation of the source schema, or a column of it that is not optional, is missing';

CREATE FUNCTION @internal@.compute_has_source(VARIADIC relations text[]) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT NOT EXISTS (
        SELECT FROM @extschema@.source_column AS c
        WHERE c.relation = ANY (relations) AND NOT c.optional
          AND NOT EXISTS (SELECT FROM pg_attribute AS a
                          WHERE a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation))
                            AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped));
END;
COMMENT ON FUNCTION @internal@.compute_has_source(text[]) IS 'body of has_source()';

CREATE FUNCTION @internal@.has_source(VARIADIC relations text[]) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION @internal@.has_source(text[]) IS 'whether the source schema has all of these relations with all their columns that are not optional';

CREATE FUNCTION @internal@.source_query(query text, VARIADIC arguments text[] DEFAULT '{}') RETURNS text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gap record;
BEGIN
    FOR gap IN
        SELECT c.relation, string_agg(format('NULL::%s AS %I', c.data_type, c.column_name), ', ' ORDER BY c.ordinal) AS columns
        FROM @extschema@.source_column AS c
        WHERE c.optional
          AND NOT EXISTS (SELECT FROM pg_attribute AS a
                          WHERE a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), c.relation))
                            AND a.attname = c.column_name AND a.attnum > 0 AND NOT a.attisdropped)
        GROUP BY c.relation
    LOOP
        query := regexp_replace(query, '%(1[$])?I[.]' || gap.relation || '(?![[:alnum:]_])', format('(SELECT s.*, %s FROM %%1$I.%s AS s)', gap.columns, gap.relation), 'g');
    END LOOP;
    RETURN format(query, VARIADIC @extschema@.source_schema() || arguments);
END
$$;
COMMENT ON FUNCTION @internal@.source_query(text, text[]) IS
    'a query of source relations, as every reader has it: format() with the source schema as first argument, so that %1$I.publication names a relation; one that lacks optional columns stands there with NULL in their place';

CREATE TYPE institution_of_year AS (
    institution_id text,
    top_id text,
    orgnr text,
    name text,
    kind text,
    rhf_id text,
    country text,
    reporting boolean,
    problem text,
    region_id text
);
COMMENT ON TYPE institution_of_year IS 'an institution or unit as it is at the end of a year';

CREATE FUNCTION @internal@.is_usable_unit_id(id text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
    -- NO is the nation; what reports cannot show as it is names no unit of theirs
    SELECT coalesce(id <> 'NO' AND @internal@.report_text(id) = id, false)
$$;
COMMENT ON FUNCTION @internal@.is_usable_unit_id(text) IS
    'whether a text can be the id of an institution or unit: not empty, not NO, without blanks around it, control characters and personal data, not very long';

CREATE FUNCTION @internal@.compute_institutions_at(year integer) RETURNS SETOF institution_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('institution');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH RECURSIVE latest AS MATERIALIZED (
            -- one row per id: the one valid on the day, else the last before it
            SELECT DISTINCT ON (i.institution_id::text COLLATE "C")
                   i.institution_id::text COLLATE "C" AS id, i.parent_id::text COLLATE "C" AS parent_id,
                   i.successor_id::text COLLATE "C" AS successor_id, i.rhf_id::text COLLATE "C" AS rhf_id,
                   i.orgnr::text AS orgnr, i.name::text AS name, i.kind::text AS kind, i.country::text AS country,
                   coalesce(i.reporting, false) AS reporting,
                   coalesce(i.valid_to < day.last, false) AS ended
            FROM (SELECT make_date($1, 12, 31) AS last) AS day
            JOIN %1$I.institution AS i ON coalesce(i.valid_from, '-infinity') <= day.last
            WHERE @internal@.is_usable_unit_id(i.institution_id::text)
            ORDER BY i.institution_id::text COLLATE "C",
                     (i.valid_to IS NULL OR i.valid_to >= day.last) DESC, i.valid_from DESC NULLS LAST
        ), step AS MATERIALIZED (
            -- what ended goes on in its successor; a unit without one stays in its institution
            SELECT l.id, CASE WHEN l.ended THEN coalesce(l.successor_id, l.parent_id) ELSE l.parent_id END AS next_id
            FROM latest AS l
        ), walk AS (
            SELECT l.id, l.id AS at_id, ARRAY[l.id] AS path, false AS cyclic
            FROM latest AS l
            UNION ALL
            SELECT w.id, n.id, w.path || n.id, n.id = ANY (w.path)
            FROM walk AS w
            JOIN step AS s ON s.id = w.at_id
            JOIN latest AS n ON n.id = s.next_id
            WHERE NOT w.cyclic AND cardinality(w.path) <= 100
        ), reached AS (
            SELECT DISTINCT ON (w.id) w.id, CASE WHEN w.cyclic OR cardinality(w.path) > 100 THEN w.id ELSE w.at_id END AS top_id,
                   w.cyclic, cardinality(w.path) > 100 AS too_deep
            FROM walk AS w
            ORDER BY w.id, cardinality(w.path) DESC
        )
        SELECT r.id, t.id, t.orgnr, t.name, t.kind, t.rhf_id, coalesce(own.country, t.country),
               t.reporting AND NOT t.ended AND NOT r.cyclic AND NOT r.too_deep,
               CASE WHEN r.cyclic THEN 'institution_cycle'
                    WHEN r.too_deep THEN 'institution_too_deep'
                    WHEN s.next_id IS NOT NULL THEN 'institution_dangling_parent'
                    WHEN t.ended THEN 'institution_not_valid' END,
               CASE WHEN t.kind IN ('rhf', 'hf', 'private_nonprofit')
                     AND EXISTS (SELECT FROM latest AS o WHERE o.id = t.rhf_id AND o.kind = 'rhf') THEN t.rhf_id END
        FROM reached AS r
        JOIN latest AS own ON own.id = r.id
        JOIN latest AS t ON t.id = r.top_id
        JOIN step AS s ON s.id = r.top_id
        ORDER BY r.id
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_institutions_at(integer) IS 'body of institutions_at()';

CREATE FUNCTION institutions_at(year integer) RETURNS SETOF institution_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION institutions_at(integer) IS
    'every institution and unit with its top level as valid on 31 December of the year; orgnr, name, kind, rhf_id and reporting are those of the top level; problem is a finding code or NULL; region_id is the RHF in whose sums it counts (kinds rhf, hf, private_nonprofit), NULL for everybody else';
