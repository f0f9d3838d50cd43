-- The life of a delivery: draft, approved, submitted, superseded; comments, checks
-- and waivers; PROD and TEST; who may; and that nobody issues what was not computed.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(95);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
SELECT create_archive('t_delivery');
SET research_indicators.archive_schema = 't_delivery';
INSERT INTO t_delivery.setting VALUES ('production_source_schema', 't_source');

CREATE TEMP TABLE it AS SELECT issue_report(2023, '983974724') AS a;
GRANT SELECT ON it TO PUBLIC;
-- the state of a report
CREATE FUNCTION pg_temp.state(report uuid) RETURNS text LANGUAGE sql AS
    'SELECT (array_agg(v.state ORDER BY v.ordinal DESC))[1] FROM research_indicators.report_events(report) AS v';
-- a call on report a, to be refused
CREATE FUNCTION pg_temp.refused(call text, code text, name text) RETURNS text LANGUAGE sql AS
    $$SELECT throws_ok(format('SELECT %s FROM it', call), code, NULL, name)$$;

SELECT is(pg_temp.state(a), 'draft', 'an issued report is a draft') FROM it;
SELECT is((SELECT environment FROM t_delivery.report WHERE report_id = a), 'PROD', 'from the named schema it is PROD') FROM it;
SELECT is(report_json(a)::jsonb ? 'paategninger', false, 'nothing is noted on it yet') FROM it;
SELECT results_eq('SELECT ordinal, event, state, actor COLLATE "C" FROM it, report_events(a)',
                  $$VALUES (1, 'issued', 'draft', session_user::text COLLATE "C")$$, 'its life begins with who issued it');

