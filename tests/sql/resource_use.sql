-- Resource use: sums of what was measured, quotients of sums, no figure for a
-- year between two measurements, never a part of points.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SELECT plan(33);
SET search_path TO research_indicators, research_indicators_internal, public;

SELECT count(*) AS ignored FROM create_source_tables('t_use') \gset
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_use.delivery_statement;
SET LOCAL research_indicators.source_schema = 't_use';
INSERT INTO t_use.institution (institution_id, orgnr, name, kind, rhf_id, reporting) VALUES
    ('region', '983658725', 'Helse Vest RHF', 'rhf', 'region', true),
    ('a', '983974724', 'Helse Bergen HF', 'hf', 'region', true), ('b', '983974694', 'Helse Fonna HF', 'hf', 'region', true),
    ('c', '983974732', 'Helse Førde HF', 'hf', 'region', true), ('u', '874789542', 'Universitetet i Bergen', 'university', NULL, true);
INSERT INTO t_use.resource_use VALUES
    ('a', 2023, 'research', 3000000, 2, 100000000), ('a', 2023, 'development', 500000, 0.5, 100000000),
    ('b', 2023, 'research', 1000000, 1, NULL), ('c', 2023, 'research', 800000.005, NULL, 20000000),
    ('u', 2023, 'research', 9000000, 5, 900000000), ('a', 2021, 'research', 2500000, 2, 90000000);

CREATE TEMP TABLE fact AS SELECT * FROM indicator_facts(2023) WHERE indicator = 'resource_use';
CREATE FUNCTION pg_temp.figure(measure text, unit text, dimensions jsonb DEFAULT '{}') RETURNS numeric LANGUAGE sql AS
$$SELECT f.value FROM pg_temp.fact AS f WHERE f.measure = $1 AND f.institution_id = $2 AND f.dimensions = $3$$;

SELECT is(pg_temp.figure('expenditure', 'a'), 3000000::numeric, 'expenditure on research of a trust');
SELECT is(pg_temp.figure('expenditure', 'region'), 4800000.01, 'of a region: 3 + 1 + 0.8 million, to the øre');
SELECT is(pg_temp.figure('expenditure', 'NO'), 4800000.01, 'of the nation: the regions, without universities');
SELECT is(pg_temp.figure('expenditure', 'a', '{"resource_kind": "development"}'), 500000::numeric, 'development stands apart');
SELECT is(pg_temp.figure('person_years', 'region'), 3.00, 'person-years of those who gave them');
SELECT is(pg_temp.figure('per_person_year', 'region'), 1333333::numeric, '4 million / 3 person-years: not the mean of 1.5 and 1 million');
SELECT is(pg_temp.figure('per_person_year', 'c'), NULL, 'nothing per person-year where there are none');
SELECT is(pg_temp.figure('share', 'region'), 0.0317, '3.8 of 120 million, of the trusts that gave both');
SELECT results_eq($$SELECT value, reason FROM fact WHERE measure = 'share' AND institution_id = 'b'$$, $$VALUES (NULL::numeric, 'ikkeLevert')$$, 'no share without a total, and the reason');
SELECT is(pg_temp.figure('units', 'NO'), 3::numeric, 'three trusts were measured');
SELECT set_eq($$SELECT unit_level, institution_id, value, reason FROM indicator_facts(2022) WHERE indicator = 'resource_use'$$,
    $$VALUES ('nation', 'NO', NULL::numeric, 'ikkeUndersoekt'), ('rhf', 'region', NULL, 'ikkeUndersoekt'), ('institution', 'region', NULL, 'ikkeAktuelt'), ('institution', 'a', NULL, 'ikkeUndersoekt'),
             ('institution', 'b', NULL, 'ikkeUndersoekt'), ('institution', 'c', NULL, 'ikkeUndersoekt')$$,
    'a year between two measurements has no figure, and no zero: it was not examined');
SELECT is_empty($$SELECT * FROM check_sources(2022) WHERE code = 'resource_use_missing'$$, 'and nobody is asked for it');
SELECT results_eq($$SELECT value, detail, reason FROM explain_fact('resource_use', 'share', 2022, 'rhf', 'region') ORDER BY step DESC LIMIT 1$$,
    $$VALUES (NULL::numeric, 'the parts together', 'not_examined')$$, 'explained');
-- of 2021 only a was measured: b and c have not answered
SELECT results_eq($$SELECT institution_id, value, reason FROM indicator_facts(2021) WHERE indicator = 'resource_use' AND measure = 'person_years'$$,
    $$VALUES ('NO', 2.00, NULL), ('region', 2.00, NULL), ('a', 2.00, NULL), ('b', NULL, 'ikkeLevert'), ('c', NULL, 'ikkeLevert'), ('region', NULL, 'ikkeAktuelt')$$, 'who was asked and gave nothing');
SELECT results_eq($$SELECT key, institution_id, message FROM check_sources(2021) WHERE code = 'resource_use_missing'$$,
    $$VALUES ('b', 'b', '"b" has no resource use of 2021, which was measured: 1 of 3 hospitals have'), ('c', 'c', '"c" has no resource use of 2021, which was measured: 1 of 3 hospitals have')$$, 'is told');
SELECT results_eq($$SELECT unit_level, value, reported_units, expected_units FROM indicator_facts(2021) WHERE indicator = 'resource_use' AND measure = 'expenditure' AND unit_level <> 'institution'$$,
    $$VALUES ('nation', 2500000.00, 1, 3), ('rhf', 2500000.00, 1, 3)$$, 'the sums say that they rest on one of three');
