-- Clinical treatment studies: counts, points and findings, against plain SQL.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET jit = off;
BEGIN;
SELECT plan(59);
SET search_path TO research_indicators, research_indicators_internal, public;

-- The oracle -----------------------------------------------------------------
-- knows nothing of the functions: institutions by their own parent links, one
-- study per shared MADE identifier, which starts once in every unit, counts from
-- the tables.

CREATE TEMP TABLE oracle_unit AS
    WITH RECURSIVE up AS (
        SELECT institution_id, institution_id AS top_id, parent_id FROM esystems.institution
        UNION ALL
        SELECT u.institution_id, i.institution_id, i.parent_id
        FROM up AS u JOIN esystems.institution AS i ON i.institution_id = u.parent_id)
    SELECT u.institution_id, u.top_id, t.rhf_id
    FROM up AS u JOIN esystems.institution AS t ON t.institution_id = u.top_id
    WHERE u.parent_id IS NULL AND t.kind IN ('hf', 'rhf', 'private_nonprofit');

CREATE TEMP TABLE oracle_study AS
    SELECT s.study_id, s.starts_on,
           coalesce((SELECT min(b.study_id) FROM esystems.study_identifier AS a
                     JOIN esystems.study_identifier AS b USING (identifier) WHERE a.study_id = s.study_id), s.study_id) AS entity
    FROM esystems.clinical_study AS s
    WHERE s.kind = 'other_intervention' OR s.kind = 'drug' AND s.phase IS DISTINCT FROM '0';

CREATE TEMP TABLE oracle_inclusion AS
    SELECT c.year, u.top_id, u.rhf_id, s.entity, c.new_patients, c.source
    FROM esystems.study_inclusion AS c JOIN oracle_study AS s USING (study_id) JOIN oracle_unit AS u USING (institution_id);

CREATE TEMP TABLE oracle_start AS
    SELECT extract(year FROM min(coalesce(t.opened_on, CASE t.role WHEN 'coordinator' THEN s.starts_on END)))::int AS year, l.level, l.id, s.entity
    FROM esystems.study_site AS t JOIN oracle_study AS s USING (study_id) JOIN oracle_unit AS u USING (institution_id)
    CROSS JOIN LATERAL (VALUES ('institution', u.top_id), ('rhf', u.rhf_id), ('nation', 'NO')) AS l(level, id)
    GROUP BY l.level, l.id, s.entity;

CREATE TEMP TABLE oracle_coordination AS
    SELECT DISTINCT c.year, u.top_id, u.rhf_id, s.entity
    FROM esystems.study_site AS t JOIN oracle_study AS s USING (study_id) JOIN oracle_unit AS u USING (institution_id)
    JOIN oracle_inclusion AS c ON c.entity = s.entity AND c.new_patients > 0
    WHERE t.role = 'coordinator';

CREATE TEMP TABLE oracle_level AS
    SELECT DISTINCT l.level, l.id, u.top_id
    FROM oracle_unit AS u CROSS JOIN LATERAL (VALUES ('institution', u.top_id), ('rhf', u.rhf_id), ('nation', 'NO')) AS l(level, id);

CREATE TEMP TABLE oracle_count AS
    SELECT y.year, l.level AS unit_level, l.id AS institution_id,
           (SELECT count(DISTINCT c.entity) FROM oracle_inclusion AS c
            WHERE c.year = y.year AND c.new_patients > 0 AND c.top_id = ANY (l.tops)) AS studies,
           (SELECT coalesce(sum(c.new_patients), 0) FROM oracle_inclusion AS c WHERE c.year = y.year AND c.top_id = ANY (l.tops)) AS new_patients,
           (SELECT count(DISTINCT o.entity) FROM oracle_start AS o WHERE o.year = y.year AND o.level = l.level AND o.id = l.id) AS started,
           (SELECT count(DISTINCT k.entity) FROM oracle_coordination AS k WHERE k.year = y.year AND k.top_id = ANY (l.tops)) AS coordinated,
           (SELECT count(*) FROM oracle_inclusion AS c WHERE c.year = y.year AND c.top_id = ANY (l.tops)) AS figures,
           (SELECT count(*) FROM oracle_inclusion AS c WHERE c.year = y.year AND c.source = 'manual' AND c.top_id = ANY (l.tops)) AS manual,
           (SELECT count(*) FROM oracle_inclusion AS c WHERE c.year = y.year AND c.source = 'ehr' AND c.top_id = ANY (l.tops)) AS ehr,
           (SELECT count(*) FROM oracle_inclusion AS c WHERE c.year = y.year AND c.source = 'registry' AND c.top_id = ANY (l.tops)) AS registry
    FROM generate_series(2017, 2023) AS y(year)
    CROSS JOIN (SELECT level, id, array_agg(top_id) AS tops FROM oracle_level GROUP BY level, id) AS l;

