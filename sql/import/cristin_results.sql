-- Cristin, API v2: results (publications before NVA), and persons, of whom only
-- comes in whether Cristin knows them.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths, gives_way) VALUES
    ('cristin_results', 10, 'Cristin API v2: results with their contributors', 'publication', 'json', '{}',
     '{cristin_result_id,category.code,title.nb,title.nn,title.en,title.original,year_published,journal.cristin_journal_id,journal.nvi_level,
       series.cristin_journal_id,series.nvi_level,publisher.cristin_publisher_id,publisher.nvi_level,journal.publisher.cristin_publisher_id,isbn,part_of.isbn,part_of.category.code,
       links.url_type,links.url,funding_sources.funding_source_code,funding_sources.project_code,projects.cristin_project_id,
       @contributors.cristin_person_id,contributors.identified_cristin_person,contributors.affiliations.role.code,
       contributors.affiliations.unit.cristin_unit_id,contributors.affiliations.institution.cristin_institution_id,contributors.affiliations.institution.country_code}', true),
    ('cristin_persons', 11, 'Cristin API v2: persons, by pseudonym', 'contribution', 'json', '{}', '{@cristin_person_id,identified_cristin_person}', false);

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('cristin_results', 1, 'publication', '{publication_id,year,form,journal_id,series_id,publisher_id,isbn,doi,status,parent_form,title}', 'upsert', '{publication_id}'),
    ('cristin_results', 2, 'contribution', '{publication_id,person_id,role,institution_id,country,verified}', 'replace', '{publication_id}'),
    ('cristin_results', 3, 'channel_level', '{kind,channel_id,year,level}', 'add', '{kind,channel_id,year}'),
    ('cristin_results', 4, 'publication_identifier', '{publication_id,kind,identifier}', 'replace', '{publication_id}'),
    ('cristin_persons', 1, 'contribution', '{person_id,verified}', 'fill', '{person_id}');

INSERT INTO import_code (list, theirs, ours) VALUES
    ('cristin_form', 'ARTICLE', 'article'), ('cristin_form', 'ACADEMICREVIEW', 'review'), ('cristin_form', 'CHAPTERACADEMIC', 'chapter'),
    ('cristin_form', 'MONOGRAPHACA', 'monograph'), ('cristin_form', 'COMMENTARYACA', 'commentary'),
    ('cristin_role', 'AUTHOR', 'creator');

