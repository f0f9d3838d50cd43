-- What must be entered: unset parameters, what waits for them, and the calls that
-- set them, which are run here.
\set QUIET on
SET client_min_messages = warning;
BEGIN;
\ir include/refusal.sql
SELECT plan(28);
SET LOCAL search_path TO research_indicators, research_indicators_internal, public;
SET LOCAL jit = off;

-- What is unset, and what waits --------------------------------------------------------

SELECT results_eq($$SELECT u.name, u.figures FROM unset_rules('hod-2021') AS u WHERE u.figures <> '{}'$$,
    $$SELECT c.name, f.figures FROM (VALUES
          ('{clinical_studies.points,research_points.total,grant.total,grant.result,grant.share}'::text[],
           '{clinical_studies.coordination_points,clinical_studies.patient_base,clinical_studies.patient_curve,clinical_studies.patient_points,clinical_studies.startup_points}'::text[]),
          ('{innovation.points}', '{innovation.adoption_points.adopter,innovation.adoption_points.origin,innovation.benefit_points.assessed,innovation.benefit_points.realised,innovation_phase}')
      ) AS f(figures, names) CROSS JOIN LATERAL unnest(f.names) AS c(name)$$,
    'hod-2021: clinical studies count, so total and grant wait; innovation does not');
SELECT bag_eq($$SELECT u.name, u.when_unset, u.figures FROM unset_rules('hod-2021') AS u WHERE u.when_unset IS NOT NULL$$,
    $$VALUES ('counts.clinical_studies.from_year', 'every year', '{}'::text[]), ('counts.clinical_studies.weight', 'weight 1', '{}'),
             ('counts.innovation.from_year', 'every year', '{}'), ('counts.innovation.weight', 'weight 1', '{}'),
             ('external_funding.basis', 'all amounts of a year that is of one basis, none of one that mixes them', '{}'),
             ('simulation.indicator', 'nothing is simulated', '{}')$$, 'for some nothing waits, and it says what holds');
SELECT is((SELECT array_agg(u.name) FROM unset_rules('hod-2021') AS u WHERE u.meaning IS NULL OR u.allowed IS NULL OR u.unit IS NULL OR u.call IS NULL), NULL,
          'each has meaning, allowed values, unit and call');
SELECT results_eq($$SELECT u.member, u.name, u.allowed, u.document FROM unset_rules('nvi-2013') AS u$$,
                  $$VALUES ('nvi-2013', 'combined_factors', 'product, larger', 'none known to us: the site decides'), ('nvi-2013', 'duplicates_count', 'true, false', NULL)$$, 'nvi sets too');
SELECT is((SELECT u.allowed FROM unset_rules('hod-2021') AS u WHERE u.name = 'clinical_studies.startup_points'), 'number from 0 to 1000, at most 10 decimals', 'numbers have a range');
SELECT is((SELECT u.allowed FROM unset_rules('hod-2021') AS u WHERE u.name = 'innovation_phase'), 'code .{1,200}, folds to [a-z0-9_-]{1,40}', 'lists have a form');
SELECT results_eq($$SELECT s.rule_set, d.name FROM rule_set AS s CROSS JOIN LATERAL describe_rule_set(s.rule_set) AS d WHERE s.shipped AND d.value IS NULL
                    ORDER BY s.rule_set COLLATE "C", d.name COLLATE "C"$$,
                  $$SELECT s.rule_set, u.name FROM rule_set AS s CROSS JOIN LATERAL unset_rules(s.rule_set) AS u
                    WHERE s.shipped AND u.name <> 'innovation_phase' ORDER BY s.rule_set COLLATE "C", u.name COLLATE "C"$$,
                  'every unset parameter of every shipped set, and one list');

-- Where it stands ---------------------------------------------------------------------------

SELECT is((SELECT count(*) FROM unset_rules('hod-2021') AS u WHERE u.name LIKE 'clinical_studies.%' AND u.document LIKE '%not read by us%arbeidsgruppe, februar 2018%NIFU arbeidsnotat 2019:13'),
          5::bigint, 'the rules of clinical studies stand in two documents that were not read by us');
SELECT is((SELECT count(*) FROM unset_rules('hod-2021') AS u WHERE u.name LIKE 'innovation%' AND u.document LIKE '%not read by us%NIFU arbeidsnotat 2015:16%juni 2024'),
          5::bigint, 'those of innovation in two others');
SELECT is((SELECT count(*) FROM check_rules(2023, 'hod-2021') AS c WHERE concat_ws(' ', c.message, c.hint) ~* 'no (public )?source'), 0::bigint, 'nobody says that no source exists');

-- The calls set it --------------------------------------------------------------------------------

SELECT copy_rule_set('hod-2021', 'site-hod-2021', 'our own') \g /dev/null
CREATE FUNCTION pg_temp.fill(rule_set text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    item record;
    done integer := 0;
BEGIN
    FOR item IN SELECT u.* FROM research_indicators.unset_rules(rule_set) AS u WHERE u.figures <> '{}' LOOP
        EXECUTE replace(replace(item.call, '''VALUE''', quote_literal(CASE WHEN item.name = 'innovation_phase' THEN 'idea'
                                                                     WHEN item.allowed LIKE 'number%' OR item.name LIKE '%phase_points%' THEN '1.5'
                                                                     ELSE split_part(item.allowed, ', ', 1) END)), '''CODE''', '''Idé''');
        done := done + 1;
    END LOOP;
    RETURN done;
END
$$;
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.grant_allocation(2025, 1000000, 'site-hod-2021')$$, 'RI030', 'clinical_studies', 'no grant before');
-- the calls of the shipped set are about the copy
SELECT is(pg_temp.fill('hod-2021'), 10, 'ten calls');
SELECT results_eq($$SELECT u.name, u.figures, u.call FROM unset_rules('site-hod-2021') AS u WHERE u.figures <> '{}'$$,
    $$VALUES ('innovation.phase_points.idea', '{innovation.points}'::text[],
              'SELECT research_indicators.set_rule_code(''site-hod-2021'', ''innovation.phase_points'', ''idea'', ''VALUE'', ''published'', ''NIFU arbeidsnotat 2015:16; HODs arbeidsgruppe om innovasjonsindikator, juni 2024'');')$$,
    'a phase that was mapped needs points');
