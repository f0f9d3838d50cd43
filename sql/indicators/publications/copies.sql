-- Several records of one work: one DOI, or one id of another system, under
-- several ids or, for monographs and commentary editions, one ISBN.  Chapters of a book share its ISBN and are works
-- of their own.  Records that agree in all that gives points (form, channels,
-- where their creators are) count once: the one with most verified creators, of
-- these the smallest id.  Records that disagree all count, and somebody must look.

CREATE FUNCTION @internal@.isbn_key(isbn text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- ten digits and thirteen name the same book: what they share, without the check digit
    SELECT CASE WHEN k.code ~ '^97[89][0-9]{10}$' AND left(k.code, 3) = '978' THEN substr(k.code, 4, 9)
                WHEN k.code ~ '^[0-9]{9}[0-9X]$' THEN left(k.code, 9)
                ELSE nullif(k.code, '') END
    FROM (SELECT translate(upper(isbn COLLATE "C"), '- ', '') AS code) AS k;
END;
COMMENT ON FUNCTION @internal@.isbn_key(text) IS 'what two spellings of one ISBN have in common';

CREATE TYPE @internal@.publication_copy AS (
    publication_id text,
    work_id text,
    counts_as text
);
COMMENT ON TYPE @internal@.publication_copy IS
    'a record of a work that has several: work_id is the smallest id of them, counts_as the record that counts in its place, which is itself where it counts';

CREATE FUNCTION @internal@.shared_publication_keys(year integer, OUT publication_ids text[], OUT keys text[])
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- what is not published or has no key is no copy
    named text := $sql$
        SELECT p.publication_id, 'doi ' || @internal@.normal_doi(p.doi::text) AS key
        FROM %1$I.publication AS p WHERE p.year = $1 AND p.status::text = 'published' AND p.doi IS NOT NULL
        UNION ALL
        SELECT p.publication_id, 'isbn ' || @internal@.isbn_key(p.isbn::text)
        FROM %1$I.publication AS p
        WHERE p.year = $1 AND p.status::text = 'published' AND p.form::text IN ('monograph', 'commentary') AND p.isbn IS NOT NULL
    $sql$ || CASE WHEN @internal@.has_source('publication_identifier') THEN $sql$
        UNION ALL
        SELECT p.publication_id, i.kind::text || ' ' || lower(btrim(i.identifier::text) COLLATE "C")
        FROM %1$I.publication_identifier AS i JOIN %1$I.publication AS p ON p.publication_id::text = i.publication_id::text
        WHERE p.year = $1 AND p.status::text = 'published' AND i.kind::text IN ('nva', 'cristin', 'pubmed', 'handle')
    $sql$ ELSE '' END;
    repeated text[];
BEGIN
    -- one pass over the year; hardly ever another one
    EXECUTE @internal@.source_query(
        'SELECT array_agg(r.key) FROM (SELECT n.key FROM (' || named || ') AS n WHERE n.key IS NOT NULL GROUP BY n.key HAVING count(*) > 1) AS r')
    INTO repeated USING year;
    IF repeated IS NULL THEN
        RETURN;
    END IF;
    EXECUTE @internal@.source_query($sql$
        WITH shared AS (
            SELECT DISTINCT n.key, n.publication_id::text AS publication_id FROM ($sql$ || named || $sql$) AS n WHERE n.key = ANY ($2)
        )
        SELECT array_agg(s.publication_id ORDER BY s.publication_id COLLATE "C", s.key COLLATE "C"),
               array_agg(s.key ORDER BY s.publication_id COLLATE "C", s.key COLLATE "C")
        FROM (SELECT h.*, count(*) OVER (PARTITION BY h.key) AS records FROM shared AS h) AS s
        -- a view may give one record several times
        WHERE s.records > 1
    $sql$)
    INTO publication_ids, keys USING year, repeated;
END
$$;
COMMENT ON FUNCTION @internal@.shared_publication_keys(integer) IS
    'published records of the year that share a DOI, or the ISBN of a whole book, with another one, each with what it shares; NULL where none does';

CREATE FUNCTION @internal@.compute_publication_copies(year integer) RETURNS SETOF @internal@.publication_copy
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 10
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    shared record;
BEGIN
    SELECT k.* INTO shared FROM @internal@.shared_publication_keys(year) AS k;
    IF shared.keys IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH named AS MATERIALIZED (
            SELECT n.publication_id, n.key, dense_rank() OVER (ORDER BY n.publication_id COLLATE "C")::integer AS number
            FROM unnest($2, $3) AS n(publication_id, key)
        ), link AS (
            SELECT n.number, min(n.number) OVER (PARTITION BY n.key) AS first FROM named AS n
        ), root AS (
            SELECT r.number, r.root
            FROM (SELECT max(l.number) AS total, array_agg(l.number) AS ends, array_agg(l.first) AS firsts FROM link AS l) AS g
            CROSS JOIN LATERAL unnest(@internal@.component_roots(g.total, g.ends, g.firsts)) WITH ORDINALITY AS r(root, number)
        ), record AS MATERIALIZED (
            SELECT DISTINCT ON (p.publication_id::text COLLATE "C") p.publication_id AS id, p.publication_id::text AS publication_id,
                   concat_ws('|', p.form::text, coalesce(p.revised, false), coalesce(btrim(p.isbn::text) <> '', false), 'in ' || p.parent_form::text,
                             'journal ' || p.journal_id::text, 'series ' || p.series_id::text, 'publisher ' || p.publisher_id::text) AS description
            FROM %1$I.publication AS p
            WHERE p.year = $1 AND p.publication_id::text = ANY ($2) AND p.status::text = 'published'
            ORDER BY p.publication_id::text COLLATE "C", 3
        ), unit AS MATERIALIZED (
            SELECT i.institution_id, i.top_id, i.country FROM @extschema@.institutions_at($1) AS i
        ), person AS (
            -- a person_id need not mean the same person in another record: where creators are is what gives points
            SELECT r.publication_id, c.person_id::text AS person_id, coalesce(bool_or(c.verified), false) AS verified,
                   string_agg(DISTINCT w.place COLLATE "C", '; ' ORDER BY w.place COLLATE "C") AS places
            FROM record AS r
            JOIN %1$I.contribution AS c ON c.publication_id = r.id AND c.role::text = 'creator'
            LEFT JOIN unit AS u ON u.institution_id = c.institution_id::text
            CROSS JOIN LATERAL (SELECT concat_ws(' ', coalesce(u.top_id, c.institution_id::text),
                                                 CASE WHEN upper(coalesce(nullif(btrim(c.country::text), ''), u.country)) <> 'NO' THEN 'abroad' END)) AS w(place)
            GROUP BY r.publication_id, c.person_id::text
        ), creators AS (
            SELECT p.publication_id, count(*) FILTER (WHERE p.verified) AS verified,
                   string_agg(p.places, E'\n' ORDER BY p.places COLLATE "C") AS places
            FROM person AS p GROUP BY p.publication_id
        )
        SELECT r.publication_id, first_value(r.publication_id) OVER (PARTITION BY g.root ORDER BY r.publication_id COLLATE "C"),
               first_value(r.publication_id) OVER (PARTITION BY g.root, r.description, c.places
                                                   ORDER BY c.verified DESC NULLS LAST, r.publication_id COLLATE "C")
        FROM (SELECT DISTINCT n.number, n.publication_id FROM named AS n) AS n
        JOIN root AS g ON g.number = n.number
        JOIN record AS r ON r.publication_id = n.publication_id
        LEFT JOIN creators AS c ON c.publication_id = r.publication_id
    $sql$)
    USING year, shared.publication_ids, shared.keys;
END
$$;
COMMENT ON FUNCTION @internal@.compute_publication_copies(integer) IS 'body of publication_copies()';

CREATE FUNCTION @internal@.publication_copies(year integer) RETURNS SETOF @internal@.publication_copy
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 10;
COMMENT ON FUNCTION @internal@.publication_copies(integer) IS
    'the published records of the year that are of a work with several, each with the record that counts in its place; works with more than one such record are those whose records disagree';
