-- Which registrations are one study: those that share an identifier, directly
-- or through others.

CREATE TYPE @internal@.study_entity AS (
    study_id text,
    entity_id text
);
COMMENT ON TYPE @internal@.study_entity IS 'a registration and the study that it is of';

CREATE FUNCTION @internal@.compute_study_entities() RETURNS SETOF @internal@.study_entity
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 1000
    SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH numbered AS MATERIALIZED (
        -- by id, so that the smallest number of a group is its first id;
        -- letters of identifiers are those of ASCII, whatever the language of the database
        SELECT n.study_id, upper(btrim(n.identifier) COLLATE "C") AS identifier,
               dense_rank() OVER (ORDER BY n.study_id COLLATE "C")::integer AS number
        FROM @internal@.study_names() AS n
        WHERE btrim(n.identifier) <> '' AND n.study_id IS NOT NULL
    ), link AS (
        -- a star per identifier: every study and the first that bears it
        SELECT DISTINCT min(n.number) OVER (PARTITION BY n.identifier) AS from_node, n.number AS to_node
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
    SELECT s.study_id, coalesce(j.entity_id, s.study_id)
    FROM @internal@.registered_studies() AS s
    LEFT JOIN joined AS j ON j.study_id = s.study_id;
END;
COMMENT ON FUNCTION @internal@.compute_study_entities() IS 'body of study_entities()';

CREATE FUNCTION @internal@.study_entities() RETURNS SETOF @internal@.study_entity
    AS 'MODULE_PATHNAME', 'research_indicators_shared'
    LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 1000;
COMMENT ON FUNCTION @internal@.study_entities() IS
    'which rows of clinical_study are one study: those that share an identifier, directly or through others; entity_id is the first study_id among them; case and outer spaces of identifiers do not matter';
