-- Writing staged rows into a source relation, and what changed by it.

CREATE FUNCTION @internal@.import_upsert(schema text, relation text, columns text[], key text[], options jsonb) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    others text[] := ARRAY(SELECT k.name FROM unnest(columns) WITH ORDINALITY AS k(name, n) WHERE k.name <> ALL (key) ORDER BY k.n);
BEGIN
    EXECUTE format($sql$
        WITH incoming AS MATERIALIZED (
            SELECT DISTINCT ON (%1$s) t.*
            FROM (SELECT r.entry, %2$s FROM pg_temp.import_row AS r
                  WHERE r.relation = %3$L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)) AS t
            ORDER BY %1$s, t.entry
        ), written AS (
            INSERT INTO %4$I.%3$I AS t (%5$s)
            SELECT %6$s FROM incoming AS i
            ON CONFLICT (%7$s) DO %8$s
            RETURNING %1$s, t.xmax = 0 AS is_new
        )
        INSERT INTO pg_temp.import_change (entry, is_new)
        SELECT i.entry, w.is_new FROM written AS w JOIN incoming AS i USING (%7$s)
    $sql$, @internal@.identifiers(key, 't.'), @internal@.typed_columns(relation, columns, options), relation, schema,
        @internal@.identifiers(columns), @internal@.identifiers(columns, 'i.'), @internal@.identifiers(key),
        CASE WHEN others = '{}' THEN 'NOTHING'
             ELSE format('UPDATE SET %s WHERE (%s) IS DISTINCT FROM (%s)',
                         (SELECT string_agg(format('%1$I = excluded.%1$I', k.name), ', ' ORDER BY k.n) FROM unnest(others) WITH ORDINALITY AS k(name, n)),
                         @internal@.identifiers(others, 't.'), @internal@.identifiers(others, 'excluded.')) END);
END
$$;
COMMENT ON FUNCTION @internal@.import_upsert(text, text, text[], text[], jsonb) IS
    'writes the staged rows of a relation by their key; a row that says what is there already is not touched';

CREATE FUNCTION @internal@.import_add(schema text, relation text, columns text[], match text[], options jsonb, counts boolean) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format($sql$
        WITH incoming AS MATERIALIZED (
            SELECT DISTINCT ON (%1$s) t.*
            FROM (SELECT r.entry, %2$s FROM pg_temp.import_row AS r
                  WHERE r.relation = %3$L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)) AS t
            ORDER BY %1$s, t.entry
        ), written AS (
            INSERT INTO %4$I.%3$I AS t (%5$s)
            SELECT %6$s FROM incoming AS i
            WHERE NOT EXISTS (SELECT FROM %4$I.%3$I AS t WHERE (%1$s) = (%7$s))
            RETURNING %1$s
        )
        INSERT INTO pg_temp.import_change (entry, is_new)
        SELECT i.entry, true FROM written AS w JOIN incoming AS i USING (%8$s) WHERE %9$L
    $sql$, @internal@.identifiers(match, 't.'), @internal@.typed_columns(relation, columns, options), relation, schema, @internal@.identifiers(columns),
        @internal@.identifiers(columns, 'i.'), @internal@.identifiers(match, 'i.'), @internal@.identifiers(match), counts);
END
$$;
COMMENT ON FUNCTION @internal@.import_add(text, text, text[], text[], jsonb, boolean) IS
    'adds the staged rows of a relation about which it has none; what others keep there is not touched; counts: whether that makes a document new';

CREATE FUNCTION @internal@.import_fill(schema text, relation text, columns text[], match text[], options jsonb) RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    others text[] := ARRAY(SELECT k.name FROM unnest(columns) WITH ORDINALITY AS k(name, n) WHERE k.name <> ALL (match) ORDER BY k.n);
BEGIN
    EXECUTE format($sql$
        WITH incoming AS MATERIALIZED (
            SELECT DISTINCT ON (%1$s) t.*
            FROM (SELECT r.entry, %2$s FROM pg_temp.import_row AS r
                  WHERE r.relation = %3$L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)) AS t
            ORDER BY %1$s, t.entry
        ), written AS (
            UPDATE %4$I.%3$I AS t SET %5$s FROM incoming AS i
            WHERE (%1$s) = (%6$s) AND (%7$s)
            RETURNING i.entry
        )
        INSERT INTO pg_temp.import_change (entry, is_new)
        SELECT DISTINCT w.entry, false FROM written AS w
    $sql$, @internal@.identifiers(match, 't.'), @internal@.typed_columns(relation, columns, options), relation, schema,
        (SELECT string_agg(format('%1$I = coalesce(t.%1$I, i.%1$I)', k.name), ', ' ORDER BY k.n) FROM unnest(others) WITH ORDINALITY AS k(name, n)),
        @internal@.identifiers(match, 'i.'),
        (SELECT string_agg(format('t.%1$I IS NULL AND i.%1$I IS NOT NULL', k.name), ' OR ' ORDER BY k.n) FROM unnest(others) WITH ORDINALITY AS k(name, n)));
