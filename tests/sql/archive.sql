-- The archive: what issue_report freezes, who may, and that nothing in it changes.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(55);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/refusal.sql

SELECT throws_ok($$SELECT issue_report(2023, 'NO')$$, 'RI051', NULL, 'without an archive nothing is issued');
SELECT create_archive('t_archive');
SET research_indicators.archive_schema = 't_archive';
SELECT is((SELECT count(*) FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
           JOIN pg_class AS c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
           WHERE e.extname = 'research_indicators' AND c.relnamespace = 't_archive'::regnamespace), 0::bigint,
          'no table of the archive is a member of the extension');
SELECT is((SELECT count(*) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_type AS t ON t.oid = a.atttypid
           WHERE c.relnamespace = 't_archive'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
             AND t.typnamespace <> 'pg_catalog'::regnamespace), 0::bigint, 'its columns are of built-in types');

CREATE TEMP TABLE issued AS SELECT issue_report(2023, '983974724') AS id;
SELECT is((SELECT count(*) FROM t_archive.report), 1::bigint, 'one report is issued');
SELECT is((SELECT environment FROM t_archive.report), 'TEST', 'it is a TEST: the archive names no production schema');
SELECT is((SELECT state FROM t_archive.report_event), 'draft', 'its first state is draft');
SELECT is((SELECT rule_set FROM t_archive.report), 'hod-2021', 'the default rule set is recorded by name');

-- what is frozen is what a draft says at the same moment
SELECT results_eq(
    $$SELECT f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions, f.value, f.numerator, f.denominator,
             f.ci_low, f.ci_high, f.status, f.rule_set, f.origin, f.reason, f.reported_units, f.expected_units FROM t_archive.report_fact AS f ORDER BY f.ordinal$$,
    $$SELECT * FROM report_facts(2023, '983974724')$$, 'the frozen facts are the facts');
SELECT is((SELECT report_json(id)::jsonb -> 'innhold' FROM issued), report_json(2023, '983974724')::jsonb -> 'innhold',
          'the body of the issued report is the body of the draft');
SELECT is((SELECT body_json_sha256 FROM t_archive.report),
          (SELECT encode(sha256(convert_to(body_json, 'UTF8')), 'hex') FROM t_archive.report), 'the digest is that of the stored bytes');
