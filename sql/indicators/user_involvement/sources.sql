-- What projects report about user involvement, as the site has it.

CREATE TYPE @internal@.project_report_of_year AS (
    project_id text,
    sent_on date,
    delivered_on date,
    delivered boolean,
    involvement text,
    answer text,
    reason_code text,
    phase_reached text,
    users numeric,
    users_trained boolean,
    researchers_trained boolean
);
COMMENT ON TYPE @internal@.project_report_of_year IS
    'the report of a project for a year, as registered; answer: what it says about involvement (yes, no, not_relevant), NULL when it is not delivered or says nothing';

CREATE FUNCTION @internal@.compute_project_reports(year integer) RETURNS SETOF @internal@.project_report_of_year
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_report');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        -- a site's view may repeat a key: one of them counts, whatever the order of rows
        SELECT DISTINCT ON (r.project_id::text COLLATE "C")
               r.project_id::text, r.sent_on::date, r.delivered_on::date, r.delivered_on IS NOT NULL, r.involvement::text,
               CASE WHEN r.delivered_on IS NOT NULL AND r.involvement::text = ANY ('{yes,no,not_relevant}') THEN r.involvement::text END,
               r.reason_code::text, r.phase_reached::text, r.users::numeric,
               coalesce(r.users_trained, false), coalesce(r.researchers_trained, false)
        FROM %I.project_report AS r
        WHERE r.year = $1
        ORDER BY r.project_id::text COLLATE "C", r.delivered_on, r.involvement::text COLLATE "C", r.reason_code::text COLLATE "C",
                 r.phase_reached::text COLLATE "C", r.users, r.users_trained, r.researchers_trained, r.sent_on
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_project_reports(integer) IS 'body of project_reports()';

CREATE FUNCTION @internal@.project_reports(year integer) RETURNS SETOF @internal@.project_report_of_year
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.project_reports(integer) IS 'the reports due in a year, delivered or not, one per project';

CREATE FUNCTION @internal@.report_years(year integer) RETURNS SETOF integer
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_report');
    RETURN QUERY EXECUTE @internal@.source_query('SELECT DISTINCT r.year::integer FROM %I.project_report AS r WHERE r.year BETWEEN 1 AND $1') USING year;
END
$$;
COMMENT ON FUNCTION @internal@.report_years(integer) IS 'the year and those before it for which any report was due';

CREATE TYPE @internal@.registered_involvement AS (
    project_id text,
    phase text,
    level text,
    degree text,
    user_type text
);
COMMENT ON TYPE @internal@.registered_involvement IS 'a way in which users took part in a project: codes only';

CREATE FUNCTION @internal@.compute_registered_involvements(year integer) RETURNS SETOF @internal@.registered_involvement
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_involvement');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT i.project_id::text, i.phase::text, i.level::text, i.degree::text, i.user_type::text
        FROM %I.project_involvement AS i
        WHERE i.year = $1
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_registered_involvements(integer) IS 'body of registered_involvements()';

CREATE FUNCTION @internal@.registered_involvements(year integer) RETURNS SETOF @internal@.registered_involvement
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.registered_involvements(integer) IS 'how users took part in the year, as registered';

CREATE TYPE @internal@.involvement_effect AS (
    project_id text,
    changed boolean,
    says_none boolean
);
COMMENT ON TYPE @internal@.involvement_effect IS 'whether something changed in a project because of users, and whether it says that nothing did';

CREATE FUNCTION @internal@.compute_involvement_effects(year integer) RETURNS SETOF @internal@.involvement_effect
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 500
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_year(year);
    PERFORM @internal@.require_source('project_involvement_effect');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT c.project_id::text, bool_or(c.changed::text <> 'none'), bool_or(c.changed::text = 'none')
        FROM %I.project_involvement_effect AS c
        WHERE c.year = $1
        GROUP BY c.project_id::text
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_involvement_effects(integer) IS 'body of involvement_effects()';

CREATE FUNCTION @internal@.involvement_effects(year integer) RETURNS SETOF @internal@.involvement_effect
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 500;
COMMENT ON FUNCTION @internal@.involvement_effects(integer) IS 'projects with a registered effect of users in the year';
