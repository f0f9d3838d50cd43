-- Findings: a planted problem gives its finding, and everything else still
-- computes.  Each problem is planted in a small clean source and taken back.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
-- Many small reports: compiling their plans would take longer than running them.
SET LOCAL jit = off;
SELECT plan(147);
\ir include/refusal.sql

-- A clean source ---------------------------------------------------------------

SELECT count(*) AS made FROM create_source_tables('planted') \gset
INSERT INTO planted.institution SELECT * FROM esystems.institution WHERE kind <> 'unit' AND country = 'NO' AND reporting;
INSERT INTO planted.reporting_year VALUES (2023, NULL);
-- what is there below is delivered, and there is nothing else
INSERT INTO planted.delivery_statement
SELECT d.institution_id, d.year, d.stream,
       CASE WHEN (d.stream, d.institution_id) IN (('publications', 'ous'), ('publications', 'helse-bergen'), ('publications', 'unn'), ('degrees', 'ous'),
                  ('degrees', 'helse-bergen'), ('eu_funding', 'ous'), ('nfr_funding', 'unn'), ('clinical_studies', 'ous'), ('clinical_studies', 'unn'))
            THEN 'delivered' ELSE 'confirmed_zero' END, d.stated_on
FROM esystems.delivery_statement AS d;
INSERT INTO planted.channel_level VALUES ('journal', 'j', 2023, '1');
INSERT INTO planted.publication (publication_id, year, form, journal_id, status) VALUES
    ('p1', 2023, 'article', 'j', 'published'), ('p2', 2023, 'article', 'j', 'published');
INSERT INTO planted.contribution VALUES
    ('p1', 'a', 'creator', 'ous', 'NO', true), ('p1', 'b', 'creator', 'helse-bergen', 'NO', true),
    ('p2', 'a', 'creator', 'unn', 'NO', true);
INSERT INTO planted.doctoral_degree VALUES ('d1', 'ous', '2023-05-05', 0.5), ('d1', 'helse-bergen', '2023-05-05', 0.5);
INSERT INTO planted.external_funding VALUES ('f1', 'ous', 2023, 'EU', 1500000, 'awarded'), ('f2', 'unn', 2023, 'NFR', 250000.50, 'awarded');
INSERT INTO planted.clinical_study (study_id, registered_on, starts_on, primary_completed_on, completed_on, completion_is_actual, status, enrolled, enrolled_is_actual, searched_until) VALUES
    ('s1', '2017-12-01', '2018-01-01', '2020-01-15', '2020-03-15', true, 'completed', 40, true, '2023-06-30'),
    ('s2', '2017-12-01', '2018-01-01', NULL, '2020-03-15', true, 'completed', 50, true, '2023-06-30');
INSERT INTO planted.study_site (study_id, institution_id, role, opened_on) VALUES ('s1', 'ous', 'coordinator', '2018-02-01'), ('s2', 'unn', 'coordinator', '2018-02-01');
INSERT INTO planted.study_result (study_id, kind, type, published_on, doi, source) VALUES
    ('s1', 'publication', 'journal', '2021-06-01', '10.5555/one', 'pubmed');
SET LOCAL research_indicators.source_schema = 'planted';

SELECT is_empty($$SELECT * FROM check_sources(2023) WHERE code <> 'relation_empty'$$, 'a clean source has no findings');
SELECT set_eq($$SELECT relation FROM check_sources(2023) WHERE code = 'relation_empty'$$,
              $$SELECT relation FROM source_relation WHERE relation NOT IN ('delivery_statement', 'publication_identifier', 'project_identifier')
                EXCEPT SELECT unnest('{institution,reporting_year,channel_level,publication,contribution,doctoral_degree,external_funding,clinical_study,study_site,study_result}'::text[])$$,
              'but which relations have no rows');
CREATE TEMP TABLE clean AS SELECT f.* FROM indicator_facts(2023) AS f;
SELECT cmp_ok((SELECT count(*) FROM clean WHERE value > 0), '>', 50::bigint, 'and figures above zero');
SELECT is_empty($$SELECT * FROM validate_report(report_xml(2023, 'NO'))$$, 'and a valid report');

-- Plants a problem, looks, takes it back.  Three tests: the finding is there
-- with severity, key and hint, and its message names the key (or this value);
-- the facts of indicators that have nothing to do with it are the same; the
-- report is valid and shows the finding.
CREATE FUNCTION pg_temp.plant(
    problem text, severity text, code text, relation text, key text,
    touched text[] DEFAULT '{}', value text DEFAULT NULL, findings integer DEFAULT 1)
RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    seen text := 'nothing';
    matching bigint := 0;
    changed bigint := -1;
    faults text;
    facts research_indicators.fact[];
    report research_indicators.report_record[];
BEGIN
    BEGIN
        EXECUTE problem;
        SELECT string_agg(concat_ws(' ', f.severity, f.code, f.relation, f.key, f.message, '(', f.hint, ')'), E'\n'),
               count(*) FILTER (WHERE (f.severity, f.code, f.relation) = (plant.severity, plant.code, plant.relation)
                                  AND f.key IS NOT DISTINCT FROM plant.key AND f.hint <> ''
                                  AND strpos(f.message, coalesce(plant.value, plant.key, plant.relation)) > 0)
        INTO seen, matching
        FROM research_indicators.check_sources(2023) AS f;
        SELECT array_agg(f) INTO facts FROM research_indicators.indicator_facts(2023) AS f;
        SELECT count(*) INTO changed
        FROM ((TABLE clean EXCEPT SELECT f.* FROM unnest(facts) AS f)
              UNION ALL (SELECT f.* FROM unnest(facts) AS f EXCEPT TABLE clean)) AS f
        WHERE f.indicator <> ALL (touched);
        report := research_indicators_internal.report_records(2023, 'NO');
        SELECT string_agg(v.message, '; ') INTO faults
        FROM research_indicators.validate_report(research_indicators.records_xml(report, 'indikatorrapport')) AS v;
        IF faults IS NULL AND strpos(research_indicators.records_json(report)::text, format('"kode":"%s"', code)) = 0 THEN
            faults := 'the report does not show it';
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'TAKEN';
    EXCEPTION
        WHEN SQLSTATE 'TAKEN' THEN NULL;
        WHEN OTHERS THEN faults := SQLSTATE || ' ' || SQLERRM;
    END;
    RETURN NEXT is(matching, findings::bigint, format('%s of %s', code, relation));
    IF matching <> findings THEN
        RETURN NEXT diag(coalesce(seen, 'no findings'));
    END IF;
    RETURN NEXT is(changed, 0::bigint, format('%s of %s: other figures stay', code, relation));
    RETURN NEXT is(faults, NULL, format('%s of %s: the report is valid and shows it', code, relation));
END
$$;

-- Institutions -------------------------------------------------------------------

SELECT pg_temp.plant($$INSERT INTO planted.institution (institution_id, name, kind, parent_id) VALUES
                       ('u1', 'U1', 'unit', 'u2'), ('u2', 'U2', 'unit', 'u1')$$,
                     'error', 'institution_cycle', 'institution', 'u1');
SELECT pg_temp.plant($$INSERT INTO planted.institution (institution_id, name, kind, parent_id) VALUES ('u1', 'U1', 'unit', 'u1');
                       INSERT INTO planted.contribution VALUES ('p1', 'c', 'creator', 'u1', 'NO', true)$$,
                     'error', 'institution_cycle', 'institution', 'u1', '{publications,research_points}');
SELECT pg_temp.plant($$INSERT INTO planted.institution (institution_id, name, kind, parent_id) VALUES ('u1', 'U1', 'unit', 'gone')$$,
                     'warning', 'institution_dangling_parent', 'institution', 'u1');
SELECT pg_temp.plant($$INSERT INTO planted.institution (institution_id, name, kind) VALUES ('u1', 'U1', 'unit')$$,
                     'error', 'unit_without_institution', 'institution', 'u1');
SELECT pg_temp.plant($$INSERT INTO planted.institution (institution_id, name, kind, valid_to, reporting) VALUES ('old', 'Old', 'college', '2020-12-31', true)$$,
                     'notice', 'institution_not_valid', 'institution', 'old');
SELECT pg_temp.plant($$UPDATE planted.institution SET orgnr = '993467048' WHERE institution_id = 'ous'$$,
                     'warning', 'orgnr_invalid', 'institution', 'ous', value => '993467048');
SELECT pg_temp.plant($$UPDATE planted.institution SET orgnr = NULL WHERE institution_id = 'ous'$$, 'warning', 'orgnr_missing', 'institution', 'ous');
SELECT pg_temp.plant($$INSERT INTO planted.institution (institution_id, name, kind, country, reporting) VALUES ('lost', 'Lost', 'hf', 'NO', false)$$,
                     'error', 'institution_without_region', 'institution', 'lost');

-- Publications -------------------------------------------------------------------

