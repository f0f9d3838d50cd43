-- The public edition: which counts of patients are hidden, what goes with them,
-- and that nothing else changes.  That nothing gives them away is for
-- tests/run/check_public_edition.sh.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(44);
SET search_path TO research_indicators, research_indicators_internal, public;

-- the rule on a tree: n = nation, r and q regions, their institutions r1, r2 ...
CREATE FUNCTION pg_temp.hide(tree text, smallest numeric DEFAULT 5) RETURNS text LANGUAGE sql AS
$$SELECT array_to_string(suppressed_units(array_agg(u[1]), array_agg(CASE u[1] WHEN 'n' THEN '' ELSE CASE length(u[1]) WHEN 1 THEN 'n' ELSE left(u[1], 1) END END),
                                          array_agg(nullif(u[2], '-')::numeric), smallest), ' ')
  FROM regexp_split_to_table(tree, ' ') AS t(pair) CROSS JOIN LATERAL string_to_array(t.pair, ':') AS u$$;
SELECT is(pg_temp.hide('n:30 r:20 r1:8 r2:12 q:10 q1:10'), '', 'nothing is hidden where nothing is small');
SELECT is(pg_temp.hide('n:33 r:23 r1:3 r2:8 r3:12 q:10 q1:10'), 'r1 r2', 'a small count and the next smallest of its sum');
SELECT is(pg_temp.hide('n:30 r:20 r1:0 r2:8 r3:12 q:10 q1:10'), '', 'a zero is shown');
SELECT is(pg_temp.hide('n:33 r:23 r1:3 r2:8 r3:8 r4:4 q:10 q1:10'), 'r1 r4', 'two small ones that together reach 5 hide each other');
SELECT is(pg_temp.hide('n:33 r:13 r1:1 r2:2 r3:10 r4:0 q:20 q1:20'), 'r1 r2 r3', 'two that together do not take a third; a zero is no help');
SELECT is(pg_temp.hide('n:34 r:24 r1:8 r2:3 r3:8 r4:5 q:10 q1:10'), 'r2 r4', 'the smallest of the others');
SELECT is(pg_temp.hide('n:34 r:24 r1:3 r2:8 r3:8 r4:5 q:10 q1:10', 4), 'r1 r4', 'as small as the rule says');
SELECT is(pg_temp.hide('n:34 r:24 r1:3 r2:8 r3:8 r4:5 q:10 q1:10', 3), '', 'and no smaller');
SELECT is(pg_temp.hide('n:33 r:19 r2:8 r1:8 r3:3 q:14 q1:14'), 'r1 r3', 'of equal ones the first by id');
SELECT is(pg_temp.hide('n:13 r:3 r1:3 r2:0 q:10 q1:4 q2:6'), 'q q1 q2 r r1', 'a row that is used up takes its sum, and another sum with all its parts');
SELECT is(pg_temp.hide('n:33 r:3 r1:3 q:10 q1:4 q2:6 s:20 s1:20'), 'q q1 q2 r r1', 'a sum that is not needed is shown');
SELECT is(pg_temp.hide('n:33 r:- r1:3 q:30 q1:30'), 'r1', 'what is not calculated is no sum');
SELECT is(pg_temp.hide('n:0 r:0 r1:0'), '', 'nobody at all is shown');
SELECT is(pg_temp.hide('n:4 r:4 r1:4 q:0 q1:0'), 'n r r1', 'a small nation is hidden to its last part');

