-- The six policies at their boundaries, on the real studies, and their errors.
BEGIN;
SET LOCAL search_path = research_indicators, research_indicators_internal, public;
SELECT plan(135);
\ir include/refusal.sql

SELECT set_eq('SELECT policy FROM publication_policy', '{who,nordic,intovalue,eu_tracker,fdaaa,eu_ctr}'::text[], 'six policies');
SELECT set_eq($$SELECT unnest(codes) FROM rule_parameter_definition WHERE name = 'study_status.policy'$$,
              'SELECT policy FROM publication_policy', 'a rule set may choose any of them');
SELECT is_empty($$SELECT * FROM publication_policy WHERE source = ''$$, 'each names its source');

-- Status and days late of a completed study with at most one result.
CREATE FUNCTION pg_temp.judged(policy text, completed date, as_of date, summary date DEFAULT NULL, published date DEFAULT NULL,
    primary_completed date DEFAULT NULL, exactness text DEFAULT 'day', registry_status text DEFAULT 'completed',
    paediatric boolean DEFAULT false, certificate boolean DEFAULT false, phase1 boolean DEFAULT false,
    everywhere boolean DEFAULT true, deferred date DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
    SELECT concat_ws(' ', o.status, o.days_late)
    FROM research_indicators.publication_policy AS p,
         research_indicators_internal.study_outcome(p, as_of, registry_status, NULL, primary_completed, completed, exactness, true,
             summary, published, least(summary, published), NULL, paediatric, certificate, phase1, everywhere, deferred) AS o
    WHERE p.policy = judged.policy
$$;

-- Summary results n days after completion, and none after n days --------------

SELECT is(pg_temp.judged(v.policy, '2021-05-14', '2023-12-31', date '2021-05-14' + v.days), v.wanted,
          format('%s: summary results on day %s', v.policy, v.days))
FROM (VALUES ('nordic', 729, 'reported_on_time 0'), ('nordic', 730, 'reported_late 1'),
             -- summary results by their own deadline: a year, and not the publication's two
             ('who', 365, 'reported_on_time 0'), ('who', 366, 'reported_late 1'), ('intovalue', 365, 'reported_late 1'),
             ('fdaaa', 364, 'reported_on_time 0'), ('fdaaa', 365, 'reported_on_time 0'), ('fdaaa', 366, 'reported_late 1'),
             ('fdaaa', 395, 'reported_late 30'), ('fdaaa', 396, 'reported_late 31'),
             ('eu_ctr', 364, 'reported_on_time 0'), ('eu_ctr', 365, 'reported_on_time 0'), ('eu_ctr', 366, 'reported_late 1'),
             ('eu_tracker', 364, 'reported_on_time 0'), ('eu_tracker', 365, 'reported_on_time 0'), ('eu_tracker', 366, 'reported_on_time 0'),
             ('eu_tracker', 393, 'reported_on_time 0'), ('eu_tracker', 394, 'reported_late 1')) AS v(policy, days, wanted);
SELECT is(pg_temp.judged(v.policy, '2021-05-14', date '2021-05-14' + v.days), v.wanted, format('%s: nothing after %s days', v.policy, v.days))
FROM (VALUES ('who', 729, 'not_due'), ('who', 730, 'not_due'), ('who', 731, 'overdue 1'),
             ('nordic', 729, 'not_due'), ('nordic', 730, 'overdue 1'), ('nordic', 731, 'overdue 2'),
             ('intovalue', 729, 'not_due'), ('intovalue', 730, 'overdue 1'), ('intovalue', 731, 'overdue 2'),
             ('fdaaa', 364, 'not_due'), ('fdaaa', 365, 'not_due'), ('fdaaa', 366, 'in_grace'), ('fdaaa', 395, 'in_grace'), ('fdaaa', 396, 'overdue 31'),
             ('eu_ctr', 364, 'not_due'), ('eu_ctr', 365, 'not_due'), ('eu_ctr', 366, 'overdue 1'),
             ('eu_tracker', 365, 'not_due'), ('eu_tracker', 366, 'not_due'), ('eu_tracker', 393, 'not_due'), ('eu_tracker', 394, 'overdue 1')) AS v(policy, days, wanted);
-- Summary results by the summary column of the policies that have both.
SELECT is((SELECT o.summary_timely FROM publication_policy AS p,
           study_outcome(p, '2023-12-31', 'completed', NULL, NULL, '2021-05-14', 'day', true, date '2021-05-14' + v.days, NULL, date '2021-05-14' + v.days) AS o
           WHERE p.policy = v.policy), v.wanted, format('%s: summary results on day %s', v.policy, v.days))
FROM (VALUES ('who', 364, true), ('who', 365, true), ('who', 366, false), ('nordic', 364, true), ('nordic', 365, false), ('nordic', 366, false),
             ('intovalue', 364, true), ('intovalue', 365, false), ('intovalue', 366, false)) AS v(policy, days, wanted);
-- Articles.
SELECT is(pg_temp.judged(v.policy, '2021-05-14', '2023-12-31', NULL, date '2021-05-14' + v.days), v.wanted,
          format('%s: article on day %s', v.policy, v.days))
FROM (VALUES ('who', 729, 'reported_on_time 0'), ('who', 730, 'reported_on_time 0'), ('who', 731, 'reported_late 1'),
             ('nordic', 729, 'reported_on_time 0'), ('nordic', 730, 'reported_late 1'), ('nordic', 731, 'reported_late 2'),
             ('intovalue', 729, 'reported_on_time 0'), ('intovalue', 730, 'reported_late 1'), ('intovalue', 731, 'reported_late 2'),
             ('fdaaa', 100, 'overdue 596'), ('eu_ctr', 100, 'overdue 596'), ('eu_tracker', 100, 'overdue 568')) AS v(policy, days, wanted);

-- 29 February -----------------------------------------------------------------

SELECT is(pg_temp.judged(v.policy, '2020-02-29', v.as_of), v.wanted, format('%s: 29 February, on %s', v.policy, v.as_of))
FROM (VALUES ('who', date '2022-02-28', 'not_due'), ('who', '2022-03-01', 'overdue 1'),
             ('nordic', '2022-02-27', 'not_due'), ('nordic', '2022-02-28', 'overdue 1'),
             ('intovalue', '2022-02-27', 'not_due'), ('intovalue', '2022-02-28', 'overdue 1'),
             ('fdaaa', '2021-02-28', 'not_due'), ('fdaaa', '2021-03-01', 'in_grace'), ('fdaaa', '2021-03-30', 'in_grace'), ('fdaaa', '2021-03-31', 'overdue 31'),
             ('eu_ctr', '2021-02-28', 'not_due'), ('eu_ctr', '2021-03-01', 'overdue 1'),
             ('eu_tracker', '2021-03-28', 'not_due'), ('eu_tracker', '2021-03-29', 'overdue 1')) AS v(policy, as_of, wanted);
-- The tracker's own words, for every end of a month and around leap days.
SELECT is_empty(
    $$SELECT e.completed, a.as_of FROM generate_series(date '2018-12-01', '2025-03-01', interval '1 day') AS c(completed),
             LATERAL (SELECT c.completed::date AS completed) AS e,
             generate_series(e.completed + 388, e.completed + 400, interval '1 day') AS d(as_of), LATERAL (SELECT d.as_of::date AS as_of) AS a
      WHERE extract(day FROM e.completed) IN (1, 2, 28, 29, 30, 31)
        AND (pg_temp.judged('eu_tracker', e.completed, a.as_of) <> 'not_due')
            IS DISTINCT FROM (e.completed < ((a.as_of - interval '1 year')::date - 28))$$,
    'eu_tracker: due when the end is before as_of less a year less 28 days');

-- Month-only dates at both ends, year-only dates --------------------------------

CREATE FUNCTION pg_temp.due(policy text, last_day boolean, completed date, exactness text) RETURNS date
LANGUAGE sql AS $$
    SELECT coalesce(o.publication_due, o.summary_due)
    FROM (SELECT jsonb_populate_record(q, jsonb_build_object('month_is_last_day', last_day)) AS p
          FROM research_indicators.publication_policy AS q WHERE q.policy = due.policy) AS one,
         research_indicators_internal.study_outcome(one.p, '2023-12-31', 'completed', NULL, NULL, completed, exactness, true, NULL, NULL, NULL,
             NULL, false, false, false, true) AS o
$$;
SELECT is(pg_temp.due(v.policy, v.last_day, '2020-02-10', 'month'), v.wanted,
          format('%s: February 2020 as its %s day', v.policy, CASE WHEN v.last_day THEN 'last' ELSE 'first' END))
FROM (VALUES ('who', true, date '2022-02-28'), ('who', false, '2022-02-01'), ('nordic', true, '2022-02-28'), ('nordic', false, '2022-01-31'),
             ('intovalue', true, '2022-02-28'), ('intovalue', false, '2022-01-31'), ('fdaaa', true, '2021-02-28'), ('fdaaa', false, '2021-01-31'),
             ('eu_ctr', true, '2021-02-28'), ('eu_ctr', false, '2021-02-01'), ('eu_tracker', true, '2021-03-28'), ('eu_tracker', false, '2021-02-28')) AS v(policy, last_day, wanted);
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.due(policy, month_is_last_day, '2020-02-10', 'year') IS NOT NULL$$,
                'a year has no due day');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, '2020-02-10', '2023-12-31', exactness => 'year') <> 'unknown'$$,
                'and is unknown under every policy');

