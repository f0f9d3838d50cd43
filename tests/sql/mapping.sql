-- Views made from a mapping: a hospital's own tables give what the same data
-- gives that is loaded directly; what does not fit is refused, all of it.
SET client_min_messages = warning;
BEGIN;
SELECT plan(44);
SET LOCAL search_path = research_indicators, public;
SET LOCAL jit = off;
\ir include/refusal.sql
\ir ../data/legacy.sql
\ir ../data/legacy_direct.sql
\set mapping `cat tests/data/legacy_mapping.json`

SELECT set_eq(format('SELECT action, count(*) FROM create_source_views(%L, %L) GROUP BY action', 'legacy_views', :'mapping'), $$VALUES ('created', 10::bigint)$$, 'ten relations are made');
SELECT is_empty($$SELECT * FROM check_contract('legacy_views') WHERE code <> 'relation_missing'$$, 'nothing in them differs from the contract');
SELECT results_eq($$SELECT relation, key, column_name, source_column, value, rows FROM mapping_problems('legacy_views')$$,
                  $$VALUES ('publication', '6', 'year', 'aar', '2o23', 1::bigint), ('doctoral_degree', '3;20', 'awarded_on', 'disputasdato', '31.02.2023', 1),
                           ('external_funding', 'NFR-3;30;2023', 'amount_nok', 'belop_kr', 'ca. 500 000', 1)$$,
                  'the three values that nobody can read, and no other');

-- the same as the data loaded directly
SELECT set_eq(format('SELECT v::text FROM legacy_views.%1$I AS v', relation), format('SELECT d::text FROM legacy_direct.%1$I AS d', relation), relation || ': the same rows')
FROM source_relation WHERE relation = ANY ('{institution,reporting_year,channel_level,publication,contribution,doctoral_degree,external_funding,project,project_funding}') ORDER BY ordinal;
SET LOCAL research_indicators.source_schema = 'legacy_direct';
CREATE TEMP TABLE direct AS SELECT f.* FROM indicator_facts(2023) AS f;
SELECT canonical_body(report_xml(2023, '991324968')) AS direct_body \gset
SELECT cmp_ok((SELECT count(*) FROM direct WHERE value > 0), '>', 20::bigint, 'there are figures to compare');
-- by hand: 1/1 of degree 4 and two halves of degree 1; degree 3 has no day
SELECT is((SELECT value FROM direct WHERE measure = 'degrees' AND unit_level = 'nation'), 2::numeric, 'two degrees in 2023');
SET LOCAL research_indicators.source_schema = 'legacy_views';
-- publication 2 at the trust and abroad, 3 at the private hospital and the university, 4 at the trust; the leader and what is not out do not count
SELECT is((SELECT value FROM direct WHERE indicator = 'publications' AND measure = 'count' AND institution_id = '20' AND dimensions = '{}'), 2::numeric, 'two publications of the trust');
SELECT is_empty($$(SELECT f.* FROM indicator_facts(2023) AS f EXCEPT TABLE direct) UNION ALL (TABLE direct EXCEPT SELECT f.* FROM indicator_facts(2023) AS f)$$, 'the same facts');
SELECT is(canonical_body(report_xml(2023, '991324968')), :'direct_body'::bytea, 'the same report, to the byte of its body');

