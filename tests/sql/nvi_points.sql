-- nvi_points against the oracle in include/nvi_oracle.sql, and its arguments.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
\ir include/nvi_oracle.sql
SELECT plan(78);

SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

-- Worked examples of the register's documentation ----------------------------

SELECT is(nvi_points(weight, shares, total, international, method), wanted, what || ', ' || method)
FROM (VALUES (1, 1, 10, 11, false, 0.9535, 'article, level 1, 10 of 11 shares'),
             (2, 1, 1, 11, false, 0.3015, 'article, level 1, 1 of 11 shares'),
             (3, 5, 1, 1, false, 5.0000, 'monograph, level 1, one of one'),
             (4, 1, 4, 6, false, 0.8165, 'the real paper: 4 of 6 shares'),
             (5, 1, 2, 6, false, 0.5774, 'the real paper: 2 of 6 shares'),
             (6, 1, 1, 2, true, 0.9192, 'international, 2 of 4 shares'),
             (7, 1, 2, 3, true, 1.0614, 'international, 2 of 3 shares'),
             (8, 1, 1, 1, true, 1.3000, 'international, whole'),
             (9, 8, 0, 7, true, 0.0000, 'no verified creator'))
         AS example(n, weight, shares, total, international, wanted, what),
     unnest('{nva,exact}'::text[]) AS method
ORDER BY n, method DESC;

SELECT is(nvi_points(1, 4, 6, false), 0.8165, 'the default method is one of both');
SELECT is(nvi_points(8, 115, 917, false), 2.8331, 'the default method is nva: 115 of 917');
SELECT is(nvi_points(8, 115, 917, false, 'nva'), 2.8331, 'nva, 115 of 917');
SELECT is(nvi_points(8, 115, 917, false, 'exact'), 2.8330, 'exact, 115 of 917');
SELECT is(nvi_points(1, 1, 1, true, 'nva', 1.25), 1.2500, 'the factor is an argument');
SELECT is(nvi_points(1, 1, 1, false, 'nva', 1.25), 1.0000, 'which a national publication does not use');
SELECT is(nvi_points(0, 1, 1, true), 0.0000, 'weight 0 earns nothing');
SELECT is(nvi_points(100, 1, 1, true, 'exact', 10), 1000.0000, 'the largest weight and factor');
SELECT is(nvi_points(0.0001, 1, 1, false), 0.0001, 'the smallest weight');
SELECT is(nvi_points(1.500000, 1, 1, false), 1.5000, 'zeros behind the fourth decimal are no decimals');
SELECT is(nvi_points(1, 100000, 100000, false), 1.0000, '100 000 shares are computed');
SELECT is(scale(nvi_points(5, 1, 1, false)), 4, 'the result has 4 decimals');

-- Every n <= N <= 300, all weights, both factors, both methods ----------------

CREATE TEMPORARY TABLE setting AS
SELECT weight, factor, factor > 1 AS international
FROM unnest('{0.7,1,3,5,8}'::numeric[]) AS weight, unnest('{1,1.3}'::numeric[]) AS factor;

CREATE TEMPORARY TABLE pair AS
SELECT shares, total, pg_temp.nva_root(shares, total) AS nva_root, pg_temp.exact_root(shares, total) AS exact_root
FROM generate_series(1, 300) AS total, generate_series(1, total) AS shares;
SELECT is(count(*), 45150::bigint, '45 150 pairs, ten settings each') FROM pair;
SELECT is(count(*), 0::bigint, 'nva agrees with the oracle on every n <= N <= 300')
FROM pair, setting
WHERE nvi_points(weight, shares, total, international, 'nva', 1.3)
      IS DISTINCT FROM pg_temp.nva_points(weight, factor, nva_root);
SELECT is(count(*), 0::bigint, 'exact agrees with the oracle on every n <= N <= 300')
FROM pair, setting
WHERE nvi_points(weight, shares, total, international, 'exact', 1.3)
      IS DISTINCT FROM pg_temp.exact_points(weight, factor, exact_root);
SELECT is(count(*), 0::bigint, 'the two methods agree there')
FROM pair, setting
WHERE nvi_points(weight, shares, total, international, 'nva') <> nvi_points(weight, shares, total, international, 'exact');

-- 10 000 seeded pairs with N from 701 to 100 000 -------------------------------