SELECT pg_temp.plant($$INSERT INTO planted.contribution VALUES ('p1', 'c', 'creator', 'nowhere', 'NO', true)$$,
                     'warning', 'institution_unknown', 'contribution', 'nowhere', '{publications,research_points}');
SELECT pg_temp.plant($$INSERT INTO planted.contribution VALUES ('p1', 'a', 'creator', 'ous', 'NO', false)$$,
                     'notice', 'verified_disagrees', 'contribution', 'p1');
SELECT pg_temp.plant($$INSERT INTO planted.publication (publication_id, year, form, journal_id, status) VALUES ('p3', 2023, 'article', 'j', 'published')$$,
                     'warning', 'publication_without_creator', 'publication', 'p3', '{publications}');

-- Degrees and funding --------------------------------------------------------------

SELECT pg_temp.plant($$UPDATE planted.doctoral_degree SET share = 0.4 WHERE institution_id = 'ous'$$,
                     'warning', 'degree_shares_total', 'doctoral_degree', 'd1', '{doctorates,research_points}', '0.9', 2);
SELECT pg_temp.plant($$UPDATE planted.doctoral_degree SET share = 1.5 WHERE institution_id = 'ous'$$,
                     'error', 'degree_share_invalid', 'doctoral_degree', 'd1', '{doctorates,research_points}', '1.5');
SELECT pg_temp.plant($$UPDATE planted.doctoral_degree SET share = -0.5 WHERE institution_id = 'ous'$$,
                     'error', 'degree_share_invalid', 'doctoral_degree', 'd1', '{doctorates,research_points}', '-0.5');
SELECT pg_temp.plant($$UPDATE planted.doctoral_degree SET share = 'NaN' WHERE institution_id = 'ous'$$,
                     'error', 'degree_share_invalid', 'doctoral_degree', 'd1', '{doctorates,research_points}', 'NaN');
SELECT pg_temp.plant($$INSERT INTO planted.doctoral_degree VALUES ('d2', 'nowhere', '2023-05-05', 1)$$,
                     'error', 'institution_unknown', 'doctoral_degree', 'd2', '{}', 'nowhere');
SELECT pg_temp.plant($$INSERT INTO planted.external_funding VALUES ('f3', 'nowhere', 2023, 'EU', 1, 'awarded')$$,
                     'error', 'institution_unknown', 'external_funding', 'f3', '{}', 'nowhere');
SELECT pg_temp.plant($$INSERT INTO planted.external_funding VALUES ('f3', 'unn', 2023, 'NFR', -900000, 'awarded')$$,
                     'warning', 'amount_negative', 'external_funding', 'f3', '{external_funding,research_points}', '-900000');
SELECT pg_temp.plant($$INSERT INTO planted.external_funding VALUES ('f3', 'unn', 2023, 'NFR', NULL, 'awarded')$$,
                     'error', 'amount_missing', 'external_funding', 'f3', '{external_funding,research_points}');
SELECT pg_temp.plant($$INSERT INTO planted.external_funding VALUES ('f3', 'unn', 2023, NULL, 5, 'awarded')$$,
                     'error', 'amount_missing', 'external_funding', 'f3', '{external_funding,research_points}');

-- Studies ----------------------------------------------------------------------------

SELECT pg_temp.plant($$UPDATE planted.clinical_study SET starts_on = '2020-03-16' WHERE study_id = 's1'$$,
                     'error', 'completion_before_start', 'clinical_study', 's1', '{publication_status,time_to_result,study_delivery,project_results}', '2020-03-15');
SELECT pg_temp.plant($$UPDATE planted.clinical_study SET primary_completed_on = '2020-03-16' WHERE study_id = 's1'$$,
                     'warning', 'primary_after_completion', 'clinical_study', 's1', '{publication_status,time_to_result,study_delivery,project_results}', '2020-03-16');
SELECT pg_temp.plant($$UPDATE planted.clinical_study SET completed_on = NULL WHERE study_id = 's2'$$,
                     'warning', 'completion_missing', 'clinical_study', 's2', '{publication_status,time_to_result,study_delivery,project_results}');
SELECT pg_temp.plant($$UPDATE planted.clinical_study SET completion_is_actual = false WHERE study_id = 's2'$$,
                     'notice', 'completion_anticipated', 'clinical_study', 's2', '{}', '2020-03-15');
SELECT pg_temp.plant($$UPDATE planted.clinical_study SET enrolled = -1 WHERE study_id = 's1'$$,
                     'error', 'enrolled_negative', 'clinical_study', 's1', '{publication_status}', '-1');
