-- A suggested mapping: how much of the legacy tables it finds, and that it says
-- where it is not sure.  The truth is the mapping that somebody wrote by hand.
SET client_min_messages = warning;
BEGIN;
SELECT plan(14);
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
\ir include/refusal.sql
\ir ../data/legacy.sql
\set mapping `cat tests/data/legacy_mapping.json`

CREATE TEMP TABLE suggested AS
SELECT r.key AS relation, c.key AS column_name, c.value ->> 'column' AS source_column, r.value ->> 'from' AS source, (c.value ->> 'sure')::numeric AS sure, c.value AS spec
FROM jsonb_each(suggest_mapping('legacy') -> 'relations') AS r CROSS JOIN LATERAL jsonb_each(r.value -> 'columns') AS c;
CREATE TEMP TABLE truth AS
SELECT r.key AS relation, c.key AS column_name, c.value ->> 'column' AS source_column, r.value ->> 'from' AS source, c.value AS spec
FROM jsonb_each(:'mapping'::jsonb -> 'relations') AS r CROSS JOIN LATERAL jsonb_each(r.value -> 'columns') AS c;
-- right: the column, and no translation that the hand did not write
CREATE TEMP TABLE judged AS
SELECT relation, column_name, s.sure,
       coalesce(s.source = t.source AND s.source_column = t.source_column
                AND NOT EXISTS (SELECT FROM jsonb_each(coalesce(s.spec -> 'codes', '{}')) AS c WHERE t.spec -> 'codes' -> c.key IS DISTINCT FROM c.value), false) AS is_right,
       t.relation IS NOT NULL AS is_mapped
FROM truth AS t FULL JOIN suggested AS s USING (relation, column_name);
SELECT diag(format('suggest_mapping: %s of %s columns right, %s of them sure; %s wrong or too many, %s of these marked unsure; %s not found',
                   count(*) FILTER (WHERE is_right), count(*) FILTER (WHERE is_mapped), count(*) FILTER (WHERE is_right AND sure >= 0.8),
                   count(*) FILTER (WHERE NOT is_right AND sure IS NOT NULL), count(*) FILTER (WHERE NOT is_right AND sure < 0.8),
                   count(*) FILTER (WHERE sure IS NULL)))
FROM judged;
SELECT cmp_ok((SELECT count(*) FILTER (WHERE is_right) * 1.0 / count(*) FROM judged WHERE is_mapped), '>=', 0.8, 'at least four fifths of the columns are right');
SELECT is_empty('SELECT relation, column_name FROM judged WHERE NOT is_right AND sure >= 0.8', 'nothing wrong is given as sure');
SELECT is_empty($$SELECT * FROM mapping_faults(suggest_mapping('legacy'))$$, 'the suggestion fits as it is');
SELECT set_eq($$SELECT action FROM create_source_views('t_suggested', suggest_mapping('legacy'))$$, $$VALUES ('created')$$, 'views are made of it');
SELECT results_eq('SELECT degree_id, institution_id, awarded_on, share FROM t_suggested.doctoral_degree ORDER BY 1, 2',
                  $$VALUES (1, 20, '2023-03-14'::date, 0.5), (1, 30, '2023-03-14', 0.5), (2, 20, '2022-09-01', 1), (3, 20, NULL, 1.0), (4, 30, '2023-11-20', 1.00)$$,
                  'with the formats that the values are written in');

-- What is not clear is not sure
CREATE SCHEMA t_other;
CREATE TABLE t_other.disputaser (doktorgradid integer, orgid integer, dato text, andel text, kommentar text);
SELECT results_eq($$SELECT (suggest_mapping('t_other') #>> '{relations,doctoral_degree,columns,share,sure}')::numeric < 0.8$$, 'VALUES (true)', 'without a row nothing of its values is sure');
INSERT INTO t_other.disputaser VALUES (1, 20, 'i fjor', '1.234', 'x'), (2, 20, 'i vaar', '2.345', 'x');
SELECT results_eq($$SELECT (c.value ->> 'sure')::numeric < 0.8 FROM jsonb_each(suggest_mapping('t_other') #> '{relations,doctoral_degree,columns}') AS c WHERE c.key = 'awarded_on'$$,
                  'VALUES (true)', 'days that are none are not sure');
SELECT results_eq($$SELECT (c.value ->> 'sure')::numeric < 0.8 FROM jsonb_each(suggest_mapping('t_other') #> '{relations,doctoral_degree,columns}') AS c WHERE c.key = 'share'$$,
                  'VALUES (true)', 'a point that may be one of thousands is not sure');
ALTER TABLE t_other.disputaser RENAME orgid TO x;
SELECT is(suggest_mapping('t_other') #> '{relations,doctoral_degree,columns,institution_id}', '{"column": null, "sure": 0}'::jsonb, 'what is required and not found is left open');
SELECT pg_temp.refuses($$SELECT create_source_views('t_refused', suggest_mapping('t_other'))$$, 'RI120', 'mapping', 'and has to be filled in');
CREATE SCHEMA t_none;
SELECT pg_temp.refuses($$SELECT suggest_mapping('t_none')$$, 'RI121', 't_none', 'a schema without tables');
SELECT is(plain_name('Beløp (KR)'), plain_name('belop_kr'), 'names are compared without Norwegian letters');
SELECT is_empty($$SELECT name FROM (SELECT name FROM source_table_name UNION ALL SELECT name FROM source_column_name UNION ALL SELECT name FROM source_code_name) AS n WHERE name <> plain_name(name)$$,
                'the known names are written as they are compared');
SELECT is_empty($$SELECT relation, column_name FROM source_column_name AS n WHERE NOT EXISTS (SELECT FROM source_column AS c WHERE c.column_name = n.column_name AND n.relation IN ('', c.relation))
                  UNION ALL SELECT relation, column_name FROM source_code_name AS n WHERE NOT EXISTS (SELECT FROM source_column AS c WHERE c.column_name = n.column_name AND n.relation IN ('', c.relation))$$,
                'and belong to columns of the contract');
SELECT * FROM finish();
ROLLBACK;
