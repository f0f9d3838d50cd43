-- What came out of research projects.  No deadline exists for them, so nothing
-- here is overdue: a project is concluded with or without a publication.

CREATE TYPE publication_status_of_project AS (
    project_id text,
    institution_id text,
    name text,
    title text,
    programme text,
    kind text,
    status text,
    past_planned_end boolean,
    concluded_on date,
    planned bigint,
    submitted bigint,
    accepted bigint,
    published bigint,
    published_level_2 bigint,
    published_level_1 bigint,
    published_level_0 bigint,
    published_unassigned bigint,
    published_later bigint,
    concluded_without_publication boolean,
    years_since_end integer,
    registered_studies bigint
);
COMMENT ON TYPE publication_status_of_project IS 'a project on a day, and how far its publications are';

CREATE TYPE @internal@.project_outcome AS (
    project_id text,
    status text,
    concluded_on date,
    planned bigint,
    submitted bigint,
    accepted bigint,
    published bigint,
    published_later bigint,
    without_publication boolean,
    years_since_end integer,
    registered_studies bigint
);
COMMENT ON TYPE @internal@.project_outcome IS 'a project on a day, with the number of its publications and of its registered studies';

CREATE FUNCTION @internal@.papers_at(as_of date, OUT project_id text, OUT publication_id text, OUT status text, OUT year integer,
                                     OUT is_published boolean, OUT is_later boolean) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- an unknown year is no later one
    SELECT p.project_id, p.publication_id, p.status, p.year,
           p.status = 'published' AND coalesce(p.year <= extract(year FROM as_of), true),
           p.status = 'published' AND p.year > extract(year FROM as_of)
    FROM @internal@.project_papers() AS p;
END;
COMMENT ON FUNCTION @internal@.papers_at(date) IS 'the publications of projects, and whether each had appeared on a day';

CREATE FUNCTION @internal@.compute_project_outcomes(as_of date) RETURNS SETOF @internal@.project_outcome
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH output AS (
        SELECT p.project_id,
               count(*) FILTER (WHERE p.status = 'planned') AS planned,
               count(*) FILTER (WHERE p.status = 'submitted') AS submitted,
               count(*) FILTER (WHERE p.status = 'accepted') AS accepted,
               count(*) FILTER (WHERE p.is_published) AS published,
               count(*) FILTER (WHERE p.is_later) AS later
        FROM @internal@.papers_at(as_of) AS p
        GROUP BY p.project_id
    ), study AS (
        SELECT s.project_id, count(*) AS studies
        FROM @internal@.registered_studies() AS s WHERE s.project_id IS NOT NULL
        GROUP BY s.project_id
    ), project AS (
        SELECT p.project_id, p.concluded_on,
               @internal@.project_state(p.starts_on, p.ends_on, p.concluded_on, as_of) AS status
        FROM @internal@.projects(extract(year FROM as_of)::integer) AS p
    )
    SELECT p.project_id, p.status, CASE p.status WHEN 'concluded' THEN p.concluded_on END,
           coalesce(o.planned, 0), coalesce(o.submitted, 0), coalesce(o.accepted, 0), coalesce(o.published, 0), coalesce(o.later, 0),
           p.status = 'concluded' AND coalesce(o.published, 0) = 0,
           CASE WHEN p.status = 'concluded' AND isfinite(p.concluded_on)
                THEN extract(year FROM age(as_of::timestamp, p.concluded_on::timestamp))::integer END,
           coalesce(s.studies, 0)
    FROM project AS p
    LEFT JOIN output AS o ON o.project_id = p.project_id
    LEFT JOIN study AS s ON s.project_id = p.project_id;
END;
COMMENT ON FUNCTION @internal@.compute_project_outcomes(date) IS 'body of project_outcomes()';

CREATE FUNCTION @internal@.project_outcomes(as_of date) RETURNS SETOF @internal@.project_outcome
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.project_outcomes(date) IS
    'how far every project is on a day, and what came out of it; concluded without a publication is never overdue';

CREATE FUNCTION @internal@.compute_project_publication_status(as_of date) RETURNS SETOF publication_status_of_project
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_date(as_of), @internal@.require_source('project', 'project_publication', 'publication', 'clinical_study');
    WITH paper AS MATERIALIZED (
        SELECT p.* FROM @internal@.papers_at(as_of) AS p WHERE p.is_published
    ), level AS MATERIALIZED (
        -- the level that decides the publication's points, by the rules of its year
        SELECT DISTINCT ON (l.publication_id COLLATE "C") l.publication_id, l.level
        FROM (SELECT DISTINCT p.year FROM paper AS p WHERE p.year IS NOT NULL) AS y
        CROSS JOIN LATERAL @extschema@.publication_points(y.year) AS l
        WHERE @extschema@.default_rule_set('nvi', y.year) IS NOT NULL
        ORDER BY l.publication_id COLLATE "C", l.level COLLATE "C"
    ), output AS (
        SELECT p.project_id,
               count(*) FILTER (WHERE l.level IN ('2', '2A')) AS level_2,
               count(*) FILTER (WHERE l.level = '1') AS level_1,
               count(*) FILTER (WHERE l.level = '0') AS level_0
        FROM paper AS p
        LEFT JOIN level AS l ON l.publication_id = p.publication_id
        GROUP BY p.project_id
    )
    SELECT p.project_id, coalesce(p.institution_id, p.at_id), i.name, p.title, p.programme, p.kind, s.status,
           s.status = 'past_planned_end' OR s.status = 'active' AND coalesce(p.ends_on < as_of, false),
           s.concluded_on, s.planned, s.submitted, s.accepted, s.published,
           coalesce(o.level_2, 0), coalesce(o.level_1, 0), coalesce(o.level_0, 0),
           s.published - coalesce(o.level_2 + o.level_1 + o.level_0, 0), s.published_later,
           s.without_publication, s.years_since_end, s.registered_studies
    FROM @internal@.projects(extract(year FROM as_of)::integer) AS p
    JOIN @internal@.project_outcomes(as_of) AS s ON s.project_id = p.project_id
    LEFT JOIN @internal@.unit_names(extract(year FROM as_of)::integer) AS i ON i.unit_id = p.institution_id
    LEFT JOIN output AS o ON o.project_id = p.project_id
    ORDER BY p.project_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_project_publication_status(date) IS 'body of project_publication_status()';

CREATE FUNCTION project_publication_status(as_of date) RETURNS SETOF publication_status_of_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION project_publication_status(date) IS
    'every project on a day: not_started, active, concluded, past_planned_end (not concluded, and not ongoing either: a later end or a conclusion is missing), unknown without a start; its publications planned, submitted, accepted and published, those by the level that decides points; concluded without a publication, with whole years since the end, and never overdue, for no deadline exists; a project with registered studies is judged by them (study_publication_status)';