-- What every policy has in common -------------------------------------------------

SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, '2024-01-01', '2023-12-31') <> 'ongoing'$$, 'completion after as_of is ongoing');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, NULL, '2023-12-31') <> 'unknown'$$, 'no dates at all: unknown');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, NULL, '2023-12-31', registry_status => 'recruiting') <> 'ongoing'$$, 'unless it recruits');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, '2020-01-01', '2023-12-31', registry_status => 'withdrawn') <> 'withdrawn'$$, 'withdrawn is withdrawn');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, '2020-01-01', '2023-12-31', registry_status => 'not_started') <> 'not_started'$$, 'not started is not started');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, '2020-01-01', '2023-12-31', '2019-06-01') <> 'reported_on_time 0'
                  AND policy NOT IN ('who', 'intovalue')$$, 'summary results before completion are timely');
SELECT is_empty($$SELECT policy FROM publication_policy WHERE pg_temp.judged(policy, '2020-01-01', '2023-12-31', NULL, '2019-06-01') <> 'reported_on_time 0'
                  AND policy IN ('who', 'intovalue', 'nordic')$$, 'so is a publication before completion');
SELECT is(pg_temp.judged('fdaaa', '2021-12-31', '2022-07-01', primary_completed => '2021-05-14'), 'overdue 48', 'fdaaa counts from primary completion');
SELECT is(pg_temp.judged('eu_ctr', '2021-12-31', '2022-07-01', primary_completed => '2021-05-14'), 'not_due', 'eu_ctr does not');

