-- The example of doc/contract.md: a made-up hospital's own tables, a view of
-- every relation over them, and the figures that must come out.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(14);
\ir ../../doc/example.sql
SET search_path TO research_indicators, public;
SET research_indicators.source_schema = 'kilder';

SELECT bag_eq($$SELECT c.relname::text COLLATE "default" FROM pg_class AS c
                WHERE c.relnamespace = 'kilder'::regnamespace AND c.relkind = 'v' AND 'security_invoker=true' = ANY (c.reloptions)$$,
              'SELECT relation FROM source_relation', 'every relation has its view, which reads as its caller');
SELECT is((SELECT count(*) FROM pg_class WHERE relnamespace = 'kilder'::regnamespace), (SELECT count(*) FROM source_relation), 'and nothing else stands there');
-- ids are of any type, everything else is as the contract says
SELECT is_empty($$SELECT c.relation, c.column_name, format_type(a.atttypid, NULL), c.data_type
                  FROM source_column AS c
                  LEFT JOIN pg_attribute AS a ON a.attrelid = format('kilder.%I', c.relation)::regclass AND a.attname = c.column_name
                  WHERE format_type(a.atttypid, NULL) IS DISTINCT FROM c.data_type
                    AND NOT (c.data_type = 'text' AND (c.column_name LIKE '%\_id' OR c.column_name IN ('adopted_from')))$$,
                'every column is there, with its type');
SELECT is_empty($$SELECT c.relation, a.attname FROM pg_attribute AS a
                  JOIN source_relation AS c ON a.attrelid = format('kilder.%I', c.relation)::regclass
                  WHERE a.attnum > 0 AND NOT EXISTS (SELECT FROM source_column AS s WHERE s.relation = c.relation AND s.column_name = a.attname)$$,
                'and no other one');
SELECT is_empty($$SELECT * FROM source_relation AS r
                  WHERE relation <> 'external_series' AND xpath('//c/text()', query_to_xml(format('SELECT count(*) AS c FROM kilder.%I', r.relation), false, false, ''))::text = '{0}'$$,
                'every view but one has rows');
SELECT set_eq('SELECT code FROM check_sources(2023)', '{study_without_coordinator,innovation_phase_unmapped,inclusions_none,relation_empty,nothing_counts,delivered_without_rows,resource_use_missing}'::text[],
              'nothing is wrong with them but what is doubtful at the hospital');

-- one of two creators, level 1; one of two, level 2, with one abroad, rounded as
-- the register does
SELECT results_eq('SELECT publication_id, institution_id, points, reason FROM publication_points(2023)',
                  $$VALUES ('1001', '20', 0.7071, NULL), ('1001', '40', 0.7071, NULL), ('1002', '20', 2.7577, NULL),
                           ('1003', '30', 1.0000, 'approval_pending'), ('1004', '20', 0.0000, 'form_not_counted')$$, 'publications');
SELECT results_eq('SELECT institution_id, doctorates, external_funding FROM research_points(2023)',
                  $$VALUES ('10', 0.0000, 0.0000), ('20', 4.5000, 1.5000), ('30', 1.5000, 20.0000), ('40', 0.0000, 0.0000)$$,
                  '3 points of a degree, 10 of a million of the EU, 1 of a million of the Research Council');
SELECT results_eq($$SELECT institution_id, due, reported, overdue FROM publication_status_summary('2023-12-31') WHERE unit_level = 'institution'$$,
                  $$VALUES ('20', 1::bigint, 1::bigint, 0::bigint), ('30', 1, 0, 1)$$, 'one study is reported, one overdue');
SELECT results_eq($$SELECT value FROM indicator_facts(2023)
                    WHERE indicator = 'clinical_studies' AND measure = 'new_patients' AND unit_level = 'institution' AND institution_id = '20'$$,
                  'VALUES (20::numeric)', 'patients are counted');
SELECT results_eq($$SELECT institution_id, yes, missing FROM user_involvement(2023) WHERE unit_level = 'institution'$$,
                  $$VALUES ('20', 1::bigint, 0::bigint), ('30', 0, 1)$$, 'one project with users, one without report');
SELECT results_eq($$SELECT amount FROM user_involvement(2023) WHERE unit_level = 'nation'$$, 'VALUES (1000000.00)', 'money of the one that reported');
SELECT results_eq($$SELECT call, applications, granted FROM application_statistics(2023) WHERE row_kind = 'call'$$, $$VALUES ('2023-1', 2::bigint, 1::bigint)$$,
                  'applications');
SELECT is_empty($$SELECT * FROM validate_report(report_xml(2023, 'NO'))$$, 'and the report of it all is valid');
SELECT finish();
ROLLBACK;