\set seed 732078
SELECT diag('seed of the pairs: ' || :seed);
CREATE TEMPORARY TABLE large_pair AS
SELECT shares, total, pg_temp.nva_root(shares, total) AS nva_root, pg_temp.exact_root(shares, total) AS exact_root
FROM generate_series(1, 10000) AS n
CROSS JOIN LATERAL (SELECT md5(:seed || ' ' || n) AS h) AS hash
CROSS JOIN LATERAL (SELECT 701 + (('x' || left(h, 8))::bit(32)::bigint % 99300)::int AS total) AS t
CROSS JOIN LATERAL (SELECT 1 + (('x' || right(h, 8))::bit(32)::bigint % total)::int AS shares) AS s;
SELECT is(count(*), 10000::bigint, '10 000 pairs') FROM large_pair WHERE total BETWEEN 701 AND 100000;
SELECT is(count(*), 0::bigint, 'nva agrees with the oracle on them')
FROM large_pair, setting
WHERE nvi_points(weight, shares, total, international, 'nva', 1.3)
      IS DISTINCT FROM pg_temp.nva_points(weight, factor, nva_root);
SELECT is(count(*), 0::bigint, 'exact agrees with the oracle on them')
FROM large_pair, setting
WHERE nvi_points(weight, shares, total, international, 'exact', 1.3)
      IS DISTINCT FROM pg_temp.exact_points(weight, factor, exact_root);
SELECT is(count(*), 0::bigint, 'and on the ends: 1 of N and N of N, for every hundredth N')
FROM generate_series(701, 100000, 100) AS total, unnest(ARRAY[1, total - 1, total]) AS shares, setting
WHERE nvi_points(weight, shares, total, international, 'nva', 1.3)
      IS DISTINCT FROM pg_temp.nva_points(weight, factor, pg_temp.nva_root(shares, total))
   OR nvi_points(weight, shares, total, international, 'exact', 1.3)
      IS DISTINCT FROM pg_temp.exact_points(weight, factor, pg_temp.exact_root(shares, total));

-- Exact ties -------------------------------------------------------------------
-- n/N = (a/b)^2 makes the root a/b; it is a tie where W * K * a / b has a fifth
-- decimal 5 and nothing behind it.  The right answer then needs no root at all.

CREATE TEMPORARY TABLE tie AS
SELECT weight, factor, international, a * a * m AS shares, b * b * m AS total,
       (div(weight * factor * 100000 * a, b) + 5) / 100000 AS wanted
FROM setting, generate_series(1, 316) AS b, generate_series(1, b) AS a,
     LATERAL (SELECT DISTINCT m FROM unnest(ARRAY[1, 2, 3, 7, 100000 / (b * b)]) AS m
              WHERE m >= 1 AND b * b * m BETWEEN 701 AND 100000) AS multiple
WHERE weight * factor * 100000 * a % b = 0 AND div(weight * factor * 100000 * a, b) % 10 = 5;
SELECT cmp_ok(count(*), '>', 1000::bigint, 'more than 1 000 exact ties') FROM tie;
SELECT diag('exact ties: ' || count(*) || ', pairs: ' || count(DISTINCT (shares, total))) FROM tie;
SELECT is(count(*), 0::bigint, 'exact: every tie goes up')
FROM tie WHERE nvi_points(weight, shares, total, international, 'exact', 1.3) <> wanted;
SELECT is(count(*), 0::bigint, 'the oracle says so too')
FROM tie WHERE pg_temp.exact_points(weight, factor, pg_temp.exact_root(shares, total)) <> wanted;
SELECT is(count(*), 0::bigint, 'nva agrees with the oracle on every tie')
FROM tie
WHERE nvi_points(weight, shares, total, international, 'nva', 1.3)
      <> pg_temp.nva_points(weight, factor, pg_temp.nva_root(shares, total));
SELECT cmp_ok(count(*), '>', 0::bigint, 'some ties are where binary floating point goes wrong')
FROM tie
WHERE round(weight::float8 * factor::float8 * sqrt(shares::float8 / total::float8) * 10000)::numeric / 10000 <> wanted;

-- Where the methods differ ------------------------------------------------------
-- Rare: found by going through every n <= N from 701 to 7 000 for W 3, 5 and 8.

