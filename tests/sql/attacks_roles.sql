-- Attacks by roles with our own grants: nobody makes others run his code, forges
-- a report or adds to what is frozen.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(43);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/refusal.sql
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
SELECT create_archive('t_archive');
SET research_indicators.archive_schema = 't_archive';
INSERT INTO t_archive.setting VALUES ('production_source_schema', 't_source');
CREATE ROLE t_reporter LOGIN;
CREATE ROLE t_other LOGIN;
SELECT grant_access('t_reporter', 'reporter'), grant_access('t_other', 'reporter');
GRANT USAGE ON SCHEMA t_source, public TO t_reporter, t_other;
GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO t_reporter, t_other;
DO $$BEGIN
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO t_reporter, t_other', current_database());
END$$;

-- what became of a statement: its SQLSTATE, or "done"
CREATE FUNCTION pg_temp.became(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;

-- A copy of the sources as views of a role's own, one of them with a function in it.
CREATE FUNCTION public.make_views(schema text, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 't_source'::regnamespace AND c.relkind = 'r' LOOP
        EXECUTE format('CREATE VIEW %s.%I AS SELECT s.* FROM t_source.%I AS s %s', schema, item.relname, item.relname,
                       CASE item.relname WHEN 'doctoral_degree' THEN 'WHERE ' || call ELSE '' END);
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION public.make_views(text, text) TO t_reporter, t_other;

-- Somebody else's code -----------------------------------------------------------------------

-- a view's function makes the reporter a superuser as soon as a superuser verifies
SET SESSION AUTHORIZATION t_reporter;
CREATE SCHEMA t_own;
CREATE FUNCTION t_own.gain() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF (SELECT r.rolsuper FROM pg_roles AS r WHERE r.rolname = current_user) THEN
        PERFORM t_own.rise();
    END IF;
    RETURN true;
END
$$;
CREATE FUNCTION t_own.rise() RETURNS void LANGUAGE plpgsql AS $$BEGIN ALTER ROLE t_reporter SUPERUSER; END$$;
SELECT public.make_views('t_own', 't_own.gain()');
SET research_indicators.source_schema = 't_own';
CREATE TEMP TABLE own AS SELECT research_indicators.issue_report(2023, '983974724') AS id;
GRANT SELECT ON own TO PUBLIC;
SELECT is((SELECT environment FROM t_archive.report WHERE report_id = (SELECT id FROM own)), 'TEST', 'a what-if schema of one''s own gives a TEST draft');
SELECT is(pg_temp.became('SELECT count(*) FROM research_indicators.verify_report((SELECT id FROM own))'), 'done', 'which its owner verifies');
RESET SESSION AUTHORIZATION;
SET research_indicators.source_schema = 't_source';
SELECT is(pg_temp.became('SELECT count(*) FROM research_indicators.verify_report((SELECT id FROM own))'), 'RI112',
          'a superuser does not run what a row of the archive names');
SELECT is((SELECT rolsuper FROM pg_roles WHERE rolname = 't_reporter'), false, 'nobody rose');
SET research_indicators.source_schema = 't_own';
SELECT is(pg_temp.became('SELECT count(*) FROM research_indicators.verify_report((SELECT id FROM own))'), 'RI110',
          'nor with that schema set: it belongs to another role');
SELECT is((SELECT rolsuper FROM pg_roles WHERE rolname = 't_reporter'), false, 'nobody rose then');
SELECT is(pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')'), 'RI110', 'nor issues from it');
SELECT is((SELECT rolsuper FROM pg_roles WHERE rolname = 't_reporter'), false, 'nor by issuing');
SET ROLE t_reporter;
SELECT is(pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')'), 'RI110', 'nor under that role: its code could go back to who logged in');
RESET ROLE;
CREATE FUNCTION pg_temp.wrapped() RETURNS uuid LANGUAGE sql SECURITY DEFINER AS 'SELECT research_indicators.issue_report(2023, ''983974724'')';
SET SESSION AUTHORIZATION t_reporter;
SELECT is(pg_temp.became('SELECT pg_temp.wrapped()'), 'RI110', 'nor in a function that runs as another');
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION t_other;
SELECT is(pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')'), 'RI110', 'nor does a colleague');
RESET SESSION AUTHORIZATION;
SELECT pg_temp.refuses('SELECT research_indicators.issue_report(2023, ''983974724'')', 'RI110', '"t_reporter" has schema t_own', 'the error names role and object', 'trusted_owners');
INSERT INTO t_archive.setting VALUES ('trusted_owners', 't_nobody, t_reporter');
SELECT is(pg_temp.became('SELECT count(*) FROM research_indicators.verify_report((SELECT id FROM own)) WHERE pg_temp.became(''SELECT 1'') = ''done'''), 'done',
          'a role that the archive lists is trusted');