-- against every assignment of whole numbers: 40 trees of two regions with two
-- institutions each, by the definition: shown counts are as they are, sums hold
CREATE FUNCTION pg_temp.draw(key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$SELECT ((('x' || left(md5(key), 8))::bit(32)::bigint & 2147483647) % sides)::integer$$;
CREATE TEMP TABLE tree AS
SELECT t AS id, a, b, c, d, a + b AS r, c + d AS q, a + b + c + d AS n
FROM generate_series(1, 40) AS t
CROSS JOIN LATERAL (SELECT pg_temp.draw('a' || t, 6) AS a, pg_temp.draw('b' || t, 4) AS b, pg_temp.draw('c' || t, 6) AS c, pg_temp.draw('d' || t, 7) AS d) AS v;
CREATE TEMP TABLE shown AS
SELECT t.*, suppressed_units('{n,r,q,a,b,c,d}', '{"",n,n,r,r,q,q}', ARRAY[n, r, q, a, b, c, d]::numeric[], 5) AS h FROM tree AS t;
CREATE TEMP TABLE possible AS
SELECT s.id, x.u, min(x.v) AS least, max(x.v) AS most
FROM shown AS s
CROSS JOIN LATERAL (SELECT CASE WHEN 'n' = ANY (h) THEN n + 5 ELSE n END AS top) AS t
CROSS JOIN LATERAL generate_series(CASE WHEN 'a' = ANY (h) THEN 0 ELSE a END, CASE WHEN 'a' = ANY (h) THEN top ELSE a END) AS a2
CROSS JOIN LATERAL generate_series(CASE WHEN 'b' = ANY (h) THEN 0 ELSE b END, CASE WHEN 'b' = ANY (h) THEN top ELSE b END) AS b2
CROSS JOIN LATERAL generate_series(CASE WHEN 'c' = ANY (h) THEN 0 ELSE c END, CASE WHEN 'c' = ANY (h) THEN top ELSE c END) AS c2
CROSS JOIN LATERAL generate_series(CASE WHEN 'd' = ANY (h) THEN 0 ELSE d END, CASE WHEN 'd' = ANY (h) THEN top ELSE d END) AS d2
CROSS JOIN LATERAL (VALUES ('a', a2), ('b', b2), ('c', c2), ('d', d2), ('r', a2 + b2), ('q', c2 + d2), ('n', a2 + b2 + c2 + d2)) AS x(u, v)
WHERE ('r' = ANY (h) OR a2 + b2 = r) AND ('q' = ANY (h) OR c2 + d2 = q) AND ('n' = ANY (h) OR a2 + b2 + c2 + d2 = n)
  AND x.u = ANY (h)
GROUP BY s.id, x.u;
SELECT is((SELECT count(*) FROM possible), (SELECT sum(cardinality(h)) FROM shown), 'every hidden count is asked about');
SELECT is_empty('SELECT * FROM possible WHERE least > 0 OR most < 5', 'every hidden count may be 0, and may be 5 or more');
SELECT is_empty($$SELECT t.id, u.u FROM shown AS t, LATERAL (VALUES ('a', a), ('b', b), ('c', c), ('d', d), ('r', r), ('q', q), ('n', n)) AS u(u, v)
                  WHERE u.v BETWEEN 1 AND 4 AND u.u <> ALL (t.h)$$, 'no count of 1 to 4 is shown');
SELECT is_empty($$SELECT t.id FROM shown AS t, LATERAL (VALUES ('a', a), ('b', b), ('c', c), ('d', d), ('r', r), ('q', q), ('n', n)) AS u(u, v)
                  WHERE u.v = 0 AND u.u = ANY (t.h)$$, 'no zero is hidden');

-- data: whatever counts patients is known
SELECT is_empty($$SELECT indicator, measure FROM fact_definition AS d WHERE d.unit = 'patients'
                  AND NOT EXISTS (SELECT FROM patient_count AS c WHERE c.indicator = d.indicator AND c.measure = d.measure AND c.part = 'value')
                  AND NOT EXISTS (SELECT FROM not_public AS n WHERE n.indicator = d.indicator AND n.measure = d.measure)$$,
                'every measure of patients is in patient_count or never shown');
SELECT is_empty('SELECT counted FROM patient_inference EXCEPT SELECT counted FROM patient_count', 'what is inferred is inferred from a count');

-- the sample
SELECT results_eq('SELECT counted, year, unit_level, institution_id FROM hidden_patient_counts(2019, 2023, NULL, 5)',
                  $$VALUES ('study_participants', 2020, 'institution', 'haraldsplass'), ('study_participants', 2020, 'institution', 'helse-fonna')$$,
                  'the small count of the sample and the next smallest of its region');
SELECT results_eq($$SELECT (SELECT count(*) FROM clinical_treatment_studies(2020) AS s WHERE s.unit_level = 'institution' AND s.new_patients BETWEEN 1 AND 4),
                           (SELECT s.institution_id FROM clinical_treatment_studies(2020) AS s JOIN institutions_at(2020) AS i ON i.institution_id = s.institution_id
                            WHERE s.unit_level = 'institution' AND i.region_id = 'helse-vest' AND s.new_patients > 4 ORDER BY s.new_patients LIMIT 1)$$,
                  $$VALUES (1::bigint, 'helse-fonna')$$, 'by the figures themselves');
CREATE TEMP TABLE edition AS
SELECT e.edition, (report_content(2023, e.orgnr, NULL, e.edition)).* , e.orgnr
FROM (VALUES ('ministry', '983974694'), ('public', '983974694'), ('public', '983658725')) AS e(edition, orgnr);
CREATE TEMP TABLE f AS SELECT e.edition, e.orgnr, f.* FROM edition AS e CROSS JOIN LATERAL unnest(e.facts) AS f;
SELECT results_eq($$SELECT indicator || '.' || measure, year, institution_id FROM f WHERE edition = 'public' AND orgnr = '983658725' AND value = 'NaN' ORDER BY 1, 2, 3$$,
                  $$VALUES ('clinical_studies.new_patients', 2020, 'haraldsplass'), ('clinical_studies.new_patients', 2020, 'helse-fonna'),
                           ('clinical_studies.studies', 2020, 'haraldsplass'), ('clinical_studies.studies', 2020, 'helse-fonna'),
                           ('targets.participation_share', 2020, 'haraldsplass'), ('targets.participation_share', 2020, 'helse-fonna')$$,
                  'hidden with it: the same count in another measure, and the studies');
SELECT is_empty($$SELECT * FROM f WHERE value = 'NaN' AND (numerator IS NOT NULL OR ci_low IS NOT NULL)$$, 'a hidden share has no numerator');
SELECT is((SELECT count(*) FROM f WHERE value = 'NaN' AND edition = 'ministry'), 0::bigint, 'the ministry sees everything');
SELECT is_empty($$SELECT f.* FROM f JOIN fact_definition AS d USING (indicator, measure) WHERE d.unit = 'patients' AND f.dimensions <> '{}' AND f.edition = 'public'$$,
                'parts of a count, planned and actual, are left out');
SELECT is_empty('SELECT * FROM f JOIN not_public USING (indicator, measure) WHERE f.edition = $$public$$', 'what adds up patients over years is left out');
SELECT results_eq('SELECT DISTINCT indicator, measure FROM f JOIN not_public USING (indicator, measure) ORDER BY 1, 2', 'SELECT indicator, measure FROM not_public ORDER BY 1, 2', 'all of which the ministry sees');
SELECT is_empty($$SELECT * FROM f WHERE edition = 'public' AND year BETWEEN 2020 AND 2023 AND institution_id IN ('haraldsplass', 'helse-fonna') AND unit_level = 'institution'
                  AND (measure = 'source_share' AND year = 2020 OR indicator = 'targets' AND (measure = 'studies' AND year = 2020 OR measure = 'growth' AND year IN (2020, 2021) OR measure = 'required_studies'))$$,
                'left out: what is there only where there are patients');
SELECT is_empty($$SELECT indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator, ci_low, ci_high FROM f WHERE edition = 'public' AND orgnr = '983974694' AND value <> 'NaN'
                  EXCEPT SELECT indicator, measure, year, unit_level, institution_id, dimensions, value, numerator, denominator, ci_low, ci_high FROM f WHERE edition = 'ministry'$$,
                'what is shown is the same in both editions');
SELECT is_empty($$SELECT r.content FROM edition AS e, unnest(e.records) AS r WHERE e.edition = 'public' AND r.kind = 'funn'
                  AND r.content ->> 'relasjon' IN (SELECT s.relation FROM source_relation AS s)
                  AND (r.content ?| '{noekkel,avtrykk,hintNb,hintNn,hintEn}' OR r.content ->> 'meldingEn' <> 'the public edition gives the number only'
                       OR r.content ->> 'meldingNb' <> 'Den offentlige utgaven viser bare antallet.' OR NOT r.content ? 'antall')$$,
                'findings about rows are shown by their number only: no key, no text');
SELECT results_eq($$SELECT f.relation, f.code, public_finding_shown(f.relation, f.code, '983974724'), public_finding_shown(f.relation, f.code, 'NO')
                    FROM (VALUES ('project', 'amount_negative'), ('study_inclusion', 'inclusion_negative'), ('study_inclusion', 'inclusion_without_site'),
                                 ('study_inclusion', 'relation_missing'), ('rule_parameter', 'unset_parameter'), ('specialist_care_patients', 'levels_summed'),
                                 ('a_view_of_the_site', 'its_own')) AS f(relation, code)$$,
                  $$VALUES ('project', 'amount_negative', 'number', 'number'), ('study_inclusion', 'inclusion_negative', 'number', 'number'),
                           ('study_inclusion', 'inclusion_without_site', 'left_out', 'number'), ('study_inclusion', 'relation_missing', 'whole', 'whole'),
                           ('rule_parameter', 'unset_parameter', 'whole', 'whole'), ('specialist_care_patients', 'levels_summed', 'left_out', 'left_out'),
                           ('a_view_of_the_site', 'its_own', 'number', 'number')$$,
                  'rows by number, rules and relations whole, what tells that a unit included somebody in the nation''s report alone');
SELECT isnt_empty($$SELECT FROM edition AS e, unnest(e.records) AS r WHERE e.edition = 'public' AND r.kind = 'funn' AND r.content ->> 'meldingEn' LIKE 'the public edition%'$$, 'there are some');
SELECT results_eq($$SELECT r.content ->> 'skjult', r.content ? 'sum' FROM edition AS e, unnest(e.records) AS r
                    WHERE e.orgnr = '983658725' AND r.kind = 'kontrollsum' AND r.content ->> 'begrep' = 'clinical_studies.new_patients'
                      AND r.content ->> 'nivaa' = 'institusjon' AND (r.content ->> 'aar')::integer = 2020$$,
                  $$VALUES ('ja', false)$$, 'no control total over hidden counts');
SELECT is((SELECT count(*) FROM public_records(ARRAY[('innhold/referansetall', 'referansetall', '{"begrep": "clinical_studies.new_patients", "offisiell": 3}')::report_record,
                                              ('innhold/referansetall', 'referansetall', '{"begrep": "clinical_studies.new_patients", "offisiell": 30}')::report_record], 2023, 'NO', NULL) AS r, unnest(r)),
          1::bigint, 'an official count that is too small is not shown');

-- the faces
SELECT is_empty($$SELECT * FROM edition AS e, validate_report(records_xml(draft_envelope(e.edition) || (report_parts((e.facts, e.records)::report_content)).body, 'indikatorrapport'))$$, 'both editions are valid');
SELECT ok(c LIKE '%;skjult;%' AND c ~ E'\n[^\n]*;2020;institusjon;haraldsplass;[0-9]+;[^;]*;;;;[^\n]*;ja;', 'CSV: an empty cell and a mark')
FROM (SELECT replace(records_csv((report_parts((e.facts, e.records)::report_content)).body), ',', ';') AS c FROM edition AS e WHERE e.orgnr = '983658725') AS x;
SELECT is((SELECT array_agg(p.page LIKE '%>' || l.label || '<%' ORDER BY l.lang)
           FROM (VALUES ('en', 'hidden (privacy)'), ('nb', 'skjult (personvern)'), ('nn', 'skjult (personvern)')) AS l(lang, label)
           CROSS JOIN LATERAL (SELECT report_page(records_xml(draft_envelope('public') || annex_page_body(r.body, r.annex), 'indikatorvedlegg'), l.lang) AS page
                               FROM edition AS e CROSS JOIN LATERAL report_parts((e.facts, e.records)::report_content) AS r WHERE e.orgnr = '983658725') AS p),
          '{t,t,t}', 'HTML of the annex, which has every unit, says hidden in three languages');
SELECT is((SELECT array_agg(p.page LIKE '%>' || l.label || '<%' ORDER BY l.lang)
           FROM (VALUES ('en', 'hidden (privacy)'), ('nb', 'skjult (personvern)'), ('nn', 'skjult (personvern)')) AS l(lang, label)
           CROSS JOIN LATERAL (SELECT report_page(records_xml(draft_envelope('public') || (report_parts((e.facts, e.records)::report_content)).body, 'indikatorrapport'), l.lang) AS page
                               FROM edition AS e WHERE e.edition = 'public' AND e.orgnr = '983974694') AS p),
          '{t,t,t}', 'HTML says hidden in three languages');

-- errors
SELECT throws_ok($$SELECT report_xml(2023, 'NO', edition => 'secret')$$, 'RI017', NULL, 'an unknown edition');
INSERT INTO rule_set (rule_set, family, title, first_year) VALUES ('t-bare', 'hod', 'A set that says nothing', 2021);
SELECT throws_ok($$SELECT smallest_shown(2023, 't-bare')$$, 'RI027', NULL, 'a set that does not say what is too small');

-- issued like the other
SELECT create_archive('t_public');
SET research_indicators.archive_schema = 't_public';
CREATE TEMP TABLE it AS SELECT issue_report(2023, '983974694', edition => 'public') AS p;
SELECT results_eq('SELECT verdict FROM it, verify_report(p)', $$VALUES ('identical')$$, 'an issued public edition verifies');
SELECT results_eq($$SELECT (xpath('//*[local-name() = "indikatorrapport"]/*[local-name() = "innhold"]/*[local-name() = "regelverk"]/*[@navn = "public_edition.smallest_shown"]/@verdi', report_xml(p)))[1]::text FROM it$$,
                  $$VALUES ('5')$$, 'the report says below which count it hides');
CREATE TEMP TABLE both_editions AS SELECT p, issue_report(2023, '983974694') AS m FROM it;
SELECT results_eq($$SELECT change, key, year, institution_id, new_value::text FROM both_editions, diff_reports(m, p) WHERE subject = 'fact' AND key LIKE 'clinical_studies.new%'$$,
                  $$SELECT 'changed', 'clinical_studies.new_patients', f.year, f.institution_id, 'NaN' FROM f WHERE edition = 'public' AND orgnr = '983974694' AND value = 'NaN' AND measure = 'new_patients'$$,
                  'diff names what is hidden');
SELECT * FROM finish();
ROLLBACK;
