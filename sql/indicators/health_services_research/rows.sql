-- What the facts about health services research are made of: a row per project
-- with money of the health regions, and its part of it.

CREATE FUNCTION @internal@.health_services_research_rows(
    year integer, rule_set text, only_measure text, only_level text, only_unit text, detailed boolean) RETURNS SETOF indicator_row
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- a set that lacks one of these, such as one from before 2015, says nothing about them
    IF EXISTS (SELECT FROM unnest('{hrcs.total_min,hrcs.total_max,health_services_research.activity_group}'::text[]) AS p(name)
               WHERE @internal@.rule_parameter_value(rule_set, p.name) IS NULL) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.unit_id, m.project_id, m.amount_nok, m.services_nok,
               CASE WHEN detailed THEN format('%s NOK, share %s', m.amount_nok, coalesce(h.share, 0)) END AS detail
        FROM @internal@.health_services_money(year, rule_set) AS m
        JOIN @internal@.asked_project_units(year, only_level, only_unit) AS u ON u.project_id = m.project_id
        LEFT JOIN @internal@.health_services_projects(rule_set) AS h ON h.project_id = m.project_id
        WHERE m.paid_by = 'rhf'
    )
    SELECT m.measure, p.unit_level, p.unit_id, ''::text, m.phase, CASE WHEN m.value IS NULL THEN 'excluded' ELSE m.kind END,
           p.project_id, m.value, p.detail, CASE WHEN m.value IS NULL THEN 'no_health_services_research' END, NULL::text, 'project_funding, project_hrcs'
    FROM part AS p
    CROSS JOIN LATERAL (VALUES ('amount', 4, 'source', p.services_nok), ('projects', 4, 'source', CASE WHEN p.services_nok IS NOT NULL THEN 1 END),
                               ('share', 4, 'numerator', p.services_nok), ('share', 5, 'denominator', p.amount_nok)) AS m(measure, phase, kind, value)
    WHERE detailed OR m.value IS NOT NULL
    UNION ALL
    SELECT DISTINCT m.measure, p.unit_level, p.unit_id, '', 4, 'covered', p.unit_id, NULL::numeric, NULL, NULL, NULL, NULL
    FROM part AS p CROSS JOIN (VALUES ('amount'), ('projects')) AS m(measure)
    UNION ALL
    SELECT p.* FROM @internal@.parameter_rows(rule_set, NULL, '{hrcs.total\_%,health\_services\_research.%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.health_services_research_rows(integer, text, text, text, text, boolean) IS
    'rows of the facts about health services research: a project with money of the health regions each';
