-- The archive: what issue_report freezes, who may, and that nothing in it changes.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(36);
SET search_path TO research_indicators, research_indicators_internal, public;

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
             f.ci_low, f.ci_high, f.status, f.rule_set, f.origin FROM t_archive.report_fact AS f ORDER BY f.ordinal$$,
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
             ('report_event VALUES ((SELECT id FROM issued), 2, ''submitted'', now(), ''somebody'', NULL)', 'RI054', 'a state out of order is refused'),
             ('report SELECT gen_random_uuid(), year, orgnr, rule_set, edition, ''PROD'', NULL, ''elsewhere'', engine_version, issued_at, issued_by, body_xml, body_json, '''', '''' FROM t_archive.report', 'RI053', 'a PROD report from elsewhere is refused')
     ) AS c(rest, code, name);
SELECT lives_ok($$SELECT waive_finding(id, r.content ->> 'kode', r.content ->> 'relasjon', 'known')
                 FROM issued JOIN t_archive.report_record AS r ON r.report_id = id AND r.kind = 'funn' AND r.content ->> 'alvorlighet' = 'feil'$$,
                'the errors of the sample are waived');
INSERT INTO t_archive.report_event VALUES ((SELECT id FROM issued), 77, 'approved', '2001-01-01', 'somebody', 'looked at it');
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
SELECT finish();
ROLLBACK;
