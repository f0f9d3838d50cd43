-- Who may what: every function and table against every kind of access, PUBLIC and
-- the owner, with the SQLSTATE of each cell; functions run as their caller, of a
-- pinned search_path, and see what row-level security lets him see.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(24);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
SELECT create_archive('t_archive');
SET research_indicators.archive_schema = 't_archive';
INSERT INTO t_archive.setting VALUES ('draft_retention_days', '30');
CREATE TEMP TABLE it AS SELECT issue_report(2023, '983974724') AS id;
CREATE ROLE t_public;
CREATE ROLE t_analyst;
CREATE ROLE t_reporter;
CREATE ROLE t_steward;
CREATE ROLE t_approver;
CREATE ROLE t_importer;
SELECT grant_access('t_' || kind, kind) FROM unnest('{analyst,reporter,steward,approver,importer}'::text[]) AS kind;
GRANT USAGE ON SCHEMA t_source, public TO t_analyst, t_reporter, t_steward, t_approver, t_importer;
GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO t_analyst, t_reporter, t_steward, t_approver, t_importer;
GRANT SELECT ON it TO PUBLIC;
CREATE TEMP TABLE person (name text);
INSERT INTO person VALUES ('t_public'), ('t_analyst'), ('t_reporter'), ('t_steward'), ('t_approver'), ('t_importer');

CREATE FUNCTION pg_temp.became(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text := 'done';
BEGIN
    BEGIN
        IF role <> 'owner' THEN
            EXECUTE format('SET LOCAL ROLE %I', role);
        END IF;
        EXECUTE statement;
        RAISE EXCEPTION USING ERRCODE = 'TT000';
    EXCEPTION WHEN SQLSTATE 'TT000' THEN
        RETURN 'done';
    WHEN OTHERS THEN
        RETURN SQLSTATE;
    END;
END
$$;

SET CONSTRAINTS ALL IMMEDIATE;

-- Tables: every one of the extension's schemas and the archive's, enumerated.  A
-- statement that touches no row still needs the right.
CREATE TEMP TABLE held AS
SELECT n.nspname AS schema, c.relname AS relation, c.relkind, p.name AS role, v.verb,
       pg_temp.became(p.name, CASE v.verb
           WHEN 'SELECT' THEN format('SELECT count(*) FROM %I.%I', n.nspname, c.relname)
           WHEN 'INSERT' THEN format('INSERT INTO %I.%I SELECT * FROM %1$I.%2$I WHERE false', n.nspname, c.relname)
           WHEN 'UPDATE' THEN format('UPDATE %I.%I SET %I = %3$I WHERE false', n.nspname, c.relname, a.attname)
           WHEN 'DELETE' THEN format('DELETE FROM %I.%I WHERE false', n.nspname, c.relname)
           ELSE format('TRUNCATE %I.%I', n.nspname, c.relname) END) AS became
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = 1
CROSS JOIN (TABLE person UNION ALL VALUES ('owner')) AS p(name)
CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) AS v(verb)
WHERE n.nspname IN ('research_indicators', 'research_indicators_internal', 't_archive') AND (c.relkind = 'r' OR c.relkind = 'v' AND v.verb = 'SELECT');
SELECT cmp_ok((SELECT count(DISTINCT schema || relation) FROM held), '>', 30::bigint, 'there are tables in the matrix');
CREATE TEMP TABLE wanted AS
SELECT h.*, CASE
    WHEN h.role = 'owner' THEN
        CASE WHEN h.verb = 'TRUNCATE' AND h.relation IN ('rule_set', 'rule_parameter', 'publication_weight', 'rule_code') THEN 'RI031'
             WHEN h.verb = 'TRUNCATE' AND h.schema = 't_archive' AND h.relation LIKE 'report%' THEN 'RI050 or 0A000'
             WHEN h.verb = 'INSERT' AND h.schema = 't_archive' AND h.relation LIKE 'report%' AND h.relation <> 'report_event' THEN 'RI050'
             WHEN h.verb = 'TRUNCATE' AND EXISTS (SELECT FROM pg_constraint AS k WHERE k.contype = 'f' AND k.confrelid = format('%I.%I', h.schema, h.relation)::regclass) THEN '0A000'
             ELSE 'done' END
    WHEN h.role = 't_public' THEN '42501'
    WHEN h.verb = 'SELECT' THEN
        CASE h.relation WHEN 'quarantine' THEN CASE h.role WHEN 't_importer' THEN 'done' ELSE '42501' END
                        WHEN 'import_log' THEN CASE WHEN h.role IN ('t_importer', 't_reporter') THEN 'done' ELSE '42501' END
                        WHEN 'import_key' THEN '42501'
                        ELSE 'done' END
    WHEN h.role = 't_importer' AND (h.relation, h.verb) IN (('import_log', 'INSERT'), ('quarantine', 'INSERT'), ('quarantine', 'DELETE')) THEN 'done'
    WHEN h.schema = 't_archive' AND h.relation LIKE 'report%' AND h.verb = 'INSERT' AND h.role = 't_reporter' THEN
        CASE h.relation WHEN 'report_event' THEN 'done' ELSE 'RI050' END
    WHEN h.relation = 'report_event' AND h.verb = 'INSERT' AND h.role = 't_approver' THEN 'done'
    WHEN h.role = 't_steward' AND h.verb IN ('INSERT', 'UPDATE', 'DELETE')
         AND h.relation IN ('rule_set', 'rule_parameter', 'publication_weight', 'rule_code', 'rule_set_adoption') THEN 'done'
    ELSE '42501' END AS should
