-- Calls every public function, enumerated from the catalog, with odd arguments on
-- odd sources: a new function is attacked by being there.  Each call ends, with an
-- error of ours or of a kind that arguments explain; none is an internal one, and
-- no backend dies.  TAP on standard output.
--
-- Wants the sample data in esystems.  Variables: rounds, how many calls of each
-- function; seed.
SET search_path = research_indicators, research_indicators_internal, public;
SET jit = off;
SET client_min_messages = error;
BEGIN;
\ir hostile_sample.sql
-- every column of every relation holds an odd value in some row
SELECT format('WITH numbered AS (SELECT s.ctid AS place, row_number() OVER (ORDER BY s.ctid) AS n FROM hostile.%1$I AS s) '
              'UPDATE hostile.%1$I AS s SET %2$I = o.value::%3$s FROM numbered AS r JOIN pg_temp.odd_value AS o ON o.data_type = %3$L AND o.number %% 12 = (r.n + %4$s) %% 12 AND r.n %% 3 = %4$s %% 3 '
              'WHERE s.ctid = r.place', c.relation, c.column_name, c.data_type, c.ordinal)
FROM source_column AS c WHERE to_regclass('hostile.' || quote_ident(c.relation)) IS NOT NULL AND c.data_type <> 'boolean'
ORDER BY c.relation, c.ordinal \gexec
SELECT create_archive('research_archive') \g /dev/null

-- Arguments by type: a few that make sense, so that calls get far, and odd ones -------------

CREATE TEMP TABLE argument (data_type text, value text);
INSERT INTO argument
SELECT 'text', v FROM unnest('{NO,983974724,illustrative,hod-2015,hod-2021,nb,en,ministry,public,rhf,institution,publications,points,research_activity,esystems,hostile,research_archive,made-2023-00147}'::text[]) AS v
UNION ALL SELECT 'text', o.value FROM odd_value AS o WHERE o.data_type = 'text'
UNION ALL SELECT 'integer', v FROM unnest('{2023,2023,2022,2025,0,-1,9999,10000,2147483647,-2147483648}'::text[]) AS v
UNION ALL SELECT 'bigint', v FROM unnest('{0,1,2,100000,100001,-1,9223372036854775807,-9223372036854775808}'::text[]) AS v
UNION ALL SELECT 'numeric', o.value FROM odd_value AS o WHERE o.data_type = 'numeric'
UNION ALL SELECT 'numeric', v FROM unnest('{1,0.5,1000000}'::text[]) AS v
UNION ALL SELECT 'date', o.value FROM odd_value AS o WHERE o.data_type = 'date'
UNION ALL SELECT 'date', v FROM unnest('{2023-12-31,2023-01-01}'::text[]) AS v
UNION ALL SELECT 'timestamp with time zone', o.value FROM odd_value AS o WHERE o.data_type LIKE 'timestamp%'
UNION ALL SELECT 'boolean', v FROM unnest('{true,false}'::text[]) AS v
UNION ALL SELECT 'uuid', v FROM unnest('{00000000-0000-0000-0000-000000000000}'::text[]) AS v
UNION ALL SELECT 'jsonb', v FROM unnest(ARRAY['{}', '[]', 'null', '1e400', '{"a": {"b": [1, null, "x"]}}', '{"phase": "planning"}']) AS v
UNION ALL SELECT 'json', v FROM unnest(ARRAY['{}', '[', 'null']) AS v
UNION ALL SELECT 'xml', v FROM unnest(ARRAY['', '<a/>', '<innhold/>', '<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1"/>']) AS v
UNION ALL SELECT 'bytea', v FROM unnest(ARRAY['', '\x00', '\xff00fe', '\x7b226974656d73223a5b5d7d']) AS v
UNION ALL SELECT 'regclass', v FROM unnest('{esystems.publication,pg_class}'::text[]) AS v;

CREATE TEMP TABLE attacked AS
SELECT p.oid, p.proname, p.proretset, ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, n) ORDER BY a.n) AS types
FROM pg_proc AS p
WHERE p.pronamespace = 'research_indicators'::regnamespace AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
  -- the input of types has a test of its own, and takes no SQL value
  AND NOT 'internal'::regtype = ANY (p.proargtypes) AND NOT 'cstring'::regtype = ANY (p.proargtypes);