CREATE TEMPORARY TABLE different (weight numeric, factor numeric, shares int, total int);
INSERT INTO different VALUES
    (8, 1, 115, 917), (8, 1, 419, 1091), (8, 1, 482, 1251), (8, 1, 139, 1339), (8, 1.3, 1064, 1467), (8, 1, 9,
    1624), (5, 1.3, 334, 1639), (3, 1.3, 334, 1639), (8, 1, 706, 1757), (8, 1, 230, 1834), (8, 1.3, 1, 1863), (8,
    1, 29, 1949), (8, 1, 1796, 2095), (8, 1, 838, 2182), (8, 1.3, 851, 2267), (8, 1.3, 31, 2282), (8, 1.3, 1342,
    2285), (3, 1.3, 25, 2304), (3, 1.3, 49, 2304), (3, 1.3, 121, 2304), (3, 1.3, 169, 2304), (3, 1.3, 529, 2304),
    (3, 1.3, 625, 2304), (3, 1.3, 961, 2304), (3, 1.3, 1369, 2304), (3, 1.3, 1681, 2304), (3, 1.3, 1849, 2304),
    (8, 1, 269, 2354), (8, 1.3, 2179, 2485), (8, 1, 964, 2502), (3, 1.3, 2230, 2633), (8, 1, 278, 2678), (8, 1,
    345, 2751), (8, 1.3, 2128, 2934), (8, 1, 48, 2953), (8, 1.3, 1451, 3075), (8, 1, 2243, 3225), (5, 1.3, 188,
    3235), (8, 1, 18, 3248), (8, 1, 1073, 3265), (8, 1, 1257, 3273), (5, 1.3, 668, 3278), (3, 1.3, 668, 3278),
    (8, 1, 1132, 3329), (8, 1.3, 1197, 3329), (8, 1.3, 5, 3334), (8, 1, 1461, 3358), (5, 1.3, 1703, 3368), (8,
    1.3, 131, 3376), (3, 1.3, 938, 3411), (3, 1.3, 173, 3453), (8, 1, 482, 3475), (8, 1, 1412, 3514), (5, 1.3,
    2814, 3547), (8, 1.3, 2843, 3567), (8, 1.3, 2761, 3576), (8, 1.3, 19, 3580), (8, 1.3, 2089, 3586), (8, 1.3,
    3331, 3639), (8, 1.3, 2033, 3662), (8, 1, 460, 3668), (8, 1, 2808, 3725), (5, 1.3, 3674, 3725), (8, 1.3, 2,
    3726), (8, 1, 1446, 3753), (8, 1.3, 2205, 3772), (8, 1.3, 2545, 3808), (8, 1, 3255, 3818), (8, 1, 2509,
    3877), (5, 1.3, 3367, 3893), (8, 1, 58, 3898), (8, 1, 1571, 3902), (8, 1, 221, 3951), (8, 1, 888, 3965), (8,
    1.3, 245, 3971), (8, 1, 417, 4017), (8, 1, 366, 4103), (8, 1, 3646, 4107), (8, 1, 3592, 4190), (8, 1.3, 2,
    4211), (8, 1.3, 785, 4271), (3, 1.3, 3109, 4289), (5, 1.3, 3614, 4325), (3, 1.3, 3614, 4325), (8, 1, 2855,
    4336), (8, 1, 1329, 4355), (8, 1, 1676, 4364), (8, 1.3, 3192, 4401), (8, 1, 61, 4449), (5, 1.3, 1543, 4452),
    (8, 1.3, 1702, 4534), (8, 1.3, 62, 4564), (8, 1.3, 2684, 4570), (8, 1, 575, 4585), (3, 1.3, 50, 4608), (3,
    1.3, 98, 4608), (3, 1.3, 242, 4608), (3, 1.3, 338, 4608), (3, 1.3, 1058, 4608), (3, 1.3, 1250, 4608), (3,
    1.3, 1922, 4608), (3, 1.3, 2738, 4608), (8, 1, 2377, 4658), (5, 1.3, 5, 4676), (8, 1, 23, 4683), (8, 1, 538,
    4708), (8, 1, 2328, 4715), (5, 1.3, 827, 4761), (5, 1.3, 1002, 4917), (8, 1.3, 4358, 4970), (8, 1.3, 371,
    4976), (8, 1.3, 2061, 5030), (5, 1.3, 2308, 5071), (8, 1.3, 1147, 5110), (5, 1.3, 125, 5142), (8, 1.3, 1958,
    5163), (8, 1.3, 715, 5194), (5, 1.3, 3583, 5205), (5, 1.3, 1592, 5215), (5, 1.3, 3569, 5221), (5, 1.3, 2996,
    5365), (5, 1.3, 4371, 5513), (5, 1.3, 213, 5545), (8, 1.3, 5301, 5582), (8, 1.3, 3, 5589), (8, 1.3, 3077,
    5605), (5, 1.3, 4672, 5667), (8, 1.3, 1487, 5692), (8, 1.3, 799, 5710), (5, 1.3, 2789, 5822), (8, 1.3, 539,
    5851), (8, 1.3, 4256, 5868), (5, 1.3, 1057, 6009), (5, 1.3, 35, 6012), (5, 1.3, 4287, 6041);
SELECT cmp_ok(count(DISTINCT (weight, factor, shares, total)), '>=', 100::bigint, 'at least 100 pairs where the methods differ')
FROM different
WHERE nvi_points(weight, shares, total, factor > 1, 'nva') <> nvi_points(weight, shares, total, factor > 1, 'exact');
SELECT is(count(*), 0::bigint, 'they differ on each, by the last decimal')
FROM different
WHERE abs(nvi_points(weight, shares, total, factor > 1, 'nva') - nvi_points(weight, shares, total, factor > 1, 'exact'))
      <> 0.0001;