DELETE FROM t_archive.setting WHERE name = 'trusted_owners';
ALTER ROLE t_reporter NOSUPERUSER;

-- temporary views
SET SESSION AUTHORIZATION t_reporter;
SELECT public.make_views('pg_temp', 'true');
SET research_indicators.source_schema = 'pg_temp';
SELECT is(pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')'), 'RI110', 'no report from temporary views');
SELECT set_config('research_indicators.source_schema', (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()), false);
SELECT is(pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')'), 'RI110', 'under the name of their schema neither');
RESET SESSION AUTHORIZATION;

-- Every way in which a schema of the site leads to somebody else's code.
CREATE SCHEMA t_site;
SELECT public.make_views('t_site', 'true');
SET research_indicators.source_schema = 't_site';
SAVEPOINT clean;
SELECT is(pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')'), 'done', 'a schema of the site''s own is as good');
ROLLBACK TO clean;
SET SESSION AUTHORIZATION t_other;
CREATE SCHEMA t_evil;
CREATE FUNCTION t_evil.yes() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
CREATE FUNCTION t_evil.same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE OPERATOR t_evil.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = t_evil.same);
CREATE TABLE t_evil.doctoral_degree AS SELECT * FROM t_source.doctoral_degree;
CREATE VIEW t_evil.degrees AS SELECT * FROM t_source.doctoral_degree;
CREATE DOMAIN t_evil.share AS numeric;
CREATE AGGREGATE t_evil.total(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '0');
GRANT USAGE ON SCHEMA t_evil TO PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA t_evil TO PUBLIC;
RESET SESSION AUTHORIZATION;
CREATE TEMP TABLE way (name text, statements text);
INSERT INTO way VALUES
    ('a function in a view', 'CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT s.* FROM t_source.doctoral_degree AS s WHERE t_evil.yes()'),
    ('a view over a view with a function', 'CREATE VIEW t_site.deep AS SELECT s.* FROM t_source.doctoral_degree AS s WHERE t_evil.yes(); CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT * FROM t_site.deep'),
    ('an operator', 'CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT s.* FROM t_source.doctoral_degree AS s WHERE degree_id OPERATOR(t_evil.===) degree_id'),
    ('a table', 'CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT degree_id, institution_id, awarded_on, share FROM t_evil.doctoral_degree'),
    ('a view', 'CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT degree_id, institution_id, awarded_on, share FROM t_evil.degrees'),
    ('an aggregate', 'CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT degree_id, institution_id, awarded_on, t_evil.total(share) AS share FROM t_source.doctoral_degree GROUP BY 1, 2, 3'),
    ('a type of a column', 'DROP VIEW t_site.doctoral_degree; CREATE TABLE t_site.doctoral_degree (degree_id text, institution_id text, awarded_on date, share t_evil.share)'),
    ('a relation given away', 'ALTER VIEW t_site.doctoral_degree OWNER TO t_other'),
    ('the schema given away', 'ALTER SCHEMA t_site OWNER TO t_other'),
    ('the right to create for another', 'GRANT CREATE ON SCHEMA t_site TO t_other'),
    ('the right to create for all', 'GRANT CREATE ON SCHEMA t_site TO PUBLIC'),
    ('a policy', 'CREATE POLICY p ON t_source.doctoral_degree USING (t_evil.yes()); ALTER TABLE t_source.doctoral_degree ENABLE ROW LEVEL SECURITY'),
    ('a function of the site that calls it', 'CREATE FUNCTION t_site.ok() RETURNS boolean LANGUAGE sql STABLE BEGIN ATOMIC SELECT t_evil.yes(); END; CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT s.* FROM t_source.doctoral_degree AS s WHERE t_site.ok()'),
    ('an expression of an index', 'CREATE FUNCTION t_site.low(text) RETURNS text LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT CASE WHEN t_evil.same($1, $1) THEN $1 END; END; CREATE INDEX ON t_source.doctoral_degree (t_site.low(degree_id))'),
    ('a child table', 'DROP VIEW t_site.doctoral_degree; CREATE TABLE t_site.doctoral_degree (LIKE t_source.doctoral_degree); CREATE TABLE t_evil.child () INHERITS (t_site.doctoral_degree); ALTER TABLE t_evil.child OWNER TO t_other');
