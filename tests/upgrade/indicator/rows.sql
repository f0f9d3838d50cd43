-- What the facts about courses are made of: a row per course.

CREATE FUNCTION @internal@.methods_courses_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT x.measure, u.unit_level, u.unit_id, '', 4, CASE WHEN x.value IS NULL THEN 'excluded' ELSE 'source' END, c.course_id, x.value, NULL::text,
           CASE WHEN x.value IS NULL THEN 'not_reported' END, NULL::text, 'methods_course'
    FROM @internal@.methods_courses(year) AS c
    JOIN @internal@.units_at(year) AS u ON u.institution_id = c.institution_id
    CROSS JOIN LATERAL (VALUES ('courses', 1), ('participants', c.participants)) AS x(measure, value)
    WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{}') AS p;
END;
COMMENT ON FUNCTION @internal@.methods_courses_rows(integer, text, text, text, text, boolean) IS 'rows of the facts about courses';
