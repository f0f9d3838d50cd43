-- Exchange forms: tables in JSON-stat, and the description for a catalogue.  That
-- libraries of the standards read them is for tests/run/check_exchange.sh.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(22);

-- a report of two units, two years and two figures, one of them divided, written out by hand
CREATE FUNCTION pg_temp.small() RETURNS report_record[] LANGUAGE sql AS $$
    SELECT array_agg((r.path, r.kind, r.content::jsonb)::report_record ORDER BY r.n)
    FROM (VALUES (1, '', 'konvolutt', '{"rapportId": "x", "utgave": "departement", "miljoe": "TEST", "tilstand": "utkast", "merknad": "IKKE FOR RAPPORTERING"}'),
                 (2, 'innhold', 'avsender', '{"navn": "A HF", "enhet": "a"}'), (3, 'innhold', 'rapporteringsperiode', '{"aar": 2023}'),
                 (4, 'innhold/enheter', 'enhet', '{"id": "a", "navn": "A HF"}'), (5, 'innhold/enheter', 'enhet', '{"id": "NO", "navn": "Norge"}'),
                 (6, 'innhold/begreper', 'begrep', '{"id": "x.share", "sti": "x/andel", "maaleenhet": "andel", "desimaler": 2, "tekstNb": "Andel", "tekstNn": "Del", "tekstEn": "Share"}'),
                 (7, 'innhold/begreper', 'begrep', '{"id": "x.count", "sti": "x/antall", "maaleenhet": "antall", "desimaler": 0, "tekstNb": "Antall", "tekstNn": "Tal", "tekstEn": "Number"}'),
                 (8, 'innhold/kodelister', 'kodeliste', '{"navn": "farge", "tekstNb": "farge", "tekstNn": "farge", "tekstEn": "colour"}'),
                 (9, 'innhold/kodelister/nivaa', 'kode', '{"kode": "institusjon", "tekstNb": "institusjon", "tekstNn": "institusjon", "tekstEn": "institution"}'),
                 (10, 'innhold/kodelister/nivaa', 'kode', '{"kode": "nasjon", "tekstNb": "nasjon", "tekstNn": "nasjon", "tekstEn": "nation"}'),
                 (11, 'innhold/kodelister/farge', 'kode', '{"kode": "roed", "tekstNb": "rød", "tekstNn": "raud", "tekstEn": "red"}'),
                 (12, 'innhold/x/andel', 'tall', '{"aar": 2023, "nivaa": "institusjon", "enhet": "a", "verdi": 0.50, "teller": 1, "nevner": 2, "status": "endelig", "regelverk": "r", "opphav": "publisert"}'),
                 (13, 'innhold/x/andel', 'tall', '{"aar": 2023, "nivaa": "nasjon", "enhet": "NO", "grunn": "ikkeLevert", "status": "endelig", "regelverk": "r", "rapporterteEnheter": 0, "forventedeEnheter": 2}'),
                 (14, 'innhold/x/antall', 'tall', '{"aar": 2022, "nivaa": "institusjon", "enhet": "a", "verdi": 7, "status": "foreloepig", "regelverk": "r"}'),
                 (15, 'vedlegg/x/antall', 'deltall', '{"aar": 2022, "nivaa": "institusjon", "enhet": "a", "inndeling": "farge", "farge": "roed", "verdi": 3, "status": "foreloepig", "regelverk": "r"}'),
                 (16, 'vedlegg/x/antall', 'deltall', '{"aar": 2022, "nivaa": "institusjon", "enhet": "a", "inndeling": "farge", "farge": "blaa", "verdi": 4, "status": "foreloepig", "regelverk": "r"}')) AS r(n, path, kind, content)
