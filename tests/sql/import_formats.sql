-- Institutions of NVA, results and persons of Cristin, protocols of EudraCT, XML
-- of ISRCTN; and what every importer does with odd and broken documents.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(88);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT create_source_tables('import_test') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset
CREATE FUNCTION pg_temp.result_of(source text, document text) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', r.loaded, r.unchanged, r.updated, r.quarantined)
    FROM research_indicators.load_documents(source, convert_to(document, 'UTF8'), 'test') AS r
$$;
CREATE FUNCTION pg_temp.institutions() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT concat_ws(' ', i.institution_id, i.kind, i.parent_id, i.country, i.name) FROM import_test.institution AS i ORDER BY i.institution_id COLLATE "C"
$$;

-- NVA: a department in the middle of the tree -------------------------------------------------

SELECT $${"type": "Organization", "id": "https://api.nva.unit.no/cristin/organization/9.2.1.0", "name": {"en": "Department", "nb": "Avdeling"},
  "partOf": [{"id": "https://api.nva.unit.no/cristin/organization/9.2.0.0", "name": {"nb": "Klinikk"},
    "partOf": {"id": "https://api.nva.unit.no/cristin/organization/9.0.0.0", "labels": {"en": "Hospital"}, "country": "NO"}}],
  "hasPart": [{"id": "https://api.nva.unit.no/cristin/organization/9.2.1.7", "name": {"nb": "Seksjon"},
    "hasPart": {"id": "https://api.nva.unit.no/cristin/organization/9.2.1.8/", "contact": "Kari Nordmann"}}, {"name": {"nb": "uten id"}}]}$$ AS tree \gset
SELECT is(pg_temp.result_of('nva_institutions', :'tree'), '1 0 0 0', 'a tree of organisations');
SELECT results_eq('SELECT pg_temp.institutions()', $$VALUES ('9.0.0.0 other NO Hospital'), ('9.2.0.0 unit 9.0.0.0 Klinikk'), ('9.2.1.0 unit 9.2.0.0 Avdeling'),
    ('9.2.1.7 unit 9.2.1.0 Seksjon'), ('9.2.1.8 unit 9.2.1.7')$$, 'up and down from where the document begins');
SELECT is(pg_temp.result_of('nva_institutions', :'tree'), '0 1 0 0', 'again: unchanged');
SELECT is(pg_temp.result_of('nva_institution_codes', E'Institusjonskode;Fakultetskode;Avdelingskode;NVA_INSTITUTION;NVA_ID;Match\n9803;;;9;9.0.0.0;top_level\n9803;1;;9;9.3.0.0;\n;;;;;\n'),
          '1 1 0 1', 'the list with codes of DBH: one is there, one is new, one line is empty');
SELECT is(pg_temp.result_of('nva_institution_codes', E'NVA_INSTITUTION;NVA_ID\n9;9.3.0.0\n9\n9;9.3.0.0;x\n'), '0 1 0 2', 'a line with fields too few or too many is kept aside');
SELECT is((SELECT concat_ws(' ', i.kind, i.parent_id) FROM import_test.institution AS i WHERE i.institution_id = '9.3.0.0'), 'unit 9.0.0.0', 'under its institution');
-- an institution that changed owner keeps its old years, also when the register comes again
UPDATE import_test.institution SET kind = 'hf', rhf_id = 'R1', valid_to = '2019-12-31', successor_id = 'new' WHERE institution_id = '9.0.0.0';
INSERT INTO import_test.institution (institution_id, kind, rhf_id, valid_from) VALUES ('9.0.0.0', 'hf', 'R2', '2020-01-01');
INSERT INTO import_test.institution (institution_id, kind, rhf_id) VALUES ('R1', 'rhf', 'R1'), ('R2', 'rhf', 'R2');
SELECT is(pg_temp.result_of('nva_institutions', :'tree'), '0 1 0 0', 'the periods of an institution are the site''s');
SELECT results_eq($$SELECT y.year, i.top_id || ' ' || t.rhf_id FROM unnest('{2018,2023}'::integer[]) AS y(year), LATERAL institutions_at(y.year) AS i, LATERAL institutions_at(y.year) AS t
                    WHERE i.institution_id = '9.2.1.8' AND t.institution_id = i.top_id ORDER BY y.year$$,
                  $$VALUES (2018, '9.0.0.0 R1'), (2023, '9.0.0.0 R2')$$, 'its units were the first owner''s then and are the second''s now');

-- Cristin: results and persons ----------------------------------------------------------------

