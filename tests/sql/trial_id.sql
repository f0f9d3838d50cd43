-- Type trial_id: input and output, registries, operators, indexes, hashing.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(102);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- Text ----------------------------------------------------------------------

SELECT is(written.text::trial_id::text || ' ' || registry(written.text::trial_id), written.wanted, format('%L is read', btrim(written.text, E' \t\n')))
FROM (VALUES
    (1, 'NCT01446328', 'NCT01446328 ctgov'), (2, 'nct01446328', 'NCT01446328 ctgov'),
    (3, E' \tNCT01446328\n', 'NCT01446328 ctgov'), (4, 'ClinicalTrials.gov: NCT01446328', 'NCT01446328 ctgov'),
    (5, 'clinicaltrials.gov identifier NCT 01446328', 'NCT01446328 ctgov'),
    (6, 'https://clinicaltrials.gov/study/NCT01446328', 'NCT01446328 ctgov'),
    (7, '2010-022307-22', '2010-022307-22 eudract'), (8, 'EudraCT 2010-022307-22', '2010-022307-22 eudract'),
    (9, 'EudraCT number: 2010–022307–22', '2010-022307-22 eudract'), (10, '2010 - 022307 − 22', '2010-022307-22 eudract'),
    (11, 'EUCTR2010-022307-22-NO', '2010-022307-22 eudract'),
    (12, '2022-500014-26', '2022-500014-26 ctis'), (13, '2022-500014-26-00', '2022-500014-26 ctis'),
    (14, 'EU CT number 2022-500014-26-01', '2022-500014-26 ctis'), (15, 'CTIS2022-500014-26-00', '2022-500014-26 ctis'),
    (16, 'ISRCTN54540667', 'ISRCTN54540667 isrctn'), (17, 'isrctn: 54540667', 'ISRCTN54540667 isrctn'))
    AS written(n, text, wanted)
ORDER BY written.n;
SELECT is(NULL::trial_id::text, NULL, 'NULL stays NULL');
SELECT is(registry(NULL), NULL, 'and has no registry');
SELECT is((SELECT count(*) FROM pg_type
           WHERE oid = 'trial_id'::regtype AND typlen = 8 AND typbyval AND typalign = 'd'),
          1::bigint, 'eight bytes, by value');

SELECT pg_temp.refuses(format('SELECT %L::research_indicators.trial_id', bad.value), bad.state, bad.value,
                       format('%s: %L', bad.state, bad.value))
FROM (VALUES
    (1, '22P02', ''), (2, '22P02', '   '), (3, '22P02', '2019/1234'), (4, '22P02', 'NCT'), (5, '22P02', 'NCTU-2019-01'),
    (6, '22P02', 'ACTRN12605000161628'), (7, '22P02', '54540667'), (8, '22P02', 'made-001'), (9, '22P02', repeat('9', 1000)),
    (10, 'RI022', 'NCT0144632'), (11, 'RI022', 'NCT014463280'), (12, 'RI022', 'NCTO1446328'), (13, 'RI022', 'NCT00000000'),
    (15, 'RI022', '2010-22307-22'), (16, 'RI022', '2010-022307-2'), (17, 'RI022', '2003-022307-22'),
    (18, 'RI022', '2010-022307-22-00'), (19, 'RI022', '2022-500014-26-0'), (20, 'RI022', 'EudraCT 2022-500014-26'),
    (21, 'RI022', 'ISRCTN5454066'), (22, 'RI022', 'ClinicalTrials.gov: 01446328'))
    AS bad(n, state, value)
ORDER BY bad.n;

SELECT is(is_trial_id(value) || ' ' || coalesce(claimed_registry(value), 'none'), wanted, format('is_trial_id and claimed_registry of %L', value))
FROM (VALUES (1, 'NCT01446328', 'true ctgov'), (2, 'NCT0144632', 'false ctgov'), (3, '2010-22307-22', 'false eudract'),
             (4, '2022-500014-26', 'true ctis'), (5, 'ISRCTN 1', 'false isrctn'), (6, 'REK 2019/1234', 'false none'),
             (7, NULL, NULL)) AS c(n, value, wanted)
ORDER BY n;

