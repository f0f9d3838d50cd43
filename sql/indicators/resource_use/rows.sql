-- What the facts about resource use are made of: a row per unit measured.  Of a
-- hospital that was asked and has not answered, of a year that was not measured,
-- and of the body of a region there is no figure, and the fact says which it is.

CREATE FUNCTION @internal@.resource_use_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH measured AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, r.*,
               CASE WHEN detailed THEN concat_ws('; ', r.at_id, r.kind, r.expenditure_nok || ' NOK', r.person_years || ' person-years',
                                                 'all running expenditure ' || r.total_expenditure_nok || ' NOK') END AS detail
        FROM @internal@.resource_use(year) AS r
        JOIN @internal@.units_at(year) AS u ON u.institution_id = r.institution_id
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit)
    ), per_person_year AS (
        SELECT m.unit_level, m.unit_id, sum(m.expenditure_nok) AS expenditure_nok, sum(m.person_years) AS person_years
        FROM measured AS m
        WHERE m.kind = 'research' AND m.expenditure_nok IS NOT NULL AND m.person_years > 0
        GROUP BY m.unit_level, m.unit_id
    )
    SELECT (x.measure, m.unit_level, m.unit_id, CASE m.kind WHEN 'research' THEN '' ELSE 'resource_kind=' || coalesce(@internal@.dimension_code(m.kind), 'unknown') END, x.phase,
            CASE WHEN x.value IS NULL THEN 'excluded' ELSE x.kind END, m.at_id, x.value, m.detail,
            CASE WHEN x.value IS NULL THEN 'not_reported' END, NULL, 'resource_use')::@extschema@.indicator_row
    FROM measured AS m
    CROSS JOIN LATERAL (VALUES
        ('expenditure', 4, 'source', m.expenditure_nok),
        ('person_years', 4, 'source', m.person_years),
        ('share', 4, 'numerator', CASE WHEN m.total_expenditure_nok IS NOT NULL THEN m.expenditure_nok END),
        ('share', 5, 'denominator', CASE WHEN m.expenditure_nok IS NOT NULL THEN m.total_expenditure_nok END),
        ('per_person_year', 4, 'intermediate', m.expenditure_nok),
        ('units', 4, 'source', CASE WHEN m.expenditure_nok IS NOT NULL THEN 1 END)) AS x(measure, phase, kind, value)
    WHERE m.kind = 'research' OR x.measure IN ('expenditure', 'person_years')
    UNION ALL
    SELECT ('per_person_year', p.unit_level, p.unit_id, '', 6, 'part', p.unit_id, p.expenditure_nok / p.person_years,
            CASE WHEN detailed THEN format('%s NOK / %s person-years', trim_scale(p.expenditure_nok), trim_scale(p.person_years)) END,
            NULL, NULL, NULL)::@extschema@.indicator_row
    FROM per_person_year AS p
    UNION ALL
    -- what a unit has nothing of is unknown
    SELECT (x.measure, g.unit_level, g.unit_id, '', 6, 'part', g.unit_id, NULL,
            CASE WHEN detailed THEN CASE g.reason WHEN 'not_examined' THEN format('%s was not measured', year) WHEN 'not_relevant' THEN 'hospitals are measured'
                                               ELSE 'nobody has given it' END END,
            g.reason, NULL, 'resource_use')::@extschema@.indicator_row
    FROM (SELECT a.unit_level, a.unit_id, min(coalesce(a.reason, 'not_delivered') COLLATE "C") AS reason
          FROM @internal@.resource_use_gaps(year) AS a
          WHERE (only_level IS NULL OR a.unit_level = only_level) AND (only_unit IS NULL OR a.unit_id = only_unit)
          GROUP BY a.unit_level, a.unit_id) AS g
    CROSS JOIN (VALUES ('expenditure', 1), ('person_years', 2), ('per_person_year', 3), ('share', 4), ('units', 1)) AS x(measure, given)
    WHERE NOT EXISTS (SELECT FROM measured AS m
                      WHERE m.kind = 'research' AND (m.unit_level, m.unit_id) = (g.unit_level, g.unit_id)
                        AND CASE x.given WHEN 1 THEN m.expenditure_nok IS NOT NULL WHEN 2 THEN m.person_years IS NOT NULL
                                         WHEN 3 THEN m.expenditure_nok IS NOT NULL AND m.person_years > 0
                                         ELSE m.expenditure_nok IS NOT NULL AND m.total_expenditure_nok IS NOT NULL END)
    UNION ALL
    -- who was asked and is not in the sum
    SELECT (x.measure, g.unit_level, g.unit_id, '', 3, 'missing', g.institution_id, NULL, CASE WHEN detailed THEN format('%s was measured, and nobody has given it', year) END,
            'ikkeLevert', NULL, 'resource_use')::@extschema@.indicator_row
    FROM @internal@.resource_use_gaps(year) AS g
    CROSS JOIN (VALUES ('expenditure'), ('person_years'), ('per_person_year'), ('share')) AS x(measure)
    WHERE g.unit_level <> 'institution' AND g.reason = 'not_delivered'
      AND (only_level IS NULL OR g.unit_level = only_level) AND (only_unit IS NULL OR g.unit_id = only_unit)
    UNION ALL
    SELECT p FROM @internal@.parameter_rows(rule_set, NULL, '{}') AS p;
END;
COMMENT ON FUNCTION @internal@.resource_use_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about resource use: a unit measured each; expenditure per person-year is a quotient of sums, never a mean of quotients';
