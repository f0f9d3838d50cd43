-- Rounds of measurements over the archive in the schema "bench" and its shuffled
-- copy in "bench_shuffled"; prints ratios.  Variables: rounds.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;

-- Nanoseconds of the backend's processor, or of the clock where nobody tells.
CREATE FUNCTION pg_temp.now_ns() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::bigint;
EXCEPTION WHEN undefined_file OR insufficient_privilege THEN
    RETURN (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint;
END
$$;

CREATE TEMPORARY TABLE competitor (ordinal serial, name text PRIMARY KEY, schema text, statement text, settings text[] DEFAULT '{jit=off}');
CREATE TEMPORARY TABLE outcome (round int, name text, ns bigint, answer text);

CREATE FUNCTION pg_temp.join_of(schema text, years int[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('SELECT count(*) AS n, sum(length(c.person_id)) AS length FROM %1$I.publication AS p
                              JOIN %1$I.contribution AS c ON c.publication_id = p.publication_id WHERE p.year = %2$s', schema, y), ' UNION ALL ')
    FROM unnest(years) AS y
$$;
-- the planner would rather not: it takes random reads for slow ones
CREATE FUNCTION pg_temp.ordered() RETURNS text[] LANGUAGE sql AS $$
    SELECT '{jit=off,enable_hashjoin=off,enable_mergejoin=off,enable_seqscan=off,enable_indexonlyscan=off,enable_memoize=off,enable_bitmapscan=off}'::text[]
$$;
INSERT INTO competitor (name, schema, statement, settings)
SELECT 'join', 'bench', format('SELECT (sum(n), sum(length))::text FROM (%s) AS j', pg_temp.join_of('bench', '{2022}')), pg_temp.ordered();
INSERT INTO competitor (name, schema, statement) VALUES
    ('rows', 'bench', 'SELECT (count(*), sum(points))::text FROM research_indicators.publication_points(2022) WHERE countable'),
    ('sums', 'bench', 'SELECT (sum(publications), sum(points))::text FROM research_indicators.publication_point_sums(2022) WHERE unit_level = ''institution'' AND dimension = '''''),
    ('usual', 'bench', 'SELECT (count(*), sum(points))::text FROM bench.usual(2022) WHERE countable');
INSERT INTO competitor (name, schema, statement, settings)
SELECT 'shuffled ' || name, 'bench_shuffled', replace(statement, 'bench.', 'bench_shuffled.'), settings FROM competitor WHERE name <> 'usual' ORDER BY ordinal;
INSERT INTO competitor (name, schema, statement, settings)
SELECT 'five joins', 'bench', format('SELECT (sum(n), sum(length))::text FROM (%s) AS j', pg_temp.join_of('bench', '{2019,2020,2021,2022,2023}')), pg_temp.ordered()
UNION ALL SELECT 'report', 'bench', 'SELECT md5(research_indicators.report_json(2023, ''NO'')::text)', '{}';

CREATE FUNCTION pg_temp.measure(round int, c competitor) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    setting text;
    before bigint;
    answer text;
BEGIN
    PERFORM set_config('research_indicators.source_schema', c.schema, true);
    FOREACH setting IN ARRAY c.settings LOOP
        PERFORM set_config(split_part(setting, '=', 1), split_part(setting, '=', 2), true);
    END LOOP;
    before := pg_temp.now_ns();
    EXECUTE c.statement INTO answer;
    INSERT INTO outcome VALUES (round, c.name, pg_temp.now_ns() - before, answer);
    FOREACH setting IN ARRAY c.settings LOOP
        EXECUTE format('RESET %s', split_part(setting, '=', 1));
    END LOOP;
END
$$;

-- All ways give the same: row by row, and in sum.
DO $$
BEGIN
    SET LOCAL jit = off;
    SET LOCAL research_indicators.source_schema = 'bench';
    IF EXISTS (SELECT publication_id, institution_id, shares, total_shares, international, points, countable
               FROM research_indicators.publication_points(2022) WHERE institution_id IS NOT NULL
               EXCEPT ALL SELECT * FROM bench.usual(2022)) THEN
        RAISE EXCEPTION 'publication_points has rows that the usual SQL does not have';
    END IF;
END
$$;
-- round 0 warms up
\o /dev/null
SELECT format('SELECT pg_temp.measure(%s, c) FROM competitor AS c WHERE c.name = %L', r, c.name)
FROM generate_series(0, :rounds) AS r CROSS JOIN competitor AS c ORDER BY r, c.ordinal \gexec
\o
DO $$
BEGIN
    IF EXISTS (SELECT FROM outcome GROUP BY name HAVING count(DISTINCT answer) <> 1)
       OR (SELECT count(DISTINCT answer) FROM outcome WHERE name ~ 'join$') <> 1
       OR (SELECT count(DISTINCT answer) FROM outcome WHERE name ~ '(rows|sums|usual)$') <> 1 THEN
        RAISE EXCEPTION 'competitors do not agree: %', (SELECT string_agg(DISTINCT name || ' ' || answer, '; ') FROM outcome);
    END IF;
END
$$;

\pset border 0
\pset footer off
SELECT r.above || ' / ' || r.below AS ratio, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY a.ns::float / b.ns)::numeric, 2) AS median,
       round(min(a.ns::numeric / b.ns), 2) AS least, round(max(a.ns::numeric / b.ns), 2) AS greatest, r.wanted,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY b.ns)::numeric / 1000000) AS "below, ms"
FROM (VALUES (1, 'rows', 'join', '<= 2.4'), (2, 'sums', 'join', '<= 2.0'), (3, 'shuffled rows', 'shuffled join', '<= 3.0'),
             (4, 'shuffled sums', 'shuffled join', ''), (5, 'usual', 'rows', '>= 4'), (6, 'report', 'five joins', '<= 8')) AS r(n, above, below, wanted)
JOIN outcome AS a ON a.name = r.above JOIN outcome AS b ON b.name = r.below AND b.round = a.round
WHERE a.round > 0
GROUP BY r.n, r.above, r.below, r.wanted ORDER BY r.n;
SELECT 'competitors agree: ' || string_agg(DISTINCT answer, ', ') AS checksum FROM outcome WHERE name IN ('join', 'rows') \gset
\echo :checksum
