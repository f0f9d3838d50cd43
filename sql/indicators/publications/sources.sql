-- Publications by what people call them: an id, or a DOI in any of the spellings
-- that the type doi reads.

CREATE TYPE @internal@.named_publication AS (
    name text,
    publication_id text,
    year integer
);
COMMENT ON TYPE @internal@.named_publication IS 'a publication that a name stands for: its id, or its DOI';

CREATE FUNCTION @internal@.normal_doi(name text) RETURNS text
    AS 'MODULE_PATHNAME', 'research_indicators_normal_doi'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.normal_doi(text) IS 'the normal form of a DOI; NULL for any other text';

CREATE FUNCTION @internal@.publications_named(names text[]) RETURNS SETOF @internal@.named_publication
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('publication');
    -- an id goes before a DOI that reads like it
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH asked AS MATERIALIZED (
            SELECT DISTINCT n.name, @internal@.normal_doi(n.name) AS doi FROM unnest($1) AS n(name)
        ), by_id AS MATERIALIZED (
            SELECT a.name, p.publication_id::text, p.year::integer
            FROM asked AS a JOIN %1$I.publication AS p ON p.publication_id::text = a.name
        )
        SELECT b.* FROM by_id AS b
        UNION ALL
        SELECT a.name, p.publication_id::text, p.year::integer
        FROM asked AS a
        JOIN (SELECT s.publication_id, s.year, @internal@.normal_doi(s.doi::text) AS doi FROM %1$I.publication AS s
              WHERE s.doi IS NOT NULL AND EXISTS (SELECT FROM asked AS a WHERE a.doi IS NOT NULL)) AS p ON p.doi = a.doi
        WHERE NOT EXISTS (SELECT FROM by_id AS b WHERE b.name = a.name)
    $sql$)
    USING names;
END
$$;
COMMENT ON FUNCTION @internal@.publications_named(text[]) IS
    'the publications that names stand for: of each name the one with that id, or else all with that DOI';

CREATE FUNCTION @internal@.require_publication(name text, OUT publication_id text, OUT year integer)
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ids text[];
BEGIN
    SELECT array_agg(DISTINCT p.publication_id COLLATE "C"), min(p.publication_id COLLATE "C"), min(p.year)
    INTO ids, publication_id, year
    FROM @internal@.publications_named(ARRAY[name]) AS p;
    IF cardinality(ids) > 1 THEN
        RAISE EXCEPTION 'DOI "%" is that of several publications: %', name, array_to_string(ids, ', ')
            USING ERRCODE = 'RI024', HINT = 'Give the publication_id of one of them.';
    END IF;
    IF year IS NULL THEN
        RAISE EXCEPTION 'unknown publication "%"', name
            USING ERRCODE = 'RI039',
                  HINT = format('Give the publication_id, or the DOI, of a row of %I.publication that has a year.', @extschema@.source_schema());
    END IF;
END
$$;
COMMENT ON FUNCTION @internal@.require_publication(text) IS
    'the publication that an id or a DOI stands for; error RI039 for none, RI024 for several with that DOI';
