-- Documents of NVA, the channel register and ClinicalTrials.gov: rows, persons,
-- hostile input.  Real samples are read too where their folder is at hand.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(39);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT create_source_tables('import_test') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset

CREATE FUNCTION pg_temp.result_of(source text, document text, options jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', r.loaded, r.unchanged, r.updated, r.quarantined)
    FROM research_indicators.load_documents(source, convert_to(document, 'UTF8'), 'test.json', options) AS r
$$;

-- NVA ---------------------------------------------------------------------------

SELECT $${"body": {"type": "Publication", "id": "https://api.nva.unit.no/publication/n-1", "identifier": "n-1", "status": "PUBLISHED",
  "contributorsPreview": [{"identity": {"name": "Kari Nordmann"}}],
  "entityDescription": {"mainTitle": "Søvn", "publicationDate": {"type": "PublicationDate", "year": "2023"},
    "contributors": [
      {"identity": {"id": "https://api.nva.unit.no/cristin/person/997998", "name": "Kari Nordmann", "orcId": "https://orcid.org/0000-0001", "verificationStatus": "Verified"},
       "role": {"type": "Creator"},
       "affiliations": [{"id": "https://api.nva.unit.no/cristin/organization/194.64.20.0", "countryCode": "NO", "labels": {"nb": "Institutt"},
                         "partOf": [{"id": "https://api.nva.unit.no/cristin/organization/194.64.0.0"}]}, {"countryCode": "SE"}]},
      {"identity": {"name": "Ola Nordmann"}, "role": {"type": "Creator"}, "affiliations": {"id": "https://api.nva.unit.no/cristin/organization/20754.0.0.0"}},
      {"identity": {"id": "https://api.nva.unit.no/cristin/person/5", "verificationStatus": "NotVerified"}, "role": "Editor"}],
    "reference": {"doi": "https://doi.org/10.1000/182",
      "publicationContext": [{"id": "https://api.nva.unit.no/publication-channels/journal/490845/2022", "type": "Journal", "scientificValue": "LevelTwo"},
                             {"id": "https://api.nva.unit.no/publication-channels/journal/490845/2023", "type": "Journal", "scientificValue": "LevelOne"}],
      "publicationInstance": {"type": "AcademicArticle"}}},
  "topLevelOrganization": {"id": "https://api.nva.unit.no/cristin/organization/194.0.0.0", "countryCode": "NO", "labels": {"nb": "NTNU"},
     "hasPart": {"id": "https://api.nva.unit.no/cristin/organization/194.64.0.0", "partOf": {"id": "https://api.nva.unit.no/cristin/organization/194.0.0.0"}}},
  "approvals": [{"institutionId": "https://api.nva.unit.no/cristin/organization/194.0.0.0", "approvalStatus": "Approved", "assignee": "kari@ntnu.no"}]}}$$ AS article \gset

SELECT is(pg_temp.result_of('nva_publications', :'article'), '1 0 0 0', 'a publication of the index');
SELECT is(to_jsonb(p) - '{series_id,publisher_id,isbn,revised,parent_form}'::text[],
          '{"publication_id": "n-1", "year": 2023, "form": "article", "journal_id": "490845", "doi": "https://doi.org/10.1000/182", "status": "published", "title": "Søvn"}',
          'its columns') FROM import_test.publication AS p;
SELECT results_eq(
    $$SELECT CASE WHEN c.person_id LIKE '#%' THEN c.person_id ELSE left(c.person_id, 1) END COLLATE "default", c.role::text COLLATE "default", c.institution_id::text COLLATE "default", c.country::text COLLATE "default", c.verified
      FROM import_test.contribution AS c ORDER BY c.role COLLATE "C", c.institution_id COLLATE "C" NULLS LAST$$,
    $$VALUES ('p', 'creator', '194.64.20.0', 'NO', true), ('#2', 'creator', '20754.0.0.0', NULL, NULL), ('p', 'creator', NULL, 'SE', true), ('p', 'editor', NULL, NULL, false)$$,
    'contributions: a creator without id, an affiliation without id, none at all, no country');
SELECT results_eq($$SELECT i.institution_id::text COLLATE "default", i.kind::text COLLATE "default", i.parent_id::text COLLATE "default" FROM import_test.institution AS i ORDER BY i.institution_id COLLATE "C"$$,
                  $$VALUES ('194.0.0.0', 'other', NULL), ('194.64.0.0', 'unit', '194.0.0.0'), ('194.64.20.0', 'unit', '194.64.0.0')$$, 'the chain of units from tree and affiliation');
SELECT results_eq($$SELECT l.kind::text COLLATE "default", l.channel_id::text COLLATE "default", l.year, l.level::text COLLATE "default" FROM import_test.channel_level AS l$$,
                  $$VALUES ('journal', '490845', 2023, '1')$$, 'of a channel in several years that of the publication');
SELECT is(a.institution_id || a.state, '194.0.0.0approved', 'the approval') FROM import_test.publication_approval AS a;
SELECT is(pg_temp.result_of('nva_publications', :'article'), '0 1 0 0', 'again: unchanged');
UPDATE import_test.institution SET kind = 'university', name = 'Ours' WHERE institution_id = '194.0.0.0';
SELECT is(pg_temp.result_of('nva_publications', replace(:'article', '"Verified"', '"NotVerified"')), '0 0 1 0', 'a newer one updates');
SELECT is((SELECT count(*) FROM import_test.contribution AS c WHERE c.verified), 0::bigint, 'its contributions are replaced together');
SELECT is(i.kind || i.name, 'universityOurs', 'what the site says of an institution stays') FROM import_test.institution AS i WHERE i.institution_id = '194.0.0.0';
SELECT is((SELECT count(*) FROM (SELECT to_jsonb(t)::text AS row FROM import_test.publication AS t UNION ALL SELECT to_jsonb(t)::text FROM import_test.contribution AS t
                                 UNION ALL SELECT to_jsonb(t)::text FROM import_test.institution AS t) AS r WHERE r.row ~ 'Nordmann|997998|orcid|kari@'), 0::bigint, 'no person got in');

SELECT is(pg_temp.result_of('nva_publications', $${"hits": {"total": 1, "hits": [{"_source": {"identifier": "n-2", "entityDescription": {"reference": {
    "publicationInstance": {"type": "AcademicChapter"},
    "publicationContext": {"type": "Anthology", "entityDescription": {"reference": {"publicationInstance": {"type": "AcademicMonograph"},
      "publicationContext": {"type": "Book", "isbnList": ["978-0-306-40615-7"],
        "publisher": {"id": "https://x/publication-channels/77", "scientificValue": "LevelTwo"}, "series": {"id": "https://x/series/88/2023"}}}}}}}}}]}}$$),
    '1 0 0 0', 'a chapter, from an answer of the search');
SELECT is(concat_ws(' ', p.form, p.parent_form, p.publisher_id, p.series_id, p.isbn, coalesce(p.year::text, 'no year')), 'chapter monograph 77 88 9780306406157 no year', 'the book is found in it')
FROM import_test.publication AS p WHERE p.publication_id = 'n-2';

-- What cannot be taken -------------------------------------------------------------

SELECT is(pg_temp.result_of('nva_publications', '[{"identifier": "g-1"}, {"identifier": "h", "identifier": "i"}, {"x": ' || repeat('[', 10000) || repeat(']', 10000)
                                                || ', "identifier": "j"}, {"identifier": "k", "n": 1e400}, {"identifier": "l", "status": "a\u0000b"}, 7, {},'
                                                || ' {"identifier": "m", "entityDescription": {"publicationDate": {"year": "i fjor"}}},'
                                                || ' {"identifier": "o", "entityDescription": {"mainTitle": "skriv til ola@example.org"}}]'),
          '1 0 0 8', 'eight that cannot be taken, one that can');
SELECT results_eq($$SELECT q.code::text COLLATE "default" FROM import_archive.quarantine AS q ORDER BY q.ordinal$$,
                  $$VALUES ('duplicate_key'), ('too_deep'), ('number_out_of_range'), ('nul_character'), ('not_an_object'), ('no_rows'), ('not_an_integer'), ('personal_data')$$,
                  'each says why');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.row_data ~ 'example'), 0::bigint, 'the address is masked');
