-- Whose data a finding is about: each sender sees and answers for its own and
-- for what is shared; what it accepted goes over to its next draft as long as it
-- is the very same.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;
SELECT plan(39);

SELECT count(*) AS made FROM create_source_tables('owned') \gset
INSERT INTO owned.institution SELECT * FROM esystems.institution WHERE kind <> 'unit' AND country = 'NO' AND reporting;
INSERT INTO owned.institution (institution_id, name, kind, parent_id) VALUES ('clinic', 'A clinic', 'unit', 'ous');
INSERT INTO owned.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO owned.publication (publication_id, year, form, journal_id, status) VALUES ('p1', 2023, 'article', 'j', 'published'), ('p2', 2023, 'article', 'j', 'published');
INSERT INTO owned.contribution VALUES ('p1', 'a', 'creator', 'clinic', 'NO', true), ('p1', 'b', 'creator', 'helse-bergen', 'NO', true), ('p2', 'a', 'creator', 'unn', 'NO', true);
INSERT INTO owned.external_funding VALUES ('f1', 'ous', 2023, 'EU', 1500000, 'awarded'), ('f2', 'unn', 2023, 'NFR', 250000, 'awarded');
INSERT INTO owned.project (project_id, title, institution_id, kind, starts_on, ends_on) VALUES
    ('j1', 'One', 'clinic', 'phd', '2022-01-01', '2024-12-31'), ('j2', 'Two', 'helse-bergen', 'phd', '2022-01-01', '2024-12-31'),
    ('j3', 'Three', 'unn', 'phd', '2022-01-01', '2024-12-31');
INSERT INTO owned.project_hrcs SELECT p, d.dimension, d.code, 100 FROM unnest('{j1,j2,j3}'::text[]) AS p
CROSS JOIN (VALUES ('health_category', 'HC18'), ('research_activity', '2.1')) AS d(dimension, code);
INSERT INTO owned.clinical_study (study_id, kind, phase, starts_on, completed_on, completion_is_actual, status, searched_until) VALUES
    ('s1', 'drug', '2', '2018-01-01', '2020-03-15', true, 'completed', '2023-06-30'), ('s2', 'drug', '2', '2018-01-01', '2020-03-15', true, 'completed', '2023-06-30');
INSERT INTO owned.study_site (study_id, institution_id, role) VALUES
    ('s1', 'clinic', 'coordinator'), ('s1', 'helse-bergen', 'participant'), ('s2', 'helse-bergen', 'coordinator');
SET LOCAL research_indicators.source_schema = 'owned';
-- what a source lacks as a whole, and who has delivered nothing, is not about rows
DROP TABLE owned.delivery_statement;
CREATE TEMP TABLE lacking (code text);
INSERT INTO lacking VALUES ('relation_missing'), ('relation_empty'), ('date_never_set');
SELECT is_empty('SELECT f.code FROM check_sources(2023) AS f WHERE f.code NOT IN (SELECT l.code FROM lacking AS l)', 'a clean source has no findings about rows');

-- Whose ------------------------------------------------------------------------

