-- Delimited files into source relations: what is taken, what goes to the
-- quarantine and comes out of it, what the log says.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(56);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT create_source_tables('import_test') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset

-- result_of: loaded, unchanged, updated, quarantined of a file
CREATE FUNCTION pg_temp.result_of(relation text, document text, options jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', r.loaded, r.unchanged, r.updated, r.quarantined)
    FROM research_indicators.load_csv(relation, convert_to(document, 'UTF8'), 'test.csv', options) AS r
$$;

-- Keyed rows -----------------------------------------------------------------

SELECT is(pg_temp.result_of('publication', E'publication_id;year;form;title;Forfatter\np1;2023;article;"Én; tittel";Ola Nordmann\np2;2023;review;;\n'),
          '2 0 0 0', 'two publications');
SELECT is(p.publication_id || p.year || p.form || p.title, 'p12023articleÉn; tittel', 'read as written') FROM import_test.publication AS p WHERE p.publication_id = 'p1';
SELECT is(pg_temp.result_of('publication', E'publication_id;year;form;title\np1;2023;article;"Én; tittel"\np2;2023;review;\n'), '0 2 0 0', 'again: nothing changes');
SELECT is(pg_temp.result_of('publication', E'publication_id;year\np1;2024\np3;2024\n'), '1 0 1 0', 'one newer, one new');
SELECT is(p.form, 'article', 'a column that the file does not have keeps its value') FROM import_test.publication AS p WHERE p.publication_id = 'p1';
SELECT is(pg_temp.result_of('publication', E'publication_id,year\np4,2024\np4,2024\np4,2023\n'), '1 1 0 1', 'a key twice: equal rows are one, another one is refused');
SELECT is(pg_temp.result_of('publication', E'publication_id\n'), '0 0 0 0', 'a header alone is no row');
SELECT is(pg_temp.result_of('institution', E'institution_id,kind\nous,hf\n'), '1 0 0 0', 'a key column that the file lacks has its default');
SELECT is(i.valid_from, date '-infinity', 'and that is the beginning of time') FROM import_test.institution AS i;
SELECT is(pg_temp.result_of('institution', E'institution_id,kind,valid_from\nahus,hf,2011-01-01\nsus,hf,i fjor\n'), '1 0 0 1', 'a bad day is not taken for the default');

-- What is wrong --------------------------------------------------------------

SELECT is(pg_temp.result_of('publication', E'publication_id;year;form;title\n;2023;article;t\nb2;tjuetre;article;t\nb3;2023;avis;t\n'
                                           || E'b4;2023;article;ring Kari på tlf 22 33 44 55\nb5;2023\nb6;2023;"art"icle;t\nb7;99999999999;article;t\nb8;2023;article;ola@example.org\n'),
          '0 0 0 8', 'eight rows, each with a fault of its own');
SELECT results_eq($$SELECT q.place::text COLLATE "default", q.code::text COLLATE "default" FROM import_archive.quarantine AS q JOIN import_archive.import_log AS l USING (import_id)
                    WHERE l.rows_quarantined = 8 ORDER BY q.ordinal$$,
                  $$VALUES ('line 2', 'missing_value'), ('line 3', 'not_an_integer'), ('line 4', 'unknown_code'), ('line 5', 'personal_data'),
                           ('line 6', 'field_count'), ('line 7', 'text_after_quote'), ('line 8', 'not_an_integer'), ('line 9', 'personal_data')$$,
                  'each with its place and code');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.row_data ~ 'Kari|example|Ola'), 0::bigint, 'personal data is not kept, nor are columns of others');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.reason !~ ':|fields|quote'), 0::bigint, 'every reason says which column, or what the row looks like');
SELECT is(q.row_data::jsonb, '{"publication_id": "b2", "year": "tjuetre", "form": "article", "title": "t"}', 'the row is kept as it came')
FROM import_archive.quarantine AS q WHERE q.row_data ~ 'b2';
SELECT is((SELECT count(*) FROM import_test.publication AS p WHERE p.publication_id ~ '^b'), 0::bigint, 'none of them got in');

-- Contributions: one publication at a time -------------------------------------

SELECT is(pg_temp.result_of('contribution', E'publication_id,person_id,role,institution_id,verified\np1,100,creator,ous,ja\np1,101,creator,,nei\np2,100,creator,ous,\n'),
          '3 0 0 0', 'three contributions');
