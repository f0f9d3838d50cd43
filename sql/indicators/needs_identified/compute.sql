-- Needs-identified research: projects and money by where the need came from.

CREATE TYPE @internal@.project_need AS (
    project_id text,
    needs_source text,
    needed boolean,
    amount numeric,
    due boolean,
    delivered boolean,
    is_yes boolean
);
COMMENT ON TYPE @internal@.project_need IS
    'a project of the year, where its need came from, whether it is needs-identified (NULL: not registered), its money of the year, and its report: due, delivered, with a yes to involvement';

CREATE FUNCTION @internal@.compute_project_needs(year integer, rule_set text) RETURNS SETOF @internal@.project_need
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.project_id, p.needs_source, CASE WHEN p.needs_source IS NOT NULL THEN c.code IS NOT NULL END,
           coalesce(m.amount, 0.00), r.project_id IS NOT NULL, coalesce(r.delivered, false), coalesce(r.is_yes, false)
    FROM @internal@.projects(year) AS p
    LEFT JOIN (SELECT m.project_id, sum(m.amount_nok) AS amount FROM @internal@.project_money(year) AS m GROUP BY m.project_id) AS m
           ON m.project_id = p.project_id
    LEFT JOIN @internal@.involvement_reports(year, rule_set) AS r ON r.project_id = p.project_id
    LEFT JOIN @internal@.rule_set_codes(rule_set, 'needs_identified') AS c ON c.code = p.needs_source
    -- what matters in the year: under way, paid for, or to report
    WHERE p.under_way OR m.project_id IS NOT NULL OR r.project_id IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.compute_project_needs(integer, text) IS 'body of project_needs()';

CREATE FUNCTION @internal@.project_needs(year integer, rule_set text) RETURNS SETOF @internal@.project_need
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.project_needs(integer, text) IS
    'the projects that are under way, paid for or to report in the year, with where their need came from';

CREATE TYPE needs_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    needs_identified boolean,
    needs_source text,
    projects bigint,
    projects_share numeric,
    amount numeric,
    amount_share numeric,
    reports_due bigint,
    delivered bigint,
    yes bigint,
    involvement_share numeric,
    ci_low numeric,
    ci_high numeric,
    rule_set_used text,
    origin text
);
COMMENT ON TYPE needs_of_unit IS
    'projects and money of a unit whose need came from one source, or (needs_identified, without a source) from any that counts';

CREATE FUNCTION @internal@.compute_needs_identified(year integer, rule_set text) RETURNS SETOF needs_of_unit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 200
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    weakest text := @internal@.rule_origin(hod, ARRAY[E'needs\\_identified.%']);
BEGIN
    RETURN QUERY
    WITH counted AS (
        SELECT u.unit_level, u.unit_id, p.needed, p.needs_source, grouping(p.needs_source) = 1 AS is_sum,
               count(*) AS projects, sum(p.amount) AS amount, count(*) FILTER (WHERE p.due) AS due,
               count(*) FILTER (WHERE p.delivered) AS delivered, count(*) FILTER (WHERE p.is_yes) AS yes
        FROM @internal@.project_units(year) AS u
        JOIN @internal@.project_needs(year, hod) AS p ON p.project_id = u.project_id
        GROUP BY GROUPING SETS ((u.unit_level, u.unit_id, p.needed, p.needs_source), (u.unit_level, u.unit_id, p.needed))
    ), whole AS (
        SELECT c.unit_level, c.unit_id, sum(c.projects) AS projects, sum(c.amount) AS amount
        FROM counted AS c WHERE c.is_sum
        GROUP BY c.unit_level, c.unit_id
    )
    SELECT c.unit_level, c.unit_id, n.name, c.needed, c.needs_source, c.projects, round(c.projects / w.projects, 4),
           c.amount, round(c.amount / nullif(w.amount, 0), 4), c.due, c.delivered, c.yes,
           round(c.yes::numeric / nullif(c.delivered, 0), 4), round(s.low, 4), round(s.high, 4), hod, weakest
    FROM counted AS c
    JOIN whole AS w ON w.unit_level = c.unit_level AND w.unit_id = c.unit_id
    LEFT JOIN @internal@.unit_names(year) AS n ON n.unit_id = c.unit_id
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered) AS s
    -- the sum of what has one source only says nothing new
    WHERE CASE WHEN c.needed THEN true ELSE NOT c.is_sum END
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C",
             c.needed DESC NULLS LAST, c.is_sum DESC, c.needs_source COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_needs_identified(integer, text) IS 'body of needs_identified()';

CREATE FUNCTION needs_identified(year integer, rule_set text DEFAULT NULL) RETURNS SETOF needs_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 200;
COMMENT ON FUNCTION needs_identified(integer, text) IS
    'projects and money of the year by where the need came from, per unit, over the projects under way, paid for or to report in the year: needs_identified true with needs_source NULL is all needs-identified research, then a row per source; false (none), and NULL where nothing is registered. Shares are of all projects and all money of the unit; involvement_share is yes of delivered reports, with a Wilson 95 % interval; 4 decimals';