SELECT is(count(*) FILTER (WHERE NOT is_trial_id(i.identifier)), 0::bigint, 'every number of the real studies is read')
FROM esystems.study_identifier AS i WHERE i.identifier NOT LIKE 'MADE-%';
SELECT is(count(*) FILTER (WHERE i.identifier::trial_id::text <> i.identifier), 0::bigint, 'and is in normal form already')
FROM esystems.study_identifier AS i WHERE i.identifier NOT LIKE 'MADE-%';
SELECT cmp_ok(count(*), '>=', 328::bigint, 'there is at least one for each')
FROM esystems.study_identifier AS i WHERE i.identifier NOT LIKE 'MADE-%';
SELECT is(array_agg(DISTINCT registry(i.identifier::trial_id)), '{ctgov,eudract}', 'of two registries')
FROM esystems.study_identifier AS i WHERE i.identifier NOT LIKE 'MADE-%';

-- The rule in regular expressions, on seeded texts that are right, nearly right
-- and wrong: registries, lengths and first digits are drawn apart.
\set seed 20220131
SELECT diag('seed of the trial identifiers: ' || :seed);
CREATE TEMPORARY TABLE candidate AS
SELECT DISTINCT made.text AS digits,
       coalesce(made.text ~ '^(NCT|ISRCTN)[0-9]{8}$' AND made.text !~ '0{8}$'
                OR made.text ~ '^[0-9]{4}-[0-9]{6}-[0-9]{2}$' AND left(made.text, 4)::int >= 2004 AND substr(made.text, 6, 6) <> '000000', false) AS valid
FROM generate_series(1, 4000) AS n
CROSS JOIN LATERAL (SELECT ('x' || substr(md5(:seed || ' ' || n), 1, 8))::bit(32)::bigint & 2147483647 AS a,
                           ('x' || substr(md5(:seed || ' ' || n), 9, 8))::bit(32)::bigint & 2147483647 AS b,
                           ('x' || substr(md5(:seed || ' ' || n), 17, 8))::bit(32)::bigint & 2147483647 AS c) AS dice
CROSS JOIN LATERAL (SELECT CASE n % 5
    WHEN 0 THEN 'NCT' || lpad((a % 100000000)::text, (7 + b % 3)::int, '0')
    WHEN 1 THEN 'ISRCTN' || lpad((a % 100000000)::text, (7 + b % 3)::int, '0')
    WHEN 2 THEN (2000 + a % 30)::text || '-5' || lpad((b % 100000)::text, 5, '0') || '-' || lpad((c % 100)::text, 2, '0')
    WHEN 3 THEN (2000 + a % 30)::text || '-' || lpad((b % 1000000)::text, (5 + c % 3)::int, '0') || '-' || lpad((c % 100)::text, 2, '0')
    ELSE (2000 + a % 30)::text || '-' || lpad((b % 2)::text, 6, '0') || '-' || (c % 1000)::text END AS text) AS made;
SELECT cmp_ok(least(count(*) FILTER (WHERE valid), count(*) FILTER (WHERE NOT valid)), '>', 800::bigint, 'right and wrong ones are tried') FROM candidate;
SELECT is(count(*), 0::bigint, 'is_trial_id agrees with the regular expressions on each')
FROM candidate WHERE is_trial_id(digits) IS DISTINCT FROM valid;
SELECT is(count(*) FILTER (WHERE digits::trial_id::text <> digits), 0::bigint, 'the type takes all the valid ones') FROM candidate WHERE valid;
SELECT is(count(*), 0::bigint, 'the fifth digit alone tells EU CT from EudraCT numbers')
FROM candidate WHERE valid AND digits LIKE '2%' AND (registry(digits::trial_id) = 'ctis') IS DISTINCT FROM (substr(digits, 6, 1) = '5');
SELECT is(array_agg(DISTINCT registry(digits::trial_id)), '{ctgov,ctis,eudract,isrctn}', 'all registries are among them') FROM candidate WHERE valid;
SELECT is(array_agg(DISTINCT (pg_temp.raised(format('SELECT %L::research_indicators.trial_id', digits))).state),
          '{RI022}'::text[], 'and the others are refused as numbers of a registry')
FROM (SELECT digits FROM candidate WHERE NOT valid ORDER BY digits LIMIT 300) AS refused;

-- Operators -----------------------------------------------------------------