SELECT cmp_ok((SELECT sum(new_patients) FROM oracle_count WHERE unit_level = 'nation'), '>', 1000::numeric, 'the sample has something to count');
SELECT set_eq(
    format($$SELECT %s, unit_level, institution_id, studies, new_patients::numeric, started, coordinated, figures,
                    figures_manual, figures_ehr, figures_registry FROM clinical_treatment_studies(%s)$$, y, y),
    format($$SELECT year, unit_level, institution_id, studies, new_patients::numeric, started, coordinated, figures, manual, ehr, registry
             FROM oracle_count WHERE year = %s$$, y),
    format('counts of %s are those of plain SQL', y))
FROM generate_series(2017, 2023) AS y;
SELECT is((SELECT count(*) FROM clinical_treatment_studies(2023) WHERE points IS NOT NULL), 0::bigint,
          'the counts stand without any points parameter, the points do not');
SELECT is((SELECT count(*) FROM clinical_treatment_studies(2023)
           WHERE figures > 0 AND (manual_share, ehr_share, registry_share) IS DISTINCT FROM
                 (round(1.0 * figures_manual / figures, 4), round(1.0 * figures_ehr / figures, 4), round(1.0 * figures_registry / figures, 4))),
          0::bigint, 'shares of figures by source');
SELECT cmp_ok((SELECT sum(studies) FROM clinical_treatment_studies(2023) WHERE unit_level = 'rhf'), '>',
              (SELECT studies FROM clinical_treatment_studies(2023) WHERE unit_level = 'nation')::numeric,
              'studies of the regions are more than the nation''s: they do not add up');
SELECT is((SELECT sum(new_patients) FROM clinical_treatment_studies(2023) WHERE unit_level = 'rhf'),
          (SELECT new_patients FROM clinical_treatment_studies(2023) WHERE unit_level = 'nation')::numeric, 'patients do add up');

-- Points ---------------------------------------------------------------------

SELECT is(clinical_study_unset_parameters('hod-2021'),
          '{clinical_studies.coordination_points,clinical_studies.patient_base,clinical_studies.patient_curve,clinical_studies.patient_points,clinical_studies.startup_points}'::text[],
          'a shipped set has none of the parameters');
SELECT results_eq($$SELECT code, key FROM check_rules(2023) WHERE key = 'hod-2021.clinical_studies'$$,
                  $$VALUES ('unset_parameter', 'hod-2021.clinical_studies')$$, 'the finding says so');
SELECT is((SELECT regexp_replace(message, '.* for ', '') FROM check_rules(2023) WHERE key = 'hod-2021.clinical_studies'),
          array_to_string(clinical_study_unset_parameters('hod-2021'), ', '), 'and names them exactly');

SELECT copy_rule_set('hod-2021', 't-kbs', 'test');
SELECT set_rule_parameter('t-kbs', 'clinical_studies.' || p.name, p.value, 'illustrative', 'test')
FROM (VALUES ('startup_points', '2'), ('coordination_points', '1.5'), ('patient_points', '0.37')) AS p(name, value);
SELECT is(clinical_study_unset_parameters('t-kbs'), '{clinical_studies.patient_base,clinical_studies.patient_curve}'::text[], 'what is still missing');
SELECT set_rule_parameter('t-kbs', 'clinical_studies.patient_curve', 'linear', 'illustrative', 'test');
SELECT is(clinical_study_unset_parameters('t-kbs'), '{}'::text[], 'a linear curve needs no base');
SELECT is((SELECT count(*) FROM check_rules(2023, 't-kbs') WHERE code = 'unset_parameter'), 0::bigint, 'then nothing is unset');