SELECT $${"cristin_result_id": "1055733", "category": {"code": "ARTICLE"}, "title": {"en": "Sleep"}, "year_published": "2019",
  "journal": {"cristin_journal_id": "J1", "nvi_level": "1", "name": "Journal"}, "links": [{"url_type": "FULLTEXT", "url": "https://x.no"}, {"url_type": "DOI", "url": "https://doi.org/10.1000/Sleep"}],
  "projects": [{"cristin_project_id": "450627"}], "funding_sources": {"funding_source_code": "NFR", "project_code": "195648"},
  "contributors": [{"cristin_person_id": "359084", "first_name": "Kari", "surname": "Nordmann", "affiliations": [
     {"role": {"code": "AUTHOR"}, "institution": {"cristin_institution_id": "9", "country_code": "no"}, "unit": {"cristin_unit_id": "9.2.1.0"}},
     {"role": {"code": "AUTHOR"}, "institution": {"cristin_institution_id": "10"}}]}, {"surname": "Uten Id"}]}$$ AS result \gset
SELECT is(pg_temp.result_of('cristin_results', :'result'), '1 0 0 0', 'a result of Cristin');
SELECT is((SELECT concat_ws(' ', p.publication_id, p.year, p.form, p.journal_id, p.doi, p.status, p.title) FROM import_test.publication AS p),
          '1055733 2019 article J1 https://doi.org/10.1000/Sleep published Sleep', 'its columns');
SELECT results_eq($$SELECT concat_ws(' ', (c.person_id = person_pseudonym('359084')), c.role, c.institution_id, c.country, c.verified) FROM import_test.contribution AS c ORDER BY 1$$,
                  $$VALUES ('f creator'), ('t creator 10'), ('t creator 9.2.1.0 NO')$$, 'its contributors: by pseudonym, by affiliation, one without id');
SELECT results_eq($$SELECT i.kind || ' ' || i.identifier FROM import_test.publication_identifier AS i ORDER BY i.kind COLLATE "C"$$,
                  $$VALUES ('cristin 1055733'), ('doi 10.1000/sleep'), ('grant nfr/195648'), ('project 450627')$$, 'what it is known by and names');
SELECT is((SELECT concat_ws(' ', l.kind, l.channel_id, l.year, l.level) FROM import_test.channel_level AS l), 'journal J1 2019 1', 'the level of its channel');
SELECT is(pg_temp.result_of('cristin_results', :'result'), '0 1 0 0', 'again: unchanged');
SELECT is(pg_temp.result_of('cristin_persons', $$[{"cristin_person_id": "359084", "first_name": "Kari", "surname": "Nordmann", "tel": "+4799885566", "identified_cristin_person": true}, {"cristin_person_id": "1", "identified_cristin_person": true}, {"first_name": "Ola"}]$$),
          '0 1 1 1', 'persons: one has contributions, one has none, one is nobody');
SELECT results_eq($$SELECT c.verified FROM import_test.contribution AS c ORDER BY c.verified NULLS FIRST$$, $$VALUES (NULL::boolean), (true), (true)$$, 'who is known is verified');
UPDATE import_test.contribution SET verified = false WHERE institution_id = '10';
SELECT is(pg_temp.result_of('cristin_persons', $${"cristin_person_id": "359084", "identified_cristin_person": true}$$), '0 1 0 0', 'what is said already stays');

-- NVA's record of the same publication comes, then Cristin's again
SELECT is(pg_temp.result_of('nva_publications', $$[{"identifier": "018f", "status": "PUBLISHED", "additionalIdentifiers": [{"type": "CristinIdentifier", "value": "1055733"}, {"type": "ScopusIdentifier", "value": "2-s2.0"}],
    "fundings": [{"id": "https://api.nva.unit.no/verified-funding/nfr/195648", "identifier": "195648"}, {"source": {"identifier": "EC/H2020"}, "identifier": "1"}, {"identifier": "5"}],
    "projects": [{"id": "https://api.nva.unit.no/cristin/project/450627"}], "entityDescription": {"publicationDate": {"year": "2019"}}},
    {"identifier": "0190", "status": "PUBLISHED", "doi": "https://doi.org/10.1000/other"}]$$), '2 0 0 0', 'two publications of NVA');
SELECT results_eq($$SELECT i.kind || ' ' || i.identifier FROM import_test.publication_identifier AS i WHERE i.publication_id = '018f' ORDER BY i.kind COLLATE "C", i.identifier COLLATE "C"$$,
                  $$VALUES ('cristin 1055733'), ('grant ec/h2020/1'), ('grant nfr/195648'), ('nva 018f'), ('project 450627')$$, 'what it is known by: a number without funder is no grant');
