-- Projects and what came out of them, as the site has it.

CREATE TYPE @internal@.registered_project AS (
    project_id text,
    institution_id text,
    title text,
    programme text,
    kind text,
    starts_on date,
    ends_on date,
    concluded_on date
);
COMMENT ON TYPE @internal@.registered_project IS 'a project, as in relation project';

CREATE FUNCTION @internal@.registered_projects() RETURNS SETOF @internal@.registered_project
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT p.project_id::text, p.institution_id::text, p.title::text, p.programme::text, p.kind::text, p.starts_on, p.ends_on, p.concluded_on
        FROM %I.project AS p
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.registered_projects() IS 'every project of the source';

CREATE TYPE @internal@.project_paper AS (
    project_id text,
    publication_id text,
    status text,
    year integer
);
COMMENT ON TYPE @internal@.project_paper IS 'a publication of a project: planned, submitted, accepted or published; year NULL: it is not known';

CREATE FUNCTION @internal@.project_papers() RETURNS SETOF @internal@.project_paper
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
COMMENT ON FUNCTION @internal@.project_papers() IS 'the publications of every project, each once';
