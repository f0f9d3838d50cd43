-- Type doi: input and output, normal form, operators, indexes, hashing.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(84);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- Text ----------------------------------------------------------------------

SELECT is(written.text::doi::text, written.wanted, format('%L is read', btrim(written.text, E' \t\n')))
FROM (VALUES
    (1, '10.1000/182', '10.1000/182'), (2, 'doi:10.1000/182', '10.1000/182'), (3, 'DOI: 10.1000/ABC', '10.1000/abc'),
    (4, 'https://doi.org/10.1000/182', '10.1000/182'), (5, 'http://dx.doi.org/10.1000/182', '10.1000/182'),
    (6, 'doi.org/10.1000/182', '10.1000/182'), (7, 'info:doi/10.1000/182', '10.1000/182'), (8, E' \t10.1000/183\n', '10.1000/183'),
    (9, '10.1000.10/123456', '10.1000.10/123456'), (10, '10.1016/S2215-0366(20)30341-2', '10.1016/s2215-0366(20)30341-2'),
    (11, 'https://doi.org/10.1016/S2215-0366%2820%2930341-2', '10.1016/s2215-0366(20)30341-2'),
    (12, '10.1000/182.', '10.1000/182'), (13, '(10.1000/182).', '10.1000/182'), (14, '10.1000/ÆA', '10.1000/Æa'))
    AS written(n, text, wanted)
ORDER BY written.n;
SELECT is(NULL::doi::text, NULL, 'NULL stays NULL');
SELECT is('10.123/ABC'::doi, '10.123/AbC'::doi, 'the handbook''s example: case does not matter');
SELECT isnt('10.1000/Æ'::doi, '10.1000/æ'::doi, 'except that of letters outside ASCII');
SELECT pg_temp.refuses(format('SELECT %L::research_indicators.doi', bad.value), '22P02', bad.value, format('22P02: %L', bad.value))
FROM (VALUES (1, ''), (2, '   '), (3, '10.1000'), (4, '10.1000/'), (5, '10./182'), (6, '10.x/182'), (7, '10.1000./182'),
             (8, '11.1000/182'), (9, '10.1000/18 2'), (10, 'https://example.org/10.1000/182'), (11, '10.1000/.'), (12, 'PMID 33069317'))
    AS bad(n, value)
ORDER BY bad.n;
SELECT pg_temp.refuses(format('SELECT %L::research_indicators.doi', '10.1000/' || repeat('x', 2041)), 'RI023', '10.1000/xxx', 'RI023: 2049 bytes');
SELECT is(octet_length(('10.1000/' || repeat('x', 2040))::doi::text), 2048, '2048 bytes are read');
SELECT is(is_doi(value), wanted, format('is_doi(%L)', value))
FROM (VALUES (1, '10.1000/182', true), (2, 'https://doi.org/10.1000/182', true), (3, '10.1000', false), (4, NULL, NULL)) AS c(n, value, wanted)
ORDER BY n;
SELECT is(count(*) FILTER (WHERE NOT is_doi(r.doi) OR r.doi::doi::text <> lower(r.doi COLLATE "C")), 0::bigint, 'every DOI of the real studies is read')
FROM esystems.study_result AS r WHERE r.doi IS NOT NULL;
SELECT cmp_ok(count(*), '>', 150::bigint, 'of which there are many') FROM esystems.study_result AS r WHERE r.doi IS NOT NULL;

-- Seeded DOIs, written in several ways: digits is the normal form by plain SQL.
\set seed 20000101
SELECT diag('seed of the DOIs: ' || :seed);
CREATE TEMPORARY TABLE candidate AS
SELECT (ARRAY['', 'doi:', 'https://doi.org/', 'DOI: '])[1 + n % 4] || CASE n % 3 WHEN 0 THEN upper(made.text) ELSE made.text END
           || (ARRAY['', '.', ' '])[1 + n / 7 % 3] AS written,
       lower(made.text COLLATE "C") AS digits
FROM generate_series(1, 3000) AS n
CROSS JOIN LATERAL (SELECT '10.' || (1000 + n % 9 * 911) || '/' || substr(md5(:seed || ' ' || n % 1200), 1, 1 + n % 12) AS text) AS made;
INSERT INTO candidate SELECT 'doi:10.5555/' || chr(65 + n % 6) || n, '10.5555/' || chr(97 + n % 6) || n FROM generate_series(1, 300) AS n;
SELECT is(count(*), 0::bigint, 'each is read into its normal form') FROM candidate WHERE written::doi::text IS DISTINCT FROM digits;
SELECT is(count(DISTINCT written::doi), count(DISTINCT digits), 'as many as there are normal forms') FROM candidate;
SELECT is(count(*), 0::bigint, 'a normal form is read as itself') FROM candidate WHERE digits::doi::text <> digits;

-- Operators -----------------------------------------------------------------

CREATE TEMPORARY TABLE number AS
SELECT written::doi AS o, digits COLLATE "C" AS i FROM candidate ORDER BY md5(written) LIMIT 80;
INSERT INTO number SELECT o, i FROM number ORDER BY i LIMIT 10;

