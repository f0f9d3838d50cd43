-- The innovation indicator: phases, adoption, benefit, points, completeness and
-- findings, against plain SQL.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(42);
SET search_path TO research_indicators, research_indicators_internal, public;

-- Unset ------------------------------------------------------------------------

SELECT is(innovation_unset_parameters('hod-2021'),
          '{innovation.adoption_points.adopter,innovation.adoption_points.origin,innovation.benefit_points.assessed,innovation.benefit_points.realised,innovation_phase}'::text[],
          'a shipped set has none of the parameters');
SELECT is((SELECT count(*) FROM innovation_progress(2023) WHERE points IS NOT NULL OR phases_entered IS NOT NULL OR phases IS NOT NULL), 0::bigint,
          'without a mapping nobody knows which phases were entered, and there are no points');
SELECT results_eq($$SELECT DISTINCT f.value FROM indicator_facts(2023) AS f WHERE f.indicator = 'innovation' AND f.measure = 'phases'$$, $$VALUES (NULL::numeric)$$,
                  'the facts are there, and without value');
SELECT cmp_ok((SELECT unmapped_phases FROM innovation_progress(2023) WHERE unit_level = 'nation'), '>', 50::bigint,
              'the site''s own names are counted as unmapped');
SELECT cmp_ok((SELECT completeness FROM innovation_progress(2023) WHERE unit_level = 'nation'), '>', 0.4, 'completeness needs no rule');
SELECT is((SELECT count(*) FROM check_rules(2023) WHERE key LIKE '%innovation%'), 0::bigint, 'an indicator that does not count needs no points');
SELECT set_eq($$SELECT key FROM check_innovations(2023) WHERE code = 'innovation_phase_unmapped' AND severity = 'notice'$$,
              $$SELECT DISTINCT phase FROM esystems.innovation_phase WHERE extract(year FROM entered_on) = 2023$$,
              'every name of the year is a finding while nothing is mapped');

-- A set with made values ---------------------------------------------------------

SELECT copy_rule_set('hod-2021', 't-inno', 'test');
SELECT set_rule_parameter('t-inno', 'innovation.' || p.name, p.value, 'illustrative', 'test')
FROM (VALUES ('adoption_points.adopter', '1.1'), ('adoption_points.origin', '0.7'),
             ('benefit_points.assessed', '0.33335'), ('benefit_points.realised', '2')) AS p(name, value);
SELECT set_rule_code('t-inno', 'innovation_phase', m.name, m.phase, 'illustrative', 'test')
FROM (VALUES ('Idé', 'idea'), ('Behov', 'idea'), ('Utredning', 'development'), ('Utvikling', 'development'), ('Pilot', 'pilot'),
             ('st-olav:Pilot', 'development'), ('Innføring', 'operation'), ('Drift', 'operation'), ('Spredning', 'spread')) AS m(name, phase);
SELECT set_rule_code('t-inno', 'innovation.phase_points', p.phase, p.points, 'illustrative', 'test')
FROM (VALUES ('idea', '0.5'), ('development', '1.00005'), ('pilot', '1.5'), ('operation', '2')) AS p(phase, points);
SELECT is(innovation_unset_parameters('t-inno'), '{innovation.phase_points.spread}'::text[], 'a phase without points is named');
SELECT is((SELECT count(*) FROM innovation_progress(2023, 't-inno') WHERE points IS NOT NULL), 0::bigint, 'and there are no points until it has them');
SELECT set_rule_parameter('t-inno', 'counts.innovation', 'true', 'site', 'test');
SELECT is((SELECT regexp_replace(message, '.* for ', '') FROM check_rules(2023, 't-inno') WHERE key = 't-inno.innovation'),
          'innovation.phase_points.spread', 'the finding names exactly that');
SELECT set_rule_code('t-inno', 'innovation.phase_points', 'spread', '3', 'illustrative', 'test');
SELECT is(innovation_unset_parameters('t-inno'), '{}'::text[], 'then nothing is unset');
SELECT results_eq($$SELECT DISTINCT key FROM check_innovations(2023, 't-inno') WHERE code = 'innovation_phase_unmapped' AND severity = 'warning'$$, $$VALUES ('Arkivert i skuffen')$$,
                  'the name that is mapped nowhere is a finding');
SELECT is((SELECT value FROM describe_rule_set('t-inno') WHERE name = 'innovation.phase_points.pilot'), '1.5', 'phases and points are described with the set');

-- The oracle: plain SQL over the tables ---------------------------------------------

