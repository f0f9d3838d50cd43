-- Studies of CTIS and ISRCTN.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(9);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT create_source_tables('import_test') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset
CREATE FUNCTION pg_temp.result_of(source text, document text) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', r.loaded, r.unchanged, r.updated, r.quarantined)
    FROM research_indicators.load_documents(source, convert_to(document, 'UTF8'), 'test.json') AS r
$$;

SELECT $${"ctNumber": "2023-501234-34-00", "ctPublicStatusCode": 8, "startDateEU": "29/01/2021", "endDateEU": "02/03/2024", "sponsorType": "Hospital/Clinic/Other health care facility",
  "trialPhase": "Therapeutic exploratory (Phase II)", "ageGroup": "0-17 years, 18-64 years", "totalNumberEnrolled": "11", "authorizedApplication": {
   "authorizedPartI": {"trialDetails": {"clinicalTrialIdentifiers": {"publicTitle": "Søvn", "secondaryIdentifyingNumbers": {"nctNumber": {"number": "NCT04494412"}}}}},
   "authorizedPartsII": [{"trialSites": [{"personInfo": {"firstName": "Kari", "lastName": "Nordmann"}}]}],
   "applicationInfo": [{"submissionDate": "2023-03-04"}, {"submissionDate": "2022-12-31"}], "eudraCt": {"eudraCtCode": "2019-001588-63"}}}$$ AS trial \gset
SELECT is(pg_temp.result_of('ctis', :'trial'), '1 0 0 0', 'a trial of CTIS');
SELECT is(concat_ws('|', s.title, s.kind, s.phase, s.initiator, s.paediatric, s.registered_on, s.starts_on, s.completed_on, s.completion_is_actual, s.status, s.enrolled, s.enrolled_is_actual),
          'Søvn|drug|2|investigator|t|2022-12-31|2021-01-29|2024-03-02|t|completed|11|f', 'its columns') FROM import_test.clinical_study AS s;
SELECT is((SELECT string_agg(i.identifier, ' ' ORDER BY i.identifier COLLATE "C") FROM import_test.study_identifier AS i), '2019-001588-63 2023-501234-34-00 NCT04494412', 'its identifiers');
SELECT is(pg_temp.result_of('ctis', :'trial'), '0 1 0 0', 'again: unchanged');
SELECT is(pg_temp.result_of('ctis', replace(:'trial', '29/01/2021', '31/02/2021')), '0 0 0 1', 'a day that is none is not loaded as no day');

SELECT is(pg_temp.result_of('isrctn', $${"isrctn": "88261002", "trialDescription": {"title": "ELFIN"}, "externalRefs": {"eudraCTNumber": "2012-004260-22", "clinicalTrialsGovNumber": ""},
  "trialDesign": {"primaryStudyDesign": "Interventional", "overallEndDate": "2018-05-31T00:00:00.000Z"},
  "participants": {"recruitmentStart": "2013-09-01T00:00:00.000Z", "targetEnrolment": "2200", "totalFinalEnrolment": ""},
  "interventions": {"intervention": {"interventionType": "Drug", "phase": "Phase III"}}, "parties": {"contact": {"surname": "Nordmann"}}}$$), '1 0 0 0', 'a trial of ISRCTN');
SELECT is(concat_ws('|', s.title, s.kind, s.phase, s.starts_on, s.completed_on, s.enrolled, s.enrolled_is_actual), 'ELFIN|drug|3|2013-09-01|2018-05-31|2200|f', 'its columns')
FROM import_test.clinical_study AS s WHERE s.study_id = 'ISRCTN88261002';

\set samples `cd "${RI_SAMPLES:-../shared/data/samples}" 2> /dev/null && pwd`/
SELECT (pg_stat_file(:'samples' || 'README.md', true)).size IS NOT NULL AS has_samples \gset
\if :has_samples
SELECT is((SELECT sum(r.quarantined) FROM unnest('{ctis,isrctn}'::text[]) AS d(source), LATERAL pg_ls_dir(:'samples' || d.source) AS f(name),
                  LATERAL load_documents(d.source, pg_read_binary_file(:'samples' || d.source || '/' || f.name), f.name) AS r), 0::numeric, 'the samples');
SELECT is((SELECT count(*) FROM import_test.clinical_study AS s WHERE to_jsonb(s)::text ~ 'Balaguer'), 0::bigint, 'no name in them');
\else
SELECT skip('the samples are not here', 2);
\endif
SELECT * FROM finish();
ROLLBACK;
