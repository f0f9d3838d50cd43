-- What came out of projects: publications and studies, by what the source says
-- and by identifiers that both bear.

CREATE FUNCTION @internal@.project_link_candidates(OUT project_id text, OUT relation text, OUT other_id text, OUT rests_on text, OUT identifier text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH project AS MATERIALIZED (
            SELECT i.project_id, i.kind, i.identifier FROM @internal@.identifiers_of_projects() AS i
        ), known AS MATERIALIZED (
            SELECT p.project_id::text AS project_id, @internal@.plain_identifier('project', p.project_id::text) AS identifier FROM %1$I.project AS p
        ), publication AS MATERIALIZED (
            SELECT i.* FROM @internal@.identifiers_of_publications() AS i WHERE i.kind IN ('project', 'grant', 'study')
        ), study AS MATERIALIZED (
            SELECT DISTINCT n.study_id, @internal@.plain_identifier('study', n.identifier) AS identifier FROM @internal@.study_names() AS n
        )
        SELECT p.project_id, 'publication', n.publication_id, p.kind, p.identifier
        FROM project AS p JOIN publication AS n ON n.kind = p.kind AND n.identifier = p.identifier
        UNION
        -- the site's own number, as the register names the project or the grant
        SELECT k.project_id, 'publication', n.publication_id, 'project_id', n.identifier
        FROM publication AS n
        JOIN known AS k ON n.kind = 'project' AND k.identifier = n.identifier OR n.kind = 'grant' AND k.identifier = regexp_replace(n.identifier, '^.*/', '')
        UNION
        SELECT p.project_id, 'clinical_study', s.study_id, p.kind, p.identifier
        FROM project AS p JOIN study AS s ON s.identifier = p.identifier
        WHERE p.kind IN ('study', 'ethics')
        UNION
        -- a publication of the project that names the study
        SELECT p.project_id, 'clinical_study', s.study_id, 'publication', n.publication_id
        FROM project AS p
        JOIN publication AS n ON n.kind = p.kind AND n.identifier = p.identifier AND p.kind IN ('project', 'grant')
        JOIN publication AS m ON m.publication_id = n.publication_id AND m.kind = 'study'
        JOIN study AS s ON s.identifier = m.identifier
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.project_link_candidates() IS 'what joins a project with a publication or study, one row per identifier';

CREATE FUNCTION project_links(OUT project_id text, OUT relation text, OUT other_id text, OUT rests_on text[], OUT identifiers text[], OUT stated boolean, OUT disagrees text[])
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project', 'publication', 'project_publication', 'clinical_study', 'study_identifier');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH joined AS MATERIALIZED (
            SELECT c.project_id, c.relation, c.other_id, array_agg(DISTINCT c.rests_on COLLATE "C") AS rests_on, array_agg(DISTINCT c.identifier COLLATE "C") AS identifiers
            FROM @internal@.project_link_candidates() AS c GROUP BY c.project_id, c.relation, c.other_id
        ), said AS MATERIALIZED (
            SELECT DISTINCT l.project_id::text AS project_id, 'publication' AS relation, l.publication_id::text AS other_id FROM %1$I.project_publication AS l
            UNION ALL
            SELECT s.project_id::text, 'clinical_study', s.study_id::text FROM %1$I.clinical_study AS s WHERE s.project_id IS NOT NULL
        )
        SELECT coalesce(j.project_id, s.project_id), coalesce(j.relation, s.relation), coalesce(j.other_id, s.other_id),
               coalesce(j.rests_on, '{}') || CASE WHEN s.project_id IS NULL THEN '{}' ELSE '{source}' END::text[], coalesce(j.identifiers, '{}'), s.project_id IS NOT NULL,
               array_remove(ARRAY[
                   -- a study is of one project; a publication may be of several
                   CASE WHEN j.relation = 'clinical_study' AND s.project_id IS NULL
                         AND EXISTS (SELECT FROM said AS o WHERE o.relation = j.relation AND o.other_id = j.other_id) THEN 'other_project_stated' END,
                   CASE WHEN j.relation = 'clinical_study' AND s.project_id IS NULL
                         AND EXISTS (SELECT FROM joined AS o WHERE o.relation = j.relation AND o.other_id = j.other_id AND o.project_id <> j.project_id) THEN 'several_projects' END,
                   CASE WHEN EXISTS (SELECT FROM joined AS o WHERE o.relation = j.relation AND o.other_id = j.other_id AND o.project_id <> j.project_id
                                     AND o.identifiers && j.identifiers) THEN 'shared_identifier' END], NULL)
        FROM joined AS j
        FULL JOIN said AS s ON s.project_id = j.project_id AND s.relation = j.relation AND s.other_id = j.other_id
        ORDER BY coalesce(j.project_id, s.project_id) COLLATE "C", coalesce(j.relation, s.relation) COLLATE "C", coalesce(j.other_id, s.other_id) COLLATE "C"
    $sql$);
END
$$;
COMMENT ON FUNCTION project_links() IS
    'publications and studies of projects: what each rests on (project, grant, study, ethics: an identifier of that kind that both bear; project_id: the register names the site''s own number; publication: one of the project names the study; source: the source says so itself) and what speaks against it (other_project_stated, several_projects, shared_identifier: two projects bear it)';

CREATE FUNCTION adopt_project_links(rests_on text[] DEFAULT '{project,grant,study,ethics}', OUT relation text, OUT links bigint) RETURNS SETOF record
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    adopted text := $sql$
        SELECT l.project_id, l.other_id FROM @extschema@.project_links() AS l
        WHERE l.relation = %L AND NOT l.stated AND l.disagrees = '{}' AND l.rests_on && $1
    $sql$;
BEGIN
    PERFORM @internal@.require_import_schema(@extschema@.source_schema(), 'project_publication', 'clinical_study');
    relation := 'project_publication';
    EXECUTE @internal@.source_query(format($sql$
        INSERT INTO %%1$I.project_publication (project_id, publication_id, status)
        SELECT a.project_id, a.other_id, CASE WHEN p.status = 'published' THEN 'published' END
        FROM (%s) AS a JOIN %%1$I.publication AS p ON p.publication_id::text = a.other_id
    $sql$, format(adopted, 'publication'))) USING rests_on;
    GET DIAGNOSTICS links = ROW_COUNT;
    RETURN NEXT;
    relation := 'clinical_study';
    EXECUTE @internal@.source_query(format($sql$
        UPDATE %%1$I.clinical_study AS s SET project_id = a.project_id FROM (%s) AS a WHERE s.study_id::text = a.other_id AND s.project_id IS NULL
    $sql$, format(adopted, 'clinical_study'))) USING rests_on;
    GET DIAGNOSTICS links = ROW_COUNT;
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION adopt_project_links(text[]) IS
    'writes the links of projects that rest on one of these and that nothing speaks against into project_publication and clinical_study.project_id; gives how many';