CREATE FUNCTION pg_temp.try_way(statements text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    BEGIN
        EXECUTE statements;
        result := pg_temp.became('SELECT research_indicators.issue_report(2023, ''983974724'')');
        RAISE EXCEPTION USING ERRCODE = 'TT000';
    EXCEPTION WHEN SQLSTATE 'TT000' THEN
        RETURN result;
    END;
END
$$;
SELECT is(pg_temp.try_way(w.statements), 'RI110', 'refused: ' || w.name) FROM way AS w;
SELECT is(pg_temp.try_way('CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT s.* FROM t_source.doctoral_degree AS s WHERE random() < 2'), 'RI111', 'a volatile function of PostgreSQL');
SELECT is(pg_temp.try_way('CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT s.* FROM t_source.doctoral_degree AS s WHERE set_config(''research_indicators.source_schema'', ''t_source'', false) <> ''''') , 'RI111', 'set_config in a view');

-- Forged reports -----------------------------------------------------------------------------------

-- views multiply, and set the setting back in the middle
CREATE FUNCTION t_site.back() RETURNS boolean LANGUAGE plpgsql STABLE AS
    $$BEGIN PERFORM set_config('research_indicators.source_schema', 't_source', false); RETURN true; END$$;
CREATE FUNCTION t_site.back_and_forth() RETURNS boolean LANGUAGE plpgsql STABLE AS
    $$BEGIN PERFORM set_config('research_indicators.source_schema', 't_source', true); PERFORM set_config('research_indicators.source_schema', 't_site', true); RETURN true; END$$;
CREATE FUNCTION t_site.reset() RETURNS boolean LANGUAGE plpgsql STABLE SET research_indicators.source_schema = 't_source' AS
    $$BEGIN RETURN true; END$$;
SELECT is(pg_temp.try_way(format('CREATE OR REPLACE VIEW t_site.doctoral_degree AS SELECT degree_id, institution_id, awarded_on, share * 50 AS share FROM t_source.doctoral_degree WHERE t_site.%I()', f.name)),
          'RI113', f.name || ': a setting that moves meanwhile makes no report')
FROM unnest('{back,back_and_forth,reset}'::text[]) AS f(name);
SET research_indicators.source_schema = 't_source';

-- rows put into the archive in advance, beside, or instead
SET SESSION AUTHORIZATION t_reporter;
SELECT is(pg_temp.became(format('INSERT INTO t_archive.%s', c.rest)), 'RI050', 'nothing enters ' || split_part(c.rest, ' ', 1))
FROM (VALUES
    ('report_source_row VALUES (''doctoral_degree'', ''digest of tomorrow'', ''x'', 1, ''x'')'),
    ('report (report_id, year, orgnr, rule_set, edition, environment, source_schema, engine_version, issued_at, issued_by, body_xml, body_json, body_xml_sha256, body_json_sha256) VALUES (gen_random_uuid(), 2023, ''NO'', ''x'', ''ministry'', ''PROD'', ''t_source'', ''x'', now(), ''x'', ''x'', ''x'', ''x'', ''x'')'),
    ('report_freeze VALUES (gen_random_uuid())'),
    ('report_record VALUES ((SELECT id FROM own), 999999, ''innhold'', ''funn'', ''{}'')'),
    ('report_rule_set VALUES ((SELECT id FROM own), ''x'', ''hod'', ''x'', ''x'')'),
    ('report_event VALUES ((SELECT id FROM own), 5, ''draft'', now(), ''somebody'', ''x'', ''commented'', ''innhold'')'),
    ('report_event (report_id, state, event) VALUES ((SELECT id FROM own), ''draft'', ''issued'')')) AS c(rest);
RESET SESSION AUTHORIZATION;
SELECT * FROM finish();
ROLLBACK;
