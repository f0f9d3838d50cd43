-- What the sums of research points are made of: the points of each institution
-- and indicator.

CREATE FUNCTION @internal@.research_point_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT (m.measure, u.unit_level, u.unit_id, '', 6,
            CASE WHEN NOT p.counts OR m.measure = 'total_of_set_indicators' AND p.there IS NULL THEN 'excluded' ELSE 'part' END,
            format('%s %s', p.institution_id, p.indicator), p.weighted_points,
            CASE WHEN detailed THEN concat_ws('; ', format('explain_fact(%L, %L, %s, %L, %L)', p.indicator, 'points', year, 'institution', p.institution_id),
                                              CASE WHEN p.weight <> 1 THEN format('%s times the weight %s', p.there, p.weight) END) END,
            CASE WHEN NOT p.counts THEN 'indicator_not_counted' WHEN p.there IS NULL THEN 'parameter_unset' END,
            NULL, NULL)::@extschema@.indicator_row
    FROM @internal@.indicator_points(year, rule_set) AS p
    JOIN @extschema@.units(year) AS u ON u.institution_id = p.institution_id
    CROSS JOIN (VALUES ('total'), ('total_of_set_indicators')) AS m(measure)
    WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
      AND (only_measure IS NULL OR m.measure = only_measure)
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(rule_set, NULL, '{counts.%}') AS p
    UNION ALL
    SELECT p FROM @internal@.point_parameter_rows(ARRAY[year], rule_set, @internal@.counted_indicators(rule_set, ARRAY[year])) AS p;
END;
COMMENT ON FUNCTION @internal@.research_point_rows(integer, text, text, text, text, boolean) IS
    'rows of the sums of research points: an institution and indicator each, with a fact and an explanation of its own';