SELECT l.import_id AS batch FROM import_archive.import_log AS l WHERE l.rows_quarantined = 8 \gset
SELECT is(concat_ws(' ', r.rows_read, r.loaded, r.quarantined), '3 1 2', 'tried again: what is masked by now is taken, what the reader refused is not tried')
FROM retry_quarantine(:'batch') AS r;
SELECT is(p.title, '[masked]', 'its title stays masked') FROM import_test.publication AS p WHERE p.publication_id = 'o';
SELECT pg_temp.refuses($$SELECT research_indicators.load_documents('nva_publications', convert_to(E'[{"identifier": "q-1"},\n{"identifier": "q', 'UTF8'))$$, 'RI103', 'line 2',
                       'RI103: a file that is cut off');
SELECT pg_temp.refuses($$SELECT research_indicators.load_documents('nva_publications', convert_to('<html>', 'UTF8'))$$, 'RI103', 'not JSON', 'RI103: another file');
SELECT pg_temp.refuses($$SELECT research_indicators.load_documents('nva_publications', '\x7b2261223a22e5227d')$$, 'RI100', 'UTF-8', 'RI100: another encoding');
SELECT is((SELECT count(*) FROM import_test.publication AS p WHERE p.publication_id ~ '^q'), 0::bigint, 'nothing of them is loaded');
SELECT is(pg_temp.result_of('nva_publications', E'{"identifier": "r-1"}\n{"identifier": \n\n{"identifier": "r-2"}\n', '{"lines": true}'), '2 0 0 1', 'line by line a broken one costs no other');
SELECT pg_temp.refuses($$SELECT research_indicators.load_documents('scopus', '{}')$$, 'RI101', 'scopus', 'RI101: no such source', 'nva_publications');
SELECT is((SELECT count(*) FROM import_nva_publications(:'article') AS i WHERE i.relation = 'contribution'), 4::bigint, 'the set-returning form shows the rows');
SELECT is((SELECT count(*) FROM import_nva_publications(:'article') AS i WHERE i.content::text ~ 'Nordmann|997998'), 0::bigint, 'without persons too');

