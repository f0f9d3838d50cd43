-- The faces of a report: XML against its schema, XML and JSON as sets, CSV, HTML;
-- mutations of a valid report; errors; hostile texts.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(208);
\ir include/refusal.sql

-- A report as rows: for each record its path, its place among the records of that
-- path, and its fields as text.  Of XML by attributes, of JSON by keys: neither
-- knows the vocabulary.
CREATE FUNCTION pg_temp.xml_records(report xml) RETURNS TABLE (path text, place bigint, fields jsonb) LANGUAGE sql AS $$
    SELECT r.path, row_number() OVER (PARTITION BY r.path ORDER BY r.container, r.place), r.fields
    FROM (SELECT a.path, a.container, a.place, jsonb_object_agg(a.name, a.value) AS fields
          FROM (SELECT trim(LEADING '/' FROM concat_ws('/', x.p5, x.p4, x.p3, x.p2, x.p1, x.element)) AS path,
                       x.container, x.place, x.name, x.value
                FROM xmltable('//@*' PASSING report COLUMNS
                         name text PATH 'local-name()', value text PATH 'string(.)', element text PATH 'local-name(..)',
                         p1 text PATH 'local-name(../..)', p2 text PATH 'local-name(../../..)', p3 text PATH 'local-name(../../../..)',
                         p4 text PATH 'local-name(../../../../..)', p5 text PATH 'local-name(../../../../../..)',
                         place integer PATH 'count(../preceding-sibling::*)', container integer PATH 'count(../../preceding-sibling::*)') AS x
                WHERE x.name NOT IN ('skjemaversjon')) AS a
          GROUP BY a.path, a.container, a.place) AS r
$$;
CREATE FUNCTION pg_temp.json_records(report json, root text) RETURNS TABLE (path text, place bigint, fields jsonb) LANGUAGE sql AS $$
    WITH RECURSIVE node (path, place, value) AS (
        SELECT root, 1::bigint, report::jsonb - 'skjemaversjon'
        UNION ALL
        SELECT n.path || '/' || c.key, c.place, c.value
        FROM node AS n
        CROSS JOIN LATERAL (
            SELECT m.key, coalesce(e.place, 1) AS place, coalesce(e.value, m.value) AS value
            FROM jsonb_each(n.value) AS m
            LEFT JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(m.value) WHEN 'array' THEN m.value END) WITH ORDINALITY AS e(value, place) ON true
            WHERE jsonb_typeof(m.value) IN ('object', 'array')) AS c
    )
    SELECT n.path, n.place, f.fields
    FROM node AS n
    CROSS JOIN LATERAL (SELECT jsonb_object_agg(s.key, s.value) AS fields FROM jsonb_each_text(n.value) AS s
                        WHERE jsonb_typeof(n.value -> s.key) NOT IN ('object', 'array')) AS f
    WHERE f.fields IS NOT NULL
$$;
-- Every object of a JSON text, its keys in the order in which they are written.
CREATE FUNCTION pg_temp.json_objects(report json) RETURNS TABLE (keys text[]) LANGUAGE sql AS $$
    WITH RECURSIVE node (value) AS (
        SELECT report
        UNION ALL
        SELECT c.value FROM node AS n CROSS JOIN LATERAL (
            SELECT value FROM json_each(CASE json_typeof(n.value) WHEN 'object' THEN n.value END)
            UNION ALL
            SELECT value FROM json_array_elements(CASE json_typeof(n.value) WHEN 'array' THEN n.value END)) AS c
    )
    SELECT (SELECT array_agg(k ORDER BY n) FROM json_object_keys(n.value) WITH ORDINALITY AS key(k, n))
    FROM node AS n WHERE json_typeof(n.value) = 'object'
$$;
CREATE FUNCTION pg_temp.leaves(report json) RETURNS TABLE (key text, type text, value text) LANGUAGE sql AS $$
    WITH RECURSIVE node (key, value) AS (
        SELECT '', report::jsonb
        UNION ALL
        SELECT coalesce(c.key, n.key), c.value FROM node AS n CROSS JOIN LATERAL (
            SELECT e.key, e.value FROM jsonb_each(CASE jsonb_typeof(n.value) WHEN 'object' THEN n.value END) AS e
            UNION ALL
            SELECT NULL, e.value FROM jsonb_array_elements(CASE jsonb_typeof(n.value) WHEN 'array' THEN n.value END) AS e) AS c
    )
    SELECT n.key, jsonb_typeof(n.value), n.value #>> '{}' FROM node AS n WHERE jsonb_typeof(n.value) NOT IN ('object', 'array')
$$;
-- CSV: quotes and doubled quotes as in RFC 4180, rows joined by line feeds.
CREATE FUNCTION pg_temp.csv_rows(document text) RETURNS TABLE (line integer, cells text[]) LANGUAGE plpgsql AS $$
DECLARE
    cell text;
    match text[];
BEGIN
    line := 1;
    cells := '{}';
    FOR match IN SELECT regexp_matches(document || E'\n', E'("(?:[^"]|"")*"|[^,"\n]*)(,|\n)', 'g') LOOP
        cell := match[1];
        cells := cells || CASE WHEN cell LIKE '"%' THEN replace(substr(cell, 2, length(cell) - 2), '""', '"') ELSE cell END;
        IF match[2] <> ',' THEN
            RETURN NEXT;
            line := line + 1;
            cells := '{}';
        END IF;
    END LOOP;
END
$$;

-- Nation, region, trust -----------------------------------------------------------------

CREATE TEMP TABLE report AS
SELECT u.unit, u.id, u.level, d.xml AS x, d.json AS j, d.csv AS c, d.annex_xml AS ax, d.annex_json AS aj
FROM (VALUES ('NO', 'NO', 'nation'), ('983658725', 'helse-vest', 'rhf'), ('983974724', 'helse-bergen', 'institution')) AS u(unit, id, level)
CROSS JOIN LATERAL report_documents(2023, u.unit) AS d;
-- what each of its functions gives is the same document: tests/run/check_determinism.sh

