-- Values as people write them: read or NULL, never an error; ISBN and ISSN
-- against contrib's isn where it is there; texts of files.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(34);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;

SELECT is(parse_decimal('1 234,50', ','), 1234.50, 'a Norwegian number');
SELECT is(parse_decimal('1,234.50'), 1234.50, 'an English one');
SELECT is(parse_decimal('1,5'), NULL, 'a comma is no point');
SELECT is(parse_decimal('1e400'), NULL, 'no exponent');
SELECT is(parse_decimal('1,5', 'x'), NULL, 'no such decimal sign: NULL, no error');
SELECT is(parse_decimal(repeat('9', 400)), repeat('9', 400)::numeric, '400 digits');
SELECT is(parse_decimal(repeat('9', 1000000)), NULL, 'a million of them are none');
SELECT is(parse_integer('2147483647'), 2147483647, 'the largest integer');
SELECT is(parse_integer('2147483648'), NULL, 'is the largest');
SELECT is(parse_integer('-2147483648'), -2147483648, 'the smallest');
SELECT is(parse_integer('-2147483649'), NULL, 'is the smallest');
SELECT is(parse_integer('12.0'), 12, '12.0 is whole');
SELECT is(parse_integer('12.5'), NULL, '12.5 is not');
SELECT is(parse_date('31.12.2024', '{YYYY-MM-DD,DD.MM.YYYY}'), date '2024-12-31', 'the second format fits');
SELECT is(parse_date('30.02.2024', '{DD.MM.YYYY}'), NULL, 'no such day');
SELECT is(parse_date('2024-12-31', '{nonsense}'), NULL, 'no such format: NULL, no error');
SELECT is(parse_date('2024-12-31', ARRAY[NULL, 'YYYY-MM-DD']), date '2024-12-31', 'NULL is no format');
SELECT is(parse_moment('2024-06-01T12:00:00+02:00'), timestamptz '2024-06-01 10:00:00Z', 'a moment');
SELECT is(parse_moment('2024-06-01'), timestamptz '2024-06-01 00:00:00Z', 'the beginning of a day in UTC');
SELECT is(parse_moment('2024-06-01T12:00:00'), NULL, 'no zone, no moment');
SELECT is(parse_boolean('Ja'), true, 'ja');
SELECT is(parse_boolean('kanskje'), NULL, 'kanskje');
SELECT is(parse_isbn('979-10-90636-07-1'), '9791090636071', 'a French 979');
SELECT is(parse_isbn('978-0-306-40615-8'), NULL, 'a wrong check digit');
SELECT is(parse_issn('1050124x'), '1050-124X', 'an ISSN');

-- the oracle: every number with one digit changed, by both
SELECT count(*) > 0 AS has_isn FROM pg_available_extensions WHERE name = 'isn' \gset
\if :has_isn
CREATE EXTENSION isn SCHEMA public;
CREATE FUNCTION pg_temp.isn_takes(value text, kind text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT %L::public.%I', value, kind);
    RETURN true;
EXCEPTION WHEN OTHERS THEN
    RETURN false;
END $$;
SELECT is((SELECT count(*) FROM generate_series(0, 999) AS n, LATERAL (SELECT '0306406' || lpad(n::text, 3, '0') AS value) AS v
           WHERE (parse_isbn(v.value) IS NOT NULL) <> pg_temp.isn_takes(v.value, 'isbn')), 0::bigint, 'isn says the same of 1 000 ISBNs of ten digits');
SELECT is((SELECT count(*) FROM generate_series(0, 999) AS n, LATERAL (SELECT '9780306406' || lpad(n::text, 3, '0') AS value) AS v
           WHERE (parse_isbn(v.value) IS NOT NULL) <> pg_temp.isn_takes(v.value, 'isbn13')), 0::bigint, 'and of 1 000 of thirteen');
SELECT is((SELECT count(*) FROM generate_series(0, 999) AS n, LATERAL (SELECT '03178' || lpad(n::text, 3, '0') AS value) AS v
           WHERE (parse_issn(v.value) IS NOT NULL) <> pg_temp.isn_takes(v.value, 'issn')), 0::bigint, 'and of 1 000 ISSNs');
\else
SELECT skip('contrib''s isn is not installed', 3);
\endif

SELECT is(import_text('\x626ce5', 'ISO 8859-1'), 'blå', 'ISO 8859-1');
SELECT is(import_text('\x8020e5', 'Windows-1252'), '€ å', 'Windows-1252');
SELECT is(import_text('\xefbbbf61'), 'a', 'a byte order mark is dropped');
SELECT pg_temp.refuses($$SELECT research_indicators.import_text('\x610a62e561')$$, 'RI100', 'line 2', 'RI100 names the place of what is no UTF-8');
SELECT pg_temp.refuses($$SELECT research_indicators.import_text('\x6100')$$, 'RI100', 'NUL', 'RI100: a NUL');
SELECT pg_temp.refuses($$SELECT research_indicators.import_text('\x61', 'EBCDIC')$$, 'RI101', 'EBCDIC', 'RI101: another encoding');
SELECT * FROM finish();
ROLLBACK;
