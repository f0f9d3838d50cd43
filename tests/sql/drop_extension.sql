-- DROP EXTENSION needs no CASCADE, whatever the site made with the functions of
-- the extension, and leaves nothing of its own behind.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(12);

SELECT count(*) FROM research_indicators.create_source_tables('t_drop') \g /dev/null
SELECT research_indicators.create_archive('t_drop_archive') \g /dev/null
SELECT research_indicators.copy_rule_set('hod-2021', 't-drop', 'x') \g /dev/null
CREATE ROLE t_drop_analyst;
CREATE ROLE t_drop_reporter;
CREATE ROLE t_drop_steward;
SET LOCAL research_indicators.archive_schema = 't_drop_archive';
SELECT research_indicators.grant_access('t_drop_' || kind, kind) FROM unnest('{analyst,reporter,steward}'::text[]) AS kind \g /dev/null
SELECT research_indicators.issue_report(2023, '983974724') \g /dev/null

CREATE TEMP TABLE member AS
SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid
WHERE e.extname = 'research_indicators' AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e';
CREATE TEMP TABLE kept AS
SELECT c.oid, c.relname, n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname IN ('t_drop', 't_drop_archive', 'esystems') AND c.relkind IN ('r', 'i', 'v', 'S');
SELECT cmp_ok((SELECT count(*) FROM member), '>', 300::bigint, 'the extension has members');
SELECT cmp_ok((SELECT count(*) FROM kept), '>', 100::bigint, 'the site has tables and indexes');

-- types of the extension are for functions, never for a site's columns
SELECT is_empty($$
    SELECT a.attrelid::regclass, a.attname FROM pg_attribute AS a JOIN kept AS k ON k.oid = a.attrelid JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE t.typnamespace <> 'pg_catalog'::regnamespace$$, 'columns of source tables and archive have built-in types');
SELECT is_empty($$
    SELECT d.classid::regclass, d.objid FROM pg_depend AS d JOIN member AS m ON m.classid = d.refclassid AND m.objid = d.refobjid
    WHERE d.deptype IN ('n', 'a') AND NOT EXISTS (SELECT FROM member AS o WHERE o.classid = d.classid AND o.objid = d.objid)
      AND EXISTS (SELECT FROM kept AS k WHERE d.classid = 'pg_class'::regclass AND d.objid = k.oid)$$, 'nothing of the site depends on a member');

SELECT lives_ok('DROP EXTENSION research_indicators', 'DROP EXTENSION needs no CASCADE');

-- PostgreSQL itself makes the schema that a control file names, and leaves it
SELECT is_empty($$
    SELECT 'pg_class', oid FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'research\_indicators%'
    UNION ALL SELECT 'pg_proc', oid FROM pg_proc WHERE pronamespace::regnamespace::text LIKE 'research\_indicators%'
    UNION ALL SELECT 'pg_type', oid FROM pg_type WHERE typnamespace::regnamespace::text LIKE 'research\_indicators%'
    UNION ALL SELECT 'pg_operator', oid FROM pg_operator WHERE oprnamespace::regnamespace::text LIKE 'research\_indicators%'$$, 'its schema is empty');
SELECT is_empty($$
    SELECT 'pg_proc', m.objid FROM member AS m JOIN pg_proc AS o ON o.oid = m.objid AND m.classid = 'pg_proc'::regclass
    UNION ALL SELECT 'pg_class', m.objid FROM member AS m JOIN pg_class AS o ON o.oid = m.objid AND m.classid = 'pg_class'::regclass
    UNION ALL SELECT 'pg_type', m.objid FROM member AS m JOIN pg_type AS o ON o.oid = m.objid AND m.classid = 'pg_type'::regclass
    UNION ALL SELECT 'pg_operator', m.objid FROM member AS m JOIN pg_operator AS o ON o.oid = m.objid AND m.classid = 'pg_operator'::regclass
    UNION ALL SELECT 'pg_cast', m.objid FROM member AS m JOIN pg_cast AS o ON o.oid = m.objid AND m.classid = 'pg_cast'::regclass
    UNION ALL SELECT 'pg_opclass', m.objid FROM member AS m JOIN pg_opclass AS o ON o.oid = m.objid AND m.classid = 'pg_opclass'::regclass
    UNION ALL SELECT 'pg_opfamily', m.objid FROM member AS m JOIN pg_opfamily AS o ON o.oid = m.objid AND m.classid = 'pg_opfamily'::regclass$$,
    'every member is gone');
SELECT is_empty($$SELECT classid, objid FROM pg_depend JOIN member USING (classid, objid)
                  UNION ALL SELECT d.refclassid, d.refobjid FROM pg_depend AS d JOIN member AS m ON m.classid = d.refclassid AND m.objid = d.refobjid$$,
                'with what depended on it');
SELECT is_empty($$SELECT classid, objid FROM pg_shdepend JOIN member USING (classid, objid)
                  WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())$$, 'the roles'' rights');
SELECT is_empty($$SELECT p.classoid, p.objoid FROM pg_init_privs AS p JOIN member AS m ON m.classid = p.classoid AND m.objid = p.objoid
                  UNION ALL SELECT d.classoid, d.objoid FROM pg_description AS d JOIN member AS m ON m.classid = d.classoid AND m.objid = d.objoid$$,
                'and the comments');
SELECT is((SELECT count(*) FROM kept AS k JOIN pg_class AS c ON c.oid = k.oid), (SELECT count(*) FROM kept), 'source tables and archive stay');
SELECT lives_ok('CREATE EXTENSION research_indicators', 'and the extension can come back');

SELECT finish();
ROLLBACK;