FROM held AS h;
SELECT is_empty($$SELECT schema, relation, role, verb, became, should FROM wanted
                  WHERE strpos(should, became) = 0$$, 'every cell of tables is as the kinds say');
SELECT diag(format('%s cells of tables: %s', count(*), string_agg(DISTINCT became, ' '))) FROM wanted;

-- Functions: all of the extension's, enumerated.  PUBLIC reaches none; whoever has
-- access may execute all; none runs as its owner.
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p
                  WHERE p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace) AND p.prosecdef$$,
                'no function runs as its owner');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
                  WHERE p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace)
                    AND l.lanname IN ('sql', 'plpgsql') AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)$$,
                'every function in SQL and PL/pgSQL pins its search_path');
-- fronts run bodies that pin it; the others named here run no query
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
                  WHERE p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace)
                    AND l.lanname = 'c' AND p.provolatile <> 'i' AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)
                    AND p.prosrc NOT IN ('research_indicators_shared', 'research_indicators_latest')
                    AND p.proname NOT IN ('source_schema', 'archive_schema', 'library_versions', 'hold', 'hold_rule_sets_lock', 'report_page',
                                          'schema_findings', 'is_freezing', 'settings_assigned', 'json_documents', 'import_text', 'person_pseudonym', 'may_catch')$$, 'every function in C that may run a query does');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p
                  WHERE p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace)
                    AND NOT has_function_privilege('t_analyst', p.oid, 'EXECUTE') AND p.proname NOT IN ('person_pseudonym', 'set_import_key')$$, 'who reaches the schemas may execute what is there');
SELECT is(has_schema_privilege('t_public', n.oid, 'USAGE') OR has_schema_privilege('t_public', n.oid, 'CREATE'), false, 'PUBLIC does not reach ' || n.nspname)
FROM pg_namespace AS n WHERE n.nspname IN ('research_indicators', 'research_indicators_internal', 't_archive') ORDER BY n.nspname;

