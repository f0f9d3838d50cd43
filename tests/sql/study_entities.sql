-- Registrations that are one study: against a plain recursive query on seeded
-- small graphs, and on long chains.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(18);
SET search_path TO research_indicators, research_indicators_internal, public;

-- component_roots ------------------------------------------------------------

SELECT is(component_roots(6, '{5,2,6}', '{2,4,6}'), '{1,2,3,2,2,6}'::integer[], 'the smallest node of each group');
SELECT is(component_roots(3, '{}', '{}'), '{1,2,3}'::integer[], 'without links every node is alone');
SELECT is(component_roots(0, '{}', '{}'), '{}'::integer[], 'no node');
SELECT is(component_roots(NULL, '{}', '{}'), NULL, 'NULL of NULL');
SELECT throws_ok(format('SELECT component_roots(%s)', a), '22023', NULL, format('refused: %s', a))
FROM unnest(ARRAY[$$3, '{0}', '{1}'$$, $$3, '{1}', '{4}'$$, $$3, '{1,2}', '{1}'$$, $$-1, '{}', '{}'$$, $$3, '{NULL}', '{1}'$$,
                  $$3, '{{1,2}}', '{1,2}'$$, $$16777217, '{}', '{}'$$, $$2147483647, '{}', '{}'$$]) AS a;

-- Seeded small graphs --------------------------------------------------------

-- links may name studies that are not there, or none, and stand twice
CREATE SCHEMA t_graph;
SELECT create_source_tables('t_graph');
DROP TABLE t_graph.study_identifier;
CREATE TABLE t_graph.study_identifier (study_id text, identifier text);
SET research_indicators.source_schema = 't_graph';

CREATE FUNCTION pg_temp.plain() RETURNS TABLE (study_id text, entity_id text)
    LANGUAGE sql STABLE
AS $$
    -- walks from every registration to all that bear one of its identifiers
    WITH RECURSIVE name AS (
        SELECT i.study_id, upper(trim(i.identifier)) AS identifier FROM t_graph.study_identifier AS i WHERE trim(i.identifier) <> ''
    ), reached AS (
        SELECT s.study_id, s.study_id AS other FROM t_graph.clinical_study AS s
        UNION
        SELECT r.study_id, b.study_id
        FROM reached AS r JOIN name AS a ON a.study_id = r.other JOIN name AS b ON b.identifier = a.identifier
        WHERE b.study_id IS NOT NULL
    )
    SELECT r.study_id, min(r.other COLLATE "C") FROM reached AS r GROUP BY r.study_id
$$;

CREATE FUNCTION pg_temp.throw(seed integer, key text, below integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
RETURN mod(hashtext(seed || '/' || key) & 2147483647, below);

-- a graph of 3 to 30 registrations; ids whose order differs between collations
CREATE FUNCTION pg_temp.graph(seed integer, OUT wrong bigint, OUT joined bigint)
    LANGUAGE plpgsql
AS $$
DECLARE
    studies integer := 3 + pg_temp.throw(seed, 'studies', 28);
    names integer := 1 + pg_temp.throw(seed, 'names', 2 * studies);
    links integer := pg_temp.throw(seed, 'links', 2 * studies);
BEGIN
    DELETE FROM t_graph.study_identifier;
    DELETE FROM t_graph.clinical_study;
    INSERT INTO t_graph.clinical_study (study_id, kind, status)
    SELECT ('{s,S,-s}'::text[])[1 + n % 3] || n, 'drug', 'recruiting' FROM generate_series(1, studies) AS n;
    INSERT INTO t_graph.study_identifier (study_id, identifier)
    SELECT CASE WHEN e.study <= studies THEN ('{s,S,-s}'::text[])[1 + e.study % 3] || e.study
                WHEN e.study = studies + 1 THEN 'A-not-there' END,
           CASE WHEN e.blank = 0 THEN '  ' WHEN e.blank = 1 THEN NULL
                ELSE ('{nct," NCT","Nct"}'::text[])[1 + e.spelling] || e.name || repeat(' ', e.spelling) END
    FROM (SELECT 1 + pg_temp.throw(seed, 'study' || n, studies + 2) AS study, pg_temp.throw(seed, 'name' || n, names) AS name,
                 pg_temp.throw(seed, 'blank' || n, 12) AS blank, pg_temp.throw(seed, 'spelling' || n, 3) AS spelling
          FROM generate_series(1, links) AS n) AS e;
    SELECT count(*) FILTER (WHERE e.entity_id IS DISTINCT FROM p.entity_id), count(*) FILTER (WHERE p.entity_id <> p.study_id)
    INTO wrong, joined
    FROM study_entities() AS e FULL JOIN pg_temp.plain() AS p ON p.study_id = e.study_id;
END
$$;

CREATE TEMP TABLE outcome AS
    SELECT s AS seed, g.wrong, g.joined FROM generate_series(1, 300) AS s CROSS JOIN LATERAL pg_temp.graph(s) AS g;
SELECT is(array_agg(seed ORDER BY seed), NULL, 'seeds whose groups differ from the plain query''s') FROM outcome WHERE wrong <> 0;
SELECT cmp_ok(count(*), '>', 150::bigint, 'most graphs have registrations that are one') FROM outcome WHERE joined > 0;

-- Long chains ----------------------------------------------------------------

DELETE FROM t_graph.study_identifier;
DELETE FROM t_graph.clinical_study;
SELECT lives_ok('SELECT * FROM study_entities()', 'no study at all');
INSERT INTO t_graph.clinical_study (study_id, kind, status) SELECT 'c' || n, 'drug', 'recruiting' FROM generate_series(1, 20000) AS n;
SELECT is(count(DISTINCT entity_id), 20000::bigint, 'without identifiers every registration is a study') FROM study_entities();
-- every registration shares one identifier with the next
INSERT INTO t_graph.study_identifier
SELECT 'c' || n, 'junk' || (n * 7919 % 20011 + o) FROM generate_series(1, 20000) AS n CROSS JOIN generate_series(0, 1) AS o;
SELECT results_eq($$SELECT count(DISTINCT entity_id), count(*) FROM study_entities()$$,
                  format($$VALUES (%s::bigint, 20000::bigint)$$,
                         -- places on the chain that nobody holds cut it
                         (SELECT count(*) FROM (SELECT place - lag(place, 1, -9) OVER (ORDER BY place) AS step
                                                FROM (SELECT n * 7919 % 20011 AS place FROM generate_series(1, 20000) AS n) AS p) AS g WHERE step > 1)),
                  'a long chain falls into the pieces between its gaps');
DELETE FROM t_graph.study_identifier;
INSERT INTO t_graph.study_identifier SELECT 'c' || n, 'x' FROM generate_series(1, 20000) AS n;
SELECT is(string_agg(DISTINCT entity_id, ','), 'c1', 'one identifier on everything makes one study') FROM study_entities();

SELECT finish();
ROLLBACK;