-- out of order, or without what is needed
SELECT pg_temp.refused(c.call, c.code, c.name)
FROM (VALUES
    ('submit_report(a)', 'RI054', 'a draft is not submitted'),
    ('approve_report(a, ''looked at'')', 'RI042', 'nor approved while an error stands'),
    ('approve_report(a, NULL)', 'RI046', 'an approval has a reason'),
    ('approve_report(a, E'' \t'')', 'RI046', 'and no blank one'),
    ('waive_finding(a, ''institution_without_region'', ''institution'', NULL)', 'RI046', 'so has a waiver'),
    ('report_comment(a, ''innhold'', '''')', 'RI046', 'a comment says something'),
    ('waive_finding(a, ''hrcs_total'', ''project_hrcs'', ''known'')', 'RI043', 'a finding that the report does not have is not waived'),
    ('waive_finding(a, ''institution_without_region'', NULL, ''known'')', 'RI043', 'nor one of another relation'),
    ('waive_finding(a, NULL, NULL, ''known'')', 'RI043', 'nor none'),
    ('report_comment(a, ''hrcs'', ''good'')', 'RI047', 'a section that the report does not have takes no comment'),
    ('report_comment(a, NULL, ''good'')', 'RI047', 'nor does none'),
    ('record_check(a, ''hrcs'', ''2024-02-01'')', 'RI047', 'nor is it checked'),
    ('record_check(a, ''innhold'', NULL)', 'RI048', 'a check has a day'),
    ('record_check(a, ''innhold'', ''infinity'')', 'RI048', 'a real one'),
    ('record_check(a, ''innhold'', current_date + 9)', 'RI048', 'that has come'),
    ('supersede_report(a, NULL, ''wrong'')', 'RI045', 'nothing does not supersede'),
    ('supersede_report(a, a, ''wrong'')', 'RI045', 'nor does a report supersede itself'),
    ('report_canonical(a, ''html'')', 'RI055', 'there is no canonical HTML'),
    ('report_canonical(a, NULL)', 'RI055', 'nor a form without a name')) AS c(call, code, name);
SELECT throws_ok(format('SELECT %s', c.call), 'RI052', NULL, 'of no report: ' || c.call)
FROM (VALUES ('approve_report(gen_random_uuid(), ''x'')'), ('submit_report(NULL)'), ('supersede_report(NULL, NULL, ''x'')'),
             ('waive_finding(gen_random_uuid(), ''x'', ''y'', ''z'')'), ('report_comment(NULL, ''innhold'', ''x'')'),
             ('record_check(gen_random_uuid(), ''innhold'', ''2024-01-01'')'), ('report_canonical(gen_random_uuid(), ''xml'')')) AS c(call);
SELECT is((SELECT count(*) FROM it, report_events(a)), 1::bigint, 'what is refused leaves no trace');

-- notes on a draft
SELECT lives_ok('SELECT report_comment(a, ''nasjonaltMaalesystem'', E''Two lines,\none text'') FROM it', 'a section is commented');
SELECT lives_ok('SELECT report_comment(a, ''innhold'', ''As a whole'') FROM it', 'so is the whole');
SELECT lives_ok('SELECT record_check(a, ''datakvalitet'', ''2024-02-01'') FROM it', 'a section is checked');
SELECT lives_ok('SELECT record_check(a, ''datakvalitet'', ''2024-03-01'', ''again'') FROM it', 'and checked again');
SELECT lives_ok('SELECT waive_finding(a, ''institution_without_region'', ''institution'', ''closes this year'') FROM it', 'the error is waived');
SELECT is(report_json(a)::jsonb -> 'paategninger' -> 'kommentar',
          jsonb_build_array(jsonb_build_object('del', 'nasjonaltMaalesystem', 'tekst', 'Two lines, one text', 'dato', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')),
                            jsonb_build_object('del', 'innhold', 'tekst', 'As a whole', 'dato', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'))),
          'comments stand beside the body, each on one line, with the day') FROM it;
SELECT is(report_json(a)::jsonb -> 'paategninger' -> 'kontrollert', '[{"del": "datakvalitet", "dato": "2024-03-01", "tekst": "again"}]',
          'the last check of a section holds') FROM it;
SELECT is(report_json(a)::jsonb -> 'paategninger' -> 'godtattFunn' -> 0 ->> 'begrunnelse', 'closes this year', 'the waiver shows its reason') FROM it;
SELECT is(report_json(a)::jsonb -> 'paategninger' -> 'godtattFunn' -> 0 -> 'antall', '1', 'and how many findings it covers') FROM it;
SELECT is_empty('SELECT v.* FROM it, validate_report(report_xml(a)) AS v', 'with all of them the XML is valid');
SELECT is(report_json(a)::text ~ session_user, false, 'the document names nobody') FROM it;

-- approved and submitted
SELECT lives_ok('SELECT approve_report(a, ''board 12/24'') FROM it', 'now it is approved');
SELECT is(pg_temp.state(a), 'approved', 'and says so') FROM it;
SELECT pg_temp.refused(c.call, c.code, c.name)
FROM (VALUES
    ('approve_report(a, ''again'')', 'RI054', 'once'),
    ('report_comment(a, ''innhold'', ''late'')', 'RI044', 'approval seals the comments'),
    ('record_check(a, ''innhold'', ''2024-03-01'')', 'RI044', 'the checks'),
    ('waive_finding(a, ''institution_without_region'', ''institution'', ''late'')', 'RI044', 'and the waivers')) AS c(call, code, name);
SELECT lives_ok('SELECT submit_report(a, ''receipt 7'') FROM it', 'it is submitted');
SELECT is(report_json(a) #>> '{konvolutt,tilstand}', 'innsendt', 'the envelope has the state') FROM it;
SELECT results_eq('SELECT event, reason FROM it, report_events(a) WHERE event = state AND event <> ''draft''',
                  $$VALUES ('approved', 'board 12/24'), ('submitted', 'receipt 7')$$, 'every change of state says why');
SELECT is(encode(sha256(report_canonical(a, 'json')), 'hex'), report_json(a) #>> '{konvolutt,sha256}', 'the digest of the canonical JSON is in the envelope') FROM it;
SELECT is(encode(sha256(report_canonical(a, 'xml')), 'hex'), (xpath('/*/*/@sha256Xml', report_xml(a)))[1]::text, 'so is that of the canonical XML') FROM it;
SELECT is(canonical_body(report_xml(a)), report_canonical(a, 'xml'), 'which a receiver gets from the document') FROM it;
SELECT is(convert_from(report_canonical(a, 'json'), 'UTF8')::jsonb, report_json(a)::jsonb -> 'innhold', 'the canonical JSON is the body') FROM it;

-- another takes its place
SELECT throws_ok(format('SELECT issue_report(%s)', c.arguments), 'RI045', NULL, c.name)
FROM it, LATERAL (VALUES (format('2022, ''983974724'', NULL, %L', a), 'a report of another year replaces nothing'),
                         (format('2023, ''983974694'', NULL, %L', a), 'nor does one of another unit'),
                         ('2023, ''983974724'', NULL, gen_random_uuid()', 'nor can what does not exist be replaced')) AS c(arguments, name);
ALTER TABLE it ADD b uuid, ADD c uuid;
UPDATE it SET b = issue_report(2023, '983974724', replaces => a);
UPDATE it SET c = issue_report(2023, '983974724');
SELECT is(report_json(b) #>> '{konvolutt,erstatter}', a::text, 'the envelope names the replaced report') FROM it;
SELECT is(pg_temp.state(a), 'submitted', 'which stays until the new one has come as far') FROM it;
SELECT pg_temp.refused('supersede_report(a, b, ''new figures'')', 'RI045', 'a draft does not supersede a submitted report');
SELECT lives_ok('SELECT waive_finding(b, ''institution_without_region'', ''institution'', ''as before''), approve_report(b, ''board 13/24''), submit_report(b) FROM it',
                'the new one is submitted');
SELECT pg_temp.refused('supersede_report(a, c, ''new figures'')', 'RI045', 'another report does not supersede it');
SELECT pg_temp.refused('supersede_report(a, b, NULL)', 'RI046', 'and not without a reason');
SELECT lives_ok('SELECT supersede_report(a, b, ''new figures'') FROM it', 'now it gives way');
SELECT is(report_json(a) #>> '{konvolutt,tilstand}', 'erstattet', 'and says so') FROM it;
SELECT is((SELECT successor FROM report_events(a) WHERE event = 'superseded'), b, 'its events name the new one') FROM it;
SELECT pg_temp.refused('supersede_report(a, b, ''again'')', 'RI054', 'once');
SELECT pg_temp.refused('issue_report(2023, ''983974724'', NULL, a)', 'RI045', 'what has been superseded is not replaced again');

-- TEST from elsewhere, and never in the place of PROD
DELETE FROM t_delivery.setting WHERE name = 'production_source_schema';
ALTER TABLE it ADD d uuid;
UPDATE it SET d = issue_report(2023, '983974724', replaces => b);
SELECT is((xpath('/*/*/@merknad', report_xml(d)))[1]::text, 'IKKE FOR RAPPORTERING', 'a TEST report says so') FROM it;
SELECT lives_ok('SELECT waive_finding(d, ''institution_without_region'', ''institution'', ''trial''), approve_report(d, ''trial''), submit_report(d) FROM it',
                'it may live a life of its own');
SELECT pg_temp.refused('supersede_report(b, d, ''trial'')', 'RI045', 'but supersedes no PROD report');

-- nothing enters but what issue_report computed
SELECT throws_ok($$INSERT INTO t_delivery.report (report_id, year, orgnr, rule_set, edition, environment, source_schema, engine_version, issued_at, issued_by,
                                                  body_xml, body_json, body_xml_sha256, body_json_sha256)
                   VALUES ('00000000-0000-0000-0000-000000000001', 2023, '983974724', 'invented', 'ministry', 'TEST', 'invented', '99', '2001-01-01', 'somebody',
                           '<innhold/>', '{}', 'x', 'y')$$, 'RI050', NULL, 'an invented report is not stored');
SELECT throws_ok(format('INSERT INTO t_delivery.%s', c.row), c.code, NULL, c.name)
FROM it, LATERAL (VALUES
    (format('report_fact SELECT report_id, 99999, ''x'', measure, year, unit_level, institution_id, dimensions, 1, 1, 1, 1, 1, status, rule_set, origin FROM t_delivery.report_fact WHERE report_id = %L LIMIT 1', a), 'RI050', 'a fact is not added to an issued report'),
    (format('report_publication SELECT report_id, 1999, publication_id, institution_id, form, level, 1, 1, 1, true, NULL FROM t_delivery.report_publication WHERE report_id = %L LIMIT 1', a), 'RI050', 'nor a publication'),
    (format('report_source_row SELECT relation, sha256, ''invented'', 1, ''x'' FROM t_delivery.report_source WHERE report_id = %L LIMIT 1', a), 'RI050', 'nor a row behind it'),
    ('report_record VALUES (gen_random_uuid(), 1, ''innhold'', ''funn'', ''{}'')', 'RI050', 'nor a record to none'),
    ('report_event (report_id, state) VALUES (gen_random_uuid(), ''draft'')', 'RI050', 'nor an event'),
    (format('report_event (report_id, state, event, reason) VALUES (%L, ''approved'', ''waived'', ''x'')', d), 'RI044', 'an event is what its state says')) AS c(row, code, name);
SELECT throws_ok($$INSERT INTO t_delivery.report_freeze VALUES (gen_random_uuid())$$, 'RI050', NULL, 'nor the beginning of a report');

-- who may
CREATE ROLE t_reporter;
CREATE ROLE t_analyst;
CREATE ROLE t_steward;
SELECT grant_access('t_reporter', 'reporter'), grant_access('t_analyst', 'analyst'), grant_access('t_steward', 'steward');
GRANT USAGE ON SCHEMA t_source, public TO t_reporter, t_analyst, t_steward;
GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO t_reporter, t_analyst, t_steward;
-- each as the role; the refusal of a missing right, or none
CREATE FUNCTION pg_temp.as_role(role text, call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text := 'done';
BEGIN
    EXECUTE format('SET LOCAL ROLE %I', role);
    BEGIN
        EXECUTE format('SELECT count(x) FROM (SELECT %s FROM pg_temp.it) AS f(x)', call);
    EXCEPTION WHEN OTHERS THEN
        answer := SQLSTATE;
    END;
    RESET ROLE;
    RETURN answer;
END
$$;
SELECT is(pg_temp.as_role(r.role, c.call), CASE WHEN r.role = 't_reporter' OR c.call !~ '^report_comment' THEN 'done' ELSE '42501' END, r.role || ': ' || c.call)
FROM (VALUES ('t_analyst'), ('t_steward'), ('t_reporter')) AS r(role)
CROSS JOIN (VALUES ('report_comment(c, ''innhold'', ''x'')'), ('report_events(c)'), ('(diff_reports(a, c)).key')) AS c(call);
SELECT is(pg_temp.as_role('t_reporter', c.call), c.answer, 't_reporter: ' || c.call)
FROM (VALUES ('issue_report(2023, ''983974724'', replaces => c)', 'done'),
             ('waive_finding(c, ''institution_without_region'', ''institution'', ''x'')', 'done'),
             ('approve_report(c, ''x'')', 'done'), ('(verify_report(c)).verdict', 'done')) AS c(call, answer);
SELECT ok(NOT has_table_privilege('t_reporter', c.oid, 'UPDATE, DELETE, TRUNCATE'), 'a reporter changes nothing in ' || c.relname)
FROM pg_class AS c WHERE c.oid IN ('t_delivery.report'::regclass, 't_delivery.report_event'::regclass);
SELECT * FROM finish();
ROLLBACK;
