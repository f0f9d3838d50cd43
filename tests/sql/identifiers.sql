-- Findings about identifiers and personal data: what is planted is found, with
-- its code and key; what only resembles it is not; no row is lost by it.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(46);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;

-- Made identity numbers: the month has 80 added, so no person has them.  The
-- last two digits follow from the first nine, in plain SQL.
CREATE FUNCTION pg_temp.identity_number(nine text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    WITH first AS (
        SELECT nine || ((11 - sum(substr(nine, place::int, 1)::int * weight) % 11) % 11)::text AS ten
        FROM unnest('{3,7,6,1,8,9,4,5,2}'::int[]) WITH ORDINALITY AS w(weight, place)
    )
    SELECT f.ten || (SELECT ((11 - sum(substr(f.ten, place::int, 1)::int * weight) % 11) % 11)::text
                     FROM unnest('{5,4,3,2,7,6,5,4,3,2}'::int[]) WITH ORDINALITY AS w(weight, place))
    FROM first AS f
$$;
-- Nine digits for which both check digits exist have eleven in the end.
CREATE TEMPORARY TABLE made AS
SELECT n, pg_temp.identity_number(nine) AS number
FROM (SELECT n, lpad((1 + n % 28)::text, 2, '0') || (81 + n % 12)::text || lpad((n * 7 % 100)::text, 2, '0') || lpad((n * 13 % 1000)::text, 3, '0') AS nine
      FROM generate_series(1, 1000) AS n) AS c;
SELECT cmp_ok(count(*) FILTER (WHERE length(number) = 11), '>', 500::bigint, 'numbers to try') FROM made;
SELECT is(count(*), 0::bigint, 'every number with two right check digits is recognised')
FROM made WHERE length(number) = 11 AND personal_data(number) <> '{identity_number}';
SELECT is(count(*), 0::bigint, 'so is its D-number, whose day has 40 added')
FROM (SELECT pg_temp.identity_number((substr(number, 1, 2)::int + 40)::text || substr(number, 3, 7)) AS number FROM made) AS d
WHERE length(number) = 11 AND personal_data(number) <> '{identity_number}';
SELECT is(count(*), 0::bigint, 'none with another digit anywhere is')
FROM made CROSS JOIN generate_series(1, 11) AS place
CROSS JOIN LATERAL (SELECT overlay(number placing ((substr(number, place, 1)::int + 1) % 10)::text FROM place) AS number) AS w
WHERE length(w.number) = 11 AND 'identity_number' = ANY (personal_data(w.number));
SELECT is(count(*), 0::bigint, 'nor any eleven digits without a day')
FROM generate_series(1, 3000) AS n CROSS JOIN LATERAL (SELECT pg_temp.identity_number(lpad((32 + n % 9)::text, 2, '0') || '01' || lpad(n::text, 5, '0')) AS number) AS w
WHERE 'identity_number' = ANY (personal_data(w.number));

SELECT is(personal_data(value, words), wanted::text[], format('personal_data(%L, %L)', value, words))
FROM (VALUES
    (1, 'write to someone@example.org.', false, '{email}'), (2, 'p@0.05', false, '{}'), (3, '@', false, '{}'),
    (4, '+47 22 33 44 55', false, '{telephone}'), (5, 'tlf. 22334455', false, '{telephone}'), (6, '912 34 567', false, '{telephone}'),
    (7, '22334455', false, '{}'), (8, '22334455', true, '{telephone}'), (9, '20230501', true, '{}'),
    (10, '991 324 968', true, '{}'), (11, 'NCT01446328', true, '{}'), (12, '2022-500014-26-00', true, '{}'),
    (13, 'someone@example.org +4722334455', false, '{email,telephone}'), (14, '', true, '{}'), (15, NULL, true, NULL))
    AS c(n, value, words, wanted)
ORDER BY n;
SELECT is(has_personal_data('22334455'), false, 'has_personal_data is the same, as a boolean');
SELECT is(has_personal_data('22334455', true), true, 'with the same choice');
SELECT is(count(*), 0::bigint, 'no column that any text may stand in is left out, and no other is searched')
FROM personal_data_columns() AS p
FULL JOIN (SELECT relation, column_name FROM source_column WHERE data_type = 'text' AND codes IS NULL) AS c USING (relation, column_name)
WHERE p.relation IS NULL OR c.relation IS NULL OR p.free_text IS NULL;
SELECT set_eq($$SELECT relation || '.' || column_name FROM personal_data_columns() WHERE column_name IN ('title', 'name', 'programme', 'doi', 'person_id', 'identifier') AND free_text$$,
              $$VALUES ('institution.name'), ('publication.title'), ('project.title'), ('project.programme'), ('clinical_study.title'), ('innovation.title')$$,
              'titles, names and programmes hold words, the others identifiers');
SELECT is_empty($$SELECT * FROM set_config('research_indicators.source_schema', 'esystems', true), check_personal_data(2023)$$,
                'the sample data, with 328 real studies, holds none');

-- A small source in which everything is right.
SELECT count(*) AS made FROM create_source_tables('planted') \gset
SET LOCAL research_indicators.source_schema = 'planted';
INSERT INTO planted.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('r', 'Region', 'rhf', 'r', 'NO', true), ('h', 'Trust', 'hf', 'r', 'NO', true);
INSERT INTO planted.publication (publication_id, year, form, journal_id, status, doi) VALUES
    ('p1', 2023, 'article', 'j', 'published', '10.5555/one'), ('p2', 2023, 'article', 'j', 'published', 'https://doi.org/10.5555/TWO'),
    ('p3', 2022, 'article', 'j', 'published', 'none');
INSERT INTO planted.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO planted.contribution VALUES ('p1', 'a', 'creator', 'h', 'NO', true), ('p2', 'a', 'creator', 'h', 'NO', true);
INSERT INTO planted.clinical_study (study_id, title, starts_on, completed_on, completion_is_actual, status) VALUES
    ('s1', 'One', '2018-01-01', '2020-03-15', true, 'completed'), ('s2', 'Two', '2018-01-01', '2020-03-15', true, 'completed');
INSERT INTO planted.study_site (study_id, institution_id, role) VALUES ('s1', 'h', 'coordinator'), ('s2', 'h', 'coordinator');
INSERT INTO planted.study_identifier VALUES ('s1', 'NCT01446328'), ('s1', 'EudraCT 2010–022307–22'), ('s2', '2022-500014-26-00'), ('s2', 'ISRCTN54540667');
INSERT INTO planted.study_result (study_id, kind, type, published_on, doi, source) VALUES ('s1', 'publication', 'journal', '2021-06-01', '10.5555/one', 'pubmed');
INSERT INTO planted.project (project_id, title, institution_id, programme) VALUES ('j1', 'A project', 'h', 'A programme');
CREATE FUNCTION pg_temp.rooms() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT concat_ws(' ', f.severity, f.code, f.relation, coalesce(f.key, '-')) FROM research_indicators.check_sources(2023) AS f
    WHERE f.code ~ '^(trial_id|doi_malformed|personal)'
$$;
SELECT is_empty('SELECT pg_temp.rooms()', 'what is right, however written, is no finding');
CREATE TEMPORARY TABLE clean AS SELECT f.* FROM indicator_facts(2023) AS f;
CREATE TEMPORARY TABLE clean_status AS SELECT s::text AS row FROM study_publication_status('2023-12-31', 'nordic') AS s;

-- Identifiers
INSERT INTO planted.study_identifier VALUES ('s1', 'NCT0144632'), ('s1', 'REK 2019/1234'), ('s2', '2010-22307-22'), ('s2', 'local-7');
UPDATE planted.study_result SET doi = 'PMID 33069317';
UPDATE planted.publication SET doi = '10.5555' WHERE publication_id = 'p2';
SELECT results_eq('SELECT pg_temp.rooms() ORDER BY 1',
    $$VALUES ('notice trial_id_unknown study_identifier -'), ('warning doi_malformed publication p2'),
             ('warning doi_malformed study_result s1'), ('warning trial_id_malformed study_identifier s1'),
             ('warning trial_id_malformed study_identifier s2')$$,
    'what looks like a registry''s number is told from what is of none');
SELECT is(count(*), 1::bigint, 'unknown ones are counted in one notice') FROM check_sources(2023) AS f WHERE f.code = 'trial_id_unknown' AND f.message LIKE '2 identifiers%' AND f.hint <> '';
SELECT is(count(*), 2::bigint, 'malformed ones are named, with their registry') FROM check_sources(2023) AS f
WHERE f.code = 'trial_id_malformed' AND (f.message LIKE '%"NCT0144632"%(ctgov)%' OR f.message LIKE '%"2010-22307-22"%(eudract)%');
SELECT is((SELECT f.key FROM check_identifiers(2022) AS f WHERE f.relation = 'publication'), 'p3', 'publications are those of the year');
SELECT is_empty('(TABLE clean EXCEPT SELECT f.* FROM indicator_facts(2023) AS f) UNION ALL (SELECT f.* FROM indicator_facts(2023) AS f EXCEPT TABLE clean)',
                'every row counts as before');
SELECT set_eq($$SELECT s::text FROM study_publication_status('2023-12-31', 'nordic') AS s$$, 'TABLE clean_status', 'in the publication status too');
DELETE FROM planted.study_identifier WHERE identifier IN ('NCT0144632', 'REK 2019/1234', '2010-22307-22', 'local-7');
UPDATE planted.study_result SET doi = '10.5555/one';
UPDATE planted.publication SET doi = '10.5555/one' WHERE publication_id = 'p2';
SELECT is_empty('SELECT pg_temp.rooms()', 'taken back, nothing is left');

-- Personal data, planted into every column that any text may stand in.
CREATE FUNCTION pg_temp.planted_kinds(value text) RETURNS TABLE (target text, codes text[]) LANGUAGE plpgsql AS $$
DECLARE
    item record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR item IN SELECT * FROM research_indicators_internal.personal_data_columns() LOOP
        EXECUTE format('CREATE TABLE planted.kept AS TABLE planted.%I; DELETE FROM planted.%1$I', item.relation);
        EXECUTE (SELECT format('INSERT INTO planted.%I (%s) SELECT %s', item.relation, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal),
                               string_agg(CASE WHEN c.column_name = item.column_name THEN quote_literal(value)
                                               WHEN c.codes IS NOT NULL THEN quote_literal(c.codes[1])
                                               WHEN c.data_type IN ('integer', 'numeric') THEN '2023'
                                               WHEN c.data_type = 'boolean' THEN 'false'
                                               WHEN c.data_type = 'text' THEN '''x'''
                                               ELSE '''2023-01-01''' END, ', ' ORDER BY c.ordinal))
                 FROM research_indicators.source_column AS c WHERE c.relation = item.relation);
        target := item.relation || '.' || item.column_name;
        SELECT array_agg(f.code ORDER BY f.code) INTO codes
        FROM research_indicators.check_personal_data(2023) AS f
        WHERE f.relation = item.relation AND strpos(f.message, '"' || item.column_name || '"') > 0 AND f.hint <> ''
          AND strpos(concat_ws(' ', f.key, f.message, f.hint), value) = 0;
        RETURN NEXT;
        EXECUTE format('DELETE FROM planted.%I; INSERT INTO planted.%1$I TABLE planted.kept; DROP TABLE planted.kept', item.relation);
    END LOOP;
    SET LOCAL session_replication_role = origin;