CREATE TEMP TABLE oracle_points AS
    SELECT c.year, i.id AS top_id, b.base, v.curve,
           round(2 * c.started + 1.5 * c.coordinated + coalesce((
               SELECT sum(CASE v.curve WHEN 'linear' THEN 0.37 * g.n
                                       WHEN 'square_root' THEN 0.37 * sqrt(g.n * 1e50) / 1e25
                                       WHEN 'logarithmic' THEN 0.37 * ln(1.000000000000000000000000000000000000000000000 * (1 + g.n))
                                       ELSE CASE WHEN g.n >= 20 THEN 3.25 WHEN g.n >= 5 THEN 1.3333333333 WHEN g.n >= 2 THEN 1 ELSE 0 END END)
               FROM (SELECT sum(o.new_patients)::numeric AS n FROM oracle_inclusion AS o
                     WHERE o.year = c.year AND o.top_id = i.id
                     GROUP BY CASE b.base WHEN 'study' THEN o.entity END) AS g), 0), 4) AS points
    FROM oracle_count AS c
    JOIN (SELECT id FROM oracle_level WHERE level = 'institution') AS i ON i.id = c.institution_id
    CROSS JOIN (VALUES ('study'), ('institution')) AS b(base)
    CROSS JOIN (VALUES ('linear'), ('square_root'), ('logarithmic'), ('brackets')) AS v(curve)
    WHERE c.unit_level = 'institution';

SELECT set_rule_parameter('t-kbs', 'clinical_studies.patient_curve', 'brackets', 'illustrative', 'test');
SELECT is(clinical_study_unset_parameters('t-kbs'), '{clinical_studies.patient_base,clinical_studies.patient_brackets}'::text[],
          'brackets need a base and brackets');
SELECT set_rule_code('t-kbs', 'clinical_studies.patient_brackets', b.from_patients, b.points, 'illustrative', 'test')
FROM (VALUES ('2', '1'), ('5', '1.3333333333'), ('20', '3.25')) AS b(from_patients, points);
SELECT set_rule_parameter('t-kbs', 'clinical_studies.patient_points', NULL, 'site', 'test');
SELECT set_rule_parameter('t-kbs', 'clinical_studies.patient_base', 'study', 'illustrative', 'test');
SELECT is(clinical_study_unset_parameters('t-kbs'), '{}'::text[], 'and no patient_points');
SELECT set_rule_parameter('t-kbs', 'clinical_studies.patient_points', '0.37', 'illustrative', 'test');

-- a rule set per curve and base
SELECT copy_rule_set('t-kbs', replace(format('t-kbs-%s-%s', v.curve, b.base), '_', '-'), 'test')
FROM unnest('{linear,square_root,logarithmic,brackets}'::text[]) AS v(curve), unnest('{study,institution}'::text[]) AS b(base);
SELECT set_rule_parameter(replace(format('t-kbs-%s-%s', v.curve, b.base), '_', '-'), 'clinical_studies.patient_' || p.name,
                          CASE p.name WHEN 'curve' THEN v.curve ELSE b.base END, 'illustrative', 'test')
FROM unnest('{linear,square_root,logarithmic,brackets}'::text[]) AS v(curve), unnest('{study,institution}'::text[]) AS b(base),
     unnest('{curve,base}'::text[]) AS p(name);
SELECT set_eq(
    format($$SELECT y, s.institution_id, s.points FROM generate_series(2020, 2023) AS y, clinical_treatment_studies(y, %L) AS s
             WHERE s.unit_level = 'institution'$$, replace(format('t-kbs-%s-%s', v.curve, b.base), '_', '-')),
    format('SELECT year, top_id, points FROM oracle_points WHERE year >= 2020 AND curve = %L AND base = %L', v.curve, b.base),
    format('points of the curve %s over the patients of each %s are those of plain SQL, to the last digit', v.curve, b.base))
FROM unnest('{linear,square_root,logarithmic,brackets}'::text[]) AS v(curve), unnest('{study,institution}'::text[]) AS b(base);
SELECT results_eq($$SELECT institution_id, points FROM clinical_treatment_studies(2023, 't-kbs-square-root-study') WHERE unit_level <> 'institution' ORDER BY 1$$,
                  $$SELECT l.id, sum(o.points) FROM oracle_points AS o JOIN oracle_level AS l USING (top_id)
                    WHERE o.year = 2023 AND o.curve = 'square_root' AND o.base = 'study' AND l.level <> 'institution' GROUP BY l.id ORDER BY 1$$,
                  'regions and nation add up the rounded points of their institutions');
