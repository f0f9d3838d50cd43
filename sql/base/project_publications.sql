-- What came out of research projects, as the site has it: publications of any
-- state, and those that count in a year.

CREATE TYPE @internal@.project_paper AS (
    project_id text,
    publication_id text,
    status text,
    year integer
);
COMMENT ON TYPE @internal@.project_paper IS 'a publication of a project: planned, submitted, accepted or published; year NULL: it is not known';

CREATE FUNCTION @internal@.compute_project_papers() RETURNS SETOF @internal@.project_paper
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project_publication', 'publication');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT j.project_id::text, j.publication_id::text, max(j.status::text COLLATE "C"), max(p.year)
        FROM %1$I.project_publication AS j
        LEFT JOIN %1$I.publication AS p ON p.publication_id = j.publication_id
        GROUP BY j.project_id::text, j.publication_id::text
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.compute_project_papers() IS 'body of project_papers()';

CREATE FUNCTION @internal@.project_papers() RETURNS SETOF @internal@.project_paper
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.project_papers() IS 'the publications of every project, each once';

CREATE TYPE @internal@.publication_of_project AS (
    project_id text,
    publication_id text
);
COMMENT ON TYPE @internal@.publication_of_project IS 'a publication that came out of a project';

CREATE FUNCTION @internal@.compute_published_by_projects(year integer) RETURNS SETOF @internal@.publication_of_project
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project_publication', 'publication');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT DISTINCT l.project_id::text, p.publication_id::text
        FROM %1$I.project_publication AS l
        JOIN %1$I.publication AS p ON p.publication_id::text = l.publication_id::text
        WHERE p.year = $1 AND p.status::text = 'published' AND coalesce(l.status::text, 'published') = 'published'
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_published_by_projects(integer) IS 'body of published_by_projects()';

CREATE FUNCTION @internal@.published_by_projects(year integer) RETURNS SETOF @internal@.publication_of_project
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.published_by_projects(integer) IS 'publications of the year that came out of projects';