END
$$;
SELECT number FROM made WHERE length(number) = 11 ORDER BY n LIMIT 1 \gset
SELECT is(array_agg(p.target) FILTER (WHERE p.codes IS DISTINCT FROM '{personal_identity_number}'), NULL,
          'an identity number is found in every column, and not repeated') FROM pg_temp.planted_kinds(:'number') AS p;
SELECT is(array_agg(p.target) FILTER (WHERE p.codes IS DISTINCT FROM '{personal_email}'), NULL,
          'so is an e-mail address') FROM pg_temp.planted_kinds('someone@example.org') AS p;
SELECT is(array_agg(p.target) FILTER (WHERE p.codes IS DISTINCT FROM '{personal_telephone}'), NULL,
          'so is a telephone number') FROM pg_temp.planted_kinds('+47 22 33 44 55') AS p;
SELECT is(array_agg(p.target ORDER BY p.target) FILTER (WHERE (p.codes IS NULL) = c.free_text), NULL,
          'eight digits alone are one only among words')
FROM pg_temp.planted_kinds('22334455') AS p JOIN personal_data_columns() AS c ON p.target = c.relation || '.' || c.column_name;
SELECT cmp_ok(count(*), '>', 40::bigint, 'in many columns') FROM personal_data_columns();

-- In check_sources, with the key of a row
UPDATE planted.project SET title = 'Ask someone@example.org, tlf 22334455' WHERE project_id = 'j1';
INSERT INTO planted.contribution VALUES ('p1', :'number', 'creator', 'h', 'NO', true);
SELECT results_eq('SELECT pg_temp.rooms() ORDER BY 1',
    $$VALUES ('error personal_identity_number contribution -'), ('warning personal_email project j1'), ('warning personal_telephone project j1')$$,
    'check_sources shows them; a key that holds what was found is left out');
