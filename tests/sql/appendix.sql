-- The appendix: its rows are those of publication_points in each form, its sum and
-- digest those of the rows; chunks, order, errors; texts as they come.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(36);
\ir include/refusal.sql

CREATE TEMP TABLE wanted AS
SELECT p.publication_id, p.institution_id, i.orgnr, p.form, p.level, p.shares, p.total_shares, p.international, p.weight, p.points, p.countable, p.reason
FROM publication_points(2023) AS p
LEFT JOIN institutions_at(2023) AS i ON i.institution_id = p.institution_id;
CREATE TEMP TABLE chunk AS
SELECT f.form, c.n, c.chunk FROM unnest('{xml,json,csv}'::text[]) AS f(form)
CROSS JOIN LATERAL publication_appendix(2023, f.form) WITH ORDINALITY AS c(chunk, n);
CREATE TEMP TABLE file AS SELECT form, string_agg(chunk || E'\n', '' ORDER BY n) AS content FROM chunk GROUP BY form;
CREATE TEMP TABLE line AS SELECT form, l.n, l.line FROM file CROSS JOIN LATERAL string_to_table(content, E'\n') WITH ORDINALITY AS l(line, n);

-- Each form read by other means than it was written.
CREATE TEMP TABLE xml_row AS
SELECT x.* FROM file, xmltable(XMLNAMESPACES ('urn:helseforskning:publikasjonsvedlegg:v1' AS a), '/a:publikasjonsvedlegg/a:rad' PASSING (content::xml) COLUMNS
    publication_id text PATH '@publikasjon', institution_id text PATH '@enhet', orgnr text PATH '@orgnr', form text PATH '@form', level text PATH '@kanalnivaa',
    shares integer PATH '@andeler', total_shares integer PATH '@andelerTotalt', international boolean PATH '@internasjonal', weight numeric PATH '@vekt',
    points numeric PATH '@poeng', countable boolean PATH '@tellende', reason text PATH '@aarsak') AS x
WHERE file.form = 'xml';
CREATE TEMP TABLE json_object AS SELECT content::jsonb AS document FROM file WHERE form = 'json';
CREATE TEMP TABLE json_row AS
SELECT r.publikasjon AS publication_id, r.enhet AS institution_id, r.orgnr, r.form, r.kanalnivaa AS level, r.andeler AS shares, r."andelerTotalt" AS total_shares,
       r.internasjonal AS international, r.vekt AS weight, r.poeng AS points, r.tellende AS countable, r.aarsak AS reason
FROM json_object CROSS JOIN LATERAL jsonb_to_recordset(document -> 'rad') AS r(publikasjon text, enhet text, orgnr text, form text, kanalnivaa text, andeler integer,
     "andelerTotalt" integer, internasjonal boolean, vekt numeric, poeng numeric, tellende boolean, aarsak text);
CREATE TEMP TABLE csv_row AS
SELECT c[1] AS publication_id, nullif(c[2], '') AS institution_id, nullif(c[3], '') AS orgnr, nullif(c[4], '') AS form, nullif(c[5], '') AS level, c[6]::integer AS shares,
       c[7]::integer AS total_shares, c[8]::boolean AS international, nullif(c[9], '')::numeric AS weight, nullif(c[10], '')::numeric AS points, c[11]::boolean AS countable,
       nullif(c[12], '') AS reason
FROM (SELECT string_to_array(line, ',') AS c FROM line WHERE form = 'csv' AND n > 1 AND line <> '') AS r;