$$;
CREATE TEMP TABLE given AS SELECT * FROM json_stat(pg_temp.small(), NULL, 'en');
SELECT results_eq('SELECT table_id, indicator, divided_by FROM given', $$VALUES ('x', 'x', '{}'::text[]), ('x.farge', 'x', '{farge}')$$, 'a table for each division');
SELECT is(dataset -> 'id', '["begrep", "aar", "enhet"]'::jsonb, 'its dimensions') FROM given WHERE table_id = 'x';
SELECT is(dataset -> 'size', '[4, 2, 2]'::jsonb, 'and how many codes each has: share, its parts, count') FROM given WHERE table_id = 'x';
SELECT is(dataset #> '{dimension,begrep,category,index}', '["x.share", "x.share:teller", "x.share:nevner", "x.count"]'::jsonb, 'in the order of the report') FROM given WHERE table_id = 'x';
-- begrep 4 x aar (2022, 2023) x enhet (a, NO): the cell of share 2023 a is 0*4 + 1*2 + 0
SELECT is(dataset -> 'value', '{"2": 0.50, "6": 1, "10": 2, "12": 7}'::jsonb, 'each value in its cell') FROM given WHERE table_id = 'x';
SELECT is(dataset -> 'status', '{"2": "endelig", "3": "ikkeLevert", "6": "endelig", "10": "endelig", "12": "foreloepig"}'::jsonb, 'the status, or why there is no value') FROM given WHERE table_id = 'x';
SELECT is(dataset #> '{extension,ufullstendig}', '{"3": [0, 2]}'::jsonb, 'what a sum rests on') FROM given WHERE table_id = 'x';
SELECT is(dataset #> '{dimension,begrep,category,unit}', '{"x.share": {"label": "andel", "decimals": 2}, "x.count": {"label": "antall", "decimals": 0}}'::jsonb, 'units and decimals') FROM given WHERE table_id = 'x';
SELECT is(dataset #> '{dimension,farge}', '{"label": "colour", "category": {"index": ["roed", "blaa"], "label": {"roed": "red", "blaa": "blaa"}}}'::jsonb, 'codes with their labels; one that no list knows is itself') FROM given WHERE table_id = 'x.farge';
SELECT is(dataset -> 'note', '["IKKE FOR RAPPORTERING"]'::jsonb, 'a test says so') FROM given WHERE table_id = 'x';
SELECT is(dataset ->> 'label', 'A HF, 2023, x: colour', 'its title: sender, year, indicator, and by what it is divided') FROM given WHERE table_id = 'x.farge';
SELECT is((SELECT array_agg(t.dataset ->> 'label' || '; ' || (t.dataset #>> '{dimension,begrep,category,unit,doctorates.degrees,label}') ORDER BY l.lang)
           FROM unnest('{en,nb,nn}'::text[]) AS l(lang) CROSS JOIN LATERAL json_stat(
               (SELECT array_agg((r.path, r.kind, replace(replace(r.content::text, '"x.', '"doctorates.'), 'doctorates.count', 'doctorates.degrees')::jsonb)::report_record)
                || ARRAY[('innhold/kodelister/maaleenhet', 'kode', '{"kode": "antall", "tekstNb": "antall", "tekstNn": "tal", "tekstEn": "number"}')::report_record]
                FROM unnest(pg_temp.small()) AS r), NULL, l.lang) AS t WHERE t.table_id = 'doctorates'),
          '{"A HF, 2023, Doctoral degrees; number","A HF, 2023, Avlagte doktorgrader; antall","A HF, 2023, Avlagde doktorgradar; tal"}', 'title and unit in the language asked for');
SELECT is(array_agg(sdmx_code(c) ORDER BY c COLLATE "C"), '{$5FT,_TT,a$C3$A5}', 'a site''s code _T is not the total of SDMX') FROM unnest('{_T,_TT,aå}'::text[]) AS c;
SELECT is((SELECT count(*) FROM json_stat(pg_temp.small(), 'y', 'nb')), 0::bigint, 'no table of what is not there');

-- the description for a catalogue, of a source of a few rows
\ir include/tiny_source.sql
SET LOCAL research_indicators.source_schema = 't_source';
SELECT count(*) AS made FROM create_archive('t_exchange') \gset
SET LOCAL research_indicators.archive_schema = 't_exchange';
SELECT issue_report(2023, 'NO', edition => 'public') AS public, issue_report(2023, '983658725') AS whole \gset
SELECT throws_ok(format('SELECT report_json_stat(%L, lang => %L)', :'whole', 'sv'), 'RI013', NULL, 'an unknown language');
SELECT throws_ok(format('SELECT report_dcat(%L, %L)', :'whole', 'https://x.no/a'), 'RI123', NULL, 'the ministry''s edition is nobody''s outside');
SELECT throws_ok(format('SELECT report_dcat(%L, %L)', :'public', 'here'), 'RI123', NULL, 'files lie at a web address');
SELECT throws_ok(format('SELECT report_dcat(%L, %L)', :'public', 'https://x.no/a'), 'RI123', 'report ' || :'public' || ' has no contact that a catalogue can show', 'a contact is asked for');
INSERT INTO t_exchange.setting (name, value) VALUES ('contact', 'https://x.no/om');
SELECT throws_ok(format('SELECT report_dcat(%L, %L)', :'public', 'https://x.no/a'), 'RI123', 'report ' || :'public' || ' has no publisher', 'so is a publisher of the nation''s figures');
INSERT INTO t_exchange.setting (name, value) VALUES ('publisher', 'Direktoratet');
SELECT is((SELECT d #>> '{dcat:dataset,dct:publisher,foaf:name}' || ' ' || (d #>> '{dcat:dataset,dcat:contactPoint,vcard:hasURL,@id}') || ' ' || json_array_length(d #> '{dcat:dataset,dcat:distribution}')
           FROM report_dcat(:'public', 'https://x.no/a') AS d), 'Direktoratet https://x.no/om 6', 'who publishes, how to reach them, and in how many forms');

-- what a site writes into its settings, with controls, direction marks and blanks only
UPDATE t_exchange.setting SET value = E'A\x01\u202E\tB' WHERE name = 'publisher';
INSERT INTO t_exchange.setting (name, value) VALUES ('licence', E'\x01'), ('contact 983658725', E' \n');
SELECT is_empty(format('SELECT * FROM validate_report(report_xml(%1$L::uuid)) UNION ALL SELECT * FROM validate_report(report_annex_xml(%1$L::uuid))', id), 'an issued report is valid whatever the settings hold')
FROM unnest(ARRAY[:'public', :'whole']) AS id;

SELECT finish();
ROLLBACK;