CREATE TEMP TABLE x AS SELECT r.unit, f.* FROM report AS r CROSS JOIN LATERAL (SELECT * FROM pg_temp.xml_records(r.x) UNION ALL SELECT * FROM pg_temp.xml_records(r.ax) WHERE r.level = 'institution') AS f; -- one annex: XPath over a whole document is slow
CREATE TEMP TABLE j AS SELECT row_number() OVER () AS id, r.unit, f.* FROM report AS r
CROSS JOIN LATERAL (SELECT * FROM pg_temp.json_records(r.j, 'indikatorrapport') UNION ALL SELECT * FROM pg_temp.json_records(r.aj, 'indikatorvedlegg')) AS f;

SELECT is((SELECT count(*) FROM validate_report(x)), 0::bigint, unit || ': the XML is valid') FROM report ORDER BY unit;
SELECT is((SELECT count(*) FROM validate_report(ax)), 0::bigint, unit || ': the XML of the annex is valid') FROM report ORDER BY unit;
SELECT is(j ->> 'skjemaversjon', (xpath('string(/*/@skjemaversjon)', x))[1]::text, unit || ': XML and JSON state the same version') FROM report ORDER BY unit;
SELECT is(aj ->> 'skjemaversjon', j ->> 'skjemaversjon', unit || ': and so does the annex') FROM report ORDER BY unit;
-- the annex is the one that the report digests: of its body as PostgreSQL's own JSON writes it, keys sorted by bytes
SELECT is(encode(sha256(convert_to(substring(aj::text FROM '"vedlegg":(.*)}$'), 'UTF8')), 'hex'), j #>> '{innhold,vedlegg,sha256}', unit || ': the report holds the digest of its annex')
FROM report ORDER BY unit;
SELECT is((SELECT count(*) FROM j WHERE j.unit = r.unit AND path ~ '^indikatorvedlegg/.*/(tall|deltall)$')::text, j #>> '{innhold,vedlegg,antall}', unit || ': and the number of its figures')
FROM report AS r ORDER BY unit;
-- frame: what both documents show
SELECT is_empty(format($$SELECT substr(path, length('indikatorvedlegg/vedlegg/') + 1), fields FROM j WHERE unit = %1$L AND path ~ '^indikatorvedlegg/vedlegg/(avsender|rapporteringsperiode|regelverk/regelsett|enheter|begreper|kodelister)'
                         EXCEPT ALL SELECT substr(path, length('indikatorrapport/innhold/') + 1), fields FROM j WHERE unit = %1$L$$, unit), unit || ': the annex has the frame of its report')
FROM report ORDER BY unit;
SELECT cmp_ok((SELECT count(*) FROM x WHERE x.unit = r.unit), '>', 1000::bigint, unit || ': more than 1000 records') FROM report AS r ORDER BY unit;
SELECT is_empty(format('(SELECT * FROM x WHERE unit = %1$L EXCEPT ALL SELECT unit, path, place, fields FROM j WHERE unit = %1$L AND (path ~ ''^indikatorrapport'' OR %2$L = ''institution''))
                        UNION ALL (SELECT unit, path, place, fields FROM j WHERE unit = %1$L AND (path ~ ''^indikatorrapport'' OR %2$L = ''institution'') EXCEPT ALL SELECT * FROM x WHERE unit = %1$L)', unit, level),
                unit || ': XML and JSON carry the same records in the same order') FROM report ORDER BY unit;
SELECT set_has(format('SELECT DISTINCT split_part(path, ''/'', 3) FROM j WHERE unit = %L', unit),
               $$VALUES ('avsender'), ('rapporteringsperiode'), ('regelverk'), ('enheter'), ('begreper'), ('kodelister'), ('sammendrag'),
                        ('nasjonaltMaalesystem'), ('publiseringAvResultater'), ('datakvalitet'), ('kontrollsummer')$$,
               unit || ': key figures, parameters, findings and control sums among them') FROM report ORDER BY unit;
SELECT is_empty(format('SELECT keys FROM report CROSS JOIN LATERAL pg_temp.json_objects(j) AS o WHERE unit = %L
                        AND keys <> (SELECT array_agg(k ORDER BY k COLLATE "C") FROM unnest(keys) AS k)', unit),
                unit || ': JSON keys are sorted') FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT * FROM report CROSS JOIN LATERAL pg_temp.leaves(j) AS l
                         WHERE unit = %L AND l.type <> 'string' AND NOT (l.type = 'number' AND l.value ~ '^-?(0|[1-9][0-9]*)$')$$, unit),
                unit || ': JSON numbers are whole, there is no null and no boolean') FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT * FROM report CROSS JOIN LATERAL pg_temp.leaves(j) AS l
                         WHERE unit = %L AND l.key IN ('verdi', 'forrigeVerdi', 'teller', 'nevner', 'nedre', 'oevre', 'sum', 'nasjon', 'sumRegioner', 'differanse')
                           AND l.type <> 'string'$$, unit),
                unit || ': JSON decimals are strings') FROM report ORDER BY unit;
SELECT ok(j::text !~ '[\n\r\t]' AND j::text !~ '[{\[,:] ?"[a-zA-Z]+" ?: ' , unit || ': nothing between JSON tokens') FROM report ORDER BY unit;

