-- A site that has a few relations only: what it has is computed, reported and
-- issued, and what is missing is a finding.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(7);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT count(*) AS ignored FROM create_source_tables('t_partial') \gset
CREATE SCHEMA t_few;
ALTER TABLE t_partial.institution SET SCHEMA t_few;
ALTER TABLE t_partial.reporting_year SET SCHEMA t_few;
ALTER TABLE t_partial.doctoral_degree SET SCHEMA t_few;
SET LOCAL research_indicators.source_schema = 't_few';
INSERT INTO t_few.institution (institution_id, orgnr, name, kind, rhf_id, reporting) VALUES
    ('region', '983658725', 'Helse Vest RHF', 'rhf', 'region', true), ('trust', '983974724', 'Helse Bergen HF', 'hf', 'region', true);
INSERT INTO t_few.doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES ('d1', 'trust', '2023-05-01', 1), ('d2', 'trust', '2023-06-01', 0.5);

SELECT results_eq($$SELECT doctorates, publications, total, total_of_set_indicators FROM research_points(2023) WHERE institution_id = 'trust'$$,
                  'VALUES (4.5000, NULL::numeric, NULL::numeric, 4.5000)',
                  'degrees give 3 points each; publications are unknown, and with them the total: missing is not zero');
SELECT results_eq($$SELECT measure, value FROM indicator_facts(2023) WHERE indicator = 'doctorates' AND institution_id = 'trust' ORDER BY 1$$,
                  $$VALUES ('degrees', 1.5000), ('points', 4.5000)$$, 'the facts are those of what is there');
SELECT is_empty($$SELECT * FROM indicator_facts(2023) WHERE indicator = 'publications'$$, 'and none of what is not');
SELECT ok(EXISTS (SELECT FROM check_sources(2023) WHERE code = 'relation_missing' AND relation = 'publication'), 'which is a finding');
SELECT is((SELECT count(*) FROM validate_report(report_xml(2023, '983974724'))), 0::bigint, 'its report is valid');

SELECT create_archive('t_few_archive');
SET LOCAL research_indicators.archive_schema = 't_few_archive';
SELECT lives_ok($$SELECT issue_report(2023, '983974724')$$, 'and can be issued');
SELECT is((SELECT count(*) FROM t_few_archive.report_fact WHERE indicator = 'doctorates' AND institution_id = 'trust' AND value > 0), 2::bigint, 'with its facts');

SELECT finish();
ROLLBACK;
