-- HRCS classification, focus areas and health services research: projects,
-- money and publications.  Money of a project is split once, per year and
-- funder, by largest remainder, so that every sum adds up to the øre.  jit is
-- off where the planner, which cannot know how few rows functions return, would
-- spend seconds on compiling.

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

CREATE FUNCTION @internal@.require_project_funder(funder text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known text[];
BEGIN
    SELECT c.codes INTO known FROM @extschema@.source_column AS c
    WHERE c.relation = 'project_funding' AND c.column_name = 'funder';
    IF funder <> ALL (known) THEN
        RAISE EXCEPTION 'unknown funder "%"', funder
            USING ERRCODE = 'RI083', HINT = format('Funders: %s.', array_to_string(known, ', '));
    END IF;
    RETURN funder;
END
$$;
COMMENT ON FUNCTION @internal@.require_project_funder(text) IS
    'the funder (NULL: all), or error RI083 whose hint lists the choices';

CREATE FUNCTION @internal@.project_hrcs_weights(
    year integer, dimension text, rule_set text DEFAULT NULL,
    OUT project_id text, OUT code hrcs_code, OUT weight numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    lowest numeric := @internal@.require_parameter(hod, 'hrcs.total_min')::numeric;
    highest numeric := @internal@.require_parameter(hod, 'hrcs.total_max')::numeric;
BEGIN
    PERFORM @internal@.require_source('project_hrcs');
    -- a project is classified when all its rows are right and total about 100
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH row_of AS (
            SELECT h.project_id::text AS project_id, h.percent::numeric AS percent,
                   CASE WHEN @extschema@.is_hrcs_code(h.code::text) THEN h.code::text::@extschema@.hrcs_code END AS code
            FROM %I.project_hrcs AS h
            WHERE h.dimension::text = $1
        ), judged AS (
            SELECT r.project_id, r.code, r.percent,
                   sum(r.percent) OVER p AS total,
                   bool_and(coalesce(r.percent > 0 AND @extschema@.hrcs_dimension(r.code) = $1, false)) OVER p AS sound
            FROM row_of AS r
            WINDOW p AS (PARTITION BY r.project_id)
        )
        SELECT j.project_id, j.code, sum(j.percent)
        FROM judged AS j
        WHERE j.sound AND j.total BETWEEN $2 AND $3
        GROUP BY j.project_id, j.code
        ORDER BY j.project_id COLLATE "C", j.code
    $sql$)
    USING dimension, lowest, highest;
END
$$;
COMMENT ON FUNCTION @internal@.project_hrcs_weights(integer, text, text) IS
    'HRCS codes of the classified projects in one dimension (health_category, research_activity) with their percentages as registered; a project with an unknown code, a missing percentage or a total outside the accepted range is not classified';

CREATE FUNCTION @internal@.project_units(
    year integer, OUT project_id text, OUT unit_level text, OUT institution_id text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH home AS MATERIALIZED (
            SELECT p.project_id::text AS project_id, i.top_id, i.region_id
            FROM %I.project AS p
            JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = p.institution_id::text
        )
        SELECT h.project_id, 'institution', h.top_id FROM home AS h
        UNION ALL
        SELECT h.project_id, 'rhf', h.region_id FROM home AS h WHERE h.region_id IS NOT NULL
        UNION ALL
        SELECT h.project_id, 'nation', 'NO' FROM home AS h WHERE h.region_id IS NOT NULL
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.project_units(integer) IS
    'the units that a project counts in: the institution that leads it, its region and the nation; the nation is the four regions together, universities are outside';

CREATE FUNCTION @internal@.project_money(
    year integer, funder text DEFAULT NULL,
    OUT project_id text, OUT paid_by text, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_project_funder(funder);
    PERFORM @internal@.require_source('project_funding');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT f.project_id::text, f.funder::text, round(sum(f.amount_nok::numeric), 2)
        FROM %I.project_funding AS f
        WHERE f.year = $1 AND f.amount_nok::numeric <> ALL ('{NaN,Infinity,-Infinity}'::numeric[]) AND ($2 IS NULL OR f.funder::text = $2)
        GROUP BY f.project_id::text, f.funder::text
    $sql$)
    USING year, funder;
END
$$;
COMMENT ON FUNCTION @internal@.project_money(integer, text) IS
    'money of the year per project and funder in NOK with øre, without amounts that are no numbers; funder NULL: all of them';

CREATE FUNCTION @internal@.hrcs_amounts(
    year integer, dimension text, funder text DEFAULT NULL, rule_set text DEFAULT NULL,
    OUT project_id text, OUT code hrcs_code, OUT amount_nok numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY
    WITH classified AS (
        SELECT w.project_id, array_agg(w.code ORDER BY w.code) AS codes, array_agg(w.weight ORDER BY w.code) AS weights
        FROM @internal@.project_hrcs_weights(year, CASE dimension WHEN 'research_activity_group' THEN 'research_activity'
                                                                   ELSE dimension END, rule_set) AS w
        GROUP BY w.project_id
    ), part AS (
        SELECT m.project_id, s.code, s.amount_nok
        FROM @internal@.project_money(year, funder) AS m
        LEFT JOIN classified AS c ON c.project_id = m.project_id
        CROSS JOIN LATERAL (
            SELECT u.code, u.amount_nok
            FROM unnest(c.codes, @internal@.split_amount(m.amount_nok, c.weights)) AS u(code, amount_nok)
            UNION ALL
            SELECT NULL, m.amount_nok WHERE c.project_id IS NULL
        ) AS s
    )
    SELECT p.project_id, CASE dimension WHEN 'research_activity_group' THEN @extschema@.hrcs_group(p.code) ELSE p.code END AS code,
           sum(p.amount_nok)
    FROM part AS p
    GROUP BY p.project_id, 2;
END
$$;
COMMENT ON FUNCTION @internal@.hrcs_amounts(integer, text, text, text) IS
    'money of the year per project and HRCS code (NULL: not classified), split to the øre; groups are sums of their activities';

CREATE FUNCTION @internal@.hrcs_publications(
    year integer, dimension text, funder text DEFAULT NULL, rule_set text DEFAULT NULL,
    OUT project_id text, OUT code hrcs_code, OUT publication_id text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_publication', 'publication', 'project_funding');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH published AS (
            SELECT l.project_id::text AS project_id, p.publication_id::text AS publication_id
            FROM %1$I.project_publication AS l
            JOIN %1$I.publication AS p ON p.publication_id::text = l.publication_id::text
            WHERE p.year = $1 AND p.status::text = 'published' AND coalesce(l.status::text, 'published') = 'published'
              AND ($3 IS NULL OR EXISTS (SELECT FROM %1$I.project_funding AS f
                                         WHERE f.project_id = l.project_id AND f.funder::text = $3 AND f.year <= $1))
        )
        SELECT p.project_id,
               CASE $2 WHEN 'research_activity_group' THEN @extschema@.hrcs_group(w.code) ELSE w.code END,
               p.publication_id
        FROM published AS p
        LEFT JOIN @internal@.project_hrcs_weights(
            $1, CASE $2 WHEN 'research_activity_group' THEN 'research_activity' ELSE $2 END, $4) AS w
            ON w.project_id = p.project_id
    $sql$)
    USING year, dimension, funder, rule_set;
END
$$;
COMMENT ON FUNCTION @internal@.hrcs_publications(integer, text, text, text) IS
    'publications of the year per project and HRCS code (NULL: not classified); with a funder, those of projects that it has paid for up to that year';

CREATE FUNCTION hrcs_distribution(
    year integer, dimension text, funder text DEFAULT NULL, rule_set text DEFAULT NULL,
    OUT code hrcs_code, OUT unit_level text, OUT institution_id text,
    OUT projects bigint, OUT amount_nok numeric, OUT publications bigint,
    OUT share numeric, OUT name_nb text, OUT name_en text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_hrcs_dimension(dimension);
    PERFORM @internal@.require_project_funder(funder);
    RETURN QUERY
    WITH unit AS MATERIALIZED (
        SELECT u.project_id, u.unit_level, u.institution_id FROM @internal@.project_units(year) AS u
    ), money AS (
        SELECT u.unit_level, u.institution_id, a.code, count(*) AS projects, sum(a.amount_nok) AS amount_nok
        FROM @internal@.hrcs_amounts(year, dimension, funder, rule_set) AS a
        JOIN unit AS u ON u.project_id = a.project_id
        GROUP BY u.unit_level, u.institution_id, a.code
    ), paper AS (
        SELECT u.unit_level, u.institution_id, p.code, count(DISTINCT p.publication_id) AS publications
        FROM @internal@.hrcs_publications(year, dimension, funder, rule_set) AS p
        JOIN unit AS u ON u.project_id = p.project_id
        GROUP BY u.unit_level, u.institution_id, p.code
    ), counted AS (
        SELECT c.unit_level, c.institution_id, c.code, sum(c.projects)::bigint AS projects,
               sum(c.amount_nok) AS amount_nok, sum(c.publications)::bigint AS publications
        FROM (SELECT m.unit_level, m.institution_id, m.code, m.projects, m.amount_nok, 0 AS publications FROM money AS m
              UNION ALL
              SELECT p.unit_level, p.institution_id, p.code, 0, 0.00, p.publications FROM paper AS p) AS c
        GROUP BY c.unit_level, c.institution_id, c.code
    )
    SELECT c.code, c.unit_level, c.institution_id, c.projects, c.amount_nok, c.publications,
           round(c.amount_nok / nullif(sum(c.amount_nok) OVER (PARTITION BY c.unit_level, c.institution_id), 0), 4),
           l.name_nb, l.name_en
    FROM counted AS c
    LEFT JOIN @extschema@.hrcs_classification AS l ON l.code OPERATOR(@extschema@.=) c.code
    ORDER BY array_position('{institution,rhf,nation}'::text[], c.unit_level), c.institution_id COLLATE "C", c.code NULLS LAST;
END
$$;
COMMENT ON FUNCTION hrcs_distribution(integer, text, text, text) IS
    'projects with money of the year, NOK and publications of the year per HRCS code and unit, with the share of the unit''s money (4 decimals); dimension health_category, research_activity or research_activity_group; funder NULL: all; code NULL: not classified. A project counts once in each of its codes; money is split by percentage and adds up to the øre';

-- Focus areas ----------------------------------------------------------------

CREATE FUNCTION @internal@.focus_area_weights(
    year integer, OUT project_id text, OUT framework text, OUT focus_area text,
    OUT first_year integer, OUT last_year integer, OUT weight numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_focus_area');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT f.project_id::text, f.framework::text, f.focus_area::text, f.first_year, f.last_year, f.share::numeric
        FROM %I.project_focus_area AS f
        WHERE coalesce(f.first_year, $1) <= $1 AND coalesce(f.last_year, $1) >= $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.focus_area_weights(integer) IS 'focus areas of projects whose framework covers the year, as registered';

CREATE FUNCTION focus_area_funding(
    year integer, funder text DEFAULT NULL,
    OUT framework text, OUT first_year integer, OUT last_year integer, OUT focus_area text,
    OUT unit_level text, OUT institution_id text, OUT projects bigint, OUT amount_nok numeric, OUT share numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
    SET jit = off
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    RETURN QUERY
    WITH tag AS MATERIALIZED (
        -- the framework's own period is the widest that its tags name
        SELECT t.project_id, t.framework, t.focus_area, t.weight,
               min(t.first_year) OVER f AS first_year, max(t.last_year) OVER f AS last_year
        FROM @internal@.focus_area_weights(year) AS t
        WINDOW f AS (PARTITION BY t.framework)
    ), frame AS MATERIALIZED (
        SELECT DISTINCT t.framework, t.first_year, t.last_year FROM tag AS t
    ), tagged AS MATERIALIZED (
        -- what the shares leave belongs to no focus area; shares above 1 are normalised
        SELECT t.project_id, t.framework,
               array_agg(t.focus_area ORDER BY t.focus_area COLLATE "C") || NULL::text AS areas,
               array_agg(t.weight ORDER BY t.focus_area COLLATE "C") || greatest(1 - sum(t.weight), 0) AS weights
        FROM tag AS t
        WHERE t.weight > 0 AND t.weight < 'Infinity'    -- NaN is neither
        GROUP BY t.project_id, t.framework
    ), money AS MATERIALIZED (
        SELECT m.project_id, m.amount_nok FROM @internal@.project_money(year, funder) AS m
    ), unit AS MATERIALIZED (
        SELECT u.* FROM @internal@.project_units(year) AS u
    ), part AS MATERIALIZED (
        SELECT f.framework, m.project_id, s.focus_area, sum(s.amount_nok) AS amount_nok
        FROM money AS m
        CROSS JOIN frame AS f
        LEFT JOIN tagged AS t ON t.project_id = m.project_id AND t.framework = f.framework
        CROSS JOIN LATERAL (
            SELECT u.focus_area, u.amount_nok
            FROM unnest(t.areas, t.weights, @internal@.split_amount(m.amount_nok, t.weights)) AS u(focus_area, weight, amount_nok)
            WHERE u.weight > 0
            UNION ALL
            SELECT NULL, m.amount_nok WHERE t.project_id IS NULL
        ) AS s
        GROUP BY f.framework, m.project_id, s.focus_area
    ), counted AS (
        SELECT p.framework, p.focus_area, u.unit_level, u.institution_id, count(*) AS projects, sum(p.amount_nok) AS amount_nok
        FROM part AS p
        JOIN unit AS u ON u.project_id = p.project_id
        GROUP BY p.framework, p.focus_area, u.unit_level, u.institution_id
    )
    SELECT c.framework, f.first_year, f.last_year, c.focus_area, c.unit_level, c.institution_id, c.projects, c.amount_nok,
           round(c.amount_nok / nullif(sum(c.amount_nok) OVER (PARTITION BY c.framework, c.unit_level, c.institution_id), 0), 4)
    FROM counted AS c JOIN frame AS f ON f.framework = c.framework
    ORDER BY c.framework COLLATE "C", array_position('{institution,rhf,nation}'::text[], c.unit_level),
             c.institution_id COLLATE "C", c.focus_area COLLATE "C" NULLS LAST;
END
$$;
COMMENT ON FUNCTION focus_area_funding(integer, text) IS
    'money of the year per framework, focus area and unit, with the share of the unit''s money (4 decimals); focus_area NULL: outside all focus areas of that framework. Within a framework no money counts twice and everything adds up to the øre; frameworks are not added to each other';

-- Health services research ----------------------------------------------------

CREATE FUNCTION @internal@.health_services_weights(
    year integer, rule_set text DEFAULT NULL, OUT project_id text, OUT share numeric, OUT weights numeric[], OUT is_services boolean[])
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hod text := @internal@.hod_rule_set_for(year, rule_set);
    services text := @internal@.require_parameter(hod, 'health_services_research.activity_group');
BEGIN
    RETURN QUERY
    SELECT w.project_id,
           round(sum(w.weight) FILTER (WHERE @extschema@.hrcs_group(w.code)::text = services) / sum(w.weight), 4),
           array_agg(w.weight ORDER BY w.code),
           array_agg(@extschema@.hrcs_group(w.code)::text = services ORDER BY w.code)
    FROM @internal@.project_hrcs_weights(year, 'research_activity', hod) AS w
    GROUP BY w.project_id
    HAVING bool_or(@extschema@.hrcs_group(w.code)::text = services);
END
$$;
COMMENT ON FUNCTION @internal@.health_services_weights(integer, text) IS
    'projects in health services research with its normalised share (4 decimals) and, in code order, the weights by which their money is split and which of them are health services research';

CREATE FUNCTION @internal@.health_services_amount(amount_nok numeric, weights numeric[], is_services boolean[]) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT sum(p.amount_nok)
    FROM unnest(@internal@.split_amount(amount_nok, weights), is_services) AS p(amount_nok, is_services)
    WHERE p.is_services;
END;
COMMENT ON FUNCTION @internal@.health_services_amount(numeric, numeric[], boolean[]) IS
    'part of an amount that is health services research, split as hrcs_distribution splits it';

CREATE FUNCTION health_services_research(
    as_of date, rule_set text DEFAULT NULL,
    OUT project_id text, OUT title text, OUT institution_id text, OUT institution text,
    OUT region_id text, OUT region text, OUT programme text, OUT kind text,
    OUT funder text, OUT amount_nok numeric, OUT share numeric, OUT amount_health_services_nok numeric,
    OUT starts_on date, OUT ends_on date)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
BEGIN
    PERFORM @internal@.require_source('project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.name, i.region_id FROM @extschema@.institutions_at($2) AS i
        )
        SELECT p.project_id::text, p.title::text, coalesce(u.top_id, p.institution_id::text), u.name, u.region_id, r.name,
               p.programme::text, p.kind::text, m.paid_by, m.amount_nok, w.share,
               @internal@.health_services_amount(m.amount_nok, w.weights, w.is_services), p.starts_on, coalesce(p.concluded_on, p.ends_on)
        FROM @internal@.health_services_weights($2, $3) AS w
        JOIN %I.project AS p ON p.project_id::text = w.project_id
        LEFT JOIN unit AS u ON u.institution_id = p.institution_id::text
        LEFT JOIN unit AS r ON r.institution_id = u.region_id
        LEFT JOIN @internal@.project_money($2) AS m ON m.project_id = w.project_id
        WHERE p.starts_on <= $1 AND coalesce(p.concluded_on, p.ends_on, 'infinity') >= $1
        ORDER BY u.region_id COLLATE "C" NULLS LAST, 3, p.project_id::text COLLATE "C", m.paid_by COLLATE "C"
    $sql$)
    USING as_of, year, rule_set;
END
$$;
COMMENT ON FUNCTION health_services_research(date, text) IS
    'every project in health services research that is ongoing on the day, one row per funder of the year: amount of the year in NOK, share of the project that is health services research (4 decimals) and that part of the amount; funder NULL: no money registered in the year';

CREATE FUNCTION health_services_research_share(
    year integer, funder text DEFAULT 'rhf', rule_set text DEFAULT NULL,
    OUT unit_level text, OUT institution_id text, OUT projects bigint,
    OUT amount_health_services_nok numeric, OUT amount_nok numeric, OUT share numeric)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    WITH part AS (
        SELECT m.project_id, m.amount_nok, @internal@.health_services_amount(m.amount_nok, w.weights, w.is_services) AS services_nok
        FROM @internal@.project_money(year, funder) AS m
        LEFT JOIN @internal@.health_services_weights(year, rule_set) AS w ON w.project_id = m.project_id
    )
    SELECT u.unit_level, u.institution_id, count(DISTINCT p.project_id) FILTER (WHERE p.services_nok IS NOT NULL),
           coalesce(sum(p.services_nok), 0.00), sum(p.amount_nok),
           round(coalesce(sum(p.services_nok), 0) / nullif(sum(p.amount_nok), 0), 4)
    FROM part AS p
    JOIN @internal@.project_units(year) AS u ON u.project_id = p.project_id
    GROUP BY u.unit_level, u.institution_id
    ORDER BY array_position('{institution,rhf,nation}'::text[], u.unit_level), u.institution_id COLLATE "C";
END
$$;
COMMENT ON FUNCTION health_services_research_share(integer, text, text) IS
    'share of the money of the year that goes to health services research, by percentage, per unit (4 decimals), with its projects; of one funder, by default the health regions; funder NULL: all';