SELECT is(pg_temp.fill('site-hod-2021'), 1, 'one call more');
SELECT is((SELECT count(*) FROM unset_rules('site-hod-2021') AS u WHERE u.figures <> '{}'), 0::bigint, 'nothing waits any more');
SELECT is((SELECT sum(total_nok) FROM grant_allocation(2025, 1000000, 'site-hod-2021')), 1000000.00, 'and the grant is calculated');
SELECT is((SELECT origin FROM describe_rule_set('site-hod-2021') WHERE name = 'clinical_studies.startup_points'), 'published', 'what a document states is published');

-- It depends on other values
SELECT set_rule_parameter('site-hod-2021', 'clinical_studies.patient_curve', 'brackets', 'site', 'test') \g /dev/null
SELECT set_rule_parameter('site-hod-2021', 'clinical_studies.patient_points', NULL, 'site', 'test') \g /dev/null
SELECT bag_eq($$SELECT u.name, u.figures <> '{}' AS waits, u.call LIKE '%set_rule_code(''site-hod-2021'', ''clinical_studies.patient_brackets'', ''CODE''%' AS is_list
                FROM unset_rules('site-hod-2021') AS u WHERE u.name LIKE 'clinical%'$$,
              $$VALUES ('clinical_studies.patient_brackets', true, true), ('clinical_studies.patient_points', false, false)$$,
              'a curve of brackets waits for brackets, not for the factor');
-- A nested nvi set is named
SELECT copy_rule_set('nvi-2015', 't-nvi', 'one weight unset') \g /dev/null
SELECT set_rule_parameter('t-nvi', 'publication_weight.review.journal.2', NULL, 'site', 'test') \g /dev/null
UPDATE rule_set SET nvi_rule_set = 't-nvi' WHERE rule_set = 'site-hod-2021';
SELECT results_eq($$SELECT u.member, u.name, u.figures, u.allowed FROM unset_rules('site-hod-2021') AS u WHERE u.member <> 'site-hod-2021' AND u.when_unset IS NULL$$,
                  $$VALUES ('t-nvi', 'publication_weight.review.journal.2', '{publications.points,research_points.total,grant.total,grant.result,grant.share}'::text[],
                            'number from 0 to 100, at most 4 decimals')$$, 'a weight of the set''s own nvi set');

-- The figures that are said to wait are those that go ----------------------------------------------

CREATE TEMP TABLE whole AS
SELECT f.indicator || '.' || f.measure AS figure, count(f.value) AS known FROM indicator_facts(2023, 'illustrative') AS f GROUP BY 1;
CREATE FUNCTION pg_temp.lost(parameter text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    id text := 't-without-' || replace(parameter, '_', '-');
BEGIN
    PERFORM research_indicators.copy_rule_set('illustrative', id, 'one value less');
    PERFORM research_indicators.set_rule_parameter(id, parameter, NULL, 'site', 'test');
    RETURN (SELECT array_agg(w.figure ORDER BY w.figure)
            FROM pg_temp.whole AS w
            LEFT JOIN (SELECT f.indicator || '.' || f.measure AS figure, count(f.value) AS known
                       FROM research_indicators.indicator_facts(2023, id) AS f GROUP BY 1) AS n ON n.figure = w.figure
            WHERE coalesce(n.known, 0) < w.known);
END
$$;
-- two statements: what is asked must see the set that the first one made
CREATE TEMP TABLE lost AS
SELECT c.n, c.name, pg_temp.lost(c.name) AS figures
FROM (VALUES (1, 'clinical_studies.startup_points'), (2, 'doctorate.points'), (3, 'grant.fixed_percent'), (4, 'hrcs.total_min'),
             (5, 'targets.doubling_factor'), (6, 'innovation.benefit_points.realised')) AS c(n, name);
SELECT is(l.figures, (SELECT array_agg(g ORDER BY g) FROM unset_rules('t-without-' || replace(l.name, '_', '-')) AS u CROSS JOIN LATERAL unnest(u.figures) AS g
                      WHERE u.name = l.name), 'what goes without ' || l.name)
FROM lost AS l ORDER BY l.n;

SELECT is((SELECT count(*) FROM unset_rules(NULL)), 0::bigint, 'no set, nothing to enter');
SELECT pg_temp.refuses($$SELECT * FROM research_indicators.unset_rules('nothing')$$, 'RI010', 'nothing', 'an unknown set');
SELECT is((SELECT count(*) FROM rule_need AS n CROSS JOIN LATERAL unnest(n.figures) AS p(pattern)
           WHERE NOT EXISTS (SELECT FROM fact_definition AS d WHERE d.indicator || '.' || d.measure LIKE p.pattern)), 0::bigint, 'every pattern is one of figures');

SELECT * FROM finish();
ROLLBACK;
