-- Hostile and odd values: what a report, its archive and its findings make of them.
-- Every column of the contract: tests/run/hostile.sql.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(50);
\set identity '13097248022'

-- Texts as reports show them -----------------------------------------------------

SELECT is(report_text(v.value), v.wanted, 'shown: ' || v.name)
FROM (VALUES
    (1, 'a plain text', 'Åse  og Ola', 'Åse  og Ola'), (2, 'nothing', '', NULL), (3, 'blanks', E' \t\n', NULL),
    (4, 'controls', E' a\x01\x1b[2J\tb ', 'a[2J b'), (5, 'an override', U&'abc\202Egpj.exe', 'abcgpj.exe'), (6, 'only controls', E'\x01\x02', NULL),
    (7, 'an identity number', :'identity', '[***]'), (8, 'one among words', 'Ola 130972-48022', '[***]'), (9, 'eleven digits that are none', '13097248023', '13097248023'),
    (10, 'an e-mail address', 'post@sykehus.no', '[***]'), (11, 'a DOI', '10.1056/nejmoa2034577', '10.1056/nejmoa2034577'),
    (12, 'eight thousand bytes', repeat('x', 8000), repeat('x', 8000)), (13, 'one more', repeat('x', 8001), repeat('x', 8000) || '…'),
    (14, 'whole characters', 'x' || repeat('å', 5000), 'x' || repeat('å', 3999) || '…')) AS v(n, name, value, wanted)
ORDER BY v.n;
SELECT is(length(report_text(repeat('x', 200000000))), 8001, 'of a text of 200 MB only the beginning is read');
SELECT is(dimension_code(v.value), v.wanted, 'code: ' || v.name)
FROM (VALUES (1, 'signs of the list', 'a%b;c=d', 'a%25b%3Bc%3Dd'), (2, 'nothing', ' ', NULL), (3, 'an identity number', :'identity', '[***]'),
             (4, 'a long one', repeat('x', 500), repeat('x', 400) || '…')) AS v(n, name, value, wanted) ORDER BY v.n;
SELECT is(masked(v.value), v.wanted, 'masked: ' || v.name)
FROM (VALUES (1, 'a plain text', E'a\tb', E'a\tb'), (2, 'an identity number', 'x=' || :'identity', '[***]'),
             (3, 'a long one', repeat('x', 9000), repeat('x', 8000) || '…')) AS v(n, name, value, wanted) ORDER BY v.n;
SELECT is(masked(jsonb_build_object('a', 1, 'b', jsonb_build_array('x', :'identity', NULL, jsonb_build_object('c', 'post@sykehus.no')))),
          '{"a": 1, "b": ["x", "[***]", null, {"c": "[***]"}]}'::jsonb, 'masked: every text of a value');
SELECT is(masked(to_jsonb(:'identity'::text)), '"[***]"'::jsonb, 'masked: a value that is a text');
SELECT is(masked(to_jsonb(13097248022::bigint)), '13097248022'::jsonb, 'a number is an amount, and stands');

-- Ids that name no institution ------------------------------------------------------

SELECT create_archive('research_archive') \g /dev/null
\ir include/tiny_source.sql
SET LOCAL research_indicators.source_schema = 't_source';
DROP TABLE t_source.delivery_statement;
-- a view has no constraint
ALTER TABLE t_source.institution DROP CONSTRAINT institution_pkey CASCADE;
CREATE TEMP TABLE id_before AS SELECT * FROM institutions_at(2023);
INSERT INTO t_source.institution (institution_id, name, kind, rhf_id, country, reporting)
SELECT i, 'Odd', 'hf', 'vest', 'NO', true FROM unnest(ARRAY['', ' ', 'NO', :'identity', E'a\x01', ' bergen', U&'\202Ex', repeat('x', 9000)]) AS i;
SELECT results_eq('SELECT * FROM institutions_at(2023)', 'SELECT * FROM id_before', 'no id that a report cannot show is an institution');
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'institution_id_unusable' AND severity = 'error'), 8::bigint, 'each is an error among the findings');
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'institution_unknown'), 0::bigint, 'of which nobody else hears');
DELETE FROM t_source.institution WHERE name = 'Odd';

