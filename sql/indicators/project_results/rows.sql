-- What the facts about results of projects are made of: a row per project of
-- the unit as it is on 31 December; those with a registered study are left out.

CREATE FUNCTION @internal@.project_results_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, o.*,
               CASE WHEN detailed THEN concat_ws('; ', o.status, 'concluded ' || o.concluded_on, o.published || ' published') END AS detail
        FROM @internal@.project_outcomes(make_date(@internal@.require_year(year), 12, 31)) AS o
        JOIN @internal@.asked_project_units(year, only_level, only_unit) AS u ON u.project_id = o.project_id
    )
    SELECT m.measure, p.unit_level, p.unit_id, m.dimensions, m.phase, CASE WHEN p.registered_studies > 0 THEN 'excluded' ELSE m.kind END,
           p.project_id, CASE WHEN p.registered_studies = 0 THEN m.value END::numeric, p.detail,
           CASE WHEN p.registered_studies > 0 THEN 'has_registered_study' END, NULL::text, 'project, project_publication'
    FROM part AS p
    CROSS JOIN LATERAL (VALUES
        ('projects', '', 4, 'source', true, 1),
        ('projects', 'project_status=' || p.status, 4, 'source', true, 1),
        ('published', '', 4, 'source', p.published > 0, p.published),
        ('without_publication', '', 4, 'source', p.without_publication, 1),
        ('without_publication', 'years_since_end=' || p.years_since_end, 4, 'source', p.without_publication AND p.years_since_end IS NOT NULL, 1),
        ('without_publication_share', '', 4, 'numerator', p.without_publication, 1),
        ('without_publication_share', '', 5, 'denominator', p.status = 'concluded', 1)) AS m(measure, dimensions, phase, kind, holds, value)
    WHERE m.holds AND (detailed OR p.registered_studies = 0)
    UNION ALL
    -- of a unit with projects nothing is nothing
    SELECT DISTINCT m.measure, p.unit_level, p.unit_id, '', 5, 'covered', p.unit_id, NULL::numeric, NULL, NULL, NULL, NULL
    FROM part AS p CROSS JOIN (VALUES ('published', true), ('without_publication', false)) AS m(measure, of_all)
    WHERE p.registered_studies = 0 AND (m.of_all OR p.status = 'concluded')
    UNION ALL
    SELECT r.* FROM @internal@.parameter_rows(rule_set, NULL, '{}') AS r;
END
$$;
COMMENT ON FUNCTION @internal@.project_results_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about results of projects: a project of the unit each, with its publications up to the end of the year';
