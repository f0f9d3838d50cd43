-- What the facts about doctoral degrees are made of: a row per share of a
-- degree, points per institution.

CREATE FUNCTION @internal@.doctorate_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH unit AS MATERIALIZED (
        SELECT u.*, u.reporting OR u.unit_level <> 'institution' AS is_covered
        FROM @extschema@.units(year) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    ), degree AS MATERIALIZED (
        SELECT d.* FROM @internal@.doctoral_degrees(year) AS d
    )
    SELECT (m.measure, u.unit_level, u.unit_id, '', 4, CASE WHEN d.valid THEN 'source' ELSE 'excluded' END, d.degree_id, d.share,
            CASE WHEN detailed THEN format('%s; awarded %s', CASE WHEN d.at_id = d.institution_id THEN d.institution_id
                                                                  ELSE d.at_id || ' -> ' || d.institution_id END,
                                           to_char(d.awarded_on, 'YYYY-MM-DD')) END,
            CASE WHEN NOT d.valid THEN 'share_invalid' END, NULL, 'doctoral_degree')::@extschema@.indicator_row
    FROM unit AS u JOIN degree AS d ON d.institution_id = u.institution_id
    CROSS JOIN (VALUES ('degrees'), ('points')) AS m(measure)
    WHERE u.is_covered OR m.measure = 'points'
    UNION ALL
    SELECT ('points', u.unit_level, u.unit_id, '', 6, 'part', p.institution_id, p.points,
            CASE WHEN detailed THEN format('%s degrees, times doctorate.points, 4 decimals', trim_scale(d.degrees)) END,
            CASE WHEN p.points IS NULL THEN 'parameter_unset' END, NULL, NULL)::@extschema@.indicator_row
    FROM unit AS u
    JOIN @internal@.doctorate_points(year, rule_set) AS p ON p.institution_id = u.institution_id
    JOIN @internal@.doctorates_by_institution(year) AS d ON d.institution_id = u.institution_id
    UNION ALL
    SELECT (m.measure, u.unit_level, u.unit_id, '', 4, 'covered', u.institution_id, NULL, NULL, NULL, NULL, NULL)::@extschema@.indicator_row
    FROM unit AS u CROSS JOIN (VALUES ('degrees'), ('points')) AS m(measure)
    WHERE u.is_covered
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(rule_set, '{points}', '{doctorate.points}') AS p
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(rule_set, '{degrees}', '{}') AS p;
END;
COMMENT ON FUNCTION @internal@.doctorate_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about doctoral degrees: a share of a degree each, and the points of each institution';