-- Facts that move a deadline --------------------------------------------------------

SELECT is(pg_temp.judged('fdaaa', '2021-05-14', '2024-05-14', certificate => true), 'not_due', 'fdaaa: three years with a certificate');
SELECT is(pg_temp.judged('fdaaa', '2021-05-14', '2024-05-15', certificate => true), 'in_grace', 'fdaaa: not longer');
SELECT is(pg_temp.judged('eu_ctr', '2021-08-31', '2022-02-28', paediatric => true), 'not_due', 'eu_ctr: six months if paediatric');
SELECT is(pg_temp.judged('eu_ctr', '2021-08-31', '2022-03-01', paediatric => true), 'overdue 1', 'eu_ctr: not longer');
SELECT is(pg_temp.judged('eu_ctr', '2021-08-31', '2023-01-15', deferred => '2023-01-15'), 'not_due', 'eu_ctr: a justified later date');
SELECT is(pg_temp.judged('eu_ctr', '2021-08-31', '2023-01-16', deferred => '2023-01-15'), 'overdue 1', 'eu_ctr: until then');
SELECT is(pg_temp.judged('who', '2020-08-31', '2023-01-15', deferred => '2023-01-15'), 'overdue 137', 'who: no deferral');
SELECT is(pg_temp.judged('eu_tracker', '2020-08-31', '2023-01-15', phase1 => true), 'exempt', 'eu_tracker: phase 1 everywhere is exempt');
SELECT is(pg_temp.judged('eu_tracker', '2020-08-31', '2023-01-15', phase1 => true, paediatric => true), 'overdue 474', 'eu_tracker: unless paediatric');
SELECT is(pg_temp.judged('eu_tracker', '2020-08-31', '2023-01-15', everywhere => false), 'ongoing', 'eu_tracker: not completed in every country');
SELECT is(pg_temp.judged('eu_tracker', '2020-08-31', '2023-01-15', everywhere => NULL), 'unknown', 'eu_tracker: or nobody says so');