INSERT INTO t_source.institution (institution_id, name, kind, parent_id, reporting)
SELECT 'u' || n, 'Unit', 'unit', CASE n WHEN 1 THEN 'bergen' ELSE 'u' || n - 1 END, false FROM generate_series(1, 101) AS n;
SELECT is((SELECT i.top_id FROM institutions_at(2023) AS i WHERE i.institution_id = 'u99'), 'bergen', 'a hundred above each other');
SELECT results_eq($$SELECT institution_id, top_id, problem FROM institutions_at(2023) WHERE problem IS NOT NULL ORDER BY 1$$,
                  $$VALUES ('u100', 'u100', 'institution_too_deep'), ('u101', 'u101', 'institution_too_deep')$$, 'more are of nobody');
SELECT set_eq($$SELECT key FROM check_sources(2023) WHERE code = 'institution_too_deep'$$, '{u100,u101}'::text[], 'and findings');
DELETE FROM t_source.institution WHERE kind = 'unit';

-- Numbers, days, texts: findings, and a report that is valid -----------------------------

INSERT INTO t_source.reporting_year VALUES (2023, '5874897-12-31');
INSERT INTO t_source.external_funding (award_id, institution_id, year, funder, amount_nok) VALUES ('a', 'bergen', 2023, 'EU', '1e1600');
INSERT INTO t_source.project (project_id, title, institution_id, kind) VALUES ('p', U&'abc\202Egpj', 'bergen', 'phd');
INSERT INTO t_source.project_funding VALUES ('p', 2023, 'rhf', -99999999999);
INSERT INTO t_source.project_hrcs VALUES ('p', 'health_category', 'HC18', 100), ('p', 'research_activity', '2.1', 100);
INSERT INTO t_source.external_series VALUES ('s', 2023, 'NO', -5, 'x');
SELECT set_has($$SELECT severity, code, relation, key FROM check_sources(2023)$$,
    $$VALUES ('error', 'date_outside', 'reporting_year', 'closed_on'), ('error', 'number_outside', 'external_funding', 'amount_nok'),
             ('warning', 'text_odd', 'project', 'title'), ('error', 'external_value_missing', 'external_series', 's')$$, 'each is found');
SELECT is((SELECT message FROM check_sources(2023) WHERE code = 'number_outside'),
          '1 rows of "external_funding" have a amount_nok of a thousand billions or more; the longest has 1601 digits before the decimal point', 'with its length');
SELECT is_empty($$SELECT * FROM validate_report(report_xml(2023, 'NO', 'illustrative'))$$, 'and the report is one');

-- Personal data in codes and ids: named by no finding, kept by no archive ------------------

ALTER TABLE t_source.publication DROP CONSTRAINT publication_form_check;
ALTER TABLE t_source.external_funding DROP CONSTRAINT external_funding_funder_check;
UPDATE t_source.publication SET form = :'identity' WHERE publication_id = 'p2';
INSERT INTO t_source.publication (publication_id, year, form, journal_id, status) VALUES (:'identity', 2023, 'article', 'j1', 'published'), ('130972 48022', 2023, 'article', 'j1', 'published');
INSERT INTO t_source.contribution (publication_id, person_id, role, institution_id, verified) VALUES (:'identity', '1', 'creator', 'bergen', true), ('130972 48022', '1', 'creator', 'bergen', true),
    ('p1', :'identity', 'creator', :'identity', true);
INSERT INTO t_source.external_funding (award_id, institution_id, year, funder, amount_nok, basis) VALUES (:'identity', 'bergen', 2023, :'identity', 1, 'awarded');
INSERT INTO t_source.doctoral_degree VALUES (:'identity', 'bergen', '2023-02-02', 1), (:'identity', 'nowhere', '2023-02-02', 1);
UPDATE t_source.external_series SET series = :'identity';
INSERT INTO t_source.study_site (study_id, institution_id, role) SELECT s.study_id, 'bergen', 'coordinator' FROM t_source.clinical_study AS s WHERE false;
CREATE FUNCTION pg_temp.repeats(said text) RETURNS boolean LANGUAGE sql AS $$SELECT strpos(said, '13097248022') > 0 OR strpos(said, '130972 48022') > 0$$;
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'personal_identity_number'), 8::bigint,
          'eight are told: ids of publications (twice), person, institution, award, degree (of a trust and of nobody), series');
