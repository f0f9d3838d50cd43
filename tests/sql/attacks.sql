-- Hostile input: XML that reaches for files or explodes, records that no report
-- has, the same failure many times over.  The server stays up, nothing is read,
-- every refusal has a SQLSTATE.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(131);
\ir include/refusal.sql

-- What validate_report and report_page make of a text: findings or an SQLSTATE.
CREATE FUNCTION pg_temp.fate(document text, OUT validated text, OUT page text) LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        SELECT coalesce(string_agg(v.code || ' ' || v.message, '; '), 'valid') INTO validated
        FROM research_indicators.validate_report(document::xml) AS v;
    EXCEPTION WHEN OTHERS THEN
        validated := SQLSTATE || ' ' || SQLERRM;
    END;
    BEGIN
        page := 'page ' || research_indicators_internal.report_page(document::xml, 'nb');
    EXCEPTION WHEN OTHERS THEN
        page := SQLSTATE || ' ' || SQLERRM;
    END;
END
$$;
-- Two tests: never valid, and neither answer shows a secret.
CREATE FUNCTION pg_temp.harmless(document text, name text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    fate record;
BEGIN
    SELECT * INTO fate FROM pg_temp.fate(document);
    RETURN NEXT ok(fate.validated ~ '^(xsd_[0-9]+|not_a_document|[0-9A-Z]{5}) ' AND fate.validated !~ '^00000', name || ': a finding or an error');
    RETURN NEXT ok(fate.validated !~ 'root:|postgres:|listen_addresses|SECRET' AND fate.page !~ 'root:|postgres:|listen_addresses|SECRET',
                   name || ': shows nothing of the machine');
END
$$;

-- External entities ------------------------------------------------------------------------

SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'an external entity');
SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a b="&x;"/>', 'an external entity in an attribute');
SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>', 'an external parameter entity');
SELECT pg_temp.harmless('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'an external subset');
SELECT pg_temp.harmless('<!DOCTYPE a PUBLIC "-//x//y" "http://127.0.0.1:1/x.dtd"><a/>', 'an external subset over the network');
SELECT pg_temp.harmless(format('<!DOCTYPE a [<!ENTITY x SYSTEM "file://%s">]><a>&x;</a>', current_setting('config_file')), 'the server''s own settings');
SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY x "SECRET">]><a>&x;</a>', 'an internal entity');
SELECT pg_temp.harmless('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>', 'XInclude');
SELECT pg_temp.harmless('<?xml-stylesheet type="text/xsl" href="file:///etc/passwd"?><a/>', 'a stylesheet of its own');
SELECT pg_temp.harmless('<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:helseforskning:indikatorrapport:v1 file:///etc/passwd" skjemaversjon="1.0"/>', 'a schema of its own');
SELECT pg_temp.harmless('<a xsi:noNamespaceSchemaLocation="file:///etc/passwd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>', 'a schema without namespace');
SELECT pg_temp.harmless('<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:type="tall.antall" skjemaversjon="1.0"/>', 'a type of its own');
SELECT pg_temp.harmless('<xsl:stylesheet version="1.1" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:document href="/tmp/SECRET"/><xsl:copy-of select="document(''/etc/passwd'')"/></xsl:template></xsl:stylesheet>',
                        'a stylesheet for a report');

-- Explosions -----------------------------------------------------------------------------------

SELECT pg_temp.harmless(
    '<!DOCTYPE a [<!ENTITY x0 "ha">' || string_agg(format('<!ENTITY x%s "%s">', n, repeat(format('&x%s;', n - 1), 10)), '' ORDER BY n) || ']><a>&x9;</a>',
    'billion laughs') FROM generate_series(1, 9) AS n;
SELECT pg_temp.harmless(
    '<!DOCTYPE a [<!ENTITY x0 "ha">' || string_agg(format('<!ENTITY x%s "%s">', n, repeat(format('&x%s;', n - 1), 10)), '' ORDER BY n) || ']><a b="&x9;"/>',
    'billion laughs in an attribute') FROM generate_series(1, 9) AS n;
SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY x "' || repeat('x', 100000) || '">]><a>' || repeat('&x;', 10000) || '</a>', 'quadratic blow-up');
SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>', 'an entity of itself');
SELECT pg_temp.harmless('<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>', 'two entities of each other');
SELECT pg_temp.harmless(repeat('<a>', 200) || repeat('</a>', 200), 'depth 200');
SELECT pg_temp.harmless(repeat('<a>', 100000) || repeat('</a>', 100000), 'depth 100 000');
SELECT pg_temp.harmless(repeat('<a>', 1000000), 'a million elements that do not end');
SELECT pg_temp.harmless('<a ' || string_agg(format('a%s="x"', n), ' ') || '/>', '20 000 attributes') FROM generate_series(1, 20000) AS n;
SELECT pg_temp.harmless('<a b="' || repeat('x', 9000000) || '"/>', 'an attribute of 9 MB');
SELECT pg_temp.harmless('<a>' || repeat('<b/>', 1000000) || '</a>', 'a million children');
SELECT pg_temp.harmless('<a>' || repeat('x', 17000000) || '</a>', 'a text of 17 MB');
SELECT pg_temp.harmless('<' || repeat('a', 70000) || '/>', 'a name of 70 000 letters');
SELECT pg_temp.harmless('<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1" skjemaversjon="1.0"><innhold><enheter>' || repeat('<enhet id="x" navn="x" type="annet"/>', 20000)
                        || '</enheter></innhold></indikatorrapport>', '20 000 equal keys');
SELECT is((SELECT count(*) FROM validate_report(('<a>' || repeat('x', 17000000) || '</a>')::xml) WHERE code = 'not_a_document'), 1::bigint,
          'what is larger than 16 MB is not looked at');
SELECT throws_ok($$SELECT report_page('<!DOCTYPE a><a/>', 'nb')$$, '38000', NULL, 'report_page: no document types');
SELECT throws_ok($$SELECT report_page('text', 'nb')$$, '38000', NULL, 'report_page: no texts');
SELECT ok(length(report_page('<a/>', 'nb')) < 200000, 'report_page: another document gives a small page');

-- A page shows hostile texts as text.
CREATE TEMP TABLE hostile AS
SELECT report_page(replace(x::text, 'Helse Bergen HF', '&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x')::xml, 'nb') AS html
FROM report_xml(2023, '983974724') AS x;
SELECT ok(strpos(html, '<script>alert') = 0 AND strpos(html, '&lt;script&gt;alert(1)') > 0, 'report_page: a script in a name is text') FROM hostile;
SELECT ok(html ~ 'onload=' AND regexp_replace(html, '=\s*(''[^''<>]*''|"[^"<>]*")', '', 'g') !~ '<[a-z][^<>]*\sonload', 'report_page: a quote ends no attribute') FROM hostile;

-- Records that no report has ------------------------------------------------------------------------

