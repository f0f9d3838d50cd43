-- Research projects and their money as the site has them.  Of a project that a
-- site's view repeats one row counts, whatever the order of rows.

CREATE FUNCTION @internal@.project_state(starts_on date, ends_on date, concluded_on date, as_of date) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN concluded_on <= as_of THEN 'concluded'
            WHEN starts_on > as_of THEN 'not_started'
            WHEN starts_on IS NULL THEN 'unknown'
            WHEN concluded_on IS NULL AND ends_on < as_of THEN 'past_planned_end'
            ELSE 'active' END;
COMMENT ON FUNCTION @internal@.project_state(date, date, date, date) IS
    'how far a project is on a day: not_started, active, concluded; past_planned_end: neither active nor known to be concluded; unknown without a start';

CREATE FUNCTION @internal@.project_runs(starts_on date, ends_on date, concluded_on date, first_day date, last_day date) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
RETURN coalesce(starts_on <= last_day
                AND (@internal@.project_state(starts_on, ends_on, concluded_on, greatest(starts_on, first_day)) = 'active'
                     OR concluded_on BETWEEN first_day AND last_day AND concluded_on >= starts_on), false);
COMMENT ON FUNCTION @internal@.project_runs(date, date, date, date, date) IS
    'whether a project is active on some day from the first to the last; the day on which it is concluded is its last one';

CREATE TYPE @internal@.project_of_year AS (
    project_id text,
    at_id text,
    institution_id text,
    region_id text,
    title text,
    programme text,
    kind text,
    needs_source text,
    starts_on date,
    ends_on date,
    concluded_on date,
    over_on date,
    under_way boolean
);
COMMENT ON TYPE @internal@.project_of_year IS
    'a project as seen from a year: the unit that it names, that unit''s institution (NULL: it is not known) and region; over_on: the day it was concluded, else its planned end; under_way: on some day of the year';

CREATE FUNCTION @internal@.compute_projects(year integer) RETURNS SETOF @internal@.project_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT p.project_id, p.at_id, i.top_id, i.region_id, p.title, p.programme, p.kind, p.needs_source,
               p.starts_on, p.ends_on, p.concluded_on, coalesce(p.concluded_on, p.ends_on),
               @internal@.project_runs(p.starts_on, p.ends_on, p.concluded_on, make_date($1, 1, 1), make_date($1, 12, 31))
        FROM (SELECT DISTINCT ON (p.project_id::text COLLATE "C")
                     p.project_id::text AS project_id, p.institution_id::text AS at_id, p.title::text AS title, p.programme::text AS programme,
                     p.kind::text AS kind, p.needs_source::text AS needs_source, p.starts_on, p.ends_on, p.concluded_on
              FROM %I.project AS p
              ORDER BY p.project_id::text COLLATE "C", p.institution_id::text COLLATE "C", p.programme::text COLLATE "C",
                       p.needs_source::text COLLATE "C", p.starts_on, p.ends_on, p.concluded_on, p.kind::text COLLATE "C", p.title::text COLLATE "C") AS p
        LEFT JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = p.at_id
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_projects(integer) IS 'body of projects()';

CREATE FUNCTION @internal@.projects(year integer) RETURNS SETOF @internal@.project_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.projects(integer) IS 'every project, once, with where it belongs at the end of the year';

CREATE TYPE @internal@.project_unit AS (
    project_id text,
    unit_level text,
    unit_id text
);
COMMENT ON TYPE @internal@.project_unit IS 'a unit that a project counts in';

CREATE FUNCTION @internal@.compute_project_units(year integer) RETURNS SETOF @internal@.project_unit
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.project_id, u.unit_level, u.unit_id
    FROM @internal@.projects(year) AS p
    JOIN @extschema@.units(year) AS u ON u.institution_id = p.institution_id;
END;
COMMENT ON FUNCTION @internal@.compute_project_units(integer) IS 'body of project_units()';

CREATE FUNCTION @internal@.project_units(year integer) RETURNS SETOF @internal@.project_unit
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 2000;
COMMENT ON FUNCTION @internal@.project_units(integer) IS
    'the units that a project counts in: the institution that leads it, its region and the nation; the nation is the four regions together, universities are outside';

CREATE FUNCTION @internal@.asked_project_units(year integer, only_level text, only_unit text) RETURNS SETOF @internal@.project_unit
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 2000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT u.* FROM @internal@.project_units(year) AS u
    WHERE (only_level IS NULL OR u.unit_level = only_level) AND (only_unit IS NULL OR u.unit_id = only_unit);
END;
COMMENT ON FUNCTION @internal@.asked_project_units(integer, text, text) IS
    'the projects of a unit, or (NULL) of all; a function of its own, so that a plan does not take all for one';

CREATE TYPE @internal@.funding_of_year AS (
    project_id text,
    funder text,
    amount_nok numeric,
    valid boolean
);
COMMENT ON TYPE @internal@.funding_of_year IS 'an amount that a funder gives a project in a year, as registered; valid: a finite number';

CREATE FUNCTION @internal@.compute_project_funding(year integer) RETURNS SETOF @internal@.funding_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_funding');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT f.project_id::text, f.funder::text, f.amount_nok::numeric,
               coalesce(f.amount_nok::numeric <> ALL ('{NaN,Infinity,-Infinity}'::numeric[]), false)
        FROM %I.project_funding AS f
        WHERE f.year = $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_project_funding(integer) IS 'body of project_funding()';

CREATE FUNCTION @internal@.project_funding(year integer) RETURNS SETOF @internal@.funding_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.project_funding(integer) IS 'the amounts of the year as registered, those that are none among them';

CREATE TYPE @internal@.project_amount AS (
    project_id text,
    paid_by text,
    amount_nok numeric
);
COMMENT ON TYPE @internal@.project_amount IS 'money of a project from one funder, NOK with øre';

CREATE FUNCTION @internal@.compute_project_money(year integer) RETURNS SETOF @internal@.project_amount
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT f.project_id, f.funder, round(sum(f.amount_nok), 2)
    FROM @internal@.project_funding(year) AS f
    WHERE f.valid
    GROUP BY f.project_id, f.funder;
END;
COMMENT ON FUNCTION @internal@.compute_project_money(integer) IS 'body of project_money()';

CREATE FUNCTION @internal@.project_money(year integer) RETURNS SETOF @internal@.project_amount
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.project_money(integer) IS
    'money of the year per project and funder, without amounts that are no numbers';

CREATE FUNCTION @internal@.funded_projects(year integer, funder text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project_funding');
    RETURN QUERY EXECUTE @internal@.source_query('SELECT DISTINCT f.project_id::text FROM %I.project_funding AS f WHERE f.funder::text = $2 AND f.year <= $1')
    USING year, funder;
END
$$;
COMMENT ON FUNCTION @internal@.funded_projects(integer, text) IS 'the projects that a funder has paid for up to the year';

CREATE FUNCTION @internal@.current_projects(year integer, OUT project_id text, OUT paid boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.project_id, f.project_id IS NOT NULL
    FROM @internal@.projects(year) AS p
    LEFT JOIN (SELECT DISTINCT f.project_id FROM @internal@.project_funding(year) AS f) AS f ON f.project_id = p.project_id
    WHERE p.under_way OR f.project_id IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.current_projects(integer) IS
    'the projects that matter in the year: under way, or (paid) with an amount registered, be it none';

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
