-- NVA's institutions: the tree of its organisation service, and the list that
-- names the codes of DBH.

INSERT INTO import_format (source, ordinal, title, relation, reader, collections, paths) VALUES
    ('nva_institutions', 8, 'NVA: organisations with what they are part of and what is part of them', 'institution', 'json', '{hits}',
     '{*partOf,*hasPart,id,country,name.nb,name.nn,name.en,labels.nb,labels.nn,labels.en}'),
    ('nva_institution_codes', 9, 'NVA: list of institutions with codes of DBH, delimited', 'institution', 'csv', '{}', '{NVA_INSTITUTION,NVA_ID}');

INSERT INTO import_target (source, ordinal, relation, columns, mode, match_columns) VALUES
    ('nva_institutions', 1, 'institution', '{institution_id,name,kind,parent_id,country}', 'add', '{institution_id}'),
    ('nva_institution_codes', 1, 'institution', '{institution_id,kind,parent_id}', 'add', '{institution_id}');

CREATE FUNCTION @internal@.rows_of_nva_institutions(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- from each organisation up to what it is part of and down to its parts, wherever the document began
    WITH RECURSIVE node AS (
        SELECT d.n, d.document AS one, NULL::text AS parent FROM unnest(documents) WITH ORDINALITY AS d(document, n) WHERE d.document ->> 'id' IS NOT NULL
        UNION ALL
        SELECT n.n, k.one, k.parent
        FROM node AS n
        CROSS JOIN LATERAL (
            SELECT p.one, NULL::text AS parent FROM jsonb_array_elements(@internal@.as_array(n.one -> 'partOf')) AS p(one)
            UNION ALL
            SELECT h.one, n.one ->> 'id' FROM jsonb_array_elements(@internal@.as_array(n.one -> 'hasPart')) AS h(one)) AS k
        WHERE k.one ->> 'id' IS NOT NULL
    ), said AS (
        SELECT n.n, n.one ->> 'id' AS id, coalesce(n.parent, @internal@.as_array(n.one -> 'partOf') #>> '{0,id}') AS parent,
               coalesce(@internal@.in_language(n.one -> 'name'), @internal@.in_language(n.one -> 'labels')) AS name, n.one ->> 'country' AS country
        FROM node AS n
    )
    SELECT DISTINCT ON (s.n, s.id COLLATE "C")
           s.n, 'institution',
           ARRAY[@internal@.last_segment(s.id), s.name, CASE WHEN s.parent IS NULL THEN 'other' ELSE 'unit' END, @internal@.last_segment(s.parent), s.country]
    FROM said AS s
    ORDER BY s.n, s.id COLLATE "C", s.parent IS NULL, s.name IS NULL, s.parent COLLATE "C", s.name COLLATE "C", s.country COLLATE "C";
END;
COMMENT ON FUNCTION @internal@.rows_of_nva_institutions(jsonb[], jsonb) IS
    'the rows that organisations of NVA are, each with what it is part of; one that is part of nothing is of kind other until the site says better';

CREATE FUNCTION @internal@.rows_of_nva_institution_codes(documents jsonb[], options jsonb, OUT ordinal bigint, OUT relation text, OUT row_values text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.n, 'institution', CASE WHEN t.top_id = d.document ->> 'NVA_ID' THEN ARRAY[t.top_id, 'other', NULL] ELSE ARRAY[d.document ->> 'NVA_ID', 'unit', t.top_id] END
    FROM unnest(documents) WITH ORDINALITY AS d(document, n)
    CROSS JOIN LATERAL (SELECT (d.document ->> 'NVA_INSTITUTION') || '.0.0.0' AS top_id) AS t
    WHERE d.document ->> 'NVA_ID' IS NOT NULL AND t.top_id IS NOT NULL;
END;
COMMENT ON FUNCTION @internal@.rows_of_nva_institution_codes(jsonb[], jsonb) IS
    'the rows that the lines of the list are: every unit under its institution, since the list says no more';

CREATE FUNCTION import_nva_institutions(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('nva_institutions', document) AS d;
END;
COMMENT ON FUNCTION import_nva_institutions(text) IS 'import_documents for nva_institutions';

CREATE FUNCTION import_nva_institution_codes(document text, OUT place text, OUT relation text, OUT content jsonb, OUT code text, OUT reason text)
    RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.* FROM @extschema@.import_documents('nva_institution_codes', document) AS d;
END;
COMMENT ON FUNCTION import_nva_institution_codes(text) IS 'import_documents for nva_institution_codes';
