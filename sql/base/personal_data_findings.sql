-- Findings about personal data: no source relation needs any, and what is not
-- there cannot be emitted.  No finding repeats what it found.

CREATE FUNCTION personal_data(value text, bare_numbers boolean DEFAULT false) RETURNS text[]
    AS 'MODULE_PATHNAME', 'research_indicators_personal_data'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION personal_data(text, boolean) IS
    'kinds of personal data in a text: identity_number (Norwegian birth and D-numbers with right check digits), email, telephone; an empty array for none. With bare_numbers eight digits in a row are a telephone number too, which is for texts that hold no identifiers';

CREATE FUNCTION @internal@.has_personal_data(value text, bare_numbers boolean DEFAULT false) RETURNS boolean
    AS 'MODULE_PATHNAME', 'research_indicators_has_personal_data'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.has_personal_data(text, boolean) IS
    'whether personal_data finds anything in a text';

CREATE FUNCTION @internal@.personal_data_columns(
    OUT relation text, OUT column_name text, OUT free_text boolean, OUT relation_ordinal integer, OUT column_ordinal integer)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- eight digits are as often an identifier as a telephone number, so where identifiers stand they prove nothing
    SELECT c.relation, c.column_name,
           c.column_name <> ALL (r.key_columns) AND c.column_name !~ '(^|_)(id|orgnr|doi|isbn|identifier)$'
           AND NOT EXISTS (SELECT FROM @extschema@.source_reference AS f
                           WHERE f.relation = c.relation AND f.column_name = c.column_name),
           r.ordinal, c.ordinal
    FROM @extschema@.source_column AS c
    JOIN @extschema@.source_relation AS r ON r.relation = c.relation
    WHERE c.data_type = 'text' AND c.codes IS NULL
    ORDER BY r.ordinal, c.ordinal;
END;
COMMENT ON FUNCTION @internal@.personal_data_columns() IS
    'columns of the source contract in which any text may stand, and whether they hold words rather than identifiers';

CREATE FUNCTION @internal@.source_has_column(relation text, column_name text) RETURNS boolean
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM pg_attribute AS a
                   WHERE a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), relation))
                     AND a.attname = source_has_column.column_name AND a.attnum > 0 AND NOT a.attisdropped);
END;
COMMENT ON FUNCTION @internal@.source_has_column(text, text) IS 'whether the source schema has a relation with that column';

CREATE FUNCTION @internal@.rows_of_year(relation text) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- $1: the year; a row without year is of every year.  An EXISTS that stands alone is joined, one under OR is asked of every row.
    SELECT CASE WHEN @internal@.source_has_column(rows_of_year.relation, 'year') THEN '(s.year = $1 OR s.year IS NULL)'
                WHEN f.referenced_relation IS NOT NULL
                THEN format('EXISTS (SELECT FROM %I.%I AS o WHERE o.%3$I = s.%3$I AND (o.year = $1 OR o.year IS NULL))',
                            @extschema@.source_schema(), f.referenced_relation, f.column_name)
                ELSE 'true' END
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (
        SELECT r.column_name, r.referenced_relation
        FROM @extschema@.source_reference AS r
        WHERE r.relation = rows_of_year.relation
          AND @internal@.source_has_column(r.referenced_relation, 'year') AND @internal@.source_has_column(r.referenced_relation, r.column_name)
        ORDER BY r.column_name COLLATE "C"
        LIMIT 1) AS f ON true;
END;
COMMENT ON FUNCTION @internal@.rows_of_year(text) IS
    'condition that a row s of a source relation is of a year: by its own column, or by that of the relation it refers to; true where rows have no year';

CREATE FUNCTION @internal@.rows_searched(relation text, all_years boolean) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN all_years THEN 'true' ELSE @internal@.rows_of_year(relation) END;
END;
COMMENT ON FUNCTION @internal@.rows_searched(text, boolean) IS 'condition that a row s of a source relation is searched: that it is of a year, or always';

