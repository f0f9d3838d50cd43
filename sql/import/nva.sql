-- NVA (Nasjonalt vitenarkiv): publications as its index delivers them, and NVI
-- candidates, which are the same documents with approvals.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths) VALUES
    ('nva_publications', 1, 'NVA: publications and NVI candidates of the index', 'publication', 'json', '{hits}',
     '{*body,*_source,id,identifier,status,doi,
       entityDescription.mainTitle,entityDescription.publicationDate.year,
       entityDescription.reference.doi,entityDescription.reference.publicationInstance.type,
       entityDescription.reference.publicationContext.type,entityDescription.reference.publicationContext.id,
       entityDescription.reference.publicationContext.identifier,entityDescription.reference.publicationContext.scientificValue,
       entityDescription.reference.publicationContext.isbnList,
       entityDescription.reference.publicationContext.publisher.id,entityDescription.reference.publicationContext.publisher.identifier,
       entityDescription.reference.publicationContext.publisher.scientificValue,
       entityDescription.reference.publicationContext.series.id,entityDescription.reference.publicationContext.series.identifier,
       entityDescription.reference.publicationContext.series.scientificValue,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationInstance.type,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.isbnList,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.publisher.id,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.publisher.identifier,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.publisher.scientificValue,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.series.id,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.series.identifier,
       entityDescription.reference.publicationContext.entityDescription.reference.publicationContext.series.scientificValue,
       @entityDescription.contributors.identity.id,entityDescription.contributors.identity.verificationStatus,
       entityDescription.contributors.role,entityDescription.contributors.role.type,
       entityDescription.contributors.affiliations.id,entityDescription.contributors.affiliations.countryCode,
       *entityDescription.contributors.affiliations.partOf,
       *topLevelOrganizations.hasPart,topLevelOrganizations.id,topLevelOrganizations.countryCode,topLevelOrganizations.labels.nb,topLevelOrganizations.labels.en,
       *topLevelOrganization.hasPart,topLevelOrganization.id,topLevelOrganization.countryCode,topLevelOrganization.labels.nb,topLevelOrganization.labels.en,
       approvals.institutionId,approvals.approvalStatus,additionalIdentifiers.type,additionalIdentifiers.value,
       fundings.id,fundings.identifier,fundings.source,fundings.source.identifier,projects.id}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('nva_publications', 1, 'publication', '{publication_id,year,form,journal_id,series_id,publisher_id,isbn,doi,status,parent_form,title}', 'upsert', '{publication_id}'),
    ('nva_publications', 2, 'contribution', '{publication_id,person_id,role,institution_id,country,verified}', 'replace', '{publication_id}'),
    ('nva_publications', 3, 'publication_approval', '{publication_id,institution_id,state}', 'upsert', '{publication_id,institution_id}'),
    ('nva_publications', 4, 'channel_level', '{kind,channel_id,year,level}', 'add', '{kind,channel_id,year}'),
    ('nva_publications', 5, 'institution', '{institution_id,name,kind,parent_id,country}', 'add', '{institution_id}'),
    ('nva_publications', 6, 'publication_identifier', '{publication_id,kind,identifier}', 'replace', '{publication_id}');

INSERT INTO import_code (list, theirs, ours) VALUES
    ('nva_form', 'AcademicArticle', 'article'), ('nva_form', 'AcademicLiteratureReview', 'review'), ('nva_form', 'AcademicChapter', 'chapter'),
    ('nva_form', 'AcademicMonograph', 'monograph'), ('nva_form', 'AcademicCommentary', 'commentary'),
    ('nva_level', 'LevelOne', '1'), ('nva_level', 'LevelTwo', '2'), ('nva_level', 'LevelTwoA', '2A'), ('nva_level', 'LevelZero', '0'), ('nva_level', 'Unassigned', 'X'),
    ('nva_approval', 'Approved', 'approved'), ('nva_approval', 'Rejected', 'rejected'), ('nva_approval', 'New', 'pending'), ('nva_approval', 'Pending', 'pending'),
    ('nva_identifier', 'CristinIdentifier', 'cristin'), ('nva_identifier', 'HandleIdentifier', 'handle'), ('nva_identifier', 'PubMedIdentifier', 'pubmed');

