-- HRCS classification: projects, money and publications per code.  Money of a
-- project is split once, per year and funder, by largest remainder, so that
-- every sum adds up to the øre.

CREATE FUNCTION @internal@.split_amount(amount_nok numeric, weights numeric[]) RETURNS numeric[]
    AS 'MODULE_PATHNAME', 'research_indicators_split_amount'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.split_amount(numeric, numeric[]) IS
    'an amount in NOK split by weights (not negative) into whole øre that add up to it: largest remainder, the last share before others that are equal; NULL when the weights total 0';

CREATE FUNCTION @internal@.require_hrcs_dimension(dimension text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF dimension IS NULL OR dimension NOT IN ('health_category', 'research_activity', 'research_activity_group') THEN
        RAISE EXCEPTION 'unknown HRCS dimension "%"', dimension
            USING ERRCODE = 'RI082', HINT = 'Dimensions: health_category, research_activity, research_activity_group.';
    END IF;
    RETURN dimension;
END
$$;
COMMENT ON FUNCTION @internal@.require_hrcs_dimension(text) IS 'the dimension, or error RI082 whose hint lists the choices';

CREATE TYPE @internal@.hrcs_classification_of_project AS (
    project_id text,
    dimension text,
    codes hrcs_code[],
    weights numeric[],
    total numeric,
    total_accepted boolean,
    classified boolean
);
COMMENT ON TYPE @internal@.hrcs_classification_of_project IS
    'the codes of a project in one dimension, in order, with their percentages as registered and the total of those; total_accepted: by the rule set (NULL: it does not say)';

-- Bodies that sort or group codes are text: pg_upgrade creates functions before
-- operator classes, and BEGIN ATOMIC would look for one.
CREATE FUNCTION @internal@.compute_hrcs_classifications(rule_set text) RETURNS SETOF @internal@.hrcs_classification_of_project
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH accepted AS MATERIALIZED (
        SELECT @internal@.rule_parameter_value(rule_set, 'hrcs.total_min')::numeric AS lowest,
               @internal@.rule_parameter_value(rule_set, 'hrcs.total_max')::numeric AS highest
    ), coded AS (
        SELECT h.project_id, h.dimension, h.code, sum(h.percent) AS percent, bool_and(h.in_dimension AND h.has_percent) AS sound
        FROM @internal@.registered_hrcs_codes() AS h
        GROUP BY h.project_id, h.dimension, h.code
    ), whole AS (
        SELECT c.project_id, c.dimension, array_agg(c.code ORDER BY c.code) AS codes, array_agg(c.percent ORDER BY c.code) AS weights,
               sum(c.percent) AS total, bool_and(c.sound) AS sound
        FROM coded AS c
        GROUP BY c.project_id, c.dimension
    )
    SELECT w.project_id, w.dimension, w.codes, w.weights, w.total, w.total BETWEEN a.lowest AND a.highest,
           -- all of its rows are right, or it is not classified
           w.sound AND coalesce(w.total BETWEEN a.lowest AND a.highest, false)
    FROM whole AS w CROSS JOIN accepted AS a
$$;
COMMENT ON FUNCTION @internal@.compute_hrcs_classifications(text) IS 'body of hrcs_classifications()';

CREATE FUNCTION @internal@.hrcs_classifications(rule_set text) RETURNS SETOF @internal@.hrcs_classification_of_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.hrcs_classifications(text) IS
    'how projects are classified: a project with an unknown code, a missing percentage or a total outside the accepted range is not, in that dimension';

CREATE FUNCTION @internal@.classified_projects(dimension text, rule_set text, OUT project_id text, OUT codes hrcs_code[], OUT weights numeric[])
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_parameter(rule_set, 'hrcs.total_min');
    PERFORM @internal@.require_parameter(rule_set, 'hrcs.total_max');
    RETURN QUERY
    SELECT c.project_id, c.codes, c.weights
    FROM @internal@.hrcs_classifications(rule_set) AS c
    WHERE c.dimension = classified_projects.dimension AND c.classified;
END
$$;
COMMENT ON FUNCTION @internal@.classified_projects(text, text) IS
    'the classified projects in a dimension that is registered (health_category, research_activity), with their codes and weights; error RI030 where the rule set does not say what total is accepted';

CREATE TYPE @internal@.hrcs_part AS (
    project_id text,
    paid_by text,
    code hrcs_code,
    amount_nok numeric
);
COMMENT ON TYPE @internal@.hrcs_part IS 'the part of an amount that a project has for an HRCS code (NULL: not classified)';

CREATE FUNCTION @internal@.compute_hrcs_parts(year integer, dimension text, rule_set text) RETURNS SETOF @internal@.hrcs_part
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT m.project_id, m.paid_by, s.code, s.amount_nok
    FROM @internal@.project_money(year) AS m
    LEFT JOIN @internal@.classified_projects(dimension, rule_set) AS c ON c.project_id = m.project_id
    CROSS JOIN LATERAL (
        SELECT u.code, u.amount_nok
        FROM unnest(c.codes, @internal@.split_amount(m.amount_nok, c.weights)) AS u(code, amount_nok)
        UNION ALL
        SELECT NULL, m.amount_nok WHERE c.project_id IS NULL) AS s;
END;
COMMENT ON FUNCTION @internal@.compute_hrcs_parts(integer, text, text) IS 'body of hrcs_parts()';

CREATE FUNCTION @internal@.hrcs_parts(year integer, dimension text, rule_set text) RETURNS SETOF @internal@.hrcs_part
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 2000;
COMMENT ON FUNCTION @internal@.hrcs_parts(integer, text, text) IS
    'money of the year per project and funder, split to the øre by the codes of a dimension that is registered';

CREATE FUNCTION @internal@.registered_dimension(dimension text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
RETURN CASE dimension WHEN 'research_activity_group' THEN 'research_activity' ELSE dimension END;
COMMENT ON FUNCTION @internal@.registered_dimension(text) IS 'the dimension in which projects are classified: groups are those of their activities';

CREATE FUNCTION @internal@.hrcs_amounts(
    year integer, dimension text, funder text DEFAULT NULL, rule_set text DEFAULT NULL,
    OUT project_id text, OUT code hrcs_code, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT p.project_id, CASE dimension WHEN 'research_activity_group' THEN @extschema@.hrcs_group(p.code) ELSE p.code END, sum(p.amount_nok)
    FROM @internal@.hrcs_parts(year, @internal@.registered_dimension(dimension), @internal@.hod_rule_set_for(year, rule_set)) AS p
    WHERE hrcs_amounts.funder IS NULL OR p.paid_by = hrcs_amounts.funder
    GROUP BY p.project_id, 2
$$;
COMMENT ON FUNCTION @internal@.hrcs_amounts(integer, text, text, text) IS
    'money of the year per project and HRCS code (NULL: not classified), of one funder or (NULL) all; groups are sums of their activities';

CREATE FUNCTION @internal@.hrcs_publications(
    year integer, dimension text, funder text, rule_set text, OUT project_id text, OUT code hrcs_code, OUT publication_id text)
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT p.project_id, CASE dimension WHEN 'research_activity_group' THEN @extschema@.hrcs_group(u.code) ELSE u.code END, p.publication_id
    FROM @internal@.published_by_projects(year) AS p
    LEFT JOIN @internal@.classified_projects(@internal@.registered_dimension(dimension), @internal@.hod_rule_set_for(year, rule_set)) AS c
           ON c.project_id = p.project_id
    LEFT JOIN LATERAL unnest(c.codes) AS u(code) ON true
    WHERE hrcs_publications.funder IS NULL OR p.project_id IN (SELECT f FROM @internal@.funded_projects(year, funder) AS f)
$$;
COMMENT ON FUNCTION @internal@.hrcs_publications(integer, text, text, text) IS
    'publications of the year per project and HRCS code (NULL: not classified); with a funder, those of projects that it has paid for up to that year';

CREATE TYPE hrcs_share AS (
    code hrcs_code,
    unit_level text,
    institution_id text,
    projects bigint,
    amount_nok numeric,
    publications bigint,
    share numeric,
    name_nb text,
    name_en text
);
COMMENT ON TYPE hrcs_share IS 'projects, money and publications of a unit with an HRCS code (NULL: not classified), and its share of the unit''s money';

CREATE FUNCTION @internal@.compute_hrcs_distribution(year integer, dimension text, funder text, rule_set text) RETURNS SETOF hrcs_share
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_hrcs_dimension(dimension);
    PERFORM @internal@.require_project_funder(funder);
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.project_units(year) AS u
    ), counted AS (
        SELECT c.unit_level, c.unit_id, c.code, sum(c.projects)::bigint AS projects,
               sum(c.amount_nok) AS amount_nok, sum(c.publications)::bigint AS publications
        FROM (SELECT u.unit_level, u.unit_id, a.code, count(*) AS projects, sum(a.amount_nok) AS amount_nok, 0 AS publications
              FROM unit AS u JOIN @internal@.hrcs_amounts(year, dimension, funder, rule_set) AS a ON a.project_id = u.project_id
              GROUP BY u.unit_level, u.unit_id, a.code
              UNION ALL
              SELECT u.unit_level, u.unit_id, p.code, 0, 0.00, count(DISTINCT p.publication_id)
              FROM unit AS u JOIN @internal@.hrcs_publications(year, dimension, funder, rule_set) AS p ON p.project_id = u.project_id
              GROUP BY u.unit_level, u.unit_id, p.code) AS c
        GROUP BY c.unit_level, c.unit_id, c.code
    )
    SELECT c.code, c.unit_level, c.unit_id, c.projects, c.amount_nok, c.publications,
           round(c.amount_nok / nullif(sum(c.amount_nok) OVER (PARTITION BY c.unit_level, c.unit_id), 0), 4),
           l.name_nb, l.name_en
    FROM counted AS c
    LEFT JOIN @extschema@.hrcs_classification AS l ON l.code OPERATOR(@extschema@.=) c.code
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.unit_id COLLATE "C", c.code NULLS LAST;
END
$$;
COMMENT ON FUNCTION @internal@.compute_hrcs_distribution(integer, text, text, text) IS 'body of hrcs_distribution()';

CREATE FUNCTION hrcs_distribution(year integer, dimension text, funder text DEFAULT NULL, rule_set text DEFAULT NULL) RETURNS SETOF hrcs_share
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION hrcs_distribution(integer, text, text, text) IS
    'projects with money of the year, NOK and publications of the year per HRCS code and unit, with the share of the unit''s money (4 decimals); dimension health_category, research_activity or research_activity_group; funder NULL: all; code NULL: not classified. A project counts once in each of its codes; money is split by percentage and adds up to the øre';
