-- wilson_interval against the formula in plain SQL numeric.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(31);
\ir include/refusal.sql

-- centre (p + z^2/2n)/(1 + z^2/n), half width
-- z sqrt(p(1-p)/n + z^2/4n^2)/(1 + z^2/n), with 60 decimals
CREATE FUNCTION pg_temp.oracle(successes bigint, trials bigint, z numeric, OUT low numeric, OUT high numeric)
LANGUAGE sql IMMUTABLE AS $$
    WITH n AS (
        SELECT trials + 0.000000000000000000000000000000000000000000000000000000000000 AS n,
               (successes + 0.000000000000000000000000000000000000000000000000000000000000) / trials AS p
    ), w AS (
        SELECT (p + z * z / (2 * n)) / (1 + z * z / n) AS centre,
               z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n) AS half
        FROM n
    )
    SELECT CASE successes WHEN 0 THEN 0 ELSE greatest(centre - half, 0) END,
           CASE successes WHEN trials THEN 1 ELSE least(centre + half, 1) END
    FROM w
$$;

CREATE TEMP TABLE grid AS
SELECT k, n, w.low, w.high, o.low AS oracle_low, o.high AS oracle_high
FROM generate_series(1, 200) AS n
CROSS JOIN LATERAL generate_series(0, n) AS k
CROSS JOIN LATERAL wilson_interval(k, n) AS w
CROSS JOIN LATERAL pg_temp.oracle(k, n, 1.959963984540054) AS o;

SELECT is((SELECT count(*) FROM grid), 20300::bigint, 'all k <= n <= 200');
SELECT is((SELECT count(*) FROM grid WHERE abs(low - oracle_low) <= 1e-12), 20300::bigint, 'lower bounds agree to 1e-12');
SELECT is((SELECT count(*) FROM grid WHERE abs(high - oracle_high) <= 1e-12), 20300::bigint, 'upper bounds agree to 1e-12');
SELECT is_empty('SELECT * FROM grid WHERE NOT (low >= 0 AND low <= k::numeric / n AND k::numeric / n <= high AND high <= 1)',
                '0 <= low <= p <= high <= 1');
SELECT is_empty('SELECT * FROM grid WHERE (k = 0) <> (low = 0)', 'low is 0 for no success, and only then');
SELECT is_empty('SELECT * FROM grid WHERE (k = n) <> (high = 1)', 'high is 1 for successes only, and only then');
SELECT is_empty('SELECT * FROM grid AS a JOIN grid AS b ON b.n = a.n AND b.k = a.n - a.k WHERE abs(a.low + b.high - 1) > 1e-12',
                'failures give the mirrored interval');
SELECT is_empty('SELECT * FROM grid AS a JOIN grid AS b ON b.n = a.n AND b.k = a.k + 1 WHERE b.low <= a.low OR b.high <= a.high',
                'one success more moves both bounds up');
SELECT is_empty('SELECT * FROM grid WHERE scale(low) <> 12 OR scale(high) <> 12', '12 decimals');

-- Other confidences, at spots and on a smaller grid.
CREATE TEMP TABLE other AS
SELECT c.confidence, k, n, w.low, w.high, o.low AS oracle_low, o.high AS oracle_high
FROM (VALUES (0.90, 1.644853626951473), (0.99, 2.575829303548901)) AS c(confidence, z)
CROSS JOIN generate_series(1, 60) AS n
CROSS JOIN LATERAL generate_series(0, n) AS k
CROSS JOIN LATERAL wilson_interval(k, n, c.confidence) AS w
CROSS JOIN LATERAL pg_temp.oracle(k, n, c.z) AS o;

SELECT is((SELECT max(greatest(abs(low - oracle_low), abs(high - oracle_high))) <= 1e-12 FROM other WHERE confidence = 0.90), true,
          '0.90 agrees');
SELECT is((SELECT max(greatest(abs(low - oracle_low), abs(high - oracle_high))) <= 1e-12 FROM other WHERE confidence = 0.99), true,
          '0.99 agrees');
SELECT is_empty('SELECT * FROM other AS a JOIN other AS b USING (k, n)
                 WHERE a.confidence = 0.90 AND b.confidence = 0.99 AND NOT (b.low <= a.low AND a.high <= b.high)',
                'more confidence, wider interval');
SELECT results_eq('SELECT round(low, 3), round(high, 3) FROM wilson_interval(234, 328)', 'VALUES (0.662, 0.760)', '234 of 328');
SELECT results_eq('SELECT round(low, 3), round(high, 3) FROM wilson_interval(1, 328)', 'VALUES (0.001, 0.017)', '1 of 328');
SELECT results_eq('SELECT * FROM wilson_interval(3, 10, 0.950)', 'SELECT * FROM wilson_interval(3, 10)', '0.950 is 0.95, the default');

-- Ends and large numbers.
SELECT results_eq('SELECT low FROM wilson_interval(0, 17)', 'VALUES (0.0)', 'none of 17 begins at 0');
SELECT results_eq('SELECT high FROM wilson_interval(17, 17)', 'VALUES (1.0)', '17 of 17 end at 1');
SELECT results_eq('SELECT low IS NULL, high IS NULL FROM wilson_interval(0, 0)', 'VALUES (true, true)', 'of nothing there is no interval');
SELECT results_eq('SELECT low IS NULL, high IS NULL FROM wilson_interval(NULL, 5)', 'VALUES (true, true)', 'NULL in, NULL out');
SELECT is_empty(
    $$SELECT * FROM (VALUES (1, 9223372036854775807), (4611686018427387903, 9223372036854775807),
                            (9223372036854775806, 9223372036854775807), (123456789, 987654321)) AS v(k, n)
      CROSS JOIN LATERAL wilson_interval(k::bigint, n::bigint) AS w
      CROSS JOIN LATERAL pg_temp.oracle(k::bigint, n::bigint, 1.959963984540054) AS o
      WHERE NOT (w.low >= 0 AND w.high <= 1 AND w.low <= w.high
                 AND abs(w.low - o.low) <= 1e-12 AND abs(w.high - o.high) <= 1e-12)$$,
    'large numbers agree too');

-- Errors.
SELECT pg_temp.refuses('SELECT wilson_interval(6, 5)', 'RI009', '6', 'more successes than trials');
SELECT pg_temp.refuses('SELECT wilson_interval(-1, 5)', 'RI009', '-1', 'negative successes');
SELECT pg_temp.refuses('SELECT wilson_interval(0, -5)', 'RI009', '-5', 'negative trials');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 0)', 'RI009', '1', 'a success of no trial');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, 0.5)', 'RI009', '0.5', 'confidence 0.5', '0.95');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, 0.951)', 'RI009', '0.951', 'confidence 0.951');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, 95)', 'RI009', '95', 'confidence in percent');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, 0)', 'RI009', '0', 'confidence 0');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, ''NaN'')', 'RI009', 'NaN', 'confidence NaN');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, ''Infinity'')', 'RI009', 'Infinity', 'confidence Infinity');
SELECT pg_temp.refuses('SELECT wilson_interval(1, 5, 1e131000)', 'RI009', '1', 'an enormous confidence');

SELECT finish();
ROLLBACK;
