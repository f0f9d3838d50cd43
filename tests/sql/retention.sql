-- Drafts of every night go after the archive's days, and nothing else does.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(12);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
SELECT create_archive('t_archive');
SET research_indicators.archive_schema = 't_archive';
-- four drafts that follow each other, one of them commented; another unit's only one
CREATE TEMP TABLE it AS SELECT issue_report(2023, '983974724') AS a;
ALTER TABLE it ADD b uuid, ADD c uuid, ADD d uuid, ADD other uuid;
UPDATE t_source.doctoral_degree SET share = 0.5 WHERE degree_id = 'd1';
UPDATE it SET b = issue_report(2023, '983974724', replaces => a);
UPDATE it SET c = issue_report(2023, '983974724', replaces => b);
UPDATE it SET d = issue_report(2023, '983974724', replaces => c), other = issue_report(2023, '983974694');
SELECT report_comment(b, 'innhold', 'looked at') FROM it;
SELECT is(drop_old_drafts(), 0::bigint, 'without the setting nothing is dropped');
INSERT INTO t_archive.setting VALUES ('draft_retention_days', 'some');
SELECT throws_ok('SELECT drop_old_drafts()', 'RI118', NULL, 'days are a number');
UPDATE t_archive.setting SET value = '30' WHERE name = 'draft_retention_days';
SELECT is(drop_old_drafts(), 0::bigint, 'what is younger stays');
-- two months pass
SET LOCAL session_replication_role = replica;
UPDATE t_archive.report SET issued_at = issued_at - interval '60 days';
SET LOCAL session_replication_role = origin;
SELECT throws_ok('DELETE FROM t_archive.report_fact', 'RI050', NULL, 'nobody deletes by hand');
SELECT is((SELECT count(DISTINCT relation_sha256) FROM t_archive.report_source_row WHERE relation = 'doctoral_degree'), 2::bigint, 'two states of the degrees are on record');
SELECT is(drop_old_drafts(), 2::bigint, 'two go: nobody touched them, and others followed');
SELECT set_eq('SELECT report_id FROM t_archive.report', 'SELECT unnest(ARRAY[b, d, other]) FROM it', 'the commented one, the newest, and the only one of a unit stay');
SELECT results_eq('SELECT report_id, replaces, issued_by COLLATE "C", retention_days FROM t_archive.report_dropped ORDER BY issued_at',
                  'SELECT x.id, x.replaces, session_user::text COLLATE "C", 30 FROM it, LATERAL (VALUES (1, a, NULL::uuid), (2, c, b)) AS x(n, id, replaces) ORDER BY x.n', 'what went is on record');
SELECT is((SELECT count(*) FROM t_archive.report_record AS r WHERE NOT EXISTS (SELECT FROM t_archive.report AS o WHERE o.report_id = r.report_id)), 0::bigint, 'no row of theirs stays');
SELECT is((SELECT count(DISTINCT relation_sha256) FROM t_archive.report_source_row WHERE relation = 'doctoral_degree'), 1::bigint, 'nor digests that no report needs');
SELECT is((SELECT string_agg(DISTINCT v.verdict, ' ') FROM t_archive.report AS r, verify_report(r.report_id) AS v
           WHERE v.subject = 'report' AND r.report_id IN (SELECT d FROM it UNION SELECT other FROM it)), 'identical', 'the others verify');
SELECT throws_ok('DELETE FROM t_archive.report_dropped', 'RI050', NULL, 'the record of what went stays');
SELECT * FROM finish();
ROLLBACK;