SELECT is(pg_temp.result_of('contribution', E'publication_id,person_id,role,institution_id,verified\np1,101,creator,,nei\np1,100,creator,ous,ja\n'), '0 2 0 0', 'in another order: the same');
SELECT is(pg_temp.result_of('contribution', E'publication_id,person_id,role,institution_id,verified\np1,100,creator,ous,ja\np1,100,creator,ous,ja\n'),
          '0 0 2 0', 'one author gone: replaced together, equal rows are one');
SELECT is((SELECT count(*) FROM import_test.contribution AS c WHERE c.publication_id = 'p1'), 1::bigint, 'p1 has one');
SELECT is((SELECT count(*) FROM import_test.contribution AS c WHERE c.publication_id = 'p2'), 1::bigint, 'p2 was not in the file and keeps its own');
SELECT is(pg_temp.result_of('contribution', E'publication_id,person_id,role,institution_id,verified\np3,1,creator,ous,ja\np3,2,creator,ous,kanskje\np4,1,creator,ous,ja\np9,1,creator,ous,ja\n'),
          '1 0 0 3', 'half the authors of a publication are not taken, those of another one are');
SELECT results_eq($$SELECT q.code::text COLLATE "default" FROM import_archive.quarantine AS q WHERE q.relation = 'contribution' ORDER BY q.ordinal$$,
                  $$VALUES ('group_incomplete'), ('not_a_truth_value'), ('unknown_reference')$$, 'and each row says why');

-- Persons ----------------------------------------------------------------------

SELECT is((SELECT count(*) FROM import_test.contribution AS c WHERE c.person_id !~ '^p[0-9a-f]{32}$'), 0::bigint, 'persons are pseudonyms');
SELECT is((SELECT count(DISTINCT c.person_id) FROM import_test.contribution AS c WHERE c.publication_id IN ('p1', 'p2')), 1::bigint, 'the same person has the same one');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.relation = 'contribution' AND q.row_data::jsonb ->> 'person_id' !~ '^p[0-9a-f]{32}$'), 0::bigint,
          'in the quarantine too');
SELECT set_import_key(decode(repeat('0b', 20) || repeat('00', 12), 'hex')) AS ignored \gset
SELECT is(person_pseudonym('Hi There'), 'pb0344c61d8db38535ca8afceaf0bf12b', 'HMAC-SHA-256 of RFC 4231, test case 1');
SELECT is(person_pseudonym('https://api.nva.unit.no/cristin/person/Hi There'), person_pseudonym('Hi There'), 'the address of a person is that person');
SELECT is(person_pseudonym(person_pseudonym('1')), person_pseudonym('1'), 'a pseudonym is its own');
SELECT pg_temp.refuses($$SELECT research_indicators.set_import_key('\x00')$$, 'RI101', '1 bytes', 'RI101: a short key');

-- Out of the quarantine ----------------------------------------------------------

INSERT INTO import_test.publication (publication_id) VALUES ('p9');
SELECT l.import_id AS batch FROM import_archive.import_log AS l WHERE l.relation = 'contribution' AND l.rows_quarantined = 3 \gset
SELECT is(concat_ws(' ', r.rows_read, r.loaded, r.unchanged, r.updated, r.quarantined), '3 1 0 0 2', 'what was missing has come: one row is taken')
FROM retry_quarantine(:'batch') AS r;
SELECT is((SELECT count(*) FROM import_test.contribution AS c WHERE c.publication_id = 'p9'), 1::bigint, 'it is there');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.import_id = :'batch' AND q.taken_by IS NULL), 2::bigint, 'the others wait on, once');
SELECT is(l.retry_of, :'batch'::uuid, 'the log says what was tried again') FROM import_archive.import_log AS l
JOIN import_archive.quarantine AS q ON q.taken_by = l.import_id;
SELECT is(concat_ws(' ', r.rows_read, r.quarantined), '2 2', 'once more: those two') FROM retry_quarantine(:'batch') AS r;
SELECT pg_temp.refuses($$SELECT research_indicators.retry_quarantine('00000000-0000-0000-0000-000000000000')$$, 'RI105', '00000000', 'RI105: an unknown batch');
SELECT is(expire_quarantine(), 0::bigint, 'without a setting nothing expires');
INSERT INTO import_archive.setting (name, value) VALUES ('quarantine_days', '0');
SELECT is(expire_quarantine(), (SELECT sum(l.rows_quarantined) FILTER (WHERE l.retry_of IS NULL) FROM import_archive.import_log AS l)::bigint, 'with one all that is old does');
SELECT is((SELECT sum(l.rows_expired) FROM import_archive.import_log AS l), (SELECT sum(l.rows_quarantined) FROM import_archive.import_log AS l WHERE l.retry_of IS NULL),
          'and the log counts it');

