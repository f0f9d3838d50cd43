-- Findings about changes from one year to the next that hardly anything but a
-- mistake explains, per unit and key figure.

CREATE FUNCTION @internal@.key_values(year integer) RETURNS TABLE (relation text, indicator text, measure text, unit text, institution_id text, value numeric)
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year);
    item record;
BEGIN
    -- what only adds up others has no relations of its own, and would say the same again
    FOR item IN
        SELECT d.indicator, d.measure, d.unit, i.facts_function, (array_remove(i.relations, 'institution'))[1] AS relation
        FROM @extschema@.fact_definition AS d
        JOIN @extschema@.indicator AS i ON i.indicator = d.indicator
        WHERE d.key_figure AND d.unit IN ('points', 'count', 'nok') AND @internal@.has_source(VARIADIC i.relations)
          AND cardinality(i.relations) > 0
        ORDER BY d.ordinal
    LOOP
        IF item.facts_function IS NULL THEN
            RETURN QUERY
            SELECT item.relation, item.indicator, item.measure, item.unit, r.institution_id, r.value
            FROM @internal@.row_results(item.indicator, year, hod, item.measure, NULL, NULL) AS r
            WHERE r.unit_level IN ('institution', 'nation') AND r.dimensions = '' AND r.value IS NOT NULL;
        ELSE
            RETURN QUERY
            SELECT item.relation, item.indicator, item.measure, item.unit, f.institution_id, f.value
            FROM @internal@.facts_of_indicator(item.indicator, year, hod, 'final') AS f
            WHERE f.unit_level IN ('institution', 'nation') AND f.measure = item.measure AND f.dimensions = '{}' AND f.value IS NOT NULL;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION @internal@.key_values(integer) IS 'the key figures that are counts, points or amounts, each with the relation that it is about, per institution and for the nation, under the default rules of the year';

CREATE FUNCTION @internal@.check_changes(year integer) RETURNS SETOF @internal@.raw_finding
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @extschema@.default_rule_set('hod', year);
    most numeric := @internal@.rule_parameter_value(hod, 'guard.change_share')::numeric;
    least numeric := coalesce(@internal@.rule_parameter_value(hod, 'guard.change_least')::numeric, 0);
    least_nok numeric := coalesce(@internal@.rule_parameter_value(hod, 'guard.change_least_nok')::numeric, 0);
BEGIN
    IF most IS NULL OR @extschema@.default_rule_set('hod', year - 1) IS NULL OR @extschema@.default_rule_set('nvi', year - 1) IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH pair AS (
        SELECT b.relation, b.indicator, b.measure, b.unit, b.institution_id, coalesce(n.value, 0) AS value, b.value AS before
        FROM @internal@.key_values(year - 1) AS b
        LEFT JOIN @internal@.key_values(year) AS n ON n.indicator = b.indicator AND n.measure = b.measure AND n.institution_id = b.institution_id
    )
    SELECT 'warning', 'implausible_change', p.relation, concat_ws(' ', p.indicator || '.' || p.measure, p.institution_id),
           CASE WHEN p.institution_id <> 'NO' THEN p.institution_id END,
           jsonb_build_object('figure', p.indicator || '.' || p.measure, 'unit', p.institution_id, 'year', year, 'before', trim_scale(p.before), 'value', trim_scale(p.value),
                              'share', round(100 * abs(p.value - p.before) / p.before))
    FROM pair AS p
    WHERE p.before > 0 AND greatest(p.value, p.before) >= CASE p.unit WHEN 'nok' THEN least_nok ELSE least END
      AND abs(p.value - p.before) > most * p.before
    ORDER BY p.indicator COLLATE "C", p.measure COLLATE "C", p.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.check_changes(integer) IS
    'findings about key figures of units that differ much from last year''s';

INSERT INTO source_check (function, ordinal, indicator, relations) VALUES
    ('@internal@.check_changes', 140, NULL, '{institution}');