CREATE TEMP TABLE oracle_project AS
    SELECT n.innovation_id, coalesce(u.parent_id, n.institution_id) AS top_id, t.rhf_id,
           coalesce(n.funding_mode, 'unknown') AS mode, n.status, n.registered_on, n.adopted_from, n.adopted_on
    FROM esystems.innovation AS n
    JOIN esystems.institution AS u USING (institution_id)
    JOIN esystems.institution AS t ON t.institution_id = coalesce(u.parent_id, n.institution_id);
CREATE TEMP TABLE oracle_entry AS
    SELECT p.innovation_id, p.top_id, p.rhf_id, p.mode, e.phase AS name, e.entered_on,
           CASE WHEN e.phase = 'Pilot' AND p.top_id = 'st-olav' THEN 'development' ELSE m.phase END AS phase
    FROM oracle_project AS p JOIN esystems.innovation_phase AS e USING (innovation_id)
    LEFT JOIN (VALUES ('Idé', 'idea'), ('Behov', 'idea'), ('Utredning', 'development'), ('Utvikling', 'development'), ('Pilot', 'pilot'),
                      ('Innføring', 'operation'), ('Drift', 'operation'), ('Spredning', 'spread')) AS m(name, phase) ON m.name = e.phase;
CREATE TEMP TABLE oracle_event AS
    SELECT y.year, e.top_id, e.rhf_id, e.mode, 'phase ' || e.phase AS what,
           CASE e.phase WHEN 'idea' THEN 0.5 WHEN 'development' THEN 1.00005 WHEN 'pilot' THEN 1.5 WHEN 'operation' THEN 2 ELSE 3 END AS points
    FROM generate_series(2019, 2023) AS y(year),
         (SELECT innovation_id, top_id, rhf_id, mode, phase, min(entered_on) AS entered_on FROM oracle_entry
          WHERE phase IS NOT NULL GROUP BY 1, 2, 3, 4, 5) AS e
    WHERE extract(year FROM e.entered_on) = y.year
    UNION ALL
    SELECT extract(year FROM e.entered_on), e.top_id, e.rhf_id, e.mode, 'unmapped', 0 FROM oracle_entry AS e
    WHERE e.phase IS NULL AND e.entered_on IS NOT NULL
    UNION ALL
    SELECT extract(year FROM a.adopted_on), p.top_id, p.rhf_id, p.mode, p.what, p.points
    FROM oracle_project AS a JOIN oracle_project AS o ON o.innovation_id = a.adopted_from AND o.top_id <> a.top_id
    CROSS JOIN LATERAL (VALUES (a.top_id, a.rhf_id, a.mode, 'adopter', 1.1), (o.top_id, o.rhf_id, o.mode, 'origin', 0.7))
        AS p(top_id, rhf_id, mode, what, points)
    WHERE a.adopted_on IS NOT NULL
    UNION ALL
    SELECT b.year, p.top_id, p.rhf_id, p.mode, b.stage, CASE b.stage WHEN 'assessed' THEN 0.33335 ELSE 2 END
    FROM oracle_project AS p
    JOIN (SELECT DISTINCT innovation_id, year, stage FROM esystems.innovation_benefit) AS b USING (innovation_id);
CREATE TEMP TABLE oracle_registered AS
    SELECT y.year, p.top_id, p.rhf_id, p.mode,
           EXISTS (SELECT FROM oracle_entry AS e WHERE e.innovation_id = p.innovation_id AND (e.entered_on IS NULL OR e.entered_on <= make_date(y.year, 12, 31)))
           AND NOT EXISTS (SELECT FROM oracle_entry AS e WHERE e.innovation_id = p.innovation_id AND e.entered_on IS NULL) AS dated,
           EXISTS (SELECT FROM esystems.innovation_benefit AS b WHERE b.innovation_id = p.innovation_id AND b.year <= y.year) AS benefit,
           p.status IS NOT NULL AS status
    FROM generate_series(2019, 2023) AS y(year), oracle_project AS p WHERE p.registered_on <= make_date(y.year, 12, 31);
CREATE TEMP TABLE oracle_unit AS
    SELECT DISTINCT l.level, l.id, i.institution_id AS top_id
    FROM esystems.institution AS i
    CROSS JOIN LATERAL (VALUES ('institution', i.institution_id), ('rhf', i.rhf_id), ('nation', CASE WHEN i.rhf_id IS NOT NULL THEN 'NO' END)) AS l(level, id)
    WHERE i.kind <> 'unit' AND i.reporting AND l.id IS NOT NULL;
