-- What came out of research projects.  No deadline exists for them, so nothing
-- here is overdue: a project is concluded with or without a publication.

CREATE FUNCTION project_publication_status(
    as_of date,
    OUT project_id text, OUT institution_id text, OUT name text, OUT title text, OUT programme text, OUT kind text,
    OUT status text, OUT past_planned_end boolean, OUT concluded_on date,
    OUT planned bigint, OUT submitted bigint, OUT accepted bigint, OUT published bigint,
    OUT published_level_2 bigint, OUT published_level_1 bigint, OUT published_level_0 bigint, OUT published_unassigned bigint,
    OUT published_later bigint, OUT concluded_without_publication boolean, OUT years_since_end integer,
    OUT registered_studies bigint)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year integer := extract(year FROM @internal@.require_date(as_of))::integer;
BEGIN
    PERFORM @internal@.require_source('project', 'project_publication', 'publication', 'clinical_study');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH paper AS MATERIALIZED (
            -- one row per project and publication; an unknown year is no later one
            SELECT j.project_id::text AS project_id, j.publication_id::text AS publication_id, max(j.status::text COLLATE "C") AS status,
                   max(p.year) AS year
            FROM %1$I.project_publication AS j
            LEFT JOIN %1$I.publication AS p ON p.publication_id = j.publication_id
            GROUP BY j.project_id::text, j.publication_id::text
        ), level AS MATERIALIZED (
            -- the level that decides the publication's points, by the rules of its year
            SELECT DISTINCT ON (l.publication_id) l.publication_id, l.level
            FROM (SELECT DISTINCT p.year FROM paper AS p WHERE p.status = 'published' AND p.year <= $2) AS y
            CROSS JOIN LATERAL @extschema@.publication_points(y.year) AS l
            WHERE @extschema@.default_rule_set('nvi', y.year) IS NOT NULL
            ORDER BY l.publication_id, l.level
        ), output AS (
            SELECT p.project_id,
                   count(*) FILTER (WHERE p.status = 'planned') AS planned,
                   count(*) FILTER (WHERE p.status = 'submitted') AS submitted,
                   count(*) FILTER (WHERE p.status = 'accepted') AS accepted,
                   count(*) FILTER (WHERE p.is_published) AS published,
                   count(*) FILTER (WHERE p.is_published AND l.level IN ('2', '2A')) AS level_2,
                   count(*) FILTER (WHERE p.is_published AND l.level = '1') AS level_1,
                   count(*) FILTER (WHERE p.is_published AND l.level = '0') AS level_0,
                   count(*) FILTER (WHERE p.status = 'published' AND p.year > $2) AS later
            FROM (SELECT paper.*, paper.status = 'published' AND coalesce(paper.year <= $2, true) AS is_published FROM paper) AS p
            LEFT JOIN level AS l ON l.publication_id = p.publication_id
            GROUP BY p.project_id
        ), study AS (
            SELECT s.project_id::text AS project_id, count(*) AS studies
            FROM %1$I.clinical_study AS s WHERE s.project_id IS NOT NULL
            GROUP BY s.project_id::text
        ), project AS (
            SELECT p.project_id::text AS project_id, p.institution_id::text AS institution_id, p.title::text AS title,
                   p.programme::text AS programme, p.kind::text AS kind, p.ends_on, p.concluded_on,
                   CASE WHEN p.concluded_on <= $1 THEN 'concluded'
                        WHEN p.starts_on > $1 THEN 'not_started'
                        WHEN p.starts_on IS NULL THEN 'unknown'
                        ELSE 'active' END AS status
            FROM %1$I.project AS p
        )
        SELECT p.project_id, coalesce(i.top_id, p.institution_id), i.name, p.title, p.programme, p.kind, p.status,
               p.status = 'active' AND coalesce(p.ends_on < $1, false),
               CASE p.status WHEN 'concluded' THEN p.concluded_on END,
               coalesce(o.planned, 0), coalesce(o.submitted, 0), coalesce(o.accepted, 0), coalesce(o.published, 0),
               coalesce(o.level_2, 0), coalesce(o.level_1, 0), coalesce(o.level_0, 0),
               coalesce(o.published - o.level_2 - o.level_1 - o.level_0, 0), coalesce(o.later, 0),
               p.status = 'concluded' AND coalesce(o.published, 0) = 0,
               CASE WHEN p.status = 'concluded' AND isfinite(p.concluded_on)
                    THEN extract(year FROM age($1::timestamp, p.concluded_on::timestamp))::integer END,
               coalesce(s.studies, 0)
        FROM project AS p
        LEFT JOIN @extschema@.institutions_at($2) AS i ON i.institution_id = p.institution_id
        LEFT JOIN output AS o ON o.project_id = p.project_id
        LEFT JOIN study AS s ON s.project_id = p.project_id
        ORDER BY p.project_id COLLATE "C"
    $sql$)
    USING as_of, year;
END
$$;
COMMENT ON FUNCTION project_publication_status(date) IS
    'every project on a day: not_started, active, concluded (or unknown without a start); its publications planned, submitted, accepted and published, those by the level that decides points; concluded without a publication, with whole years since the end, and never overdue, for no deadline exists; a project with registered studies is judged by them (study_publication_status)';
