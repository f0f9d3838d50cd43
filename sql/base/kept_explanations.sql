-- What explains figures after the sources have moved: what is kept of an
-- indicator and year, in parts of a bounded size, and the rows that follow from
-- it.  Nothing here depends on who asks, so reports share what they keep.

CREATE FUNCTION @internal@.kept_rows(indicator text, year integer, rule_set text) RETURNS SETOF @internal@.kept_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    function text := (SELECT i.kept_function FROM @extschema@.indicator AS i WHERE i.indicator = kept_rows.indicator);
BEGIN
    IF function IS NOT NULL THEN
        RETURN QUERY EXECUTE format('SELECT k.* FROM @internal@.%I($1, $2) AS k', function) USING year, rule_set;
    ELSE
        RETURN QUERY
        -- as kept_content() does, which would take longer to call than all the rest
        SELECT 'rows', jsonb_build_array(r.measure, r.unit_level, r.institution_id, r.dimensions, r.phase, r.kind, r.subject, r.value,
                                         CASE WHEN r.kind NOT IN ('rule_set', 'policy') THEN r.detail END, r.reason, r.origin,
                                         CASE WHEN r.kind NOT IN ('rule_set', 'policy', 'parameter') THEN r.source END)
        FROM @internal@.indicator_rows(indicator, year, rule_set, NULL, NULL, NULL, true) AS r;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.kept_rows(text, integer, text) IS
    'what the archive keeps of the facts of an indicator and year: its rows, or what they follow from where they are too many';

CREATE TYPE @internal@.explanation_part AS (
    indicator text,
    year integer,
    name text,
    part integer,
    content jsonb
);
COMMENT ON TYPE @internal@.explanation_part IS 'at most 5 000 of the kept rows of an indicator, year and name, as a list in the order of their text';

CREATE FUNCTION @internal@.explanation_parts(indicators text[], years integer[], rule_set text) RETURNS SETOF @internal@.explanation_part
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT u.indicator, u.year FROM unnest(indicators, years) AS u(indicator, year) LOOP
        RETURN QUERY
        SELECT item.indicator, item.year, k.name, k.part, jsonb_agg(k.content ORDER BY k.place)
        FROM (SELECT p.name, p.content, p.place, ((p.place - 1) / 5000)::integer AS part
              FROM (SELECT r.name, r.content, row_number() OVER (PARTITION BY r.name ORDER BY r.content::text COLLATE "C") AS place
                    FROM @internal@.kept_rows(item.indicator, item.year, @internal@.hod_rule_set_for(item.year, explanation_parts.rule_set)) AS r) AS p) AS k
        GROUP BY k.name, k.part;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.explanation_parts(text[], integer[], text) IS
    'what the archive keeps to explain the facts of some indicators, each in the year at its place, under the rule set asked for';

CREATE FUNCTION @internal@.rows_of_kept(
    indicator text, year integer, kept jsonb, only_measure text, only_level text, only_unit text) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    function text := (SELECT i.kept_rows_function FROM @extschema@.indicator AS i WHERE i.indicator = rows_of_kept.indicator);
BEGIN
    RETURN QUERY
    SELECT e.content ->> 0, e.content ->> 1, e.content ->> 2, e.content ->> 3, (e.content ->> 4)::integer, e.content ->> 5, e.content ->> 6,
           (e.content ->> 7)::numeric, e.content ->> 8, e.content ->> 9, e.content ->> 10, e.content ->> 11
    FROM jsonb_array_elements(kept -> 'rows') AS e(content)
    WHERE (only_measure IS NULL OR coalesce(e.content ->> 0, only_measure) = only_measure)
      AND (only_level IS NULL OR coalesce(e.content ->> 1, only_level) = only_level)
      AND (only_unit IS NULL OR coalesce(e.content ->> 2, only_unit) = only_unit);
    IF function IS NOT NULL THEN
        RETURN QUERY EXECUTE format($sql$
            SELECT r.* FROM @internal@.%I($1, $2, NULL, $3, $4, $5, true) AS r
            WHERE ($3 IS NULL OR coalesce(r.measure, $3) = $3)
              AND ($4 IS NULL OR coalesce(r.unit_level, $4) = $4) AND ($5 IS NULL OR coalesce(r.institution_id, $5) = $5)
        $sql$, function)
        USING kept, year, only_measure, only_level, only_unit;
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.rows_of_kept(text, integer, jsonb, text, text, text) IS
    'the rows, all or those of a measure and unit, that follow from what was kept of an indicator and year: an object with a list for each name';
