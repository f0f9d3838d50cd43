-- The texts of findings: every finding can be told in every language, and says
-- all that it has to say in each.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(30);

-- Completeness -----------------------------------------------------------------

CREATE TEMP TABLE place AS
SELECT t.code, t.variant, t.lang, array_agg(DISTINCT p.found[1] ORDER BY p.found[1]) FILTER (WHERE p.found IS NOT NULL) AS names, t.instruction IS NULL AS is_plain
FROM finding_text AS t
LEFT JOIN LATERAL regexp_matches(concat_ws(' ', t.message, t.hint, t.instruction), '\{([a-z_]+)', 'g') AS p(found) ON true
GROUP BY t.code, t.variant, t.lang, t.instruction IS NULL;
SELECT is_empty($$SELECT code, variant FROM place GROUP BY code, variant HAVING array_agg(lang ORDER BY lang) <> '{en,nb,nn}'$$,
                'every text is there in bokmål, nynorsk and English');
SELECT is_empty($$SELECT code, variant FROM place GROUP BY code, variant HAVING count(DISTINCT coalesce(names, '{}')) > 1 OR count(DISTINCT is_plain) > 1$$,
                'and names the same values in each, with an instruction in all or none');
SELECT is_empty($$SELECT n.code, n.lang, n.message FROM finding_text AS n JOIN finding_text AS e USING (code, variant)
                  WHERE e.lang = 'en' AND n.lang <> 'en' AND (n.message = e.message OR n.hint = e.hint AND n.hint <> '')$$, 'no Norwegian text is the English one');
SELECT is_empty($$SELECT code, variant, lang FROM finding_text WHERE hint = '' AND code <> 'number_only'$$, 'every finding says what it means or what to do');
SELECT is_empty($$SELECT list, code FROM finding_word GROUP BY list, code HAVING array_agg(lang ORDER BY lang) <> '{en,nb,nn}'$$, 'so is every word');
SELECT is_empty($$SELECT DISTINCT p.found[2] FROM finding_text AS t CROSS JOIN LATERAL regexp_matches(t.message || t.hint, '\{([a-z_]+)\|([a-z_]+)\}', 'g') AS p(found)
                  EXCEPT SELECT list FROM finding_word$$, 'every list of words that a text names is there');
SELECT is_empty($$SELECT c.code FROM (VALUES ('hrcs_dimension', 'project_hrcs', 'dimension'), ('involvement_answer', 'project_report', 'involvement')) AS l(list, relation, column_name)
                  JOIN source_column AS s USING (relation, column_name) CROSS JOIN LATERAL unnest(s.codes) AS c(code)
                  WHERE NOT EXISTS (SELECT FROM finding_word AS w WHERE w.list = l.list AND w.code = c.code)$$, 'every code of the sources that a text names has its word');
SELECT is_empty($$SELECT DISTINCT c.folds_to FROM rule_code AS c WHERE c.list LIKE 'involvement\_phases.%'
                  EXCEPT SELECT w.code FROM finding_word AS w WHERE w.list = 'involvement_phase'$$, 'so has every phase of the models of involvement');
SELECT is_empty($$SELECT i.indicator FROM indicator AS i WHERE i.unset_function IS NOT NULL OR i.indicator IN (SELECT g.indicator FROM grant_indicators() AS g)
                  EXCEPT SELECT w.code FROM finding_word AS w WHERE w.list = 'indicator'$$, 'so has every indicator that has points');

-- A reader of the report meets no function -------------------------------------

SELECT is_empty($$SELECT t.code, t.lang, p.proname FROM finding_text AS t
                  JOIN pg_proc AS p ON p.pronamespace IN ('research_indicators'::regnamespace, 'research_indicators_internal'::regnamespace)
                   AND p.proname LIKE '%\_%' AND regexp_replace(t.message || ' ' || t.hint, '\{[^}]*\}', '', 'g') ~ ('\m' || p.proname || '\M')
                   -- a parameter or a relation of the same name
                  WHERE NOT EXISTS (SELECT FROM source_relation AS r WHERE r.relation = p.proname)$$, 'no message and no hint names a function');
SELECT is_empty($$SELECT code, lang FROM finding_text WHERE message || hint LIKE '%research_indicators%' OR message || hint LIKE '%()%'$$, 'nor the schema');
SELECT is_empty($$SELECT DISTINCT t.code, w.name[1] FROM finding_text AS t CROSS JOIN LATERAL regexp_matches(t.instruction, '\m(?:research_indicators\.)?([a-z_]+)\(', 'g') AS w(name)
                  WHERE NOT EXISTS (SELECT FROM pg_proc AS p WHERE p.pronamespace = 'research_indicators'::regnamespace AND p.proname = w.name[1])$$,
                'an instruction names public functions that exist');

