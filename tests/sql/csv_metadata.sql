-- CSV on the Web: the description that stands beside the CSV of a report.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(9);

CREATE TEMP TABLE described AS SELECT report_csv_metadata(2023, '983974724')::jsonb AS m, report_csv_metadata(2023, '983974724', edition => 'public', url => 'a.csv')::jsonb AS p;
CREATE TEMP TABLE described_column AS SELECT c.position, c.content FROM described, jsonb_array_elements(m #> '{tableSchema,columns}') WITH ORDINALITY AS c(content, position);

SELECT is((SELECT array_agg(content ->> 'name' ORDER BY position) FROM described_column),
          (SELECT string_to_array(split_part(records_csv('{}'), E'\n', 1), ',')), 'its columns are those of the CSV, in order');
SELECT is_empty($$SELECT content FROM described_column WHERE content ->> 'datatype' NOT IN ('string', 'integer', 'decimal', 'gYear')$$, 'each has a type of XML Schema');
SELECT is_empty($$SELECT content FROM described_column WHERE (SELECT array_agg(d ->> '@language' ORDER BY n) FROM jsonb_array_elements(content -> 'dc:description') WITH ORDINALITY AS x(d, n) WHERE d ->> '@value' ~ '\S')
                  IS DISTINCT FROM '{nb,nn,en}'$$, 'and what it means in three languages');
SELECT is((SELECT m ->> '@context' FROM described), '["http://www.w3.org/ns/csvw", {"@language": "nb"}]', 'the context of the standard');
SELECT is((SELECT m ->> 'url' || ' ' || (p ->> 'url') FROM described), 'report.csv a.csv', 'the file that it stands beside');
SELECT is((SELECT m ->> 'dc:title' FROM described), 'IKKE FOR RAPPORTERING Indikatorrapport for forskning 2023, Helse Bergen HF', 'mark, year and unit of a draft');
SELECT is((SELECT p ->> 'rdfs:comment' FROM described), 'utgave offentlig, miljø TEST, tilstand utkast, innhold SHA-256 ikke utstedt', 'edition, environment, state');
SELECT is((SELECT m -> 'dialect' FROM described), '{"encoding": "utf-8", "delimiter": ",", "header": true, "lineTerminators": ["\n"]}'::jsonb, 'how it is written');
SELECT throws_ok($$SELECT report_csv_metadata(2023, '983974724', edition => 'press')$$, 'RI017', NULL, 'an unknown edition');

SELECT finish();
ROLLBACK;