-- The real studies under the policies that the data has columns for -------------------

CREATE TEMP TABLE nation AS
SELECT p.policy, s.* FROM publication_policy AS p CROSS JOIN LATERAL publication_status_summary('2023-12-31', p.policy) AS s
WHERE s.unit_level = 'nation';
CREATE TEMP TABLE fact_of AS
SELECT c.study_id, c.completed_on AS ended, coalesce(c.primary_completed_on, c.completed_on) AS primary_ended, c.enrolled,
       min(r.published_on) FILTER (WHERE r.kind = 'summary_results') AS summary_on,
       min(r.published_on) FILTER (WHERE r.kind = 'publication' AND coalesce(r.type, 'journal') IN ('journal', 'letter')) AS article_on,
       count(r.study_id) > 0 AS any_result
FROM esystems.clinical_study AS c LEFT JOIN esystems.study_result AS r ON r.study_id = c.study_id AND r.published_on <= '2023-12-31'
WHERE c.study_id NOT LIKE 'made-%' GROUP BY c.study_id;
SELECT results_eq($$SELECT studies, due, reported, timely, overdue, patients_unreported FROM nation WHERE policy = 'intovalue'$$,
                  $$SELECT count(*), count(*) FILTER (WHERE date '2023-12-31' - ended >= 730), count(*) FILTER (WHERE any_result),
                           count(*) FILTER (WHERE article_on - ended < 730), count(*) FILTER (WHERE NOT any_result),
                           sum(enrolled) FILTER (WHERE NOT any_result) FROM fact_of$$, 'intovalue: as counted from the source');
SELECT results_eq($$SELECT studies, due, reported, timely, overdue, patients_unreported, in_grace FROM nation WHERE policy = 'fdaaa'$$,
                  $$SELECT count(*), count(*) FILTER (WHERE date '2023-12-31' - primary_ended > 365), count(summary_on),
                           count(*) FILTER (WHERE summary_on - primary_ended <= 365), count(*) FILTER (WHERE summary_on IS NULL),
                           sum(enrolled) FILTER (WHERE summary_on IS NULL), 0::bigint FROM fact_of$$, 'fdaaa: as counted from the source');
SELECT results_eq($$SELECT studies, due, reported, timely, overdue, patients_unreported FROM nation WHERE policy = 'eu_ctr'$$,
                  $$SELECT count(*), count(*) FILTER (WHERE ended + interval '1 year' < '2023-12-31'), count(summary_on),
                           count(*) FILTER (WHERE summary_on <= ended + interval '1 year'), count(*) FILTER (WHERE summary_on IS NULL),
                           sum(enrolled) FILTER (WHERE summary_on IS NULL) FROM fact_of$$, 'eu_ctr: as counted from the source');
SELECT results_eq($$SELECT policy, studies, due, reported, timely, overdue, summary_timely FROM nation ORDER BY policy COLLATE "C"$$,
                  $$VALUES ('eu_ctr', 328::bigint, 328::bigint, 17::bigint, 1::bigint, 311::bigint, 1::bigint), ('fdaaa', 328, 328, 17, 1, 311, 1),
                           ('intovalue', 328, 328, 234, 144, 94, 1), ('nordic', 328, 328, 234, 148, 94, 1), ('who', 328, 328, 234, 130, 94, 1)$$,
                  'the same studies, five policies');
SELECT results_eq($$SELECT code, unknown, ongoing FROM publication_status_breakdown('2023-12-31', 'eu_tracker', NULL, '{publication_status}') WHERE unit_level = 'nation'$$,
                  $$VALUES ('ongoing', 0::bigint, 150::bigint), ('unknown', 328, 0)$$,
                  'eu_tracker: nobody says whether all countries have completed');
