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
       approvals.institutionId,approvals.approvalStatus}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('nva_publications', 1, 'publication', '{publication_id,year,form,journal_id,series_id,publisher_id,isbn,doi,status,parent_form,title}', 'upsert', '{publication_id}'),
    ('nva_publications', 2, 'contribution', '{publication_id,person_id,role,institution_id,country,verified}', 'replace', '{publication_id}'),
    ('nva_publications', 3, 'publication_approval', '{publication_id,institution_id,state}', 'upsert', '{publication_id,institution_id}'),
    ('nva_publications', 4, 'channel_level', '{kind,channel_id,year,level}', 'add', '{kind,channel_id,year}'),
    ('nva_publications', 5, 'institution', '{institution_id,name,kind,parent_id,country}', 'add', '{institution_id}');

CREATE FUNCTION @internal@.nva_form(type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE type WHEN 'AcademicArticle' THEN 'article' WHEN 'AcademicLiteratureReview' THEN 'review' WHEN 'AcademicChapter' THEN 'chapter'
                     WHEN 'AcademicMonograph' THEN 'monograph' WHEN 'AcademicCommentary' THEN 'commentary' ELSE CASE WHEN type IS NOT NULL THEN 'other' END END;
END;
COMMENT ON FUNCTION @internal@.nva_form(text) IS 'publication form of a type of NVA';

CREATE FUNCTION @internal@.nva_channel(channel jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(channel ->> 'identifier', substring(channel ->> 'id' FROM '([^/]+)/[0-9]{4}$'), @internal@.last_segment(channel ->> 'id'));
END;
COMMENT ON FUNCTION @internal@.nva_channel(jsonb) IS 'id of a channel, without the year that its address ends with';

CREATE FUNCTION @internal@.nva_level(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE value WHEN 'LevelOne' THEN '1' WHEN 'LevelTwo' THEN '2' WHEN 'LevelTwoA' THEN '2A' WHEN 'LevelZero' THEN '0' WHEN 'Unassigned' THEN 'X' ELSE value END;
END;
COMMENT ON FUNCTION @internal@.nva_level(text) IS 'level of a channel as the contract writes it';

CREATE FUNCTION @internal@.nva_contributions(publication_id text, contributors jsonb) RETURNS SETOF text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- a creator without id is a person of his own; one without affiliation has a row without institution
    SELECT ARRAY[publication_id, coalesce(c.one #>> '{identity,id}', '#' || c.n),
                 lower(coalesce(c.one #>> '{role,type}', c.one ->> 'role')),
                 @internal@.last_segment(a.one ->> 'id'), upper(a.one ->> 'countryCode'),
                 CASE c.one #>> '{identity,verificationStatus}' WHEN 'Verified' THEN 'true' WHEN 'NotVerified' THEN 'false' END]
    FROM jsonb_array_elements(@internal@.as_array(contributors)) WITH ORDINALITY AS c(one, n)
    LEFT JOIN LATERAL jsonb_array_elements(@internal@.as_array(c.one -> 'affiliations')) AS a(one) ON true;
END;
COMMENT ON FUNCTION @internal@.nva_contributions(text, jsonb) IS 'the contributions of a publication, in the columns of import_target';

CREATE FUNCTION @internal@.nva_institutions(document jsonb) RETURNS SETOF text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE up AS (
        SELECT a.one, 0 AS steps
        FROM jsonb_array_elements(@internal@.as_array(document #> '{entityDescription,contributors}')) AS c(one)
        CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(c.one -> 'affiliations')) AS a(one)
        UNION ALL
        SELECT p.one, u.steps + 1
        FROM up AS u CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(u.one -> 'partOf')) AS p(one)
    ), down AS (
        SELECT t.one, NULL::text AS parent
        FROM jsonb_array_elements(@internal@.as_array(document -> 'topLevelOrganizations') || @internal@.as_array(document -> 'topLevelOrganization')) AS t(one)
        UNION ALL
        SELECT p.one, d.one ->> 'id'
        FROM down AS d CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(d.one -> 'hasPart')) AS p(one)
    ), said AS (
        SELECT d.one ->> 'id' AS id, d.parent, coalesce(d.one #>> '{labels,nb}', d.one #>> '{labels,en}') AS name, d.one ->> 'countryCode' AS country, 1 AS rank FROM down AS d
        UNION ALL
        SELECT u.one ->> 'id', @internal@.as_array(u.one -> 'partOf') #>> '{0,id}', NULL, u.one ->> 'countryCode', 2 FROM up AS u
        WHERE jsonb_array_length(@internal@.as_array(u.one -> 'partOf')) > 0
    )
    SELECT DISTINCT ON (s.id COLLATE "C")
           ARRAY[@internal@.last_segment(s.id), s.name, CASE WHEN s.parent IS NULL THEN 'other' ELSE 'unit' END, @internal@.last_segment(s.parent), s.country]
    FROM said AS s
    WHERE s.id IS NOT NULL
    ORDER BY s.id COLLATE "C", s.parent IS NULL, s.rank, s.parent COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.nva_institutions(jsonb) IS
    'units and institutions that a publication names, with what they are part of; a top level is of kind other until the site says better';

CREATE FUNCTION @internal@.rows_of_nva_publications(document jsonb, options jsonb, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH one AS MATERIALIZED (
        SELECT d.body, coalesce(d.body ->> 'identifier', @internal@.last_segment(d.body ->> 'id')) AS id,
               d.body #> '{entityDescription,reference}' AS reference, d.body #>> '{entityDescription,publicationDate,year}' AS year
        FROM (SELECT coalesce(document -> 'body', document -> '_source', document) AS body) AS d
    ), placed AS MATERIALIZED (
        -- a channel may be given for several years: that of the publication, else the first
        SELECT o.*, c.context, c.type = 'Anthology' AS in_book,
               CASE WHEN c.type = 'Anthology' THEN c.context #> '{entityDescription,reference,publicationContext}' ELSE c.context END AS book
        FROM one AS o
        LEFT JOIN LATERAL (
            SELECT k.context, k.context ->> 'type' AS type
            FROM jsonb_array_elements(@internal@.as_array(o.reference -> 'publicationContext')) WITH ORDINALITY AS k(context, n)
            ORDER BY k.context ->> 'id' LIKE '%/' || o.year DESC NULLS LAST, k.n LIMIT 1) AS c ON true
    ), channel AS MATERIALIZED (
        SELECT 'journal' AS kind, p.context AS channel, p.year FROM placed AS p WHERE p.context ->> 'type' IN ('Journal', 'SerialPublication')
        UNION ALL
        SELECT 'series', p.book -> 'series', p.year FROM placed AS p WHERE p.book -> 'series' ->> 'id' IS NOT NULL
        UNION ALL
        SELECT 'publisher', p.book -> 'publisher', p.year FROM placed AS p WHERE p.book -> 'publisher' ->> 'id' IS NOT NULL
    )
    SELECT 'publication',
           ARRAY[p.id, p.year, @internal@.nva_form(p.reference #>> '{publicationInstance,type}'),
                 (SELECT @internal@.nva_channel(c.channel) FROM channel AS c WHERE c.kind = 'journal'),
                 (SELECT @internal@.nva_channel(c.channel) FROM channel AS c WHERE c.kind = 'series'),
                 (SELECT @internal@.nva_channel(c.channel) FROM channel AS c WHERE c.kind = 'publisher'),
                 (SELECT coalesce(@extschema@.parse_isbn(i.isbn), i.isbn) FROM jsonb_array_elements_text(@internal@.as_array(p.book -> 'isbnList')) WITH ORDINALITY AS i(isbn, n)
                  ORDER BY i.n LIMIT 1),
                 coalesce(p.reference ->> 'doi', p.body ->> 'doi'),
                 CASE WHEN p.body ->> 'status' LIKE 'PUBLISHED%' THEN 'published' ELSE lower(p.body ->> 'status') END,
                 CASE WHEN p.in_book THEN @internal@.nva_form(p.context #>> '{entityDescription,reference,publicationInstance,type}') END,
                 p.body #>> '{entityDescription,mainTitle}']
    FROM placed AS p WHERE p.id IS NOT NULL
    UNION ALL
    SELECT 'contribution', c.row_values
    FROM one AS o CROSS JOIN LATERAL @internal@.nva_contributions(o.id, o.body #> '{entityDescription,contributors}') AS c(row_values)
    UNION ALL
    SELECT 'publication_approval',
           ARRAY[o.id, @internal@.last_segment(a.one ->> 'institutionId'),
                 CASE a.one ->> 'approvalStatus' WHEN 'Approved' THEN 'approved' WHEN 'Rejected' THEN 'rejected' WHEN 'New' THEN 'pending' WHEN 'Pending' THEN 'pending'
                                                 ELSE a.one ->> 'approvalStatus' END]
    FROM one AS o CROSS JOIN LATERAL jsonb_array_elements(@internal@.as_array(o.body -> 'approvals')) AS a(one)
    WHERE a.one ->> 'institutionId' IS NOT NULL
    UNION ALL
    SELECT 'channel_level', ARRAY[c.kind, @internal@.nva_channel(c.channel), c.year, @internal@.nva_level(c.channel ->> 'scientificValue')]
    FROM channel AS c WHERE c.channel ->> 'scientificValue' IS NOT NULL AND c.year IS NOT NULL
    UNION ALL
    SELECT 'institution', i.row_values FROM one AS o CROSS JOIN LATERAL @internal@.nva_institutions(o.body) AS i(row_values);
END;
COMMENT ON FUNCTION @internal@.rows_of_nva_publications(jsonb, jsonb) IS 'rows that a publication of NVA is';

CREATE FUNCTION import_nva_publications(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('nva_publications', document) AS d;
END;
COMMENT ON FUNCTION import_nva_publications(text) IS 'import_documents for nva_publications';
