-- Findings about gaps between relations: units that have none of what everybody
-- else has.

CREATE FUNCTION @internal@.check_units_without(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    least numeric := @internal@.rule_parameter_value(@extschema@.default_rule_set('hod', year), 'guard.expected_rows')::numeric;
    item record;
BEGIN
    -- how many a unit would have if it were like the others
    FOR item IN
        SELECT f.relation, f.column_name, f.referenced_relation, q.query
        FROM @extschema@.source_reference AS f
        JOIN @extschema@.source_relation AS own ON own.relation = f.relation
        JOIN @extschema@.source_relation AS r ON r.relation = f.referenced_relation
        -- a row is of whoever answers for its project, study or innovation, unless it says itself whose it is
        JOIN LATERAL @internal@.owner_query(f.relation, year) AS q ON q.id_column = f.column_name
        WHERE least IS NOT NULL AND f.column_name = r.key_columns[1] AND f.referenced_relation <> 'publication'
          AND f.relation IN (SELECT unnest(i.relations) FROM @extschema@.indicator AS i)
          AND @internal@.has_source(f.relation, f.referenced_relation)
        ORDER BY own.ordinal
    LOOP
        RETURN QUERY EXECUTE format($sql$
            WITH parent AS MATERIALIZED (
                SELECT o.owner, p.%2$I::text IN (SELECT s.%2$I::text FROM %1$I.%3$I AS s WHERE s.%2$I IS NOT NULL) AS has_rows
                FROM %1$I.%4$I AS p JOIN (%5$s) AS o ON o.id = p.%2$I::text
            ), unit AS (
                SELECT u.owner, count(*) AS parents, count(*) FILTER (WHERE u.has_rows) AS with_rows,
                       sum(count(*)) OVER () AS all_parents, sum(count(*) FILTER (WHERE u.has_rows)) OVER () AS all_with
                FROM parent AS u WHERE u.owner IS NOT NULL GROUP BY u.owner
            )
            SELECT 'warning', 'unit_without_rows', %3$L, u.owner, u.owner,
                   jsonb_build_object('relation', %3$L, 'referenced', %4$L, 'unit', u.owner, 'count', u.parents, 'expected', round(u.parents * e.share))
            FROM unit AS u
            CROSS JOIN LATERAL (SELECT u.all_with / nullif(u.all_parents - u.parents, 0) AS share) AS e
            WHERE u.with_rows = 0 AND u.parents * e.share >= $1
            ORDER BY u.owner COLLATE "C"
        $sql$, @extschema@.source_schema(), item.column_name, item.relation, item.referenced_relation, item.query)
        USING least;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.check_units_without(integer) IS
    'findings about units that have projects, studies or innovations, and no row of a relation that would have some if they were like the others';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_units_without', 7, NULL, '{}');