-- Texts and checks belong together -----------------------------------------------

CREATE TEMP TABLE body AS
SELECT p.proname, pg_get_functiondef(p.oid) AS source FROM pg_proc AS p
WHERE p.pronamespace = 'research_indicators_internal'::regnamespace AND p.prorettype = 'raw_finding'::regtype AND p.prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c');
SELECT is_empty($$SELECT DISTINCT t.code FROM finding_text AS t WHERE t.code <> 'number_only'
                  AND NOT EXISTS (SELECT FROM body AS b WHERE strpos(b.source, quote_literal(t.code)) > 0)
                  AND NOT EXISTS (SELECT FROM pg_proc AS p WHERE p.proname = 'compute_institutions_at' AND strpos(p.prosrc, quote_literal(t.code)) > 0)$$,
                'every code with a text comes from a check');
-- what stands where a check gives a code or a variant
SELECT is_empty($$SELECT DISTINCT w.name[1] FROM body AS b
                  CROSS JOIN LATERAL regexp_matches(b.source, '''(?:error|warning|notice)''(?:::text)?(?: AS severity)?,\s*(?:CASE[^'']*(?:''(?!error|warning|notice)[^'']*''[^'']*?)*?THEN )?''([a-z_]+)''', 'g') AS w(name)
                  WHERE NOT EXISTS (SELECT FROM finding_text AS t WHERE w.name[1] IN (t.code, t.variant))
                    AND w.name[1] !~ '^(error|warning|notice)$' AND NOT EXISTS (SELECT FROM source_relation AS r WHERE r.relation = w.name[1])
                    AND NOT EXISTS (SELECT FROM source_column AS c WHERE w.name[1] = ANY (c.codes))$$, 'every code and every variant of a check has its texts');
SELECT is_empty($$SELECT DISTINCT p.code, n.name FROM place AS p CROSS JOIN LATERAL unnest(p.names) AS n(name)
                  WHERE NOT EXISTS (SELECT FROM body AS b WHERE strpos(b.source, quote_literal(n.name)) > 0
                                    AND (strpos(b.source, quote_literal(p.code)) > 0 OR p.code LIKE 'institution\_%' AND b.proname = 'check_institutions'
                                         -- counts and example keys are the same for all that is counted
                                         OR b.proname = 'doubt_about' AND EXISTS (SELECT FROM body AS c WHERE strpos(c.source, quote_literal(p.code)) > 0
                                                                                  AND strpos(c.source, 'doubt_about(') > 0)))$$,
                'every value that a text names is an argument in the check of its code');

-- What is told ---------------------------------------------------------------------

CREATE TEMP TABLE told AS
SELECT l.lang, f.* FROM unnest('{nb,nn,en}'::text[]) AS l(lang)
CROSS JOIN LATERAL (SELECT * FROM check_sources(2023, l.lang) UNION ALL SELECT * FROM check_rules(2023, NULL, l.lang)
                    UNION ALL SELECT * FROM check_grant(2025, NULL, l.lang)) AS f;
SELECT cmp_ok((SELECT count(DISTINCT code) FROM told), '>', 25::bigint, 'many kinds of findings in the sample');
SELECT is_empty($$SELECT lang, code FROM told WHERE message = code OR message ~ '[{}]' OR hint ~ '[{}]' OR hint IS NULL OR message ~ '""|«»'$$, 'all are told, no value is missing');
SELECT is_empty($$SELECT code, key, institution_id FROM told GROUP BY code, relation, key, institution_id HAVING count(*) % 3 <> 0$$, 'in every language the same');
SELECT results_eq($$SELECT t.message FROM told_findings(ARRAY[('warning', 'amount_negative', 'project_funding', 'p"1{x}', NULL, '{"project": "p\"1{amount}", "amount": -2.50, "funder": null}')::raw_finding], 'nb') AS t$$,
                  $$VALUES ('Prosjektet «p"1{amount}» har beløpet -2,50 fra «».'::text)$$, 'a value stands as it is, whatever is in it, a number as Norwegians write it; a known unknown is empty');
SELECT results_eq($$SELECT t.message FROM told_findings(ARRAY[('warning', 'amount_negative', 'project_funding', 'p 1.5', NULL, '{"project": "p 1.5", "amount": -2.50, "funder": null}')::raw_finding], 'en') AS t$$,
                  $$SELECT 'project "p 1.5" has the amount -2.50 from ""'::text$$, 'in English with a point; a text that looks like a number keeps its own');
