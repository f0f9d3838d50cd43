-- What the facts about health services research are made of.

CREATE FUNCTION @internal@.explain_health_services_research_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    IF @internal@.rule_parameter_value(rule_set, 'health_services_research.activity_group') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT u.unit_level, u.institution_id, m.project_id, m.amount_nok,
               @internal@.health_services_amount(m.amount_nok, w.weights, w.is_services) AS services_nok, w.share
        FROM @internal@.project_money(year, 'rhf') AS m
        JOIN @internal@.project_units(year) AS u ON u.project_id = m.project_id
        LEFT JOIN @internal@.health_services_weights(year, rule_set) AS w ON w.project_id = m.project_id
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    )
    SELECT m.measure, p.unit_level, p.institution_id, '{}'::jsonb, m.phase, CASE WHEN m.value IS NULL THEN 'excluded' ELSE m.kind END,
           p.project_id, m.value, format('%s NOK, share %s', p.amount_nok, coalesce(p.share, 0)),
           CASE WHEN m.value IS NULL THEN 'no_health_services_research' END, NULL::text, 'project_funding, project_hrcs'
    FROM part AS p
    CROSS JOIN LATERAL (VALUES ('amount', 4, 'source', p.services_nok), ('projects', 4, 'source', CASE WHEN p.services_nok IS NOT NULL THEN 1 END),
                               ('share', 4, 'numerator', p.services_nok), ('share', 5, 'denominator', p.amount_nok)) AS m(measure, phase, kind, value)
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, '{hrcs.total\_%,health\_services\_research.%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.explain_health_services_research_facts(integer, text, text, text, text) IS
    'steps of the facts about health services research: a row per project with money of the health regions and its part of it';