-- points are rounded once per institution
CREATE TEMP TABLE oracle_points AS
    SELECT year, top_id, round(sum(points), 4) AS points FROM oracle_event GROUP BY year, top_id;

SELECT cmp_ok((SELECT count(*) FROM oracle_event WHERE what IN ('adopter', 'origin')), '>', 10::bigint, 'the sample has adoptions');
SELECT set_eq(
    format($$SELECT unit_level, institution_id, phases_entered, unmapped_phases, adoptions_in, adoptions_out, benefit_assessed, benefit_realised, points,
                    registered, with_phase_dates, with_benefit, with_status, complete, completeness FROM innovation_progress(%s, 't-inno')$$, y),
    format($$SELECT u.level, u.id, e.phases, e.unmapped, e.adopter, e.origin, e.assessed, e.realised,
                    (SELECT coalesce(sum(p.points), 0) FROM oracle_points AS p WHERE p.year = %1$s AND p.top_id = ANY (u.tops)),
                    r.n, r.dated, r.benefit, r.status, r.complete, round(1.0 * r.complete / nullif(r.n, 0), 4)
             FROM (SELECT level, id, array_agg(top_id) AS tops FROM oracle_unit GROUP BY level, id) AS u
             CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE what LIKE 'phase %%') AS phases, count(*) FILTER (WHERE what = 'unmapped') AS unmapped,
                                        count(*) FILTER (WHERE what = 'adopter') AS adopter, count(*) FILTER (WHERE what = 'origin') AS origin,
                                        count(*) FILTER (WHERE what = 'assessed') AS assessed, count(*) FILTER (WHERE what = 'realised') AS realised
                                 FROM oracle_event WHERE year = %1$s AND top_id = ANY (u.tops)) AS e
             CROSS JOIN LATERAL (SELECT count(*) AS n, count(*) FILTER (WHERE dated) AS dated, count(*) FILTER (WHERE benefit) AS benefit,
                                        count(*) FILTER (WHERE status) AS status, count(*) FILTER (WHERE dated AND benefit AND status) AS complete
                                 FROM oracle_registered WHERE year = %1$s AND top_id = ANY (u.tops)) AS r$$, y),
    format('innovation progress of %s is that of plain SQL, to the last digit', y))
FROM generate_series(2019, 2023) AS y;
SELECT set_eq($$SELECT p.institution_id, f.key, f.value::bigint FROM innovation_progress(2023, 't-inno') AS p, jsonb_each_text(p.phases) AS f WHERE p.unit_level = 'rhf'$$,
              $$SELECT rhf_id, substr(what, 7), count(*) FROM oracle_event WHERE year = 2023 AND what LIKE 'phase %' GROUP BY 1, 2$$,
              'phases entered, per phase of the rule set');
SELECT set_eq($$SELECT funding_mode, phases_entered, adoptions_in, adoptions_out, registered, points
                FROM innovation_progress_by_funding(2023, 't-inno') WHERE unit_level = 'nation' AND funding_mode IS NOT NULL$$,
              $$SELECT r.mode, e.phases, e.adopter, e.origin, count(*), e.points
                FROM oracle_registered AS r
                CROSS JOIN LATERAL (SELECT sum(c.phases)::bigint AS phases, sum(c.adopter)::bigint AS adopter, sum(c.origin)::bigint AS origin, sum(c.points) AS points
                                    FROM (SELECT count(*) FILTER (WHERE what LIKE 'phase %') AS phases, count(*) FILTER (WHERE what = 'adopter') AS adopter,
                                                 count(*) FILTER (WHERE what = 'origin') AS origin, round(sum(points), 4) AS points
                                          FROM oracle_event WHERE year = 2023 AND mode = r.mode GROUP BY top_id) AS c) AS e
                WHERE r.year = 2023 GROUP BY r.mode, e.phases, e.adopter, e.origin, e.points$$, 'split by funding mode');
SELECT is((SELECT sum(phases_entered + unmapped_phases + benefit_assessed + registered) FROM innovation_progress_by_funding(2023, 't-inno') WHERE funding_mode IS NOT NULL),
          (SELECT sum(phases_entered + unmapped_phases + benefit_assessed + registered) FROM innovation_progress(2023, 't-inno')),
          'counts of the modes add up');

-- in the research points
SELECT results_eq($$SELECT institution_id, innovation FROM research_points(2023, 't-inno')$$,
                  $$SELECT r.institution_id, coalesce(p.points, 0) FROM research_points(2023) AS r LEFT JOIN oracle_points AS p ON p.top_id = r.institution_id AND p.year = 2023
                    ORDER BY r.institution_id COLLATE "C"$$, 'innovation points stand in the research points');
