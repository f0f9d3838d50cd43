-- Bad rows of every kind at once, as a hospital's own views may hold them: each
-- has a finding or an error with a code of its own, and what they do not touch
-- computes as before.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(21);
SET search_path TO research_indicators, research_indicators_internal, public;

-- All figures of the year, by the unit that they are about.
CREATE FUNCTION pg_temp.figures() RETURNS TABLE (room text, unit text, figure jsonb) LANGUAGE sql STABLE AS $$
    SELECT 'research', institution_id, to_jsonb(r) FROM research_points(2023, 'illustrative') AS r
    UNION ALL SELECT 'studies', institution_id, to_jsonb(r) FROM clinical_treatment_studies(2023, 'illustrative') AS r
    UNION ALL SELECT 'targets', institution_id, to_jsonb(r) FROM clinical_study_targets(2023) AS r
    UNION ALL SELECT 'league', institution_id, to_jsonb(r) FROM study_league_table(2023) AS r
    UNION ALL SELECT 'innovation', institution_id, to_jsonb(r) FROM innovation_progress(2023, 'illustrative') AS r
    UNION ALL SELECT 'hrcs', institution_id, to_jsonb(r) FROM hrcs_distribution(2023, 'research_activity') AS r
    UNION ALL SELECT 'categories', institution_id, to_jsonb(r) FROM hrcs_distribution(2023, 'health_category', 'rhf') AS r
    UNION ALL SELECT 'services', institution_id, to_jsonb(r) FROM health_services_research_share(2023, 'rhf') AS r
$$;
CREATE TEMP TABLE before AS SELECT * FROM pg_temp.figures();
CREATE TEMP TABLE findings_before AS SELECT severity, code, relation, key FROM check_sources(2023);
SELECT cmp_ok(count(*), '>', 300::bigint, 'there are figures to compare') FROM before;

-- A view has no constraint of ours.
ALTER TABLE esystems.external_funding DROP CONSTRAINT external_funding_funder_check;
ALTER TABLE esystems.project_funding DROP CONSTRAINT project_funding_funder_check;
ALTER TABLE esystems.innovation_benefit DROP CONSTRAINT innovation_benefit_pkey;
ALTER TABLE esystems.innovation_benefit ALTER COLUMN stage DROP NOT NULL;

INSERT INTO esystems.external_funding (award_id, institution_id, year, funder, amount_nok) VALUES
    ('bad-negative', 'unn', 2023, 'EU', -1000000), ('bad-funder', 'unn', 2023, 'Legat', 5000000);
INSERT INTO esystems.project (project_id, title, institution_id, kind, starts_on) VALUES ('bad-project', 'x', 'unn', 'phd', '2023-01-01');
INSERT INTO esystems.project_funding (project_id, year, funder, amount_nok) VALUES
    ('bad-project', 2023, 'rhf', 100.01), ('bad-project', 2023, 'legat', 50), ('bad-project', 2023, 'own', -10);
INSERT INTO esystems.project_hrcs (project_id, dimension, code, percent) VALUES
    ('bad-project', 'research_activity', '2.1', 50), ('bad-project', 'research_activity', '8.1', 30);
INSERT INTO esystems.innovation_phase (innovation_id, phase, entered_on) VALUES ('made-inno-027', 'ukjent fase', '2023-05-05');
INSERT INTO esystems.innovation_benefit (innovation_id, year, kind, stage, value) VALUES ('made-inno-027', 2023, 'economic', NULL, 9);
INSERT INTO esystems.study_site (study_id, institution_id, role, opened_on) VALUES ('made-kbs-002', 'utland-se-2', 'participant', '2023-02-02');
INSERT INTO esystems.study_inclusion (study_id, institution_id, year, new_patients, source) VALUES ('made-kbs-002', 'utland-se-2', 2023, 77, 'manual');

-- Each is found -------------------------------------------------------------