-- The channel register ---------------------------------------------------------------

SELECT is(pg_temp.result_of('publication_channels', $$[{"id": "https://x/publicationchannel/journal/490845/2023", "type": "Journal", "level": "2"},
    {"id": "https://x/publicationchannel/publisher/p-1/2020", "type": "Publisher", "identifier": "p-1", "level": null},
    {"id": "https://x/publicationchannel/journal/5/2020", "type": "Journal", "level": "9"}]$$), '1 0 1 1', 'channels: the register wins over what a publication said');
SELECT results_eq($$SELECT l.channel_id::text COLLATE "default", l.level::text COLLATE "default" FROM import_test.channel_level AS l WHERE l.channel_id IN ('490845', 'p-1') ORDER BY 1$$,
                  $$VALUES ('490845', '2'), ('p-1', NULL)$$, 'no level is no level');

-- ClinicalTrials.gov --------------------------------------------------------------------

INSERT INTO import_test.clinical_study (study_id, unpublished_reason) VALUES ('NCT01446328', 'terminated');
INSERT INTO import_test.study_result (study_id, kind, published_on, source) VALUES ('NCT01446328', 'publication', '2019-01-01', 'pubmed');
SELECT $${"studies": [{"protocolSection": {
   "identificationModule": {"nctId": "NCT01446328", "orgStudyIdInfo": {"id": "101"}, "briefTitle": "Søvn", "secondaryIdInfos": [{"id": "2011-003190-14"}, {"id": "P30CA022453"}]},
   "statusModule": {"overallStatus": "COMPLETED", "startDateStruct": {"date": "2012-02"}, "primaryCompletionDateStruct": {"date": "2016-02", "type": "ACTUAL"},
                    "completionDateStruct": {"date": "2016-03-07", "type": "ACTUAL"}, "studyFirstSubmitDate": "2011-10-03", "resultsFirstPostDateStruct": {"date": "2018-05-01"}},
   "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Oslo University Hospital", "class": "OTHER"}, "responsibleParty": {"investigatorFullName": "Kari Nordmann"}},
   "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2", "PHASE3"], "enrollmentInfo": {"count": 63, "type": "ACTUAL"}},
   "armsInterventionsModule": {"interventions": [{"type": "DRUG"}]}, "eligibilityModule": {"stdAges": ["ADULT"]}}, "hasResults": true}], "nextPageToken": "x"}$$ AS studies \gset
