-- Cristin, API v2: projects, and units with their subunits.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths) VALUES
    ('cristin_projects', 4, 'Cristin API v2: projects', 'project', 'json', '{}',
     '{cristin_project_id,title.nb,title.nn,title.en,start_date,end_date,coordinating_institution.unit.cristin_unit_id,
       coordinating_institution.institution.cristin_institution_id,project_funding_sources.funding_source_code,project_funding_sources.project_code,
       external_sources.source_short_name,external_sources.source_reference_id,approvals.approved_by,approvals.approval_reference_id}'),
    ('cristin_units', 5, 'Cristin API v2: units and their subunits', 'institution', 'json', '{}',
     '{cristin_unit_id,unit_name.nb,unit_name.nn,unit_name.en,parent_unit.cristin_unit_id,
       subunits.cristin_unit_id,subunits.unit_name.nb,subunits.unit_name.nn,subunits.unit_name.en}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('cristin_projects', 1, 'project', '{project_id,title,institution_id,starts_on,ends_on}', 'upsert', '{project_id}'),
    ('cristin_projects', 2, 'project_identifier', '{project_id,kind,identifier}', 'replace', '{project_id}'),
    ('cristin_units', 1, 'institution', '{institution_id,name,kind,parent_id}', 'add', '{institution_id}');

CREATE FUNCTION @internal@.in_language(texts jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(nullif(texts ->> 'nb', ''), nullif(texts ->> 'nn', ''), nullif(texts ->> 'en', ''));
END;
COMMENT ON FUNCTION @internal@.in_language(jsonb) IS 'a text in bokmål, else nynorsk, else English';

CREATE FUNCTION @internal@.rows_of_cristin_projects(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.n, 'project',
           ARRAY[d.document ->> 'cristin_project_id', @internal@.in_language(d.document -> 'title'),
                 coalesce(d.document #>> '{coordinating_institution,unit,cristin_unit_id}', d.document #>> '{coordinating_institution,institution,cristin_institution_id}'),
                 @internal@.registry_day(d.document ->> 'start_date'), @internal@.registry_day(d.document ->> 'end_date')]
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    WHERE d.document ->> 'cristin_project_id' IS NOT NULL
    UNION ALL
    SELECT DISTINCT d.n, 'project_identifier', ARRAY[d.document ->> 'cristin_project_id', i.kind, i.identifier]
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    CROSS JOIN LATERAL (
        SELECT 'project' AS kind, d.document ->> 'cristin_project_id' AS identifier
        UNION ALL
        SELECT 'grant', lower((f.one ->> 'funding_source_code') COLLATE "C") || '/' || (f.one ->> 'project_code')
        FROM jsonb_array_elements(@internal@.as_array(d.document -> 'project_funding_sources')) AS f(one)
        UNION ALL
        SELECT 'ethics', e.one ->> 'source_reference_id' FROM jsonb_array_elements(@internal@.as_array(d.document -> 'external_sources')) AS e(one)
        WHERE e.one ->> 'source_short_name' = 'REK'
        UNION ALL
        SELECT 'ethics', a.one ->> 'approval_reference_id' FROM jsonb_array_elements(@internal@.as_array(d.document -> 'approvals')) AS a(one)
        WHERE a.one ->> 'approved_by' = 'REK') AS i
    WHERE d.document ->> 'cristin_project_id' IS NOT NULL AND i.identifier IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_cristin_projects(jsonb[], jsonb) IS 'the rows that a project of Cristin is: the project, and by what else it is known; its participants are dropped';

CREATE FUNCTION @internal@.rows_of_cristin_units(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.n, 'institution',
           ARRAY[d.document ->> 'cristin_unit_id', @internal@.in_language(d.document -> 'unit_name'),
                 CASE WHEN d.document #>> '{parent_unit,cristin_unit_id}' IS NULL THEN 'other' ELSE 'unit' END, d.document #>> '{parent_unit,cristin_unit_id}']
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    WHERE d.document ->> 'cristin_unit_id' IS NOT NULL
    UNION ALL
    SELECT d.n, 'institution', ARRAY[s.one ->> 'cristin_unit_id', @internal@.in_language(s.one -> 'unit_name'), 'unit', d.document ->> 'cristin_unit_id']
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(d.document -> 'subunits')) AS s(one)
    WHERE s.one ->> 'cristin_unit_id' IS NOT NULL AND d.document ->> 'cristin_unit_id' IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_cristin_units(jsonb[], jsonb) IS 'the rows that a unit of Cristin and its subunits are; a unit without parent is of kind other until the site says better';

CREATE FUNCTION import_cristin_projects(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('cristin_projects', document) AS d;
END;
COMMENT ON FUNCTION import_cristin_projects(text) IS 'import_documents for cristin_projects';

CREATE FUNCTION import_cristin_units(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('cristin_units', document) AS d;
END;
COMMENT ON FUNCTION import_cristin_units(text) IS 'import_documents for cristin_units';
