-- Type orgnr: input and output, operators, indexes, hashing, participant_id.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(78);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- Text ----------------------------------------------------------------------

SELECT is('991324968'::orgnr::text, '991324968', 'nine digits come out as they went in');
SELECT is('991 324 968'::orgnr::text, '991324968', 'groups of three are read');
SELECT is(E' \t991324968\n'::orgnr::text, '991324968', 'blanks around are ignored');
SELECT is('883658752'::orgnr::text, '883658752', 'a number may begin with 8');
SELECT is(NULL::orgnr::text, NULL, 'NULL stays NULL');
SELECT is((SELECT count(*) FROM pg_type
           WHERE oid = 'orgnr'::regtype AND typlen = 4 AND typbyval AND typalign = 'i'),
          1::bigint, 'four bytes, by value');

CREATE TEMPORARY TABLE institution_number AS
SELECT i.orgnr AS digits FROM esystems.institution AS i WHERE i.orgnr IS NOT NULL;
SELECT is(count(*), 31::bigint, 'all 31 real organisation numbers of the sample are read')
FROM institution_number WHERE digits::orgnr::text = digits;

SELECT pg_temp.refuses(format('SELECT %L::research_indicators.orgnr', bad.value), '22P02', bad.value,
                          format('syntax: %L', bad.value))
FROM (VALUES (1, '99132496'), (2, '9913249680'), (3, '791324968'), (4, '99132496a'), (5, '991-324-968'),
             (6, '991 324 96'), (7, '99 1324 968'), (8, '+991324968'), (9, '991324968.0'),
             (10, 'NO991324968MVA'), (11, '٩٩١٣٢٤٩٦٨')) AS bad(n, value)
ORDER BY bad.n;
SELECT pg_temp.refuses($$SELECT ''::research_indicators.orgnr$$, '22P02', '""', 'syntax: nothing');
SELECT pg_temp.refuses($$SELECT '   '::research_indicators.orgnr$$, '22P02', '"   "', 'syntax: blanks only');
SELECT pg_temp.refuses(format('SELECT %L::research_indicators.orgnr', repeat('9', 100000)), '22P02', '999999999',
                          'syntax: a hundred thousand digits');
SELECT pg_temp.refuses($$SELECT '991324969'::research_indicators.orgnr$$, 'RI001', '991324969',
                          'a wrong check digit has a SQLSTATE of its own');
SELECT pg_temp.refuses($$SELECT '991 342 968'::research_indicators.orgnr$$, 'RI001', '991 342 968',
                          'two digits swapped: the message has the input as given');
SELECT pg_temp.refuses($$SELECT '800000010'::research_indicators.orgnr$$, 'RI001', '800000010',
                          'remainder 1 allows no check digit at all');

-- The check digit, worked out in SQL for every last digit of seeded numbers.
\set seed 20220903
SELECT diag('seed of the organisation numbers: ' || :seed);
CREATE TEMPORARY TABLE candidate AS
SELECT prefix.digits || last.digit AS digits,
       last.digit = CASE (w.total % 11)::int WHEN 0 THEN 0 ELSE 11 - (w.total % 11)::int END AS valid
FROM generate_series(1, 2000) AS n
CROSS JOIN LATERAL (
    SELECT (80000000 + ('x' || left(md5(:seed || ' ' || n), 8))::bit(32)::bigint % 20000000)::text AS digits
) AS prefix
CROSS JOIN LATERAL (
    SELECT sum(substr(prefix.digits, d.place::int, 1)::int * d.weight) AS total
    FROM unnest('{3,2,7,6,5,4,3,2}'::int[]) WITH ORDINALITY AS d(weight, place)
) AS w
CROSS JOIN generate_series(0, 9) AS last(digit);
SELECT is(count(*), 20000::bigint, '20 000 numbers are tried') FROM candidate;
SELECT is(count(*), 0::bigint, 'is_orgnr agrees with the rule of the check digit on each')
FROM candidate WHERE is_orgnr(digits) IS DISTINCT FROM valid;
SELECT is(count(*) FILTER (WHERE digits::orgnr::text <> digits), 0::bigint, 'the type takes all the valid ones')
FROM candidate WHERE valid;
SELECT is(array_agg(DISTINCT (pg_temp.raised(format('SELECT %L::research_indicators.orgnr', digits))).state),
          '{RI001}'::text[], 'and refuses the others for their check digit')