-- What writes, by kind: the SQLSTATE of every call.
CREATE TEMP TABLE call (statement text, analyst text, reporter text, steward text, approver text);
INSERT INTO call VALUES
    ('SELECT research_indicators.issue_report(2023, ''983974724'')', '42501', 'done', '42501', '42501'),
    ('SELECT * FROM research_indicators.issue_report_once(2023, ''983974724'')', '42501', 'done', '42501', '42501'),
    ('SELECT research_indicators.report_comment((SELECT id FROM pg_temp.it), ''innhold'', ''x'')', '42501', 'done', '42501', 'done'),
    ('SELECT research_indicators.record_check((SELECT id FROM pg_temp.it), ''innhold'', current_date)', '42501', 'done', '42501', 'done'),
    ('SELECT research_indicators.waive_finding((SELECT id FROM pg_temp.it), ''institution_without_region'', ''institution'', ''x'')', '42501', 'done', '42501', 'done'),
    ('SELECT research_indicators.approve_report((SELECT id FROM pg_temp.it), ''x'')', '42501', 'RI042', '42501', 'RI042'),
    ('SELECT research_indicators.submit_report((SELECT id FROM pg_temp.it))', '42501', 'RI054', '42501', 'RI054'),
    ('SELECT research_indicators.supersede_report((SELECT id FROM pg_temp.it), gen_random_uuid(), ''x'')', '42501', 'RI045', '42501', 'RI045'),
    ('SELECT research_indicators.copy_rule_set(''hod-2021'', ''t-x'', ''x'')', '42501', '42501', 'done', '42501'),
    ('SELECT research_indicators_internal.hold_rule_sets(true)', '42501', '42501', 'done', '42501'),
    ('SELECT research_indicators_internal.hold_rule_sets(false)', '42501', 'done', '42501', '42501'),
    ('SELECT research_indicators.grant_access(''t_public'', ''analyst'')', '42501', '42501', '42501', '42501'),
    ('SELECT research_indicators.create_archive(''t_another'')', '42501', '42501', '42501', '42501'),
    ('SELECT * FROM research_indicators.upgrade_archive(''t_archive'')', 'RI114', 'RI114', 'RI114', 'RI114'),
    ('SELECT research_indicators_internal.record_event((SELECT id FROM pg_temp.it), ''issued'', NULL)', '42501', 'RI050', '42501', 'RI050'),
    ('SELECT research_indicators_internal.freeze_report(''t_archive'', 2023, ''983974724'', NULL, ''ministry'', NULL)', '42501', 'done', '42501', '42501'),
    ('SELECT research_indicators.drop_old_drafts()', '42501', '42501', '42501', '42501'),
    ('SELECT research_indicators_internal.drop_drafts(''t_archive'', 0)', '42501', '42501', '42501', '42501'),
    ('SELECT count(*) FROM research_indicators.verify_report((SELECT id FROM pg_temp.it))', 'done', 'done', 'done', 'done'),
    ('SELECT research_indicators.report_json((SELECT id FROM pg_temp.it))', 'done', 'done', 'done', 'done'),
    ('SELECT count(*) FROM research_indicators.diff_reports((SELECT id FROM pg_temp.it), (SELECT id FROM pg_temp.it))', 'done', 'done', 'done', 'done'),
    ('SELECT count(*) FROM research_indicators.research_points(2023)', 'done', 'done', 'done', 'done');
SELECT is_empty($$SELECT c.statement, k.kind, pg_temp.became('t_' || k.kind, c.statement) AS became, k.should
                  FROM call AS c CROSS JOIN LATERAL (VALUES ('analyst', c.analyst), ('reporter', c.reporter), ('steward', c.steward),
                                                            ('approver', c.approver), ('public', '42501')) AS k(kind, should)
                  WHERE pg_temp.became('t_' || k.kind, c.statement) <> k.should$$, 'every call is refused or done as its kind says');
SELECT diag(format('%s cells of calls', 5 * count(*))) FROM call;

-- two persons, and SET ROLE is no second one
INSERT INTO t_archive.setting VALUES ('approval_by_another', 'yes');
SELECT waive_finding(id, 'institution_without_region', 'institution', 'known') FROM it;
SELECT throws_ok('SELECT approve_report((SELECT id FROM it), ''x'')', 'RI116', NULL, 'who issued does not approve where two are asked for');
SELECT is(pg_temp.became('t_approver', 'SELECT research_indicators.approve_report((SELECT id FROM pg_temp.it), ''x'')'), 'RI116', 'nor under another role');
UPDATE t_archive.setting SET value = 'no' WHERE name = 'approval_by_another';
SELECT is(pg_temp.became('t_approver', 'SELECT research_indicators.approve_report((SELECT id FROM pg_temp.it), ''x'')'), 'done', 'where one is enough he does');

-- taken back
SELECT revoke_access('t_reporter', 'reporter'), revoke_access('t_steward', 'steward'), revoke_access('t_approver', 'analyst');
SELECT is(pg_temp.became('t_reporter', 'SELECT research_indicators.issue_report(2023, ''983974724'')'), '42501', 'a reporter no more');
SELECT is(pg_temp.became('t_reporter', 'SELECT research_indicators.report_json((SELECT id FROM pg_temp.it))'), 'done', 'reads on');
SELECT is(pg_temp.became('t_steward', 'SELECT research_indicators.copy_rule_set(''hod-2021'', ''t-x'', ''x'')'), '42501', 'a steward no more');
SELECT is_empty($$SELECT c.oid::regclass FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a WHERE a.grantee = 't_approver'::regrole AND c.relnamespace <> 't_source'::regnamespace
                  UNION ALL SELECT n.oid::regclass FROM pg_namespace AS n CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
                  WHERE a.grantee = 't_approver'::regrole AND n.nspname NOT IN ('t_source', 'public')$$, 'of kind analyst nothing stays');
SELECT throws_ok('SELECT revoke_access(''t_reporter'', ''king'')', 'RI018', NULL, 'an unknown kind is told');
SELECT throws_ok('SELECT revoke_access(''public'', ''analyst'')', 'RI018', NULL, 'PUBLIC has none');

