-- Who has delivered what: what nobody delivered is no zero, and a sum over it
-- says how many units it rests on.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(82);
SET search_path TO research_indicators, research_indicators_internal, public;
\ir include/refusal.sql

-- Two regions: "vest" with two trusts and a private hospital, "nord" with one
-- trust; a university owes nothing.
SELECT count(*) AS ignored FROM create_source_tables('t_miss') \gset
SET LOCAL research_indicators.source_schema = 't_miss';
INSERT INTO t_miss.institution (institution_id, orgnr, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('vest', '983658725', 'Helse Vest RHF', 'rhf', NULL, 'vest', 'NO', true), ('nord', '883658752', 'Helse Nord RHF', 'rhf', NULL, 'nord', 'NO', true),
    ('a', '983974724', 'Helse Bergen HF', 'hf', NULL, 'vest', 'NO', true), ('b', '983974694', 'Helse Fonna HF', 'hf', NULL, 'vest', 'NO', true),
    ('c', '984027737', 'Haraldsplass', 'private_nonprofit', NULL, 'vest', 'NO', true), ('d', '983974899', 'UNN HF', 'hf', NULL, 'nord', 'NO', true),
    ('u', '874789542', 'Universitetet i Bergen', 'university', NULL, NULL, 'NO', true), ('a-ward', NULL, 'Ward', 'unit', 'a', NULL, 'NO', true);
CREATE TEMP TABLE all_stream AS SELECT stream FROM delivery_stream;
SELECT is((SELECT array_agg(stream ORDER BY ordinal) FROM delivery_stream),
          '{publications,approvals,degrees,eu_funding,nfr_funding,clinical_studies,patients,specialist_care_patients,project_reports,involvement,innovation}'::text[],
          'the streams of data');
SELECT is((SELECT codes FROM source_column WHERE relation = 'delivery_statement' AND column_name = 'stream'),
          ARRAY(SELECT stream FROM delivery_stream ORDER BY ordinal), 'are those of which a statement can be made');
SELECT is_empty($$SELECT DISTINCT s.stream FROM indicator_stream AS s WHERE s.stream <> '*' AND s.stream NOT IN (SELECT stream FROM delivery_stream)$$,
                'figures are fed by streams that there are');
SELECT is_empty($$SELECT s.* FROM indicator_stream AS s
                  WHERE NOT EXISTS (SELECT FROM fact_definition AS d WHERE d.indicator = s.indicator AND d.measure LIKE s.measure)$$,
                'and there are the measures that they feed');
SELECT is_empty($$SELECT d.code FROM describe_rule_set('hod-2021') AS r CROSS JOIN LATERAL (SELECT substr(r.name, 13) AS code) AS d
                  WHERE r.name LIKE 'owed\_stream.%' AND split_part(d.code, '.', 2) NOT IN (SELECT stream FROM delivery_stream)$$,
                'a rule set asks for streams that there are');

-- Everybody has nothing of 2022 and 2023 and says so, but for the degrees of 2023.
INSERT INTO t_miss.delivery_statement (institution_id, year, stream, state, stated_on)
SELECT i.id, y.year, s.stream, 'confirmed_zero', '2024-02-01'
FROM unnest('{vest,nord,a,b,c,d}'::text[]) AS i(id) CROSS JOIN generate_series(2019, 2023) AS y(year) CROSS JOIN all_stream AS s
WHERE NOT (s.stream = 'degrees' AND y.year = 2023);
INSERT INTO t_miss.doctoral_degree (degree_id, institution_id, awarded_on, share) VALUES
    ('d1', 'a', '2023-05-01', 1), ('d2', 'a-ward', '2023-06-01', 1), ('d3', 'd', '2023-06-01', 0.5), ('d4', 'u', '2023-06-01', 1), ('d5', 'd', '2022-06-01', 1);
DELETE FROM t_miss.delivery_statement WHERE stream = 'degrees' AND year = 2022 AND institution_id = 'd';
INSERT INTO t_miss.delivery_statement VALUES ('c', 2023, 'degrees', 'confirmed_zero', '2024-03-01');

SELECT results_eq($$SELECT institution_id, state, rows, rows_last_year, change, last_change, owed FROM reporting_status(2023) WHERE stream = 'degrees'$$,
    $$VALUES ('a', 'delivered', 2::bigint, 0::bigint, 2::bigint, NULL::date, true), ('b', 'missing', 0, 0, 0, NULL, true),
             ('c', 'confirmed_zero', 0, 0, 0, '2024-03-01', true), ('d', 'delivered', 1, 1, 0, NULL, true),
             ('nord', NULL, 0, 0, 0, NULL, false), ('vest', NULL, 0, 0, 0, NULL, false)$$,
    'rows are delivered, a statement is one, neither is missing; a region does not owe degrees');
SELECT is((SELECT count(*) FROM reporting_status(2023)), 66::bigint, 'a row per reporting unit and stream; the university is none');
SELECT set_eq($$SELECT DISTINCT institution_id FROM reporting_status(2023, 'nord')$$, '{d,nord}'::text[], 'a region''s own');
SELECT set_eq($$SELECT DISTINCT institution_id FROM reporting_status(2023, 'a-ward')$$, '{a}'::text[], 'a ward''s hospital');
SELECT set_eq($$SELECT DISTINCT state FROM reporting_status(2023, 'b') WHERE stream <> 'degrees' AND stream <> 'approvals'$$, '{confirmed_zero}'::text[],
              'statements alone');
SELECT pg_temp.refuses($$SELECT * FROM reporting_status(2023, 'nobody')$$, 'RI011', 'nobody', 'an unknown unit');

-- Facts: by hand 2 + 0 + 0.5, of three of four.
CREATE TEMP TABLE fact_before AS SELECT * FROM indicator_facts(2023);
SELECT results_eq($$SELECT unit_level, institution_id, value, reason, reported_units, expected_units FROM fact_before
                    WHERE indicator = 'doctorates' AND measure = 'degrees'$$,
    $$VALUES ('nation', 'NO', 2.5000, NULL, 3, 4), ('rhf', 'nord', 0.5000, NULL, NULL, NULL), ('rhf', 'vest', 2.0000, NULL, 2, 3),
             ('institution', 'a', 2.0000, NULL, NULL, NULL), ('institution', 'b', NULL, 'ikkeLevert', NULL, NULL),
             ('institution', 'c', 0.0000, NULL, NULL, NULL), ('institution', 'd', 0.5000, NULL, NULL, NULL),
             ('institution', 'nord', 0.0000, NULL, NULL, NULL), ('institution', 'u', 1.0000, NULL, NULL, NULL), ('institution', 'vest', 0.0000, NULL, NULL, NULL)$$,
    'the missing figure is NULL with its reason, zero is zero, the sums are of what is there and say so');
SELECT results_eq($$SELECT institution_id, value, reason, reported_units, expected_units FROM fact_before
                    WHERE indicator = 'doctorates' AND measure = 'points' AND unit_level IN ('nation', 'rhf') OR indicator = 'doctorates' AND measure = 'points' AND institution_id = 'b'$$,
    $$VALUES ('NO', 7.5000, NULL, 3, 4), ('nord', 1.5000, NULL, NULL, NULL), ('vest', 6.0000, NULL, 2, 3), ('b', NULL, 'ikkeLevert', NULL, NULL)$$,
    'points likewise: 3 a degree');
SELECT is_empty($$SELECT * FROM fact_before WHERE indicator IN ('publications', 'external_funding', 'innovation') AND (reason = 'ikkeLevert' OR expected_units IS NOT NULL)$$,
                'what everybody has stated lacks nothing');
SELECT results_eq($$SELECT DISTINCT value FROM fact_before WHERE indicator = 'external_funding' AND measure = 'eu_amount'$$, $$VALUES (0.00)$$,
                  'confirmed_zero is 0, and a fact');
SELECT results_eq($$SELECT institution_id, value, reason, reported_units, expected_units FROM fact_before
                    WHERE indicator = 'research_points' AND measure = 'total_of_set_indicators' AND institution_id IN ('NO', 'vest', 'b', 'c') AND (unit_level, institution_id) <> ('institution', 'vest')$$,
    $$VALUES ('NO', 7.5000, NULL, 5, 6), ('vest', 6.0000, NULL, 3, 4), ('b', 0.0000, NULL, 0, 1), ('c', 0.0000, NULL, NULL, NULL)$$,
    'the total of what is there is given and marked; the regions'' bodies owe publications');
SELECT results_eq($$SELECT institution_id, publications, doctorates, external_funding, total, total_of_set_indicators FROM research_points(2023) WHERE institution_id IN ('a', 'b', 'c')$$,
    $$VALUES ('a', 0.0000, 6.0000, 0.0000, NULL::numeric, 6.0000), ('b', 0.0000, NULL, 0.0000, NULL, 0.0000), ('c', 0.0000, 0.0000, 0.0000, NULL, 0.0000)$$,
    'research points: NULL, not 0 (the total is NULL for the unset points of studies)');
SELECT results_eq($$SELECT institution_id, doctorates, total_of_set_indicators, reported_units, expected_units FROM research_point_sums(2023)$$,
    $$VALUES ('nord', 1.5000, 1.5000, NULL::integer, NULL::integer), ('vest', 6.0000, 6.0000, 3, 4), ('NO', 7.5000, 7.5000, 5, 6)$$, 'their sums');
SELECT results_eq($$SELECT total FROM research_points(2015, 'hod-2015') WHERE institution_id = 'a'$$, $$VALUES (NULL::numeric)$$, 'a year of no rows and no statements has no total');
SELECT is((SELECT total_of_set_indicators FROM research_points(2015, 'hod-2015') WHERE institution_id = 'a'), NULL, 'and none of what is set');
SELECT is((SELECT total FROM research_points(2022, 'hod-2015') WHERE institution_id = 'd'), 3.0000, 'a year in which all is delivered has one');

-- Explanations end in the fact, and name who is missing.
SELECT results_eq($$SELECT kind, subject, value, detail, reason FROM explain_fact('doctorates', 'degrees', 2023, 'rhf', 'vest') WHERE kind IN ('missing', 'result')$$,
    $$VALUES ('missing', 'b', NULL::numeric, 'doctoral degrees: neither rows nor a statement', 'ikkeLevert'),
             ('result', 'degrees', 2.0000, 'the source rows together; 2 of 3 units have delivered', NULL)$$, 'explained: a region');
SELECT results_eq($$SELECT value, reason FROM explain_fact('doctorates', 'degrees', 2023, 'institution', 'b') WHERE kind = 'result'$$,
    $$VALUES (NULL::numeric, 'ikkeLevert')$$, 'explained: the unit');
SELECT results_eq($$SELECT value, reason FROM explain_fact('doctorates', 'degrees', 2023, 'institution', 'c') WHERE kind = 'result'$$,
    $$VALUES (0.0000, NULL)$$, 'explained: a zero');
SELECT is((SELECT count(*) FROM explain_fact('doctorates', 'degrees', 2023, 'rhf', 'nord') WHERE kind = 'missing'), 0::bigint, 'the other region lacks nothing');
SELECT is_empty($$
    SELECT f.indicator, f.measure, f.unit_level, f.institution_id, f.value, e.value FROM fact_before AS f
    CROSS JOIN LATERAL (SELECT x.value, x.reason FROM explain_fact(f.indicator, f.measure, 2023, f.unit_level, f.institution_id, f.dimensions) AS x
                        WHERE x.kind = 'result') AS e
    WHERE f.dimensions = '{}' AND f.indicator IN ('doctorates', 'external_funding', 'research_points')
      AND (e.value IS DISTINCT FROM f.value OR f.reason = 'ikkeLevert' AND e.reason IS DISTINCT FROM 'ikkeLevert')$$, 'every explanation ends in its fact');

-- Findings.
SELECT results_eq($$SELECT severity, code, key FROM check_sources(2023) WHERE relation = 'delivery_statement'$$,
                  $$VALUES ('warning', 'stream_missing', 'b degrees')$$, 'one finding: who, and what');
INSERT INTO t_miss.delivery_statement VALUES ('a', 2023, 'degrees', 'confirmed_zero', NULL), ('a-ward', 2023, 'degrees', 'delivered', NULL);
SELECT results_eq($$SELECT severity, code, key FROM check_sources(2023) WHERE relation = 'delivery_statement' AND code <> 'stream_missing'$$,
                  $$VALUES ('warning', 'institution_unknown', 'a-ward'), ('error', 'zero_contradicted', 'a degrees')$$, 'a zero that rows contradict, a statement of a ward');
SELECT is((SELECT state FROM reporting_status(2023, 'a') WHERE stream = 'degrees'), 'delivered', 'rows count');
DELETE FROM t_miss.delivery_statement WHERE year = 2023 AND stream = 'degrees' AND institution_id IN ('a', 'a-ward');
-- b's degrees are missing, so that its figure leads there; where b states that they are delivered, it is 0, and that is told
SELECT results_eq($$SELECT f.arguments ->> 'explains' FROM source_findings(2023) AS f WHERE f.code = 'stream_missing'$$, '{doctorates}'::text[], 'what is missing explains its figures');
SAVEPOINT stated;
INSERT INTO t_miss.delivery_statement VALUES ('b', 2023, 'degrees', 'delivered', NULL);
SELECT results_eq($$SELECT severity, code, key, institution_id FROM check_sources(2023) WHERE relation = 'delivery_statement'$$,
                  $$VALUES ('warning', 'delivered_without_rows', 'b degrees', 'b')$$, 'delivered, and no rows');
SELECT is((SELECT value FROM indicator_facts(2023) WHERE indicator = 'doctorates' AND measure = 'degrees' AND institution_id = 'b'), 0.0000, 'its figure is 0');
UPDATE t_miss.delivery_statement SET state = 'confirmed_zero' WHERE institution_id = 'b' AND year = 2023 AND stream = 'degrees';
SELECT is_empty($$SELECT * FROM check_sources(2023) WHERE relation = 'delivery_statement'$$, 'a confirmed zero is silent');
ROLLBACK TO stated;

-- The grant: named, unless skipped; skipped, it is that of the same rows with a zero.
SELECT pg_temp.refuses($$SELECT * FROM grant_allocation(2025, 1000000, skip_unset => true)$$, 'RI069', 'Helse Fonna HF (b) has not delivered degrees for 2023', 'grant_allocation', 'skip_missing');
SELECT pg_temp.refuses($$SELECT * FROM compare_allocations(2025, 1000000, 'hod-2021', 'hod-2015', true)$$, 'RI069', 'degrees', 'compare_allocations', 'confirmed_zero');
SELECT pg_temp.refuses($$SELECT * FROM simulate_indicator(2025, 1000000, 'hod-2021', 'innovation', ARRAY[1], skip_unset => true)$$, 'RI069', 'Fonna', 'simulate_indicator', 'skip_missing');
SELECT pg_temp.refuses($$SELECT * FROM explain_allocation_change(2024, 1000000, 2025, 1000000, skip_unset => true)$$, 'RI069', '2023', 'explain_allocation_change', 'skip_missing');
SELECT results_eq($$SELECT severity, key, institution_id FROM check_grant(2025) WHERE code = 'grant_undelivered'$$, $$VALUES ('warning', 'b 2023', 'b')$$, 'check_grant names who and when');
CREATE TEMP TABLE skipped AS SELECT orgnr, total_nok, averaging FROM grant_allocation(2025, 1000000, skip_unset => true, skip_missing => true);
CREATE TEMP TABLE compared AS SELECT orgnr, total_a, total_b FROM compare_allocations(2025, 1000000, 'hod-2021', 'hod-2015', true, true);
SELECT is((SELECT sum(total_nok) FROM skipped), 1000000.00, 'skipped: the parts add up');
SELECT is((SELECT total_a FROM compared WHERE orgnr = '983658725'), (SELECT total_nok FROM skipped WHERE orgnr = '983658725'), 'compare_allocations divides alike');
SELECT ok(averaging LIKE '%not delivered, counted as far as it is there: b 2023 (degrees)%', 'and the division says who is missing') FROM skipped LIMIT 1;
SELECT is((SELECT count(*) FROM simulate_indicator(2025, 1000000, 'hod-2021', 'innovation', ARRAY[1], skip_unset => true, skip_missing => true)), 2::bigint, 'simulate_indicator');
SELECT cmp_ok((SELECT count(*) FROM explain_allocation_change(2024, 1000000, 2025, 1000000, skip_unset => true, skip_missing => true)), '>', 0::bigint, 'explain_allocation_change');
INSERT INTO t_miss.delivery_statement VALUES ('b', 2023, 'degrees', 'confirmed_zero', NULL);
SELECT results_eq('SELECT orgnr, total_nok FROM grant_allocation(2025, 1000000, skip_unset => true)', 'SELECT orgnr, total_nok FROM skipped', 'a stated zero divides the same, and raises nothing');
SELECT is((SELECT value FROM indicator_facts(2023) WHERE indicator = 'doctorates' AND measure = 'degrees' AND institution_id = 'b'), 0.0000, 'and is a fact');
UPDATE t_miss.delivery_statement SET state = 'delivered' WHERE institution_id = 'b' AND year = 2023 AND stream = 'degrees';
SELECT is((SELECT state FROM reporting_status(2023, 'b') WHERE stream = 'degrees'), 'delivered', '"delivered" without rows');
SELECT results_eq($$SELECT value, expected_units FROM indicator_facts(2023) WHERE indicator = 'doctorates' AND measure = 'degrees' AND institution_id IN ('b', 'NO')$$,
                  $$VALUES (2.5000, NULL::integer), (0.0000, NULL)$$, 'is the figure of the rows that are there: none');

-- One of the two streams of a figure: EU 10 points a million, half a million.
INSERT INTO t_miss.external_funding VALUES ('w1', 'b', 2023, 'EU', 500000, 'awarded');
DELETE FROM t_miss.delivery_statement WHERE institution_id = 'b' AND year = 2023 AND stream IN ('nfr_funding', 'eu_funding');
SELECT results_eq($$SELECT measure, institution_id, value, reason, reported_units, expected_units FROM indicator_facts(2023)
                    WHERE indicator = 'external_funding' AND institution_id IN ('b', 'vest') AND NOT (unit_level = 'institution' AND institution_id = 'vest')$$,
    $$VALUES ('eu_amount', 'vest', 500000.00, NULL, NULL::integer, NULL::integer), ('eu_amount', 'b', 500000.00, NULL, NULL, NULL),
             ('nfr_amount', 'vest', 0.00, NULL, 2, 3), ('nfr_amount', 'b', NULL, 'ikkeLevert', NULL, NULL),
             ('points', 'vest', 5.0000, NULL, 2, 3), ('points', 'b', NULL, 'ikkeLevert', NULL, NULL)$$,
    'what is there of a figure that rests on two streams: in the sum, not at the unit');
SELECT results_eq($$SELECT external_funding, total_of_set_indicators FROM research_points(2023) WHERE institution_id = 'b'$$, $$VALUES (NULL::numeric, 5.0000)$$, 'research points');
SELECT is((SELECT external_funding FROM research_point_sums(2023) WHERE institution_id = 'vest'), 5.0000, 'and their sum');

-- A region of which nobody has delivered has no figure, and the nation that of the other.
DELETE FROM t_miss.doctoral_degree WHERE institution_id = 'd' AND awarded_on >= '2023-01-01';
SELECT results_eq($$SELECT institution_id, value, reason, reported_units, expected_units FROM indicator_facts(2023)
                    WHERE indicator = 'doctorates' AND measure = 'degrees' AND (unit_level <> 'institution' OR institution_id = 'd')$$,
    $$VALUES ('NO', 2.0000, NULL, 3, 4), ('nord', NULL, 'ikkeLevert', 0, 1), ('vest', 2.0000, NULL, NULL, NULL), ('d', NULL, 'ikkeLevert', NULL, NULL)$$,
    'a sum of nothing is none');
SELECT results_eq($$SELECT doctorates, reported_units, expected_units FROM research_point_sums(2023) WHERE institution_id = 'nord'$$,
                  $$VALUES (NULL::numeric, 1, 2)$$, 'nor are its points');

-- The rule set says who owes what.
SELECT count(*) AS ignored FROM copy_rule_set('hod-2021', 't-owed', 'Nobody owes degrees but universities') \gset
SELECT count(*) AS ignored FROM (SELECT set_rule_code('t-owed', 'owed_stream', k || '.degrees', 'not_owed', 'site', 'test') FROM unnest('{hf,private_nonprofit}'::text[]) AS k) AS s \gset
SELECT set_rule_code('t-owed', 'owed_stream', 'university.publications', 'owed', 'site', 'test');
SELECT results_eq($$SELECT institution_id, value, expected_units FROM indicator_facts(2023, 't-owed') WHERE indicator = 'doctorates' AND measure = 'degrees' AND (institution_id IN ('d', 'NO'))$$,
                  $$VALUES ('NO', 2.0000, NULL::integer), ('d', 0.0000, NULL)$$, 'what nobody owes is not missing');
SELECT results_eq($$SELECT value, reason FROM indicator_facts(2023, 't-owed') WHERE indicator = 'publications' AND measure = 'points' AND institution_id = 'u'$$,
                  $$VALUES (NULL::numeric, 'ikkeLevert')$$, 'and who owes is');
SELECT pg_temp.refuses($$SELECT set_rule_code('t-owed', 'owed_stream', 'degrees', 'owed', 'site', 'test')$$, 'RI033', 'degrees', 'a code without a kind');

-- What is owed item by item.
INSERT INTO t_miss.project (project_id, title, institution_id, starts_on, ends_on) VALUES
    ('p1', 'One', 'a', '2022-01-01', '2025-01-01'), ('p2', 'Two', 'a', '2022-01-01', '2025-01-01'), ('p3', 'Three', 'a', '2022-01-01', '2025-01-01'), ('p4', 'Four', 'c', '2022-01-01', '2025-01-01');
INSERT INTO t_miss.project_report (project_id, year, sent_on, delivered_on, involvement) VALUES
    ('p1', 2023, '2024-01-10', '2024-02-01', 'yes'), ('p2', 2023, '2024-01-20', '2024-02-10', NULL), ('p3', 2023, '2024-01-12', NULL, NULL), ('p4', 2023, NULL, NULL, NULL);
SELECT results_eq($$SELECT institution_id, stream, state, rows, outstanding, oldest_outstanding, last_change FROM reporting_status(2023)
                    WHERE stream IN ('project_reports', 'involvement') AND institution_id IN ('a', 'b', 'c')$$,
    $$VALUES ('a', 'project_reports', 'partial', 2::bigint, 1::bigint, '2024-01-12'::date, '2024-02-10'::date), ('a', 'involvement', 'partial', 1, 1, '2024-01-20', '2024-02-01'),
             ('b', 'project_reports', 'confirmed_zero', 0, 0, NULL, '2024-02-01'), ('b', 'involvement', 'confirmed_zero', 0, 0, NULL, '2024-02-01'),
             ('c', 'project_reports', 'partial', 0, 1, NULL, '2024-02-01'), ('c', 'involvement', 'confirmed_zero', 0, 0, NULL, '2024-02-01')$$,
    'what is outstanding, and since when');
SELECT results_eq($$SELECT project_id, institution_id, sent_on, days_waiting IS NULL OR days_waiting >= 300 FROM undelivered_reports(2023)$$,
                  $$VALUES ('p3', 'a', '2024-01-12'::date, true), ('p4', 'c', NULL, true)$$, 'the reports themselves, the oldest first');
SELECT is((SELECT days_waiting FROM undelivered_reports(2023) WHERE project_id = 'p3'), (now() AT TIME ZONE 'Europe/Oslo')::date - date '2024-01-12', 'days since the form was sent');
INSERT INTO t_miss.publication (publication_id, year, form, status) VALUES ('q1', 2023, 'article', 'published'), ('q2', 2023, 'article', 'published'), ('q3', 2023, 'article', 'published');
INSERT INTO t_miss.contribution (publication_id, person_id, role, institution_id, verified) VALUES
    ('q1', '1', 'creator', 'a', true), ('q1', '2', 'creator', 'b', true), ('q2', '1', 'creator', 'a', true), ('q3', '1', 'creator', 'd', true);
INSERT INTO t_miss.publication_approval VALUES ('q1', 'a', 'approved', '2024-01-05 12:00+01'), ('q2', 'a', 'pending', NULL);
DELETE FROM t_miss.delivery_statement WHERE stream = 'approvals' AND year = 2023;
SELECT results_eq($$SELECT institution_id, state, rows, outstanding, last_change, owed FROM reporting_status(2023) WHERE stream = 'approvals' AND institution_id IN ('a', 'b', 'd')$$,
    $$VALUES ('a', 'partial', 1::bigint, 1::bigint, '2024-01-05'::date, true), ('b', 'partial', 0, 1, NULL, true), ('d', NULL, 0, 0, NULL, false)$$,
    'approvals: pending and not there are outstanding; where nothing is tracked nothing is owed');

-- Reminders.
SELECT results_eq($$SELECT institution_id, stream, what, since, outstanding FROM reminder_list(2023) WHERE institution_id IN ('b', 'd')$$,
    $$VALUES ('b', 'approvals', 'partial', NULL::date, 1::bigint), ('b', 'nfr_funding', 'missing', '2024-01-01', 0), ('d', 'degrees', 'missing', '2024-01-01', 0)$$, 'who, what, since when');
SELECT results_eq($$SELECT text_nb, text_nn FROM reminder_list(2023) WHERE institution_id = 'd'$$,
    $$VALUES ('Til UNN HF: Vi har ikke mottatt avlagte doktorgrader for 2023, verken data eller en erklæring. Lever dataene, eller bekreft at det ikke er noe å rapportere. Til da står tallene deres som «ikke levert», og summene for regionen og landet er ufullstendige.',
              'Til UNN HF: Vi har ikkje fått avlagde doktorgradar for 2023, verken data eller ei fråsegn. Lever dataa, eller stadfest at det ikkje er noko å rapportere. Til då står tala dykkar som «ikkje levert», og summane for regionen og landet er ufullstendige.')$$,
    'ready to send, in both languages');
SELECT is((SELECT text_nb FROM reminder_list(2023) WHERE institution_id = 'a' AND stream = 'project_reports'),
          'Til Helse Bergen HF: Av prosjektrapporter for 2023 gjenstår 1, 2 er levert. Det eldste har ventet siden 12.1.2024. Lever det som gjenstår.', 'an outstanding one');
SELECT is((SELECT text_nn FROM reminder_list(2023) WHERE institution_id = 'c' AND stream = 'project_reports'),
          'Til Haraldsplass: Av prosjektrapportar for 2023 står 1 att, 0 er levert. Lever det som står att.', 'of an unknown day');

-- Without statements nobody can tell who has nothing.
DROP TABLE t_miss.delivery_statement;
SELECT is((SELECT value FROM indicator_facts(2023) WHERE indicator = 'doctorates' AND measure = 'degrees' AND institution_id = 'd'), 0.0000, 'without the relation nothing is missing');
SELECT results_eq($$SELECT severity, code FROM check_sources(2023) WHERE relation = 'delivery_statement'$$, $$VALUES ('notice', 'relation_missing')$$, 'and that is a notice');
SELECT pg_temp.refuses('SELECT * FROM reporting_status(2023)', 'RI020', 'delivery_statement', 'the status needs it');

-- The sample: everything is there -------------------------------------------

RESET research_indicators.source_schema;
SELECT is_empty($$SELECT * FROM reporting_status(2023) WHERE state = 'missing'$$, 'nobody of the sample is silent');
-- but one hospital, and one of its figures, in the measurement of resource use
SELECT is_empty($$SELECT * FROM indicator_facts(2023) WHERE (value IS NULL) <> (reason IS NOT NULL)
                  OR expected_units IS NOT NULL AND (indicator <> 'resource_use' OR expected_units - reported_units <> CASE WHEN measure = 'share' AND unit_level = 'nation' THEN 2 ELSE 1 END)
                  OR reason = 'ikkeLevert' AND (indicator <> 'resource_use' OR institution_id NOT IN ('helgelandssykehuset', 'sunnaas'))$$,
                'and its figures lack nothing but parameters');

-- Two trusts of it have delivered nothing: the nation's report in all faces -----

\ir include/two_silent_trusts.sql
CREATE TEMP TABLE face AS SELECT d.xml AS x, d.json::jsonb AS j, d.csv AS c, d.annex_json::jsonb AS aj FROM report_documents(2023, 'NO') AS d;
CREATE TEMP TABLE told AS SELECT * FROM report_facts(2023, 'NO') WHERE year = 2023;
SELECT results_eq($$SELECT institution_id, value, reason, reported_units, expected_units FROM told WHERE indicator = 'doctorates' AND measure = 'degrees'
                    AND (unit_level = 'institution' AND institution_id IN ('helse-fonna', 'sunnaas') OR unit_level = 'rhf' AND institution_id IN ('helse-vest', 'helse-nord'))$$,
    $$VALUES ('helse-nord', (SELECT sum(share) FROM esystems.doctoral_degree JOIN institutions_at(2023) USING (institution_id)
                             WHERE region_id = 'helse-nord' AND awarded_on BETWEEN '2023-01-01' AND '2023-12-31'), NULL, NULL::integer, NULL::integer),
             ('helse-vest', (SELECT sum(share) FROM esystems.doctoral_degree JOIN institutions_at(2023) USING (institution_id)
                             WHERE region_id = 'helse-vest' AND awarded_on BETWEEN '2023-01-01' AND '2023-12-31'), NULL, 4, 5),
             ('helse-fonna', NULL, 'ikkeLevert', NULL, NULL), ('sunnaas', NULL, 'ikkeLevert', NULL, NULL)$$, 'facts: NULL and k of m');
SELECT is_empty($$SELECT * FROM validate_report((SELECT x FROM face))$$, 'the XML is valid');
SELECT is((SELECT (xpath('//r:avlagteDoktorgrader/r:antall/r:tall[@aar="2023"][@enhet="helse-fonna"][not(@verdi)]/@grunn', x, '{{r,urn:helseforskning:indikatorrapport:v1}}'))[1]::text FROM face),
          'ikkeLevert', 'XML: no value, and why');
SELECT is((SELECT array_to_string(xpath('//r:avlagteDoktorgrader/r:antall/r:tall[@aar="2023"][@nivaa="nasjon"]/@*[contains(name(), "Enheter")]', x, '{{r,urn:helseforskning:indikatorrapport:v1}}'), ' av ') FROM face),
          '21 av 23', 'XML: k of m');
SELECT is((SELECT jsonb_agg(t - '{opphav,regelverk,status}'::text[]) FROM face, jsonb_array_elements(j #> '{innhold,nasjonaltMaalesystem,avlagteDoktorgrader,antall,tall}') AS t
           WHERE t ->> 'aar' = '2023' AND t ->> 'enhet' = 'sunnaas'),
          '[{"aar": 2023, "nivaa": "institusjon", "enhet": "sunnaas", "orgnr": "883971752", "grunn": "ikkeLevert"}]'::jsonb, 'JSON: no value, and why');
SELECT is((SELECT jsonb_agg(DISTINCT t -> 'rapporterteEnheter' || (t -> 'forventedeEnheter')) FROM face,
                  jsonb_array_elements(aj #> '{vedlegg,kontrollsummer,kontrollsum}') AS t
           WHERE t ->> 'aar' = '2023' AND t ->> 'begrep' = 'doctorates.degrees' AND t ->> 'nivaa' IN ('nasjon', 'region')),
          '[[21, 23]]'::jsonb, 'control totals say so too');
SELECT is((SELECT count(*) FROM face, string_to_table(c, E'\n') AS l
           WHERE l ~ ',nasjonaltMaalesystem/avlagteDoktorgrader/antall,2023,institusjon,(helse-fonna|sunnaas),[0-9]{9},[^,]*,{42}[^,]*,[^,]*,[^,]*,,ikkeLevert,,$'), 2::bigint, 'CSV: empty, and why');
SELECT is((SELECT count(*) FROM face, string_to_table(c, E'\n') AS l WHERE l ~ ',nasjonaltMaalesystem/avlagteDoktorgrader/antall,2023,nasjon,NO,,Norge,.*,,,21,23$'), 1::bigint, 'CSV: k of m');
CREATE TEMP TABLE page AS SELECT report_page(x, 'nb') AS html FROM face;
-- from each finding on as far as its message goes
CREATE TEMP TABLE led AS
SELECT a.id, substr(p.html, strpos(p.html, '<li id="' || a.id || '"'), 1000) AS told
FROM page AS p CROSS JOIN LATERAL (SELECT DISTINCT m.funn[1] AS id FROM regexp_matches(p.html, 'href="#(funn-[0-9]+)">ikke levert</a>', 'g') AS m(funn)) AS a;
-- the page compares units by key figures; those of one indicator have one finding
SELECT is((SELECT count(*) FROM led WHERE told ~ 'har ikke levert|mangler ressursbruk'),
          (SELECT count(DISTINCT t.indicator) FROM told AS t, face, jsonb_array_elements(j #> '{innhold,sammendrag,noekkeltall}') AS k
           WHERE k ->> 'begrep' = t.indicator || '.' || t.measure AND t.year = 2023 AND t.reason = 'ikkeLevert'
             -- what is made of other figures has no finding of its own
             AND EXISTS (SELECT FROM jsonb_array_elements(j #> '{innhold,datakvalitet,funn}') AS f WHERE f ->> 'forklarer' = t.indicator AND f ->> 'kode' IN ('stream_missing', 'resource_use_missing'))),
          'HTML: what was not delivered leads to the finding that says so');
SELECT is_empty($$SELECT * FROM led WHERE told !~ 'har ikke levert|mangler ressursbruk'$$, 'HTML: and to no other');
-- the four regions' reports and the nation's
CREATE TEMP TABLE regional AS
SELECT i.institution_id AS region, f.* FROM institutions_at(2023) AS i
CROSS JOIN LATERAL report_facts(2023, i.orgnr) AS f
WHERE i.kind = 'rhf' AND f.year = 2023;
SELECT is_empty($$SELECT r.* FROM regional AS r JOIN told AS t USING (indicator, measure, year, unit_level, institution_id, dimensions)
                  WHERE (t.value, t.reason, t.reported_units, t.expected_units) IS DISTINCT FROM (r.value, r.reason, r.reported_units, r.expected_units)$$,
                'agree on every figure, what is missing of it and why');
SELECT set_eq($$SELECT DISTINCT region, institution_id FROM regional WHERE reason = 'ikkeLevert' AND indicator <> 'resource_use'$$,
              $$VALUES ('helse-sor-ost', 'sunnaas'), ('helse-vest', 'helse-fonna')$$, 'and on who is missing');
SELECT set_eq($$SELECT indicator, measure, institution_id FROM told WHERE reason = 'ikkeLevert'$$,
              $$SELECT indicator, measure, institution_id FROM regional WHERE reason = 'ikkeLevert'$$, 'the nation misses exactly those that the four regions miss, in the same figures');
SELECT is((SELECT count(DISTINCT region) FROM regional), 4::bigint, 'four regions');
SELECT finish();
ROLLBACK;