FROM (SELECT digits FROM candidate WHERE NOT valid ORDER BY digits LIMIT 500) AS refused;

SELECT is(is_orgnr(value), wanted, format('is_orgnr(%L)', value))
FROM (VALUES (1, '991324968', true), (2, '991 324 968', true), (3, '991324969', false), (4, '', false),
             (5, 'abc', false), (6, NULL, NULL)) AS c(n, value, wanted)
ORDER BY n;

-- Operators -----------------------------------------------------------------

CREATE TEMPORARY TABLE number AS
SELECT digits::orgnr AS o, digits::int AS i FROM candidate WHERE valid ORDER BY digits LIMIT 60;
INSERT INTO number SELECT digits::orgnr, digits::int FROM institution_number;

SELECT is(count(*) FILTER (WHERE (a.o = b.o) IS DISTINCT FROM (a.i = b.i)), 0::bigint, '= is that of the digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o <> b.o) IS DISTINCT FROM (a.i <> b.i)), 0::bigint, '<> is that of the digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o < b.o) IS DISTINCT FROM (a.i < b.i)), 0::bigint, '< is that of the digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o <= b.o) IS DISTINCT FROM (a.i <= b.i)), 0::bigint, '<= is that of the digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o > b.o) IS DISTINCT FROM (a.i > b.i)), 0::bigint, '> is that of the digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o >= b.o) IS DISTINCT FROM (a.i >= b.i)), 0::bigint, '>= is that of the digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE orgnr_cmp(a.o, b.o) <> sign(a.i - b.i)), 0::bigint, 'orgnr_cmp is -1, 0 or 1')
FROM number AS a, number AS b;
SELECT is(count(*), 7::bigint, 'NULL beside any operator is NULL')
FROM (VALUES (NULL::orgnr = '991324968'), (NULL::orgnr <> '991324968'), (NULL::orgnr < '991324968'),
             (NULL::orgnr <= '991324968'), (NULL::orgnr > '991324968'), (NULL::orgnr >= '991324968'),
             (NULL)) AS v(result)
WHERE result IS NULL;
SELECT results_eq('SELECT o::text FROM number ORDER BY o', 'SELECT i::text FROM number ORDER BY i',
                  'ORDER BY follows the digits');
SELECT results_eq('SELECT o::text FROM number ORDER BY o DESC', 'SELECT i::text FROM number ORDER BY i DESC',
                  'and so does DESC');
SELECT is(count(DISTINCT o), count(DISTINCT i), 'DISTINCT') FROM number;
SELECT set_eq(
    $$SELECT o.oprname || ' commutes with ' || c.oprname || ', negates ' || n.oprname
      FROM pg_operator AS o JOIN pg_operator AS c ON c.oid = o.oprcom JOIN pg_operator AS n ON n.oid = o.oprnegate
      WHERE o.oprleft = 'research_indicators.orgnr'::regtype$$,
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

CREATE TEMPORARY TABLE keyed AS SELECT digits::orgnr AS o, digits FROM candidate WHERE valid;
CREATE TEMPORARY TABLE hashed AS SELECT * FROM keyed;
CREATE INDEX keyed_btree ON keyed USING btree (o);
CREATE INDEX hashed_hash ON hashed USING hash (o);
ANALYZE keyed, hashed;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;

SELECT matches(pg_temp.plan_of($$SELECT * FROM keyed WHERE o = '991324968'$$), 'keyed_btree',
               'the btree index serves equality');
SELECT matches(pg_temp.plan_of($$SELECT * FROM keyed WHERE o BETWEEN '883658752' AND '991324968'$$), 'keyed_btree',
               'and ranges');
SELECT is((SELECT count(*) FROM keyed WHERE o BETWEEN '883658752' AND '991324968'),
          (SELECT count(*) FROM candidate WHERE valid AND digits::int BETWEEN 883658752 AND 991324968),
          'a range by index finds what it should');
SELECT matches(pg_temp.plan_of('SELECT o FROM keyed ORDER BY o'), 'Index', 'and gives the order');
SELECT matches(pg_temp.plan_of($$SELECT * FROM hashed WHERE o = '991324968'$$), 'hashed_hash',
               'the hash index serves equality');
SELECT is((SELECT count(*) FROM keyed AS k
           WHERE EXISTS (SELECT FROM hashed AS h WHERE h.o = k.o AND h.digits = k.digits)),
          (SELECT count(*) FROM keyed), 'every number is found by its hash');

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

SELECT is(count(*) FILTER (WHERE a.o = b.o AND orgnr_hash(a.o) <> orgnr_hash(b.o)), 0::bigint, 'equal numbers have equal hashes')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE orgnr_hash_extended(o, 0) & x'ffffffff'::bigint
                                 <> orgnr_hash(o)::bigint & x'ffffffff'::bigint), 0::bigint,
          'the seeded hash with seed 0 ends with the plain hash')