SELECT is((SELECT count(*) FROM research_points(2023, 't-inno') WHERE total IS NOT NULL), 0::bigint, 'the total waits for the clinical studies');
SELECT is((SELECT count(*) FROM research_points(2023, 't-inno') AS a JOIN research_points(2023) AS b USING (institution_id)
           WHERE a.total_of_set_indicators IS DISTINCT FROM b.total_of_set_indicators + a.innovation), 0::bigint, 'the total of set indicators has them');
SELECT set_rule_parameter('t-inno', 'counts.clinical_studies', 'false', 'site', 'test');
SELECT is((SELECT count(*) FROM research_points(2023, 't-inno') WHERE total IS DISTINCT FROM publications + doctorates + external_funding + innovation),
          0::bigint, 'and the total too where nothing else is missing');
SELECT results_eq($$SELECT institution_id, innovation, total FROM research_point_sums(2023, 't-inno') WHERE unit_level = 'rhf' ORDER BY 1$$,
                  $$SELECT region_id, sum(innovation), sum(total) FROM research_points(2023, 't-inno') WHERE region_id IS NOT NULL GROUP BY 1 ORDER BY 1$$, 'regions add them up');
SELECT is((SELECT DISTINCT f.origin FROM indicator_facts(2023, 't-inno') AS f WHERE f.indicator = 'research_points'), 'illustrative',
          'a total with illustrative points is illustrative');
SELECT throws_ok($$SELECT set_rule_code('t-inno', 'innovation_phase', 'Pilot', 'Stor Fase', 'site', 'test')$$, 'RI033', NULL, 'a phase of the rule set is a code');
SELECT throws_ok($$SELECT set_rule_code('t-inno', 'innovation.phase_points', 'pilot', '-1', 'site', 'test')$$, 'RI033', NULL, 'points are not negative');

-- A schema by hand ------------------------------------------------------------------

SELECT create_source_tables('t_inno');
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_inno.delivery_statement;
SET research_indicators.source_schema = 't_inno';
-- a site's views need not have the keys of the built-in tables
ALTER TABLE t_inno.innovation_benefit DROP CONSTRAINT innovation_benefit_pkey, ALTER COLUMN stage DROP NOT NULL;
INSERT INTO t_inno.institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('r1', 'Region 1', 'rhf', NULL, 'r1', 'NO', true), ('h1', 'Hospital 1', 'hf', NULL, 'r1', 'NO', true), ('h1u', 'Unit', 'unit', 'h1', NULL, NULL, false),
    ('h2', 'Hospital 2', 'hf', NULL, 'r1', 'NO', true), ('se', 'Abroad', 'other', NULL, NULL, 'SE', false);
INSERT INTO t_inno.innovation (innovation_id, institution_id, status, funding_mode, registered_on, adopted_from, adopted_on) VALUES
    ('a', 'h1', 'active', 'open', '2022-01-01', NULL, NULL), ('b', 'h2', 'active', NULL, '2023-01-01', 'a', '2023-05-05'),
    ('c', 'h1u', NULL, 'none', '2023-01-01', 'a', '2023-06-06'), ('d', 'h2', 'stopped', 'none', '2024-01-01', 'a', NULL),
    ('e', 'se', 'active', 'open', '2023-01-01', 'b', '2023-07-07'), ('f', 'nowhere', 'active', 'open', '2023-01-01', NULL, NULL);
INSERT INTO t_inno.innovation_phase VALUES
    ('a', 'Idé', '2022-12-31'), ('a', 'Behov', '2023-02-02'), ('a', ' Pilot ', '2023-12-31'), ('a', 'Drift', '2024-01-01'),
    ('b', 'Idé', NULL), ('c', 'Idé', '2023-01-01'), ('c', 'Rart', '2023-01-02'), ('f', 'Idé', '2023-01-01');
INSERT INTO t_inno.innovation_benefit VALUES
    ('a', 2023, 'economic', 'assessed', 10), ('a', 2023, 'patient', 'assessed', NULL), ('a', 2023, 'economic', 'realised', -5),
    ('b', 2023, 'economic', NULL, 7), ('c', 2022, 'economic', 'assessed', 7);