SELECT pg_temp.plant($$UPDATE planted.clinical_study SET enrolled = -100 WHERE study_id = 's2'$$,
                     'error', 'enrolled_negative', 'clinical_study', 's2', '{publication_status}', '-100');
SELECT pg_temp.plant($$UPDATE planted.study_result SET published_on = '2020-03-14'$$,
                     'notice', 'result_before_completion', 'study_result', 's1', '{publication_status,time_to_result,study_delivery,project_results}', '2020-03-14');
SELECT pg_temp.plant($$INSERT INTO planted.study_result (study_id, kind, type, published_on, doi, source) VALUES
                       ('s2', 'publication', 'journal', '2021-06-01', '10.5555/ONE', 'pubmed')$$,
                     'warning', 'doi_shared', 'study_result', '10.5555/one', '{publication_status,time_to_result,study_delivery,project_results}', 's1, s2', 2);
SELECT pg_temp.plant($$UPDATE planted.study_result SET published_on = NULL$$,
                     'warning', 'result_undated', 'study_result', 's1', '{publication_status,time_to_result,study_delivery,project_results}');
SELECT pg_temp.plant($$DELETE FROM planted.study_site WHERE study_id = 's1'$$,
                     'warning', 'study_without_coordinator', 'study_site', 's1', '{publication_status,time_to_result,study_delivery,project_results}');
SELECT pg_temp.plant($$INSERT INTO planted.study_site (study_id, institution_id, role) VALUES ('s1', 'nowhere', 'participant')$$,
                     'error', 'institution_unknown', 'study_site', 's1', '{}', 'nowhere');

-- The relations themselves -------------------------------------------------------------

SELECT pg_temp.plant($$ALTER TABLE planted.publication RENAME TO publication_table;
                       CREATE VIEW planted.publication AS TABLE planted.publication_table$$,
                     'warning', 'view_without_security_invoker', 'publication', NULL);
SELECT pg_temp.plant($$ALTER TABLE planted.publication RENAME TO publication_table;
                       ALTER TABLE planted.publication_table ENABLE ROW LEVEL SECURITY;
                       CREATE VIEW planted.publication AS TABLE planted.publication_table$$,
                     'error', 'view_without_security_invoker', 'publication', NULL, value => 'planted.publication_table');
SELECT pg_temp.plant($$ALTER TABLE planted.study_result RENAME TO result_table;
                       CREATE VIEW planted.study_result WITH (security_invoker = true) AS
                       SELECT study_id, kind, 'blog'::text AS type, published_on, date_precision, doi, source, found_on FROM planted.result_table$$,
                     'error', 'unknown_code', 'study_result', 'type=blog', '{publication_status}', 'blog');
SELECT pg_temp.plant($$ALTER TABLE planted.clinical_study RENAME TO study_table;
                       ALTER TABLE planted.study_table DROP CONSTRAINT clinical_study_status_check;
                       UPDATE planted.study_table SET status = 'pausing';
                       CREATE VIEW planted.clinical_study WITH (security_invoker = true) AS TABLE planted.study_table$$,
                     'error', 'unknown_code', 'clinical_study', 'status=pausing', '{publication_status}', 'pausing', 2);
SELECT pg_temp.plant($$ALTER TABLE planted.institution RENAME TO institution_table;
                       CREATE VIEW planted.institution WITH (security_invoker = true) AS
                       SELECT institution_id, orgnr, name, CASE institution_id WHEN 'uio' THEN 'Universitet' ELSE kind END AS kind,
                              parent_id, rhf_id, country, reporting, valid_from, valid_to, successor_id
                       FROM planted.institution_table$$,
                     'error', 'unknown_code', 'institution', 'kind=Universitet', '{}', 'Universitet');
SELECT pg_temp.plant($$DROP TABLE planted.reference_figure$$, 'warning', 'relation_missing', 'reference_figure', NULL, '{grant}');
SELECT pg_temp.plant($$ALTER TABLE planted.innovation DROP COLUMN title$$, 'error', 'column_missing', 'innovation', 'title', '{innovation}');
SELECT pg_temp.plant($$INSERT INTO planted.reference_figure VALUES ('publications', 'poeng', 2023, 'NO', 1, 'made')$$,
                     'warning', 'reference_unknown', 'reference_figure', 'publications.poeng NO', '{}', 'poeng');
SELECT pg_temp.plant($$INSERT INTO planted.reference_figure VALUES ('publications', 'points', 2023, 'NO', NULL, 'made')$$,
                     'error', 'reference_value_missing', 'reference_figure', 'publications.points NO');