SELECT results_eq($$SELECT patient_curve_points(n, c, 1.5, NULL, NULL) FROM (VALUES (16, 'square_root'), (0, 'logarithmic'), (0, 'square_root'), (7, 'linear')) AS v(n, c)$$,
                  $$VALUES (6::numeric), (0), (0), (10.5)$$, 'points of the curves by hand');
SELECT is(patient_curve_points(1, 'brackets', NULL, '{2}', '{9}'), 0::numeric, 'fewer patients than the lowest bracket earn nothing');
SELECT is(patient_curve_points(2, 'brackets', NULL, '{2,3}', '{9,10}'), 9::numeric, 'a bracket holds from its number on');
SELECT is(patient_curve_points(2, NULL, 1, NULL, NULL), NULL, 'no curve, no points');

-- in the research points
SELECT is((SELECT count(*) FROM research_points(2023) WHERE clinical_studies IS NOT NULL OR total IS NOT NULL), 0::bigint,
          'unset points leave the total NULL');
SELECT results_eq(
    $$SELECT r.institution_id, r.clinical_studies, r.total, r.total_of_set_indicators FROM research_points(2023, 't-kbs-logarithmic-study') AS r$$,
    $$SELECT r.institution_id, coalesce(o.points, 0), r.total_of_set_indicators + coalesce(o.points, 0), r.total_of_set_indicators + coalesce(o.points, 0)
      FROM research_points(2023) AS r
      LEFT JOIN oracle_points AS o ON o.top_id = r.institution_id AND o.year = 2023 AND o.curve = 'logarithmic' AND o.base = 'study'
      ORDER BY r.institution_id COLLATE "C"$$, 'set points are part of the research points, universities have none');
SELECT results_eq($$SELECT institution_id, clinical_studies, total FROM research_point_sums(2023, 't-kbs-logarithmic-study') WHERE unit_level = 'rhf' ORDER BY 1$$,
                  $$SELECT region_id, sum(clinical_studies), sum(total) FROM research_points(2023, 't-kbs-logarithmic-study') WHERE region_id IS NOT NULL GROUP BY 1 ORDER BY 1$$,
                  'regions add them up');
SELECT is((SELECT DISTINCT f.origin FROM indicator_facts(2023, 't-kbs') AS f WHERE f.indicator = 'research_points'), 'illustrative',
          'a total with illustrative points is illustrative');
SELECT set_rule_parameter('t-kbs', 'counts.clinical_studies', 'false', 'site', 'test');
SELECT is((SELECT count(*) FROM research_points(2023, 't-kbs') AS r JOIN research_points(2023, 'hod-2015') AS h USING (institution_id)
           WHERE r.total IS DISTINCT FROM h.total OR r.clinical_studies IS NULL), 0::bigint,
          'an indicator that does not count has points, outside the total');
SELECT isnt((SELECT DISTINCT f.origin FROM indicator_facts(2023, 't-kbs') AS f WHERE f.indicator = 'research_points'), 'illustrative',
            'and leaves no trace in the origin');

-- Setting lists ----------------------------------------------------------------

