-- What the facts by HRCS code are made of.

CREATE FUNCTION @internal@.hrcs_fact_steps(
    year integer, rule_set text, split text, dimension text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    IF @internal@.rule_parameter_value(rule_set, 'hrcs.total_min') IS NULL OR @internal@.rule_parameter_value(rule_set, 'hrcs.total_max') IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.project_units(year) AS u
        WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.institution_id = only_unit)
    ), money AS MATERIALIZED (
        SELECT a.project_id, a.code::text AS code, a.amount_nok FROM @internal@.hrcs_amounts(year, split, NULL, rule_set) AS a
    ), whole AS (
        SELECT m.project_id, sum(m.amount_nok) AS amount_nok FROM @internal@.project_money(year) AS m GROUP BY m.project_id
    ), paper AS (
        SELECT u.unit_level, u.institution_id, p.code::text AS code, p.publication_id,
               string_agg(DISTINCT p.project_id, ', ' ORDER BY p.project_id) AS projects
        FROM @internal@.hrcs_publications(year, split, NULL, rule_set) AS p JOIN unit AS u ON u.project_id = p.project_id
        GROUP BY u.unit_level, u.institution_id, p.code::text, p.publication_id
    )
    SELECT m.measure, u.unit_level, u.institution_id, jsonb_build_object(dimension, coalesce(a.code, 'unclassified')), 4, 'source',
           a.project_id, m.value, format('%s of its %s NOK', a.amount_nok, w.amount_nok), NULL::text, NULL::text, 'project_funding, project_hrcs'
    FROM unit AS u JOIN money AS a ON a.project_id = u.project_id JOIN whole AS w ON w.project_id = a.project_id
    CROSS JOIN LATERAL (VALUES ('projects', 1::numeric), ('amount', a.amount_nok)) AS m(measure, value)
    UNION ALL
    SELECT 'publications', p.unit_level, p.institution_id, jsonb_build_object(dimension, coalesce(p.code, 'unclassified')), 4, 'source',
           p.publication_id, 1, p.projects, NULL, NULL, 'project_publication, project_hrcs'
    FROM paper AS p
    UNION ALL
    SELECT p.* FROM @internal@.parameter_steps(rule_set, NULL, '{hrcs.total\_%}') AS p;
END
$$;
COMMENT ON FUNCTION @internal@.hrcs_fact_steps(integer, text, text, text, text, text) IS
    'steps of the facts by HRCS code: a row per project with its part of the money, or per publication of the projects';

CREATE FUNCTION @internal@.explain_hrcs_health_category_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s FROM @internal@.hrcs_fact_steps(year, rule_set, 'health_category', 'health_category', only_level, only_unit) AS s;
END;
COMMENT ON FUNCTION @internal@.explain_hrcs_health_category_facts(integer, text, text, text, text) IS 'steps of the facts by HRCS health category';

CREATE FUNCTION @internal@.explain_hrcs_research_activity_facts(
    year integer, rule_set text, only_measure text, only_level text, only_unit text) RETURNS SETOF fact_step
    LANGUAGE sql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s FROM @internal@.hrcs_fact_steps(year, rule_set, 'research_activity_group', 'activity_group', only_level, only_unit) AS s;
END;
COMMENT ON FUNCTION @internal@.explain_hrcs_research_activity_facts(integer, text, text, text, text) IS 'steps of the facts by group of HRCS research activities';
