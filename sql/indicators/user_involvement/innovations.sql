-- The questions of user involvement, asked of innovations through the research
-- project that each came from.

CREATE TYPE @internal@.innovation_report AS (
    innovation_id text,
    institution_id text,
    project_id text,
    needed boolean,
    due boolean,
    answer text,
    delivered boolean,
    is_yes boolean,
    is_no boolean,
    is_not_relevant boolean,
    is_unanswered boolean,
    is_relevant boolean,
    end_user boolean,
    wide_user boolean,
    changed boolean
);
COMMENT ON TYPE @internal@.innovation_report IS
    'an innovation where it is registered, the project that it came from (NULL: none that is known), whether that was needs-identified and had a report due, and what the report counts as';

CREATE FUNCTION @internal@.compute_innovation_reports(year integer, rule_set text) RETURNS SETOF @internal@.innovation_report
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- each innovation once
    SELECT DISTINCT ON (n.innovation_id COLLATE "C")
           n.innovation_id, n.institution_id, p.project_id, c.code IS NOT NULL, r.project_id IS NOT NULL, r.answer,
           coalesce(r.delivered, false), coalesce(r.is_yes, false), coalesce(r.is_no, false), coalesce(r.is_not_relevant, false),
           coalesce(r.is_unanswered, false), coalesce(r.is_relevant, false), coalesce(r.end_user, false), coalesce(r.wide_user, false),
           coalesce(r.changed, false)
    FROM @internal@.innovations(year) AS n
    LEFT JOIN @internal@.projects(year) AS p ON p.project_id = n.project_id
    LEFT JOIN @internal@.involvement_reports(year, rule_set) AS r ON r.project_id = p.project_id
    LEFT JOIN @internal@.rule_set_codes(rule_set, 'needs_identified') AS c ON c.code = p.needs_source
    WHERE n.institution_id IS NOT NULL AND (n.registered_on IS NULL OR n.registered_on <= make_date(year, 12, 31))
    ORDER BY n.innovation_id COLLATE "C", p.project_id COLLATE "C", n.institution_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_innovation_reports(integer, text) IS 'body of innovation_reports()';

CREATE FUNCTION @internal@.innovation_reports(year integer, rule_set text) RETURNS SETOF @internal@.innovation_report
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.innovation_reports(integer, text) IS
    'innovations registered by the end of the year, with the reports of the projects that they came from';

CREATE TYPE innovation_involvement_of_unit AS (
    unit_level text,
    institution_id text,
    name text,
    innovations bigint,
    with_project bigint,
    reports_due bigint,
    delivered bigint,
    yes bigint,
    no bigint,
    not_relevant bigint,
    unanswered bigint,
    share numeric,
    ci_low numeric,
    ci_high numeric,
    relevant_share numeric,
    end_user_share numeric,
    wide_share numeric,
    needs_identified bigint,
    needs_identified_share numeric,
    changed bigint,
    rule_set_used text,
    origin text
);
COMMENT ON TYPE innovation_involvement_of_unit IS 'user involvement and needs of the innovations of a unit';

CREATE FUNCTION @internal@.compute_innovation_involvement(year integer, rule_set text) RETURNS SETOF innovation_involvement_of_unit
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 50
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    weakest text := @internal@.rule_origin(hod, ARRAY[E'user\\_definition.%', E'involvement\\_reasons.%', E'needs\\_identified.%']);
BEGIN
    RETURN QUERY
    WITH counted AS (
        SELECT u.unit_level, u.unit_id, count(*) AS innovations, count(n.project_id) AS with_project,
               count(*) FILTER (WHERE n.due) AS due, count(*) FILTER (WHERE n.delivered) AS delivered,
               count(*) FILTER (WHERE n.is_yes) AS yes, count(*) FILTER (WHERE n.is_no) AS no,
               count(*) FILTER (WHERE n.is_not_relevant) AS not_relevant, count(*) FILTER (WHERE n.is_unanswered) AS unanswered,
               count(*) FILTER (WHERE n.is_relevant) AS relevant,
               count(*) FILTER (WHERE n.end_user) AS end_users, count(*) FILTER (WHERE n.wide_user) AS wide_users,
               count(*) FILTER (WHERE n.needed) AS needed, count(*) FILTER (WHERE n.changed) AS changed
        FROM @internal@.innovation_reports(year, hod) AS n
        JOIN @extschema@.units(year) AS u ON u.institution_id = n.institution_id
        GROUP BY u.unit_level, u.unit_id
    )
    SELECT c.unit_level, c.unit_id, i.name,
           c.innovations, c.with_project, c.due, c.delivered, c.yes, c.no, c.not_relevant, c.unanswered,
           round(c.yes::numeric / nullif(c.delivered, 0), 4), round(s.low, 4), round(s.high, 4),
           round(c.yes::numeric / nullif(c.relevant, 0), 4),
           round(c.end_users::numeric / nullif(c.delivered, 0), 4), round(c.wide_users::numeric / nullif(c.delivered, 0), 4),
           c.needed, round(c.needed::numeric / nullif(c.with_project, 0), 4), c.changed, hod, weakest
    FROM counted AS c
    LEFT JOIN @internal@.unit_names(year) AS i ON i.unit_id = c.unit_id
    CROSS JOIN LATERAL @extschema@.wilson_interval(c.yes, c.delivered) AS s
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION @internal@.compute_innovation_involvement(integer, text) IS 'body of innovation_involvement()';

CREATE FUNCTION innovation_involvement(year integer, rule_set text DEFAULT NULL) RETURNS SETOF innovation_involvement_of_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 50;
COMMENT ON FUNCTION innovation_involvement(integer, text) IS
    'the questions of user_involvement and needs_identified for innovations registered by the end of the year, through the research project that each came from: each innovation counts once, where it is registered; with_project of innovations can be asked at all, shares of involvement are of delivered reports, needs_identified_share of with_project';