SELECT throws_ok($$SELECT set_rule_code('hod-2021', 'clinical_studies.patient_brackets', '1', '1', 'site', 'test')$$, 'RI031', NULL, 'a shipped set is read-only');
SELECT throws_ok($$SELECT set_rule_code('t-none', 'clinical_studies.patient_brackets', '1', '1', 'site', 'test')$$, 'RI010', NULL, 'the set exists');
SELECT throws_ok($$SELECT set_rule_code('t-kbs', 'isbn_required', 'article', 'article', 'site', 'test')$$, 'RI015', NULL, 'the list is one of the family');
SELECT throws_ok($$SELECT set_rule_code('t-kbs', 'clinical_studies.patient_brackets', '0', '1', 'site', 'test')$$, 'RI033', NULL, 'a bracket begins at 1 or more');
SELECT throws_ok($$SELECT set_rule_code('t-kbs', 'clinical_studies.patient_brackets', '1', 'many', 'site', 'test')$$, 'RI033', NULL, 'points are a number');
SELECT throws_ok($$SELECT set_rule_code('t-kbs', 'clinical_studies.patient_brackets', '1', '1', 'rumour', 'test')$$, 'RI036', NULL, 'the origin is one of four');
SELECT throws_ok($$INSERT INTO rule_code VALUES ('t-kbs', 'clinical_studies.patient_brackets', '1', '1e3', 'site', 'test')$$, '23514', NULL, 'the table checks too');
SELECT set_rule_code('t-kbs', 'clinical_studies.patient_brackets', '20', NULL, 'site', 'test');
SELECT results_eq($$SELECT code FROM rule_set_codes('t-kbs', 'clinical_studies.patient_brackets')$$, $$VALUES ('2'), ('5')$$, 'folds_to NULL takes a code out');
SELECT is((SELECT value FROM describe_rule_set('t-kbs') WHERE name = 'clinical_studies.patient_brackets.5'), '1.3333333333', 'brackets are described with the set');

-- The published figures about completed studies are not disturbed ----------------

SELECT results_eq($$SELECT studies, reported, timely, overdue, patients_unreported FROM publication_status_summary('2023-12-31', 'nordic') WHERE unit_level = 'nation'$$,
                  $$VALUES (328::bigint, 234::bigint, 148::bigint, 94::bigint, 11972::bigint)$$, 'made studies have no part in the published figures');

-- A schema by hand: every doubtful row ---------------------------------------------

SELECT create_source_tables('t_kbs');
-- it keeps no statements: what has no rows is nothing
DROP TABLE t_kbs.delivery_statement;
SET research_indicators.source_schema = 't_kbs';
INSERT INTO t_kbs.institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('r1', 'Region 1', 'rhf', NULL, 'r1', 'NO', true), ('r2', 'Region 2', 'rhf', NULL, 'r2', 'NO', true),
    ('h1', 'Hospital 1', 'hf', NULL, 'r1', 'NO', true), ('h1u', 'Unit', 'unit', 'h1', NULL, NULL, false),
    ('h2', 'Hospital 2', 'hf', NULL, 'r1', 'NO', true), ('h3', 'Hospital 3', 'hf', NULL, 'r2', 'NO', true),
    ('u1', 'University', 'university', NULL, NULL, 'NO', true), ('se', 'Abroad', 'other', NULL, NULL, 'SE', false);
INSERT INTO t_kbs.clinical_study (study_id, kind, phase, starts_on, status) VALUES
    ('a', 'drug', '2', '2022-05-01', 'recruiting'), ('b', 'drug', '2', '2022-05-01', 'recruiting'), ('c', 'drug', '3', '2022-05-01', 'recruiting'),
    ('d', 'other_intervention', NULL, '2023-02-01', 'recruiting'), ('e', NULL, NULL, '2023-02-01', 'recruiting'),
    ('f', 'drug', '0', '2023-02-01', 'recruiting'), ('g', 'drug', NULL, '2023-02-01', 'not_started');
-- a - b and b - c share, so all three are one, and spelling does not matter
INSERT INTO t_kbs.study_identifier VALUES ('a', 'X1'), ('b', ' x1 '), ('b', 'Y2'), ('c', 'y2'), ('d', 'Z'), ('e', ' '), ('f', '');
INSERT INTO t_kbs.study_site (study_id, institution_id, role, opened_on) VALUES
    ('a', 'h1', 'coordinator', '2023-01-01'), ('a', 'h1u', 'participant', '2022-12-31'), ('b', 'h2', 'participant', '2023-12-31'),
    ('c', 'h3', 'coordinator', NULL), ('d', 'h1u', 'coordinator', NULL), ('d', 'se', 'participant', '2023-03-01'),
    ('g', 'h2', 'coordinator', NULL), ('d', 'h2', 'participant', NULL);