-- the place of the registry and the digits, as one number
CREATE FUNCTION pg_temp.place(id text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN id LIKE 'N%' THEN 1 WHEN id LIKE 'I%' THEN 4 WHEN substr(id, 6, 1) = '5' THEN 3 ELSE 2 END * 1000000000000
           + regexp_replace(id, '[^0-9]', '', 'g')::bigint
$$;
CREATE TEMPORARY TABLE number AS
SELECT digits::trial_id AS o, pg_temp.place(digits) AS i FROM candidate WHERE valid ORDER BY md5(digits) LIMIT 80;
INSERT INTO number SELECT o, i FROM number ORDER BY i LIMIT 10;

SELECT is(count(*) FILTER (WHERE (a.o = b.o) IS DISTINCT FROM (a.i = b.i)), 0::bigint, '= is that of registry and digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o <> b.o) IS DISTINCT FROM (a.i <> b.i)), 0::bigint, '<> is that of registry and digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o < b.o) IS DISTINCT FROM (a.i < b.i)), 0::bigint, '< is that of registry and digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o <= b.o) IS DISTINCT FROM (a.i <= b.i)), 0::bigint, '<= is that of registry and digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o > b.o) IS DISTINCT FROM (a.i > b.i)), 0::bigint, '> is that of registry and digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE (a.o >= b.o) IS DISTINCT FROM (a.i >= b.i)), 0::bigint, '>= is that of registry and digits')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE trial_id_cmp(a.o, b.o) <> sign((a.i - b.i)::numeric)), 0::bigint, 'trial_id_cmp is -1, 0 or 1')
FROM number AS a, number AS b;
SELECT is(count(*), 7::bigint, 'NULL beside any operator is NULL')
FROM (VALUES (NULL::trial_id = 'NCT01446328'), (NULL::trial_id <> 'NCT01446328'), (NULL::trial_id < 'NCT01446328'),
             (NULL::trial_id <= 'NCT01446328'), (NULL::trial_id > 'NCT01446328'), (NULL::trial_id >= 'NCT01446328'),
             (NULL)) AS v(result)
WHERE result IS NULL;
SELECT results_eq('SELECT o::text AS text FROM number ORDER BY o', 'SELECT o::text AS text FROM number ORDER BY i',
                  'ORDER BY follows registry and digits');
SELECT results_eq('SELECT o::text AS text FROM number ORDER BY o DESC', 'SELECT o::text AS text FROM number ORDER BY i DESC',
                  'and so does DESC');