-- The log ------------------------------------------------------------------------

SELECT is(l.file_sha256, encode(sha256(convert_to(E'publication_id;year\np1;2024\np3;2024\n', 'UTF8')), 'hex'), 'the log knows the file')
FROM import_archive.import_log AS l WHERE l.relation = 'publication' AND l.rows_loaded = 1 AND l.rows_updated = 1;
SELECT is((SELECT count(*) FROM import_archive.import_log AS l WHERE l.rows_read <> l.rows_loaded + l.rows_unchanged + l.rows_updated + l.rows_quarantined), 0::bigint,
          'no row is lost');

-- Options --------------------------------------------------------------------------

INSERT INTO import_test.project (project_id) VALUES ('x');
SELECT is(concat_ws(' ', r.loaded, r.quarantined), '2 1', 'other names, codes, decimal sign and encoding')
FROM load_csv('project_funding', convert_to(E'prosjekt;år;kilde;beløp\nx;2023;Helse Sør;"1 234 567,50"\nx;2024;nfr;−5\nx;2025;nfr;1.5\n', 'UTF8'), 'f.csv',
              '{"decimal": ",", "columns": {"project_id": "prosjekt", "year": "ÅR", "amount_nok": "beløp", "funder": "kilde"}, "codes": {"funder": {"Helse Sør": "rhf"}}}') AS r;
SELECT is((SELECT sum(f.amount_nok) FROM import_test.project_funding AS f), 1234562.50, 'the sum of the two');
SELECT is(concat_ws(' ', r.loaded, r.quarantined), '1 1', 'two formats of days, Windows-1252, a constant')
FROM load_csv('innovation', convert_to(E'innovation_id\tregistered_on\ttitle\ni1\t1.2.2024\tblå\ni2\t31.02.2024\t\n', 'WIN1252'), 'i.csv',
              '{"encoding": "Windows-1252", "date_formats": ["DD.MM.YYYY", "D.M.YYYY"], "constants": {"institution_id": "ous"}}') AS r;
SELECT is(concat_ws(' ', i.institution_id, i.registered_on, i.title), 'ous 2024-02-01 blå', 'read') FROM import_test.innovation AS i;
SELECT is(pg_temp.result_of('innovation', E'innovation_id,adopted_from\ni7,i8\ni8,i1\ni9,i99\n'), '2 0 0 1', 'rows may name each other, in any order');

-- Refused whole ----------------------------------------------------------------------

SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('publication', convert_to(E'publication_id,title\np10,"ab', 'UTF8'))$$, 'RI103', 'line 2', 'RI103: a file that ends within quotes');
SELECT is((SELECT count(*) FROM import_test.publication AS p WHERE p.publication_id = 'p10'), 0::bigint, 'nothing of it is loaded');
SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('publication', convert_to(E'id,year\n', 'UTF8'))$$, 'RI102', 'publication_id', 'RI102: the key is missing');
SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('publication', convert_to(E'publication_id,year,Year\n', 'UTF8'))$$, 'RI102', 'twice', 'RI102: a column twice');
SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('paper', '')$$, 'RI101', 'paper', 'RI101: no such relation');
SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('publication', '', options => '{"delimeter": ";"}')$$, 'RI101', 'delimeter', 'RI101: no such option');
SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('publication', '', options => '{"columns": {"yer": "år"}}')$$, 'RI101', 'yer', 'RI101: no such column');
SELECT pg_temp.refuses($$SELECT research_indicators.load_csv('publication', 'publication_id', schema => 'nowhere')$$, 'RI020', 'nowhere', 'RI020: no such schema');

-- A look before ------------------------------------------------------------------------

SELECT results_eq($$SELECT i.line, i.content ->> 'publication_id', i.code::text COLLATE "default" FROM import_csv('publication', E'publication_id;year\nz1;2023\nz2;x\nz3\n') AS i$$,
                  $$VALUES (2::bigint, 'z1', NULL), (3, 'z2', 'not_an_integer'), (4, 'z3', 'field_count')$$, 'import_csv shows what load_csv would read');
SELECT is((SELECT count(*) FROM import_test.publication AS p WHERE p.publication_id ~ '^z'), 0::bigint, 'and writes nothing');
SELECT * FROM finish();
ROLLBACK;
