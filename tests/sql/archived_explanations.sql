-- Why an issued figure is what it is: the steps are kept with the report, and
-- still add up to its figures when the sources have moved.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(24);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;

SELECT create_archive('research_archive') \g /dev/null
SELECT copy_rule_set('illustrative', 't-made-up', 'everything has points') \g /dev/null
SELECT set_rule_parameter('t-made-up', 'counts.innovation.weight', '0.5', 'site', 'test') \g /dev/null
SELECT issue_report(2023, '983974724', 't-made-up') AS report \gset
SELECT count(*) AS parts FROM research_archive.report_explanation_part \gset

-- Figures of every indicator, some with dimensions, as they were explained at issue
CREATE TEMP TABLE chosen AS
SELECT DISTINCT ON (f.indicator, f.dimensions = '{}') f.*
FROM research_archive.report_fact AS f
WHERE f.report_id = :'report'
ORDER BY f.indicator, f.dimensions = '{}', md5(f.ordinal::text);
SELECT is(count(DISTINCT c.indicator), count(DISTINCT f.indicator), 'figures of every indicator')
FROM chosen AS c FULL JOIN research_archive.report_fact AS f ON f.indicator = c.indicator AND f.report_id = :'report';
SELECT cmp_ok(count(DISTINCT year), '>', 2::bigint, 'of several years') FROM chosen;
CREATE TEMP TABLE live AS
SELECT c.ordinal AS fact, e.*
FROM chosen AS c
CROSS JOIN LATERAL explain_fact(c.indicator, c.measure, c.year, c.unit_level, c.institution_id, c.dimensions, 't-made-up') AS e;

-- The sources move: every relation loses or changes rows -------------------------------------

DELETE FROM esystems.contribution WHERE publication_id LIKE '%3';
UPDATE esystems.contribution SET verified = NOT verified WHERE publication_id LIKE '%5';
UPDATE esystems.publication SET status = 'draft' WHERE publication_id LIKE '%7';
UPDATE esystems.channel_level SET level = '0' WHERE year > 2020;
DELETE FROM esystems.doctoral_degree;
UPDATE esystems.external_funding SET amount_nok = amount_nok * 3;
DELETE FROM esystems.study_inclusion;
UPDATE esystems.study_site SET role = 'participant', opened_on = NULL;
DELETE FROM esystems.study_result;
UPDATE esystems.clinical_study SET completed_on = '2010-01-01', primary_completed_on = '2010-01-01';
DELETE FROM esystems.innovation_phase;
DELETE FROM esystems.innovation_benefit;
DELETE FROM esystems.project_involvement;
UPDATE esystems.project_report SET involvement = 'yes', delivered_on = sent_on;
DELETE FROM esystems.project_hrcs;
DELETE FROM esystems.project_focus_area;
UPDATE esystems.project_funding SET amount_nok = amount_nok + 1;
DELETE FROM esystems.specialist_care_patients;
DELETE FROM esystems.reference_figure;
DELETE FROM esystems.resource_use;
UPDATE esystems.institution SET rhf_id = 'helse-nord' WHERE rhf_id IS NOT NULL AND kind <> 'rhf';
SELECT issue_report(2023, '983974724', 't-made-up') AS moved \gset
SELECT cmp_ok((SELECT count(*) FROM research_archive.report_fact AS n
               JOIN research_archive.report_fact AS f ON (f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions)
                                                       = (n.indicator, n.measure, n.year, n.unit_level, n.institution_id, n.dimensions)
               WHERE n.report_id = :'moved' AND f.report_id = :'report' AND f.value IS DISTINCT FROM n.value), '>', 1000::bigint,
              'thousands of figures are others today');

-- Every figure adds up -------------------------------------------------------------------------------