-- Row-level security: whoever sees half of the sources computes of half of them.
ALTER TABLE t_source.publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE t_source.contribution ENABLE ROW LEVEL SECURITY;
ALTER TABLE t_source.doctoral_degree ENABLE ROW LEVEL SECURITY;
CREATE POLICY half ON t_source.publication USING (publication_id <> 'p2');
CREATE POLICY half ON t_source.contribution USING (publication_id <> 'p2');
CREATE POLICY half ON t_source.doctoral_degree USING (degree_id <> 'd1');
GRANT SELECT ON it TO t_analyst;
SET LOCAL ROLE t_analyst;
-- p1 is shared (1 * root of 1/2, rounded), p2 hidden, d1 hidden
SELECT results_eq($$SELECT publications, doctorates FROM research_points(2023) WHERE institution_id = 'bergen'$$, 'VALUES (0.7071, NULL::numeric)', 'points are of the rows that the caller sees; of a stream without rows nothing is known');
SELECT is((SELECT count(*) FROM publication_points(2023) WHERE publication_id = 'p2'), 0::bigint, 'a hidden publication has none');
SELECT is((SELECT count(*) FROM publication_appendix(2023, 'csv') AS c WHERE c ~ '(^|\n)p2[;,]'), 0::bigint, 'nor a line of the appendix');
SELECT is((SELECT row_count FROM source_digests() WHERE relation = 'doctoral_degree'), 1::bigint, 'nor a digest');
RESET ROLE;

-- A search_path of the caller's: nothing of ours looks there.
CREATE SCHEMA t_shadow;
CREATE FUNCTION t_shadow.never(text, text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RAISE EXCEPTION 'shadowed' USING ERRCODE = 'TT001'; END$$;
CREATE FUNCTION t_shadow.never(integer, integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RAISE EXCEPTION 'shadowed' USING ERRCODE = 'TT001'; END$$;
CREATE OPERATOR t_shadow.= (LEFTARG = text, RIGHTARG = text, FUNCTION = t_shadow.never);
CREATE OPERATOR t_shadow.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = t_shadow.never);
CREATE OPERATOR t_shadow.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = t_shadow.never);
CREATE FUNCTION t_shadow.fail(text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'shadowed' USING ERRCODE = 'TT001'; END$$;
CREATE AGGREGATE t_shadow.min(text) (SFUNC = pg_catalog.textcat, STYPE = text, FINALFUNC = t_shadow.fail);
CREATE AGGREGATE t_shadow.max(text) (SFUNC = pg_catalog.textcat, STYPE = text, FINALFUNC = t_shadow.fail);
CREATE TEMP TABLE door (statement text);
INSERT INTO door VALUES
    ('SELECT string_agg(c, '''') FROM research_indicators.publication_appendix(2023, ''xml'') AS c'),
    ('SELECT sha256 FROM research_indicators.publication_appendix_digest(2023, ''csv'')'),
    ('SELECT research_indicators.report_json(2023, ''983974724'')::text'),
    ('SELECT research_indicators.report_xml(2023, ''NO'', edition => ''public'')::text'),
    ('SELECT string_agg(f::text, '' '') FROM research_indicators.check_sources(2023) AS f'),
    ('SELECT string_agg(f::text, '' '') FROM research_indicators.publication_points(2023) AS f'),
    ('SELECT string_agg(f::text, '' '') FROM research_indicators.research_points(2023) AS f'),
    ('SELECT string_agg(v::text, '' '') FROM research_indicators.verify_report((SELECT id FROM pg_temp.it)) AS v'),
    ('SELECT string_agg(f::text, '' '') FROM research_indicators.explain_publication(''p1'') AS f');
CREATE FUNCTION pg_temp.answer(statement text, path text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    PERFORM set_config('search_path', path, true);
    BEGIN
        EXECUTE statement INTO result;
    EXCEPTION WHEN OTHERS THEN
        result := SQLSTATE || ' ' || SQLERRM;
    END;
    PERFORM set_config('search_path', 'research_indicators, research_indicators_internal, public', true);
    RETURN result;
END
$$;
SELECT is_empty($$SELECT d.statement, left(pg_temp.answer(d.statement, 't_shadow, pg_catalog'), 60) FROM door AS d
                  WHERE pg_temp.answer(d.statement, 't_shadow, pg_catalog') IS DISTINCT FROM pg_temp.answer(d.statement, 'pg_catalog')$$,
                'every door answers the same under a hostile search_path');
SELECT * FROM finish();
ROLLBACK;