-- The figures are the facts.
CREATE TEMP TABLE facts AS
SELECT r.unit, f.*, d.path AS sti, d.additive FROM report AS r CROSS JOIN LATERAL report_facts(2023, r.unit) AS f
JOIN fact_definition AS d USING (indicator, measure);
-- the divisions as the facts have them: names and codes of the database, by the tables of terms
CREATE TEMP TABLE division_code AS
SELECT j.id, j.unit, j.fields ->> 'inndeling' AS inndeling, l.list, l.term, e.value, coalesce(t.code, e.value) AS code
FROM j CROSS JOIN LATERAL jsonb_each_text(j.fields) AS e
JOIN report_list AS l ON l.term = e.key AND l.is_dimension
LEFT JOIN report_term AS t ON t.list = l.list AND t.term = e.value
WHERE j.path ~ '/(tall|deltall)$';
CREATE TEMP TABLE division AS
SELECT c.id, c.unit, c.inndeling, string_agg(c.list || '=' || c.code, ';' ORDER BY c.list COLLATE "C") AS dimensjon, array_agg(c.term ORDER BY c.term) AS names
FROM division_code AS c GROUP BY c.id, c.unit, c.inndeling;
ANALYZE division;
CREATE TEMP TABLE figures AS
SELECT j.unit, split_part(j.path, '/', 1) AS document, regexp_replace(j.path, '^[^/]*/[^/]*/(.*)/(tall|deltall)$', '\1') AS sti, d.dimensjon, f.*
FROM j CROSS JOIN LATERAL jsonb_to_record(j.fields) AS f(aar integer, nivaa text, enhet text, orgnr text, verdi text, teller numeric, nevner numeric,
                                                       nedre text, oevre text, status text, regelverk text, opphav text, grunn text)
LEFT JOIN division AS d ON d.id = j.id
WHERE j.path ~ '/(tall|deltall)$';
SELECT is_empty(format($$
    WITH wanted AS (
        SELECT sti, year, report_term('unit_level', unit_level), institution_id, nullif(dimension_text(dimensions), ''), value::text,
               numerator, denominator, ci_low::text, ci_high::text, report_term('status', status), rule_set, report_term('origin', origin)
        FROM facts WHERE unit = %1$L
    ), given AS (
        SELECT sti, aar, nivaa, enhet, dimensjon, verdi, teller, nevner, nedre, oevre, status, regelverk, opphav FROM figures WHERE unit = %1$L
    )
    (TABLE wanted EXCEPT ALL TABLE given) UNION ALL (TABLE given EXCEPT ALL TABLE wanted)$$, unit),
    unit || ': figures are the facts, digit for digit') FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT * FROM division WHERE unit = %L AND names IS DISTINCT FROM (SELECT array_agg(n ORDER BY n) FROM string_to_table(inndeling, ' ') AS n)$$, unit),
    unit || ': inndeling names the fields by which a figure is divided') FROM report ORDER BY unit;
SELECT is((SELECT count(*) FROM division AS d WHERE d.unit = r.unit), (SELECT count(*) FROM j WHERE j.unit = r.unit AND path ~ '/deltall$'), unit || ': and no whole figure is divided')
FROM report AS r ORDER BY unit;
SELECT is_empty(format($$SELECT f.* FROM figures AS f LEFT JOIN institutions_at(2023) AS i ON i.institution_id = f.enhet AND i.institution_id = i.top_id
                         WHERE f.unit = %L AND f.orgnr IS DISTINCT FROM i.orgnr$$, unit), unit || ': every figure has the organisation number of its unit') FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT * FROM figures WHERE unit = %L AND (verdi IS NULL) <> (grunn IS NOT NULL)$$, unit), unit || ': an absent value, and no other, has its reason')
FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT sti, aar, nivaa, enhet FROM figures WHERE unit = %L AND dimensjon IS NULL GROUP BY 1, 2, 3, 4 HAVING count(*) > 1$$, unit), unit || ': a path names one whole figure')
FROM report ORDER BY unit;
-- which document: whole figures and the sender's own in the report, of earlier years those with one code; regions and nation of its year; all others in the annex
SELECT is_empty(format($$SELECT * FROM figures AS f WHERE unit = %L AND (document = 'indikatorrapport') <>
    (sti !~ '^utledetIndeks' AND (dimensjon IS NULL OR enhet = %L AND (aar = 2023 OR dimensjon NOT LIKE '%%;%%') OR nivaa <> 'institusjon' AND aar = 2023))$$, unit, id), unit || ': each figure stands in its document')
FROM report ORDER BY unit;
-- code lists: every code of a figure has a text in three languages, each list once
SELECT is_empty(format($$SELECT DISTINCT term, value FROM division_code WHERE unit = %1$L
                         EXCEPT SELECT split_part(path, '/', 4), fields ->> 'kode' FROM j WHERE unit = %1$L AND path ~ '^indikatorrapport/innhold/kodelister/.*/kode$'
                                AND fields ?& '{tekstNb,tekstNn,tekstEn}'$$, unit), unit || ': every code is told in three languages') FROM report ORDER BY unit;
SELECT bag_eq(format($$SELECT fields ->> 'navn' FROM j WHERE unit = %L AND path = 'indikatorrapport/innhold/kodelister/kodeliste'$$, unit), 'SELECT term FROM report_list',
              unit || ': every code list is named') FROM report ORDER BY unit;
SELECT is_empty(format($$
    SELECT k.fields, f.value FROM (SELECT fields FROM j WHERE unit = %1$L AND path LIKE '%%/noekkeltall') AS k
    LEFT JOIN facts AS f ON f.unit = %1$L AND f.indicator || '.' || f.measure = k.fields ->> 'begrep' AND f.institution_id = k.fields ->> 'enhet'
                        AND f.year = (k.fields ->> 'aar')::integer AND f.dimensions = '{}' AND f.unit_level = %3$L
    WHERE f.value::text IS DISTINCT FROM k.fields ->> 'verdi' OR f.institution_id IS DISTINCT FROM %2$L$$, unit, id, level),
    unit || ': key figures are facts of the sender') FROM report ORDER BY unit;