SELECT is(count(*), 0::bigint, 'no finding repeats them') FROM check_sources(2023) AS f
WHERE concat_ws(' ', f.key, f.message, f.hint) ~ (:'number' || '|someone@|22334455');
DELETE FROM planted.contribution WHERE person_id = :'number';
UPDATE planted.project SET title = 'A project';
INSERT INTO planted.study_identifier VALUES ('s1', :'number');
SELECT is(count(*), 0::bigint, 'nor does the one about identifiers') FROM check_sources(2023) AS f
WHERE concat_ws(' ', f.key, f.message, f.hint) LIKE '%' || :'number' || '%';
SELECT is(count(*), 1::bigint, 'although it counts it') FROM check_sources(2023) AS f WHERE f.code = 'trial_id_unknown' AND f.message LIKE '1 identifiers%';
DELETE FROM planted.study_identifier WHERE identifier = :'number';

-- What is not there is no finding of these rooms
DROP TABLE planted.project CASCADE;
SELECT is_empty('SELECT pg_temp.rooms()', 'a missing relation is not searched');
ALTER TABLE planted.publication DROP COLUMN title;
SELECT is_empty('SELECT pg_temp.rooms()', 'nor a missing column');
SELECT is_empty('SELECT * FROM check_personal_data(NULL)', 'no year, no findings');
SELECT is_empty('SELECT * FROM check_identifiers(NULL)', 'of either room');

SELECT * FROM finish();
ROLLBACK;
