-- Approvals are read beside the publications, in the same order: ids whose own
-- order is not that of their text, equal ids of different text, more decisions
-- than one batch, decisions about publications of other years.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(10);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT count(*) FROM create_source_tables('t_appr') \g /dev/null
SET LOCAL research_indicators.source_schema = 't_appr';
INSERT INTO t_appr.institution (institution_id, name, kind, country, reporting, rhf_id)
SELECT 'h' || i, 'H' || i, CASE i WHEN 1 THEN 'rhf' ELSE 'hf' END, 'NO', true, 'h1' FROM generate_series(1, 5) AS i;
INSERT INTO t_appr.channel_level VALUES ('journal', 'j', 2023, '1'), ('journal', 'j', 2022, '1');
DROP TABLE t_appr.publication, t_appr.contribution, t_appr.publication_approval CASCADE;

-- what each publication is, over ids of whatever type the schema has
CREATE FUNCTION pg_temp.make(id_type text, id text, total int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'DROP TABLE IF EXISTS t_appr.publication, t_appr.contribution, t_appr.publication_approval';
    EXECUTE format('CREATE TABLE t_appr.publication AS
        SELECT (%2$s)::%1$s AS publication_id, CASE WHEN i %% 11 = 0 THEN 2022 ELSE 2023 END AS year, ''article'' AS form, ''j'' AS journal_id,
               NULL::text AS series_id, NULL::text AS publisher_id, NULL::text AS isbn, NULL::text AS doi, ''published'' AS status,
               false AS revised, NULL::text AS parent_form, NULL::text AS title
        FROM generate_series(1, $1) AS i ORDER BY md5(i::text)', id_type, id) USING total;
    EXECUTE format('CREATE TABLE t_appr.contribution AS
        SELECT (%2$s)::%1$s AS publication_id, ''p'' || k AS person_id, ''creator'' AS role, ''h'' || (i + k) %% 5 + 1 AS institution_id,
               ''NO'' AS country, true AS verified
        FROM generate_series(1, $1) AS i CROSS JOIN generate_series(1, 3) AS k', id_type, id) USING total;
    -- every third is not tracked; the others have none, some or all decisions
    EXECUTE format('CREATE TABLE t_appr.publication_approval AS
        SELECT (%2$s)::%1$s AS publication_id, ''h'' || (i + k) %% 5 + 1 AS institution_id,
               (ARRAY[''approved'', ''approved'', ''approved'', ''approved'', ''approved'', ''rejected'', ''pending''])
                   [1 + abs(hashtext(i || ''/'' || k / 2)) %% 7] AS state, NULL::date AS decided_at
        FROM generate_series(1, $1) AS i CROSS JOIN generate_series(1, 3) AS k WHERE i %% 3 > 0 AND (k > 1 OR i %% 2 = 0)
        ORDER BY md5(i || ''.'' || k)', id_type, id) USING total;
END
$$;
-- the same by joining, publication by publication
CREATE FUNCTION pg_temp.expected() RETURNS TABLE (publication_id text, reason text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE $q$
        WITH asked AS (
            SELECT DISTINCT p.publication_id::text AS id, c.institution_id
            FROM t_appr.publication AS p JOIN t_appr.contribution AS c ON c.publication_id = p.publication_id
            WHERE p.year = 2023)
        SELECT a.id, CASE WHEN NOT EXISTS (SELECT FROM t_appr.publication_approval AS d
                                           WHERE d.publication_id = (SELECT p.publication_id FROM t_appr.publication AS p WHERE p.publication_id::text = a.id)) THEN NULL
                          WHEN every(coalesce(d.state, 'pending') = 'approved') THEN NULL
                          WHEN bool_or(d.state = 'rejected') AND bool_or(d.state = 'approved') THEN 'approval_disputed'
                          WHEN bool_or(d.state = 'rejected') THEN 'approval_rejected'
                          ELSE 'approval_pending' END
        FROM asked AS a
        LEFT JOIN t_appr.publication AS p ON p.publication_id::text = a.id
        LEFT JOIN t_appr.publication_approval AS d ON d.publication_id = p.publication_id AND d.institution_id = a.institution_id
        GROUP BY a.id$q$;
END
$$;
CREATE FUNCTION pg_temp.agrees(name text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN NEXT is((SELECT count(*) FROM publication_points(2023) AS p FULL JOIN pg_temp.expected() AS e ON e.publication_id = p.publication_id
                    WHERE p.publication_id IS NULL OR e.publication_id IS NULL OR p.reason IS DISTINCT FROM e.reason
                       OR p.countable IS DISTINCT FROM (e.reason IS NULL)), 0::bigint, name || ': as the join has it');
    RETURN NEXT is((SELECT count(DISTINCT coalesce(e.reason, '')) FROM pg_temp.expected() AS e), 4::bigint, name || ': every outcome occurs');
END
$$;

SELECT pg_temp.make('integer', 'i', 3000) \g /dev/null
SELECT ok((SELECT count(*) FROM t_appr.publication_approval) > 3000, 'more decisions than are read at once');
SELECT pg_temp.agrees('numbers');
SELECT pg_temp.make('text', 'CASE i % 4 WHEN 0 THEN upper(to_hex(i)) ELSE to_hex(i) || ''-'' || i END', 700) \g /dev/null
SELECT pg_temp.agrees('texts');
SELECT pg_temp.make('text COLLATE "und-x-icu"', 'CASE i % 4 WHEN 0 THEN ''Å'' || to_hex(i) ELSE ''a-'' || i END', 700) \g /dev/null
SELECT pg_temp.agrees('texts of a language') WHERE EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu');
SELECT skip('no ICU', 2) WHERE NOT EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu');

-- equal ids that look different are publications of their own, with decisions in common
CREATE TEMP TABLE twin (id numeric);
INSERT INTO twin VALUES (1.0), (1.00), (1), (2);
DROP TABLE t_appr.publication, t_appr.contribution, t_appr.publication_approval;
CREATE TABLE t_appr.publication AS
SELECT t.id AS publication_id, 2023 AS year, f.form, 'j' AS journal_id, NULL::text AS series_id, NULL::text AS publisher_id, NULL::text AS isbn,
       NULL::text AS doi, 'published' AS status, false AS revised, NULL::text AS parent_form, NULL::text AS title
FROM twin AS t CROSS JOIN (VALUES ('article'), ('review')) AS f(form);
CREATE TABLE t_appr.contribution AS
SELECT 1::numeric AS publication_id, 'p' AS person_id, 'creator' AS role, 'h2' AS institution_id, 'NO' AS country, true AS verified
UNION ALL SELECT 2, 'p', 'creator', 'h2', 'NO', true;
CREATE TABLE t_appr.publication_approval AS
SELECT 1.000::numeric AS publication_id, 'h2' AS institution_id, 'rejected' AS state, NULL::date AS decided_at;
SELECT results_eq($$SELECT publication_id, reason FROM publication_points(2023) ORDER BY publication_id COLLATE "C"$$,
                  $$VALUES ('1', 'approval_rejected'), ('1.0', 'approval_rejected'), ('1.00', 'approval_rejected'), ('2', NULL)$$,
                  'equal ids of different text: each once, each with its decision');
DELETE FROM t_appr.publication_approval;
SELECT is((SELECT count(*) FROM publication_points(2023) WHERE reason IS NULL), 4::bigint, 'without a decision nothing is tracked');
INSERT INTO t_appr.publication_approval VALUES (2, NULL, 'rejected', NULL), (2, 'nobody', 'approved', NULL), (9, 'h2', 'rejected', NULL);
SELECT is((SELECT string_agg(publication_id || ' ' || reason, ';') FROM publication_points(2023) WHERE reason IS NOT NULL), '2 approval_pending',
          'a decision of nobody is none, one about no publication neither, one of a stranger asks the others');

SELECT finish();
ROLLBACK;
