-- Shared functions: within the outermost call of one of them each distinct
-- result is computed once, and nothing else changes.  The fronts and bodies
-- here are made for the test; front(signature, result, body) declares both.
--
-- counted(body, query) says how often a body ran while the query did.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET jit = on;
SET max_parallel_workers_per_gather = 0;
SET track_functions = 'all';

CREATE SCHEMA t_shared;
SET search_path TO t_shared, public;

CREATE FUNCTION declare(name text, arguments text, result text, labels text, body text) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE FUNCTION %I(%s) RETURNS %s AS %L, ''research_indicators_shared'' LANGUAGE c %s PARALLEL RESTRICTED',
                   name, arguments, result,
                   (SELECT p.probin FROM pg_proc AS p WHERE p.oid = 'research_indicators.source_schema'::regproc),
                   (regexp_match(labels, 'VOLATILE|STABLE STRICT|STABLE'))[1]);
    EXECUTE format('CREATE FUNCTION compute_%I(%s) RETURNS %s %s AS %L', name, arguments, result, labels, body);
END
$$;

-- door(query): the query, inside a door; writing_door for one that writes
SELECT declare('door', 'query text', 'SETOF text', 'LANGUAGE plpgsql STABLE', 'BEGIN RETURN QUERY EXECUTE query; END');
SELECT declare('writing_door', 'query text', 'SETOF text', 'LANGUAGE plpgsql VOLATILE', 'BEGIN RETURN QUERY EXECUTE query; END');

SELECT declare('numbers', 'last integer', 'SETOF integer', 'LANGUAGE sql STABLE', 'SELECT generate_series(1, last)');

CREATE FUNCTION calls(body text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(pg_stat_get_xact_function_calls(p.oid)), 0)::bigint
    FROM pg_proc AS p WHERE p.proname = 'compute_' || body AND p.pronamespace = 't_shared'::regnamespace