SELECT is((SELECT count(*) FROM j WHERE j.unit = r.unit AND path LIKE '%/noekkeltall'),
          (SELECT count(*) FROM facts AS f JOIN fact_definition AS d USING (indicator, measure)
           WHERE f.unit = r.unit AND d.key_figure AND f.year = 2023 AND f.institution_id = r.id AND f.unit_level = r.level AND f.dimensions = '{}'),
          unit || ': all key figures there are') FROM report AS r ORDER BY unit;
SELECT is_empty(format($$
    SELECT k.fields, f.value FROM (SELECT fields FROM j WHERE unit = %1$L AND path LIKE '%%/noekkeltall' AND fields ? 'forrigeVerdi') AS k
    LEFT JOIN facts AS f ON f.unit = %1$L AND f.indicator || '.' || f.measure = k.fields ->> 'begrep' AND f.institution_id = k.fields ->> 'enhet'
                        AND f.year = 2022 AND f.dimensions = '{}' AND f.unit_level = %2$L
    WHERE f.value::text IS DISTINCT FROM k.fields ->> 'forrigeVerdi'$$, unit, level),
    unit || ': last year''s are the facts of 2022') FROM report ORDER BY unit;

-- Control sums, recomputed from the figures as they stand in the report; one over units that have not delivered, or that it does not concern, is the sum of the others.
SELECT is_empty(format($$
    SELECT * FROM (SELECT fields ->> 'begrep' AS begrep, (fields ->> 'aar')::integer AS aar, fields ->> 'nivaa' AS nivaa,
                          (fields ->> 'antall')::bigint AS antall, (fields ->> 'sum')::numeric AS sum
                   FROM j WHERE unit = %1$L AND path LIKE '%%/kontrollsum') AS given
    FULL JOIN (SELECT d.indicator || '.' || d.measure AS begrep, f.aar, f.nivaa, count(*) AS antall,
                      CASE WHEN bool_and(f.verdi IS NOT NULL OR f.grunn IN ('ikkeLevert', 'ikkeAktuelt')) THEN sum(f.verdi::numeric) END AS sum
               FROM figures AS f JOIN fact_definition AS d ON d.path = f.sti
               WHERE f.unit = %1$L AND d.additive AND f.dimensjon IS NULL GROUP BY 1, 2, 3) AS wanted
    USING (begrep, aar, nivaa)
    WHERE (given.antall, given.sum) IS DISTINCT FROM (wanted.antall, wanted.sum)$$, unit),
    unit || ': control sums are those of the figures') FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT fields FROM j WHERE unit = %L AND path LIKE '%%/avstemming'
                         AND ((fields ->> 'differanse')::numeric <> 0 OR fields ->> 'nasjon' <> fields ->> 'sumRegioner')$$, unit),
                unit || ': the nation is the sum of its regions') FROM report ORDER BY unit;
SELECT bag_eq(format($$SELECT fields ->> 'kode', coalesce(fields ->> 'relasjon', ''), (fields ->> 'antall')::bigint FROM j WHERE unit = %L AND path LIKE '%%/funn' AND fields ->> 'kode' <> 'code_without_label'$$, unit),
              format($$SELECT c.code, coalesce(c.relation, ''), count(DISTINCT concat_ws(' ', c.key, regexp_replace(c.message, '^\d+ ', '')))
                       FROM (SELECT * FROM check_sources(2023) UNION ALL SELECT * FROM check_rules(2023) UNION ALL SELECT * FROM check_grant(2025)) AS c
                       WHERE %1$L = 'NO' OR c.institution_id IS NULL
                          OR EXISTS (SELECT FROM institutions_at(2023) AS i JOIN institutions_at(2023) AS s ON s.orgnr = %1$L AND s.institution_id = s.top_id
                                     WHERE i.institution_id = c.institution_id AND s.institution_id IN (i.institution_id, i.region_id))
                       GROUP BY 1, 2$$, unit),
              unit || ': findings are those of the sources, the rules and the grant, of the unit and of nobody; one thing told to several is one') FROM report ORDER BY unit;
SELECT is_empty(format($$
    (SELECT fields ->> 'regelsett', fields ->> 'navn', fields ->> 'verdi', fields ->> 'opphav', fields ->> 'kilde' FROM j WHERE unit = %1$L AND path LIKE 'indikatorvedlegg/%%/parameter'
     EXCEPT ALL
     SELECT s.id, d.name, d.value, report_term('origin', d.origin), d.source
     FROM (SELECT fields ->> 'id' AS id FROM j WHERE unit = %1$L AND path LIKE 'indikatorvedlegg/%%/regelsett') AS s CROSS JOIN LATERAL describe_rule_set(s.id) AS d)$$, unit),
    unit || ': parameters are those of the rule sets') FROM report ORDER BY unit;
SELECT is_empty(format($$
    (SELECT fields FROM j WHERE unit = %1$L AND path LIKE 'indikatorrapport/%%/parameter'
     EXCEPT SELECT fields FROM j WHERE unit = %1$L AND path LIKE 'indikatorvedlegg/%%/parameter' AND (NOT fields ? 'verdi' OR fields ->> 'navn' ~ '^targets[.]|^public_edition[.]smallest_shown$'))
    UNION ALL
    (SELECT fields FROM j WHERE unit = %1$L AND path LIKE 'indikatorvedlegg/%%/parameter' AND NOT fields ? 'verdi'
     EXCEPT SELECT fields FROM j WHERE unit = %1$L AND path LIKE 'indikatorrapport/%%/parameter')$$, unit),
    unit || ': the report itself has targets, below what is hidden, and what is not set') FROM report ORDER BY unit;
SELECT is_empty(format($$SELECT fields FROM j WHERE unit = %L AND path LIKE '%%/regelsett' AND fields ->> 'sha256' <> rule_set_digest(fields ->> 'id')$$, unit),
                unit || ': digests are those of the rule sets') FROM report ORDER BY unit;
