-- Records of one thing: publications of several systems, studies of several
-- registries.  Each pair says what it rests on, and in what its two records
-- disagree.  Who bears an identifier is joined with the first that bears it, so
-- that a thousand records with one DOI are a thousand pairs and not half a million.

CREATE FUNCTION @internal@.pairs_of_names(ids text[], kinds text[], names text[],
                                          OUT group_id text, OUT first_id text, OUT other_id text, OUT rests_on text[], OUT identifiers text[])
    RETURNS SETOF record
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH named AS MATERIALIZED (
        SELECT n.id, n.kind, n.name, min(n.id COLLATE "C") OVER (PARTITION BY n.kind, n.name) AS first_id,
               dense_rank() OVER (ORDER BY n.id COLLATE "C")::integer AS number
        FROM unnest(ids, kinds, names) AS n(id, kind, name)
    ), numbered AS MATERIALIZED (
        SELECT DISTINCT n.id, n.number FROM named AS n
    ), pair AS MATERIALIZED (
        SELECT n.first_id, n.id AS other_id, array_agg(DISTINCT n.kind COLLATE "C") AS rests_on, array_agg(DISTINCT n.name COLLATE "C") AS identifiers
        FROM named AS n WHERE n.id <> n.first_id GROUP BY n.first_id, n.id
    ), link AS (
        SELECT array_agg(f.number ORDER BY f.number, o.number) AS from_nodes, array_agg(o.number ORDER BY f.number, o.number) AS to_nodes
        FROM pair AS p JOIN numbered AS f ON f.id = p.first_id JOIN numbered AS o ON o.id = p.other_id
    ), root AS MATERIALIZED (
        -- a chain of identifiers is one thing
        SELECT r.number, r.root
        FROM link AS l
        CROSS JOIN LATERAL unnest(@internal@.component_roots((SELECT max(n.number) FROM numbered AS n), l.from_nodes, l.to_nodes)) WITH ORDINALITY AS r(root, number)
    )
    SELECT g.id, p.first_id, p.other_id, p.rests_on, p.identifiers
    FROM pair AS p
    JOIN numbered AS n ON n.id = p.first_id
    JOIN root AS r ON r.number = n.number
    JOIN numbered AS g ON g.number = r.root;
END;
COMMENT ON FUNCTION @internal@.pairs_of_names(text[], text[], text[]) IS
    'who shares a name, each with the first that bears it, and the first of all that hang together, directly or through others';

CREATE FUNCTION publication_links(OUT work_id text, OUT publication_id text, OUT other_id text, OUT rests_on text[], OUT identifiers text[], OUT disagrees text[])
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('publication');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH named AS MATERIALIZED (
            SELECT i.* FROM @internal@.identifiers_of_publications() AS i WHERE i.kind NOT IN ('project', 'grant', 'study')
        ), pair AS MATERIALIZED (
            SELECT p.* FROM (SELECT array_agg(n.publication_id) AS ids, array_agg(n.kind) AS kinds, array_agg(n.identifier) AS names FROM named AS n) AS a
            CROSS JOIN LATERAL @internal@.pairs_of_names(a.ids, a.kinds, a.names) AS p
        )
        SELECT p.group_id, p.first_id, p.other_id, p.rests_on, p.identifiers,
               array_remove(ARRAY[CASE WHEN f.year <> o.year THEN 'year' END, CASE WHEN f.form::text <> o.form::text THEN 'form' END,
                                  CASE WHEN EXISTS (SELECT FROM named AS a WHERE a.publication_id = p.first_id AND a.kind = 'doi')
                                        AND EXISTS (SELECT FROM named AS b WHERE b.publication_id = p.other_id AND b.kind = 'doi')
                                        AND NOT 'doi' = ANY (p.rests_on) THEN 'doi' END], NULL)
        FROM pair AS p
        LEFT JOIN %1$I.publication AS f ON f.publication_id::text = p.first_id
        LEFT JOIN %1$I.publication AS o ON o.publication_id::text = p.other_id
        ORDER BY p.group_id COLLATE "C", p.first_id COLLATE "C", p.other_id COLLATE "C"
    $sql$);
END
$$;
COMMENT ON FUNCTION publication_links() IS
    'records of one publication, in pairs: what they share (rests_on: doi, nva, cristin, pubmed, handle) and in what they disagree (year, form, doi); work_id is the first id of all that hang together; such records count once where they agree';

CREATE FUNCTION study_links(OUT entity_id text, OUT study_id text, OUT other_id text, OUT rests_on text[], OUT identifiers text[], OUT disagrees text[])
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_identifier');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH named AS MATERIALIZED (
            SELECT DISTINCT n.study_id, CASE WHEN @extschema@.is_trial_id(n.identifier) THEN @extschema@.registry(n.identifier::@extschema@.trial_id) ELSE 'other' END AS registry, upper(btrim(n.identifier) COLLATE "C") AS identifier
            FROM @internal@.study_names() AS n WHERE btrim(n.identifier) <> '' AND n.study_id IS NOT NULL
        ), pair AS MATERIALIZED (
            SELECT p.* FROM (SELECT array_agg(n.study_id) AS ids, array_agg(n.registry) AS kinds, array_agg(n.identifier) AS names FROM named AS n) AS a
            CROSS JOIN LATERAL @internal@.pairs_of_names(a.ids, a.kinds, a.names) AS p
        )
        SELECT p.group_id, p.first_id, p.other_id, p.rests_on, p.identifiers,
               array_remove(ARRAY[CASE WHEN f.kind::text <> o.kind::text THEN 'kind' END, CASE WHEN f.initiator::text <> o.initiator::text THEN 'initiator' END,
                                  CASE WHEN f.project_id::text <> o.project_id::text THEN 'project_id' END]
                            -- both are registered in one registry, as two studies
                            || ARRAY(SELECT DISTINCT a.registry COLLATE "C" FROM named AS a JOIN named AS b ON b.registry = a.registry AND b.identifier <> a.identifier
                                     WHERE a.study_id = p.first_id AND b.study_id = p.other_id AND a.registry <> 'other' AND NOT a.registry = ANY (p.rests_on)
                                     ORDER BY 1), NULL)
        FROM pair AS p
        LEFT JOIN %1$I.clinical_study AS f ON f.study_id::text = p.first_id
        LEFT JOIN %1$I.clinical_study AS o ON o.study_id::text = p.other_id
        ORDER BY p.group_id COLLATE "C", p.first_id COLLATE "C", p.other_id COLLATE "C"
    $sql$);
END
$$;
COMMENT ON FUNCTION study_links() IS
    'registrations of one study, in pairs: the registries of the identifiers that they share (rests_on: ctgov, eudract, ctis, isrctn, other) and in what they disagree (kind, initiator, project_id, or a registry in which they are two studies); entity_id is the first of all that hang together, which are counted as one study';
