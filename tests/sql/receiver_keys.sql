-- What a receiver tells units and codes apart by: organisation numbers that are
-- missing or shared, ids, names and codes with odd characters.  A document that its
-- schema refuses is never made.
SET client_min_messages = warning;
BEGIN;
SELECT plan(20);
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
\ir include/tiny_source.sql
SET LOCAL research_indicators.source_schema = 't_source';
ALTER TABLE t_source.institution DROP CONSTRAINT institution_pkey CASCADE;

-- organisation numbers
PREPARE told AS SELECT severity, code, key FROM check_institutions(2023) WHERE code LIKE 'orgnr%' ORDER BY 3;
SELECT results_eq('told', $$VALUES ('warning', 'orgnr_missing', 'lost')$$, 'a trust without a number is told');
INSERT INTO t_source.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('x', 'X', 'hf', 'vest', 'NO', true), ('y', 'Y', 'university', NULL, 'NO', true), ('z', 'Z', 'other', NULL, 'NO', false);
SELECT results_eq('told', $$VALUES ('warning', 'orgnr_missing', 'lost'), ('warning', 'orgnr_missing', 'x'), ('warning', 'orgnr_missing', 'y')$$, 'so is whoever else reports');
UPDATE t_source.institution SET orgnr = '971035854' WHERE institution_id = 'y';
UPDATE t_source.institution SET orgnr = '983974694' WHERE institution_id = 'x';
SELECT results_eq('told', $$VALUES ('error', 'orgnr_shared', 'fonna'), ('warning', 'orgnr_missing', 'lost'), ('error', 'orgnr_shared', 'x')$$, 'one number of two is told of both');
SELECT is((SELECT message FROM check_sources(2023) WHERE code = 'orgnr_shared' AND key = 'x'), 'institution "x" has the organisation number "983974694" of another one', 'in words');
UPDATE t_source.institution SET valid_to = '2022-12-31' WHERE institution_id = 'fonna';
SELECT results_eq('told', $$VALUES ('warning', 'orgnr_missing', 'lost')$$, 'of one that is gone it is not');
SELECT is((SELECT institution_id FROM report_unit(2023, '983974694')), 'x', 'and the report is about the one that is there');
SELECT is((SELECT institution_id FROM report_unit(2022, '983974694')), 'fonna', 'as long as both were, it is about the first, and both are told');
UPDATE t_source.institution SET valid_to = NULL WHERE institution_id = 'fonna';
DELETE FROM t_source.institution WHERE institution_id IN ('x', 'y', 'z');

-- ids that reports cannot show as they are
CREATE TEMP TABLE odd (name text, id text);
INSERT INTO odd VALUES ('a mark of direction', U&'a\200Fb'), ('a byte order mark', U&'\FEFFb'), ('a noncharacter', U&'a\FDD0b'), ('one of another plane', U&'a\+01FFFEb'),
    ('a no-break space', U&'\00A0'), ('a wide space behind', U&'a\3000'), ('a next line', U&'a\0085b'), ('a line separator', U&'a\2028b');
SELECT ok(NOT is_usable_unit_id(o.id), 'no id: ' || o.name) FROM odd AS o ORDER BY o.name COLLATE "C";
SELECT ok(bool_and(is_usable_unit_id(id)), 'what looks like markup, a formula, a path or another code is one')
FROM unnest(ARRAY['<a b="c">&amp;]]></a>', '=1+1', '_T', 'institusjon:x', 'a%3Bb;c=d', 'a  b', U&'e\0301', U&'\+01F600', U&'a\E000b', $q$a'b"c$q$]) AS i(id);

-- every text at once, once with each kind: the two documents, in three forms, by their schema
INSERT INTO t_source.project (project_id, title, institution_id, kind) VALUES ('p', 'P', 'bergen', 'larger');
INSERT INTO t_source.project_funding VALUES ('p', 2023, 'rhf', 100);
INSERT INTO t_source.project_hrcs VALUES ('p', 'health_category', 'HC18', 100), ('p', 'research_activity', '8.1', 100);
INSERT INTO t_source.reference_figure (indicator, measure, institution_id, year, value, source) VALUES ('publications', 'count', 'bergen', 2023, 3, 'x');
INSERT INTO t_source.project_focus_area
SELECT 'p', o.text, 2020, 2025, o.text, 0.1
FROM unnest(ARRAY[U&'\00A0', U&'\FEFF=1', '<a b="c">&amp;]]></a>', '_T', 'ukjent:x', U&'a\200Fb', 'ab', U&'a\+10FFFDb', repeat('å', 10000)]) AS o(text);
INSERT INTO t_source.external_series SELECT o.text, 2023, 'NO', 5, o.text FROM unnest(ARRAY['_T', U&'\3000', 'a;b=c%', E'a\nb', U&'\202Ea', 'ukjent:x']) AS o(text);
UPDATE t_source.institution SET name = U&'\00A0\3000' WHERE institution_id = 'fonna';
UPDATE t_source.institution SET name = U&'\200E<b>"Bergen" &amp;\2028''HF''</b>\+01FFFF' WHERE institution_id = 'bergen';
CREATE TEMP TABLE face AS SELECT report_xml(2023, 'NO') AS x, report_annex_xml(2023, 'NO') AS ax, report_json(2023, 'NO')::jsonb AS j, report_csv(2023, 'NO') AS c;
SELECT is_empty('SELECT v.* FROM face, validate_report(x) AS v UNION ALL SELECT v.* FROM face, validate_report(ax) AS v', 'report and annex are valid');
SELECT is((SELECT array_agg(u ->> 'navn' ORDER BY u ->> 'id') FROM face, jsonb_array_elements(j #> '{innhold,enheter,enhet}') AS u WHERE u ->> 'id' IN ('bergen', 'fonna')),
          ARRAY['<b>"Bergen" &amp; ''HF''</b>', 'fonna'], 'a name without what nobody sees; of blanks alone the id');
SELECT is_empty($$SELECT FROM face, jsonb_path_query(j, '$.**') AS v WHERE jsonb_typeof(v) = 'string' AND v #>> '{}' ~ U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069\FDD0-\FDEF\FEFF\FFFE\FFFF]'$$,
                'no text of the report has controls, directions or noncharacters');
SELECT ok(c !~ '(^|[\n,])[=+@]', 'no cell of the CSV begins a formula') FROM face;
SELECT finish();
ROLLBACK;