SELECT is(count(DISTINCT o), count(DISTINCT i), 'DISTINCT') FROM number;
SELECT set_eq(
    $$SELECT o.oprname || ' commutes with ' || c.oprname || ', negates ' || n.oprname
      FROM pg_operator AS o JOIN pg_operator AS c ON c.oid = o.oprcom JOIN pg_operator AS n ON n.oid = o.oprnegate
      WHERE o.oprleft = 'research_indicators.trial_id'::regtype$$,
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

CREATE TEMPORARY TABLE keyed AS SELECT digits::trial_id AS o, digits FROM candidate WHERE valid;
CREATE TEMPORARY TABLE hashed AS SELECT * FROM keyed;
CREATE INDEX keyed_btree ON keyed USING btree (o);
CREATE INDEX hashed_hash ON hashed USING hash (o);
ANALYZE keyed, hashed;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;

SELECT matches(pg_temp.plan_of($$SELECT * FROM keyed WHERE o = 'NCT01446328'$$), 'keyed_btree',
               'the btree index serves equality');
SELECT matches(pg_temp.plan_of($$SELECT * FROM keyed WHERE o BETWEEN '2010-000001-00' AND '2022-599999-99'$$), 'keyed_btree',
               'and ranges');
SELECT is((SELECT count(*) FROM keyed WHERE o BETWEEN '2010-000001-00' AND '2022-599999-99'),
          (SELECT count(*) FROM candidate WHERE valid AND digits LIKE '2%' AND pg_temp.place(digits) BETWEEN 2201000000100 AND 3202259999999),
          'a range by index finds what it should');
SELECT matches(pg_temp.plan_of('SELECT o FROM keyed ORDER BY o'), 'Index', 'and gives the order');
SELECT matches(pg_temp.plan_of($$SELECT * FROM hashed WHERE o = 'NCT01446328'$$), 'hashed_hash',
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

SELECT is(count(*) FILTER (WHERE a.o = b.o AND trial_id_hash(a.o) <> trial_id_hash(b.o)), 0::bigint, 'equal identifiers have equal hashes')
FROM number AS a, number AS b;
SELECT is(count(*) FILTER (WHERE trial_id_hash_extended(o, 0) & x'ffffffff'::bigint
                                 <> trial_id_hash(o)::bigint & x'ffffffff'::bigint), 0::bigint,
          'the seeded hash with seed 0 ends with the plain hash')
FROM number;
SELECT cmp_ok(count(*) FILTER (WHERE trial_id_hash_extended(o, 1) = trial_id_hash_extended(o, 2)), '=', 0::bigint,
              'another seed is another hash')
FROM number;
CREATE TEMPORARY TABLE spread (o trial_id) PARTITION BY HASH (o);
CREATE TEMPORARY TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TEMPORARY TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TEMPORARY TABLE spread_2 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO spread SELECT o FROM keyed;
SELECT is(count(*), (SELECT count(*) FROM keyed), 'hash partitions take every number') FROM spread;
SELECT is(count(DISTINCT tableoid), 3::bigint, 'and all are used') FROM spread;

-- Binary --------------------------------------------------------------------

SELECT is(trial_id_send('NCT01446328'), int8send(1000001446328), 'binary output: an 8-byte integer in network order');
SELECT is(count(*) FILTER (WHERE trial_id_send(o) <> int8send(i)), 0::bigint, 'registry and digits, always') FROM number;

-- A file among the server's temporary files, which it removes when it starts.
-- Its folder exists from the first sort that does not fit in memory.
SET LOCAL work_mem = '64kB';
SELECT count(*) AS sorted FROM (SELECT md5(n::text) AS m FROM generate_series(1, 20000) AS n ORDER BY 1 OFFSET 0) AS spill
\gset
SELECT set_config('test.file', current_setting('data_directory') || '/base/pgsql_tmp/pgsql_tmp_trial_id', true) AS file
\gset
CREATE FUNCTION pg_temp.copy_binary(source text, target text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('COPY (%s) TO %L (FORMAT binary)', source, current_setting('test.file'));
    EXECUTE format('COPY %s FROM %L (FORMAT binary)', target, current_setting('test.file'));
END
$$;
CREATE TEMPORARY TABLE received (o trial_id);
SELECT lives_ok($$SELECT pg_temp.copy_binary('SELECT o FROM keyed', 'received')$$, 'COPY BINARY out and in');
SELECT results_eq('SELECT o FROM received ORDER BY o', 'SELECT o FROM keyed ORDER BY o', 'brings every number back');
TRUNCATE received;
SELECT lives_ok($$SELECT pg_temp.copy_binary('SELECT NULL::research_indicators.trial_id', 'received')$$, 'NULL in binary');
SELECT is(count(*), 1::bigint, 'comes back as NULL') FROM received WHERE o IS NULL;
SELECT pg_temp.refuses(format($$SELECT pg_temp.copy_binary('SELECT %s::int8', 'received')$$, bad.value),
                          '22P03', bad.value, 'binary: ' || bad.what)
FROM (VALUES (1, '0', 'nought'), (2, '-1000001446328', 'a negative number'), (3, '5000000000001', 'no such registry'),
             (4, '1000100000000', 'nine digits'), (5, '2202250001426', 'an EU CT number as EudraCT'),
             (6, '9223372036854775807', 'the greatest number'))
         AS bad(n, value, what)
ORDER BY bad.n;
SELECT throws_ok($$SELECT pg_temp.copy_binary('SELECT 9913::int4', 'received')$$, '08P01', NULL, 'binary: four bytes');
SELECT is(count(*), 1::bigint, 'nothing refused was stored') FROM received;

-- Casts ---------------------------------------------------------------------

SELECT is('NCT01446328'::text::trial_id, 'nct01446328'::trial_id, 'text is cast');
SELECT is(CAST('2022-500014-26-01'::trial_id AS text), '2022-500014-26', 'and back');
CREATE TEMPORARY TABLE plain (id text);
SELECT lives_ok($$INSERT INTO plain SELECT 'isrctn 54540667'::research_indicators.trial_id$$, 'assigned to text without a word');

SELECT * FROM finish();
ROLLBACK;