SELECT is(count(*) FILTER (WHERE (a.o = b.o) IS DISTINCT FROM (a.i = b.i)), 0::bigint, '= is that of the normal forms, byte by byte')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o <> b.o) IS DISTINCT FROM (a.i <> b.i)), 0::bigint, '<> is that of the normal forms, byte by byte')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o < b.o) IS DISTINCT FROM (a.i < b.i)), 0::bigint, '< is that of the normal forms, byte by byte')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o <= b.o) IS DISTINCT FROM (a.i <= b.i)), 0::bigint, '<= is that of the normal forms, byte by byte')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o > b.o) IS DISTINCT FROM (a.i > b.i)), 0::bigint, '> is that of the normal forms, byte by byte')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o >= b.o) IS DISTINCT FROM (a.i >= b.i)), 0::bigint, '>= is that of the normal forms, byte by byte')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE doi_cmp(a.o, b.o) <> CASE WHEN a.i < b.i THEN -1 WHEN a.i > b.i THEN 1 ELSE 0 END), 0::bigint, 'doi_cmp is -1, 0 or 1')
FROM number AS a, number AS b;
SELECT is(count(*), 7::bigint, 'NULL beside any operator is NULL')
FROM (VALUES (NULL::doi = '10.5555/A100'), (NULL::doi <> '10.5555/A100'), (NULL::doi < '10.5555/A100'),
             (NULL::doi <= '10.5555/A100'), (NULL::doi > '10.5555/A100'), (NULL::doi >= '10.5555/A100'),
             (NULL)) AS v(result)
WHERE result IS NULL;
SELECT results_eq('SELECT o::text AS text FROM number ORDER BY o', 'SELECT o::text AS text FROM number ORDER BY i',
                  'ORDER BY follows the normal forms');
SELECT results_eq('SELECT o::text AS text FROM number ORDER BY o DESC', 'SELECT o::text AS text FROM number ORDER BY i DESC',
                  'and so does DESC');
SELECT is(count(DISTINCT o), count(DISTINCT i), 'DISTINCT') FROM number;
SELECT set_eq(
    $$SELECT o.oprname || ' commutes with ' || c.oprname || ', negates ' || n.oprname
      FROM pg_operator AS o JOIN pg_operator AS c ON c.oid = o.oprcom JOIN pg_operator AS n ON n.oid = o.oprnegate
      WHERE o.oprleft = 'research_indicators.doi'::regtype$$,
    $$VALUES ('= commutes with =, negates <>'), ('<> commutes with <>, negates ='),
             ('< commutes with >, negates >='), ('> commutes with <, negates <='),
             ('<= commutes with >=, negates >'), ('>= commutes with <=, negates <')$$,
    'commutators and negators are declared');

-- Indexes and hashing -------------------------------------------------------

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    line text;
    lines text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        lines := lines || line || E'\n';
    END LOOP;
    RETURN lines;
END
$$;

CREATE TEMPORARY TABLE keyed AS SELECT DISTINCT written::doi AS o, digits FROM candidate;
CREATE TEMPORARY TABLE hashed AS SELECT * FROM keyed;
CREATE INDEX keyed_btree ON keyed USING btree (o);
CREATE INDEX hashed_hash ON hashed USING hash (o);
ANALYZE keyed, hashed;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;

SELECT matches(pg_temp.plan_of($$SELECT * FROM keyed WHERE o = '10.5555/A100'$$), 'keyed_btree',
               'the btree index serves equality');
SELECT matches(pg_temp.plan_of($$SELECT * FROM keyed WHERE o BETWEEN '10.5555/A' AND '10.5555/B9'$$), 'keyed_btree',
               'and ranges');
SELECT is((SELECT count(*) FROM keyed WHERE o BETWEEN '10.5555/A' AND '10.5555/B9'),
          (SELECT count(DISTINCT digits) FROM candidate WHERE digits COLLATE "C" BETWEEN '10.5555/a' AND '10.5555/b9'),
          'a range by index finds what it should');
SELECT matches(pg_temp.plan_of('SELECT o FROM keyed ORDER BY o'), 'Index', 'and gives the order');
SELECT matches(pg_temp.plan_of($$SELECT * FROM hashed WHERE o = '10.5555/A100'$$), 'hashed_hash',
               'the hash index serves equality');
SELECT is((SELECT count(*) FROM keyed AS k
           WHERE EXISTS (SELECT FROM hashed AS h WHERE h.o = k.o AND h.digits = k.digits)),
          (SELECT count(*) FROM keyed), 'every DOI is found by its hash');