SELECT results_eq($$SELECT code, studies FROM publication_status_breakdown('2023-12-31', 'nordic', NULL, '{registration}') WHERE unit_level = 'nation'$$,
                  $$SELECT CASE WHEN registered_on < starts_on THEN 'prospective' ELSE 'retrospective' END, count(*) FILTER (WHERE completed_on < '2020-01-01')
                    FROM esystems.clinical_study WHERE registered_on IS NOT NULL AND starts_on IS NOT NULL GROUP BY 1 ORDER BY 1$$,
                  'registered before the day of the start, or not');
SELECT is((SELECT studies FROM publication_status_breakdown('2023-12-31', 'intovalue', NULL, '{registration}') WHERE unit_level = 'nation' AND code = 'prospective'),
          (SELECT count(*) FROM esystems.clinical_study WHERE study_id NOT LIKE 'made-%' AND date_trunc('month', registered_on) <= date_trunc('month', starts_on)),
          'or at the latest in its month');

-- Overdue studies and why ---------------------------------------------------------------

SELECT results_eq($$SELECT study_id, due_on, days_late, coordinators FROM overdue_studies('2023-12-31', 'nordic', 'unn')$$,
                  $$SELECT c.study_id, c.completed_on + 730, date '2023-12-31' - c.completed_on - 729, '{unn}'::text[]
                    FROM esystems.clinical_study AS c JOIN esystems.study_site AS t USING (study_id)
                    WHERE t.institution_id = 'unn' AND t.role = 'coordinator' AND c.completed_on < '2020-01-01'
                      AND NOT EXISTS (SELECT FROM esystems.study_result AS r WHERE r.study_id = c.study_id)
                    ORDER BY c.completed_on, c.study_id COLLATE "C"$$, 'the overdue studies of a hospital');
SELECT is((SELECT count(*) FROM overdue_studies('2023-12-31', 'nordic')), 94::bigint, 'the nation has 94');
SELECT is((SELECT sum(enrolled) FROM overdue_studies('2023-12-31', 'nordic', 'NO')), 11972::bigint, 'with 11 972 patients');
SELECT is((SELECT count(*) FROM overdue_studies('2023-12-31', 'nordic', 'helse-vest')), 15::bigint, 'a region has those of its hospitals');
SELECT is((SELECT count(*) FROM overdue_studies('2023-12-31', 'fdaaa', NULL, '{registry}')), 311::bigint, 'by another policy there are 311');
SELECT is_empty($$SELECT o.study_id FROM overdue_studies('2023-12-31', 'nordic') AS o JOIN esystems.clinical_study AS c USING (study_id)
                  WHERE o.wording <> 'not found published by ' || c.searched_until::text$$, 'the wording names the day the search ended');
SELECT pg_temp.refuses($$SELECT * FROM overdue_studies('2023-12-31', 'who', 'nowhere')$$, 'RI011', 'nowhere', 'unknown institution', 'institution_id');
SELECT pg_temp.refuses($$SELECT * FROM overdue_studies('2023-12-31', 'whom')$$, 'RI012', 'whom', 'unknown policy', 'fdaaa');
SELECT pg_temp.refuses($$SELECT * FROM overdue_studies('2023-12-31', 'who', NULL, '{twitter}')$$, 'RI016', 'twitter', 'unknown source', 'pubmed');
SELECT pg_temp.refuses($$SELECT * FROM publication_status_breakdown('2023-12-31', 'who', NULL, '{colour}')$$, 'RI091', 'colour', 'unknown dimension', 'initiator');

SELECT pg_temp.refuses(format('SELECT * FROM %s', call), 'RI019', 'infinity', call, 'day')
FROM unnest($${"study_publication_status('infinity')","publication_status_summary('-infinity')","overdue_studies('infinity')",
               "time_to_result('infinity')","project_publication_status('-infinity')"}$$::text[]) AS call;
SELECT throws_ok('SELECT * FROM publication_status_summary(NULL)', 'RI019', NULL, 'no day to judge on is no day');

SELECT finish();
ROLLBACK;
