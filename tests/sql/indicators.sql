-- Every indicator of the registry has all that an indicator has: rows, measures
-- in three languages, elements in the XSD, findings about its sources.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(7);
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
\set schema `cat xslt/report.xsd`

SELECT cmp_ok(count(*), '>=', 17::bigint, 'there are indicators') FROM indicator;
SELECT is_empty($$SELECT indicator FROM indicator
                  WHERE to_regprocedure(format('research_indicators_internal.%I(integer, text, text, text, text, boolean)', rows_function)) IS NULL$$,
                'each gives rows');
SELECT is_empty($$SELECT i.indicator FROM indicator AS i
                  -- a league table is of hospitals alone
                  CROSS JOIN LATERAL (SELECT CASE i.indicator WHEN 'study_delivery' THEN 'institution' ELSE 'nation' END AS level) AS u
                  WHERE NOT EXISTS (SELECT FROM indicator_rows(i.indicator, 2023, 'illustrative', NULL, u.level, CASE u.level WHEN 'nation' THEN 'NO' END, true) AS r
                                    WHERE r.kind IN ('source', 'part', 'numerator'))
                    -- a what-if is of the regions
                    AND i.indicator <> 'grant_simulation'$$,
                'of the sample too');
SELECT is_empty($$SELECT i.indicator FROM indicator AS i WHERE NOT EXISTS (SELECT FROM fact_definition AS d WHERE d.indicator = i.indicator)$$,
                'each measures something');
SELECT is_empty($$SELECT indicator, measure FROM fact_definition
                  WHERE '' IN (btrim(text_nb), btrim(text_nn), btrim(text_en), btrim(source)) OR text_nb = text_en$$,
                'in bokmål, nynorsk and English, with its source');
CREATE TEMP TABLE element AS
SELECT DISTINCT (xpath('/*/@name', x.element))[1]::text AS name
FROM unnest(xpath('//*[local-name() = ''element''][@name]', :'schema'::xml)) AS x(element);
SELECT is_empty($$SELECT d.path, p.name FROM fact_definition AS d CROSS JOIN LATERAL string_to_table(d.path, '/') AS p(name)
                  WHERE p.name NOT IN (SELECT e.name FROM element AS e)$$, 'at a path whose elements the XSD has');
SELECT is_empty($$SELECT i.indicator FROM indicator AS i
                  WHERE i.relations <> '{}' AND NOT EXISTS (SELECT FROM source_check AS c WHERE c.relations && array_remove(i.relations, 'institution'))$$,
                'and its sources are looked at');

SELECT * FROM finish();
ROLLBACK;