SELECT is(pg_temp.result_of('clinicaltrials_gov', :'studies'), '0 0 1 0', 'a study that is known');
SELECT is(concat_ws(' ', s.kind, s.initiator, s.phase, s.paediatric, s.starts_on, s.primary_completed_on, s.completed_on, s.date_precision, s.status, s.enrolled, s.unpublished_reason),
          'drug investigator 2/3 f 2012-02-29 2016-02-29 2016-03-07 month completed 63 terminated', 'a month is its last day; what the site added stays')
FROM import_test.clinical_study AS s;
SELECT is((SELECT string_agg(i.identifier, ' ' ORDER BY i.identifier COLLATE "C") FROM import_test.study_identifier AS i), '2011-003190-14 NCT01446328',
          'identifiers are those of registries: a sponsor''s 101 makes nobody the same study');
SELECT is((SELECT string_agg(r.source || r.published_on, ' ' ORDER BY r.source COLLATE "C") FROM import_test.study_result AS r), 'pubmed2019-01-01 registry2018-05-01',
          'results of the registry beside those of others');
SELECT is(pg_temp.result_of('clinicaltrials_gov', :'studies'), '0 1 0 0', 'again: unchanged');
SELECT is(pg_temp.result_of('clinicaltrials_gov', replace(:'studies', '"hasResults": true', '"hasResults": false')), '0 0 1 0', 'results withdrawn');
SELECT is((SELECT string_agg(r.source, ' ') FROM import_test.study_result AS r), 'pubmed', 'those of others stay');
SELECT is((SELECT count(*) FROM import_archive.import_log AS l WHERE l.rows_read <> l.rows_loaded + l.rows_unchanged + l.rows_updated + l.rows_quarantined), 0::bigint, 'no document is lost');

-- The real samples, where they are ---------------------------------------------------------

-- RI_SAMPLES names their folder; it is no part of the project
\set samples `cd "${RI_SAMPLES:-../shared/data/samples}" 2> /dev/null && pwd`/
SELECT (pg_stat_file(:'samples' || 'README.md', true)).size IS NOT NULL AS has_samples \gset
\if :has_samples
SELECT is((SELECT count(*) FROM pg_ls_dir(:'samples' || 'nva') AS f(name), LATERAL load_documents('nva_publications', pg_read_binary_file(:'samples' || 'nva/' || f.name), f.name) AS r
           WHERE f.name LIKE '%.json' AND r.rows_read = 1 AND r.quarantined = (f.name LIKE '%replace%')::integer), 6::bigint, 'six publications of NVA, one with a placeholder for its year');
SELECT is((SELECT sum(r.loaded) FROM pg_ls_dir(:'samples' || 'ctgov') AS f(name), LATERAL load_documents('clinicaltrials_gov', pg_read_binary_file(:'samples' || 'ctgov/' || f.name), f.name) AS r),
          2::numeric, 'two studies');
SELECT is((SELECT count(*) FROM (SELECT to_jsonb(t)::text AS row FROM import_test.contribution AS t UNION ALL SELECT to_jsonb(t)::text FROM import_test.institution AS t
                                 UNION ALL SELECT q.row_data FROM import_archive.quarantine AS q UNION ALL SELECT to_jsonb(t)::text FROM import_test.clinical_study AS t) AS r
           WHERE r.row ~ 'Ullah|Nordmann|Yankelevich|997998|1215176'), 0::bigint, 'no name and no key of a person is left of them');
\else
SELECT skip('the samples are not here', 3);
\endif
SELECT * FROM finish();
ROLLBACK;