SELECT is((SELECT concat_ws(' ', l.publication_id, l.other_id, l.rests_on) FROM publication_links() AS l), '018f 1055733 {cristin}', 'the two records are one publication');
SELECT is(pg_temp.result_of('cristin_results', '[' || :'result' || $$, {"cristin_result_id": "7", "year_published": "2020", "links": {"url_type": "DOI", "url": "10.1000/OTHER"}}, {"cristin_result_id": "8"}]$$),
          '1 0 0 2', 'where NVA has it, by Cristin''s id or by DOI, Cristin''s record gives way');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.code = 'known_by_other_id' AND q.reason ~ 'another record'), 2::bigint, 'and waits in the quarantine');
DELETE FROM import_test.publication_identifier WHERE publication_id = '0190';
DELETE FROM import_test.publication WHERE publication_id = '0190';
SELECT is((SELECT concat_ws(' ', r.loaded, r.quarantined) FROM retry_quarantine((SELECT q.import_id FROM import_archive.quarantine AS q WHERE q.code = 'known_by_other_id' LIMIT 1)) AS r), '1 1',
          'until NVA has it no more');

-- EudraCT -------------------------------------------------------------------------------------

SELECT $${"a2_eudract_number": "2013-000615-24", "a3_full_title_of_the_trial": "Long", "a31_title_of_the_trial_for_lay_people_in_easily_understood_ie_nontechnical_language": "Short",
  "a52_us_nct_clinicaltrialsgov_registry_number": "NCT04494412", "b1_sponsor": [{"b31_and_b32_status_of_the_sponsor": "Non-Commercial", "b52_functional_name_of_contact_point": "Kari Nordmann"}],
  "e72_therapeutic_exploratory_phase_ii": "Yes", "e73_therapeutic_confirmatory_phase_iii": "Yes", "e74_therapeutic_use_phase_iv": "No", "f11_trial_has_subjects_under_18": "No",
  "f41_in_the_member_state": 50, "e85_the_trial_involves_multiple_member_states": "No", "p_end_of_trial_status": "Prematurely Ended", "p_date_of_the_global_end_of_the_trial": "2016-05-04",
  "x6_date_on_which_this_record_was_first_entered_in_the_eudract_database": "2014-02-07"}$$ AS protocol \gset
SELECT is(pg_temp.result_of('euctr', :'protocol'), '1 0 0 0', 'a protocol of EudraCT');
SELECT is((SELECT concat_ws('|', s.title, s.kind, s.initiator, s.phase, s.paediatric, s.registered_on, s.completed_on, s.completion_is_actual, s.status, s.enrolled, s.enrolled_is_actual)
           FROM import_test.clinical_study AS s WHERE s.study_id = '2013-000615-24'), 'Short|drug|investigator|2/3|f|2014-02-07|2016-05-04|t|terminated|50|f', 'its columns');
SELECT is((SELECT string_agg(i.identifier, ' ' ORDER BY i.identifier COLLATE "C") FROM import_test.study_identifier AS i WHERE i.study_id = '2013-000615-24'), '2013-000615-24 NCT04494412', 'its identifiers');
SELECT is(pg_temp.result_of('euctr', replace(:'protocol', '"e85_the_trial_involves_multiple_member_states": "No"', '"e85_the_trial_involves_multiple_member_states": "Yes"')), '0 0 1 0', 'of several countries');
SELECT is((SELECT concat_ws('|', s.phase, s.registered_on, s.completed_on, s.status, s.enrolled) FROM import_test.clinical_study AS s WHERE s.study_id = '2013-000615-24'), '2/3|2016-05-04',
          'what one country says is not said of the trial');

-- ISRCTN as XML -------------------------------------------------------------------------------

