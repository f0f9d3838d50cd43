-- Code lists of reports: what they know, what a figure says that none knows, and
-- who publishes a report.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(16);
\set dimension `cat xslt/dimensjon.xpath`

-- a fact as rooms make it, divided by what is asked
CREATE FUNCTION pg_temp.fact_by(dimensions jsonb, year integer DEFAULT 2023) RETURNS fact LANGUAGE sql AS $$
    SELECT ('publications', 'count', year, 'institution', 'a', dimensions, 7, NULL, NULL, NULL, NULL, 'final', 'nvi-2015', 'published', NULL, NULL, NULL)::fact
$$;
CREATE FUNCTION pg_temp.figure_by(dimensions jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT r.content - '{aar,nivaa,enhet,status,verdi,opphav,regelverk}'::text[]
    FROM unnest(figure_records(ARRAY[pg_temp.fact_by(dimensions)], '{b,a}', '{983974724,983658725}', 'a', 2023, false)) AS r
$$;
SELECT is(pg_temp.figure_by('{}'), '{"orgnr": "983658725"}', 'a whole figure: the number of its unit, no division');
SELECT is(pg_temp.figure_by('{"form": "article"}'), '{"orgnr": "983658725", "inndeling": "publikasjonsform", "publikasjonsform": "artikkel"}', 'a code by its term');
SELECT is(pg_temp.figure_by('{"form": "poem"}'), '{"orgnr": "983658725", "inndeling": "publikasjonsform", "publikasjonsform": "ukjent:poem"}', 'a code that a complete list does not know is marked');
SELECT is(pg_temp.figure_by('{"series": "poem"}'), '{"orgnr": "983658725", "inndeling": "serie", "serie": "poem"}', 'a site''s own code stands as it is');
SELECT is(pg_temp.figure_by('{"focus_area": "x", "framework": "y"}') ->> 'inndeling', 'satsingsomraade rammeverk', 'two divisions, in the order of the fields');
SELECT throws_ok($$SELECT pg_temp.figure_by('{"mood": "good"}')$$, 'RI040', NULL, 'what no report divides by is an error');
SELECT results_eq($$SELECT severity, code, key FROM code_findings(ARRAY[pg_temp.fact_by('{"form": "poem"}'), pg_temp.fact_by('{"form": "poem"}', 2022), pg_temp.fact_by('{"series": "own"}'),
                                                                        pg_temp.fact_by('{"weight": "0.5", "indicator": "innovation"}'), pg_temp.fact_by('{"form": "article"}')])$$,
                  $$VALUES ('error', 'code_unknown', 'form poem'), ('notice', 'code_without_label', 'series own')$$, 'each is a finding of its own, a number is none');
SELECT results_eq($$SELECT content ->> 'kode', content ->> 'tekstNb' FROM code_records(ARRAY[pg_temp.fact_by('{"form": "poem"}'), pg_temp.fact_by('{"series": "own"}')])
                    WHERE kind = 'kode' AND content ->> 'tekstNb' IN ('poem', 'own') ORDER BY 1$$, $$VALUES ('own', 'own'), ('ukjent:poem', 'poem')$$, 'and in the lists of the document');
SELECT is_empty($$SELECT f.* FROM unnest('{parameter_unset,weight_unset,too_many_shares}'::text[]) AS r(reason) CROSS JOIN LATERAL code_findings(ARRAY[pg_temp.fact_by(jsonb_build_object('reason', r.reason))]) AS f$$,
                'why points are not computed is no unknown code');
SELECT is_empty($$SELECT l.term FROM report_list AS l WHERE l.is_dimension EXCEPT SELECT string_to_table(split_part(records_csv('{}'), E'\n', 1), ',')$$, 'every division is a field of a figure');
SELECT bag_eq(format('SELECT a.name[1] FROM regexp_matches(%L, ''@([A-Za-z]+)'', ''g'') AS a(name)', :'dimension'), $$SELECT term FROM report_list WHERE is_dimension UNION ALL VALUES ('inndeling')$$,
              'the page tells figures apart by every division, and by no other');
SELECT is_empty($$SELECT * FROM report_term AS t JOIN report_list AS l USING (list) WHERE l.codes = 'site' AND t.term <> t.code$$, 'no term of an open list can be another site''s code');
SELECT is_empty($$SELECT list, term FROM report_term WHERE text_nb IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1$$, 'a term stands for one code');
SELECT throws_ok($$INSERT INTO report_term (list, ordinal, code, term, text_nb, text_nn) VALUES ('form', 99, 'x', 'x', 'x', 'x')$$, '23514', NULL, 'a label cannot lack a language');

-- publisher, contact, licence: what the site says, of one sender before of all
SELECT count(*) AS made FROM create_archive('t_published') \gset
SET LOCAL research_indicators.archive_schema = 't_published';
SELECT issue_report(2023, '983974724') AS id \gset
SELECT ok(NOT report_json(:'id'::uuid) -> 'konvolutt' ->> 'kontakt' IS NOT NULL, 'nothing is assumed');
INSERT INTO t_published.setting (name, value) VALUES ('contact', 'post@rhf.example'), ('contact 983974724', 'post@hf.example'), ('licence', 'https://data.norge.no/nlod/no/2.0'), ('contact 983658725', 'x');
SELECT is((SELECT array_agg(k ->> n ORDER BY n) FROM (SELECT (report_annex_json(:'id'::uuid) -> 'konvolutt')::jsonb AS k) AS e, unnest('{kontakt,lisens,utgiver}'::text[]) AS n),
          '{post@hf.example,https://data.norge.no/nlod/no/2.0,NULL}', 'what the archive''s settings say stands in report and annex');

SELECT finish();
ROLLBACK;