CREATE TEMP TABLE kept AS
SELECT k.indicator, k.year, r.*
FROM (SELECT DISTINCT e.indicator, e.year FROM research_archive.report_explanation AS e WHERE e.report_id = :'report') AS k
CROSS JOIN LATERAL rows_of_kept(k.indicator, k.year, kept_explanation('research_archive', :'report', k.indicator, k.year), NULL, NULL, NULL) AS r;
CREATE TEMP TABLE added AS
SELECT k.indicator, k.measure, k.year, k.unit_level, k.institution_id, dimensions_of(k.dimensions) AS dimensions,
       bool_or(k.kind = 'denominator') AS is_share, bool_or(k.kind = 'part') AS has_parts,
       coalesce(sum(k.value) FILTER (WHERE k.kind = 'numerator'), 0) AS numerator, sum(k.value) FILTER (WHERE k.kind = 'denominator') AS denominator,
       CASE WHEN bool_and(k.value IS NOT NULL) FILTER (WHERE k.kind = 'part') THEN sum(k.value) FILTER (WHERE k.kind = 'part') END AS parts,
       CASE WHEN coalesce(bool_and(k.value IS NOT NULL) FILTER (WHERE k.kind = 'source'), true)
            THEN coalesce(sum(k.value) FILTER (WHERE k.kind = 'source'), 0) END AS sources
FROM kept AS k
WHERE k.unit_level IS NOT NULL
GROUP BY k.indicator, k.measure, k.year, k.unit_level, k.institution_id, k.dimensions;
CREATE TEMP TABLE compared AS
SELECT f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions, f.value, a.indicator IS NOT NULL AS has_rows,
       round(CASE WHEN a.indicator IS NULL THEN 0 WHEN a.is_share THEN a.numerator / nullif(a.denominator, 0)
                  WHEN a.has_parts THEN a.parts ELSE a.sources END, d.decimals) AS summed
FROM research_archive.report_fact AS f
JOIN fact_definition AS d ON d.indicator = f.indicator AND d.measure = f.measure
LEFT JOIN added AS a ON (a.indicator, a.measure, a.year, a.unit_level, a.institution_id, a.dimensions)
                      = (f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions)
WHERE f.report_id = :'report';
SELECT cmp_ok(count(*) FILTER (WHERE has_rows), '>', 5000::bigint, 'thousands of figures have rows') FROM compared;
SELECT is_empty('SELECT * FROM compared WHERE value IS DISTINCT FROM summed', 'every figure of the report is what its kept rows come to');
SELECT is_empty($$SELECT c.indicator, c.year FROM compared AS c EXCEPT SELECT e.indicator, e.year FROM research_archive.report_explanation AS e$$, 'every indicator and year is kept');

-- As it was explained ----------------------------------------------------------------------------------

CREATE TEMP TABLE archived AS
SELECT c.ordinal AS fact, e.*
FROM chosen AS c
CROSS JOIN LATERAL explain_archived_fact(:'report', c.indicator, c.measure, c.year, c.unit_level, c.institution_id, c.dimensions) AS e;
UPDATE live SET detail = replace(detail, 'explain_fact(', format('explain_archived_fact(%L, ', :'report'));
SELECT is_empty('TABLE live EXCEPT ALL TABLE archived', 'all steps are those of the explanation at issue');
SELECT is_empty('TABLE archived EXCEPT ALL TABLE live', 'and none is added');
SELECT is_empty($$SELECT c.ordinal FROM chosen AS c JOIN archived AS a ON a.fact = c.ordinal AND a.kind = 'result' WHERE a.value IS DISTINCT FROM c.value$$,
                'the result is the archived figure');
SELECT is((SELECT count(*) FROM archived WHERE kind = 'result'), (SELECT count(*) FROM chosen), 'of each figure there is one');
SELECT results_eq(format($$SELECT a.value = f.value FROM explain_archived_fact(%1$L, 'research_points', 'total', 2023, 'institution', 'helse-bergen') AS e
                           CROSS JOIN LATERAL substring(e.detail FROM '^(explain_archived_fact[^;]*)') AS d(call)
                           JOIN explain_archived_fact(%1$L, 'doctorates', 'points', 2023, 'institution', 'helse-bergen') AS a ON a.kind = 'result'
                           JOIN research_archive.report_fact AS f ON f.report_id = %1$L AND (f.indicator, f.measure, f.year, f.unit_level, f.institution_id, f.dimensions)
                                                                   = ('doctorates', 'points', 2023, 'institution', 'helse-bergen', '{}')
                           WHERE e.subject = 'helse-bergen doctorates' AND d.call = format('explain_archived_fact(%%L, ''doctorates'', ''points'', 2023, ''institution'', ''helse-bergen'')', %1$L)$$, :'report'),
                  'VALUES (true)', 'a sum leads on to the archived steps of its parts');