SELECT $$<?xml version="1.0" encoding="UTF-8"?>
<allTrials xmlns="http://www.67bricks.com/isrctn" totalCount="2"><fullTrial><trial lastUpdated="2020-01-01"><isrctn dateAssigned="2012-12-11T00:00:00.000Z">88261002</isrctn>
<trialDescription><title>ELFIN &amp; søsken</title></trialDescription><externalRefs><eudraCTNumber>2012-004260-22</eudraCTNumber><clinicalTrialsGovNumber/></externalRefs>
<trialDesign><primaryStudyDesign>Interventional</primaryStudyDesign><overallEndDate>2018-05-31T00:00:00.000Z</overallEndDate></trialDesign>
<participants><recruitmentStart>2013-09-01T00:00:00.000Z</recruitmentStart><targetEnrolment>2200</targetEnrolment><totalFinalEnrolment><![CDATA[2203]]></totalFinalEnrolment></participants>
<interventions><intervention><interventionType>Behavioural</interventionType></intervention><intervention><interventionType>Drug</interventionType><phase>Phase III</phase></intervention></interventions>
</trial><contact><surname>Nordmann</surname></contact></fullTrial><fullTrial><trial><title>uten nummer</title></trial></fullTrial></allTrials>$$ AS xml \gset
SELECT is(pg_temp.result_of('isrctn', :'xml'), '1 0 0 1', 'trials of ISRCTN as XML');
SELECT is((SELECT concat_ws('|', s.title, s.kind, s.phase, s.starts_on, s.completed_on, s.enrolled, s.enrolled_is_actual) FROM import_test.clinical_study AS s WHERE s.study_id = 'ISRCTN88261002'),
          'ELFIN & søsken|drug|3|2013-09-01|2018-05-31|2203|t', 'its columns');
