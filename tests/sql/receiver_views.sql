-- The register's columns and SDMX-CSV: against publication_points and the facts, and on
-- a source of a few publications whose rows are written out by hand.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(35);
\ir include/refusal.sql

CREATE FUNCTION pg_temp.cells(line text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(CASE WHEN m.match[1] LIKE '"%' THEN replace(substr(m.match[1], 2, length(m.match[1]) - 2), '""', '"') ELSE m.match[1] END ORDER BY m.n)
    FROM regexp_matches(line || ',', '("(?:[^"]|"")*"|[^",]*),', 'g') WITH ORDINALITY AS m(match, n)
$$;

-- The sample data --------------------------------------------------------------------------

CREATE TEMP TABLE given AS SELECT * FROM register_author_shares(2023);
CREATE TEMP TABLE points AS SELECT * FROM publication_points(2023);
SELECT cmp_ok(count(*), '>', 5000::bigint, 'there are rows') FROM given;
SELECT results_eq(
    $$SELECT "NVAID", "INSTITUSJON", "VEKTINGSTALL", "FORFATTERDEL", "TENTATIVE_PUBLISERINGSPOENG", "PUBLISERINGSPOENG" FROM given$$,
    $$SELECT publication_id, institution_id, weight, total_shares, points, CASE WHEN countable THEN points ELSE 0.0000 END FROM points
      WHERE countable AND points > 0 OR reason LIKE 'approval%' AND points > 0 ORDER BY publication_id COLLATE "C", institution_id COLLATE "C"$$,
    'a row for each institution and publication that counts, or would if it were approved');
SELECT is_empty($$(SELECT "INSTITUSJON", sum("PUBLISERINGSPOENG") FROM given GROUP BY 1 HAVING sum("PUBLISERINGSPOENG") <> 0
                   EXCEPT SELECT institution_id, value FROM indicator_facts(2023) WHERE indicator = 'publications' AND measure = 'points' AND unit_level = 'institution' AND dimensions = '{}')
                  EXCEPT SELECT institution_id, sum(points) FROM points JOIN institutions_at(2023) USING (institution_id) WHERE countable AND region_id IS NULL GROUP BY 1$$,
                'the points of a trust are those of the report');
SELECT is_empty($$SELECT * FROM given WHERE coalesce("PRINT_ISSN", "PUBLISERINGSKANALNAVN", "PERSONLOPENR", "INSTITUSJONSNR", "AVDNR", "UNDAVDNR", "GRUPPENR", "ETTERNAVN", "FORNAVN") IS NOT NULL$$,
                'no person, and nothing that the sources do not hold');
SELECT is_empty($$SELECT "FAKTORTALL_SAMARBEID", international FROM given JOIN points ON publication_id = "NVAID" AND institution_id = "INSTITUSJON"
                  WHERE "FAKTORTALL_SAMARBEID" <> CASE WHEN international THEN 1.3 ELSE 1 END$$, 'the factor is that of the rule');
SELECT is((SELECT array_agg(DISTINCT "PUBLIKASJONSFORM" ORDER BY "PUBLIKASJONSFORM") FROM given) <@
          '{AcademicArticle,AcademicChapter,AcademicCommentary,AcademicLiteratureReview,AcademicMonograph}', true, 'forms in the register''s terms');
SELECT is((SELECT array_agg(DISTINCT "KVALITETSNIVAKODE" ORDER BY "KVALITETSNIVAKODE") FROM given), '{LevelOne,LevelTwo}', 'levels too');
SELECT is_empty($$SELECT * FROM given JOIN esystems.publication AS p ON p.publication_id = "NVAID"
                  WHERE "PUBLISERINGSKANAL" IS DISTINCT FROM CASE "PUBLISERINGSKANALTYPE" WHEN 'Journal' THEN journal_id WHEN 'Series' THEN series_id WHEN 'Publisher' THEN publisher_id END$$,
                'the channel is one of the publication''s');
SELECT is_empty($$SELECT * FROM given LEFT JOIN esystems.channel_level AS l ON l.year = 2023 AND l.channel_id = "PUBLISERINGSKANAL" AND l.kind = lower("PUBLISERINGSKANALTYPE")
                  WHERE "KVALITETSNIVAKODE" IS DISTINCT FROM CASE l.level WHEN '1' THEN 'LevelOne' WHEN '2' THEN 'LevelTwo' END$$, 'and the one whose level decides');

-- CSV
CREATE TEMP TABLE csv AS SELECT l.n, l.line, pg_temp.cells(l.line) AS cells FROM register_csv(2023) WITH ORDINALITY AS l(line, n);
SELECT is((SELECT line FROM csv WHERE n = 1),
          'ARSTALL,NVAID,PUBLIKASJONSFORM,PUBLISERINGSKANAL,PUBLISERINGSKANALTYPE,PRINT_ISSN,PUBLISERINGSKANALNAVN,KVALITETSNIVAKODE,PERSONLOPENR,INSTITUSJON,INSTITUSJON_ID,INSTITUSJONSNR,AVDNR,UNDAVDNR,GRUPPENR,ETTERNAVN,FORNAVN,TITTEL,STATUS_KONTROLLERT,RAPPORTSTATUS,VEKTINGSTALL,FAKTORTALL_SAMARBEID,FORFATTERDEL,TENTATIVE_PUBLISERINGSPOENG,PUBLISERINGSPOENG',
          'the register''s 25 columns in its order');
SELECT results_eq('SELECT cells FROM csv WHERE n > 1 ORDER BY n',
                  $$SELECT ARRAY["ARSTALL"::text, "NVAID", "PUBLIKASJONSFORM", coalesce("PUBLISERINGSKANAL", ''), coalesce("PUBLISERINGSKANALTYPE", ''), '', '', "KVALITETSNIVAKODE", '',
                           "INSTITUSJON", coalesce("INSTITUSJON_ID", ''), '', '', '', '', '', '', coalesce("TITTEL", ''), coalesce("STATUS_KONTROLLERT", ''), coalesce("RAPPORTSTATUS", ''),
                           "VEKTINGSTALL"::text, "FAKTORTALL_SAMARBEID"::text, "FORFATTERDEL"::text, "TENTATIVE_PUBLISERINGSPOENG"::text, "PUBLISERINGSPOENG"::text] FROM given$$,
                  'CSV: the same rows');

-- SDMX ---------------------------------------------------------------------------------------

CREATE TEMP TABLE facts AS SELECT f.*, d.unit, d.decimals FROM indicator_facts(2023) AS f JOIN fact_definition AS d USING (indicator, measure);
CREATE TEMP TABLE sdmx AS SELECT l.n, l.line FROM sdmx_csv(2023) WITH ORDINALITY AS l(line, n);
CREATE TEMP TABLE header AS SELECT string_to_array(line, ',') AS names FROM sdmx WHERE n = 1;
-- a line as an object, by the names of the header
CREATE TEMP TABLE observation AS
SELECT s.n, jsonb_object(h.names, pg_temp.cells(s.line)) AS c FROM sdmx AS s CROSS JOIN header AS h WHERE s.n > 1;
CREATE TEMP TABLE divided AS SELECT 'BY_' || upper(list) AS name, list FROM report_list WHERE is_dimension;
SELECT is((SELECT names FROM header),
          '{STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,MEASURE,UNIT_LEVEL,INSTITUTION}'::text[] || (SELECT array_agg(name ORDER BY name COLLATE "C") FROM divided)
          || '{TIME_PERIOD,OBS_VALUE,NUMERATOR,DENOMINATOR,CI_LOW,CI_HIGH,UNIT_MEASURE,DECIMALS,OBS_STATUS,RULE_SET,ORIGIN,REPORTED_UNITS,EXPECTED_UNITS}'::text[],
          'SDMX: header of version 2.0, a column for each division');
SELECT is_empty($$SELECT * FROM observation WHERE c ->> 'STRUCTURE' <> 'datastructure' OR c ->> 'STRUCTURE_ID' <> 'RESEARCH_INDICATORS:FACTS(1.0.0)' OR c ->> 'ACTION' <> 'I' OR c ->> 'FREQ' <> 'A'$$,
                'SDMX: structure, action and frequency');
SELECT bag_eq($$SELECT ARRAY[c ->> 'INDICATOR', c ->> 'MEASURE', c ->> 'UNIT_LEVEL', c ->> 'INSTITUTION', c ->> 'TIME_PERIOD', c ->> 'OBS_VALUE', c ->> 'NUMERATOR', c ->> 'DENOMINATOR', c ->> 'CI_LOW', c ->> 'CI_HIGH',
                       c ->> 'UNIT_MEASURE', c ->> 'DECIMALS', c ->> 'OBS_STATUS', c ->> 'RULE_SET', c ->> 'ORIGIN', c ->> 'REPORTED_UNITS', c ->> 'EXPECTED_UNITS'],
                       (SELECT coalesce(jsonb_object_agg(d.list, c ->> d.name), '{}') FROM divided AS d WHERE c ->> d.name <> '_T') FROM observation$$,
              $$SELECT ARRAY[indicator, indicator || '-' || measure, unit_level, institution_id, year::text, coalesce(value::text, ''), coalesce(numerator::text, ''), coalesce(denominator::text, ''),
                       coalesce(ci_low::text, ''), coalesce(ci_high::text, ''), unit, decimals::text,
                       CASE WHEN reason = 'ikkeLevert' THEN 'L' WHEN value IS NULL THEN 'O' WHEN status = 'final' THEN 'A' ELSE 'P' END, rule_set, coalesce(origin, ''),
                       coalesce(reported_units::text, ''), coalesce(expected_units::text, '')],
                       coalesce((SELECT jsonb_object_agg(e.key, sdmx_code(e.value)) FROM jsonb_each_text(dimensions) AS e), '{}') FROM facts$$,
              'SDMX: observations are the facts');
SELECT cmp_ok(count(*), '>', 0::bigint, 'SDMX: what is not calculated is a missing value') FROM observation WHERE c ->> 'OBS_VALUE' = '' AND c ->> 'OBS_STATUS' = 'O';

-- the structure, read as a receiver would
CREATE TEMP TABLE structure AS SELECT sdmx_structure(2023) AS x;
CREATE FUNCTION pg_temp.look(path text, x xml) RETURNS text[] LANGUAGE sql AS $$
    SELECT xpath(path, x, '{{m,http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message},{s,http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure},{c,http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common}}')::text[]
$$;
CREATE TEMP TABLE component AS
SELECT c.id, split_part(regexp_replace((pg_temp.look(format('//*[@id="%s"]/s:LocalRepresentation/s:Enumeration/text()', c.id), x))[1], '^.*:', ''), '(', 1) AS codelist, c.kind
FROM structure CROSS JOIN LATERAL (SELECT unnest(pg_temp.look('//s:DimensionList/*/@id', x)), 'key' UNION ALL SELECT unnest(pg_temp.look('//s:MeasureList/*/@id', x)), 'measure'
                                   UNION ALL SELECT unnest(pg_temp.look('//s:AttributeList/*/@id', x)), 'attribute') AS c(id, kind);
CREATE TEMP TABLE listed AS
SELECT l.codelist, unnest(pg_temp.look(format('//s:Codelist[@id="%s"]/s:Code/@id', l.codelist), x)) AS code
FROM structure CROSS JOIN LATERAL unnest(pg_temp.look('//s:Codelist/@id', x)) AS l(codelist);
SELECT set_eq('SELECT id FROM component', 'SELECT unnest(names[4:]) FROM header', 'SDMX: the components of the structure are the columns');
SELECT is_empty($$SELECT id, codelist FROM component WHERE codelist IS NOT NULL AND codelist NOT IN (SELECT codelist FROM listed)$$, 'SDMX: each list that it names is there');
SELECT is_empty('SELECT codelist, code FROM listed GROUP BY 1, 2 HAVING count(*) > 1', 'SDMX: a code is once in its list');
SELECT is_empty($$SELECT codelist, code FROM listed WHERE code COLLATE "C" !~ '^[A-Za-z0-9_@$-]+$'$$, 'SDMX: codes are such as SDMX can hold');
SELECT is_empty($$SELECT o.n, k.id, o.c ->> k.id FROM component AS k JOIN observation AS o ON k.codelist IS NOT NULL AND o.c ->> k.id <> ''
                  WHERE NOT EXISTS (SELECT FROM listed AS l WHERE l.codelist = k.codelist AND l.code = o.c ->> k.id)$$, 'SDMX: every code of every line is in its list');
SELECT is((SELECT count(*) FROM component WHERE kind = 'key'), (SELECT count(*) + 6 FROM divided), 'SDMX: so many dimensions');
SELECT is_empty($$SELECT k FROM observation AS o CROSS JOIN LATERAL (SELECT string_agg(o.c ->> p.id, '|' ORDER BY p.id) AS k FROM component AS p WHERE p.kind = 'key') AS x GROUP BY k HAVING count(*) > 1$$,
                'SDMX: the dimensions of the structure are a key');
SELECT is(sdmx_code('Idé =1'), 'Id$C3$A9$20$3D1', 'SDMX: a code of other letters is spelt in bytes');
SELECT is((SELECT array_agg(DISTINCT t ORDER BY t) FROM structure, unnest(pg_temp.look('//s:Codelist[@id="CL_BY_FORM"]/s:Code[@id="article"]/c:Name/text()', x)) AS t), '{article,"vitenskapelig artikkel","vitskapleg artikkel"}', 'SDMX: names in three languages');
SELECT is((SELECT pg_temp.cells(l) FROM sdmx_csv(2023, structure_id => 'NO.HOD:FORSKNING(2.1)') AS l OFFSET 1 LIMIT 1)[2], 'NO.HOD:FORSKNING(2.1)', 'SDMX: the receiver''s own structure');
SELECT pg_temp.refuses(format('SELECT sdmx_csv(2023, structure_id => %L)', id), 'RI025', id, 'SDMX: no structure id: ' || id, 'AGENCY')
FROM unnest('{FACTS,"A:B","A:B(1","=A:B(1)"}'::text[]) AS id;

-- A few publications ---------------------------------------------------------------------------

SELECT count(*) AS made FROM create_source_tables('few') \gset
-- it keeps no statements: what has no rows is nothing
DROP TABLE few.delivery_statement;
INSERT INTO few.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting, parent_id) VALUES
    ('west', '983658725', 'West', 'rhf', 'west', 'NO', true, NULL), ('a', '983974724', 'A', 'hf', 'west', 'NO', true, NULL),
    ('b', NULL, 'B', 'hf', 'west', 'NO', true, NULL), ('a1', NULL, 'A1', 'unit', NULL, 'NO', false, 'a');