FROM number;
SELECT cmp_ok(count(*) FILTER (WHERE orgnr_hash_extended(o, 1) = orgnr_hash_extended(o, 2)), '=', 0::bigint,
              'another seed is another hash')
FROM number;
CREATE TEMPORARY TABLE spread (o orgnr) PARTITION BY HASH (o);
CREATE TEMPORARY TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TEMPORARY TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TEMPORARY TABLE spread_2 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO spread SELECT o FROM keyed;
SELECT is(count(*), (SELECT count(*) FROM keyed), 'hash partitions take every number') FROM spread;
SELECT is(count(DISTINCT tableoid), 3::bigint, 'and all are used') FROM spread;

-- Binary --------------------------------------------------------------------

SELECT is(orgnr_send('991324968'), '\x3b166b28'::bytea, 'binary output: a 4-byte integer in network order');
SELECT is(count(*) FILTER (WHERE orgnr_send(o) <> int4send(i)), 0::bigint, 'the nine digits, always') FROM number;

-- A file among the server's temporary files, which it removes when it starts.
-- Its folder exists from the first sort that does not fit in memory.
SET LOCAL work_mem = '64kB';
SELECT count(*) AS sorted FROM (SELECT md5(n::text) AS m FROM generate_series(1, 20000) AS n ORDER BY 1 OFFSET 0) AS spill
\gset
SELECT set_config('test.file', current_setting('data_directory') || '/base/pgsql_tmp/pgsql_tmp_orgnr', true) AS file
\gset
CREATE FUNCTION pg_temp.copy_binary(source text, target text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('COPY (%s) TO %L (FORMAT binary)', source, current_setting('test.file'));
    EXECUTE format('COPY %s FROM %L (FORMAT binary)', target, current_setting('test.file'));
END
$$;
CREATE TEMPORARY TABLE received (o orgnr);
SELECT lives_ok($$SELECT pg_temp.copy_binary('SELECT o FROM keyed', 'received')$$, 'COPY BINARY out and in');
SELECT results_eq('SELECT o FROM received ORDER BY o', 'SELECT o FROM keyed ORDER BY o', 'brings every number back');
TRUNCATE received;
SELECT lives_ok($$SELECT pg_temp.copy_binary('SELECT NULL::research_indicators.orgnr', 'received')$$, 'NULL in binary');
SELECT is(count(*), 1::bigint, 'comes back as NULL') FROM received WHERE o IS NULL;
SELECT pg_temp.refuses(format($$SELECT pg_temp.copy_binary('SELECT %s::int4', 'received')$$, bad.value),
                          '22P03', bad.shown, 'binary: ' || bad.what)
FROM (VALUES (1, '991324969', '991324969', 'a wrong check digit'), (2, '0', '0', 'nought'),
             (3, '(-991324968)', '-991324968', 'a negative number'), (4, '791324968', '791324968', 'a first digit 7'),
             (5, '99132496', '99132496', 'eight digits'), (6, '2147483647', '2147483647', 'ten digits'))
         AS bad(n, value, shown, what)
ORDER BY bad.n;
SELECT throws_ok($$SELECT pg_temp.copy_binary('SELECT 991324968::int8', 'received')$$, '22P03', NULL, 'binary: eight bytes');
SELECT throws_ok($$SELECT pg_temp.copy_binary('SELECT 9913::int2', 'received')$$, '08P01', NULL, 'binary: two bytes');
SELECT is(count(*), 1::bigint, 'nothing refused was stored') FROM received;

-- participant_id ------------------------------------------------------------

SELECT is(participant_id('991324968'), '0192:991324968', 'participant_id has the scheme 0192');
SELECT is(participant_id(NULL), NULL, 'participant_id of NULL is NULL');

SELECT * FROM finish();
ROLLBACK;
