-- What every object of the extension must have: a comment, explicit labels, a
-- pinned search_path.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(24);

CREATE TEMPORARY TABLE member AS
SELECT d.classid, d.objid, d.classid::regclass::text AS class, pg_describe_object(d.classid, d.objid, 0) AS object
FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'research_indicators';
CREATE TEMPORARY TABLE routine AS
SELECT p.*, m.object, l.lanname
FROM member AS m JOIN pg_proc AS p ON p.oid = m.objid AND m.class = 'pg_proc' JOIN pg_language AS l ON l.oid = p.prolang;

SELECT cmp_ok(count(*), '>', 40::bigint, 'there are members to look at') FROM routine;
SELECT is(array_agg(object ORDER BY object), NULL, 'every function has a comment')
FROM routine WHERE coalesce(obj_description(oid, 'pg_proc'), '') = '';
SELECT is(array_agg(object ORDER BY object), NULL, 'so has every other member: types, operators, tables, views, casts, classes')
FROM member
WHERE class <> 'pg_proc' AND coalesce(obj_description(objid, class::name), '') = ''
  -- a row type or array has that of what it belongs to
  AND NOT EXISTS (SELECT FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
                  WHERE class = 'pg_type' AND t.oid = objid AND (t.typelem <> 0 AND t.typlen = -1 OR c.relkind IN ('r', 'v', 'p')));
SELECT is(array_agg(t.tgname || ' ON ' || t.tgrelid::regclass ORDER BY 1), NULL, 'and every trigger')
FROM pg_trigger AS t JOIN member AS m ON m.class = 'pg_class' AND m.objid = t.tgrelid
WHERE NOT t.tgisinternal AND obj_description(t.oid, 'pg_trigger') IS NULL;
SELECT is(array_agg(m.object ORDER BY m.object), NULL, 'everything stands in the schema of what users call or in that of helpers')
FROM member AS m
LEFT JOIN pg_proc AS p ON m.class = 'pg_proc' AND p.oid = m.objid
LEFT JOIN pg_class AS c ON m.class = 'pg_class' AND c.oid = m.objid
LEFT JOIN pg_type AS t ON m.class = 'pg_type' AND t.oid = m.objid
LEFT JOIN pg_operator AS o ON m.class = 'pg_operator' AND o.oid = m.objid
WHERE coalesce(p.pronamespace, c.relnamespace, t.typnamespace, o.oprnamespace) <> ALL ('{research_indicators,research_indicators_internal}'::regnamespace[]);

-- Volatility and parallel label: the default of both is the worst, so a label
-- that was forgotten is volatile and unsafe together.
SELECT is(array_agg(object ORDER BY object), NULL, 'what is immutable is parallel safe')
FROM routine WHERE provolatile = 'i' AND proparallel <> 's';
SELECT is(array_agg(object ORDER BY object), NULL, 'what is stable is safe or restricted, never unsafe')
FROM routine WHERE provolatile = 's' AND proparallel = 'u';
SELECT is(array_agg(object ORDER BY object), NULL, 'what is volatile is unsafe')
FROM routine WHERE provolatile = 'v' AND proparallel <> 'u';
SELECT is(array_agg(object ORDER BY object), NULL, 'only what writes is volatile, and its name begins with a verb that says so')
FROM routine
WHERE provolatile = 'v'
  AND proname !~ '^(create|copy|set|adopt|guard|grant|issue|approve|submit|supersede|withdraw|waive|carry|import|export|archive|freeze|revoke|drop|record|store|add|report_comment|note|log|append|refuse|protect|forbid|hold|upgrade|load|retry|expire)(_|$)';
SELECT is(array_agg(object ORDER BY object), NULL, 'what reads the sources is restricted: it must see the caller''s snapshot and rights whole')
FROM routine WHERE prosrc ~ 'source_(schema|query)\(' AND prosrc ~ 'EXECUTE' AND provolatile = 's' AND proparallel <> 'r';
SELECT is(array_agg(object ORDER BY object), NULL, 'and goes by source_query: a column that a schema made before lacks reads as NULL')
FROM routine
WHERE prosrc ~ 'EXECUTE format'
  AND prosrc ~ (SELECT '%(1\$)?I\.(' || string_agg(r.relation, '|') || ')\M' FROM research_indicators.source_relation AS r);
