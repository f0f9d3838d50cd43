-- What the reporting job asks: nothing is issued twice, what has moved is issued
-- anew in the place of the right report, and errors that nobody waived block.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(38);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
SET research_indicators.archive_schema = 't_job';
SELECT throws_ok('SELECT find_report(2023, ''983974724'')', 'RI051', NULL, 'without an archive there is nothing to find');
SELECT throws_ok('SELECT issue_report_once(2023, ''983974724'')', 'RI051', NULL, 'nor to issue');
SELECT create_archive('t_job');
SELECT is(find_report(2023, '983974724'), NULL, 'in an empty archive no report is found');
SELECT is(report_to_replace(2023, '983974724'), NULL, 'nor one to replace');

CREATE TEMP TABLE run (number integer GENERATED ALWAYS AS IDENTITY, report uuid, issued boolean);
-- the report of the run so numbered
CREATE FUNCTION pg_temp.of_run(integer) RETURNS uuid LANGUAGE sql AS 'SELECT r.report FROM run AS r WHERE r.number = $1';
CREATE FUNCTION pg_temp.replaced_by(uuid) RETURNS uuid LANGUAGE sql AS 'SELECT r.replaces FROM t_job.report AS r WHERE r.report_id = $1';

INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
SELECT results_eq('SELECT issued FROM run ORDER BY number', '{true,false}'::boolean[], 'the first run issues, the second does not');
SELECT is(pg_temp.of_run(2), pg_temp.of_run(1), 'it finds the report of the first');
SELECT is((SELECT count(*) FROM t_job.report), 1::bigint, 'there is one');
SELECT is(find_report(2023, '983974724'), pg_temp.of_run(1), 'the newest');
SELECT is(pg_temp.replaced_by(pg_temp.of_run(1)), NULL, 'which replaces nothing');

-- another question is another report
SELECT is(find_report(2022, '983974724'), NULL, 'it is not that of another year');
SELECT is(find_report(2023, '983974694'), NULL, 'nor of another unit');
SELECT is(find_report(2023, '983974724', 'hod-2021'), NULL, 'nor of a rule set that was named');
SELECT is(find_report(2023, '983974724', NULL, 'public'), NULL, 'nor of another edition');
SET research_indicators.source_schema = 'esystems';
SELECT is(find_report(2023, '983974724'), NULL, 'nor of another source schema');
SET research_indicators.source_schema = 't_source';

-- errors block until they are waived
SELECT results_eq(format('SELECT * FROM blocking_findings(%L)', pg_temp.of_run(1)), $$VALUES ('institution_without_region', 'institution', 1)$$,
                  'the error of the sample blocks');
SELECT throws_ok(format('SELECT require_deliverable(%L)', pg_temp.of_run(1)), 'RI056', NULL, 'and says so');
SELECT throws_ok('SELECT require_deliverable(gen_random_uuid())', 'RI052', NULL, 'a report that does not exist is not deliverable');
SELECT waive_finding(pg_temp.of_run(1), 'institution_without_region', 'institution', 'closes this year');
SELECT is_empty(format('SELECT * FROM blocking_findings(%L)', pg_temp.of_run(1)), 'waived, it does not');
SELECT lives_ok(format('SELECT require_deliverable(%L)', pg_temp.of_run(1)), 'and the report may leave');
SELECT is((SELECT issued FROM issue_report_once(2023, '983974724')), false, 'a waiver is no new report');
SELECT approve_report(pg_temp.of_run(1), 'board');
SELECT is((SELECT issued FROM issue_report_once(2023, '983974724')), false, 'nor is an approval');

-- a source schema that becomes that of production
SAVEPOINT production;
SELECT is((SELECT environment FROM t_job.report WHERE report_id = pg_temp.of_run(1)), 'TEST', 'so far it was a TEST report');
INSERT INTO t_job.setting VALUES ('production_source_schema', 'esystems');
SELECT is((SELECT issued FROM issue_report_once(2023, '983974724')), false, 'that another schema is that of production changes nothing');
UPDATE t_job.setting SET value = 't_source' WHERE name = 'production_source_schema';
INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
SELECT is((SELECT issued FROM run WHERE number = 3), true, 'of the schema of production a PROD report is issued');
SELECT results_eq('SELECT environment, replaces FROM t_job.report WHERE report_id = pg_temp.of_run(3)', $$SELECT 'PROD', pg_temp.of_run(1)$$,
                  'in the place of the TEST report');
SELECT is((SELECT body_xml_sha256 FROM t_job.report WHERE report_id = pg_temp.of_run(3)), (SELECT body_xml_sha256 FROM t_job.report WHERE report_id = pg_temp.of_run(1)),
          'with the same body');
SELECT is((SELECT issued FROM issue_report_once(2023, '983974724')), false, 'once');
ROLLBACK TO production;
ALTER TABLE run ALTER number RESTART WITH 3;

-- a year that is closed is issued anew, as final
SAVEPOINT closing;
INSERT INTO t_source.reporting_year VALUES (2023, '2024-06-01');
INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
SELECT is((SELECT issued FROM run WHERE number = 3), true, 'when the year has been closed the final report is issued');
SELECT is((SELECT content ->> 'status' FROM t_job.report_record WHERE report_id = pg_temp.of_run(3) AND kind = 'rapporteringsperiode'), 'endelig', 'which says so');
SELECT is(pg_temp.replaced_by(pg_temp.of_run(3)), pg_temp.of_run(1), 'in the place of the preliminary one');
INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
SELECT results_eq('SELECT issued, report = pg_temp.of_run(3) FROM run WHERE number = 4', 'VALUES (false, true)', 'once');
INSERT INTO t_source.reporting_year VALUES (2022, '2023-06-01');
SELECT is((SELECT issued FROM issue_report_once(2023, '983974724')), false, 'the closing of a year that it does not show is no new report');
ROLLBACK TO closing;
ALTER TABLE run ALTER number RESTART WITH 3;

-- what has moved is issued anew
INSERT INTO t_source.doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES ('d3', 'bergen', '2023-07-01', 1);
INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
SELECT is((SELECT issued FROM run WHERE number = 3), true, 'a degree more is a new report');
SELECT is(pg_temp.replaced_by(pg_temp.of_run(3)), pg_temp.of_run(1), 'in the place of the approved one');
INSERT INTO t_source.doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES ('d4', 'bergen', '2023-08-01', 1);
INSERT INTO run (report, issued) SELECT o.* FROM issue_report_once(2023, '983974724') AS o;
SELECT is(pg_temp.replaced_by(pg_temp.of_run(4)), pg_temp.of_run(1), 'and so is the next, though a draft is newer');
SELECT throws_ok(format('SELECT require_deliverable(%L)', pg_temp.of_run(4)), 'RI056', NULL, 'waivers are of one report, not of the next');

-- an archive that was tampered with gives no report
SELECT is(find_report(2023, '983974724'), pg_temp.of_run(4), 'the newest is the last');
ALTER TABLE t_job.report_record DISABLE TRIGGER refuse_change;
UPDATE t_job.report_record SET content = content || '{"navn": "Other"}' WHERE report_id = pg_temp.of_run(4) AND kind = 'avsender';
SELECT throws_ok('SELECT issue_report_once(2023, ''983974724'')', 'RI057', NULL, 'a report altered in its archive is an error');
SELECT * FROM finish();
ROLLBACK;