CREATE FUNCTION @internal@.columns_with_personal_data(year integer, all_years boolean, OUT relation text, OUT column_name text, OUT free_text boolean)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    -- one pass over each relation; which rows it is, is asked only where something was found
    FOR item IN
        SELECT p.relation, array_agg(p.column_name ORDER BY p.column_ordinal) AS names, array_agg(p.free_text ORDER BY p.column_ordinal) AS free_texts,
               string_agg(format('coalesce(bool_or(@internal@.has_personal_data(s.%I::text, %L)), false)', p.column_name, p.free_text), ', '
                          ORDER BY p.column_ordinal) AS searched
        FROM @internal@.personal_data_columns() AS p
        JOIN pg_attribute AS a ON a.attrelid = to_regclass(format('%I.%I', @extschema@.source_schema(), p.relation))
                              AND a.attname = p.column_name AND a.attnum > 0 AND NOT a.attisdropped
        GROUP BY p.relation, p.relation_ordinal
        ORDER BY p.relation_ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT %L, f.name, f.free_text
            FROM unnest($2::text[], $3::boolean[], (SELECT ARRAY[%s] FROM %I.%I AS s WHERE %s)) AS f(name, free_text, found)
            WHERE f.found
        $sql$, item.relation, item.searched, @extschema@.source_schema(), item.relation, @internal@.rows_searched(item.relation, all_years))
        USING year, item.names, item.free_texts;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.columns_with_personal_data(integer, boolean) IS
    'columns of the sources in which personal data stands, in the order of the contract';

CREATE FUNCTION @internal@.personal_data_findings(year integer, all_years boolean) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    PERFORM @internal@.require_year(year);
    FOR item IN
        SELECT c.relation, c.column_name, c.free_text,
               (SELECT string_agg(format('s.%I::text', k.name), ', ' ORDER BY k.n)
                FROM @extschema@.source_relation AS r
                CROSS JOIN LATERAL unnest(CASE WHEN r.key_columns = '{}' THEN r.index_columns ELSE r.key_columns END)
                                   WITH ORDINALITY AS k(name, n)
                WHERE r.relation = c.relation) AS key
        FROM @internal@.columns_with_personal_data(year, all_years) AS c
    LOOP
        RETURN QUERY EXECUTE format($sql$
            WITH hit AS MATERIALIZED (
                SELECT s.*
                FROM %4$I.%1$I AS s
                WHERE (%5$s) AND @internal@.has_personal_data(s.%2$I::text, $2)
            ), owned AS (
                SELECT s.%2$I::text AS value, concat_ws(';', %3$s) AS key,
                       -- the id of an institution may be what was found
                       CASE WHEN NOT @internal@.has_personal_data(o.owner) THEN o.owner END AS owner
                FROM hit AS s %6$s
            )
            SELECT d.severity, d.code, %1$L,
                   -- the key of a row may be what was found
                   min(h.key COLLATE "C") FILTER (WHERE NOT @internal@.has_personal_data(h.key)), h.owner,
                   jsonb_build_object('relation', %1$L, 'column', %2$L, 'rows', count(*), 'schema', quote_ident(%4$L), 'kind', quote_literal(d.kind),
                                      'table', quote_ident(%1$L), 'name', quote_ident(%2$L), 'free_text', quote_literal($2))
            FROM owned AS h
            CROSS JOIN LATERAL unnest(@extschema@.personal_data(h.value, $2)) AS k(kind)
            JOIN (VALUES ('identity_number', 1, 'error', 'personal_identity_number'),
                         ('email', 2, 'warning', 'personal_email'),
                         ('telephone', 3, 'warning', 'personal_telephone')) AS d(kind, n, severity, code) USING (kind)
            GROUP BY d.kind, d.n, d.severity, d.code, h.owner
            ORDER BY d.n, h.owner COLLATE "C"
        $sql$, item.relation, item.column_name, coalesce(item.key, 'NULL'), @extschema@.source_schema(), @internal@.rows_searched(item.relation, all_years),
               @internal@.owner_join(item.relation, year))
        USING year, item.free_text;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.personal_data_findings(integer, boolean) IS 'what check_personal_data tells, without its texts';

CREATE FUNCTION check_personal_data(year integer, all_years boolean DEFAULT true, lang text DEFAULT 'en') RETURNS SETOF finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.* FROM @internal@.told_findings(ARRAY(SELECT f FROM @internal@.personal_data_findings(year, all_years) AS f), lang) AS t;
END;
COMMENT ON FUNCTION check_personal_data(integer, boolean, text) IS
    'findings about identity numbers, e-mail addresses and telephone numbers in the texts of the sources, one per column, kind and institution, in a language (nb, nn, en); every row is searched, or without all_years those of the year and those that have none; the value found is never repeated';

CREATE FUNCTION @internal@.check_personal_data_of_year(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.* FROM @internal@.personal_data_findings(year, false) AS f;
END;
COMMENT ON FUNCTION @internal@.check_personal_data_of_year(integer) IS 'what check_sources asks of personal data: the rows that a report of the year rests on';