INSERT INTO few.channel_level VALUES ('journal', 'x', 2023, '2'), ('series', 'x', 2023, '1'), ('series', 'zero', 2023, '0'), ('publisher', 'x', 2023, '2'), ('series', 'none', 2023, 'X');
INSERT INTO few.publication (publication_id, year, form, journal_id, series_id, publisher_id, isbn, status, title) VALUES
    ('p1', 2023, 'article', 'x', NULL, NULL, NULL, 'published', '=1+1, "quoted"'),
    ('p2', 2023, 'monograph', NULL, 'x', 'x', '1', 'published', NULL),
    ('p3', 2023, 'chapter', NULL, 'none', 'x', '1', 'published', NULL),
    ('p4', 2023, 'chapter', NULL, 'zero', 'x', '1', 'published', NULL),
    ('p5', 2023, 'article', 'x', NULL, NULL, NULL, 'published', NULL), ('p6', 2023, 'article', 'x', NULL, NULL, NULL, 'published', NULL),
    ('p7', 2023, 'article', 'x', NULL, NULL, NULL, 'published', NULL), ('p8', 2023, 'article', 'x', NULL, NULL, NULL, 'published', NULL);
INSERT INTO few.contribution (publication_id, person_id, role, institution_id, country, verified)
SELECT p, i, 'creator', i, CASE WHEN p = 'p1' THEN 'SE' END, true FROM unnest('{p1,p2,p3,p4}'::text[]) AS p, unnest('{a1}'::text[]) AS i;
INSERT INTO few.contribution (publication_id, person_id, role, institution_id, verified)
SELECT p, i, 'creator', i, true FROM unnest('{p5,p6,p7,p8}'::text[]) AS p, unnest('{a,b}'::text[]) AS i;
INSERT INTO few.publication_approval (publication_id, institution_id, state) VALUES
    ('p5', 'a1', 'approved'), ('p5', 'b', 'approved'), ('p6', 'a', 'approved'), ('p6', 'b', 'rejected'),
    ('p7', 'a', 'approved'), ('p8', 'a', 'rejected'), ('p8', 'b', 'rejected');
