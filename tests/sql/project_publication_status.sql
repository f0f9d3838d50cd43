-- What came out of projects: states, kinds of publication, levels, years since
-- the end; never a deadline.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(30);
\ir include/refusal.sql

SELECT count(*) AS made FROM create_source_tables('small') \gset
INSERT INTO small.institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('r1', 'Region 1', 'rhf', NULL, 'r1', 'NO', true), ('h1', 'Hospital 1', 'hf', NULL, 'r1', 'NO', true), ('h1u', 'Unit', 'unit', 'h1', NULL, NULL, false);
INSERT INTO small.project (project_id, title, institution_id, programme, kind, starts_on, ends_on, concluded_on) VALUES
    ('future', 'Oppdiktet', 'h1', 'P', 'phd', '2024-01-01', '2026-12-31', NULL),
    ('tomorrow', 'Oppdiktet', 'h1', 'P', 'phd', '2024-01-01', NULL, NULL),
    ('today', 'Oppdiktet', 'h1', 'P', 'phd', '2023-12-31', '2026-12-31', NULL),
    ('running', 'Oppdiktet', 'h1u', 'P', 'phd', '2020-01-01', '2023-12-31', NULL),
    ('dragging', 'Oppdiktet', 'h1', 'P', 'phd', '2020-01-01', '2023-12-30', NULL),
    ('ended', 'Oppdiktet', 'h1', 'P', 'phd', '2018-01-01', '2020-12-31', '2020-12-31'),
    ('leap', 'Oppdiktet', 'h1', 'P', 'phd', '2018-01-01', NULL, '2020-02-29'),
    ('ends today', 'Oppdiktet', 'h1', 'P', 'phd', '2018-01-01', NULL, '2023-12-31'),
    ('to end', 'Oppdiktet', 'h1', 'P', 'phd', '2018-01-01', NULL, '2024-01-01'),
    ('undated', 'Oppdiktet', 'gone', 'P', 'phd', NULL, NULL, NULL),
    ('long ago', 'Oppdiktet', NULL, 'P', 'phd', NULL, NULL, '-infinity');
INSERT INTO small.channel_level VALUES ('journal', 'two', 2021, '2'), ('journal', 'one', 2021, '1'), ('journal', 'zero', 2021, '0'), ('journal', 'x', 2021, 'X');
INSERT INTO small.publication (publication_id, year, form, journal_id, status)
SELECT 'p-' || j, 2021, 'article', j, 'published' FROM unnest('{two,one,zero,x}'::text[]) AS j
UNION ALL SELECT 'p-next', 2024, 'article', 'one', 'published' UNION ALL SELECT 'p-old', 2012, 'article', 'one', 'published';
INSERT INTO small.project_publication (project_id, publication_id, status) VALUES
    ('ended', 'p-two', 'published'), ('ended', 'p-one', 'published'), ('ended', 'p-zero', 'published'), ('ended', 'p-x', 'published'),
    ('ended', 'p-unseen', 'published'), ('ended', 'p-next', 'published'), ('ended', 'p-old', 'published'), ('ended', 'a', 'accepted'), ('ended', 'b', 'submitted'),
    ('ended', 'c', 'submitted'), ('ended', 'd', 'planned'), ('ended', 'e', NULL), ('leap', 'p-next', 'published'), ('running', 'p-two', 'published');
INSERT INTO small.clinical_study (study_id, project_id, status) VALUES ('s1', 'ended', 'completed'), ('s2', 'ended', 'completed'), ('s3', NULL, 'completed');
SET LOCAL research_indicators.source_schema = 'small';
CREATE TEMP TABLE told AS SELECT * FROM project_publication_status('2023-12-31');

SELECT results_eq($$SELECT project_id, status FROM told$$,
                  $$VALUES ('dragging', 'past_planned_end'), ('ended', 'concluded'), ('ends today', 'concluded'), ('future', 'not_started'), ('leap', 'concluded'),
                           ('long ago', 'concluded'), ('running', 'active'), ('to end', 'active'), ('today', 'active'), ('tomorrow', 'not_started'), ('undated', 'unknown')$$,
                  'not started, active, concluded, in the order of the ids');
