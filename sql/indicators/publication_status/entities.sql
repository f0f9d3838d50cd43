-- Which registrations are one study: those that share an identifier, directly
-- or through others.

CREATE FUNCTION @internal@.component_roots(total integer, from_nodes integer[], to_nodes integer[]) RETURNS integer[]
    AS 'MODULE_PATHNAME', 'research_indicators_component_roots'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @internal@.component_roots(integer, integer[], integer[]) IS
    'for every node 1 to total the smallest node that it hangs together with, directly or through others; the arrays are the two ends of the links';

CREATE FUNCTION @internal@.study_entities(OUT study_id text, OUT entity_id text)
    RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM @internal@.require_source('clinical_study', 'study_identifier');
    RETURN QUERY EXECUTE @internal@.source_query($sql$
        WITH named AS MATERIALIZED (
            -- letters of identifiers are those of ASCII, whatever the language of the database
            SELECT DISTINCT n.study_id::text COLLATE "C" AS study_id, upper(btrim(n.identifier::text) COLLATE "C") AS identifier
            FROM %1$I.study_identifier AS n
            WHERE btrim(n.identifier::text) <> ''
        ), numbered AS MATERIALIZED (
            -- by id, so that the smallest number of a group is its first id
            SELECT n.study_id, n.identifier, dense_rank() OVER (ORDER BY n.study_id)::integer AS number
            FROM named AS n
            WHERE n.study_id IS NOT NULL
        ), link AS (
            -- a star per identifier: every study and the first that bears it
            SELECT min(n.number) OVER (PARTITION BY n.identifier) AS from_node, n.number AS to_node
            FROM numbered AS n
        ), root AS MATERIALIZED (
            SELECT r.number, r.root
            FROM (SELECT max(l.to_node) AS total, array_agg(l.from_node) AS from_nodes, array_agg(l.to_node) AS to_nodes
                  FROM link AS l) AS g
            CROSS JOIN LATERAL unnest(@internal@.component_roots(g.total, g.from_nodes, g.to_nodes)) WITH ORDINALITY AS r(root, number)
        ), study AS MATERIALIZED (
            SELECT DISTINCT n.number, n.study_id FROM numbered AS n
        ), joined AS MATERIALIZED (
            SELECT s.study_id, f.study_id AS entity_id
            FROM study AS s
            JOIN root AS r ON r.number = s.number
            JOIN study AS f ON f.number = r.root
        )
        SELECT s.study_id::text, coalesce(j.entity_id, s.study_id::text)
        FROM %1$I.clinical_study AS s
        LEFT JOIN joined AS j ON j.study_id = s.study_id::text
    $sql$);
END
$$;
COMMENT ON FUNCTION @internal@.study_entities() IS
    'which rows of clinical_study are one study: those that share an identifier, directly or through others; entity_id is the first study_id among them; case and outer spaces of identifiers do not matter';