SELECT is_empty($$SELECT f.* FROM check_sources(2023) AS f WHERE pg_temp.repeats(f::text)$$, 'no finding repeats a number');
SELECT is_empty($$SELECT f.* FROM check_contract('t_source') AS f WHERE pg_temp.repeats(f::text)$$, 'nor does one about the contract');
SELECT isnt_empty($$SELECT FROM check_sources(2023) WHERE code = 'unknown_code' AND key = '[***]' AND relation = 'publication'$$, 'which says that there is one');
SELECT ok(NOT pg_temp.repeats(report_xml(2023, 'NO', 'illustrative', e)::text), 'nor does a report: ' || e) FROM unnest('{ministry,public}'::text[]) AS e;
SELECT issue_report(2023, '983974724', 'illustrative') AS issued \gset
SELECT is_empty($$
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'research_archive'::regnamespace AND c.relkind = 'r'
      AND pg_temp.repeats(query_to_xml(format('SELECT t::text FROM research_archive.%I AS t', c.relname), true, true, '')::text)$$, 'nor does the archive');
SELECT is((SELECT array_agg(publication_id ORDER BY publication_id COLLATE "C") FROM research_archive.report_publication WHERE report_id = :'issued' AND publication_id LIKE '[%'),
          '{[***] 1,[***] 2}', 'which keeps the rows apart');

-- Remarks that every face has to show ---------------------------------------------------

SELECT throws_ok(format('SELECT report_comment(%L, ''innhold'', repeat(''x'', 17000000))', :'issued'), 'RI053', NULL, 'a comment of 17 MB is refused, since nobody could take it away');
SELECT throws_ok(format('SELECT report_comment(%L, ''innhold'', E''\x01\x02'')', :'issued'), 'RI046', NULL, 'so is one of controls only');
SELECT lives_ok(format('SELECT report_comment(%L, ''innhold'', repeat(''ø'', 10000))', :'issued'), '10000 characters are not');
SELECT is_empty(format('SELECT * FROM validate_report(report_xml(%L::uuid))', :'issued'), 'and shown');

-- Documents of another shape, and cancels ------------------------------------------------

CREATE FUNCTION pg_temp.fates(document text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text[];
    call text;
BEGIN
    FOREACH call IN ARRAY '{canonical_body($1),"report_page($1, ''nb'')","(SELECT array_agg(v.code) FROM research_indicators.validate_report($1) AS v)"}'::text[] LOOP
        BEGIN
            EXECUTE 'SELECT left((' || call || ')::text, 40)' INTO call USING document::xml;
            answer := answer || call;
        EXCEPTION WHEN OTHERS OR query_canceled THEN
            answer := answer || SQLSTATE::text;
        END;
    END LOOP;
    RETURN array_to_string(answer, ' ');
END
$$;
SELECT is(pg_temp.fates(v.document), 'RI049 RI049 {not_a_document}', v.name)
FROM (VALUES (1, 'a value of a megabyte', '<innhold a="' || repeat('9', 1000000) || '"/>'), (2, 'a thousand attributes', (SELECT '<innhold ' || string_agg(format('a%s=""', n), ' ') || '/>' FROM generate_series(1, 1000) AS n)),
             (3, 'a hundred elements within each other', '<innhold>' || repeat('<a>', 100) || repeat('</a>', 100) || '</innhold>'),
             (4, 'more than a million elements', '<innhold>' || repeat('<a/>', 1048576) || '</innhold>')) AS v(n, name, document) ORDER BY v.n;
SELECT * FROM finish();
ROLLBACK;