SELECT set_eq($$SELECT measure, reported_units, expected_units FROM fact WHERE unit_level = 'rhf' AND dimensions = '{}'$$,
    $$VALUES ('expenditure', NULL::integer, NULL::integer), ('person_years', 2, 3), ('per_person_year', 2, 3), ('share', 2, 3), ('units', NULL, NULL)$$,
    'each measure by what was given for it');
SELECT results_eq($$SELECT kind, subject, value, detail, reason FROM explain_fact('resource_use', 'expenditure', 2021, 'rhf', 'region') WHERE kind IN ('missing', 'result') ORDER BY step$$,
    $$VALUES ('missing', 'b', NULL, '2021 was measured, and nobody has given it', 'ikkeLevert'), ('missing', 'c', NULL, '2021 was measured, and nobody has given it', 'ikkeLevert'),
             ('result', 'expenditure', 2500000.00, 'the source rows together; 1 of 3 units have delivered', NULL)$$, 'and the explanation names the others');
SELECT ok((SELECT xpath('//*[local-name() = "driftsutgifter"]/*[local-name() = "tall"][@aar = 2021 and @rapporterteEnheter = 1 and @forventedeEnheter = 3 and @verdi]', report_xml(2023, 'NO')))::text[] <> '{}',
          'the report carries it');
SELECT is_empty($$SELECT * FROM fact WHERE value = 0 AND measure <> 'person_years'$$, 'who was not measured is not 0');
SELECT is((SELECT string_agg(DISTINCT origin, ',') FROM fact), 'published', 'no rule of a set is behind it');
SELECT is((SELECT value FROM explain_fact('resource_use', 'expenditure', 2023, 'rhf', 'region') ORDER BY step DESC LIMIT 1), 4800000.01,
          'the explanation ends in the fact');
SELECT is((SELECT count(*) FROM explain_fact('resource_use', 'expenditure', 2023, 'rhf', 'region') WHERE kind = 'source'), 3::bigint, 'and shows its trusts');
SELECT is_empty($$SELECT * FROM rule_parameter_definition WHERE name = 'counts.resource_use'$$, 'no set can count it');
SELECT is((SELECT total FROM research_points(2023) WHERE institution_id = 'a'), NULL, 'what the total is made of');
SELECT is((SELECT total_of_set_indicators FROM research_points(2023) WHERE institution_id = 'a'), 0.0000, 'does not include it');

UPDATE t_use.resource_use SET expenditure_nok = -1 WHERE institution_id = 'b';
UPDATE t_use.resource_use SET expenditure_nok = 30000000 WHERE institution_id = 'c';
INSERT INTO t_use.resource_use VALUES ('nobody', 2023, 'research', 1, 1, 10);
SELECT results_eq($$SELECT severity, code, key FROM check_sources(2023) WHERE relation = 'resource_use' ORDER BY code, key$$,
    $$VALUES ('error', 'institution_unknown', 'nobody'), ('error', 'resource_use_amount', 'b'), ('warning', 'resource_use_incomplete', 'b'),
             ('warning', 'resource_use_incomplete', 'c'), ('error', 'resource_use_over_total', 'c')$$, 'what is doubtful is a finding');
SELECT is((SELECT count(*) FROM validate_report(report_xml(2023, 'NO'))), 0::bigint, 'the report is valid');
SELECT is((SELECT (xpath('count(//*[local-name() = ''ressursbruk'']//*[local-name() = ''tall''])', report_xml(2023, 'NO')))[1]::text::int > 10), true, 'and has its section');


-- Why there is no figure stands in every face: of 2022, which was not measured, of
-- 2021, in which b and c did not answer, of c, which has no person-years in 2023,
-- and of the region's own body.
UPDATE t_use.resource_use SET expenditure_nok = 1000000 WHERE institution_id IN ('b', 'c');
CREATE TEMP TABLE face AS
SELECT 'xml' AS name, report_xml(2023, 'NO')::text AS content UNION ALL SELECT 'json', report_json(2023, 'NO')::text
UNION ALL SELECT 'csv', report_csv(2023, 'NO') UNION ALL SELECT 'html', report_html(2023, 'NO', lang => 'nb')
UNION ALL SELECT 'annex', report_annex_html(2023, 'NO', lang => 'nb');
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', x.a[1], x.y[1]) COLLATE "C") FROM face AS f
           CROSS JOIN LATERAL unnest(xpath('//*[local-name() = "aarsverk"]/*[local-name() = "tall"][not(@verdi) and @aar >= 2021]', f.content::xml)) AS t(node)
           CROSS JOIN LATERAL (SELECT (xpath('/*/@aar', t.node))::text[] AS y, (xpath('/*/@grunn', t.node))::text[] AS a) AS x
           WHERE f.name = 'xml'),
          '{"ikkeAktuelt 2021","ikkeAktuelt 2022","ikkeAktuelt 2023","ikkeLevert 2021","ikkeLevert 2023","ikkeUndersoekt 2022"}'::text[], 'in the XML, each in its year');
SELECT ok((SELECT content LIKE '%"grunn":"ikkeUndersoekt"%' AND content LIKE '%"grunn":"ikkeAktuelt"%' FROM face WHERE name = 'json'), 'in the JSON');
SELECT ok((SELECT content ~ 'ikkeUndersoekt' AND content ~ 'ikkeAktuelt' FROM face WHERE name = 'csv'), 'in the CSV');
SELECT ok((SELECT content ~ '>ikke undersøkt<' FROM face WHERE name = 'html') AND (SELECT content ~ '>ikke aktuelt<' FROM face WHERE name = 'annex'),
          'in the HTML, in words: a region''s own body stands in the annex alone');

SELECT finish();
ROLLBACK;
