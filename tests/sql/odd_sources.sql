-- Sources as hospitals' views really are: repeated keys, odd country codes,
-- regions that do not exist, ids that are equal but written differently.
SET client_min_messages = warning;
BEGIN;
SELECT plan(15);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT create_source_tables('t_tables');
SET research_indicators.source_schema = 't_tables';
INSERT INTO t_tables.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('r', 'Region', 'rhf', 'r', 'NO', true), ('h', 'Trust', 'hf', 'r', 'NO', true), ('lost', 'Lost trust', 'hf', 'zzz', 'NO', true);
INSERT INTO t_tables.publication (publication_id, year, form, journal_id, status) VALUES ('1', 2023, 'article', 'j', 'published');
INSERT INTO t_tables.doctoral_degree VALUES ('d1', 'h', '2023-01-01', 1), ('d2', 'lost', '2023-01-01', 1);

-- a country is a code of two letters; anything else is unknown, and not foreign
PREPARE points AS SELECT p.points FROM publication_points(2023) AS p WHERE p.institution_id = 'h';
INSERT INTO t_tables.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO t_tables.contribution VALUES ('1', 'a', 'creator', 'h', 'NO', true);
SELECT results_eq('points', 'VALUES (1.0000)', 'national');
UPDATE t_tables.contribution SET country = 'no ';
SELECT results_eq('points', 'VALUES (1.0000)', 'in small letters, with a blank');
UPDATE t_tables.contribution SET country = 'NOR';
SELECT results_eq('points', 'VALUES (1.0000)', 'three letters are no country, and not foreign');
SELECT is((SELECT key FROM check_sources(2023) WHERE code = 'country_invalid'), '1', 'and a finding');
UPDATE t_tables.contribution SET country = 'SE';
SELECT results_eq('points', 'VALUES (1.3000)', 'a foreign one is foreign');
UPDATE t_tables.contribution SET country = 'NO';

-- a region that does not exist: in no sum at any level, and a finding
SELECT is((SELECT key FROM check_sources(2023) WHERE code = 'institution_without_region'), 'lost', 'an rhf_id that is no RHF is a finding');
SELECT is((SELECT sum(value) FROM indicator_facts(2023) WHERE measure = 'degrees' AND unit_level = 'nation'), 1::numeric, 'its degrees are not in the nation');
SELECT is((SELECT doctorates FROM research_point_sums(2023, 'hod-2015') WHERE unit_level = 'nation'), 3.0000, 'nor are its points');
SELECT is_empty($$SELECT * FROM indicator_facts(2023) WHERE unit_level = 'rhf' AND institution_id <> 'r'$$, 'no region is made up');

-- views without a key: what repeats is a finding, and the order of rows has no say
CREATE SCHEMA t_views;
SELECT format('CREATE VIEW t_views.%I WITH (security_invoker = true) AS SELECT * FROM t_tables.%I', relation, relation)
FROM source_relation WHERE relation NOT IN ('channel_level', 'publication_approval', 'publication', 'contribution') \gexec
CREATE TABLE t_views.channel_level AS SELECT * FROM t_tables.channel_level;
CREATE TABLE t_views.publication AS SELECT 1.0::numeric AS publication_id, 2023 AS year, 'article'::text AS form, 'j'::text AS journal_id,
    NULL::text AS series_id, NULL::text AS publisher_id, NULL::text AS isbn, NULL::text AS doi, 'published'::text AS status,
    false AS revised, NULL::text AS parent_form, NULL::text AS title;
CREATE TABLE t_views.contribution AS SELECT 1::numeric AS publication_id, 'a'::text AS person_id, 'creator'::text AS role, 'h'::text AS institution_id, 'NO'::text AS country, true AS verified;
CREATE TABLE t_views.publication_approval AS SELECT 1.00::numeric AS publication_id, 'h'::text AS institution_id, 'rejected'::text AS state, now() AS decided_at;
SET research_indicators.source_schema = 't_views';
SELECT results_eq('SELECT publication_id, countable, reason FROM publication_points(2023)', $$VALUES ('1.0', false, 'approval_rejected')$$,
                  'ids that are equal find each other, however they are written');
INSERT INTO t_views.channel_level VALUES ('journal', 'j', 2023, '2');
CREATE TEMP TABLE one AS SELECT * FROM publication_points(2023);
DELETE FROM t_views.channel_level;
INSERT INTO t_views.channel_level VALUES ('journal', 'j', 2023, '2'), ('journal', 'j', 2023, '1');
SELECT results_eq('SELECT * FROM publication_points(2023)', 'SELECT * FROM one', 'of two levels of one channel the order of rows does not choose');
SELECT is((SELECT key FROM check_sources(2023) WHERE code = 'key_repeats'), 'journal;j;2023', 'and the repeated key is a finding');

-- what is no policy does not take the server down
SELECT is((study_outcome(NULL::publication_policy, '2020-01-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)).status, NULL, 'no policy, no status');
SELECT lives_ok($$SELECT study_outcome(jsonb_populate_record(NULL::publication_policy, '{"summary_amount": 1}'),
                  '2020-01-01', 'completed', NULL, NULL, '2019-01-01', NULL, NULL, NULL, NULL, NULL)$$, 'a policy of NULLs is survived');

SELECT throws_ok($$SELECT grant_access('public', 'analyst')$$, 'RI018', NULL, 'PUBLIC is no role to grant to');
SELECT finish();
ROLLBACK;