SELECT is(pg_temp.result_of('isrctn', :'xml'), '0 1 0 1', 'again: unchanged');
SELECT is((SELECT q.place FROM import_archive.quarantine AS q WHERE q.code = 'no_rows' AND q.relation = 'clinical_study' LIMIT 1), 'line 7', 'the place of the one without a number');
SELECT throws_ok($$SELECT pg_temp.result_of('isrctn', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><trial><isrctn>&x;</isrctn></trial></a>')$$, 'RI103', NULL, 'no document type, so no entities');
SELECT throws_ok($$SELECT pg_temp.result_of('isrctn', '<allTrials><trial><isrctn>1</isrctn>')$$, 'RI103', NULL, 'cut off');
SELECT throws_ok($$SELECT pg_temp.result_of('isrctn', '<allTrials><trial><isrctn>&nbsp;</isrctn></trial></allTrials>')$$, 'RI103', NULL, 'an entity that nobody declares');
SELECT throws_ok($$SELECT pg_temp.result_of('isrctn', '<a>' || repeat('<b>', 10000) || repeat('</b>', 10000) || '</a>')$$, 'RI103', NULL, 'ten thousand deep');
SELECT is(pg_temp.result_of('isrctn', '<a><trial>' || repeat('<b>', 80) || 'x' || repeat('</b>', 80) || '</trial><trial><isrctn>5</isrctn></trial></a>'), '1 0 0 1', 'a trial nested too deep costs no other');
SELECT is(pg_temp.result_of('isrctn', '<a><trial>' || (SELECT string_agg(format('<n%s/>', g), '') FROM generate_series(1, 2000) AS g) || '</trial></a>'), '0 0 0 1', 'two thousand names');
SELECT is(pg_temp.result_of('isrctn', '<a><trial><isrctn>6</isrctn>' || repeat('<b/>', 100000) || '</trial></a>'), '1 0 0 0', 'a hundred thousand elements of one name');

-- Odd and broken, with every importer -----------------------------------------------------------

-- a document a line: no object at all, a number that is none, equal keys, ten thousand deep, NUL, half a character, cut off
SELECT concat_ws(E'\n', '{}', '1', '"x"', 'null', '[[[true]]]', '{"id": "1", "year": 1e400, "identifier": 1e999999999}', '{"identifier": "1", "identifier": "2"}',
                 repeat('[', 10000) || repeat(']', 10000), '{"identifier": ' || repeat('{"a":', 10000) || '1' || repeat('}', 10000) || '}',
                 '{"identifier": "\u0000"}', '{"identifier": "\ud800"}', '{"identifier": "1"', 'Feil 404') AS odd \gset
CREATE FUNCTION pg_temp.odd_result(source text, document text, lines text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    r record;
BEGIN
    SELECT * INTO r FROM research_indicators.load_documents(source, convert_to(document, 'UTF8'), 'odd', format('{"lines": %s}', lines)::jsonb) AS l;
    RETURN concat_ws(' ', r.rows_read, r.quarantined);
EXCEPTION WHEN SQLSTATE 'RI103' THEN
    RETURN 'error';
END
$$;
SELECT is(pg_temp.odd_result(f.source, :'odd', 'true'), '13 13', f.source || ': all that is odd waits in the quarantine') FROM import_format AS f WHERE f.reader = 'json' ORDER BY f.ordinal;
SELECT is(pg_temp.odd_result(f.source, '[{"identifier": "1"', 'false'), 'error', f.source || ': a truncated file is refused') FROM import_format AS f WHERE f.reader = 'json' ORDER BY f.ordinal;
SELECT is((SELECT string_agg(pg_temp.odd_result(f.source, d.document, 'false'), ' ') FROM unnest('{"", "[]"}'::text[]) AS d(document)), '0 0 0 0', f.source || ': nothing is nothing')
FROM import_format AS f WHERE f.source IN ('nva_publications', 'isrctn');
SELECT is((SELECT count(*) FROM import_format AS f WHERE f.reader = 'json'), 11::bigint, 'eleven of them');
SELECT is_empty($$SELECT f.source FROM import_format AS f WHERE NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'import_' || f.source)$$, 'each as a function to look with');
SELECT throws_ok(format($$SELECT load_documents(%L, '\x5b7b226964223a2022c3285b'::bytea)$$, f.source), 'RI100', NULL, f.source || ': no UTF-8')
FROM import_format AS f WHERE f.reader = 'json' ORDER BY f.ordinal;
SELECT throws_ok($$SELECT load_documents('euctr', '\x7b00227d'::bytea)$$, 'RI100', NULL, 'a NUL');
SELECT is(pg_temp.result_of('ctis', $$[{"ctNumber": "2023-501234-34-00"}, {"ctNumber": {"x": 1}}, {"ctNumber": ["2023-1"]}, {"ctNumber": 5}]$$), '2 0 0 2', 'hardly anything, an object, an array, a number where a text should be');
SELECT is(pg_temp.result_of('clinicaltrials_gov', (SELECT jsonb_build_object('protocolSection', jsonb_build_object('identificationModule', jsonb_build_object('nctId', 'NCT90000001',
    'secondaryIdInfos', jsonb_agg(jsonb_build_object('id', CASE WHEN g <= 20 THEN 'ISRCTN' || (10000000 + g)::text ELSE 'X-' || g END)))))::text FROM generate_series(1, 40) AS g)), '1 0 0 0', 'forty secondary identifiers');
SELECT is((SELECT count(*) FROM import_test.study_identifier AS i WHERE i.study_id = 'NCT90000001'), (SELECT 1 + count(*) FROM generate_series(1, 20) AS g WHERE is_trial_id('ISRCTN' || (10000000 + g)::text)),
          'those of registries are kept');

\set samples `cd "${RI_SAMPLES:-../shared/data/samples}" 2> /dev/null && pwd`/
SELECT (pg_stat_file(:'samples' || 'README.md', true)).size IS NOT NULL AS has_samples \gset
\if :has_samples
SELECT is((SELECT string_agg(concat_ws(' ', s.source, f.name, r.rows_read, r.quarantined), ', ')
           FROM (VALUES ('nva', 'nva_publications', 'json'), ('nva', 'nva_institution_codes', 'csv'), ('cristin', 'cristin_persons', 'Person'), ('cristin', 'cristin_projects', 'Project'),
                        ('cristin', 'cristin_units', 'SubUnits|unit_'), ('cristin', 'nva_institutions', 'org_'), ('channels', 'publication_channels', 'json'), ('ctgov', 'clinicaltrials_gov', 'json'),
                        ('ctis', 'ctis', 'json'), ('isrctn', 'isrctn', 'json'), ('euctr', 'euctr', 'json')) AS s(folder, source, files)
           CROSS JOIN LATERAL pg_ls_dir(:'samples' || s.folder) AS f(name)
           CROSS JOIN LATERAL load_documents(s.source, pg_read_binary_file(:'samples' || s.folder || '/' || f.name), f.name) AS r
           WHERE f.name ~ s.files AND (r.quarantined > 0 OR r.rows_read = 0)), 'nva_publications candidate_publicationDate_replace_year.json 1 1',
          'every sample is taken whole, but a template in whose year stands no number');
\else
SELECT skip('the samples are not here', 1);
\endif
SELECT is_empty($$SELECT FROM import_archive.quarantine AS q WHERE to_jsonb(q)::text ~ 'Nordmann|Uten Id'$$, 'no name in the quarantine');
SELECT is_empty(format($$SELECT FROM import_test.%I AS t WHERE to_jsonb(t)::text ~ 'Nordmann|Testesen|Uten Id'$$, r.relation), 'no name in ' || r.relation)
FROM unnest('{publication,contribution,institution,clinical_study,project,publication_identifier}'::text[]) AS r(relation);
SELECT * FROM finish();
ROLLBACK;