SELECT results_eq($$SELECT institution_id, unit_level, phases_entered, phases, unmapped_phases, adoptions_in, adoptions_out, benefit_assessed, benefit_realised, points,
                           registered, with_phase_dates, with_benefit, with_status, complete, completeness FROM innovation_progress(2023, 't-inno')$$,
    -- h1: idea of c, pilot of a (its idea is of 2022 under another name); 0.5 + 1.5 + 0.7 + 0.33335 + 2
    $$VALUES ('h1', 'institution', 2::bigint, '{"idea": 1, "pilot": 1}'::jsonb, 1::bigint, 0::bigint, 1::bigint, 1::bigint, 1::bigint, 5.0334,
              2::bigint, 2::bigint, 2::bigint, 1::bigint, 1::bigint, 0.5000),
             ('h2', 'institution', 0, '{}', 0, 1, 1, 0, 0, 1.8, 1, 0, 0, 1, 0, 0),
             ('r1', 'institution', 0, '{}', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL),
             ('se', 'institution', 0, '{}', 0, 1, 0, 0, 0, 1.1, 1, 0, 0, 1, 0, 0),
             ('r1', 'rhf', 2, '{"idea": 1, "pilot": 1}', 1, 1, 2, 1, 1, 6.8334, 3, 2, 2, 2, 1, 0.3333),
             ('NO', 'nation', 2, '{"idea": 1, "pilot": 1}', 1, 1, 2, 1, 1, 6.8334, 3, 2, 2, 2, 1, 0.3333)$$, 'progress by hand');
-- a set that knows one hospital's name for one phase
SELECT copy_rule_set('hod-2021', 't-one', 'one name');
SELECT set_rule_code('t-one', 'innovation_phase', 'h1:Idé', 'idea', 'site', 'test');
SELECT results_eq($$SELECT institution_id, unit_level, phases_entered FROM innovation_progress(2023, 't-one')$$,
                  $$VALUES ('h1', 'institution', 1::bigint), ('h2', 'institution', NULL), ('r1', 'institution', 0), ('se', 'institution', 0), ('r1', 'rhf', 1), ('NO', 'nation', 1)$$,
                  'none of its names mapped: not known; nothing registered: none');
SELECT results_eq($$SELECT f.institution_id, f.unit_level, f.value FROM indicator_facts(2023, 't-one') AS f
                    WHERE f.indicator = 'innovation' AND f.measure = 'phases' AND f.dimensions = '{}' ORDER BY f.unit_level, 1$$,
                  $$VALUES ('h1', 'institution', 1::numeric), ('h2', 'institution', NULL), ('r1', 'institution', 0), ('se', 'institution', 0), ('NO', 'nation', 1), ('r1', 'rhf', 1)$$,
                  'the facts say the same');
SELECT is((SELECT e.reason FROM explain_fact('innovation', 'phases', 2023, 'institution', 'h2', '{}', 't-one') AS e WHERE e.kind = 'result'), 'phase_unmapped',
          'and the explanation says why');
SELECT is((SELECT count(*) FROM innovation_progress(2023, 'hod-2021') WHERE phases_entered IS NOT NULL), 0::bigint, 'a set that maps nothing knows of nobody');
SELECT results_eq($$SELECT code, key, severity FROM check_innovations(2023, 't-inno')$$,
    $$VALUES ('adoption_undated', 'd', 'warning'), ('adoption_within_institution', 'c', 'notice'), ('benefit_negative', 'a', 'warning'),
             ('benefit_without_stage', 'b', 'error'), ('innovation_abroad', 'e', 'warning'), ('innovation_phase_undated', 'b', 'warning'),
             ('innovation_phase_unmapped', 'Rart', 'warning'), ('institution_unknown', 'f', 'error')$$, 'every doubtful row is a finding');
SELECT is((SELECT count(*) FROM check_sources(2023) WHERE code = 'benefit_without_stage'), 1::bigint, 'check_sources has them');
SELECT is((SELECT count(*) FROM innovation_progress(2018, 't-inno') WHERE phases_entered + registered > 0), 0::bigint, 'a year without data counts nothing');
SELECT throws_ok($$SELECT * FROM innovation_progress(2023, 'nvi-2015')$$, 'RI010', NULL, 'an NVI set is none of this family');
SELECT throws_ok($$SELECT * FROM check_innovations(2023, 'none')$$, 'RI010', NULL, 'an unknown set is an error');
DROP TABLE t_inno.innovation_phase;
SELECT throws_ok($$SELECT * FROM innovation_progress(2023)$$, 'RI020', NULL, 'a missing relation is an error of its own');
SELECT lives_ok($$SELECT * FROM research_points(2023)$$, 'research points do not need it while its points are unset');

SELECT finish();
ROLLBACK;