SET LOCAL enable_seqscan = on;
SET LOCAL enable_indexscan = off;
SET LOCAL enable_indexonlyscan = off;
SET LOCAL enable_nestloop = off;
SET LOCAL enable_mergejoin = off;
SELECT matches(pg_temp.plan_of('SELECT count(*) FROM keyed JOIN hashed USING (o)'), 'Hash Join', 'a hash join is possible');
SELECT is((SELECT count(*) FROM keyed AS k JOIN hashed AS h ON h.o = k.o),
          (SELECT count(*) FROM keyed AS k JOIN hashed AS h ON h.digits = k.digits), 'and finds what a join of texts finds');
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = on;
SELECT matches(pg_temp.plan_of('SELECT count(*) FROM keyed JOIN hashed USING (o)'), 'Merge Join', 'so is a merge join');
SELECT is((SELECT count(*) FROM keyed AS k JOIN hashed AS h ON h.o = k.o),
          (SELECT count(*) FROM keyed AS k JOIN hashed AS h ON h.digits = k.digits), 'with the same result');

SELECT is(count(*) FILTER (WHERE a.o = b.o AND doi_hash(a.o) <> doi_hash(b.o)), 0::bigint, 'equal DOIs have equal hashes')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE doi_hash_extended(o, 0) & x'ffffffff'::bigint
                                 <> doi_hash(o)::bigint & x'ffffffff'::bigint), 0::bigint,
          'the seeded hash with seed 0 ends with the plain hash')
FROM number;
SELECT cmp_ok(count(*) FILTER (WHERE doi_hash_extended(o, 1) = doi_hash_extended(o, 2)), '=', 0::bigint,
              'another seed is another hash')
FROM number;
CREATE TEMPORARY TABLE spread (o doi) PARTITION BY HASH (o);
CREATE TEMPORARY TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TEMPORARY TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TEMPORARY TABLE spread_2 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO spread SELECT o FROM keyed;
SELECT is(count(*), (SELECT count(*) FROM keyed), 'hash partitions take every DOI') FROM spread;
SELECT is(count(DISTINCT tableoid), 3::bigint, 'and all are used') FROM spread;

-- Binary --------------------------------------------------------------------

SELECT is(doi_send('10.5555/A100'), textsend('10.5555/a100'), 'binary output: the text');
SELECT is(count(*) FILTER (WHERE doi_send(o) <> textsend(i)), 0::bigint, 'in normal form, always') FROM number;

-- A file among the server's temporary files, which it removes when it starts.
-- Its folder exists from the first sort that does not fit in memory.
SET LOCAL work_mem = '64kB';
SELECT count(*) AS sorted FROM (SELECT md5(n::text) AS m FROM generate_series(1, 20000) AS n ORDER BY 1 OFFSET 0) AS spill
\gset
SELECT set_config('test.file', current_setting('data_directory') || '/base/pgsql_tmp/pgsql_tmp_doi', true) AS file
\gset
CREATE FUNCTION pg_temp.copy_binary(source text, target text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('COPY (%s) TO %L (FORMAT binary)', source, current_setting('test.file'));
    EXECUTE format('COPY %s FROM %L (FORMAT binary)', target, current_setting('test.file'));
END
$$;
CREATE TEMPORARY TABLE received (o doi);
SELECT lives_ok($$SELECT pg_temp.copy_binary('SELECT o FROM keyed', 'received')$$, 'COPY BINARY out and in');
SELECT results_eq('SELECT o FROM received ORDER BY o', 'SELECT o FROM keyed ORDER BY o', 'brings every DOI back');
TRUNCATE received;
SELECT lives_ok($$SELECT pg_temp.copy_binary('SELECT NULL::research_indicators.doi', 'received')$$, 'NULL in binary');
SELECT is(count(*), 1::bigint, 'comes back as NULL') FROM received WHERE o IS NULL;
SELECT pg_temp.refuses(format($$SELECT pg_temp.copy_binary('SELECT %s::text', 'received')$$, replace(quote_literal(bad.value), '''', '''''')),
                          '22P03', bad.value, 'binary: ' || bad.what)
FROM (VALUES (1, '', 'nothing'), (2, '10.5555/A', 'a capital letter'), (3, 'doi:10.5555/a', 'a name before it'),
             (4, '10.5555/a.', 'a full stop behind it'), (5, '10.5555/a b', 'a blank'), (6, '10.5555', 'no suffix'))
         AS bad(n, value, what)
ORDER BY bad.n;
SELECT throws_ok($$SELECT pg_temp.copy_binary('SELECT convert_to(repeat(''x'', 9), ''UTF8'') || ''\xff''::bytea', 'received')$$, '22021', NULL, 'binary: bytes that are no text');
SELECT is(count(*), 1::bigint, 'nothing refused was stored') FROM received;

-- Casts ---------------------------------------------------------------------

SELECT is('10.1000/ABC'::text::doi, '10.1000/abc'::doi, 'text is cast');
SELECT is(CAST('10.1000/ABC'::doi AS text), '10.1000/abc', 'and back');
CREATE TEMPORARY TABLE plain (id text);
SELECT lives_ok($$INSERT INTO plain SELECT 'doi:10.1000/ABC'::research_indicators.doi$$, 'assigned to text without a word');

SELECT * FROM finish();
ROLLBACK;