SELECT cmp_ok(count(*), '>', 5000::bigint, 'there are rows to compare') FROM wanted;
SELECT bag_eq('TABLE xml_row', 'TABLE wanted', 'XML: the rows are those of publication_points');
SELECT bag_eq('TABLE json_row', 'TABLE wanted', 'JSON: so they are');
SELECT bag_eq('TABLE csv_row', 'TABLE wanted', 'CSV: so they are');
SELECT is_empty($$SELECT points FROM xml_row WHERE scale(points) <> 4$$, 'points have four decimals');
SELECT is((SELECT count(*) FROM json_object, jsonb_array_elements(document -> 'rad') AS r WHERE jsonb_typeof(r -> 'poeng') <> 'string'), 0::bigint, 'JSON: decimals are strings');
SELECT is_empty($$SELECT * FROM line AS l, json_object_keys(ltrim(l.line, ',')::json) WITH ORDINALITY AS k(key, n)
                  JOIN LATERAL (SELECT max(o.key COLLATE "C") AS before FROM json_object_keys(ltrim(l.line, ',')::json) WITH ORDINALITY AS o(key, n) WHERE o.n < k.n) AS b ON true
                  WHERE l.form = 'json' AND l.line ~ '^,?[{]"a' AND l.line ~ '[}]$' AND l.n BETWEEN 2 AND 500 AND b.before > k.key COLLATE "C"$$, 'JSON: keys are sorted');
SELECT is((SELECT line FROM line WHERE form = 'csv' AND n = 1),
          'publikasjon,enhet,orgnr,form,kanalnivaa,andeler,andelerTotalt,internasjonal,vekt,poeng,tellende,aarsak', 'CSV: header');

-- Order: by bytes of the ids, the publication without institution last of its own.
SELECT results_eq('SELECT publication_id, institution_id FROM xml_row',
                  'SELECT publication_id, institution_id FROM wanted ORDER BY publication_id COLLATE "C", institution_id COLLATE "C" NULLS LAST', 'XML: in a fixed order');
SELECT results_eq('SELECT publication_id, institution_id FROM csv_row',
                  'SELECT publication_id, institution_id FROM wanted ORDER BY publication_id COLLATE "C", institution_id COLLATE "C" NULLS LAST', 'CSV: in the same');

-- Head and foot.
SELECT is((xpath('/a:publikasjonsvedlegg/@aar', content::xml, '{{a,urn:helseforskning:publikasjonsvedlegg:v1}}'))[1]::text, '2023', 'XML: the year') FROM file WHERE form = 'xml';
SELECT is((xpath('/a:publikasjonsvedlegg/@regelverk', content::xml, '{{a,urn:helseforskning:publikasjonsvedlegg:v1}}'))[1]::text, nvi_rule_set_for(2023, NULL), 'XML: the rule set') FROM file WHERE form = 'xml';
SELECT is((xpath('/a:publikasjonsvedlegg/a:sum/@antall', content::xml, '{{a,urn:helseforskning:publikasjonsvedlegg:v1}}'))[1]::text::bigint, (SELECT count(*) FROM wanted), 'XML: the number of rows') FROM file WHERE form = 'xml';
SELECT is((xpath('/a:publikasjonsvedlegg/a:sum/@poeng', content::xml, '{{a,urn:helseforskning:publikasjonsvedlegg:v1}}'))[1]::text, (SELECT sum(points) FILTER (WHERE countable)::text FROM wanted), 'XML: the points that count') FROM file WHERE form = 'xml';
SELECT is(document - 'rad', jsonb_build_object('aar', 2023, 'regelverk', nvi_rule_set_for(2023, NULL), 'skjemaversjon', '1.0', 'sum',
              (SELECT jsonb_build_object('antall', count(*), 'poeng', sum(points) FILTER (WHERE countable)::text) FROM wanted)), 'JSON: the same') FROM json_object;
SELECT is((SELECT points FROM publication_appendix_digest(2023, 'xml')), (SELECT value FROM indicator_facts(2023) WHERE indicator = 'publications' AND measure = 'points' AND unit_level = 'nation' AND dimensions = '{}')
          + (SELECT coalesce(sum(w.points), 0) FROM wanted AS w JOIN institutions_at(2023) AS i USING (institution_id) WHERE w.countable AND i.region_id IS NULL),
          'the points are those of the nation''s trusts and of the institutions beside them');

-- Chunks and digest.
SELECT cmp_ok(min(octet_length(chunk)), '>=', 64 * 1024 - 1, form || ': chunks of 64 kB but for the last')
FROM chunk AS c WHERE n < (SELECT max(n) FROM chunk AS l WHERE l.form = c.form) GROUP BY form ORDER BY form;
SELECT cmp_ok(max(octet_length(chunk)), '<', 66 * 1024, form || ': and not much more') FROM chunk GROUP BY form ORDER BY form;
SELECT is((SELECT count(*) FROM chunk WHERE chunk ~ '\n$'), 0::bigint, 'no chunk ends with a line feed');
SELECT results_eq(format('SELECT rows, bytes, sha256 FROM publication_appendix_digest(2023, %L)', form),
                  format('SELECT (SELECT count(*) FROM wanted), octet_length(content)::bigint, encode(sha256(convert_to(content, ''UTF8'')), ''hex'') FROM file WHERE form = %L', form),
                  form || ': the digest is that of the file') FROM file ORDER BY form;