CREATE TEMP TABLE outcome (function text, state text, said text, call text);

-- A literal of the type: by the list, element by element, NULL, or as a text.
CREATE FUNCTION pg_temp.literal(data_type text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    chosen text;
BEGIN
    IF random() < 0.1 THEN
        RETURN 'NULL::' || data_type;
    ELSIF data_type LIKE '%[]' THEN
        RETURN format('ARRAY[%s]::%s', (SELECT string_agg(pg_temp.literal(left(data_type, -2)), ', ') FROM generate_series(1, floor(random() * 4)::integer)), data_type);
    END IF;
    SELECT a.value INTO chosen FROM pg_temp.argument AS a
    WHERE a.data_type = literal.data_type OR (literal.data_type IN ('name', '"char"', 'citext') AND a.data_type = 'text')
    ORDER BY random() LIMIT 1;
    IF chosen IS NULL THEN
        -- a type of ours, or one that nobody thought of
        RETURN 'NULL::' || data_type;
    END IF;
    RETURN format('%L::%s', chosen, data_type);
END
$$;

CREATE FUNCTION pg_temp.attack(rounds integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    item record;
    call text;
    source text;
BEGIN
    FOR item IN SELECT a.* FROM pg_temp.attacked AS a CROSS JOIN generate_series(1, rounds) AS r ORDER BY a.proname COLLATE "C", a.oid, r LOOP
        call := format('SELECT count(*) FROM (SELECT q::text FROM research_indicators.%I(%s) AS q LIMIT 2000) AS q', item.proname,
                       (SELECT string_agg(pg_temp.literal(t), ', ' ORDER BY n) FROM unnest(item.types) WITH ORDINALITY AS x(t, n)));
        source := (ARRAY['hostile', 'hostile', 'hostile', 'esystems', 'nowhere', '', 'pg_catalog'])[1 + floor(random() * 7)::integer];
        BEGIN
            PERFORM set_config('research_indicators.source_schema', source, true);
            EXECUTE call;
            RAISE EXCEPTION USING ERRCODE = 'TAKEN';
        EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
            INSERT INTO pg_temp.outcome VALUES (item.proname, CASE SQLSTATE WHEN 'TAKEN' THEN '00000' ELSE SQLSTATE END, SQLERRM, left(call, 400) || ' -- source ' || source);
        END;
    END LOOP;
END
$$;
SELECT setseed(:seed / 1000000.0) \g /dev/null
SELECT pg_temp.attack(:rounds) \g /dev/null

-- What an argument may be answered with: ours (RI), data (22), a constraint (23), a
-- right (42501), a name that is taken or reserved, a limit (54), a library (38), a cancel; never an internal error, a
-- name that is not there or a failed assertion.
CREATE TEMP TABLE judged AS
SELECT o.*, o.state ~ '^(00000|RI...|22...|23...|42501|42939|42P07|0A000|54...|38000|57014|2200N|28...)$' AS is_meant FROM outcome AS o;
SELECT '1..' || count(DISTINCT function) FROM judged;
SELECT concat(CASE WHEN bool_and(j.is_meant) THEN '' ELSE 'not ' END, 'ok ', row_number() OVER (ORDER BY j.function COLLATE "C"), ' - ', j.function, ': ',
              count(*), ' calls, ', count(*) FILTER (WHERE j.state = '00000'), ' answered',
              (SELECT string_agg(E'\n# ' || b.state || ' ' || left(b.said, 200) || E'\n#   ' || replace(b.call, E'\n', ' '), '') FROM
                  (SELECT DISTINCT ON (x.state) x.* FROM judged AS x WHERE x.function = j.function AND NOT x.is_meant ORDER BY x.state) AS b))
FROM judged AS j GROUP BY j.function ORDER BY j.function COLLATE "C";
SELECT format('# %s calls of %s functions, seed %s: %s', count(*), count(DISTINCT function), :seed,
              (SELECT string_agg(format('%s %s', s.class, s.calls), ', ' ORDER BY s.class) FROM (SELECT left(state, 2) AS class, count(*) AS calls FROM judged GROUP BY 1) AS s))
FROM judged;
ROLLBACK;