SELECT is(count(*), 0::bigint, 'nva agrees with the oracle there')
FROM different
WHERE nvi_points(weight, shares, total, factor > 1, 'nva')
      <> pg_temp.nva_points(weight, factor, pg_temp.nva_root(shares, total));
SELECT is(count(*), 0::bigint, 'and so does exact')
FROM different
WHERE nvi_points(weight, shares, total, factor > 1, 'exact')
      <> pg_temp.exact_points(weight, factor, pg_temp.exact_root(shares, total));

-- Arguments ----------------------------------------------------------------------

SELECT pg_temp.refuses('SELECT research_indicators.nvi_points(' || bad.arguments || ')', bad.wanted, bad.value, bad.what)
FROM (VALUES
    (1, '1, -1, 5, false', 'RI002', '-1', 'negative shares'),
    (2, '1, (-2147483648), 5, false', 'RI002', '-2147483648', 'the most negative shares'),
    (3, '1, 6, 5, false', 'RI003', '6', 'more shares than the total'),
    (4, '1, 2147483647, 5, false', 'RI003', '2147483647', 'far more shares than the total'),
    (5, '1, 0, 0, false', 'RI004', '0', 'a total of 0'),
    (6, '1, 1, -7, false', 'RI004', '-7', 'a negative total'),
    (7, '-0.0001, 1, 5, false', 'RI005', '-0.0001', 'a negative weight'),
    (8, '100.0001, 1, 5, false', 'RI005', '100.0001', 'a weight above 100'),
    (9, '1.00001, 1, 5, false', 'RI005', '1.00001', 'a weight of 5 decimals'),
    (10, $$'NaN', 1, 5, false$$, 'RI005', 'NaN', 'a weight that is no number'),
    (11, $$'Infinity', 1, 5, false$$, 'RI005', 'Infinity', 'an infinite weight'),
    (12, '1e100, 1, 5, false', 'RI005', '1000000', 'an enormous weight'),
    (13, '1e-100, 1, 5, false', 'RI005', '0.000000', 'a weight of a hundred decimals'),
    (14, $$1, 1, 5, true, 'nva', 0.9999$$, 'RI006', '0.9999', 'a factor below 1'),
    (15, $$1, 1, 5, true, 'nva', 10.0001$$, 'RI006', '10.0001', 'a factor above 10'),
    (16, $$1, 1, 5, true, 'nva', 1.30001$$, 'RI006', '1.30001', 'a factor of 5 decimals'),
    (17, $$1, 1, 5, true, 'nva', 'NaN'$$, 'RI006', 'NaN', 'a factor that is no number'),
    (18, $$1, 1, 5, false, 'nva', 0$$, 'RI006', '0', 'a factor is checked though a national publication ignores it'),
    (19, $$1, 1, 5, true, 'nvb'$$, 'RI007', 'nvb', 'an unknown method'),
    (20, $$1, 1, 5, true, 'NVA'$$, 'RI007', 'NVA', 'methods are written small'),
    (21, $$1, 1, 5, true, ''$$, 'RI007', '""', 'an empty method'),
    (22, '1, 1, 100001, false', 'RI008', '100001', 'a total above the limit'),
    (23, '1, 1, 2147483647, false', 'RI008', '2147483647', 'the largest total'))
    AS bad(n, arguments, wanted, value, what)
ORDER BY n;

SELECT is(nvi_points(weight, shares, total, international, method, factor), NULL, 'NULL as ' || what || ' gives NULL')
FROM (VALUES (1, NULL::numeric, 1, 2, true, 'nva', 1.3, 'weight'), (2, 1, NULL, 2, true, 'nva', 1.3, 'shares'),
             (3, 1, 1, NULL, true, 'nva', 1.3, 'total'), (4, 1, 1, 2, NULL, 'nva', 1.3, 'international'),
             (5, 1, 1, 2, true, NULL, 1.3, 'method'), (6, 1, 1, 2, true, 'nva', NULL, 'factor'))
         AS c(n, weight, shares, total, international, method, factor, what)
ORDER BY n;

SELECT results_eq(
    $$SELECT provolatile::text, proparallel::text, proisstrict FROM pg_proc
      WHERE oid = 'research_indicators.nvi_points(numeric,integer,integer,boolean,text,numeric)'::regprocedure$$,
    $$VALUES ('i', 's', true)$$, 'immutable, parallel safe, strict');
CREATE TEMPORARY TABLE stored (
    shares int, total int,
    points numeric GENERATED ALWAYS AS (nvi_points(1, shares, total, false)) STORED
);
INSERT INTO stored (shares, total) VALUES (4, 6);
SELECT is(points, 0.8165, 'a generated column may use it') FROM stored;

SELECT * FROM finish();
ROLLBACK;
