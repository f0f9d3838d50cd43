-- Cristin: projects without their participants, units with what they are part of.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT plan(10);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SELECT set_config('research_indicators.source_schema', 'import_test', true) AS ignored \gset
SELECT set_config('research_indicators.archive_schema', 'import_archive', true) AS ignored \gset
SELECT create_source_tables('import_test') AS ignored \gset
SELECT create_archive('import_archive') AS ignored \gset
CREATE FUNCTION pg_temp.result_of(source text, document text) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', r.loaded, r.unchanged, r.updated, r.quarantined)
    FROM research_indicators.load_documents(source, convert_to(document, 'UTF8'), 'test.json') AS r
$$;

SELECT $$[{"cristin_project_id": "456789", "title": {"en": "Sleep", "nb": "Søvn"}, "start_date": "2018-11-01T00:00:00.000Z", "end_date": "2021-05-01T00:00:00.000Z",
  "coordinating_institution": {"unit": {"cristin_unit_id": "1234.0.0.0"}}, "contact_info": {"contact_person": "Helge Testesen", "email": "helge@test.no"},
  "participants": [{"cristin_person_id": "123456", "first_name": "Ola", "surname": "Nordmann"}]}, {"cristin_project_id": "2", "start_date": "snart"}]$$ AS projects \gset
INSERT INTO import_test.project (project_id, kind) VALUES ('456789', 'phd');
SELECT is(pg_temp.result_of('cristin_projects', :'projects'), '0 0 1 1', 'two projects, one with a day that is none');
SELECT is(concat_ws(' ', p.title, p.institution_id, p.starts_on, p.ends_on, p.kind), 'Søvn 1234.0.0.0 2018-11-01 2021-05-01 phd', 'read; what the site added stays')
FROM import_test.project AS p;
SELECT is(pg_temp.result_of('cristin_projects', :'projects'), '0 1 0 1', 'again: unchanged');
SELECT is((SELECT count(*) FROM import_archive.quarantine AS q WHERE q.code = 'not_a_date'), 2::bigint, 'each import keeps its own');

INSERT INTO import_test.institution (institution_id, kind, name) VALUES ('185.90.0.0', 'university', 'UiO');
SELECT is(pg_temp.result_of('cristin_units', $${"cristin_unit_id": "185.90.0.0", "unit_name": {"en": "University of Oslo"},
  "subunits": [{"cristin_unit_id": "185.11.0.0", "unit_name": {"en": "Faculty of Theology"}}, {"cristin_unit_id": "185.12.0.0", "unit_name": {"nb": "Juss"}}]}$$), '1 0 0 0', 'a unit with subunits');
SELECT is(pg_temp.result_of('cristin_units', $$[{"cristin_unit_id": "185.15.0.25", "unit_name": {"en": "IT-section"}, "parent_unit": {"cristin_unit_id": "185.15.0.10"}},
  {"cristin_unit_id": "185.11.0.0"}, {"name": "nothing"}]$$), '1 1 0 1', 'a list of units, one of them known');
SELECT results_eq($$SELECT concat_ws(' ', i.institution_id, i.kind, i.parent_id, i.name) FROM import_test.institution AS i ORDER BY i.institution_id COLLATE "C"$$,
                  $$VALUES ('185.11.0.0 unit 185.90.0.0 Faculty of Theology'), ('185.12.0.0 unit 185.90.0.0 Juss'), ('185.15.0.25 unit 185.15.0.10 IT-section'),
                           ('185.90.0.0 university UiO')$$, 'units and what they are part of; the site''s own rows stay');

\set samples `cd "${RI_SAMPLES:-../shared/data/samples}" 2> /dev/null && pwd`/
SELECT (pg_stat_file(:'samples' || 'README.md', true)).size IS NOT NULL AS has_samples \gset
\if :has_samples
SELECT is((SELECT r.quarantined FROM load_documents('cristin_projects', pg_read_binary_file(:'samples' || 'cristin/cristinGetProjectResponse.json')) AS r), 0::bigint, 'the sample of a project');
SELECT is((SELECT sum(r.quarantined) FROM unnest('{cristinGetResponseSubUnits.json,unit_18_90_0_0.json}'::text[]) AS f(name),
                  LATERAL load_documents('cristin_units', pg_read_binary_file(:'samples' || 'cristin/' || f.name)) AS r), 0::numeric, 'the samples of units');
SELECT is((SELECT count(*) FROM import_test.project AS p WHERE to_jsonb(p)::text ~ 'Nordmann|Testesen'), 0::bigint, 'no name in them');
\else
SELECT skip('the samples are not here', 3);
\endif
SELECT * FROM finish();
ROLLBACK;