SELECT results_eq(
    $$SELECT proname::text COLLATE "default", provolatile::text, proparallel::text FROM routine
      WHERE proname IN ('nvi_points', 'publication_points', 'research_points', 'create_source_tables', 'copy_rule_set', 'set_rule_parameter',
                        'participant_id', 'institutions_at', 'study_publication_status', 'wilson_interval', 'check_sources')
      ORDER BY proname COLLATE "C"$$,
    $$VALUES ('check_sources', 's', 'r'), ('copy_rule_set', 'v', 'u'), ('create_source_tables', 'v', 'u'), ('institutions_at', 's', 'r'),
             ('nvi_points', 'i', 's'), ('participant_id', 'i', 's'), ('publication_points', 's', 'r'), ('research_points', 's', 'r'),
             ('set_rule_parameter', 'v', 'u'), ('study_publication_status', 's', 'r'), ('wilson_interval', 'i', 's')$$,
    'the labels that are agreed');
SELECT is(array_agg(object ORDER BY object), NULL, 'type and operator functions are strict')
FROM routine WHERE proname ~ '^orgnr_' AND NOT proisstrict;

-- Rights
SELECT is(array_agg(object ORDER BY object), NULL, 'nothing is SECURITY DEFINER') FROM routine WHERE prosecdef;
SELECT is(array_agg(object ORDER BY object), NULL, 'every function in SQL or PL/pgSQL pins its search_path')
FROM routine
WHERE lanname IN ('sql', 'plpgsql')
  AND NOT EXISTS (SELECT FROM unnest(proconfig) AS c WHERE c = 'search_path=pg_catalog, pg_temp');
SELECT is(array_agg(object ORDER BY object), NULL, 'and none of another language needs to') FROM routine
WHERE lanname NOT IN ('sql', 'plpgsql', 'c') AND prokind <> 'a';
SELECT is(array_agg(m.object ORDER BY m.object), NULL, 'PUBLIC reads no table')
FROM member AS m JOIN pg_class AS c ON c.oid = m.objid AND m.class = 'pg_class', aclexplode(c.relacl) AS a
WHERE a.grantee = 0;

-- The extension
SELECT results_eq($$SELECT extnamespace::regnamespace::text COLLATE "default", extrelocatable FROM pg_extension WHERE extname = 'research_indicators'$$,
                  $$VALUES ('research_indicators', false)$$, 'schema research_indicators, not relocatable');
SELECT results_eq($$SELECT sql = library, libxml2 ~ '^2[.][0-9]+[.][0-9]+$', libxslt ~ '^1[.]1[.][0-9]+$', jansson ~ '^2[.]' FROM research_indicators.versions()$$,
                  $$VALUES (true, true, true, true)$$, 'versions are numbers apart by points');
SELECT is(array_agg(m.object ORDER BY m.object), NULL, 'no sequence that a restore could lose')
FROM member AS m JOIN pg_class AS c ON c.oid = m.objid AND m.class = 'pg_class' WHERE c.relkind = 'S';

-- pg_upgrade creates functions and views before operator classes, without which a body that sorts or groups values of our types is not understood.
SELECT is_empty($t$SELECT p.oid::regprocedure FROM pg_proc AS p CROSS JOIN LATERAL regexp_matches(p.prosqlbody::text, ':(?:eqop|sortop) (\d+)', 'g') AS m
                   JOIN pg_operator AS o ON o.oid = m[1]::oid
                   WHERE o.oprnamespace = 'research_indicators'::regnamespace
                   UNION ALL
                   SELECT c.oid FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
                   CROSS JOIN LATERAL regexp_matches(r.ev_action::text, ':(?:eqop|sortop) (\d+)', 'g') AS m
                   JOIN pg_operator AS o ON o.oid = m[1]::oid
                   WHERE o.oprnamespace = 'research_indicators'::regnamespace$t$, 'no body parsed at creation sorts or groups values of our types');

-- What PL/pgSQL runs is read when it runs, by a setting of the session: E'' says what a backslash is, and an array reads its own.
SELECT is_empty($t$SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
                   WHERE p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace) AND l.lanname = 'plpgsql'
                     AND strpos(regexp_replace(p.prosrc, $$--[^\n]*|E'[^']*'|'\{[^']*\}'$$, '', 'g'), '\') > 0$t$, 'no literal of a function in PL/pgSQL depends on standard_conforming_strings');

-- Logical replication refuses changes of a published table whose rows nothing identifies.
SELECT research_indicators.create_source_tables('t_keys'), research_indicators.create_archive('t_keys_archive') \g /dev/null
CREATE TEMPORARY TABLE changing AS
SELECT n.nspname, c.oid::regclass AS relation, c.relreplident = 'f' OR EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary) AS identified
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('research_indicators', 'research_indicators_internal', 't_keys', 't_keys_archive');
SELECT is(count(DISTINCT nspname), 4::bigint, 'tables of the extension, of sources, of an archive') FROM changing;
SELECT is(array_agg(relation::text ORDER BY relation), NULL, 'each has a key, or replicates by whole rows') FROM changing WHERE NOT identified;

SELECT * FROM finish();
ROLLBACK;