CREATE FUNCTION @internal@.rows_of_cristin_results(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        SELECT d.n, d.document, d.document ->> 'cristin_result_id' AS id, d.document ->> 'year_published' AS year, coalesce(d.document #>> '{category,code}', d.document ->> 'category') AS form,
               d.document #>> '{part_of,category,code}' AS parent_form,
               (SELECT l.one ->> 'url' FROM jsonb_array_elements(@internal@.as_array(d.document -> 'links')) WITH ORDINALITY AS l(one, k)
                WHERE upper(l.one ->> 'url_type') = 'DOI' ORDER BY l.k LIMIT 1) AS doi
        FROM unnest(documents) WITH ORDINALITY AS d(document, n)
        WHERE d.document ->> 'cristin_result_id' IS NOT NULL
    ), shared AS (
        SELECT o.n, max(coalesce(r.ours, lower(u.role)) COLLATE "C") AS role
        FROM one AS o
        CROSS JOIN LATERAL jsonb_path_query(o.document, '$.contributors[*].affiliations[*].role.code') AS c(code)
        CROSS JOIN LATERAL (SELECT c.code #>> '{}' AS role) AS u
        LEFT JOIN @extschema@.import_code AS r ON r.list = 'cristin_role' AND r.theirs = upper(u.role)
        GROUP BY o.n HAVING count(DISTINCT upper(u.role)) = 1
    ), channel AS (
        SELECT o.n, o.year, c.*
        FROM one AS o
        CROSS JOIN LATERAL (VALUES ('journal', o.document #>> '{journal,cristin_journal_id}', o.document #>> '{journal,nvi_level}'),
                                   ('series', o.document #>> '{series,cristin_journal_id}', o.document #>> '{series,nvi_level}'),
                                   ('publisher', o.document #>> '{publisher,cristin_publisher_id}', o.document #>> '{publisher,nvi_level}')) AS c(kind, id, level)
        WHERE c.id IS NOT NULL
    )
    SELECT o.n, 'publication',
           ARRAY[o.id, o.year, coalesce(f.ours, CASE WHEN o.form IS NOT NULL THEN 'other' END), o.document #>> '{journal,cristin_journal_id}', o.document #>> '{series,cristin_journal_id}',
                 o.document #>> '{publisher,cristin_publisher_id}', coalesce(@extschema@.parse_isbn(b.isbn), b.isbn), o.doi, 'published',
                 coalesce(w.ours, CASE WHEN o.parent_form IS NOT NULL THEN 'other' END), coalesce(@internal@.in_language(o.document -> 'title'), o.document #>> '{title,original}')]
    FROM one AS o
    LEFT JOIN @extschema@.import_code AS f ON f.list = 'cristin_form' AND f.theirs = o.form
    LEFT JOIN @extschema@.import_code AS w ON w.list = 'cristin_form' AND w.theirs = o.parent_form
    CROSS JOIN LATERAL (SELECT coalesce(@internal@.as_array(o.document -> 'isbn') ->> 0, @internal@.as_array(o.document #> '{part_of,isbn}') ->> 0) AS isbn) AS b
    UNION ALL
    -- contributors by their own address only are not here; a person without id is one of his own;
    -- one without affiliation has the role of the others, where they have one
    SELECT o.n, 'contribution',
           ARRAY[o.id, coalesce(c.one ->> 'cristin_person_id', '#' || c.k), coalesce(r.ours, lower(a.one #>> '{role,code}'), s.role, 'unknown'),
                 coalesce(a.one #>> '{unit,cristin_unit_id}', a.one #>> '{institution,cristin_institution_id}'), upper(a.one #>> '{institution,country_code}'),
                 c.one ->> 'identified_cristin_person']
    FROM one AS o
    CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(o.document -> 'contributors') = 'array' THEN o.document -> 'contributors' ELSE '[]' END) WITH ORDINALITY AS c(one, k)
    LEFT JOIN LATERAL jsonb_array_elements(@internal@.as_array(c.one -> 'affiliations')) AS a(one) ON true
    LEFT JOIN @extschema@.import_code AS r ON r.list = 'cristin_role' AND r.theirs = upper(a.one #>> '{role,code}')
    LEFT JOIN shared AS s ON s.n = o.n
    UNION ALL
    SELECT c.n, 'channel_level', ARRAY[c.kind, c.id, c.year, c.level] FROM channel AS c WHERE c.level IS NOT NULL AND c.year IS NOT NULL
    UNION ALL
    SELECT DISTINCT o.n, 'publication_identifier', ARRAY[o.id, i.kind, i.identifier]
    FROM one AS o
    CROSS JOIN LATERAL (
        SELECT 'cristin' AS kind, o.id AS identifier
        UNION ALL SELECT 'doi', @internal@.normal_doi(o.doi)
        UNION ALL SELECT 'project', p.one ->> 'cristin_project_id' FROM jsonb_array_elements(@internal@.as_array(o.document -> 'projects')) AS p(one)
        UNION ALL SELECT 'grant', lower((f.one ->> 'funding_source_code') COLLATE "C") || '/' || (f.one ->> 'project_code')
        FROM jsonb_array_elements(@internal@.as_array(o.document -> 'funding_sources')) AS f(one)) AS i
    WHERE i.identifier IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_cristin_results(jsonb[], jsonb) IS 'rows that results of Cristin are, each with the number of its document';

CREATE FUNCTION @internal@.rows_of_cristin_persons(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.n, 'contribution', ARRAY[d.document ->> 'cristin_person_id', d.document ->> 'identified_cristin_person']
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    WHERE d.document ->> 'cristin_person_id' IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_cristin_persons(jsonb[], jsonb) IS 'whether persons are verified: nothing else of a person comes in';

CREATE FUNCTION import_cristin_results(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('cristin_results', document) AS d;
END;
COMMENT ON FUNCTION import_cristin_results(text) IS 'import_documents for cristin_results';

CREATE FUNCTION import_cristin_persons(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('cristin_persons', document) AS d;
END;
COMMENT ON FUNCTION import_cristin_persons(text) IS 'import_documents for cristin_persons';