SELECT bag_eq(format($$SELECT DISTINCT fields ->> 'regelverk' FROM j WHERE unit = %L AND path ~ '/(tall|deltall)$'
                       EXCEPT SELECT fields ->> 'id' FROM j WHERE unit = %1$L AND path LIKE '%%/regelsett'$$, unit),
              'SELECT NULL::text WHERE false', unit || ': every rule set used is described') FROM report ORDER BY unit;

-- Sender and scope.
SELECT results_eq($$SELECT fields ->> 'enhet', fields ->> 'type', fields ->> 'orgnr' FROM j WHERE path LIKE 'indikatorrapport/%/avsender' ORDER BY unit$$,
                  $$VALUES ('helse-vest', 'regionaltHelseforetak', '983658725'), ('helse-bergen', 'helseforetak', '983974724'), ('NO', 'nasjonalt', NULL)$$,
                  'the sender is the unit asked for');
SELECT bag_eq($$SELECT DISTINCT enhet FROM figures WHERE unit = '983974724' AND nivaa = 'institusjon'$$, $$VALUES ('helse-bergen')$$, 'a trust reports itself');
SELECT bag_eq($$SELECT DISTINCT enhet FROM figures WHERE unit = '983658725' AND nivaa = 'institusjon'$$,
              $$SELECT institution_id FROM institutions_at(2023) WHERE region_id = 'helse-vest' AND institution_id = top_id$$, 'a region reports its trusts');
SELECT is((SELECT count(DISTINCT enhet) FROM figures WHERE nivaa = 'region' AND unit = '983974724'), 4::bigint, 'the four regions side by side, also in a trust''s report');
SELECT is((SELECT array_agg(DISTINCT aar ORDER BY aar) FROM figures WHERE unit = 'NO'), '{2019,2020,2021,2022,2023}'::integer[], 'five years side by side');
SELECT results_eq($$SELECT fields ->> 'miljoe', fields ->> 'tilstand', fields ->> 'merknad' FROM j WHERE path = 'indikatorrapport/konvolutt' AND unit = 'NO'$$,
                  $$VALUES ('TEST', 'utkast', 'IKKE FOR RAPPORTERING')$$, 'what has not been issued is a draft, not for reporting');
SELECT is((SELECT x::text FROM report WHERE unit = 'NO') LIKE '<indikatorrapport xmlns="urn:helseforskning:indikatorrapport:v1" skjemaversjon="1.%', true, 'root, namespace, version');

-- CSV ------------------------------------------------------------------------------------------

CREATE TEMP TABLE document AS SELECT r.c FROM report AS r WHERE r.level = 'rhf';
CREATE TEMP TABLE csv AS SELECT r.line, r.cells FROM document CROSS JOIN LATERAL pg_temp.csv_rows(c) AS r;
SELECT bag_eq('SELECT unnest(cells) FROM csv WHERE line = 1', $$
    SELECT unnest('{begrep,tekst,maaleenhet,desimaler,sti,aar,nivaa,enhet,orgnr,navn,inndeling,verdi,teller,nevner,nedre,oevre,status,regelverk,opphav,skjult,grunn,rapporterteEnheter,forventedeEnheter}'::text[])
    UNION ALL SELECT term FROM report_list WHERE is_dimension$$, 'CSV: a column for each field and for each dimension');
SELECT is_empty('SELECT * FROM csv WHERE cardinality(cells) <> (SELECT cardinality(cells) FROM csv WHERE line = 1)', 'CSV: every row has a cell in each');
CREATE TEMP TABLE csv_cell AS SELECT r.line, jsonb_object(h.cells, r.cells) AS c FROM csv AS r, csv AS h WHERE h.line = 1 AND r.line > 1;
SELECT is_empty($$
    WITH given AS (
        SELECT jsonb_object_agg(e.key, e.value) FROM csv_cell CROSS JOIN LATERAL jsonb_each_text(c - '{begrep,tekst,maaleenhet,desimaler,sti,navn}'::text[]) AS e WHERE e.value <> '' GROUP BY line
    ), wanted AS (
        SELECT (SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each_text(fields) AS e) FROM j WHERE unit = '983658725' AND path ~ '/(tall|deltall)$'
    )
    (TABLE given EXCEPT ALL TABLE wanted) UNION ALL (TABLE wanted EXCEPT ALL TABLE given)$$, 'CSV: rows are the figures of the JSON, those of the annex among them');
SELECT is_empty($$SELECT c FROM csv_cell LEFT JOIN institutions_at(2023) AS i ON i.institution_id = c ->> 'enhet'
                  WHERE c ->> 'orgnr' <> coalesce(i.orgnr, '') OR c ->> 'navn' <> coalesce(i.name, 'Norge')$$, 'CSV: name and organisation number of the unit');
SELECT is_empty($$SELECT c FROM csv_cell LEFT JOIN fact_definition AS d ON d.path = c ->> 'sti'
                  WHERE (c ->> 'begrep', c ->> 'tekst', c ->> 'maaleenhet', c ->> 'desimaler') IS DISTINCT FROM
                        (d.indicator || '.' || d.measure, d.text_nb, report_term('unit', d.unit), d.decimals::text)$$, 'CSV: code, name, unit and decimals of the measure');
SELECT ok(c !~ E'\r|\n$' AND c LIKE 'begrep,%', 'CSV: line feeds between rows only, no byte order mark') FROM document;

-- Mutations of a valid report ----------------------------------------------------------------------

CREATE TEMP TABLE valid AS SELECT x::text AS doc FROM report WHERE unit = '983974724';
CREATE FUNCTION pg_temp.rejected(old text, new text, name text, occurrences boolean DEFAULT false) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    doc text := (SELECT v.doc FROM valid AS v);
    at integer := strpos(doc, old);
    mutated text := CASE WHEN at = 0 THEN doc ELSE left(doc, at - 1) || new || substr(doc, at + length(old)) END;
    findings bigint;
