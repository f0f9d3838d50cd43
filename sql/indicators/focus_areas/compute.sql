-- Money by focus area.  Within a framework no money counts twice; frameworks
-- are not added to each other.

CREATE TYPE @internal@.focus_area_part AS (
    framework text,
    project_id text,
    paid_by text,
    focus_area text,
    amount_nok numeric
);
COMMENT ON TYPE @internal@.focus_area_part IS
    'the part of an amount that a project has for a focus area of a framework (NULL: outside all of them)';

CREATE FUNCTION @internal@.compute_focus_area_parts(year integer) RETURNS SETOF @internal@.focus_area_part
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH tag AS MATERIALIZED (
        SELECT t.* FROM @internal@.focus_area_tags(year) AS t
    ), tagged AS MATERIALIZED (
        -- what the shares leave belongs to no focus area; shares above 1 are normalised
        SELECT t.project_id, t.framework,
               array_agg(t.focus_area ORDER BY t.focus_area COLLATE "C") || NULL::text AS areas,
               array_agg(t.share ORDER BY t.focus_area COLLATE "C") || greatest(1 - sum(t.share), 0) AS weights
        FROM tag AS t
        WHERE t.valid
        GROUP BY t.project_id, t.framework
    )
    SELECT f.framework, m.project_id, m.paid_by, s.focus_area, s.amount_nok
    FROM @internal@.project_money(year) AS m
    CROSS JOIN (SELECT DISTINCT t.framework FROM tag AS t) AS f
    LEFT JOIN tagged AS t ON t.project_id = m.project_id AND t.framework = f.framework
    CROSS JOIN LATERAL (
        SELECT u.focus_area, u.amount_nok
        FROM unnest(t.areas, t.weights, @internal@.split_amount(m.amount_nok, t.weights)) AS u(focus_area, weight, amount_nok)
        WHERE u.weight > 0
        UNION ALL
        SELECT NULL, m.amount_nok WHERE t.project_id IS NULL) AS s;
END;
COMMENT ON FUNCTION @internal@.compute_focus_area_parts(integer) IS 'body of focus_area_parts()';

CREATE FUNCTION @internal@.focus_area_parts(year integer) RETURNS SETOF @internal@.focus_area_part
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.focus_area_parts(integer) IS
    'money of the year per project and funder, split to the øre by the focus areas of every framework that covers the year';

CREATE FUNCTION @internal@.focus_area_amounts(
    year integer, funder text, OUT framework text, OUT project_id text, OUT focus_area text, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.framework, p.project_id, p.focus_area, sum(p.amount_nok)
    FROM @internal@.focus_area_parts(year) AS p
    WHERE focus_area_amounts.funder IS NULL OR p.paid_by = focus_area_amounts.funder
    GROUP BY p.framework, p.project_id, p.focus_area;
END;
COMMENT ON FUNCTION @internal@.focus_area_amounts(integer, text) IS
    'money of the year per framework, project and focus area (NULL: outside all of them), of one funder or (NULL) all';

CREATE TYPE focus_area_share AS (
    framework text,
    first_year integer,
    last_year integer,
    focus_area text,
    unit_level text,
    institution_id text,
    projects bigint,
    amount_nok numeric,
    share numeric
);
COMMENT ON TYPE focus_area_share IS 'projects and money of a unit in a focus area of a framework (NULL: outside all of them), and its share of the unit''s money';

CREATE FUNCTION @internal@.compute_focus_area_funding(year integer, funder text) RETURNS SETOF focus_area_share
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_project_funder(funder);
    RETURN QUERY
    WITH frame AS MATERIALIZED (
        -- the framework's own period is the widest that its tags name
        SELECT t.framework, min(t.first_year) AS first_year, max(t.last_year) AS last_year
        FROM @internal@.focus_area_tags(year) AS t
        GROUP BY t.framework
    ), counted AS (
        SELECT a.framework, a.focus_area, u.unit_level, u.unit_id, count(*) AS projects, sum(a.amount_nok) AS amount_nok
        FROM @internal@.focus_area_amounts(year, funder) AS a
        JOIN @internal@.project_units(year) AS u ON u.project_id = a.project_id
        GROUP BY a.framework, a.focus_area, u.unit_level, u.unit_id
    )
    SELECT c.framework, f.first_year, f.last_year, c.focus_area, c.unit_level, c.unit_id, c.projects, c.amount_nok,
           round(c.amount_nok / nullif(sum(c.amount_nok) OVER (PARTITION BY c.framework, c.unit_level, c.unit_id), 0), 4)
    FROM counted AS c JOIN frame AS f ON f.framework = c.framework
    ORDER BY c.framework COLLATE "C", array_position('{institution,rhf,nation}'::text[], c.unit_level),
             c.unit_id COLLATE "C", c.focus_area COLLATE "C" NULLS LAST;
END
$$;
COMMENT ON FUNCTION @internal@.compute_focus_area_funding(integer, text) IS 'body of focus_area_funding()';

CREATE FUNCTION focus_area_funding(year integer, funder text DEFAULT NULL) RETURNS SETOF focus_area_share
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION focus_area_funding(integer, text) IS
    'money of the year per framework, focus area and unit, with the share of the unit''s money (4 decimals); focus_area NULL: outside all focus areas of that framework. Within a framework no money counts twice and everything adds up to the øre; frameworks are not added to each other';