-- Other rule sets and years.
SELECT is((SELECT sum(points) FROM publication_appendix_digest(2023, 'xml', 'nva-2024')), (SELECT sum(points) FILTER (WHERE countable) FROM publication_points(2023, 'nva-2024')), 'another rule set');
SELECT matches((SELECT chunk FROM publication_appendix(2023, 'xml', 'nva-2024') AS chunk LIMIT 1), '^<publikasjonsvedlegg [^>]* regelverk="nva-2024">', 'which is named');
SELECT is((SELECT array_agg(chunk) FROM publication_appendix(2099, 'json') AS chunk),
          ARRAY[E'{"aar":2099,"rad":[\n],"regelverk":"' || nvi_rule_set_for(2099, NULL) || '","skjemaversjon":"1.0","sum":{"antall":0,"poeng":"0.0000"}}'], 'a year without publications');
SELECT is_empty($$SELECT publication_appendix(NULL, 'xml') UNION ALL SELECT publication_appendix(2023, NULL)$$, 'of nothing, nothing');
SELECT pg_temp.refuses($$SELECT publication_appendix(2023, 'pdf')$$, 'RI026', 'pdf', 'an unknown form', 'json');
SELECT pg_temp.refuses($$SELECT publication_appendix_digest(2023, 'PDF')$$, 'RI026', 'PDF', 'also of the digest', 'xml');
SELECT pg_temp.refuses($$SELECT publication_appendix(2023, 'xml', 'nvi-1999')$$, 'RI010', 'nvi-1999', 'an unknown rule set', 'nvi-2015');
SELECT throws_ok($$SELECT publication_appendix(1999, 'xml')$$, 'RI014', NULL, 'a year that no rule set covers');

-- Ids as they come.
SELECT count(*) AS made FROM create_source_tables('odd') \gset
INSERT INTO odd.institution (institution_id, name, kind, country, reporting) VALUES ('a"<&', 'A', 'hf', 'NO', true);
INSERT INTO odd.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO odd.publication (publication_id, year, form, journal_id, status)
SELECT id, 2023, 'article', 'j', 'published' FROM unnest(ARRAY['=1+1', E'a,"b"\\', E't\tab\x01', U&'\00E6\+01F600']) AS id;
INSERT INTO odd.contribution (publication_id, person_id, role, institution_id, verified)
SELECT publication_id, 'p', 'creator', 'a"<&', true FROM odd.publication;
SET LOCAL research_indicators.source_schema = 'odd';
SELECT is((SELECT string_agg(c, E'\n') FROM publication_appendix(2023, 'csv') AS c),
          E'publikasjon,enhet,orgnr,form,kanalnivaa,andeler,andelerTotalt,internasjonal,vekt,poeng,tellende,aarsak\n'
          || E'\'=1+1,"a""<&",,article,1,1,1,false,1.0000,1.0000,true,\n"a,""b""\\","a""<&",,article,1,1,1,false,1.0000,1.0000,true,\n'
          || E't ab,"a""<&",,article,1,1,1,false,1.0000,1.0000,true,\n' || U&'\00E6\+01F600' || ',"a""<&",,article,1,1,1,false,1.0000,1.0000,true,', 'CSV: quoted, defused, filtered');
SELECT is((SELECT array_agg(r ->> 'publikasjon') FROM (SELECT string_agg(c, E'\n')::jsonb AS d FROM publication_appendix(2023, 'json') AS c) AS f, jsonb_array_elements(f.d -> 'rad') AS r),
          ARRAY['=1+1', E'a,"b"\\', 't ab', U&'\00E6\+01F600'], 'JSON: the texts, filtered');

SELECT finish();
ROLLBACK;
