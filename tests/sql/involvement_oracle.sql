-- User involvement against plain SQL: an oracle of its own over 400 projects of
-- seeded data, rich in what is missing, contradictory or of no unit.
SET client_min_messages = warning;
BEGIN;
SELECT plan(20);
SET LOCAL jit = off;
SET search_path TO research_indicators, research_indicators_internal, public;
SELECT create_source_tables('t_seed');
SET research_indicators.source_schema = 't_seed';
SET search_path TO research_indicators, research_indicators_internal, t_seed, public;

-- whole numbers from 0 to sides - 1, the same everywhere
CREATE FUNCTION pg_temp.h(key text, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN ('x' || substr(md5('involvement ' || key), 1, 7))::bit(28)::integer % sides;
CREATE FUNCTION pg_temp.pick(key text, VARIADIC choices text[]) RETURNS text LANGUAGE sql IMMUTABLE
RETURN choices[1 + pg_temp.h(key, cardinality(choices))];

-- two queries have the same rows, as often, whatever their columns are called
CREATE FUNCTION pg_temp.agree(got text, want text, what text) RETURNS text LANGUAGE sql AS $$
    SELECT is_empty(format('(SELECT ''extra'', * FROM (%1$s) AS g EXCEPT ALL SELECT ''extra'', * FROM (%2$s) AS w)
        UNION ALL (SELECT ''missing'', * FROM (%2$s) AS w EXCEPT ALL SELECT ''missing'', * FROM (%1$s) AS g)', got, want), what)
$$;

INSERT INTO institution (institution_id, name, kind, parent_id, rhf_id, country, reporting) VALUES
    ('R1', 'Region 1', 'rhf', NULL, 'R1', 'NO', true), ('R2', 'Region 2', 'rhf', NULL, 'R2', 'NO', true),
    ('H1', 'Hospital 1', 'hf', NULL, 'R1', 'NO', true), ('H2', 'Hospital 2', 'hf', NULL, 'R1', 'NO', true),
    ('H3', 'Hospital 3', 'private_nonprofit', NULL, 'R2', 'NO', true), ('U1', 'University 1', 'university', NULL, NULL, 'NO', true),
    ('E1', 'Unit 1', 'unit', 'H1', NULL, 'NO', true);
-- where a project counts, written down
CREATE TEMP TABLE home (institution_id text, top text, region text);
INSERT INTO home VALUES ('R1', 'R1', 'R1'), ('H1', 'H1', 'R1'), ('E1', 'H1', 'R1'), ('H2', 'H2', 'R1'), ('H3', 'H3', 'R2'), ('U1', 'U1', NULL), ('X', NULL, NULL);

INSERT INTO project (project_id, institution_id, programme, starts_on, ends_on, concluded_on, needs_source)
SELECT 'p' || n, pg_temp.pick('i' || n, 'R1', 'H1', 'H1', 'E1', 'H2', 'H2', 'H3', 'U1', 'X'), pg_temp.pick('g' || n, 'A', 'B', 'C', NULL),
       make_date(2020 + pg_temp.h('s' || n, 4), 1 + pg_temp.h('m' || n, 12), 1), make_date(2022 + pg_temp.h('e' || n, 4), 6, 30),
       CASE WHEN pg_temp.h('c' || n, 5) = 0 THEN make_date(2022, 3, 1) END,
       pg_temp.pick('n' || n, 'none', 'none', 'needs_identified_call', 'user_panel', 'priority_setting_partnership', 'service', NULL)
FROM generate_series(1, 400) AS n;
INSERT INTO project_funding (project_id, year, funder, amount_nok)
SELECT 'p' || n, y, f, pg_temp.h('a' || n || y || f, 1000000) / 100.0
FROM generate_series(1, 400) AS n, generate_series(2022, 2023) AS y, unnest('{rhf,own,eu}'::text[]) AS f
WHERE pg_temp.h('f' || n || y || f, 3) = 0;
INSERT INTO project_report (project_id, year, delivered_on, phase_reached, involvement, reason_code, users, users_trained, researchers_trained)
SELECT 'p' || n, y, CASE WHEN pg_temp.h('d' || k, 7) > 0 THEN make_date(y + 1, 2, 1) END,
       pg_temp.pick('r' || k, 'prioritising', 'planning', 'application', 'conduct', 'analysis', 'dissemination', 'implementation', 'conclusion', NULL),
       pg_temp.pick('v' || k, 'yes', 'yes', 'yes', 'yes', 'no', 'no', 'not_relevant', NULL),
       pg_temp.pick('b' || k, 'basic_research', 'register_data', 'too_early', 'other', NULL, NULL),
       pg_temp.pick('u' || k, '-1', '0', '1', '2', '3', '9', NULL)::integer,
       pg_temp.pick('t' || k, 'true', 'false', NULL)::boolean, pg_temp.pick('w' || k, 'true', 'false', NULL)::boolean
FROM generate_series(1, 400) AS n, generate_series(2022, 2023) AS y, LATERAL (SELECT n || '.' || y AS k) AS key
WHERE pg_temp.h('q' || k, 9) > 0;
INSERT INTO project_involvement (project_id, year, phase, level, degree, user_type)
SELECT 'p' || n, y, pg_temp.pick('P' || k, 'prioritising', 'planning', 'application', 'conduct', 'analysis', 'dissemination', 'implementation', 'conclusion'),
       pg_temp.pick('L' || k, 'system', 'organisation', 'individual'),
       pg_temp.pick('D' || k, 'representation', 'representation', 'participation', 'involvement', 'consultation', 'collaboration', 'user_led'),
       pg_temp.pick('U' || k, 'patient', 'client', 'relative', 'patient_organisation', 'public', 'health_personnel', 'service', 'decision_maker', 'authority', 'other')
FROM generate_series(1, 400) AS n, generate_series(2022, 2023) AS y, generate_series(1, 4) AS i, LATERAL (SELECT n || '.' || y || '.' || i AS k) AS key
WHERE i <= pg_temp.h('N' || n || '.' || y, 5)
ON CONFLICT DO NOTHING;
INSERT INTO project_involvement_effect (project_id, year, changed)
SELECT DISTINCT 'p' || n, y, pg_temp.pick('E' || n || '.' || y || i, 'question', 'design', 'recruitment', 'analysis', 'dissemination', 'none', 'none')
FROM generate_series(1, 400) AS n, generate_series(2022, 2023) AS y, generate_series(1, 2) AS i
WHERE pg_temp.h('F' || n || '.' || y || i, 3) = 0;
INSERT INTO innovation (innovation_id, institution_id, project_id, registered_on)
SELECT 'i' || n, pg_temp.pick('J' || n, 'H1', 'E1', 'H2', 'H3', 'U1', 'X'), CASE WHEN pg_temp.h('O' || n, 3) > 0 THEN 'p' || (1 + pg_temp.h('K' || n, 400)) END,
       make_date(2019 + pg_temp.h('R' || n, 6), 1, 1)
FROM generate_series(1, 150) AS n;

-- The oracle: one row per report that a unit can have --------------------------------------

CREATE TEMP TABLE o AS
SELECT r.*, h.top, h.region, p.programme AS prog, p.needs_source AS need, d.yes, d.is_no, d.irrelevant,
       r.reason_code IS NOT NULL AS reason, coalesce(m.nok, 0) AS nok, coalesce(e.n, 0) AS ways, coalesce(e.end_users, 0) AS ends,
       coalesce(e.phases, 0) AS phases, e.on_scale, e.best, coalesce(c.some, false) AS changed
FROM project_report AS r JOIN project AS p USING (project_id) LEFT JOIN home AS h USING (institution_id)
CROSS JOIN LATERAL (SELECT r.delivered_on IS NOT NULL AND coalesce(r.involvement = 'yes', false) AS yes, r.delivered_on IS NOT NULL AND coalesce(r.involvement = 'no', false) AS is_no,
                           r.delivered_on IS NOT NULL AND coalesce(r.involvement = 'not_relevant', false) AS irrelevant) AS d
LEFT JOIN (SELECT project_id, year, sum(amount_nok) AS nok FROM project_funding GROUP BY 1, 2) AS m USING (project_id, year)
LEFT JOIN (SELECT project_id, year, count(*) AS n, count(*) FILTER (WHERE user_type IN ('patient', 'client', 'relative', 'patient_organisation')) AS end_users,
                  count(DISTINCT CASE phase WHEN 'application' THEN 'planning' WHEN 'analysis' THEN 'conduct' WHEN 'conclusion' THEN 'dissemination' ELSE phase END) AS phases,
                  count(*) FILTER (WHERE degree IN ('representation', 'participation', 'involvement')) AS on_scale,
                  max(CASE degree WHEN 'representation' THEN 1 WHEN 'participation' THEN 2 WHEN 'involvement' THEN 3 END) AS best
           FROM project_involvement GROUP BY 1, 2) AS e USING (project_id, year)
LEFT JOIN (SELECT project_id, year, bool_or(changed <> 'none') AS some FROM project_involvement_effect GROUP BY 1, 2) AS c USING (project_id, year);
CREATE TEMP TABLE u AS
SELECT 'institution' AS level, top AS id, top, region FROM (SELECT DISTINCT top, region FROM home WHERE top IS NOT NULL) AS t
UNION ALL SELECT 'rhf', region, top, region FROM (SELECT DISTINCT top, region FROM home WHERE region IS NOT NULL) AS t
UNION ALL SELECT 'nation', 'NO', top, region FROM (SELECT DISTINCT top, region FROM home WHERE region IS NOT NULL) AS t;
CREATE FUNCTION pg_temp.wilson(k bigint, n bigint, side integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN n > 0 THEN round(least(1, greatest(0,
        (p + z * z / (2 * n) + side * z * sqrt(p * (1 - p) / n + z * z / (4.0 * n * n))) / (1 + z * z / n))), 4) END
    FROM (SELECT 1.959963984540054 AS z, round(k::numeric / nullif(n, 0), 30) AS p) AS v
$$;

SELECT cmp_ok(count(*), '>', 600::bigint, 'there are reports to count') FROM o;
SELECT is_empty($$SELECT w.what FROM (SELECT bool_or(yes AND ways = 0) AS a, bool_or(is_no AND NOT reason) AS b, bool_or(irrelevant AND reason) AS c, bool_or(delivered_on IS NULL AND involvement = 'yes') AS d,
                             bool_or(top IS NULL) AS e, bool_or(yes AND ways > 0 AND on_scale = 0) AS f, bool_or(delivered_on IS NOT NULL AND involvement IS NULL) AS g FROM o) AS s
                  CROSS JOIN LATERAL (VALUES ('a', a), ('b', b), ('c', c), ('d', d), ('e', e), ('f', f), ('g', g)) AS w(what, found) WHERE found IS NOT TRUE$$,
                'with every odd kind among them');

SELECT pg_temp.agree(format($$SELECT unit_level, institution_id, reports_due, delivered, yes, no, not_relevant, unanswered, missing, amount, amount_yes, amount_missing,
                              no_justified, no_unjustified, not_relevant_justified, not_relevant_unjustified, end_users, wide_users,
                              enough_users, few_users, users_unknown, users_trained, researchers_trained, both_trained, none_trained, changed, ritual, without_phase
                       FROM user_involvement(%s)$$, y),
    format($$SELECT u.level, u.id, count(*), count(o.delivered_on), count(*) FILTER (WHERE yes), count(*) FILTER (WHERE is_no), count(*) FILTER (WHERE irrelevant),
                    count(*) FILTER (WHERE delivered_on IS NOT NULL AND involvement IS NULL), count(*) FILTER (WHERE delivered_on IS NULL),
                    coalesce(sum(nok) FILTER (WHERE delivered_on IS NOT NULL), 0), coalesce(sum(nok) FILTER (WHERE yes), 0), coalesce(sum(nok) FILTER (WHERE delivered_on IS NULL), 0),
                    count(*) FILTER (WHERE is_no AND reason), count(*) FILTER (WHERE is_no AND NOT reason), count(*) FILTER (WHERE irrelevant AND reason), count(*) FILTER (WHERE irrelevant AND NOT reason),
                    count(*) FILTER (WHERE yes AND ends > 0), count(*) FILTER (WHERE yes AND ways > 0),
                    count(*) FILTER (WHERE yes AND users >= 2), count(*) FILTER (WHERE yes AND users IN (0, 1)), count(*) FILTER (WHERE yes AND (users IS NULL OR users = -1)),
                    count(*) FILTER (WHERE yes AND users_trained), count(*) FILTER (WHERE yes AND researchers_trained), count(*) FILTER (WHERE yes AND users_trained AND researchers_trained),
                    count(*) FILTER (WHERE yes AND users_trained IS NOT TRUE AND researchers_trained IS NOT TRUE),
                    count(*) FILTER (WHERE yes AND changed), count(*) FILTER (WHERE yes AND phases = 1 AND best = 1 AND NOT changed), count(*) FILTER (WHERE yes AND ways = 0)
             FROM o JOIN u USING (top) WHERE year = %s GROUP BY u.level, u.id$$, y),
    format('every figure of every unit in %s is that of plain SQL', y))
FROM generate_series(2022, 2023) AS y;
SELECT is_empty(format($$SELECT * FROM user_involvement(%s) AS i
    WHERE (share, ci_low, ci_high) IS DISTINCT FROM (round(yes / nullif(delivered, 0)::numeric, 4), pg_temp.wilson(yes, delivered, -1), pg_temp.wilson(yes, delivered, 1))
       OR (relevant_share, relevant_ci_low, relevant_ci_high) IS DISTINCT FROM (round(yes / nullif(delivered - not_relevant_justified, 0)::numeric, 4), pg_temp.wilson(yes, delivered - not_relevant_justified, -1), pg_temp.wilson(yes, delivered - not_relevant_justified, 1))
       OR (end_user_share, end_user_ci_low, end_user_ci_high) IS DISTINCT FROM (round(end_users / nullif(delivered, 0)::numeric, 4), pg_temp.wilson(end_users, delivered, -1), pg_temp.wilson(end_users, delivered, 1))
       OR (wide_share, wide_ci_low, wide_ci_high) IS DISTINCT FROM (round(wide_users / nullif(delivered, 0)::numeric, 4), pg_temp.wilson(wide_users, delivered, -1), pg_temp.wilson(wide_users, delivered, 1))
       OR money_share IS DISTINCT FROM round(amount_yes / nullif(amount, 0), 4) OR changed_share IS DISTINCT FROM round(changed / nullif(yes, 0)::numeric, 4)$$, y),
    format('shares and intervals of %s follow from the counts', y))
FROM generate_series(2022, 2023) AS y;
SELECT pg_temp.agree($$SELECT unit_level, institution_id, programme, reports_due, yes, amount FROM user_involvement_by_programme(2023) WHERE programme IS NOT NULL$$,
    $$SELECT u.level, u.id, coalesce(prog, 'unknown'), count(*), count(*) FILTER (WHERE yes), coalesce(sum(nok) FILTER (WHERE delivered_on IS NOT NULL), 0)
      FROM o JOIN u USING (top) WHERE year = 2023 GROUP BY 1, 2, 3$$, 'by programme');
SELECT pg_temp.agree($$SELECT year, unit_level, institution_id, yes, end_user_share FROM user_involvement_series(2021, 2024)$$,
    $$SELECT year, u.level, u.id, count(*) FILTER (WHERE yes), round(count(*) FILTER (WHERE yes AND ends > 0) / nullif(count(o.delivered_on), 0)::numeric, 4)
      FROM o JOIN u USING (top) GROUP BY 1, 2, 3$$, 'over the years');

-- the matrix: three models by hand, all units
CREATE TEMP TABLE fold AS SELECT * FROM (VALUES
    ('ho21-5', 'application', 'planning'), ('ho21-5', 'analysis', 'conduct'), ('ho21-5', 'conclusion', 'dissemination'), ('seven', 'conclusion', 'dissemination'),
    ('three', 'prioritising', 'planning'), ('three', 'application', 'planning'), ('three', 'analysis', 'conduct'),
    ('three', 'dissemination', 'conclusion'), ('three', 'implementation', 'conclusion')) AS f(model, phase, folded);
SELECT pg_temp.agree(format($$SELECT w.id, m.phase, m.level, m.degree, m.projects FROM (VALUES (NULL), ('H1'), ('H3'), ('R1'), ('NO'), ('U1')) AS w(id), involvement_matrix(2023, %1$L, w.id) AS m WHERE projects > 0$$, model),
    format($$SELECT w.id, coalesce(f.folded, e.phase), e.level, e.degree, count(DISTINCT e.project_id)
      FROM (VALUES (NULL, NULL), ('H1', 'institution'), ('H3', 'institution'), ('R1', 'rhf'), ('NO', 'nation'), ('U1', 'institution')) AS w(id, level)
      JOIN o ON w.id IS NULL OR o.top IN (SELECT u.top FROM u WHERE u.id = w.id AND u.level = w.level)
      JOIN project_involvement AS e ON e.project_id = o.project_id AND e.year = o.year AND e.degree IN ('representation', 'participation', 'involvement')
      LEFT JOIN fold AS f ON f.model = %1$L AND f.phase = e.phase
      WHERE o.year = 2023 AND o.yes GROUP BY 1, 2, 3, 4$$, model), format('the matrix of model %s, per unit', model))
FROM unnest('{ho21-5,seven,three}'::text[]) AS model;
SELECT is((SELECT count(*) FROM involvement_matrix(2023, 'seven', 'H3')), 63::bigint, 'with its zeros');

-- the score: degrees of all delivered yes-reports up to the year, over the phases reached by then; a no with a reason has none
CREATE TEMP TABLE place AS SELECT * FROM (VALUES ('prioritising', 1), ('planning', 2), ('conduct', 3), ('dissemination', 4), ('implementation', 5)) AS p(phase, n);
CREATE TEMP TABLE far AS
SELECT o.project_id, o.year, (SELECT max(p.n) FROM o AS b LEFT JOIN fold AS f ON f.model = 'ho21-5' AND f.phase = b.phase_reached
                              JOIN place AS p ON p.phase = coalesce(f.folded, b.phase_reached)
                              WHERE b.project_id = o.project_id AND b.year <= o.year AND b.delivered_on IS NOT NULL) AS reached
FROM o WHERE o.delivered_on IS NOT NULL;
CREATE TEMP TABLE told AS
SELECT a.project_id, a.year, p.n, max(CASE e.degree WHEN 'representation' THEN 1 WHEN 'participation' THEN 2 WHEN 'involvement' THEN 3 END) AS best
FROM far AS a JOIN o AS b ON b.project_id = a.project_id AND b.year <= a.year AND b.yes
JOIN project_involvement AS e ON e.project_id = b.project_id AND e.year = b.year
LEFT JOIN fold AS g ON g.model = 'ho21-5' AND g.phase = e.phase JOIN place AS p ON p.phase = coalesce(g.folded, e.phase)
GROUP BY a.project_id, a.year, p.n;
CREATE TEMP TABLE score AS
SELECT o.project_id, o.year, a.reached,
       CASE WHEN NOT (o.yes OR o.is_no AND NOT o.reason) OR a.reached IS NULL OR t.n > 0 AND t.on_scale = 0 THEN NULL
            ELSE round(100.0 * coalesce(t.total, 0) / (3 * a.reached), 2) END AS score
FROM o JOIN far AS a USING (project_id, year)
LEFT JOIN LATERAL (SELECT count(*) AS n, count(t.best) AS on_scale, sum(t.best) FILTER (WHERE t.n <= a.reached) AS total
                   FROM told AS t WHERE t.project_id = o.project_id AND t.year = o.year) AS t ON true;
SELECT pg_temp.agree(format('SELECT project_id, score FROM involvement_scores(%s)', y), format('SELECT project_id, score FROM score WHERE year = %s', y), format('scores of %s', y))
FROM generate_series(2022, 2023) AS y;
SELECT pg_temp.agree($$SELECT project_id, f FROM involvement_scores(2023), unnest(flags) AS f$$,
    $$SELECT o.project_id, w.flag FROM o JOIN score AS s USING (project_id, year)
      CROSS JOIN LATERAL (SELECT bool_or(x.best IS NULL) AS bare, bool_or(x.n > s.reached) AS beyond
                          FROM (SELECT p.n, max(CASE e.degree WHEN 'representation' THEN 1 WHEN 'participation' THEN 2 WHEN 'involvement' THEN 3 END) AS best
                                FROM project_involvement AS e LEFT JOIN fold AS g ON g.model = 'ho21-5' AND g.phase = e.phase JOIN place AS p ON p.phase = coalesce(g.folded, e.phase)
                                WHERE e.project_id = o.project_id AND e.year = o.year GROUP BY p.n) AS x) AS x
      CROSS JOIN LATERAL (VALUES ('unanswered', involvement IS NULL), ('no_phase_reached', s.reached IS NULL), ('yes_without_phase', yes AND ways = 0),
          ('phase_without_degree', yes AND x.bare), ('phase_not_reached', yes AND x.beyond), ('no_without_reason', is_no AND NOT reason),
          ('not_relevant_without_reason', irrelevant AND NOT reason), ('answer_contradicted', (is_no OR irrelevant) AND ways > 0), ('few_users', yes AND users IN (0, 1)),
          ('users_unknown', yes AND coalesce(users, -1) = -1), ('no_training', yes AND users_trained IS NOT TRUE AND researchers_trained IS NOT TRUE),
          ('ritual', yes AND phases = 1 AND best = 1 AND NOT changed)) AS w(flag, holds)
      WHERE o.year = 2023 AND w.holds$$, 'flags');
SELECT pg_temp.agree($$SELECT unit_level, institution_id, projects, scored, lowest, median, highest FROM involvement_score_distribution(2023)$$,
    $$SELECT u.level, u.id, count(*), count(s.score), min(s.score),
             (SELECT round(avg(m.score), 2) FROM (SELECT t.score, row_number() OVER (ORDER BY t.score) AS n, count(*) OVER () AS of
                                                 FROM score AS t JOIN o AS x USING (project_id, year) JOIN u AS v USING (top)
                                                 WHERE t.year = 2023 AND v.id = u.id AND v.level = u.level AND t.score IS NOT NULL) AS m WHERE 2 * m.n BETWEEN m.of AND m.of + 2),
             max(s.score)
      FROM score AS s JOIN o USING (project_id, year) JOIN u USING (top) WHERE s.year = 2023 GROUP BY u.level, u.id$$, 'medians');
SELECT is_empty($$SELECT * FROM involvement_score_distribution(2023) WHERE at_0 + above_0_to_25 + above_25_to_50 + above_50_to_75 + above_75_to_100 <> scored$$, 'every score stands somewhere');

-- needs and innovations
SELECT pg_temp.agree(format($$SELECT unit_level, institution_id, needs_identified, needs_source, projects, amount, delivered, yes, involvement_share FROM needs_identified(%s)$$, y),
    format($$WITH p AS (SELECT p.project_id, h.top, p.needs_source, CASE WHEN p.needs_source = 'none' THEN false WHEN p.needs_source IS NOT NULL THEN true END AS needed,
                        coalesce((SELECT sum(f.amount_nok) FROM project_funding AS f WHERE f.project_id = p.project_id AND f.year = %1$s), 0) AS nok,
                        o.delivered_on, coalesce(o.yes, false) AS yes
                 FROM project AS p JOIN home AS h USING (institution_id) LEFT JOIN o ON o.project_id = p.project_id AND o.year = %1$s
                 WHERE o.project_id IS NOT NULL OR EXISTS (SELECT FROM project_funding AS f WHERE f.project_id = p.project_id AND f.year = %1$s)
                    -- under way on some day of the year: one that ends before it begins is on none
                    OR p.starts_on <= '%1$s-12-31' AND coalesce(p.concluded_on, p.ends_on) >= greatest(p.starts_on, '%1$s-01-01')),
           r AS (SELECT *, needs_source AS shown FROM p UNION ALL SELECT *, NULL FROM p WHERE needed)
      SELECT u.level, u.id, needed, shown, count(*), sum(nok), count(delivered_on), count(*) FILTER (WHERE yes), round(count(*) FILTER (WHERE yes) / nullif(count(delivered_on), 0)::numeric, 4)
      FROM r JOIN u USING (top) GROUP BY 1, 2, 3, 4$$, y), format('needs of %s', y))
FROM generate_series(2022, 2023) AS y;
SELECT pg_temp.agree($$SELECT unit_level, institution_id, innovations, with_project, reports_due, delivered, yes, unanswered, needs_identified, changed FROM innovation_involvement(2023)$$,
    $$SELECT u.level, u.id, count(*), count(p.project_id), count(o.project_id), count(o.delivered_on), count(*) FILTER (WHERE o.yes),
             count(*) FILTER (WHERE o.delivered_on IS NOT NULL AND o.involvement IS NULL), count(*) FILTER (WHERE p.needs_source <> 'none'), count(*) FILTER (WHERE o.yes AND o.changed)
      FROM innovation AS n JOIN home AS h USING (institution_id) JOIN u USING (top)
      LEFT JOIN project AS p ON p.project_id = n.project_id LEFT JOIN o ON o.project_id = p.project_id AND o.year = 2023
      WHERE n.registered_on <= '2023-12-31' GROUP BY u.level, u.id$$, 'innovations');

SELECT finish();
ROLLBACK;