-- what a change makes of the findings, taken back: code, key and owner
CREATE FUNCTION pg_temp.owners(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
    dropped text := substring(change FROM '^DROP TABLE owned\.(\w+)$');
BEGIN
    EXECUTE change;
    SELECT string_agg(concat_ws(' ', f.code, coalesce(f.institution_id, '(all)')), ', ' ORDER BY f.code COLLATE "C", f.institution_id COLLATE "C")
    INTO said FROM research_indicators.check_sources(2023) AS f
    WHERE f.code NOT IN (SELECT l.code FROM pg_temp.lacking AS l) OR f.relation = dropped;
    RAISE EXCEPTION USING ERRCODE = 'TAKEN', MESSAGE = coalesce(said, 'nothing');
EXCEPTION WHEN SQLSTATE 'TAKEN' THEN
    RETURN SQLERRM;
END
$$;
SELECT is(pg_temp.owners(change), wanted, why) FROM (VALUES
    ($$INSERT INTO owned.external_funding VALUES ('f3', 'clinic', 2023, 'EU', NULL, 'awarded')$$, 'amount_missing ous', 'a row of a clinic is its institution''s'),
    ($$INSERT INTO owned.external_funding VALUES ('f3', 'nowhere', 2023, 'EU', 5, 'awarded')$$, 'institution_unknown (all)', 'a row of nobody may be anybody''s'),
    ($$UPDATE owned.project SET ends_on = '2021-01-01', concluded_on = '2021-06-30'; INSERT INTO owned.project_funding VALUES ('j2', 2023, 'rhf', -5)$$,
     'amount_negative helse-bergen, project_ends_before_start helse-bergen', 'money of a project is its institution''s'),
    ($$UPDATE owned.project_hrcs SET code = 'Nonsense' WHERE project_id = 'j1' AND dimension = 'health_category'$$, 'hrcs_code_unknown ous', 'so is its classification'),
    ($$UPDATE owned.clinical_study SET starts_on = '2021-01-01'$$, 'completion_before_start helse-bergen, completion_before_start ous', 'a study is the coordinator''s'),
    ($$DELETE FROM owned.study_site WHERE role = 'coordinator'; UPDATE owned.clinical_study SET starts_on = '2021-01-01' WHERE study_id = 's1'$$,
     'completion_before_start helse-bergen, study_without_coordinator helse-bergen, study_without_coordinator (all)', 'without one, the first of its sites'''),
    ($$INSERT INTO owned.study_result (study_id, kind, type, published_on, doi, source) VALUES ('s1', 'publication', 'journal', '2021-06-01', '10.5555/x', 'pubmed'),
        ('s2', 'publication', 'journal', '2021-06-01', '10.5555/x', 'pubmed')$$, 'doi_shared helse-bergen, doi_shared ous', 'what is between two is told to both'),
    ($$UPDATE owned.contribution SET country = 'Norge' WHERE publication_id = 'p1' AND person_id = 'a'$$, 'country_invalid ous', 'a contribution is its institution''s'),
    ($$UPDATE owned.publication SET doi = 'none'$$, 'doi_malformed helse-bergen, doi_malformed ous, doi_malformed unn', 'a publication is of all who wrote it'),
    ($$ALTER TABLE owned.publication DROP CONSTRAINT publication_form_check; UPDATE owned.publication SET form = 'poem' WHERE publication_id = 'p1'$$,
     'nothing_counts helse-bergen, nothing_counts ous, unknown_code helse-bergen, unknown_code ous', 'a code in it is told to each of them, who have no other'),
    ($$ALTER TABLE owned.project DROP CONSTRAINT project_kind_check; UPDATE owned.project SET kind = 'hobby' WHERE project_id = 'j1'$$, 'unknown_code ous', 'a code in a project is its institution''s'),
    ($$ALTER TABLE owned.project_funding DROP CONSTRAINT project_funding_funder_check; INSERT INTO owned.project_funding VALUES ('j3', 2023, 'nasa', 5)$$, 'unknown_code unn', 'also through the project'),
    ($$ALTER TABLE owned.project_funding DROP CONSTRAINT project_funding_pkey; INSERT INTO owned.project_funding VALUES ('j3', 2023, 'rhf', 5), ('j3', 2023, 'rhf', 5)$$,
     'key_repeats unn', 'so is a repeated key'),
    ($$UPDATE owned.project SET title = 'Ask someone@example.org' WHERE project_id = 'j2'$$, 'personal_email helse-bergen', 'and personal data'),
    ($$INSERT INTO owned.institution (institution_id, name, kind, parent_id) VALUES ('u1', 'U', 'unit', 'u1')$$, 'institution_cycle (all)', 'the list of institutions is shared'),
    ($$INSERT INTO owned.resource_use SELECT i.institution_id, 2023, 'research', CASE i.institution_id WHEN 'ous' THEN -5 ELSE 5 END, 1, 100 FROM owned.institution AS i WHERE i.kind IN ('hf', 'private_nonprofit')$$, 'resource_use_amount ous', 'resource use'),
    ($$DROP TABLE owned.innovation_benefit$$, 'relation_missing (all)', 'a relation is shared')) AS c(change, wanted, why);

-- A code that the source lists do not have is counted per institution, and once in the nation.
CREATE FUNCTION pg_temp.shown(orgnr text, edition text DEFAULT 'ministry') RETURNS TABLE (code text, antall bigint, message text, key text) LANGUAGE sql AS $$
    SELECT r.content ->> 'kode', (r.content ->> 'antall')::bigint, r.content ->> 'meldingEn', r.content ->> 'noekkel'
    FROM unnest((research_indicators_internal.report_content(2023, orgnr, NULL, edition)).records) AS r WHERE r.kind = 'funn' AND r.content ->> 'relasjon' IN (SELECT relation FROM research_indicators.source_relation)
      AND r.content ->> 'kode' NOT IN (SELECT l.code FROM pg_temp.lacking AS l)
$$;
SAVEPOINT code;
ALTER TABLE owned.project DROP CONSTRAINT project_kind_check;
UPDATE owned.project SET kind = 'hobby' WHERE project_id IN ('j1', 'j2');
SELECT results_eq($$SELECT * FROM pg_temp.shown('993467049')$$, $$VALUES ('unknown_code', 1::bigint, '1 rows of "project" have the unknown kind "hobby"', 'kind=hobby')$$, 'a trust is told of its own rows');
SELECT results_eq($$SELECT * FROM pg_temp.shown('NO')$$, $$VALUES ('unknown_code', 1::bigint, '2 rows of "project" have the unknown kind "hobby"', 'kind=hobby')$$, 'the nation of all of them');
SELECT is_empty($$SELECT * FROM pg_temp.shown('983974899')$$, 'a third of none');
ROLLBACK TO code;

-- Who is blocked -----------------------------------------------------------------

INSERT INTO owned.external_funding VALUES ('award-a', 'ous', 2023, 'EU', NULL, 'awarded'), ('award-b', 'ous', 2023, 'EU', NULL, 'awarded');
SELECT create_archive('t_archive');
SET LOCAL research_indicators.archive_schema = 't_archive';
CREATE TEMP TABLE draft AS SELECT o.orgnr, issue_report(2023, o.orgnr) AS id
FROM unnest('{993467049,983974724,991324968,983658725,NO}'::text[]) AS o(orgnr);
SELECT throws_ok(format('SELECT approve_report(%L, %L)', d.id, 'fine'), 'RI042', NULL, d.orgnr || ' is blocked: own, its trust''s, or of all')
FROM draft AS d WHERE d.orgnr IN ('993467049', '991324968', 'NO') ORDER BY d.orgnr;
SELECT lives_ok(format('SELECT approve_report(%L, %L)', d.id, 'fine'), d.orgnr || ' is not blocked by another''s error')
FROM draft AS d WHERE d.orgnr IN ('983974724', '983658725') ORDER BY d.orgnr;
SELECT results_eq($$SELECT d.orgnr, b.code, b.findings FROM draft AS d CROSS JOIN LATERAL blocking_findings(d.id) AS b ORDER BY d.orgnr$$,
                  $$VALUES ('991324968', 'amount_missing', 2), ('993467049', 'amount_missing', 2), ('NO', 'amount_missing', 2)$$, 'by the same errors');
SAVEPOINT shared;
INSERT INTO owned.institution (institution_id, name, kind, parent_id) VALUES ('u1', 'U', 'unit', 'u1');
SELECT throws_ok(format('SELECT approve_report(%L, %L)', issue_report(2023, '983974724'), 'fine'), 'RI042', NULL, 'an error in a shared list blocks everybody');
ROLLBACK TO shared;

-- The public edition names no row
SELECT results_eq($$SELECT * FROM pg_temp.shown('993467049', 'public')$$,
                  $$VALUES ('amount_missing', 2::bigint, 'the public edition gives the number only', NULL::text)$$, 'the public edition gives the number');
SELECT issue_report(2023, '993467049', edition => 'public') AS public \gset
SELECT is(strpos(report_json(:'public')::text, 'award-'), 0, 'and no key');

-- Waivers --------------------------------------------------------------------------

CREATE FUNCTION pg_temp.carried(report uuid) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', c.code, c.relation, c.reason, c.carried_over), '; ') FROM research_indicators.carry_over_waivers(report) AS c
$$;
SELECT d.id AS first FROM draft AS d WHERE d.orgnr = '993467049' \gset
SELECT is(pg_temp.carried(:'first'), NULL, 'a first draft has nothing to take over');
SELECT waive_finding(:'first', 'amount_missing', 'external_funding', 'Beløpene kommer i januar');
SELECT issue_report(2023, '993467049') AS second \gset
SELECT is(pg_temp.carried(:'second'), 'amount_missing external_funding Beløpene kommer i januar t', 'the next draft takes over what is unchanged');
SELECT results_eq(format('SELECT event, reason, carried_from::text, actor COLLATE "C" FROM report_events(%L) WHERE event = ''waived''', :'second'),
                  format('VALUES (''waived'', ''Beløpene kommer i januar'', %L, session_user::text COLLATE "C")', :'first'), 'and its journal says from which report, and who took it over');
SELECT lives_ok(format('SELECT approve_report(%L, %L)', :'second', 'fine'), 'then it is approved');
SELECT throws_ok(format('SELECT * FROM carry_over_waivers(%L)', :'second'), 'RI044', NULL, 'an approved report takes over nothing');
SELECT issue_report(2023, '983974724') AS other \gset
SELECT is(pg_temp.carried(:'other'), NULL, 'nor does another unit''s');

-- as many, the same first one, and yet not the same
UPDATE owned.external_funding SET amount_nok = 5 WHERE award_id = 'award-b';
INSERT INTO owned.external_funding VALUES ('award-c', 'ous', 2023, 'EU', NULL, 'awarded');
SELECT issue_report(2023, '993467049', replaces => :'second') AS third \gset
SELECT results_eq(format('SELECT code, antall, key FROM pg_temp.shown(%L)', '993467049'), $$VALUES ('amount_missing', 2::bigint, 'award-a')$$, 'one award gave way to another');
SELECT is(pg_temp.carried(:'third'), 'amount_missing external_funding Beløpene kommer i januar f', 'which nobody has accepted');
SELECT throws_ok(format('SELECT approve_report(%L, %L)', :'third', 'fine'), 'RI042', NULL, 'so it stands in the way');

SELECT finish();
ROLLBACK;
