-- Findings about what was delivered, and by whom.

CREATE FUNCTION @internal@.check_deliveries(year integer) RETURNS SETOF finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.default_rule_set('hod', year);
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT 'warning', 'institution_unknown', 'delivery_statement', s.institution_id::text,
               format('%%s statements of %%s are by "%%s", which is no institution of that year', count(*), $1, s.institution_id::text),
               'They state nothing: an institution states it for all its units.'
        FROM %I.delivery_statement AS s
        WHERE s.year = $1 AND NOT EXISTS (SELECT FROM @extschema@.institutions_at($1) AS i
                                          WHERE i.institution_id = s.institution_id::text AND i.institution_id = i.top_id)
        GROUP BY s.institution_id::text
        ORDER BY s.institution_id::text COLLATE "C"
    $sql$)
    USING year;
    IF hod IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH status AS (
        SELECT s.institution_id, coalesce(n.name, s.institution_id) AS name, s.stream, d.ordinal, d.text_en, s.state, s.rows, z.confirmed_zero
        FROM @internal@.stream_status(year, hod, ARRAY(SELECT d.stream FROM @extschema@.delivery_stream AS d ORDER BY d.ordinal)) AS s
        JOIN @extschema@.delivery_stream AS d ON d.stream = s.stream
        LEFT JOIN @internal@.unit_names(year) AS n ON n.unit_id = s.institution_id
        LEFT JOIN @internal@.delivery_statements(year) AS z ON z.institution_id = s.institution_id AND z.stream = s.stream
    )
    SELECT f.severity, f.code, 'delivery_statement', f.key, f.message, f.hint
    FROM (
        SELECT 'warning' AS severity, 'stream_missing' AS code, s.institution_id || ' ' || s.stream AS key, s.ordinal,
               format('%s has not delivered %s for %s: there are neither rows nor a statement', s.name, s.text_en, year) AS message,
               'Its figures that rest on them have no value, and the sums of its region and the nation say that they are incomplete. Let it deliver, or state confirmed_zero.' AS hint
        FROM status AS s WHERE s.state = 'missing'
        UNION ALL
        SELECT 'error', 'zero_contradicted', s.institution_id || ' ' || s.stream, s.ordinal,
               format('%s has confirmed that it has no %s in %s, and has %s rows of them', s.name, s.text_en, year, s.rows),
               'The rows count. Take back the statement, or the rows.'
        FROM status AS s WHERE s.confirmed_zero AND s.rows > 0
    ) AS f
    ORDER BY f.code COLLATE "C", f.ordinal, f.key COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_deliveries(integer) IS
    'findings about deliveries of the year: streams that nobody delivered of those who owe them, statements that rows contradict, statements of nobody';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_deliveries', 15, NULL, '{institution,delivery_statement}');