SELECT throws_ok($$SELECT * FROM check_sources(2023, 'sv')$$, 'RI013', NULL, 'an unknown language is refused');
SELECT results_eq($$SELECT t.message, t.hint FROM told_findings(ARRAY[('error', 'of_the_site', 'x', NULL, NULL, NULL)::raw_finding], 'nn') AS t$$,
                  $$VALUES ('of_the_site'::text, NULL::text)$$, 'a site''s own check without texts is told by its code');
-- Sources of rules and measures ----------------------------------------------------

CREATE TEMP TABLE source AS
SELECT DISTINCT r.content ->> 'kilde' AS kilde, r.content ->> 'kildeNb' AS nb, r.content ->> 'kildeNn' AS nn
FROM (SELECT c.* FROM rule_records((SELECT array_agg(rule_set) FROM rule_set WHERE shipped)) AS c UNION ALL SELECT c.* FROM concept_records() AS c) AS r
WHERE r.content ? 'kilde';
SELECT bag_eq($$SELECT kilde FROM source WHERE nb IS NULL OR nn IS NULL$$,
              $$VALUES ('HOD: Nasjonal handlingsplan for kliniske studier'), ('HOD: Nasjonal handlingsplan for kliniske studier 2021-2025'),
                       ('HOD: Nasjonalt system for måling'), ('HOD: kap. 732 post 78'), ('NVI'), ('Sikt: Utregning av publiseringspoeng')$$,
              'a source is in Norwegian, but for what is the title of a Norwegian document');
SELECT cmp_ok((SELECT count(*) FROM source WHERE nb IS NOT NULL), '>', 100::bigint, 'many are');
SELECT is_empty('SELECT * FROM source WHERE nb = kilde OR nn = kilde', 'none is the English one');
SELECT is_empty('SELECT s.source FROM source_text AS s WHERE NOT EXISTS (SELECT FROM source AS o WHERE o.kilde = s.source)', 'and no text is of a source that is shown nowhere');

-- On the page ------------------------------------------------------------------------

CREATE TEMP TABLE page AS
SELECT l.lang, l.other, report_page(x.report, l.lang) AS html
FROM (SELECT report_xml(2023, '983974724') AS report OFFSET 0) AS x CROSS JOIN (VALUES ('nb', 'nn'), ('nn', 'en'), ('en', 'nb')) AS l(lang, other);
CREATE TEMP TABLE shown AS
SELECT row_number() OVER () AS n, r.content FROM unnest((report_content(2023, '983974724')).records) AS r WHERE r.kind = 'funn';
CREATE FUNCTION pg_temp.escaped(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(replace(replace(value, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
$$;
SELECT is_empty($$SELECT p.lang, s.content ->> 'kode' FROM page AS p CROSS JOIN shown AS s
                  WHERE strpos(p.html, pg_temp.escaped(s.content ->> ('melding' || initcap(p.lang)))) = 0
                     OR strpos(p.html, pg_temp.escaped(s.content ->> ('hint' || initcap(p.lang)))) = 0$$, 'the page tells every finding in its language');
SELECT is_empty($$SELECT p.lang, s.content ->> 'kode' FROM page AS p CROSS JOIN shown AS s
                  WHERE strpos(p.html, pg_temp.escaped(s.content ->> ('melding' || initcap(p.other)))) > 0
                    AND s.content ->> ('melding' || initcap(p.other)) <> s.content ->> ('melding' || initcap(p.lang))$$, 'and in no other');
SELECT is_empty($$SELECT p.lang, a.href[1] FROM page AS p CROSS JOIN LATERAL regexp_matches(p.html, 'class="ikke" href="#([^"]*)"', 'g') AS a(href)
                  WHERE p.html !~ ('<(li|section) id="' || a.href[1] || '"')
                     OR a.href[1] <> 'datakvalitet' AND NOT EXISTS (SELECT FROM shown AS s WHERE 'funn-' || s.n = a.href[1] AND s.content ? 'forklarer')$$,
                'what is not calculated leads to a finding that explains it');
SELECT is((SELECT array_agg(DISTINCT s.content ->> 'forklarer' ORDER BY s.content ->> 'forklarer') FROM page AS p
           CROSS JOIN LATERAL regexp_matches(p.html, 'class="ikke" href="#funn-([0-9]+)"', 'g') AS a(n) JOIN shown AS s ON s.n = a.n[1]::bigint),
          '{clinical_studies}'::text[], 'the unset points of clinical studies, and nothing about the grant, which no trust has');
SELECT finish();
ROLLBACK;