END
$$;
COMMENT ON FUNCTION @internal@.import_fill(text, text, text[], text[], jsonb) IS
    'writes the staged values of a relation where the rows about the same thing have none';

CREATE FUNCTION @internal@.import_replace(schema text, relation text, columns text[], match text, groups text, condition text, options jsonb, new_groups_are_new boolean)
    RETURNS void
    LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
    SET client_min_messages = warning
AS $$
DECLARE
    typed text := @internal@.typed_columns(relation, columns, options);
    names text := @internal@.identifiers(columns);
BEGIN
    TRUNCATE pg_temp.import_group;
    -- groups: query of (entry, id): what the entries are about
    EXECUTE format('INSERT INTO pg_temp.import_group (id, known, changed)
                    SELECT k.id, k.known, NOT k.known
                    FROM (SELECT g.id, EXISTS (SELECT FROM %I.%I AS t WHERE t.%I = g.id AND (%s)) AS known
                          FROM (SELECT DISTINCT e.id FROM (%s) AS e WHERE e.id IS NOT NULL) AS g) AS k', schema, relation, match, condition, groups);
    ANALYZE pg_temp.import_group;
    EXECUTE format($sql$
        WITH staged AS MATERIALIZED (
            SELECT %1$s FROM pg_temp.import_row AS r
            WHERE r.relation = %2$L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)
              AND r.row_values[%3$s] IN (SELECT g.id FROM pg_temp.import_group AS g WHERE g.known)
        ), present AS MATERIALIZED (
            SELECT %4$s FROM %5$I.%2$I AS t WHERE t.%6$I IN (SELECT g.id FROM pg_temp.import_group AS g WHERE g.known) AND (%7$s)
        )
        UPDATE pg_temp.import_group AS g SET changed = true
        FROM (SELECT d.%6$I AS id FROM (SELECT * FROM staged EXCEPT SELECT * FROM present) AS d
              UNION SELECT d.%6$I FROM (SELECT * FROM present EXCEPT SELECT * FROM staged) AS d) AS differs
        WHERE g.id = differs.id
    $sql$, typed, relation, array_position(columns, match), @internal@.identifiers(columns, 't.'), schema, match, condition);
    ANALYZE pg_temp.import_group;
    EXECUTE format('DELETE FROM %I.%I AS t WHERE t.%I IN (SELECT g.id FROM pg_temp.import_group AS g WHERE g.changed AND g.known) AND (%s)',
                   schema, relation, match, condition);
    EXECUTE format($sql$
        WITH written AS (
            INSERT INTO %1$I.%2$I (%3$s)
            SELECT DISTINCT %4$s FROM pg_temp.import_row AS r
            WHERE r.relation = %2$L AND NOT EXISTS (SELECT FROM pg_temp.import_fault AS f WHERE f.entry = r.entry)
              AND r.row_values[%5$s] IN (SELECT g.id FROM pg_temp.import_group AS g WHERE g.changed)
        )
        INSERT INTO pg_temp.import_change (entry, is_new)
        -- joined, never asked row by row; an entry that says it has none of them changes only what was there
        SELECT e.entry, %6$L AND NOT g.known
        FROM (%7$s) AS e JOIN pg_temp.import_group AS g USING (id)
        JOIN (SELECT DISTINCT r.entry FROM pg_temp.import_row AS r WHERE r.relation = %2$L) AS w USING (entry)
        WHERE g.changed
        UNION ALL
        SELECT e.entry, false FROM (%7$s) AS e JOIN pg_temp.import_group AS g USING (id) WHERE g.changed AND g.known
    $sql$, schema, relation, names, typed, array_position(columns, match), new_groups_are_new, groups);
END
$$;
COMMENT ON FUNCTION @internal@.import_replace(text, text, text[], text, text, text, jsonb, boolean) IS
    'replaces the rows of a relation about the same thing together, where they differ; equal rows are one';
