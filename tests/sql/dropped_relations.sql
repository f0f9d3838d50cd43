-- Each relation of the contract dropped in turn: a report comes out, and a finding
-- tells what is missing and what is left out for want of it.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SET search_path TO research_indicators, research_indicators_internal, public;
SELECT plan((SELECT 3 * count(*)::integer + 3 FROM source_relation));
\ir include/tiny_source.sql
SET research_indicators.source_schema = 't_source';
-- something of every room, so that none is left out for want of rows
INSERT INTO t_source.reporting_year VALUES (2022, '2023-06-01');
INSERT INTO t_source.publication_approval (publication_id, institution_id, state) VALUES ('p1', 'bergen', 'approved');
INSERT INTO t_source.external_funding VALUES ('a1', 'bergen', 2023, 'EU', 1000000, 'paid_in');
INSERT INTO t_source.project (project_id, institution_id, starts_on, ends_on, needs_source) VALUES ('j1', 'bergen', '2022-01-01', '2025-12-31', 'user_panel');
INSERT INTO t_source.project_funding VALUES ('j1', 2023, 'rhf', 500000);
INSERT INTO t_source.project_report (project_id, year, delivered_on, phase_reached, involvement) VALUES ('j1', 2023, '2024-01-10', 'conduct', 'yes');
INSERT INTO t_source.project_involvement (project_id, year, phase, level, degree, user_type) VALUES ('j1', 2023, 'planning', 'system', 'involvement', 'patient');
INSERT INTO t_source.project_hrcs VALUES ('j1', 'research_activity', '8.1', 100), ('j1', 'health_category', '1', 100);
INSERT INTO t_source.project_focus_area (project_id, framework, focus_area, first_year, last_year, share) VALUES ('j1', 'f', 'prioritering', 2023, 2027, 1);
INSERT INTO t_source.clinical_study (study_id, kind, status, completed_on) VALUES ('s1', 'other_intervention', 'recruiting', NULL), ('s2', 'other_intervention', 'completed', '2021-01-01');
INSERT INTO t_source.study_site (study_id, institution_id, role, opened_on) VALUES ('s1', 'bergen', 'coordinator', '2023-02-01'), ('s2', 'bergen', 'coordinator', '2019-02-01');
INSERT INTO t_source.study_inclusion (study_id, institution_id, year, new_patients, source) VALUES ('s1', 'bergen', 2023, 12, 'ehr');
INSERT INTO t_source.specialist_care_patients VALUES ('bergen', 2023, 1000), ('vest', 2023, 2000), ('NO', 2023, 2000);
INSERT INTO t_source.innovation (innovation_id, institution_id, status, registered_on) VALUES ('i1', 'bergen', 'active', '2023-01-01');
INSERT INTO t_source.innovation_phase VALUES ('i1', 'Idé', '2023-02-01');
INSERT INTO t_source.external_series VALUES ('new_drug_trial_applications', 2023, 'NO', 100, 'made');
INSERT INTO t_source.reference_figure (indicator, measure, year, institution_id, value, source) VALUES ('grant', 'total', 2023, 'NO', 400, 'made');
INSERT INTO t_source.application (application_id, year, institution_id, outcome) VALUES ('a1', 2023, 'bergen', 'granted');
INSERT INTO t_source.resource_use VALUES ('bergen', 2023, 'research', 100, 1.5, 1000);

CREATE TEMP TABLE whole AS SELECT DISTINCT f.indicator FROM indicator_facts(2023) AS f;
SELECT set_eq('SELECT indicator FROM whole', $$SELECT indicator FROM indicator WHERE indicator <> 'grant_simulation'$$,
              'every indicator has facts, but the simulation that the rule set does not ask for');

-- what a site without a relation gets
CREATE FUNCTION pg_temp.without(dropped text, OUT faults bigint, OUT indicators text[], OUT told text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE t_source.%1$I RENAME TO %2$I', dropped, dropped || '_gone');
    SELECT count(*) INTO faults FROM research_indicators.validate_report(research_indicators.report_xml(2023, '983658725'));
    SELECT array_agg(DISTINCT f.indicator) INTO indicators FROM research_indicators.indicator_facts(2023) AS f;
    SELECT f.hint INTO told FROM research_indicators.check_sources(2023) AS f WHERE f.code = 'relation_missing' AND f.relation = dropped;
    EXECUTE format('ALTER TABLE t_source.%2$I RENAME TO %1$I', dropped, dropped || '_gone');
END
$$;
CREATE TEMP TABLE outcome AS
SELECT r.relation, w.*
FROM source_relation AS r CROSS JOIN LATERAL pg_temp.without(r.relation) AS w
WHERE r.relation <> 'institution';
SELECT is(o.faults, 0::bigint, o.relation || ' dropped: a valid report comes out') FROM outcome AS o;
SELECT set_eq(format('SELECT unnest(%L::text[])', o.indicators), format('SELECT w.indicator FROM whole AS w JOIN indicator AS i USING (indicator) WHERE %L <> ALL (i.relations)', o.relation),
              o.relation || ' dropped: the indicators that rest on it are left out, and no others') FROM outcome AS o;
SELECT ok(coalesce(bool_and(strpos(o.told, i.indicator) > 0), o.told LIKE 'Left out: no indicator.%'), o.relation || ' dropped: a finding says which')
FROM outcome AS o LEFT JOIN indicator AS i ON o.relation = ANY (i.relations)
GROUP BY o.relation, o.told;
SELECT ok(told LIKE '%approval is not tracked there%', 'of approvals it says what an empty relation means') FROM outcome WHERE relation = 'publication_approval';
SELECT is(year_status(2022), 'final', 'a year was closed');
ALTER TABLE t_source.reporting_year RENAME TO gone;
SELECT is(year_status(2022), 'preliminary', 'where no year can be closed all are preliminary');
ALTER TABLE t_source.institution RENAME TO gone_too;
SELECT throws_ok('SELECT report_xml(2023, ''983658725'')', 'RI020', NULL, 'without institutions there is nobody to report');
SELECT lives_ok('SELECT * FROM check_sources(2023)', 'and the findings say so');

SELECT finish();
ROLLBACK;
