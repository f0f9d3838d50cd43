-- Health services research: the part of the money that is classified so, by
-- percentage, and the list of ongoing projects.

CREATE FUNCTION @internal@.health_services_projects(rule_set text, OUT project_id text, OUT share numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.project_id, round(sum(u.weight) FILTER (WHERE u.is_services) / sum(u.weight), 4)
    FROM @internal@.classified_projects('research_activity', rule_set) AS c
    CROSS JOIN @internal@.require_parameter(rule_set, 'health_services_research.activity_group') AS services
    CROSS JOIN LATERAL (SELECT p.weight, @extschema@.hrcs_group(p.code)::text = services AS is_services
                        FROM unnest(c.codes, c.weights) AS p(code, weight)) AS u
    GROUP BY c.project_id
    HAVING bool_or(u.is_services);
END;
COMMENT ON FUNCTION @internal@.health_services_projects(text) IS
    'projects in health services research with its normalised share (4 decimals)';

CREATE FUNCTION @internal@.health_services_money(
    year integer, rule_set text, OUT project_id text, OUT paid_by text, OUT amount_nok numeric, OUT services_nok numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.project_id, p.paid_by, sum(p.amount_nok), sum(p.amount_nok) FILTER (WHERE @extschema@.hrcs_group(p.code)::text = services)
    FROM @internal@.hrcs_parts(year, 'research_activity', rule_set) AS p
    CROSS JOIN @internal@.require_parameter(rule_set, 'health_services_research.activity_group') AS services
    GROUP BY p.project_id, p.paid_by;
END;
COMMENT ON FUNCTION @internal@.health_services_money(integer, text) IS
    'money of the year per project and funder, and the part of it that is health services research (NULL: the project is none), split as hrcs_distribution splits it';

CREATE TYPE health_services_project AS (
    project_id text,
    title text,
    institution_id text,
    institution text,
    region_id text,
    region text,
    programme text,
    kind text,
    funder text,
    amount_nok numeric,
    share numeric,
    amount_health_services_nok numeric,
    starts_on date,
    ends_on date
);
COMMENT ON TYPE health_services_project IS 'an ongoing project in health services research, with its money of the year from one funder';

CREATE FUNCTION @internal@.compute_health_services_research(as_of date, rule_set text) RETURNS SETOF health_services_project
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
    hod text := @internal@.hod_rule_set_for(year, rule_set);
BEGIN
    RETURN QUERY
    WITH name AS MATERIALIZED (
        SELECT i.institution_id, i.name FROM @extschema@.institutions_at(year) AS i
    )
    SELECT p.project_id, p.title, coalesce(p.institution_id, p.at_id) COLLATE "C", i.name, p.region_id, r.name,
           p.programme, p.kind, m.paid_by, m.amount_nok, h.share, m.services_nok, p.starts_on, p.over_on
    FROM @internal@.health_services_projects(hod) AS h
    JOIN @internal@.projects(year) AS p ON p.project_id = h.project_id
    LEFT JOIN name AS i ON i.institution_id = p.institution_id
    LEFT JOIN name AS r ON r.institution_id = p.region_id
    LEFT JOIN @internal@.health_services_money(year, hod) AS m ON m.project_id = h.project_id
    WHERE @internal@.project_runs(p.starts_on, p.ends_on, p.concluded_on, as_of, as_of)
    ORDER BY p.region_id COLLATE "C" NULLS LAST, coalesce(p.institution_id, p.at_id) COLLATE "C", p.project_id COLLATE "C", m.paid_by COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_health_services_research(date, text) IS 'body of health_services_research()';

CREATE FUNCTION health_services_research(as_of date, rule_set text DEFAULT NULL) RETURNS SETOF health_services_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION health_services_research(date, text) IS
    'every project in health services research that is ongoing on the day, one row per funder of the year: amount of the year in NOK, share of the project that is health services research (4 decimals) and that part of the amount; funder NULL: no money registered in the year';

CREATE TYPE health_services_share AS (
    unit_level text,
    institution_id text,
    projects bigint,
    amount_health_services_nok numeric,
    amount_nok numeric,
    share numeric
);
COMMENT ON TYPE health_services_share IS 'the money of a unit that goes to health services research, of its money of the year';

CREATE FUNCTION @internal@.compute_health_services_research_share(year integer, funder text, rule_set text) RETURNS SETOF health_services_share
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 100
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
BEGIN
    PERFORM @internal@.require_project_funder(funder);
    RETURN QUERY
    SELECT u.unit_level, u.unit_id, count(DISTINCT m.project_id) FILTER (WHERE m.services_nok IS NOT NULL),
           coalesce(sum(m.services_nok), 0.00), sum(m.amount_nok),
           round(coalesce(sum(m.services_nok), 0) / nullif(sum(m.amount_nok), 0), 4)
    FROM @internal@.health_services_money(year, hod) AS m
    JOIN @internal@.project_units(year) AS u ON u.project_id = m.project_id
    WHERE compute_health_services_research_share.funder IS NULL OR m.paid_by = compute_health_services_research_share.funder
    GROUP BY u.unit_level, u.unit_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], u.unit_level), u.unit_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_health_services_research_share(integer, text, text) IS 'body of health_services_research_share()';

CREATE FUNCTION health_services_research_share(year integer, funder text DEFAULT 'rhf', rule_set text DEFAULT NULL) RETURNS SETOF health_services_share
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION health_services_research_share(integer, text, text) IS
    'share of the money of the year that goes to health services research, by percentage, per unit (4 decimals), with its projects; of one funder, by default the health regions; funder NULL: all';