SELECT pg_temp.plant($$INSERT INTO planted.reference_figure VALUES ('publications', 'points', 2023, 'NO', 3600, NULL)$$,
                     'warning', 'reference_source_missing', 'reference_figure', 'publications.points NO');
SELECT pg_temp.plant($$INSERT INTO planted.reference_figure VALUES ('grant', 'total', 2023, 'NO', -1, 'made')$$,
                     'error', 'grant_amount_negative', 'reference_figure', 'grant.total NO', '{grant}', '-1');
-- Nothing to object to.
SELECT pg_temp.plant($$ALTER TABLE planted.publication RENAME TO publication_table;
                       CREATE VIEW planted.publication WITH (security_invoker = on) AS SELECT *, 1 AS extra FROM planted.publication_table;
                       UPDATE planted.doctoral_degree SET share = 0.4 WHERE institution_id = 'ous'$$,
                     'warning', 'degree_shares_total', 'doctoral_degree', 'd1', '{doctorates,research_points}', '0.9', 2);

-- What is missing and needed is a finding, and an error only of what needs it.
SAVEPOINT missing;
DROP TABLE planted.study_result;
SELECT results_eq($$SELECT severity, code, relation FROM check_sources(2023) WHERE code <> 'relation_empty'$$,
                  $$VALUES ('warning', 'relation_missing', 'study_result')$$, 'a missing relation: one finding, the other checks run');
SELECT pg_temp.refuses($$SELECT * FROM study_publication_status('2023-12-31')$$, 'RI020', 'study_result', 'studies need it', 'create_source_tables');
SELECT is((SELECT count(*) FROM indicator_facts(2023) WHERE indicator = 'publication_status'), 0::bigint, 'the facts that need it are left out');
SELECT cmp_ok((SELECT count(*) FROM indicator_facts(2023) WHERE indicator = 'publications'), '>', 0::bigint, 'the others are there');
SELECT lives_ok('SELECT * FROM research_points(2023)', 'research points do not');
ROLLBACK TO missing;
ALTER TABLE planted.contribution DROP COLUMN verified;
SELECT results_eq($$SELECT severity, code, relation, key FROM check_sources(2023) WHERE code <> 'relation_empty'$$,
                  $$VALUES ('error', 'column_missing', 'contribution', 'verified')$$, 'a missing column: one finding, the other checks run');
SELECT pg_temp.refuses($$SELECT * FROM publication_points(2023)$$, 'RI021', 'verified', 'publication points need it', 'describe_sources');
SELECT lives_ok($$SELECT * FROM publication_status_summary('2023-12-31')$$, 'publication status does not');
ROLLBACK TO missing;
SET LOCAL research_indicators.source_schema = 'nowhere';
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'relation_missing'), (SELECT count(*) FROM source_relation),
          'no source schema: every relation is a finding');
SET LOCAL research_indicators.source_schema = 'planted';

-- Many problems at once.
SAVEPOINT many;
INSERT INTO planted.institution (institution_id, name, kind, parent_id) VALUES ('u1', 'U1', 'unit', 'u1'), ('u3', 'U3', 'unit', 'gone');
INSERT INTO planted.contribution VALUES ('p1', 'c', 'creator', 'nowhere', 'NO', true);
UPDATE planted.clinical_study SET starts_on = '2022-01-01';
UPDATE planted.doctoral_degree SET share = 0.4;
SELECT bag_eq($$SELECT DISTINCT code, key FROM check_sources(2023) WHERE code <> 'relation_empty'$$,
              $$VALUES ('institution_cycle', 'u1'), ('institution_dangling_parent', 'u3'), ('institution_unknown', 'nowhere'),
                       ('completion_before_start', 's1'), ('completion_before_start', 's2'), ('degree_shares_total', 'd1')$$,
              'several problems: each its own finding');
SELECT lives_ok('SELECT * FROM indicator_facts(2023)', 'and the figures compute');
ROLLBACK TO many;

-- Rules.
SELECT results_eq($$SELECT severity, code, key FROM check_rules(2023, 'hod-2021') WHERE key = 'hod-2021.clinical_studies'$$,
                  $$VALUES ('warning', 'unset_parameter', 'hod-2021.clinical_studies')$$, 'points of clinical studies are unset');
SELECT is_empty($$SELECT * FROM check_rules(2023, 'hod-2015')$$, 'hod-2015 counts nothing that is unset');
SELECT is_empty('SELECT * FROM check_sources(NULL)', 'no year, no findings');

SELECT finish();
ROLLBACK;
