-- publication_points over sources of every shape: the same publications under ids
-- of many types, in heaps of every order, behind views and without an index, give
-- the same rows.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
\ir include/nvi_oracle.sql
\ir include/publication_oracle.sql
SELECT plan(73);
SET LOCAL search_path TO research_indicators, public;

-- A source with every kind of row --------------------------------------------------

SELECT create_source_tables('t_base') \g /dev/null
INSERT INTO t_base.institution (institution_id, kind, parent_id, country, reporting)
SELECT 'h' || i, 'hf', NULL, 'NO', true FROM generate_series(1, 8) AS i
UNION ALL SELECT 'h' || i || '-unit', 'unit', 'h' || i, 'NO', true FROM generate_series(1, 8) AS i
UNION ALL SELECT 'abroad-' || i, 'other', NULL, 'SE', false FROM generate_series(1, 8) AS i;
INSERT INTO t_base.channel_level VALUES ('journal', 'j0', 2022, '0'), ('journal', 'j1', 2022, '1'), ('journal', 'j2', 2022, '2');

-- Every third publication is of 2022, its neighbours are of other years; it has
-- two to five authors, every fiftieth time three hundred.
CREATE TABLE t_base.made AS
SELECT n, n * 7 + 3 AS number, CASE WHEN n % 3 = 0 THEN 2022 ELSE 2020 + n % 2 END AS year, 'j' || n % 4 AS journal_id
FROM generate_series(1, 4200) AS n;
INSERT INTO t_base.publication (publication_id, year, form, journal_id, status, title)
SELECT 'p' || to_char(m.number, 'FM000000'), m.year, 'article', m.journal_id, 'published', repeat('a title ', 20) FROM t_base.made AS m;
INSERT INTO t_base.contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT 'p' || to_char(m.number, 'FM000000'), 'person ' || a, CASE WHEN (m.n + a) % 29 = 0 THEN 'editor' ELSE 'creator' END,
       CASE (m.n * 5 + a * 3) % 7 WHEN 0 THEN 'abroad-' || (m.n + a) % 8 + 1 WHEN 1 THEN 'h' || (m.n + a) % 8 + 1 || '-unit' WHEN 2 THEN NULL
            WHEN 3 THEN 'ghost' ELSE 'h' || (m.n * 3 + a) % 8 + 1 END,
       CASE WHEN (m.n + a) % 11 = 0 THEN 'DK' WHEN a % 2 = 0 THEN 'NO' END, (m.n + a) % 5 > 0
FROM t_base.made AS m CROSS JOIN LATERAL generate_series(1, CASE WHEN m.n % 150 = 0 THEN 300 ELSE 2 + m.n % 4 END) AS a;
INSERT INTO t_base.publication_approval (publication_id, institution_id, state)
SELECT 'p' || to_char(m.number, 'FM000000'), 'h' || i, (ARRAY['approved', 'approved', 'rejected', 'pending'])[(m.n + i) % 4 + 1]
FROM t_base.made AS m CROSS JOIN generate_series(1, 8) AS i WHERE m.n % 6 = 0;
ANALYZE t_base.publication, t_base.contribution, t_base.publication_approval;

SET LOCAL research_indicators.source_schema = 't_base';
CREATE TEMPORARY TABLE expected AS
SELECT m.number, p.* FROM publication_points(2022) WITH ORDINALITY AS p
JOIN t_base.made AS m ON p.publication_id = 'p' || to_char(m.number, 'FM000000');
SELECT cmp_ok(count(*), '>', 2500::bigint, 'thousands of rows') FROM expected;
SELECT is_empty($$
    (SELECT publication_id, institution_id, shares, total_shares, international, points, countable, reason FROM expected
     EXCEPT ALL SELECT publication_id, institution_id, shares, total_shares, international, points, countable, reason FROM pg_temp.publication_oracle('t_base', 2022, 2015))
    UNION ALL
    (SELECT publication_id, institution_id, shares, total_shares, international, points, countable, reason FROM pg_temp.publication_oracle('t_base', 2022, 2015)
     EXCEPT ALL SELECT publication_id, institution_id, shares, total_shares, international, points, countable, reason FROM expected)$$,
    'the oracle says the same');
SELECT cmp_ok(count(DISTINCT coalesce(reason, '')), '>=', 7::bigint, 'with many reasons') FROM expected;

