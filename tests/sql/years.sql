-- Years and days that no calendar of ours has: an error of class RI from every
-- function that takes one, found in the catalog, so that a new one is covered.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(11);
SET search_path TO research_indicators, research_indicators_internal, public;
SELECT create_archive('t_archive');
SET research_indicators.archive_schema = 't_archive';

-- Usable values for the other arguments, by name; NULL where there is none.
CREATE FUNCTION pg_temp.usual(argument text, type regtype) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    CASE WHEN argument ~ 'year' AND type = 'integer'::regtype THEN '2023'
         WHEN argument = 'result_years' THEN '{2023}'
         WHEN argument ~ '^(total|amount)' THEN '1000000'
         ELSE CASE argument WHEN 'as_of' THEN '2023-12-31' WHEN 'orgnr' THEN 'NO' WHEN 'rule_set' THEN 'illustrative' WHEN 'rule_set_a' THEN 'illustrative'
              WHEN 'rule_set_b' THEN 'illustrative' WHEN 'indicator' THEN 'innovation' WHEN 'dimension' THEN 'health_category' WHEN 'weights' THEN '{1}'
              WHEN 'level' THEN 'rhf' WHEN 'lang' THEN 'nb' WHEN 'edition' THEN 'ministry' WHEN 'family' THEN 'hod' WHEN 'status' THEN 'final'
              WHEN 'policy' THEN CASE type WHEN 'text'::regtype THEN 'who' END WHEN 'min_completeness' THEN '0' WHEN 'skip_unset' THEN 'true' WHEN 'all_years' THEN 'true'
              WHEN 'unit_ids' THEN '{NO}' WHEN 'left_out' THEN '{}' WHEN 'points' THEN '{}' WHEN 'facts' THEN '{}' WHEN 'unit_level' THEN 'nation'
              WHEN 'institution_id' THEN 'NO' WHEN 'measure' THEN 'registered' WHEN 'dimensions' THEN '{}' WHEN 'phases' THEN 'ho21-5'
              WHEN 'form' THEN 'csv' WHEN 'url' THEN 'report.csv' WHEN 'structure_id' THEN 'SITE:FACTS(1.0)' WHEN 'archive' THEN 't_archive'
              WHEN 'report_id' THEN '00000000-0000-0000-0000-000000000001' END END;

-- Every public function with such an argument (helpers are called with what
-- these have checked), and how it is called with one value there.
CREATE TEMP TABLE argument AS
    SELECT p.oid::regprocedure AS function, p.oid, p.proisstrict AS strict, a.name, a.type::regtype AS type, a.place
    FROM pg_proc AS p
    CROSS JOIN LATERAL (SELECT p.proargnames[n] AS name, p.proargtypes[n - 1] AS type, n AS place FROM generate_series(1, p.pronargs) AS n) AS a
    WHERE p.pronamespace = 'research_indicators'::regnamespace AND p.prokind = 'f';

CREATE TEMP TABLE tried AS
    SELECT a.*, v.value
    FROM argument AS a
    CROSS JOIN LATERAL unnest(CASE WHEN a.type = 'integer[]'::regtype THEN '{"{0}","{10000}","{2023,2147483647}"}'
                                   WHEN a.type = 'integer'::regtype THEN '{0,-2147483648,10000,2147483647}'
                                   ELSE '{infinity,-infinity,0001-12-31 BC,10000-01-01,NULL}' END::text[]) AS v(value)
    WHERE (a.name ~ 'year' AND a.type IN ('integer'::regtype, 'integer[]'::regtype) OR a.name = 'as_of' AND a.type = 'date'::regtype)
      -- how result years become parameters of points: the public function has checked them
      AND NOT (a.type = 'integer[]'::regtype AND a.function::text !~ '^simulate_indicator');

CREATE FUNCTION pg_temp.call(called oid, at integer, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    arguments text := (SELECT string_agg(format('%L::%s', CASE WHEN a.place = at THEN value
                                                     -- steps of publications go by an NVI set
                                                     WHEN a.name = 'rule_set' AND a.function::text ~ '^publication_.*_steps' THEN 'nvi-2015'
                                                     ELSE pg_temp.usual(a.name, a.type) END, a.type), ', ' ORDER BY a.place)
                       FROM argument AS a WHERE a.oid = called);
BEGIN
    EXECUTE format('SELECT count(r) FROM %s(%s) AS r', called::regproc, arguments);
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;

CREATE FUNCTION pg_temp.hint(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE command;
    RETURN '';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN hint;
END
$$;

SELECT cmp_ok(count(DISTINCT function), '>=', 50::bigint, 'there are functions to look at') FROM tried;
CREATE TEMP TABLE answered AS SELECT t.function::text AS function, t.name, t.value, pg_temp.call(t.oid, t.place, t.value) AS outcome FROM tried AS t;
SELECT is(array_agg(format('%s, %s %s: %s', function, name, coalesce(value, 'NULL'), outcome) ORDER BY function, name, value), NULL,
          'every function refuses a year or a day outside the calendar by RI019')
FROM answered WHERE outcome <> 'RI019';

-- The same calls with usual values answer, so that the refusals are about the
-- value; the grant and the reports have tests enough of their own, and take long,
-- and what asks for a set of the site's, an issued report or a list is not called so.
SELECT is(array_agg(t.function::text || ': ' || u.outcome ORDER BY t.function::text), NULL, 'and answers to a usual one')
FROM (SELECT DISTINCT ON (oid) * FROM tried WHERE function::text !~ 'report|grant|allocation|simulate|records|^adopt_|^explain_archived_|^compare_' ORDER BY oid, place) AS t
CROSS JOIN LATERAL pg_temp.call(t.oid, t.place, pg_temp.usual(t.name, t.type)) AS u(outcome)
WHERE u.outcome <> 'no error';

SELECT throws_ok($$SELECT * FROM grant_allocation(2, 1, 'hod-2015')$$, 'RI019', NULL, 'a grant whose result years begin before the year 1');
SELECT throws_ok($$SELECT * FROM simulate_indicator(2025, 1, 'illustrative', 'innovation', '{1}', '{2023,0}')$$, 'RI019', NULL, 'a result year that is none');
SELECT lives_ok('SELECT FROM institutions_at(1) AS a, institutions_at(9999) AS b', 'the first and the last year are years');
SELECT is(require_year(2023), 2023, 'a year is given back');
SELECT is(require_year(NULL), NULL, 'NULL is for each function to answer');
SELECT is(require_date('2023-12-31'), '2023-12-31'::date, 'so is a day');
SELECT is(ARRAY[require_date('0001-01-01'), require_date('9999-12-31')], '{0001-01-01,9999-12-31}'::date[], 'the first and the last day');
SELECT ok(bool_and(pg_temp.hint(c) <> ''), 'with a hint') FROM unnest(ARRAY['SELECT require_year(0)', $$SELECT require_date('infinity')$$]) AS c;
SELECT finish();
ROLLBACK;
