-- What facts lack because somebody has not delivered: which streams feed them
-- is said in indicator_stream, and what follows is said here, for every indicator.
-- What is asked for in another way than by streams, an indicator knows itself.

CREATE FUNCTION @internal@.feeding_streams(
    indicator text, year integer, rule_set text, OUT measure text, OUT stream text, OUT adds_up boolean, OUT keeps_value boolean, OUT of_all boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 20
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.measure, f.stream, bool_and(f.adds_up), bool_or(f.keeps_value), bool_or(f.of_all)
    FROM (
        SELECT s.measure, s.stream, s.adds_up, s.keeps_value, s.of_all
        FROM @extschema@.indicator_stream AS s
        WHERE s.indicator = feeding_streams.indicator AND s.stream <> '*'
        UNION ALL
        -- what a sum of points rests on
        SELECT s.measure, p.stream, s.adds_up AND p.adds_up, s.keeps_value, s.of_all
        FROM @extschema@.indicator_stream AS s
        JOIN @extschema@.indicator AS i
          ON i.points_function IS NOT NULL AND @internal@.indicator_counts(feeding_streams.rule_set, i.indicator, feeding_streams.year)
         AND @internal@.has_points(i.indicator, feeding_streams.year, feeding_streams.rule_set)
        JOIN @extschema@.indicator_stream AS p ON p.indicator = i.indicator AND 'points' LIKE p.measure
        WHERE s.indicator = feeding_streams.indicator AND s.stream = '*'
    ) AS f
    JOIN @extschema@.fact_definition AS d ON d.indicator = feeding_streams.indicator AND d.measure LIKE f.measure
    GROUP BY d.measure, f.stream;
END;
COMMENT ON FUNCTION @internal@.feeding_streams(text, integer, text) IS 'the streams that feed each measure of an indicator under a hod rule set';

CREATE FUNCTION @internal@.summing_units(year integer, OUT institution_id text, OUT unit_level text, OUT unit_id text, OUT of_all boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.institution_id, u.unit_level, u.unit_id, a.of_all
    FROM @extschema@.units(year) AS u CROSS JOIN (VALUES (false), (true)) AS a(of_all)
    WHERE u.unit_level = 'nation' OR u.unit_level = 'rhf' AND NOT a.of_all
    UNION ALL
    SELECT n.institution_id, 'rhf', r.unit_id, true
    FROM @extschema@.units(year) AS n
    CROSS JOIN (SELECT DISTINCT u.unit_id FROM @extschema@.units(year) AS u WHERE u.unit_level = 'rhf') AS r
    WHERE n.unit_level = 'nation';
END;
COMMENT ON FUNCTION @internal@.summing_units(integer) IS
    'the regions and the nation with the institutions that their figures rest on: their own, or (of_all) those of every region';

CREATE FUNCTION @internal@.fact_gaps(indicator text, year integer, rule_set text) RETURNS SETOF @internal@.fact_gap
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own_function text := (SELECT i.gaps_function FROM @extschema@.indicator AS i WHERE i.indicator = fact_gaps.indicator);
BEGIN
    IF own_function IS NOT NULL THEN
        RETURN QUERY EXECUTE format('SELECT * FROM @internal@.%I($1)', own_function) USING year;
    END IF;
    IF NOT EXISTS (SELECT FROM @extschema@.indicator_stream AS s WHERE s.indicator = fact_gaps.indicator)
       OR NOT EXISTS (SELECT FROM @internal@.owed_streams(year, rule_set) AS o WHERE o.missing) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT f.measure, o.institution_id, bool_or(f.keeps_value) AS keeps_value, bool_or(f.of_all) AS of_all,
               count(*) AS owed, count(*) FILTER (WHERE o.missing) AS missing,
               count(*) FILTER (WHERE f.adds_up) AS added, count(*) FILTER (WHERE f.adds_up AND o.missing) AS added_missing,
               coalesce(bool_or(o.reason = 'ikkeLevert'), false) AS undelivered
        FROM @internal@.feeding_streams(indicator, year, rule_set) AS f
        JOIN @internal@.owed_streams(year, rule_set) AS o ON o.stream = f.stream
        GROUP BY f.measure, o.institution_id
    )
    SELECT p.measure, 'institution', p.institution_id, NOT p.keeps_value OR p.missing = p.owed, p.missing = p.owed,
           CASE WHEN p.keeps_value AND p.missing < p.owed THEN 0 END, CASE WHEN p.keeps_value AND p.missing < p.owed THEN 1 END,
           CASE WHEN p.undelivered THEN 'ikkeLevert' ELSE 'ikkeBeregnet' END
    FROM part AS p
    WHERE p.missing > 0
    UNION ALL
    SELECT p.measure, u.unit_level, u.unit_id, false, bool_and(p.added_missing = p.added),
           (count(*) FILTER (WHERE p.added_missing = 0))::integer, count(*)::integer,
           CASE WHEN bool_or(p.undelivered) THEN 'ikkeLevert' ELSE 'ikkeBeregnet' END
    FROM part AS p
    JOIN @internal@.summing_units(year) AS u ON u.institution_id = p.institution_id AND u.of_all = p.of_all
    WHERE p.added > 0
    GROUP BY p.measure, u.unit_level, u.unit_id
    HAVING bool_or(p.added_missing > 0);
END
$$;
COMMENT ON FUNCTION @internal@.fact_gaps(text, integer, text) IS
    'the measures and units of an indicator whose facts lack what somebody has not delivered; none where everything is there';

CREATE FUNCTION @internal@.gap_has_no_value(gap @internal@.fact_gap, value numeric) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce((gap).is_unknown OR (gap).nothing_there AND coalesce(value, 0) = 0, false);
END;
COMMENT ON FUNCTION @internal@.gap_has_no_value(@internal@.fact_gap, numeric) IS
    'whether a figure has no value because of what was not delivered: a unit''s own, or a sum of nothing';

CREATE FUNCTION @internal@.gap_detail(gap @internal@.fact_gap) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN (gap).expected IS NOT NULL THEN format('%s of %s units have delivered', (gap).reported, (gap).expected) END;
END;
COMMENT ON FUNCTION @internal@.gap_detail(@internal@.fact_gap) IS 'what an explanation says of the units behind an incomplete figure';

CREATE FUNCTION @internal@.missing_rows(
    indicator text, year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.measure, u.unit_level, u.unit_id, NULL::text, 3, 'missing', u.institution_id, NULL::numeric,
           format(CASE o.reason WHEN 'ikkeLevert' THEN '%s: neither rows nor a statement' ELSE '%s: rows that cannot be used' END, s.text_en), o.reason,
           NULL::text, 'delivery_statement'
    FROM @internal@.feeding_streams(indicator, year, rule_set) AS f
    JOIN @internal@.owed_streams(year, rule_set) AS o ON o.stream = f.stream AND o.missing
    JOIN @extschema@.delivery_stream AS s ON s.stream = f.stream
    JOIN (SELECT i.institution_id, i.unit_level, i.unit_id, NULL::boolean AS of_all FROM @extschema@.units(year) AS i WHERE i.unit_level = 'institution'
          UNION ALL
          SELECT s.* FROM @internal@.summing_units(year) AS s) AS u
      ON u.institution_id = o.institution_id AND (u.of_all IS NULL OR f.adds_up AND u.of_all = f.of_all)
    WHERE (only_measure IS NULL OR f.measure = only_measure) AND (only_level IS NULL OR u.unit_level = only_level)
      AND (only_unit IS NULL OR u.unit_id = only_unit);
END;
COMMENT ON FUNCTION @internal@.missing_rows(text, integer, text, text, text, text) IS
    'rows that explain what facts lack: each stream that a unit of theirs has not delivered';