-- What a schema gives, number by number, and in the order in which it gives it.
-- "as" is the number of a publication from its id.
CREATE FUNCTION pg_temp.agrees(schema text, number_of text, title text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('research_indicators.source_schema', schema, true);
    DROP TABLE IF EXISTS pg_temp.found;
    EXECUTE format('CREATE TEMPORARY TABLE found AS SELECT (%s)::int AS number, p.* FROM publication_points(2022) WITH ORDINALITY AS p', number_of);
    RETURN NEXT is((SELECT count(*) FROM (
        (SELECT number, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason, interregional FROM expected
         EXCEPT ALL SELECT number, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason, interregional FROM found)
        UNION ALL
        (SELECT number, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason, interregional FROM found
         EXCEPT ALL SELECT number, institution_id, form, level, shares, total_shares, international, weight, points, countable, reason, interregional FROM expected)) AS x),
        0::bigint, title || ': the same rows');
END
$$;
-- publications come in the order of their own type, their institutions in that of the texts
CREATE FUNCTION pg_temp.in_order(own_order text, title text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT is(array_agg(f.ordinality ORDER BY %s, f.institution_id COLLATE "C"), array_agg(f.ordinality ORDER BY f.ordinality), %L)
                                 FROM found AS f', own_order, title || ': in order');
END
$$;
-- whether a call reads contributions by their index and not from end to end
CREATE FUNCTION pg_temp.looks_up(schema text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    before record;
    after record;
BEGIN
    PERFORM set_config('research_indicators.source_schema', schema, true);
    SELECT s.seq_scan, s.idx_scan INTO before FROM pg_stat_xact_user_tables AS s WHERE s.relid = to_regclass(schema || '.contribution');
    PERFORM count(*) FROM publication_points(2022);
    SELECT s.seq_scan, s.idx_scan INTO after FROM pg_stat_xact_user_tables AS s WHERE s.relid = to_regclass(schema || '.contribution');
    RETURN after.seq_scan = before.seq_scan AND after.idx_scan > before.idx_scan;
END
$$;

-- Tables made from the base, whose ids are an expression over a number.
CREATE FUNCTION pg_temp.make(schema text, id text, persons text, "order" text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    relation text;
BEGIN
    EXECUTE format('CREATE SCHEMA %I', schema);
    EXECUTE format('CREATE VIEW %1$I.institution AS SELECT * FROM t_base.institution', schema);
    EXECUTE format('CREATE VIEW %1$I.channel_level AS SELECT * FROM t_base.channel_level', schema);
    FOREACH relation IN ARRAY '{publication,contribution,publication_approval}'::text[] LOOP
        EXECUTE format('CREATE TABLE %1$I.%2$I AS SELECT %3$s AS publication_id, %4$s FROM t_base.%2$I AS r
                        CROSS JOIN LATERAL (SELECT substr(r.publication_id, 2)::int AS number) AS x ORDER BY %5$s', schema, relation, id,
                       CASE relation
                           WHEN 'publication' THEN 'r.year, r.form, r.journal_id, r.series_id, r.publisher_id, r.isbn, r.doi, r.status, r.revised, r.parent_form, r.title'
                           WHEN 'contribution' THEN format('%s AS person_id, r.role, r.institution_id, r.country, r.verified', persons)
                           ELSE 'r.institution_id, r.state, r.decided_at' END, "order");
    END LOOP;
END
$$;
CREATE FUNCTION pg_temp.index(schema text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE INDEX ON %1$I.publication (publication_id); CREATE INDEX ON %1$I.contribution (publication_id);
                    CREATE INDEX ON %1$I.publication_approval (publication_id); ANALYZE %1$I.publication, %1$I.contribution, %1$I.publication_approval', schema);
END
$$;

-- Types of ids, each without an index and with one ------------------------------------

CREATE TEMPORARY TABLE id_type (n serial, name text, id text, persons text, number_of text, own_order text, looked_up boolean DEFAULT true);
INSERT INTO id_type (name, id, persons, number_of, own_order) VALUES
    ('text', $$'p' || to_char(number, 'FM000000')$$, 'r.person_id', 'substr(publication_id, 2)', 'f.publication_id'),
    ('varchar', $$(to_char(number, 'FM000000') || 'x')::varchar(40)$$, 'r.person_id::varchar', 'left(publication_id, 6)', 'f.publication_id'),
    ('smallint', '(number - 32000)::smallint', 'substr(r.person_id, 8)::smallint - 100', 'publication_id::int + 32000', 'f.number'),
    ('integer', 'number - 20000', 'substr(r.person_id, 8)::int', 'publication_id::int + 20000', 'f.number'),
    ('bigint', '30000000000::bigint - number', 'substr(r.person_id, 8)::bigint - 5000000000', '30000000000 - publication_id::bigint', '-f.number'),
    ('uuid', $$(repeat('0', 20) || reverse(to_char(number, 'FM000000000000')))::uuid$$, 'md5(r.person_id)::uuid', 'reverse(right(publication_id, 12))', 'f.publication_id');
INSERT INTO id_type (name, id, persons, number_of, own_order, looked_up) VALUES
    ('numeric', $$(number || repeat('.0', number % 2))::numeric$$, 'substr(r.person_id, 8)::numeric', 'publication_id::numeric', 'f.number', false),
    ('char', $$to_char(number, 'FM000000')::char(9)$$, 'r.person_id::char(20)', 'publication_id', 'f.publication_id', false),
    ('name', $$('n' || to_char(number, 'FM000000'))::name$$, 'r.person_id::name', 'substr(publication_id, 2)', 'f.publication_id', false);
SELECT pg_temp.make('t_' || name, id, persons, 'md5(r::text)') FROM id_type ORDER BY n \g /dev/null
SELECT t FROM id_type AS i CROSS JOIN LATERAL pg_temp.agrees('t_' || i.name, i.number_of, i.name) AS t ORDER BY i.n;
SELECT pg_temp.index('t_' || name) FROM id_type ORDER BY n \g /dev/null
-- small tables: an index that costs little is used all the same
SET LOCAL random_page_cost = 1;
SELECT t FROM id_type AS i CROSS JOIN LATERAL (
    SELECT a.t, 1 AS part FROM pg_temp.agrees('t_' || i.name, i.number_of, i.name || ' with an index') AS a(t)
    UNION ALL SELECT a.t, 2 FROM pg_temp.in_order(i.own_order, i.name) AS a(t)) AS t(t, part) ORDER BY i.n, part;
SELECT ok(pg_temp.looks_up('t_' || name), name || ': the index is used') FROM id_type WHERE looked_up ORDER BY n;
-- a number in one relation and a larger one in the other find each other
ALTER TABLE t_integer.contribution ALTER publication_id TYPE bigint;
SELECT pg_temp.agrees('t_integer', 'publication_id::int + 20000', 'integer and bigint');
SELECT ok(pg_temp.looks_up('t_integer'), 'integer and bigint: the index is used');
ALTER TABLE t_integer.contribution ALTER publication_id TYPE numeric;
SELECT pg_temp.agrees('t_integer', 'publication_id::int + 20000', 'integer and numeric');

-- Heaps and views ---------------------------------------------------------------------

SELECT pg_temp.make('t_ordered', 'r.publication_id', 'r.person_id', 'r.publication_id') \g /dev/null
SELECT pg_temp.index('t_ordered') \g /dev/null
SELECT pg_temp.agrees('t_ordered', 'substr(publication_id, 2)', 'in the order of the ids');
UPDATE t_ordered.contribution SET country = country WHERE substr(publication_id, 2)::int % 2 = 0;
DELETE FROM t_ordered.contribution WHERE person_id = 'person 2';
INSERT INTO t_ordered.contribution SELECT * FROM t_base.contribution WHERE person_id = 'person 2' ORDER BY md5(publication_id);
SELECT pg_temp.agrees('t_ordered', 'substr(publication_id, 2)', 'a bloated heap');

-- one relation from two, by the index of each; and an id that a view computes
CREATE SCHEMA t_union;
SELECT format('CREATE VIEW t_union.%1$I AS SELECT * FROM t_base.%1$I', relation) FROM unnest('{institution,channel_level,publication_approval}'::text[]) AS relation \gexec
SELECT format('CREATE TABLE t_union.%1$s_old AS SELECT * FROM t_base.%1$s WHERE publication_id < ''p010000'';
               CREATE TABLE t_union.%1$s_new AS SELECT * FROM t_base.%1$s WHERE publication_id >= ''p010000'' ORDER BY md5(%1$s::text);
               CREATE INDEX ON t_union.%1$s_old (publication_id); CREATE INDEX ON t_union.%1$s_new (publication_id);
               ANALYZE t_union.%1$s_old, t_union.%1$s_new;
               CREATE VIEW t_union.%1$s AS SELECT * FROM t_union.%1$s_old UNION ALL SELECT * FROM t_union.%1$s_new', relation)
FROM unnest('{publication,contribution}'::text[]) AS relation \gexec
SELECT pg_temp.agrees('t_union', 'substr(publication_id, 2)', 'a view over two tables');
CREATE TEMPORARY TABLE readings AS SELECT sum(seq_scan) AS whole FROM pg_stat_xact_user_tables WHERE schemaname = 't_union' AND relname LIKE 'contribution%';
SELECT count(*) FROM publication_points(2022) \g /dev/null
SELECT is(sum(seq_scan), (SELECT whole FROM readings), 'neither is read from end to end')
FROM pg_stat_xact_user_tables WHERE schemaname = 't_union' AND relname LIKE 'contribution%';
CREATE OR REPLACE VIEW t_union.contribution AS
SELECT 'p' || to_char(substr(c.publication_id, 2)::int, 'FM000000') AS publication_id, c.person_id, c.role, c.institution_id, c.country, c.verified
FROM t_base.contribution AS c;
SELECT pg_temp.agrees('t_union', 'substr(publication_id, 2)', 'an id that a view computes');

-- Rows that repeat -----------------------------------------------------------------------

-- of several rows of one publication the least holds, wherever they lie
SELECT pg_temp.make('t_repeated', 'r.publication_id', 'r.person_id', 'md5(r::text)') \g /dev/null
INSERT INTO t_repeated.publication SELECT publication_id, year, 'zzz', 'j2', series_id, publisher_id, isbn, doi, status, revised, parent_form, title FROM t_base.publication;
INSERT INTO t_repeated.publication SELECT publication_id, year, form, journal_id, series_id, publisher_id, isbn, doi, 'withdrawn', revised, parent_form, title FROM t_base.publication;
SELECT pg_temp.agrees('t_repeated', 'substr(publication_id, 2)', 'repeated publications');
SELECT pg_temp.index('t_repeated') \g /dev/null
SELECT pg_temp.agrees('t_repeated', 'substr(publication_id, 2)', 'repeated publications with an index');
INSERT INTO t_repeated.contribution SELECT c.* FROM t_repeated.contribution AS c ORDER BY md5(c::text);
INSERT INTO t_repeated.publication_approval SELECT * FROM t_repeated.publication_approval;
SELECT pg_temp.agrees('t_repeated', 'substr(publication_id, 2)', 'repeated contributions and approvals');
UPDATE t_repeated.publication SET title = 'another', doi = md5(random()::text) WHERE form = 'article';
SELECT pg_temp.agrees('t_repeated', 'substr(publication_id, 2)', 'what says nothing about points has no say');
INSERT INTO t_repeated.publication (publication_id, year) VALUES (NULL, 2021);
SELECT pg_temp.agrees('t_repeated', 'substr(publication_id, 2)', 'a row of another year without an id');
UPDATE t_repeated.publication SET year = 2022 WHERE publication_id IS NULL;
SELECT pg_temp.refuses('SELECT * FROM research_indicators.publication_points(2022)', '22004', 'publication_id', 'a row without an id');

-- ids that are equal and look different: each text is a publication of its own
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citext') AS has_citext \gset
\if :has_citext
CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
SELECT pg_temp.make('t_citext', $$(CASE WHEN number % 2 = 0 THEN 'p' ELSE 'P' END || to_char(number / 10, 'FM000000'))::public.citext$$, 'r.person_id', 'md5(r::text)') \g /dev/null
SET LOCAL research_indicators.source_schema = 't_citext';
CREATE TEMPORARY TABLE folded AS SELECT * FROM publication_points(2022) WITH ORDINALITY;
SELECT pg_temp.index('t_citext') \g /dev/null
SELECT results_eq('SELECT * FROM publication_points(2022) WITH ORDINALITY', 'TABLE folded', 'citext: with and without an index');
SELECT is((SELECT count(DISTINCT publication_id) FROM folded),
          (SELECT count(DISTINCT publication_id::text) FROM t_citext.publication WHERE year = 2022), 'citext: each spelling once');
SELECT is(array_agg(f.ordinality ORDER BY f.publication_id::public.citext, f.publication_id COLLATE "C", f.institution_id COLLATE "C"),
          array_agg(f.ordinality ORDER BY f.ordinality), 'citext: in order') FROM folded AS f;
\else
SELECT skip('no citext here', 3);
\endif

-- What explains a publication is what computed it ------------------------------------------

CREATE FUNCTION pg_temp.explained(schema text, title text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('research_indicators.source_schema', schema, true);
    RETURN NEXT is((SELECT count(*) FROM (
        (SELECT publication_id, institution_id, points, countable, reason FROM publication_points(2022, 'nvi-2015')
         EXCEPT ALL SELECT publication_id, subject, value, detail LIKE 'counts%', reason FROM research_indicators_internal.explain_publications(2022, 'nvi-2015', NULL) WHERE kind = 'result')
        UNION ALL
        (SELECT publication_id, subject, value, detail LIKE 'counts%', reason FROM research_indicators_internal.explain_publications(2022, 'nvi-2015', NULL) WHERE kind = 'result'
         EXCEPT ALL SELECT publication_id, institution_id, points, countable, reason FROM publication_points(2022, 'nvi-2015'))) AS x),
        0::bigint, title || ': every result is explained');
    -- rows that speak for others come once, in the order of the steps, whatever the heap and the plan
    RETURN NEXT is((SELECT string_agg(detail, '|' ORDER BY step) FROM research_indicators_internal.explain_publications(2022, 'nvi-2015', NULL) WHERE publication_id ~* '^.?0*3153' AND kind IN ('contribution', 'total_shares')),
                   (SELECT string_agg(detail, '|' ORDER BY step) FROM pg_temp.shown), title || ': contributions as in the base');
END
$$;
SET LOCAL research_indicators.source_schema = 't_base';
CREATE TEMPORARY TABLE shown AS SELECT step, detail FROM research_indicators_internal.explain_publications(2022, 'nvi-2015', 'p003153') WHERE kind IN ('contribution', 'total_shares');
SELECT cmp_ok(count(*), '>', 300::bigint, 'a publication of three hundred authors is explained') FROM shown;
SELECT t FROM unnest('{t_base,t_text,t_numeric,t_union}'::text[]) WITH ORDINALITY AS s(name, n) CROSS JOIN LATERAL pg_temp.explained(s.name, s.name) AS t ORDER BY n;
SELECT is((SELECT count(*) FROM research_indicators.explain_publication('3153.0') WHERE kind = 'contribution'), 300::bigint, 'an id is asked for by its text')
FROM set_config('research_indicators.source_schema', 't_numeric', true);

-- Who asks ----------------------------------------------------------------------------------

-- a caller who may see some contributions computes over these
SELECT pg_temp.make('t_fewer', 'r.publication_id', 'r.person_id', 'r.publication_id') \g /dev/null
CREATE ROLE t_some;
SELECT grant_access('t_some', 'analyst') \g /dev/null
GRANT USAGE ON SCHEMA public, t_base, t_fewer TO t_some;
GRANT SELECT ON ALL TABLES IN SCHEMA t_base, t_fewer TO t_some;
ALTER TABLE t_fewer.contribution ENABLE ROW LEVEL SECURITY;
CREATE POLICY some_rows ON t_fewer.contribution FOR SELECT TO t_some USING (person_id <> 'person 1');
SET LOCAL research_indicators.source_schema = 't_fewer';
SET LOCAL ROLE t_some;
CREATE TEMPORARY TABLE seen AS SELECT * FROM publication_points(2022);
RESET ROLE;
SELECT pg_temp.index('t_fewer') \g /dev/null
SET LOCAL ROLE t_some;
CREATE TEMPORARY TABLE seen_by_index AS SELECT * FROM publication_points(2022);
RESET ROLE;
SELECT pg_temp.agrees('t_fewer', 'substr(publication_id, 2)', 'the owner sees everything');
DELETE FROM t_fewer.contribution WHERE person_id = 'person 1';
SELECT results_eq('TABLE seen', 'SELECT * FROM publication_points(2022)', 'row-level security: as if the hidden rows were not there');
SELECT results_eq('TABLE seen_by_index', 'TABLE seen', 'row-level security: with an index too');
REVOKE SELECT ON t_fewer.publication_approval FROM t_some;
SET LOCAL ROLE t_some;
SELECT throws_ok('SELECT * FROM publication_points(2022)', '42501', NULL, 'who may not read approvals may not compute');
RESET ROLE;

-- Interrupted in the middle, and none the worse for it -------------------------------------

CREATE SCHEMA t_slow;
SELECT format('CREATE VIEW t_slow.%1$I AS SELECT * FROM t_base.%1$I', relation) FROM unnest('{institution,channel_level,publication,publication_approval}'::text[]) AS relation \gexec
CREATE VIEW t_slow.contribution AS
SELECT publication_id, person_id, role, institution_id, CASE WHEN pg_sleep(0.001) IS NOT NULL THEN country END AS country, verified FROM t_base.contribution;
SET LOCAL research_indicators.source_schema = 't_slow';
SET LOCAL statement_timeout = '200ms';
DO $$
BEGIN
    PERFORM count(*) FROM publication_points(2022);
    PERFORM set_config('t.outcome', 'came to an end', true);
EXCEPTION WHEN query_canceled THEN
    PERFORM set_config('t.outcome', 'cancelled', true);
END
$$;
SET LOCAL statement_timeout = 0;
SELECT is(current_setting('t.outcome'), 'cancelled', 'a long reading can be cancelled');
SELECT pg_temp.agrees('t_text', 'substr(publication_id, 2)', 'and the next one is right');

-- Memory --------------------------------------------------------------------------------------
-- 120 publications with 3 000 authors each.  Their country is noted by a function
-- that looks how much memory the backend holds while rows are being read.

CREATE SCHEMA t_crowd;
CREATE FUNCTION t_crowd.noted(country text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('t.peak', greatest(current_setting('t.peak')::bigint, sum(total_bytes)::bigint)::text, true) FROM pg_backend_memory_contexts;
    RETURN country;
END
$$;
SELECT format('CREATE VIEW t_crowd.%1$I AS SELECT * FROM t_base.%1$I', relation) FROM unnest('{institution,channel_level}'::text[]) AS relation \gexec
CREATE VIEW t_crowd.publication_approval AS SELECT * FROM t_base.publication_approval WHERE false;
CREATE TABLE t_crowd.publication AS SELECT * FROM t_base.publication WHERE year = 2022 ORDER BY publication_id LIMIT 120;
CREATE TABLE t_crowd.author AS SELECT p.publication_id, a FROM t_crowd.publication AS p CROSS JOIN generate_series(1, 3000) AS a;
CREATE VIEW t_crowd.contribution AS
SELECT publication_id, 'person ' || a AS person_id, 'creator' AS role, 'h' || a % 8 + 1 AS institution_id,
       CASE WHEN a % 1000 = 0 THEN t_crowd.noted('NO') ELSE 'NO' END AS country, true AS verified FROM t_crowd.author;
-- how much more memory is held at the worst moment of a call, in megabytes
CREATE FUNCTION pg_temp.growth() RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    before bigint := (SELECT sum(total_bytes) FROM pg_backend_memory_contexts);
BEGIN
    PERFORM set_config('t.peak', '0', true);
    CREATE TEMPORARY TABLE crowd AS SELECT * FROM publication_points(2022);
    RETURN round((current_setting('t.peak')::bigint - before) / 1048576.0);
END
$$;
SET LOCAL research_indicators.source_schema = 't_crowd';
SELECT cmp_ok(pg_temp.growth(), '<', 16::numeric, 'without an index memory is bounded');
CREATE TEMPORARY TABLE crowd_before AS TABLE crowd;
DROP TABLE crowd;
CREATE INDEX ON t_crowd.author (publication_id);
ANALYZE t_crowd.author;
SELECT cmp_ok(pg_temp.growth(), '<', 16::numeric, 'with one too');
SELECT results_eq('TABLE crowd', 'TABLE crowd_before', 'and the rows are the same');
SELECT is((SELECT count(*) FROM crowd WHERE shares = 375 AND total_shares = 3000), 960::bigint, '3 000 shares of 120 publications at eight trusts');

SELECT * FROM finish();
ROLLBACK;
