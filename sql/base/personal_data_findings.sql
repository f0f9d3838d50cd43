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

CREATE FUNCTION check_personal_data(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    PERFORM @internal@.require_year(year);
    -- a column at a time: one condition per row is many times faster than a row of kinds
    FOR item IN
        SELECT p.relation, p.column_name, p.free_text,
               (SELECT string_agg(format('s.%I::text', k.name), ', ' ORDER BY k.n)
                FROM @extschema@.source_relation AS r
                CROSS JOIN LATERAL unnest(CASE WHEN r.key_columns = '{}' THEN r.index_columns ELSE r.key_columns END)
                                   WITH ORDINALITY AS k(name, n)
                JOIN pg_attribute AS b ON b.attrelid = t.oid AND b.attname = k.name AND b.attnum > 0 AND NOT b.attisdropped
                WHERE r.relation = p.relation) AS key
        FROM @internal@.personal_data_columns() AS p
        CROSS JOIN LATERAL to_regclass(format('%I.%I', @extschema@.source_schema(), p.relation)) AS t(oid)
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attname = p.column_name AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY p.relation_ordinal, p.column_ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            WITH hit AS MATERIALIZED (
                SELECT s.%2$I::text AS value, concat_ws(';', %3$s) AS key
                FROM %4$I.%1$I AS s
                WHERE @internal@.has_personal_data(s.%2$I::text, $1)
            )
            SELECT d.severity, d.code, %1$L,
                   -- the key of a row may be what was found
                   min(h.key COLLATE "C") FILTER (WHERE NOT @internal@.has_personal_data(h.key)),
                   format('column "%%s" of "%%s" holds %%s in %%s rows', %2$L, %1$L, d.words, count(*)),
                   format('No figure needs it: take it out of the source. The rows: SELECT * FROM %%I.%%I WHERE %%L = ANY (research_indicators.personal_data(%%I::text, %%L)).',
                          %4$L, %1$L, d.kind, %2$L, $1)
            FROM hit AS h
            CROSS JOIN LATERAL unnest(@extschema@.personal_data(h.value, $1)) AS k(kind)
            JOIN (VALUES ('identity_number', 1, 'error', 'personal_identity_number', 'a national identity number'),
                         ('email', 2, 'warning', 'personal_email', 'an e-mail address'),
                         ('telephone', 3, 'warning', 'personal_telephone', 'a telephone number')) AS d(kind, n, severity, code, words) USING (kind)
            GROUP BY d.kind, d.n, d.severity, d.code, d.words
            ORDER BY d.n
        $sql$, item.relation, item.column_name, coalesce(item.key, 'NULL'), @extschema@.source_schema())
        USING item.free_text;
    END LOOP;
END
$$;
COMMENT ON FUNCTION check_personal_data(integer) IS
    'findings about identity numbers, e-mail addresses and telephone numbers in the texts of the sources, one per column and kind; rows of all years are searched, and the value found is never repeated';