SELECT is((SELECT array_agg(project_id) FROM told WHERE past_planned_end), '{dragging}', 'past its planned end: a fact, no deadline');
SELECT results_eq($$SELECT planned, submitted, accepted, published, published_later FROM told WHERE project_id = 'ended'$$,
                  'VALUES (1::bigint, 2::bigint, 1::bigint, 6::bigint, 1::bigint)', 'planned, submitted, accepted, published, published after the day');
SELECT results_eq($$SELECT published_level_2, published_level_1, published_level_0, published_unassigned FROM told WHERE project_id = 'ended'$$,
                  'VALUES (1::bigint, 1::bigint, 1::bigint, 3::bigint)', 'by level; an unknown publication and one before the rules have none');
SELECT is_empty('SELECT * FROM told WHERE published <> published_level_2 + published_level_1 + published_level_0 + published_unassigned', 'the levels add up');
SELECT set_eq('SELECT project_id FROM told WHERE concluded_without_publication', $${leap,"ends today","long ago"}$$::text[], 'concluded without a publication on that day');
SELECT is((SELECT array_agg(project_id) FROM project_publication_status('2024-12-31') WHERE concluded_without_publication), $${"ends today","long ago","to end"}$$,
          'a publication of the next year ends it there');
SELECT is((SELECT years_since_end FROM told WHERE project_id = 'ended'), 3, 'three years since the end');
SELECT is((SELECT years_since_end FROM told WHERE project_id = 'ends today'), 0, 'none since today');
SELECT is((SELECT years_since_end FROM project_publication_status('2024-02-28') WHERE project_id = 'leap'), 3, 'whole years: the day before a leap day');
SELECT is((SELECT years_since_end FROM project_publication_status('2024-02-29') WHERE project_id = 'leap'), 4, 'and on it');
SELECT is((SELECT years_since_end FROM told WHERE project_id = 'long ago'), NULL, 'since ever is no number of years');
SELECT is((SELECT count(*) FROM told WHERE status <> 'concluded' AND (years_since_end IS NOT NULL OR concluded_without_publication OR concluded_on IS NOT NULL)), 0::bigint,
          'years since the end only of what has ended');
SELECT is((SELECT registered_studies FROM told WHERE project_id = 'ended'), 2::bigint, 'two registered studies');
SELECT is((SELECT sum(registered_studies) FROM told), 2::numeric, 'no others');
SELECT is((SELECT institution_id || ', ' || name FROM told WHERE project_id = 'running'), 'h1, Hospital 1', 'a unit rolls up');
SELECT is((SELECT institution_id || coalesce(name, ', no name') FROM told WHERE project_id = 'undated'), 'gone, no name', 'an unknown institution keeps its id');

-- as facts: "ended" has registered studies, which are judged as such
CREATE TEMP TABLE facts AS SELECT * FROM facts_of_indicator('project_results', 2023, 'hod-2021', 'final');
SELECT results_eq($$SELECT measure, dimensions::text, value, numerator, denominator FROM facts WHERE institution_id = 'h1' ORDER BY 1, dimensions <> '{}', 2$$,
                  $$VALUES ('projects', '{}', 8::numeric, NULL::numeric, NULL::numeric), ('projects', '{"project_status": "active"}', 3, NULL, NULL),
                           ('projects', '{"project_status": "concluded"}', 2, NULL, NULL), ('projects', '{"project_status": "not_started"}', 2, NULL, NULL),
                           ('projects', '{"project_status": "past_planned_end"}', 1, NULL, NULL), ('published', '{}', 1, NULL, NULL),
                           ('without_publication', '{}', 2, NULL, NULL), ('without_publication', '{"years_since_end": "0"}', 1, NULL, NULL),
                           ('without_publication', '{"years_since_end": "3"}', 1, NULL, NULL), ('without_publication_share', '{}', 1.0000, 2, 2)$$,
                  'facts: projects by how far they are, publications, concluded ones without by years since');
