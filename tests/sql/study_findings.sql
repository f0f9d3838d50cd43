-- Findings about the publication status of studies: planted one by one.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(18);

SELECT count(*) AS made FROM create_source_tables('planted') \gset
SET LOCAL research_indicators.source_schema = 'planted';
INSERT INTO planted.institution (institution_id, name, kind, rhf_id, country, reporting) VALUES
    ('r1', 'Region 1', 'rhf', 'r1', 'NO', true), ('h1', 'Hospital 1', 'hf', 'r1', 'NO', true);
INSERT INTO planted.clinical_study (study_id, registered_on, starts_on, primary_completed_on, completed_on, status, searched_until) VALUES
    ('a', '2018-12-01', '2019-01-01', '2020-01-01', '2020-03-01', 'completed', '2023-01-01'), ('b', '2018-12-01', '2019-01-01', '2020-01-01', '2020-03-01', 'completed', '2023-01-01'),
    ('c', '2018-12-01', '2019-01-01', NULL, '2024-03-01', 'recruiting', NULL);
INSERT INTO planted.study_site (study_id, institution_id, role) SELECT study_id, 'h1', 'coordinator' FROM planted.clinical_study;
INSERT INTO planted.study_identifier (study_id, identifier) VALUES ('a', 'MADE-1'), ('b', 'MADE-2');
INSERT INTO planted.study_result (study_id, kind, type, published_on, source) VALUES ('b', 'publication', 'journal', '2021-01-01', 'pubmed');

SELECT is_empty('SELECT * FROM check_publication_status(2023)', 'nothing to object to');
SELECT is_empty($$SELECT * FROM check_sources(2023) WHERE relation = 'clinical_study'$$, 'by check_sources neither');

-- What one change makes of the findings, which is then undone.
CREATE FUNCTION pg_temp.found(change text, year integer DEFAULT 2023) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE change;
    SELECT string_agg(concat_ws(' ', c.severity, c.code, c.relation, c.key), '; ') INTO said FROM research_indicators_internal.check_publication_status(year) AS c;
    RAISE EXCEPTION USING ERRCODE = 'RIXXX', MESSAGE = coalesce(said, 'nothing');
EXCEPTION WHEN SQLSTATE 'RIXXX' THEN
    RETURN SQLERRM;
END
$$;
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET primary_completed_on = '2018-12-31' WHERE study_id = 'a'$$),
          'error primary_before_start clinical_study a', 'primary completion before the start');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET primary_completed_on = '2019-01-01' WHERE study_id = 'a'$$), 'nothing', 'on the day of the start');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET deferred_until = '2020-02-29' WHERE study_id = 'a'$$),
          'warning deferral_before_completion clinical_study a', 'a deferral before completion');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET unpublished_reason = 'other', reason_on = '2022-01-01' WHERE study_id = 'a'$$),
          'warning reason_without_source clinical_study a', 'a reason without source');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET unpublished_reason = 'other', reason_source = 'registry' WHERE study_id = 'a'$$),
          'warning reason_without_source clinical_study a', 'a reason without date');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET unpublished_reason = 'other', reason_source = 'registry', reason_on = '2022-01-01' WHERE study_id = 'a'$$),
          'nothing', 'a reason with both');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET unpublished_reason = 'other', reason_source = 'registry', reason_on = '2022-01-01' WHERE study_id = 'b'$$),
          'notice reason_of_reported clinical_study b', 'a reason, and a result');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET searched_until = NULL$$), 'warning not_examined clinical_study a', 'ended, no result, nobody searched');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET searched_until = NULL$$, 2019), 'nothing', 'not in a year before the end');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET searched_until = NULL, status = 'withdrawn'$$), 'nothing', 'nor for a study that was withdrawn');
SELECT is(pg_temp.found($$INSERT INTO planted.study_identifier VALUES ('b', 'made-1')$$), 'nothing', 'two registrations that agree');
SELECT is(pg_temp.found($$INSERT INTO planted.study_identifier VALUES ('b', 'made-1'); UPDATE planted.clinical_study SET completed_on = '2020-03-02' WHERE study_id = 'b'$$),
          'notice registrations_disagree clinical_study a', 'two completion dates of one study');
SELECT is(pg_temp.found($$INSERT INTO planted.study_identifier VALUES ('b', 'made-1'); UPDATE planted.clinical_study SET status = 'terminated' WHERE study_id = 'b'$$),
          'notice registrations_disagree clinical_study a', 'two states of one study');
SELECT is(pg_temp.found($$UPDATE planted.clinical_study SET starts_on = '2020-03-02' WHERE study_id = 'a'$$), 'nothing',
          'completion before the start is the finding of check_studies');
UPDATE planted.clinical_study SET starts_on = '2020-03-02' WHERE study_id = 'a';
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE severity = 'error' AND code = 'completion_before_start' AND key = 'a'), 1::bigint, 'which it is');
SELECT results_eq($$SELECT studies, inconsistent, reported FROM publication_status_summary('2023-12-31') WHERE unit_level = 'nation'$$,
                  $$VALUES (1::bigint, 1::bigint, 1::bigint)$$, 'and every good row still counts');
SELECT finish();
ROLLBACK;