CREATE FUNCTION pg_temp.face(face text, records report_record[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    document text;
BEGIN
    EXECUTE format('SELECT research_indicators.records_%s($1%s)::text', face, CASE face WHEN 'xml' THEN ', ''indikatorrapport''' ELSE '' END)
    INTO document USING records;
    RETURN 'made ' || coalesce(document, 'NULL');
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;
-- One row per case: what each face answers.
CREATE TEMP TABLE refused AS
SELECT c.name, f.face, pg_temp.face(f.face, c.records) AS answer, c.wanted
FROM (VALUES
    ('an unknown kind', ARRAY[('innhold', 'ukjent', '{}')]::report_record[], 'RI040'),
    ('a kind with a formula', ARRAY[('innhold', 'tall><x', '{}')]::report_record[], 'RI040'),
    ('an empty kind', ARRAY[('innhold', '', '{}')]::report_record[], 'RI040'),
    ('an unknown field', ARRAY[('innhold', 'avsender', '{"navn": "x", "farge": "y"}')]::report_record[], 'RI040'),
    ('a field of another kind', ARRAY[('innhold', 'avsender', '{"verdi": "1"}')]::report_record[], 'RI040'),
    ('a decimal that is a word', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "many"}')]::report_record[], 'RI040'),
    ('a decimal with a comma', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "1,5"}')]::report_record[], 'RI040'),
    ('an exponent', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "1e5"}')]::report_record[], 'RI040'),
    ('not a number', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "NaN"}')]::report_record[], 'RI040'),
    ('infinity', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "Infinity"}')]::report_record[], 'RI040'),
    ('an empty number', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": ""}')]::report_record[], 'RI040'),
    ('a boolean for a number', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": true}')]::report_record[], 'RI040'),
    ('a point without digits', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "1."}')]::report_record[], 'RI040'),
    ('leading zeros', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "verdi": "01"}')]::report_record[], 'RI040'),
    ('a whole number with decimals', ARRAY[('innhold/x', 'tall', '{"enhet": "x", "aar": 2023.5}')]::report_record[], 'RI040'),
    ('a container with a space', ARRAY[('innhold/a b', 'tall', '{"enhet": "x"}')]::report_record[], 'RI040'),
    ('a container with markup', ARRAY[('innhold/a><b', 'tall', '{"enhet": "x"}')]::report_record[], 'RI040'),
    ('an empty container', ARRAY[('innhold//a', 'tall', '{"enhet": "x"}')]::report_record[], 'RI040'),
    ('a container of 64 letters', ARRAY[('innhold/' || repeat('a', 64), 'tall', '{"enhet": "x"}')]::report_record[], 'RI040'),
    ('a deep path', ARRAY[(repeat('a/', 1000) || 'a', 'tall', '{"enhet": "x"}')]::report_record[], 'RI040'),
    ('no path', ARRAY[(NULL, 'tall', '{"enhet": "x"}')]::report_record[], 'RI040'),
    ('no kind', ARRAY[('innhold', NULL, '{}')]::report_record[], 'RI040'),
    ('no content', ARRAY[('innhold', 'tall', NULL)]::report_record[], 'RI040')
) AS c(name, records, wanted)
CROSS JOIN (VALUES ('xml'), ('json')) AS f(face);
SELECT is(answer, wanted, format('records_%s: %s', face, name)) FROM refused ORDER BY name COLLATE "C", face;

SELECT is(pg_temp.face('json', ARRAY[('a', 'avsender', '{}'), ('b', 'avsender', '{}'), ('a', 'rapporteringsperiode', '{}')]::report_record[]), 'RI040',
          'records_json: a container that comes back');
SELECT is(pg_temp.face('json', ARRAY[('a', 'avsender', '{}'), ('a', 'avsender', '{}')]::report_record[]), 'RI040', 'records_json: a sender twice');
SELECT ok(pg_temp.face('json', ARRAY[('a/tall', 'funn', '{}'), ('a', 'tall', '{"enhet": "x"}')]::report_record[]) = 'RI040',
          'records_json: a list under the name of a container');
SELECT ok(pg_temp.face('json', ARRAY[('a', 'tall', '{"enhet": "x"}'), ('a/tall', 'funn', '{}')]::report_record[]) = 'RI040',
          'records_json: a container under the name of a list');
SELECT is(pg_temp.face('json', '{}'), 'made {}', 'records_json: no records');
SELECT is(pg_temp.face('json', ARRAY[NULL]::report_record[]), 'made {}', 'records_json: a record that is NULL');
SELECT is(pg_temp.face('json', ARRAY[('a', 'tall', '[1, {"verdi": 2}]'), ('a', 'tall', '"x"'), ('a', 'tall', 'null')]::report_record[]) ~ '^(made|RI040)', true,
          'records_json: content that is no object');
SELECT lives_ok($$SELECT records_xml('{}', 'indikatorrapport')$$, 'records_xml: no records');
SELECT throws_ok($$SELECT records_xml('{}', 'a b><c')$$, 'RI040', NULL, 'records_xml: a root that is no name');
SELECT throws_ok($$SELECT records_xml('{}', '')$$, 'RI040', NULL, 'records_xml: an empty root');
SELECT ok(pg_temp.face('xml', ARRAY(SELECT ('a', 'funn', jsonb_build_object('meldingNb', repeat('x', 60000)))::report_record FROM generate_series(1, 300))) = 'RI041', 'records_xml: more than 16 MB');
SELECT ok(pg_temp.face('xml', ARRAY[('a', 'funn', jsonb_build_object('meldingNb', repeat('x', 65537)))]::report_record[]) = 'RI049', 'records_xml: a text above 64 kB');
SELECT ok(pg_temp.face('json', ARRAY(SELECT ('a', 'funn', jsonb_build_object('meldingNb', repeat('x', 60000)))::report_record FROM generate_series(1, 300))) = 'RI041', 'records_json: more than 16 MB');
SELECT ok(pg_temp.face('json', ARRAY[('a', 'funn', jsonb_build_object('meldingNb', repeat('x', 65537)))]::report_record[]) = 'RI049', 'records_json: a text above 64 kB');

-- A thousand seeded records of random parts: an answer to each, never a crash.
CREATE FUNCTION pg_temp.throw(key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN ('x' || left(encode(sha256(convert_to('attacks 1:' || key, 'UTF8')), 'hex'), 7))::bit(28)::integer % sides;
SELECT diag('seed: attacks 1');
CREATE TEMP TABLE thrown AS
SELECT n, face, pg_temp.face(face, ARRAY(
    SELECT ((ARRAY['', '/', 'a', 'a/', 'a/b', 'a//b', 'a/b/c', '/a', 'innhold', 'innhold/x', 'é', 'a b', NULL])[1 + pg_temp.throw(n || 'p' || r, 13)],
            (ARRAY['tall', 'funn', 'avsender', 'konvolutt', 'begrep', 'x', NULL])[1 + pg_temp.throw(n || 'k' || r, 7)],
            (ARRAY['{}', '{"enhet": "x"}', '{"enhet": null}', '{"verdi": 1.50}', '{"aar": -7}', '{"enhet": {"a": [1]}}', '[]', '"s"', '{"kode": "<&>"}',
                   '{"aar": 99999999999999999999}', NULL])[1 + pg_temp.throw(n || 'c' || r, 11)]::jsonb)::report_record
    FROM generate_series(1, 1 + pg_temp.throw(n || 'r', 4)) AS r)) AS answer
FROM generate_series(1, 1000) AS n CROSS JOIN (VALUES ('xml'), ('json')) AS f(face);
SELECT is_empty($$SELECT * FROM thrown WHERE answer !~ '^(made |RI040|22003)'$$, 'a thousand random records: a document or a refusal');
SELECT lives_ok($$SELECT substr(answer, 6)::jsonb FROM thrown WHERE face = 'json' AND answer LIKE 'made %'$$, 'their JSON is well-formed');
SELECT is_empty($$SELECT * FROM thrown WHERE face = 'xml' AND answer LIKE 'made %' AND NOT xml_is_well_formed_document(substr(answer, 6))$$, 'their XML is well-formed');
SELECT cmp_ok((SELECT count(*) FROM thrown WHERE answer LIKE 'made %'), '>', 20::bigint, 'there are documents among them');

-- The same failure a hundred times -----------------------------------------------------------------------

CREATE FUNCTION pg_temp.resident_kb() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN substring(pg_read_file('/proc/self/status') FROM 'VmRSS:\s*([0-9]+)')::bigint;
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END
$$;
CREATE FUNCTION pg_temp.fail_often(times integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    failures bigint := 0;
    big jsonb := jsonb_build_object('meldingNb', repeat('x', 60000));
    records research_indicators.report_record[];
BEGIN
    records := ARRAY(SELECT ('innhold', 'funn', big)::research_indicators.report_record FROM generate_series(1, 80))
               || ('innhold', 'ukjent', '{}')::research_indicators.report_record;
    FOR n IN 1 .. times LOOP
        failures := failures + (pg_temp.face('xml', records) = 'RI040')::integer + (pg_temp.face('json', records) = 'RI040')::integer;
        failures := failures + (left((pg_temp.fate('<!DOCTYPE a><a>' || repeat('<b/>', 1000) || '</a>')).page, 5) = '38000')::integer;
        failures := failures + (left((pg_temp.fate('<a>')).validated, 5) <> 'valid')::integer;
    END LOOP;
    RETURN failures;
END
$$;
SELECT pg_temp.fail_often(5) AS warm \gset
SELECT coalesce(pg_temp.resident_kb(), 0) AS before \gset
SELECT is(pg_temp.fail_often(100), 400::bigint, 'a hundred times four failures');
SELECT CASE WHEN :before = 0 THEN skip('the memory of the backend cannot be read', 1)
            ELSE cmp_ok(pg_temp.resident_kb() - :before, '<', 65536::bigint, 'the backend grew by less than 64 MB') END;
SELECT is((SELECT count(*) FROM validate_report(records_xml(report_records(2023, '983974724'), 'indikatorrapport'))), 0::bigint,
          'the backend still makes a valid report');

-- CSV, last: a crash of the server would end this file here.
CREATE TEMP TABLE csv_cases AS
SELECT * FROM (VALUES
    ('a unit without id and name', ARRAY[('innhold/enheter', 'enhet', '{}')]::report_record[]),
    ('a unit whose name is NULL', ARRAY[('innhold/enheter', 'enhet', '{"id": "a", "navn": null}')]::report_record[]),
    ('a unit whose name is an object', ARRAY[('innhold/enheter', 'enhet', '{"id": "a", "navn": {}}')]::report_record[]),
    ('a figure without unit', ARRAY[('innhold/enheter', 'enhet', '{"id": "a", "navn": "b"}'), ('innhold/x', 'tall', '{}')]::report_record[])
) AS c(name, records);
SELECT ok(pg_temp.face('csv', records) ~ '^(made |RI040)', 'records_csv: ' || name) FROM csv_cases;

SELECT finish();
ROLLBACK;