BEGIN
    IF mutated = doc THEN
        RETURN NEXT fail(name || ': nothing to mutate');
        RETURN;
    END IF;
    SELECT count(*) INTO findings
    FROM research_indicators.validate_report(mutated::xml) AS v
    WHERE v.severity = 'error' AND v.code ~ '^(xsd_[0-9]+|not_a_document)$' AND v.message <> '';
    RETURN NEXT cmp_ok(findings, '>', 0::bigint, 'rejected: ' || name);
END
$$;
SELECT pg_temp.rejected('urn:helseforskning:indikatorrapport:v1', 'urn:helseforskning:indikatorrapport:v2', 'another namespace');
SELECT pg_temp.rejected(' xmlns="urn:helseforskning:indikatorrapport:v1"', '', 'no namespace');
SELECT pg_temp.rejected('skjemaversjon="1', 'skjemaversjon="2', 'another major version');
SELECT pg_temp.rejected(' skjemaversjon="1.0"', '', 'no version');
SELECT pg_temp.rejected('orgnr="983974724"', 'orgnr="783974724"', 'an organisation number that begins with 7');
SELECT pg_temp.rejected('orgnr="983974724"', 'orgnr="98397472"', 'an organisation number of eight digits');
SELECT pg_temp.rejected('deltakerId="0192:', 'deltakerId="0193:', 'a participant id of another scheme');
SELECT pg_temp.rejected('<enheter>', '<enheter><ukjent/>', 'an unknown element');
SELECT pg_temp.rejected('<tall aar=', '<tall navn="Ola" aar=', 'an unknown attribute');
SELECT pg_temp.rejected('<enhet id="helse-vest"', '<enhet id="NO"', 'a unit twice');
SELECT pg_temp.rejected('enhet="helse-bergen"', 'enhet="helse-narnia"', 'a figure of a unit that is not described');
SELECT pg_temp.rejected(' nivaa="nasjon"', '', 'a missing attribute');
SELECT pg_temp.rejected(' nivaa="nasjon"', ' nivaa="planet"', 'a level that does not exist');
SELECT pg_temp.rejected('miljoe="TEST"', 'miljoe="test"', 'a wrong environment');
SELECT pg_temp.rejected('merknad="IKKE FOR RAPPORTERING"', 'merknad="FOR RAPPORTERING"', 'a wrong mark');
SELECT pg_temp.rejected('tilstand="utkast"', 'tilstand="ferdig"', 'a wrong state');
SELECT pg_temp.rejected('status="foreloepig"', 'status="nesten"', 'a wrong status');
SELECT pg_temp.rejected('<antall>', '<antall><tall aar="2023" nivaa="nasjon" enhet="NO" verdi="1.5" status="endelig" regelverk="nvi-2015"/>', 'a count with decimals');
SELECT pg_temp.rejected('<antall>', '<antall><tall aar="2023" nivaa="nasjon" enhet="NO" verdi="-1" status="endelig" regelverk="nvi-2015"/>', 'a negative count');
SELECT pg_temp.rejected('<publiseringspoeng>', '<publiseringspoeng><tall aar="2023" nivaa="nasjon" enhet="NO" verdi="1,5000" status="endelig" regelverk="nvi-2015"/>', 'a decimal comma');
SELECT pg_temp.rejected('<publiseringspoeng>', '<publiseringspoeng><tall aar="2023" nivaa="nasjon" enhet="NO" verdi="NaN" status="endelig" regelverk="nvi-2015"/>', 'not a number');
SELECT pg_temp.rejected('<andelRapportert>', '<andelRapportert><tall aar="2023" nivaa="nasjon" enhet="NO" verdi="1.2000" status="endelig" regelverk="nvi-2015"/>', 'a share above 1');
SELECT pg_temp.rejected('<tall aar="2023"', '<tall aar="23"', 'a year of two digits');
SELECT pg_temp.rejected('publikasjonsform="artikkel"', 'publikasjonsform="dikt"', 'a code that no list of the document knows');
SELECT pg_temp.rejected(' inndeling="publikasjonsform"', '', 'a divided figure that does not say by what');
SELECT pg_temp.rejected('<tall aar=', '<tall publikasjonsform="artikkel" aar=', 'a whole figure that is divided');
SELECT pg_temp.rejected(substring((SELECT doc FROM valid) FROM '<tall [^>]*/>'), repeat(substring((SELECT doc FROM valid) FROM '<tall [^>]*/>'), 2), 'a whole figure twice');
SELECT pg_temp.rejected(f, regexp_replace(f, ' verdi="[^"]*"', ''), 'a whole figure with neither value nor reason') FROM valid, substring(doc FROM '<tall [^>]* verdi="[^>]*/>') AS f;
SELECT pg_temp.rejected(f, regexp_replace(f, ' verdi="[^"]*"', ''), 'a divided one') FROM valid, substring(doc FROM '<deltall [^>]* verdi="[^>]*/>') AS f;
SELECT pg_temp.rejected(f, replace(f, ' verdi=', ' grunn="ikkeLevert" verdi='), 'a figure with value and reason') FROM valid, substring(doc FROM '<tall [^>]* verdi="[^>]*/>') AS f;
SELECT pg_temp.rejected('fra="2023-01-01"', 'fra="2023-02-30"', 'a day that does not exist');
SELECT pg_temp.rejected('til="2023-12-31"', 'til="31.12.2023"', 'a date in another form');
SELECT pg_temp.rejected('sha256="', 'sha256="A', 'a digest of the wrong form');
SELECT pg_temp.rejected('navn="Helse Bergen HF"', 'navn=""', 'an empty name');
SELECT pg_temp.rejected('<avsender ', 'tekst<avsender ', 'text between elements');
SELECT pg_temp.rejected('<datakvalitet>', '<datakvalitet/><datakvalitet>', 'a section twice');
SELECT pg_temp.rejected('<indikatorrapport', '<!DOCTYPE indikatorrapport><indikatorrapport', 'a document type');
SELECT is((SELECT count(*) FROM validate_report('<a/>')), 1::bigint, 'rejected: another root');
SELECT is((SELECT array_agg(code) FROM validate_report('just text')), '{not_a_document}', 'rejected: a text');
SELECT is((SELECT array_agg(code) FROM validate_report('<a/><b/>')), '{not_a_document}', 'rejected: two roots');
SELECT is((SELECT count(*) FROM valid CROSS JOIN LATERAL validate_report(('<?xml version="1.0" encoding="ISO-8859-1"?>' || doc)::xml)), 0::bigint,
          'a declared encoding does not matter');