SET LOCAL research_indicators.source_schema = 'few';
SELECT results_eq(
    $$SELECT "NVAID", "INSTITUSJON", "INSTITUSJON_ID", "PUBLIKASJONSFORM", "PUBLISERINGSKANALTYPE", "KVALITETSNIVAKODE", "VEKTINGSTALL", "FAKTORTALL_SAMARBEID", "FORFATTERDEL", "PUBLISERINGSPOENG"
      FROM register_author_shares(2023) WHERE "NVAID" < 'p5'$$,
    $$VALUES ('p1', 'a', '0192:983974724', 'AcademicArticle', 'Journal', 'LevelTwo', 3.0000, 1.3, 1, 3.9000),
             ('p2', 'a', '0192:983974724', 'AcademicMonograph', 'Series', 'LevelOne', 5.0000, 1, 1, 5.0000),
             ('p3', 'a', '0192:983974724', 'AcademicChapter', 'Publisher', 'LevelTwo', 1.0000, 1, 1, 1.0000)$$,
    'the channel that decides: a series with a level first, one of level 0 keeps the publication out');
-- 3 * sqrt(1/2) = 2.1213
SELECT results_eq(
    $$SELECT "NVAID", "INSTITUSJON", "STATUS_KONTROLLERT", "RAPPORTSTATUS", "TENTATIVE_PUBLISERINGSPOENG", "PUBLISERINGSPOENG" FROM register_author_shares(2023) WHERE "NVAID" >= 'p5'$$,
    $$VALUES ('p5', 'a', 'J', 'J', 2.1213, 2.1213), ('p5', 'b', 'J', 'J', 2.1213, 2.1213), ('p6', 'a', 'J', 'T', 2.1213, 0.0000), ('p6', 'b', 'N', 'T', 2.1213, 0.0000),
             ('p7', 'a', 'J', '?', 2.1213, 0.0000), ('p7', 'b', '?', '?', 2.1213, 0.0000), ('p8', 'a', 'N', 'N', 2.1213, 0.0000), ('p8', 'b', 'N', 'N', 2.1213, 0.0000)$$,
    'approved, disputed, pending, rejected');
SELECT is((SELECT l FROM register_csv(2023) AS l OFFSET 1 LIMIT 1),
          '2023,p1,AcademicArticle,x,Journal,,,LevelTwo,,a,0192:983974724,,,,,,,"''=1+1, ""quoted""",,,3.0000,1.3,1,3.9000,3.9000', 'CSV: a title that is a formula is defused');
SELECT is((SELECT count(*) FROM register_csv(2024)), 1::bigint, 'a year without publications: the header alone');
SELECT is(csv_cell('-5'), '''-5', 'a text that looks like a number is a text');
SELECT is(csv_cell(NULL), NULL, 'of nothing, nothing');

SELECT finish();
ROLLBACK;