CREATE FUNCTION @internal@.nva_channel(channel jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(channel ->> 'identifier', substring(channel ->> 'id' FROM '([^/]+)/[0-9]{4}$'), @internal@.last_segment(channel ->> 'id'));
END;
COMMENT ON FUNCTION @internal@.nva_channel(jsonb) IS 'id of a channel, without the year that its address ends with';

CREATE FUNCTION @internal@.nva_institution_rows(bodies jsonb[], OUT ordinal bigint, OUT row_values text[]) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE up AS (
        SELECT b.n, a.one
        FROM unnest(bodies) WITH ORDINALITY AS b(body, n)
        CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(b.body #> '{entityDescription,contributors}')) AS c(one)
        CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(c.one -> 'affiliations')) AS a(one)
        WHERE a.one -> 'partOf' IS NOT NULL
        UNION ALL
        SELECT u.n, p.one
        FROM up AS u CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(u.one -> 'partOf')) AS p(one)
    ), down AS (
        SELECT b.n, t.one, NULL::text AS parent
        FROM unnest(bodies) WITH ORDINALITY AS b(body, n)
        CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(b.body -> 'topLevelOrganizations') || @internal@.as_array(b.body -> 'topLevelOrganization')) AS t(one)
        UNION ALL
        SELECT d.n, p.one, d.one ->> 'id'
        FROM down AS d CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(d.one -> 'hasPart')) AS p(one)
    ), said AS (
        SELECT d.n, d.one ->> 'id' AS id, d.parent, coalesce(d.one #>> '{labels,nb}', d.one #>> '{labels,en}') AS name, d.one ->> 'countryCode' AS country, 1 AS rank
        FROM down AS d
        UNION ALL
        SELECT u.n, u.one ->> 'id', @internal@.as_array(u.one -> 'partOf') #>> '{0,id}', NULL, u.one ->> 'countryCode', 2 FROM up AS u
        WHERE jsonb_array_length(@internal@.as_array(u.one -> 'partOf')) > 0
    )
    SELECT DISTINCT ON (s.n, s.id COLLATE "C")
           s.n, ARRAY[@internal@.last_segment(s.id), s.name, CASE WHEN s.parent IS NULL THEN 'other' ELSE 'unit' END, @internal@.last_segment(s.parent), s.country]
    FROM said AS s
    WHERE s.id IS NOT NULL
    ORDER BY s.n, s.id COLLATE "C", s.parent IS NULL, s.rank, s.parent COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.nva_institution_rows(jsonb[]) IS
    'units and institutions that publications name, with what they are part of; a top level is of kind other until the site says better';

CREATE FUNCTION @internal@.nva_publication_rows(bodies jsonb[], OUT ordinal bigint, OUT relation text, OUT row_values text[]) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        -- a channel may be given for several years: that of the publication, else the first
        SELECT b.n, b.body, b.body #>> '{entityDescription,publicationDate,year}' AS year, b.body #> '{entityDescription,reference}' AS reference, c.context,
               c.context ->> 'type' AS type, CASE WHEN c.context ->> 'type' = 'Anthology' THEN c.context #> '{entityDescription,reference,publicationContext}' ELSE c.context END AS book
        FROM unnest(bodies) WITH ORDINALITY AS b(body, n)
        LEFT JOIN LATERAL (
            SELECT k.context
            FROM jsonb_array_elements(@internal@.as_array(b.body #> '{entityDescription,reference,publicationContext}')) WITH ORDINALITY AS k(context, n)
            ORDER BY k.context ->> 'id' LIKE '%/' || (b.body #>> '{entityDescription,publicationDate,year}') DESC NULLS LAST, k.n LIMIT 1) AS c ON true
    ), channel AS MATERIALIZED (
        SELECT o.n, o.year, k.kind, @internal@.nva_channel(k.channel) AS id, k.channel ->> 'scientificValue' AS level
        FROM one AS o
        CROSS JOIN LATERAL (VALUES ('journal', CASE WHEN o.type IN ('Journal', 'SerialPublication') THEN o.context END),
                                   ('series', CASE WHEN o.book -> 'series' ->> 'id' IS NOT NULL THEN o.book -> 'series' END),
                                   ('publisher', CASE WHEN o.book -> 'publisher' ->> 'id' IS NOT NULL THEN o.book -> 'publisher' END)) AS k(kind, channel)
        WHERE k.channel IS NOT NULL
    ), placed AS (
        SELECT c.n, max(c.id) FILTER (WHERE c.kind = 'journal') AS journal, max(c.id) FILTER (WHERE c.kind = 'series') AS series,
               max(c.id) FILTER (WHERE c.kind = 'publisher') AS publisher
        FROM channel AS c GROUP BY c.n
    )
    SELECT o.n, 'publication',
           ARRAY[coalesce(o.body ->> 'identifier', @internal@.last_segment(o.body ->> 'id')), o.year,
                 coalesce(f.ours, CASE WHEN o.reference #>> '{publicationInstance,type}' IS NOT NULL THEN 'other' END), p.journal, p.series, p.publisher,
                 (SELECT coalesce(@extschema@.parse_isbn(i.isbn), i.isbn) FROM jsonb_array_elements_text(@internal@.as_array(o.book -> 'isbnList')) WITH ORDINALITY AS i(isbn, n)
                  ORDER BY i.n LIMIT 1),
                 coalesce(o.reference ->> 'doi', o.body ->> 'doi'),
                 CASE WHEN o.body ->> 'status' LIKE 'PUBLISHED%' THEN 'published' ELSE lower(o.body ->> 'status') END,
                 coalesce(w.ours, CASE WHEN o.type = 'Anthology' AND o.context #>> '{entityDescription,reference,publicationInstance,type}' IS NOT NULL THEN 'other' END),
                 o.body #>> '{entityDescription,mainTitle}']
    FROM one AS o
    LEFT JOIN placed AS p ON p.n = o.n
    LEFT JOIN @extschema@.import_code AS f ON f.list = 'nva_form' AND f.theirs = o.reference #>> '{publicationInstance,type}'
    LEFT JOIN @extschema@.import_code AS w ON w.list = 'nva_form' AND o.type = 'Anthology' AND w.theirs = o.context #>> '{entityDescription,reference,publicationInstance,type}'
    UNION ALL
    SELECT c.n, 'channel_level', ARRAY[c.kind, c.id, c.year, coalesce(l.ours, c.level)]
    FROM channel AS c LEFT JOIN @extschema@.import_code AS l ON l.list = 'nva_level' AND l.theirs = c.level
    WHERE c.level IS NOT NULL AND c.year IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.nva_publication_rows(jsonb[]) IS 'publications, and the levels of the channels that they appeared in';

CREATE FUNCTION @internal@.nva_identifiers(body jsonb, OUT kind text, OUT identifier text) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 3
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT k.ours, i.one ->> 'value'
    FROM jsonb_array_elements(@internal@.as_array(body -> 'additionalIdentifiers')) AS i(one)
    JOIN @extschema@.import_code AS k ON k.list = 'nva_identifier' AND k.theirs = i.one ->> 'type'
    UNION ALL
    SELECT 'project', @internal@.last_segment(p.one ->> 'id') FROM jsonb_array_elements(@internal@.as_array(body -> 'projects')) AS p(one)
    UNION ALL
    -- the number alone is shared by funders
    SELECT 'grant', lower(coalesce(f.one #>> '{source,identifier}', CASE WHEN jsonb_typeof(f.one -> 'source') = 'string' THEN @internal@.last_segment(f.one ->> 'source') END,
                                   substring(f.one ->> 'id' FROM '/verified-funding/([^/]+)/')) COLLATE "C") || '/' || (f.one ->> 'identifier')
    FROM jsonb_array_elements(@internal@.as_array(body -> 'fundings')) AS f(one);
END;
COMMENT ON FUNCTION @internal@.nva_identifiers(jsonb) IS 'what a publication is known by in other systems, and the projects and grants that it names; an identifier may be NULL';

CREATE FUNCTION @internal@.rows_of_nva_publications(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        SELECT d.n, d.body, coalesce(d.body ->> 'identifier', @internal@.last_segment(d.body ->> 'id')) AS id
        FROM (SELECT u.n, coalesce(u.document -> 'body', u.document -> '_source', u.document) AS body FROM unnest(documents) WITH ORDINALITY AS u(document, n)) AS d
        WHERE coalesce(d.body ->> 'identifier', @internal@.last_segment(d.body ->> 'id')) IS NOT NULL
    ), batch AS MATERIALIZED (
        SELECT array_agg(o.n ORDER BY o.n) AS numbers, array_agg(o.body ORDER BY o.n) AS bodies FROM one AS o
    )
    SELECT b.numbers[p.ordinal], p.relation, p.row_values FROM batch AS b CROSS JOIN LATERAL @internal@.nva_publication_rows(b.bodies) AS p
    UNION ALL
    -- a creator without id is a person of his own; one without affiliation has a row without institution
    SELECT o.n, 'contribution',
           ARRAY[o.id, coalesce(c.one #>> '{identity,id}', '#' || c.n), lower(coalesce(c.one #>> '{role,type}', c.one ->> 'role')),
                 @internal@.last_segment(a.one ->> 'id'), upper(a.one ->> 'countryCode'),
                 CASE c.one #>> '{identity,verificationStatus}' WHEN 'Verified' THEN 'true' WHEN 'NotVerified' THEN 'false' END]
    FROM one AS o
    CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(o.body #> '{entityDescription,contributors}')) WITH ORDINALITY AS c(one, n)
    LEFT JOIN LATERAL jsonb_array_elements(@internal@.as_array(c.one -> 'affiliations')) AS a(one) ON true
    UNION ALL
    SELECT o.n, 'publication_approval', ARRAY[o.id, @internal@.last_segment(a.one ->> 'institutionId'), coalesce(k.ours, a.one ->> 'approvalStatus')]
    FROM one AS o
    CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(o.body -> 'approvals')) AS a(one)
    LEFT JOIN @extschema@.import_code AS k ON k.list = 'nva_approval' AND k.theirs = a.one ->> 'approvalStatus'
    WHERE a.one ->> 'institutionId' IS NOT NULL
    UNION ALL
    SELECT b.numbers[i.ordinal], 'institution', i.row_values FROM batch AS b CROSS JOIN LATERAL @internal@.nva_institution_rows(b.bodies) AS i
    UNION ALL
    SELECT o.n, 'publication_identifier', ARRAY[o.id, 'nva', o.id] FROM one AS o
    UNION ALL
    SELECT o.n, 'publication_identifier', ARRAY[o.id, i.kind, i.identifier]
    FROM one AS o CROSS JOIN LATERAL @internal@.nva_identifiers(o.body) AS i
    WHERE o.body ?| '{additionalIdentifiers,projects,fundings}' AND i.identifier IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_nva_publications(jsonb[], jsonb) IS 'rows that publications of NVA are, each with the number of its document';

CREATE FUNCTION import_nva_publications(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('nva_publications', document) AS d;
END;
COMMENT ON FUNCTION import_nva_publications(text) IS 'import_documents for nva_publications';