SELECT is((SELECT count(*) FROM valid CROSS JOIN LATERAL validate_report(replace(doc, '<tall ', '<tall x="1" ')::xml)), 1000::bigint,
          'findings end at 1000');
SELECT is((SELECT count(*) FROM validate_report(NULL)), 0::bigint, 'of nothing, nothing');

-- Small shares --------------------------------------------------------------------------------------

-- the nation's participation: 1133 of 1524718 after 1177 of 1532247
SELECT is(f.value, round(1133 / 1524718.0, 6), 'participation has six decimals') FROM indicator_facts(2023) AS f
WHERE f.indicator = 'targets' AND f.measure = 'participation_share' AND f.institution_id = 'NO';
CREATE TEMP TABLE page_of_nation AS SELECT report_html(2023, 'NO', lang => 'nb') AS text;
SELECT ok(strpos(text, E'0,074\u00A0%') > 0 AND strpos(text, E'0,077\u00A0%') > 0 AND strpos(text, '0,0743') = 0, 'three of them are shown in per cent') FROM page_of_nation;
-- 0.000743 less 0.000768, and two digits stay after the zeros
SELECT ok(strpos(text, E'−0,0025\u00A0prosentpoeng') > 0, 'the change is that of the exact shares, rounded once') FROM page_of_nation;

-- Errors ---------------------------------------------------------------------------------------------

SELECT pg_temp.refuses(format('SELECT %s(2023, ''974767880'')', f), 'RI011', '974767880', f || ': a university sends no report', '983974724')
FROM unnest('{report_xml,report_json,report_csv,report_html}'::text[]) AS f;
SELECT pg_temp.refuses(format('SELECT %s(2023, ''123456785'')', f), 'RI011', '123456785', f || ': an unknown unit', 'NO')
FROM unnest('{report_xml,report_json,report_csv,report_html}'::text[]) AS f;
SELECT pg_temp.refuses(format('SELECT %s(2023, ''NO'', edition => ''press'')', f), 'RI017', 'press', f || ': an unknown edition', 'ministry')
FROM unnest('{report_xml,report_json,report_csv,report_html}'::text[]) AS f;
SELECT pg_temp.refuses(format('SELECT %s(2023, ''NO'', ''hod-1999'')', f), 'RI010', 'hod-1999', f || ': an unknown rule set', 'hod-2021')
FROM unnest('{report_xml,report_json,report_csv,report_html}'::text[]) AS f;
SELECT pg_temp.refuses($$SELECT report_page('<a/>', 'sv')$$, 'RI013', 'sv', 'report_page: an unknown language', 'nb');
SELECT pg_temp.refuses($$SELECT report_page('<a/>', 'x/../nb')$$, 'RI013', 'x/../nb', 'report_page: a language that is a path');
SELECT pg_temp.refuses($$SELECT report_html(2023, '983974724', lang => 'sv')$$, 'RI013', 'sv', 'report_html: an unknown language', 'nb');
SELECT pg_temp.refuses($$SELECT report_xml(1999, 'NO')$$, 'RI014', '1999', 'a year that no rule set covers');
SELECT throws_ok($$SELECT report_xml(2023, NULL)$$, 'RI011', NULL, 'no unit');

-- HTML, in every language that there is ----------------------------------------------------------------

CREATE TEMP TABLE page AS
SELECT l.lang, report_page(r.x, l.lang) AS html
FROM report AS r,
     unnest(string_to_array(substring((pg_temp.raised($$SELECT research_indicators_internal.report_page('<a/>', 'zz')$$)).hint FROM ': (.*)\.'), ', ')) AS l(lang)
WHERE r.unit = 'NO';
SELECT set_has('SELECT lang FROM page', $$VALUES ('nb')$$, 'bokmål is among the languages');
SELECT is_empty($$SELECT lang FROM page WHERE html IS NULL OR html !~* '^<!DOCTYPE html>' OR html !~ '</html>\s*$'$$, 'HTML: one page each');
SELECT is_empty($$SELECT lang FROM page WHERE html ~ '\m(NULL|NaN|undefined)\M'$$, 'HTML: no NULL, no NaN');
SELECT is_empty($$SELECT lang FROM page WHERE strpos(html, 'lang="' || lang || '"') = 0$$, 'HTML: says its language');
SELECT is_empty($$SELECT lang FROM page WHERE html !~ '<svg' OR html !~ '<table'$$, 'HTML: has graphics and tables');
SELECT is_empty($$SELECT lang FROM page WHERE strpos(html, 'IKKE FOR RAPPORTERING') = 0$$, 'HTML: a draft is marked');
SELECT is_empty($$SELECT lang FROM page WHERE html ~* '(src|href)="(https?:)?//|url\(|@import|<(iframe|object|embed|link|form|base)[ >]|\son[a-z]+="'$$, 'HTML: loads nothing');
SELECT is_empty($$SELECT lang FROM page WHERE (SELECT count(*) FROM regexp_matches(html, '<script', 'gi')) <> 1
                  OR substring(html FROM '<script.*</script>') ~ '\seval|Function\(|innerHTML|fetch|XMLHttp|import|Worker|src='$$, 'HTML: runs its own small script and no other');