CREATE TEMP TABLE finding_now AS SELECT * FROM check_sources(2023);
CREATE TEMP TABLE expected (severity, code, relation, key) AS VALUES
    ('warning', 'amount_negative', 'external_funding', 'bad-negative'), ('error', 'unknown_code', 'external_funding', 'funder=Legat'),
    ('warning', 'amount_negative', 'project_funding', 'bad-project'), ('error', 'unknown_code', 'project_funding', 'funder=legat'),
    ('error', 'hrcs_total', 'project_hrcs', 'bad-project'), ('error', 'benefit_without_stage', 'innovation_benefit', 'made-inno-027'),
    ('warning', 'site_abroad', 'study_site', 'made-kbs-002/utland-se-2');
SELECT set_eq(format('SELECT severity FROM finding_now WHERE (code, relation, key) = (%L, %L, %L)', code, relation, key),
              ARRAY[severity], format('%s of %s is a finding', code, relation)) FROM expected ORDER BY relation, code;
SELECT isnt_empty($$SELECT FROM finding_now WHERE code = 'innovation_phase_unmapped' AND key = 'ukjent fase'$$, 'an unmapped phase is a finding');
SELECT isnt_empty($$SELECT FROM finding_now WHERE code = 'inclusion_outside_specialist_care' AND key = 'made-kbs-002/utland-se-2'$$, 'so are patients abroad');
SELECT is(count(*), 0::bigint, 'every finding has a hint') FROM finding_now WHERE coalesce(hint, '') = '';
SELECT is_empty($$SELECT * FROM findings_before EXCEPT SELECT severity, code, relation, key FROM finding_now$$, 'no other finding is lost');

-- And the rest computes -----------------------------------------------------

CREATE TEMP TABLE after AS SELECT * FROM pg_temp.figures();
SELECT is_empty($$SELECT * FROM before WHERE coalesce(unit, '') <> ALL ('{unn,helse-nord,NO}') EXCEPT ALL SELECT * FROM after$$, 'all figures of the other units are as before');
SELECT is_empty($$SELECT * FROM after WHERE coalesce(unit, '') <> ALL ('{unn,helse-nord,NO}') EXCEPT ALL SELECT * FROM before$$, 'and none is new');
SELECT is_empty($$(SELECT * FROM before WHERE room IN ('studies', 'targets', 'league') EXCEPT ALL SELECT * FROM after)$$,
                'studies, targets and delivery of all units are as before: sites abroad do not count');
SELECT is((SELECT (a.figure ->> 'external_funding')::numeric - (b.figure ->> 'external_funding')::numeric
           FROM after AS a JOIN before AS b USING (room, unit) WHERE room = 'research' AND unit = 'unn'),
          -10.0000, 'negative money is subtracted, 10 points a million; an unknown funder earns nothing');
SELECT is((SELECT array_agg(k.key) FROM after AS a JOIN before AS b USING (room, unit) CROSS JOIN LATERAL jsonb_object_keys(a.figure) AS k(key)
           WHERE room = 'research' AND unit = 'unn' AND a.figure -> k.key IS DISTINCT FROM b.figure -> k.key
             AND k.key NOT IN ('external_funding', 'total', 'total_of_set_indicators')), NULL, 'the trust''s other points are as before');
SELECT is((SELECT (sum((figure ->> 'amount_nok')::numeric) - (SELECT sum((figure ->> 'amount_nok')::numeric) FROM before WHERE room = 'hrcs' AND unit = 'NO'))
           FROM after WHERE room = 'hrcs' AND unit = 'NO'), 140.01, 'percentages that total 80 lose no øre');
SELECT results_eq($$SELECT code::text, amount_nok FROM hrcs_amounts(2023, 'research_activity', 'rhf') WHERE project_id = 'bad-project'$$,
                  $$VALUES (NULL, 100.01)$$, 'the project stands without a code until they total 100');
SELECT throws_ok('SELECT * FROM grant_allocation(2025, -1, ''hod-2015'')', 'RI060', NULL, 'a negative grant is refused');
SELECT throws_ok('SELECT * FROM hrcs_distribution(2023, ''research_activity'', ''legat'')', 'RI083', NULL, 'so is an unknown funder that is asked for');
SELECT finish();
ROLLBACK;