SELECT is((SELECT report_json(id) #>> '{konvolutt,sha256}' FROM issued), (SELECT body_json_sha256 FROM t_archive.report),
          'the envelope carries the digest');
SELECT is((SELECT body_json::jsonb FROM t_archive.report), (SELECT report_json(id)::jsonb -> 'innhold' FROM issued),
          'the stored body is the body of the document');
SELECT is_empty($$SELECT v.* FROM issued, LATERAL validate_report(report_xml(id)) AS v$$, 'the issued XML is valid');
SELECT matches((SELECT report_html(id) FROM issued), 'IKKE FOR RAPPORTERING', 'a TEST report says so on its page');
SELECT is((SELECT count(*) FROM t_archive.report_parameter WHERE name = 'doctorate.points' AND value = '3' AND origin = 'published'),
          1::bigint, 'parameters are copied with value and origin');
SELECT results_eq($$SELECT relation, row_count, sha256 FROM t_archive.report_source ORDER BY 1$$,
                  $$SELECT relation, row_count, sha256 FROM source_digests() ORDER BY 1$$, 'the sources are recorded with their digests');

-- an issued report does not follow the sources or the rules
UPDATE esystems.doctoral_degree SET share = share / 2;
SELECT is((SELECT report_json(id)::jsonb -> 'innhold' FROM issued), (SELECT body_json::jsonb FROM t_archive.report),
          'a change of the sources does not change an issued report');
SELECT isnt((SELECT sha256 FROM source_digests() WHERE relation = 'doctoral_degree'),
            (SELECT sha256 FROM t_archive.report_source WHERE relation = 'doctoral_degree'), 'but it shows in the digest of the relation');

SELECT throws_ok(format('%s t_archive.%I %s', c.verb, c.relation, c.rest), 'RI050', NULL, c.verb || ' of ' || c.relation || ' is refused')
FROM (VALUES ('UPDATE', 'report', 'SET year = 2000'), ('DELETE FROM', 'report_event', ''), ('UPDATE', 'report_fact', 'SET value = 1'),
             ('DELETE FROM', 'report_record', ''), ('TRUNCATE', 'report_parameter', '')) AS c(verb, relation, rest);

-- and nothing is added to it, by whoever may issue reports
SELECT throws_ok(format('INSERT INTO t_archive.%s', c.rest), c.code, NULL, c.name)
FROM (VALUES ('report_record VALUES ((SELECT id FROM issued), 999999, ''innhold/kontrollsummer'', ''funn'', ''{}'')', 'RI050', 'a record added to an issued report is refused'),
             ('report_parameter VALUES ((SELECT id FROM issued), ''hod-2021'', ''x'', ''1'', ''published'', ''x'', NULL)', 'RI050', 'so is a parameter'),
             ('report_event VALUES ((SELECT id FROM issued), 2, ''submitted'', now(), ''somebody'', NULL)', 'RI050', 'number, time and actor are the archive''s'),
             ('report_event (report_id, state) VALUES ((SELECT id FROM issued), ''submitted'')', 'RI054', 'a state out of order is refused'),
             ('report SELECT gen_random_uuid(), year, orgnr, rule_set, edition, ''PROD'', NULL, ''elsewhere'', engine_version, issued_at, issued_by, body_xml, body_json, '''', '''' FROM t_archive.report', 'RI050', 'a report that was not computed is refused')
     ) AS c(rest, code, name);
SELECT lives_ok($$SELECT waive_finding(id, r.content ->> 'kode', r.content ->> 'relasjon', 'known')
                 FROM issued JOIN t_archive.report_record AS r ON r.report_id = id AND r.kind = 'funn' AND r.content ->> 'alvorlighet' = 'feil'$$,
                'the errors of the sample are waived');
INSERT INTO t_archive.report_event (report_id, state, reason) VALUES ((SELECT id FROM issued), 'approved', 'looked at it');
SELECT results_eq('SELECT ordinal, actor COLLATE "C", happened_at > now() - interval ''1 day'' FROM t_archive.report_event WHERE state = ''approved''',
                  $$SELECT (SELECT count(*)::int FROM t_archive.report_event AS v WHERE v.report_id = id), session_user::text COLLATE "C", true FROM issued$$, 'who and when are the server''s word');

-- PROD only from the named schema, and never with an illustrative parameter
INSERT INTO t_archive.setting VALUES ('production_source_schema', 'esystems');
SELECT is(report_environment('{}', 'esystems'), 'PROD', 'from the named schema a report is PROD');
SELECT is(report_environment('{}', 'elsewhere'), 'TEST', 'from another it is a TEST');
SELECT copy_rule_set('hod-2015', 't-illustrative', 'made up');
SELECT set_rule_parameter('t-illustrative', 'doctorate.points', '4', 'illustrative', 'made up');
SELECT isnt(issue_report(2023, '983974724', 't-illustrative'), NULL, 'a report under an illustrative rule set can be issued');
SELECT is((SELECT environment FROM t_archive.report WHERE rule_set = 't-illustrative'), 'TEST',
          'with an illustrative parameter it is a TEST, whatever the schema');

SELECT throws_ok($$SELECT report_xml('00000000-0000-0000-0000-000000000000'::uuid)$$, 'RI052', NULL, 'an unknown report is an error of its own');

-- roles
CREATE ROLE t_reporter;
CREATE ROLE t_analyst;
SELECT grant_access('t_reporter', 'reporter');
SELECT grant_access('t_analyst', 'analyst');
GRANT USAGE ON SCHEMA esystems TO t_reporter, t_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA esystems TO t_reporter, t_analyst;
GRANT USAGE ON SCHEMA public TO t_reporter, t_analyst;
SET ROLE t_analyst;
SELECT throws_ok($$SELECT issue_report(2023, '983974724')$$, '42501', NULL, 'an analyst does not issue reports');
SET ROLE t_reporter;
SELECT lives_ok($$SELECT issue_report(2023, '983974724')$$, 'a reporter does');
RESET ROLE;

-- versions: an archive of the first days carries none, and has functions of then
SELECT is((SELECT value FROM t_archive.setting WHERE name = 'version'), archive_version()::text, 'an archive carries the version of the library that made it');
CREATE TEMP TABLE told AS SELECT report_json(id)::text AS document, (SELECT string_agg(v.verdict || v.subject, ',') FROM verify_report(id) AS v) AS verdicts FROM issued;
DELETE FROM t_archive.setting WHERE name = 'version';
COMMENT ON TABLE t_archive.setting IS 'what it was then';
CREATE OR REPLACE FUNCTION t_archive.refuse_rows() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN PERFORM research_indicators.a_function_of_then(); RETURN NULL; END$$;
SELECT is(version_of_archive('t_archive'), 0, 'without one it is of version 0');
SELECT pg_temp.refuses($$SELECT research_indicators.issue_report(2023, '983974724')$$, 'RI058', '"t_archive" is of version 0', 'nothing is issued into an older archive',
                       'upgrade_archive(''t_archive'')');
SELECT pg_temp.refuses(format($$SELECT research_indicators.report_xml(%L::uuid)$$, id), 'RI058', 'version 0', 'nor read from it', 'upgrade_archive') FROM issued;
CREATE TEMP TABLE did AS SELECT u.line FROM upgrade_archive('t_archive') AS u(line);
SELECT results_eq('TABLE did', $$VALUES ('version 1: the archive carries its version'), ('its functions and comments are those of the library')$$, 'an upgrade says what it did');
SELECT is(version_of_archive('t_archive'), archive_version(), 'and brings the archive to the present version');
SELECT results_eq($$SELECT * FROM upgrade_archive('t_archive')$$, $$VALUES ('nothing to do: the archive is of version 1')$$, 'a second one does nothing, and says so');
SELECT is((SELECT report_json(id)::text FROM issued), (SELECT document FROM told), 'what was issued before reads as before');
SELECT is((SELECT string_agg(v.verdict || v.subject, ',') FROM issued, verify_report(id) AS v), (SELECT verdicts FROM told), 'and verifies as before');
SELECT isnt(issue_report(2023, '983974724'), NULL, 'and reports are issued again');
SELECT throws_ok('UPDATE t_archive.report SET year = 2000', 'RI050', NULL, 'which nobody changes');

-- an upgraded archive is a new one
SELECT create_archive('t_new');
CREATE FUNCTION pg_temp.described(schema regnamespace) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT replace(d.line, schema::text, 'SCHEMA')
    FROM (SELECT concat_ws(' ', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(e.adbin, e.adrelid), obj_description(c.oid, 'pg_class'))
          FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_attrdef AS e ON e.adrelid = c.oid AND e.adnum = a.attnum
          WHERE c.relnamespace = schema AND c.relkind = 'r'
          UNION ALL
          SELECT concat_ws(' ', c.relname, k.conname, pg_get_constraintdef(k.oid)) FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid WHERE c.relnamespace = schema
          UNION ALL
          SELECT pg_get_triggerdef(t.oid) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid WHERE c.relnamespace = schema AND NOT t.tgisinternal
          UNION ALL
          SELECT pg_get_functiondef(p.oid) || obj_description(p.oid, 'pg_proc') FROM pg_proc AS p WHERE p.pronamespace = schema) AS d(line)
$$;
SELECT set_eq($$SELECT * FROM pg_temp.described('t_archive')$$, $$SELECT * FROM pg_temp.described('t_new')$$, 'an upgraded archive is what a new one is');

-- an archive of a later library
UPDATE t_archive.setting SET value = (archive_version() + 1)::text WHERE name = 'version';
SELECT pg_temp.refuses($$SELECT research_indicators.issue_report(2023, '983974724')$$, 'RI058', 'of version 2', 'an older library does not write to a newer archive', 'ALTER EXTENSION');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.upgrade_archive('t_archive')$$, 'RI058', 'of version 2', 'nor upgrades it', 'ALTER EXTENSION');
SELECT is((SELECT value FROM t_archive.setting WHERE name = 'version'), '2', 'it stays what it is');
UPDATE t_archive.setting SET value = 'one' WHERE name = 'version';
SELECT pg_temp.refuses($$SELECT research_indicators.issue_report(2023, '983974724')$$, 'RI058', '"one"', 'a version that is none is told', 'setting');
SELECT throws_ok($$SELECT * FROM upgrade_archive('esystems')$$, 'RI051', NULL, 'a schema without an archive has none to upgrade');
SELECT is_empty('SELECT * FROM upgrade_archive(NULL)', 'no schema, nothing to do');
SELECT finish();
ROLLBACK;