SELECT is_empty($$SELECT p.lang, i.name FROM page AS p, institutions_at(2023) AS i
                  WHERE i.region_id IS NOT NULL AND i.institution_id = i.top_id AND strpos(p.html, i.name) = 0$$, 'HTML: names every trust');
SELECT is((SELECT count(DISTINCT md5(html)) FROM page), (SELECT count(*) FROM page), 'HTML: each language is another page');
SELECT matches((SELECT html FROM page WHERE lang = 'nb'), 'Publiseringspoeng', 'HTML: bokmål names the measures');

-- Texts as they come -------------------------------------------------------------------------------------

SELECT count(*) AS made FROM create_source_tables('odd') \gset
INSERT INTO odd.institution SELECT * FROM esystems.institution WHERE kind = 'rhf';
INSERT INTO odd.institution (institution_id, orgnr, name, kind, rhf_id, country, reporting) VALUES
    ('a', '983974724', E'A\x01\x08B\tC\nD\rE', 'hf', 'helse-vest', 'NO', true),
    ('b', '983974678', 'q"x'' <b>&amp; ]]> --></table>', 'hf', 'helse-vest', 'NO', true),
    ('c', '983974694', U&'\+01F600 \FFFE\FFFF\0085 \2028\0080end', 'hf', 'helse-vest', 'NO', true),
    ('d', '983974732', '=HYPERLINK("http://example.org","x")', 'hf', 'helse-vest', 'NO', true),
    ('e', '983974791', '+1+1', 'hf', 'helse-vest', 'NO', true),
    ('f', '983974899', '-1+1', 'hf', 'helse-vest', 'NO', true),
    ('g', '983974910', '@SUM(A1:A2)', 'hf', 'helse-vest', 'NO', true),
    ('i', '883974832', U&'\00C6r\00F8\00E5, \0161, \20AC; ''x''', 'hf', 'helse-vest', 'NO', true);
SET LOCAL research_indicators.source_schema = 'odd';

CREATE TEMP TABLE odd AS SELECT d.xml AS x, d.json AS j, d.csv AS c FROM report_documents(2023, 'NO') AS d;
CREATE TEMP TABLE named AS
SELECT fields ->> 'id' AS id, fields ->> 'navn' AS name FROM odd CROSS JOIN LATERAL pg_temp.json_records(j, 'indikatorrapport') WHERE path LIKE '%/enhet';

SELECT is((SELECT count(*) FROM odd CROSS JOIN LATERAL validate_report(x)), 0::bigint, 'odd names: the XML is valid');
SELECT lives_ok('SELECT j::jsonb FROM odd', 'odd names: the JSON is well-formed');
SELECT is((SELECT name FROM named WHERE id = 'a'), 'AB C D E', 'control characters go, tab and line ends become spaces');
SELECT is((SELECT name FROM named WHERE id = 'b'), 'q"x'' <b>&amp; ]]> --></table>', 'quotes and markup are text');
SELECT is((SELECT name FROM named WHERE id = 'c'), U&'\+01F600    end', 'an emoji stays, noncharacters go');
SELECT is((SELECT name FROM named WHERE id = 'i'), U&'\00C6r\00F8\00E5, \0161, \20AC; ''x''', 'letters stay as they are');
SELECT is_empty($$SELECT fields ->> 'id', fields ->> 'navn' FROM odd CROSS JOIN LATERAL pg_temp.xml_records(x) WHERE path LIKE '%/enhet'
                  EXCEPT SELECT id, name FROM named$$, 'both faces have the same names');
SELECT is((SELECT count(DISTINCT fields) FROM odd CROSS JOIN LATERAL pg_temp.xml_records(x) WHERE path LIKE '%/enhet' AND fields ->> 'type' = 'helseforetak'),
          8::bigint, 'all of them');
CREATE TEMP TABLE odd_csv AS SELECT DISTINCT cells[8] AS id, cells[10] AS name FROM odd CROSS JOIN LATERAL pg_temp.csv_rows(c) WHERE line > 1 AND cells[7] = 'institusjon';
SELECT results_eq($$SELECT id, name FROM odd_csv WHERE id IN ('d', 'e', 'f', 'g') ORDER BY id COLLATE "C"$$,
                  $$VALUES ('d', '''=HYPERLINK("http://example.org","x")'), ('e', '''+1+1'), ('f', '''-1+1'), ('g', '''@SUM(A1:A2)')$$,
                  'CSV: names that look like formulas are defused');
SELECT is_empty($$SELECT id, name FROM odd_csv WHERE id IN ('a', 'b', 'c', 'i') EXCEPT SELECT id, name FROM named$$, 'CSV: the others are the names of the JSON');
SELECT ok((SELECT report_page(x, 'nb') FROM odd) !~ '<b>&amp;amp;|--></table>', 'HTML: markup in names is text');
SELECT ok(strpos((SELECT report_page(x, 'nb') FROM odd), '&lt;b&gt;') > 0, 'HTML: and is shown');

-- Names that are missing, or hold nothing that can be shown.
CREATE FUNCTION pg_temp.with_name(value text, name text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    faults text;
BEGIN
    UPDATE odd.institution AS i SET name = value WHERE i.institution_id = 'a';
    SELECT string_agg(v.message, '; ') INTO faults FROM report_xml(2023, '983974724') AS x CROSS JOIN LATERAL validate_report(x) AS v;
    RETURN NEXT is(faults, NULL, format('a trust whose name is %s: the report is valid', with_name.name));
END
$$;
SELECT pg_temp.with_name(NULL, 'NULL');
SELECT pg_temp.with_name('', 'empty');
SELECT pg_temp.with_name('   ', 'spaces');
SELECT pg_temp.with_name(E'\t\n', 'tab and line end');
SELECT pg_temp.with_name(E'\x01\x02', 'control characters');
SELECT pg_temp.with_name(U&'\FFFE', 'a noncharacter');

SELECT finish();
ROLLBACK;