-- What is kept, and once -------------------------------------------------------------------------------

CREATE TEMP TABLE leaf AS
SELECT DISTINCT l.value #>> '{}' AS text
FROM research_archive.report_explanation AS e
JOIN research_archive.report_explanation_part AS p ON p.sha256 = e.sha256
CROSS JOIN LATERAL jsonb_array_elements(p.content) AS i(item)
CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(i.item) WHEN 'array' THEN i.item ELSE '[]' END) AS l(value)
WHERE e.report_id = :'report' AND e.year = 2023 AND jsonb_typeof(l.value) = 'string';
SELECT cmp_ok(count(*), '>', 3000::bigint, 'thousands of codes and keys') FROM leaf;
SELECT is_empty($$SELECT DISTINCT t.word FROM leaf AS l CROSS JOIN LATERAL regexp_split_to_table(l.text, '[;, ]+') AS t(word)
                  JOIN (SELECT DISTINCT c.person_id FROM esystems.contribution AS c) AS p ON p.person_id = t.word$$, 'no key of a person among them');
SELECT is_empty($$SELECT l.text FROM leaf AS l JOIN rule_parameter AS p ON p.source = l.text UNION ALL SELECT l.text FROM leaf AS l JOIN rule_set AS s ON s.title = l.text$$,
                'no text of a rule: these are told from the report''s own copy');

SELECT count(*) AS more FROM research_archive.report_explanation_part \gset
SELECT issue_report(2023, '983974880', 't-made-up') \g /dev/null
SELECT cmp_ok(:more, '>', :parts, 'other sources have other parts');
SELECT is((SELECT count(*) FROM research_archive.report_explanation_part), :more::bigint, 'reports of one state of the sources share them, whoever sends');
SELECT is((SELECT e.value FROM explain_archived_fact(:'moved', 'doctorates', 'points', 2023, 'institution', 'helse-bergen') AS e WHERE e.kind = 'result'), 0.0000,
          'and each is explained by its own');

-- Refused ------------------------------------------------------------------------------------------------

SELECT issue_report(2023, '983974724', edition => 'public') AS public_report \gset
SELECT is((SELECT count(*) FROM research_archive.report_explanation WHERE report_id = :'public_report'), 0::bigint, 'of the public edition nothing is kept');
SELECT pg_temp.refuses(format($$SELECT * FROM research_indicators.explain_archived_fact(%L, 'doctorates', 'points', 2023, 'nation', 'NO')$$, :'public_report'),
                       'RI059', :'public_report', 'and nothing explained', 'ministry');
SELECT pg_temp.refuses(format($$SELECT * FROM research_indicators.explain_archived_fact(%L, 'doctorates', 'points', 2003, 'nation', 'NO')$$, :'report'),
                       'RI059', 'doctorates.points;2003;nation;NO', 'a figure that the report does not have', 'report_fact');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.explain_archived_fact('00000000-0000-0000-0000-000000000000', 'doctorates', 'points', 2023, 'nation', 'NO')$$,
                       'RI052', '00000000', 'an unknown report');
SELECT throws_ok(format($$INSERT INTO research_archive.report_explanation SELECT %L, 'doctorates', 2020, 'rows', 99, sha256 FROM research_archive.report_explanation_part LIMIT 1$$, :'report'),
                 'RI050', NULL, 'nothing is added to an issued report');
SELECT throws_ok($$INSERT INTO research_archive.report_explanation_part VALUES (sha256('x'), '[1]')$$, 'RI050', NULL, 'least of all a part under the digest of another');
SELECT throws_ok($$UPDATE research_archive.report_explanation_part SET content = '[1]'$$, 'RI050', NULL, 'none is changed');

SELECT * FROM finish();
ROLLBACK;
