-- What the facts about applications are made of: a row per application of the
-- unit.  Rates are divided where applications compete: in a region, and in all.

CREATE FUNCTION @internal@.application_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 3000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH part AS (
        SELECT u.unit_level, u.unit_id, a.*, d.dimensions,
               CASE WHEN detailed THEN concat_ws('; ', a.call, a.outcome, a.involvement, a.sought_nok || ' NOK sought', a.granted_nok || ' NOK granted') END AS detail
        FROM @internal@.applications(year) AS a
        JOIN @internal@.asked_units(year, only_level, only_unit) AS u ON u.institution_id = a.institution_id
        CROSS JOIN LATERAL (VALUES
            ('', true),
            ('call_kind=' || coalesce(@internal@.dimension_code(a.call_kind), 'unknown'), u.unit_level <> 'institution'),
            ('scientific_group=' || coalesce(@internal@.dimension_code(a.scientific_group), 'unknown'), u.unit_level <> 'institution')) AS d(dimensions, holds)
        WHERE d.holds
    )
    SELECT m.measure, p.unit_level, p.unit_id, p.dimensions, m.phase, m.kind, p.application_id, m.value, p.detail, NULL::text, NULL::text, 'application'
    FROM part AS p
    CROSS JOIN LATERAL (VALUES
        ('applications', 4, 'source', p.dimensions = '', 1::numeric),
        ('success_rate', 4, 'numerator', p.outcome = 'granted', 1),
        ('success_rate', 5, 'denominator', true, 1),
        ('money_rate', 4, 'numerator', p.granted_nok IS NOT NULL, p.granted_nok),
        ('money_rate', 5, 'denominator', p.sought_nok IS NOT NULL, p.sought_nok),
        ('involvement_share', 4, 'numerator', p.dimensions = '' AND p.involvement = 'yes', 1),
        ('involvement_share', 5, 'denominator', p.dimensions = '', 1),
        ('granted_involvement_share', 4, 'numerator', p.dimensions = '' AND p.outcome = 'granted' AND p.involvement = 'yes', 1),
        ('granted_involvement_share', 5, 'denominator', p.dimensions = '' AND p.outcome = 'granted', 1)) AS m(measure, phase, kind, holds, value)
    WHERE m.holds AND (only_measure IS NULL OR m.measure = only_measure)
    UNION ALL
    SELECT r.* FROM @internal@.parameter_rows(rule_set, NULL, '{}') AS r;
END
$$;
COMMENT ON FUNCTION @internal@.application_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about applications: an application of the unit each, with its outcome, its amounts and its involvement';
