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

CREATE FUNCTION @internal@.compute_project_publication_status(as_of date) RETURNS SETOF publication_status_of_project
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT @internal@.require_date(as_of), @internal@.require_source('project', 'project_publication', 'publication', 'clinical_study');
    WITH paper AS MATERIALIZED (
        -- an unknown year is no later one
        SELECT p.*, p.status = 'published' AND coalesce(p.year <= extract(year FROM as_of), true) AS is_published,
               p.status = 'published' AND p.year > extract(year FROM as_of) AS is_later
        FROM @internal@.project_papers() AS p
    ), level AS MATERIALIZED (
        -- the level that decides the publication's points, by the rules of its year
        SELECT DISTINCT ON (l.publication_id COLLATE "C") l.publication_id, l.level
        FROM (SELECT DISTINCT p.year FROM paper AS p WHERE p.is_published AND p.year IS NOT NULL) AS y
        CROSS JOIN LATERAL @extschema@.publication_points(y.year) AS l
        WHERE @extschema@.default_rule_set('nvi', y.year) IS NOT NULL
        ORDER BY l.publication_id COLLATE "C", l.level COLLATE "C"
    ), output AS (
        SELECT p.project_id,
               count(*) FILTER (WHERE p.status = 'planned') AS planned,
               count(*) FILTER (WHERE p.status = 'submitted') AS submitted,
               count(*) FILTER (WHERE p.status = 'accepted') AS accepted,
               count(*) FILTER (WHERE p.is_published) AS published,
               count(*) FILTER (WHERE p.is_published AND l.level IN ('2', '2A')) AS level_2,
               count(*) FILTER (WHERE p.is_published AND l.level = '1') AS level_1,
               count(*) FILTER (WHERE p.is_published AND l.level = '0') AS level_0,
               count(*) FILTER (WHERE p.is_later) AS later
        FROM paper AS p
        LEFT JOIN level AS l ON l.publication_id = p.publication_id
        GROUP BY p.project_id
    ), study AS (
        SELECT s.project_id, count(*) AS studies
        FROM @internal@.registered_studies() AS s WHERE s.project_id IS NOT NULL
        GROUP BY s.project_id
    ), project AS (
        SELECT p.*,
               @internal@.project_state(p.starts_on, p.ends_on, p.concluded_on, as_of) AS status
        FROM @internal@.projects(extract(year FROM as_of)::integer) AS p
    )
    SELECT p.project_id, coalesce(p.institution_id, p.at_id), i.name, p.title, p.programme, p.kind, p.status,
           p.status = 'past_planned_end' OR p.status = 'active' AND coalesce(p.ends_on < as_of, false),
           CASE p.status WHEN 'concluded' THEN p.concluded_on END,
           coalesce(o.planned, 0), coalesce(o.submitted, 0), coalesce(o.accepted, 0), coalesce(o.published, 0),
           coalesce(o.level_2, 0), coalesce(o.level_1, 0), coalesce(o.level_0, 0),
           coalesce(o.published - o.level_2 - o.level_1 - o.level_0, 0), coalesce(o.later, 0),
           p.status = 'concluded' AND coalesce(o.published, 0) = 0,
           CASE WHEN p.status = 'concluded' AND isfinite(p.concluded_on)
                THEN extract(year FROM age(as_of::timestamp, p.concluded_on::timestamp))::integer END,
           coalesce(s.studies, 0)
    FROM project AS p
    LEFT JOIN @internal@.unit_names(extract(year FROM as_of)::integer) AS i ON i.unit_id = p.institution_id
    LEFT JOIN output AS o ON o.project_id = p.project_id
    LEFT JOIN study AS s ON s.project_id = p.project_id
    ORDER BY p.project_id COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.compute_project_publication_status(date) IS 'body of project_publication_status()';

CREATE FUNCTION project_publication_status(as_of date) RETURNS SETOF publication_status_of_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION project_publication_status(date) IS
    'every project on a day: not_started, active, concluded, past_planned_end (not concluded, and not ongoing either: a later end or a conclusion is missing), unknown without a start; its publications planned, submitted, accepted and published, those by the level that decides points; concluded without a publication, with whole years since the end, and never overdue, for no deadline exists; a project with registered studies is judged by them (study_publication_status)';