$$;
CREATE FUNCTION counted(body text, query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    before bigint := calls(body);
BEGIN
    EXECUTE query;
    RETURN calls(body) - before;
END
$$;
-- how often a body ran while the queries did inside one door
CREATE FUNCTION counted_inside(body text, query text) RETURNS bigint LANGUAGE sql AS $$
    SELECT counted(body, format('SELECT count(*) FROM door(%L)', query))
$$;

-- A cursor that is held is filled when the transaction ends, here in a loop
-- that commits; this cannot run in a transaction block.
CREATE TABLE held (n integer);
DO $$
DECLARE
    row record;
BEGIN
    FOR row IN SELECT n FROM numbers(3) AS n LOOP
        INSERT INTO held VALUES (row.n);
        COMMIT;
    END LOOP;
END
$$;
SELECT array_agg(n ORDER BY n)::text AS held FROM held \gset
BEGIN;
DECLARE kept CURSOR WITH HOLD FOR SELECT d FROM door('SELECT n::text FROM numbers(4) AS n, numbers(4) AS m WHERE m = 1') AS d;
COMMIT;
FETCH LAST FROM kept \gset kept_
CLOSE kept;
DROP TABLE held;

BEGIN;
SELECT plan(89);

-- Once inside a door -----------------------------------------------------------

SELECT set_eq('SELECT * FROM numbers(3)', ARRAY[1, 2, 3], 'a set');
SELECT results_eq('SELECT numbers(3), 7', 'VALUES (1, 7), (2, 7), (3, 7)', 'a set in the target list');
SELECT is_empty('SELECT * FROM numbers(0)', 'a set without rows');
SELECT is((SELECT n FROM numbers(1000) AS n LIMIT 1), 1, 'LIMIT above a set');
SELECT is(counted('numbers', 'SELECT FROM numbers(3) AS a, numbers(3) AS b'), 2::bigint, 'outside a door nothing is remembered, not in one statement');
SELECT is(counted_inside('numbers', $$SELECT count(*)::text FROM numbers(3) AS a, numbers(3) AS b, numbers(4) AS c$$), 2::bigint,
          'inside each distinct call is computed once');
SELECT results_eq($$SELECT * FROM door($q$SELECT string_agg(a || ':' || b, ' ' ORDER BY a, b) FROM numbers(2) AS a, numbers(2) AS b$q$)$$,
                  $$VALUES ('1:1 1:2 2:1 2:2')$$, 'and every caller has the rows for itself');
SELECT results_eq($$SELECT * FROM door($q$SELECT a::text FROM numbers(0) AS a UNION ALL SELECT b::text FROM numbers(0) AS b$q$)$$,
                  'SELECT NULL::text WHERE false', 'no rows are remembered as no rows');
SELECT is(counted_inside('numbers', $$SELECT 'x' FROM numbers(0) UNION ALL SELECT 'y' FROM numbers(0)$$), 1::bigint, 'once');
SELECT results_eq($$SELECT * FROM door('SELECT (SELECT string_agg(n::text, '','') FROM (SELECT numbers(2) AS n) AS s) || numbers(2)')$$,
                  $$VALUES ('1,21'), ('1,22')$$, 'target lists inside');
SELECT is(counted('numbers', $$SELECT FROM door('SELECT numbers(5)::text') AS a, door('SELECT numbers(5)::text') AS b$$), 2::bigint,
          'two doors in one statement share nothing');
SELECT is(counted_inside('numbers', $$SELECT d FROM door('SELECT numbers(5)::text') AS d UNION ALL SELECT numbers(5)::text$$), 1::bigint,
          'a door inside a door shares with it');
SELECT is(counted_inside('door', $$SELECT d FROM door('SELECT 1::text') AS d UNION ALL SELECT d FROM door('SELECT 1::text') AS d$$), 2::bigint,
          'and is itself computed once');
SELECT is(counted_inside('numbers', $$SELECT sum(s)::text FROM generate_series(1, 4000) AS g, LATERAL (SELECT sum(n) AS s FROM numbers(g % 1000) AS n) AS x$$),
          1000::bigint, 'a lateral with a thousand distinct arguments');
SELECT results_eq($$SELECT * FROM door('SELECT sum(s)::text FROM generate_series(1, 4000) AS g, LATERAL (SELECT sum(n) AS s FROM numbers(g % 1000) AS n) AS x')$$,
                  $$SELECT sum(m * (m + 1) / 2 * 4)::text FROM generate_series(0, 999) AS m$$, 'gives each row its own');
SELECT is(:'held'::text, '{1,2,3}', 'a loop that commits reads on');
SELECT is(:'kept_d'::text, '4', 'a held cursor has its rows');

-- Values -----------------------------------------------------------------------

CREATE TYPE place AS (id integer, name text);
SELECT declare('shout', 'word text', 'text', 'LANGUAGE sql STABLE STRICT', 'SELECT upper(word)');
SELECT declare('describe', 'value numeric', 'text', 'LANGUAGE plpgsql STABLE', $$BEGIN RETURN coalesce(value::text, 'nothing'); END$$);
SELECT declare('total', 'a integer[]', 'bigint', 'LANGUAGE sql STABLE', 'SELECT sum(n) FROM unnest(a) AS n');
SELECT declare('place', 'id integer', 'place', 'LANGUAGE sql STABLE', $$SELECT ROW(id, 'p' || id)::place$$);
SELECT declare('places', 'count integer', 'SETOF place', 'LANGUAGE plpgsql STABLE',
               $$BEGIN RETURN QUERY SELECT g, CASE WHEN g <> 2 THEN 'p' || g END FROM generate_series(1, count) AS g; END$$);
SELECT declare('pair', 'n integer, OUT half integer, OUT rest integer', 'record', 'LANGUAGE sql STABLE', 'SELECT n / 2, n % 2');
SELECT declare('pairs', 'n integer, OUT a integer, OUT b text', 'SETOF record', 'LANGUAGE sql STABLE',
               'SELECT g, repeat(''x'', g) FROM generate_series(1, n) AS g');
SELECT declare('sum_of', 'VARIADIC a integer[]', 'bigint', 'LANGUAGE sql STABLE', 'SELECT sum(n) FROM unnest(a) AS n');
SELECT declare('long_text', 'size integer', 'text', 'LANGUAGE sql STABLE', 'SELECT repeat(''long '', size)');
SELECT declare('length_of', 'value text', 'integer', 'LANGUAGE sql STABLE', 'SELECT length(value)');
SELECT declare('strict_inside', 'a integer, b integer', 'SETOF integer', 'LANGUAGE sql STABLE', 'SELECT a + b');
ALTER FUNCTION compute_strict_inside STRICT;

SELECT results_eq($$SELECT * FROM door($q$SELECT concat_ws('|', shout('a'), shout('a'), shout(NULL), total('{1,2}'), total('{1,2}'), total(NULL), sum_of(1, 2, 3), describe(NULL), describe(1.0), describe(1.00))$q$)$$,
                  $$VALUES ('A|A|3|3|6|nothing|1.0|1.00')$$, 'values by reference and by value, with NULL and with another scale');
SELECT is(counted_inside('describe', 'SELECT describe(NULL) || describe(NULL) || describe(1.0) || describe(1.0) || describe(1.00)'), 3::bigint,
          'NULL is an argument like others; what prints otherwise is another argument');
SELECT is(counted_inside('shout', 'SELECT concat(shout(NULL), shout(NULL))'), 0::bigint, 'a strict front is not asked about NULL');
SELECT is_empty('SELECT * FROM strict_inside(1, NULL)', 'a strict body is not either');
SELECT is(counted_inside('strict_inside', 'SELECT strict_inside(1, NULL)::text UNION ALL SELECT strict_inside(1, 2)::text'), 1::bigint, 'not inside either');
SELECT is(counted_inside('total', $$SELECT (total('{1,2}') + total(ARRAY[1, 2]) + total(ARRAY(SELECT generate_series(1, 2))))::text$$), 1::bigint,
          'equal arrays are equal, however they are made');
SELECT is(counted_inside('place', $$SELECT place(1)::text || (place(1)).name || (SELECT name FROM place(1))$$), 1::bigint, 'a composite value');
SELECT results_eq($$SELECT * FROM door('SELECT place(1)::text || (place(1)).name || (SELECT name FROM place(1))')$$, $$VALUES ('(1,p1)p1p1')$$, 'is whole');
SELECT results_eq($$SELECT * FROM door('SELECT p::text FROM places(3) AS p UNION ALL SELECT q::text FROM places(3) AS q')$$,
                  $$VALUES ('(1,p1)'), ('(2,)'), ('(3,p3)'), ('(1,p1)'), ('(2,)'), ('(3,p3)')$$, 'a set of a composite type');
SELECT declare('row_values', 'count integer', 'SETOF place', 'LANGUAGE sql STABLE',
               $$SELECT CASE WHEN g <> 2 THEN (g, 'p' || g)::place END FROM generate_series(1, count) AS g$$);
SELECT results_eq('SELECT * FROM row_values(3)', $$VALUES (1, 'p1'), (NULL, NULL), (3, 'p3')$$, 'a set of single values of a composite type, which are NULL too');
SELECT is_empty('SELECT * FROM row_values(0)', 'which are none too');
SELECT results_eq($$SELECT * FROM door('SELECT concat(id, name) FROM row_values(3) UNION ALL SELECT concat(id, name) FROM row_values(3)')$$,
                  $$VALUES ('1p1'), (''), ('3p3'), ('1p1'), (''), ('3p3')$$, 'inside too');
SELECT is(counted_inside('row_values', 'SELECT id::text FROM row_values(3) UNION ALL SELECT id::text FROM row_values(3)'), 1::bigint, 'once');
SELECT results_eq($$SELECT * FROM door('SELECT (places(2)).name UNION ALL SELECT (places(2)).name')$$, $$VALUES ('p1'), (NULL), ('p1'), (NULL)$$,
                  'in a target list too');
SELECT results_eq($$SELECT * FROM door('SELECT half || ''.'' || rest FROM pair(5) UNION ALL SELECT (pair(5)).half::text')$$, $$VALUES ('2.1'), ('2')$$,
                  'a record with OUT parameters');
SELECT results_eq($$SELECT * FROM door('SELECT a || b FROM pairs(2) UNION ALL SELECT (pairs(2)).b UNION ALL SELECT pairs(2)::text')$$,
                  $$VALUES ('1x'), ('2xx'), ('x'), ('xx'), ('(1,x)'), ('(2,xx)')$$, 'a set of such records');
SELECT results_eq($$SELECT * FROM door('SELECT (length(long_text(200000)) + length(long_text(200000)))::text')$$, $$VALUES ('2000000')$$, 'a long value');
CREATE TABLE page (body text);
ALTER TABLE page ALTER COLUMN body SET STORAGE external;
INSERT INTO page VALUES (repeat('page', 5000));
SELECT declare('page', '', 'SETOF text', 'LANGUAGE sql STABLE', 'SELECT body FROM page');
SELECT declare('page_value', '', 'text', 'LANGUAGE sql STABLE', 'SELECT body FROM page');
SELECT results_eq($$SELECT * FROM door('SELECT md5(page()) UNION ALL SELECT md5(p) FROM page() AS p UNION ALL SELECT md5(page_value()) UNION ALL SELECT md5(page_value())')$$,
                  $$SELECT md5(repeat('page', 5000)) FROM generate_series(1, 4)$$, 'values that stand out of line in a table');
SELECT is(counted_inside('length_of', $$SELECT sum(length_of(p.body) + length_of(repeat('page', 5000)) + length_of(q.body))::text FROM page AS p, page AS q$$),
          1::bigint, 'as arguments they are what they hold');

-- A body that calls its front ----------------------------------------------------

SELECT declare('fibonacci', 'n integer', 'numeric', 'LANGUAGE sql STABLE',
               'SELECT CASE WHEN n < 2 THEN n ELSE t_shared.fibonacci(n - 1) + t_shared.fibonacci(n - 2) END');
SELECT is(fibonacci(60), 1548008755920::numeric, 'a body may call its front with other arguments');
SELECT is(counted('fibonacci', 'SELECT fibonacci(60)'), 61::bigint, 'each of which is computed once');
SELECT declare('endless', 'n integer', 'SETOF integer', 'LANGUAGE sql STABLE', 'SELECT t_shared.endless(n)');
SELECT throws_ok('SELECT endless(1)', '42P19', NULL, 'with the same it is an error');
SELECT declare('endless_value', 'n integer', 'integer', 'LANGUAGE plpgsql STABLE', 'BEGIN RETURN t_shared.endless_value(n); END');
SELECT throws_ok('SELECT endless_value(1)', '42P19', NULL, 'as a value too');

-- Errors ---------------------------------------------------------------------------

SELECT declare('fragile', 'n integer', 'SETOF integer', 'LANGUAGE plpgsql STABLE',
               $$BEGIN RETURN NEXT 1; IF current_setting('t_shared.fragile', true) = 'yes' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEXT n; END$$);
SELECT declare('fragile_value', 'n integer', 'integer', 'LANGUAGE sql STABLE',
               $$SELECT n / CASE WHEN current_setting('t_shared.fragile', true) = 'yes' THEN 0 ELSE 1 END$$);
SELECT declare('catching', '', 'SETOF text', 'LANGUAGE plpgsql STABLE', $$
BEGIN
    FOR attempt IN 1..3 LOOP
        PERFORM set_config('t_shared.fragile', CASE WHEN attempt < 3 THEN 'yes' ELSE 'no' END, true);
        BEGIN
            RETURN NEXT 'rows ' || (SELECT string_agg(f::text, ' ') FROM t_shared.fragile(7) AS f);
            RETURN NEXT 'rows ' || (SELECT string_agg(f::text, ' ') FROM t_shared.fragile(7) AS f);
        EXCEPTION WHEN raise_exception THEN
            RETURN NEXT SQLERRM;
        END;
        BEGIN
            RETURN NEXT 'value ' || t_shared.fragile_value(7) || t_shared.fragile_value(7);
        EXCEPTION WHEN division_by_zero THEN
            RETURN NEXT SQLERRM;
        END;
    END LOOP;
END
$$);
SELECT results_eq('SELECT * FROM catching()',
                  $$VALUES ('broken'), ('division by zero'), ('broken'), ('division by zero'), ('rows 1 7'), ('rows 1 7'), ('value 77')$$,
                  'what failed leaves nothing behind, and may be asked again');
SELECT is(counted('fragile', 'SELECT FROM catching()') + counted('fragile_value', 'SELECT FROM catching()'), 2::bigint, 'what did not fail is computed once');
SET LOCAL t_shared.fragile = 'yes';
SELECT throws_ok($$SELECT * FROM door('SELECT fragile(1)::text')$$, 'P0001', 'broken', 'an error in a door');
SET LOCAL t_shared.fragile = 'no';
SELECT results_eq($$SELECT * FROM door('SELECT fragile(1)::text')$$, $$VALUES ('1'), ('1')$$, 'closes it');
SELECT is(counted('numbers', 'SELECT numbers(9), numbers(9)'), 2::bigint, 'and nothing is remembered after');
SELECT is(current_setting('jit'), 'on', 'nor is its setting');

CREATE FUNCTION no_body() RETURNS integer LANGUAGE c STABLE AS '$libdir/research_indicators', 'research_indicators_shared';
SELECT throws_ok('SELECT no_body()', '42883', NULL, 'a front without a body');
SELECT declare('other_type', '', 'integer', 'LANGUAGE sql STABLE', 'SELECT 1');
DROP FUNCTION compute_other_type;
CREATE FUNCTION compute_other_type() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1::bigint';
SELECT throws_ok('SELECT other_type()', '42P13', NULL, 'a body that returns another type');
SELECT declare('other_columns', 'OUT a integer, OUT b integer', 'SETOF record', 'LANGUAGE sql STABLE', 'SELECT 1, 2');
DROP FUNCTION compute_other_columns;
CREATE FUNCTION compute_other_columns(OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE sql STABLE AS $$SELECT 1, 'b'$$;
SELECT throws_ok('SELECT * FROM other_columns()', '42P13', NULL, 'a body that returns other columns');
SELECT declare('undeclared', '', 'SETOF record', 'LANGUAGE sql STABLE', 'SELECT 1, 2');
SELECT throws_ok('SELECT * FROM undeclared() AS (a integer, b integer)', '42P13', NULL, 'rows that only the caller declares');
SELECT declare('any_type', 'a anyelement', 'anyelement', 'LANGUAGE sql STABLE', 'SELECT a');
SELECT throws_ok('SELECT any_type(1)', '42P13', NULL, 'a polymorphic function');

-- What a result depends on -----------------------------------------------------------

CREATE TABLE item (id integer);
SELECT declare('item_count', '', 'bigint', 'LANGUAGE sql STABLE', 'SELECT count(*) FROM t_shared.item');
SELECT declare('item_rows', '', 'SETOF integer', 'LANGUAGE sql STABLE', 'SELECT id FROM t_shared.item');
SELECT declare('writing', '', 'SETOF text', 'LANGUAGE plpgsql VOLATILE', $$
DECLARE
    open_cursor CURSOR FOR SELECT t_shared.item_count() AS seen FROM generate_series(1, 2);
    row record;
BEGIN
    RETURN NEXT 'before ' || t_shared.item_count() || t_shared.item_count();
    OPEN open_cursor;
    INSERT INTO t_shared.item VALUES (1);
    RETURN NEXT 'written ' || t_shared.item_count() || (SELECT count(*) FROM t_shared.item_rows());
    FETCH open_cursor INTO row;
    RETURN NEXT 'cursor over the write ' || row.seen;
    BEGIN
        INSERT INTO t_shared.item VALUES (2);
        RETURN NEXT 'in a block ' || t_shared.item_count() || (SELECT count(*) FROM t_shared.item_rows());
        RAISE EXCEPTION 'back';
    EXCEPTION WHEN raise_exception THEN
        RETURN NEXT 'rolled back ' || t_shared.item_count() || (SELECT count(*) FROM t_shared.item_rows());
    END;
    BEGIN
        INSERT INTO t_shared.item VALUES (3);
        RETURN NEXT 'in another ' || t_shared.item_count() || (SELECT count(*) FROM t_shared.item_rows());
    EXCEPTION WHEN raise_exception THEN
        NULL;
    END;
    RETURN NEXT 'kept ' || t_shared.item_count() || (SELECT count(*) FROM t_shared.item_rows());
    DELETE FROM t_shared.item;
    RETURN NEXT 'deleted ' || t_shared.item_count() || (SELECT count(*) FROM t_shared.item_rows());
    CLOSE open_cursor;
END
$$);
SELECT results_eq('SELECT * FROM writing()',
                  $$VALUES ('before 00'), ('written 11'), ('cursor over the write 0'), ('in a block 22'), ('rolled back 11'), ('in another 22'), ('kept 22'), ('deleted 00')$$,
                  'a write is seen by what comes after it, and its rollback too');
SELECT is(counted('item_count', $$SELECT FROM writing_door('SELECT (item_count() + item_count())::text')$$), 1::bigint, 'a door may write');
CREATE FUNCTION add_item() RETURNS integer LANGUAGE sql VOLATILE AS 'INSERT INTO t_shared.item VALUES (9) RETURNING id';
SELECT results_eq($$SELECT * FROM door('SELECT item_count() || ''-'' || add_item() || ''-'' || item_count()')$$, $$VALUES ('0-9-0')$$,
                  'a statement does not see its own writes');
SELECT declare('drawn', '', 'double precision', 'LANGUAGE sql VOLATILE', 'SELECT random()');
SELECT is(counted_inside('drawn', 'SELECT (drawn() + drawn())::text'), 2::bigint, 'what is volatile is never remembered');

CREATE FUNCTION block_numbers() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM t_shared.numbers(11);
    BEGIN
        PERFORM t_shared.numbers(11);
    EXCEPTION WHEN raise_exception THEN
        NULL;
    END;
    RETURN (SELECT count(*) FROM t_shared.numbers(11));
END
$$;
SELECT is(counted_inside('numbers', 'SELECT block_numbers()'), 1::bigint, 'a block with EXCEPTION that only reads shares with what is around it');

CREATE VIEW seen AS SELECT 1 AS n;
SELECT declare('seen', '', 'integer', 'LANGUAGE plpgsql STABLE', 'BEGIN RETURN (SELECT n FROM t_shared.seen); END');
CREATE FUNCTION replace_view() RETURNS text LANGUAGE plpgsql VOLATILE AS
    $$BEGIN CREATE OR REPLACE VIEW t_shared.seen AS SELECT 2 AS n; RETURN 'replaced'; END$$;
SELECT results_eq($$SELECT * FROM door('SELECT concat_ws('' '', seen(), replace_view(), seen())')$$, $$VALUES ('1 replaced 2')$$,
                  'a view that is replaced in the statement');

CREATE ROLE t_shared_one;
CREATE ROLE t_shared_two;
GRANT USAGE ON SCHEMA t_shared, public TO t_shared_one, t_shared_two;
CREATE TABLE owned (owner name, tenant text);
INSERT INTO owned VALUES ('t_shared_one', 'north'), ('t_shared_one', 'south'), ('t_shared_two', 'north');
GRANT SELECT ON owned TO t_shared_one, t_shared_two;
ALTER TABLE owned ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON owned USING (owner = current_user AND coalesce(current_setting('t_shared.tenant', true), '') IN ('', tenant));
SELECT declare('owned_count', '', 'bigint', 'LANGUAGE sql STABLE', 'SELECT count(*) FROM t_shared.owned');
SELECT declare('who', '', 'text', 'LANGUAGE sql STABLE', 'SELECT current_user::text');
CREATE FUNCTION asked_by_one() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT t_shared.who() || t_shared.owned_count()';
CREATE FUNCTION asked_by_two() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT t_shared.who() || t_shared.owned_count()';
ALTER FUNCTION asked_by_one OWNER TO t_shared_one;
ALTER FUNCTION asked_by_two OWNER TO t_shared_two;
SELECT results_eq($$SELECT * FROM door('SELECT concat_ws('' '', asked_by_one(), asked_by_two(), owned_count(), asked_by_one())')$$,
                  $$VALUES ('t_shared_one2 t_shared_two1 3 t_shared_one2')$$, 'callers with SECURITY DEFINER see what they may see');
SELECT is(counted_inside('owned_count', 'SELECT concat(asked_by_one(), asked_by_two(), owned_count(), asked_by_one())'), 3::bigint, 'and share what is theirs');
SELECT declare('changing_role', '', 'SETOF text', 'LANGUAGE plpgsql VOLATILE', $$
BEGIN
    RETURN NEXT (SELECT t_shared.owned_count());
    SET LOCAL ROLE t_shared_one;
    RETURN NEXT (SELECT t_shared.who() || t_shared.owned_count());
    SET LOCAL ROLE t_shared_two;
    RETURN NEXT (SELECT t_shared.who() || t_shared.owned_count());
    RESET ROLE;
    SET LOCAL row_security = off;
    RETURN NEXT (SELECT t_shared.owned_count());
    SET LOCAL ROLE t_shared_one;
    BEGIN
        SET LOCAL row_security = on;
        RETURN NEXT (SELECT t_shared.owned_count());
        SET LOCAL row_security = off;
        RETURN NEXT (SELECT t_shared.owned_count());
    EXCEPTION WHEN insufficient_privilege THEN
        RETURN NEXT 'row_security';
    END;
    SET LOCAL row_security = on;
    RETURN NEXT (SELECT t_shared.owned_count());
    RESET ROLE;
END
$$);
SELECT results_eq('SELECT * FROM changing_role()', $$VALUES ('3'), ('t_shared_one2'), ('t_shared_two1'), ('3'), ('2'), ('row_security'), ('2')$$,
                  'SET ROLE and row_security inside a door');
CREATE FUNCTION tenants() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    seen text := '';
BEGIN
    seen := seen || owned_count();
    PERFORM set_config('t_shared.tenant', 'south', true);
    seen := seen || owned_count();
    PERFORM set_config('t_shared.tenant', 'north', true);
    RETURN seen || owned_count();
END
$$;
SET LOCAL ROLE t_shared_one;
SELECT is(tenants(), '211', 'a policy that reads a setting, changed between two doors in one call');
SET LOCAL t_shared.tenant = '';
SELECT results_eq($$SELECT owned_count() || set_config('t_shared.tenant', 'west', true) || owned_count()$$, $$VALUES ('2west0')$$, 'or in one statement');
RESET ROLE;

REVOKE EXECUTE ON FUNCTION compute_who() FROM PUBLIC;
SET LOCAL ROLE t_shared_two;
SELECT throws_ok('SELECT who()', '42501', NULL, 'the right to execute the body is the caller''s');
SELECT throws_ok($$SELECT * FROM door('SELECT who()')$$, '42501', NULL, 'inside a door too');
RESET ROLE;
SELECT throws_ok($$SELECT * FROM door('SELECT who() || asked_by_two()')$$, '42501', NULL, 'whoever computed it before');

SELECT declare('source_of', '', 'text', 'LANGUAGE sql STABLE',
               $$SELECT research_indicators.source_schema() || coalesce(to_regnamespace(research_indicators.source_schema())::oid::text, ' missing')$$);
CREATE FUNCTION with_setting(name text, value text) RETURNS text LANGUAGE plpgsql VOLATILE AS
    $$BEGIN RETURN set_config(name, value, true); END$$;
SELECT results_eq(format('SELECT * FROM door(%L)', $$SELECT replace(concat_ws(' ', source_of(), with_setting('research_indicators.source_schema', 't_shared'), source_of()),
                                                    't_shared'::regnamespace::oid::text, '-oid')$$),
                  $$VALUES ((SELECT source_of() FROM set_config('research_indicators.source_schema', 't_none', true)) || ' t_shared t_shared-oid')$$,
                  'a source schema that is set inside a door') FROM set_config('research_indicators.source_schema', 't_none', true);
SET LOCAL research_indicators.source_schema = 't_none';
SELECT results_eq($$SELECT * FROM door('SELECT concat_ws('', '', source_of(), with_setting(''research_indicators.source_schema'', ''t_neither''), source_of())')$$,
                  $$VALUES ('t_none missing, t_neither, t_neither missing')$$, 'schemas that are missing are not the same one');
CREATE FUNCTION exchange_schema() RETURNS text LANGUAGE plpgsql VOLATILE AS
    $$BEGIN ALTER SCHEMA t_source RENAME TO t_old; CREATE SCHEMA t_source; RETURN 'exchanged'; END$$;
CREATE SCHEMA t_source;
SET LOCAL research_indicators.source_schema = 't_source';
SELECT is(d, 'false', 'another schema that has taken its name')
FROM door($$SELECT (source_of() = CASE exchange_schema() WHEN 'exchanged' THEN source_of() END)::text$$) AS d;

-- output of bytea is called immutable: as a constant 18, which keeps plans of SQL functions, would write it once for all settings
SELECT declare('clock', '', 'text', 'LANGUAGE sql STABLE', $$SELECT '2023-12-31 23:30+00'::timestamptz::text || ' ' || interval '1 day 2 hours' || ' ' || 0.1::float8 || ' ' || decode(left(now()::text, 0) || '01', 'hex')$$);
CREATE FUNCTION clock_elsewhere() RETURNS text LANGUAGE sql STABLE SET timezone = 'Asia/Tokyo' AS 'SELECT t_shared.clock()';
CREATE FUNCTION clock_sql() RETURNS text LANGUAGE sql STABLE SET datestyle = 'SQL, MDY' AS 'SELECT t_shared.clock()';
CREATE FUNCTION clock_order() RETURNS text LANGUAGE sql STABLE SET datestyle = 'ISO, DMY' AS 'SELECT t_shared.clock()';
CREATE FUNCTION clock_iso() RETURNS text LANGUAGE sql STABLE SET intervalstyle = 'iso_8601' AS 'SELECT t_shared.clock()';
CREATE FUNCTION clock_digits() RETURNS text LANGUAGE sql STABLE SET extra_float_digits = -12 AS 'SELECT t_shared.clock()';
CREATE FUNCTION clock_escape() RETURNS text LANGUAGE sql STABLE SET bytea_output = 'escape' AS 'SELECT t_shared.clock()';
SET LOCAL timezone = 'UTC';
SELECT is(counted_inside('clock', 'SELECT concat(clock(), clock_elsewhere(), clock_sql(), clock_order(), clock_iso(), clock_digits(), clock_escape(), clock())'), 7::bigint,
          'settings that change what a value looks like');
SELECT is((SELECT count(DISTINCT x) FROM door('SELECT unnest(ARRAY[clock(), clock_elsewhere(), clock_sql(), clock_iso(), clock_escape()])') AS x), 5::bigint, 'each has its own');
SELECT declare('greater', 'a text, b text', 'boolean', 'LANGUAGE sql STABLE', 'SELECT a > b');
SELECT is(counted_inside('greater', $$SELECT concat(greater('a' COLLATE "C", 'B'), greater('a' COLLATE "C", 'B'), greater('a' COLLATE "POSIX", 'B'))$$), 2::bigint,
          'the collation of a call');

-- Settings of a door ------------------------------------------------------------------

SELECT results_eq($$SELECT * FROM door('SELECT current_setting(''jit'')')$$, $$VALUES ('off')$$, 'no JIT inside');
SELECT is(current_setting('jit'), 'on', 'but outside');
CREATE FUNCTION jit_after_error() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM door('SELECT (1 / 0)::text');
    RETURN 'no error';
EXCEPTION WHEN division_by_zero THEN
    RETURN current_setting('jit');
END
$$;
SELECT is(jit_after_error(), 'on', 'and after an error');

-- Memory and disk -----------------------------------------------------------------------

CREATE FUNCTION own_files() RETURNS bigint LANGUAGE sql VOLATILE AS
    $$SELECT count(*) FROM pg_ls_tmpdir() AS f WHERE f.name LIKE 'pgsql_tmp' || pg_backend_pid() || '.%'$$;
SET LOCAL work_mem = '64kB';
SELECT declare('many', 'n integer, seed integer', 'SETOF place', 'LANGUAGE sql STABLE', 'SELECT g, repeat(md5(g::text), 3) FROM generate_series(seed, seed + n - 1) AS g');
CREATE FUNCTION digest(n integer, seed integer) RETURNS text LANGUAGE sql STABLE AS
    $$SELECT md5(string_agg(m::text, ',' ORDER BY id)) FROM t_shared.many(n, seed) AS m$$;
SELECT is((SELECT count(DISTINCT d) FROM door('SELECT digest(20000, 1) UNION ALL SELECT digest(20000, 1) UNION ALL SELECT digest(20000, 1)') AS d), 1::bigint,
          'rows that go to disk are the same every time');
SELECT results_eq($$SELECT DISTINCT d FROM door('SELECT digest(20000, 1) UNION ALL SELECT digest(20000, 1)') AS d$$, 'SELECT digest(20000, 1)', 'and those computed without a door');
SELECT is(counted_inside('many', 'SELECT digest(20000, 1) UNION ALL SELECT digest(20000, 1)'), 1::bigint, 'computed once');
SELECT results_eq($$SELECT d > '0' FROM door('SELECT own_files()::text FROM digest(20000, 1)') AS d UNION ALL SELECT own_files() = 0$$, 'VALUES (true), (true)',
                  'no file outlives its door');
SELECT cmp_ok(counted_inside('many', $$SELECT digest(500, s) FROM generate_series(1, 100) AS s UNION ALL SELECT digest(500, s) FROM generate_series(1, 100) AS s$$), '>', 100::bigint,
              'beyond the memory that all may have, results are computed again');
SELECT is((SELECT count(*) FROM (SELECT d FROM door('SELECT digest(500, s) FROM generate_series(1, 100) AS s UNION ALL SELECT digest(500, s) FROM generate_series(1, 100) AS s') AS d GROUP BY d HAVING count(*) = 2) AS twice),
          100::bigint, 'with the same rows');
SELECT cmp_ok(counted_inside('long_text', 'SELECT (length(long_text(20000)) + length(long_text(20000)))::text'), '=', 2::bigint, 'a value larger than work_mem is not kept');
SELECT is((SELECT sum(d::integer) FROM door('SELECT length_of(g::text)::text FROM generate_series(1, 20000) AS g') AS d),
          (SELECT sum(length(g::text)) FROM generate_series(1, 20000) AS g), 'nor are more values than there is room for');
SELECT is(own_files(), 0::bigint, 'and there is no file');

-- a statement that is cancelled in the middle of a body
SELECT declare('cancelling', 'n integer', 'SETOF text', 'LANGUAGE plpgsql STABLE', $$
BEGIN
    RETURN QUERY SELECT md5(g::text) FROM generate_series(1, 20000) AS g;
    PERFORM pg_cancel_backend(pg_backend_pid());
    PERFORM pg_sleep(60);
END
$$);
SELECT declare('cancelled', '', 'SETOF text', 'LANGUAGE plpgsql STABLE', $$
BEGIN
    RETURN NEXT t_shared.digest(20000, 1);
    BEGIN
        RETURN NEXT t_shared.digest(20000, 2);
        PERFORM FROM t_shared.cancelling(1);
    EXCEPTION WHEN query_canceled THEN
        RETURN NEXT 'cancelled';
    END;
    RETURN NEXT t_shared.digest(20000, 1);
    RETURN NEXT t_shared.digest(20000, 2);
END
$$);
SELECT results_eq('SELECT * FROM cancelled()',
                  $$SELECT unnest(ARRAY[digest(20000, 1), digest(20000, 2), 'cancelled', digest(20000, 1), digest(20000, 2)])$$,
                  'a body that is cancelled in a block leaves the door as it was');
CREATE FUNCTION cancelled_door() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM t_shared.door('SELECT digest(20000, 1) UNION ALL SELECT cancelling(1)');
EXCEPTION WHEN query_canceled THEN
    RETURN 'cancelled';
END
$$;
SELECT is(cancelled_door(), 'cancelled', 'a door that is cancelled');
SELECT is(own_files(), 0::bigint, 'leaves no file');
RESET work_mem;

-- Cursors ---------------------------------------------------------------------------------

SELECT declare('opening', '', 'SETOF text', 'LANGUAGE plpgsql STABLE', $$
DECLARE
    left_open refcursor := 'left_open';
    row record;
BEGIN
    OPEN left_open FOR SELECT t_shared.shout('w' || n) AS word, t_shared.shout('same') AS same FROM t_shared.numbers(3) AS n;
    FETCH left_open INTO row;
    RETURN NEXT row.word;
    RETURN NEXT t_shared.shout('same');
END
$$);
SELECT results_eq('SELECT * FROM opening()', $$VALUES ('W1'), ('SAME')$$, 'a cursor that a body opens');
FETCH NEXT FROM left_open \gset left_
SELECT is(:'left_word' || ' ' || :'left_same', 'W2 SAME', 'reads on when the door is closed');
CREATE FUNCTION read_on() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    left_open refcursor := 'left_open';
    row record;
BEGIN
    FETCH left_open INTO row;
    RETURN row.word;
END
$$;
SELECT results_eq($$SELECT * FROM writing_door('SELECT read_on()')$$, $$VALUES ('W3')$$, 'and inside another');
CLOSE left_open;

SELECT * FROM finish();
ROLLBACK;

SET client_min_messages = warning;
DROP SCHEMA t_shared CASCADE;