-- again
SELECT is(source_mapping('legacy_views') -> 'relations' -> 'doctoral_degree' -> 'columns', :'mapping'::jsonb #> '{relations,doctoral_degree,columns}', 'the mapping is given back');
SELECT set_eq(format('SELECT action FROM create_source_views(%L, %L)', 'legacy_views', :'mapping'), $$VALUES ('unchanged')$$, 'made again nothing changes');
SELECT set_eq($$SELECT action FROM create_source_views('legacy_views', source_mapping('legacy_views'))$$, $$VALUES ('unchanged')$$, 'nor from what was given back');
CREATE ROLE t_mapping_reader;
GRANT SELECT ON legacy_views.doctoral_degree TO t_mapping_reader;
SELECT 'legacy_views.publication'::regclass::oid AS publication_oid \gset
SELECT results_eq(format('SELECT relation, action FROM create_source_views(%L, jsonb_set(%L, %L, %L)) WHERE action <> %L', 'legacy_views', :'mapping',
                         '{relations,doctoral_degree,columns,share}', '{"constant": 1}', 'unchanged'),
                  $$VALUES ('doctoral_degree', 'changed')$$, 'a change changes what it is about');
SELECT is('legacy_views.publication'::regclass::oid, :publication_oid::oid, 'the others are the same views');
SELECT ok(has_table_privilege('t_mapping_reader', 'legacy_views.doctoral_degree', 'SELECT'), 'and rights stay');
SELECT results_eq($$SELECT DISTINCT share FROM legacy_views.doctoral_degree$$, 'VALUES (1::numeric)', 'a constant');
SELECT results_eq($$SELECT relation, action FROM create_source_views('legacy_views', '{"relations": {"project_funding": null}}')$$, $$VALUES ('project_funding', 'dropped')$$,
                  'null takes a view away');
SELECT is_empty($$SELECT FROM pg_views WHERE schemaname = 'legacy_views' AND viewname = 'project_funding'$$, 'really');

-- What a mapping can say: parts, conditions, other codes, expressions, times
CREATE TABLE legacy.odd (id text, "navn ""A""" text, n1 text, n2 text, kr float8, stamp timestamptz, hemmelig text);
CREATE TABLE legacy.wide (id integer, kind text, level_2022 text, level_2023 text, amount integer, stamp timestamptz);
INSERT INTO legacy.wide VALUES (1, 'journal', '1', '2', 5, '2023-12-31 23:30+00'), (2, 'avis', '1', '', 7, NULL);
SELECT lives_ok($$SELECT create_source_views('legacy_more', '{"time_zone": "Europe/Oslo", "relations": {
    "channel_level": [
        {"from": "legacy.wide", "not_null": "level_2022", "columns": {"kind": {"column": "kind", "codes": {"journal": "journal"}, "otherwise": "series"}, "channel_id": {"column": "id"},
         "year": {"constant": 2022}, "level": {"column": "level_2022"}}},
        {"from": "legacy.wide", "not_null": "level_2023", "columns": {"kind": {"column": "kind", "codes": {"journal": "journal"}, "otherwise": "series"}, "channel_id": {"column": "id"},
         "year": {"constant": 2023}, "level": {"column": "level_2023"}}}],
    "resource_use": {"from": "legacy.wide", "allow_expressions": true, "when": {"kind": ["journal"]}, "columns": {"institution_id": {"expression": "upper(kind) || id"}, "year": {"constant": 2023},
         "kind": {"constant": "research"}, "expenditure_nok": {"column": "amount", "times": 1000}}},
    "reporting_year": {"from": "legacy.wide", "when": {"id": "1"}, "columns": {"year": {"constant": 2023}, "closed_on": {"column": "stamp"}}}}}')$$, 'parts, conditions and an expression');
SELECT set_eq('SELECT kind, channel_id, year, level FROM legacy_more.channel_level', $$VALUES ('journal', 1, 2022, '1'), ('series', 2, 2022, '1'), ('journal', 1, 2023, '2')$$, 'a column per year becomes rows');
SELECT results_eq('SELECT institution_id, kind, expenditure_nok, person_years FROM legacy_more.resource_use', $$VALUES ('JOURNAL1', 'research', 5000::numeric, NULL::numeric)$$, 'an expression, a factor, a condition');
SELECT results_eq('SELECT * FROM legacy_more.reporting_year', $$VALUES (2023, '2024-01-01'::date)$$, 'the day where the hospital is');

-- What is refused
CREATE FUNCTION pg_temp.fault(columns jsonb, more jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    PERFORM research_indicators.create_source_views('legacy_refused', jsonb_build_object('relations', jsonb_build_object(
        'doctoral_degree', '{"from": "legacy.doktorgrad", "columns": {"degree_id": {"column": "doktorgrad_id"}, "institution_id": {"column": "enhet_id"}}}'::jsonb || more)
        || CASE WHEN columns IS NULL THEN '{}' ELSE jsonb_build_object('doctoral_degree', jsonb_build_object('from', 'legacy.doktorgrad', 'columns',
           '{"degree_id": {"column": "doktorgrad_id"}, "institution_id": {"column": "enhet_id"}}'::jsonb || columns) || more) END));
    RETURN 'nothing';
EXCEPTION WHEN SQLSTATE 'RI120' THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN detail;
END
$$;
SELECT is(pg_temp.fault('{"share": {"expression": "1"}}'), 'doctoral_degree.share: expressions are refused unless the mapping says "allow_expressions": true', 'an expression that nobody allowed');
SELECT matches(pg_temp.fault(jsonb_build_object('share', jsonb_build_object('expression', e.text)), '{"allow_expressions": true}'), e.fault, 'refused: ' || e.text)
FROM (VALUES ('(SELECT 1)', 'subquery'), ('EXISTS (SELECT 1)', 'subquery'), ('1) FROM pg_class; DROP TABLE legacy.doktorgrad; --', 'syntax error'), ('1 FROM pg_class', 'is a query'),
             ('count(*)', 'several rows'), ('random()::numeric', 'volatile'), ('andel', 'text, not numeric'), ('generate_series(1, 2)', 'several rows'),
             ('1, 2', 'not one value')) AS e(text, fault);
SELECT is(pg_temp.fault('{"awarded_on": {"column": "gone"}, "share": {"constant": "half"}, "nonsense": {"column": "andel"}}', '{"when": {"lost": ["x"]}}'),
          E'doctoral_degree: legacy.doktorgrad has no column "lost" (when, not_null)\ndoctoral_degree.awarded_on: legacy.doktorgrad has no column "gone"\n'
          'doctoral_degree.nonsense: the contract has no such column\ndoctoral_degree.share: "half" is no numeric', 'everything that is wrong, at once');
SELECT pg_temp.refuses(format('SELECT create_source_views(%L, %L)', 'legacy_direct', :'mapping'), 'RI120', '10', 'a table is never replaced');
SELECT pg_temp.refuses($$SELECT * FROM mapping_problems('legacy')$$, 'RI121', 'legacy', 'a schema without a mapping');
SELECT is_empty($$SELECT FROM pg_namespace WHERE nspname = 'legacy_refused'$$, 'nothing was made of what was refused');

SELECT * FROM finish();
ROLLBACK;