INSERT INTO t_kbs.study_inclusion VALUES
    ('a', 'h1', 2023, 3, 'ehr'), ('b', 'h1u', 2023, 4, 'manual'), ('b', 'h2', 2023, 5, 'registry'), ('c', 'h3', 2023, 0, 'manual'),
    ('d', 'h1', 2023, 2, NULL), ('d', 'h2', 2023, -7, 'manual'), ('d', 'h3', 2023, NULL, 'manual'), ('d', 'se', 2023, 50, 'manual'),
    ('d', 'u1', 2023, 60, 'manual'), ('d', 'nowhere', 2023, 70, 'manual'), ('e', 'h1', 2023, 80, 'manual'), ('f', 'h1', 2023, 90, 'manual'),
    ('a', 'h1', 2022, 9, 'ehr');

SELECT results_eq($$SELECT * FROM study_entities() ORDER BY 1$$,
                  $$VALUES ('a', 'a'), ('b', 'a'), ('c', 'a'), ('d', 'd'), ('e', 'e'), ('f', 'f'), ('g', 'g')$$,
                  'identifiers join studies also through others; an empty one joins nothing');
SELECT results_eq($$SELECT unit_level, institution_id, studies, new_patients, started, coordinated, figures, figures_manual, figures_ehr, figures_registry
                    FROM clinical_treatment_studies(2023)$$,
    $$VALUES ('institution', 'h1', 2::bigint, 9::bigint, 1::bigint, 2::bigint, 3::bigint, 1::bigint, 1::bigint, 0::bigint),
             ('institution', 'h2', 1, 5, 1, 0, 1, 0, 0, 1), ('institution', 'h3', 0, 0, 0, 1, 1, 1, 0, 0),
             ('institution', 'r1', 0, 0, 0, 0, 0, 0, 0, 0), ('institution', 'r2', 0, 0, 0, 0, 0, 0, 0, 0),
             ('rhf', 'r1', 2, 14, 1, 2, 4, 1, 1, 1), ('rhf', 'r2', 0, 0, 0, 1, 1, 1, 0, 0), ('nation', 'NO', 2, 14, 1, 2, 5, 2, 1, 1)$$,
    'counts by hand: once per unit, only in Norwegian specialist care');
SELECT results_eq($$SELECT code, key, severity FROM check_clinical_studies(2023)$$,
    $$VALUES ('drug_phase_excluded', 'f', 'notice'), ('drug_phase_missing', 'g', 'notice'), ('inclusion_counted_twice', 'a/h1', 'warning'), ('inclusion_missing', 'd/h3', 'warning'),
             ('inclusion_negative', 'd/h2', 'error'), ('inclusion_outside_specialist_care', 'd/se', 'warning'),
             ('inclusion_outside_specialist_care', 'd/u1', 'warning'), ('inclusion_source_missing', 'd/h1', 'notice'),
             ('inclusion_without_site', 'b/h1u', 'notice'), ('inclusion_without_site', 'd/h1', 'notice'),
             ('inclusion_without_site', 'd/nowhere', 'notice'), ('inclusion_without_site', 'd/u1', 'notice'),
             ('inclusion_without_site', 'e/h1', 'notice'), ('inclusion_without_site', 'f/h1', 'notice'),
             ('institution_unknown', 'd/nowhere', 'error'), ('site_abroad', 'd/se', 'warning'),
             ('study_kind_missing', 'e', 'warning'), ('study_registered_twice', 'a', 'notice')$$, 'every doubtful row is a finding');
SELECT cmp_ok((SELECT count(*) FROM check_sources(2023) WHERE code IN ('site_abroad', 'inclusion_negative')), '=', 2::bigint, 'check_sources has them');
SELECT is((SELECT institution_id FROM check_sources(2023) WHERE code = 'drug_phase_missing'), 'h2', 'a phase that is missing is told to whose study it is');
SELECT is((SELECT studies FROM clinical_treatment_studies(2019) WHERE unit_level = 'nation'), 0::bigint, 'a year without data counts nothing');
SELECT throws_ok($$SELECT * FROM clinical_treatment_studies(2023, 'nvi-2015')$$, 'RI010', NULL, 'an NVI set is none of this family');
DROP TABLE t_kbs.study_inclusion;
SELECT throws_ok($$SELECT * FROM clinical_treatment_studies(2023)$$, 'RI020', NULL, 'a missing relation is an error of its own');
SELECT lives_ok($$SELECT * FROM research_points(2023)$$, 'research points do not need it while its points are unset');
SELECT lives_ok($$SELECT * FROM check_sources(2023)$$, 'and the findings are still given');

SELECT finish();
ROLLBACK;
