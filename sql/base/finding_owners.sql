-- Whose data a row is: the institution that a finding about it belongs to.

CREATE TYPE @internal@.owned_row AS (
    id text,
    owner text
);
COMMENT ON TYPE @internal@.owned_row IS 'the institution (top level) that answers for what is called by an id';

CREATE FUNCTION @internal@.compute_study_owners(year integer) RETURNS SETOF @internal@.owned_row
    LANGUAGE plpgsql STABLE STRICT PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT @internal@.has_source('institution', 'study_site') THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        SELECT DISTINCT ON (t.study_id::text COLLATE "C") t.study_id::text, i.top_id
        FROM %I.study_site AS t
        JOIN @extschema@.institutions_at($1) AS i ON i.institution_id = t.institution_id::text
        ORDER BY t.study_id::text COLLATE "C", t.role::text = 'coordinator' DESC NULLS LAST, i.top_id COLLATE "C"
    $sql$)
    USING year;
END
$$;
COMMENT ON FUNCTION @internal@.compute_study_owners(integer) IS 'body of study_owners()';

CREATE FUNCTION @internal@.study_owners(year integer) RETURNS SETOF @internal@.owned_row
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.study_owners(integer) IS
    'the institution that answers for each study: the coordinating one, else the first of its sites by id';

CREATE FUNCTION @internal@.owner_query(relation text, year integer, OUT id_column text, OUT query text)
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- the list of institutions itself is shared, and so is what names none
    SELECT w.id_column, w.query
    FROM (VALUES
        (1, 'institution_id', '{institution}'::text[],
         format('SELECT i.institution_id AS id, i.top_id AS owner FROM @extschema@.institutions_at(%s) AS i', year)),
        (2, 'study_id', '{institution,study_site}', format('SELECT o.id, o.owner FROM @internal@.study_owners(%s) AS o', year)),
        (3, 'innovation_id', '{institution,innovation}',
         format('SELECT n.innovation_id AS id, min(n.institution_id COLLATE "C") AS owner FROM @internal@.innovations(%s) AS n GROUP BY n.innovation_id', year)),
        (4, 'project_id', '{institution,project}', format('SELECT p.project_id AS id, p.institution_id AS owner FROM @internal@.projects(%s) AS p', year)),
        (5, 'publication_id', '{institution,contribution}',
         format('SELECT DISTINCT c.publication_id::text AS id, i.top_id AS owner FROM %I.contribution AS c
                 JOIN @extschema@.institutions_at(%s) AS i ON i.institution_id = c.institution_id::text', @extschema@.source_schema(), year))
    ) AS w(position, id_column, needs, query)
    WHERE relation <> 'institution' AND @internal@.has_source(VARIADIC w.needs)
      AND EXISTS (SELECT FROM @extschema@.source_column AS c WHERE c.relation = owner_query.relation AND c.column_name = w.id_column)
    ORDER BY w.position
    LIMIT 1;
END;
COMMENT ON FUNCTION @internal@.owner_query(text, integer) IS
    'how to find whose the rows of a source relation are: the column of the row that leads there, and a query of ids and owners; NULL where its rows are nobody''s own. A publication is of every institution that has a creator';

CREATE FUNCTION @internal@.owner_join(relation text, year integer) RETURNS text
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce((SELECT format('LEFT JOIN (%s) AS o ON o.id COLLATE "C" = s.%I::text COLLATE "C"', q.query, q.id_column)
                     FROM @internal@.owner_query(relation, year) AS q WHERE q.query IS NOT NULL),
                    'CROSS JOIN (SELECT NULL::text AS owner) AS o');
END;
COMMENT ON FUNCTION @internal@.owner_join(text, integer) IS
    'a join that gives rows s of a source relation their owner, o.owner; costly where rows are many, so it is for those in which something was found';