SELECT set_eq($$SELECT measure, dimensions, value FROM facts WHERE unit_level = 'rhf'$$, $$SELECT measure, dimensions, value FROM facts WHERE institution_id = 'h1'$$, 'a region is its hospitals');
SELECT results_eq($$SELECT e.subject, e.reason, e.value FROM explain_fact('project_results', 'published', 2023, 'institution', 'h1', '{}', 'hod-2021') AS e
                    WHERE e.subject IN ('ended', 'running') ORDER BY 1$$, $$VALUES ('ended', 'has_registered_study', NULL::numeric), ('running', NULL, 1)$$, 'explained by the projects, and by why one is left out');
SELECT throws_ok('SELECT * FROM project_publication_status(NULL)', 'RI019', NULL, 'no day to judge on is no day');
SELECT is_empty($$SELECT column_name FROM (SELECT unnest(proargnames) AS column_name FROM pg_proc WHERE proname = 'project_publication_status') AS a WHERE column_name ~ 'overdue|due'$$,
                'nothing is overdue');

-- one meaning: who is active is on the list of ongoing projects, who is not is not
INSERT INTO small.project_hrcs SELECT p.project_id, 'research_activity', '8.1', 100 FROM small.project AS p;
SELECT set_eq($$SELECT project_id FROM health_services_research('2023-12-31')$$,
              $$SELECT project_id FROM told WHERE status = 'active' OR concluded_on = '2023-12-31'$$, 'ongoing: active on the day, or on its last day');
SELECT set_eq($$SELECT project_id FROM projects(2023) WHERE under_way$$, '{running,dragging,"ends today","to end",today}'::text[],
              'under way in the year: active on a day of it');
SELECT set_eq($$SELECT project_id FROM projects(2024) WHERE under_way$$, '{future,tomorrow,today,"to end"}'::text[], 'and in the next');

-- The sample data, counted from the source ---------------------------------------------

RESET research_indicators.source_schema;
CREATE TEMP TABLE sample AS SELECT * FROM project_publication_status('2022-12-31');
SELECT results_eq($$SELECT status, count(*) FROM sample GROUP BY status ORDER BY status$$,
                  $$SELECT CASE WHEN concluded_on <= '2022-12-31' THEN 'concluded' WHEN starts_on > '2022-12-31' THEN 'not_started'
                              WHEN concluded_on IS NULL AND ends_on < '2022-12-31' THEN 'past_planned_end' ELSE 'active' END, count(*)
                    FROM esystems.project GROUP BY 1 ORDER BY 1$$, 'states as counted from the source');
SELECT is((SELECT sum(published) FROM sample), (SELECT count(*)::numeric FROM esystems.project_publication AS j JOIN esystems.publication AS p USING (publication_id)
           WHERE j.status = 'published' AND p.year <= 2022), 'published ones as counted from the source');
SELECT is((SELECT sum(published_level_2) FROM sample),
          (SELECT count(DISTINCT (j.project_id, j.publication_id))::numeric FROM esystems.project_publication AS j
           JOIN (SELECT l.publication_id, l.level FROM generate_series(2020, 2022) AS y, publication_points(y) AS l) AS l USING (publication_id)
           WHERE j.status = 'published' AND l.level = '2'), 'level 2 as publication points have it');
SELECT cmp_ok((SELECT sum(published_level_2) FROM sample), '>', 0::numeric, 'and there are some');
SET LOCAL research_indicators.source_schema = 'nowhere';
SELECT pg_temp.refuses($$SELECT * FROM project_publication_status('2023-12-31')$$, 'RI020', 'nowhere.project', 'no source schema');

SELECT finish();
ROLLBACK;
