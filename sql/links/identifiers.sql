-- By what else publications and projects are known: the relations
-- publication_identifier and project_identifier, by which records of different
-- systems are joined.

INSERT INTO source_relation (relation, ordinal, description, key_columns, index_columns, optional) VALUES
    ('publication_identifier', 31, 'What else a publication is known by, and the projects, grants and studies that it names.',
     '{publication_id,kind,identifier}', '{}', true),
    ('project_identifier', 32, 'What else a project is known by: numbers of registers, grants and studies.',
     '{project_id,kind,identifier}', '{}', true);

INSERT INTO source_column (relation, ordinal, column_name, data_type, required, default_value, codes, description) VALUES
    ('publication_identifier', 1, 'publication_id', 'text', true, NULL, NULL,
     'publication'),
    ('publication_identifier', 2, 'kind', 'text', true, NULL, '{nva,cristin,doi,pubmed,handle,project,grant,study}',
     'nva, cristin, doi, pubmed, handle: ids of the publication itself in other systems; project: a project in Cristin or NVA that it names; grant: funder/number; study: an identifier of a registry of studies'),
    ('publication_identifier', 3, 'identifier', 'text', true, NULL, NULL,
     'the identifier; of a grant the funder''s code in small letters, a slash and the number: nfr/123456'),
    ('project_identifier', 1, 'project_id', 'text', true, NULL, NULL,
     'project'),
    ('project_identifier', 2, 'kind', 'text', true, NULL, '{project,grant,study,ethics}',
     'project: its id in Cristin or NVA; grant: funder/number; study: an identifier of a registry of studies; ethics: number of the ethics committee'),
    ('project_identifier', 3, 'identifier', 'text', true, NULL, NULL,
     'the identifier; of a grant the funder''s code in small letters, a slash and the number: nfr/123456');

INSERT INTO source_reference (relation, column_name, referenced_relation) VALUES
    ('publication_identifier', 'publication_id', 'publication'),
    ('project_identifier', 'project_id', 'project');

CREATE FUNCTION @internal@.plain_identifier(kind text, identifier text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a DOI that is none joins nothing; letters are those of ASCII, whatever the language of the database
    SELECT CASE WHEN kind = 'doi' THEN @internal@.normal_doi(identifier) ELSE nullif(lower(btrim(identifier) COLLATE "C"), '') END;
END;
COMMENT ON FUNCTION @internal@.plain_identifier(text, text) IS 'an identifier as identifiers are compared; NULL for one that says nothing';

CREATE FUNCTION @internal@.identifiers_of_publications(OUT publication_id text, OUT kind text, OUT identifier text) RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('publication');
    RETURN QUERY EXECUTE @internal@.source_query(format($sql$
        SELECT DISTINCT n.publication_id, n.kind, @internal@.plain_identifier(n.kind, n.identifier)
        FROM (SELECT p.publication_id::text, 'doi' AS kind, p.doi::text AS identifier FROM %%1$I.publication AS p WHERE p.doi IS NOT NULL %s) AS n
        WHERE @internal@.plain_identifier(n.kind, n.identifier) IS NOT NULL
    $sql$, CASE WHEN @internal@.has_source('publication_identifier') THEN
        'UNION ALL SELECT i.publication_id::text, i.kind::text, i.identifier::text FROM %1$I.publication_identifier AS i' ELSE '' END));
END
$$;
COMMENT ON FUNCTION @internal@.identifiers_of_publications() IS 'what publications are known by and what they name, as identifiers are compared, each once';

CREATE FUNCTION @internal@.identifiers_of_projects(OUT project_id text, OUT kind text, OUT identifier text) RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('project');
    IF @internal@.has_source('project_identifier') THEN
        RETURN QUERY EXECUTE @internal@.source_query($sql$
            SELECT DISTINCT i.project_id::text, i.kind::text, @internal@.plain_identifier(i.kind::text, i.identifier::text)
            FROM %1$I.project_identifier AS i
            WHERE @internal@.plain_identifier(i.kind::text, i.identifier::text) IS NOT NULL
        $sql$);
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.identifiers_of_projects() IS 'what projects are known by, as identifiers are compared, each once';
